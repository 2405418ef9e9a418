"""Pictures of drawings: a drawing in, the bytes of a PNG out, the same bytes for the same drawing."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from planbuilder.drawing.model import Close, Curve, Drawing, Line, Move, Point, Shape, Step
from planbuilder.drawing.outlines import shapes
from planbuilder.drawing.plotting import Affine2D, Figure, FigureCanvasAgg, Path, PathPatch, settings

_POINTS_PER_INCH = 72
_CODES = {
    Move: (Path.MOVETO,),
    Line: (Path.LINETO,),
    Curve: (Path.CURVE4, Path.CURVE4, Path.CURVE4),
    Close: (Path.CLOSEPOLY,),
}
# Without these, lines would be made simpler and moved to whole pixels.
_SETTINGS: Any = {"path.simplify": False, "path.snap": False}


def png(drawing: Drawing, dpi: int = 220) -> bytes:
    """The PNG of `drawing` on white at `dpi` dots per inch; no date and no name of a program is in it."""
    with settings(_SETTINGS):
        inches = (drawing.width / _POINTS_PER_INCH, drawing.height / _POINTS_PER_INCH)
        figure = Figure(figsize=inches, dpi=dpi, facecolor="white")
        for order, shape in enumerate(shapes(drawing)):
            _add_shape(figure, shape, order, dpi / _POINTS_PER_INCH)
        buffer = BytesIO()
        FigureCanvasAgg(figure).print_figure(buffer, format="png", dpi=dpi, metadata={"Software": None})
    return buffer.getvalue()


def _add_shape(figure: Figure, shape: Shape, order: int, scale: float) -> None:
    look: dict[str, Any] = {"facecolor": shape.fill or "none", "edgecolor": shape.stroke or "none"}
    if shape.dash:
        look["linestyle"] = (0, tuple(length / shape.width for length in shape.dash))
    patch = PathPatch(
        _path(shape.steps),
        transform=Affine2D().scale(scale),
        linewidth=shape.width if shape.stroke else 0,
        joinstyle="round",
        capstyle="butt",
        zorder=order,
        **look,
    )
    figure.add_artist(patch)


def _path(steps: tuple[Step, ...]) -> Path:
    vertices = [point for step in steps for point in _points(step)]
    return Path(vertices, [code for step in steps for code in _CODES[type(step)]])


def _points(step: Step) -> tuple[Point, ...]:
    if isinstance(step, Curve):
        return step.first, step.second, step.to
    return ((0.0, 0.0),) if isinstance(step, Close) else (step.to,)
