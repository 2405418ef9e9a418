"""Beyond signatures, nothing is cleared but what honest programs do, and each of that only where it is due."""

from __future__ import annotations

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from planbuilder.record import replace
from planbuilder.signing.growth import objection
from tests.signing import world
from tests.signing.world import appended, base, codes, good, judge, opened, pdf_of, people, sign

SO_FAR = replace(world.expected(), so_far=True)


def field(writer: IncrementalPdfFileWriter, number: int) -> generic.DictionaryObject:
    return writer.root["/AcroForm"]["/Fields"][number].get_object()


def taken_off_the_page(number: int):
    def change(writer: IncrementalPdfFileWriter) -> None:
        one = field(writer, number)
        one["/Rect"] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 0, 0)))
        writer.update_container(one)

    return change


def over_the_page(writer: IncrementalPdfFileWriter) -> None:
    one = field(writer, 1)
    one["/Rect"] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842)))
    writer.update_container(one)


def permitted(**entries: generic.PdfObject):
    def change(writer: IncrementalPdfFileWriter) -> None:
        told = generic.DictionaryObject({pdf_name(f"/{key}"): value for key, value in entries.items()})
        writer.root["/Perms"] = writer.add_object(told)
        writer.update_root()

    return change


def certified_late(writer: IncrementalPdfFileWriter) -> None:
    permitted(DocMDP=field(writer, 0).raw_get("/V"))(writer)


@pytest.mark.parametrize(
    "change",
    [
        taken_off_the_page(0),
        taken_off_the_page(1),
        over_the_page,
        certified_late,
        permitted(DocMDP=generic.NullObject()),
        permitted(UR3=generic.DictionaryObject()),
    ],
    ids=["signed field gone", "empty field gone", "field over the page", "certified late", "no one", "usage rights"],
)
def test_after_a_signature_it_is_a_change(change) -> None:
    """A field is taken from the page only by whoever signs in it, and only the first signature certifies."""
    assert {"changed_after_signing", "changed_after_last"} <= set(codes(judge(appended(good(count=1), change), SO_FAR)))


@pytest.mark.parametrize("change", [taken_off_the_page(0), permitted(DocMDP=generic.NullObject())])
def test_before_a_signature_it_is_a_change_too(change) -> None:
    """Whoever signed afterwards."""
    signed = sign(appended(base(), change), people()[0])

    assert ["changed_since_base"] == codes(judge(signed, SO_FAR))


PREFERENCES = "/ViewerPreferences"


def inline(pdf: pikepdf.Pdf) -> None:
    """As versions of ours before this one wrote it: entries of the catalogue without a number."""
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True, Nested=[pikepdf.Dictionary(A=1)])


def moved(change=None):
    def append(writer: IncrementalPdfFileWriter) -> None:
        told = writer.root[PREFERENCES]
        told["/Nested"][0] = writer.add_object(told["/Nested"][0])
        if change:
            change(told)
        writer.root[PREFERENCES] = writer.add_object(told)
        writer.update_root()

    return append


def other(told: generic.DictionaryObject) -> None:
    told["/DisplayDocTitle"] = generic.BooleanObject(False)


def longer(told: generic.DictionaryObject) -> None:
    told["/Nested"].append(generic.NumberObject(7))


def elsewhere(writer: IncrementalPdfFileWriter) -> None:
    writer.root[PREFERENCES] = writer.root.raw_get("/MarkInfo")
    writer.update_root()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (moved(), None),
        (moved(other), "changed_since_base"),
        (moved(longer), "changed_since_base"),
        (elsewhere, "changed_since_base"),
    ],
    ids=["the same", "another", "more", "one of before"],
)
def test_what_is_given_a_number_says_the_same(change, code: str | None) -> None:
    """An entry of the catalogue may become an object of its own, and its parts; not become another."""
    found = objection(opened(appended(pdf_of(inline, base()), change)), 0)

    assert code == (found.code if found else None)
