"""What the tests of the command line share: the program in this process, in another one, and in a terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pexpect
import pytest

from planbuilder.cli.main import main
from planbuilder.configuration import VARIABLE
from tests.conftest import HANG

PROGRAM = Path(sys.executable).parent / "planbuilder"
LOCALE = ("PLANBUILDER_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")


@dataclass(frozen=True)
class Ended:
    """How a call of the program ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]
Spawn = Callable[..., "pexpect.spawn[str]"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder one stands in, in no particular language and with nothing set by anybody."""
    for name in (*LOCALE, VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def call(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Calls the program in this process."""

    def called(*words: str | Path) -> Ended:
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # so that it is put back afterwards
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        said = capsys.readouterr()
        return Ended(int(ended.value.code or 0), said.out, said.err)

    return called


@pytest.fixture
def start(here: Path) -> Run:
    """Starts the installed program as a process of its own, without a terminal."""

    def started(*words: str | Path, **variables: str) -> Ended:
        return process(PROGRAM, *words, **variables)

    return started


@pytest.fixture
def python(here: Path) -> Run:
    """Runs some Python as a process of its own."""

    def ran(code: str, **variables: str) -> Ended:
        return process(sys.executable, "-c", code, **variables)

    return ran


def process(*words: str | Path, **variables: str) -> Ended:
    done = subprocess.run(
        [str(word) for word in words],
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


# How wide a screen is, which tests that run in parallel are told of one that is not theirs.
SCREEN = ("COLUMNS", "LINES")


def environment(**variables: str) -> dict[str, str]:
    """The environment of this process without any language or screen, and with some variables more."""
    left = {*LOCALE, *SCREEN, "NO_COLOR", "PLANBUILDER_PLAIN"}
    kept = {name: value for name, value in os.environ.items() if name not in left}
    return {**kept, **variables}


@pytest.fixture
def spawn(here: Path) -> Iterator[Spawn]:
    """Starts the installed program in a pseudo-terminal of 40 lines by 120 columns."""
    children = []

    def spawned(*words: str | Path, **variables: str) -> pexpect.spawn[str]:
        child = pexpect.spawn(
            str(PROGRAM),
            [str(word) for word in words],
            env=environment(TERM="xterm-256color", PROMPT_TOOLKIT_NO_CPR="1", LC_ALL="C.UTF-8", **variables),
            dimensions=(40, 120),
            encoding="utf-8",
            timeout=HANG,
            preexec_fn=_minding_ctrl_c,
        )
        children.append(child)
        return child

    yield spawned
    for child in children:
        child.close(force=True)


def _minding_ctrl_c() -> None:
    """A shell has what it starts in the background ignore Ctrl-C, and all that is started from there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def ended(child: pexpect.spawn[str]) -> Ended:
    """How a program in a pseudo-terminal ended, and what it showed since one last looked."""
    child.expect(pexpect.EOF)
    child.wait() if child.isalive() else None
    child.close()
    return Ended(child.exitstatus if child.exitstatus is not None else -1, child.before or "", "")
