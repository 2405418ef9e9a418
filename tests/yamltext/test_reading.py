"""Hostile and broken files are refused with code, line and column; sound ones keep every value as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.errors import InputInvalid, Place
from planbuilder.yamltext import reading
from planbuilder.yamltext.nodes import Data, as_data
from planbuilder.yamltext.reading import read_file, read_text

Found = tuple[str, int, int]


def refusal(text: str) -> Found:
    """Code, line and column of the only problem of a text."""
    with pytest.raises(InputInvalid) as caught:
        read_text(text, "plan.yaml")
    (found,) = caught.value.problems
    return found.code, found.place.line, found.place.column


def file_refusal(path: Path) -> Found:
    with pytest.raises(InputInvalid) as caught:
        read_file(path)
    (found,) = caught.value.problems
    assert found.place.file == str(path)
    return found.code, found.place.line, found.place.column


def leaves(data: Data) -> int:
    if isinstance(data, dict):
        return sum(map(leaves, data.values()))
    return sum(map(leaves, data)) if isinstance(data, list) else 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: [1", ("PB001", 1, 4), id="open bracket"),
        pytest.param("a: 1\nb: 'x\ny\n", ("PB001", 2, 4), id="open quote"),
        pytest.param("a: x\nb\nc: y", ("PB001", 2, 1), id="no colon"),
        pytest.param("title: Plan: nummer to", ("PB001", 1, 12), id="colon in a plain text"),
        pytest.param("a:\n\tb: 1", ("PB001", 2, 1), id="tab as indentation"),
        pytest.param("a:\n    b: 1\n  c: 2", ("PB001", 3, 3), id="crooked indentation"),
        pytest.param("a: |\n  x\n y\n", ("PB001", 3, 2), id="block text that falls out"),
        pytest.param("æ: 😀\nb: [1, ]]", ("PB001", 2, 9), id="place after letters outside ASCII"),
        pytest.param("%FOO\n---\na: 1", ("PB001", 1, 5), id="unknown directive"),
        pytest.param('a: "\\ud800"', ("PB001", 1, 7), id="half a character as an escape"),
        pytest.param("a: 1\n---\nb: 2\n", ("PB006", 2, 1), id="two documents"),
        pytest.param("a: 1\nb: 2\na: 3\n", ("PB007", 3, 1), id="key twice"),
        pytest.param("p:\n  b: 1\n  b: 2\n", ("PB007", 3, 3), id="key twice below another"),
        pytest.param('p: {b: 1, "b": 2}', ("PB007", 1, 11), id="key twice in flow form, quoted once"),
        pytest.param("a: *nowhere", ("PB008", 1, 4), id="alias of nothing"),
        pytest.param("a: &x\n  b: *x\n", ("PB008", 2, 6), id="alias of itself"),
        pytest.param("a: &x [1, *x]", ("PB008", 1, 11), id="list in itself"),
        pytest.param("? [1]\n: 2\n", ("PB010", 1, 3), id="list as a key"),
        pytest.param("{{a: 1}: 2}", ("PB010", 1, 2), id="mapping as a key"),
        pytest.param("a: 1\n~: 2\n", ("PB010", 2, 1), id="nothing as a key"),
        pytest.param("a: {b: 580,5}", ("PB071", 1, 12), id="decimal comma between braces"),
        pytest.param("a: {b: 1.580,5 }", ("PB071", 1, 14), id="decimal comma behind thousands"),
        pytest.param("a: {b: Timer, sager og point, c: 1}", ("PB071", 1, 15), id="comma in a text between braces"),
        pytest.param("a: {b: 580,500}", ("PB064", 1, 12), id="comma that may be thousands between braces"),
        pytest.param("a: {F1, F2}", ("PB076", 1, 5), id="list in braces"),
        pytest.param("a: {b: {c: 1}, d}", ("PB076", 1, 16), id="word behind a mapping"),
        pytest.param("a: !vigtigt at svare", ("PB075", 1, 4), id="exclamation mark in front"),
        pytest.param("a: ! svar", ("PB075", 1, 4), id="exclamation mark alone in front"),
        pytest.param("a: .nan", ("PB072", 1, 4), id="no number"),
        pytest.param('{"a": NaN}', ("PB072", 1, 7), id="no number in JSON"),
        pytest.param('{"a": [-Infinity]}', ("PB072", 1, 8), id="endless in JSON"),
        pytest.param("a: \x07", ("PB002", 1, 4), id="bell"),
        pytest.param("a: 1\nb: x\x00y\n", ("PB002", 2, 5), id="nul"),
        pytest.param("a: 1\n\x0cb: 2", ("PB002", 2, 1), id="form feed"),
        pytest.param("a: \ufffe", ("PB002", 1, 4), id="no character at all"),
        pytest.param("a: 1\nbb: x\ud83d\n", ("PB002", 2, 6), id="lone surrogate"),
    ],
)
def test_a_text_that_is_no_sound_yaml_is_refused_with_its_place(text: str, expected: Found) -> None:
    """One problem with the right code, line and column, counted from 1."""
    actual = refusal(text)

    assert actual == expected


def test_a_key_that_stands_twice_names_itself_and_the_line_of_the_first() -> None:
    """The message can say which key and where the other one stands."""
    with pytest.raises(InputInvalid) as caught:
        read_text("x: 1\n\ntitle: one\nc: 2\ntitle: two\n")

    assert caught.value.problems[0].values == {"key": "title", "first": "3"}


def test_the_name_of_the_text_stands_in_its_problems() -> None:
    """`file` is the name that problems carry."""
    with pytest.raises(InputInvalid) as caught:
        read_text("a: 'x", "answers.yaml")

    assert caught.value.problems[0].place == Place("answers.yaml", 1, 4)


@pytest.mark.parametrize(("opening", "column"), [("[", 25), ("{a: ", 97), ("- ", 49)])
def test_a_depth_bomb_is_refused_at_the_first_level_too_many(opening: str, column: int) -> None:
    """100,000 levels are refused at level 25, without a crash of the parser."""
    actual = refusal(opening * 100_000)

    assert actual == ("PB011", 1, column)


def test_as_many_levels_as_allowed_are_read() -> None:
    """The limit of depth is the last depth that works."""
    text = "[" * reading.MAX_DEPTH + "]" * reading.MAX_DEPTH

    actual = read_text(text).data()

    assert str(actual) == text


@pytest.mark.parametrize(("count", "expected"), [(reading.MAX_ALIASES, None), (reading.MAX_ALIASES + 1, "PB008")])
def test_aliases_are_read_up_to_their_cap(count: int, expected: str | None) -> None:
    """Twenty aliases work, the twenty-first is refused."""
    text = "base: &b x\n" + "".join(f"k{n}: *b\n" for n in range(count))

    try:
        read_text(text)
        actual = None
    except InputInvalid as error:
        actual = error.problems[0].code

    assert actual == expected


def test_an_alias_stands_for_the_value_it_names() -> None:
    """An alias within its cap is read as what it stands for."""
    actual = read_text("a: &x {k: [1, 2]}\nb: *x\n").data()

    assert actual == {"a": {"k": ["1", "2"]}, "b": {"k": ["1", "2"]}}


def test_an_alias_bomb_stays_small() -> None:
    """A small text that doubles itself with aliases is refused, or holds no more values than any text may."""
    base = "a0: &a0 [" + ",".join(["x"] * 2_000) + "]\n"
    text = base + "".join(f"a{n + 1}: &a{n + 1} [*a{n},*a{n}]\n" for n in range(10))

    try:
        actual = leaves(read_text(text).data())
    except InputInvalid:
        actual = 0

    assert actual <= reading.MAX_NODES


def test_more_values_than_allowed_are_refused_where_they_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    """The value after the last one allowed is named."""
    monkeypatch.setattr(reading, "MAX_NODES", 4)

    actual = refusal("- a\n- b\n- c\n- d\n")

    assert actual == ("PB009", 4, 3)


def test_a_file_above_20_mb_is_refused_unread(tmp_path: Path) -> None:
    """Size is refused before a byte is read."""
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(reading.MAX_BYTES + 1)

    actual = file_refusal(path)

    assert actual == ("PB003", 0, 0)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("a: 1\nby: Århus\n".encode("latin-1"), ("PB005", 2, 5), id="latin-1"),
        pytest.param(b"a: \xff", ("PB005", 1, 4), id="a byte that is never UTF-8"),
        pytest.param("a: ø".encode()[:-1], ("PB005", 1, 4), id="cut in the middle of a letter"),
        pytest.param("a: 1\n".encode("utf-16"), ("PB005", 1, 1), id="utf-16"),
        pytest.param("æøå: \xe6\n".encode()[:-3] + b"\xe6\n", ("PB005", 1, 6), id="after letters of two bytes"),
    ],
)
def test_a_file_that_is_not_utf_8_is_refused_at_its_first_wrong_byte(
    tmp_path: Path, raw: bytes, expected: Found
) -> None:
    """Line and column name the character a person has to look at."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(raw)

    actual = file_refusal(path)

    assert actual == expected


