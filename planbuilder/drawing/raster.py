"""Pictures of drawings: a drawing in, the bytes of a PNG out, the same bytes for the same drawing."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from planbuilder.drawing.fonts import font_path
from planbuilder.drawing.model import Close, Curve, Drawing, Line, Move, Point, Shape, Step, Text

_POINTS_PER_INCH = 72
_SIDES = {"start": "left", "middle": "center", "end": "right"}
_CODES = {
    Move: (Path.MOVETO,),
    Line: (Path.LINETO,),
    Curve: (Path.CURVE4, Path.CURVE4, Path.CURVE4),
    Close: (Path.CLOSEPOLY,),
}
# Without these, a text would be read as mathematics and the glyphs would be moved to whole pixels.
_SETTINGS: Any = {
    "text.parse_math": False,
    "text.hinting": "none",
    "path.simplify": False,
    "path.snap": False,
}


def png(drawing: Drawing, dpi: int = 220) -> bytes:
    """The PNG of `drawing` on white at `dpi` dots per inch; no date and no name of a program is in it."""
    with rc_context(_SETTINGS):
        inches = (drawing.width / _POINTS_PER_INCH, drawing.height / _POINTS_PER_INCH)
        figure = Figure(figsize=inches, dpi=dpi, facecolor="white")
        for order, item in enumerate(drawing.items):
            _add(figure, item, order, dpi / _POINTS_PER_INCH)
        buffer = BytesIO()
        FigureCanvasAgg(figure).print_figure(buffer, format="png", dpi=dpi, metadata={"Software": None})
    return buffer.getvalue()


def _add(figure: Figure, item: Shape | Text, order: int, scale: float) -> None:
    if isinstance(item, Text):
        _add_text(figure, item, order, scale)
    else:
        _add_shape(figure, item, order, scale)


def _add_text(figure: Figure, text: Text, order: int, scale: float) -> None:
    figure.text(
        text.at[0],
        text.at[1],
        text.text,
        transform=Affine2D().scale(scale),
        fontproperties=FontProperties(fname=str(font_path(text.bold)), size=text.size),
        color=text.colour,
        ha=_SIDES[text.anchor],
        va="baseline",
        rotation=text.angle,
        rotation_mode="anchor",
        zorder=order,
    )


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
