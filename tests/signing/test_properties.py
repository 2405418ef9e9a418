"""What a PDF says of itself is compared by what it says, and what a service did that shows on no page is reported."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from planbuilder.signing.properties import changed, differences, facts
from tests.signing import world
from tests.signing.world import appended, base, good, opened, pdf_of

PREFIXES = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


def telling(xmp: str) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    output = io.BytesIO()
    pdf.save(output, fix_metadata_version=False)
    return output.getvalue()


def test_signing_changes_nothing_that_is_said() -> None:
    """Though the signer's program writes the metadata anew each time."""
    assert () == changed(facts(opened(base())), facts(opened(good("b-lta"))))


def test_each_thing_that_is_changed_is_named() -> None:
    """Title, language, standards."""
    names = changed(facts(opened(base())), facts(opened(appended(base(), world.other_metadata))))

    assert {"title", "language", "part", "conformance"} <= set(names)


def test_an_attribute_says_the_same_as_an_element() -> None:
    """Both are ways to write a property."""
    one = telling(f'<rdf:RDF {PREFIXES}><rdf:Description dc:title="A"/></rdf:RDF>')
    other = telling(f"<rdf:RDF {PREFIXES}><rdf:Description><dc:title>A</dc:title></rdf:Description></rdf:RDF>")

    assert () == changed(facts(opened(one)), facts(opened(other)))
    assert {"{http://purl.org/dc/elements/1.1/}title": ("A",)} == facts(opened(one))


def test_a_second_value_is_a_change() -> None:
    """Readers differ in which of two they show."""
    one = telling(f'<rdf:RDF {PREFIXES}><rdf:Description dc:title="A"/></rdf:RDF>')
    both = telling(f'<rdf:RDF {PREFIXES}><rdf:Description dc:title="A"/><rdf:Description dc:title="B"/></rdf:RDF>')

    assert ("title",) == changed(facts(opened(one)), facts(opened(both)))


@pytest.mark.parametrize("xmp", ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "<a>", "hej"])
def test_what_is_no_metadata_is_refused(xmp: str) -> None:
    """A document type is never followed."""
    with pytest.raises((ValueError, SyntaxError)):
        facts(opened(telling(xmp)))


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def launched_by_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=pdf.make_indirect(Dictionary(S=Name.Launch, F="x.exe")))


def named_script(pdf: pikepdf.Pdf) -> None:
    action = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS="x"))
    pdf.Root.Names.JavaScript = Dictionary(Names=Array(["a", action]))


def goes_to_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))


def another_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Noget andet"


def another_title_within(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"Titel", b"Andet"))


def another_language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = "de"


def without_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def other_words_aloud(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K.K[0].ActualText = "noget andet"


def layers(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="lag"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary())


def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["bevis.txt"] = b"bevis"


@pytest.mark.parametrize(
    ("change", "code", "names"),
    [
        (script, "action_added", "JavaScript"),
        (launched_by_a_page, "action_added", "Launch"),
        (named_script, "action_added", "JavaScript"),
        (another_title, "metadata_changed", "Title"),
        (another_title_within, "metadata_changed", "title"),
        (another_language, "metadata_changed", "language"),
        (without_tags, "structure_gone", None),
        (other_words_aloud, "structure_changed", None),
        (layers, "layers_added", None),
        (attachment, "attachment_added", "bevis.txt"),
    ],
)
def test_what_does_not_show_is_told(change, code: str, names: str | None) -> None:
    """By what it is, and as a warning: a person is to decide."""
    (found,) = differences(base(), pdf_of(change, base()))

    assert (code, "warning", names) == (found.code, found.severity, found.values.get("names"))


@pytest.mark.parametrize("change", [lambda pdf: None, goes_to_a_page], ids=["as it was", "opens at a page"])
def test_what_changes_nothing_is_not_told(change) -> None:
    """Another number of an object, or where one begins to read."""
    assert [] == list(differences(base(), pdf_of(change, base())))
