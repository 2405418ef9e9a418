"""Which address leads to which page, and what becomes of a form.

In: a request that the door has let in, with its `Visit`. Out: a reply. After a save the browser is sent to the page
again (303), so that nothing is sent twice by loading it anew; what is refused stays on the page (422), as it was typed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager
from functools import partial
from threading import Lock
from typing import Any, cast
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from planbuilder.figures.review import problems
from planbuilder.interview.rows import may_add
from planbuilder.interview.screens import disagreements_of
from planbuilder.questionnaire.definition import Part
from planbuilder.record import field, record
from planbuilder.web import latest, pages, saving
from planbuilder.web.addresses import anchor_of, page_of, path_of
from planbuilder.web.pages import Failed, Page, failed_answer
from planbuilder.web.posted import Sent
from planbuilder.web.saving import NEW, Saved, attempted
from planbuilder.web.showing import part_view
from planbuilder.web.views import dom
from planbuilder.web.visit import Visit

Reply = Page | Response
Handler = Callable[[Visit, Request, Any], Reply]
TOLD = ("saved", "deleted", "moved", "copied", "added", "marked")
MARKS = ("unknown", "not_relevant", "open")
MOST_FIELDS = 1000


@record
class Door:
    """How a request becomes a visit, and a page a reply; `turn` is held by whoever changes the plan.

    Without it two forms that come at once would both open the plan, and the later would have to read it again.
    """

    visit: Callable[[Request], Visit]
    show: Callable[[Visit, Request, Page], Response]
    turn: AbstractContextManager[object] = field(default_factory=Lock)


def routes(door: Door) -> list[Route]:
    """The routes of the pages of questions."""
    get, post = partial(got, door), partial(posted, door)
    return [
        Route("/", get(lambda visit, request: pages.start(visit, told_of(visit, request)))),
        Route("/check", get(_check)),
        Route("/part/{part}", get(_part)),
        Route("/part/{part}/{section}", get(_section)),
        Route("/table/{id}", get(_table)),
        Route("/answer/{id}", post(_answer), methods=["POST"]),
        Route("/row/{id}/{row}", post(_row), methods=["POST"]),
        Route("/row/{id}/{row}/act", post(_act), methods=["POST"]),
        Route("/row/{id}/{row}/delete", get(_deleting)),
        Route("/rows/{id}/ready", post(_ready), methods=["POST"]),
    ]


def got(door: Door, page: Callable[[Visit, Request], Reply]) -> Callable[[Request], Response]:
    """An endpoint that shows a page."""

    def endpoint(request: Request) -> Response:
        visit = door.visit(request)
        return _reply(door, visit, request, page(visit, request))

    return endpoint


def posted(door: Door, act: Handler) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that does what a form says."""

    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=MOST_FIELDS) as sent:
            return await run_in_threadpool(work, request, cast("Sent", sent))

    def work(request: Request, sent: Sent) -> Response:
        with door.turn:
            visit = door.visit(request)
            before, made = visit.session.opened, act(visit, request, sent)
            if visit.session.opened is not before:
                latest.saved(visit.session.opened)
        return _reply(door, visit, request, made)

    return endpoint


def _reply(door: Door, visit: Visit, request: Request, made: Reply) -> Response:
    return made if isinstance(made, Response) else door.show(visit, request, made)


def question_of(visit: Visit, request: Request) -> str:
    """The id of the question in an address, if this visitor reaches it."""
    id = request.path_params["id"]
    if id not in visit.session.questionnaire.by_id or not visit.reaches(id):
        raise HTTPException(404)
    return str(id)


def _check(visit: Visit, request: Request) -> Page:
    return pages.check(visit, problems(visit.session.answers, "approval") if visit.leads else ())


def told_of(visit: Visit, request: Request, id: str = "") -> str:
    """What the page says has just happened; only what the program itself says."""
    told = request.query_params.get("told", "")
    if told == "apart":
        others = (one for found in disagreements_of(visit.session, id) for one in found.answers)
        by = next((one.by for one in others if one.by != visit.name), "") if id else ""
        return visit.text("web.saved_apart", by=by or visit.text("interview.somebody"))
    return visit.text(f"web.{told}") if told in TOLD else ""


def _part(visit: Visit, request: Request) -> Reply:
    """The page of a part; of one that is divided, the way to the first section with a question for this visitor."""
    part = _known_part(visit, request)
    if not part.sections:
        return _questions(visit, request, part, "")
    ids = [section.id for section in part_view(visit, part).sections or part.sections]
    return go(visit, path_of(part, ids[0]), {})


def _section(visit: Visit, request: Request) -> Page:
    part, section = _known_part(visit, request), request.path_params["section"]
    if not any(map(visit.reaches, part.by_section.get(section, ()))):
        raise HTTPException(404)
    return _questions(visit, request, part, section)


