"""A PDF file with its small objects packed: they are compressed by the hundred, and so is the table of their places.

In: objects as they stand in a file, by number. Out: the bytes of the file. Requirements: ISO 32000-1, 7.5.7 and 7.5.8.
"""

from __future__ import annotations

import re
import zlib
from hashlib import md5

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
TOGETHER = 100
STREAM_END = b"endstream"
OWN_PLACE, IN_A_PACK = 1, 2
PACK = re.compile(rb"<</Type/ObjStm[^>]*/Length (\d+)>>\nstream\n")
PAGES = re.compile(rb"<<(?=[^<>]*/Type /Pages)[^<>]*/Count (\d+)")


class PackedFile:
    """A file to which objects are added one by one; only what is waiting for its pack is held uncompressed."""

    def __init__(self) -> None:
        self._file = bytearray(HEADER)
        self._packs: list[bytes] = []
        self._waiting: dict[int, bytes] = {}
        self._places: dict[int, tuple[int, int, int]] = {}

    def add(self, number: int, body: bytes) -> None:
        """Add an object; the numbers of all objects, in whatever order, are those from 1 without gaps."""
        body = body.strip()
        if body.endswith(STREAM_END):
            # ISO 19005-3, 6.1.7.1: the stream's end stands on a line of its own.
            self._write(number, body.removesuffix(STREAM_END) + b"\n" + STREAM_END)
            return
        self._waiting[number] = body
        if len(self._waiting) == TOGETHER:
            self._pack()

    def finished(self, root: int, info: int) -> bytes:
        """The whole file, given the numbers of its catalogue and of what it says of itself."""
        self._pack()
        first = len(self._places) + 1
        for number, pack in enumerate(self._packs, first):
            self._write(number, pack)
        table, start = first + len(self._packs), len(self._file)
        self._places[table] = OWN_PLACE, start, 0
        self._write(table, self._table(table + 1, first, root, info))
        return bytes(self._file + b"startxref\n%d\n%%%%EOF\n" % start)

    def _write(self, number: int, body: bytes) -> None:
        self._places[number] = OWN_PLACE, len(self._file), 0
        self._file += b"%d 0 obj\n%b\nendobj\n" % (number, body)

    def _pack(self) -> None:
        """Put what is waiting into one stream; the streams stand at the file's end, numbered when all are known."""
        offsets, bodies = [], bytearray()
        for place, (number, body) in enumerate(self._waiting.items()):
            self._places[number] = IN_A_PACK, len(self._packs), place
            offsets.append(b"%d %d" % (number, len(bodies)))
            bodies += body + b"\n"
        if offsets:
            head = b" ".join(offsets) + b"\n"
            entries = b"/Type/ObjStm/N %d/First %d" % (len(offsets), len(head))
            self._packs.append(_stream(entries, head + bytes(bodies)))
        self._waiting.clear()

    def _table(self, size: int, first_pack: int, root: int, info: int) -> bytes:
        """Where each object stands. The file's name for itself follows from what is in it."""
        rows = bytearray(b"\0\0\0\0\0\xff\xff")
        for number in range(1, size):
            kind, place, index = self._places[number]
            place += first_pack if kind == IN_A_PACK else 0
            rows += bytes([kind]) + place.to_bytes(4, "big") + index.to_bytes(2, "big")
        name = md5(self._file, usedforsecurity=False).hexdigest().encode()
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]" % (size, root, info, name, name)
        return _stream(entries, bytes(rows))


def page_count(file: bytes) -> int:
    """How many pages a file that was written here has: what the top of its page tree says."""
    packs = (file[one.end() : one.end() + int(one[1])] for one in PACK.finditer(file))
    return max(int(count) for pack in packs for count in PAGES.findall(zlib.decompress(pack)))


def _stream(entries: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\n%b" % (entries, len(packed), packed, STREAM_END)
