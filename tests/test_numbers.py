"""Numbers are read as files and people write them, strictly: what is not understood is refused, never guessed.

What could be thousands as well as decimals is told with both readings in every way in.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planbuilder.language import load
from planbuilder.numbers import (
    LARGEST,
    InvalidNumber,
    Quantity,
    Writing,
    has_unknown_unit,
    number_in_file,
    parse,
    written,
)

DANISH, ENGLISH = load("da").writing, load("en").writing
NBSP, NARROW, MINUS, DASH = "\u00a0", "\u202f", "−", "–"


def refusal(text: str, writing: Writing | None = None) -> str:
    """The code with which a text is refused; by a file's rules without a language's."""
    with pytest.raises(InvalidNumber) as caught:
        parse(text, writing) if writing else number_in_file(text)
    return caught.value.code


def readings(text: str, writing: Writing | None = None, in_file: bool = False) -> tuple[str, str]:
    """The two numbers that a refused text can mean."""
    with pytest.raises(InvalidNumber) as caught:
        parse(text, writing, in_file) if writing else number_in_file(text)
    assert caught.value.code == "PB064"
    return caught.value.values["thousands"], caught.value.values["decimals"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", "0"),
        ("12", "12"),
        ("-12.50", "-12.50"),
        ("+3", "3"),
        (" 7 ", "7"),
        ("007", "7"),
        ("999999999999999", "999999999999999"),
        ("0.12345678901234567890", "0.12345678901234567890"),
        ("0.125", "0.125"),
        ("00.125", "0.125"),
        ("1234.567", "1234.567"),
        ("1.2850", "1.285"),
        ("1.28", "1.28"),
        ("6.12e5", "612000"),
        ("1E3", "1000"),
        ("1.5E-3", "0.0015"),
        ("0e999999999", "0"),
    ],
)
def test_a_file_writes_numbers_with_a_point(text: str, expected: str) -> None:
    """Digits, one sign and one point are all a file needs; programs write exponents too."""
    actual = number_in_file(text)

    assert actual == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "PB025"),
        ("x", "PB025"),
        (".5", "PB025"),
        ("5.", "PB025"),
        ("--5", "PB025"),
        ("1 000", "PB025"),
        ("1_000", "PB025"),
        ("nan", "PB025"),
        ("inf", "PB025"),
        ("-Infinity", "PB025"),
        ("0x1F", "PB025"),
        ("1.234.567", "PB025"),
        ("1,234.5", "PB025"),
        ("5\n6", "PB025"),
        ("9" * 50, "PB025"),
        ("1\u0664", "PB025"),
        ("0." + "1" * 21, "PB036"),
        ("1e-21", "PB036"),
        ("1,5", "PB034"),
        ("-0,5", "PB034"),
        ("1.234.567,50", "PB034"),
        ("1e999", "PB037"),
        ("1e15", "PB037"),
        ("1e9999999", "PB037"),
        ("-1e9999999", "PB037"),
        ("1e-9999999", "PB036"),
        ("1e9999999999", "PB025"),
        ("1000000000000000", "PB037"),
        ("-1000000000000000.0", "PB037"),
    ],
)
def test_a_file_number_that_is_none_has_its_code(text: str, code: str) -> None:
    """Comma, too many decimals, size and plain nonsense are told apart."""
    actual = refusal(text)

    assert actual == code


@pytest.mark.parametrize(("text", "meant"), [("1,5", "1.5"), ("1.234.567,50", "1234567.50"), ("-0,25", "-0.25")])
def test_a_comma_is_answered_with_the_number_meant(text: str, meant: str) -> None:
    """The message can show how to write it."""
    with pytest.raises(InvalidNumber) as caught:
        number_in_file(text)

    assert caught.value.values == {"meant": meant}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", "0"),
        ("1234", "1234"),
        ("1.234", "1234"),
        ("1.234.567,50", "1234567.50"),
        ("1234567,5", "1234567.5"),
        ("0,5", "0.5"),
        ("-1.000", "-1000"),
        (f"{MINUS}5", "-5"),
        (f"{DASH}5", "-5"),
        ("+5", "5"),
        (f"1{NBSP}234{NBSP}567", "1234567"),
        (f"1{NARROW}234", "1234"),
        ("1 234", "1234"),
        ("- 5", "-5"),
        ("1.250 kr.", "1250"),
        ("1.250 kr", "1250"),
        (f"1.250{NBSP}kr.", "1250"),
        ("1.250 KR.", "1250"),
        ("1.250 DKK", "1250"),
        ("1,5 mio.", "1500000"),
        ("1,5 mio. kr.", "1500000"),
        ("1,5 mio", "1500000"),
        ("2 Mia. kr.", "2000000000"),
        ("kr. 250 t", "250000"),
        ("250 tkr.", "250000"),
        ("250 t. kr.", "250000"),
        ("12,5 %", "12.5"),
        ("12,5%", "12.5"),
        ("-0,5 mio.", "-500000"),
    ],
)
def test_danish_numbers_are_understood(text: str, expected: str) -> None:
    """Points group thousands, a comma stands before decimals, and units behind are known."""
    actual = parse(text, DANISH).number

    assert actual == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("185.000,-", "185000", ""),
        ("185,-", "185", ""),
        ("kr. 185.000,--", "185000", "money"),
        ("185.000,- kr.", "185000", "money"),
        ("1,2 mill. kr.", "1200000", "money"),
        ("185 t.kr.", "185000", "money"),
        ("2 millioner", "2000000", ""),
        ("1 million kroner", "1000000", "money"),
        ("2 milliarder kr.", "2000000000", "money"),
        ("250 tusind", "250000", ""),
        ("250 tusinde kr.", "250000", "money"),
        ("25 pct.", "25", "percent"),
        ("25 procent", "25", "percent"),
        ("25%", "25", "percent"),
        ("1200 timer", "1200", "hours"),
        ("1,28 årsværk", "1.28", "fte"),
        ("36 min.", "36", "minutes"),
        ("3.200 sager", "3200", "cases"),
        ("2 år", "2", "years"),
        ("ca. 250.000", "250000", ""),
        ("cirka 250.000 kr.", "250000", "money"),
        ("Ca 250", "250", ""),
    ],
)
def test_everyday_danish_is_understood(text: str, number: str, unit: str) -> None:
    """A number as it stands in a mail: with `,-`, words for thousands and millions, a unit and "about"."""
    actual = parse(text, DANISH)

    assert actual == Quantity(Decimal(number), unit)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("185,000", "185000", ""),
        ("1.2 million", "1200000", ""),
        ("DKK 1.5bn", "1500000000", "money"),
        ("250 thousand", "250000", ""),
        ("25 percent", "25", "percent"),
        ("25 per cent", "25", "percent"),
        ("1,200 hours", "1200", "hours"),
        ("about 250,000", "250000", ""),
        ("approx. 3 FTE", "3", "fte"),
    ],
)
def test_everyday_english_is_understood(text: str, number: str, unit: str) -> None:
    """The same in English."""
    actual = parse(text, ENGLISH)

    assert actual == Quantity(Decimal(number), unit)


@pytest.mark.parametrize(
    ("text", "thousands", "decimals"),
    [
        ("580.000", "580000", "580.0"),
        ("-580.000", "-580000", "-580.0"),
        ("1.285", "1285", "1.2850"),
        ("1.280", "1280", "1.28"),
        ("185,000", "185000", "185.0"),
        ("12,500", "12500", "12.5"),
        ("100.100", "100100", "100.1"),
    ],
)
def test_what_could_be_thousands_in_a_file_is_told_with_both_readings(text: str, thousands: str, decimals: str) -> None:
    """One to three digits that do not begin with 0, a mark and exactly three digits; both readings are clear."""
    actual = readings(text)

    assert actual == (thousands, decimals)
    assert number_in_file(thousands) == 1000 * number_in_file(decimals)


@pytest.mark.parametrize(
    ("text", "thousands", "decimals"),
    [
        ("580.000", "580,000", "580.0"),
        ("DKK 580.000", "DKK 580,000", "DKK 580.0"),
        ("1.250 million", "1,250 million", "1.25 million"),
        ("about -1.285 hours", "about -1,285 hours", "about -1.2850 hours"),
    ],
)
def test_a_danish_group_typed_in_english_is_asked_about(text: str, thousands: str, decimals: str) -> None:
    """A Dane who answers in English groups by points; both readings can be typed as they are shown."""
    actual = readings(text, ENGLISH)

    assert actual == (thousands, decimals)
    assert parse(thousands, ENGLISH).number == 1000 * parse(decimals, ENGLISH).number


def test_danish_decides_for_itself_but_not_for_a_file() -> None:
    """Nobody in Denmark groups by a comma; whoever wrote a file may have been anybody."""
    typed = parse("1,285 kr.", DANISH)

    assert typed.number == Decimal("1.285")
    assert readings("1,285 kr.", DANISH, in_file=True) == ("1.285 kr.", "1,2850 kr.")


@pytest.mark.parametrize(
    "text", ["12-15", "12–15 pct.", "ca. 3-4 mio.", "2 til 3 mio. kr.", "mellem 2 og 3", "100.000 - 200.000 kr."]
)
def test_two_numbers_are_said_to_be_two(text: str) -> None:
    """Whoever is not sure writes both, and learns where each belongs."""
    assert refusal(text, DANISH) == "PB463"


@pytest.mark.parametrize(
    "text", ["1/2 mio.", "1/3-27", "kl. 12:30", "2027: 5", "06.45.51", "1500000.50", "F1 og", "5--7"]
)
def test_a_half_a_day_and_an_account_are_not_two_numbers(text: str) -> None:
    """What is wrong with them is another thing."""
    assert refusal(text, DANISH) == "PB035"


@pytest.mark.parametrize("text", ["kr. 5 timer", "5 kr. %", "5 timer kr.", "ca.", "ca. kr.", ",-", "5 pct. timer"])
def test_two_units_and_words_without_a_number_are_refused(text: str) -> None:
    """Which of the two is meant is not known."""
    assert refusal(text, DANISH) == "PB035"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234,567.50", "1234567.50"),
        ("1.5", "1.5"),
        ("1.25", "1.25"),
        ("1,250", "1250"),
        ("DKK", None),
        ("1,250 DKK", "1250"),
        ("1.5 million", "1500000"),
        ("1.5m", "1500000"),
        ("20k", "20000"),
        ("12.5%", "12.5"),
        (f"{MINUS}1,000", "-1000"),
    ],
)
def test_english_numbers_are_understood(text: str, expected: str | None) -> None:
    """Commas group thousands, a point stands before decimals."""
    try:
        actual: Decimal | None = parse(text, ENGLISH).number
    except InvalidNumber:
        actual = None

    assert actual == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "1.5",
        "1.50",
        "1.2345",
        "12.34.567",
        "1.234.56",
        ".234",
        "1..234",
        "1,",
        ",5",
        "1,5,5",
        "1,234.5",
        "1.234,",
        "--5",
        "5-",
        "1e3",
        "kr.",
        "%",
        "mio.",
        "nan",
        "1/2",
        "1.5 mio.",
        "9" * 41,
    ],
)
def test_what_is_no_danish_number_is_refused(text: str) -> None:
    """A mark in the wrong place is refused, not guessed at: 1.5 could be one and a half, or a slip."""
    actual = refusal(text, DANISH)

    assert actual == "PB035"


@pytest.mark.parametrize("text", ["12.", "12..", "1 5", "1 2 3", "1 23", "1.2 34"])
def test_stray_points_and_spaces_are_refused(text: str) -> None:
    """A space groups three digits like a point does; anything else is a slip and no number."""
    actual = refusal(text, DANISH)

    assert actual == "PB035"


@pytest.mark.parametrize("text", ["1000000000000000", "1.000.000 mia.", "-1.000.000.000 mio."])
def test_a_number_too_large_to_calculate_with_is_refused(text: str) -> None:
    """Also where only the multiplier makes it so large."""
    actual = refusal(text, DANISH)

    assert actual == "PB037"


@pytest.mark.parametrize(("writing", "example"), [(DANISH, "1.234,50"), (ENGLISH, "1,234.50")])
def test_the_refusal_shows_how_a_number_is_written(writing: Writing, example: str) -> None:
    """The example has the marks of the language."""
    with pytest.raises(InvalidNumber) as caught:
        parse("one", writing)

    assert caught.value.values == {"example": example}


@pytest.mark.parametrize(
    "text", ["9" * 600, "0." + "1" * 600, "9" * 600 + ",5", "1.000" * 200 + ",5", "1e" + "9" * 600]
)
def test_no_pattern_sees_a_text_that_is_too_long_for_a_number(text: str) -> None:
    """Whatever it would be: it is no number, and its answer does not grow with it."""
    with pytest.raises(InvalidNumber, match="PB025"):
        number_in_file(text)
    with pytest.raises(InvalidNumber, match="PB035"):
        parse(text, DANISH)


def test_a_long_text_is_refused_at_once() -> None:
    """Whatever is pasted: no text takes longer than reading it."""
    assert refusal("5" + " " * 100_000 + "x", DANISH) == "PB035"


# What numbers are made of, put together as nobody would: sizes that no arithmetic holds, signs and words anywhere.
PIECES = st.sampled_from(
    [
        *"0179-+.,e½% ",
        "9" * 30,
        "0" * 30,
        "e9999999",
        "E-9999999",
        "e999",
        "mio.",
        "mia.",
        "t",
        "kr.",
        "ca.",
        "pct.",
        "million",
    ]
)


@example("1e9999999", DANISH)
@example("9" * 30 + " mia.", DANISH)
@given(st.text(max_size=30) | st.lists(PIECES, max_size=6).map("".join), st.sampled_from([DANISH, ENGLISH]))
def test_any_text_is_a_bounded_number_or_refused(text: str, writing: Writing) -> None:
    """Nothing else comes of any text, in files as from people."""
    for read in (number_in_file, lambda line: parse(line, writing).number):
        try:
            actual = read(text)
        except InvalidNumber:
            actual = Decimal(0)

        assert abs(actual) < LARGEST


@pytest.mark.parametrize(
    ("text", "number"),
    [("½", "0.5"), ("7½ årsværk", "7.5"), ("1½ mio. kr.", "1500000"), ("2 ¼", "2.25"), ("-¾", "-0.75")],
)
def test_fractions_that_keyboards_have_are_read(text: str, number: str) -> None:
    """A half is typed as one sign."""
    assert parse(text, DANISH).number == Decimal(number)


@pytest.mark.parametrize(
    ("text", "expected", "quantity"),
    [
        ("1500 t", ("hours",), Quantity(Decimal(1500), "hours")),
        ("1.500 t.", ("hours", "years"), Quantity(Decimal(1500), "hours")),
        ("580 t", ("money",), Quantity(Decimal(580000))),
    ],
)
def test_t_is_hours_where_hours_are_asked_for_and_thousands_of_amounts(
    text: str, expected: tuple[str, ...], quantity: Quantity
) -> None:
    """One letter for two words: the question, or a unit beside it, tells which."""
    assert parse(text, DANISH, expected=expected) == quantity


@pytest.mark.parametrize(("text", "expected"), [("37 t", ()), ("37 t", ("percent",)), ("3,7 t.", ("fte",))])
def test_t_is_asked_about_where_nothing_tells_which(text: str, expected: tuple[str, ...]) -> None:
    """37 hours are never saved as 37,000: both readings are told, and both can be typed."""
    with pytest.raises(InvalidNumber) as caught:
        parse(text, DANISH, expected=expected)

    both = [caught.value.values[name] for name in ("thousands", "decimals")]
    assert caught.value.code == "PB064"
    assert [parse(one, DANISH).unit for one in both] == ["", "hours"]


NUMBERS = st.one_of(
    st.decimals(-(10**14), 10**14, places=6),
    st.decimals(-1500, 1500, places=3),
    st.integers(-(10**6), 10**6).map(Decimal),
    st.decimals(-5, 5, places=20),
)


@given(NUMBERS)
def test_what_is_written_in_a_file_is_read_back_exactly(number: Decimal) -> None:
    """Whatever number the program writes, it reads back the same: never one that could be two."""
    actual = number_in_file(written(number))

    assert actual == number


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from([".", ","]), st.sampled_from(["", "-", "+"]))
def test_no_group_of_three_is_guessed_at_in_a_file(whole: int, part: int, mark: str, sign: str) -> None:
    """The law: a possible group of thousands is always refused with both readings, and both are clear."""
    thousands, decimals = readings(f"{sign}{whole}{mark}{part:03d}")

    assert number_in_file(thousands) == int(f"{sign}{whole}{part:03d}")
    assert number_in_file(decimals) == Decimal(f"{sign}{whole}.{part:03d}")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("40 dage", True), ("1.234,5 klik", True), ("-3 point pr. år", True), ("40dage", True),
        ("40", False), ("40 %", False), ("dage", False), ("40 dage 3", False), ("1.5 dage", False), ("", False),
        ("5" + " " * 100_000 + "x", False),
    ],
)  # fmt: skip
def test_a_number_in_a_unit_that_is_not_known_is_told_from_what_is_no_number(text: str, is_one: bool) -> None:
    """The number itself must be one, and nothing but words behind it."""
    assert has_unknown_unit(text, DANISH) == is_one
