"""What is due, measured with somebody: what is known is shown first, and whoever stops is told what is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planbuilder.errors import Interrupted
from planbuilder.language import Language
from planbuilder.usecases.interviewing import session
from planbuilder.usecases.measuring_talk import ask_for, known
from tests.interview.scripted import Scripted
from tests.usecases.held import DAY, NOW, at_board
from tests.usecases.measured import begun, noted


def test_what_is_known_of_an_indicator_comes_first(tmp_path: Path, danish: Language) -> None:
    """Where it began, where it is to come, and what it was last; that it was never measured."""
    held = at_board(tmp_path, danish)

    assert [*known(held, "I2")] == [
        "Udgangspunkt: 60 minutter (30.06.2027).",
        "Mål: 30 minutter (30.06.2029).",
        "Senest målt: 59 minutter (29.03.2028).",
    ]
    held.add_row("goals_followup.indicators", {"title": "Ny"})
    assert [*known(held, "I3")] == ["Der er ikke målt endnu."]


@pytest.mark.parametrize(("answers", "kept"), [(["70"], "I1"), ([""], "ingen målinger")])
def test_whoever_stops_is_told_what_is_kept(tmp_path: Path, danish: Language, answers: list[str], kept: str) -> None:
    """And how to go on; what was said before is in the plan."""
    held = session(begun(tmp_path, danish), danish, lambda: NOW, "Ane")

    with pytest.raises(Interrupted) as caught:
        ask_for(held, Scripted(*answers, KeyboardInterrupt()), ("I1", "I2"), DAY, "", "min plan", lambda one: None)

    (found,) = caught.value.problems
    assert danish.problem(found) == f"Målingen er afbrudt. Gemt i planen: {kept}."
    assert danish.way_out(found) == "Gå videre med »planbuilder measure --plan min plan«."
    assert len(noted(tmp_path)) == (kept == "I1")


def test_each_is_told_as_it_is_saved(tmp_path: Path, danish: Language) -> None:
    """In the order in which it was asked for."""
    held = session(begun(tmp_path, danish), danish, lambda: NOW, "Ane")
    told: list[tuple[str, date]] = []

    ask_for(
        held, Scripted("70", "55"), ("I1", "I2"), DAY, "", "p", lambda one: told.append((one.indicator, one.reading.on))
    )

    assert told == [("I1", DAY), ("I2", DAY)]
