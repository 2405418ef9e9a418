"""What the questionnaire requires and nobody has answered: whole questions, and fields of rows that are there.

In: the plan's answers, and the levels that are reached (`draft`, `approval`, `signing`). Out: a problem for each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from planbuilder import codes
from planbuilder.errors import Problem, problem
from planbuilder.plan.answers import Answers
from planbuilder.plan.naming import has_known_ids, row_called
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Question

# The levels that an approval has reached.
FOR_APPROVAL = ("draft", "approval")
CELL_CODES = {
    ("benefits_tree.benefits", "owner"): codes.BENEFIT_WITHOUT_OWNER,
    ("benefits_tree.benefits", "from"): codes.BENEFIT_WITHOUT_CHANGE,
    ("benefits_tree.changes", "owner"): codes.CHANGE_WITHOUT_OWNER,
}


def unanswered(answers: Answers, reached: Collection[str]) -> Iterator[Problem]:
    """All that is required at the levels that are reached and not answered."""
    for id, question in answers.questionnaire.questions():
        if answers.is_asked(id) and answers.state(id) == "unanswered" and question.required in reached:
            yield _problem_of(answers, id, question)
        else:
            yield from empty_fields(answers, id, reached)


def empty_fields(answers: Answers, id: str, reached: Collection[str]) -> Iterator[Problem]:
    """The fields of a question's rows that are required at the levels that are reached and are empty."""
    question = answers.questionnaire.by_id[id]
    # What is unknown or does not apply has rules of its own: who to ask, and why it does not apply.
    if not question.is_table or not answers.is_asked(id) or answers.state(id) in ("unknown", "not_applicable"):
        return
    # A grid that nobody has to fill in as a whole asks by field, for what another part has decided.
    if answers.state(id) == "unanswered" and not (kinds.of(question).is_grid and question.required == "never"):
        return
    path = question.path or f"answers.{id}.rows"
    for key, row in answers.rows(id).items():
        for column in question.columns:
            needed = column.required in reached and answers.column_is_asked(column, row)
            if needed and row[column.id] in (None, "", ()):
                code = CELL_CODES.get((question.path, column.id), codes.MISSING_CELL)
                values = {"row": _row_name(answers, id, key), "column": label_of(answers, column)}
                yield problem(code, f"{path}.{key}.{column.id}", **values)


def label_of(answers: Answers, question: Question) -> str:
    """What a question or a column is called, in the language of the answers."""
    return answers.context.language.pick(question.heading or question.label)


def _problem_of(answers: Answers, id: str, question: Question) -> Problem:
    part = answers.context.language.pick(answers.questionnaire.part(id.partition(".")[0]).title)
    return problem(
        codes.UNANSWERED, question.path or f"answers.{id}", id=id, question=label_of(answers, question), part=part
    )


def _row_name(answers: Answers, id: str, key: str) -> str:
    """A row as it is called; one that is called by its number alone with its table."""
    question, name = answers.questionnaire.by_id[id], row_called(answers, id, key)
    if kinds.of(question).is_grid or has_known_ids(question):
        return name
    return answers.language.text("words.row_of", row=name, table=label_of(answers, question))
