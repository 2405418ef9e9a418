"""Any figure of a document is drawn by one function."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest

from planbuilder.document.figure_model import (
    Chart,
    Diagram,
    IcebergData,
    IcebergLevel,
    TornadoBar,
    TornadoData,
    TreeData,
    WheelData,
    WheelSegment,
)
from planbuilder.drawing.draw import draw
from planbuilder.drawing.model import Text
from planbuilder.look import Look

LEVEL = IcebergLevel("Niveau", "under", ("ord",))
ONE = Decimal(1)
FIGURES = (
    Diagram("t", "", TreeData(("Formål", "G", "F", "L"), "mål", (), (), "løsning"), ""),
    Diagram("i", "", IcebergData((LEVEL, LEVEL, LEVEL), "over", "under"), ""),
    Diagram("w", "", WheelData((WheelSegment("Tema", Decimal(1), "alt"),), "Plan"), ""),
    Diagram("o", "", TornadoData((TornadoBar("Tid", ONE, ONE, "1", "1"),), ONE, "midt", (), "kr.", "lav", "høj"), ""),
    Chart("c", "", ("2026",), (), (), "kr.", ""),
)
WITHOUT_MATPLOTLIB = """
import sys
from planbuilder.document.figure_model import Chart, Series
from planbuilder.drawing.draw import draw
print(sorted(name for name in sys.modules if name in ("matplotlib", "PIL", "fontTools")))
from planbuilder import look
draw(Chart("c", "", ("2026",), (Series("a", (1,), "bar", "net"),), (), "kr.", ""), look.load(), 470)
print("matplotlib" in sys.modules)
"""


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_every_kind_of_figure_is_drawn_as_wide_as_asked(look: Look, figure: Chart | Diagram) -> None:
    """Tree, iceberg, wheel, tornado and chart all give a drawing of the width, with words on it."""
    drawing = draw(figure, look, 470)

    assert drawing.width == 470
    assert any(isinstance(item, Text) for item in drawing.items)


def test_unknown_characters_are_replaced_in_every_text(look: Look) -> None:
    """An emoji becomes a box, deep inside the data too."""
    data = WheelData((WheelSegment("Tema 😀", Decimal(1), "alt"),), "Plan")
    words = [item.text for item in draw(Diagram("w", "", data, ""), look, 470).items if isinstance(item, Text)]

    assert "Tema □" in words


def test_drawing_loads_no_plotting_library() -> None:
    """Plotting is loaded with the first picture only, fonts with the first text."""
    done = subprocess.run([sys.executable, "-c", WITHOUT_MATPLOTLIB], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["[]", "False"]
