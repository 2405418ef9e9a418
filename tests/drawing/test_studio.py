"""A studio draws each figure once, and never trusts what is kept more than it must."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from planbuilder.document.figure_model import Chart, Series, Tick
from planbuilder.drawing import studio as studios
from planbuilder.drawing.studio import Studio
from planbuilder.record import replace

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


@pytest.mark.slow
def test_the_second_build_of_a_plan_loads_no_matplotlib(tmp_path: Path) -> None:
    """Everything it needs has been kept by the first."""
    build = (
        "import sys; from planbuilder.cli.main import main\n"
        "try:\n    main(['build', 'd', '--format', 'pdf', '--format', 'docx'])\n"
        "finally:\n    print('matplotlib' in sys.modules)"
    )
    subprocess.run([sys.executable, "-m", "planbuilder", "demo", "d"], cwd=tmp_path, check=True, capture_output=True)

    done = subprocess.run([sys.executable, "-c", build], cwd=tmp_path, check=True, capture_output=True, text=True)
    told = done.stdout

    assert "False" == told.splitlines()[-1]
