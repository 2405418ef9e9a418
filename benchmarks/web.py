"""Measure the pages: 20 people answer 50 times each, at once, and none of what they say is lost.

    python benchmarks/web.py [people] [answers] [seconds between two answers of a person, on average]

With the usual numbers it takes four to five minutes, for people think: that is its own pace, not the server's. How far
it is goes to stderr; the table is printed whenever it ends, also when it is stopped (Ctrl-C, SIGTERM). Seconds are of a
save (form sent to page there), of an answer until its preview is there, and of a page. Nine answers of ten are in a row
of one's own, a tenth is to one and the same question. What was acknowledged must stand in the plan, or, where somebody
who saw it put something else there, in its journal.
"""

from __future__ import annotations

import os
import re
import resource
import signal
import statistics
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from http.client import HTTPConnection
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from planbuilder import example, language
from planbuilder.plan.store import open_plan

SHARED, OWN = "workflows_rules.legal_basis", "benefits_tree.changes"
ROW_HEAD = r'id="row-(F\d+)">\s*<div class="pb-row-head"[^\n]*'
EVERY = 10  # seconds between two lines of how far it is


@dataclass
class Measured:
    """What is known so far, for whenever it ends."""

    people: int
    answers: int
    pause: float
    saves: list[float] = field(default_factory=list)
    previews: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    rows: dict[int, str] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    used: float = 0.0
    load: list[float] = field(default_factory=list)
    began: float = field(default_factory=time.perf_counter)
    stopped: threading.Event = field(default_factory=threading.Event)

    def so_far(self) -> str:
        """How far it is, on a line."""
        seconds = time.perf_counter() - self.began
        median = statistics.median(self.saves) if self.saves else 0
        done = f"{len(self.saves)} of {self.people * self.answers} answers, median save {median:.3f} s"
        return f"{seconds:.0f} s: {done}, server {self.memory[-1]:.0f} MB, load {self.load[-1]:.1f}"


def serve(folder: str, told: object) -> None:
    """The server, in a process of its own."""
    from planbuilder.web.app import Site
    from planbuilder.web.opening import places
    from planbuilder.web.serving import Address, serve

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is ended by who began it, after the table
    found = places(Path(folder), datetime.now, "Kim Lund", "projektleder", None)
    site = Site([place for place, _ in found], language.load("da"), datetime.now)
    serve(site, Address(), told.send)


