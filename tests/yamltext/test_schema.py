"""A dataclass says what a file may hold: everything wrong is told at once, with line and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.errors import InputInvalid
from planbuilder.yamltext.nodes import leaf_text
from planbuilder.yamltext.reading import read_text
from planbuilder.yamltext.schema import closest, examine, limits, read


@dataclass(frozen=True)
class Inner:
    name: str
    from_: int | None = None


@dataclass(frozen=True)
class Record:
    title: str = field(default="", metadata=limits(longest=5))
    count: int = field(default=0, metadata=limits(least=1, most=40))
    share: Decimal | None = field(default=None, metadata=limits(least=0))
    flag: bool = False
    on: date | None = None
    status: Literal["decided", "started", "finished"] = "decided"
    ids: tuple[str, ...] = ()
    shares: tuple[Decimal, ...] = field(default=(), metadata=limits(most=100))
    rows: Mapping[str, Inner] = field(default_factory=dict)
    amounts: Mapping[str, Decimal] = field(default_factory=dict, metadata=limits(least=0))
    inner: Inner | None = None
    anything: object = None


@dataclass(frozen=True)
class Nested:
    title: str = ""
    on: date | None = None
    more: tuple[Record, ...] = ()


@dataclass(frozen=True)
class Named:
    title: str = ""
    prose: str = field(default="", metadata=limits(longest=100, lines=True))
    anything: object = None


@dataclass(frozen=True)
class Strict:
    format: Literal["x/1"]
    year: int


def problems(text: str, kind: type[Any] = Record) -> list[tuple[str, int, int, str]]:
    """Code, line, column and path of all problems of a text."""
    _, found = examine(read_text(text), kind)
    return [(one.code, one.place.line, one.place.column, one.place.path) for one in found]


def value(text: str) -> Record:
    found, warnings = read(read_text(text), Record)
    assert warnings == ()
    return found


def test_every_field_is_typed_by_its_annotation() -> None:
    """Texts become numbers, dates, booleans, tuples, mappings and records."""
    text = """
title: " no "
count: 7
share: 1.50
flag: true
on: 2027-03-01
status: started
ids: [F1, 2]
shares: [50, 100]
rows: {r1: {name: x, from: 3}}
amounts: {2026: 5}
inner: {name: 2026}
anything: {a: [1, ~]}
"""

    actual = value(text)

    assert actual == Record(
        title="no",
        count=7,
        share=Decimal("1.50"),
        flag=True,
        on=date(2027, 3, 1),
        status="started",
        ids=("F1", "2"),
        shares=(Decimal(50), Decimal(100)),
        rows={"r1": Inner("x", 3)},
        amounts={"2026": Decimal(5)},
        inner=Inner("2026"),
        anything={"a": ["1", None]},
    )


@pytest.mark.parametrize("empty", ["", " ~", " null"])
def test_nothing_leaves_a_field_to_its_default(empty: str) -> None:
    """A key without a value is as good as no key."""
    actual = value("".join(f"{name}:{empty}\n" for name in ("title", "count", "share", "on", "ids", "rows", "inner")))

    assert actual == Record()


def test_a_field_without_default_is_missed_where_it_should_stand() -> None:
    """A missing key is named at its record, an empty one at its key."""
    actual = problems("# c\nformat:\n", Strict)

    assert actual == [("PB021", 2, 1, "format"), ("PB021", 2, 1, "year")]


def test_a_missing_field_of_a_row_names_its_whole_path() -> None:
    """The path of keys leads through the row to the field."""
    actual = problems("rows:\n  r1: {from: 1}\n  r2:\n    name: x\n  r3:\n    from: 2\n")

    assert actual == [("PB021", 2, 7, "rows.r1.name"), ("PB021", 6, 5, "rows.r3.name")]


def test_all_problems_are_told_at_once_with_their_places() -> None:
    """One reading finds every error and warning, each with line, column and path."""
    text = """\
title: far too long
count: 99
share: -1
flag: maybe
on: 2027-02-30
status: strated
ids: F1
colour: red
rows:
  r1: {name: x, from: 1.5}
