"""What is decided, by whom, when, what it costs, what it gives, for whom, at what risk, and what if not: in 60 seconds.

A reader who has the first two pages of the proposal, or the summary alone, finds the eight answers there. Each is taken
from the plan or reckoned from its figures, and looked for in what a page shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pdfplumber
import pytest

from planbuilder import example, pipeline
from planbuilder.document.blocks.indicators import way
from planbuilder.document.material import Material, filled_lines
from planbuilder.language import Language, load
from planbuilder.plan.store import from_text
from planbuilder.writers.pdf import render
from tests.conftest import DAY
from tests.document.plans import HEAD, SMALL
from tests.placed import document_lines

PAGES = 2
# What a line's end may add or take: spaces, and the hyphen of a word that goes on.
ENDS = re.compile(r"[\s\u00ad-]+")


def told(text: str) -> str:
    return ENDS.sub("", text)


def answers(m: Material) -> Iterator[tuple[str, str]]:
    """The eight answers, each as the words that a page must hold."""
    *_, last = m.plan.decisions.values()
    f = m.figures
    yield from (("what", point.removesuffix(".")) for point in filled_lines(last.recommendation))
    yield "by whom", last.body
    assert last.on
    yield "when", m.language.day(last.on)
    yield "cost", m.money_in_words(sum((row.one_off for row in f.rows), start=f.introduction * 0))
    yield "a year", m.money_in_words(f.rows[-1].net)
    benefits = m.plan.benefits_tree.benefits
    outside = [
        i for i in m.plan.indicators.values() if i.benefit and benefits[i.benefit].kind in ("quality", "for_others")
    ]
    for one in {i.benefit: i for i in outside if i.kind == "kpi"}.values():
        yield "for citizens", way(m, one)
    risk = max(m.plan.risks.values(), key=lambda one: (one.probability or 0) * (one.consequence or 0))
    yield "risk", risk.title
    yield "if not", m.money_in_words(f.npv)
    yield "a year later", m.money_in_words(-f.waiting.same_life)


def first_pages(data: bytes) -> str:
    with pdfplumber.open(BytesIO(data)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages[:PAGES])


@pytest.mark.parametrize("name", ["proposal", "summary"])
def test_the_first_pages_answer_eight_questions(questionnaire, standard_look, spoken: Language, name: str) -> None:
    """Of the example, as it is printed."""
    m = pipeline.material(from_text(example.text(spoken)), questionnaire, spoken.printed, DAY)
    shown = told(first_pages(render(pipeline.document(m, name), standard_look)))
    asked = list(answers(m))

    assert {"what", "by whom", "when", "cost", "a year", "for citizens", "risk", "if not", "a year later"} == {
        question for question, _ in asked
    }
    assert [] == [(question, words) for question, words in asked if told(words) not in shown]


CHAIN = "decisions: {B1: {body: Rådet, on: 2027-01-26, recommendation: at planen vedtages}}\n"
RISK = "risks: {R1: {title: Forsinkelse, probability: 25, consequence: 240000, mitigation: Prøve}}\n"
GOAL = "indicators: {I1: {title: Ventetid, unit: dage, benefit: G2, baseline: {value: 21}, target: {value: 3}}}\n"
QUALITY = "{title: Tid til vejledning, kind: quality, from: [F1]}"
WHOLE = re.sub(r"\{title: Tid til vejledning.*\}\}", QUALITY, SMALL) + CHAIN + RISK + GOAL
MONEY = re.compile(r"\d(\u00a0| )?(mio\.|kr\.)")


@pytest.mark.parametrize(
    ("without", "gap", "claim"),
    [
        (CHAIN, "document.recommendation", "Rådet"),
        (", recommendation: at planen vedtages", "document.recommendation", "planen vedtages"),
        (", on: 2027-01-26", "document.column.date", "26. januar 2027"),
        (GOAL, "document.decide.goals", "dage"),
        (", target: {value: 3}", "document.decide.goals", "dage"),
        ("probability: 25, ", "document.column.probability", "Største risiko"),
        (", consequence: 240000", "document.column.consequence", "Største risiko"),
        (", mitigation: Prøve", "document.column.agreed", "Prøve."),
        ("  purpose: Flere børn i foreninger.\n", "", "Flere børn"),
        ("sponsor: P1\n", "", "leder"),
    ],
)
def test_what_is_missing_is_a_gap_and_no_claim(compose, without: str, gap: str, claim: str) -> None:
    """The place of each answer stays, and nothing is said there that the plan does not hold."""
    assert without in WHOLE
    whole, lacking = (
        " ".join(" ".join(document_lines(compose(text, "summary"))).split())
        for text in (WHOLE, WHOLE.replace(without, ""))
    )

    assert claim in whole
    assert claim not in lacking
    assert (load("da").text(gap) if gap else "") in lacking


def test_a_plan_without_money_names_no_amount(compose) -> None:
    """Neither cost nor effect, nor what it would be without."""
    empty = str(list(document_lines(compose(HEAD + CHAIN, "summary"))))

    assert not MONEY.search(empty)
    assert "uden løsningen" not in empty
