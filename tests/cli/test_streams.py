"""Every command ends with its own exit code, whatever becomes of its output."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from planbuilder.cli.streams import Forgiving
from tests.cli.conftest import PROGRAM

COMMANDS = {
    ("--help",): 0,
    ("--version",): 0,
    ("check", "."): 3,
    ("figures", "."): 0,
    ("figures", ".", "--json"): 0,
    ("template", "check", "--help"): 0,
    ("versions", "."): 0,
    ("nosuch",): 2,
    ("figures", "nowhere"): 2,
    ("interview", "."): 2,
    ("new", "other"): 2,
}
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux alone has a device that is always full")


def ended(shell: str, folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A call as a shell makes it, with what it does to the streams."""
    line = f'exec "$@" {shell}'
    command = ["sh", "-c", line, "sh", str(PROGRAM), *words]
    return subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.mark.parametrize(("words", "code"), COMMANDS.items(), ids=str)
@pytest.mark.parametrize("shell", [">&-", "2>&-", "<&-", ">&- 2>&- <&-", "2>/dev/full"])
def test_a_closed_stream_changes_no_exit_code(folder: Path, shell: str, words: tuple[str, ...], code: int) -> None:
    """Whoever closed it wants nothing there: the work is done, and says how it ended."""
    done = ended(shell, folder, *words)

    assert (done.returncode, b"planbuilder:" in done.stderr, b"Traceback" in done.stderr) == (code, False, False)


@full
@pytest.mark.parametrize(("words", "code"), [*COMMANDS.items()][:6], ids=str)
def test_results_that_cannot_be_written_are_told(folder: Path, words: tuple[str, ...], code: int) -> None:
    """The command has failed for whoever waits for them, unless it has failed already."""
    done = ended(">/dev/full", folder, *words)

    assert (done.returncode, done.stderr.decode().count("PB306")) == (code or 4, 1)


@pytest.mark.parametrize("words", [["figures", "."], ["check", "."], ["--help"], ["figures", ".", "--json"]])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_who_has_seen_enough_is_no_fault(folder: Path, words: list[str], unbuffered: str) -> None:
    """`| head -1` ends nothing, and nothing is said of it."""
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    child = subprocess.Popen(
        [str(PROGRAM), *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )
    assert child.stdout is not None
    assert child.stderr is not None

    child.stdout.close()

    told = child.stderr.read().decode()
    assert (child.wait(), "fejl i planbuilder" in told, "PB306" in told) == (3 if "check" in words else 0, False, False)
    child.stderr.close()


def test_a_build_is_not_cut_short_by_its_reader(folder: Path) -> None:
    """All documents are there, though nobody read the paths of any."""
    formats = ("docx", "md", "html", "text")
    ended(">&-", folder, "build", "--document", "summary", *(word for one in formats for word in ("--format", one)))

    assert len([*(folder / "build").iterdir()]) == len(formats)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850", "iso8859-1", "utf-16"])
def test_json_loses_no_letter_in_any_encoding(folder: Path, encoding: str) -> None:
    """A program reads what was meant: nothing is replaced by what looks like it."""
    done, right = (ended("", folder, "check", ".", "--json", PYTHONIOENCODING=one) for one in (encoding, "utf-8"))

    told = json.loads(done.stdout.decode(encoding))
    assert told == json.loads(right.stdout.decode())
    assert told["problems"][0]["message"].startswith("»Beskrivelse af løsningen«")


class Slow(io.BytesIO):
    """A stream shared with a program that does not wait: it takes three bytes, or none."""

    def __init__(self) -> None:
        super().__init__()
        self.turn = 0

    def write(self, data: bytes) -> int | None:  # type: ignore[override]
        self.turn += 1
        return None if self.turn % 2 else super().write(bytes(data)[:3])


def test_a_stream_that_takes_little_at_a_time_gets_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it did not take is given again."""
    monkeypatch.setattr("planbuilder.cli.streams.select.select", lambda *_: None)
    slow = Slow()

    Forgiving(slow).write(b"0123456789")  # type: ignore[arg-type]

    assert slow.getvalue() == b"0123456789"


CLOSED = """
import os, sys
from planbuilder.cli.streams import open_streams
open_streams()
handle = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT)
os.write(2, b"a library complains")
sys.exit(handle)
"""


def test_no_file_is_opened_as_a_standard_stream(tmp_path: Path) -> None:
    """A library writes its errors to number 2, whatever file that is."""
    shell = ["sh", "-c", 'exec "$@" >&- 2>&- <&-', "sh"]
    done = subprocess.run([*shell, sys.executable, "-c", CLOSED, str(tmp_path / "plan.yaml")], check=False)

    assert (done.returncode > 2, (tmp_path / "plan.yaml").read_bytes()) == (True, b"")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_what_a_program_has_printed_before_comes_first(unbuffered: str) -> None:
    """A Python program that calls the command line has its own words where it printed them."""
    code = "print('before'); from planbuilder.cli.main import main; main(['--version'])"
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)

    assert done.stdout.splitlines()[0] == "before"
