"""The places of a template are found in one way.

What a template asks to be told is told, in every head and foot, and its numbers are left to it. What a template
leaves loose when our text takes the place of its own.
"""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import islice

import docx
import pytest
from docx.oxml.ns import qn

from planbuilder import look
from planbuilder.branding.template import read_template
from planbuilder.branding.wordparts import W, parsed
from planbuilder.document.model import AnswerBlock, FormField, Paragraph, plain
from planbuilder.errors import Place
from planbuilder.writers.docx import base, render
from planbuilder.writers.docx.places import (
    comments_of,
    fill,
    found_places,
    free_ids,
    mark_of,
    own_texts,
    place_in,
    section_of,
    words_of,
)
from tests.branding.small import NORMAL, PAGE, PLACE, control, paragraph, relationships, root, style, word_file
from tests.writers import samples

DATE = '<w:date w:fullDate="2019-03-01T00:00:00Z"/>'


def body(xml: str):
    return parsed(root("document", f"<w:body>{xml}</w:body>"))[0]


@pytest.mark.parametrize(
    "words", ["pb:content", " PB:Content ", "[pb:content]", "{{pb:content}}", "»pb:content«", "pb:\u200bcontent\ufeff"]
)
def test_a_mark_is_known_whatever_stands_around_it(words: str) -> None:
    """People write brackets, and programs leave what nobody sees."""
    assert "pb:content" == mark_of(words)


@pytest.mark.parametrize("words", ["pb:contents", "pb content", "her pb:content", ""])
def test_other_words_are_no_mark(words: str) -> None:
    """Not even nearly."""
    assert mark_of(words) not in ("pb:content", "pb:title")


def test_the_words_in_a_box_are_not_the_paragraphs() -> None:
    """The box hangs on it."""
    made = body(
        f"<w:p><w:r><w:t>ud</w:t></w:r><w:r><w:pict><w:txbxContent>{paragraph('ind')}</w:txbxContent></w:pict></w:r></w:p>"
    )

    assert ["ud"] == [text.text for text in own_texts(made[0])]
    assert "ud" == words_of(made[0])


def test_a_place_is_named_once() -> None:
    """By the outermost control or paragraph that is it, in order."""
    made = body(control("pb:title", control("pb:title", paragraph("pb:title"))) + PLACE + paragraph("pb:date"))

    assert ["pb:title", "pb:content", "pb:date"] == [found.mark for found in found_places(made)]


@pytest.mark.parametrize(("xml", "expected"), [(PLACE, True), (control("x", PLACE), False), (paragraph("x"), False)])
def test_the_text_takes_the_place_of_a_paragraph_of_the_body(xml: str, expected: bool) -> None:
    """Of no other one."""
    assert expected == (place_in(body(xml)) is not None)


def test_a_place_stands_in_the_section_that_ends_next() -> None:
    """A paragraph that ends a section stands in it; without a place it is the last one."""
    made = body(f"{PLACE}<w:p><w:pPr>{PAGE}</w:pPr></w:p>{paragraph('x')}{PAGE}")
    inner, last = made.iter(f"{W}sectPr")

    assert [inner, inner, last, last] == [section_of(made, one) for one in (made[0], made[1], made[2], None)]


def test_a_control_says_its_fact_in_the_look_of_its_first_run() -> None:
    """What else it said is gone, and a calendar's day is the document's."""
    runs = "<w:r><w:t>[Da</w:t></w:r><w:r><w:t>to]</w:t></w:r>"
    made = body(f"<w:p>{control('pb:date', runs, DATE)}</w:p>" + control("andet", paragraph("bliver")))
    fill(made, {"pb:date": "1. marts 2026"}, "2026-03-01")

    assert ["1. marts 2026", "", "bliver"] == [text.text or "" for text in made.iter(f"{W}t")]
    assert "2026-03-01T00:00:00Z" == next(made.iter(f"{W}date")).get(f"{W}fullDate")


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


