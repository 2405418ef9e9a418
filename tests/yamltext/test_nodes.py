"""Paths lead to values and places, leaves compare as text; words that YAML turns or drops are known again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.yamltext.nodes import Data, as_text, get, leaf_text, leaves, put, same, swallowed, turned_keys
from planbuilder.yamltext.reading import read_text

TEXT = "title: x\ntree:\n  a.b: {k: 1}\n  rows:\n    - one\n    - k: two\n"
KEYS = st.text("abc", min_size=1, max_size=2)
PATHS = st.lists(KEYS, min_size=1, max_size=3).map(tuple)
NESTED = st.recursive(
    st.text("xyz", max_size=2), lambda inner: st.dictionaries(KEYS, inner, min_size=1, max_size=3), max_leaves=6
)
MAPPINGS = st.dictionaries(KEYS, NESTED, max_size=3)


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ("title", 1, 8),
        ("tree.rows.0", 5, 7),
        ("tree.rows.1.k", 6, 10),
        ("tree.a.b.k", 3, 12),
        ("tree.rows.7", 5, 5),
        ("tree.nowhere", 3, 3),
        ("nowhere.at.all", 1, 1),
    ],
)
def test_a_path_leads_to_its_value_or_the_nearest_above_it(path: str, line: int, column: int) -> None:
    """The place of a value that is missing is that of what should hold it; keys may hold dots."""
    place = read_text(TEXT, "f.yaml").place(path)

    assert (place.file, place.line, place.column, place.path) == ("f.yaml", line, column, path)


def test_a_digit_that_is_no_number_leads_to_no_row() -> None:
    """`²` is a digit to Python but no place in a list; the list itself is the nearest place."""
    place = read_text(TEXT).place("tree.rows.²")

    assert (place.line, place.column) == (5, 5)


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        (True, "true"),
        (False, "false"),
        (date(2027, 3, 1), "2027-03-01"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.50"), "0.50"),
        (7, "7"),
        (None, None),
        ("", ""),
    ],
)
def test_a_leaf_is_the_text_a_file_holds(leaf: Data, expected: str | None) -> None:
    """Dates in ISO form, numbers with a point and no exponent, booleans as true and false."""
    actual = leaf_text(leaf)

    assert actual == expected


def test_data_of_a_program_and_of_a_file_compare() -> None:
    """Typed leaves equal the texts they are written as, at every depth."""
    typed: Data = {"a": [1, Decimal("2.5"), {"on": date(2027, 3, 1)}], "b": True}

    assert same(as_text(typed), typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": "1", "b": "2"}, {"b": "2", "a": "1"}),
        ({"a": None}, {"a": ""}),
        ({"a": None}, {}),
        (["1", "2"], ["2", "1"]),
        ({"a": []}, {"a": {}}),
        ({"a": "None"}, {"a": None}),
    ],
)
def test_what_differs_is_not_the_same(one: Data, other: Data) -> None:
    """Order of keys, nothing and the empty text, and empty list and mapping are differences."""
    assert not same(one, other)


@given(MAPPINGS, PATHS, st.text("xyz", max_size=3))
def test_what_is_put_is_got_back(data: Data, path: tuple[str, ...], value: str) -> None:
    """`get` after `put` gives the value."""
    actual = get(put(data, path, value), path)

    assert actual == value


@given(MAPPINGS, PATHS)
def test_what_is_taken_away_is_gone(data: Data, path: tuple[str, ...]) -> None:
    """A value of None takes the key away."""
    actual = get(put(data, path, None), path)

    assert actual is None


@given(MAPPINGS, PATHS, st.text("xyz", max_size=3))
def test_put_changes_a_copy(data: dict[str, Data], path: tuple[str, ...], value: str) -> None:
    """The data given stay as they are."""
    before = repr(data)

    put(data, path, value)

    assert repr(data) == before


def test_taking_the_last_key_away_takes_its_mapping_with_it() -> None:
    """No empty shells are left in the file."""
    actual = put({"people": {"P1": {"name": "Ane"}}, "x": "1"}, ("people", "P1"), None)

    assert actual == {"x": "1"}


def test_putting_a_value_keeps_the_order_of_keys() -> None:
    """A key that exists stays where it stands; a new one goes last."""
    actual = put(put({"a": "1", "b": "2"}, ("a",), "9"), ("c",), "3")

    assert list(actual) == ["a", "b", "c"]  # type: ignore[arg-type]


def test_what_was_meant_is_the_known_key_that_is_lacking() -> None:
    """However the program writes it."""
    assert {"True": "on"} == turned_keys(["True", "by"], ["on", "by"])
    assert {"true": "on"} == turned_keys(["true"], ["on"])


def test_nothing_is_turned_where_the_key_is_there_or_unknown() -> None:
    """Then it is a key that nothing reads."""
    assert {} == turned_keys(["on", "true"], ["on"])
    assert {} == turned_keys(["true"], ["by"])


def lost(text: str) -> str:
    source = read_text(text)
    return swallowed(source.root.entries["a"][1], source.text)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: Pris # 3 er vigtig", "# 3 er vigtig"),
        ("a: Pris # 3 er vigtig  \r\nb: 1\r\n", "# 3 er vigtig"),
        ("a: Pris #3\n", "#3"),
        ("a: #3\n", "#3"),
        ("a: Pris#3\n", ""),
        ("a: Pris   # 3\n", ""),
        ("a: # 3\n", ""),
        ("a: 'Pris' # 3\n", ""),
        ("a: 3.200 # 3\n", ""),
        ("a: >\n  Pris # 3\n", ""),
        ("a:\nb: x # 3\n", ""),
    ],
)
def test_what_a_single_blank_parts_from_a_text(text: str, expected: str) -> None:
    """People set a comment apart; a single blank is how a sentence goes on."""
    assert lost(text) == expected


def test_only_a_text_has_a_rest() -> None:
    """A list or a mapping loses nothing."""
    assert lost("a: [x] # 3") == ""


def test_leaves_are_every_value_with_its_place() -> None:
    """A list is one value; what is put back leaf by leaf is the same."""
    data: Data = {"a": {"b": "1", "c": ["2", "3"]}, "d": "4"}
    found = dict(leaves(data))
    again: Data = {}
    for path, value in found.items():
        again = put(again, path, value)

    assert {("a", "b"): "1", ("a", "c"): ["2", "3"], ("d",): "4"} == found
    assert data == again
