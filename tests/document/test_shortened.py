"""Lists that keep to their pages: nothing goes in silence, and what is said to be left out is what is left out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder import pipeline
from planbuilder.document.amounts import budgets_differ
from planbuilder.document.blocks import BLOCKS
from planbuilder.document.material import Material
from planbuilder.document.model import Block, Paragraph, Section, Table, plain, text_of
from planbuilder.document.shortened import (
    COUNTS,
    LETTERS,
    LONG,
    MOST_NAMED,
    ROOMS,
    counting,
    fitting,
    lines,
    named,
    others,
    shortened,
    shortened_lines,
)
from planbuilder.language import Language, load
from planbuilder.plan.store import from_text
from planbuilder.questionnaire import loading
from tests.conftest import DAY
from tests.document.plans import SMALL
from tests.document.sizes import sized

MATERIAL = pipeline.material(from_text(SMALL), loading.load(), load("da"), DAY)
SIZED = st.lists(st.integers(1, 3000), max_size=40)


@given(sizes=SIZED, name=st.sampled_from(sorted(ROOMS)))
def test_all_is_shown_or_the_first_and_at_least_two_are_told_of(sizes: list[int], name: str) -> None:
    """Something is shown always, and a single line is never left out: to tell of it takes as much room."""
    left = len(sizes) - fitting(MATERIAL, name, sizes)

    assert left != 1
    assert left < max(1, len(sizes))


@given(sizes=SIZED, name=st.sampled_from(sorted(ROOMS)))
def test_what_is_cut_leaves_room_to_say_so(sizes: list[int], name: str) -> None:
    """Beside the first part, which is always shown."""
    shown = fitting(MATERIAL, name, sizes)
    whole, cut, _ = (room * LETTERS for room in ROOMS[name])

    assert shown in (len(sizes), 1) or sum(sizes[:shown]) <= cut - LETTERS
    assert shown < len(sizes) or len(sizes) <= 2 or sum(sizes) <= whole


def test_a_page_that_must_tell_more_has_less_room() -> None:
    """That it is a draft, that figures are missing, or, in a case presentation, that budgets differ from the case."""
    finished = replace(MATERIAL, problems=())
    lacking = material(SMALL.replace(", full_effect: {fte: 0.5}", ""))
    counts = [counting(m, "rules", [LETTERS] * 6) for m in (finished, MATERIAL, lacking)]

    assert (MATERIAL.is_draft, finished.is_draft) == (True, False)
    assert [6, 6, 2] == counts
    assert budgets_differ(finished.figures)
    assert counting(finished, "alternatives", [LETTERS] * 4) == 2
    assert all(list(rooms) == sorted(rooms, reverse=True) for rooms in (*ROOMS.values(), *COUNTS.values()))


def test_what_several_bodies_have_decided_takes_its_room(spoken: Language) -> None:
    """The example as it is, and once another body has decided."""
    before = material(sized(spoken, "example"), spoken.code)
    decided = {**before.plan.decisions, "B2": replace(before.plan.decisions["B2"], decision="Ja")}
    after = replace(before, plan=replace(before.plan, decisions=decided))

    assert [4, 2] == [counting(m, "alternatives", [LETTERS] * 4) for m in (before, after)]


@given(sizes=SIZED, name=st.sampled_from(sorted(COUNTS)), factor=st.sampled_from([Decimal("0.8"), Decimal("1.2")]))
def test_a_case_shows_as_many_in_each_language(sizes: list[int], name: str, factor: Decimal) -> None:
    """Whatever the letters of a part are, as long as they are not many; and never all but one."""
    usual = [min(size, LONG // 2) for size in sizes]
    shown = counting(MATERIAL, name, usual)

    assert shown == counting(MATERIAL, name, [int(size * factor) for size in usual])
    assert len(sizes) - shown != 1 or len(sizes) == 1
    assert 0 < counting(MATERIAL, name, sizes) <= len(sizes) or not sizes


def test_the_last_passage_tells_how_many_others_there_are() -> None:
    """Whether they run on or stand on lines of their own."""
    passages = [plain(f"{n} {'x' * 90}") for n in range(30)]

    for found in (shortened(MATERIAL, "risks", passages), shortened_lines(MATERIAL, "rules", passages)):
        assert plain(others(MATERIAL, 31 - len(found))) == found[-1]
        assert found[:-1] == passages[: len(found) - 1]


@pytest.mark.parametrize(("text", "count"), [("", 1), ("x" * 10, 1), ("x" * 11, 2), ("a\nb", 2), ("\n" + "x" * 21, 4)])
def test_lines_are_reckoned_from_letters(text: str, count: int) -> None:
    """Ten to a line here; an empty line is a line."""
    assert count == lines(text, 10)


def material(text: str, language: str = "da") -> Material:
    return pipeline.material(from_text(text), loading.load(), load(language), DAY)


def tables(m: Material, name: str) -> dict[str, Table]:
    """The tables of a document by their ids."""
    return {one.id: one for one in inner(pipeline.document(m, name).blocks) if isinstance(one, Table)}


def inner(blocks: tuple[Block, ...]) -> list[Block]:
    return [one for block in blocks for one in (inner(block.blocks) if isinstance(block, Section) else [block])]


def texts(table: Table) -> list[str]:
    return ["".join(span.text for span in row.cells[0].spans) for row in table.rows]


def test_budgets_that_are_not_named_are_added_up(spoken: Language) -> None:
    """The rows of a table still come to its total: those of other committees stand in one row."""
    m = material(sized(spoken, "committees"), spoken.code)
    table = tables(m, "committee")["committee_economy"]
    first = next(n for n, row in enumerate(table.rows) if row.role == "group")
    total = next(n for n, row in enumerate(table.rows) if row.role == "total" and n > first)
    shown = table.rows[first + 1 : total]
    columns = list(zip(*[[cell.value for cell in row.cells[3:]] for row in shown], strict=True))

    assert [sum(v for v in one if v is not None) for one in columns] == [c.value for c in table.rows[total].cells[3:]]
    named = {one.committee for one in m.plan.budget_changes.values()}
    assert others(m, len(named) - len(shown) + 1) == texts(table)[total - 1]


def test_no_body_is_left_out_in_silence(spoken: Language) -> None:
    """Of twenty, the last ones, who decide in the end, are shown, and first it is said whose stand elsewhere."""
    m = material(sized(spoken, "committees"), spoken.code)
    said = [one for one in BLOCKS["committee_points"](m) if isinstance(one, Paragraph)]
    shown = [text_of(one.spans) for one in said if one.role == "body"]
    first = next(text_of(one.spans) for one in said if one.role == "small")

    assert list(m.plan.decisions.values())[-1].body in shown[-1]
    left = len(m.plan.decisions) - sum(bodies_in(m, text) for text in shown)
    assert m.language.count("document.and_others", left - MOST_NAMED + 1) in first
    assert next(iter(m.plan.decisions.values())).body in first


def test_one_and_several_that_are_left_out_are_told_apart(spoken: Language) -> None:
    """One other is no others."""
    m = material(sized(spoken, "example"), spoken.code)
    one, two = ({"da": "mere", "en": "other"}, {"da": "andre", "en": "others"})

    assert [f" {word[spoken.code]}, " in others(m, n) for n, word in ((1, one), (2, two))] == [True, True]


def bodies_in(m: Material, text: str) -> int:
    """How many bodies are asked in a passage: each stands with its day in brackets."""
    return sum(text.count(f"{body} (") for body in {one.body for one in m.plan.decisions.values()})


@pytest.mark.parametrize(("count", "last"), [(8, "n6 og n7"), (9, "n6 og 2 andre")])
def test_many_names_are_told_by_the_first(count: int, last: str) -> None:
    """And how many others there are."""
    assert named(MATERIAL, [f"n{n}" for n in range(count)]).endswith(f"n5, {last}")
