"""Both languages say the same things in their own words, and write and read numbers, dates and lists their own way."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import planbuilder
from planbuilder import codes
from planbuilder.days import UnclearDay
from planbuilder.errors import Place, problem
from planbuilder.language import Language, available, load
from planbuilder.numbers import InvalidNumber

DA, EN = load("da"), load("en")
BOTH = pytest.mark.parametrize("language", [DA, EN], ids=["da", "en"])
PACKAGE = Path(planbuilder.__file__).parent
RAISERS = {"problem", "note", "refuse", "InvalidAnswer", "InvalidNumber"}
NUMBERS = st.decimals(-(10**13), 10**13, places=6)


def fields(text: str) -> set[str]:
    """The names in braces of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def possible(language: Language, text: str) -> list[Decimal]:
    """The one number that a text is read as, or the two that are asked about."""
    try:
        return [language.parse_number(text)]
    except InvalidNumber as error:
        return [language.parse_number(error.values[reading]) for reading in ("thousands", "decimals")]


def given_values() -> Iterator[tuple[str, str, set[str]]]:
    """Code, place and names of values of every call that makes a problem with a code and values in plain sight."""
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        # Where no code is named there is nothing to find, and to walk the trees of all modules is most of a collection.
        for node in ast.walk(ast.parse(text)) if "codes." in text else ():
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Attribute)):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            names = {keyword.arg for keyword in node.keywords}
            if name in RAISERS and ast.unparse(node.args[0].value) == "codes" and None not in names:
                code = getattr(codes, node.args[0].attr)
                yield code, f"{path.name}:{node.lineno}", {str(one) for one in names}


def own_keys(language: Language) -> dict[str, str]:
    """A language's texts without the command-line library's own words, which only other languages need."""
    return {key: text for key, text in language.texts.items() if not key.startswith("click.")}


GIVEN = list(given_values())


def test_danish_comes_first() -> None:
    """Danish is the default of everything."""
    actual = available()

    assert actual == ["da", "en"]


def test_both_languages_have_the_same_keys() -> None:
    """No text exists in one language alone."""
    actual = set(own_keys(DA)) ^ set(own_keys(EN))

    assert actual == set()


def test_a_text_has_the_same_fields_in_both_languages() -> None:
    """What is filled in does not depend on the language."""
    actual = {key: fields(EN.texts[key]) ^ fields(text) for key, text in own_keys(DA).items() if key in EN.texts}

    assert {key: names for key, names in actual.items() if names} == {}


@BOTH
def test_no_text_is_empty(language: Language) -> None:
    """Every key has words."""
    actual = [key for key, text in language.texts.items() if not text.strip()]

    assert actual == []


def test_no_sentence_is_left_untranslated() -> None:
    """A text of several words is not the same in both languages."""
    sentences = {key: text for key, text in own_keys(DA).items() if not fields(text) and text.count(" ") > 2}

    actual = [key for key, text in sentences.items() if EN.texts[key] == text]

    assert actual == []


@pytest.mark.parametrize(("code", "where", "names"), GIVEN, ids=[f"{code} {where}" for code, where, _ in GIVEN])
def test_a_problem_is_given_every_value_its_words_name(code: str, where: str, names: set[str]) -> None:
    """No message can fail for want of a value, and `path` always comes from the place."""
    texts = (DA.texts[f"problems.{code}.{part}"] for part in ("text", "way_out"))

    missing = set.union(*map(fields, texts)) - names - {"path"}

    added_by_callers = {"found"} if where.startswith("numbers.py") else set()
    assert missing - added_by_callers == set()


@BOTH
def test_a_problem_is_told_in_words_with_its_path_and_values(language: Language) -> None:
    """Text and way out carry the values of the problem."""
    found = problem(codes.NOT_A_MAPPING, Place("f", 1, 1, "tree.changes"), found="[…]")

    actual = language.problem(found)

    assert "tree.changes" in actual
    assert "[…]" in actual


