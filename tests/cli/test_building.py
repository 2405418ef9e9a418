"""The command `build` for all plans: in processes, on a cluster, stopped and begun again."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import is_zipfile

import pytest

from tests.cli.conftest import Run, Spawn, ended
from tests.portfolio.plans import laid

SUMMARY = ("--document", "summary", "--format", "text", "--date", "2026-11-23")


@pytest.fixture
def home(here: Path) -> Path:
    for id in ("a", "b", "c"):
        laid(here / "plans", id)
    return here / "plans"


def test_one_that_fails_does_not_stop_the_rest_and_the_exit_code_tells(call: Run, home: Path) -> None:
    """In two processes; each plan has a line, and the last one counts them."""
    (home / "b" / "plan.yaml").write_text("[", encoding="utf-8")
    done = call("build", home, "--all", "--jobs", "2", *SUMMARY, "--lang", "en")

    assert 4 == done.code
    assert ["a: 1 document", "c: 1 document"] == sorted(done.out.splitlines()[:-1])
    assert done.out.endswith("Plans: 3. Made now: 2. Made already: 0. Could not be made: 1.\n")
    assert ("b: cannot be made" in done.err, "PB001" in done.err) == (True, True)
    assert ["a", "c"] == [one.parent.parent.name for one in sorted(home.rglob("summary.txt"))]


STOPPED = """\
import os, signal, sys
from planbuilder import parallel
from planbuilder.cli.main import entry

def done(self, work, pieces):
    for n, piece in enumerate(pieces):
        if n == 2:
            raise KeyboardInterrupt
        yield piece, work(piece)

parallel.Processes.done = done
sys.argv[1:] = {words!r}
entry()
"""


def test_what_was_stopped_goes_on_where_it_was(
    python: Run, call: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says how far it came, and the same call makes the rest."""
    kept = home.parent / "kept"
    words = ["build", str(home), "--all", *SUMMARY, "--lang", "en"]
    stopped = python(STOPPED.format(words=words), PLANBUILDER_CACHE=str(kept))
    monkeypatch.setenv("PLANBUILDER_CACHE", str(kept))
    again = call(*words)

    assert (130, "Stopped. Plans that are made: 2 of 3.") == (stopped.code, stopped.err.split(" The same")[0].strip())
    assert ["a: made already", "b: made already", "c: 1 document"] == again.out.splitlines()[:-1]
    assert again.out.endswith("Plans: 3. Made now: 1. Made already: 2. Could not be made: 0.\n")


@pytest.mark.slow
def test_on_a_terminal_a_bar_tells_how_far_it_is_and_ctrl_c_ends_it_cleanly(spawn: Spawn, home: Path) -> None:
    """No traceback is shown, and no document is half."""
    for n in range(30):
        laid(home, f"more{n}")
    child = spawn(
        "build", str(home), "--all", "--jobs", "2", "--document", "summary", "--format", "docx", "--lang", "en"
    )
    child.expect(r"\[#+\.*\] \d+/33")
    child.sendintr()
    found = ended(child)

    assert 130 == found.code
    assert "Stopped. Plans that are made:" in found.out
    assert "Traceback" not in found.out
    made = [one for one in home.rglob("summary.docx") if not one.name.startswith(".")]
    assert made
    assert all(map(is_zipfile, made))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--jobs", "2"), "PB419"),
        (("--scheduler", "tcp://127.0.0.1:1"), "PB419"),
        (("--all", "--shared"), "PB419"),
        (("--all", "--scheduler", "tcp://127.0.0.1:1", "--tls-ca", "ca.pem"), "PB420"),
    ],
)
def test_what_does_not_go_together_is_refused(call: Run, home: Path, words: tuple[str, ...], code: str) -> None:
    """Before anything is begun."""
    done = call("build", home, *words)

    assert (2, True) == (done.code, code in done.err)


def test_who_uses_no_cluster_loads_nothing_of_it(python: Run, home: Path) -> None:
    """Not for all plans either."""
    code = (
        "import sys; from planbuilder.cli.main import main\n"
        f"try: main({['build', str(home), '--all', *SUMMARY]!r})\n"
        "except SystemExit as left: assert not left.code, left.code\n"
        "print(sorted({'dask', 'distributed', 'tornado'} & set(sys.modules)))\n"
    )
    done = python(code)

    assert ("", 0) == (done.err, done.code)
    assert ["Planer: 3. Lavet nu: 3. Var lavet i forvejen: 0. Kunne ikke laves: 0.", "[]"] == done.out.splitlines()[-2:]


def test_what_is_left_as_it_stands_is_counted_beside_the_places(
    call: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script that reads the places goes on; without a place of one's own nothing is left, and nothing said."""
    words = ("build", folder, "--document", "summary", "--format", "text", "--format", "md")
    assert ("", "") == (call(*words).err, call(*words).err)
    monkeypatch.setenv("PLANBUILDER_CACHE", str(tmp_path / "kept"))

    first, second = call(*words), call(*words)
    (folder / "build" / "summary.md").unlink()
    third = call(*words)

    assert first.out == second.out == third.out
    left = [re.search(r"\d|$", one.err)[0] for one in (first, second, third)]
    assert ["", "2", "1"] == left


def test_what_stands_is_known_where_names_are_no_text_to_the_system(start: Run, here: Path) -> None:
    """Danish letters in the name of a folder, in the locale C without UTF-8; of one plan and of all."""
    laid(here, "på")
    ascii = {"PYTHONUTF8": "0", "LC_ALL": "C", "PLANBUILDER_CACHE": str(here / "kæde"), "PLANBUILDER_LANG": "en"}

    twice = [start("build", here / "på", *SUMMARY, **ascii) for _ in range(2)]
    alike = [start("build", here, "--all", *SUMMARY, **ascii) for _ in range(2)]

    assert [(one.code, "already" in one.err) for one in twice] == [(0, False), (0, True)]
    assert [(one.code, "Made now: 1." in one.out) for one in alike] == [(0, True), (0, False)]
