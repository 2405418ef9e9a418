"""What the command line prints: results and messages apart, and data under stable names."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from planbuilder.cli.output import message, problem_data, result, result_json, show_problems
from planbuilder.errors import Place, problem
from planbuilder.language import Language

PLACE = Place("plan.yaml", 3, 7, "horizon")
FOUND = problem("PB027", PLACE, found="99", least=1, most=40)


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
            problem("PB056"),
            [
                "Fejl PB056",
                "  Her er ingen terminal at spørge i.",
                "  → Kør kommandoen i en terminal, eller giv svarene i en fil med »--answers FIL«.",
            ],
        ),
        (
            problem("PB121", "answers.x", "warning", id="x", name="x"),
            [
                "Advarsel PB121 ved answers.x",
                "  Svaret på »x« er skjult, fordi spørgsmålet ikke stilles nu. Det er gemt.",
                "  → Gør intet, eller ret det svar, der skjuler det.",
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
