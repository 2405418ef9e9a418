"""docs/server.md as it stands: nginx and planbuilder are run by its two files, in folders and on ports of a test."""

from __future__ import annotations

import base64
import http.client
import os
import re
import shlex
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import which
from urllib.parse import urlencode

import pytest

pytest.importorskip("starlette", reason="needs planbuilder[web]")

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from planbuilder.plan.store import open_plan
from tests.conftest import HANG

GUIDE = (Path(__file__).parents[2] / "docs" / "server.md").read_text(encoding="utf-8")
NAME = "planer.kommune.example"
AROUND = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {site}
}}
"""


def block(kind: str) -> str:
    """The one block of a kind in the guide."""
    (found,) = re.findall(rf"```{kind}\n(.*?)```", GUIDE, re.DOTALL)
    return str(found)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def make_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    day = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(day - timedelta(days=1))
        .not_valid_after(day + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "planer.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "planer.key").write_bytes(key.private_bytes(*form))


@contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[None]:
    """A program that answers on a port until the end of the block."""
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out, env=dict(os.environ)) as program:
        try:
            end = time.monotonic() + HANG
            while not reachable(port):
                assert program.poll() is None, log.read_text(encoding="utf-8")
                assert time.monotonic() < end
                time.sleep(0.05)
            yield
        finally:
            program.terminate()


def reachable(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


class Site:
    """What a browser sees of the server, with somebody's login."""

    def __init__(self, port: int, folder: Path) -> None:
        self.port = port
        self.trust = ssl.create_default_context(cafile=str(folder / "planer.pem"))

    @contextmanager
    def asked(
        self, method: str, path: str, login: str = "", body: bytes | None = None, **headers: str
    ) -> Iterator[http.client.HTTPResponse]:
        line = http.client.HTTPConnection(NAME, self.port, timeout=HANG)
        plain = socket.create_connection(("127.0.0.1", self.port), HANG)
        line.sock = self.trust.wrap_socket(plain, server_hostname=NAME)
        said = {"Host": NAME, **{name.replace("_", "-"): text for name, text in headers.items()}}
        if login:
            said["Authorization"] = "Basic " + base64.b64encode(f"{login}:hemmelig".encode()).decode()
        with closing(line):
            line.request(method, path, body, said)
            with closing(line.getresponse()) as reply:
                yield reply

    def status(self, method: str, path: str, login: str = "", body: bytes | None = None, **headers: str) -> int:
        with self.asked(method, path, login, body, **headers) as reply:
            return reply.status

    def answer(self, text: str, login: str, **headers: str) -> int:
        body = urlencode({"answer": text}).encode()
        form = {"Content_Type": "application/x-www-form-urlencoded", "Origin": f"https://{NAME}", **headers}
        return self.status("POST", "/answer/cover.department", login, body, **form)


@pytest.fixture
def site(folder: Path, tmp_path: Path, tool: Callable[[str], str]) -> Iterator[Site]:
    """Both programs, as the guide has them; everything of the machine's own is put where a test may write."""
    nginx, inner, outer = tool(which("nginx") or "/usr/sbin/nginx"), free_port(), free_port()
    place = tmp_path / "server"
    place.mkdir()
    make_certificate(place)
    (place / "planer.users").write_text("kim.lund:{PLAIN}hemmelig\nane.holm:{PLAIN}hemmelig\n", encoding="utf-8")
    moved = {"/etc/ssl/certs": str(place), "/etc/ssl/private": str(place), "/etc/nginx": str(place)}
    ports = {"listen 443": f"listen 127.0.0.1:{outer}", ":8420": f":{inner}", "--port 8420": f"--port {inner}"}
    text = block("nginx")
    for old, new in {**moved, **ports}.items():
        text = text.replace(old, new)
    user = "user root;" if os.name == "posix" and os.geteuid() == 0 else ""
    (place / "nginx.conf").write_text(AROUND.format(folder=place, site=text, user=user), encoding="utf-8")
    (line,) = re.findall(r"^ExecStart=\S+ (.*)$", block("ini"), re.MULTILINE)
    words = shlex.split(line.replace("/srv/planer", shlex.quote(str(folder))).replace("8420", str(inner)))
    program = [sys.executable, "-m", "planbuilder", *words]
    front = [nginx, "-p", str(place), "-e", str(place / "error.log"), "-c", str(place / "nginx.conf")]
    with running(program, inner, place / "planbuilder.log"), running(front, outer, place / "nginx.log"):
        yield Site(outer, place)


@pytest.mark.slow
def test_the_guide_serves_whom_it_names_and_nobody_else(site: Site, folder: Path) -> None:
    """Who leads is let in and may answer; who is not invited, not logged in, or says to be another is not."""
    found = [
        site.status("GET", "/"),
        site.status("GET", "/", "ane.holm"),
        site.status("GET", "/", "ane.holm", X_Remote_User="kim.lund"),
        site.answer("Kultur", "ane.holm", X_Remote_User="kim.lund"),
        site.answer("Kultur", "kim.lund", Origin="https://evil.example"),
        site.status("GET", "/", "kim.lund"),
        site.answer("Kultur og Fritid", "kim.lund"),
    ]

    assert found == [401, 403, 403, 403, 403, 200, 303]
    assert open_plan(folder).plan.organisation.department == "Kultur og Fritid"


@pytest.mark.slow
def test_events_pass_nginx_as_they_happen(site: Site) -> None:
    """Told while the reply goes on: nothing waits for a buffer to fill."""
    with site.asked("GET", "/events", "kim.lund") as stream:
        first = [stream.readline() for _ in range(5)]
        site.answer("Kultur og Fritid", "kim.lund")
        then = [stream.readline() for _ in range(2)]

    assert (first[0], first[2], then[0]) == (b"retry: 2000\n", b"event: plan\n", b"event: plan\n")


@pytest.mark.slow
def test_a_form_too_large_ends_at_nginx(site: Site) -> None:
    """By the length that it says it has, before anything is read."""
    assert site.status("POST", "/answer/cover.department", "kim.lund", Content_Length="100000000") == 413