@BOTH
@given(number=NUMBERS)
def test_a_number_shown_is_read_back_equal(language: Language, number: Decimal) -> None:
    """`parse_number` undoes `number` for everything with up to six decimals; what could be thousands is asked about."""
    text = language.number(number)

    assert number in possible(language, text)
    assert language.parse_number(language.exact(number)) == number


@BOTH
@given(number=st.decimals(-(10**13), 10**13, places=4), digits=st.integers(0, 6))
def test_a_rounded_number_is_never_far_off(language: Language, number: Decimal, digits: int) -> None:
    """Fixed decimals round half up, by at most half of the last digit."""
    text = language.number(number, digits)

    actual = min(abs(one - number) for one in possible(language, text))

    assert actual <= Decimal(5).scaleb(-digits - 1)
    assert len(text.partition(language.decimal_mark)[2]) == digits


@pytest.mark.parametrize(
    ("number", "digits", "danish", "english"),
    [
        ("1234567.5", None, "1.234.567,5", "1,234,567.5"),
        ("100", None, "100", "100"),
        ("1E+3", None, "1.000", "1,000"),
        ("0", None, "0", "0"),
        ("-0.0", None, "0", "0"),
        ("-1234.50", None, "-1.234,5", "-1,234.5"),
        ("0.1234567", None, "0,123457", "0.123457"),
        ("1234.5", 0, "1.235", "1,235"),
        ("-0.4", 0, "0", "0"),
        ("-0.5", 0, "-1", "-1"),
        ("2.5", 0, "3", "3"),
        ("2", 2, "2,00", "2.00"),
        ("0", 2, "0,00", "0.00"),
        ("999.995", 2, "1.000,00", "1,000.00"),
    ],
)
def test_numbers_are_shown_with_the_marks_of_the_language(
    number: str, digits: int | None, danish: str, english: str
) -> None:
    """Groups of three, decimals as many as there are or as asked, and never a negative nil."""
    actual = (DA.number(Decimal(number), digits), EN.number(Decimal(number), digits))

    assert actual == (danish, english)


@pytest.mark.parametrize(
    ("form", "danish", "english"),
    [
        (lambda language: language.money(Decimal("1234567.5")), "1.234.568 kr.", "DKK 1,234,568"),
        (lambda language: language.money(Decimal("-200")), "-200 kr.", "DKK -200"),
        (lambda language: language.thousands(Decimal("1234500")), "1.235", "1,235"),
        (lambda language: language.percent(Decimal("0.035"), 1), "3,5 %", "3.5%"),
        (lambda language: language.percent(Decimal(1)), "100 %", "100%"),
        (lambda language: language.day(date(2026, 11, 23)), "23. november 2026", "23 November 2026"),
        (lambda language: language.short_day(date(2026, 3, 1)), "01.03.2026", "01/03/2026"),
        (lambda language: language.month(date(2026, 10, 1)), "oktober 2026", "October 2026"),
        (lambda language: language.month(date(2026, 10, 1), "month_name"), "okt.", "Oct"),
        (lambda language: language.month(date(2026, 10, 1), "month_figures"), "10.2026", "10/2026"),
        (lambda language: language.sentence_list(["a", "b", "c"]), "a, b og c", "a, b and c"),
        (lambda language: language.sentence_list(["a"]), "a", "a"),
        (lambda language: language.sentence_list(iter(["a", "b"])), "a og b", "a and b"),
        (lambda language: language.sentence_list([]), "", ""),
        (lambda language: language.sentence_list(["a", "b", "c"], ","), "a, b, og c", "a, b, and c"),
        (lambda language: language.sentence_list(["a"], ","), "a", "a"),
        (lambda language: language.pick({"da": "ja", "en": "yes"}), "ja", "yes"),
        (lambda language: language.pick({}), "", ""),
        (lambda language: language.tag, "da-DK", "en-GB"),
        (lambda language: language.count("interview.rows", 1), "1 række", "1 row"),
        (lambda language: language.count("interview.rows", 1200), "1.200 rækker", "1,200 rows"),
        (lambda language: language.count("interview.rows", 0), "0 rækker", "0 rows"),
    ],
)
def test_amounts_dates_and_lists_are_shown_as_the_language_does(form: object, danish: str, english: str) -> None:
    """Final text, ready to be seen."""
    assert callable(form)

    actual = tuple(form(language).replace("\u00a0", " ") for language in (DA, EN))

    assert actual == (danish, english)


