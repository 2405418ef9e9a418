"""A PNG shows what the drawing says, the same bytes every time."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from planbuilder.drawing.model import Drawing, Shape, Text
from planbuilder.drawing.raster import png
from planbuilder.drawing.shapes import Rectangle, block

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
