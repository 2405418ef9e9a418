"""The server on a real port: who sends nothing, too slowly or through many lines, and what a killed server loses."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import FrameType
from urllib.parse import urlencode

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

pytest.importorskip("starlette", reason="needs planbuilder[web]")

import uvicorn

from planbuilder import language as languages
from planbuilder.errors import Conflict, InputInvalid
from planbuilder.plan.store import open_plan
from planbuilder.signing.trial_certificates import Authority
from planbuilder.web import serving
from planbuilder.web.app import Site
from planbuilder.web.opening import places
from planbuilder.web.serving import Address, serve
from tests.conftest import HANG

NOW = datetime(2027, 1, 5, 10, 0)
HELLO = b"GET /static/own.css HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"


@contextmanager
def running(
    folder: Path, monkeypatch: pytest.MonkeyPatch, connections: int = 200, address: Address | None = None
) -> Iterator[int]:
    """The port of a server with little patience, until the end of the block."""
    made: list[uvicorn.Server] = []
    ready: list[str] = []
    monkeypatch.setattr(serving, "HEAD", 0.5)
    monkeypatch.setattr(serving, "CONNECTIONS", connections)
    monkeypatch.setattr(serving, "Limits", partial(serving.Limits, patience=0.5))
    found = places(folder, lambda: NOW, "Kim Lund", "projektleder", None)
    site = Site([place for place, _ in found], languages.load("da"), lambda: NOW)
    with monkeypatch.context() as patch:
        patch.setattr(serving.uvicorn, "Server", partial(_kept, uvicorn.Server, made))
        where = address or Address(port=free_port())
        work = threading.Thread(target=serve, args=(site, where, ready.append), daemon=True)
        work.start()
        until(lambda: bool(made) and made[0].started)
    try:
        yield int(ready[0].rpartition(":")[2])
    finally:
        made[0].should_exit = True
        work.join(HANG)


def _kept(make: type[uvicorn.Server], made: list[uvicorn.Server], config: uvicorn.Config) -> uvicorn.Server:
    made.append(make(config))
    return made[-1]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + HANG
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def line_to(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), HANG)


def heard(line: socket.socket) -> bytes:
    """All that comes until the other side closes the line."""
    with closing(line):
        parts = []
        with suppress(ConnectionResetError):
            while part := line.recv(65_536):
                parts.append(part)
        return b"".join(parts)


def status_of(reply: bytes) -> str:
    return reply.split(b" ", 2)[1].decode() if reply else ""


@pytest.mark.parametrize(
    "begun",
    [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: "],
    ids=["nothing", "half a line", "half a head"],
)
def test_who_does_not_go_on_is_given_up(folder: Path, monkeypatch: pytest.MonkeyPatch, begun: bytes) -> None:
    """A connection without a whole head is closed, and nothing is said to it."""
    with running(folder, monkeypatch) as port:
        line = line_to(port)
        line.sendall(begun)

        assert heard(line) == b""


def test_a_head_in_drops_is_given_up_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then does not begin the time anew."""
    with running(folder, monkeypatch) as port, closing(line_to(port)) as line:
        line.sendall(b"GET / HTTP/1.1\r\nX-Long: ")

        def is_closed() -> bool:
            try:
                line.sendall(b"x")
            except OSError:
                return True
            time.sleep(0.1)
            return False

        until(is_closed)


def test_a_form_that_does_not_arrive_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """408, in words; the rest is not waited for."""
    head = (
        "POST /enter HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nConnection: close\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 400\r\n\r\nkey="
    )
    with running(folder, monkeypatch) as port:
        line = line_to(port)
        line.sendall(head.format(port=port).encode())

        assert status_of(heard(line)) == "408"


