"""A Word file with tracked changes: all accepted it is the later document, all rejected the earlier one."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings

from planbuilder import example, language, pipeline
from planbuilder.changes.comparing import Comparison, compare
from planbuilder.changes.states import Named, leaving_states
from planbuilder.document.model import Document
from planbuilder.drawing.studio import Studio
from planbuilder.language import Language
from planbuilder.look import Look, load
from planbuilder.plan.model import Plan
from planbuilder.questionnaire import loading as questionnaires
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.writers.docx import compared, render
from planbuilder.yamltext.reading import read_text
from tests.changes.test_comparing import EDITS, edited
from tests.changes.test_effects import PLANS, changed, with_benefit, with_cost, with_economy, with_fields
from tests.checkers.openxml import findings
from tests.conftest import DAY, OF_A_COMPARISON, OUTLINES
from tests.writers.docx.office import settled_by
from tests.writers.docx.settled import Way, settled, texts

WAYS: tuple[Way, ...] = ("accept", "reject")
LOOK = load()
STUDIO = Studio(LOOK)
# What moves benefits, rows, figures, lists and headings at once.
MORE = {**EDITS, ("title",): "Fritidspas til alle", ("benefits_tree", "benefits", "G2"): None, ("horizon",): "10"}
MARKS = tuple(map(qn, ("w:ins", "w:del", "w:pPrChange")))


def states(before: Plan, after: Plan, questionnaire: Questionnaire, spoken: Language, name: str) -> list[Document]:
    made_from = (pipeline.material(plan, questionnaire, spoken, DAY) for plan in (before, after))
    return [pipeline.document(one, name) for one in made_from]


@cache
def compared_in(code: str) -> Comparison:
    """The example before and after much of it was changed."""
    questionnaire, spoken = questionnaires.load(), language.load(code)
    data = read_text(example.text(spoken)).data()
    named = Named("A", data), Named("B", edited(data, MORE), by="Ane Madsen")
    return compare(*leaving_states(*named, questionnaire, spoken), questionnaire, spoken)


@pytest.fixture
def meeting(spoken: Language) -> Comparison:
    """The comparison in each language."""
    return compared_in(spoken.code)


def tracked(documents: list[Document]) -> bytes:
    return compared.render(*documents, LOOK, STUDIO, "Nordlund Kommune", DAY)


@cache
def both_in(code: str, name: str) -> tuple[list[Document], bytes]:
    """A document before and after, and as one with tracked changes: the same for all that look at it."""
    found = compared_in(code)
    documents = states(found.before.plan, found.after.plan, questionnaires.load(), language.load(code), name)
    return documents, tracked(documents)


@pytest.fixture
def both(spoken: Language) -> Callable[[str], tuple[list[Document], bytes]]:
    """What `both_in` gives, in each language."""
    return lambda name: both_in(spoken.code, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", pipeline.DOCUMENTS)
def test_accepted_and_rejected_it_says_what_the_documents_say(both, name: str) -> None:
    """Every paragraph and cell, and what every picture tells."""
    documents, made = both(name)
    before, after = (texts(render(one, LOOK, STUDIO)) for one in documents)

    assert before != after
    assert (settled(made, "reject"), settled(made, "accept")) == (before, after)


DANISH = language.load("da")


@pytest.mark.slow
@given(PLANS, PLANS)
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_so_it_does_for_any_two_plans(questionnaire: Questionnaire, first, second) -> None:
    """Whatever has been changed in between."""
    documents = states(changed(first), changed(second), questionnaire, DANISH, "proposal")
    before, after = (texts(render(one, LOOK, STUDIO)) for one in documents)
    made = tracked(documents)

    assert (settled(made, "reject"), settled(made, "accept")) == (before, after)


def test_what_does_not_differ_has_no_marks(both) -> None:
    """A document held against itself."""
    made = tracked(both("proposal")[0][:1] * 2)

    assert [] == list(docx.Document(io.BytesIO(made)).element.body.iter(*MARKS))


def test_a_sentence_is_changed_by_its_words(both) -> None:
    """What stays of it is not marked; often that is most of it."""
    body = docx.Document(io.BytesIO(both("proposal")[1])).element.body
    mixed = [p for p in body.iter(qn("w:p")) if {one.tag for one in p} >= {qn("w:ins"), qn("w:del"), qn("w:r")}]
    longer = [p for p in mixed if len(_said(p, (qn("w:r"),))) > len(_said(p, (qn("w:ins"), qn("w:del"))))]

    assert len(mixed) > 5
    assert len(longer) > len(mixed) / 3


def _said(paragraph: Any, tags: tuple[str, ...]) -> str:
    """The words in those of its elements."""
    kinds = (qn("w:t"), qn("w:delText"))
    return "".join(text.text or "" for one in paragraph.iterchildren(*tags) for text in one.iter(*kinds))


@pytest.mark.slow
def test_marks_name_who_and_when_and_no_number_stands_twice(both) -> None:
    """Numbers of marks and bookmarks are unique, and so are names of bookmarks; fields are whole on either side."""
    body = docx.Document(io.BytesIO(both("plan")[1])).element.body
    marks = list(body.iter(*MARKS))
    numbers = Counter(one.get(qn("w:id")) for one in (*marks, *body.iter(qn("w:bookmarkStart"))))
    names = Counter(one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart")))
    starts, ends = ([one.get(qn("w:id")) for one in body.iter(qn(f"w:bookmark{way}"))] for way in ("Start", "End"))

    assert {(one.get(qn("w:author")), one.get(qn("w:date"))) for one in marks} == {
        ("Nordlund Kommune", "2026-11-23T00:00:00Z")
    }
    assert (max(numbers.values()), max(names.values()), sorted(starts)) == (1, 1, sorted(ends))
    kinds = Counter(one.get(qn("w:fldCharType")) for one in body.iter(qn("w:fldChar")))
    assert kinds["begin"] == kinds["separate"] == kinds["end"] > 0


def test_a_picture_is_there_once(both) -> None:
    """One that did not change has one file, and every file of a picture is shown somewhere."""
    with zipfile.ZipFile(io.BytesIO(both("proposal")[1])) as package:
        names = [name for name in package.namelist() if "/media/" in name]
        body = package.read("word/document.xml").decode()
        relations = package.read("word/_rels/document.xml.rels").decode()
    shown = set(re.findall(r'r:embed="(\w+)"', body))

    assert len(set(names)) == len(names)
    assert set(re.findall(r'<Relationship Id="(\w+)"[^>]*/image"', relations)) <= shown


@pytest.mark.slow
@pytest.mark.parametrize("name", ["proposal", "plan"])
def test_validators_find_nothing(both, tmp_path: Path, tool: Callable[[str], str], name: str) -> None:
    """Neither Microsoft's nor the other."""
    assert [] == findings(both(name)[1], tmp_path, tool)


