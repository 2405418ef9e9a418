"""The handbook's pictures: which page of the program each shows, for whom, and which words must be seen in it.

`pytest tests/web/test_handbook_pictures.py --golden` takes them anew. A picture is what a browser shows of the example
plan, in few colours.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from planbuilder import example
from planbuilder.language import Language
from planbuilder.plan.store import PLAN, open_plan
from planbuilder.record import record
from planbuilder.usecases.interviewing import session
from tests.web.preparing import LEGAL, WORDS

AT = datetime(2026, 11, 23, 12, 0)
NAME, MANAGER = "Hanne Vestergaard", "Torben Krogh"
COLOURS = 128
ANSWER = {
    "da": "Familien søger ét sted. Borgerservice ser alle oplysninger samlet og giver svar samme dag.",
    "en": "The family applies in one place. Citizen Services sees all facts together and answers the same day.",
}
# What the plan of the pictures has not answered yet.
UNANSWERED = [
    "workflows_rules.best_solution",
    "workflows_rules.make_it_lawful",
    "behaviour_culture.beliefs",
    "behaviour_culture.wanted_behaviour",
    "goals_followup.meeting",
    "goals_followup.board_use",
]


def nothing(page: Any) -> None:
    """Show a page as it opens."""


def differing(page: Any) -> None:
    page.locator("main a[href*='disagreement/']").first.click()


def previewed(page: Any) -> None:
    page.frame_locator("#preview").locator("main").wait_for()


def answered(page: Any) -> None:
    """A question that has just been answered, with the preview where the answer stands."""
    previewed(page)
    box = page.locator("textarea[id$='best-solution']")
    box.fill(ANSWER[page.evaluate("document.documentElement.lang")[:2]])
    box.press("Tab")
    page.locator("#live", has_text=re.compile(".")).wait_for(state="attached")
    page.locator("#preview[data-renewed]").wait_for(state="attached")
    box.evaluate("one => { one.blur(); one.closest('.pb-card').scrollIntoView() }")


def counted(page: Any) -> None:
    """The key figures in view, where they follow."""
    previewed(page)
    page.frame_locator("#preview").locator(".tiles").first.evaluate("one => one.scrollIntoView()")


def unfolded(page: Any) -> None:
    page.locator("#found summary").click()


@record
class Picture:
    """A page by its address, and the words (keys of texts) that must be seen on it; what is done there before.

    `shown` is the part of the page that is taken; its height is cut at `height`. Who leads
    sees it, or a manager.
    """

    path: str
    words: tuple[str, ...]
    width: int = 1000
    height: int = 700
    done: Callable[[Any], None] = nothing
    shown: str = "body"
    leads: bool = True


PICTURES = {
    "overview": Picture(
        "/", ("web.parts", "web.check", "web.tree", "web.documents", "web.history", "web.help"), height=960
    ),
    "question": Picture("/part/workflows_rules", ("web.preview", "web.cannot"), 1280, 800, answered, leads=False),
    "phone": Picture("/part/workflows_rules", ("web.cannot",), 375, 740, answered, leads=False),
    "tree": Picture("/tree", ("web.tree",), 1000, 900),
    "walk": Picture("/walk/F1", ("web.walk_lead", "web.benefits_of", "web.new_action"), 1280, 760),
    "board": Picture("/board", ("web.wall.goals", "web.wall.actions", "web.meeting_begin"), 1600, 900),
    "projector": Picture(f"/projector/{LEGAL}", ("web.on_one", "web.leave_projector"), 1600, 900, previewed),
    "settle": Picture(
        "/disagreements", ("web.settle_which", "settle.why", "web.settle_now"), 900, 900, differing, "main"
    ),
    "check": Picture("/check", ("web.check_lead", "web.change"), 1000, 700, unfolded),
    "documents": Picture(
        "/documents", ("web.documents_lead", "web.file.proposal", "web.file.economy"), 900, 800, shown="main"
    ),
    "history": Picture("/history", ("web.history_lead", "web.undo"), 900, 640, shown="main"),
    "economy": Picture(
        "/table/budget_political_goals.costs?row=K1", ("web.preview", "web.save_row"), 1280, 800, counted
    ),
}


def plan_of_pictures(folder: Path, language: Language) -> None:
    """The example, not finished, with a question that two have answered differently."""
    folder.mkdir()
    (folder / PLAN).write_text(example.text(language), encoding="utf-8")
    leads = session(folder, language, lambda: AT, NAME, WORDS[language.code]["lead"])
    for id in UNANSWERED:
        leads.clear(id)
    names = ("Torben Krogh", "Susanne Bjerre")
    both = [session(folder, language, lambda: AT, name, WORDS[language.code]["manager"]) for name in names]
    both[0].record(LEGAL, WORDS[language.code]["law"])
    both[1].record(LEGAL, WORDS[language.code]["other"])
    assert open_plan(folder).plan.said


def taken(page: Any, picture: Picture) -> bytes:
    """The picture of a page that a browser shows, as a PNG file."""
    page.goto(picture.path)
    picture.done(page)
    page.wait_for_load_state()
    page.evaluate("document.fonts.ready")
    if picture.shown == "body":
        return in_few_colours(page.screenshot(animations="disabled", caret="hide"))
    box, margin = page.locator(picture.shown).first.bounding_box(), 24
    clip = {
        "x": max(0, box["x"] - margin),
        "y": max(0, box["y"] - margin),
        "width": min(picture.width - max(0, box["x"] - margin), box["width"] + 2 * margin),
        "height": min(picture.height, box["height"] + 2 * margin),
    }
    return in_few_colours(page.screenshot(clip=clip, full_page=True, animations="disabled"))


def in_few_colours(data: bytes) -> bytes:
    """The same picture, a fraction as large."""
    made = BytesIO()
    image = Image.open(BytesIO(data)).convert("RGB")
    image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()