"""

    actual = problems(text)

    assert sorted(actual, key=lambda one: one[1]) == [
        ("PB028", 1, 8, "title"),
        ("PB027", 2, 8, "count"),
        ("PB027", 3, 8, "share"),
        ("PB029", 4, 7, "flag"),
        ("PB031", 5, 5, "on"),
        ("PB032", 6, 9, "status"),
        ("PB033", 7, 6, "ids"),
        ("PB022", 8, 1, "colour"),
        ("PB026", 10, 23, "rows.r1.from"),
    ]


def test_reading_raises_all_errors_at_once() -> None:
    """`read` carries every error and warning in one exception."""
    with pytest.raises(InputInvalid) as caught:
        read(read_text("count: x\nflag: x\ncolour: x\n"), Record)

    assert {(one.code, one.severity) for one in caught.value.problems} == {
        ("PB025", "error"),
        ("PB029", "error"),
        ("PB022", "warning"),
    }


@pytest.mark.parametrize(
    ("key", "code", "near"),
    [("titel", "PB023", "title"), ("statuss", "PB023", "status"), ("from_", "PB022", ""), ("xyz", "PB022", "")],
)
def test_an_unknown_key_is_a_warning_that_names_the_nearest(key: str, code: str, near: str) -> None:
    """The value is read nevertheless; a likely misspelling is said so."""
    found, warnings = read(read_text(f"count: 3\n{key}: x\n"), Record)

    (warning,) = warnings
    assert (found.count, warning.code, warning.severity, warning.values["near"]) == (3, code, "warning", near)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("title: [x]", "PB024"),
        ("title: {x: 1}", "PB024"),
        ("title: abcdef", "PB028"),
        ("count: one", "PB025"),
        ("count: ''", "PB025"),
        ("count: [1]", "PB025"),
        ("count: {a: 1}", "PB025"),
        ("count: 1.5", "PB026"),
        ("count: 0", "PB027"),
        ("count: 41", "PB027"),
        ("count: -3", "PB027"),
        ("share: -0.01", "PB027"),
        ("share: 1,5", "PB034"),
        ("share: '1.234.567,50'", "PB034"),
        ("share: 580.000", "PB064"),
        ("share: '580,000'", "PB064"),
        ("count: 1.200", "PB064"),
        ("amounts: {2026: 580.000}", "PB064"),
        ("share: 1e999", "PB037"),
        ("share: 1E-25", "PB036"),
        ("share: nan", "PB025"),
        ("share: inf", "PB025"),
        ("share: -inf", "PB025"),
        ("share: Infinity", "PB025"),
        ("share: .5", "PB025"),
        ("share: 5.", "PB025"),
        ("share: 1_000", "PB025"),
        ("share: 0x10", "PB025"),
        ("share: 1.234.567", "PB025"),
        ("share: 1 000", "PB025"),
        ("share: 12 %", "PB025"),
        (f"share: {'9' * 50}", "PB025"),
        (f"share: {'9' * 16}", "PB037"),
        (f"share: {'9' * 5000}", "PB025"),
        ("flag: ja", "PB029"),
        ("flag: y", "PB029"),
        ("flag: 1", "PB029"),
        ("flag: [true]", "PB029"),
        ("on: 2027-13-01", "PB031"),
        ("on: 2027-02-29", "PB031"),
        ("on: 1.3.2027", "PB031"),
        ("on: 2027-3-1", "PB031"),
        ("on: 2027-03-01T10:00", "PB031"),
        ("on: 2027", "PB031"),
        ("on: [2027-03-01]", "PB031"),
        ("status: Started", "PB032"),
        ("status: [started]", "PB032"),
        ("ids: {a: 1}", "PB033"),
        ("ids: [[x]]", "PB024"),
        ("shares: 50", "PB033"),
        ("shares: [50, 101]", "PB027"),
        ("shares: [50, x]", "PB025"),
        ("rows: [x]", "PB020"),
        ("rows: x", "PB020"),
        ("rows: {r1: x}", "PB020"),
        ("amounts: {2026: x}", "PB025"),
        ("amounts: {2026: -1}", "PB027"),
        ("inner: x", "PB020"),
    ],
)
def test_a_value_that_does_not_fit_is_an_error(line: str, code: str) -> None:
    """Every kind of wrong value has its code, and nothing is read in its place."""
    found, told = examine(read_text(line), Record)

    assert (found, [(one.code, one.severity) for one in told]) == (None, [(code, "error")])


@pytest.mark.parametrize("written", ["20270301", "2027-W09-1", "2027W091"])
def test_a_date_in_another_form_than_the_documented_is_refused(written: str) -> None:
    """Dates are YYYY-MM-DD and nothing else, so that a mistyped number is no date."""
    actual = problems(f"on: {written}")

    assert actual == [("PB031", 1, 5, "on")]


@pytest.mark.parametrize("text", ["share: 580\n5:\n", "inner: {name: x, 500: null}\n"])
def test_a_number_without_a_value_is_no_key_to_warn_of(text: str) -> None:
    """It is what a decimal comma leaves behind once another program has written the file: the number is wrong."""
    with pytest.raises(InputInvalid) as caught:
        read(read_text(text), Record)

    assert [(one.code, one.severity) for one in caught.value.problems] == [("PB077", "error")]


@pytest.mark.parametrize(
    ("written", "truth"),
    [("true", True), ("True", True), ("yes", True), ("ON", True), ("false", False), ("No", False), ("off", False)],
)
def test_a_truth_value_is_read_in_any_of_yaml_s_words(written: str, truth: bool) -> None:
    """Other programs, and people used to them, write more of them than one."""
    actual = value(f"flag: {written}")

    assert actual.flag is truth


@pytest.mark.parametrize("written", ["2027-03-01 00:00:00", "2027-03-01T00:00:00Z", "2027-03-01T00:00:00.000Z"])
def test_a_date_that_became_a_point_in_time_is_that_date(written: str) -> None:
    """Programs that know no dates write midnight."""
    actual = value(f"on: {written}")

    assert actual.on == date(2027, 3, 1)


@pytest.mark.parametrize("written", ["true", "True", "TRUE"])
def test_a_key_on_that_became_a_truth_value_is_read_and_told(written: str) -> None:
    """YAML 1.1 takes the key `on` for true, and writes it so; one warning tells how often, and where first."""
    found, told = read(read_text(f"title: x\n{written}: 2027-03-01\nmore:\n- {written}: 2027-04-01\n"), Nested)

    assert (found.on, found.more[0].on) == (date(2027, 3, 1), date(2027, 4, 1))
    assert [(one.code, one.severity, one.place.line, one.values["count"]) for one in told] == [
        ("PB073", "warning", 2, "2")
    ]


def test_a_key_true_beside_on_is_no_other_date() -> None:
    """Where `on` stands, nothing is put in its place."""
    found, told = read(read_text("on: 2027-03-01\ntrue: 2027-04-01\n"), Record)

    assert (found.on, [one.code for one in told]) == (date(2027, 3, 1), ["PB022"])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"one\\ntwo"', "one two"),
        ("|\n  one\n  two\n", "one two"),
        ('"one \\t  two"', "one two"),
        ('"\\aone\\u2028two\\r\\n"', "one two"),
        ('"one\\u00a0two"', "one\u00a0two"),
        ("one\n  two", "one two"),
    ],
)
def test_a_text_is_one_line_unless_its_field_has_several(written: str, expected: str) -> None:
    """A heading or a file property never holds a line break or a control character; hard blanks stay."""
    _, told = examine(read_text(f"title: {written}"), Named)
    found, _ = read(read_text(f"title: {written}"), Named)

    assert (found.title, told) == (expected, ())


def test_a_text_of_several_lines_keeps_them() -> None:
    """Where a field says so."""
    actual, _ = read(read_text("prose: |\n  one\n\n  two\n"), Named)

    assert actual.prose == "one\n\ntwo"


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("prose: Pris # 3 er vigtig", "# 3 er vigtig"),
        ("prose: Pris #3", "#3"),
        ("prose: #1 er vigtig", "#1 er vigtig"),
        ("prose: Pris\n  er # 3\n", "# 3"),
        ("anything: {value: Pris # 3\n }", "# 3"),
        ("anything:\n- Pris # 3\n", "# 3"),
    ],
)
def test_prose_that_a_comment_cuts_off_is_warned_of(text: str, lost: str) -> None:
    """Half a sentence is not lost in silence; it is still read as YAML has it."""
    found, told = examine(read_text(text), Named)

    assert found is not None
    assert [(one.code, one.severity, one.values["lost"]) for one in told] == [("PB074", "warning", lost)]


@pytest.mark.parametrize(
    "text",
    [
        "prose: Pris  # set apart",
        'prose: "Pris # 3" # checked',
        "prose: 'Pris' # checked",
        "prose: | # checked\n  Pris\n",
        "prose: # why\n",
        "prose: Pris # 3\n".replace("prose", "title"),
        "anything: 3200 # counted",
        "anything: true # sure",
        "anything: 2027-03-01 # the day",
        "anything:\n  # of the value\n  value: x\n",
    ],
)
def test_a_comment_is_left_alone(text: str) -> None:
    """Set apart, behind quotes, numbers and ids, or on a line of its own, it is meant as one."""
    _, told = examine(read_text(text), Named)

    assert told == ()


@pytest.mark.parametrize("text", ["just text", "- a\n- b\n"])
def test_a_text_that_is_no_mapping_is_refused(text: str) -> None:
    """A whole file must be keys and values."""
    actual = problems(text)

    assert actual == [("PB264", 1, 1, "")]


@pytest.mark.parametrize(
    ("written", "expected"),
    [("12", 12), ("1.0", 1), ("+3", 3), ("012", 12), ("40", 40), ("'7'", 7), (" 5 ", 5)],
)
def test_whole_numbers_are_read(written: str, expected: int) -> None:
    """A decimal point without decimals is no obstacle."""
    actual = value(f"count: {written}")

    assert (actual.count, type(actual.count)) == (expected, int)


def test_a_number_keeps_all_its_digits() -> None:
    """Nothing passes through binary floating point."""
    actual = value("share: 99999999999999.123456789")

    assert actual.share == Decimal("99999999999999.123456789")


@given(st.one_of(st.decimals(min_value=0, max_value=10**14, places=4), st.decimals(0, 2000, places=3)))
def test_any_number_within_limits_is_read_exactly(number: Decimal) -> None:
    """What the program writes is read back equal."""
    actual = value(f"share: {leaf_text(number)}").share

    assert actual == number


@given(st.dates())
def test_any_date_is_read(day: date) -> None:
    """ISO dates of all years are read back equal."""
    actual = value(f"on: {day.isoformat()}").on

    assert actual == day


@given(st.text(max_size=40))
def test_any_text_in_a_number_field_is_read_or_refused(text: str) -> None:
    """Nothing but a number or a problem comes of any text."""
    source = read_text("share: x\n")
    source.root.entries["share"][1].text = text  # type: ignore[attr-defined]

    found, told = examine(source, Record)

    assert (found is None) == bool(told)


def test_what_a_message_shows_of_a_long_value_is_cut() -> None:
    """A page of text does not become a page of message."""
    _, (told,) = examine(read_text("count: " + "x" * 500), Record)

    assert len(told.values["found"]) == 40


def test_the_bounds_stand_in_the_message() -> None:
    """Least and most are named; a side without bound is an ellipsis."""
    _, told = examine(read_text("count: 0\nshare: -1\n"), Record)

    assert [(one.values["least"], one.values["most"]) for one in told] == [("1", "40"), ("0", "…")]


def test_a_wrong_choice_names_what_may_be_chosen_and_the_nearest() -> None:
    """All words stand in the message."""
    _, (told,) = examine(read_text("status: strated"), Record)

    assert told.values == {"found": "strated", "allowed": "decided, started, finished", "near": "started"}


def test_a_comma_is_explained_with_the_number_that_was_meant() -> None:
    """1.234,50 in a file is told to be 1234.50."""
    _, (told,) = examine(read_text("share: '1.234,50'"), Record)

    assert told.values["meant"] == "1234.50"


def test_an_annotation_nobody_can_read_is_a_bug_of_ours() -> None:
    """A field type without reader is told to the programmer."""

    @dataclass(frozen=True)
    class Odd:
        x: complex = 0j

    kind: Any = Odd
    Odd.__annotations__["x"] = complex

    with pytest.raises(TypeError):
        examine(read_text("x: 1"), kind)


@pytest.mark.parametrize(
    ("word", "expected"), [("titel", "title"), ("TITLE", ""), ("", ""), ("qqq", ""), ("title", "title")]
)
def test_the_closest_word_is_found_if_one_is_near(word: str, expected: str) -> None:
    """Far words are not guessed at."""
    actual = closest(word, ["title", "status", "owner"])

    assert actual == expected


def test_limits_name_only_what_is_given() -> None:
    """Metadata without bounds is empty."""
    actual = (limits(), limits(least=0), limits(longest=5, most=3))

    assert actual == ({}, {"least": 0}, {"most": 3, "longest": 5})


def test_a_file_of_strange_keys_is_told_in_time() -> None:
    """Each is told; what was meant is guessed for as many as anybody reads, since each guess takes long."""
    source = read_text("".join(f"titel{n}: x\n" for n in range(500)))

    found = examine(source, Record)[1]

    assert len(found) == 500
    assert (found[0].values["near"], found[-1].values["near"]) == ("title", "")
