"""A program of its own for test_pseudo_language: says on every screen what planbuilder shows in the made language.

In: the language's code, and a folder to work in. Out: on standard output, JSON of what each call showed. It is run by
a Python that finds a copy of planbuilder with the language in it, and imports nothing of the tests.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from pathlib import Path
from random import Random

import click

from planbuilder import language, look
from planbuilder.cli.main import run, translate_click, tree
from planbuilder.document import outline
from planbuilder.errors import Interrupted
from planbuilder.figures import rates
from planbuilder.figures.catalogue import BY_KEY
from planbuilder.interview.plain import Plain
from planbuilder.pipeline import COMMITTEE, HANDOVER, MINUTES, STATUS, BuildOptions, build
from planbuilder.questionnaire.loading import load
from planbuilder.usecases.comparing import diff
from planbuilder.usecases.interviewing import hold_interview
from planbuilder.writers import WRITERS

NOW = datetime(2026, 11, 23, 12).astimezone()
DAY = ("--date", "2026-11-23")
TYPED = ("1", "2", "3", "0", "", "xyz", "99", "12xyz", "1. maj 2027", "5.000", "1: xyz", "2: 1", "3?", "4: 12xyz")
WISHES = ("help", "back", "skip", "unknown", "not_relevant", "home", "clear", "further", "next")
BEGUN = ("--title", "T", "--organisation", "O", "--solution", "S", "--no-input")
# What is put in place of a line of the example, and is wrong.
WRONG = {
    "an unknown key": ("horizon: 10", "horizon: 10\nhorison: 9"),
    "no number": ("horizon: 10", "horizon: xyz"),
    "out of bounds": ("horizon: 10", "horizon: 99"),
    "twice": ("horizon: 10", "horizon: 10\nhorizon: 10"),
    "no YAML": ("horizon: 10", "horizon: [10"),
    "a tab": ("horizon: 10", "\thorizon: 10"),
    "an unknown table": ("discount_rates: dk-2021", "discount_rates: dk-2031"),
    "an unknown language": ("language: fi", "language: xx"),
    "an alias": ("horizon: 10", "horizon: *x"),
    "half a character": ("horizon: 10", "horizon: \x01"),
    "an everyday date": ("deadline: 202", "deadline: 1.5.202"),
}
CALLS = (
    ("check", "."),
    ("check", ".", "--level", "signing"),
    ("figures", "."),
    ("figures", ".", "--simulate", "200"),
    ("figures", ".", "--explain", "nothing"),
    ("build", "nowhere"),
    ("build", ".", "--document", "nothing"),
    ("build", ".", "--format", "nothing"),
    ("check", ".", "--level", "nothing"),
    ("check", ".", "--nothing"),
    ("nothing",),
    ("build", ".", "--date", "31.2.2027"),
    ("new", ".", *BEGUN),
    ("new", "begun", *BEGUN),
    ("check", "begun"),
    ("check", "begun", "--level", "draft"),
    ("figures", "begun"),
    ("new", "unbegun", "--no-input"),
    ("interview", ".", "--no-input"),
    ("interview", ".", "--theme", "nothing"),
    ("extract", "plan.yaml", "out"),
    ("extract", "build/board.pdf", "out"),
    ("verify", "plan.yaml"),
    ("verify", "build/plan.pdf"),
    ("versions", "."),
    ("approve", ".", *DAY),
    ("versions", "."),
    ("archive", "list"),
    ("archive", "list", "--archive", "nowhere"),
    ("decision", "add", "."),
    ("erase", ".", "--person", "P99"),
    ("erase", ".", "--person", "P1"),
    ("template", "check", "plan.yaml"),
    ("template", "check", "build/board.docx"),
    ("check", ".", "--lang", "xx"),
    ("harvest",),
    ("harvest", "G1", "1000", "--year", "2028"),
    ("harvest", "G1", "1001", "--year", "2028"),
    ("harvest", "G1", "1000"),
    ("harvest", "G1", "1000", "--year", "1999"),
    ("status", "."),
)


def shown(spoken: language.Language, *words: str) -> str:
    """What a call shows, on both streams."""
    told = io.StringIO()
    with redirect_stdout(told), redirect_stderr(told):
        run(words, spoken)
    return told.getvalue()


def commands(at: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command, with the words that call it."""
    yield words, at
    if isinstance(at, click.Group):
        context = click.Context(at)
        for name in at.list_commands(context):
            yield from commands(at.get_command(context, name), (*words, name))


