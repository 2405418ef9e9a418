"""The verification of a whole archive: is everything in it what was put into it.

In: an archive, and heads that were noted elsewhere. Out: a report of findings, each with its kind and place:

    bit_rot          a file's bytes changed           missing, extra  a file is gone, or never was archived
    rewritten        history, with its digests        rollback        an older state was put back
    unlogged         a version not in the log         log_damaged     the log contradicts itself
    token            a timestamp of something else    pending         a commit waits to be finished
    removed          lawfully, with its reason        unchecked_token its issuer is not trusted here

The last line is harmless. Only heads noted elsewhere show that an archive was rolled back or rewritten as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from planbuilder import codes
from planbuilder.archive.auditor import (
    HARMLESS,
    INVENTORY,
    Finding,
    Head,
    canonical,
    check_object,
    check_token,
    inventories,
    leaf_hash,
)
from planbuilder.archive.commit import PENDING, STAGING, pending_change
from planbuilder.archive.holdings import folders
from planbuilder.archive.layout import LAYOUT, OWN, ROOT_FILES, belongs, tuples_of
from planbuilder.archive.log import (
    HEADS,
    LEAVES,
    NEWEST,
    STATE,
    TOKENS,
    Leaf,
    State,
    advanced,
    grown,
    head_line,
    leaf_in,
    line,
    newest_line,
    root_of,
)
from planbuilder.archive.store import LOCK, WAIT, Archive
from planbuilder.errors import InputInvalid, Place, PlanbuilderError, problem, system_reason
from planbuilder.files import contents, json_in, leads_out
from planbuilder.locks import locked
from planbuilder.looking import is_file, is_folder, is_link, is_there, own_entries
from planbuilder.record import record

# Then the lock is waited for: an archive that is written to all day is checked as well.
TRIES = 3
HEX = re.compile(r"[0-9a-f]{3}")
# Whether a timestamp token for a digest is to be believed.
CheckToken = Callable[[bytes, bytes], bool]


@record
class Report:
    """What verification found, and how much it looked at."""

    findings: tuple[Finding, ...]
    head: Head
    objects: int
    versions: int

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return all(finding.kind in HARMLESS for finding in self.findings)


def verify(archive: Archive, known: Iterable[Head] = (), check: CheckToken | None = None) -> Report:
    """Everything that is wrong in an archive. No commit passes for damage: it looks again while others write, and
    where they never rest, it asks them to wait.

    Raises InputInvalid if a file may not be read.
    """
    noted = tuple(known)
    try:
        for _ in range(TRIES):
            before = _moment(archive)  # what is found is of one moment only if nothing was committed meanwhile
            report = _verified(archive, noted, check)
            # A report without faults is right at whatever moment it was made: no commit makes damage look sound.
            if report.sound or before == _moment(archive):
                return report
        # Where the lock cannot be had the last report stands: an archive on a drive that is read-only is verified as
        # well.
        with suppress(PlanbuilderError), locked(archive.own / LOCK, WAIT, codes.ARCHIVE_LOCKED):
            report = _verified(archive, noted, check)
    except OSError as error:
        raise InputInvalid(
            [problem(codes.FILE_UNREADABLE, Place(str(error.filename)), reason=system_reason(error))]
        ) from error
    return report


def _moment(archive: Archive) -> tuple[bytes, bool]:
    # The state changes with every commit, and pending with every beginning of one.
    return _read(archive, f"{OWN}/{STATE}"), is_there(archive.own / PENDING)


def _read(archive: Archive, name: str) -> bytes:
    """A file of the archive's own, nothing where there is none; a link out of the archive leads to none."""
    path = archive.root / name
    return contents(path) if not leads_out(path, archive.root) and is_file(path) else b""


def _verified(archive: Archive, known: Sequence[Head], check: CheckToken | None) -> Report:
    leaves = _leaves(archive)
    heads = all_heads(leaves)
    pending = is_there(archive.own / PENDING)
    by_object: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        by_object.setdefault(leaf["object"], []).append(leaf)
    findings = [
        *([Finding("pending", f"{OWN}/{PENDING}")] if pending else []),
        *_check_root(archive),
        # Behind a commit that is not finished the log may already go on.
        *([] if pending else _check_log(archive, leaves, heads)),
        *_check_known(heads, known),
        *_check_tokens(archive, heads, check),
        *_check_objects(archive, by_object, _unsettled(archive)),
    ]
    versions = sum(len(inventories(own)) for own in by_object.values())
    return Report(tuple(findings), heads[-1], len(by_object), versions)


def all_heads(leaves: Iterable[Leaf]) -> list[Head]:
    """The head of the log at every size, from none on."""
    frontier: list[bytes] = []
    heads = [Head(0, root_of(frontier))]
    for size, leaf in enumerate(leaves):
        frontier = grown(frontier, size, leaf_hash(canonical(leaf)))
        heads.append(Head(size + 1, root_of(frontier)))
    return heads


def _unsettled(archive: Archive) -> str:
    """The path of the object whose commit is to be finished; it is looked at when that is done."""
    try:
        change = pending_change(archive.root)
        return change.path if change else ""
    except InputInvalid:
        return ""


def _leaves(archive: Archive) -> list[Leaf]:
    """The leaves as far as they can be read; whatever is wrong with the text shows where it is compared."""
    leaves: list[Leaf] = []
    for text in _read(archive, f"{OWN}/{LEAVES}").splitlines():
        try:
            leaves.append(leaf_in(json_in(text)))
        except (ValueError, KeyError, TypeError, AttributeError):
            # Behind a line that is none nothing is believed; `_check_log` tells it, since the text written anew is
            # shorter.
            break
    return leaves


