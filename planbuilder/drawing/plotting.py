"""matplotlib, loaded with nobody's settings, and what of it is used.

In: nothing. Out: its classes, and its own defaults to draw with. It would take settings from the folder one stands in,
from the environment and from the home folder: a plan one was sent could change every figure, or start LaTeX.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path as FilePath
from typing import Any

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

    That folder is told to the programs that one starts; they had better look for one themselves.
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

__all__ = ["Affine2D", "Painter", "Path", "picture", "settings", "to_rgba"]


def settings(own: Any) -> AbstractContextManager[None]:
    """Draw with matplotlib's defaults and these of ours by name, also where a program that calls us has set others."""
    defaults: Any = matplotlib.rcParamsDefault
    now: Any = matplotlib.rcParams
    names = (name for name in defaults if not name.startswith("backend"))
    changed = {name: defaults[name] for name in names if now[name] != defaults[name]}
    return matplotlib.rc_context({**changed, **own})


# matplotlib says no types of it. Made of a width, a height and the dots per inch.
Painter: Any = RendererAgg


def picture(painter: Any) -> Image.Image:
    """What was painted, as a picture."""
    dots = painter.buffer_rgba()
    return Image.frombuffer("RGBA", dots.shape[1::-1], dots, "raw", "RGBA", 0, 1)
