"""The whole way, from a plan to bytes."""

from __future__ import annotations

import builtins
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from io import BytesIO

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn

from planbuilder import example, language, look, pipeline
from planbuilder.document.model import Document, headings
from planbuilder.figures import case, review
from planbuilder.figures.case import uncertain_case
from planbuilder.figures.simulation import simulate
from planbuilder.plan.model import Plan
from planbuilder.plan.store import from_text
from planbuilder.writers import WRITERS
from planbuilder.yamltext.reading import read_text
from tests.conftest import DAY, EMPTY

OPTIONS = pipeline.BuildOptions(("plan", "summary"), ("text",), DAY, language.load("da"), look.load())


def test_every_document_in_every_format(questionnaire) -> None:
    """Named after outline and format."""
    options = replace(OPTIONS, formats=("text", "docx"))
    names = [output.name for output in pipeline.build(from_text(EMPTY), questionnaire, options)]

    assert ["plan.txt", "plan.docx", "summary.txt", "summary.docx"] == names


def test_contents_in_word_tell_the_pages_of_the_pdf(questionnaire, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether that is asked for or not, and in any order; it is written once."""
    laid_out = pipeline.laid_out
    calls: list[str] = []
    monkeypatch.setattr(pipeline, "laid_out", lambda document, *rest: (calls.append(""), laid_out(document, *rest))[1])
    options = [
        replace(OPTIONS, documents=names, formats=formats)
        for names, formats in [(("plan",), ("docx",)), (("plan",), ("pdf", "docx")), (("plan", "summary"), ("pdf",))]
    ]
    (alone,), (pdf, beside), (same, _) = ([*pipeline.build(from_text(EMPTY), questionnaire, one)] for one in options)
    body = docx.Document(BytesIO(alone.data)).element.body
    told = [p for p in body.iter(qn("w:p")) if p.style and p.style.startswith("TOC")]
    entries = dict(_outline(pdf.data))

    assert [alone.data, pdf.data, len(calls)] == [beside.data, same.data, 2]
    # Bookmarks name the parts of the decision sheet too, which the list of contents does not.
    assert {p.findall(f".//{qn('w:t')}")[-2].text: _page_told(p) for p in told}.items() <= entries.items()
    assert len(entries) - 3 == len(told) > 20


def _page_told(paragraph) -> int:
    return int(paragraph.findall(f".//{qn('w:t')}")[-1].text)


def _outline(data: bytes) -> Iterator[tuple[str, int]]:
    """The title of each bookmark of the first two levels, without its number, and its page."""
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        pages = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
        for item in (one for top in outline.root for one in (top, *top.children)):
            number = r"(?:[\d.]+|Bilag [A-Z]) "
            yield re.sub(f"^{number}", "", item.title), pages[item.destination[0].objgen]


@pytest.mark.parametrize("code", ["da", "en"])
def test_the_date_is_the_one_that_is_given(questionnaire, code: str) -> None:
    """No clock is asked."""
    options = replace(OPTIONS, language=language.load(code))
    plan, _ = pipeline.build(from_text(EMPTY), questionnaire, options)

    assert language.load(code).day(DAY) in plan.data.decode().replace("\u00a0", " ")


def test_same_plan_same_bytes(questionnaire) -> None:
    """Twice, from the same text."""
    first, second = ([o.data for o in pipeline.build(from_text(EMPTY), questionnaire, OPTIONS)] for _ in range(2))

    assert first == second


@pytest.mark.slow
def test_no_interpreter_adds_otherwise(questionnaire, spoken, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sum of fractions is another since Python 3.12: `math.fsum` adds them, in whatever is built of the example."""
    added: list[str] = []
    plain_sum = builtins.sum

    def watched(values: Iterable[object], start: object = 0) -> object:
        found = list(values)
        caller = sys._getframe(1)
        if str(caller.f_globals["__name__"]).startswith("planbuilder") and any(isinstance(one, float) for one in found):
            added.append(f"{caller.f_code.co_filename}:{caller.f_lineno}")
        return plain_sum(found, start)

    monkeypatch.setattr(builtins, "sum", watched)
    plan = from_text(example.text(spoken))
    options = replace(OPTIONS, documents=pipeline.DOCUMENTS, formats=tuple(WRITERS), language=spoken)
    made = list(pipeline.build(plan, questionnaire, options))
    assert simulate(uncertain_case(plan), 100, 1)

    assert len(made) > 20
    assert [] == sorted(set(added))


BROKEN = '"Før\\nog \\u2028 efter\\r\\n\\tlinje\\a"'
PASTED = f"""{EMPTY.replace("Tom plan", BROKEN)}
organisation: {{name: {BROKEN}, department: {BROKEN}, case_number: {BROKEN}}}
solution: {{name: {BROKEN}}}
people: {{P1: {{name: {BROKEN}, role: {BROKEN}, unit: {BROKEN}}}}}
sponsor: P1
benefits_lead: P1
authors: [P1]
signers: [P1]
benefits_tree:
  changes: {{F1: {{title: {BROKEN}, owner: P1}}}}
  benefits:
    G1: {{title: {BROKEN}, from: [F1], owner: P1, use_decided_by: {BROKEN}, full_effect: {{amount: 5}}}}
costs: {{K1: {{title: {BROKEN}, amount: 5, account: {BROKEN}}}}}
actions: {{H1: {{title: {BROKEN}, responsible: P1}}}}
decisions: {{B1: {{body: {BROKEN}, item: {BROKEN}}}}}
"""
HEADS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def heads(document: Document) -> Iterator[str]:
    """What stands in the heads and the properties of a document."""
    yield from (document.title, document.subject, document.author, *document.keywords, document.plan_id)
    yield from (str(getattr(document.furniture, one.name)) for one in fields(document.furniture))
    yield from (section.title for section in headings(document, 9))


@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("name", pipeline.DOCUMENTS)
def test_no_head_or_property_has_more_than_one_line(questionnaire, name: str, code: str) -> None:
    """Whatever was pasted into a title or a name: each is one line in every document."""
    made_from = pipeline.material(from_text(PASTED), questionnaire, language.load(code), DAY)

    found = list(heads(pipeline.document(made_from, name)))

    assert "Før og efter linje" in " ".join(found)
    assert [text for text in found if HEADS.search(text)] == []


@pytest.mark.slow
def test_no_file_property_has_more_than_one_line(questionnaire) -> None:
    """The title that a file manager, a browser or an archive shows, as the file itself has it."""
    options = replace(OPTIONS, documents=("summary",), formats=("docx", "pdf", "html"))
    word, pdf, page = (output.data for output in pipeline.build(from_text(PASTED), questionnaire, options))

    properties = docx.Document(BytesIO(word)).core_properties
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_metadata() as xmp:
        told = [str(value) for value in opened.docinfo.values()]
        told += [str(value) for key, value in xmp.items() if key.startswith("{http://purl.org/dc")]
    told += [properties.title, properties.subject, properties.author, properties.keywords]
    told += re.findall("<title>(.*?)</title>", page.decode(), re.DOTALL)

    assert sum("Før og efter linje" in text for text in told) > 3
    assert [text for text in told if HEADS.search(text)] == []


@pytest.mark.parametrize(("internal", "times"), [("", 1), ("answers: {cover.description: {internal: true}}\n", 2)])
def test_figures_are_computed_once_unless_something_is_internal(
    questionnaire, danish, monkeypatch: pytest.MonkeyPatch, internal: str, times: int
) -> None:
    """Then they are computed of what leaves, and of the whole plan for what is wrong with it."""
    asked: list[Plan] = []
    compute = case.compute
    for module in (pipeline, review):
        monkeypatch.setattr(module, "compute", lambda plan: (asked.append(plan), compute(plan))[1])
    pipeline.material(from_text(f"{EMPTY}solution: {{description: a}}\n{internal}"), questionnaire, danish, DAY)

    assert times == len(asked)


@pytest.mark.parametrize("name", pipeline.DOCUMENTS)
def test_only_who_names_everybody_carries_the_plan_along(questionnaire, danish, name: str) -> None:
    """The plan in a PDF has every name in it, and who answered what: a document that leaves them out attaches none."""
    text = example.text(danish)
    options = replace(OPTIONS, documents=(name,), formats=("pdf",))
    (made,) = pipeline.build(from_text(text), questionnaire, options, read_text(text).data())
    with pikepdf.open(BytesIO(made.data)) as file:
        carried = list(file.attachments)

    assert bool(carried) == (name not in ("proposal", "committee"))
