"""The pages beside the questions: what differs and is settled, what has changed, the tree, the walk, documents.

In: a visit. Out: a `Page` each, or the bytes of a document.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from planbuilder import pipeline
from planbuilder.document.figure_model import Diagram
from planbuilder.drawing.studio import Studio
from planbuilder.drawing.svg import svg
from planbuilder.drawing.typeface import set_in
from planbuilder.errors import PlanbuilderError
from planbuilder.interview import rows as table_rows
from planbuilder.interview.settling import Open, open_disagreements, settle
from planbuilder.look import Look
from planbuilder.plan.sayings import asked_at
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.needed import ACTIONS, BENEFITS, CHANGES, MATRIX, WALK
from planbuilder.record import record
from planbuilder.usecases.building import FORMATS
from planbuilder.usecases.changing import Change, log
from planbuilder.usecases.looks import look_of
from planbuilder.usecases.plans import own_language
from planbuilder.usecases.previewing import chapter, figures, preview
from planbuilder.web.addresses import place_of
from planbuilder.web.pages import Page, differing
from planbuilder.web.posted import Sent
from planbuilder.web.showing import differing_view, question_view, row_view
from planbuilder.web.visit import Visit
from planbuilder.writers import WRITERS
from planbuilder.writers.shared import drawn, text_area

TREE = "benefits_tree"
LATEST = 30  # changes that are shown


def disagreements(visit: Visit, told: str = "") -> Page:
    """Every answer on which people differ, side by side."""
    values = {"title": visit.text("web.differing"), "differing": differing(visit), "told": told}
    return Page("disagreements.html", values)


def open_at(visit: Visit, place: str) -> Open | None:
    """The disagreement at a place that this visitor reaches; None if there is none that is open."""
    questionnaire = visit.session.questionnaire
    found = (one for one in open_disagreements(visit.session) if one.place == place)
    return next((one for one in found if visit.reaches_all(id for id, _ in asked_at(one.path, questionnaire))), None)


def settling(visit: Visit, one: Open, sent: Mapping[str, str] | None = None, why: str = "", told: str = "") -> Page:
    """A disagreement to settle; what was typed stays, with why it could not be settled."""
    typed = sent or {}
    values = {
        "title": visit.text("web.differ", place=one.name),
        "one": differing_view(visit, one),
        "errors": [("choice", why)] if why else [],
        "take": typed.get("take", ""),
        "text": typed.get("text", ""),
        "why": typed.get("why", ""),
        "told": told,
    }
    return Page("settle.html", values, 422 if why else 200)


def settled(visit: Visit, one: Open, sent: Sent) -> str | Page:
    """What is told once a disagreement is settled, or the page again with why it is not."""
    typed = {name: str(sent.get(name, "")) for name in ("take", "text", "why")}
    if sent.get("seen") and str(sent.get("seen")).replace("\r\n", "\n") != "|".join(one.shown):
        return settling(visit, one, typed, visit.text("web.settled_meanwhile", place=one.name))
    if not typed["take"].isdecimal():
        return settling(visit, one, typed, visit.text("web.settle_choose"))
    if typed["take"] == "0" and not typed["text"].strip():
        return settling(visit, one, typed, visit.text("web.settle_text_missing"))
    text = typed["text"].replace("\r\n", "\n").strip() if typed["take"] == "0" else None
    try:
        done = settle(visit.session, one, int(typed["take"]), text, typed["why"])
    except PlanbuilderError as error:
        words = visit.session.language
        found = " ".join(f"{words.problem(each)} {words.way_out(each)}" for each in error.problems)
        return settling(visit, one, typed, found)
    return visit.text("web.settled_now" if done else "web.settled_meanwhile", place=one.name)


@record
class ChangeView:
    """A change of the plan in words; `may` tells whether this visitor may take it back."""

    number: int
    when: str
    who: str
    lines: tuple[str, ...]
    may: bool


def history(visit: Visit, told: str = "", why: str = "") -> Page:
    """The latest changes that this visitor may see, newest first, each with a way to take it back."""
    changes = log(visit.session.opened.path, visit.session.language)
    seen = [one for one in reversed(changes) if one.lines and (visit.leads or one.by == visit.name)][:LATEST]
    values = {
        "here": "history",
        "title": visit.text("web.history"),
        "changes": [_change_view(visit, one) for one in seen],
        "told": told,
        "errors": [("history", why)] if why else [],
    }
    return Page("history.html", values, 422 if why else 200)


def _change_view(visit: Visit, one: Change) -> ChangeView:
    text = visit.text
    lines = tuple(line.whole for line in one.lines)
    who = ", ".join(filter(None, (one.by or text("changes.nameless"), one.role)))
    day = visit.session.language.short_day(date.fromisoformat(one.at[:10]))
    when = text("web.day_and_time", day=day, time=one.at[11:16])
    return ChangeView(one.number, when, who, lines, visit.leads or one.by == visit.name)


def previewed(visit: Visit, part: str) -> bytes:
    """The chapter of a part as it will stand in the plan."""
    session = visit.session
    look = look_of(session.opened.folder)
    return preview(session.opened, session.questionnaire, session.language, visit.day, look, part)


def tree(visit: Visit) -> Page:
    """The benefits tree as a picture, and beside it what it is drawn from, to be changed."""
    session, look = visit.session, look_of(visit.session.opened.folder)
    document = chapter(session.opened, session.questionnaire, session.language, visit.day, TREE)
    found = next((one for one in figures(document) if isinstance(one, Diagram)), None)
    values = {
        "here": "tree",
        "title": visit.text("web.tree"),
        "picture": _picture(found, look) if found else "",
        "alt": found.alt or found.caption if found else "",
        "tables": [_listed(visit, id) for id in (CHANGES, BENEFITS) if visit.reaches(id)],
        "walk": [
            (table_rows.called(session, CHANGES, row), visit.url(f"walk/{row}"))
            for row in session.answers.rows(CHANGES)
        ],
        "may_walk": bool(walked(visit)),
    }
    return Page("tree.html", values)


def _picture(figure: Diagram, look: Look) -> str:
    """The drawing of a figure as markup that has no text of its own: its description says it."""
    with set_in(look.faces):
        drawing = drawn(figure, look, Studio(look), text_area(look)[0])
        shapes = svg(drawing, "").split("\n", 2)[2]
    return f'<svg viewBox="0 0 {drawing.width:.2f} {drawing.height:.2f}" aria-hidden="true">\n{shapes}'


def _listed(visit: Visit, id: str) -> dict[str, object]:
    """A table with its rows as links."""
    found = question_view(visit, id)
    return {
        "heading": visit.session.language.pick(visit.session.question(id).heading),
        "href": found.href,
        "new": f"{found.href}?row=%2B#row-new",
        "rows": tuple(row_view(visit, id, row) for row in visit.session.answers.rows(id)),
    }


def walked(visit: Visit) -> str:
    """The question of themes and changes that this visitor reaches: with the actions, or as at the start meeting."""
    return next((id for id in (MATRIX, WALK) if visit.reaches(id)), "")


def change_by_change(visit: Visit, change: str, told: str = "") -> Page:
    """A change and each theme: whether it matters and what is to be done, with the change's benefits beside it."""
    session, keys, id = visit.session, list(visit.session.opened.plan.benefits_tree.changes), walked(visit)
    at = keys.index(change)
    to = f"walk/{change}"
    cells = [row for row in session.answers.rows(id) if row.partition(".")[0] == change]
    values = {
        "here": "tree",
        "title": table_rows.called(session, CHANGES, change),
        "themes": [row_view(visit, id, row, is_open=True) for row in cells],
        "benefits": [row_view(visit, BENEFITS, row) for row in _benefits_of(visit, change)],
        "new_action": f"{visit.url(f'table/{ACTIONS}')}?row=%2B#row-new",
        "actions": [table_rows.row_line(session, ACTIONS, row) for row in _actions_of(visit, change)],
        "back": visit.url(to),
        "to": to,
        "before": visit.url(f"walk/{keys[at - 1]}") if at else "",
        "after": visit.url(f"walk/{keys[at + 1]}") if at + 1 < len(keys) else "",
        "step": visit.text("web.change_step", number=at + 1, of=len(keys)),
        "told": told,
    }
    return Page("walk.html", values)


