"""What a service did to a file that shows on no page is told all the same."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from planbuilder.signing.whole import differences
from tests.signing.world import base, pdf_of


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
