"""The server: where it listens, how long it waits for anybody, and how it ends.

In: a site, and the address to listen at. Out: nothing, when it is stopped. The server looks at no header that says
where a request came from: only the connection itself tells.
"""

from __future__ import annotations

import asyncio
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from planbuilder import codes
from planbuilder.errors import Conflict, InputInvalid, Place, problem, system_reason
from planbuilder.record import record
from planbuilder.web.access import same_address
from planbuilder.web.app import Site, application
from planbuilder.web.guarding import Limits

PORT = 8420
HOME = "127.0.0.1"
HEAD, IDLE, FAREWELL = 10.0, 30, 2  # seconds: for a request's head to arrive, between requests, and to end
UNREAD = 30.0  # seconds that what was asked for may lie unread
CONNECTIONS = 200  # at a time; each browser has about two


@record
class Address:
    """Where to listen: `port` 0 is the usual one, or any that is free. `names` are the hosts that browsers ask for.

    With a certificate and its key (PEM files) connections are encrypted.
    """

    host: str = HOME
    port: int = 0
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None

    @property
    def is_secure(self) -> bool:
        """Whether connections are encrypted here."""
        return self.certificate is not None

    @property
    def is_home(self) -> bool:
        """Whether only this machine reaches it."""
        return same_address(self.host, HOME) or same_address(self.host, "::1")

    @property
    def shown(self) -> str:
        """The host of a link to it: the first name, else where it listens."""
        return self.names[0] if self.names else f"[{self.host}]" if ":" in self.host else self.host

    def hosts(self, port: int) -> frozenset[str]:
        """The hosts that browsers may ask for, with the port unless it is the usual one of the scheme."""
        known = self.names or (("localhost", HOME, "[::1]") if self.is_home else (self.shown,))
        is_bare = bool(self.names) or port == (443 if self.is_secure else 80)
        return frozenset(f"{name}{end}".lower() for name in known for end in (f":{port}", *([""] if is_bare else [])))


class Patient(H11Protocol):
    """A connection that is given up if the head of a request does not arrive: nobody holds a place for nothing."""

    deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came, and wait for the rest of a head that is begun."""
        before = self.scope
        super().data_received(data)
        if self.scope is not before:
            self._wait_no_more()
        elif self.deadline is None and (self.cycle is None or self.cycle.response_complete):
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self.deadline = self.loop.call_later(HEAD, self.transport.close)

    def _wait_no_more(self) -> None:
        if self.deadline is not None:
            self.deadline.cancel()
            self.deadline = None


def serve(site: Site, address: Address, ready: Callable[[str], None]) -> None:
    """Serve until somebody stops it; `ready` is given the address for browsers as soon as it can be reached.

    Raises Conflict (PB372) where the port is taken, InputInvalid (PB373) for a certificate that is none, and
    KeyboardInterrupt when it was Ctrl-C that stopped it.
    """
    listening = _listening(address)
    port = listening.getsockname()[1]
    app = application(site, Limits(address.hosts(port)))
    scheme = "https" if address.is_secure else "http"
    server = uvicorn.Server(_configured(app, address))
    with listening, _ended_by_interrupt(server):
        ready(f"{scheme}://{address.shown}:{port}")
        server.run(sockets=[listening])


@contextmanager
def _ended_by_interrupt(server: uvicorn.Server) -> Iterator[None]:
    """Ctrl-C ends the server, whatever it is at; raises KeyboardInterrupt once it has ended.

    The server hears signals only when it is up. Until then asyncio would cancel what it is at, and that cancelled task,
    not the interrupt, may be what comes out; with a handler of ours in its place, asyncio sets none.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # signals come to the main thread alone
        return
    heard: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        heard.append(number)
        server.should_exit = True

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if heard:
        raise KeyboardInterrupt


def _configured(app: Any, address: Address) -> uvicorn.Config:
    config = uvicorn.Config(
        app,
        http=Patient,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        h11_max_incomplete_event_size=32_768,
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=FAREWELL,
        ssl_certfile=address.certificate,
        ssl_keyfile=address.key,
    )
    try:
        config.load()
    except (ssl.SSLError, OSError) as error:
        place = Place(str(address.certificate))
        raise InputInvalid([problem(codes.CERTIFICATE_UNUSABLE, place, reason=type(error).__name__)]) from error
    return config


def _listening(address: Address) -> socket.socket:
    """A socket that listens; where no port is asked for, at the usual one if it is free."""
    wanted = [address.port] if address.port else [PORT, 0]
    for port in wanted:
        try:
            return _at(address.host, port)
        except OSError as error:
            refused = error
    place = f"{address.host}:{wanted[0]}"
    raise Conflict([problem(codes.CANNOT_LISTEN, address=place, reason=system_reason(refused))]) from refused


def _at(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=CONNECTIONS, reuse_port=False)
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # each connection has it from here
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(UNREAD * 1000))
    return listening
