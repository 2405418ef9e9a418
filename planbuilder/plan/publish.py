"""A plan as it may be published: what a document carries with it as the source it was built from.

In: the data of a plan file and its answers. Out: the text of a plan that builds the same documents, without internal
answers and without the comments of those who edit the file by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.plan.answers import Answers
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.nodes import Data, KeyPath, put


def published(data: Data, answers: Answers) -> str:
    """The text of the plan without what is internal; that there is an internal answer stays told."""
    for path, mark in _internal(answers):
        data = put(data, path, mark)
    return dump(data)


def _internal(answers: Answers) -> Iterator[tuple[KeyPath, Data]]:
    """Where internal answers stand, and what is left of each."""
    for id, note in answers.plan.answers.items():
        question = answers.questionnaire.by_id.get(id)
        if note.internal or (question is not None and question.internal):
            yield ("answers", id), {"internal": True}
    for id, question in answers.questionnaire.questions():
        if question.path and answers.is_internal(id):
            yield question.keys, None
