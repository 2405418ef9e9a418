"""What may be done to a file, and every command that reads one: for tests, and for `benchmarks/fuzz_readers.py`.

A reader is a command with the file's place in it. Whatever the file holds, the command ends with a word to its user:
what escapes from it is a bug of ours.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

import pikepdf
from cryptography.hazmat.primitives.serialization import Encoding
from openpyxl import Workbook

from planbuilder import example, language, resources
from planbuilder.archive import auditor
from planbuilder.archive.bag import Guide, export
from planbuilder.archive.store import initialise
from planbuilder.cli.main import run
from tests.archive.conftest import PLAN as STORED
from tests.archive.conftest import fill
from tests.branding import pictures
from tests.branding.lettering import DEJAVU, postscript
from tests.branding.templates import kommune
from tests.signing import world
from tests.signing.test_containers import cms_of, manifest, packed, signature

FILE, PLAN, OUT = "FILE", "PLAN", "OUT"
SECRET = "PLANBUILDER_FUZZING"
OURS = language.load("en")
ANSWERS = "cover.description: |\n  Et pas til alle børn\n  og unge.\n".encode()
MEASURED = "Indikator;Dato;Værdi;Bemærkning\r\nI1;31-01-2026;61,5;\r\nI2;01.02.2026;52;Efter flytning\r\n".encode()
HARVESTED = "Gevinst;År;Beløb;Konto\r\nG1;2028;120.000;06.45.51\r\nG1;2029;90.000,50;\r\n".encode()
COLLECTION = b"ttcf\0\1\0\0\0\0\0\1\0\0\0\x10" + DEJAVU["regular"]
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script href="http://x.invalid/"/></svg>'
PROFILE = "format: planbuilder.profile/1\nname: Nordlund\n"
Files = Mapping[str, bytes]


def outcome(words: list[str]) -> int:
    """The exit code of a command; raises whatever escapes from it."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return run(words, OURS)


@dataclass(frozen=True)
class Reader:
    """A command that reads a file: what a sound one holds, the words of the command, and what lies beside it."""

    name: str
    sound: Callable[[], bytes]
    words: tuple[str, ...]
    beside: Callable[[], Files] = dict
    file: str = "file"
    ends: tuple[int, ...] = (0, 2, 3, 5)
    run: Callable[[list[str]], int] = outcome


def plan() -> bytes:
    return example.text(language.load("da")).encode()


@cache
def signed() -> bytes:
    return world.good("b-lta")


def container() -> bytes:
    return packed(**{"plan.pdf": world.base(), "META-INF/signatures.xml": signature("plan.pdf")})


def root() -> bytes:
    return world.authority().root.pem(Encoding.PEM)


def settings() -> bytes:
    return b"trust: {roots: [], revocation: required}\ntimestamp: {url: 'http://tsa.invalid/', timeout: 3}\n"


def answers() -> bytes:
    return json.dumps({"cover.description": "Et pas til alle børn 😀"}).encode()


def of_rows(*rows: list[object]) -> bytes:
    """A workbook of one sheet."""
    book, made = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(made)
    return made.getvalue()


@cache
def measured_workbook() -> bytes:
    """A workbook of measurements."""
    return of_rows(["indicator", "date", "value"], ["I1", date(2026, 1, 31), 61.125], ["I2", "1.2.2026", "52"])


@cache
def harvested_workbook() -> bytes:
    """A workbook of what was taken out of budgets."""
    return of_rows(["benefit", "year", "amount"], ["G1", 2028, 120_000], ["G1", "2029", "90.000"])


def journal() -> bytes:
    return (
        b'{"at": "2026-11-01T10:00:00", "by": "Ane", "role": "", "key": [], "old": null, "new": "x", "plan": "0"}\n' * 3
    )


def invitations() -> bytes:
    told = (
        b'{"event": "invited", "plan": "0", "id": "I1", "name": "Ane", "role": "leder", "at": "2026-11-01T10:00:00", '
    )
    return told + b'"digest": "00", "until": "", "leads": false, "parts": ["cover"], "questions": []}\n'


def base() -> Files:
    return {"own.pdf": world.base()}


def key() -> Files:
    return {"own.p12": world.people()[0].pkcs12("x")}


def logo() -> Files:
    return {"profile.yaml": f"{PROFILE}logo: file\n".encode()}


def font() -> Files:
    return {"profile.yaml": f"{PROFILE}font_files: {{regular: file, bold: file}}\n".encode()}


