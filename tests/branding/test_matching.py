"""Styles of a template stand for ours: by name, of the same kind, or as a profile chooses."""

from __future__ import annotations

import pytest

from planbuilder.branding.matching import LOGICAL, kinds, matched
from planbuilder.branding.stylesheet import StyleSheet
from planbuilder.branding.wordparts import opened
from planbuilder.errors import InputInvalid, Place
from tests.branding.small import NORMAL, style, word_file

STYLES = {
    "english": style("H1", "heading 1"),
    "with a capital": style("H1", "Heading 1"),
    "danish": style("H1", "Overskrift 1"),
    "by another name": style("H1", "Kapitel", '<w:aliases w:val="x, heading 1"/>'),
    "by its id": style("heading 1", "Kapitel"),
}


def found(look, styles: str, **chosen: str) -> dict[str, str]:
    """The id of the style for each of ours that there is one for."""
    sheet = StyleSheet(opened(word_file(styles=NORMAL + styles), Place()))
    return {name: one.id for name, one in matched(sheet, chosen, look, Place("profile.yaml", 7)).items()}


@pytest.mark.parametrize("styles", STYLES.values(), ids=STYLES)
def test_a_style_is_found_by_name(standard_look, styles: str) -> None:
    """By the built-in one, however it is written."""
    assert found(standard_look, styles)["heading 1"] in ("H1", "heading 1")


@pytest.mark.parametrize("kind", ["character", "table", "numbering"])
def test_a_style_of_another_kind_is_none(standard_look, kind: str) -> None:
    """A heading is a paragraph."""
    assert "heading 1" not in found(standard_look, style("H1", "heading 1", kind=kind))


def test_styles_without_a_name_or_an_id_do_not_disturb(standard_look) -> None:
    """Word writes and reads them."""
    nameless = (
        '<w:style w:type="paragraph" w:styleId="Uden"/><w:style w:type="paragraph"><w:name w:val="title"/></w:style>'
    )

    assert "title" not in found(standard_look, nameless)


def test_what_everything_has_is_the_default(standard_look) -> None:
    """Whatever it is called in the template."""
    assert {"Normal": "Normal", "Normal Table": "TabelNormal"} == found(standard_look, "")


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"h1": "Kommune Overskrift"}, "KO"),
        ({"h1": "kommune overskrift"}, "KO"),
        ({"h1": "KO"}, "KO"),
        ({"h1": "Overskrift 2"}, "H2"),
        ({}, None),
        ({"h1": "Overskrift 1"}, None),
        ({"h1": "heading 1"}, None),
    ],
)
def test_a_profile_chooses(standard_look, chosen: dict[str, str], expected: str | None) -> None:
    """By name, id or Danish name; a built-in style that Word shows and does not keep is ours to add."""
    styles = style("KO", "Kommune Overskrift") + style("H2", "heading 2")

    assert expected == found(standard_look, styles, **chosen).get("heading 1")


def test_every_wrong_choice_is_told_at_once(standard_look) -> None:
    """A word that is none, a name that is not there, a style of another kind; with the nearest, at their place."""
    styles = style("T", "Kommune Tabel", kind="table")
    with pytest.raises(InputInvalid) as refused:
        found(standard_look, styles, headline="Titel", table="Komune Tabel", h1="Kommune Tabel")
    told = {one.code: one for one in refused.value.problems}

    assert {"PB158", "PB155", "PB166"} == set(told)
    assert "Kommune Tabel" == told["PB155"].values["near"]
    assert {7} == {one.place.line for one in told.values()}


def test_every_word_of_a_profile_is_a_style_of_ours(standard_look) -> None:
    """Of a kind that we know."""
    assert set(LOGICAL.values()) <= kinds(standard_look).keys()
