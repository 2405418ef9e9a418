"""Content controls: every answer has one, tagged, bookmarked, and filled in as its kind asks.

What a Word file carries along: the answers as exported, found by namespace, and the plan they are from.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from hashlib import sha256
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from planbuilder import example, language
from planbuilder.document.model import AnswerBlock, FormField, Item, ListBlock, Note, Paragraph, Span, plain
from planbuilder.writers.docx import render
from planbuilder.writers.docx.answers import NAMESPACE, bookmark_of, labelled, tag_of
from tests.document.plans import SMALL
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


FIELD = FormField("a.b", "Et svar", "choice", "x", (("x", "Det ene & <andet>"), ("y", "Y")))
DOCUMENT = replace(
    samples.document(Paragraph((Span("Det ene & <andet>", field=FIELD),))), plan_id="7f0c", language="da-DK"
)


def answers_in(data: bytes) -> ElementTree.Element | None:
    """The carried answers, found by their namespace."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if name.startswith("customXml/item") and "Props" not in name and name.endswith(".xml"):
                root = ElementTree.fromstring(parts.read(name))
                if root.tag == f"{{{NAMESPACE}}}answers":
                    return root
    return None


def test_answers_are_carried_as_they_were_exported(standard_look) -> None:
    """Key, tag, value, the words shown with their digest, and the options."""
    root = answers_in(render(DOCUMENT, standard_look))
    assert root is not None
    (answer,) = root
    space = {"p": NAMESPACE}

    assert ("7f0c", "da-DK", "2026-11-23") == (root.get("plan"), root.get("language"), root.get("date"))
    assert ("a.b", "pb:a.b", "true") == (answer.get("key"), answer.get("tag"), answer.get("answered"))
    assert "x" == answer.findtext("p:value", namespaces=space)
    assert "Det ene & <andet>" == answer.findtext("p:shown", namespaces=space)
    assert sha256(b"Det ene & <andet>").hexdigest() == answer.get("sha256")
    assert ["x", "y"] == [option.get("value") for option in answer.iterfind("p:option", space)]


def test_the_plan_is_named_among_the_properties(standard_look) -> None:
    """Cheap to find, without reading the text."""
    with zipfile.ZipFile(io.BytesIO(render(DOCUMENT, standard_look))) as parts:
        properties = parts.read("docProps/custom.xml").decode()

    assert 'name="planbuilder.plan"' in properties
    assert "7f0c" in properties


def test_a_document_from_no_plan_carries_nothing(standard_look) -> None:
    """Nothing to come back to."""
    data = render(replace(DOCUMENT, plan_id=""), standard_look)

    assert answers_in(data) is None
    assert "docProps/custom.xml" not in zipfile.ZipFile(io.BytesIO(data)).namelist()


def test_nothing_is_bound_to_the_carried_answers(compose, standard_look) -> None:
    """A bound control has two truths, and a program that saves it can empty the part."""
    data = render(compose(example.text(language.load("da")), "plan", "da"), standard_look)

    assert "dataBinding" not in docx.Document(io.BytesIO(data)).element.xml


def test_internal_answers_are_not_carried(compose, standard_look) -> None:
    """They stand neither in the text nor in any part of the file."""
    text = SMALL + "answers: {behaviour_culture.wanted_behaviour: {value: HEMMELIGT, internal: true}}\n"
    with zipfile.ZipFile(io.BytesIO(render(compose(text), standard_look))) as parts:
        found = [name for name in parts.namelist() if b"HEMMELIGT" in parts.read(name)]

    assert found == []


@pytest.mark.parametrize(
    ("blocks", "is_plain"),
    [
        ((Paragraph(plain("ord")),), True),
        ((Paragraph(plain("Ikke relevant: nej", italic=True)),), False),
        ((Note("gap", "Mangler", plain("ord")),), False),
    ],
)
def test_words_with_a_look_of_their_own_keep_it(standard_look, blocks: tuple, is_plain: bool) -> None:
    """Some programs show plain text alone in a control of plain text, and the first words of one of paragraphs."""
    block = AnswerBlock(FormField("t.q", "Svar", "text", "ord"), blocks)
    word = docx.Document(io.BytesIO(render(samples.document(block), standard_look)))
    (control,) = word.element.body.iter(qn("w:sdt"))

    assert is_plain == (control.find(f"{qn('w:sdtPr')}/{qn('w:text')}") is not None)
    assert qn("w:p") == control.getparent().tag
