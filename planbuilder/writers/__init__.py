"""The formats documents can be written in: a table of writers.

A writer turns a `Document` (or a `Workbook`) and a `Look` into bytes and decides nothing else; figures are drawn in a
`Studio`, once for all formats. Adding a format is one
module and one line here; the command line, its help and the tests read this table. Modules are imported when first
used, since each brings a heavy library.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from planbuilder.record import record

if TYPE_CHECKING:  # the table is read by `--help`, which needs no document
    from planbuilder.document.model import Document
    from planbuilder.drawing.studio import Studio
    from planbuilder.look import Look
    from planbuilder.workbook.model import Workbook

    Render = Callable[[Document | Workbook, Look, Studio], bytes]


@record
class Writer:
    """A format: the suffix of its files, the module whose `render` makes them, what that takes, and what of pages.

    `pages` is the module whose `page_count` counts those of a file, empty where there are none. A Word file has pages
    only once a program lays it out, so they cannot be counted in it; with `tells_pages` its list of contents tells
    those of the PDF until then. One that `carries` takes a document's source and manifest along; others leave them out.
    """

    suffix: str
    module: str
    takes: Literal["document", "workbook"] = "document"
    pages: str = ""
    tells_pages: bool = False
    carries: bool = False

    @property
    def render(self) -> Render:
        """The function that turns a document into bytes."""
        render: Render = import_module(self.module).render
        return render

    def page_count(self, data: bytes) -> int:
        """How many pages a file made by this writer has; 0 in a format without pages."""
        return int(import_module(self.pages).page_count(data)) if self.pages else 0


def laid_out(document: Document, look: Look, studio: Studio) -> tuple[bytes, Mapping[str, int]]:
    """A document as PDF, and the page, from 1, that each of its sections is on, by its id."""
    made: tuple[bytes, Mapping[str, int]] = import_module(WRITERS["pdf"].module).laid_out(document, look, studio)
    return made


def render_tracked(before: Document, after: Document, look: Look, studio: Studio, author: str, day: date) -> bytes:
    """The later document as a Word file in which its changes of the earlier one are tracked, by whom and when."""
    made: bytes = import_module("planbuilder.writers.docx.compared").render(before, after, look, studio, author, day)
    return made


WRITERS: Mapping[str, Writer] = {
    "agenda": Writer("agenda.html", "planbuilder.writers.agenda"),
    "docx": Writer("docx", "planbuilder.writers.docx", tells_pages=True),
    "html": Writer("html", "planbuilder.writers.html"),
    "md": Writer("md", "planbuilder.writers.markdown"),
    "pdf": Writer("pdf", "planbuilder.writers.pdf", pages="planbuilder.writers.pdf_pages", carries=True),
    "text": Writer("txt", "planbuilder.writers.text"),
    "xlsx": Writer("xlsx", "planbuilder.writers.xlsx", "workbook"),
}
