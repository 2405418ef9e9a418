"""Fields to sign in, each with a quiet frame to be seen by.

In: what a field is for and where it stands. Out: ReportLab's objects for it.
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFStream, PDFString

from planbuilder.writers.pdf.tagging import Structure

SIGNED_BY_APPENDING = 2
Corners = tuple[float, float, float, float]


def signature_field(name: str, told: str, corners: Corners, page: Any) -> PDFDictionary:
    """A field, given its name, what it is for, its corners in points and a reference to its page."""
    left, bottom, right, top = (round(edge, 2) for edge in corners)
    return PDFDictionary({
        "Type": "/Annot",
        "Subtype": "/Widget",
        "FT": "/Sig",
        "T": PDFString(name),
        "TU": PDFString(told),
        "Rect": PDFArray([left, bottom, right, top]),
        "P": page,
        "AP": PDFDictionary({"N": _frame(round(right - left, 2), round(top - bottom, 2))}),
    })  # fmt: skip


def _frame(width: float, height: float) -> PDFStream:
    drawn = f"0.79 0.83 0.85 RG 0.5 w 0.25 0.25 {width - 0.5:.2f} {height - 0.5:.2f} re S"
    box = PDFArray([0, 0, width, height])
    return PDFStream(PDFDictionary({"Type": "/XObject", "Subtype": "/Form", "BBox": box}), drawn.encode())


def form(structure: Structure) -> dict[str, PDFDictionary]:
    """What the catalogue says of the fields; nothing if there are none."""
    if not structure.fields:
        return {}
    return {"AcroForm": PDFDictionary({"Fields": PDFArray(structure.fields), "SigFlags": SIGNED_BY_APPENDING})}
