"""A trial page finds what is wrong with a page in a template."""

from __future__ import annotations

import pytest

from planbuilder import look
from planbuilder.branding.template import read_template
from planbuilder.branding.trial import tried
from planbuilder.errors import Place
from planbuilder.look import HeadingList, WordTemplate
from planbuilder.record import replace
from tests.branding.lists import USUAL, headings, numbered
from tests.branding.small import NORMAL, PAGE, PLACE, coloured, style, word_file

LOOK = look.load()
TABLE = style("T", "Tabel", kind="table")


def template(styles: str = "", lists: str = "", **chosen: str) -> WordTemplate:
    data = word_file(PLACE + PAGE, NORMAL + styles, {"numbering.xml": ("numbering", lists)})
    return read_template(data, "skabelon.dotx", chosen, LOOK, Place()).word


def wrong_with(template: WordTemplate) -> str:
    return "".join(found.values["what"] for found in tried(template, LOOK, "da-DK", "skabelon.dotx"))


@pytest.mark.parametrize(
    "made",
    [
        template(),
        template(headings(0, 1, 2), numbered(*USUAL)),
        template(headings(0, 0, 0), numbered("Kapitel %1", "%2", "%3")),
        template(style("K", "Kapitel") + TABLE, h1="Kapitel", h2="Kapitel", table="Tabel"),
        template(coloured("H", "Cell Head", "ffffff") + TABLE, table="Tabel"),
    ],
    ids=["bare", "own list", "own letters", "one style for two", "white head"],
)
def test_a_sound_page_is_sound(made: WordTemplate) -> None:
    """Nothing to tell."""
    assert "" == wrong_with(made)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"has_place": True, "has_title": True}, "title"),
        ({"headings": HeadingList(77)}, "heading 1, heading 2, heading 3"),
        ({"colours": {"Cell Head": "#fefefe"}}, "Cell Head"),
    ],
    ids=["title", "numbers", "head"],
)
def test_what_is_wrong_is_named(changes: dict, expected: str) -> None:
    """As a template would have it that is not what it says."""
    assert expected == wrong_with(replace(template(TABLE, table="Tabel"), **changes))


def test_a_heading_that_word_would_not_list_is_named(monkeypatch) -> None:
    """Contents are made of outline levels."""
    from planbuilder.writers.docx import base

    monkeypatch.setattr(base, "_outline", lambda *given: None)

    assert "toc 1, toc 2" == wrong_with(template(style("K", "Ny") + style("L", "Ny 2"), h1="Ny", h2="Ny 2"))