def trusting(field: str) -> Callable[[], Files]:
    return lambda: {"own.pdf": signed(), "trust.yaml": f"trust: {{{field}: [file]}}\n".encode()}


def stamping() -> Files:
    """A timestamp server that is not there: the file is read before it is asked."""
    roots = "trust: {roots: [root]}\ntimestamp: {url: 'http://127.0.0.1:9/', timeout: 1}\n"
    return {"root": world.authority().root.pem(Encoding.PEM), "trust.yaml": roots.encode()}


def manifest_in_container() -> bytes:
    told = manifest("plan.pdf")
    inside = {"META-INF/manifest.xml": told, "META-INF/signature.p7s": cms_of(told)}
    return packed(**{"plan.pdf": world.base(), **inside})


@cache
def stored() -> Files:
    """An archive with three versions of a plan and a timestamp, and what it hands out of it: by the files' names."""
    with tempfile.TemporaryDirectory() as name:
        archive = initialise(Path(name) / "archive")
        fill(archive)
        archive.stamp(lambda digest: b"token" + digest)
        export(archive, STORED, Path(name) / "bag", Guide("", {"en": {}}), date(2026, 11, 23))
        return bytes_in(Path(name))


def bytes_in(folder: Path) -> Files:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def kept(name: str) -> Reader:
    """A file of an archive, as whoever checks the archive reads it."""
    words = ("archive", "verify", "--archive", "archive")
    return Reader(
        f"{Path(name).name} of an archive", lambda: stored()[f"archive/{name}"], words, stored, f"archive/{name}"
    )


def handed_out(name: str) -> Reader:
    """A file of a bag, as the program that goes with the bag reads it."""
    words = ("--lang", "en", "bag")
    return Reader(
        f"{Path(name).name} of a bag", lambda: stored()[f"bag/{name}"], words, stored, f"bag/{name}", run=audited
    )


def audited(words: list[str]) -> int:
    return auditor.main(words, lambda said: None)


def outline() -> bytes:
    return (resources.folder("templates") / "summary.yaml").read_bytes()


def version() -> Files:
    return {f"plan/versions/1/{name}": data for name, data in sealed().items()}


