"""What a Word file carries along: the answers as exported, found by namespace, and the plan they are from."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from hashlib import sha256
from xml.etree import ElementTree

import docx

from planbuilder import example, language
from planbuilder.document.model import FormField, Paragraph, Span
from planbuilder.writers.docx import render
from planbuilder.writers.docx.carried import NAMESPACE
from tests.document.plans import SMALL
from tests.writers import samples

FIELD = FormField("a.b", "Et svar", "choice", "x", (("x", "Det ene & <andet>"), ("y", "Y")))
DOCUMENT = replace(
    samples.document(Paragraph((Span("Det ene & <andet>", field=FIELD),))), plan_id="7f0c", language="da-DK"
)


def answers_in(data: bytes) -> ElementTree.Element | None:
    """The carried answers, found by their namespace."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if name.startswith("customXml/item") and "Props" not in name and name.endswith(".xml"):
                root = ElementTree.fromstring(parts.read(name))
                if root.tag == f"{{{NAMESPACE}}}answers":
                    return root
    return None


def test_answers_are_carried_as_they_were_exported(standard_look) -> None:
    """Key, tag, value, the words shown with their digest, and the options."""
    root = answers_in(render(DOCUMENT, standard_look))
    assert root is not None
    (answer,) = root
    space = {"p": NAMESPACE}

    assert ("7f0c", "da-DK", "2026-11-23") == (root.get("plan"), root.get("language"), root.get("date"))
    assert ("a.b", "pb:a.b", "true") == (answer.get("key"), answer.get("tag"), answer.get("answered"))
    assert "x" == answer.findtext("p:value", namespaces=space)
    assert "Det ene & <andet>" == answer.findtext("p:shown", namespaces=space)
    assert sha256(b"Det ene & <andet>").hexdigest() == answer.get("sha256")
    assert ["x", "y"] == [option.get("value") for option in answer.iterfind("p:option", space)]


def test_the_plan_is_named_among_the_properties(standard_look) -> None:
    """Cheap to find, without reading the text."""
    with zipfile.ZipFile(io.BytesIO(render(DOCUMENT, standard_look))) as parts:
        properties = parts.read("docProps/custom.xml").decode()

    assert 'name="planbuilder.plan"' in properties
    assert "7f0c" in properties


def test_a_document_from_no_plan_carries_nothing(standard_look) -> None:
    """Nothing to come back to."""
    data = render(replace(DOCUMENT, plan_id=""), standard_look)

    assert answers_in(data) is None
    assert "docProps/custom.xml" not in zipfile.ZipFile(io.BytesIO(data)).namelist()


def test_nothing_is_bound_to_the_carried_answers(compose, standard_look) -> None:
    """A bound control has two truths, and a program that saves it can empty the part."""
    data = render(compose(example.text(language.load("da")), "plan", "da"), standard_look)

    assert "dataBinding" not in docx.Document(io.BytesIO(data)).element.xml


def test_internal_answers_are_not_carried(compose, standard_look) -> None:
    """They stand neither in the text nor in any part of the file."""
    text = SMALL + "answers: {behaviour_culture.wanted_behaviour: {value: HEMMELIGT, internal: true}}\n"
    with zipfile.ZipFile(io.BytesIO(render(compose(text), standard_look))) as parts:
        found = [name for name in parts.namelist() if b"HEMMELIGT" in parts.read(name)]

    assert found == []
