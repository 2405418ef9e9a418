"""What is added to a signed file as a whole, tidy part that changes what is seen, done or found: each is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from planbuilder import language
from planbuilder.cli.verdicts import verdict_lines
from planbuilder.signing.evidence import evidence
from planbuilder.signing.fields import expectation
from planbuilder.signing.layout import layout
from planbuilder.signing.model import Verdict
from tests.signing import world
from tests.signing.shapes import EVIL, body, last, line, listed, packed, row, shown_by, size, stream, trailer, updated
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


def packed_twice(pdf: bytes) -> bytes:
    """One pack holds the same number twice: readers take the first, the last, or the one at the index they are told."""
    number, first, second = size(pdf), b"<</Type/Page>> ", b"<</Type/Catalog>>"
    head = b"%d 0 %d %d " % (shown_by(), shown_by(), len(first))
    pack = b"%d 0 obj\n%b\nendobj\n" % (
        number,
        stream(head + first + second, b"/Type/ObjStm/N 2/First %d" % len(head)),
    )
    place = len(pdf) + len(pack)
    rows = row(2, number, 1) + row(1, len(pdf)) + row(1, place)
    return pdf + pack + packed(pdf, number + 1, rows, b"%d 1 %d 2" % (shown_by(), number), place)


def circle(pdf: bytes) -> bytes:
    """A table that says that it comes after itself."""
    table = b"xref\n" + listed(shown_by(), line(len(pdf)))
    return updated(pdf, body(), table + trailer(pdf, len(pdf) + len(body())))


def circle_of_two(pdf: bytes) -> bytes:
    """Two tables, each of which comes after the other: the first points forward."""
    first = updated(pdf, b"", b"xref\n0 0\n" + trailer(pdf))
    whole = updated(first, b"", b"xref\n0 0\n" + trailer(first))
    forward = b"/Prev %d" % last(whole)
    at = whole.index(b"/Prev %d" % last(pdf), len(pdf))
    return whole[:at] + forward + whole[at + len(forward) :]


def locked_in_a_packed_table(pdf: bytes) -> bytes:
    """A password that only the newest table asks for."""
    number, more = size(pdf), b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(x)/U(x)>>"
    return pdf + packed(pdf, number, row(1, len(pdf)), b"%d 1" % number, len(pdf), more)


def names(writer: IncrementalPdfFileWriter, **given: object) -> None:
    """The catalog's names with others among them."""
    known = writer.root["/Names"] if "/Names" in writer.root else entries()
    found = {key: known.raw_get(key) for key in known}
    writer.root["/Names"] = generic.DictionaryObject({**found, **entries(**given)})
    writer.update_root()


def script_by_name(writer: IncrementalPdfFileWriter) -> None:
    """A script that runs when the file is opened, though nothing in the catalog says so."""
    names(writer, JavaScript=entries(Names=generic.ArrayObject([generic.pdf_string("a"), script(None)])))


def attached_files(writer: IncrementalPdfFileWriter) -> generic.ArrayObject:
    return writer.root["/AF"]


def other_attachment(writer: IncrementalPdfFileWriter) -> None:
    """The plan that goes along is another, under the same name."""
    described = attached_files(writer)[0].get_object()
    described["/EF"] = entries(F=writer.add_object(generic.StreamObject(stream_data=b"title: x\n")))
    writer.update_container(described)


def of_field(change: Callable[[IncrementalPdfFileWriter, generic.DictionaryObject], None]) -> Shape:
    """The first signed field with something else in it."""

    def changed(writer: IncrementalPdfFileWriter) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0].get_object()
        change(writer, field)
        writer.update_container(field)

    return lambda pdf: appended(pdf, changed)


def on_a_hidden_layer(writer: IncrementalPdfFileWriter, field: generic.DictionaryObject) -> None:
    layer = writer.add_object(entries(Type=pdf_name("/OCG"), Name=generic.pdf_string("x")))
    off = entries(OFF=generic.ArrayObject([layer]), BaseState=pdf_name("/ON"))
    writer.root["/OCProperties"] = entries(OCGs=generic.ArrayObject([layer]), D=off)
    writer.update_root()
    field["/OC"] = layer