def _check_root(archive: Archive) -> Iterator[Finding]:
    for name, data in ROOT_FILES.items():
        path = archive.root / name
        if _read(archive, name) != data:
            yield Finding("bit_rot" if is_file(path) else "missing", name)
    tuples = {one.name for one in own_entries(archive.root, "???") if _is_own_folder(one) and HEX.fullmatch(one.name)}
    # What may lie in these folders; a file of somebody else's in an archive is told, for a validator tells it too.
    known = {
        ".": {name.split("/")[0] for name in ROOT_FILES} | tuples,
        "extensions": {Path(OWN).name, LAYOUT},
        OWN: {LOCK, LEAVES, HEADS, STATE, TOKENS, NEWEST, STAGING, PENDING},
    }
    for folder, names in known.items():
        found = own_entries(archive.root / folder)
        yield from (Finding("extra", f"{folder}/{p.name}") for p in found if p.name not in names)
    for level in ("???/*", "???/???/*", "???/???/???/*"):
        strays = (path for path in own_entries(archive.root, level) if not _is_own_folder(path))
        yield from (Finding("extra", path.relative_to(archive.root).as_posix()) for path in strays)


def _is_own_folder(path: Path) -> bool:
    return is_folder(path) and not is_link(path)


def _check_log(archive: Archive, leaves: Sequence[Leaf], heads: Sequence[Head]) -> Iterator[Finding]:
    """The files of the log agree, to the byte, and every commit follows on the one before."""
    last: dict[str, str] = {}
    state = State()
    for number, leaf in enumerate(leaves, start=1):
        if last.get(leaf["object"], "") != leaf["previous"]:
            yield Finding("log_damaged", f"{OWN}/{LEAVES}:{number}")
        known = inventories([leaf])
        last[leaf["object"]] = known[max(known)]
        state = advanced(state, leaf)
    # Written anew from the leaves and compared as text: so not a byte of log, heads and state is left unchecked.
    texts = {
        LEAVES: b"".join(map(line, leaves)),
        HEADS: b"".join(head_line(head, leaf) for head, leaf in zip(heads[1:], leaves, strict=True)),
        STATE: state.written(),
    }
    texts |= {f"{NEWEST}/{leaf['object']}": newest_line(leaf) for leaf in leaves}
    beside = {f"{NEWEST}/{path.name}" for path in own_entries(archive.own / NEWEST)}
    yield from (Finding("log_damaged", f"{OWN}/{name}") for name in sorted(beside - texts.keys()))
    for name, text in texts.items():
        if _read(archive, f"{OWN}/{name}") != text:
            yield Finding("log_damaged", f"{OWN}/{name}")


def _check_known(heads: Sequence[Head], known: Iterable[Head]) -> Iterator[Finding]:
    for head in known:
        # A head of a longer log proves that the end of ours is gone; one of the same size, that it was rewritten.
        if head.size >= len(heads):
            yield Finding("rollback", str(head))
        elif heads[head.size] != head:
            yield Finding("rewritten", str(head))


def _check_tokens(archive: Archive, heads: Sequence[Head], check: CheckToken | None) -> Iterator[Finding]:
    for path in archive.tokens():
        place, size = f"{OWN}/{TOKENS}/{path.name}", int(path.stem) if path.stem.isdigit() else len(heads)
        # A token for a longer log than this one, or a file that names no size at all.
        if size >= len(heads):
            yield Finding("rollback", place)
            continue
        kind = check_token(path, heads[size]).kind
        # Only a token for the right head is worth asking its issuer's certificate.
        if check and kind in HARMLESS:
            kind = "" if check(_read(archive, place), heads[size].digest) else "token"
        if kind:
            yield Finding(kind, place)


def _object(folder: Path, own: Sequence[Leaf]) -> list[Finding]:
    """What is wrong with an object; that the log names what is no inventory, is wrong with the log."""
    try:
        return list(check_object(folder, own))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return [Finding("log_damaged", INVENTORY)]


def _check_objects(archive: Archive, leaves: Mapping[str, Sequence[Leaf]], unsettled: str) -> Iterator[Finding]:
    left: dict[str, dict[str, Path]] = {}
    for path in folders(archive.root):
        # By the three folders of the hash: an object may lie only where its key says, whatever it is called.
        left.setdefault("/".join(path.parts[-4:-1]), {})[path.name] = path
    waiting = unsettled.rsplit("/", maxsplit=1)[-1]
    for key, own in leaves.items():
        beside = left.get(tuples_of(key), {})
        name = next((name for name in beside if belongs(name, key)), None)
        if name is None and not (waiting and belongs(waiting, key)):
            yield Finding("missing", f"{tuples_of(key)}/*{key}")
        elif name is not None and f"{tuples_of(key)}/{name}" != unsettled:
            found = _object(beside[name], own)
            yield from (Finding(kind, f"{tuples_of(key)}/{name}/{place}", note) for kind, place, note in found)
        # Also one that is damaged or waiting is accounted for; only what no leaf belongs to is left.
        beside.pop(name or "", None)
    # What is left belongs to no object that the log knows.
    strange = sorted(f"{tuples}/{name}" for tuples, names in left.items() for name in names)
    yield from (Finding("unlogged", place) for place in strange if place != unsettled)
