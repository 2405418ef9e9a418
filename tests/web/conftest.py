"""What the tests of the web pages share: the example plan in a folder of its own, and a browser without a window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="needs planbuilder[web]")

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.testclient import TestClient

from planbuilder import example
from planbuilder import language as languages
from planbuilder.interview.session import Session
from planbuilder.plan.store import Author, open_plan
from planbuilder.questionnaire.loading import load
from planbuilder.web import beside_routes, board_routes
from planbuilder.web.pages import Page
from planbuilder.web.rendering import html
from planbuilder.web.routes import Door, routes
from planbuilder.web.visit import Visit

NOW = datetime(2027, 1, 5, 10, 0)
Browser = Callable[..., TestClient]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "plan"
    place.mkdir()
    (place / "plan.yaml").write_text(example.text(languages.load("da")), encoding="utf-8")
    return place


def visit_to(folder: Path, name: str = "Ane Holm", role: str = "leder", code: str = "da", **may: object) -> Visit:
    session = Session(open_plan(folder), load(), languages.load(code), lambda: Author(name, role, NOW))
    return Visit(session, name, role, **may)


@pytest.fixture
def browser(folder: Path) -> Browser:
    """Makes somebody's browser: who it is, in which language, and what they may."""

    def made(name: str = "Ane Holm", role: str = "leder", code: str = "da", **may: object) -> TestClient:
        def show(visit: Visit, request: Request, page: Page) -> Response:
            return HTMLResponse(html(visit, page, request.url.path), page.status)

        door = Door(lambda request: visit_to(folder, name, role, code, **may), show)
        return TestClient(Starlette(routes=[*routes(door), *beside_routes.routes(door), *board_routes.routes(door)]))

    return made
