"""The start page of several plans, for who leads them alone.

In: the places of a site, and who asks. Out: the plans that they lead. Whoever uses the server's link is kept as leading
in each plan, so that a restart of the server ends no visit; an invitation to one plan shows nothing here.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import suppress

from starlette.requests import Request

from planbuilder.errors import PlanbuilderError
from planbuilder.plan.store import OpenPlan, open_plan
from planbuilder.record import record
from planbuilder.web.access import Access, OneTimeKey, cookie_of
from planbuilder.web.invitations import Invitation, digest, invite
from planbuilder.web.place import Place

COOKIE = "planbuilder-plans-"  # how what a browser keeps begins that leads every plan of a server


@record
class Listed:
    """A plan on the start page: its title (the folder's name if it cannot be read now) and its address."""

    title: str
    href: str
    is_sound: bool = True


def lead(places: Sequence[Place], own: OneTimeKey, key: str) -> str:
    """What a browser is to keep to lead every plan; empty where the key is not the one of the link."""
    if not own.is_used_by(key):
        return ""
    kept = secrets.token_urlsafe(24)
    for place in places:
        with suppress(PlanbuilderError):  # a plan that cannot be read now is entered another day
            invite(open_plan(place.folder), place.access.leader, place.access.clock(), kept)
    return kept


def cookie_of_all(places: Sequence[Place]) -> str:
    """The name of the cookie that keeps the key to all plans: another one for each server of a machine."""
    return f"{COOKIE}{digest(chr(0).join(str(place.folder) for place in places))[:8]}"


def visitor(access: Access, opened: OpenPlan, request: Request) -> Invitation | None:
    """The invitation to a plan that a request comes with: by its own cookie, or by that of all plans."""
    client = request.client.host if request.client else ""
    names = [cookie_of(opened), *(name for name in request.cookies if name.startswith(COOKIE))]
    keys = (request.cookies.get(name, "") for name in names)
    found: Iterator[Invitation | None] = (access.invitation(opened, client, request.headers, key) for key in keys)
    return next((one for one in found if one), None)


def listed(places: Sequence[Place], request: Request) -> list[Listed]:
    """The plans that a visitor leads; one that cannot be read is listed for who leads another."""
    found = [one for place in places if (one := _listed(place, request))]
    return found if any(one.is_sound for one in found) else []


def _listed(place: Place, request: Request) -> Listed | None:
    """The plan if the visitor leads it, or cannot be told to; None if not."""
    try:
        opened = open_plan(place.folder)
    except PlanbuilderError:
        return Listed(place.folder.name, f"{place.root}/", is_sound=False)
    found = visitor(place.access, opened, request)
    return Listed(opened.plan.title, f"{place.root}/") if found and found.leads else None
