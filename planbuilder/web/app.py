"""The application: the pages of one plan, or of several beneath a folder, each behind its own door.

In: the plans, who may enter, and the clock. Out: an ASGI application. A request is let in by a `Door`: it finds out
whose it is, opens the plan as it is now, and shows pages in the visitor's own language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from planbuilder import language as languages
from planbuilder.errors import PlanbuilderError
from planbuilder.interview.session import Session
from planbuilder.language import Language
from planbuilder.plan.store import Author, open_plan
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.questionnaire.loading import load
from planbuilder.record import record
from planbuilder.web import beside_routes, board_routes, handbook_routes, overview, routes
from planbuilder.web.access import KEPT, OneTimeKey, cookie_of
from planbuilder.web.guarding import Limits, TooMuch, TooSlow, guarded
from planbuilder.web.latest import latest
from planbuilder.web.pages import Page
from planbuilder.web.place import Place
from planbuilder.web.rendering import html, simple
from planbuilder.web.visit import Visit

STATIC = Path(__file__).parent / "static"
FOREIGN = frozenset({"http", "https"})
LANGUAGE = "language"  # the cookie of the language that somebody has chosen


@record
class Site:
    """What is served: the plans, the language of who has chosen none, the clock, and whether addresses are https.

    `own` is the key of the link to the start page of several plans.
    """

    places: Sequence[Place]
    language: Language
    clock: Callable[[], datetime]
    secure: bool = False
    kept_figures: Path | None = None
    own: OneTimeKey | None = None


def application(site: Site, limits: Limits) -> Any:
    """The application, guarded."""
    mounted: list[BaseRoute] = [Mount(one.root or "/", routes=_routes(site, one)) for one in site.places]
    mounted += _routes_of_all(site) if site.own else []
    handlers: Mapping[Any, Any] = {
        HTTPException: lambda request, error: _failed(site, request, error.status_code),
        PlanbuilderError: lambda request, error: _undone(site, request, error),
        TooMuch: lambda request, error: _failed(site, request, 413),
        TooSlow: lambda request, error: _failed(site, request, 408),
    }
    app = Starlette(routes=mounted, exception_handlers=handlers)
    return guarded(app, limits, lambda status: site.language.text(f"web.status.{status}"))


def _routes(site: Site, place: Place) -> list[BaseRoute]:
    door = routes.Door(lambda request: _visit(site, place, request), _show)
    return [
        Route("/enter", lambda request: _entrance(site, place, request)),
        Route("/enter", _entering(site, place.root, partial(_entered, place)), methods=["POST"]),
        Route("/language", _choosing(site, place.root), methods=["POST"]),
        *_files(site, place.root),
        *routes.routes(door),
        *beside_routes.routes(door),
        *board_routes.routes(door),
    ]


def _files(site: Site, root: str) -> list[BaseRoute]:
    """What pages are made to look by, and the handbook; the same for everybody."""
    vendored = StaticFiles(directory=STATIC / "vendor")
    looks = [Mount("/static/vendor", vendored), Mount("/static", StaticFiles(directory=STATIC))]
    return [*looks, *handbook_routes.routes(root, partial(_language, site))]


def _routes_of_all(site: Site) -> list[BaseRoute]:
    """The start page of several plans, and the way in."""
    return [
        Route("/", lambda request: _start_of_all(site, request)),
        Route("/enter", lambda request: _entrance_of_all(site, request)),
        Route("/enter", _entering(site, "", partial(_entered_all, site)), methods=["POST"]),
        Route("/language", _choosing(site, ""), methods=["POST"]),
        *_files(site, ""),
    ]


def _start_of_all(site: Site, request: Request) -> Response:
    """The plans that the visitor leads; raises HTTPException (403) for who leads none."""
    found = overview.listed(site.places, request)
    if not found:
        raise HTTPException(403)
    return HTMLResponse(simple("plans.html", _language(site, request), "", plans=found))


def _entrance_of_all(site: Site, request: Request) -> Response:
    key, words = request.query_params.get("key", ""), _language(site, request)
    if site.own is None or not site.own.is_(key):
        raise HTTPException(403)
    return HTMLResponse(simple("enter.html", words, "", title=words.text("web.plans"), key=key))


def _entered_all(site: Site, key: str) -> tuple[str, str]:
    """The cookie of who leads all plans, and what it is to hold; nothing where the key opens nothing."""
    return overview.cookie_of_all(site.places), overview.lead(site.places, site.own, key) if site.own else ""


def _visit(site: Site, place: Place, request: Request) -> Visit:
    """Whose request it is, with the plan as it is now; raises HTTPException (403) for a stranger."""
    opened = latest(place.folder)
    found = overview.visitor(place.access, opened, request)
    if found is None:
        raise HTTPException(403)
    questionnaire = _questionnaire()
    session = Session(
        opened, questionnaire, _language(site, request), lambda: Author(found.name, found.role, site.clock())
    )
    return Visit(
        session=session,
        name=found.name,
        role=found.role,
        guides=found.leads,
        leads=found.leads,
        reaches=found.reach(questionnaire),
        root=place.root,
        kept_figures=site.kept_figures,
    )


@cache
def _questionnaire() -> Questionnaire:
    """The bundled questionnaire, which does not change while a server runs."""
    return load()


def _show(visit: Visit, request: Request, page: Page) -> Response:
    return HTMLResponse(html(visit, page, _here(request)), page.status)


def _here(request: Request) -> str:
    """The address of a request within this server."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _language(site: Site, request: Request) -> Language:
    """The language that the visitor has chosen, else the server's."""
    chosen = request.cookies.get(LANGUAGE, "")
    return languages.load(chosen) if chosen in languages.available() else site.language


