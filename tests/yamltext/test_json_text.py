"""JSON as other programs write it is read, and every place that is told is one of the file as it stands."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.errors import InputInvalid
from planbuilder.yamltext.nodes import as_text
from planbuilder.yamltext.reading import read_text

VALUES = st.recursive(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"), max_size=8
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abæ😀", min_size=1, max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(st.text("kø😀", min_size=1, max_size=4), VALUES, max_size=4),
    st.booleans(),
    st.sampled_from([None, 1, "\t"]),
)
def test_what_json_dumps_writes_is_read(data: dict[str, object], in_ascii: bool, indent: int | str | None) -> None:
    """With escapes or letters, on one line or set in, by blanks or tabs."""
    text = json.dumps(data, ensure_ascii=in_ascii, indent=indent)

    assert read_text(text).data() == data


def test_pairs_of_escapes_are_one_character() -> None:
    """As json.dumps writes an emoji; an escaped backslash before `u` is none."""
    actual = read_text(r'{"a": "x \ud83d\ude00 y", "b": "\\ud83d\\ude00", "c": "\/"}').data()

    assert actual == {"a": "x 😀 y", "b": r"\ud83d\ude00", "c": "/"}


@pytest.mark.parametrize("text", [r'{"a": "\ud83d"}', r'{"a": "\ud83d x \ude00"}', r'{"a": "\ude00\ud83d"}'])
def test_a_lone_half_is_refused(text: str) -> None:
    """It is no character."""
    with pytest.raises(InputInvalid) as caught:
        read_text(text)

    assert [found.code for found in caught.value.problems] == ["PB001"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (r'{"a": "\ud83d\ude00", "b": "\ud83d\ude00\ud83d\ude01", "c": NaN}', "NaN"),
        ('{"a": "\\ud83d\\ude00",\n "b": "\\ud83d\\ude00", "c": NaN}', "NaN"),
        (r'{"a": "\ud83d\ude00", "b": 1, "b": 2}', '"b": 2'),
    ],
)
def test_a_place_behind_them_is_that_of_the_file(text: str, wrong: str) -> None:
    """Line and column are those that an editor shows, however many escapes stand before."""
    with pytest.raises(InputInvalid) as caught:
        read_text(text)

    place = caught.value.problems[0].place
    assert text.splitlines()[place.line - 1][place.column - 1 :].startswith(wrong)


def test_a_tree_has_the_places_of_the_file() -> None:
    """Editing patches the text by them."""
    source = read_text(r'{"a": "\ud83d\ude00", "b": "here"}')

    node = source.root.entries["b"][1]  # type: ignore[attr-defined]

    assert source.text[node.start.index : node.end.index] == '"here"'


@pytest.mark.parametrize(
    ("written", "read"), [("6.12e5", "6.12e5"), ("1E-2", "1E-2"), ("true", "true"), ("1.5", "1.5"), ("null", None)]
)
def test_values_keep_their_letters(written: str, read: str | None) -> None:
    """What they mean is the field's to say."""
    assert as_text(read_text(f'{{"a": {written}, "b": "\\ud83d\\ude00"}}').data()) == {"a": read, "b": "😀"}


def test_escapes_outside_json_stay() -> None:
    """In a YAML text without quotes a backslash is a backslash."""
    assert read_text(r"a: \ud83d\ude00 som text").data() == {"a": r"\ud83d\ude00 som text"}
