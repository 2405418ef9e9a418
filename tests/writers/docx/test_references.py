"""Cross-references are fields that show their text at once and lead to a bookmark."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn

from planbuilder.document.model import Contents, Paragraph, Section, Span
from planbuilder.writers.docx import render
from planbuilder.writers.docx.references import anchor
from tests.writers import samples

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


def test_anchors_are_names_that_word_takes() -> None:
    """At most 40 letters, digits and underscores; a leading one keeps it out of Word's list."""
    assert "_pb_a_b_c" == anchor("a.b c")
    assert 40 == len(anchor("x" * 80))
