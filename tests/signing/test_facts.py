"""Metadata are compared by what they say, not by how they are written."""

from __future__ import annotations

import io

import pikepdf
import pytest

from planbuilder.signing.facts import changed, facts
from tests.signing import world
from tests.signing.world import appended, base, good, opened

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
