"""What a case holds beside the plan: alternatives, consequences for other fields, and annexes, open or closed."""

from __future__ import annotations

import pytest

from planbuilder import pipeline
from planbuilder.plan.answers import Answers
from planbuilder.plan.check import check
from planbuilder.plan.store import from_text
from tests.document.blocks.tables import lines_of
from tests.document.plans import HEAD, SMALL

ASKED = {"case_presentation.alternatives", "case_presentation.consequences", "case_presentation.plan_access"}
ANSWERS = """
answers:
  case_presentation.alternatives:
    rows:
      r1: {alternative: Vi fortsætter som i dag, what: "Alt er,\\nsom det er", why_not: Køen bliver længere.}
      r2: {alternative: Kun papir}
  case_presentation.consequences: {rows: {r1: {area: Klima og miljø, consequence: Ingen.}, r2: {area: Sundhed}}}
  case_presentation.annexes:
    rows:
      r1: {title: Notat fra Jura, access: open}
      r2: {title: Tilbud, access: closed, ground: "§ 30, nr. 2"}
      r3: {title: Høringssvar}
"""


@pytest.fixture
def said(blocks):
    """The lines of a block, given a plan; a table's cells with a bar between."""

    def of(name: str, text: str) -> list[str]:
        return [line for block in blocks(name, text) for line in lines_of(block)]

    return of


def test_an_alternative_is_told_with_why_it_was_not_chosen(said) -> None:
    """In the words that were typed, each part ended as a sentence; a reason that is missing is a gap."""
    assert said("committee_considered", SMALL + ANSWERS) == [
        "Andre løsninger, der er overvejet",
        "Vi fortsætter som i dag. Alt er, som det er. Valgt fra: Køen bliver længere.",
        "Kun papir. Valgt fra: [mangler: Derfor ikke]",
    ]


def test_each_field_has_its_consequence_or_a_gap(said) -> None:
    """The gap names the field."""
    assert said("committee_consequences", SMALL + ANSWERS) == [
        "Klima og miljø. Ingen.",
        "Sundhed. [mangler: Konsekvens: Sundhed]",
    ]


def test_annexes_are_open_or_closed_with_their_ground(said) -> None:
    """What nobody has said is a gap, of the plan too, which is always the first one."""
    first, *others = said("committee_annexes", SMALL + ANSWERS)

    assert first == "Gevinstrealiseringsplan »Prøve« ([mangler: åbent eller lukket])"
    assert others == [
        "Notat fra Jura (åbent bilag)",
        "Tilbud (lukket bilag, jf. § 30, nr. 2)",
        "Høringssvar ([mangler: åbent eller lukket])",
    ]


def test_a_closed_plan_needs_a_provision(said, questionnaire, danish) -> None:
    """The case shows the gap and `check` lists it; an open plan needs none."""
    closed = "\nanswers:\n  case_presentation.plan_access: {value: closed}\n"
    opened = (
        "\nanswers:\n  case_presentation.plan_access: {value: open}\n  case_presentation.plan_ground: {value: '§ 23'}\n"
    )

    assert said("committee_annexes", SMALL + closed)[0].endswith("(lukket bilag, jf. [mangler: Hjemmel til at lukke])")
    known = closed + "  case_presentation.plan_ground: {value: '§ 23'}\n"
    assert said("committee_annexes", SMALL + known)[0].endswith("(lukket bilag, jf. § 23)")
    assert any(line.endswith("| lukket | § 23") for line in said("annexes", SMALL + known))
    assert "case_presentation.plan_ground" in missed(SMALL + closed, questionnaire, danish)
    assert said("committee_annexes", SMALL + opened)[0].endswith("(åbent bilag)")
    assert "§ 23" not in " ".join(said("annexes", SMALL + opened))


def missed(text: str, questionnaire, spoken) -> set[str]:
    """The questions that a plan must answer before approval and has not."""
    answers = Answers(from_text(text), questionnaire, spoken)
    return {str(one.values["id"]) for one in check(answers, "approval") if "id" in one.values}


def test_a_plan_from_before_these_questions_opens_builds_and_is_told_what_it_lacks(
    said, compose, questionnaire, danish
) -> None:
    """Nothing of it is refused: the draft is built with gaps, and approval asks for what was not asked then."""
    for document in pipeline.DOCUMENTS:
        assert compose(SMALL, document).blocks

    assert missed(SMALL, questionnaire, danish) >= ASKED
    assert said("committee_considered", SMALL)[1:] == ["[mangler: Alternativer]"]
    assert said("committee_consequences", SMALL) == ["[mangler: Konsekvenser for andre områder]"]


def test_a_proposal_has_alternatives_where_the_plan_has_them(blocks) -> None:
    """Without any it says nothing of them: that they lack is told in the plan and in the case presentation."""
    assert blocks("alternatives_in_brief", SMALL) == ()
    assert len(blocks("alternatives_in_brief", SMALL + ANSWERS)) == 2


def test_what_is_not_relevant_says_why(said) -> None:
    """Where the table would be, and in the case presentation."""
    why = "\nanswers:\n  case_presentation.alternatives: {state: not_applicable, why: Loven kræver løsningen}\n"

    for name in ("alternatives", "committee_considered"):
        assert "Loven kræver løsningen" in said(name, HEAD + why)[-1]


def test_a_long_list_of_a_case_tells_how_many_others_there_are(said) -> None:
    """A case presentation keeps to its pages, whatever was considered."""
    rows = "\n".join(f"      r{n}: {{alternative: Nr. {n}, why_not: {'meget ' * 30}}}" for n in range(20))
    told = said("committee_considered", f"{SMALL}\nanswers:\n  case_presentation.alternatives:\n    rows:\n{rows}\n")

    assert len(told) < 10
    assert "andre" in told[-1]