def _known_part(visit: Visit, request: Request) -> Part:
    found = (part for part in visit.session.questionnaire.parts if part.id == request.path_params["part"])
    if (part := next(found, None)) is None:
        raise HTTPException(404)
    return part


def _questions(visit: Visit, request: Request, part: Part, section: str) -> Page:
    saved = request.query_params.get("saved", "")
    return pages.part(visit, part.id, section, saved=saved, told=told_of(visit, request, saved))


def _table(visit: Visit, request: Request) -> Page:
    id = _table_id(visit, request)
    row, saved = request.query_params.get("row", ""), request.query_params.get("saved", "")
    return pages.table(visit, id, row, saved=saved, told=told_of(visit, request, id))


def _table_id(visit: Visit, request: Request) -> str:
    id = question_of(visit, request)
    if not visit.session.question(id).is_table:
        raise HTTPException(404)
    return id


def _answer(visit: Visit, request: Request, sent: Sent) -> Reply:
    id, act = question_of(visit, request), str(sent.get("act", "save"))
    session, is_table = visit.session, visit.session.question(question_of(visit, request)).is_table
    if act in MARKS:
        saved = attempted(session, sent, lambda: saving.mark(session, id, sent, act))
    elif is_table:
        raise HTTPException(404)
    else:
        saved = attempted(session, sent, lambda: saving.save_answer(session, id, sent))
    if saved.posted.refused:
        failed = failed_answer(id, saved.posted.refused)
        return pages.table(visit, id) if is_table else pages.beside_question(visit, id, failed)
    told = saved.told or ("marked" if act in MARKS else "")
    if back := _back(sent):
        return go(visit, back, {"told": told or "saved"})
    if is_table:
        return go(visit, f"table/{id}", {"told": told})
    return go(visit, page_of(visit, id), {"saved": id, "told": told}, anchor_of(id))


def _row(visit: Visit, request: Request, sent: Sent) -> Reply:
    id, row = _table_id(visit, request), request.path_params["row"]
    if row == NEW and not may_add(visit.session, id):
        raise HTTPException(404)
    saved = attempted(visit.session, sent, lambda: saving.save_row(visit.session, id, row, sent))
    if saved.posted.refused:
        typed = {key: str(sent.get(key)) for key in sent}
        return pages.table(visit, id, row, Failed(id, row, saved.posted.refused, typed))
    told = saved.told or ("added" if row == NEW else "")
    if back := _back(sent):
        return go(visit, back, {"told": told or "saved"})
    return go(visit, f"table/{id}", {"row": saved.row, "saved": "1", "told": told}, dom(f"row-{saved.row}"))


def _back(sent: Sent) -> str:
    """The page that a form comes back to, if it is one of those that show questions in their own way."""
    to = str(sent.get("to", ""))
    return to if to.startswith(("walk/", "projector/")) else ""


ACTED: Mapping[str, str] = {"copy": "copied", "up": "moved", "down": "moved", "delete": "deleted"}


def _act(visit: Visit, request: Request, sent: Sent) -> Reply:
    id, row, act = _table_id(visit, request), request.path_params["row"], str(sent.get("act", ""))
    if act not in ACTED:
        raise HTTPException(404)
    saved = attempted(visit.session, sent, lambda: saving.act_on_row(visit.session, id, row, act))
    return _at_row(visit, id, saved, ACTED[act], "" if act == "delete" else saved.row or row)


def _ready(visit: Visit, request: Request, sent: Sent) -> Reply:
    id = _table_id(visit, request)
    chosen = str(sent.get("ready", ""))
    saved = attempted(visit.session, sent, lambda: saving.add_ready(visit.session, id, chosen))
    return _at_row(visit, id, saved, "added", saved.row)


def _at_row(visit: Visit, id: str, saved: Saved, told: str, row: str) -> Reply:
    if saved.posted.refused:
        return pages.table(visit, id, told=" ".join(one.why for one in saved.posted.refused.values()))
    return go(visit, f"table/{id}", {"row": row, "told": saved.told or told}, dom(f"row-{row}") if row else "")


def _deleting(visit: Visit, request: Request) -> Reply:
    id, row = _table_id(visit, request), request.path_params["row"]
    if row not in visit.session.answers.rows(id) or not may_add(visit.session, id):
        return go(visit, f"table/{id}", {"told": "deleted"})
    return pages.deleting(visit, id, row)


def go(visit: Visit, path: str, query: Mapping[str, str], anchor: str = "") -> Response:
    """The way on to a page, with what is to be told there."""
    asked = urlencode({name: text for name, text in query.items() if text})
    end = f"?{asked}" if asked else ""
    return RedirectResponse(visit.url(quote(path)) + end + (f"#{anchor}" if anchor else ""), 303)
