"""What the tests of figures share: the standard look, and checks that hold for every drawing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from planbuilder.drawing.colours import contrast
from planbuilder.drawing.shapes import Close, Curve, Drawing, Rectangle, Shape, Text, extent
from planbuilder.look import Look

LOOK = Path(__file__).parents[2] / "templates" / "looks" / "standard.yaml"
Check = Callable[[Drawing], list[str]]


def texts(drawing: Drawing) -> list[Text]:
    return [item for item in drawing.items if isinstance(item, Text)]


def bounds(shape: Shape) -> Rectangle:
    points = []
    for step in shape.steps:
        if not isinstance(step, Close):
            points.extend([step.first, step.second, step.to] if isinstance(step, Curve) else [step.to])
    across, up = zip(*points, strict=True)
    return Rectangle(min(across), min(up), max(across), max(up))


def background(drawing: Drawing, text: Text) -> str:
    """The fill of the last shape painted under the whole of a text before it."""
    area, colour = extent(text), "#ffffff"
    for item in drawing.items[: drawing.items.index(text)]:
        if isinstance(item, Shape) and item.fill and bounds(item).holds(area):
            colour = item.fill
    return colour


@pytest.fixture(scope="session")
def look() -> Look:
    """The standard look."""
    values = yaml.safe_load(LOOK.read_text(encoding="utf-8"))
    del values["format"]
    return Look(**values)


@pytest.fixture(scope="session")
def outside() -> Check:
    """The texts of a drawing that leave it."""

    def check(drawing: Drawing) -> list[str]:
        page = Rectangle(0, 0, drawing.width, drawing.height)
        return [text.text for text in texts(drawing) if not page.holds(extent(text))]

    return check


@pytest.fixture(scope="session")
def overlapping() -> Check:
    """The pairs of texts of a drawing that cover each other."""

    def check(drawing: Drawing) -> list[str]:
        pairs = combinations(texts(drawing), 2)
        return [f"{a.text} / {b.text}" for a, b in pairs if extent(a).meets(extent(b))]

    return check


@pytest.fixture(scope="session")
def unreadable() -> Check:
    """The texts of a drawing with a contrast below 4.5:1."""

    def check(drawing: Drawing) -> list[str]:
        return [text.text for text in texts(drawing) if contrast(text.colour, background(drawing, text)) < 4.5]

    return check
