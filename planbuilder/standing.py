"""What stands in a folder as it would come out again, and so need not be made again.

In: a folder, what a file in it is made of, and a place of one's own to note it in (`kept`). Out: what stands, and a
note of what was made. A note is the digest of everything that files are made of and the digest of each file, never a
word of what they say; a file stands that has that digest still. So a note can be lost or old, but not wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from planbuilder import editions, files
from planbuilder.errors import InputInvalid
from planbuilder.kept import Kept


class Standing:
    """The files in a folder that stand; beneath the folder `within`, which is named by the user, no link is followed.

    Where nothing is kept nothing stands.
    """

    def __init__(self, folder: Path, kept: Kept, within: Path | None = None) -> None:
        self._folder, self._within = folder, within or folder
        self._kept = kept

    def made_of(self, *parts: object) -> str:
        """The digest of everything that something is made of, this program included; empty where nothing is kept.

        Each part must show all that is in it, as records, texts, numbers and what holds them do.
        """
        if self._kept.folder is None:
            return ""
        return files.digest_of(editions.everything(), *map(repr, parts))

    def found(self, what: Iterable[str], made_of: str) -> dict[str, bytes]:
        """The files of something by their names, if each stands that was made of just that; else none of them."""
        noted = self._kept.read(self._name(what)) if made_of else None
        with suppress(InputInvalid, ValueError, AttributeError, TypeError, KeyError):
            note = files.json_in(noted or b"{}")
            if note["made_of"] == made_of:
                return {name: self._standing(name, digest) for name, digest in note["files"].items()}
        return {}

    def _standing(self, name: str, digest: object) -> bytes:
        """What a file holds; raises ValueError if it has another digest, InputInvalid if it is no file or a link."""
        path = self._folder / name
        files.refuse_links(path, self._within)
        data = files.contents(path)
        if files.digest(data) != digest:
            raise ValueError(name)
        return data

    def note(self, what: Iterable[str], made_of: str, made: Mapping[str, bytes]) -> None:
        """Note what something was made of, and the digest of each of its files, by their names."""
        if made_of and made:
            note = {"made_of": made_of, "files": {name: files.digest(data) for name, data in made.items()}}
            self._kept.keep(self._name(what), json.dumps(note).encode())

    def _name(self, what: Iterable[str]) -> str:
        """One note for each thing in a folder: what it was made of before no longer stands there."""
        return f"{files.digest_of('made', str(files.real(self._folder)), *what)}.made"


# For whoever makes everything anew, as what is sealed.
NOTHING_STANDS = Standing(Path(), Kept(None))
