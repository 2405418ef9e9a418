"""The archive itself: what is in it, and the one way in.

In: a folder, and files to keep. Out: versions of objects, their notes and files. Reading needs no lock; writing takes
the archive's one lock and first finishes what an interrupted commit left. The time is always an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from planbuilder import codes, drive, hold, looking
from planbuilder import files as disk
from planbuilder.archive.auditor import DECLARATION, INVENTORY, SIDECAR, TOMBSTONE, Head, files_in, sha512_of, sidecar
from planbuilder.archive.commit import STAGING, TREE, Change, commit, new_tree, put, recover
from planbuilder.archive.holdings import Holding, believed, holdings
from planbuilder.archive.layout import (
    ABOUT,
    OWN,
    ROOT_DECLARATION,
    ROOT_FILES,
    Inventory,
    added,
    extended,
    key_of,
    newest,
    object_path,
    refuse_bad_names,
    sha512,
    state_of,
    written,
)
from planbuilder.archive.log import (
    HEADS,
    LEAVES,
    NEWEST,
    STATE,
    TOKENS,
    State,
    damaged,
    newest_logged,
    read_heads,
    read_state,
)
from planbuilder.archive.versions import (
    Note,
    Retention,
    Version,
    about_text,
    entry_of,
    inventory_files,
    leaf_of,
    note_of,
    retention_of,
    stone_in,
)
from planbuilder.errors import InputInvalid, Place, PlanbuilderError, Problem, UsageWrong, VerificationFailed, problem
from planbuilder.locks import locked
from planbuilder.record import record

LOCK, WAIT = "lock", 60
Stamp = Callable[[bytes], bytes]


@record
class Receipt:
    """What a commit led to: the version, the digest of its inventory, and the head to note in the journal.

    `untold` holds why no timestamp was got for the head; the version is archived nevertheless. One that is not new was
    there already, and nothing was done.
    """

    id: str
    version: int
    inventory: str
    head: Head
    untold: tuple[Problem, ...] = ()
    is_new: bool = True


def initialise(path: Path) -> Archive:
    """The archive in a folder, begun there if the folder is new or empty; raises UsageWrong or InputInvalid."""
    if not looking.is_there(path / ROOT_DECLARATION):
        with disk.telling(path):
            drive.make_folder(path)
            if {entry.name for entry in looking.own_entries(path)} - {name.split("/")[0] for name in ROOT_FILES}:
                raise UsageWrong([problem(codes.FOLDER_NOT_EMPTY, Place(str(path)))])
        with locked(path / OWN / LOCK, WAIT, codes.ARCHIVE_LOCKED):
            _begin(path)
    return open_archive(path)


def _begin(path: Path) -> None:
    """Write an empty archive; its declaration comes last, so that half of one is none and is begun again."""
    own, declared = path / OWN, path / ROOT_DECLARATION
    if looking.is_there(declared):
        return
    with disk.telling(path):
        for folder in (TOKENS, NEWEST):
            drive.make_folder(own / folder)
        log = {LEAVES: b"", HEADS: b"", STATE: State().written()}
        for name, data in {**{f"{OWN}/{name}": text for name, text in log.items()}, **ROOT_FILES}.items():
            # A crash leaves the declaration in staging at most: then the folder is no archive yet, and is begun again.
            put(path / name if name != ROOT_DECLARATION else own / STAGING / name, data)
        drive.put_in_place(own / STAGING / ROOT_DECLARATION, declared)
        drive.flush_folder(own)
        drive.flush_folder(path)


def open_archive(path: Path) -> Archive:
    """The archive in a folder; raises InputInvalid if there is none."""
    if not looking.is_file(path / ROOT_DECLARATION) or not looking.is_folder(path / OWN):
        raise InputInvalid([problem(codes.NO_ARCHIVE, Place(str(path)))])
    return Archive(path)


class Archive:
    """An archive in a folder: an OCFL storage root, its log, and one lock."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.own = root / OWN

    @property
    def head(self) -> Head:
        """The head of the log; raises InputInvalid if the log cannot be read."""
        return read_state(self.own).head

    def heads(self) -> list[tuple[str, str]]:
        """The time and the short form of every head, oldest first; raises InputInvalid."""
        return read_heads(self.own)

    def holdings(self) -> list[Holding]:
        """Every object that lies in the archive, also one that is foreign or damaged."""
        return list(holdings(self.root))

    def objects(self) -> list[str]:
        """The ids of the objects that are as they were archived, in order."""
        return sorted(one.id for one in self.holdings() if one.state == "logged")

    def inventory(self, id: str) -> Inventory:
        """The inventory of an object as the log knows it.

        Raises InputInvalid if there is no such object or it cannot be read, VerificationFailed if it is not the one
        that was archived.
        """
        if not self.holds(id):
            raise InputInvalid([problem(codes.NOT_IN_ARCHIVE, Place(str(self.root)), id=id)])
        return believed(self.root, self.root / object_path(id))

    def holds(self, id: str) -> bool:
        """Whether anything lies where an object of this id does; raises InputInvalid if nothing may be called so."""
        return looking.is_folder(self.root / object_path(id))

    def history(self, id: str) -> tuple[Version, ...]:
        """Every version of an object, oldest first; raises InputInvalid, or VerificationFailed for changed contents."""
        found = self.inventory(id)
        return tuple(self._version(found, number) for number in range(1, newest(found) + 1))

    def _version(self, found: Inventory, number: int) -> Version:
        state, note = state_of(found, number), note_of(found["versions"][f"v{number}"])
        try:
            retention = retention_of(self._content(found, state[ABOUT])) if ABOUT in state else Retention()
            stone = stone_in(self._content(found, state[TOMBSTONE])) if TOMBSTONE in state else {}
        except (ValueError, KeyError, TypeError) as error:
            raise damaged(self.root / object_path(found["id"])) from error
        return Version(number, note, {n: d for n, d in state.items() if n != ABOUT}, retention, stone)

    def read(self, id: str, name: str, number: int | None = None) -> bytes:
        """The bytes of a file in a version, the newest by default.

        Raises InputInvalid if there is none, VerificationFailed if the bytes are not those that were archived.
        """
        found = self.inventory(id)
        state = state_of(found, self.existing(found, number))
        if name not in state:
            raise InputInvalid(
                [problem(codes.UNKNOWN_FILE_OF_VERSION, Place(str(self.root)), name=name, known=", ".join(state))]
            )
        return self._content(found, state[name])

    def existing(self, found: Inventory, number: int | None) -> int:
        """The number of a version that an inventory has, the newest by default; raises InputInvalid."""
        last = newest(found)
        if number is not None and not 1 <= number <= last:
            raise InputInvalid(
                [problem(codes.UNKNOWN_ARCHIVED_VERSION, Place(str(self.root)), number=number, last=last)]
            )
        return number or last

    def _content(self, found: Inventory, digest: str) -> bytes:
        path = self.root / object_path(found["id"]) / found["manifest"][digest][0]
        data = disk.contents(path, within=self.root)
        if sha512(data) != digest:
            raise _changed(path)
        return data

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock, with everything finished that was pending; raises Conflict (PB176) or InputInvalid."""
        with locked(self.own / LOCK, WAIT, codes.ARCHIVE_LOCKED):
            recover(self.root)
            hold.clear(self.own / TOKENS)
            yield

    def sound_inventory(self, id: str) -> tuple[Inventory | None, str]:
        """The inventory to build on and its digest, None and nothing for a new object; raises VerificationFailed."""
        folder = self.root / object_path(id)
        text = disk.contents(folder / INVENTORY, within=self.root) if looking.is_folder(folder) else b""
        digest = sha512(text) if text else ""
        # To build on an object that was changed would make the change a part of the history.
        if newest_logged(self.own, key_of(id)) != digest:
            raise VerificationFailed([problem(codes.LOG_DISAGREES, Place(str(folder)))])
        if not text:
            return None, ""
        found = believed(self.root, folder)
        if disk.contents(folder / SIDECAR, within=self.root) != sidecar(digest) or looking.is_there(
            folder / f"v{newest(found) + 1}"
        ):
            raise _changed(folder)
        return found, digest

    def add(
        self,
        id: str,
        files: Mapping[str, bytes],
        note: Note,
        retention: Retention | None = None,
        stamp: Stamp | None = None,
    ) -> Receipt:
        """Archive files as the next version of an object; `stamp` gives a timestamp token for the new head.

        Raises Conflict if others write for a minute, InputInvalid if a name is refused or the disk is, and
        VerificationFailed if what the object holds already is no longer what was archived.
        """  # fmt: skip
        # Before the lock: a name that is refused makes nobody wait.
        refuse_bad_names(files)
        path, every = object_path(id), {**files, ABOUT: about_text(retention or Retention())}
        contents = {sha512(data): data for data in every.values()}
        with self.writing():
            before, previous = self.sound_inventory(id)
            self._refuse_decay(path, before, contents)
            after = extended(before, id, {name: sha512(data) for name, data in every.items()}, entry_of(note))
            text, number = written(after), newest(after)
            leaf = leaf_of(id, {number: sha512(text)}, previous, note.at)
            tree, prefix = (0, f"{TREE}/") if before else new_tree(self.root, path)
            staged: dict[str, bytes | Path] = dict(_kept(self.root / path) if before else [DECLARATION])
            staged |= {INVENTORY: text, SIDECAR: sidecar(sha512(text)), **inventory_files(after, text)}
            # Only what no earlier version has; `_kept` gives the rest a second name in the new object.
            staged |= {place: contents[digest] for place, digest in added(after).items()}
            commit(self.root, Change(path, leaf, tree), {f"{prefix}{name}": data for name, data in staged.items()})
            head = self.head
        return Receipt(id, number, sha512(text), head, self._stamped(stamp, head))

    def _refuse_decay(self, path: str, before: Inventory | None, contents: Mapping[str, bytes]) -> None:
        """A new version may rest on older bytes only where they are still what they were."""
        for digest, places in before["manifest"].items() if before else ():
            if digest in contents and sha512_of(self.root / path / places[0]) != digest:
                raise _changed(self.root / path / places[0])

    def _stamped(self, stamp: Stamp | None, head: Head) -> tuple[Problem, ...]:
        try:
            if stamp:
                self.stamp(stamp, head)
        except PlanbuilderError as error:  # the version is archived; its time can be vouched for later
            return error.problems
        return ()

    def stamp(self, stamp: Stamp, head: Head | None = None) -> Head:
        """Keep a timestamp token for a head, the newest by default; it speaks for everything before it too.

        `stamp` gets the SHA-256 of the head's short form and gives an RFC 3161 token. Raises what `stamp` raises.
        """
        chosen = head or self.head
        disk.write_atomically(self.token_path(chosen), stamp(chosen.digest))
        return chosen

    def tokens(self) -> list[Path]:
        """Every timestamp token, in the order of the heads they are for."""
        return looking.own_entries(self.own / TOKENS, "[0-9]*.tsr")

    def token_path(self, head: Head) -> Path:
        """Where the timestamp token for a head is, if there is one."""
        return self.own / TOKENS / f"{head.size:08}.tsr"


def _kept(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file of an object by its name, also one that should not be there: nothing goes away unseen."""
    paths = ((name, folder / name) for name in files_in(folder))
    return ((name, path) for name, path in paths if looking.is_link(path) or not looking.is_folder(path))


def _changed(path: Path) -> VerificationFailed:
    return VerificationFailed([problem(codes.ARCHIVED_FILE_CHANGED, Place(str(path)))])
