"""A template's list numbers the headings if it comes to our numbers; else ours does."""

from __future__ import annotations

import pytest

from planbuilder.branding.heading_numbers import heading_numbers, says_our_number
from planbuilder.branding.stylesheet import StyleSheet
from planbuilder.branding.wordparts import W, opened
from planbuilder.errors import Place
from planbuilder.look import HeadingList
from tests.branding.lists import USUAL, headings, numbered
from tests.branding.small import NORMAL, PAGE, PLACE, paragraph, style, word_file

IDS = {f"heading {n}": f"Overskrift{n}" for n in (1, 2, 3)}
LINKED = (
    '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Liste"/></w:abstractNum>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)
LIST_STYLE = style("Liste", "Liste", '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr>', "numbering")


def numbers(styles: str, lists: str, body: str = "", ids=IDS):
    parts = opened(word_file(body + PLACE + PAGE, NORMAL + styles, {"numbering.xml": ("numbering", lists)}), Place())
    text = parts.trees[parts.main].find(f"{W}body") if body else None
    return heading_numbers(parts, StyleSheet(parts), ids, text)


@pytest.mark.parametrize(
    "lists",
    [
        numbered(*USUAL),
        numbered("%1.", "%1.%2.", "%1.%2.%3."),
        numbered("Kapitel %1", "§ %1.%2", "%1.%2.%3)"),
        numbered(*USUAL, "%1.%2.%3.%4"),
    ],
    ids=["plain", "stops", "words", "deeper"],
)
def test_a_list_that_comes_to_our_numbers_is_used(lists: str) -> None:
    """In whatever words it says them."""
    assert HeadingList(9, 4) == numbers(headings(0, 1, 2), lists).list


@pytest.mark.parametrize(
    ("styles", "lists"),
    [
        (headings(0, 1, 2), numbered("%1", "%2", "%3")),
        (headings(0, 1, 2), numbered(*USUAL, form="upperRoman")),
        (headings(0, 1, 2), numbered(*USUAL, start=5)),
        (headings(0, 1, 2), numbered("%1", "%1.%2")),
        (headings(0, 0, 0), numbered(*USUAL)),
        (headings(1, 1, 2), numbered(*USUAL)),
        (headings(0), numbered("•")),
        (headings(0, 1, 2, number=77), numbered(*USUAL)),
        (headings(None, 1), numbered(*USUAL)),
    ],
    ids=[
        "own levels",
        "letters",
        "five",
        "two levels",
        "one level",
        "second level",
        "bullet",
        "no list",
        "second only",
    ],
)
def test_any_other_list_gives_way_to_ours(styles: str, lists: str) -> None:
    """And is told, since texts refer by number."""
    found = numbers(styles, lists)

    assert (HeadingList(), True) == (found.list, found.is_replaced)


def test_headings_without_a_list_get_ours() -> None:
    """Nothing is replaced."""
    found = numbers(headings(None, None, None), "")

    assert (HeadingList(), False) == (found.list, found.is_replaced)


def test_headings_beneath_the_first_may_join_its_list() -> None:
    """Where the list has levels for them."""
    assert 9 == numbers(headings(0, None, None), numbered(*USUAL)).list.number


def test_a_list_may_leave_its_levels_to_a_style() -> None:
    """As Word does with list styles."""
    assert 2 == numbers(headings(0, 1, 2, number=2) + LIST_STYLE, LINKED + numbered(*USUAL)).list.number


def test_headings_of_the_templates_own_are_not_counted_along() -> None:
    """Each of ours then names its list itself."""
    own = paragraph("Forord", "Overskrift1")

    assert HeadingList(9, 4, apart=True) == numbers(headings(0, 1, 2), numbered(*USUAL), own).list
    assert HeadingList(apart=True) == numbers(headings(None, None), "", own).list
    assert HeadingList(9, 4) == numbers(headings(0, 1, 2), numbered(*USUAL), paragraph("Forord")).list


def test_one_style_for_two_levels_leaves_the_level_to_the_heading() -> None:
    """A style has only one."""
    assert numbers(headings(None), "", ids={"heading 1": "Overskrift1", "heading 2": "Overskrift1"}).list.apart


@pytest.mark.parametrize(("level", "expected"), [(0, True), (1, True), (2, False)])
def test_a_level_says_our_number_or_not(level: int, expected: bool) -> None:
    """Each by itself."""
    lists = numbered("%1", "%1.%2", "%3")
    parts = opened(word_file(parts={"numbering.xml": ("numbering", lists)}), Place())

    assert expected == says_our_number(parts, StyleSheet(parts), 9, level)
