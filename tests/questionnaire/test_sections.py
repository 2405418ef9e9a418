"""Sections of a part: every question belongs to one of them, and what leaves one out or names one twice is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.questionnaire.loading import load
from tests.questionnaire.test_loading import PART, L, folder_with, part, problems

QUESTIONS = "".join(f"  - {{id: {id}, kind: text, {L}}}\n" for id in "abcd")
T = "title: {da: D, en: E}"


def divided(*sections: str) -> str:
    """A part of the questions a, b, c and d, with sections; the first of them stands in line 6."""
    return part(QUESTIONS, head=f"{PART}sections:\n{''.join(f'  - {{{one}}}' + chr(10) for one in sections)}")


def test_a_section_goes_to_where_the_next_one_begins(tmp_path: Path) -> None:
    """A question belongs to the section in which it stands, so a new one needs no word of its section."""
    folder_with(tmp_path, divided(f"id: x, {T}, first: a", f"id: y, {T}, first: c"))

    found = load(tmp_path, needed={}).part("p")

    assert found.by_section == {"x": ("p.a", "p.b"), "y": ("p.c", "p.d")}
    assert [section.id for id in found.by_section["y"] if (section := found.section_of(id))] == ["y", "y"]


def test_a_part_without_sections_is_whole(tmp_path: Path) -> None:
    folder_with(tmp_path, part(QUESTIONS))

    found = load(tmp_path, needed={}).part("p")

    assert (found.by_section, found.section_of("p.b")) == ({"": ("p.a", "p.b", "p.c", "p.d")}, None)


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        pytest.param([f"id: x, {T}, first: b"], [("PB431", 6, "x")], id="leaves one out"),
        pytest.param(
            [f"id: x, {T}, first: a", f"id: y, {T}, first: a"], [("PB431", 7, "y")], id="names a question twice"
        ),
        pytest.param(
            [f"id: x, {T}, first: a", f"id: y, {T}, first: d", f"id: z, {T}, first: b"],
            [("PB431", 8, "z")],
            id="in another order",
        ),
        pytest.param([f"id: x, {T}, first: a", f"id: y, {T}, first: e"], [("PB430", 7, "y")], id="at no question"),
        pytest.param([f"id: x, {T}, first: a", f"id: x, {T}, first: b"], [("PB046", 7, "x")], id="one id twice"),
        pytest.param(["id: x, title: {da: D}, first: a"], [("PB044", 6, None)], id="title in one language"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(
    tmp_path: Path, sections: list[str], expected: list[tuple[str, int, str | None]]
) -> None:
    folder_with(tmp_path, divided(*sections))

    found = [(one.code, one.place.line, one.values.get("id")) for one in problems(tmp_path)]

    assert found == expected


def test_the_bundled_sections_are_those_of_the_economy_alone() -> None:
    """Each with a question of its own, so that none is an empty page."""
    divided_parts = {one.id: [len(ids) for ids in one.by_section.values()] for one in load().parts if one.sections}

    assert list(divided_parts) == ["budget_political_goals"]
    assert all(divided_parts["budget_political_goals"])
