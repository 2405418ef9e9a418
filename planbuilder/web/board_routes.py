"""Which address leads to the board and to a meeting at it, and what becomes of their forms.

In: a request that the door has let in. Out: a reply.
"""

from __future__ import annotations

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Route

from planbuilder.usecases import meetings
from planbuilder.usecases.agenda import under_way
from planbuilder.web import board, meeting, meeting_forms
from planbuilder.web.posted import Sent
from planbuilder.web.routes import Door, Reply, go, got, posted
from planbuilder.web.visit import Visit

AT = "board/meeting"


def routes(door: Door) -> list[Route]:
    """The routes of the board."""
    get, post = partial(got, door), partial(posted, door)
    return [
        Route("/board", get(_wall)),
        Route(f"/{AT}", get(_beginning)),
        Route(f"/{AT}", post(_begin), methods=["POST"]),
        Route(f"/{AT}/{{key}}", get(_point)),
        Route(f"/{AT}/{{key}}", post(_say), methods=["POST"]),
    ]


def _wall(visit: Visit, request: Request) -> Reply:
    if not board.sees(visit):
        raise HTTPException(403)
    ended = request.query_params.get("told") == "ended"
    return board.wall(visit, visit.text("web.meeting_ended") if ended else "")


def _held(visit: Visit) -> None:
    if not board.holds(visit):
        raise HTTPException(403)


def _beginning(visit: Visit, request: Request) -> Reply:
    _held(visit)
    return _on(visit) if under_way(visit.session.opened.plan) else meeting.beginning(visit)


def _begin(visit: Visit, request: Request, sent: Sent) -> Reply:
    _held(visit)
    meetings.begin(visit.session, visit.day)
    return _on(visit)


def _on(visit: Visit) -> Reply:
    """The way to the first point that is not done."""
    point = meeting.found(visit).next()
    return go(visit, f"{AT}/{point.key if point else meeting.END}", {})


def _point(visit: Visit, request: Request) -> Reply:
    _held(visit)
    if not under_way(visit.session.opened.plan):
        return go(visit, AT, {})
    told = visit.text("web.saved") if request.query_params.get("told") == "saved" else ""
    return meeting.at(visit, request.path_params["key"], told)


def _say(visit: Visit, request: Request, sent: Sent) -> Reply:
    _held(visit)
    key, known = request.path_params["key"], meeting.found(visit)
    if not known.meeting:
        return go(visit, AT, {})
    if key == meeting.END:
        meetings.end(visit.session, known.meeting)
        return go(visit, "board", {"told": "ended"})
    point = meeting.point_of(known, key)
    if refused := meeting_forms.say(visit, known, point, sent):
        return meeting.at(visit, key, refused=refused, typed={name: str(sent.get(name, "")) for name in sent})
    return go(visit, f"{AT}/{meeting.next_key(visit, known, point)}", {"told": "saved"})
