"""What a person writes is understood in every usual form; what can mean two things is told with both."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planbuilder.language import load
from planbuilder.questionnaire.context import Context, InvalidAnswer
from planbuilder.questionnaire.definition import Choice, Question
from planbuilder.questionnaire.kinds import type_in

NAMES = {
    "people": {"P1": "Hanne Lund", "P2": "Bo Dam", "P3": "hanne lund", "P4": "Åse Bo"},
    "changes": {"F1": "P2", "F2": "Kontrol"},
}
TODAY = date(2026, 11, 25)
DA, EN = (Context({}, NAMES, load(code), TODAY) for code in ("da", "en"))
SHARE = {"da": "%", "en": "%"}
KRONER = {"da": "kr.", "en": "DKK"}


def question(kind: Any, label: str = "Hvad?", **more: Any) -> Question:
    if kind == "reference":
        more.setdefault("refers", "changes")
    return Question("q", kind, {"da": label, "en": label}, **more)


def refusal(asked: Question, line: str, context: Context = DA) -> InvalidAnswer:
    with pytest.raises(InvalidAnswer) as caught:
        type_in(asked, line, context)
    return caught.value


@pytest.mark.parametrize(
    ("asked", "danish", "english", "expected"),
    [
        (question("money", unit=KRONER), "185.000,-", "DKK 185,000", 185_000),
        (question("money"), "ca. 1,2 mill. kr.", "about 1.2 million", 1_200_000),
        (
            question("money", unit={"da": "kr. pr. årsværk", "en": "DKK per FTE"}),
            "545.000 kr. pr. årsværk",
            "545,000 DKK per FTE",
            545_000,
        ),
        (question("percent"), "25 pct.", "25 percent", 25),
        (question("number", unit={"da": "timer pr. år", "en": "hours a year"}), "1200 timer", "1,200 hours", 1200),
        (question("number", "Eller årsværk / FTE pr. år"), "1,28 årsværk", "1.28 FTE", Decimal("1.28")),
        (question("number", "Måltal"), "12 %", "12%", 12),
        (
            question("by_year"),
            "2027: 580.000 kr.; 2028: 1,2 mio. kr.",
            "2027: 580,000 DKK; 2028: 1.2m",
            {"2027": 580_000, "2028": 1_200_000},
        ),
        (question("by_year", unit=SHARE), "2027: 2,5 %", "2027 = 2.5", {"2027": Decimal("2.5")}),
        (
            question("by_name"),
            "Nord Øst 0,8; Syd: 0,5",
            "Nord Øst: 0.8; Syd 0.5",
            {"Nord Øst": Decimal("0.8"), "Syd": Decimal("0.5")},
        ),
        (question("percent", many=True), "25 50 100", "25%; 50%; 100%", [25, 50, 100]),
        (question("percent", many=True), "25 pct.; 100 pct.", "25, 100", [25, 100]),
        (question("date"), "1. maj", "1 May", date(2027, 5, 1)),
        (question("date"), "12.1.27", "12 January 2027", date(2027, 1, 12)),
        (question("person"), "Bo  Dam", "bo dam", "P2"),
        (question("person"), "P1", "p1", "P1"),
        (question("reference"), "kontrol", "F2", "F2"),
    ],
)
def test_everyday_language_is_understood(asked: Question, danish: str, english: str, expected: Any) -> None:
    """As people say it, in both languages."""
    assert (type_in(asked, danish, DA), type_in(asked, english, EN)) == (expected, expected)


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        (question("money", unit=KRONER), "1200 timer"),
        (question("money"), "25 %"),
        (question("money", unit={"da": "kr. pr. årsværk", "en": "DKK per FTE"}), "2 årsværk"),
        (question("percent"), "25 kr."),
        (question("number", unit={"da": "timer pr. år", "en": "hours a year"}), "1200 minutter"),
        (question("number", "Sparede minutter pr. sag"), "2 timer"),
        (question("number", "Eller årsværk pr. år"), "697.600 kr."),
        (question("by_year"), "2027: 5 timer"),
        (question("by_year"), "2027: 40 %"),
        (question("by_year", unit=KRONER), "2027: 40 %"),
        (question("by_year", unit=SHARE), "2027: 3 kr."),
    ],
)
def test_another_unit_is_never_taken_for_the_one_asked_for(asked: Question, line: str) -> None:
    """Two hours are not two minutes; the message names what is asked for."""
    error = refusal(asked, line)

    assert error.code == "PB068"
    assert error.values["asked"] in (asked.unit.get("da"), asked.label["da"])


@pytest.mark.parametrize(
    ("line", "expected"),
    [("Bo Dam og Åse Bo", ["P2", "P4"]), ("P1, P3 og Åse Bo", ["P1", "P3", "P4"]), ("P1 P2", ["P1", "P2"])],
)
def test_several_names_are_told_apart(line: str, expected: list[str]) -> None:
    """As a sentence lists them; a blank parts what are no names."""
    assert type_in(question("person", many=True), line, DA) == expected


def test_a_name_with_and_in_it_is_one_name() -> None:
    """Where there is one like it."""
    context = Context({}, {"changes": {"F1": "Ansøgning og svar", "F2": "Kontrol"}}, DA.language, TODAY)

    assert type_in(question("reference", many=True), "Ansøgning og svar, Kontrol", context) == ["F1", "F2"]


def test_what_stands_in_brackets_behind_an_option_need_not_be_typed() -> None:
    """It explains the word in front of it."""
    choices = {"kinds": (Choice("kpi", {"da": "gevinstindikator (KPI)"}), Choice("user", {"da": "succesindikator"}))}

    assert type_in(question("choice", choices="kinds"), "Gevinstindikator", Context(choices, {}, DA.language)) == "kpi"


def test_a_name_that_several_have_is_told_with_all_of_them() -> None:
    """Nobody is made responsible by chance; an id, or the id of a thing called like one, is clear."""
    error = refusal(question("person"), "Hanne Lund")

    assert (error.code, error.values["known"]) == ("PB069", "P1 Hanne Lund; P3 hanne lund")
    assert type_in(question("person"), "P3", DA) == "P3"


@pytest.mark.parametrize(
    ("line", "code"), [("marts 2027", "PB065"), ("31.2.2027", "PB039"), ("2027", "PB065"), ("snart", "PB039")]
)
def test_an_unclear_date_is_asked_about(line: str, code: str) -> None:
    """A month is not its first day."""
    assert refusal(question("date"), line).code == code


def test_without_a_day_a_date_needs_its_year() -> None:
    """The next 1 May is known only to whoever knows what day it is."""
    nobody_there = Context({}, NAMES, load("da"))

    assert refusal(question("date"), "1. maj", nobody_there).code == "PB066"


def test_thousands_in_the_other_language_are_asked_about() -> None:
    """Whoever types 580.000 in English is told both readings."""
    error = refusal(question("money"), "580.000", EN)

    assert (error.code, error.values) == ("PB064", {"found": "580.000", "thousands": "580,000", "decimals": "580.0"})
    assert type_in(question("money"), "580.000", DA) == 580_000


@pytest.mark.parametrize("line", ["one\ntwo", "one \r\n two", "one\ttwo", "one\x0b two"])
def test_a_line_stays_a_line(line: str) -> None:
    """Whatever was pasted; only a long text keeps its lines."""
    assert (type_in(question("text"), line, DA), type_in(question("longtext"), line, DA)) == ("one two", line)