def test_a_wrong_byte_is_named(tmp_path: Path) -> None:
    """The byte stands in the message in hexadecimal."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"a: \xe6\n")

    with pytest.raises(InputInvalid) as caught:
        read_file(path)

    assert caught.value.problems[0].values == {"byte": "0xe6"}


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, name: str) -> None:
    """A missing file and a folder are problems with a name, no crash."""
    actual = file_refusal(tmp_path / name)

    assert actual == ("PB004", 0, 0)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    """Windows' mark before the first key is accepted, and places count without it."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")

    source = read_file(path)

    assert (source.data(), source.place("a").column) == ({"a": "1"}, 4)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "~\n", "null"])
def test_a_text_of_nothing_is_an_empty_mapping(text: str) -> None:
    """What is missing in it is said by the schema, not by the parser."""
    actual = read_text(text).data()

    assert actual == {}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("true", "true"),
        ("2026", "2026"),
        ("007", "007"),
        ("1e3", "1e3"),
        ("12:30", "12:30"),
        ("2027-03-01", "2027-03-01"),
        ("~", None),
        ("null", None),
        ("", None),
        ('""', ""),
        ("''", ""),
        ('"~"', "~"),
        ('"null"', "null"),
        ('"no"', "no"),
        ("|\n  one\n  two", "one\ntwo"),
        (">-\n  one\n  two", "one two"),
        ("!!int 3", "3"),
        ('"NaN"', "NaN"),
        ("'.inf'", ".inf"),
        ("Nan", "Nan"),
        ("Infinity", "Infinity"),
        ("!!python/object:os.system x", "x"),
    ],
)
def test_a_scalar_is_text_whatever_it_looks_like(written: str, expected: str | None) -> None:
    """Only nothing, `~` and `null` without quotes stand for nothing; all else is the text that was written."""
    actual = read_text(f"k: {written}").data()

    assert actual == {"k": expected}


