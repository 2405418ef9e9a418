"""What is added to a signed file as a whole, tidy part that changes what is seen, done or found: each is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from planbuilder.signing.evidence import evidence
from planbuilder.signing.fields import expectation
from planbuilder.signing.layout import layout
from tests.signing import world
from tests.signing.shapes import EVIL, body, last, line, listed, packed, row, shown_by, size, trailer, updated
from tests.signing.world import appended, base, good, judge, now

Shape = Callable[[bytes], bytes]
Change = Callable[[IncrementalPdfFileWriter], None]


def number(value: int) -> generic.NumberObject:
    return generic.NumberObject(value)


def entries(**given: object) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(f"/{name}"): value for name, value in given.items()})


def page(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    node = writer.root["/Pages"]
    while "/Kids" in node:
        node = node["/Kids"][0].get_object()
    return node


def of_page(**given: object) -> Shape:
    """The first page with other entries."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page(writer).update(entries(**given))
        writer.update_container(page(writer))

    return lambda pdf: appended(pdf, change)


def of_root(make: Callable[[IncrementalPdfFileWriter], generic.DictionaryObject]) -> Shape:
    """The catalog with other entries."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root.update(make(writer))
        writer.update_root()

    return lambda pdf: appended(pdf, change)


def by(change: Change) -> Shape:
    return lambda pdf: appended(pdf, change)


def overlay(writer: IncrementalPdfFileWriter) -> None:
    """One more stream over what the page shows."""
    shown = page(writer).raw_get("/Contents")
    before = list(shown) if isinstance(shown, generic.ArrayObject) else [shown]
    over = writer.add_object(generic.StreamObject(stream_data=EVIL))
    page(writer)["/Contents"] = generic.ArrayObject([*before, over])
    writer.update_container(page(writer))


def page_twice(writer: IncrementalPdfFileWriter) -> None:
    """The first page once more at the end."""
    node = writer.root["/Pages"]
    first = node.raw_get("/Kids")[0]
    node["/Kids"] = generic.ArrayObject([*node.raw_get("/Kids"), first])
    node["/Count"] = number(int(node["/Count"]) + 1)
    writer.update_container(node)


def page_gone(writer: IncrementalPdfFileWriter) -> None:
    """The last page is no longer counted."""
    node = writer.root["/Pages"]
    node["/Kids"] = generic.ArrayObject(list(node["/Kids"])[:-1])
    node["/Count"] = number(len(node["/Kids"]))
    writer.update_container(node)


def other_font(writer: IncrementalPdfFileWriter) -> None:
    """Letters that look like others: a font of the first page is another."""
    fonts = page(writer)["/Resources"]["/Font"]
    name = next(iter(fonts))
    other = entries(Type=pdf_name("/Font"), Subtype=pdf_name("/Type1"), BaseFont=pdf_name("/ZapfDingbats"))
    writer.objects[fonts.raw_get(name).generation, fonts.raw_get(name).idnum] = other
    writer.update_container(fonts)


def value_of_field(writer: IncrementalPdfFileWriter) -> None:
    """A signed field points to the signature of another."""
    first, second = (one.get_object() for one in list(writer.root["/AcroForm"]["/Fields"])[:2])
    first[pdf_name("/V")] = second.raw_get("/V")
    writer.update_container(first)


def script(_: object) -> generic.DictionaryObject:
    return entries(S=pdf_name("/JavaScript"), JS=generic.pdf_string("app.alert(1)"))


def hybrid(pdf: bytes) -> bytes:
    """A table that lists nothing, and beside it a packed one that few readers ask: two truths in one part."""
    place = len(pdf) + len(body())
    rows = row(1, len(pdf)) + row(1, place)
    table, _, _ = packed(pdf, size(pdf), rows, b"%d 1 %d 1" % (shown_by(), size(pdf)), place).partition(b"startxref")
    more = trailer(pdf, last(pdf), b"/XRefStm %d" % place)
    return updated(pdf, body() + table, b"xref\n0 0\n" + more)


def freed(pdf: bytes) -> bytes:
    """What the first page shows is said to be gone: some readers show nothing, some what was there."""
    return updated(pdf, b"", b"xref\n%d 1\n%010d %05d f \n%b" % (shown_by(), 0, 1, trailer(pdf)))


def newer_generation(pdf: bytes) -> bytes:
    """The same object with a higher generation, to which nothing refers and which some readers take."""
    return updated(pdf, body(1), b"xref\n" + listed(shown_by(), line(len(pdf), 1)) + trailer(pdf))


def root_said_twice(pdf: bytes) -> bytes:
    """A trailer with two roots: the first or the last counts, by reader."""
    return updated(pdf, b"", b"xref\n0 0\n" + trailer(pdf, last(pdf), b"/Root %d 0 R" % shown_by()))


def old_part_again(pdf: bytes) -> bytes:
    """The table of the first part comes last: the signatures are gone, for whoever follows it."""
    first = layout(pdf).revisions[0].table.place
    return pdf + b"startxref\n%d\n%%%%EOF\n" % first


SHAPES: dict[str, Shape] = {
    "cropped": of_page(CropBox=generic.ArrayObject(map(number, (0, 0, 90, 90)))),
    "turned": of_page(Rotate=number(180)),
    "in another unit": of_page(UserUnit=number(75)),
    "with an action when it is opened": of_page(AA=entries(O=script(None))),
    "moved in its box": of_page(MediaBox=generic.ArrayObject(map(number, (300, 300, 900, 1200)))),
    "with an action of the document": of_root(lambda w: entries(OpenAction=w.add_object(script(None)))),
    "with layers that hide": of_root(
        lambda _: entries(OCProperties=entries(OCGs=generic.ArrayObject(), D=entries(BaseState=pdf_name("/OFF"))))
    ),
    "with other numbers of pages": of_root(
        lambda _: entries(PageLabels=entries(Nums=generic.ArrayObject([number(0), entries(St=number(7))])))
    ),
    "an overlay": by(overlay),
    "a page twice": by(page_twice),
    "a page gone": by(page_gone),
    "a font replaced": by(other_font),
    "the signature of another": by(value_of_field),
    "a hybrid table": hybrid,
    "an object set free": freed,
    "a newer generation": newer_generation,
    "the root twice": root_said_twice,
    "the first table again": old_part_again,
    "a line after the end": lambda pdf: pdf + b"\n%%EOF and more\n",
    "zeros after the end": lambda pdf: pdf + bytes(4096) + body(),
}


@pytest.mark.parametrize("name", SHAPES)
def test_what_is_added_is_not_verified_and_not_taken_in(name: str) -> None:
    """With the base or without, and no person is asked to confirm it; the reason is told."""
    pdf = SHAPES[name](good())
    known, unknown = judge(pdf), judge(pdf, expectation(base(), None))
    found = evidence(base(), pdf, world.trust(), now(), world.expected())

    assert good() == pdf[: len(good())]
    assert ["not_verified"] * 2 == [known.state, unknown.state]
    assert all(any(one.severity == "error" for one in told.all_findings) for told in (known, unknown))
    assert ("refused", True) == (found.kind, bool(found.reasons))
