"""Whether one PDF still shows the pages of another, to a reader that repairs what is broken, and in pictures.

In: two PDFs. Out: which pages belong together, findings of what is gone, was added or is shown otherwise, and PNG files
to look at. A page is the same if its content streams and every resource they draw with (fonts, images, forms) are;
streams may be added around them, which is how services print in the margin. qpdf reads here (`foreign/second_reader`)
and pyHanko elsewhere: two readers that share no code, so that what only one of them sees is noticed. PDFium, a third,
shows the pages (`foreign/third_reader`): what lies over a page, hides it or turns it is seen in a picture, whatever it
is called in the file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from planbuilder.confined import OVERRUN, Refused, confined, parts
from planbuilder.record import record
from planbuilder.signing.model import Finding

# All that can be found.
CODES = (
    "page_missing", "pages_added", "page_cut", "page_grown", "page_turned", "page_scaled", "print_added", "mark_added",
    "mark_gone", "field_moved",
)  # fmt: skip
Box = tuple[float, float, float, float]
SEEN = "planbuilder.foreign.second_reader:pages"
ALIKE, PICTURES = "planbuilder.foreign.third_reader:alike", "planbuilder.foreign.third_reader:pictures"
# Pages of each file of which pictures are asked for at most; a person does not look at more of them one by one.
MOST = 1_000


class Mark(NamedTuple):
    """What is laid on a page: where it is, in points, and a digest of its entries."""

    box: Box
    digest: str


@record
class Page:
    """What a page shows: digests of its content streams in order, and of each resource by kind and name.

    `box` is the part of it that is shown, in points; `turn` how far it is turned, in degrees; `scale` its unit. `marks`
    is what can be seen on top of it, but for `fields` to sign in, of which it is only said where they are.
    """

    streams: tuple[str, ...]
    resources: Mapping[str, str]
    box: Box
    turn: int
    scale: float
    marks: tuple[Mark, ...]
    fields: Mapping[str, Box]

    def holds(self, other: Page) -> bool:
        """Whether it shows everything that another does, in the same order and with the same resources."""
        left = iter(self.streams)  # `in` consumes it: their order counts, too
        # Resources may be added, never exchanged: a font of the same name with other letters shows another text.
        return all(stream in left for stream in other.streams) and other.resources.items() <= self.resources.items()


class Pair(NamedTuple):
    """A page of ours and the one in its place in the other file, both from 1, 0 for none; whether it is ours still."""

    ours: int
    theirs: int
    is_same: bool


@record
class Comparison:
    """The pages in each other's place, and what is found of them."""

    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]

    @property
    def is_same(self) -> bool:
        """Whether everything is shown as it was, and nothing else is."""
        return not self.findings


def compare(base: bytes, returned: bytes) -> Comparison:
    """What became of the pages of `base`, looked for in their order; raises Refused."""
    ours, theirs = pages(base, returned)
    pairs = tuple(_paired(ours, theirs))
    found: list[Finding] = []
    for pair in pairs:
        if pair.is_same:
            found += _differences(ours[pair.ours - 1], theirs[pair.theirs - 1], str(pair.theirs))
        elif pair.ours:
            found.append(Finding("page_missing", values={"page": str(pair.ours)}))
    if added := sum(not pair.ours for pair in pairs):
        found.append(Finding("pages_added", "warning", values={"count": str(added)}))
    return Comparison(pairs, tuple(found))


def _paired(ours: tuple[Page, ...], theirs: tuple[Page, ...]) -> Iterator[Pair]:
    """Each of our pages with the first of theirs that holds it after the one before; between those, side by side."""
    before = (0, 0)
    # Whatever of theirs is skipped on the way is a page that was added, or one of ours that is another now.
    for number, page in enumerate(ours, 1):
        # Never before the last pair: pages that changed their order are not the same document.
        found = next((n for n in range(before[1], len(theirs)) if theirs[n].holds(page)), None)
        if found is not None:
            yield from _beside(range(before[0] + 1, number), range(before[1] + 1, found + 1))
            yield Pair(number, found + 1, is_same=True)
            before = (number, found + 1)
    yield from _beside(range(before[0] + 1, len(ours) + 1), range(before[1] + 1, len(theirs) + 1))


def _beside(ours: range, theirs: range) -> Iterator[Pair]:
    return (Pair(our, their, is_same=False) for our, their in zip_longest(ours, theirs, fillvalue=0))


