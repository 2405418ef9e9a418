"""Results and messages apart, data under stable names, and its own exit code whatever becomes of the output."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import click
import pytest

from planbuilder import codes
from planbuilder.cli.output import (
    Forgiving,
    help_width,
    message,
    problem_data,
    result,
    result_json,
    said,
    show_problems,
)
from planbuilder.errors import Place, problem
from planbuilder.language import Language
from tests.cli.conftest import PROGRAM

PLACE = Place("plan.yaml", 3, 7, "horizon")
FOUND = problem(codes.OUT_OF_BOUNDS, PLACE, found="99", least=1, most=40)
ENCODED = """
import sys
from planbuilder.cli.output import result
from planbuilder.cli.output import open_streams
open_streams()
result(sys.argv[1])
"""
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
CLOSED = """
import os, sys
from planbuilder.cli.output import open_streams
open_streams()
handle = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT)
os.write(2, b"a library complains")
sys.exit(handle)
"""


@pytest.mark.parametrize("columns", ["", "0", "-3", "x", "40", "60", "80", "200"])
def test_help_is_as_wide_as_click_would_have_it(monkeypatch: pytest.MonkeyPatch, columns: str):
    """As the environment says, else the terminal; never narrower than 50 letters, nor wider than 78."""
    monkeypatch.setenv("COLUMNS", columns)

    assert help_width() == click.HelpFormatter().width


@pytest.mark.parametrize(("show", "streams"), [(result, ("Færdig\n", "")), (message, ("", "Færdig\n"))])
def test_results_and_messages_go_different_ways(capsys: pytest.CaptureFixture[str], show, streams: tuple[str, str]):
    """Results are for the next program, messages for people."""
    show("Færdig")

    assert capsys.readouterr() == streams


def test_json_writes_numbers_exactly(capsys: pytest.CaptureFixture[str]):
    """Decimal numbers are texts without exponent, days are ISO, letters are letters."""
    result_json({"beløb": Decimal("1E+6"), "sats": Decimal("0.035"), "dag": date(2027, 3, 1), "år": 2027})

    assert json.loads(capsys.readouterr().out) == {
        "beløb": "1000000", "sats": "0.035", "dag": "2027-03-01", "år": 2027,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("found", "lines"),
    [
        (
            FOUND,
            [
                "Fejl PB027 ved plan.yaml:3:7 horizon",
                "  »99« er uden for det tilladte (fra 1 til 40).",
                "  → Skriv et tal inden for grænserne.",
            ],
        ),
        (
            problem(codes.NO_TERMINAL),
            [
                "Fejl PB056",
                "  Programmet kører ikke i en terminal og kan derfor ikke spørge.",
                "  → Kør kommandoen i en terminal, eller giv svarene i en fil med »--answers FIL«.",
            ],
        ),
        (
            problem(codes.HIDDEN_ANSWER, "answers.x", id="x", name="x"),
            [
                "Advarsel PB121 ved answers.x",
                "  Svaret på »x« er skjult, fordi spørgsmålet ikke stilles nu. Det er gemt.",
                "  → Du behøver ikke gøre noget. Skal svaret med, så ret det svar, der skjuler det.",
            ],
        ),
    ],
)
def test_a_problem_is_what_where_and_the_way_out(
    capsys: pytest.CaptureFixture[str], danish: Language, found, lines: list[str]
):
    """Three lines; a place that is not known is left out."""
    show_problems([found], danish)

    assert capsys.readouterr().err.splitlines() == lines


def test_problems_may_be_the_result(capsys: pytest.CaptureFixture[str], danish: Language):
    """What `check` finds is its result."""
    show_problems([FOUND], danish, standard_error=False)

    assert capsys.readouterr().out.startswith("Fejl PB027")


def test_of_one_kind_as_many_are_shown_as_anybody_reads(capsys: pytest.CaptureFixture[str], danish: Language):
    """And how many more there are; no other kind is crowded out."""
    show_problems(
        [*[problem(codes.ANSWER_WITHOUT_QUESTION, f"answers.x{n}", id=f"x{n}") for n in range(250)], FOUND], danish
    )

    shown = capsys.readouterr().err.splitlines()
    assert (sum("PB120 ved" in line for line in shown), sum("PB027 ved" in line for line in shown)) == (100, 1)
    assert shown[-1] == "PB120: 150 til af samme slags."


def test_a_problem_as_data(danish: Language):
    """Every field has a name of its own."""
    assert problem_data(FOUND, danish) == {
        "code": "PB027",
        "severity": "error",
        "file": "plan.yaml",
        "line": 3,
        "column": 7,
        "path": "horizon",
        "message": "»99« er uden for det tilladte (fra 1 til 40).",
        "way_out": "Skriv et tal inden for grænserne.",
    }


@pytest.mark.parametrize("show", [result, message])
def test_a_name_begins_no_line_and_moves_nothing(capsys: pytest.CaptureFixture[str], show):
    """A certificate's name must not write a verdict of its own."""
    show("plan.pdf: IKKE BEKRÆFTET\n  felt: Ondo\r\n\x1b[1A\x9b2Kplan.pdf: BEKRÆFTET\u202e")

    shown = "".join(capsys.readouterr())
    assert shown.splitlines() == ["plan.pdf: IKKE BEKRÆFTET   felt: Ondo [1A2Kplan.pdf: BEKRÆFTET"]
    assert shown.isprintable() or shown[:-1].isprintable()


def test_a_talk_may_have_lines(capsys: pytest.CaptureFixture[str]):
    """Of which none does more than be shown."""
    said("et\nto\x1b[2J")

    assert capsys.readouterr().out == "et\nto[2J\n"


def test_json_does_nothing_where_it_is_shown(capsys: pytest.CaptureFixture[str]):
    """And is read as it was."""
    result_json({"navn": "a\x9b2Jb\u202e"})

    shown = capsys.readouterr().out
    assert json.loads(shown) == {"navn": "a\x9b2Jb\u202e"}
    assert not {"\x9b", "\u202e"} & set(shown)


@pytest.mark.parametrize(
    ("encoding", "text", "expected"),
    [
        ("cp1252", "Mål → 3 ≥ 2", "Mål -> 3 >= 2"),
        ("cp850", "»Ærø« – 5 €", "»Ærø« - 5 EUR"),
        ("iso8859-1", "Łódź ✓", "?ódz *"),
        ("ascii", "Æblegrød på Ærø: høj", "Aeblegroed paa Aeroe: hoej"),
        ("utf-8", "Mål → ✓", "Mål → ✓"),
        ("utf-8", "a\udce6.pdf", "a\udce6.pdf"),
    ],
)
def test_what_an_encoding_lacks_is_replaced(encoding: str, text: str, expected: str) -> None:
    """Redirected on a Danish Windows, output is cp1252: the nearest character stands there, and nothing fails."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", ENCODED, text], env=environment, capture_output=True, check=True)

    assert done.stdout.decode(encoding, "surrogateescape").splitlines() == [expected]


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
    monkeypatch.setattr("planbuilder.cli.output.select.select", lambda *_: None)
    slow = Slow()

    Forgiving(slow).write(b"0123456789")  # type: ignore[arg-type]

    assert slow.getvalue() == b"0123456789"


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
