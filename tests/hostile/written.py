"""What is written to the disk without pause, and what is wrong with what is there afterwards.

Steps tell of each write once it is acknowledged; a check is given what was told, and yields what is lost of it. A child
that takes the steps can be killed at any moment.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from planbuilder import files, language
from planbuilder.approval.agreement import agrees, compared
from planbuilder.approval.signatures import begun_verdict, signed_event, signed_verdict
from planbuilder.approval.store import SealedVersion, add, event, folders, open_version, seal
from planbuilder.archive.auditor import read_head
from planbuilder.archive.store import Archive, initialise
from planbuilder.archive.verification import verify
from planbuilder.configuration import Configuration, TrustFiles
from planbuilder.errors import Conflict
from planbuilder.plan.journal import journal
from planbuilder.plan.store import Author, open_plan
from planbuilder.signing.sign import field_states
from planbuilder.usecases import signing
from planbuilder.usecases.verifying import keep, returned
from tests.approval.conftest import AUTHOR, CONTENTS, manifest
from tests.approval.test_signatures import SIGNERS
from tests.archive.conftest import NOTE
from tests.signing import world

IDS = ("urn:uuid:one", "urn:uuid:two", "urn:uuid:three")
Steps = Callable[[Path, str], Iterator[str]]
Check = Callable[[Path, list[str]], Iterator[str]]


@dataclass(frozen=True)
class Store:
    """Something that is written: how it begins, how one writes without end, and what is wrong with what is there."""

    begin: Callable[[Path], object]
    steps: Steps
    check: Check


def begin_plan(folder: Path) -> None:
    people = "".join(f"  P{n}: {{name: Person {n}, role: nr. 0}}\n" for n in (1, 2))
    text = "format: planbuilder.plan/1\nplan_id: p-1\ntitle: x\nprice_base: 2026\nfirst_year: 2027\nhorizon: 4\n"
    files.write_atomically(folder / "plan.yaml", f"{text}people:\n{people}".encode())


def change_plan(folder: Path, who: str) -> Iterator[str]:
    """A role is counted up for ever; whoever comes second to a change begins it again."""
    while True:
        try:
            opened = open_plan(folder)
            number = int(opened.plan.people[f"P{who}"].role.split()[1]) + 1
            opened.with_changes({("people", f"P{who}", "role"): f"nr. {number}"}, AUTHOR)
        except Conflict:
            continue
        yield f"{who} {number}"


def check_plan(folder: Path, told: list[str]) -> Iterator[str]:
    """The plan is the last that was acknowledged or the one after it, and the journal has every change."""
    opened, lines = open_plan(folder), list(journal(folder))
    noted = {(str(line["key"]), line["new"]) for line in lines}
    for who, number in (one.split() for one in told):
        if int(opened.plan.people[f"P{who}"].role.split()[1]) < int(number):
            yield f"the plan is older than {who} {number}"
        if (str(["people", f"P{who}", "role"]), f"nr. {number}") not in noted:
            yield f"the journal lacks {who} {number}"


def archive_often(folder: Path, who: str) -> Iterator[str]:
    """Version upon version of three objects, of which two have parts in common."""
    archive, n = Archive(folder / "archive"), 0
    while True:
        n, token = n + 1, os.urandom(8).hex()
        kept = {"plan.yaml": token.encode(), "plan.pdf": world.base(), **({"more": token.encode()} if n % 3 else {})}
        receipt = archive.add(IDS[n % 3], kept, NOTE)
        yield f"{receipt.id} {receipt.version} {token} {receipt.head}"


def check_archive(folder: Path, told: list[str]) -> Iterator[str]:
    archive = Archive(folder / "archive")
    with archive.writing():
        pass
    report = verify(archive, [read_head(one.split()[3]) for one in told[-3:]])
    yield from (f"{one.kind} {one.path}" for one in report.findings)
    for id, number, token, _ in (one.split() for one in told):
        if archive.read(id, "plan.yaml", int(number)) != token.encode():
            yield f"{id} {number} holds something else"


def seal_often(folder: Path, who: str) -> Iterator[str]:
    """Version upon version, each decided by two bodies with their minutes."""
    contents = {**CONTENTS, "plan.yaml": os.urandom(20_000)}
    while True:
        number = max((int(one.name) for one in folders(folder)), default=0) + 1
        try:
            sealed = seal(folder, manifest(number, contents), contents)
        except Conflict:
            continue
        yield f"{number} 0 {sealed.digest}"
        for count, body in enumerate(sealed.manifest.bodies, 1):
            name = f"minutes/{body}.txt"
            facts = {"body": body, "outcome": "approved", "minutes_file": name}
            sealed = add(sealed, event("decision", AUTHOR, facts), {name: os.urandom(5_000)})
            yield f"{number} {count} {sealed.digest}"


def check_sealed(folder: Path, told: list[str]) -> Iterator[str]:
    """Each version that was acknowledged is whole, with every decision that was; none is there by halves."""
    for number, count, digest in (one.split() for one in told):
        found = open_version(folder / "versions" / number)
        if found.digest != digest or not agrees_but_for_minutes(found) or len(found.events) < int(count):
            yield f"version {number} lacks something of {count}"
    for one in folders(folder)[-2:]:
        if not agrees_but_for_minutes(open_version(one)):
            yield f"{one.name} is there by halves"


def agrees_but_for_minutes(found: SealedVersion) -> bool:
    """Whether a version is as it was sealed; minutes whose event was not written yet are told as unlisted."""
    minutes = [one for one in compared(found) if one.source == "unlisted" and all("minutes/" in n for n in one.names)]
    return agrees(tuple(one for one in compared(found) if one not in minutes))


def nothing(folder: Path) -> None:
    pass


PLAN = Store(begin_plan, change_plan, check_plan)
ARCHIVE = Store(lambda folder: initialise(folder / "archive"), archive_often, check_archive)
SEALED = Store(nothing, seal_often, check_sealed)


def whole_versions(folder: Path, told: list[str]) -> Iterator[str]:
    """Every version is whole, and the last is of this title where that was acknowledged."""
    found = [open_version(one) for one in folders(folder)]
    yield from (f"version {one.manifest.version} is not whole" for one in found if not agrees(compared(one)))
    if told and not (found and found[-1].manifest.title.startswith(told[0])):
        yield "a version that was acknowledged is not there"


def signatures(version: Path) -> Iterator[str]:
    """Each signature, once it is made."""
    settings, danish = trusting(version.parents[2]), language.load("da")
    for number, one in enumerate(world.people(), 1):
        key = version.parents[2] / f"{number}.p12"
        files.write_atomically(key, one.pkcs12("kode"))
        done = signing.sign(version, signing.Key(p12=key), lambda _: "kode", world.now(), settings, danish)
        yield done.field


def trusting(folder: Path) -> Configuration:
    """A configuration that trusts the signers' own root."""
    files.write_atomically(folder / "root.pem", world.authority().root.pem())
    files.write_atomically(folder / "current.crl", world.trust().revocation_lists[0].dump())
    return Configuration(trust=TrustFiles((str(folder / "root.pem"),), revocation_lists=(str(folder / "current.crl"),)))


