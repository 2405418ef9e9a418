"""Word templates as a Danish municipality may have them, and files that pretend to be one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, RGBColor

DOCUMENT = b"wordprocessingml.document.main+xml"
TEMPLATE = b"wordprocessingml.template.main+xml"
IDS = {"Heading1": "Overskrift1", "Heading2": "Overskrift2", "Title": "Titel"}
KEPT = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Header", "HeaderChar")


def kommune(place: bool = False, counted: bool = False, table: str = "Kommune Tabel") -> bytes:
    """A `.dotx` with Danish style ids, a head of its own, a table style, and most styles only latent."""
    word = docx.Document()
    styles = word.styles.element
    for element in list(styles.iterchildren(qn("w:style"))):
        if element.get(qn("w:styleId")) not in (*KEPT, *IDS):
            styles.remove(element)
        elif element.get(qn("w:styleId")) in IDS:
            element.set(qn("w:styleId"), IDS[element.get(qn("w:styleId"))])
            for link in element.findall(qn("w:link")):
                element.remove(link)
    word.styles["Heading 1"].font.color.rgb = RGBColor(0x80, 0x00, 0x40)
    if counted:
        properties = word.styles["Heading 1"].element.get_or_add_pPr()
        properties.insert(0, parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'))
    styles.append(_table_style(table))
    section = word.sections[0]
    section.left_margin = section.right_margin = Cm(3)
    section.header.paragraphs[0].text = "Nordlund Kommune (opdigtet)"
    word.add_paragraph("Vejledning, der skal væk")
    if place:
        word.element.body.insert(0, parse_xml(_control("pb:title", "Titel")))
        word.element.body.insert(1, parse_xml(_control("pb:date", "Dato")))
        word.add_paragraph("pb:content")
        word.add_paragraph("Kolofon, der bliver")
    file = io.BytesIO()
    word.save(file)
    return changed(file.getvalue(), {"[Content_Types].xml": lambda data: data.replace(DOCUMENT, TEMPLATE)})


def changed(data: bytes, parts: Mapping[str, Any], more: Mapping[str, bytes] | None = None) -> bytes:
    """The file with some parts changed by functions, and more parts in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, lambda data: data)(old.read(name)))
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return made.getvalue()


def _table_style(name: str) -> Any:
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="KommuneTabel"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/></w:style>'
    )


def _control(tag: str, text: str) -> str:
    return (
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="{tag}"/><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:p>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
