"""What is wrong with how a part is divided into sections.

In: the file of a part, and the languages it needs. Out: `Problem`s with their places. Every question of a part is in
one of its sections and in no other: each section names the question that it begins with, so none is left out or named
twice where the first begins with the first question and each begins further on than the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planbuilder import codes
from planbuilder.errors import Problem, closest, problem
from planbuilder.questionnaire.definition import Part
from planbuilder.yamltext.nodes import Source


def section_problems(source: Source, part: Part, languages: Sequence[str]) -> Iterator[Problem]:
    """Sections without a name, of one id, at a question that the part lacks, or not in the order of the questions."""
    ids = [question.id for question in part.questions]
    last = -1
    for n, section in enumerate(part.sections):
        place = source.place(f"sections.{n}.first")
        for code in (one for one in languages if not section.title.get(one)):
            yield problem(codes.TEXT_WITHOUT_LANGUAGE, source.place(f"sections.{n}.title"), language=code)
        if section.id in (one.id for one in part.sections[:n]):
            yield problem(codes.DUPLICATE_ID, source.place(f"sections.{n}.id"), id=section.id)
        if section.first not in ids:
            near = closest(section.first, ids)
            yield problem(codes.SECTION_AT_NO_QUESTION, place, id=section.id, asked=section.first, near=near)
            continue
        at = ids.index(section.first)
        if at <= last or (n == 0 and at > 0):
            yield problem(codes.SECTION_OUT_OF_ORDER, place, id=section.id, asked=section.first, begins=ids[0])
        last = max(last, at)
