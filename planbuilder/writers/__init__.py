"""The formats documents can be written in: a table of writers.

A writer turns a `Document` (or a `Workbook`) and a `Look` into bytes and decides nothing else; figures are drawn in a
`Studio`, once for all formats. Adding a format is one
module and one line here; the command line, its help and the tests read this table. Modules are imported when first
used, since each brings a heavy library.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    """A format: the suffix of its files, the module whose `render` makes them, and what that takes."""

    suffix: str
    module: str
    takes: Literal["document", "workbook"] = "document"

    @property
    def render(self) -> Render:
        """The function that turns a document into bytes."""
        render: Render = import_module(self.module).render
        return render


WRITERS: Mapping[str, Writer] = {
    "docx": Writer("docx", "planbuilder.writers.docx"),
    "html": Writer("html", "planbuilder.writers.html"),
    "md": Writer("md", "planbuilder.writers.markdown"),
    "pdf": Writer("pdf", "planbuilder.writers.pdf"),
    "text": Writer("txt", "planbuilder.writers.text"),
    "xlsx": Writer("xlsx", "planbuilder.writers.xlsx", "workbook"),
}
