"""Numbers that Word counts: headings, appendices, and lists that begin anew."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from planbuilder.document.model import Item, ListBlock, Section, plain
from planbuilder.writers.docx import render
from planbuilder.writers.docx.numbering import Numbering
from tests.writers import samples


def section(number: str, level: int = 1) -> Section:
    return Section("s", "Titel", (), level=level, number=number)


def test_headings_count_where_word_comes_to_the_same() -> None:
    """Section numbers in order are not typed."""
    numbering = Numbering()
    numbers = [("1", 1), ("1.1", 2), ("1.2", 2), ("1.2.1", 3), ("2", 1), ("2.1", 2)]
    found = [numbering.heading(section(*one)) for one in numbers]

    assert [(f"Heading{level}", "", "") for _, level in numbers] == found


@pytest.mark.parametrize("number", ["2", "1.1", "I", ""])
def test_any_other_number_is_typed(number: str) -> None:
    """A number that Word would not come to, or none, stands in a heading that does not count."""
    assert ("Heading1Plain", number, "") == Numbering().heading(section(number))


def test_appendices_count_in_letters() -> None:
    """In the word they are called by."""
    numbering = Numbering()
    found = [numbering.heading(section(f"Bilag {letter}")) for letter in "ABD"]

    assert [("AppendixHeading", "", ""), ("AppendixHeading", "", ""), ("Heading1Plain", "Bilag D", "")] == found


def test_each_numbered_list_begins_at_one(standard_look) -> None:
    """Two lists are two lists, not one that goes on."""
    one = ListBlock((Item(plain("a")), Item(plain("b"))), ordered=True)
    word = docx.Document(io.BytesIO(render(samples.document(one, one), standard_look)))
    used = [e.get(qn("w:val")) for e in word.element.body.iter(qn("w:numId"))]
    starts = {
        num.get(qn("w:numId")): num.find(f".//{qn('w:startOverride')}").get(qn("w:val"))
        for num in word.part.numbering_part.element.iter(qn("w:num"))
        if num.find(f".//{qn('w:startOverride')}") is not None
    }

    assert used[0] == used[1] != used[2] == used[3]
    assert {"1"} == {starts[number] for number in used}


def test_every_number_in_use_is_defined(standard_look) -> None:
    """Styles and paragraphs name lists that are there, and their kinds stand before them."""
    document = replace(samples.EVERYTHING, blocks=(*samples.EVERYTHING.blocks, section("Bilag A")))
    word = docx.Document(io.BytesIO(render(document, standard_look)))
    root = word.part.numbering_part.element
    known = {num.get(qn("w:numId")) for num in root.iter(qn("w:num"))}
    used = {e.get(qn("w:val")) for part in (word.styles.element, word.element.body) for e in part.iter(qn("w:numId"))}
    kinds = [element.tag.rpartition("}")[2] for element in root]

    assert used - known == {"0"}
    assert kinds == sorted(kinds)
