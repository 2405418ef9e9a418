"""A changed text holds the wanted data, and everything else in it stays as its author wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.errors import InputInvalid
from planbuilder.numbers import number_in_file
from planbuilder.yamltext.editing import change, dump
from planbuilder.yamltext.nodes import Data, as_text, same
from planbuilder.yamltext.reading import read_text

PLAN = """\
# Plan for the leisure pass. Nobody edits line 2 without asking Ane.
#   second line of the heading

format: planbuilder.plan/1   # never touch
plan_id: 4f0c
title: "Digital ansøgning: fritidspas"  # as the board knows it

# --- years -------------------------------------------------
price_base: 2026   # pl
first_year: 2026
horizon: 6 # years

organisation:
  name: 'Nordlund Kommune' # fictional
  # the department was renamed in 2025
  department: Børn & Unge

people:   # everybody we name
  P1:
    name: Ane Holm # benefits lead
    role: "Chef, \\"digital\\""
  # P2 left in May
  P3: {name: Bo Dam, role: jurist}  # in flow form

benefits_tree:
  purpose: >-
    Flere børn bruger deres fritidspas,
    og færre venter på svar.
  # changes come first
  changes:
    F1:
      title: Ansøgninger kommer digitalt
      owner: P1   # agreed 3 March

    # F2 is under discussion
    F2:
      title: |
        Kontrol sker
        automatisk

  benefits:
    G1:
      title: Færre timer til kontrol
      from: [F1, F2]  # both
      ramp:
        - 50   # cautious
        - 100
# the end of the tree

answers:
  channel_strategy.strategy:
    value: ''  # to come
  channel_strategy.users:
    rows:
      # row one
      r1: {group: applicant}
      r2:
        group: relative   # often
