"""What qpdf sees in a PDF, which repairs what is broken: its pages, and what it says and does as a whole.

In: the bytes of PDFs. Out: JSON. What things hold is said by digests, which do not depend on how the file numbers or
packs its objects. Boxes are left, bottom, right and top, in points.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from typing import Any

import pikepdf

from planbuilder.confined import OVERRUN, Refused
from planbuilder.foreign.pdf import limited, packing_of, repaired

PACKING = ("/Length", "/Filter", "/DecodeParms")
# What leads back to what holds it: followed, the digest of a page would be that of the whole file.
UPWARDS = ("/Parent", "/P", "/StructParent", "/StructParents")
# What a link or a field leads to: the rest of the file, which is no part of it.
BEYOND = ("/Page", "/Pages", "/StructElem", "/StructTreeRoot", "/Catalog")
DEEPEST = 40
Box = tuple[float, float, float, float]
# The kinds of actions that lead out of the file or do something (ISO 32000-1, table 198); going to a page is nothing.
RUNS = ("/JavaScript", "/Launch", "/URI", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/RichMedia")
READ_ALOUD = ("/S", "/Alt", "/ActualText", "/E", "/Lang", "/T")
DEEPEST_TREE, MOST_ELEMENTS = 100, 500_000
# Bytes of the answer in JSON.
MOST = 20_000_000


class Contents:
    """The digests of one opened file."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], str] = {}

    def digest(self, value: Any) -> str:
        """The digest of a value with all it refers to, but for what it belongs to; raises ValueError."""
        # Objects of their own are remembered: a font that a thousand pages draw with is digested once.
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
    # In order of names: a program that writes the file anew may keep them in any.
    for key in sorted(set(value.keys()) - set(UPWARDS) - set(PACKING if is_stream else ())):
        yield key.encode()
        yield from _parts(value[key], depth + 1)


def _content(stream: Any) -> bytes:
    """What a stream holds; pictures, and what is packed in a way that is rare, stay packed as they are."""
    packing = packing_of(stream)
    if packing is None or packing == pikepdf.Name.FlateDecode:
        return limited(stream)
    # Unpacking a picture in a rare way takes as much memory as it says itself; packed as it is, a change shows all the
    # same.
    return repr(packing).encode() + bytes(stream.read_raw_bytes())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def pages(*pdfs: bytes) -> bytes:
    """A list of the pages of each PDF; raises Refused, pikepdf.PdfError or ValueError."""
    return _answer([_pages(one) for one in pdfs])


def whole(pdf: bytes) -> bytes:
    """What a PDF says of itself, does, lets be read aloud, and carries along.

    Attachments are named with the SHA-256 of what they hold, empty where that cannot be read. Raises Refused,
    pikepdf.PdfError or ValueError.
    """
    with repaired(pdf) as opened:
        root = opened.Root
        metadata = root.get("/Metadata")
        seen = {
            "xmp": limited(metadata).decode("latin-1") if metadata is not None else "",
            "info": {key: str(value) for key, value in opened.docinfo.items()},
            "language": str(root.get("/Lang", "")),
            "actions": sorted({kind for one in opened.objects for kind in _of_actions(one, 0)}),
            "structure": _read_aloud(opened),
            "has_layers": "/OCProperties" in root,
            "attachments": {name: _digest(one) for name, one in opened.attachments.items()},
        }
    return _answer(seen)


def _answer(seen: Any) -> bytes:
    made = json.dumps(seen).encode()
    if len(made) > MOST:
        raise Refused(OVERRUN)
    return made


def _digest(attached: Any) -> str:
    with suppress(ValueError):
        return hashlib.sha256(limited(attached.get_file().obj)).hexdigest()
    return ""


def _pages(pdf: bytes) -> list[Any]:
    with repaired(pdf) as opened:
        contents = Contents()
        return [_page(page, contents) for page in opened.pages]


def _page(page: Any, contents: Contents) -> dict[str, Any]:
    found = page.obj.get("/Contents", pikepdf.Array())
    streams = found if isinstance(found, pikepdf.Array) else [found]
    resources = {
        f"{kind}{name}": contents.digest(value)
        for kind, named in page.resources.items()
        if isinstance(named, pikepdf.Dictionary)
        for name, value in named.items()
    }
    annotations = [(one, _field(one), _box(one.get("/Rect", (0, 0, 0, 0)))) for one in page.obj.get("/Annots", [])]
    return {
        "streams": [contents.digest_of_stream(one) for one in streams],
        "resources": resources,
        "box": _shown(page),
        "turn": int(_inherited(page.obj, "/Rotate", 0)) % 360,
        "scale": float(page.obj.get("/UserUnit", 1)),
        "marks": [(box, contents.digest(one)) for one, field, box in annotations if not field and _is_seen(box)],
        "fields": {field: box for _, field, box in annotations if field},
    }


def _is_seen(box: Box) -> bool:
    """Whether it covers anything."""
    return box[0] != box[2] and box[1] != box[3]


def _shown(page: Any) -> Box:
    """The part of a page that is shown: what is cut to, within the sheet."""
    sheet, cut = _box(page.mediabox), _box(page.cropbox)
    return (max(sheet[0], cut[0]), max(sheet[1], cut[1]), min(sheet[2], cut[2]), min(sheet[3], cut[3]))


def _box(given: Any) -> Box:
    left, bottom, right, top = (float(edge) for edge in given)
    return (min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _field(annotation: Any) -> str:
    """The name of the field to sign in that an annotation is, empty if it is none."""
    return str(_inherited(annotation, "/T", "?")) if _inherited(annotation, "/FT", "") == "/Sig" else ""


def _inherited(node: Any, key: str, otherwise: Any) -> Any:
    """What a page or field says, or else one that it belongs to."""
    for _ in range(DEEPEST):
        if key in node or "/Parent" not in node:
            return node.get(key, otherwise)
        node = node.Parent
    raise ValueError("nested too deeply")


def _of_actions(value: Any, depth: int) -> Iterator[str]:
    """The kinds of the actions in an object itself; what it refers to is an object of its own."""
    if depth > DEEPEST_TREE:
        raise ValueError("nested too deeply")
    if isinstance(value, pikepdf.Array):
        parts = list(value)
    elif isinstance(value, pikepdf.Stream | pikepdf.Dictionary):
        # By /S, wherever it is: an action may hang on a page, a field, a note, or the opening of the file.
        kind = str(value.get("/S", "")) if isinstance(value.get("/S"), pikepdf.Name) else ""
        if kind in RUNS:
            yield kind
        parts = [part for key, part in value.items() if key not in ("/Parent", "/P")]
    else:
        return
    for part in parts:
        if not getattr(part, "is_indirect", False):
            yield from _of_actions(part, depth + 1)


def _read_aloud(pdf: pikepdf.Pdf) -> str:
    """A digest of the structure tree in reading order, empty without one."""
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None or "/K" not in tree:
        return ""
    made = hashlib.sha256()
    for count, element in enumerate(_elements(tree.K, 0)):
        if count > MOST_ELEMENTS:
            raise ValueError("too large")
        made.update(element + b"\0")
    return made.hexdigest()


def _elements(kids: Any, depth: int) -> Iterator[bytes]:
    if depth > DEEPEST_TREE:
        raise ValueError("nested too deeply")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield b" ".join(str(kid[key]).encode("utf-8", "replace") for key in READ_ALOUD if key in kid)
            yield from _elements(kid.get("/K", []), depth + 1)