def _benefits_of(visit: Visit, change: str) -> list[str]:
    return [id for id, one in visit.session.opened.plan.benefits_tree.benefits.items() if change in one.from_]


def _actions_of(visit: Visit, change: str) -> list[str]:
    return [id for id, one in visit.session.opened.plan.actions.items() if change == one.change]


@record
class FileView:
    """A document with where it is got in each format."""

    name: str
    formats: tuple[tuple[str, str], ...]


def documents(visit: Visit) -> Page:
    """The documents of the plan, to be made and got."""
    minutes = (pipeline.MINUTES,) if visit.session.opened.plan.meetings else ()
    formats = [one for one in FORMATS if WRITERS[one].takes == "document"]
    found = [_file(visit, name, formats) for name in (*pipeline.DOCUMENTS, *minutes)]
    found.append(_file(visit, pipeline.WORKBOOK, ["xlsx"]))
    return Page("documents.html", {"here": "documents", "title": visit.text("web.documents"), "files": found})


def _file(visit: Visit, name: str, formats: list[str]) -> FileView:
    links = tuple((one.upper(), visit.url(f"documents/{name}.{one}")) for one in formats)
    return FileView(visit.text(f"web.file.{name}"), links)


def made(visit: Visit, name: str) -> pipeline.Output | None:
    """A document in one format, made now, in the plan's own language; None for one that there is not."""
    base, _, format = name.rpartition(".")
    session = visit.session
    known = (
        (*pipeline.DOCUMENTS, pipeline.MINUTES)
        if format in ("docx", "pdf")
        else (pipeline.WORKBOOK,)
        if format == "xlsx"
        else ()
    )
    if base not in known:
        return None
    look, language = look_of(session.opened.folder), own_language(session.opened)
    names = (base,) if format != "xlsx" else ()
    options = pipeline.BuildOptions(names, (format,), visit.day, language, look, visit.kept_figures)
    data = session.opened.source.data()
    return next(pipeline.build(session.opened.plan, session.questionnaire, options, data), None)


def projected(visit: Visit, id: str, told: str = "") -> Page:
    """One question in large type, with the preview beside it."""
    session, part = visit.session, id.partition(".")[0]
    asked = [one for each in session.questionnaire.parts for one in session.asked(each) if visit.reaches(one)]
    at = asked.index(id) if id in asked else 0
    has_rows = kinds.of(session.question(id)).has_rows
    title = session.language.pick(session.questionnaire.part(part).title)
    values = {
        "title": session.language.pick(session.question(id).label),
        "c": question_view(visit, id),
        "rows": [row_view(visit, id, row) for row in session.answers.rows(id)] if has_rows else [],
        "part": title,
        "preview": {"title": title, "href": visit.url(f"preview/{part}")},
        "before": visit.url(f"projector/{asked[at - 1]}") if at else "",
        "after": visit.url(f"projector/{asked[at + 1]}") if at + 1 < len(asked) else "",
        "step": visit.text("interview.step", number=at + 1, of=len(asked)),
        "to": f"projector/{id}",
        "told": told,
        "leave": place_of(visit, id),
    }
    return Page("projector.html", values)
