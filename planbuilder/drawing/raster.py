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

from planbuilder.drawing.shapes import Close, Curve, Drawing, Line, Move, Point, Rectangle, Shape, Step, block
from planbuilder.drawing.svg import shapes

OURS = FilePath(__file__).parent
BACKEND, FOLDER = "MPLBACKEND", "MPLCONFIGDIR"


@contextmanager
def _standing_here() -> Iterator[None]:
    """Stand where our own empty settings are found before all others; then where one stood, even if it is gone."""
    # A backend that is named there would be imported, whatever it is, and may want a screen.
    backend = os.environ.pop(BACKEND, None)
    # By its descriptor: the folder may be renamed or removed while the import stands elsewhere.
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

    # Not its Figure, which brings axes of every kind along: that took a third of the time to load all.
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.colors import to_rgba
    from matplotlib.path import Path
    from matplotlib.transforms import Affine2D
    from PIL import Image


def settings(own: Any) -> AbstractContextManager[None]:
    """Draw with matplotlib's defaults and these of ours by name, also where a program that calls us has set others."""
    defaults: Any = matplotlib.rcParamsDefault
    now: Any = matplotlib.rcParams
    # Asking for the backend would choose one, and load what belongs to it.
    names = (name for name in defaults if not name.startswith("backend"))
    changed = {name: defaults[name] for name in names if now[name] != defaults[name]}
    return matplotlib.rc_context({**changed, **own})


# matplotlib says no types of it. Made of a width, a height and the dots per inch.
Painter: Any = RendererAgg


def picture(painter: Any) -> Image.Image:
    """What was painted, as a picture."""
    dots = painter.buffer_rgba()
    # The buffer has rows before columns, a picture's size is the other way about; 1 means from the top row down.
    return Image.frombuffer("RGBA", dots.shape[1::-1], dots, "raw", "RGBA", 0, 1)


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
        # No turning over: Agg counts y from the bottom as a drawing does.
        enlarged = Affine2D().scale(scale)
        for shape in (Shape(block(ground), fill="#ffffff"), *shapes(drawing)):
            _paint(painter, shape, enlarged)
        buffer = BytesIO()
        picture(painter).save(buffer, format="png", dpi=(dpi, dpi))
    return buffer.getvalue()


def _paint(painter: Any, shape: Shape, enlarged: Affine2D) -> None:
    pen = painter.new_gc()
    pen.set_linewidth(shape.width if shape.stroke else 0)
    pen.set_joinstyle("round")
    pen.set_capstyle("butt")
    pen.set_snap(False)
    pen.set_foreground(to_rgba(shape.stroke or "none"), isRGBA=True)
    if shape.dash:
        pen.set_dashes(0, shape.dash)
    face = to_rgba(shape.fill) if shape.fill else None
    painter.draw_path(pen, _path(shape.steps), enlarged, face)


def _path(steps: tuple[Step, ...]) -> Path:
    vertices = [point for step in steps for point in _points(step)]
    return Path(vertices, [code for step in steps for code in _CODES[type(step)]])


def _points(step: Step) -> tuple[Point, ...]:
    if isinstance(step, Curve):
        return step.first, step.second, step.to
    # matplotlib wants a point for closing as well, and reads none of it.
    return ((0.0, 0.0),) if isinstance(step, Close) else (step.to,)
