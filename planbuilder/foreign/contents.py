"""Digests of what is in a PDF, which do not depend on how the file numbers or packs its objects.

In: objects as qpdf reads them. Out: a digest each. What is used on many pages is looked at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pikepdf

from planbuilder.foreign.pdf import limited, packing_of

PACKING = ("/Length", "/Filter", "/DecodeParms")
UPWARDS = ("/Parent", "/P", "/StructParent", "/StructParents")
# What a link or a field leads to: the rest of the file, which is no part of it.
BEYOND = ("/Page", "/Pages", "/StructElem", "/StructTreeRoot", "/Catalog")
DEEPEST = 40


class Contents:
    """The digests of one opened file."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], str] = {}

    def digest(self, value: Any) -> str:
        """The digest of a value with all it refers to, but for what it belongs to; raises ValueError."""
        place = getattr(value, "objgen", (0, 0))
        if place == (0, 0):
            return self._made(value)
        if place not in self._known:
            self._known[place] = self._made(value)
        return self._known[place]

    def digest_of_stream(self, stream: Any) -> str:
        """The digest of what a stream holds, however it is packed; raises ValueError."""
        return _hash(_content(stream))

    def _made(self, value: Any) -> str:
        made = hashlib.sha256()
        for part in _parts(value, 0):
            made.update(part + b"\0")
        return made.hexdigest()


def _parts(value: Any, depth: int) -> Iterator[bytes]:
    if depth > DEEPEST:
        raise ValueError("nested too deeply")
    if isinstance(value, pikepdf.Array):
        yield b"["
        yield from chain.from_iterable(_parts(one, depth + 1) for one in value)
    elif isinstance(value, pikepdf.Stream | pikepdf.Dictionary):
        yield from _entries(value, depth)
    else:
        yield repr(value).encode()


def _entries(value: Any, depth: int) -> Iterator[bytes]:
    """The keys and values of a dictionary after what its stream holds; of what lies beyond, its kind alone."""
    is_stream = isinstance(value, pikepdf.Stream)
    if not is_stream and str(value.get("/Type", "")) in BEYOND:
        yield str(value.Type).encode()
        return
    if is_stream:
        yield _content(value)
    for key in sorted(set(value.keys()) - set(UPWARDS) - set(PACKING if is_stream else ())):
        yield key.encode()
        yield from _parts(value[key], depth + 1)


def _content(stream: Any) -> bytes:
    """What a stream holds; pictures, and what is packed in a way that is rare, stay packed as they are."""
    packing = packing_of(stream)
    if packing is None or packing == pikepdf.Name.FlateDecode:
        return limited(stream)
    return repr(packing).encode() + bytes(stream.read_raw_bytes())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
