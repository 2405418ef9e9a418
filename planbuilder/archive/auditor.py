"""Checks archived versions with nothing but Python's standard library.

In: a bag that planbuilder exported, or a folder of an archive. Out: findings, each a stable kind and a place. This file
is copied into every bag as `verify.py` and imports nothing of planbuilder, which imports from it. As a program:
`python3 verify.py [--lang da|en] [--head HEAD] [BAG]`, exit code 0 if all is well, 5 if not.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

INVENTORY, SIDECAR = "inventory.json", "inventory.json.sha512"
DECLARATION = ("0=ocfl_object_1.1", b"ocfl_object_1.1\n")
TOMBSTONE, BEFORE = "tombstone.json", "inventory-before.json"


class Finding(NamedTuple):
    """One thing found: its kind, where, and what is said about it there."""

    kind: str
    place: str
    note: str = ""


# What a sound archive may hold: told, but no fault.
HARMLESS = frozenset({"removed", "unchecked_token"})


class Head(NamedTuple):
    """What the log of an archive was at one moment: how many commits, and the hash over all of them."""

    size: int
    root: bytes

    def __str__(self) -> str:
        """The short form for a journal: `planbuilder-head:1:SIZE:ROOT:CHECK`, root and check in base32."""
        text = f"planbuilder-head:1:{self.size}:{base32(self.root)}"
        return f"{text}:{base32(sha256(text.encode()))[:4]}"

    @property
    def digest(self) -> bytes:
        """The SHA-256 of the short form: what a timestamp vouches for."""
        return sha256(str(self).encode())


def read_head(text: str) -> Head:
    """The head that somebody noted; raises ValueError if a character of it is wrong."""
    name, form, size, root, _ = text.strip().split(":")
    head = Head(int(size), base64.b32decode(root.upper() + "=" * (-len(root) % 8)))
    if (name, form, len(head.root), str(head).casefold()) != ("planbuilder-head", "1", 32, text.strip().casefold()):
        raise ValueError(text)
    return head


def base32(data: bytes) -> str:
    """Bytes in capital letters and digits that cannot be taken for each other."""
    return base64.b32encode(data).decode().rstrip("=")


def sha256(data: bytes) -> bytes:
    """The SHA-256 of some bytes."""
    return hashlib.sha256(data).digest()


def sha512_of(path: Path) -> str | None:
    """The SHA-512 of a file, in hexadecimal, None if there is no such file; it may be larger than memory."""
    path = lying(path)
    if os.path.islink(path) or not os.path.isfile(path):  # also for names that no file can have
        return None
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha512").hexdigest()


def lying(path: Path) -> Path:
    """A path under its name on the disk: bytes of UTF-8 whatever is set there, taken apart (NFD) on some."""
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        path = Path(os.fsdecode(str(path).encode("utf-8", "surrogateescape")))
    with suppress(OSError, ValueError, RecursionError, StopIteration):  # names that no file can have
        if str(path).isascii() or os.path.lexists(path):
            return path
        beside, wanted = sorted(lying(path.parent).glob("*")), normalize("NFC", path.name)
        return next(one for one in beside if normalize("NFC", one.name) == wanted)
    return path


def sidecar(digest: str) -> bytes:
    """What stands beside an inventory with this digest."""
    return f"{digest} {INVENTORY}\n".encode()


def canonical(data: object) -> bytes:
    """JSON in the one form that is hashed: keys sorted, no spaces, UTF-8."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf of the log, a Merkle tree as in RFC 6962: no node can pass for a leaf."""
    return sha256(b"\x00" + data)


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees."""
    return sha256(b"\x01" + left + right)


def left_size(size: int) -> int:
    """How many leaves the left subtree has in a tree of `size` leaves, two or more."""
    return 1 << (size - 1).bit_length() - 1


def included(index: int, size: int, leaf: bytes, path: Sequence[bytes], root: bytes) -> bool:
    """Whether `path` proves that the leaf with this hash stands at `index` of the tree with this root."""
    with suppress(ValueError):  # the path has too few or too many steps
        return 0 <= index < size and _climbed(index, size, leaf, path) == root
    return False


def consistent(old: Head, new: Head, path: Sequence[bytes]) -> bool:
    """Whether `path` proves that the tree of `new` begins with all leaves of the tree of `old`, unchanged."""
    with suppress(ValueError):
        return 0 < old.size <= new.size and _both(old.size, new.size, path, old.root) == (old.root, new.root)
    return False


def _climbed(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes:
    if size == 1:
        () = path
        return leaf
    *rest, step = path
    left = left_size(size)
    if index < left:
        return node_hash(_climbed(index, left, leaf, rest), step)
    return node_hash(step, _climbed(index - left, size - left, leaf, rest))


def _both(old: int, new: int, path: Sequence[bytes], known: bytes | None) -> tuple[bytes, bytes]:
    """The roots of both trees by the proof; `known` is the old one while the subtree looked at is the old tree."""
    if old == new:
        (same,) = [*path, known] if known else path
        return same, same
    *rest, step = path
    left = left_size(new)
    if old <= left:
        first, second = _both(old, left, rest, known)
        return first, node_hash(second, step)
    first, second = _both(old - left, new - left, rest, None)
    return node_hash(step, first), node_hash(step, second)


def inventories(leaves: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    """The digest that each version's inventory must have, from the leaves of one object in their order."""
    return {int(version): digest for leaf in leaves for version, digest in leaf["inventories"].items()}


