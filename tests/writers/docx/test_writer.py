"""The Word writer: real headings, counted captions, repeated heads, words for every figure, valid for Word."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from planbuilder import example, language
from planbuilder.document.model import Item, ListBlock, Paragraph, Section, Signature, plain
from planbuilder.record import replace
from planbuilder.writers.docx import render
from tests.checkers.openxml import findings
from tests.conftest import OUTLINES
from tests.document.plans import HEAD
from tests.writers import samples
from tests.writers.docx.office import printed


@pytest.fixture(scope="module")
def word():
    from planbuilder import look

    return docx.Document(io.BytesIO(render(samples.EVERYTHING, look.load())))


def attribute(word, tag: str, name: str) -> list[str]:
    return [e.get(qn(name)) for e in word.element.body.iter(qn(tag))]


def test_headings_are_headings(word) -> None:
    """A reader's navigation finds them, and Word counts them."""
    found = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith("Heading")]

    assert [("Heading 1", "Første"), ("Heading 2", "Indre"), ("Heading 1", "Anden")] == found


def test_every_style_in_use_is_defined(word) -> None:
    """No paragraph names a style that is not there."""
    known = {style.style_id for style in word.styles}
    used = (
        set(attribute(word, "w:pStyle", "w:val"))
        | set(attribute(word, "w:tblStyle", "w:val"))
        | set(attribute(word, "w:rStyle", "w:val"))
    )

    assert set() == used - known


def test_captions_are_counted_by_fields(word) -> None:
    """Word renumbers them when a figure is added."""
    instructions = [e.text.strip() for e in word.element.body.iter(qn("w:instrText"))]

    assert 4 == instructions.count("SEQ Figur \\* ARABIC")
    assert 2 == instructions.count("SEQ Tabel \\* ARABIC")


def test_fields_are_balanced(word) -> None:
    """As many ends as beginnings."""
    kinds = attribute(word, "w:fldChar", "w:fldCharType")

    assert kinds.count("begin") == kinds.count("end") == kinds.count("separate") > 0


def test_links_lead_to_bookmarks(word) -> None:
    """Contents and references have their targets, each of which stands once."""
    names = attribute(word, "w:bookmarkStart", "w:name")

    assert set() == set(attribute(word, "w:hyperlink", "w:anchor")) - set(names)
    assert len(names) == len(set(names))


def test_contents_are_there_without_an_update(word) -> None:
    """The entries stand in the file."""
    found = [p.text for p in word.paragraphs if p.style.name.startswith("toc")]

    assert ["1\tFørste", "1.1\tIndre", "2\tAnden"] == found


def test_a_list_ends_with_room(standard_look) -> None:
    """Behind its last point, inner or outer; one without points says nothing."""
    lists = (ListBlock((Item(plain("a")), Item(plain("b"), (Item(plain("c")),)))), ListBlock(()))
    word = docx.Document(io.BytesIO(render(samples.document(*lists), standard_look)))
    room = {p.text: p.paragraph_format.space_after for p in word.paragraphs}

    assert (room["a"], room["b"], room["c"]) == (None, None, Pt(6))


@pytest.mark.parametrize("name", [name for name in OUTLINES if name.startswith("committee")])
def test_a_case_presentation_has_no_table_but_those_of_figures(compose, standard_look, name: str) -> None:
    """In Word too it can be pasted into an agenda system."""
    word = docx.Document(io.BytesIO(render(compose(example.text(language.load("da")), name), standard_look)))

    assert {table.style.name for table in word.tables} == {"Plan Grid"}
    assert len(word.tables) == 2


def test_every_figure_is_told_in_words(word) -> None:
    """Alternative text on every picture, a description on every table."""
    assert ["Et træ", "Et isbjerg", "Et hjul", "Netto er -5 og 10"] == [
        e.get("descr") for e in word.element.body.iter(qn("wp:docPr"))
    ]
    assert all(attribute(word, "w:tblDescription", "w:val"))


def test_ids_stand_once(word) -> None:
    """Bookmarks and pictures are counted together."""
    ids = attribute(word, "w:bookmarkStart", "w:id") + [e.get("id") for e in word.element.body.iter(qn("wp:docPr"))]

    assert len(ids) == len(set(ids))


def test_registers_repeat_their_heads(word) -> None:
    """On every page."""
    grids = [t for t in word.tables if t.style.style_id == "PlanGrid"]

    assert all(t.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for t in grids)
    assert 2 == len(grids)


@pytest.mark.slow
@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("name", [*OUTLINES, "empty"])
def test_the_validators_find_nothing(tool, compose, standard_look, tmp_path: Path, code: str, name: str) -> None:
    """The Open XML SDK accepts every document of the example and of an empty plan, and so does openxml-audit."""
    text, outline = (HEAD, "plan") if name == "empty" else (example.text(language.load(code)), name)

    assert [] == findings(render(compose(text, outline, code), standard_look), tmp_path, tool)


@pytest.mark.slow
def test_libreoffice_opens_it_and_finds_the_text(tool, standard_look, tmp_path: Path) -> None:
    """Another office program shows the same words, on pages numbered to the end."""
    text = "".join(printed(tool, tmp_path, {"all": render(samples.EVERYTHING, standard_look)})["all"])

    assert "Udkast – 3 åbne punkter" in text
    assert "Figur 4. Kurve" in text
    assert "side 2 af" in text


def test_a_page_begins_with_its_heading(standard_look) -> None:
    """Without the room that a heading keeps to what is before it, which some programs leave at the top of a page."""
    sections = [Section(f"s{n}", f"S{n}", (Paragraph(plain("t")),), new_page=n == 1) for n in range(3)]
    word = docx.Document(io.BytesIO(render(samples.document(*sections), standard_look)))
    heads = [one for one in word.paragraphs if one.style.name.startswith("Heading")]

    assert [0, 0, None] == [one.paragraph_format.space_before for one in heads]


def test_of_a_signer_only_the_name_is_bold(standard_look) -> None:
    """As in a PDF."""
    signature = Signature("s", "Anna", "Direktør", ("Underskrift", "Navn", "Dato"))
    word = docx.Document(io.BytesIO(render(samples.document(signature), standard_look)))
    (signer,) = (one for one in word.paragraphs if one.style.name == "Signer")

    assert [("Anna", True), (", Direktør", None)] == [(run.text, run.bold) for run in signer.runs]
    assert not signer.style.font.bold


def test_a_picture_without_a_caption_lets_go_of_what_follows(standard_look) -> None:
    """Else a column full of them would hold together as one."""
    figures = [replace(samples.CHART, caption=caption) for caption in ("", "Tekst")]
    word = docx.Document(io.BytesIO(render(samples.document(*figures), standard_look)))

    found = [one.paragraph_format.keep_with_next for one in word.paragraphs if one.style.name == "Figure"]
    assert [False, None] == found