OBJECT = "a62/d91/776/urn%3auuid%3a7f0c"
LOG = "extensions/planbuilder-archive"
LOGGED = ("leaves.jsonl", "heads.jsonl", "state.json", "tokens/00000004.tsr")
BAGGED = ("data/proofs.json", "data/object/inventory.json", "words.json", "manifest-sha512.txt", "bagit.txt")
TEXT = ("--format", "text", "--document", "summary", "--to", OUT)
WORD = ("--format", "docx", *TEXT[2:])
PAGE = ("--format", "html", *TEXT[2:])
BRANDED = ("build", PLAN, *PAGE, "--profile", "profile.yaml")
IMPORT = ("sign", "import", FILE, "--base", "own.pdf")
SIGN = ("sign", "apply", FILE, "--p12", "own.p12", "--secret-variable", SECRET, "--to", OUT)
APPLY = ("sign", "apply", "own.pdf", "--p12", FILE, "--secret-variable", SECRET, "--to", OUT)
VERIFY = ("verify", "own.pdf", "--config", "trust.yaml")
READERS = (
    Reader("a PDF to verify", signed, ("verify", FILE)),
    Reader("a PDF to extract a plan from", world.base, ("extract", FILE, OUT)),
    Reader("a PDF to build from", world.base, ("build", "file.pdf", *TEXT), file="file.pdf"),
    Reader("a PDF to sign", world.base, ("sign", "export", FILE, "--without-attachment", "--to", OUT)),
    Reader(
        "a PDF to renew", signed, ("sign", "renew", FILE, "--to", OUT, "--config", "trust.yaml"), stamping, ends=(4,)
    ),
    Reader("a PDF that came back", signed, IMPORT, base),
    Reader("a PDF to sign with a key", world.base, SIGN, key),
    Reader("what a PDF grew from", world.base, ("verify", "own.pdf", "--base", FILE), lambda: {"own.pdf": signed()}),
    Reader("a container that came back", container, IMPORT, base),
    Reader("a container with a manifest", manifest_in_container, IMPORT, base),
    Reader("a signature that came back", lambda: signature("", inner="<x/>"), IMPORT, base),
    Reader("a key", lambda: world.people()[0].pkcs12("x"), APPLY, base),
    Reader("a root", root, VERIFY, trusting("roots")),
    Reader(
        "a root of timestamps", lambda: world.authority().root.pem(Encoding.PEM), VERIFY, trusting("timestamp_roots")
    ),
    Reader(
        "a revocation list", lambda: world.authority().revocation_list().dump(), VERIFY, trusting("revocation_lists")
    ),
    Reader("a configuration", settings, ("verify", "own.pdf", "--config", FILE), lambda: {"own.pdf": b"%PDF-1.7\n"}),
    Reader("a PNG", lambda: pictures.stored(pictures.halves(), "PNG"), BRANDED, logo),
    Reader("a JPEG", lambda: pictures.turned(6), BRANDED, logo),
    Reader("a WebP", lambda: pictures.stored(pictures.halves(), "WEBP"), BRANDED, logo),
    Reader("a font", lambda: DEJAVU["regular"], BRANDED, font),
    Reader("a collection of fonts", lambda: COLLECTION, BRANDED, font, ends=(4,)),
    Reader("a font of another kind", postscript, BRANDED, font, ends=(4,)),
    Reader("a drawing", lambda: DRAWING, BRANDED, logo, ends=(4,)),
    Reader("a template to check", kommune, ("template", "check", FILE)),
    Reader("a template to build with", kommune, ("build", PLAN, *WORD, "--template", FILE)),
    Reader("a profile", PROFILE.encode, ("build", PLAN, *TEXT, "--profile", FILE)),
    Reader("a plan", plan, ("check", FILE)),
    Reader("answers", answers, ("interview", PLAN, "--answers", FILE)),
    Reader("answers in YAML", lambda: ANSWERS, ("interview", PLAN, "--answers", FILE)),
    Reader("an outline", outline, ("build", PLAN, "--document", "own.yaml", *TEXT[:2], *TEXT[4:]), file="own.yaml"),
    Reader(
        "settings beside a file",
        lambda: b"signing: {level: b-b}\nretention: {code: B}\n",
        ("verify", "own.pdf"),
        base,
        "planbuilder.yaml",
    ),
    Reader(
        "a journal", journal, ("interview", PLAN, "--answers", "own"), lambda: {"own": answers()}, "plan/journal.jsonl"
    ),
    Reader("invitations", invitations, ("web", "invites", PLAN), file="plan/.web.jsonl"),
    Reader("measurements", lambda: MEASURED, ("measure", "--from", FILE, "--plan", PLAN), ends=(4,)),
    Reader("a workbook of measurements", measured_workbook, ("measure", "--from", FILE, "--plan", PLAN), ends=(4,)),
    Reader("harvested amounts", lambda: HARVESTED, ("harvest", "--from", FILE, "--plan", PLAN), ends=(4,)),
    Reader(
        "a workbook of harvested amounts", harvested_workbook, ("harvest", "--from", FILE, "--plan", PLAN), ends=(4,)
    ),
    Reader(
        "a manifest", lambda: sealed()["manifest.json"], ("versions", PLAN), version, "plan/versions/1/manifest.json"
    ),
    Reader(
        "a record",
        lambda: sealed()["record.jsonl"],
        ("verify", "plan/versions/1"),
        version,
        "plan/versions/1/record.jsonl",
    ),
    *map(kept, (f"{OBJECT}/inventory.json", *(f"{LOG}/{name}" for name in LOGGED), "ocfl_layout.json")),
    *map(handed_out, BAGGED),
)


@cache
def sealed() -> dict[str, bytes]:
    """A sealed version of the example, with a decision noted on it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plan.yaml").write_bytes(plan())
        for words in (
            ["approve", name, "--note", "x", "--date", "2026-11-25"],
            ["decision", "add", name, "--body", "B2", "--on", "2026-12-01", "--outcome", "godkendt"],
        ):
            assert outcome(words) == 0
        version = folder / "versions" / "1"
        return {p.relative_to(version).as_posix(): p.read_bytes() for p in version.rglob("*") if p.is_file()}


def read(reader: Reader, data: bytes, folder: Path) -> int:
    """What becomes of a file's content: the exit code of its command, run in a new folder."""
    files = {"plan/plan.yaml": world.PLAN.encode(), **reader.beside(), reader.file: data}
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    places = {FILE: reader.file, PLAN: "plan", OUT: "out"}
    before = Path.cwd()
    os.chdir(folder)
    try:
        return reader.run([places.get(word, word) for word in reader.words])
    finally:
        os.chdir(before)


