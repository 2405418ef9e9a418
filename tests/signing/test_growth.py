"""Beyond signatures, nothing is cleared but what honest programs do, and each of that only where it is due."""

from __future__ import annotations

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from planbuilder.record import replace
from tests.signing import world
from tests.signing.world import appended, base, codes, good, judge, people, sign

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
