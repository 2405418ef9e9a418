"""Whether one PDF still shows the pages of another, after a service wrote it anew.

In: two PDFs. Out: findings of what is gone or was added. A page is the same if its content streams and every resource
they draw with (fonts, images, forms) are; streams may be added around them, which is how services print in the margin.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

from planbuilder.plan.attached import limited, opened, packing_of
from planbuilder.record import record
from planbuilder.signing.model import Finding

PACKING = ("/Length", "/Filter", "/DecodeParms")
UPWARDS = ("/Parent", "/P", "/StructParent", "/StructParents")
DEEPEST = 40


@record
class Page:
    """What a page shows: digests of its content streams in order, of each resource by kind and name, and its size."""

    streams: tuple[str, ...]
    resources: Mapping[str, str]
    annotations: int
    box: tuple[str, ...]

    def holds(self, other: Page) -> bool:
        """Whether it shows everything that another does, in the same order and with the same resources."""
        left = iter(self.streams)
        ordered = all(stream in left for stream in other.streams)
        return ordered and self.box == other.box and other.resources.items() <= self.resources.items()


def compare(base: bytes, returned: bytes) -> Iterator[Finding]:
    """What is wrong with the pages of `returned`, where those of `base` are looked for in their order."""
    ours, theirs = pages(base), pages(returned)
    left = iter(enumerate(theirs, 1))
    for number, page in enumerate(ours, 1):
        found = next(((place, one) for place, one in left if one.holds(page)), None)
        if found is None:
            yield Finding("page_missing", values={"page": str(number)})
            return
        if found[1].annotations > page.annotations:
            yield Finding("annotation_added", "warning", values={"page": str(found[0])})
        if len(found[1].streams) > len(page.streams):
            yield Finding("print_added", "warning", values={"page": str(found[0])})
    if len(theirs) > len(ours):
        yield Finding("pages_added", "warning", values={"count": str(len(theirs) - len(ours))})


def pages(pdf: bytes) -> tuple[Page, ...]:
    """Every page of a PDF; raises InputInvalid if it cannot be read."""
    with opened(pdf) as document:
        return tuple(map(_page, document.pages))


def _page(page: Any) -> Page:
    contents = page.obj.get("/Contents", [])
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    kinds = page.resources
    resources = {
        f"{kind}{name}": _digest(value)
        for kind in kinds
        if isinstance(kinds[kind], pikepdf.Dictionary)
        for name, value in kinds[kind].items()
    }
    shown = tuple(_hash(limited(stream)) for stream in streams)
    return Page(
        shown, resources, sum(map(_is_seen, page.obj.get("/Annots", []))), tuple(str(edge) for edge in page.mediabox)
    )


def _is_seen(annotation: Any) -> bool:
    left, bottom, right, top = (float(edge) for edge in annotation.get("/Rect", (0, 0, 0, 0)))
    return left != right and bottom != top


def _digest(value: Any) -> str:
    made = hashlib.sha256()
    for part in _parts(value, 0):
        made.update(part + b"\0")
    return made.hexdigest()


def _parts(value: Any, depth: int) -> Iterator[bytes]:
    """A value as bytes that do not depend on how the file numbers or packs its objects."""
    if depth > DEEPEST:
        raise ValueError("nested too deeply")
    if isinstance(value, pikepdf.Array):
        yield b"["
        for item in value:
            yield from _parts(item, depth + 1)
    elif isinstance(value, pikepdf.Stream | pikepdf.Dictionary):
        is_stream = isinstance(value, pikepdf.Stream)
        if is_stream:
            yield _content(value)
        for key in sorted(set(value.keys()) - set(UPWARDS) - set(PACKING if is_stream else ())):
            yield key.encode()
            yield from _parts(value[key], depth + 1)
    else:
        yield repr(value).encode()


def _content(stream: Any) -> bytes:
    """What a stream holds; pictures stay packed as they are."""
    packing = packing_of(stream)
    packed = packing is None or packing == pikepdf.Name.FlateDecode
    return limited(stream) if packed else bytes(stream.read_raw_bytes())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
