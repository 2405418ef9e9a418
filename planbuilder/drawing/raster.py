"""Pictures of drawings: a drawing in, the bytes of a PNG out, the same bytes for the same drawing."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from planbuilder.drawing.model import Close, Curve, Drawing, Line, Move, Point, Shape, Step
from planbuilder.drawing.outlines import shapes
from planbuilder.drawing.plotting import Affine2D, Painter, Path, picture, settings, to_rgba
from planbuilder.drawing.shapes import Rectangle, block

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
    scale = dpi / _POINTS_PER_INCH
    with settings(_SETTINGS):
        painter = Painter(drawing.width / _POINTS_PER_INCH * dpi, drawing.height / _POINTS_PER_INCH * dpi, dpi)
        ground = Rectangle(0, 0, drawing.width, drawing.height)
        for shape in (Shape(block(ground), fill="#ffffff"), *shapes(drawing)):
            _paint(painter, shape, scale)
        buffer = BytesIO()
        picture(painter).save(buffer, format="png", dpi=(dpi, dpi))
    return buffer.getvalue()


def _paint(painter: Any, shape: Shape, scale: float) -> None:
    pen = painter.new_gc()
    pen.set_linewidth(shape.width if shape.stroke else 0)
    pen.set_joinstyle("round")
    pen.set_capstyle("butt")
    pen.set_snap(False)
    pen.set_foreground(to_rgba(shape.stroke or "none"), isRGBA=True)
    if shape.dash:
        pen.set_dashes(0, shape.dash)
    face = to_rgba(shape.fill) if shape.fill else None
    painter.draw_path(pen, _path(shape.steps), Affine2D().scale(scale), face)


def _path(steps: tuple[Step, ...]) -> Path:
    vertices = [point for step in steps for point in _points(step)]
    return Path(vertices, [code for step in steps for code in _CODES[type(step)]])


def _points(step: Step) -> tuple[Point, ...]:
    if isinstance(step, Curve):
        return step.first, step.second, step.to
    return ((0.0, 0.0),) if isinstance(step, Close) else (step.to,)
