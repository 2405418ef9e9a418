"""Every kind of page in the browser on two sheets, as a desktop and a telephone show it; docs/pages.md shows them.

`pytest tests/web/test_sheets.py --golden` takes them anew, of the plan of the handbook's pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from PIL import Image

from planbuilder.record import record
from tests.web.picturing import in_few_colours, previewed

GAP, GROUND = 12, "#dfe5e8"
STRANGER = "/tree?stranger"  # a page that is asked for by somebody whom nobody has invited
# Each kind of page, in the order of docs/pages.md.
KINDS = {
    "/": "overview",
    "/part/cover": "part",
    "/part/budget_political_goals/amounts": "economy",
    "/table/benefits_tree.benefits?row=G1": "row",
    "/row/benefits_tree.changes/F1/delete": "row to delete",
    "/check": "check",
    "/tree": "tree",
    "/walk/F1": "walk",
    "/board": "board",
    "/board/meeting": "meeting",
    "/documents": "documents",
    "/history": "changes",
    "/disagreements": "disagreements",
    "/projector/workflows_rules.legal_basis": "big screen",
    "/help/da/start.html": "handbook",
    "/nothing": "nothing there",
    STRANGER: "refused",
}


@record
class Sheet:
    """How large a window is, how many stand in a row, and how much smaller they are shown."""

    width: int
    height: int
    columns: int
    scale: float


SHEETS = {"pages-desktop": Sheet(1280, 900, 3, 0.4), "pages-phone": Sheet(375, 812, 5, 0.7)}


def pages(page: Any, stranger: Any) -> list[bytes]:
    """A picture of each kind of page, by a browser of who leads and by one of a stranger."""
    return [_taken(stranger if path == STRANGER else page, path) for path in KINDS]


def _taken(page: Any, path: str) -> bytes:
    page.goto(path)
    if page.locator("#preview").count():
        previewed(page)
    taken: bytes = page.screenshot(animations="disabled", caret="hide")
    return taken


def on_a_sheet(taken: Sequence[bytes], sheet: Sheet) -> bytes:
    """The pictures side by side, as one PNG file."""
    wide, high = round(sheet.width * sheet.scale), round(sheet.height * sheet.scale)
    rows = -(-len(taken) // sheet.columns)
    made = Image.new("RGB", (sheet.columns * (wide + GAP) + GAP, rows * (high + GAP) + GAP), GROUND)
    for n, data in enumerate(taken):
        place = (GAP + n % sheet.columns * (wide + GAP), GAP + n // sheet.columns * (high + GAP))
        made.paste(Image.open(BytesIO(data)).convert("RGB").resize((wide, high), Image.Resampling.LANCZOS), place)
    whole = BytesIO()
    made.save(whole, "PNG")
    return in_few_colours(whole.getvalue())