@pytest.mark.slow
def test_libreoffice_settles_every_document_as_the_format_says(
    both, tmp_path: Path, tool: Callable[[str], str]
) -> None:
    """Accepted and rejected by another program, each gives the two texts."""
    made = {name: both(name)[1] for name in OUTLINES if name not in OF_A_COMPARISON}
    found = settled_by(tool("soffice"), tmp_path, made)

    assert len(found) == 2 * len(made)
    assert [name for name, way in found if _plain(texts(found[name, way])) != _plain(settled(made[name], way))] == []


PAIRS = [
    ([], [with_benefit("G1"), with_fields(horizon=4)]),
    ([with_cost("K1"), with_economy(fte_cost=Decimal(1))], [with_fields(first_year=2025), with_benefit("G3")]),
    ([with_benefit("G2", part_of="G1")], [with_benefit("G1", start=2031), with_economy(discount_rate=Decimal(9))]),
]


@pytest.mark.slow
@pytest.mark.parametrize("pair", PAIRS, ids=range(len(PAIRS)))
def test_libreoffice_does_so_for_other_plans(
    questionnaire: Questionnaire, tmp_path: Path, tool: Callable[[str], str], pair
) -> None:
    """Of other years, without a benefit or a cost."""
    made = tracked(states(*map(changed, pair), questionnaire, DANISH, "proposal"))

    for (_, way), data in settled_by(tool("soffice"), tmp_path, {"proposal": made}).items():
        assert _plain(texts(data)) == _plain(settled(made, way))


def _plain(said: list[str]) -> list[str]:
    """Paragraphs without what a program says otherwise: pictures, breaks alone, and references to appendices.

    LibreOffice makes these anew when it opens the file, where the headings of both texts are counted.
    """
    bare = (re.sub("(Bilag|Appendix) [A-Z]", r"\1", re.sub("<[^>]*>", "<>", one)).strip() for one in said)
    return [one for one in bare if one]


def test_the_pipeline_names_the_last_author_where_names_are_told(
    meeting: Comparison, questionnaire: Questionnaire, spoken: Language, standard_look: Look
) -> None:
    """Else the municipality; the same bytes twice."""
    options = pipeline.BuildOptions(("proposal", "commitments"), (), DAY, spoken, standard_look)
    first, second = (list(pipeline.tracked(meeting, questionnaire, options)) for _ in range(2))

    assert [one.name for one in first] == ["proposal-tracked.docx", "commitments-tracked.docx"]
    assert [one.data for one in first] == [one.data for one in second]
    bodies = [docx.Document(io.BytesIO(one.data)).element.body for one in first]
    authors = [{mark.get(qn("w:author")) for mark in body.iter(*MARKS)} for body in bodies]
    assert authors == [{meeting.after.plan.organisation.name}, {"Ane Madsen"}]