# last line, and no more
"""
AWKWARD = (
    "no",
    "2026",
    "12:30",
    "~",
    "",
    "'",
    '"',
    "it's",
    'say "yes"',
    "a: b",
    "a #b",
    "# c",
    "- x",
    "-",
    "? x",
    "{a",
    "[a, b]",
    "*x",
    "&x",
    "!x",
    "%x",
    "@x",
    "`x`",
    "|",
    ">",
    "\tx",
    "x\ty",
    " x",
    "x ",
    "x\n",
    "\nx",
    "one\ntwo",
    "one\n\n  two\n",
    " one\n two",
    "one \ntwo",
    "one\r\ntwo",
    "one\rtwo",
    "---",
    "...",
    "a\n---\nb",
    "😀🏽",
    "æøå ÆØÅ",
    "שלום",
    "مرحبا (RTL)",
    "\u202eabc\u202c",
    "a\u2028b",
    "a\u2029b",
    "a\x85b",
    "\u2028a",
    "a\u00a0b",
    "\ufeffx",
    "\x00\x07\x1b",
    "x" * 50_000,
    "ord " * 12_500,
    "linje\n" * 8_000,
    "a" * 200 + " " + "b" * 200,
)

TEXTS = st.one_of(st.text(max_size=30), st.sampled_from(AWKWARD[:50]))
KEYS = st.one_of(st.text("abkæ.-_ 1:#", min_size=1, max_size=6), st.sampled_from(("no", "1", "on", "~", "<<", "- a")))
LEAVES = st.one_of(TEXTS, st.none())
NESTED = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=10,
)
ROOTS = st.dictionaries(KEYS, NESTED, max_size=4)
PLAIN = st.text("abcdefghijklmnoprstuvæøå ", min_size=1, max_size=20).map(str.strip).filter(bool)


def data_of(text: str) -> dict[str, Any]:
    data = read_text(text).data()
    assert isinstance(data, dict)
    return data


def changed(text: str, **values: Data) -> str:
    """The text with values of its first level changed; None takes a key away."""
    wanted: dict[str, Data] = {**data_of(text), **values}
    return change(read_text(text), {key: value for key, value in wanted.items() if value is not None})


def paths_of(data: Data, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of all values below mappings, mappings included."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield (*above, key)
            yield from paths_of(value, (*above, key))


def at(data: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        data = data[key]
    return data


def comments_lost(before: str, after: str) -> set[str]:
    """The comment lines of a text that are missing in another."""
    return {line for line in before.splitlines() if line.lstrip().startswith("#")} - set(after.splitlines())


PATHS = list(paths_of(data_of(PLAN)))
SCALARS = [path for path in PATHS if isinstance(at(data_of(PLAN), path), str)]


@pytest.mark.parametrize("text", AWKWARD, ids=[ascii(text[:12]) for text in AWKWARD])
@pytest.mark.parametrize("path", [("title",), ("people", "P1", "name"), ("benefits_tree", "purpose"), ("new",)])
def test_any_text_is_written_so_that_it_reads_the_same(text: str, path: tuple[str, ...]) -> None:
    """Quotes, colons, marks, white space, emoji, RTL, many lines and 50,000 characters survive in any position."""
    wanted = data_of(PLAN)
    at(wanted, path[:-1])[path[-1]] = text

    actual = read_text(change(read_text(PLAN), wanted)).data()

    assert same(actual, wanted)


@pytest.mark.parametrize("text", AWKWARD, ids=[ascii(text[:12]) for text in AWKWARD])
def test_no_text_costs_a_comment_elsewhere(text: str) -> None:
    """Whatever is written in one place, all comments on lines of their own stay."""
    wanted = data_of(PLAN)
    wanted["people"]["P1"]["name"] = text

    actual = change(read_text(PLAN), wanted)

    assert comments_lost(PLAN, actual) == set()


@given(ROOTS, ROOTS)
def test_the_changed_text_holds_the_wanted_data_in_order(before: dict[str, Data], after: dict[str, Data]) -> None:
    """From any data to any other: reading back gives the other, order of keys included."""
    actual = read_text(change(read_text(dump(before)), after)).data()

    assert same(actual, after)


@given(ROOTS, st.data())
def test_a_text_with_comments_changes_to_any_data(after: dict[str, Data], data: st.DataObject) -> None:
    """A realistic plan with some keys replaced by anything holds just that, in order."""
    wanted = data_of(PLAN)
    for key in data.draw(st.lists(st.sampled_from(list(wanted)), unique=True, max_size=4)):
        del wanted[key]
    wanted.update(after)

    actual = read_text(change(read_text(PLAN), wanted)).data()

    assert same(actual, wanted)


@given(ROOTS)
def test_dumped_data_read_the_same(data: dict[str, Data]) -> None:
    """`dump` and `read_text` are inverse."""
    actual = read_text(dump(data)).data()

    assert same(actual, data)


@given(ROOTS)
def test_nothing_to_change_changes_nothing(data: dict[str, Data]) -> None:
    """The same data give the same text, to the letter."""
    text = dump(data)

    actual = change(read_text(text), data)

    assert actual == text


def test_a_plan_with_its_own_data_stays_to_the_letter() -> None:
    """Odd quotes, flow forms, blank lines and comments are not tidied up."""
    actual = change(read_text(PLAN), data_of(PLAN))

    assert actual == PLAN


@pytest.mark.parametrize("path", SCALARS, ids=".".join)
@given(text=PLAIN)
def test_one_changed_value_changes_only_its_own_lines(path: tuple[str, ...], text: str) -> None:
    """Every line that is not the value's own stays to the letter and in its order."""
    source = read_text(PLAN)
    wanted = data_of(PLAN)
    at(wanted, path[:-1])[path[-1]] = text
    first = source.place(".".join(path)).line - 1
    own = 3 if path[-1] == "purpose" or path[-2:] == ("F2", "title") else 1
    lines = PLAN.splitlines(keepends=True)

    actual = change(source, wanted)

    assert same(read_text(actual).data(), wanted)
    assert actual.startswith("".join(lines[:first]))
    assert actual.endswith("".join(lines[first + own :]))


