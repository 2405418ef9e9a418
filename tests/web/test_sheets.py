"""The pictures of the pages in the browser, in README and docs/pages.md, can be taken anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs planbuilder[web]")

from planbuilder import language as languages
from tests.conftest import HANG
from tests.web.browsing import chromium
from tests.web.picturing import NAME, in_few_colours, plan_of_pictures, previewed
from tests.web.serving import cookies, served
from tests.web.sheets import KINDS, SHEETS, on_a_sheet, pages

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = DOCS / "pictures"
README = (1280, 900, "/part/channel_strategy")
MOST = 400_000  # bytes of a sheet

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Opens a window of a size, of who leads and of a stranger, on the plan of the handbook's pictures."""
    folder = tmp_path_factory.mktemp("pages") / "fritidspas"
    plan_of_pictures(folder, languages.load("da"))
    with chromium() as browser, served(folder) as address:
        kept = cookies(folder, NAME, "da", role="projektleder")

        def opened(width: int, height: int) -> tuple[Any, Any]:
            size = {"width": width, "height": height}
            leads, stranger = (browser.new_context(base_url=address, viewport=size) for _ in range(2))
            leads.add_cookies([{"name": name, "value": text, "url": address} for name, text in kept.items()])
            leads.set_default_timeout(HANG * 1000)
            return leads.new_page(), stranger.new_page()

        yield opened


def keep(request: pytest.FixtureRequest, name: str, made: bytes) -> None:
    if request.config.getoption("--golden"):
        (PICTURES / name).write_bytes(made)


@pytest.mark.parametrize("name", SHEETS)
def test_every_kind_of_page_is_on_a_sheet(windows: Any, name: str, request: pytest.FixtureRequest) -> None:
    """Each is another page than the others, and the sheet is small."""
    sheet = SHEETS[name]
    taken = pages(*windows(sheet.width, sheet.height))
    made = on_a_sheet(taken, sheet)
    keep(request, f"{name}.png", made)

    assert len(set(taken)) == len(KINDS)
    assert len(made) < MOST
    assert (PICTURES / f"{name}.png").stat().st_size < MOST


def test_the_picture_of_the_readme_can_be_taken_anew(windows: Any, request: pytest.FixtureRequest) -> None:
    """A part with its questions, and the chapter beside it."""
    width, height, path = README
    page, _ = windows(width, height)
    page.goto(path)
    previewed(page)
    made = in_few_colours(page.screenshot(animations="disabled", caret="hide"))
    keep(request, "browser.png", made)

    assert 10_000 < len(made) < MOST


def test_the_page_of_the_sheets_names_each_kind() -> None:
    """In the order in which they stand there."""
    text = (DOCS / "pages.md").read_text(encoding="utf-8")
    places = [text.find(f"{n}. **{name}**") for n, name in enumerate(KINDS.values(), 1)]

    assert all(place > 0 for place in places)
    assert all(f"pictures/{name}.png" in text for name in SHEETS)
