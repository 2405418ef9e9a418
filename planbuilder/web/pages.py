"""The pages of questions: start, a part, a table, a row to delete, and all answers to look through.

In: a visit, and what was sent with the address. Out: a `Page`, the name of a template with what it shows.
"""

from __future__ import annotations

from collections.abc import Mapping

from planbuilder.errors import Problem
from planbuilder.interview import rows as table_rows
from planbuilder.interview import screens
from planbuilder.interview.settling import open_disagreements
from planbuilder.plan.answers import State
from planbuilder.plan.sayings import asked_at, path_in
from planbuilder.questionnaire import kinds
from planbuilder.record import field, record
from planbuilder.web.addresses import answered_at, place_of
from planbuilder.web.posted import ANSWER, Refused
from planbuilder.web.saving import NEW
from planbuilder.web.showing import (
    NOTHING_REFUSED,
    differing_view,
    new_row,
    part_view,
    parts_of,
    question_view,
    row_views,
    said_by,
)
from planbuilder.web.views import DifferingView, PartView, dom
from planbuilder.web.visit import Visit

Values = Mapping[str, object]
SHOWN_FULL = 600  # letters of an answer among all answers


@record
class Page:
    """A template and what it shows; `status` is that of the reply."""

    template: str
    values: Values = field(default_factory=dict)
    status: int = 200


@record
class Failed:
    """What was refused in a form, by the question or row it belongs to, with all that was typed there."""

    id: str
    row: str = ""
    refused: Mapping[str, Refused] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


NOTHING_FAILED = Failed("")


def start(visit: Visit, told: str = "") -> Page:
    """Every part with how far it is, what is missing and who has answered; what differs, and where to go on."""
    parts = parts_of(visit)
    asked, settled = (sum(getattr(part, name) for part in parts) for name in ("asked", "settled"))
    apart = len(differing(visit))
    count = visit.session.language.count
    return Page(
        "start.html",
        {
            "here": "start",
            "title": visit.text("web.overview"),
            "parts": parts,
            "asked": asked,
            "settled": settled,
            "progress": visit.text("web.progress", settled=settled, asked=asked),
            "differing": count("web.differing_count", apart) if apart else "",
            "next": next((page for part in parts for page in part.pages if not page.done), None),
            "told": told,
        },
    )


def part(
    visit: Visit, id: str, section: str = "", failed: Failed = NOTHING_FAILED, saved: str = "", told: str = ""
) -> Page:
    """The questions of a part, or of one of its sections, one under the other."""
    found = visit.session.questionnaire.part(id)
    whole = part_view(visit, found)
    shown = next((one for one in whole.sections if one.id == section), whole)
    values = {
        "title": shown.title,
        "within": whole.title if shown is not whole else "",
        "intro": visit.session.language.pick(found.intro) if shown.href == whole.href else "",
        "cards": [question_view(visit, one, _refused(failed, one), one == saved) for one in shown.questions],
        "progress": visit.text("web.progress", settled=shown.settled, asked=shown.asked) if shown.asked else "",
        "errors": [(dom(failed.id), one.why) for one in failed.refused.values()],
        **_around(visit, id, section, told or (visit.text("web.saved") if saved else "")),
    }
    return Page("part.html", values, 422 if failed.refused else 200)


def beside_question(visit: Visit, id: str, failed: Failed) -> Page:
    """The page on which a question stands, with what was refused of it."""
    found = visit.session.questionnaire.part_of(id)
    section = found.section_of(id)
    return part(visit, found.id, section.id if section else "", failed)


def _refused(failed: Failed, id: str, row: str = "") -> Mapping[str, Refused]:
    return failed.refused if (failed.id, failed.row) == (id, row) else NOTHING_REFUSED


def _around(visit: Visit, id: str, section: str, told: str) -> Values:
    """What stands around the questions of a part: the other parts and sections, the way on, and the preview."""
    parts = parts_of(visit)
    here = next((one for one in parts if one.id == id), None)
    pages = [(part.id, page) for part in parts for page in part.pages]
    at = next((n for n, (part, page) in enumerate(pages) if part == id and page.id == (section or id)), None)
    return {
        "here": "start",
        "here_part": id,
        "here_section": section,
        "parts": parts,
        "before": pages[at - 1][1] if at else None,
        "after": pages[at + 1][1] if at is not None and at + 1 < len(pages) else None,
        "told": told,
        "preview": {"title": here.title, "href": visit.url(f"preview/{id}")} if here else None,
    }