@pytest.mark.parametrize("path", PATHS, ids=".".join)
def test_one_removed_value_leaves_the_lines_around_it(path: tuple[str, ...]) -> None:
    """What stood before and after an entry's lines stands there unchanged, and nothing is added but an empty shell."""
    wanted = data_of(PLAN)
    del at(wanted, path[:-1])[path[-1]]

    actual = change(read_text(PLAN), wanted)

    steps = SequenceMatcher(None, PLAN.splitlines(), actual.splitlines(), autojunk=False).get_opcodes()
    (step,) = [step for step, *_ in steps if step != "equal"]
    rewritten = path[:2] == ("people", "P3") or "r1" in path or not at(wanted, path[:-1])
    assert same(read_text(actual).data(), wanted)
    assert step == "delete" or (step == "replace" and rewritten and len(path) > 1)


@pytest.mark.parametrize(
    "path", [(), *[path for path in PATHS if isinstance(at(data_of(PLAN), path), dict)]], ids=".".join
)
def test_one_added_value_leaves_every_line_that_stands(path: tuple[str, ...]) -> None:
    """A new key in any mapping only adds lines, unless that mapping stood in flow form on one line."""
    wanted = data_of(PLAN)
    at(wanted, path)["added"] = "here"
    flow = {"people.P3", "answers.channel_strategy.users.rows.r1"}

    actual = change(read_text(PLAN), wanted)

    gone = [line for line in PLAN.splitlines() if line not in actual.splitlines()]
    assert same(read_text(actual).data(), wanted)
    assert len(gone) == (1 if ".".join(path) in flow else 0)


@pytest.mark.parametrize(
    ("path", "comment"),
    [
        ("format", "   # never touch"),
        ("title", "  # as the board knows it"),
        ("price_base", "   # pl"),
        ("horizon", " # years"),
        ("organisation.name", " # fictional"),
        ("people.P1.name", " # benefits lead"),
        ("benefits_tree.changes.F1.owner", "   # agreed 3 March"),
    ],
)
@pytest.mark.parametrize("text", ["x", "a: b # c", "no", "", "'"])
def test_a_comment_behind_a_value_stays_when_the_value_changes(path: str, comment: str, text: str) -> None:
    """The rest of the line, spaces included, is the author's."""
    wanted = data_of(PLAN)
    *above, key = path.split(".")
    at(wanted, tuple(above))[key] = text

    actual = change(read_text(PLAN), wanted)

    (line,) = [line for line in actual.splitlines() if line.endswith(comment)]
    assert line.strip() == f"{key}: {line.strip()[len(key) + 2 : -len(comment)]}{comment}"
    assert len(actual.splitlines()) == len(PLAN.splitlines())


