"""Comments: what is open stands in the margin, beside the words it is about."""

from __future__ import annotations

import io

import docx
from docx.oxml.ns import qn

from planbuilder.document.model import AnswerBlock, FormField, Note, Paragraph, Span, plain
from planbuilder.writers.docx import render
from tests.document.plans import HEAD
from tests.writers import samples

OPEN = FormField("a.b", "Svar", "longtext", remark="Spørg Jura.\x00")


def test_an_open_question_is_a_comment(standard_look) -> None:
    """In the name of whose document it is, at the document's date."""
    answer = AnswerBlock(OPEN, (Paragraph((Span("[mangler]", gap=True),)),))
    word = docx.Document(io.BytesIO(render(samples.document(answer), standard_look)))
    (comment,) = word.comments

    assert ("Spørg Jura.", "Nordlund", "N") == (comment.text, comment.author, comment.initials)
    assert "2026-11-23" == comment.timestamp.date().isoformat()


def test_marks_stand_around_the_words(standard_look) -> None:
    """Each comment has a beginning, an end and a reference."""
    answers = [
        AnswerBlock(FormField(f"a.{n}", "Svar", "rows", remark=f"nr. {n}"), (Note("gap", "Mangler", plain("x")),))
        for n in range(3)
    ]
    body = docx.Document(io.BytesIO(render(samples.document(*answers), standard_look))).element.body
    found = [
        [e.get(qn("w:id")) for e in body.iter(qn(f"w:{name}"))]
        for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
    ]

    assert [["0", "1", "2"]] * 3 == found


def test_an_empty_plan_asks_its_questions(compose, standard_look) -> None:
    """Whoever reads the draft in Word can go from one open question to the next."""
    word = docx.Document(io.BytesIO(render(compose(HEAD), standard_look)))

    assert len(list(word.comments)) > 20
    assert all(comment.text.startswith(("Ubesvaret: ", "Åbent spørgsmål: ")) for comment in word.comments)