def check_object(folder: Path, leaves: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """What is wrong with an archived object, held against its leaves of the log; places are paths in its folder."""
    expected, present, kept = inventories(leaves), names_in(folder), {DECLARATION[0]}
    root = sha512_of(folder / INVENTORY)
    held = next((n for n, digest in expected.items() if digest == root), max(expected))
    if held < max(expected) and not (folder / f"v{max(expected)}").exists():
        yield Finding("rollback", f"v{max(expected)}")
        expected = {n: digest for n, digest in expected.items() if n <= held}
    newest = max(expected)
    if _bytes(folder / DECLARATION[0]) != DECLARATION[1]:
        yield Finding("bit_rot" if DECLARATION[0] in present else "missing", DECLARATION[0])
    for prefix, digest in [("", expected[newest]), *((f"v{n}/", digest) for n, digest in sorted(expected.items()))]:
        kept |= {prefix + INVENTORY, prefix + SIDECAR}
        yield from _check_inventory(folder, prefix, digest)
    for path in (folder / INVENTORY, folder / f"v{newest}" / INVENTORY):
        if sha512_of(path) == expected[newest]:
            inventory = json.loads(path.read_bytes())
            yield from _check_content(folder, inventory, present)
            yield from _check_removals(folder, inventory, leaves)
            kept |= {path for paths in inventory["manifest"].values() for path in paths}
            for name in sorted(present - kept):
                version = name.partition("/")[0].removeprefix("v")
                yield Finding("unlogged" if version.isdigit() and int(version) not in expected else "extra", name)
            break


def files_in(folder: Path) -> Iterator[str]:
    """Every file beneath a folder, and every folder that is empty; a link counts as a file."""
    for parent, folders, files in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(parent, name))]
        for name in [*files, *links] if files or folders else ["."]:
            found = Path(parent, name).relative_to(folder).as_posix()
            yield found.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")


def names_in(folder: Path) -> set[str]:
    """The same by their names as they are archived; of two that differ in form alone, the other keeps its own."""
    found = set(files_in(folder))
    return {name if normalize("NFC", name) in found else normalize("NFC", name) for name in found}


def _bytes(path: Path) -> bytes | None:
    path = lying(path)
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def _check_inventory(folder: Path, prefix: str, digest: str) -> Iterator[Finding]:
    found, beside = sha512_of(folder / prefix / INVENTORY), _bytes(folder / prefix / SIDECAR)
    if found is None:
        yield Finding("missing", prefix + INVENTORY)
    elif found != digest:
        # Decay does not mend the digest beside the file; a hand that changes history does.
        yield Finding("rewritten" if beside == sidecar(found) else "bit_rot", prefix + INVENTORY)
    elif beside != sidecar(digest):
        yield Finding("missing" if beside is None else "bit_rot", prefix + SIDECAR)


def _check_content(folder: Path, inventory: Mapping[str, Any], present: set[str]) -> Iterator[Finding]:
    listed = ((path, digest) for digest, paths in inventory["manifest"].items() for path in paths)
    for path, digest in listed:
        if path not in present:
            yield Finding("missing", path)
        elif sha512_of(folder / path) != digest:
            yield Finding("bit_rot", path)