def looking_as_another(writer: IncrementalPdfFileWriter, field: generic.DictionaryObject) -> None:
    field["/AP"] = writer.root["/AcroForm"]["/Fields"][1].get_object()["/AP"]


def form_of_another_kind(writer: IncrementalPdfFileWriter) -> None:
    """What some programs show instead of every page."""
    form = writer.root["/AcroForm"]
    form["/XFA"] = writer.add_object(generic.StreamObject(stream_data=b"<xdp:xdp/>"))
    writer.update_container(form)


def tree_turned(writer: IncrementalPdfFileWriter) -> None:
    """What every page inherits."""
    tree = writer.root["/Pages"]
    tree["/Rotate"] = number(180)
    writer.update_container(tree)


def other_tree(writer: IncrementalPdfFileWriter) -> None:
    """Another tree of pages, in which the last comes first."""
    old = writer.root["/Pages"]
    pages = generic.ArrayObject(reversed(list(old.raw_get("/Kids"))))
    writer.root["/Pages"] = writer.add_object(entries(Type=pdf_name("/Pages"), Kids=pages, Count=old["/Count"]))
    writer.update_root()


def structure_gone(writer: IncrementalPdfFileWriter) -> None:
    """What is read aloud is gone."""
    del writer.root["/StructTreeRoot"]
    writer.update_root()


def other_title(writer: IncrementalPdfFileWriter) -> None:
    """A title in the place where old programs look for it."""
    writer.set_info(writer.add_object(entries(Title=generic.pdf_string("En anden plan"))))


