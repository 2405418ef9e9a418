"""Every style that a document of ours uses is there, each under an id and a name of its own."""

from __future__ import annotations

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from planbuilder.writers.docx.numbering import Counting
from planbuilder.writers.docx.sheet import add_styles, changed_ids, style_names
from tests.branding.small import NORMAL, root, style

STANDING = {"Normal": "Normal", "Normal Table": "TabelNormal"}


def styles(more: str = ""):
    return parse_xml(root("styles", NORMAL + more).encode())


def told(sheet) -> dict[str, str]:
    return {e.get(qn("w:styleId")): e.find(qn("w:name")).get(qn("w:val")) for e in sheet.iterchildren(qn("w:style"))}


def test_all_are_added_to_a_document_without_any(standard_look) -> None:
    """Based on what it has."""
    sheet = styles()
    ids = add_styles(sheet, standard_look, STANDING, Counting())
    bases = {e.get(qn("w:val")) for e in sheet.iter(qn("w:basedOn"))}

    assert set(style_names(standard_look)) == set(ids)
    assert bases <= told(sheet).keys()
    assert {} == changed_ids(ids)


def test_an_id_or_a_name_that_is_taken_is_left_alone(standard_look) -> None:
    """By a style of another kind, or one that we do not use."""
    sheet = styles(style("Cell", "noget andet") + style("x", "LEAD", kind="character") + style("PlanCell", "y"))
    ids = add_styles(sheet, standard_look, STANDING, Counting())

    assert ("PlanCell2", "Lead") == (ids["Cell"], ids["Lead"])
    assert ("Cell", "Plan Lead") == (told(sheet)[ids["Cell"]], told(sheet)[ids["Lead"]])
    assert {"Cell": "PlanCell2"} == changed_ids(ids)
    assert "PlanCell2" in {e.get(qn("w:val")) for e in sheet.iter(qn("w:basedOn"))}


def test_what_stands_for_ours_is_not_added(standard_look) -> None:
    """It is used under its own id."""
    sheet = styles(style("Overskrift1", "heading 1"))
    ids = add_styles(sheet, standard_look, {**STANDING, "heading 1": "Overskrift1"}, Counting())

    assert "Overskrift1" == ids["heading 1"]
    assert "Heading1" not in told(sheet)
    assert {"Heading1": "Overskrift1"} == changed_ids(ids)