def _check_removals(folder: Path, now: Mapping[str, Any], leaves: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """Each removal is told with its reason, and proves by the inventory it kept that it changed nothing else."""
    gone = {f"v{int(n)}" for leaf in leaves for n in leaf.get("removed", ())}
    for leaf in leaves:
        for number in map(int, leaf.get("removed", ())):
            stone = _bytes(folder / f"v{number}" / "content" / TOMBSTONE) or b"{}"
            yield Finding("removed", f"v{number}", _reason(stone))
        if leaf.get("removed"):
            place = f"v{min(map(int, leaf['removed']))}/content/{BEFORE}"
            true = sha512_of(folder / place) == leaf["previous"]
            old = json.loads((folder / place).read_bytes())["versions"] if true else {}
            if not true or any(now["versions"].get(v) != state for v, state in old.items() if v not in gone):
                yield Finding("rewritten", place)


def _reason(stone: bytes) -> str:
    with suppress(ValueError, KeyError, TypeError, RecursionError):  # told as decay of that file
        said = json.loads(stone)
        return f"{said['reason']} ({said['legal_basis']}; {said['by']}, {said['at']})"
    return ""


def check_bag(bag: Path, known: Iterable[Head] = ()) -> Iterator[Finding]:
    """What is wrong with a bag, held against the heads that somebody noted elsewhere."""
    for manifest in ("manifest-sha512.txt", "tagmanifest-sha512.txt"):
        yield from _check_manifest(bag, manifest)
    try:
        proofs = json.loads(_bytes(bag / "data" / "proofs.json") or b"")
        yield from _check_proofs(bag, proofs, known)
        yield from check_object(bag / "data" / "object", [entry["leaf"] for entry in proofs["entries"]])
        named = {"proofs.json", *(f"tokens/{proof['token']}" for proof in proofs["earlier"])}
        beside = (name for name in files_in(bag / "data") if not name.startswith("object/") and name not in named)
        yield from (Finding("extra", f"data/{name}") for name in beside)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:  # not what it was
        yield Finding("log_damaged", "data/proofs.json", type(error).__name__)


def _check_manifest(bag: Path, name: str) -> Iterator[Finding]:
    lines = (_bytes(bag / name) or b"").decode(errors="replace").splitlines()
    listed = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    for path, digest in listed.items():
        inside = (bag / path).is_relative_to(bag) and ".." not in Path(path).parts
        found = sha512_of(bag / path) if inside else None
        if found != digest:
            yield Finding("missing" if found is None else "bit_rot", path)
    if not lines:
        yield Finding("missing", name)
    if name.startswith("manifest"):
        yield from (Finding("extra", f"data/{path}") for path in names_in(bag / "data") if f"data/{path}" not in listed)


def _check_proofs(bag: Path, proofs: Mapping[str, Any], known: Iterable[Head]) -> Iterator[Finding]:
    head = read_head(proofs["head"])
    for entry in proofs["entries"]:
        path = [bytes.fromhex(step) for step in entry["inclusion"]]
        if not included(entry["index"], head.size, leaf_hash(canonical(entry["leaf"])), path, head.root):
            yield Finding("rewritten", f"data/proofs.json: {entry['index']}")
    earlier = {head.size: head}
    for proof in proofs["earlier"]:
        old = read_head(proof["head"])
        earlier[old.size] = old
        if not consistent(old, head, [bytes.fromhex(step) for step in proof["consistency"]]):
            yield Finding("rewritten", f"data/proofs.json: {proof['head']}")
        if proof["token"]:
            yield check_token(bag / "data" / "tokens" / Path(proof["token"]).name, old)
    for one in known:
        if one.size not in earlier:
            yield Finding("rollback" if one.size > head.size else "unknown_head", str(one))
        elif earlier[one.size] != one:
            yield Finding("rewritten", str(one))


def check_token(path: Path, head: Head) -> Finding:
    """Whether a timestamp token names this head; whether to believe it is for those who know its issuer."""
    good = head.digest in (_bytes(path) or b"")
    return Finding("unchecked_token" if good else "token", path.name)


def main(arguments: Sequence[str], say: Callable[[str], object]) -> int:
    """Check a bag, by default the one this file lies in, and say what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--lang", default="", help="one of words.json; its first by default")
    parser.add_argument("--head", type=read_head, action="append", default=[])
    parser.add_argument("bag", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    given = parser.parse_args(arguments)
    found, words = list(check_bag(given.bag, given.head)), dict[str, str]()
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):  # then the kinds of findings must do
        words |= (spoken := json.loads(_bytes(given.bag / "words.json") or b""))[given.lang or next(iter(spoken))]
    verdict = "good" if HARMLESS.issuperset(finding.kind for finding in found) else "bad"
    said = [f"{f.kind}: {f.place}\n  {words.get(f.kind, '')} {f.note}" for f in found]
    for one in [*said, words.get(verdict, verdict)]:
        say("".join(c if c == "\n" or c.isprintable() else "?" for c in str(one)).rstrip() + "\n")
    return 0 if verdict == "good" else 5


if __name__ == "__main__":
    out = open(os.devnull if sys.stdout is None else sys.stdout.fileno(), "w", errors="replace")  # noqa: SIM115
    sys.exit(main(sys.argv[1:], out.write))