OPEN = AnswerBlock(FormField("a.b", "Svar", "longtext", remark="Spørg Jura."), (Paragraph(plain("x")),))
COMMENT = '<w:comment w:id="{0}" w:author="Kommunen"><w:p><w:r><w:t>vejledning {0}</w:t></w:r></w:p></w:comment>'
COMMENTS = {"comments.xml": ("comments", COMMENT.format(0) + COMMENT.format(7))}
REFERENCE = (
    '<w:p><w:commentRangeStart w:id="{0}"/><w:r><w:t>x</w:t></w:r><w:commentRangeEnd w:id="{0}"/>'
    '<w:r><w:commentReference w:id="{0}"/></w:r></w:p>'
)


def written(data: bytes, *blocks):
    look_ = look.load()
    word = read_template(data, "t.dotx", {}, look_, Place()).word
    made = render(samples.document(*(blocks or (OPEN,))), replace(look_, template=word))
    return docx.Document(io.BytesIO(made))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            REFERENCE.format(0) + PLACE + REFERENCE.format(7),
            {"0": "vejledning 0", "7": "vejledning 7", "8": "Spørg Jura."},
        ),
        (REFERENCE.format(0) + PLACE, {"0": "vejledning 0", "8": "Spørg Jura."}),
        (REFERENCE.format(0) + REFERENCE.format(7), {"8": "Spørg Jura."}),
    ],
    ids=["both stay", "one stays", "none stays"],
)
def test_comments_stand_beside_their_words(body: str, expected: dict[str, str]) -> None:
    """A template's where its text stays, ours under numbers of their own, and none without words."""
    word = written(word_file(body + PAGE, parts=COMMENTS))
    found = {str(one.comment_id): one.text for one in word.comments}
    referred = {one.get(qn("w:id")) for one in word.element.body.iter(qn("w:commentReference"))}

    assert expected == found
    assert set(expected) == referred


def test_a_document_without_comments_gets_no_part_for_them() -> None:
    """Asking for them would make one."""
    word = written(word_file(), Paragraph(plain("x")))

    assert comments_of(word) is None


def test_half_of_a_mark_goes_with_the_other_half() -> None:
    """A bookmark that began in the text that is gone."""
    begun, ended = '<w:bookmarkStart w:id="3" w:name="a"/>', '<w:bookmarkEnd w:id="3"/>'
    whole = (
        paragraph("x")
        .replace("<w:r>", begun.replace("3", "4") + "<w:r>")
        .replace("</w:p>", ended.replace("3", "4") + "</w:p>")
    )
    body = PLACE.replace("<w:r>", begun + "<w:r>") + paragraph("y").replace("</w:p>", ended + "</w:p>") + whole
    word = written(word_file(body + PAGE))

    assert ["4"] == [
        one.get(qn("w:id")) for one in word.element.body.iter(qn("w:bookmarkEnd")) if one.get(qn("w:id")) in "34"
    ]


@pytest.mark.parametrize(("body", "expected"), [(PLACE, 1), ("", 0)])
def test_pictures_of_text_that_is_gone_go_along(body: str, expected: int) -> None:
    """They would travel unseen with every document."""
    drawn = '<w:p><w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r></w:p>'
    rels = relationships(("rId0", "styles", "styles.xml"), ("rId9", "image", "logo.png"))
    files = {"word/_rels/document.xml.rels": rels, "word/logo.png": b"\x89PNG"}
    word = written(word_file(drawn + body + PAGE, files=files), Paragraph(plain("x")))

    assert expected == sum(one.reltype.endswith("/image") for one in word.part.rels.values())


def test_a_comment_is_in_the_templates_own_style() -> None:
    """Which Danish Word calls otherwise."""
    word = written(word_file(styles=NORMAL + style("Kommentartekst", "annotation text")))
    (comment,) = word.comments

    assert "Kommentartekst" == comment.paragraphs[0]._p.style
