"""What is published of a plan builds the same documents and tells nothing internal."""

from __future__ import annotations

from planbuilder.plan.answers import Answers
from planbuilder.plan.publish import leaving, published
from planbuilder.plan.store import from_text
from planbuilder.record import replace
from planbuilder.yamltext.reading import read_text

PLAN = """\
format: planbuilder.plan/1  # hemmelig note
plan_id: p
title: Prøve
price_base: 2026
first_year: 2027
horizon: 4
economy: {fte_cost: 545000, fte_cost_source: HEMMELIG kilde}
answers:
  channel_strategy.strategy: {value: Åben strategi, by: Mia}
  channel_strategy.website: {value: HEMMELIG plads, by: HEMMELIG person, role: HEMMELIG rolle, internal: true}
  channel_strategy.users: {rows: {r1: {group: applicant, situation: HEMMELIG}}, internal: true}
  channel_strategy.promotion: {state: unknown, ask: HEMMELIG person, internal: true}
  budget_political_goals.fte_cost_source: {internal: true}
  nobody.asks: {value: HEMMELIG, internal: true}
"""


def told(text: str, questionnaire, danish) -> str:
    data = read_text(text).data()
    return published(data, Answers(from_text(text), questionnaire, danish))


def test_no_internal_answer_is_left(questionnaire, danish) -> None:
    """Neither value nor rows nor who was asked, in `answers` or where the question is bound; nor any comment."""
    actual = told(PLAN, questionnaire, danish)

    assert "HEMMELIG" not in actual
    assert "hemmelig" not in actual
    assert "Åben strategi" in actual


def test_that_there_is_an_internal_answer_stays_told(questionnaire, danish) -> None:
    """Else the document built from it would show a gap."""
    plan = from_text(told(PLAN, questionnaire, danish))

    assert plan.answers["channel_strategy.website"].internal
    assert None is plan.answers["channel_strategy.website"].value


def test_a_question_that_is_internal_keeps_its_answer_out(questionnaire, danish) -> None:
    """Whatever the answer itself says."""
    first = questionnaire.parts[0]
    part = next(part for part in questionnaire.parts if part.id == "channel_strategy")
    hidden = replace(part, questions=tuple(replace(q, internal=q.id == "strategy") for q in part.questions))
    changed = replace(questionnaire, parts=tuple(hidden if p is part else p for p in questionnaire.parts))

    assert "Åben strategi" not in told(PLAN, changed, danish)
    assert first.id == "cover"


def test_only_what_is_known_leaves(questionnaire, danish) -> None:
    """Neither a key that nothing reads, nor an answer to no question, nor a cell of no column, nor a stray value."""
    text = PLAN.replace("horizon: 4\n", "horizon: 4\nnote_to_self: HEMMELIG\npeople: {P1: {name: A, cpr: HEMMELIG}}\n")
    text += """\
  nobody.asks_openly: {value: HEMMELIG}
  channel_strategy.target_groups: {value: HEMMELIG}
  workflows_rules.best_solution: {value: a, rows: {r1: {x: HEMMELIG}}, remark: HEMMELIG}
"""
    answers = Answers(from_text(text), questionnaire, danish)
    actual = published(read_text(text).data(), answers)

    assert "HEMMELIG" not in actual
    assert leaving(answers) == from_text(actual)


def test_a_plan_without_internal_answers_is_published_whole(questionnaire, danish) -> None:
    """The same data, in the same order."""
    text = PLAN[: PLAN.index("answers:")]

    assert read_text(text).data() == read_text(told(text, questionnaire, danish)).data()


SAID = """\
format: planbuilder.plan/1
plan_id: p
title: Prøve
price_base: 2026
first_year: 2027
horizon: 4
benefits_tree: {changes: {F1: {title: HEMMELIG}, F2: {title: Åben forandring}}}
answers:
  channel_strategy.website: {value: a, internal: true}
  channel_strategy.users: {rows: {r1: {who: HEMMELIG}, r2: {who: Åben bruger}}, by_row: {r1: {internal: true}}}
  benefits_tree.changes: {by: Mia, by_row: {F1: {by: Bo, internal: true}}}
said:
  answers.channel_strategy.website.value: {answers: [{value: HEMMELIG, by: HEMMELIG}]}
  answers.channel_strategy.strategy.value: {answers: [{value: HEMMELIG, internal: true}, {value: b}]}
  benefits_tree.changes.F1.title: {answers: [{value: HEMMELIG}]}
  title: {answers: [{value: AFGJORT}, {value: Prøve}], settled: {by: Mia, why: AFGJORT}}
  horizon: {answers: [{value: 4, by: Mia}, {value: 9, by: Bo}]}
"""


def test_what_is_internal_by_row_or_by_saying_is_not_left(questionnaire, danish) -> None:
    """Nor what has been settled; an open disagreement about nothing internal is."""
    actual = told(SAID, questionnaire, danish)

    assert ("HEMMELIG" in actual, "AFGJORT" in actual) == (False, False)
    assert ("Åben bruger" in actual, "Åben forandring" in actual, "horizon:" in actual) == (True, True, True)


def test_documents_see_as_little(questionnaire, danish) -> None:
    """The plan that they are made of holds what leaves, and nothing else."""
    actual = str(leaving(Answers(from_text(SAID), questionnaire, danish)))

    assert ("HEMMELIG" in actual, "AFGJORT" in actual, "Åben bruger" in actual) == (False, False, True)
