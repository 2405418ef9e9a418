"""Who a request is from: by the key of a link, kept as a cookie, or by the name that a login in front gives.

In: what a request brings. Out: the invitation it comes with, or why there is none. A link is opened with a press of a
button: programs that look at links in mail before people do use nothing up, and a cookie that is never sent from
other sites (SameSite=Strict) is set from a page of ours.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from ipaddress import ip_address

from starlette.datastructures import Headers

from planbuilder.plan.store import OpenPlan
from planbuilder.record import record
from planbuilder.web.invitations import Invitation, digest, invitations, invite

Clock = Callable[[], datetime]
# Seconds that a browser keeps a cookie: no longer than a round of interviews takes.
KEPT = 30 * 24 * 3600


@record
class Login:
    """A server in front that knows who somebody is: it alone, at `address`, may say so, in one header.

    `leads` are the names of those who lead; others need an invitation to their name.
    """

    address: str
    header: str
    leads: tuple[str, ...] = ()

    def name(self, client: str, headers: Headers) -> str:
        """Who it says a request is from; empty where it does not say, says it twice, or another address does."""
        said = headers.getlist(self.header)
        return _letters(said[0]).strip() if len(said) == 1 and same_address(client, self.address) else ""


def _letters(text: str) -> str:
    """A header as its sender meant it: most write Danish letters in UTF-8, which headers themselves do not know."""
    with suppress(UnicodeError):
        return text.encode("latin-1").decode("utf-8")
    return text


def cookie_of(opened: OpenPlan) -> str:
    """The name of the cookie that keeps the key to a plan: a browser keeps those of all ports of a machine together."""
    return f"planbuilder-{digest(opened.plan.plan_id)[:8]}"


def same_address(one: str, other: str) -> bool:
    """Whether two spellings are of one address."""
    try:
        return ip_address(one) == ip_address(other)
    except ValueError:
        return False


class OneTimeKey:
    """The key of the link that the server prints: who uses it leads; it can be used once."""

    def __init__(self) -> None:
        self.text = secrets.token_urlsafe(24)

    def is_(self, key: str) -> bool:
        """Whether a key is this one, and not yet used."""
        return bool(self.text) and hmac.compare_digest(self.text.encode(), key.encode("utf-8", "replace"))

    def is_used_by(self, key: str) -> bool:
        """Whether a key is this one, which is then used up."""
        is_it = self.is_(key)
        if is_it:
            self.text = ""
        return is_it


class Access:
    """Knows the visitors of one plan; `own` is who leads by the server's own link."""

    def __init__(self, clock: Clock, own: OneTimeKey, leader: Invitation, login: Login | None = None) -> None:
        self.clock, self.own, self.leader, self.login = clock, own, leader, login

    def opens(self, opened: OpenPlan, key: str) -> bool:
        """Whether a key leads in, if it is used now."""
        return self.login is None and (self.own.is_(key) or self.by_key(opened, key) is not None)

    def enter(self, opened: OpenPlan, key: str) -> str:
        """What a browser is to keep for a key; empty where the key opens nothing."""
        if self.own.is_used_by(key):
            return invite(opened, self.leader, self.clock())[1]
        return key if self.by_key(opened, key) else ""

    def invitation(self, opened: OpenPlan, client: str, headers: Headers, key: str) -> Invitation | None:
        """The invitation that a request comes with; None for a stranger.

        Where a login stands in front, its name counts and no key does: a link that was passed on opens nothing.
        """
        if self.login is None:
            return self.by_key(opened, key) if key else None
        name = self.login.name(client, headers)
        return self._by_name(opened, name) if name else None

    def by_key(self, opened: OpenPlan, key: str) -> Invitation | None:
        """The invitation of a key that holds today."""
        wanted = digest(key)
        return next((one for one in self._holding(opened) if hmac.compare_digest(one.digest, wanted)), None)

    def _by_name(self, opened: OpenPlan, name: str) -> Invitation | None:
        assert self.login is not None
        if name.casefold() in {one.casefold() for one in self.login.leads}:
            return Invitation("", name, self.leader.role, "", "", leads=True)
        return next((one for one in self._holding(opened) if one.name.casefold() == name.casefold()), None)

    def _holding(self, opened: OpenPlan) -> list[Invitation]:
        day = self.clock().date()
        return [one for one in invitations(opened.folder, opened.plan.plan_id) if one.holds(day)]