def taken_in(version: Path) -> SealedVersion:
    """The version; if all have signed and it was killed before that was noted, after `sign import` of what is there."""
    begun = version / "signed" / "plan.pdf"
    if begun.exists() and all(field_states(begun.read_bytes()).values()):
        settings, danish = trusting(version.parents[2]), language.load("da")
        back = returned(begun, world.now(), settings, version=version)
        keep(back, version, danish, Author("Mette", "", world.now()))
    return open_version(version)


def check_signatures(version: Path, told: list[str]) -> Iterator[str]:
    """Each signature is there and holds; where all are, and nobody noted it any more, they are taken in."""
    sealed = taken_in(version)
    judge = begun_verdict if signed_event(sealed) is None else signed_verdict
    found = judge(sealed, world.trust(), world.now())
    if (len(found.signatures) if found else 0) < len(told):
        yield f"a signature is lost of {told}"
    if found and found.state != "verified":
        yield f"not verified: {sorted(world.errors(found))}"
    if not agrees(compared(sealed)) or (len(told) == len(SIGNERS) and signed_event(sealed) is None):
        yield "the version is not whole"


def told_of(steps: Iterator[str], tell: Callable[[str], None]) -> None:
    for one in steps:
        tell(one)


def killed_once(task: Callable[[Callable[[str], None]], None], after: float) -> list[str]:
    """What a child told of before it was killed, so many seconds after it was begun; all of it, if it ended before."""
    child, told = started(task)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return ended(child, told)


def started(task: Callable[[Callable[[str], None]], None]) -> tuple[int, int]:
    """The number of a child that does a task, and where it tells of it."""
    out, into = os.pipe()
    child = os.fork()
    if child:
        os.close(into)
        return child, out
    try:
        os.close(out)
        task(lambda one: os.write(into, f"{one}\n".encode()))
        os._exit(0)
    except BaseException as error:  # noqa: BLE001 - whatever it was, the parent has to hear of it
        os.write(into, f"! {type(error).__name__} {error}\n".encode())
        os._exit(1)


def ended(child: int, told: int) -> list[str]:
    """What a child told of; a child that was not killed and failed is a fault of the benchmark."""
    with os.fdopen(told, encoding="utf-8") as lines:
        found = lines.read().split("\n")[:-1]
    os.waitpid(child, 0)
    assert not any(one.startswith("!") for one in found), found[-1]
    return found


def changes_of(data: bytes, flips: int, chance: random.Random) -> Iterator[tuple[str, bytes | None]]:
    """Single bits of the first, the last and other bytes changed; half of it, more than it, and nothing at all."""
    for place in sorted({0, len(data) - 1, *(chance.randrange(len(data)) for _ in range(flips))}) if data else ():
        bit = chance.randrange(8)
        yield f"bit {bit} of byte {place}", data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]
    yield from [("cut in two", data[: len(data) // 2])] if data else []
    yield from [("longer", data + b"\n"), ("gone", None)]