def _entrance(site: Site, place: Place, request: Request) -> Response:
    """The page that a link leads to: a button, so that no program that looks at links before people uses it up."""
    words = _language(site, request)
    key = request.query_params.get("key", "")
    opened = open_plan(place.folder)
    if not place.access.opens(opened, key):  # what a plan is called is nobody else's
        raise HTTPException(403)
    return HTMLResponse(simple("enter.html", words, place.root, title=opened.plan.title, key=key))


def _entered(place: Place, key: str) -> tuple[str, str]:
    """The cookie of a plan, and what it is to hold; nothing where the key opens nothing."""
    opened = open_plan(place.folder)
    return cookie_of(opened), place.access.enter(opened, key)


def _entering(site: Site, root: str, enter: Callable[[str], tuple[str, str]]) -> Callable[[Request], Any]:
    """What takes a key and lets in; off the loop of the server, for it may wait for others who save."""

    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=5) as sent:
            key = str(sent.get("key", ""))
        name, kept = await run_in_threadpool(enter, key)
        if not kept:
            raise HTTPException(403)
        reply = RedirectResponse(f"{root}/", 303)
        _keep(site, root, reply, name, kept)
        return reply

    return endpoint


def _choosing(site: Site, root: str) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=5) as sent:
            chosen, back = str(sent.get(LANGUAGE, "")), str(sent.get("back", ""))
        is_ours = back.startswith(f"{root}/") and not back.startswith(("//", "/\\")) and back.isprintable()
        reply = RedirectResponse(back if is_ours else f"{root}/", 303)
        if chosen in languages.available():
            _keep(site, root, reply, LANGUAGE, chosen)
        return reply

    return endpoint


def _keep(site: Site, root: str, reply: Response, name: str, value: str) -> None:
    path = root or "/"
    reply.set_cookie(name, value, max_age=KEPT, path=path, secure=site.secure, httponly=True, samesite="strict")


def _failed(site: Site, request: Request, status: int) -> Response:
    """A page that says in words why there is none; a status without words of its own is "not found"."""
    words, key = _language(site, request), f"web.status.{status}"
    text = words.text(key if words.has(key) else "web.status.404")
    return HTMLResponse(simple("failed.html", words, _root(site, request), text=text, more=()), status)


def _undone(site: Site, request: Request, error: PlanbuilderError) -> Response:
    """A page that says what is wrong with the plan, and what to do."""
    words = _language(site, request)
    more = [f"{words.problem(one)} {words.way_out(one)}" for one in error.problems]
    page = simple("failed.html", words, _root(site, request), text=words.text("web.status.500"), more=more)
    return HTMLResponse(page, 503)


def _root(site: Site, request: Request) -> str:
    """The address of the plan that a request is about."""
    path = request.url.path
    return next((one.root for one in site.places if one.root and path.startswith(f"{one.root}/")), "")