class Person:
    """Somebody with a browser."""

    def __init__(self, address: str, cookie: str) -> None:
        self.host, self.origin, self.cookie = urlsplit(address).netloc, address, cookie
        self.connection = HTTPConnection(self.host, timeout=120)

    def ask(self, path: str, form: dict[str, str] | None = None) -> str:
        head = {"Cookie": self.cookie, "Origin": self.origin}
        body = urlencode(form) if form else None
        if form:
            head["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("POST" if form else "GET", path, body, head)
        reply = self.connection.getresponse()
        text = reply.read().decode()
        if reply.status == 303:
            return self.ask(reply.headers["Location"].partition("#")[0])
        assert reply.status == 200, (reply.status, path, text[:300])
        return text


def was(page: str, action: str) -> str:
    form = page.split(f'action="{action}"', 1)[1].split("</form>", 1)[0]
    return unescape(re.search(r'name="was" value="([^"]*)"', form)[1])


def answering(person: Person, who: int, run: Measured) -> None:
    """Answer so many times, each time with a pause of one's own; ends early when the whole is stopped."""
    own = run.pause * (1 + who % 5) / 3
    for n in range(run.answers):
        if run.stopped.wait(own if n else own * who / run.people):
            return
        try:
            answer(person, who, n, run)
        except Exception as error:  # noqa: BLE001 - to be counted, whatever it is
            run.failed.append(f"{who}.{n}: {error!r:.160}")
            person.connection.close()


def answer(person: Person, who: int, n: int, run: Measured) -> None:
    text = f"Svar {n} fra person {who}."
    action, part, form = asked(person, who, n, text, run)
    begun = time.perf_counter()
    page = person.ask(quote(action), form)
    run.saves.append(time.perf_counter() - begun)
    run.acknowledged.append(text)
    if n % 10 and who not in run.rows:
        run.rows[who] = re.search(ROW_HEAD + re.escape(f"{text}<"), page)[1]
    if n % 5 == 0:
        person.ask(f"/preview/{part}")
        run.previews.append(time.perf_counter() - begun)


def asked(person: Person, who: int, n: int, text: str, run: Measured) -> tuple[str, str, dict[str, str]]:
    """Where an answer is sent, the part it is of, and the form as it was shown."""
    if n % 10 and who not in run.rows:
        return f"/row/{OWN}/+", "benefits_tree", {"title": text}
    action = f"/row/{OWN}/{run.rows[who]}" if n % 10 else f"/answer/{SHARED}"
    shown = f"/table/{OWN}?row={run.rows[who]}" if n % 10 else f"/part/{SHARED.partition('.')[0]}"
    begun = time.perf_counter()
    page = person.ask(shown)
    run.pages.append(time.perf_counter() - begun)
    field = "title" if n % 10 else "answer"
    return action, (OWN if n % 10 else SHARED).partition(".")[0], {"was": was(page, action), field: text}


def invited(folder: Path, name: str) -> str:
    from planbuilder.questionnaire.loading import load
    from planbuilder.web.access import cookie_of
    from planbuilder.web.invitations import Invitation, invite

    opened = open_plan(folder)
    asked = Invitation("", name, "leder", "", "", tuple(part.id for part in load().parts))
    return f"{cookie_of(opened)}={invite(opened, asked, datetime.now())[1]}"


def megabytes(pid: int) -> float:
    """Megabytes that a process has in memory."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1])
    return pages * resource.getpagesize() / 1e6


def processor(pid: int) -> float:
    """Seconds of the processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def watch(pid: int, run: Measured) -> None:
    """Note the memory and the machine's load each second, and tell how far it is."""
    while not run.stopped.wait(1):
        run.memory.append(megabytes(pid))
        run.used = processor(pid)
        run.load.append(os.getloadavg()[0])
        if len(run.memory) % EVERY == 0:
            print(run.so_far(), file=sys.stderr, flush=True)


def line(name: str, seconds: list[float]) -> str:
    if not seconds:
        return f"| {name} | 0 | – | – | – |"
    ordered = sorted(seconds)
    late = ordered[int(0.95 * (len(ordered) - 1))]
    return f"| {name} | {len(seconds)} | {statistics.median(seconds):.3f} s | {late:.3f} s | {ordered[-1]:.3f} s |"


def lost(folder: Path, run: Measured) -> list[str]:
    """What was acknowledged and stands neither in the plan nor, replaced by who saw it, in its journal."""
    kept = (folder / "plan.yaml").read_text("utf-8") + (folder / "journal.jsonl").read_text("utf-8")
    return [text for text in run.acknowledged if text not in kept]


def replaced(folder: Path, run: Measured) -> list[int]:
    """Whose row does not say what they answered last."""
    rows = open_plan(folder).plan.benefits_tree.changes
    last = {who: [one for one in run.acknowledged if own(one, who)][-1] for who in run.rows}
    return [who for who, text in last.items() if rows[run.rows[who]].title != text]


def own(text: str, who: int) -> bool:
    number = re.fullmatch(rf"Svar (\d+) fra person {who}\.", text)
    return number is not None and int(number[1]) % 10 != 0


def table(folder: Path, run: Measured) -> str:
    """What came of it, as Markdown."""
    seconds, memory = time.perf_counter() - run.began, run.memory or [0.0]
    warm, load = memory[len(memory) // 5], run.load or [0.0]
    head = f"{run.people} people × {run.answers} answers, {run.pause:g} s between a person's two"
    return "\n".join(
        (
            "| what | times | median | 95 % | most |\n|---|---|---|---|---|",
            line("save", run.saves),
            line("answer to preview", run.previews),
            line("a page", run.pages),
            "",
            f"{head}: {len(run.acknowledged)} in {seconds:.0f} s; load {min(load):.1f} to {max(load):.1f}",
            f"lost: {len(lost(folder, run))}; rows that say something else: {len(replaced(folder, run))}; "
            f"failed: {len(run.failed)}",
            f"server's processor: {1000 * run.used / max(1, len(run.acknowledged)):.0f} ms an answer, with its pages",
            f"server's memory: {warm:.0f} MB when warm, {memory[-1]:.0f} MB at the end, {max(memory):.0f} MB at most",
            *run.failed[:5],
        )
    )


def measured(folder: Path, address: str, run: Measured) -> None:
    with ThreadPoolExecutor(run.people) as at_once:
        people = [Person(address, invited(folder, f"Person {n}")) for n in range(run.people)]
        run.began = time.perf_counter()
        jobs = [at_once.submit(answering, one, n, run) for n, one in enumerate(people)]
        try:
            for job in jobs:
                job.result()
        finally:
            run.stopped.set()


def main(people: int = 20, answers: int = 50, pause: float = 3) -> None:
    context = get_context("spawn")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    run = Measured(people, answers, pause)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "plan.yaml").write_text(example.text(language.load("da")), encoding="utf-8")
        here, there = context.Pipe()
        server = context.Process(target=serve, args=(place, there), daemon=True)
        server.start()
        address = here.recv()
        watching = threading.Thread(target=watch, args=(server.pid, run))
        watching.start()
        try:
            measured(folder, address, run)
        except KeyboardInterrupt:
            print("stopped", file=sys.stderr)
        finally:
            run.stopped.set()
            watching.join()
            server.terminate()
            print(table(folder, run), flush=True)


if __name__ == "__main__":
    given = sys.argv[1:4]
    main(*map(int, given[:2]), *map(float, given[2:]))
