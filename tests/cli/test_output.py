"""What the command line prints: results and messages apart, and data under stable names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest

from planbuilder import codes
from planbuilder.cli.output import message, problem_data, result, result_json, said, show_problems
from planbuilder.errors import Place, problem
from planbuilder.language import Language

PLACE = Place("plan.yaml", 3, 7, "horizon")
FOUND = problem(codes.OUT_OF_BOUNDS, PLACE, found="99", least=1, most=40)


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


ENCODED = """
import sys
from planbuilder.cli.output import result
from planbuilder.cli.streams import open_streams
open_streams()
result(sys.argv[1])
"""


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
