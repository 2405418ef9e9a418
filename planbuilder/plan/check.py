"""Everything that stands between a plan and its next step, as problems with stable codes.

In: the plan's answers and a level (`draft`, `approval`, `signing`). Out: problems. Each rule is one function in
`RULES`; what a level asks for is the questionnaire's `required` and the rule's own level. The economy's rules stand
in `check_economy`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from planbuilder import codes
from planbuilder.errors import Problem, closest, problem
from planbuilder.language import refusal
from planbuilder.plan.answers import Answers
from planbuilder.plan.check_economy import economy_problems, needed
from planbuilder.plan.check_options import line_slips, option_problems
from planbuilder.plan.check_preconditions import precondition_problems
from planbuilder.plan.everyday import in_file_form
from planbuilder.plan.naming import differing
from planbuilder.plan.on_board import MOST_GOALS, goals, passed_deadlines
from planbuilder.plan.plausibility import implausible
from planbuilder.plan.publish import holds_more_than_words
from planbuilder.plan.unanswered import label_of, unanswered
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Question
from planbuilder.questionnaire.needed import CLOSED, GOALS, ON_BOARD

Level = Literal["draft", "approval", "signing"]
LEVELS: tuple[Level, ...] = ("draft", "approval", "signing")
Rule = Callable[[Answers], Iterator[Problem]]


def check(answers: Answers, level: Level) -> tuple[Problem, ...]:
    """All problems of a plan at a level, in a fixed order; money that a draft may lack is an error from approval on."""
    reached = LEVELS[: LEVELS.index(level) + 1]
    rules = [rule for name in reached for rule in RULES[name]]
    found = [found for rule in rules for found in rule(answers)]
    if "approval" in reached:
        # The same gaps, as errors: money that may be open in a draft is what an approval rests on.
        found = [needed(answers, one) for one in found]
    return (*found, *unanswered(answers, reached))


def faults(answers: Answers) -> tuple[Problem, ...]:
    """What is wrong in a plan rather than missing: no figure or document can be trusted before it is mended.

    What nobody has answered yet is never among it: a draft is built with a gap in its place.
    """
    found = (one for rule in RULES["draft"] for one in rule(answers))
    return tuple(one for one in found if one.severity == "error")


def doubts(answers: Answers) -> tuple[Problem, ...]:
    """What an interview asks about as soon as an answer brings it about: what can hardly be meant, and slips of years.

    Anything else waits for `check`: a plan that is being answered is unfinished at every moment.
    """
    rules = (_dates_in_order, economy_problems, line_slips)
    wrong = (one for rule in rules for one in rule(answers) if one.code in AT_ONCE)
    return (*wrong, *implausible(answers.plan), *passed_deadlines(answers))


# Slips that one answer makes by itself, and that are mended most easily while it is fresh.
AT_ONCE = {
    codes.TARGET_BEFORE_BASELINE,
    codes.YEAR_OUTSIDE_PERIOD,
    codes.ENDS_BEFORE_START,
    codes.RANGE_DOES_NOT_FIT,
    codes.PART_OF_A_PART,
    codes.PART_NOT_COUNTED,
}


def _internal_numbers(answers: Answers) -> Iterator[Problem]:
    """Internal answers that hold more than words: the words are kept out of documents, the rest is not."""
    for id, question in answers.questionnaire.questions():
        if answers.is_internal(id) and answers.state(id) == "answered" and holds_more_than_words(answers, id):
            yield problem(codes.INTERNAL_WORDS_KEPT_OUT, question.path, id=id, question=label_of(answers, question))


def _unreadable(answers: Answers) -> Iterator[Problem]:
    yield from in_file_form(answers.unreadable())


def _unknown_language(answers: Answers) -> Iterator[Problem]:
    """A plan in a language that there is not: its documents would have to be in another."""
    refused = refusal(answers.plan.language, "language")
    if refused:
        yield refused


def _unknown_references(answers: Answers) -> Iterator[Problem]:
    """References and choices, in questions and in tables, that do not exist."""
    questions = answers.questionnaire.questions()
    given = (one for id, question in questions for one in _given(answers, id, question))
    yield from in_file_form(found for one in given for found in _unknown_value(answers, *one))


def _given(answers: Answers, id: str, question: Question) -> Iterator[tuple[Question, Any, str]]:
    """Each value of an answer that names something known, with its question or column and its path."""
    if not question.is_table:
        if kinds.names_one(question):
            yield question, answers.value(id), question.path or f"answers.{id}.value"
        return
    path, columns = question.path or f"answers.{id}.rows", [one for one in question.columns if kinds.names_one(one)]
    for key, row in answers.rows(id).items():
        yield from ((column, row[column.id], f"{path}.{key}.{column.id}") for column in columns)


def _unknown_value(answers: Answers, question: Question, value: Any, path: str) -> Iterator[Problem]:
    if not kinds.of(question).chooses:
        yield from _dangling(answers, question, value, path)
        return
    known = [choice.value for choice in answers.questionnaire.choices[question.choices]]
    for one in value if isinstance(value, tuple) else (value,):
        if one and one not in known:
            yield problem(codes.NOT_A_CHOICE, path, found=one, allowed=", ".join(known), near=closest(one, known))


def _dangling(answers: Answers, question: Question, value: Any, path: str) -> Iterator[Problem]:
    register = kinds.register_of(question)
    if not register:
        return
    known = answers.context.names[register]
    for id in value if isinstance(value, tuple) else (value,):
        if id and id not in known:
            code = (
                codes.BENEFIT_FROM_BENEFIT
                if register == "changes" and id in answers.plan.benefits_tree.benefits
                else codes.UNKNOWN_REFERENCE
            )
            yield problem(code, path, found=id, near=closest(id, known), known=", ".join(known))


def _matrix_of_unknown(answers: Answers) -> Iterator[Problem]:
    """Fields of the matrix that belong to no change or no theme."""
    themes = [theme.id for theme in answers.questionnaire.themes]
    for change, cells in answers.plan.matrix.items():
        if change not in answers.plan.benefits_tree.changes:
            yield problem(codes.UNKNOWN_REFERENCE, f"matrix.{change}", found=change, near="", known=_keys(answers))
        for theme in cells:
            if theme not in themes:
                values = {"found": theme, "near": closest(theme, themes), "known": ", ".join(themes)}
                yield problem(codes.UNKNOWN_REFERENCE, f"matrix.{change}.{theme}", **values)


def _keys(answers: Answers) -> str:
    return ", ".join(answers.plan.benefits_tree.changes)


def _dates_in_order(answers: Answers) -> Iterator[Problem]:
    """Targets come after baselines."""
    for id, indicator in answers.plan.indicators.items():
        baseline, target = indicator.baseline, indicator.target
        if baseline.on and target.on and target.on <= baseline.on:
            yield problem(
                codes.TARGET_BEFORE_BASELINE,
                f"indicators.{id}.target.on",
                id=id,
                target=target.on,
                baseline=baseline.on,
            )


def _loose_changes(answers: Answers) -> Iterator[Problem]:
    """Changes that no benefit comes of."""
    tree = answers.plan.benefits_tree
    # A change that leads to no benefit costs work for nothing, or a benefit has been forgotten: either must be seen.
    used = {id for benefit in tree.benefits.values() for id in benefit.from_}
    for id, change in tree.changes.items():
        if id not in used:
            yield problem(codes.CHANGE_WITHOUT_BENEFIT, f"benefits_tree.changes.{id}", id=id, title=change.title)


def _unmeasured_benefits(answers: Answers) -> Iterator[Problem]:
    """Benefits that no indicator shows."""
    measured = {indicator.benefit for indicator in answers.plan.indicators.values()}
    for id, benefit in answers.plan.benefits_tree.benefits.items():
        if id not in measured:
            yield problem(codes.BENEFIT_NOT_MEASURED, f"benefits_tree.benefits.{id}", id=id, title=benefit.title)


def _closed_without_a_goal(answers: Answers) -> Iterator[Problem]:
    """Channels that close, while nobody has looked at the goals of service and quality."""
    closes = answers.is_asked(CLOSED) and answers.state(CLOSED) == "answered"
    if closes and answers.state(GOALS) == "unanswered":
        question = answers.context.language.pick(answers.questionnaire.by_id[GOALS].label)
        yield problem(codes.CLOSED_WITHOUT_A_GOAL, f"answers.{CLOSED}", question=question)


def _open_points(answers: Answers) -> Iterator[Problem]:
    """Answers that are still unknown, and "not relevant" without a reason."""
    for id, question in answers.questionnaire.questions():
        note, name = answers.note(id), label_of(answers, question)
        if answers.is_asked(id) and note.state == "unknown":
            yield problem(codes.ANSWER_UNKNOWN, f"answers.{id}", id=id, name=name, ask=note.ask or "?")
        if note.state == "not_applicable" and not note.why:
            yield problem(codes.NOT_RELEVANT_WITHOUT_REASON, f"answers.{id}", id=id, name=name)


def _hidden_answers(answers: Answers) -> Iterator[Problem]:
    """Answers that are kept but not asked for now."""
    for id in answers.inactive():
        name = label_of(answers, answers.questionnaire.by_id[id])
        yield problem(codes.HIDDEN_ANSWER, f"answers.{id}", id=id, name=name)


def _goals_on_board(answers: Answers) -> Iterator[Problem]:
    """More goals than there is room for on the board."""
    if left := goals(answers).left:
        question = label_of(answers, answers.questionnaire.by_id[ON_BOARD])
        counts = {"count": MOST_GOALS + left, "most": MOST_GOALS}
        yield problem(codes.TOO_MANY_GOALS, f"answers.{ON_BOARD}", question=question, **counts)


def _other_questionnaire(answers: Answers) -> Iterator[Problem]:
    """A plan that was written with another questionnaire."""
    written, name = answers.plan.questionnaire, answers.questionnaire.name
    if written and written != name:
        yield problem(codes.OTHER_QUESTIONNAIRE, "questionnaire", written=written, name=name)


RULES: Mapping[Level, tuple[Rule, ...]] = {
    "draft": (
        _unreadable,
        _unknown_language,
        _unknown_references,
        _matrix_of_unknown,
        _dates_in_order,
        _hidden_answers,
        _other_questionnaire,
        _internal_numbers,
        economy_problems,
        option_problems,
        precondition_problems,
        lambda answers: implausible(answers.plan),
        differing,
        _closed_without_a_goal,
        _goals_on_board,
    ),
    "approval": (_loose_changes, _unmeasured_benefits, _open_points),
    "signing": (),
}
