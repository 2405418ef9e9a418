"""A plan served on a port of this machine, behind its own door, for tests with a real browser."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import uvicorn

from planbuilder import language as languages
from planbuilder.plan.store import open_plan
from planbuilder.questionnaire.loading import load
from planbuilder.web.access import cookie_of
from planbuilder.web.app import Site, application
from planbuilder.web.guarding import Limits
from planbuilder.web.invitations import Invitation, invite
from planbuilder.web.opening import places

HOST = "127.0.0.1"


@contextmanager
def served(folder: Path, port: int = 0) -> Iterator[str]:
    """The address at which a plan is served until the end of the block."""
    found = places(folder, datetime.now, "Kim Lund", "projektleder", None)
    site = Site([place for place, _ in found], languages.load("da"), datetime.now)
    with socket.create_server((HOST, port)) as listening:
        host = f"{HOST}:{listening.getsockname()[1]}"
        app = application(site, Limits({host}))
        config = uvicorn.Config(app, log_level="error", lifespan="off", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        try:
            yield f"http://{host}"
        finally:
            server.should_exit = True
            thread.join(10)


def cookies(folder: Path, name: str, code: str, leads: bool = True, role: str = "leder") -> dict[str, str]:
    """What the browser of somebody who is invited keeps: the key, and the language."""
    opened = open_plan(folder)
    parts = tuple(part.id for part in load().parts)
    asked = Invitation("", name, role, "", "", parts, leads=leads)
    return {cookie_of(opened): invite(opened, asked, datetime.now())[1], "language": code}
