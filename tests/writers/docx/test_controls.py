"""Content controls: every answer has one, tagged, bookmarked, and filled in as its kind asks."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from planbuilder import example, language
from planbuilder.document.model import AnswerBlock, FormField, Item, ListBlock, Paragraph, Span, plain
from planbuilder.writers.docx import render
from planbuilder.writers.docx.controls import bookmark_of, labelled, tag_of
from tests.writers import samples

TEXT = FormField("theme.question", "Et svar", "text", "svar")


def word_of(look, *blocks):
    return docx.Document(io.BytesIO(render(samples.document(*blocks), look)))


def control_of(look, field: FormField, text: str = "svar", gap: bool = False):
    """The only control of a document that shows one answer."""
    (control,) = word_of(look, Paragraph((Span(text, gap=gap, field=field),))).element.body.iter(qn("w:sdt"))
    return control


def kind_of(control) -> str:
    return control.find(qn("w:sdtPr"))[-1].tag.rpartition("}")[2]


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("text", "svar", "text"),
        ("number", "1.5", "text"),
        ("longtext", "a", "text"),
        ("date", "2027-01-31", "date"),
        ("choice", "a", "dropDownList"),
        ("text", "", "richText"),
    ],
)
def test_a_control_is_of_the_answers_kind(standard_look, kind: str, value: str, expected: str) -> None:
    """A date is picked, a choice is taken from its list, a missing answer takes anything."""
    field = replace(TEXT, kind=kind, value=value, options=(("a", "A"), ("b", "B")))

    assert expected == kind_of(control_of(standard_look, field))


def test_a_missing_answer_is_a_placeholder(standard_look) -> None:
    """Its words are not taken for the answer."""
    found = [
        control_of(standard_look, replace(TEXT, value=value)).find(f".//{qn('w:showingPlcHdr')}") is not None
        for value in ("", "svar")
    ]

    assert [True, False] == found


def test_a_choice_offers_every_option_under_its_value(standard_look) -> None:
    """The value is what the plan gets; no two options read alike."""
    field = replace(TEXT, kind="choice", value="p1", options=(("p1", "Anna"), ("p2", "Anna"), ("p3", "")))
    items = control_of(standard_look, field, "Anna (p1)").iter(qn("w:listItem"))

    assert [("Anna (p1)", "p1"), ("Anna (p2)", "p2"), ("p3", "p3")] == [
        (item.get(qn("w:displayText")), item.get(qn("w:value"))) for item in items
    ]


def test_a_bookmark_stands_around_the_control(standard_look) -> None:
    """A program that drops tags keeps bookmarks."""
    control = control_of(standard_look, TEXT)
    before, after = control.getprevious(), control.getnext()

    assert (qn("w:bookmarkStart"), qn("w:bookmarkEnd")) == (before.tag, after.tag)
    assert bookmark_of(TEXT.key) == before.get(qn("w:name"))
    assert before.get(qn("w:id")) == after.get(qn("w:id"))


def test_several_paragraphs_are_one_control(standard_look) -> None:
    """So is a list; a single paragraph keeps its control inside."""
    listed = ListBlock((Item(plain("et")), Item(plain("to")), Item(plain("tre"))))
    answers = (
        AnswerBlock(TEXT, (Paragraph(plain("første")), Paragraph(plain("andet")))),
        AnswerBlock(replace(TEXT, key="a.list"), (listed,)),
        AnswerBlock(replace(TEXT, key="a.single"), (Paragraph(plain("ene")),)),
    )
    controls = list(word_of(standard_look, *answers).element.body.iter(qn("w:sdt")))

    assert [2, 3, 0] == [len(list(control.iter(qn("w:p")))) for control in controls]


def test_an_answer_that_stands_twice_is_one_control(standard_look) -> None:
    """A tag that stood twice would leave open which text is the answer."""
    word = word_of(standard_look, *[Paragraph((Span("svar", field=TEXT),))] * 2)

    assert 1 == len(list(word.element.body.iter(qn("w:sdt"))))


@pytest.mark.parametrize("code", ["da", "en"])
def test_tags_and_bookmarks_of_the_example_stand_once(compose, standard_look, code: str) -> None:
    """Hundreds of answers: each tag once and at most 64 characters, each bookmark once and at most 40."""
    document = compose(example.text(language.load(code)), "plan", code)
    body = docx.Document(io.BytesIO(render(document, standard_look))).element.body
    tags = [e.get(qn("w:val")) for e in body.iter(qn("w:tag"))]
    marks = [e.get(qn("w:name")) for e in body.iter(qn("w:bookmarkStart"))]
    ids = [e.get(qn("w:val")) for e in body.iter(qn("w:id"))]

    assert len(tags) > 500
    assert (len(tags), len(marks), len(ids)) == (len(set(tags)), len(set(marks)), len(set(ids)))
    assert max(map(len, tags)) <= 64
    assert max(map(len, marks)) <= 40


@given(st.text(min_size=1, max_size=120), st.text(min_size=1, max_size=120))
def test_names_are_short_and_apart(one: str, other: str) -> None:
    """However long or strange a key is, its tag and bookmark are valid, and no other key has them."""
    for name, longest in ((tag_of, 64), (bookmark_of, 40)):
        assert len(name(one)) <= longest
        assert (name(one) == name(other)) == (one == other)


@given(st.lists(st.tuples(st.text(max_size=4), st.text(max_size=2)), max_size=6, unique_by=lambda pair: pair[0]))
def test_labels_can_be_told_apart(options: list[tuple[str, str]]) -> None:
    """No option is lost, and values stay as they are."""
    assert [value for value, _ in options] == [value for value, _ in labelled(tuple(options))]
