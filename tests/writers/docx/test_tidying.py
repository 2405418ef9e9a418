"""What a template leaves loose when our text takes the place of its own."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from planbuilder import look
from planbuilder.branding.template import read_template
from planbuilder.document.model import AnswerBlock, FormField, Paragraph, plain
from planbuilder.errors import Place
from planbuilder.writers.docx import render
from planbuilder.writers.docx.tidying import comments_of
from tests.branding.small import NORMAL, PAGE, PLACE, paragraph, relationships, style, word_file
from tests.writers import samples

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
