"""Every hostile case: what is attacked, by what, with which command, and what lies in the folder.

A case is made from its words and a seed, so that the same call makes the same files.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from planbuilder.archive.store import Retention, initialise
from tests.archive.conftest import NOTE
from tests.fuzzing import (
    FILE,
    OUT,
    PAGE,
    PLAN,
    READERS,
    STRANGERS,
    WORD,
    Files,
    Reader,
    audited,
    mutations,
    rearranged,
    sealed,
)
from tests.hostile import bombs, texts
from tests.signing import world

OBJECT = "urn:uuid:7f0c"
CANARY = b"CANARY-THAT-NOBODY-READS"
Prepare = Callable[[Path], None]
OURS = ("-m", "planbuilder")


@dataclass(frozen=True)
class Case:
    """A command to run in a folder of these files, after something was done to the folder; a package brings its own."""

    entry: str
    name: str
    words: tuple[str, ...]
    files: Files
    prepare: Prepare = lambda folder: None
    program: tuple[str, ...] = OURS


def cases(each: int, seed: int) -> Iterator[Case]:
    """All of them; `each` reader is given so many rearranged files besides the crafted ones."""
    for reader in READERS:
        yield from of_reader(reader, each, seed)
    for name, contents, readers in CRAFTED:
        for reader in READERS:
            if reader.name in readers:
                yield from (given(reader, f"{name}: {case}", data) for case, data in contents())
    yield from of_plans(seed)
    yield from of_folders()
    yield from of_archives(each, seed)
    yield from of_words()


def given(reader: Reader, name: str, data: bytes) -> Case:
    files = {"plan/plan.yaml": world.PLAN.encode(), **reader.beside(), reader.file: data}
    places = {FILE: reader.file, PLAN: "plan", OUT: "out"}
    program = ("bag/verify.py",) if reader.run is audited else OURS
    return Case(reader.name, name, tuple(places.get(word, word) for word in reader.words), files, program=program)


def of_reader(reader: Reader, each: int, seed: int) -> Iterator[Case]:
    """Broken in every way, or something else altogether."""
    chance = random.Random(f"{seed} {reader.name}")
    yield from (given(reader, name, data) for name, data in mutations(reader.sound(), each // 3, each // 3, chance))
    for number in range(each - 2 * (each // 3)):
        yield given(reader, f"rearranged {number}", rearranged(reader.sound(), chance))
    for name in ("nothing", "zeros", "brackets", "digits", *chance.sample(sorted(STRANGERS), 2)):
        yield given(reader, name, STRANGERS[name]())


PDFS = ("a PDF to verify", "a PDF to extract a plan from", "a PDF that came back", "a PDF to sign with a key")
CRAFTED = (
    ("a PDF", lambda: bombs.pdfs().items(), (*PDFS, "a PDF to build from", "a PDF to sign", "what a PDF grew from")),
    ("a picture", lambda: bombs.pictures().items(), ("a PNG",)),
    ("an archive", lambda: bombs.zips().items(), ("a container that came back", "a template to check")),
    ("a Word file", lambda: bombs.word_files().items(), ("a template to check", "a template to build with")),
    ("a profile", texts.profiles, ("a profile",)),
    ("settings", texts.settings, ("a configuration",)),
    ("answers", texts.answers, ("answers",)),
)


def of_plans(seed: int) -> Iterator[Case]:
    """Every plan is checked; every fifth is built as well, each in another format."""
    formats = ("docx", "pdf", "html", "md", "text", "xlsx")
    for number, (name, data) in enumerate(texts.plans()):
        files = {"plan/plan.yaml": data}
        yield Case("a plan", name, ("check", "plan"), files)
        if number % 5 == seed % 5:
            words = ("build", "plan", "--format", formats[number // 5 % len(formats)], "--to", "out")
            yield Case("a plan to build from", name, words, files)


def cleared(place: Path) -> Path:
    """A place in a folder that is there, with nothing in it any more."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def link(to: str, at: str) -> Prepare:
    """Lay a link in the folder, in the place of what is there."""

    def laid(folder: Path) -> None:
        cleared(folder / at).symlink_to(to)

    return laid


def pipe(at: str) -> Prepare:
    def laid(folder: Path) -> None:
        os.mkfifo(cleared(folder / at))

    return laid


def directory(at: str) -> Prepare:
    def laid(folder: Path) -> None:
        (cleared(folder / at) / "x").mkdir(parents=True)

    return laid


