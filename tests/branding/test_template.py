"""A template's styles stand for ours, found by name whatever their ids; the text takes its place."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from planbuilder import example, language
from planbuilder.branding.template import read_template
from planbuilder.errors import InputInvalid, Place
from planbuilder.writers.docx import render
from tests.branding.templates import kommune
from tests.checkers.openxml import findings
from tests.writers import samples


def template(look, data: bytes, **chosen: str):
    return read_template(data, "kommune.dotx", chosen, look, Place("profile.yaml", 7)).word


def in_template(look, document, data: bytes, **chosen: str):
    """A document written into a template, as Word opens it."""
    return docx.Document(io.BytesIO(render(document, replace(look, template=template(look, data, **chosen)))))


def test_danish_ids_are_found_by_name(standard_look) -> None:
    """`Overskrift1` is called heading 1 in the file, as in every language."""
    assert "Overskrift1" == template(standard_look, kommune()).styles["heading 1"]


@pytest.mark.parametrize("name", ["Kommune Tabel", "kommune tabel", "KommuneTabel"])
def test_a_profile_chooses_a_style_by_its_name(standard_look, name: str) -> None:
    """Whatever the case; an id is understood too."""
    word = in_template(standard_look, samples.EVERYTHING, kommune(), table=name)

    assert "KommuneTabel" in {t.style.style_id for t in word.tables}


def test_a_danish_name_chooses_the_built_in_style(standard_look) -> None:
    """As Word shows it to the one who writes the profile."""
    assert "Overskrift2" == template(standard_look, kommune(), h1="Overskrift 2").styles["heading 1"]


def test_a_name_that_is_not_there_is_told_with_the_nearest(standard_look) -> None:
    """And a word that stands for no style of ours, too; both at once, at their place."""
    with pytest.raises(InputInvalid) as refused:
        template(standard_look, kommune(), table="Komune Tabel", headline="Titel")
    found = {problem.code: problem for problem in refused.value.problems}

    assert {"PB155", "PB158"} == set(found)
    assert "Kommune Tabel" == found["PB155"].values["near"]
    assert 7 == found["PB155"].place.line


def test_the_templates_own_look_stays(standard_look) -> None:
    """Its head, margins and heading colour; its text gives way to ours."""
    word = in_template(standard_look, samples.EVERYTHING, kommune())
    heading = next(p for p in word.paragraphs if p.text == "Første")

    assert "Nordlund Kommune (opdigtet)" == word.sections[0].header.paragraphs[0].text
    assert "800040" == str(heading.style.font.color.rgb)
    assert (85, 85) == (round(word.sections[0].left_margin.pt), round(word.sections[0].right_margin.pt))
    assert not any("Vejledning" in p.text for p in word.paragraphs)


def test_every_style_in_use_is_there(standard_look) -> None:
    """Those the template lacks are added, each once."""
    word = in_template(standard_look, samples.EVERYTHING, kommune(), table="Kommune Tabel")
    used = {
        e.get(qn("w:val")) for tag in ("w:pStyle", "w:rStyle", "w:tblStyle") for e in word.element.body.iter(qn(tag))
    }
    ids = [e.get(qn("w:styleId")) for e in word.styles.element.iterchildren(qn("w:style"))]

    assert used - set(ids) == set()
    assert len(ids) == len(set(ids))


def test_text_takes_the_marked_place(standard_look) -> None:
    """What stands around it stays, and its fields are filled in."""
    word = in_template(standard_look, replace(samples.EVERYTHING, day="23. november 2026"), kommune(place=True))
    texts = ["".join(t.text or "" for t in e.iter(qn("w:t"))) for e in word.element.body]

    assert ["Titel", "23. november 2026"] == texts[:2]
    assert "Kolofon, der bliver" in texts
    assert "pb:content" not in texts
    assert texts.index("Første") < texts.index("Kolofon, der bliver")


@pytest.mark.parametrize("counted", [True, False])
def test_headings_are_numbered_once(standard_look, counted: bool) -> None:
    """By the template if it does so itself, by us if it does not."""
    word = in_template(standard_look, samples.EVERYTHING, kommune(counted=counted))
    number = word.styles["Heading 1"].element.find(f".//{qn('w:numId')}").get(qn("w:val"))

    assert counted == (number == "1")


def test_the_report_tells_what_will_happen(standard_look) -> None:
    """Page, language, markers, and each style as chosen, found or added."""
    data = kommune(place=True)
    chosen = {"table": "Kommune Tabel"}
    found = read_template(data, "kommune.dotx", chosen, standard_look, Place("profile.yaml", 7)).report
    by_name = {style.name: (style.status, style.found) for style in found.styles}

    assert (True, False, ("pb:title", "pb:date")) == (found.has_place, found.numbers_headings, found.facts)
    assert ("chosen", "Kommune Tabel") == by_name["Plan Grid"]
    assert ("found", "heading 1") == by_name["heading 1"]
    assert ("added", "") == by_name["toc 1"]


@pytest.mark.slow
@pytest.mark.parametrize("place", [True, False])
def test_the_validators_find_nothing(tool, compose, standard_look, tmp_path: Path, place: bool) -> None:
    """The example's plan in a municipality's template is as valid as in our own."""
    look = replace(standard_look, template=template(standard_look, kommune(place), table="Kommune Tabel"))
    found = findings(render(compose(example.text(language.load("da"))), look), tmp_path, tool)

    assert [] == [one for one in found if "stylesWithEffects" not in one]  # the template's own part
