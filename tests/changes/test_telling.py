"""One change in one sentence."""

from __future__ import annotations

import pytest

from planbuilder import example
from planbuilder.changes.telling import Line, tell
from planbuilder.language import Language
from planbuilder.plan.answers import Answers
from planbuilder.plan.steps import Step
from planbuilder.plan.store import from_text
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.yamltext.nodes import Data
from planbuilder.yamltext.reading import read_text


@pytest.fixture
def told(questionnaire: Questionnaire, danish: Language):
    """What is told of a step in the example."""
    text = example.text(danish)
    answers, data = Answers(from_text(text), questionnaire, danish), read_text(text).data()

    def made(path: str, old: Data, new: Data) -> Line:
        return tell(Step(tuple(path.split(".")), old, new), answers, answers, data, data)

    return made


@pytest.mark.parametrize(
    ("path", "old", "new", "text"),
    [
        ("costs.K1.from", "2027", "2029", "Begynder 2 år senere (2027 → 2029)"),
        ("costs.K1.from", "2029", "2028", "Begynder et år tidligere (2029 → 2028)"),
        ("benefits_tree.benefits.G1.end", "2030", "2031", "Slutter et år senere (2030 → 2031)"),
        ("benefits_tree.benefits.G1.start", None, "2028", "Første år med effekt tilføjet: 2028"),
        ("actions.H1.deadline", "2027-12-01", "2027-02-01", "Frist ændret fra 01.12.2027 til 01.02.2027"),
        ("actions.H1.responsible", "P1", None, "Ansvarlig fjernet: Karen Holmgaard"),
        ("title", "Før", "Nu", "Ændret fra »Før« til »Nu«"),
    ],
)
def test_a_change_is_a_sentence(told, path: str, old: Data, new: Data, text: str) -> None:
    """In the words of its question."""
    assert told(path, old, new).text == text


def test_a_long_text_is_told_by_what_differs(told) -> None:
    """In quotes, so that one sees where each ends."""
    old = "Et barn, der søger om et fritidspas, får i dag svar efter 21 dage, og i mellemtiden er holdet fyldt op."

    line = told("benefits_tree.purpose", old, old.replace("21 dage", "3 dage"))

    was, now = (f"»… i dag svar efter {days} dage, og i mellemtiden …«" for days in (21, 3))
    assert line.text == f"Ændret fra {was} til {now}"
    assert line.old == old


def test_a_line_names_its_subject_without_the_column(told) -> None:
    """The sentence has it."""
    line = told("actions.H1.deadline", "2027-12-01", "2027-02-01")

    assert line.whole.startswith("Handleplan – H1 Giv skoler")
    assert line.place.endswith("– Frist")