def _differences(our: Page, their: Page, number: str) -> Iterator[Finding]:
    """What is shown otherwise or besides; a page of which less is shown is not our page any more."""
    page = {"page": number}
    # Cutting the shown part is how a page hides a line without touching it; a larger one only adds a margin.
    if not _within(our.box, their.box):
        yield Finding("page_cut", values=page)
    elif our.box != their.box:
        yield Finding("page_grown", "warning", values=page)
    if our.turn != their.turn:
        yield Finding("page_turned", "warning", values={**page, "degrees": str((their.turn - our.turn) % 360)})
    if our.scale != their.scale:
        yield Finding("page_scaled", "warning", values=page)
    # All of ours are in there, in order, or it would not be the same page: the rest was printed on it.
    if len(their.streams) > len(our.streams):
        yield Finding("print_added", "warning", values=page)
    yield from _laid_on(our, their, page)


def _laid_on(our: Page, their: Page, page: Mapping[str, str]) -> Iterator[Finding]:
    """What lies on a page now, or no longer does, and fields to sign in that are elsewhere."""
    # Counted, since two marks may be equal: a note that is laid on twice is one that was added.
    for mark in (Counter(their.marks) - Counter(our.marks)).elements():
        yield Finding("mark_added", "warning", values={**page, "share": _share(mark.box, their.box)})
    if Counter(our.marks) - Counter(their.marks):
        yield Finding("mark_gone", "warning", values=page)
    for name, box in their.fields.items():
        if name not in our.fields and _area(box):
            yield Finding("mark_added", "warning", name, {**page, "share": _share(box, their.box)})
    for name, box in our.fields.items():
        # A signer's program that shows nothing takes the field off the page.
        if name not in their.fields or (their.fields[name] != box and _area(their.fields[name])):
            yield Finding("field_moved", "warning", name, page)


def _share(part: Box, whole: Box) -> str:
    """How much of a page something covers, in percent."""
    # At least one square point, so that a page without an area divides nothing by zero.
    return str(round(100 * min(1.0, _area(part) / max(1.0, _area(whole)))))


def _area(box: Box) -> float:
    left, bottom, right, top = box
    return abs(right - left) * abs(top - bottom)


def _within(inner: Box, outer: Box) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def pages(*pdfs: bytes) -> tuple[tuple[Page, ...], ...]:
    """Every page of some PDFs, read by one process; raises Refused if one cannot be read."""
    return tuple(tuple(map(_page, one)) for one in json.loads(confined(SEEN, *pdfs)))


def _page(seen: Mapping[str, Any]) -> Page:
    return Page(
        tuple(seen["streams"]),
        seen["resources"],
        _box(seen["box"]),
        seen["turn"],
        seen["scale"],
        tuple(Mark(_box(box), digest) for box, digest in seen["marks"]),
        {field: _box(box) for field, box in seen["fields"].items()},
    )


def _box(edges: Sequence[float]) -> Box:
    left, bottom, right, top = edges
    return (left, bottom, right, top)


def looking_otherwise(base: bytes, returned: bytes, pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """The pages that do not look alike, or that only one file has; raises Refused if a file cannot be shown."""
    known = tuple(pairs)
    both = [pair for pair in known if pair.ours and pair.theirs]
    numbers = json.dumps([(pair.ours, pair.theirs) for pair in both]).encode()
    found = json.loads(confined(ALIKE, base, returned, numbers))
    # Pairs by their numbers: a page of which the other file has none is not among them, and so always looks otherwise.
    alike = {pair for pair, is_alike in zip(both, found, strict=True) if is_alike}
    return tuple(pair for pair in known if pair not in alike)


def pictures(base: bytes, returned: bytes, pairs: Iterable[Pair]) -> Iterator[tuple[str, bytes]]:
    """Each page of both as PNG, by what it is called: `3-ours.png`, `4-returned.png`.

    Raises Refused, after the pictures that were made, if there are more pages than may be shown.
    """
    known = tuple(pairs)
    shown = known[:MOST]
    ours, theirs = _of(base, [pair.ours for pair in shown]), _of(returned, [pair.theirs for pair in shown])
    for pair in known:
        for number, name, made in ((pair.ours, "ours", ours), (pair.theirs, "returned", theirs)):
            if number and number not in made:
                raise Refused(OVERRUN)
            if number:
                yield f"{number}-{name}.png", made[number]


def _of(pdf: bytes, numbers: Iterable[int]) -> dict[int, bytes]:
    """Pictures of as many of these pages as could be made, by their numbers, all by one process."""
    asked = [number for number in numbers if number]
    # Not strict: the process makes as many pictures as its limits allow, in this order, and the caller tells the rest.
    return dict(zip(asked, parts(confined(PICTURES, pdf, json.dumps(asked).encode())), strict=False)) if asked else {}
