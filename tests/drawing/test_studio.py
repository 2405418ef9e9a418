"""Any figure of a document is drawn by one function.

A drawing that is kept as text comes back as it was. A studio draws each figure once, and never trusts what is kept
more than it must.
"""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.document.figure_model import (
    Chart,
    Diagram,
    IcebergData,
    IcebergLevel,
    Series,
    Tick,
    TornadoBar,
    TornadoData,
    TreeData,
    WheelData,
    WheelSegment,
)
from planbuilder.drawing import studio as studios
from planbuilder.drawing.shapes import Close, Curve, Drawing, Line, Move, Shape, Text
from planbuilder.drawing.studio import Studio, draw, from_text, to_text
from planbuilder.look import Look
from planbuilder.record import replace

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
from planbuilder.drawing.studio import draw
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


NUMBERS = st.floats(-1e6, 1e6)
POINTS = st.tuples(NUMBERS, NUMBERS)
STEPS = st.one_of(
    st.builds(Move, POINTS), st.builds(Line, POINTS), st.builds(Curve, POINTS, POINTS, POINTS), st.builds(Close)
)
SHAPES = st.builds(Shape, st.lists(STEPS, max_size=5).map(tuple), st.text(), st.text(), NUMBERS, st.just((2.5, 2.0)))
TEXTS = st.builds(
    Text, POINTS, st.text(), NUMBERS, st.text(), st.booleans(), st.sampled_from(["start", "end"]), NUMBERS
)
DRAWINGS = st.builds(Drawing, NUMBERS, NUMBERS, st.lists(st.one_of(SHAPES, TEXTS), max_size=6).map(tuple))


@given(DRAWINGS)
def test_it_comes_back_as_it_was(drawing: Drawing) -> None:
    """To the last digit, so that the same bytes follow from it."""
    assert drawing == from_text(to_text(drawing))


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "[1, 2]", '[1, 2, [["x"]]]', '[1, 2, [["s", [["m", 1]], "", "", 1, []]]]', '["a", 2, []]', "null"],
)
def test_a_text_that_holds_no_drawing_is_refused(text: str) -> None:
    """Whatever became of the file."""
    with pytest.raises(ValueError, match="no drawing"):
        from_text(text)


CHART = Chart(
    "c", "Antal", ("2027", "2028"), (Series("Netto", (Decimal(1), Decimal(2))),), (Tick(Decimal(0), "0"),), "kr.", "alt"
)


@pytest.fixture
def drawn(monkeypatch) -> list[object]:
    """The figures that had to be drawn."""
    seen: list[object] = []
    real = studios.draw
    monkeypatch.setattr(studios, "draw", lambda figure, *rest: seen.append(figure) or real(figure, *rest))
    return seen


def test_a_figure_is_drawn_once_in_a_build(standard_look, drawn: list[object]) -> None:
    """However many formats ask for it; another width is another drawing."""
    studio = Studio(standard_look)

    first, again, wider = (studio.drawing(CHART, width, 200) for width in (300, 300, 400))

    assert first is again
    assert (2, 400) == (len(drawn), wider.width)


def test_a_kept_figure_is_not_drawn_again(standard_look, drawn: list[object], tmp_path: Path) -> None:
    """And is equal to the one that was drawn, picture included."""
    first = Studio(standard_look, tmp_path)
    drawing, picture = first.drawing(CHART, 300, 200), first.png(first.drawing(CHART, 300, 200), 72)

    later = Studio(standard_look, tmp_path)

    assert (drawing, picture) == (later.drawing(CHART, 300, 200), later.png(drawing, 72))
    assert 1 == len(drawn)


@pytest.mark.parametrize("change", ["caption", "alt", "unit"])
def test_a_figure_that_changes_is_drawn_anew(standard_look, drawn: list[object], tmp_path: Path, change: str) -> None:
    """Whatever it is that changes."""
    Studio(standard_look, tmp_path).drawing(CHART, 300, 200)

    Studio(standard_look, tmp_path).drawing(replace(CHART, **{change: "andet"}), 300, 200)

    assert 2 == len(drawn)


def test_another_look_is_drawn_anew(standard_look, drawn: list[object], tmp_path: Path) -> None:
    """Colours are part of a figure."""
    Studio(standard_look, tmp_path).drawing(CHART, 300, 200)
    other = replace(standard_look, colours={**standard_look.colours, "ink": "#000000"})

    Studio(other, tmp_path).drawing(CHART, 300, 200)

    assert 2 == len(drawn)


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe", b"[1,2,[[]]]"])
def test_what_is_kept_but_damaged_is_drawn_anew(standard_look, tmp_path: Path, damage: bytes) -> None:
    """A broken file never breaks a document."""
    studio = Studio(standard_look, tmp_path)
    drawing, picture = studio.drawing(CHART, 300, 200), studio.png(studio.drawing(CHART, 300, 200), 72)
    for path in tmp_path.iterdir():
        path.write_bytes(damage)

    later = Studio(standard_look, tmp_path)

    assert (drawing, picture) == (later.drawing(CHART, 300, 200), later.png(drawing, 72))


def test_a_folder_that_cannot_be_written_to_costs_no_document(standard_look, tmp_path: Path) -> None:
    """It is a help, no need."""
    (tmp_path / "file").write_text("x")

    assert 300 == Studio(standard_look, tmp_path / "file" / "folder").drawing(CHART, 300, 200).width


def test_another_edition_of_what_draws_draws_anew(
    standard_look, drawn: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that was updated, or a module of ours that somebody works on."""
    Studio(standard_look, tmp_path).drawing(CHART, 300, 200)
    monkeypatch.setattr(studios, "_edition", lambda: "another")

    Studio(standard_look, tmp_path).drawing(CHART, 300, 200)

    assert 2 == len(drawn)


def test_what_is_kept_is_for_its_user_alone(standard_look, tmp_path: Path) -> None:
    """It is believed, so nobody else may write it."""
    folder = tmp_path / "planbuilder" / "figures"

    Studio(standard_look, folder).drawing(CHART, 300, 200)

    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.slow
def test_the_second_build_of_a_plan_loads_no_matplotlib(tmp_path: Path) -> None:
    """Everything it needs has been kept by the first."""
    build = (
        "import sys; from planbuilder.cli.main import main\n"
        "try:\n    main(['build', 'd', '--format', 'pdf', '--format', 'docx'])\n"
        "finally:\n    print('matplotlib' in sys.modules)"
    )
    environment = {**os.environ, "PLANBUILDER_CACHE": str(tmp_path / "kept")}

    def told(*words: str) -> str:
        command = [sys.executable, *words]
        return subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True).stdout

    told("-m", "planbuilder", "demo", "d")

    assert "False" == told("-c", build).splitlines()[-1]