@pytest.mark.parametrize(
    ("before", "values", "after"),
    [
        pytest.param("a: 1 # one\nb: 2\n", {"a": "x"}, "a: x # one\nb: 2\n", id="changed"),
        pytest.param("a: 1\n\n# of b\nb: 2\n", {"c": "x"}, "a: 1\n\n# of b\nb: 2\nc: x\n", id="added last"),
        pytest.param("a: 1\nb: 2 # two\n\nc: 3\n", {"b": None}, "a: 1\n\nc: 3\n", id="removed"),
        pytest.param("a:\nb: 1 # x\n", {"a": "v"}, "a: v\nb: 1 # x\n", id="filled in"),
        pytest.param("a:\n  x: 1\n  # tail\n\nb: 1\n", {"a": {"x": "v"}}, "a:\n  x: v\n  # tail\n\nb: 1\n", id="inner"),
        pytest.param("a: [x] # c\nb: 1 # d\n", {"a": ["y"]}, "a:\n- y\nb: 1 # d\n", id="list written anew"),
        pytest.param("a: |\n  x\n  y\n\n# c\nb: 1\n", {"a": "v"}, "a: v\n\n# c\nb: 1\n", id="block text"),
        pytest.param("---\n# c\na: x\n", {"b": "v"}, "---\n# c\na: x\nb: v\n", id="document mark"),
        pytest.param("a: x\n...\n# tail\n", {"b": "v"}, "a: x\nb: v\n...\n# tail\n", id="end mark"),
        pytest.param("'a b': x # c\n", {"a b": "v"}, "'a b': v # c\n", id="quoted key"),
        pytest.param("a: 'it''s' # c\n", {"a": "y: z"}, "a: 'y: z' # c\n", id="quoted text"),
        pytest.param("a: x # c\nb: 2", {"a": "v"}, "a: v # c\nb: 2", id="no last line end, changed"),
        pytest.param("a: x # c\nb: y # d", {"c": "v"}, "a: x # c\nb: y # d\nc: v\n", id="no last line end, added"),
        pytest.param("# only\n# comments\n", {"a": "v"}, "# only\n# comments\na: v\n", id="comments alone"),
        pytest.param("a: # why\nb: y\n", {"a": "v"}, "a: v # why\nb: y\n", id="comment behind nothing"),
        pytest.param("a: x # c\r\nb: y\r\n", {"a": "v"}, "a: v # c\r\nb: y\r\n", id="Windows, changed"),
        pytest.param("a: x # c\r\n", {"b": "v"}, "a: x # c\r\nb: v\r\n", id="Windows, added"),
        pytest.param("a: &x v # c\nb: *x # d\nc: z\n", {"c": "w"}, "a: &x v # c\nb: *x # d\nc: w\n", id="aliases"),
        pytest.param("a: &x v # c\nb: *x # d\n", {"b": "w"}, "a: &x v # c\nb: w # d\n", id="alias itself"),
    ],
)
def test_a_change_leaves_the_rest_to_the_letter(before: str, values: dict[str, Data], after: str) -> None:
    """The exact text that comes out of small changes."""
    actual = changed(before, **values)

    assert actual == after


def test_rows_put_in_another_order_are_written_in_that_order() -> None:
    """Order of rows is data: it is written, and the other parts of the text stay."""
    text = "# head\ntree:\n  F1: {title: one}\n  F2:\n    title: two\n  F3: {title: three}\nz: 1 # end\n"
    wanted = data_of(text)
    rows = wanted["tree"]
    wanted["tree"] = {id: rows[id] for id in ("F3", "F1", "F2")}

    actual = change(read_text(text), wanted)

    assert same(read_text(actual).data(), wanted)
    assert actual.startswith("# head\ntree:\n")
    assert actual.endswith("z: 1 # end\n")


@pytest.mark.parametrize(
    ("path", "ids"),
    [(("people",), ["P3", "P1"]), (("benefits_tree", "changes"), ["F2", "F1"])],
    ids=["people", "changes"],
)
def test_reordering_rows_of_a_plan_keeps_comments_outside_them(path: tuple[str, ...], ids: list[str]) -> None:
    """Comments above and below the register stay where they are."""
    wanted = data_of(PLAN)
    rows = at(wanted, path)
    at(wanted, path[:-1])[path[-1]] = {id: rows[id] for id in ids}
    first = PLAN.index(f"{path[-1]}:")

    actual = change(read_text(PLAN), wanted)

    assert same(read_text(actual).data(), wanted)
    assert actual[:first] == PLAN[:first]
    assert "# the end of the tree" in actual
    assert actual.endswith("# last line, and no more\n")


@given(st.permutations(["a", "b", "c", "d"]), st.sets(st.sampled_from("abcd")), st.sets(st.sampled_from("xyz")))
def test_any_order_removal_and_addition_at_once(order: list[str], gone: set[str], new: set[str]) -> None:
    """Keys moved, taken away and added in one change come out as wanted, order included."""
    text = "# head\na: 1 # one\nb:\n  i: 2\n\n# of c\nc: [3]\nd: |\n  four\n"
    before = data_of(text)
    kept = [key for key in order if key not in gone]
    wanted: dict[str, Data] = {key: before[key] for key in kept} | dict.fromkeys(sorted(new), "neu")

    actual = change(read_text(text), wanted)

    assert same(read_text(actual).data(), wanted)
    assert actual.startswith("# head\n")


def test_taking_everything_away_leaves_a_text_of_nothing() -> None:
    """An empty mapping is what an empty text means."""
    actual = read_text(changed("a: 1\nb: 2\n", a=None, b=None)).data()

    assert actual == {}


