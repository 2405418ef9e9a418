"""The handbook: the same pages and sections in every language, words of the program, and links that lead somewhere."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="needs planbuilder[web]")

from planbuilder import configuration, resources
from planbuilder import language as languages
from planbuilder.branding.profile import profile_look
from planbuilder.cli.commands import program
from planbuilder.web import handbook, rendering
from tests.pseudo_screens import commands

ROOT = Path(__file__).parents[2]
BOOK = resources.folder("docs") / handbook.BOOK
CODES = handbook.languages()
SOURCES = {path.relative_to(BOOK).as_posix(): path.read_text("utf-8") for path in sorted(BOOK.glob("*/*.md"))}


def shape(text: str) -> list[str]:
    """The skeleton of a page: its headings by level, its commands, its pictures and the words that it names."""
    told = r"^#+(?= )|^```\w*(?: [\w-]+)?$|^\$ (?:planbuilder \w+|\w+)|pictures/\w+/[\w.]+|\{\{[\w.]+\}\}"
    return re.findall(told, text, re.MULTILINE)


@pytest.mark.parametrize("name", [entry.name for entry in handbook.entries(CODES[0])])
def test_every_language_has_the_same_pages_and_sections(name: str) -> None:
    """Also the same commands, pictures and words of the program, in the same order."""
    at = [entry.name for entry in handbook.entries(CODES[0])].index(name)
    pages = [SOURCES.get(handbook.entries(code)[at].path.removeprefix(f"{handbook.BOOK}/"), "") for code in CODES]
    shapes = [[re.sub(r"pictures/\w+/", "", one) for one in shape(text)] for text in pages]

    assert all(len(handbook.entries(code)) == len(handbook.entries(CODES[0])) for code in CODES)
    assert shapes[1:] == shapes[:1] * (len(CODES) - 1)


def test_every_page_is_listed_in_the_index() -> None:
    """A file that no reader finds is none."""
    listed = {entry.path.removeprefix(f"{handbook.BOOK}/") for code in CODES for entry in handbook.entries(code)}

    assert set(SOURCES) <= listed


def test_what_the_program_calls_help_is_there() -> None:
    """Each page of the program leads to a page of the handbook, in every language."""
    wanted = {*rendering.HELP.values(), rendering.ANSWERING}

    assert all(wanted <= {entry.name for entry in handbook.entries(code)} for code in CODES)
    assert all((rendering.TEMPLATES / name).is_file() for name in rendering.HELP)


@pytest.mark.parametrize("page", SOURCES)
def test_every_command_and_option_is_one_of_the_programs(page: str) -> None:
    """In text too, where nothing runs them."""
    typed = " ".join(re.findall(r"`[^`\n]+`|^\$ .*$", SOURCES[page], re.MULTILINE))
    known = dict(commands(program(languages.load(CODES[0]))))
    options = {name for one in known.values() for each in one.params for name in each.opts} | {"--quiet"}

    assert set(re.findall(r"planbuilder ([a-z]+)", typed)) <= {words[0] for words in known if words}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z0-9-]+", SOURCES[page])) <= options


@pytest.mark.parametrize("code", CODES)
def test_what_is_to_be_written_into_files_is_read_by_the_program(code: str, tmp_path: Path) -> None:
    """The profile and the configuration, as they stand on the pages."""
    blocks = [
        one
        for path, text in SOURCES.items()
        if path.startswith(code)
        for one in re.findall(r"```yaml\n(.*?)```", text, re.S)
    ]
    profile, settings = (tmp_path / name for name in ("profile.yaml", "config.yaml"))
    profile.write_text(next(one for one in blocks if "planbuilder.profile/1" in one), encoding="utf-8")
    settings.write_text(next(one for one in blocks if "trust:" in one), encoding="utf-8")

    assert len(blocks) == 2
    assert profile_look(profile)[1] == ()
    assert configuration.load(settings)[1] == ()


class Links(HTMLParser):
    """Where a page leads, and the anchors in it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.to: list[str] = []
        self.anchors: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.to += [found[name] or "" for name in ("href", "src") if name in found]
        self.anchors += [found["id"] or ""] if "id" in found else []


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The pages as files, as the tool writes them."""
    return runpy.run_path(str(ROOT / "tools" / "handbook.py"))["write"](tmp_path_factory.mktemp("book"))


def broken(path: Path) -> Iterator[str]:
    """Links of a page that lead nowhere."""
    for to in Links(path).to:
        name, _, anchor = to.partition("#")
        target = (path.parent / name).resolve() if name else path
        if to.startswith(("https://", "data:")):
            continue
        if not target.is_file() or (anchor and anchor not in Links(target).anchors):
            yield to


def test_every_link_leads_somewhere(written: list[Path]) -> None:
    """To a page, a picture, a style sheet or a place on a page, all of them in the folder."""
    assert len(written) == sum(len(handbook.entries(code)) for code in CODES)
    assert [] == [(path.name, to) for path in written for to in broken(path)]


def test_no_anchor_stands_twice_on_a_page(written: list[Path]) -> None:
    """Else the second section could not be reached."""
    assert [] == [path.name for path in written if len(set(found := Links(path).anchors)) < len(found)]


def test_pages_ask_for_nothing_outside_and_run_nothing(written: list[Path]) -> None:
    """No script, no style of their own, and no address but those that a reader chooses to follow."""
    texts = [path.read_text(encoding="utf-8") for path in written]

    assert [] == [found for text in texts for found in re.findall(r"<script|<style|\sstyle=|\son\w+=|src=\"http", text)]


def test_a_language_without_a_handbook_reads_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    class Finnish(languages.Language):
        """A language that is offered, and in which nobody has written a handbook."""

    assert handbook.code_of(Finnish("fi", {})) == CODES[0]
