"""Any figure drawn: a chart or a diagram of the document in, its drawing out."""

from __future__ import annotations

from collections.abc import Callable

from planbuilder.document.figure_model import Chart, Diagram, IcebergData, TornadoData, TreeData, WheelData
from planbuilder.drawing.charts import draw_chart
from planbuilder.drawing.iceberg import draw_iceberg
from planbuilder.drawing.model import Drawing
from planbuilder.drawing.tornado import draw_tornado
from planbuilder.drawing.tree import draw_tree
from planbuilder.drawing.wheel import draw_wheel
from planbuilder.look import Look

_DIAGRAMS: dict[type, Callable[..., Drawing]] = {
    TreeData: draw_tree,
    IcebergData: draw_iceberg,
    WheelData: draw_wheel,
    TornadoData: draw_tornado,
}


def draw(figure: Chart | Diagram, look: Look, width: float, height: float = 240) -> Drawing:
    """The drawing of `figure`, `width` points wide; only charts heed `height`."""
    if isinstance(figure, Diagram):
        return _DIAGRAMS[type(figure.data)](figure.data, look, width)
    return draw_chart(figure, look, width, height)
