"""Which address leads to which page beside the questions, and what becomes of their forms.

In: a request that the door has let in. Out: a reply.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Awaitable, Callable
from functools import partial
from hashlib import sha256

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from planbuilder.errors import PlanbuilderError
from planbuilder.plan.sayings import path_in
from planbuilder.plan.store import open_plan
from planbuilder.usecases.changing import undo
from planbuilder.web import beside, live
from planbuilder.web.pages import Page
from planbuilder.web.posted import Sent
from planbuilder.web.routes import Door, Reply, go, got, posted, question_of, told_of
from planbuilder.web.visit import Visit

# The one page that is a document of ours: it has its style sheet in itself, and is shown inside our own pages alone.
PREVIEW_POLICY = (
    "default-src 'none'; style-src 'sha256-{style}'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
MIME = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def routes(door: Door) -> list[Route]:
    """The routes of the pages beside the questions."""
    get, post = partial(got, door), partial(posted, door)
    return [
        Route("/disagreements", get(_disagreements)),
        Route("/disagreement/{place}", get(_settling)),
        Route("/disagreement/{place}", post(_settle), methods=["POST"]),
        Route("/history", get(lambda visit, request: beside.history(visit))),
        Route("/undo", post(_undo), methods=["POST"]),
        Route("/preview/{part}", get(_preview)),
        Route("/tree", get(_tree)),
        Route("/walk/{change}", get(_walk)),
        Route("/documents", get(_documents)),
        Route("/documents/{name}", get(_document)),
        Route("/projector/{id}", get(_projector)),
        Route("/events", _events(door)),
    ]


def _disagreements(visit: Visit, request: Request) -> Page:
    return beside.disagreements(visit)


def _settling(visit: Visit, request: Request) -> Reply:
    if not visit.leads:
        raise HTTPException(403)
    found = beside.open_at(visit, request.path_params["place"])
    return beside.settling(visit, found) if found else go(visit, "disagreements", {})


def _settle(visit: Visit, request: Request, sent: Sent) -> Reply:
    if not visit.leads:
        raise HTTPException(403)
    place = request.path_params["place"]
    if path_in(place) is None:
        raise HTTPException(404)
    found = beside.open_at(visit, place)
    if found is None:
        return go(visit, "disagreements", {})
    done = beside.settled(visit, found, sent)
    return done if isinstance(done, Page) else beside.disagreements(visit, done)


def _undo(visit: Visit, request: Request, sent: Sent) -> Reply:
    number = str(sent.get("number", ""))
    page = beside.history(visit)
    own = [one.number for one in page.values["changes"] if one.may]  # type: ignore[attr-defined]
    if not (number.isdecimal() and int(number) in own):
        raise HTTPException(404)
    session = visit.session
    try:
        taken = undo(session.opened.path, session.language, session.author().at, int(number), visit.name, visit.role)
    except PlanbuilderError as error:
        words = session.language
        return beside.history(
            visit, why=" ".join(f"{words.problem(one)} {words.way_out(one)}" for one in error.problems)
        )
    what = "; ".join(line.place for line in taken.lines)
    session.take(open_plan(session.opened.path))
    return beside.history(visit, visit.text("web.undone", what=what))


def _preview(visit: Visit, request: Request) -> Response:
    part = request.path_params["part"]
    reached = [one for one in visit.session.questionnaire.parts if one.id == part]
    if not reached or not any(visit.reaches(f"{part}.{one.id}") for one in reached[0].questions):
        raise HTTPException(404)
    made = beside.previewed(visit, part)
    headers = {"Content-Security-Policy": _policy(made), "Cache-Control": "no-store"}
    return Response(made, media_type="text/html", headers=headers)


def _policy(made: bytes) -> str:
    """The policy that lets a document have its own style sheet and no other."""
    found = STYLE.search(made)
    digest = b64encode(sha256(found[1] if found else b"").digest()).decode()
    return PREVIEW_POLICY.format(style=digest)


def _tree(visit: Visit, request: Request) -> Page:
    if not visit.sees_tree:
        raise HTTPException(403)
    return beside.tree(visit)


def _documents(visit: Visit, request: Request) -> Page:
    if not visit.leads:
        raise HTTPException(403)
    return beside.documents(visit)


def _walk(visit: Visit, request: Request) -> Reply:
    change = request.path_params["change"]
    if not beside.walked(visit) or change not in visit.session.opened.plan.benefits_tree.changes:
        raise HTTPException(404)
    return beside.change_by_change(visit, change, told_of(visit, request))


def _projector(visit: Visit, request: Request) -> Page:
    id = question_of(visit, request)
    return beside.projected(visit, id, told_of(visit, request, id))


def _document(visit: Visit, request: Request) -> Response:
    name = request.path_params["name"]
    made = beside.made(visit, name) if visit.leads else None
    if made is None:
        raise HTTPException(404)
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
    return Response(made.data, media_type=MIME[name.rpartition(".")[2]], headers=headers)


def _events(door: Door) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        visit = door.visit(request)
        stream = live.events(visit.session.opened.path, request.is_disconnected)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    return endpoint