# Where a plan's folder holds something, each with the command that goes there.
SPOTS = {
    "build": ("build", "plan", "--format", "text"),
    "build/plan.txt": ("build", "plan", "--format", "text"),
    "journal.jsonl": ("interview", "plan", "--answers", "answers.yaml"),
    ".plan.lock": ("interview", "plan", "--answers", "answers.yaml"),
    ".plan.yaml.x1y2": ("interview", "plan", "--answers", "answers.yaml"),
    "profile.yaml": ("build", "plan", *PAGE[:-1], "out"),
    "planbuilder.yaml": ("verify", "plan/versions/1"),
    "versions": ("approve", "plan", "--note", "x"),
    "versions/2": ("approve", "plan", "--note", "x"),
    "versions/.lock": ("approve", "plan", "--note", "x"),
    "versions/1/manifest.json": ("versions", "plan"),
    "versions/1/record.jsonl": (
        "decision",
        "add",
        "plan",
        "--body",
        "B2",
        "--on",
        "2026-12-01",
        "--outcome",
        "approved",
        "--text",
        "x",
    ),
    "versions/1/plan.pdf": ("verify", "plan/versions/1"),
    "versions/1/signed/x.pdf": ("archive", "add", "plan", "--archive", "archive"),
    "versions/1/figures.json": ("archive", "add", "plan", "--archive", "archive"),
}
SECRET_FILE, SECRET_FOLDER = "canary/secret", "canary/folder"


def laid_at(spot: str) -> Iterator[tuple[str, Prepare]]:
    up = "../" * (spot.count("/") + 2)
    yield "a link to a file", link(f"{up}{SECRET_FILE}", f"plan/{spot}")
    yield "a link to a folder", link(f"{up}{SECRET_FOLDER}", f"plan/{spot}")
    yield "a link to nothing yet", link(f"{up}canary/new", f"plan/{spot}")
    yield "a link to itself", link(Path(spot).name, f"plan/{spot}")
    yield "a link to a device", link("/dev/zero", f"plan/{spot}")
    yield "a pipe", pipe(f"plan/{spot}")
    yield "a folder", directory(f"plan/{spot}")


def of_folders() -> Iterator[Case]:
    """A sealed plan's folder in which something else lies in the place of a file or folder."""
    files = {
        "plan/plan.yaml": sealed()["plan.yaml"],
        "answers.yaml": b"cover.description: x\n",
        **{f"plan/versions/1/{name}": data for name, data in sealed().items()},
    }
    for spot, words in SPOTS.items():
        for name, prepare in laid_at(spot):
            yield Case("a plan's folder", f"{spot} is {name}", words, files, partial(prepared, prepare))


def prepared(first: Prepare, folder: Path) -> None:
    initialise(folder / "archive")
    first(folder)


@cache
def archive() -> Files:
    """An archive with one version of a plan, as files."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "archive"
        initialise(root).add(OBJECT, {"plan.yaml": b"title: x\n", "plan.pdf": world.base()}, NOTE, Retention("B", 10))
        return {path.relative_to(name).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


ARCHIVE = ("--archive", "archive")
LOOKS = (
    ("archive", "list", *ARCHIVE),
    ("archive", "show", OBJECT, *ARCHIVE),
    ("archive", "get", OBJECT, "--to", "out", *ARCHIVE),
    ("archive", "export", OBJECT, "--to", "out", *ARCHIVE),
    ("archive", "verify", *ARCHIVE),
)
NAMES = ("../../canary/new", "/tmp/escaped", "a/../../canary/new", "con", "a\\u0000b", "\\u001b[2J", "\\u202e", "")


def of_archives(each: int, seed: int) -> Iterator[Case]:
    """Every file of an archive broken; names in the inventory that lead out; links among its files."""
    chance = random.Random(f"{seed} archive")
    for place, data in sorted(archive().items()):
        for number in range(max(2, each // 3)):
            files = {**archive(), place: rearranged(data, chance) if data else b"x"}
            yield Case("an archive", f"{place} rearranged {number}", chance.choice(LOOKS), files)
        target = "../" * place.count("/") + SECRET_FILE
        for words in LOOKS:
            yield Case("an archive", f"{place} is a link out", words, archive(), link(f"../{target}", place))
    for name in NAMES:
        files = {place: data.replace(b'"plan.yaml"', b'"%b"' % name.encode()) for place, data in archive().items()}
        yield from (Case("an archive", f"a file is called {name!r}", words, files) for words in LOOKS)


ODD_WORDS = (
    *("", "-", "--", "../canary/secret", "/dev/zero", "/dev/stdin", "a\nb", "\x1b[2J", "\u202ex", "x" * 5_000),
    *("con", "~", "$(touch x)", "%s%n", "9" * 5_000, "2026-02-30", "\udcff"),
)


def of_words() -> Iterator[Case]:
    """Words of the command line that nobody expects, in the place of names, dates and files."""
    files = {"plan/plan.yaml": world.PLAN.encode(), "own.pdf": world.base(), **archive()}
    for word in ODD_WORDS:
        for words in (
            ("new", word, "--title", word, "--no-input"),
            ("build", "plan", *WORD[:2], "--date", word, "--to", "out"),
            ("build", "plan", "--document", word, "--format", "text"),
            ("archive", "get", word, "--to", "out", *ARCHIVE),
            ("sign", "apply", "own.pdf", "--p12", word, "--as", word),
            ("verify", word, "--digest", word),
            ("approve", "plan", "--note", word, "--as", word),
            ("figures", "plan", "--explain", word),
        ):
            yield Case("words of a command", f"{words[0]} {word[:20]!r}", words, files)


if sys.platform == "win32":  # pragma: no cover - links and pipes of Unix
    SPOTS = {}
