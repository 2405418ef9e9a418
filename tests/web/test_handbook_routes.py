"""The handbook in a browser: for everybody, in the language of who reads, from each page of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs planbuilder[web]")

import pikepdf
from starlette.testclient import TestClient

from planbuilder import language as languages
from planbuilder.web import handbook
from planbuilder.web.app import Site, application
from planbuilder.web.guarding import HEADERS, Limits
from planbuilder.web.opening import places
from tests.web.browsing import axe_findings, chromium, errors_of
from tests.web.conftest import NOW, Browser
from tests.web.serving import served

HOST = "testserver"
PAGES = [f"/help/{code}/{entry.name}.html" for code in handbook.languages() for entry in handbook.entries(code)]


@pytest.fixture
def stranger(folder: Path) -> TestClient:
    """Somebody whom nobody has invited."""
    found = places(folder, lambda: NOW, "Kim Lund", "projektleder", None)
    site = Site([place for place, _ in found], languages.load("da"), datetime.now)
    return TestClient(application(site, Limits({HOST})), follow_redirects=False)


@pytest.mark.parametrize(("chosen", "code"), [(None, "da"), ("en", "en"), ("xx", "da")])
def test_the_way_in_is_in_the_readers_language(stranger: TestClient, chosen: str | None, code: str) -> None:
    """That which the reader has chosen, else the server's."""
    stranger.cookies = {"language": chosen} if chosen else {}

    assert stranger.get("/help").headers["location"] == f"/help/{code}/index.html"


def test_a_page_is_guarded_like_every_other(stranger: TestClient) -> None:
    """And says nothing of the plan to whom nobody has invited."""
    reply = stranger.get("/help/da/answer.html")

    assert reply.status_code == 200
    assert reply.headers["content-security-policy"] == HEADERS["content-security-policy"]
    assert reply.headers["cache-control"] == "no-cache"
    assert "fritidspas</a>" not in reply.text


@pytest.mark.parametrize(
    "path",
    ["/help/da/nothing.html", "/help/xx/index.html", "/help/da/..%2f..%2fserver.html", "/help/pictures/nothing.png"],
)
def test_what_is_not_there_is_told(stranger: TestClient, path: str) -> None:
    """No file is read but those of the handbook."""
    assert stranger.get(path).status_code in (400, 404)


@pytest.mark.parametrize(
    ("path", "leads", "name"),
    [
        ("/", True, "start"),
        ("/part/cover", True, "answer"),
        ("/tree", True, "meeting"),
        ("/documents", True, "finish"),
        ("/history", True, "changes"),
        ("/disagreements", True, "settle"),
        ("/", False, "answer"),
        ("/check", False, "answer"),
    ],
)
def test_each_page_leads_to_its_help(browser: Browser, path: str, leads: bool, name: str) -> None:
    """Who does not lead is asked, and is helped with that."""
    page = browser(leads=leads).get(path).text

    assert f'href="/help/da/{name}.html"' in page


def test_a_page_of_one_plan_among_several_leads_back_to_it(browser: Browser) -> None:
    """Its help lies beneath the plan's own address."""
    page = browser(root="/plan/a", code="en").get("/").text

    assert 'href="/plan/a/help/en/start.html"' in page


def test_who_is_refused_finds_help_too(stranger: TestClient) -> None:
    assert 'href="/help/da/answer.html"' in stranger.get("/").text


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 1400])
def test_axe_finds_nothing_and_nothing_is_scrolled_sideways(started: Any, folder: Path, width: int) -> None:
    """On any page of the handbook; the browser has nothing to complain of either."""
    with served(folder) as address:
        context = started.new_context(base_url=address, viewport={"width": width, "height": 800})
        page = context.new_page()
        complaints, found, wide = errors_of(page), [], []
        for path in PAGES:
            page.goto(path)
            found += axe_findings(page)
            wide += [path] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else []
        context.close()

    assert (complaints, found, wide) == ([], [], [])


@pytest.mark.slow
def test_what_a_manager_is_to_know_takes_one_page_on_paper(started: Any, folder: Path) -> None:
    """In every language, on A4 with the usual margins."""
    counts = []
    with served(folder) as address:
        page = started.new_page(base_url=address)
        for code in handbook.languages():
            page.goto(f"/help/{code}/answer.html")
            paper = page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "15mm"))
            counts.append(len(pikepdf.open(BytesIO(paper)).pages))
        page.context.close()

    assert counts == [1] * len(counts)


@pytest.mark.slow
def test_a_reader_goes_from_a_plan_to_its_help_and_back(started: Any, folder: Path) -> None:
    """By keyboard or mouse: help, the other language, the list of pages, and to the plan again."""
    with served(folder) as address:
        page = started.new_page(base_url=address)
        page.goto("/help/da/settle.html")
        title = page.locator("h1").inner_text()
        page.get_by_role("link", name="English").click()
        page.wait_for_url("**/help/en/settle.html")
        other = page.locator("h1").inner_text()
        page.get_by_role("navigation").get_by_role("link", name="Begin a plan").click()
        page.wait_for_url("**/help/en/start.html")
        back = page.get_by_role("link", name="To the plan").get_attribute("href")
        page.context.close()

    assert (title, other) == ("Afgør uenigheder", "Settle disagreements")
    assert re.fullmatch(r"(\.\./){2}", back or "")
