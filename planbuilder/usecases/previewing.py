"""What answers come to be in the documents, while they are given.

In: an open plan, a part of the questionnaire, and a language. Out: the part's chapter as HTML, by the same way as every
document; and figures by themselves as pictures. Internal answers are left out as in every document.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from planbuilder import pipeline
from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import Document, walk
from planbuilder.drawing.studio import Studio
from planbuilder.drawing.typeface import set_in
from planbuilder.language import Language
from planbuilder.look import Look
from planbuilder.plan.store import OpenPlan
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.writers.html import render

# The blocks of the plan's document in which the answers of a part are seen, beside its own chapter.
SEEN_IN: Mapping[str, tuple[str, ...]] = {
    "cover": ("purpose", "solution", "signatures", "people"),
    "start_meeting": ("start_meeting", "matrix_overview", "matrix_details"),
    "benefits_tree": ("purpose", "tree_figure", "change_register", "benefit_register"),
    "budget_political_goals": ("key_figures", "year_table", "cash_flow_chart", "kind_table", "cost_table"),
    "behaviour_culture": ("iceberg",),
    "action_plan": (
        "matrix_overview",
        "action_plan",
        "measurements",
        "harvests",
        "ideas",
        "meetings",
        "decision_chain",
    ),
    "case_presentation": ("alternatives", "consequences", "annexes"),
}


def preview(
    opened: OpenPlan, questionnaire: Questionnaire, language: Language, day: date, look: Look, part: str
) -> bytes:
    """The chapter in which the answers of a part are seen, as one HTML file."""
    document = chapter(opened, questionnaire, language, day, part)
    with set_in(look.faces):
        return render(document, look, Studio(look))


def chapter(opened: OpenPlan, questionnaire: Questionnaire, language: Language, day: date, part: str) -> Document:
    """The chapter in which the answers of a part are seen."""
    made_from = pipeline.material(opened.plan, questionnaire, language, day)
    theme = part if questionnaire.part(part).theme else ""
    return pipeline.chapter(made_from, SEEN_IN.get(part, ()), theme)


def figures(document: Document) -> list[Chart | Diagram]:
    """The pictures in a document."""
    return [block for block in walk(document.blocks) if isinstance(block, Chart | Diagram)]
