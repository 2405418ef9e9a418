"""What a template asks to be told is told, in every head and foot, and its numbers are left to it."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import islice

import docx
from docx.oxml.ns import qn

from planbuilder import look
from planbuilder.branding.template import read_template
from planbuilder.errors import Place
from planbuilder.writers.docx import base, render
from planbuilder.writers.docx.facts import free_ids
from tests.branding.small import PAGE, PLACE, control, paragraph, word_file
from tests.writers import samples

LOOK = look.load()
KINDS = [(kind, way) for kind in ("header", "footer") for way in ("default", "first", "even")]


def in_look(data: bytes):
    return replace(LOOK, template=read_template(data, "t.dotx", {}, LOOK, Place()).word)


def test_every_head_and_foot_is_filled() -> None:
    """Of the first page, of even pages, and of all others."""
    parts = {f"{kind}{way}.xml": (kind, paragraph("[pb:title]")) for kind, way in KINDS}
    references = "".join(f'<w:{kind}Reference w:type="{way}" r:id="rId{n}"/>' for n, (kind, way) in enumerate(KINDS, 1))
    end = PAGE.replace("<w:sectPr>", f"<w:sectPr>{references}")
    data = render(samples.document(), in_look(word_file(PLACE + end, parts=parts)))
    roots = [
        r.target_part.element for r in docx.Document(io.BytesIO(data)).part.rels.values() if "er" == r.reltype[-2:]
    ]

    assert ["Titel"] * 6 == ["".join(t.text or "" for t in one.iter(qn("w:t"))) for one in roots]


def test_a_fact_is_cleaned_like_every_text() -> None:
    """A character that no XML may hold is left out."""
    data = render(
        replace(samples.document(), author="Nord\x07lund"),
        in_look(word_file(control("pb:municipality", paragraph("x")) + PLACE + PAGE)),
    )

    assert "Nordlund" == docx.Document(io.BytesIO(data)).element.body[0].findtext(f".//{qn('w:t')}")


def test_numbers_of_a_template_are_left_to_it() -> None:
    """Of its bookmarks, its controls and its drawings."""
    marked = '<w:p><w:bookmarkStart w:id="2" w:name="a"/><w:bookmarkEnd w:id="2"/></w:p>'
    numbered = control("x", paragraph("x"), '<w:id w:val="3"/>')
    drawn = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="5" name="x"/></wp:inline></w:drawing></w:r></w:p>'
    word = base.opened(in_look(word_file(marked + numbered + drawn + PLACE + PAGE)), "da-DK").word

    assert [1, 4, 6, 7] == list(islice(free_ids(word), 4))
