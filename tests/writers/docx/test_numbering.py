"""Numbers that Word counts: headings, appendices, and lists that begin anew.

Cross-references are fields that show their text at once and lead to a bookmark.
"""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from planbuilder.document.model import Contents, Item, ListBlock, Paragraph, Section, Span, plain
from planbuilder.writers.docx import render
from planbuilder.writers.docx.numbering import Numbering, anchor
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


SECTION = Section("one", "Første", (), number="1")


def body_of(look, *blocks):
    return docx.Document(io.BytesIO(render(samples.document(*blocks), look))).element.body


@pytest.mark.parametrize(
    ("target", "text", "instruction"),
    [
        ("grid", "Tabel 1", "REF _pb_grid \\h"),
        ("chart", "Figur 4", "REF _pb_chart \\h"),
        ("one", "afsnit 1", "REF _pb_one \\r \\h"),
    ],
)
def test_a_reference_is_a_field(standard_look, target: str, text: str, instruction: str) -> None:
    """It shows the number that the target has."""
    body = body_of(
        standard_look, Paragraph((Span("Se "), Span(text, target=target))), SECTION, samples.grid(1), samples.CHART
    )
    paragraph = next(body.iter(qn("w:p")))
    shown = "".join(e.text for e in paragraph.iter(qn("w:t")))

    assert instruction == next(paragraph.iter(qn("w:instrText"))).text.strip()
    assert f"Se {text}" == shown


def test_other_words_are_a_link(standard_look) -> None:
    """What does not end in the target's number is no number to update."""
    body = body_of(standard_look, Paragraph((Span("her", target="one"),)), SECTION)

    assert [anchor("one")] == [e.get(qn("w:anchor")) for e in body.iter(qn("w:hyperlink"))]


def test_a_target_that_is_not_there_is_plain_text(standard_look) -> None:
    """No link into nothing."""
    body = body_of(standard_look, Paragraph((Span("væk", target="nowhere"),)))

    assert [] == [*body.iter(qn("w:hyperlink")), *body.iter(qn("w:instrText"))]


def test_every_reference_of_the_example_leads_somewhere(compose, standard_look) -> None:
    """All fields and links name bookmarks that stand in the document."""
    from planbuilder import example, language

    document = compose(example.text(language.load("da")), "plan", "da")
    body = docx.Document(io.BytesIO(render(document, standard_look))).element.body
    names = {e.get(qn("w:name")) for e in body.iter(qn("w:bookmarkStart"))}
    fields = [e.text.split() for e in body.iter(qn("w:instrText"))]
    named = {words[1] for words in fields if words[0] == "REF"}
    linked = {e.get(qn("w:anchor")) for e in body.iter(qn("w:hyperlink"))}

    assert named
    assert (named | linked) - names == set()


def test_contents_of_no_sections_are_empty(standard_look) -> None:
    """A field that never began does not end."""
    assert [] == list(body_of(standard_look, Contents("Indhold")).iter(qn("w:fldChar")))


def test_contents_show_the_pages_that_are_known(standard_look) -> None:
    """Each in a field that Word makes anew, behind dots, at the far side of the text; what is not known is left out."""
    inner = Section("two", "Anden", (), level=2, number="1.1")
    body = body_of(standard_look, Contents("Indhold", 2, {"one": 7}), replace(SECTION, blocks=(inner,)))
    first, second = (p for p in body.iter(qn("w:p")) if p.style.startswith("TOC"))
    page = standard_look.page
    stop = first.findall(f".//{qn('w:tabs')}/{qn('w:tab')}")[-1]
    wide = 20 * (page["width"] - page["left"] - page["right"])

    assert ['TOC \\o "1-2" \\h \\z \\u', "PAGEREF _pb_one \\h"] == [
        e.text.strip() for e in body.iter(qn("w:instrText"))
    ]
    assert [said(first), said(second)] == ["1\tFørste\t7", "1.1\tAnden"]
    assert [stop.get(qn(f"w:{name}")) for name in ("val", "leader")] == ["right", "dot"]
    assert int(stop.get(qn("w:pos"))) == pytest.approx(wide, abs=1)


def said(paragraph) -> str:
    """What a paragraph's runs say, tabs among it."""
    marks = (one for run in paragraph.iter(qn("w:r")) for one in run.iter(qn("w:t"), qn("w:tab")))
    return "".join(one.text or "\t" for one in marks)


def test_anchors_are_names_that_word_takes() -> None:
    """At most 40 letters, digits and underscores; a leading one keeps it out of Word's list."""
    assert "_pb_a_b_c" == anchor("a.b c")
    assert 40 == len(anchor("x" * 80))


def test_what_leads_elsewhere_and_the_marks_of_points_have_their_colour(standard_look) -> None:
    """As in a PDF: a link has the style of links, a point the colour of headings."""
    link = Paragraph((Span("puljen*", target="b"),))
    section = Section("b", "B", (ListBlock((Item(plain("punkt")),)),))
    word = docx.Document(io.BytesIO(render(samples.document(link, section), standard_look)))
    levels = word.part.numbering_part.element.iter(qn("w:lvl"))
    bullets = [one for one in levels if one.find(qn("w:numFmt")).get(qn("w:val")) == "bullet"]

    assert ["Hyperlink"] == [one.get(qn("w:val")) for one in word.element.body.iter(qn("w:rStyle"))]
    assert {standard_look.colours["primary"][1:]} == {
        one.find(f"{qn('w:rPr')}/{qn('w:color')}").get(qn("w:val")) for one in bullets
    }
