"""The marks of a template: found wherever they stand, made ready, and told where they cannot be used."""

from __future__ import annotations

import pytest

from planbuilder.branding.marks import has_title_before, ready_marks, text_parts
from planbuilder.branding.wordparts import Parts, W, opened
from planbuilder.errors import Place
from planbuilder.writers.docx.places import found_places, place_in, words_of
from tests.branding.small import PAGE, PLACE, control, paragraph, word_file

RUN = "<w:r><w:t>x</w:t></w:r>"
COVER = '<w:docPartObj><w:docPartGallery w:val="Cover Pages"/><w:docPartUnique/></w:docPartObj>'
CELL = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{}</w:tc></w:tr></w:tbl><w:p/>"
BOX = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>"
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
BINDING = '<w:dataBinding w:prefixMappings="xmlns:c=\'x\'" w:xpath="/c:{}[1]/d:{}[1]" w:storeItemID="{{0}}"/><w:text/>'


def ready(body: str, parts: dict | None = None) -> tuple[Parts, list[str], list[str]]:
    """(parts, codes of what is wrong, marks that are not used) of a body, made ready."""
    made = opened(word_file(body + PAGE, parts=parts), Place())
    wrong, told = ready_marks(made, Place())
    return made, [one.code for one in wrong], [one.values["mark"] for one in told]


def body_of(parts: Parts):
    return parts.trees[parts.main].find(f"{W}body")


def words(parts: Parts) -> list[str]:
    """What each block of the body says."""
    return ["".join(t.text or "" for t in one.iter(f"{W}t")) for one in body_of(parts)][:-1]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (PLACE, ["pb:content"]),
        (paragraph("[PB:Content]"), ["pb:content"]),
        (paragraph("pb:con").replace("</w:t></w:r>", "</w:t></w:r><w:r><w:t>tent\u200b</w:t></w:r>"), ["pb:content"]),
        (control("pb:content", paragraph("Teksten kommer her")), ["pb:content"]),
        (f"<w:p>{control('pb:content', RUN)}</w:p>", ["pb:content"]),
        (control("x", paragraph("forside") + PLACE, COVER), ["forside", "pb:content"]),
        (control("x", control("pb:content", paragraph("x")), COVER), ["pb:content"]),
        (f"<w:customXml w:element='x'>{PLACE}</w:customXml>", ["pb:content"]),
        (BOX.format(paragraph("logo"))[:-6] + "<w:r><w:t>pb:content</w:t></w:r></w:p>", ["logologo", "pb:content"]),
    ],
    ids=["alone", "in brackets", "in pieces", "control", "in the line", "cover", "control in one", "xml", "with a box"],
)
def test_the_place_becomes_a_paragraph_of_the_body(body: str, expected: list[str]) -> None:
    """Whatever held it is opened, and what stands beside it stays."""
    parts, wrong, unused = ready(body)

    assert ([], []) == (wrong, unused)
    assert expected == words(parts)
    assert place_in(body_of(parts)) is not None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (CELL.format(PLACE), ["PB164"]),
        (CELL.format(control("pb:content", paragraph("x"))), ["PB164"]),
        (CELL.format(control("pb:content", "<w:p/>")), ["PB164"]),
        (BOX.format(PLACE), ["PB164"]),
        (f"<w:p><w:r><w:t>Her: </w:t></w:r>{control('pb:content', RUN)}</w:p>", ["PB164"]),
        (PLACE + PLACE, ["PB165"]),
    ],
    ids=["table", "control in a table", "empty", "box", "among words", "twice"],
)
def test_a_place_without_room_is_told(body: str, expected: list[str]) -> None:
    """A text of many pages cannot stand in a cell, in a box, in a line, or in two places."""
    assert expected == ready(body)[1]


def test_a_head_has_no_room_for_the_text() -> None:
    """It is on every page."""
    assert ["PB164"] == ready(PLACE, {"header1.xml": ("header", PLACE)})[1]


def test_a_section_that_ends_with_the_place_ends_behind_the_text() -> None:
    """Its page is kept, by a paragraph of its own."""
    parts, _, _ = ready(PLACE.replace("<w:p>", f"<w:p><w:pPr>{PAGE}</w:pPr>") + paragraph("bagside"))

    assert ["pb:content", "", "bagside"] == words(parts)
    assert [1] == [n for n, one in enumerate(body_of(parts)) if one.find(f"{W}pPr/{W}sectPr") is not None]


