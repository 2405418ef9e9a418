"""Every command of the handbook is typed as it stands there, and answers as it is shown."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="needs planbuilder[web]")
pytest.importorskip("pexpect", reason="needs pexpect")

from planbuilder import language as languages
from planbuilder import resources
from planbuilder.web import handbook
from tests.web.commanding import Command, Terminal, commands, is_shown, settings
from tests.web.preparing import prepared

BOOK = resources.folder("docs") / handbook.BOOK
PAGES = sorted(path.relative_to(BOOK).with_suffix("").as_posix() for path in BOOK.glob("*/*.md"))


def commands_of(page: str) -> list[Command]:
    words = partial(handbook.said, languages.load(page.split("/", maxsplit=1)[0]))
    return list(commands((BOOK / f"{page}.md").read_text(encoding="utf-8"), words))


def offline(page: str) -> list[Command]:
    return [one for one in commands_of(page) if one.kind != "install"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("page", [page for page in PAGES if offline(page)])
def test_the_commands_of_a_page_answer_as_they_are_shown(page: str, tmp_path: Path) -> None:
    """In their order, in a new folder, in the page's language."""
    code, _, name = page.partition("/")
    work = tmp_path / "work"
    work.mkdir()
    terminal = Terminal(work, settings(tmp_path, code))
    prepared(terminal, name, languages.load(code))

    for one in offline(page):
        answer = terminal.run(one)
        assert is_shown(one.shown, answer), f"{one.typed}\n{answer}\n--- shown:\n" + "\n".join(one.shown)


@pytest.mark.parametrize(
    ("shown", "answer", "is_so"),
    [
        (["a"], "a", True),
        (["a"], "a\nb", False),
        (["a", "…"], "a\nb\nc", True),
        (["…", "c"], "a\nb\nc", True),
        (["n …: x"], "n 12: x", True),
        (["n …: x"], "n 12\n: x", False),
        (["b"], "a\nb", False),
        ([], "", True),
    ],
)
def test_an_answer_is_compared_line_by_line(shown: list[str], answer: str, is_so: bool) -> None:
    assert is_shown(tuple(shown), answer) is is_so