def mutations(sound: bytes, cuts: int, flips: int, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """A file cut off at so many places, and with bytes changed so often; each with a name to find it again."""
    for _ in range(cuts):
        at = chance.randrange(len(sound))
        yield f"cut at {at}", sound[:at]
    for number in range(flips):
        at, new = chance.randrange(len(sound)), chance.randrange(256)
        changed = bytearray(sound)
        changed[at] = new
        if number % 4 == 3:  # a few bytes together, as a broken block has them
            for more in range(at, min(at + 16, len(sound))):
                changed[more] = chance.randrange(256)
        yield f"{at} is {new}", bytes(changed)


def rearranged(sound: bytes, chance: random.Random) -> bytes:
    """A file whose parts are exchanged, doubled, left out or replaced by what a reader hardly expects.

    What is packed is changed inside and packed again, so that the change comes past checksums.
    """
    if chance.random() < 0.7:
        if zipfile.is_zipfile(io.BytesIO(sound)):
            return repacked(sound, chance)
        if sound.startswith(b"%PDF"):
            sound = unpacked(sound)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        sound = chance.choice(CHANGES)(sound, chance)
    return sound


def repacked(sound: bytes, chance: random.Random) -> bytes:
    """A zip archive in which one member is rearranged."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as old, zipfile.ZipFile(output, "w") as new:
        changed = chance.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, rearranged(content, chance) if name == changed else content)
    return output.getvalue()


@lru_cache(8)
def unpacked(sound: bytes) -> bytes:
    """A PDF written anew with nothing compressed: its signatures are gone, its structure is in reach."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        pdf.save(output, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    return output.getvalue()


def another_word(sound: bytes, chance: random.Random) -> bytes:
    """A word or number somewhere is replaced."""
    found = A_WORD.search(sound, chance.randrange(len(sound) + 1))
    return sound[: found.start()] + chance.choice(ODD) + sound[found.end() :] if found else sound + chance.choice(ODD)


def between(sound: bytes, chance: random.Random) -> bytes:
    """Something odd is put in somewhere."""
    at = chance.randrange(len(sound) + 1)
    return sound[:at] + chance.choice(ODD) + sound[at:]


def block(sound: bytes, chance: random.Random) -> slice:
    at = chance.randrange(len(sound) + 1)
    return slice(at, at + chance.choice((1, 8, 64, 512)))


def doubled(sound: bytes, chance: random.Random) -> bytes:
    """A block stands somewhere else too, once or a thousand times."""
    at = chance.randrange(len(sound) + 1)
    return sound[:at] + sound[block(sound, chance)] * chance.choice((1, 1, 2, 1_000)) + sound[at:]


def left_out(sound: bytes, chance: random.Random) -> bytes:
    """A block is gone."""
    gone = block(sound, chance)
    return sound[: gone.start] + sound[gone.stop :]


def lines_moved(sound: bytes, chance: random.Random) -> bytes:
    """Two lines change places."""
    lines = sound.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


CHANGES = (another_word, another_word, between, doubled, left_out, lines_moved)
A_WORD = re.compile(rb"[\w.+-]+")
ODD = (
    *(b"", b"0", b"-1", b"1", b"2147483648", b"9" * 40, b"1e999", b"-0.0", b"nan", b"null", b"true", b"[]", b"{}"),
    *(b"\\ud800", b"\\u0000", b"NaN", b"-Infinity", b"1e99999", b"1_0", b"0x" + b"f" * 40, b"\xd9\xa3", b"\xc2\xb2"),
    *(b"../../x", b"/dev/zero", b"con", b"a\0b", b"\x1b[2J", b"\xff\xfe", b"\xed\xa0\x80", "\u202e".encode()),
    *(b"&a [*a, *a]", b"!!python/object:os.system x", b"<<: *a", b"? ", b"- ", b": ", b"'", b'"', b"|+9", b"\t"),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"<![CDATA[", b"<w:p>", b"</w:p>", b"<", b">"),
    *(b" 0 R", b"<<", b">>", b"[", b"]", b"endobj", b"stream\n", b"startxref", b"/Kids", b"/Parent", b"(", b"<"),
    *(b"2026-02-30", b"0000-00-00", b"99999999999-01-01", b"12.345.678,90", b"x" * 100_000, b"[" * 2_000),
)
STRANGERS: Mapping[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "zeros": lambda: bytes(1_000),
    "letters": lambda: b"hej\n" * 100,
    "half a letter": lambda: "æ".encode()[:1],
    "brackets": lambda: b"[" * 5_000,
    "braces": lambda: b'{"a":' * 5_000,
    "digits": lambda: b"9" * 100_000,
    **{f"as {reader.name}": reader.sound for reader in READERS},
}
