"""What every request passes before any page sees it, and what every reply carries.

In: a request as the server gives it. Out: the same request, its body bounded in size and in time; or a refusal: 421 for
a host that is not ours, 403 for a form from another site, 413 for too much, 408 for too slow, 400 for an address that
climbs. Written for ASGI itself: it must see a body before anything reads it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from planbuilder.record import record

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]
MOST = 1_000_000  # bytes of a form: the longest plan's whole row is a twentieth of it
PATIENCE = 20.0  # seconds for a form to arrive
POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "font", "connect", "frame")),
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "referrer-policy": "same-origin",  # with no-referrer a browser gives no origin with a form
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
# What is the same for everybody may be kept, and is asked for again each time: a new version shows at once.
KEPT = "no-cache"


class TooMuch(Exception):
    """A body larger than any form is."""


class TooSlow(Exception):
    """A body that does not arrive."""


@record
class Limits:
    """The hosts that are ours (with port), how many bytes a body may have, and how many seconds it may take."""

    hosts: Collection[str]
    most: int = MOST
    patience: float = PATIENCE


def guarded(app: App, limits: Limits, reasons: Callable[[int], str]) -> App:
    """An application that is reached by sound requests alone, and whose every reply carries our headers.

    `reasons` gives the words of a status. The application answers `TooMuch` and `TooSlow` itself, with 413 and 408.
    """

    async def guard(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        headers = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
        kept = _carrying(send, "/static/" in scope["path"])
        status = _refusal(scope, headers, limits)
        if status:
            await _refuse(kept, status, reasons(status))
        else:
            await app(scope, _bounded(receive, limits), kept)

    return guard


def _refusal(scope: MutableMapping[str, Any], headers: dict[str, str], limits: Limits) -> int:
    """The status to refuse a request with; 0 for a sound one."""
    if headers.get("host", "").lower() not in limits.hosts:
        return 421
    if scope["method"] not in ("GET", "HEAD") and not _is_from_us(headers):
        return 403
    if ".." in scope["path"].split("/") or "\\" in scope["path"] or not scope["path"].isprintable():
        return 400
    length = headers.get("content-length", "0")
    return 413 if not length.isdecimal() or len(length) > 12 or int(length) > limits.most else 0


def _is_from_us(headers: dict[str, str]) -> bool:
    """Whether a form comes from a page of ours; a browser that does not say so is refused."""
    origin = urlsplit(headers.get("origin", ""))
    is_ours = bool(origin.netloc) and origin.netloc.lower() == headers.get("host", "").lower()
    return is_ours and headers.get("sec-fetch-site", "same-origin") == "same-origin"


def _bounded(receive: Receive, limits: Limits) -> Receive:
    """What gives the parts of a body, as long as they come in time and are not too much."""
    seconds = asyncio.get_running_loop().time  # since whenever: no clock of the day
    seen, end, whole = 0, seconds() + limits.patience, False

    async def bounded() -> Message:
        nonlocal seen, whole
        if whole:  # what comes now is that the browser has gone
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), end - seconds())
        except TimeoutError:
            raise TooSlow from None
        seen += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if seen > limits.most:
            raise TooMuch
        return message

    return bounded


def _carrying(send: Send, may_be_kept: bool) -> Send:
    """What sends replies with our headers; what a page says itself goes before them."""
    ours = {**HEADERS, "cache-control": KEPT} if may_be_kept else HEADERS

    async def carrying(message: Message) -> None:
        if message["type"] == "http.response.start":
            said = {key.lower() for key, _ in message["headers"]}
            more = [(key.encode(), value.encode()) for key, value in ours.items() if key.encode() not in said]
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return carrying


async def _refuse(send: Send, status: int, reason: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": reason.encode()})
