"""A studio draws each figure once, and never trusts what is kept more than it must."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from planbuilder.document.figure_model import Chart, Series, Tick
from planbuilder.drawing import studio as studios
from planbuilder.drawing.studio import Studio, prune
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


def test_another_edition_of_what_draws_draws_anew(
    standard_look, drawn: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that was updated, or a module of ours that somebody works on."""
    Studio(standard_look, tmp_path).drawing(CHART, 300, 200)
    monkeypatch.setattr(studios, "_edition", lambda: "another")

    Studio(standard_look, tmp_path).drawing(CHART, 300, 200)

    assert 2 == len(drawn)


def test_what_was_not_used_for_longest_is_let_go(standard_look, tmp_path: Path) -> None:
    """Being read again is being used; what fits stays."""
    studio = Studio(standard_look, tmp_path)
    for width in (300, 310, 320):
        studio.drawing(CHART, width, 200)
    paths = sorted(tmp_path.iterdir())
    for age, path in enumerate(paths):
        os.utime(path, (age, age))
    Studio(standard_look, tmp_path).drawing(CHART, 300, 200)
    used = max(paths, key=lambda path: path.stat().st_mtime)

    prune(tmp_path, used.stat().st_size)
    prune(tmp_path / "gone")

    assert list(tmp_path.iterdir()) == [used]


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