@pytest.mark.parametrize("text", ["1.5", "1.50", "12.5 %"])
def test_a_point_before_decimals_is_no_danish_number(text: str) -> None:
    """Danish writes 1,5; English reads the same text as a number."""
    with pytest.raises(InvalidNumber):
        DA.parse_number(text)

    assert EN.parse_number(text) == Decimal(text.removesuffix(" %"))


@BOTH
@pytest.mark.parametrize(
    "text",
    ["23.11.2026", "23-11-2026", "23/11/2026", "23. 11. 2026", "23 11 2026", " 2026-11-23 ", "23.11.2026\n"],
)
def test_a_date_is_read_in_every_common_form(language: Language, text: str) -> None:
    """Day first, or ISO form."""
    actual = language.parse_day(text)

    assert actual == date(2026, 11, 23)


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "31.2.2026",
        "29.2.2027",
        "31.4.2026",
        "32.1.2026",
        "1.13.2026",
        "11/23/2026",
        "0.1.2026",
        "2026-02-30",
        "0000-01-01",
        "1.1.226",
        "1.1.0000",
        "2026",
        "2026-11",
        "20261123",
        "i morgen",
        "",
        "1.1.2026 10:00",
    ],
)
def test_what_is_no_date_is_refused(language: Language, text: str) -> None:
    """Impossible days, years, months and words are no dates."""
    with pytest.raises(UnclearDay):
        language.parse_day(text)


@BOTH
@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("31.2.2027", "PB039", []),
        ("1. maj", "PB066", []),
        ("03/2027", "PB065", [date(2027, 3, 1), date(2027, 3, 31)]),
        ("2027", "PB065", [date(2027, 1, 1), date(2027, 12, 31)]),
    ],
)
def test_an_unclear_date_tells_what_it_may_be(language: Language, text: str, code: str, told: list[date]) -> None:
    """The days that may be meant are told as the language writes them, so that one can be typed."""
    with pytest.raises(UnclearDay) as caught:
        language.parse_day(text)

    assert (caught.value.code, list(caught.value.values.values())) == (code, [language.day(day) for day in told])


@BOTH
@pytest.mark.parametrize(
    ("label", "units"),
    [
        ("kr. pr. årsværk", {"money", "fte"}),
        ("Hours a year", {"hours", "years"}),
        ("Sparede minutter pr. sag", {"minutes", "cases"}),
        ("Lavt skøn, i samme enhed", set()),
    ],
)
def test_a_label_speaks_of_units(language: Language, label: str, units: set[str]) -> None:
    """A unit is known by the words people write for it; a label in the other language has none of them but kr."""
    actual = language.units(label)

    assert actual <= units
    assert DA.units(label) | EN.units(label) == units


@BOTH
@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_a_date_in_figures_is_read_back_equal(language: Language, day: date) -> None:
    """`parse_day` undoes `short_day`."""
    actual = language.parse_day(language.short_day(day))

    assert actual == day


@BOTH
def test_a_missing_text_is_a_bug_of_ours(language: Language) -> None:
    """An unknown key raises KeyError, and `has` knows beforehand."""
    with pytest.raises(KeyError):
        language.text("no.such.key")

    assert (language.has("no.such.key"), language.has("words.yes")) == (False, True)


def test_a_language_names_itself() -> None:
    """For messages to programmers."""
    actual = repr(DA)

    assert actual == "Language(da)"


@pytest.mark.parametrize("code", ["da", "en"])
def test_what_has_no_title_is_told_by_its_id_alone(code: str) -> None:
    """And not by an empty pair of quotation marks."""
    spoken = load(code)
    untitled, titled = (spoken.problem(problem(codes.AMOUNT_MISSING, id="K8", title=title)) for title in ("", "Drift"))

    assert "K8" in untitled
    assert not {*"»«“”"} & {*untitled}
    assert "Drift" in titled
