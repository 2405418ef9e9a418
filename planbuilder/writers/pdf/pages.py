"""The pages of a PDF: where text goes, and the running head and foot around it.

In: a `Document` and a `Look`. Out: page templates. Head and foot are decoration: they are no part of what is read.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Frame, PageTemplate

from planbuilder.document.model import Document
from planbuilder.drawing.fonts import drawable, shorten
from planbuilder.look import Look
from planbuilder.writers.pdf.canvas import OnePassCanvas
from planbuilder.writers.pdf.styles import REGULAR

HEAD, HEAD_RULE, FOOT, FOOT_RULE = 44, 51, 36, 49
NUMBER_ROOM = 90


def text_area(look: Look) -> tuple[float, float]:
    """Width and height of the text on a page, in points."""
    page = look.page
    return page["width"] - page["left"] - page["right"], page["height"] - page["top"] - page["bottom"]


def page_templates(document: Document, look: Look) -> list[PageTemplate]:
    """The cover's page without furniture, and the page of the text."""
    text = PageTemplate("text", [_frame(look, "text")], onPage=partial(_furniture, document, look))
    return [PageTemplate("cover", [_frame(look, "cover")]), text] if document.cover else [text]


def _frame(look: Look, id: str) -> Frame:
    width, height = text_area(look)
    return Frame(look.page["left"], look.page["bottom"], width, height, 0, 0, 0, 0, id=id)


def _furniture(document: Document, look: Look, canvas: OnePassCanvas, pages: Any) -> None:
    """Running head and foot."""
    page, size, words = look.page, look.sizes["small"], document.furniture
    width, right, number = text_area(look)[0], page["width"] - page["right"], canvas.getPageNumber()

    def fitted(text: str, room: float) -> str:
        """The text as it can be drawn, cut to the room there is."""
        return shorten(drawable(text, words.missing), room, size)

    with canvas.tagged(None):
        canvas.saveState()
        canvas.setFillColor(HexColor(look.colours["muted"]))
        canvas.setFont(REGULAR, size)
        canvas.drawString(page["left"], page["height"] - HEAD, fitted(words.head, width))
        canvas.drawString(page["left"], FOOT, fitted(words.foot, width - NUMBER_ROOM))
        canvas.defer(
            lambda c: c.text_operators(right, FOOT, words.page.format(page=number, pages=c.total), REGULAR, size, "end")
        )
        canvas.setStrokeColor(HexColor(look.colours["line"]))
        canvas.setLineWidth(0.5)
        canvas.line(page["left"], page["height"] - HEAD_RULE, right, page["height"] - HEAD_RULE)
        canvas.line(page["left"], FOOT_RULE, right, FOOT_RULE)
        canvas.restoreState()