def test_many_silent_lines_keep_nobody_out_for_long(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than there are places: somebody is told to come again (503), and let in once the silent are given up."""
    with running(folder, monkeypatch, connections=20) as port:
        silent = [line_to(port) for _ in range(40)]
        seen: list[str] = []
        until(lambda: told_to_others(port, seen) == "200")
        for line in silent:
            line.close()

    assert seen[0] == "503"


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="needs a system that gives up who does not read")
def test_who_reads_nothing_is_given_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Much is asked for, and none of it taken: the place is free again."""
    monkeypatch.setattr(serving, "UNREAD", 0.5)
    asked = b"GET /static/vendor/css/dkfds.min.css HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"
    with running(folder, monkeypatch, connections=2) as port, socket.socket() as greedy:
        greedy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        greedy.connect(("127.0.0.1", port))
        greedy.sendall(asked % port * 100)
        # Who comes later is let in later: one that is served has got the place that was given up.
        until(lambda: told_to_others(port, []) == "200")
        served = heard(greedy)

    assert served.count(b"HTTP/1.1 200") < 100


def told_to_others(port: int, seen: list[str]) -> str:
    """The status that a new browser is given, noted in a list."""
    line = line_to(port)
    line.sendall((HELLO % port).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
    seen.append(status_of(heard(line)))
    return seen[-1]


def test_a_head_without_end_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A megabyte of it is not kept."""
    with running(folder, monkeypatch) as port:
        line = line_to(port)
        with suppress(OSError):
            line.sendall(b"GET / HTTP/1.1\r\nX-Long: " + b"x" * 1_000_000)

        assert status_of(heard(line)) in ("400", "")


def test_a_port_that_is_taken_is_told(folder: Path) -> None:
    """With its address and the system's reason."""
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(Conflict) as refused:
        serving._listening(Address(port=taken.getsockname()[1]))

    assert refused.value.problems[0].code == "PB372"


def test_a_certificate_that_is_none_is_told(folder: Path) -> None:
    """Before anybody is served."""
    wrong = Address(certificate=folder / "plan.yaml", key=folder / "plan.yaml")
    with pytest.raises(InputInvalid) as refused:
        serving._configured(None, wrong)

    assert refused.value.problems[0].code == "PB373"


@pytest.mark.parametrize(
    ("address", "shown", "hosts"),
    [
        (Address(), "127.0.0.1", {"localhost:8420", "127.0.0.1:8420", "[::1]:8420"}),
        (Address("::1"), "[::1]", {"localhost:8420", "127.0.0.1:8420", "[::1]:8420"}),
        (Address("2001:db8::7"), "[2001:db8::7]", {"[2001:db8::7]:8420"}),
        (Address("10.0.0.7"), "10.0.0.7", {"10.0.0.7:8420"}),
        (Address("::", names=("planer.dk",)), "planer.dk", {"planer.dk:8420", "planer.dk"}),
    ],
)
def test_a_link_leads_to_where_it_listens(address: Address, shown: str, hosts: set[str]) -> None:
    """An address of many colons stands in brackets, in the link as in what a browser asks for."""
    assert (address.shown, address.hosts(8420)) == (shown, hosts)


def test_it_is_reached_over_the_newer_protocol(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its address in brackets."""
    asked = b"GET /static/own.css HTTP/1.1\r\nHost: [::1]:%d\r\nConnection: close\r\n\r\n"
    address = Address("::1", port=free_port())
    with running(folder, monkeypatch, address=address) as port, socket.create_connection(("::1", port), HANG) as line:
        line.sendall(asked % port)
        assert status_of(line.recv(65_536)) == "200"


def test_it_is_encrypted_with_a_certificate(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who trusts its issuer reaches it, who does not speaks to nobody, and in the clear nothing is said."""
    authority = Authority(datetime.now(UTC))
    issued = authority.issue("localhost")
    pem, key, root = folder / "server.pem", folder / "server.key", folder / "root.pem"
    pem.write_bytes(issued.pem())
    key.write_bytes(issued.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    root.write_bytes(authority.root.pem())
    address = Address(port=free_port(), certificate=pem, key=key)
    trusting, strange = ssl.create_default_context(cafile=str(root)), ssl.create_default_context()
    for one in (trusting, strange):
        one.check_hostname = False  # a certificate for trials names a person

    with running(folder, monkeypatch, address=address) as port:
        with trusting.wrap_socket(line_to(port)) as line:
            line.sendall(HELLO.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n") % port)
            assert status_of(line.recv(65_536)) == "200"
        with pytest.raises(ssl.SSLError):
            strange.wrap_socket(line_to(port))
        clear = line_to(port)
        clear.sendall(HELLO % port)
        assert b"HTTP/1.1 200" not in heard(clear)


class Program:
    """The program itself, as somebody starts it, and a browser that keeps its cookie."""

    def __init__(self, folder: Path, port: int) -> None:
        command = [sys.executable, "-m", "planbuilder", "web", str(folder), "--port", str(port), "--no-open"]
        self.port = port
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=dict(os.environ)
        )
        assert self.process.stdout is not None
        self.link = self.process.stdout.readline().decode().strip()

    def sent(self, path: str, cookie: str = "", **form: str) -> tuple[int, str]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=HANG)
        headers = {
            "Origin": f"http://127.0.0.1:{self.port}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": cookie,
        }
        with closing(line):
            line.request("POST", path, urlencode(form), headers)
            with closing(line.getresponse()) as reply:
                return reply.status, reply.getheader("set-cookie") or ""

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGKILL)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.process.wait()


def interrupted_at(line: int, site: Site, port: int) -> bool:
    """Whether Ctrl-C came at that line of what begins a server and its loop; it must end, and say that it was so."""
    seen, sent = 0, False
    once = threading.Lock()  # a second Ctrl-C is another matter: it does not wait for what is going on

    def within(frame: FrameType, event: str, _argument: object) -> Callable[..., object]:
        nonlocal seen, sent
        seen += event == "line"
        if seen > line and once.acquire(blocking=False):
            sent = True
            signal.raise_signal(signal.SIGINT)
        return within

    def entered(frame: FrameType, _event: str, _argument: object) -> Callable[..., object] | None:
        return within if Path(frame.f_code.co_filename).name in ("runners.py", "signal.py") else None

    # One that is not interrupted while it begins is so when it is up.
    late = threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT) if once.acquire(blocking=False) else None)
    late.start()
    with pytest.raises(KeyboardInterrupt):
        serve(site, Address(port=port), lambda _: sys.settrace(entered))
    sys.settrace(None)
    late.cancel()
    return sent


