"""The handbook's pictures can be taken anew, and show the words that the handbook names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs planbuilder[web]")

from PIL import Image

from planbuilder import language as languages
from planbuilder.web import handbook
from tests.conftest import HANG
from tests.web.browsing import chromium
from tests.web.picturing import MANAGER, NAME, PICTURES, Picture, plan_of_pictures, taken
from tests.web.preparing import WORDS
from tests.web.serving import cookies, served

MOST = 100_000  # bytes of a picture
ALL = [(code, name) for code in handbook.languages() for name in PICTURES]
REFERENCE = re.compile(r"!\[([^\]]+)\]\(\.\./pictures/([^)]+)\)")


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module", params=handbook.languages())
def shown(request: pytest.FixtureRequest, started: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Opens a page of the example plan in a language, as wide as its picture."""
    language = languages.load(request.param)
    folder = tmp_path_factory.mktemp("pictures") / WORDS[language.code]["plan"]
    plan_of_pictures(folder, language)
    contexts = []
    with served(folder) as address:
        words = WORDS[language.code]
        kept = {
            True: cookies(folder, NAME, language.code, role=words["lead"]),
            False: cookies(folder, MANAGER, language.code, leads=False, role=words["manager"]),
        }
        files = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        locale = language.tag

        def opened(picture: Picture) -> tuple[str, Any]:
            for path, data in files.items():  # what another picture has answered is in none of the others
                path.write_bytes(data)
            size = {"width": picture.width, "height": picture.height}
            context = started.new_context(base_url=address, viewport=size, locale=locale, reduced_motion="reduce")
            contexts.append(context)
            context.add_cookies(
                [{"name": name, "value": text, "url": address} for name, text in kept[picture.leads].items()]
            )
            context.set_default_timeout(HANG * 1000)
            return language.code, context.new_page()

        yield opened
        for context in contexts:
            context.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_can_be_taken_anew(shown: Any, name: str, request: pytest.FixtureRequest) -> None:
    """The page is there, with the words that the handbook speaks of; the picture is as wide as the kept one."""
    picture = PICTURES[name]
    code, page = shown(picture)
    made = taken(page, picture)
    text = page.locator("body").inner_text()
    kept = handbook.pictures() / code / f"{name}.png"
    if request.config.getoption("--golden"):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(made)

    words = languages.load(code)
    assert [] == [key for key in picture.words if handbook.said(words, key) not in text]
    assert len(made) < MOST
    assert abs(width(made) - width(kept.read_bytes())) <= 40


def width(data: bytes) -> int:
    with Image.open(BytesIO(data)) as image:
        return image.width


def test_every_picture_is_used_and_there() -> None:
    """Each is named by one page in its language, and no other file lies there."""
    folder = handbook.pictures()
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    used = [name for path in folder.parent.glob("*/*.md") for _, name in REFERENCE.findall(path.read_text("utf-8"))]

    assert there == {f"{code}/{name}.png" for code, name in ALL}
    assert sorted(used) == sorted(there)


def test_pictures_are_small() -> None:
    """The whole handbook stays a fraction of the package."""
    assert all(path.stat().st_size < MOST for path in handbook.pictures().rglob("*.png"))
