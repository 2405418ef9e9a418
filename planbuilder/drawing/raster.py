"""Pictures of drawings: the bytes of a PNG, the same for the same drawing, by a matplotlib without anybody's settings.

In: a drawing. Out: PNG bytes. matplotlib would take settings from the current folder, from the environment and from
the home folder: a plan that came by mail could change every figure, or start LaTeX.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from io import BytesIO
from pathlib import Path as FilePath
from typing import Any

from planbuilder.drawing.shapes import Close, Curve, Drawing, Line, Move, Point, Shape, Step
from planbuilder.drawing.svg import shapes

OURS = FilePath(__file__).parent
BACKEND, FOLDER = "MPLBACKEND", "MPLCONFIGDIR"


@contextmanager
def _standing_here() -> Iterator[None]:
    """Stand where our own empty settings are found before all others; then where one stood, even if it is gone."""
    backend = os.environ.pop(BACKEND, None)
    before = os.open(".", os.O_RDONLY) if hasattr(os, "fchdir") else os.getcwd()
    os.chdir(OURS)
    try:
        yield
    finally:
        os.chdir(before)
        if isinstance(before, int):
            os.close(before)
        if backend is not None:
            os.environ[BACKEND] = backend


@contextmanager
def _unheard() -> Iterator[None]:
    """Without its remarks on where it keeps its list of fonts: in a folder that goes with it, if the home is closed.

    Programs that are started would inherit that folder; they had better look for one themselves.
    """
    logger, folder = logging.getLogger("matplotlib"), os.environ.get(FOLDER)
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)
        if folder is None:
            os.environ.pop(FOLDER, None)


with _standing_here(), _unheard():
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path
    from matplotlib.transforms import Affine2D


def settings(own: Any) -> AbstractContextManager[None]:
    """Draw with matplotlib's defaults and these of ours by name, also where a program that calls us has set others."""
    defaults: Any = matplotlib.rcParamsDefault
    now: Any = matplotlib.rcParams
    names = (name for name in defaults if not name.startswith("backend"))
    changed = {name: defaults[name] for name in names if now[name] != defaults[name]}
    return matplotlib.rc_context({**changed, **own})


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