@pytest.mark.parametrize(
    "body",
    [
        control("pb:title", paragraph("[Titel]")),
        control("x", paragraph("[Titel]")).replace("<w:tag", '<w:alias w:val="PB:Title"/><w:tag'),
        f"<w:p>{control('pb:title', RUN)}</w:p>",
        CELL.format(paragraph("[pb:title]")),
        CELL.format(paragraph(""))
        .replace("<w:tc>", "<w:tc>", 1)
        .replace("<w:p><w:r><w:t></w:t></w:r></w:p>", control("pb:title", "<w:p/>")),
        BOX.format(f"<w:p>{control('pb:title', RUN)}</w:p>"),
        control("pb:title", ""),
        f"<w:p>{control('pb:title', '')}</w:p>",
        "<w:p><w:sdt><w:sdtPr><w:tag w:val='pb:title'/></w:sdtPr></w:sdt></w:p>",
        control("pb:title", paragraph("[Titel]"), '<w:dropDownList><w:listItem w:value="x"/></w:dropDownList>'),
        control("", paragraph("[Titel]"), BINDING.format("coreProperties", "title")),
    ],
    ids=[
        "control",
        "title",
        "inline",
        "table",
        "empty_cell",
        "box",
        "empty_block",
        "empty_line",
        "bare",
        "list",
        "property",
    ],
)
def test_a_fact_can_be_set_wherever_it_stands(body: str) -> None:
    """As a text of a control that is bound to nothing."""
    parts, wrong, unused = ready(body + PLACE)
    found = [one for one in found_places(parts.trees[parts.main]) if one.mark == "pb:title"]
    kinds = {child.tag.rpartition("}")[2] for one in found for child in one.element.find(f"{W}sdtPr")}

    assert ([], []) == (wrong, unused)
    assert found
    assert all(any(True for _ in one.element.iter(f"{W}t")) for one in found)
    assert set() == kinds & {"dataBinding", "dropDownList", "showingPlcHdr"}


def test_a_placeholder_loses_its_grey() -> None:
    """The look of a text that is not there is not the look of the title."""
    grey = '<w:p><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>[Titel]</w:t></w:r></w:p>'
    parts, _, _ = ready(control("pb:title", grey, "<w:showingPlcHdr/>"))

    assert b"PlaceholderText" not in parts.content(parts.main)


def test_a_property_that_we_do_not_know_keeps_its_words() -> None:
    """Word would show what the file says of it, which is ours now."""
    parts, _, _ = ready(control("status", paragraph("Fortroligt"), BINDING.format("coreProperties", "contentStatus")))

    assert ["Fortroligt"] == words(parts)
    assert b"dataBinding" not in parts.content(parts.main)


def test_a_binding_to_the_municipalitys_own_data_stays() -> None:
    """It is no place of ours."""
    parts, _, _ = ready(control("sag", paragraph("26/1"), BINDING.format("sag", "nummer")))

    assert b"dataBinding" in parts.content(parts.main)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (control("pb:titel", paragraph("x")), ["pb:titel"]),
        (paragraph("Plan for pb:municipality"), ["pb:municipality"]),
        (paragraph("Skriv ikke i pb:content, og slet ikke i pb:content"), ["pb:content"]),
        (control("pb:cover.department", paragraph("x")), []),
        (paragraph("en ph:værdi"), []),
    ],
)
def test_a_mark_that_is_not_used_is_told(body: str, expected: list[str]) -> None:
    """Misspelt, or among other words; each once. What an earlier document of ours had is no mark."""
    assert expected == ready(body)[2]


def test_names_of_an_earlier_document_are_let_go() -> None:
    """Its answers and places would be taken for those of the new one."""
    own = '<w:bookmarkStart w:id="7" w:name="_pb_tabel"/><w:bookmarkEnd w:id="7"/>'
    theirs = '<w:bookmarkStart w:id="8" w:name="kolofon"/><w:bookmarkEnd w:id="8"/>'
    parts, _, _ = ready(control("pb:cover.department", paragraph("x")) + f"<w:p>{own}{theirs}</w:p>")

    assert ["kolofon"] == [one.get(f"{W}name") for one in body_of(parts).iter(f"{W}bookmarkStart")]
    assert ["8"] == [one.get(f"{W}id") for one in body_of(parts).iter(f"{W}bookmarkEnd")]
    assert [] == list(body_of(parts).iter(f"{W}tag"))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (control("pb:title", paragraph("x")), "", True),
        (BOX.format(control("pb:title", paragraph("x"))), "", True),
        (CELL.format(paragraph("pb:title")), "", True),
        (control("pb:date", paragraph("x")), "", False),
        ("", control("pb:title", paragraph("x")), False),
    ],
)
def test_a_title_counts_where_a_reader_meets_it_first(before: str, after: str, expected: bool) -> None:
    """Before the text."""
    parts, _, _ = ready(before + PLACE + after)
    body = body_of(parts)

    assert expected == has_title_before(body, place_in(body))


def test_heads_and_feet_of_every_kind_are_read_as_text() -> None:
    """Each part of the kind that the document refers to."""
    own = {f"header{n}.xml": ("header", paragraph("pb:title")) for n in (1, 2, 3)}
    parts, wrong, _ = ready(PLACE, own)
    names = [name for name, _ in text_parts(parts)]

    assert [] == wrong
    assert ["word/document.xml", *(f"word/header{n}.xml" for n in (1, 2, 3))] == names
    assert ["pb:title"] * 3 == [words_of(one) for _, tree in text_parts(parts) for one in tree.iter(f"{W}p")][1:]
