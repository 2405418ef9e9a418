"""Is the whole archive what was put into it?

In: an archive, and heads that were noted elsewhere. Out: a report of findings, each with its kind and place:

bit_rot a file's bytes changed · missing, extra a file is gone, or is there that never was archived · rewritten somebody
changed history and its digests with it · rollback an older state was put back · unlogged a version that the log does not
know · log_damaged the log contradicts itself · token a timestamp is not for its head · pending a commit waits to be
finished · removed contents were lawfully removed · unchecked_token a timestamp whose issuer nobody here can vouch for.

Heads noted elsewhere are what finds an archive that was rolled back or rewritten as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from planbuilder.archive.auditor import HARMLESS, Finding, Head, check_object, check_token, inventories, leaf_hash
from planbuilder.archive.commit import PENDING, pending_change
from planbuilder.archive.layout import LAYOUT, OWN, ROOT_FILES, belongs, tuples_of
from planbuilder.archive.log import HEADS, LEAVES, STATE, Leaf, State, advanced, head_line, leaf_line
from planbuilder.archive.merkle import frontier_of, root_of
from planbuilder.archive.store import Archive
from planbuilder.errors import InputInvalid
from planbuilder.record import record

TRIES = 3
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
    """Everything that is wrong in an archive; while others write it looks again, so that no commit passes for damage."""
    noted = tuple(known)
    for _ in range(TRIES):
        before = _moment(archive)
        report = _verified(archive, noted, check)
        if report.sound or before == _moment(archive):
            break
    return report


def _moment(archive: Archive) -> tuple[bytes, bool]:
    return _read(archive.own / STATE), (archive.own / PENDING).exists()


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _verified(archive: Archive, known: Sequence[Head], check: CheckToken | None) -> Report:
    leaves = _leaves(archive)
    hashes = [leaf_hash(leaf_line(leaf)[:-1]) for leaf in leaves]
    pending = (archive.own / PENDING).exists()
    by_object: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        by_object.setdefault(leaf["object"], []).append(leaf)
    findings = [
        *([Finding("pending", f"{OWN}/{PENDING}")] if pending else []),
        *_check_root(archive),
        *_check_log(archive, leaves, pending),
        *_check_known(hashes, known),
        *_check_tokens(archive, hashes, check),
        *_check_objects(archive, by_object, _unsettled(archive)),
    ]
    versions = sum(len(inventories(own)) for own in by_object.values())
    return Report(tuple(findings), _head(hashes, len(hashes)), len(by_object), versions)


def _head(hashes: Sequence[bytes], size: int) -> Head:
    return Head(size, root_of(frontier_of(hashes[:size])))


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
    for text in _read(archive.own / LEAVES).splitlines():
        try:
            leaf = json.loads(text)
            inventories([leaf])[1 if leaf["previous"] == "" else max(inventories([leaf]))]
            leaves.append({"time": leaf["time"], **leaf, "object": str(leaf["object"])})
        except (ValueError, KeyError, TypeError, AttributeError):
            break
    return leaves


def _check_root(archive: Archive) -> Iterator[Finding]:
    for name, data in ROOT_FILES.items():
        path = archive.root / name
        if _read(path) != data:
            yield Finding("bit_rot" if path.is_file() else "missing", name)
    ours = {Path(OWN).name, LAYOUT}
    yield from (Finding("extra", f"extensions/{p.name}") for p in _inside(archive.root / "extensions", ours))
    tuples = {path.parts[-4] for path in archive.folders()}
    known = {name.split("/")[0] for name in ROOT_FILES} | tuples
    yield from (Finding("extra", path.name) for path in _inside(archive.root, known))


def _inside(folder: Path, known: Iterable[str]) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name not in known) if folder.is_dir() else []


def _check_log(archive: Archive, leaves: Sequence[Leaf], pending: bool) -> Iterator[Finding]:
    """The three files of the log tell the same, to the byte; behind a pending commit the log may already go on."""
    state, heads, last = State(), b"", {}
    for leaf in leaves:
        last.setdefault(leaf["object"], "")
        if last[leaf["object"]] != leaf["previous"]:
            yield Finding("log_damaged", f"{OWN}/{LEAVES}:{state.size + 1}")
        known = inventories([leaf])
        last[leaf["object"]] = known[max(known)]
        state = advanced(state, leaf)
        heads += head_line(state.head, leaf)
    for name, text in {LEAVES: b"".join(map(leaf_line, leaves)), HEADS: heads, STATE: state.written()}.items():
        found = _read(archive.own / name)
        if found != text and not pending:
            yield Finding("log_damaged", f"{OWN}/{name}")


def _check_known(hashes: Sequence[bytes], known: Iterable[Head]) -> Iterator[Finding]:
    for head in known:
        if head.size > len(hashes):
            yield Finding("rollback", str(head))
        elif _head(hashes, head.size) != head:
            yield Finding("rewritten", str(head))


def _check_tokens(archive: Archive, hashes: Sequence[bytes], check: CheckToken | None) -> Iterator[Finding]:
    for path in sorted((archive.own / "tokens").glob("*")):
        size = int(path.stem) if path.stem.isdigit() else len(hashes) + 1
        head = _head(hashes, min(size, len(hashes)))
        found = check_token(path, head, check)
        if size > len(hashes):
            yield Finding("rollback", f"{OWN}/tokens/{path.name}")
        elif found:
            yield Finding(found.kind, f"{OWN}/tokens/{path.name}")


def _check_objects(archive: Archive, leaves: Mapping[str, Sequence[Leaf]], unsettled: str) -> Iterator[Finding]:
    left = {path.relative_to(archive.root).as_posix(): path for path in archive.folders()}
    left.pop(unsettled, None)
    for key, own in leaves.items():
        place = next((p for p in left if p.startswith(tuples_of(key)) and belongs(p.split("/")[3], key)), None)
        if place:
            folder = left.pop(place)
            yield from (Finding(kind, f"{place}/{where}", note) for kind, where, note in check_object(folder, own))
        elif not (unsettled and belongs(unsettled.split("/")[3], key)):
            yield Finding("missing", f"{tuples_of(key)}/…{key}")
    yield from (Finding("unlogged", place) for place in left)