def table(
    visit: Visit, id: str, row: str = "", failed: Failed = NOTHING_FAILED, saved: str = "", told: str = ""
) -> Page:
    """The rows of a table, one of them open, or the form of a new one."""
    session, refused = visit.session, _refused(failed, id, row)
    part = session.questionnaire.part_of(id)
    section = part.section_of(id)
    may_add = table_rows.may_add(session, id)
    prefix = "new-" if row == NEW else f"{row}-"
    values = {
        "title": session.language.pick(session.question(id).heading or session.question(id).label),
        "back_to": {"title": session.language.pick((section or part).title), "href": place_of(visit, id)},
        "c": question_view(visit, id, saved=bool(saved)),
        "rows": row_views(visit, id, row, refused),
        "new": new_row(visit, id, refused, failed.typed) if row == NEW and may_add else None,
        "new_href": f"{visit.url(f'table/{id}')}?row=%2B#row-new",
        "may_add": may_add,
        "ready": table_rows.ready_options(session, id) if may_add else (),
        "ready_action": visit.url(f"rows/{id}/ready"),
        "errors": [(dom(f"{prefix}{name}"), one.why) for name, one in refused.items()],
        **_around(visit, part.id, section.id if section else "", told or (visit.text("web.saved") if saved else "")),
    }
    return Page("table.html", values, 422 if refused else 200)


def deleting(visit: Visit, id: str, row: str) -> Page:
    """Whether a row may really go, with what refers to it."""
    session = visit.session
    where = table_rows.used_in(session, id, row)
    values = {
        "here": "start",
        "title": visit.text("interview.table.sure", row=table_rows.called(session, id, row)),
        "line": table_rows.row_line(session, id, row),
        "used": visit.text("interview.table.used", row=row, where=where) if where else "",
        "action": visit.url(f"row/{id}/{row}/act"),
        "back_href": f"{visit.url(f'table/{id}')}?row={row}#{dom(f'row-{row}')}",
    }
    return Page("delete.html", values)


def differing(visit: Visit) -> list[DifferingView]:
    """What several people have answered otherwise, of what this visitor reaches."""
    questionnaire = visit.session.questionnaire
    return [
        differing_view(visit, one)
        for one in open_disagreements(visit.session)
        if visit.reaches_all(id for id, _ in asked_at(one.path, questionnaire))
    ]


@record
class Told:
    """An answer among all answers."""

    heading: str
    lines: tuple[str, ...]
    state: str
    badge: str
    who: str
    href: str


BADGES: Mapping[State, str] = {"unanswered": "badge-warning", "unknown": "badge-info", "not_applicable": "badge-info"}


def check(visit: Visit, found: tuple[Problem, ...] = ()) -> Page:
    """Every answer in one list, with a way to change each, and what is missing for approval."""
    language = visit.session.language
    parts = [{"id": part.id, "title": part.title, "lists": _lists(visit, part)} for part in parts_of(visit)]
    told = [(f"{language.problem(one)} {language.way_out(one)}", _place_href(visit, one)) for one in found]
    values = {
        "here": "check",
        "title": visit.text("web.check"),
        "parts": parts,
        "differing": differing(visit),
        "found": told,
        "found_title": language.count("web.found", len(told)),
    }
    return Page("check.html", values)


def _place_href(visit: Visit, found: Problem) -> str:
    path = path_in(found.place.path)
    id = next((id for id, _ in asked_at(path, visit.session.questionnaire) if visit.reaches(id)), "") if path else ""
    return answered_at(visit, id) if id else ""


def _lists(visit: Visit, part: PartView) -> list[tuple[str, list[Told]]]:
    """The answers of each section with its title; those of a part that has none without one."""
    return [(one.title if part.sections else "", [_told(visit, id) for id in one.questions]) for one in part.pages]


def _told(visit: Visit, id: str) -> Told:
    session = visit.session
    state, pick = session.answers.state(id), session.language.pick
    question = session.question(id)
    lines: tuple[str, ...] = ()
    if question.is_table:
        lines = tuple(table_rows.row_line(session, id, row) for row in _filled(visit, id))
    elif text := session.answers.show(id):
        lines = tuple(text[:SHOWN_FULL].split("\n"))
    shown = visit.text(f"interview.state.{state}") if state != "answered" else ""
    line = screens.state_line(session, id) or shown
    return Told(pick(question.heading), lines, line, BADGES.get(state, ""), said_by(visit, id), answered_at(visit, id))


def _filled(visit: Visit, id: str) -> list[str]:
    """The rows that say something: fields of the matrix that nobody has looked at are left out."""
    found = visit.session.answers.rows(id)
    is_grid = kinds.of(visit.session.question(id)).is_grid
    return [row for row, values in found.items() if not is_grid or values["relevant"] is not None]


def failed_answer(id: str, refused: Mapping[str, Refused]) -> Failed:
    """What was refused of a question that has one field."""
    return Failed(id, "", dict.fromkeys([ANSWER], next(iter(refused.values()))))
