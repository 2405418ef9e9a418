"""A change made in the lines around it alone gives the text that one made with the whole text in view gives."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.errors import InputInvalid
from planbuilder.yamltext.editing import change, dump
from planbuilder.yamltext.nodes import Data, put, same
from planbuilder.yamltext.patching import is_regular, patched
from planbuilder.yamltext.reading import read_text

LEAF = st.one_of(
    st.sampled_from(["a", "b: c", "# no", "to\nlinjer", "x\n\n  y\n", "", "1.10", "'", "- a", "æ" * 130]),
    st.text(max_size=30),
    st.lists(st.sampled_from(["P1", "P 2"]), max_size=2),
)
KEY = st.sampled_from(["title", "on", "G1", "G.1", "2027", "a b", "na:me"])
DATA = st.dictionaries(KEY, st.recursive(LEAF, lambda inner: st.dictionaries(KEY, inner, max_size=4), max_leaves=12))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text in block form, with comments and blank lines between its lines where they change nothing."""
    data = draw(DATA.filter(bool))
    text = dump(data)
    for _ in range(draw(st.integers(0, 3))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        extra = draw(st.sampled_from(["", "# note", "  # note", "    # deeper: note"]))
        tried = "\n".join([*lines[:at], extra, *lines[at:]])
        with suppress(InputInvalid):
            text = tried if read_text(tried).data() == data else text
    return text


def paths(data: Data, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every path of some data."""
    below = [one for key, value in data.items() for one in paths(value, (*path, key))] if isinstance(data, dict) else []
    return [*([path] if path else []), *below]


@given(text=texts(), choice=st.integers(0, 1000), key=KEY, value=st.one_of(st.none(), LEAF, DATA.filter(bool)))
def test_the_text_is_the_same_as_with_the_whole_in_view(text: str, choice: int, key: str, value: Data) -> None:
    """Entries that are changed, taken away and added; comments and blank lines stay."""
    source = read_text(text)
    before = source.data()
    known = paths(before)
    path = known[choice % len(known)]
    path = path if choice % 3 else (*path[:-1], key)
    after = put(before, path, value)
    if not is_regular(source) or not after:
        return

    actual = patched(text, before, after)

    if actual is not None:
        made, expected = read_text(actual), change(source, after)
        assert (same(made.data(), after), is_regular(made)) == (True, True)
        assert actual == expected or expected.endswith(dump(after))  # which is how it is written where all else fails


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("title",), "Ny"),
        (("rows", "G1", "title"), "Ny: titel"),
        (("rows", "G1", "text"), "flere\nlinjer"),
        (("rows", "G1"), None),
        (("rows", "G3"), {"title": "Ny"}),
        (("people",), ["P1"]),
        (("new",), "x"),
    ],
)
def test_what_interviews_save_is_sure(path: tuple[str, ...], value: Data) -> None:
    """The whole text is not needed for any of it."""
    rows = "rows:\n  G1:\n    text: |-\n      # c\n      b\n    title: A\n\n  # two\n  G2: {title: B}\n"
    text = f"# top\ntitle: T  # ours\n{rows}people:\n- P1\n- P2\n"
    source = read_text(text)
    before = source.data()
    after = put(before, path, value)

    actual = patched(text, before, after)

    assert (is_regular(source), actual) == (True, change(source, after))


@pytest.mark.parametrize(
    "text",
    [
        "a: 1",
        "a: 1\r\n",
        "{a: 1}\n",
        "a: &x 1\nb: *x\n",
        "--- \na: 1\n",
        "a:\n  b: 'x\n\n y'\n",
        'a:\n  b: "x\ny: z"\n',
        "a: [1,\n2]\n",
        "? a\n: b\n",
        "a: !!str 1\n",
    ],
)
def test_what_is_written_otherwise_is_not_regular(text: str) -> None:
    """Lines that lie as far out as a key, or mean something else than they show."""
    actual = is_regular(read_text(text))

    assert not actual


def test_an_order_is_not_made_line_by_line() -> None:
    """Rows that change places are written with the whole in view."""
    before: Data = {"a": "1", "b": "2"}

    actual = patched("a: 1\nb: 2\n", before, {"b": "2", "a": "1"})

    assert actual is None
