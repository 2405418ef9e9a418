"""Measure the pages: 20 people answer 50 times each, at once, and none of what they say is lost.

    python benchmarks/web.py [people] [answers] [seconds between two answers of one person]

Prints Markdown: seconds of a save (form sent to page there), of an answer until its preview is there, and the server's
memory after the first and the last tenth. Half of the answers are in rows that several people fill in, a tenth to one
and the same question: there all of them stand side by side.
"""

from __future__ import annotations

import re
import resource
import statistics
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from html import unescape
from http.client import HTTPConnection
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from planbuilder import example, language
from planbuilder.plan.store import open_plan

SHARED, OWN = "workflows_rules.legal_basis", "benefits_tree.changes"


def serve(folder: str, told: object) -> None:
    """The server, in a process of its own."""
    from planbuilder.web.app import Site
    from planbuilder.web.opening import places
    from planbuilder.web.serving import Address, serve

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


def answering(person: Person, who: int, answers: int, pause: int, saves: list[float], previews: list[float]) -> None:
    """Answer so many times: rows of one's own, and now and then the question that all answer."""
    for n in range(answers):
        time.sleep(pause * (1 + (who % 5)) / 3 if n else pause * who / 20)
        text = f"Svar {n} fra person {who}"
        if n % 10 == 0:
            action, field, part = f"/answer/{SHARED}", "answer", "workflows_rules"
            form = {"was": was(person.ask(f"/part/{part}"), action), field: text}
        elif n == 1:
            action, part, form = f"/row/{OWN}/+", "benefits_tree", {"title": text}
        else:
            row = person.row
            action, part = f"/row/{OWN}/{row}", "benefits_tree"
            form = {"was": was(person.ask(f"/table/{OWN}?row={row}"), action), "title": text}
        begun = time.perf_counter()
        page = person.ask(quote(action), form)
        saves.append(time.perf_counter() - begun)
        if n == 1:
            person.row = re.search(rf'id="row-(F\d+)">\s*<div class="pb-row-head"[^\n]*Svar 1 fra person {who}<', page)[
                1
            ]
        if n % 5 == 0:
            person.ask(f"/preview/{part}")
            previews.append(time.perf_counter() - begun)


def invited(folder: Path, name: str) -> str:
    from planbuilder.questionnaire.loading import load
    from planbuilder.web.access import cookie_of
    from planbuilder.web.invitations import Invitation, invite

    opened = open_plan(folder)
    asked = Invitation("", name, "leder", "", "", tuple(part.id for part in load().parts))
    return f"{cookie_of(opened)}={invite(opened, asked, datetime.now())[1]}"


def memory(pid: int) -> float:
    """Megabytes that a process has in memory."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1])
    return pages * resource.getpagesize() / 1e6


def line(name: str, seconds: list[float]) -> str:
    ordered = sorted(seconds)
    late = ordered[int(0.95 * (len(ordered) - 1))]
    return f"| {name} | {len(seconds)} | {statistics.median(seconds):.3f} s | {late:.3f} s | {ordered[-1]:.3f} s |"


def main(people: int = 20, answers: int = 50, pause: int = 5) -> None:
    context = get_context("spawn")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "plan.yaml").write_text(example.text(language.load("da")), encoding="utf-8")
        here, there = context.Pipe()
        server = context.Process(target=serve, args=(place, there), daemon=True)
        server.start()
        address = here.recv()
        saves: list[float] = []
        previews: list[float] = []
        taken: list[float] = []
        done = threading.Event()

        def watch() -> None:
            while not done.wait(1):
                taken.append(memory(server.pid))

        watching = threading.Thread(target=watch)
        watching.start()
        begun = time.perf_counter()
        with ThreadPoolExecutor(people) as at_once:
            cookies = [invited(folder, f"Person {n}") for n in range(people)]
            made = [Person(address, cookie) for cookie in cookies]
            jobs = [at_once.submit(answering, one, n, answers, pause, saves, previews) for n, one in enumerate(made)]
            for job in jobs:
                job.result()
        whole = time.perf_counter() - begun
        done.set()
        watching.join()
        server.terminate()
        plan = open_plan(folder).plan
        titles = [one.title for one in plan.benefits_tree.changes.values()]
        said = {str(one.value) for one in plan.said[f"answers.{SHARED}.value"].answers}
        asked = {f"Svar {n} fra person {who}" for who in range(people) for n in range(0, answers, 10)}
        last = next(n for n in reversed(range(answers)) if n % 10)
        lost = [who for who in range(people) if f"Svar {last} fra person {who}" not in titles]
        print("| what | times | median | 95 % | most |\n|---|---|---|---|---|")
        print(line("save", saves))
        print(line("answer to preview", previews))
        print(f"\n{people} people × {answers} answers in {whole:.0f} s; rows lost: {len(lost)}; ", end="")
        print(f"answers to the one question that stand or stood: {len(said & asked)} of {len(asked)}")
        print(f"server's memory: {taken[len(taken) // 10]:.0f} MB, at the end {taken[-1]:.0f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