def names_of(at: click.Command, words: tuple[str, ...]) -> Iterator[str]:
    """The names of a command, of its options and of their choices, which are the same in every language."""
    yield from words
    for parameter in at.params:
        yield from parameter.opts
        yield from getattr(parameter.type, "choices", ())


def compared(spoken: language.Language, formats: list[str]) -> str:
    """What has changed since an earlier plan, on the screen; the documents of it are written beside the others."""
    text = Path("plan.yaml").read_text(encoding="utf-8")
    Path("was.yaml").write_text(
        text.replace("amount: 190000", "amount: 200000").replace("owner: P2", "owner: P3"), encoding="utf-8"
    )
    every = [*formats, "--format", "docx", "--format", "pdf"]
    written = shown(spoken, "diff", "was.yaml", *every, "--to", "build", *DAY)
    return written + shown(spoken, "diff", "was.yaml")


def write_status(spoken: language.Language) -> None:
    """The status report, the handover and the minutes of a meeting, as if the earlier plan had been decided on."""
    found = diff(Path(), spoken, Path("was.yaml"))
    formats = tuple(name for name, writer in WRITERS.items() if writer.takes == "document")
    options = BuildOptions((STATUS, HANDOVER, MINUTES), formats, NOW.date(), spoken, look.load(), since=found)
    for one in build(found.after.plan, load(), options):
        Path("build", one.name).write_bytes(one.data)


def wrong_plans(spoken: language.Language) -> Iterator[tuple[str, str]]:
    """What `check` and `build` say of plans that are wrong in one place."""
    example = Path("plan.yaml").read_text(encoding="utf-8")
    for name, (old, new) in WRONG.items():
        assert old in example, old
        folder = Path("wrong", name.replace(" ", "-"))
        folder.mkdir(parents=True)
        (folder / "plan.yaml").write_text(example.replace(old, new, 1), encoding="utf-8")
        for command in ("check", "build"):
            yield f"{command} {name}", shown(spoken, command, str(folder))


def interview(spoken: language.Language) -> str:
    """What the plain interview shows somebody who answers anything at all, and asks for everything."""
    said: list[str] = []
    chance = Random(14)
    lines = [*TYPED, *(f":{spoken.text(f'interview.wish.{wish}')}" for wish in WISHES)]
    left = iter([chance.choice(lines) for _ in range(4000)])

    def read() -> str:
        line = next(left, None)
        if line is None:
            raise EOFError
        return line

    def face() -> Plain:
        return Plain(spoken, read, said.append)

    for part in load().parts:
        try:
            hold_interview(Path("begun"), face, spoken, lambda: NOW, part.id)
        except Interrupted as stop:
            said += [spoken.problem(found) for found in stop.problems]
    return "\n".join(said)


def main(code: str, folder: str) -> None:
    """Show everything, and write it out."""
    spoken = language.load(code)
    translate_click(spoken)
    os.chdir(folder)
    told = {"demo": shown(spoken, "demo", ".", *DAY)}
    formats = [word for name in ("text", "html", "agenda", "md") for word in ("--format", name)]
    told["build"] = shown(spoken, "build", ".", *formats, *DAY)
    own = [word for name in outline.names() if name.startswith(f"{COMMITTEE}-") for word in ("--document", name)]
    shown(spoken, "build", ".", *own, *formats, "--format", "docx", "--format", "pdf", *DAY)
    told["diff"] = compared(spoken, formats)
    write_status(spoken)
    known = [(words, command) for words, command in commands(tree(spoken)) if command.name]
    told |= {f"{' '.join(words)} --help": shown(spoken, *words, "--help") for words, _ in known}
    told |= {" ".join(call): shown(spoken, *call) for call in CALLS}
    told |= dict(wrong_plans(spoken))
    told["interview"] = interview(spoken)
    names = {name for words, command in known for name in names_of(command, words)}
    names |= {*outline.names(), *rates.names(), *language.available(), *BY_KEY}
    sys.stdout.write(json.dumps({"shown": told, "names": sorted(names)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
