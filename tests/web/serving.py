"""The pages on a port of this machine, for tests with a browser: as the program serves them, without its door."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from planbuilder import language as languages
from planbuilder import web
from planbuilder.interview.session import Session
from planbuilder.plan.store import Author, open_plan
from planbuilder.questionnaire.loading import load
from planbuilder.web import beside_routes
from planbuilder.web.pages import Page
from planbuilder.web.rendering import html
from planbuilder.web.routes import Door, routes
from planbuilder.web.visit import Visit

STATIC = Path(web.__file__).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def app(folder: Path) -> Starlette:
    """All pages of a plan; who looks, and in which language, the browser says in cookies."""

    def visit(request: Request) -> Visit:
        name, code = request.cookies.get("name", "Ane Holm"), request.cookies.get("lang", "da")
        session = Session(
            open_plan(folder), load(), languages.load(code), lambda: Author(name, "leder", datetime.now())
        )
        return Visit(session, name, "leder", guides="guides" in request.cookies, leads="follows" not in request.cookies)

    def show(visit: Visit, request: Request, page: Page) -> Response:
        back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return HTMLResponse(html(visit, page, back), page.status, {"Content-Security-Policy": POLICY})

    async def speak(request: Request) -> Response:
        async with request.form() as sent:
            reply = RedirectResponse(str(sent["back"]), 303)
            reply.set_cookie("lang", str(sent["language"]))
        return reply

    door = Door(visit, show)
    more = [Route("/language", speak, methods=["POST"]), Mount("/static", StaticFiles(directory=STATIC))]
    return Starlette(routes=[*routes(door), *beside_routes.routes(door), *more])


@contextmanager
def served(folder: Path, port: int = 0) -> Iterator[str]:
    """The address at which a plan is served until the end of the block."""
    config = uvicorn.Config(
        app(folder), host="127.0.0.1", port=port, log_level="error", lifespan="off", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