SHAPES: dict[str, Shape] = {
    "a number twice in one pack": packed_twice,
    "a table after itself": circle,
    "two tables after each other": circle_of_two,
    "a password in a packed table": locked_in_a_packed_table,
    "a page that is called a tree": of_page(Type=pdf_name("/Pages")),
    "a page that goes by itself": of_page(Dur=number(1), Trans=entries(S=pdf_name("/Dissolve"))),
    "a small picture of another page": of_page(Thumb=generic.NullObject(), PieceInfo=entries(x=entries())),
    "a form of another kind": by(form_of_another_kind),
    "a script by name": by(script_by_name),
    "another plan attached": by(other_attachment),
    "a signature on a layer that is off": of_field(on_a_hidden_layer),
    "a signature that looks like another": of_field(looking_as_another),
    "a signature moved": of_field(
        lambda _, field: field.update(entries(Rect=generic.ArrayObject(map(number, (0, 0, 500, 700)))))
    ),
    "a signature that acts": of_field(lambda _, field: field.update(entries(AA=entries(E=script(None))))),
    "a signature that is hidden": of_field(lambda _, field: field.update(entries(F=number(2)))),
    "all pages turned": by(tree_turned),
    "another tree of pages": by(other_tree),
    "nothing to read aloud": by(structure_gone),
    "another title": by(other_title),
    "another language": of_root(lambda _: entries(Lang=generic.pdf_string("tlh"))),
    "a collection in place of pages": of_root(lambda _: entries(Collection=entries(View=pdf_name("/D")))),
    "shown otherwise": of_root(lambda _: entries(ViewerPreferences=entries(HideMenubar=generic.BooleanObject(True)))),
    "attachments first": of_root(lambda _: entries(PageMode=pdf_name("/UseAttachments"))),
    "bookmarks that act": of_root(lambda w: entries(Outlines=w.add_object(entries(Type=pdf_name("/Outlines"))))),
    "extensions of another house": of_root(
        lambda _: entries(Extensions=entries(EVIL=entries(BaseVersion=pdf_name("/1.7"))))
    ),
    "rights that nobody gave": of_root(lambda _: entries(Perms=entries(UR3=entries(Type=pdf_name("/Sig"))))),
    "no version that there is": of_root(lambda _: entries(Version=pdf_name("/9.9"))),
    "not tagged any more": of_root(lambda _: entries(MarkInfo=entries(Marked=generic.BooleanObject(False)))),
    "an extension that holds more": of_root(
        lambda _: entries(Extensions=entries(ADBE=entries(BaseVersion=pdf_name("/1.7"), X=entries(S=pdf_name("/URI")))))
    ),
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
    assert all(told_in_words(one) for one in (known, unknown))


def seal(pdf: bytes) -> tuple[int, int]:
    """Where the digits of the last signature begin, and where they end."""
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    return start, pdf.index(b">", start)


def ranged(change: Callable[[list[int]], list[int]]) -> Shape:
    """The last signature says that it covers other bytes; as many digits as before, so that nothing else moves."""

    def made(pdf: bytes) -> bytes:
        start = pdf.rindex(b"/ByteRange [") + len(b"/ByteRange [")
        end = pdf.index(b"]", start)
        told = b" ".join(b"%d" % one for one in change(list(map(int, pdf[start:end].split()))))
        assert len(told) <= end - start
        return pdf[:start] + told.ljust(end - start) + pdf[end:]

    return made


def digits(change: Callable[[bytes], bytes]) -> Shape:
    """The last signature written otherwise, in the room that no signature covers."""

    def made(pdf: bytes) -> bytes:
        start, end = seal(pdf)
        told = change(pdf[start:end])
        assert len(told) == end - start
        return pdf[:start] + told + pdf[end:]

    return made


def two_in_each_others_place(pdf: bytes) -> bytes:
    """The digits of the last signature stand in the one before it, too."""
    start, end = seal(pdf)
    before = pdf.rindex(b"/Contents <", 0, start - 100) + len(b"/Contents <")
    return pdf[:before] + pdf[start:end] + pdf[before + end - start :]


ALTERED: dict[str, Shape] = {
    "a gap behind the digits": ranged(lambda r: [r[0], r[1], r[2] + 4, r[3] - 4]),
    "a gap before the digits": ranged(lambda r: [r[0], r[1] - 4, r[2], r[3]]),
    "beginning later": ranged(lambda r: [4, r[1] - 4, r[2], r[3]]),
    "ending earlier": ranged(lambda r: [r[0], r[1], r[2], r[3] - 9]),
    "ending beyond the file": ranged(lambda r: [r[0], r[1], r[2], r[3] + 9]),
    "the digits among what is covered": ranged(lambda r: [r[0], r[1] + 9, r[2], r[3]]),
    "one stretch alone": ranged(lambda r: [r[0], r[1]]),
    "below zero": ranged(lambda r: [r[0], r[1], r[2], -1]),
    "an odd number of digits": digits(lambda text: text[:-1] + b" "),
    "digits apart": digits(lambda text: text[:-4] + b"0 00"),
    "a letter that is no digit": digits(lambda text: text[:-1] + b"g"),
    "another end to the digits": digits(lambda text: text[:-3] + b"> <"),
    "the digits of another signature": two_in_each_others_place,
}


@pytest.mark.parametrize("name", ALTERED)
def test_a_signature_that_is_written_otherwise_is_not_verified(name: str) -> None:
    """What it covers, and how it is written where nothing covers it: with the reason, by every way in."""
    pdf = ALTERED[name](good())
    known, unknown = judge(pdf), judge(pdf, expectation(base(), None))
    found = evidence(base(), pdf, world.trust(), now(), world.expected())

    assert good() != pdf
    assert ["not_verified"] * 2 == [known.state, unknown.state]
    assert found.kind == "refused" or (found.verdict is not None and found.verdict.state == "not_verified")
    assert all(told_in_words(one) for one in (known, unknown))


def told_in_words(found: Verdict) -> bool:
    """Whether every error has a sentence in both languages, in which no parser speaks."""
    lines = [line for code in ("da", "en") for line in verdict_lines(language.load(code), found, "plan.pdf")]
    return (
        found.state == "not_verified" and len(lines) > 2 and not any("Error(" in line or "/" in line for line in lines)
    )
