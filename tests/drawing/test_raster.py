"""Nobody's settings of matplotlib change a figure.

A PNG shows what the drawing says, the same bytes every time.
"""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from planbuilder.drawing.raster import png
from planbuilder.drawing.shapes import Drawing, Rectangle, Shape, Text, block

DRAW = """
import os, sys
from planbuilder.document.figure_model import Chart, Series, Tick
from planbuilder.drawing.studio import draw
from planbuilder.drawing.raster import png
from planbuilder import files, look
from decimal import Decimal
one = Series("Netto", (Decimal(1), Decimal(2)))
chart = Chart("c", "Antal", ("2027", "2028"), (one,), (Tick(Decimal(0), "0"),), "kr.", "alt")
drawing = draw(chart, look.load(), 300, 200)
print(files.digest(repr(drawing).encode() + png(drawing, 72)), os.environ.get("MPLBACKEND"))
"""
GAUDY = "axes.grid: True\nlines.marker: o\naxes.facecolor: yellow\naxes.xmargin: 0.5\naxes.linewidth: 9\n"
TEX = "text.usetex: True\n"
SET = """
import matplotlib
matplotlib.rcParams.update({"axes.grid": True, "axes.linewidth": 9, "lines.linewidth": 9, "axes.xmargin": 0.5})
"""


def drawn(folder: Path, before: str = "", **variables: str) -> list[str]:
    """The digest of a figure that a program draws in a folder, and a variable it keeps."""
    path = os.pathsep.join(filter(None, sys.path))
    environment = {**os.environ, "PYTHONPATH": path, "MPLBACKEND": "agg", **variables}
    done = subprocess.run(
        [sys.executable, "-P", "-c", before + DRAW],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize("settings", [GAUDY, TEX], ids=["gaudy", "TeX"])
@pytest.mark.parametrize("place", ["here", "variable", "folder", "home"])
def test_a_file_of_settings_changes_nothing(tmp_path: Path, settings: str, place: str) -> None:
    """In the folder one stands in, named by the environment, or in the home folder."""
    plain, home = tmp_path / "plain", tmp_path / "home"
    (home / "matplotlib").mkdir(parents=True)
    plain.mkdir()
    where = {"here": tmp_path, "variable": home, "folder": home, "home": home / "matplotlib"}[place]
    (where / "matplotlibrc").write_text(settings, encoding="utf-8")
    named = {"variable": {"MATPLOTLIBRC": str(where / "matplotlibrc")}, "folder": {"MPLCONFIGDIR": str(home)}}

    assert drawn(tmp_path, **named.get(place, {"XDG_CONFIG_HOME": str(home)})) == drawn(plain)


def test_a_home_that_cannot_be_written_to_is_no_matter(tmp_path: Path) -> None:
    """Nothing is said of it, and no program that one starts is told of a folder that will be gone."""
    closed = {"HOME": os.devnull, "XDG_CACHE_HOME": f"{os.devnull}/cache", "XDG_CONFIG_HOME": f"{os.devnull}/config"}
    asked = "import planbuilder.drawing.raster, os; assert 'MPLCONFIGDIR' not in os.environ\n"

    assert drawn(tmp_path, asked, **closed) == drawn(tmp_path)


def test_settings_of_a_program_that_calls_us_change_nothing(tmp_path: Path) -> None:
    """They are its own, before and after."""
    assert drawn(tmp_path, SET) == drawn(tmp_path)


def test_a_backend_that_does_not_exist_is_not_asked_for(tmp_path: Path) -> None:
    """And the variable is left to other programs as it was."""
    assert drawn(tmp_path, MPLBACKEND="none such") == [drawn(tmp_path)[0], "none", "such"]


@pytest.mark.skipif(sys.platform == "win32", reason="there a folder one stands in stays")
def test_a_folder_that_is_gone_is_no_matter(tmp_path: Path) -> None:
    """One may stand in a folder that was deleted."""
    gone = "import os; os.mkdir('gone'); os.chdir('gone'); os.rmdir('../gone')\n"

    assert drawn(tmp_path, gone) == drawn(tmp_path)


SQUARE = Shape(block(Rectangle(10, 10, 30, 30)), fill="#ff0000")
DRAWING = Drawing(100, 50, (SQUARE, Text((90, 20), "mål $1$", 10, "#000000", bold=True, anchor="end")))


def picture(drawing: Drawing, dpi: int = 144) -> Image.Image:
    return Image.open(BytesIO(png(drawing, dpi)))


def test_size_follows_the_dots_per_inch() -> None:
    """At 144 dots per inch a point is two dots."""
    assert picture(DRAWING).size == (200, 100)


def test_shapes_are_painted_where_they_are() -> None:
    """The origin is the lower left corner, and the rest is white."""
    image = picture(DRAWING).convert("RGB")
    colours = [image.getpixel(place) for place in ((40, 60), (40, 20), (2, 2))]

    assert colours == [(255, 0, 0), (255, 255, 255), (255, 255, 255)]


def test_text_ends_at_its_anchor() -> None:
    """The ink of a text anchored at its end lies to the left of it."""
    image = picture(Drawing(100, 50, DRAWING.items[1:])).convert("L")
    left, _, right, _ = image.point(lambda value: 255 * (value < 128)).getbbox() or (0, 0, 0, 0)

    assert 90 < left < right <= 181


def test_later_items_cover_earlier_ones() -> None:
    """Items are painted in the order of the drawing."""
    cover = Shape(block(Rectangle(10, 10, 30, 30)), fill="#0000ff")
    image = picture(Drawing(100, 50, (SQUARE, cover))).convert("RGB")

    assert image.getpixel((40, 60)) == (0, 0, 255)


def test_same_drawing_gives_the_same_bytes() -> None:
    """Nothing of the moment or the machine is in the file."""
    assert png(DRAWING) == png(DRAWING)


def test_file_names_neither_program_nor_date() -> None:
    """The only facts beside the dots are their size."""
    assert set(picture(DRAWING).info) <= {"dpi"}