@pytest.mark.parametrize("key", ["1", "on", "no", "2026-01-01", "<<", "a.b", "å"])
def test_a_key_is_text_whatever_it_looks_like(key: str) -> None:
    """Keys are no numbers, dates, booleans or merges."""
    actual = read_text(f"{key}: x\n").data()

    assert actual == {key: "x"}


@pytest.mark.parametrize("text", ["{a: 580, b: }", "{a: , b: 1}", '{"a": "x", "b": ""}', "{}", "{a: {}, b: []}"])
def test_a_key_with_a_colon_and_nothing_is_not_filled_in(text: str) -> None:
    """Only a word without a colon was cut off."""
    assert isinstance(read_text(text).data(), dict)


def test_a_cut_number_is_shown_whole() -> None:
    """The message can say what to write."""
    with pytest.raises(InputInvalid) as caught:
        read_text("{amount: 1.580,5}")

    assert caught.value.problems[0].values == {"key": "5", "before": "1.580", "meant": "1580.5"}


def test_json_is_read() -> None:
    """JSON text is YAML text, with the same values."""
    actual = read_text('{"a": [1, 2.5, true, null, "x: y"], "b": {"c": "\\u00e6"}}').data()

    assert actual == {"a": ["1", "2.5", "true", None, "x: y"], "b": {"c": "æ"}}


def test_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    """The same values and the same places with CRLF as with LF."""
    unix = "a: no\nb:\n  - x\n  - y # c\nt: |\n  one\n  two\n"
    path = tmp_path / "plan.yaml"
    path.write_bytes(unix.replace("\n", "\r\n").encode())

    source = read_file(path)

    assert (source.data(), source.place("b.1").line) == (read_text(unix).data(), 4)


@given(st.text(max_size=60))
def test_no_text_escapes_with_anything_but_a_problem(text: str) -> None:
    """Any text is either read or refused with a problem; nothing else is raised."""
    try:
        outcome: object = read_text(text).data()
    except InputInvalid as error:
        outcome = [found.code for found in error.problems]

    assert outcome is not None


@given(st.binary(max_size=60))
def test_no_bytes_escape_with_anything_but_a_problem(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    """Any file is either read or refused with a problem; nothing else is raised."""
    path = tmp_path_factory.mktemp("bytes") / "plan.yaml"
    path.write_bytes(raw)

    try:
        outcome: object = read_file(path).data()
    except InputInvalid as error:
        outcome = [found.code for found in error.problems]

    assert outcome is not None


def test_places_of_a_tree_are_those_of_the_text() -> None:
    """A mark counts characters, lines and columns from 0, emoji and æøå as one each."""
    source = read_text("æ: 1\n😀: two # c\n")

    node = source.root.entries["😀"][1]  # type: ignore[attr-defined]

    assert source.text[node.start.index : node.end.index] == as_data(node) == "two"