def test_typed_values_are_written_plainly() -> None:
    """Numbers, dates and booleans of a program stand in the file without quotes or tags."""
    actual = dump({"n": Decimal("1234.50"), "k": Decimal("1E+3"), "i": 7, "on": date(2027, 3, 1), "b": True})

    assert actual == "n: 1234.50\nk: 1000\ni: 7\non: 2027-03-01\nb: true\n"


@given(
    st.one_of(
        st.decimals(-(10**9), 10**9, places=2),
        st.decimals(-1500, 1500, places=3),
        st.integers(-(10**6), 10**6).map(lambda n: Decimal(n).scaleb(3)),
    )
)
def test_a_number_that_is_written_is_read_back(number: Decimal) -> None:
    """The law of the file: the program never writes a number that could be thousands as well as decimals."""
    data = read_text(dump({"n": number, "list": [number]})).data()

    assert isinstance(data, dict)
    assert [number_in_file(str(text)) for text in (data["n"], *data["list"])] == [number, number]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("number", "text"),
    [("1.285", "1.2850"), ("1.280", "1.28"), ("580.000", "580"), ("0.125", "0.125"), ("1234.500", "1234.500")],
)
def test_three_decimals_are_written_so_that_they_are_no_thousands(number: str, text: str) -> None:
    """One zero more, or those at the end left out; what is clear stays as it is."""
    assert dump({"n": Decimal(number)}) == f"n: {text}\n"


# What programs that follow YAML 1.1 take for something else than text: truth values, numbers, dates, nothing.
TURNED = [
    "yes", "No", "on", "Off", "true", "False", "null", "~", "1.10", "1.0", "0645", "007", "12:30", "1_000", "0x1F",
    "1e3", "1.5e+3", ".5", "5.", "+5", ".inf", "-.Inf", ".NaN", "Infinity", "=", "<<", "2027-01-12", "580.000",
]  # fmt: skip


@given(
    st.dictionaries(
        st.sampled_from(["on", "title", "value", "1.10", "2027", "no"]),
        st.sampled_from(TURNED) | st.lists(st.sampled_from(TURNED), max_size=3) | st.text("aæ1.: ", max_size=6),
        max_size=5,
    )
)
def test_another_program_keeps_every_text(data: dict[str, Data]) -> None:
    """Read and written by a program with YAML 1.1's types, each text is still that text; only the key `on` turns."""
    elsewhere = yaml.safe_dump(yaml.safe_load(dump(data)), allow_unicode=True, sort_keys=False)

    actual = read_text(elsewhere).data()

    assert same(actual, {("true" if key == "on" else key): value for key, value in data.items()})


def test_no_alias_is_ever_written() -> None:
    """The same list twice is written twice, so that each can be changed by hand."""
    shared: list[Data] = ["F1", "F2"]

    actual = dump({"a": shared, "b": shared})

    assert actual == "a:\n- F1\n- F2\nb:\n- F1\n- F2\n"


def test_texts_of_several_lines_are_written_as_blocks() -> None:
    """Long answers stay readable in the file."""
    actual = dump({"a": {"b": "one\ntwo\n"}})

    assert actual == "a:\n  b: |\n    one\n    two\n"


@pytest.mark.parametrize("text", ["\ud83d", "half \udc00 a character"])
def test_half_a_character_is_refused_as_a_problem(text: str) -> None:
    """A lone surrogate, as some terminals paste it, cannot stand in a file; the user is told so."""
    with pytest.raises(InputInvalid) as caught:
        changed("a: 1\n", a=text)

    assert [found.code for found in caught.value.problems] == ["PB002"]


def test_changing_leaves_the_source_and_the_data_alone() -> None:
    """Neither the source nor the wanted data is touched by a change."""
    source, wanted = read_text(PLAN), {**data_of(PLAN), "title": "x", "new": ["a"]}
    before = deepcopy(wanted)

    change(source, wanted)

    assert (source.text, as_text(wanted)) == (PLAN, as_text(before))
