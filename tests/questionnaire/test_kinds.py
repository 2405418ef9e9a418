"""Every kind of question reads files, understands people and shows answers, or says what is wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.language import load
from planbuilder.questionnaire.context import Context, InvalidAnswer
from planbuilder.questionnaire.definition import Choice, Question
from planbuilder.questionnaire.kinds import KINDS, accept, has_content, options, read, read_back, show, type_in
from planbuilder.yamltext.nodes import as_text, leaf_text

CHOICES = {
    "colour": (
        Choice("red", {"da": "rød", "en": "red"}),
        Choice("light_blue", {"da": "lys blå", "en": "light blue"}),
        Choice("both", {"da": "rød, lidt blå", "en": "red, some blue"}),
    )
}
NAMES = {
    "people": {"P1": "Ane Holm", "P2": "Bo Dam"},
    "changes": {"F1": "Digital ansøgning", "F2": "Kontrol"},
    "benefits": {},
    "actions": {},
    "indicators": {},
}
DA, EN = (Context(CHOICES, NAMES, load(code)) for code in ("da", "en"))
LABEL = {"da": "Spørgsmål", "en": "Question"}


def question(kind: Any, **more: Any) -> Question:
    if kind == "choice":
        more.setdefault("choices", "colour")
    if kind == "reference":
        more.setdefault("refers", "changes")
    return Question("q", kind, LABEL, **more)


def refusal(call: Any, *arguments: Any) -> str:
    with pytest.raises(InvalidAnswer) as caught:
        call(*arguments)
    return caught.value.code


def test_kinds_with_columns_are_tables() -> None:
    """Every other kind is asked for at a time."""
    actual = {name for name, kind in KINDS.items() if kind.has_rows}

    assert actual == {name for name, kind in KINDS.items() if kind.asked == "rows"} == {"table", "matrix"}


@pytest.mark.parametrize(
    ("asked", "raw", "expected"),
    [
        (question("text"), " x ", "x"),
        (question("text"), "2026", "2026"),
        (question("longtext"), "one\ntwo\n", "one\ntwo"),
        (question("yesno"), "true", True),
        (question("yesno"), "false", False),
        (question("yesno"), True, True),
        (question("yesno"), "True", True),
        (question("yesno"), "no", False),
        (question("choice"), "red", "red"),
        (question("number"), "1.5", Decimal("1.5")),
        (question("number"), "6.12e5", Decimal(612000)),
        (question("text"), "one\n two\tthree", "one two three"),
        (question("number"), Decimal("1.5"), Decimal("1.5")),
        (question("money"), "-200", Decimal(-200)),
        (question("percent"), "12.5", Decimal("12.5")),
        (question("date"), "2027-03-01", date(2027, 3, 1)),
        (question("date"), date(2027, 3, 1), date(2027, 3, 1)),
        (question("year"), "2027", 2027),
        (question("person"), "P1", "P1"),
        (question("person"), "P9", "P9"),
        (question("reference"), "F1", "F1"),
        (question("number", least=1, most=3), "3", Decimal(3)),
        (question("choice", many=True), ["red", "light_blue"], ("red", "light_blue")),
        (question("choice", many=True), "red", ("red",)),
        (question("percent", many=True), ["50", "100"], (Decimal(50), Decimal(100))),
        (question("percent", many=True), [], ()),
    ],
)
def test_a_file_s_text_is_typed(asked: Question, raw: Any, expected: Any) -> None:
    """Good values of every kind."""
    actual = read(asked, raw, DA)

    assert (actual, type(actual)) == (expected, type(expected))


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("raw", [None, ""])
def test_nothing_is_no_answer(kind: str, raw: Any) -> None:
    """None for one answer, empty for several."""
    actual = (read(question(kind), raw, DA), read(question(kind, many=True), raw, DA))

    assert actual == (None, ())


@pytest.mark.parametrize(
    ("asked", "raw", "code"),
    [
        (question("text"), ["x"], "PB024"),
        (question("text"), {"a": "x"}, "PB024"),
        (question("text", longest=3), "four", "PB028"),
        (question("longtext"), "x" * 100_001, "PB028"),
        (question("yesno"), "ja", "PB029"),
        (question("yesno"), "nej", "PB029"),
        (question("choice"), "rød", "PB032"),
        (question("choice"), "green", "PB032"),
        (question("number"), "x", "PB025"),
        (question("number"), "1,5", "PB034"),
        (question("number"), "1e-30", "PB036"),
        (question("number"), "580.000", "PB064"),
        (question("number"), "1" + "0" * 15, "PB037"),
        (question("number", least=1), "0", "PB027"),
        (question("money", most=5), "6", "PB027"),
        (question("percent", many=True, most=200), ["100", "201"], "PB027"),
        (question("percent", many=True), [["1"]], "PB024"),
        (question("date"), "1.3.2027", "PB031"),
        (question("date"), "2027-02-30", "PB031"),
        (question("date"), "20270301", "PB031"),
        (question("date"), "2027-W09-1", "PB031"),
        (question("year"), "27", "PB038"),
        (question("year"), "2027.0", "PB038"),
        (question("year", least=2000), "1999", "PB027"),
        (question("choice", many=True), ["red", "green"], "PB032"),
        (question("choice", many=True), {"red": "x"}, "PB024"),
    ],
)
def test_a_file_s_text_that_does_not_fit_is_refused(asked: Question, raw: Any, code: str) -> None:
    """Bad values of every kind, each with its code."""
    actual = refusal(read, asked, raw, DA)

    assert actual == code


@pytest.mark.parametrize(
    ("asked", "danish", "english", "expected"),
    [
        (question("text"), " nej ", " nej ", "nej"),
        (question("text"), "", "", ""),
        (question("longtext"), "a: b # c", "a: b # c", "a: b # c"),
        (question("yesno"), "Ja", "Yes", True),
        (question("yesno"), "j", "y", True),
        (question("yesno"), "nej", "NO", False),
        (question("yesno"), "n", "n", False),
        (question("yesno"), "true", "TRUE", True),
        (question("choice"), "Rød", "Red", "red"),
        (question("choice"), "light_blue", "LIGHT BLUE", "light_blue"),
        (question("choice"), "rød, lidt blå", "red, some blue", "both"),
        (question("number"), "1.234,5", "1,234.5", Decimal("1234.5")),
        (question("money"), "1,5 mio. kr.", "1.5 million DKK", Decimal(1_500_000)),
        (question("money"), "−200", "-200", Decimal(-200)),
        (question("percent"), "12,5 %", "12.5%", Decimal("12.5")),
        (question("date"), "1.3.2027", "1/3/2027", date(2027, 3, 1)),
        (question("date"), "2027-03-01", "2027-03-01", date(2027, 3, 1)),
        (question("year"), " 2027 ", "2027", 2027),
        (question("person"), "ane holm", "P1", "P1"),
        (question("reference"), "F1", "digital ansøgning", "F1"),
        (question("choice", many=True), "rød; lys blå", "red; light blue", ["red", "light_blue"]),
        (question("choice", many=True), "rød", "red", ["red"]),
        (question("choice", many=True), "lys blå", "light blue", ["light_blue"]),
        (question("choice", many=True), "rød, lidt blå", "red, some blue", ["both"]),
        (question("choice", many=True), "", "", []),
        (question("person", many=True), "P1, P2", "P1 P2", ["P1", "P2"]),
        (question("person", many=True), "Ane Holm, Bo Dam", "Ane Holm; P2", ["P1", "P2"]),
        (question("percent", many=True), "50 75,5 100", "50, 75.5, 100", [Decimal(50), Decimal("75.5"), Decimal(100)]),
        (question("percent", many=True), "50; 75,5;100", "50; 75.5;100", [Decimal(50), Decimal("75.5"), Decimal(100)]),
        (question("percent", many=True), "50 %, 100 %", "50 %, 100 %", [Decimal(50), Decimal(100)]),
    ],
)
def test_a_person_s_line_is_understood(asked: Question, danish: str, english: str, expected: Any) -> None:
    """Good lines of every kind in both languages, as data for the file."""
    actual = (type_in(asked, danish, DA), type_in(asked, english, EN))

    assert actual == (expected, expected)


YEARLY = {"da": "Beløb pr. år", "en": "Amount a year"}


@pytest.mark.parametrize(
    ("asked", "danish", "english"),
    [
        (question("money", label=YEARLY), "185.000 kr. pr. år", "185,000 kr. per year"),
        (question("money", label=YEARLY), "185 t om året", "185k a year"),
        (question("money", label=YEARLY), "185.000,- årligt", "185,000 yearly"),
        (question("money", unit={"da": "kr. i alt", "en": "DKK in all"}), "185.000 kr. i alt", "DKK 185,000 in total"),
        (question("number", unit={"da": "kr. pr. sag", "en": "DKK a case"}), "185.000 pr. stk.", "185,000 per case"),
    ],
)
def test_the_time_that_is_asked_about_may_be_written(asked: Question, danish: str, english: str) -> None:
    """People write a number as their question speaks of it."""
    assert (type_in(asked, danish, DA), type_in(asked, english, EN)) == (Decimal(185000), Decimal(185000))


@pytest.mark.parametrize("written", ["15.000 kr. om måneden", "15.000 pr. md.", "15.000 kr. pr. sag", "15.000 i alt"])
def test_another_time_is_no_number_of_this_question(written: str) -> None:
    """An amount a month is never saved as one a year."""
    assert refusal(type_in, question("money", label=YEARLY), written, DA) == "PB068"


@pytest.mark.parametrize(
    ("asked", "danish", "english", "code"),
    [
        (question("text", longest=3), "fire", "four", "PB028"),
        (question("yesno"), "måske", "maybe", "PB029"),
        (question("yesno"), "yes", "ja", "PB029"),
        (question("yesno"), "", "", "PB029"),
        (question("choice"), "grøn", "green", "PB032"),
        (question("choice"), "red!", "", "PB032"),
        (question("number"), "1.5", "1,5", "PB035"),
        (question("number"), "en", "one", "PB035"),
        (question("number"), "", "", "PB035"),
        (question("number", most=5), "6", "6", "PB027"),
        (question("money"), "1.000.000 mia.", "1,000,000,000 m", "PB037"),
        (question("percent", most=100), "101 %", "101 %", "PB027"),
        (question("date"), "31.2.2027", "31/2/2027", "PB039"),
        (question("date"), "i går", "yesterday", "PB039"),
        (question("money"), "5 kr. om måneden", "5 kr. a month", "PB068"),
        (question("year"), "27", "twenty", "PB038"),
        (question("year", most=2100), "2101", "2101", "PB027"),
        (question("person"), "Cy", "Cy", "PB032"),
        (question("reference"), "F9", "G1", "PB032"),
        (question("choice", many=True), "rød; grøn", "red; green", "PB032"),
        (question("percent", many=True, most=200), "50 201", "50 201", "PB027"),
        (question("percent", many=True), "50 x", "50 x", "PB035"),
    ],
)
def test_a_person_s_line_that_is_not_understood_is_refused(
    asked: Question, danish: str, english: str, code: str
) -> None:
    """Bad lines of every kind in both languages."""
    actual = (refusal(type_in, asked, danish, DA), refusal(type_in, asked, english, EN))

    assert actual == (code, code)


@pytest.mark.parametrize(
    ("asked", "value", "danish", "english"),
    [
        (question("text"), "x", "x", "x"),
        (question("longtext"), "one\ntwo", "one\ntwo", "one\ntwo"),
        (question("yesno"), True, "ja", "yes"),
        (question("yesno"), False, "nej", "no"),
        (question("choice"), "light_blue", "lys blå", "light blue"),
        (question("choice"), "gone", "gone", "gone"),
        (question("number"), Decimal("1234.50"), "1.234,5", "1,234.5"),
        (question("money", unit={"da": "kr.", "en": "DKK"}), Decimal(2000), "2.000 kr.", "DKK 2,000"),
        (question("percent"), Decimal("12.50"), "12,5 %", "12.5%"),
        (question("percent"), Decimal(100), "100 %", "100%"),
        (question("date"), date(2027, 3, 1), "01.03.2027", "01/03/2027"),
        (question("year"), 2027, "2027", "2027"),
        (question("person"), "P1", "Ane Holm", "Ane Holm"),
        (question("person"), "P9", "P9", "P9"),
        (question("reference"), "F2", "Kontrol", "Kontrol"),
        (question("text"), None, "", ""),
        (question("choice", many=True), ("red", "both"), "rød, rød, lidt blå", "red, red, some blue"),
        (question("percent", many=True), (Decimal(50), Decimal(100)), "50 %, 100 %", "50%, 100%"),
        (question("percent", many=True), (), "", ""),
    ],
)
def test_a_value_is_shown_in_words(asked: Question, value: Any, danish: str, english: str) -> None:
    """Every kind in both languages, with plain spaces for comparing."""
    actual = tuple(show(asked, value, context).replace("\u00a0", " ") for context in (DA, EN))

    assert actual == (danish, english)


@pytest.mark.parametrize("context", [DA, EN], ids=["da", "en"])
@given(number=st.decimals(-(10**9), 10**9, places=4))
def test_a_number_shown_can_be_typed_in_again(context: Context, number: Decimal) -> None:
    """What people see they may also write, for numbers, amounts and percentages; where it could be thousands, with
    one more zero, as the question says.
    """
    for asked in (question("number"), question("money", unit={"da": "kr.", "en": "DKK"}), question("percent")):
        shown = show(asked, number, context)
        try:
            actual = [type_in(asked, shown, context)]
        except InvalidAnswer as error:
            actual = [type_in(asked, error.values[one], context) for one in ("thousands", "decimals")]

        assert number in actual


@pytest.mark.parametrize("context", [DA, EN], ids=["da", "en"])
@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_a_date_shown_can_be_typed_in_again(context: Context, day: date) -> None:
    """Also by way of the file."""
    asked = question("date")

    typed = type_in(asked, show(asked, day, context), context)

    assert (typed, read(asked, leaf_text(typed), context)) == (day, day)


@pytest.mark.parametrize(
    ("asked", "raw", "expected"),
    [
        (question("text"), " x\ny ", "x y"),
        (question("longtext"), "x\ny ", "x\ny"),
        (question("number"), "12.5", Decimal("12.5")),
        (question("number"), "12,5", Decimal("12.5")),
        (question("number"), "1.580.000", Decimal(1_580_000)),
        (question("money"), "185.000,- kr.", Decimal(185_000)),
        (question("money"), "6.12e5", Decimal(612_000)),
        (question("percent"), "25 pct.", Decimal(25)),
        (question("percent", many=True), ["20", "", "60 %", None], [Decimal(20), Decimal(60)]),
        (question("percent", many=True), "20; 60", [Decimal(20), Decimal(60)]),
        (question("date"), "2027-03-01", date(2027, 3, 1)),
        (question("date"), "2027-03-01 00:00:00", date(2027, 3, 1)),
        (question("date"), "1. marts 2027", date(2027, 3, 1)),
        (question("year"), "2027", 2027),
        (question("yesno"), "ja", True),
        (question("yesno"), "no", False),
        (question("choice"), "red", "red"),
        (question("choice"), "Lys blå", "light_blue"),
        (question("choice", many=True), "rød; light_blue", ["red", "light_blue"]),
        (question("person"), "Bo Dam", "P2"),
        (question("person", many=True), ["Bo Dam", "P1"], ["P2", "P1"]),
        (question("person", many=True), "Bo Dam, Ane Holm", ["P2", "P1"]),
        (
            question("by_year"),
            {"2027": "580.000,-", "2028": "", "2029": "5"},
            {"2027": Decimal(580_000), "2029": Decimal(5)},
        ),
        (question("by_name"), "Nord: 0,8; Syd: 0,5", {"Nord": Decimal("0.8"), "Syd": Decimal("0.5")}),
    ],
)
def test_a_file_of_answers_is_read_as_if_typed(asked: Question, raw: Any, expected: Any) -> None:
    """In the file's form or a person's, labels and names included; blanks among several are left out."""
    assert accept(asked, raw, DA) == expected


@pytest.mark.parametrize(
    ("asked", "raw", "code"),
    [
        (question("person"), "P9", "PB104"),
        (question("reference", many=True), ["F1", "F9"], "PB104"),
        (question("money"), "545.000", "PB064"),
        (question("money"), "545,000", "PB064"),
        (question("money"), "185,000 kr.", "PB064"),
        (question("percent", many=True), ["20", "1.250"], "PB064"),
        (question("by_year"), {"2027": "580.000"}, "PB064"),
        (question("number", most=5), "6", "PB027"),
        (question("number", most=5), "6,5", "PB027"),
        (question("money"), "25 %", "PB068"),
        (question("date"), "marts 2027", "PB065"),
        (question("date"), "i morgen", "PB039"),
        (question("choice"), "grøn", "PB032"),
        (question("text"), ["x"], "PB024"),
        (question("number"), {"a": "1"}, "PB024"),
    ],
)
def test_a_file_of_answers_is_never_guessed_at(asked: Question, raw: Any, code: str) -> None:
    """Nobody knows in which language a file was written: what can be thousands as well as decimals is refused."""
    assert refusal(accept, asked, raw, DA) == code


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (None, False), ("", False), (" \n\t", False), ([], False), ({}, False), ([None, " "], False),
        ({"title": "", "range": {"low": None}}, False), ("x", True), ("0", True), (["", "x"], True),
        ({"title": {"a": "x"}}, True), (Decimal(0), True), (False, True),
    ],
)  # fmt: skip
def test_nothing_and_blanks_are_no_answer(raw: Any, says: bool) -> None:
    """As a form leaves them where nobody wrote, however deep."""
    assert has_content(raw) is says


@pytest.mark.parametrize(
    ("asked", "value", "told"),
    [
        (question("date"), date(2027, 3, 1), "1. marts 2027"),
        (question("percent", many=True), [Decimal(20), Decimal(60)], "20 %, 60 %"),
        (question("person"), "P1", "Ane Holm"),
        (question("yesno"), True, "ja"),
    ],
)
def test_what_was_understood_is_told(asked: Question, value: Any, told: str) -> None:
    """A month in letters: whoever wrote 1/3 sees which was taken for the month."""
    assert read_back(asked, value, DA).replace("\u00a0", " ") == told


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(raw=st.text(max_size=20))
def test_any_text_in_a_file_of_answers_is_taken_or_refused(kind: str, raw: str) -> None:
    """What is accepted fits the plan's file as it is; nothing but InvalidAnswer is raised."""
    asked = question(kind)

    try:
        accepted = accept(asked, raw, DA)
    except InvalidAnswer:
        accepted = None

    assert accepted is None or read(asked, as_text(accepted), DA) is not None or not has_content(raw)


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(line=st.text(max_size=20))
def test_any_line_is_understood_or_refused(kind: str, line: str) -> None:
    """What is accepted can be written to the file and read back; nothing but InvalidAnswer is raised."""
    asked = question(kind)

    try:
        typed = type_in(asked, line, DA)
    except InvalidAnswer:
        typed = None

    assert show(asked, read(asked, as_text(typed), DA), DA) is not None


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (question("yesno"), [("true", "yes"), ("false", "no")]),
        (question("choice"), [("red", "red"), ("light_blue", "light blue"), ("both", "red, some blue")]),
        (question("person"), [("P1", "Ane Holm"), ("P2", "Bo Dam")]),
        (question("reference"), [("F1", "Digital ansøgning"), ("F2", "Kontrol")]),
        (question("reference", refers="benefits"), []),
        (question("text"), []),
    ],
)
def test_the_options_of_a_question(asked: Question, expected: list[tuple[str, str]]) -> None:
    """Values with their labels; empty where anything may be answered."""
    actual = options(asked, EN)

    assert actual == expected


