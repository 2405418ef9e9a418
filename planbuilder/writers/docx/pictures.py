"""The figures of a Word document: a PNG for every program, and an SVG inside it for those that show one.

In: figures. Out: their XML; the pictures become parts of the document.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.opc.part import Part

from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.drawing.studio import CHART_HEIGHT, Studio
from planbuilder.look import Look
from planbuilder.record import record
from planbuilder.writers.docx import oxml

DPI = 200
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
WITH_CAPTION = 60


@record
class Pictures:
    """Puts figures into a document; `ids` numbers them."""

    word: WordDocument
    look: Look
    studio: Studio
    ids: Iterator[int]

    def xml(self, figure: Chart | Diagram, width: float, height: float) -> str:
        """A figure that fits a text of so many points, with room for its caption; a sheet's figures are enlarged."""
        enlarged, chart = self.look.page.get("figures", 1.0), self.look.page.get("chart", CHART_HEIGHT)
        drawing = self.studio.drawing(figure, width / enlarged, chart / enlarged)
        relation, _ = self.word.part.get_or_add_image(io.BytesIO(self.studio.png(drawing, DPI)))
        scalable = self._svg(self.studio.picture(drawing, figure.alt))
        scale = min(enlarged, width / drawing.width, (height - WITH_CAPTION) / drawing.height)
        size = drawing.width * scale, drawing.height * scale
        return oxml.picture(relation, next(self.ids), *size, figure.number, figure.alt, scalable)

    def _svg(self, data: bytes) -> str:
        """The relation of an SVG that is put into the package."""
        package = self.word.part.package
        part = Part(package.next_partname("/word/media/picture%d.svg"), "image/svg+xml", data, package)
        return self.word.part.relate_to(part, IMAGE)
