"""A board is one sheet in whatever state it is: all verdicts, one to four goals, many actions, long titles, names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from planbuilder import language, pipeline
from planbuilder.document import outline
from planbuilder.document.blocks import BLOCKS
from planbuilder.document.compose import compose as composed
from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import walk
from planbuilder.drawing.shapes import Text
from planbuilder.drawing.studio import Studio
from planbuilder.plan.store import from_text
from planbuilder.writers.docx import render as word
from planbuilder.writers.pdf import render as pdf
from planbuilder.writers.pdf_pages import page_count
from planbuilder.writers.shared import drawn, scale_of, text_area
from tests.document.plans import HEAD
from tests.writers.docx.office import printed

LEAST = 16.0  # points, read from two metres
WORDS = (
    "Andelen af familierne, der selv finder og bruger den nye løsning uden hjælp fra en medarbejder i borgerservice "
)
TITLES = {
    "short": "Svartid",
    "usual": WORDS[:62].strip(),
    "long": (WORDS * 4)[:390].strip(),
    "one word": "Ansøgning" * 20,
}
# How an indicator is planned, and what was measured of it, by what comes of it on 2 July 2029.
STATES = {
    "unmeasured": ("baseline: {value: 10, on: 2026-01-01}, target: {value: 70, on: 2030-12-31}", {}),
    "unknown": ("frequency: yearly", {"2029-05-31": 12, "2029-06-30": 13}),
    "behind": (
        "baseline: {value: 10, on: 2026-01-01}, target: {value: 70, on: 2030-12-31}",
        {f"2029-0{n}-28": 20 - n for n in range(1, 7)},
    ),
    "ahead": (
        "baseline: {value: 10, on: 2026-01-01}, target: {value: 70, on: 2030-12-31}",
        {f"2029-0{n}-28": 60 + n for n in range(1, 7)},
    ),
    "missed": (
        "baseline: {value: 10, on: 2026-01-01}, target: {value: 70, on: 2028-12-31}",
        {f"2029-0{n}-28": 30 - n for n in range(1, 7)},
    ),
    "lapsed": (
        "frequency: monthly, baseline: {value: 10, on: 2026-01-01}, target: {value: 70, on: 2028-09-30}",
        {f"2028-0{n}-28": 20 - n for n in range(1, 9)},
    ),
    "not kept": (
        "better: lower, baseline: {value: 4}, target: {value: 4}",
        {f"2028-{n:02}-28": 5 + n for n in range(1, 13)},
    ),
    "reached": (
        "baseline: {value: 10, on: 2026-01-01}, target: {value: 70, on: 2028-12-31}",
        {"2028-01-31": 50, "2029-06-30": 75},
    ),
}
DAY = date(2029, 7, 2)


def board(states: list[str], title: str, goals: int, many: int, draft: bool) -> str:
    """A plan whose board has so many goals, in these states, and so many ideas and actions; all titles are alike."""
    kinds = [STATES[states[n % len(states)]] for n in range(len(states) + 2)]
    indicators = [
        f"  I{n}: {{title: '{title}', unit: kr. pr. ansøgning, {told}}}" for n, (told, _) in enumerate(kinds, 1)
    ]
    measured = [(n, on, value) for n, (_, taken) in enumerate(kinds, 1) for on, value in taken.items()]
    rows = [f"  M{k}: {{indicator: I{n}, on: {on}, value: {value}}}" for k, (n, on, value) in enumerate(measured, 1)]
    by = "Anna-Louise Thorsgaard Vestergaard-Mikkelsen"
    ideas = [
        f"  E{n}: {{title: '{title}', by: {by}{kind}}}"
        for n, kind in enumerate([*[""] * many, *[", effect: high, resources: low"] * many], 1)
    ]
    ideas += [f"  E9{n}: {{title: '{title[:50]}', by: {by}, effect: low, resources: high}}" for n in range(many)]
    statuses = ("started", "decided", "finished", "evaluated")
    actions = [
        f"  H{n}: {{title: '{title}', responsible: P1, deadline: 2029-06-{n % 28 + 1:02}, status: {statuses[n % 4]}}}"
        for n in range(1, many * 4 + 1)
    ]
    chosen = ", ".join(f"I{n}" for n in range(1, goals + 1))
    answers = f"answers: {{goals_followup.board_use: {{value: both}}, goals_followup.on_board: {{value: [{chosen}]}}}}"
    parts = [HEAD, f"people: {{P1: {{name: {by}}}}}", "indicators:", *indicators, answers]
    for name, own in (("measurements", rows), ("ideas", ideas), ("actions", actions)):
        parts += [f"{name}:", *own] if own else []
    return "\n".join(one for one in parts if one) + "\n"


def cases() -> Iterator[tuple[str, str]]:
    """Plans by name: every state three times over and mixed, with titles of all lengths, few and many of the rest."""
    mixed = [list(STATES)[n : n + 3] for n in range(0, 8, 3)]
    for states, (kind, title) in product([*([one] for one in STATES), *mixed], TITLES.items()):
        for goals, many in ((4, 12), (1, 0)) if kind in ("short", "long") else ((3, 3),):
            yield f"{'-'.join(states)} {kind} {goals} {many}", board(states, title, goals, many, draft=True)


CASES = dict(cases())


def document(questionnaire, text: str, code: str):
    m = pipeline.material(from_text(text), questionnaire, language.load(code), DAY)
    return composed(m, outline.load("board", list(BLOCKS)))


@pytest.mark.slow
@pytest.mark.parametrize("code", ["da", "en"])
def test_a_board_is_one_sheet_in_every_state(questionnaire, standard_look, code: str) -> None:
    """However much there is to tell."""
    studio = Studio(standard_look)
    counts = {
        name: page_count(pdf(document(questionnaire, text, code), standard_look, studio))
        for name, text in CASES.items()
    }

    assert {} == {name: count for name, count in counts.items() if count != 1}


@pytest.mark.slow
def test_word_prints_it_on_one_sheet(tool, questionnaire, standard_look, tmp_path) -> None:
    """As LibreOffice lays it out: the largest ones."""
    texts = {name.replace(" ", "_"): text for name, text in CASES.items() if name.endswith((" 4 12", " 3 3"))}
    files = {name: word(document(questionnaire, text, "da"), standard_look) for name, text in texts.items()}

    assert {} == {name: len(pages) for name, pages in printed(tool, tmp_path, files).items() if len(pages) != 1}


@pytest.mark.parametrize("code", ["da", "en"])
def test_everything_can_be_read_from_afar_and_whole(questionnaire, standard_look, code: str) -> None:
    """No word of the board is smaller than 16 points, those of its figures among them, and none is cut."""
    look = standard_look.on("a3_landscape")
    studio, (width, height) = Studio(look), text_area(look, 3)
    sizes, words = list(look.sizes.values()), []
    for text in CASES.values():
        for block in walk(document(questionnaire, text, code).blocks):
            if isinstance(block, Chart | Diagram):
                made = drawn(block, look, studio, width)
                texts = [one for one in made.items if isinstance(one, Text)]
                sizes += [one.size * scale_of(made, look, width, height) for one in texts]
                words += [one.text for one in texts]

    assert min(sizes) >= LEAST
    assert [] == [one for one in words if "…" in one]
