"""Fields to sign in, each with a quiet frame to be seen by.

In: what a field is for and where it stands. Out: ReportLab's objects for it.
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFStream, PDFString

from planbuilder.writers.pdf.tagging import Structure

# Signatures there are, or will be, and they are added by appending. A signer's program sets both, and a flag that
# changes later looks like tampering to whoever compares the signed file with ours.
SIGNATURES_BY_APPENDING = 3
NO_CHANGES = 1
Corners = tuple[float, float, float, float]


def signature_field(name: str, signer: str, told: str, corners: Corners, page: Any) -> PDFDictionary:
    """A field, given its name, whose it is (an id of the plan), what it is for, its corners in points and its page."""
    left, bottom, right, top = (round(edge, 2) for edge in corners)
    return PDFDictionary({
        "Type": "/Annot",
        "Subtype": "/Widget",
        "FT": "/Sig",
        "T": PDFString(name),
        "TU": PDFString(told),
        "TM": PDFString(signer),
        "Rect": PDFArray([left, bottom, right, top]),
        "P": page,
        "AP": PDFDictionary({"N": _frame(round(right - left, 2), round(top - bottom, 2))}),
    })  # fmt: skip


def _frame(width: float, height: float) -> PDFStream:
    drawn = f"0.79 0.83 0.85 RG 0.5 w 0.25 0.25 {width - 0.5:.2f} {height - 0.5:.2f} re S"
    box = PDFArray([0, 0, width, height])
    return PDFStream(PDFDictionary({"Type": "/XObject", "Subtype": "/Form", "BBox": box}), drawn.encode())


def form(pdf: PDFDocument, structure: Structure) -> dict[str, PDFDictionary]:
    """What the catalogue says of the fields, the last of which locks the file; nothing if there are none."""
    if not structure.fields:
        return {}
    structure.fields[-1].entries["Lock"] = pdf.Reference(_lock())
    fields = PDFArray([field.reference for field in structure.fields])
    return {"AcroForm": PDFDictionary({"Fields": fields, "SigFlags": SIGNATURES_BY_APPENDING})}


def _lock() -> PDFDictionary:
    """What holds once the last signer has signed: every field is locked, and nothing may be changed or added."""
    return PDFDictionary({"Type": "/SigFieldLock", "Action": "/All", "P": NO_CHANGES})