@pytest.mark.skipif(os.name != "posix", reason="signals of Windows are others")
def test_whenever_it_is_interrupted_it_ends_so(folder: Path) -> None:
    """At each line in which the loop is set up, where asyncio would tell of a cancelled task, and when it is up."""
    found = places(folder, lambda: NOW, "Kim Lund", "projektleder", None)
    site, before = Site([place for place, _ in found], languages.load("da"), lambda: NOW), sys.gettrace()
    own = signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background ignores it
    try:
        lines = [interrupted_at(line, site, free_port()) for line in range(40)]
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        sys.settrace(before)
        signal.signal(signal.SIGINT, own)

    assert lines.count(True) > 20


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_killed_server_loses_nothing_that_it_acknowledged(folder: Path) -> None:
    """Killed at any moment between and in answers, five times: the last that was acknowledged stands, or the next one.

    Whoever was in is in again after the restart, with the same browser.
    """
    cookie, number, port, found = "", 0, free_port(), []
    for pause in (0, 0.003, 0.01, 0.02, 0.04):
        program = Program(folder, port)
        if not cookie:
            key = re.findall(r"key=(\S+)", program.link)[0]
            cookie = program.sent("/enter", key=key)[1].partition(";")[0]
        for _ in range(2):
            number += program.sent("/answer/cover.department", cookie, answer=f"Kontor {number + 1}")[0] == 303
        threading.Timer(pause, program.kill).start()
        with suppress(OSError, http.client.HTTPException):
            number += program.sent("/answer/cover.department", cookie, answer=f"Kontor {number + 1}")[0] == 303
        program.process.wait()
        kept = int(open_plan(folder).plan.organisation.department.split()[1])
        found.append(kept - number)
        number = kept

    assert set(found) <= {0, 1}
    assert number >= 10