@pytest.mark.parametrize(
    ("kind", "line", "expected", "shown"),
    [
        ("by_year", "2027: 1.580; 2028: -20,5", {"2027": "1580", "2028": "-20.5"}, "2027: 1.580; 2028: -20,5"),
        ("by_year", "2027 5", {"2027": "5"}, "2027: 5"),
        ("by_name", "Nord Øst: 0,8;Syd: 0,5;", {"Nord Øst": "0.8", "Syd": "0.5"}, "Nord Øst: 0,8; Syd: 0,5"),
    ],
)  # fmt: skip
def test_numbers_under_names(kind: str, line: str, expected: dict[str, str], shown: str) -> None:
    """A number stands last in each part, whatever its name; what is shown can be typed in again."""
    asked = question(kind)

    actual = as_text(type_in(asked, line, DA))

    assert (expected, shown) == (actual, show(asked, read(asked, actual, DA), DA))
    assert expected == as_text(type_in(asked, shown, DA))


@pytest.mark.parametrize(
    ("kind", "line", "code"),
    [
        ("by_year", "", "PB145"),
        ("by_year", "580.000", "PB145"),
        ("by_year", "Nord: 5", "PB038"),
        ("by_year", "2027: 5; 2027: 6", "PB145"),
        ("by_name", "Nord: meget", "PB035"),
        ("by_name", "Nord", "PB035"),
    ],
)
def test_numbers_without_their_names_are_refused(kind: str, line: str, code: str) -> None:
    """Nothing is guessed, and no name may stand twice."""
    with pytest.raises(InvalidAnswer) as refused:
        type_in(question(kind), line, DA)

    assert code == refused.value.code


@pytest.mark.parametrize(("context", "decimals"), [(DA, "120,0"), (EN, "120.0")], ids=["da", "en"])
def test_the_two_readings_of_a_number_are_written_as_its_people_do_and_accepted(
    context: Context, decimals: str
) -> None:
    """Whichever of them is written next is taken."""
    with pytest.raises(InvalidAnswer) as refused:
        accept(question("money"), "120.000", context)

    assert (refused.value.values["thousands"], refused.value.values["decimals"]) == ("120000", decimals)
    assert [accept(question("money"), text, context) for text in ("120000", decimals)] == [120000, 120]
