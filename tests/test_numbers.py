"""Numbers are read as files and people write them, strictly: what is not understood is refused, never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.numbers import LARGEST, InvalidNumber, number_in_file, parse

DANISH, ENGLISH = (",", "."), (".", ",")
NBSP, NARROW, MINUS, DASH = "\u00a0", "\u202f", "−", "–"


def refusal(text: str, marks: tuple[str, str] | None = None) -> str:
    """The code with which a text is refused; by a file's rules without marks."""
    with pytest.raises(InvalidNumber) as caught:
        parse(text, *marks) if marks else number_in_file(text)
    return caught.value.code


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
    ],
)
def test_a_file_writes_numbers_with_a_point(text: str, expected: str) -> None:
    """Digits, one sign and one point are all a file needs."""
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
        ("0." + "1" * 21, "PB025"),
        ("1,5", "PB034"),
        ("-0,5", "PB034"),
        ("1.234.567,50", "PB034"),
        ("1e3", "PB036"),
        ("1e999", "PB036"),
        ("1.5E-3", "PB036"),
        ("1000000000000000", "PB037"),
        ("-1000000000000000.0", "PB037"),
    ],
)
def test_a_file_number_that_is_none_has_its_code(text: str, code: str) -> None:
    """Comma, exponent, size and plain nonsense are told apart."""
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
        ("250 t.", "250000"),
        ("250 tkr.", "250000"),
        ("250 t. kr.", "250000"),
        ("12,5 %", "12.5"),
        ("12,5%", "12.5"),
        ("-0,5 mio.", "-500000"),
    ],
)
def test_danish_numbers_are_understood(text: str, expected: str) -> None:
    """Points group thousands, a comma stands before decimals, and units behind are known."""
    actual = parse(text, *DANISH)

    assert actual == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234,567.50", "1234567.50"),
        ("1.5", "1.5"),
        ("1.250", "1.25"),
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
        actual = parse(text, *ENGLISH)
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


@pytest.mark.parametrize(("marks", "example"), [(DANISH, "1.234,50"), (ENGLISH, "1,234.50")])
def test_the_refusal_shows_how_a_number_is_written(marks: tuple[str, str], example: str) -> None:
    """The example has the marks of the language."""
    with pytest.raises(InvalidNumber) as caught:
        parse("one", *marks)

    assert caught.value.values == {"example": example}


@given(st.text(max_size=30), st.sampled_from([DANISH, ENGLISH]))
def test_any_text_is_a_bounded_number_or_refused(text: str, marks: tuple[str, str]) -> None:
    """Nothing else comes of any text, in files as from people."""
    for read in (number_in_file, lambda line: parse(line, *marks)):
        try:
            actual = read(text)
        except InvalidNumber:
            actual = Decimal(0)

        assert abs(actual) < LARGEST


@given(st.decimals(-(10**14), 10**14, places=6))
def test_a_file_number_is_exact(number: Decimal) -> None:
    """What is written with all digits is read with all digits."""
    actual = number_in_file(f"{number:f}")

    assert actual == number
