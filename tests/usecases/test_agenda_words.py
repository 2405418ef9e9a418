"""The agenda in words: the whole of it, in short, and what is known of each point."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from planbuilder.language import Language, load
from planbuilder.usecases import meetings
from planbuilder.usecases.agenda import agenda_of, minutes_of
from planbuilder.usecases.agenda_words import heading, lines, minute_line, name, outline, overview
from tests.usecases.held import DAY, at_board, under_way


def test_it_is_told_in_words(tmp_path: Path, danish: Language) -> None:
    """Under headings: verdicts, whose an action is and how far, the field of an idea, and what is done."""
    held, meeting = under_way(tmp_path, danish)
    meetings.follow_up(held, meeting, "H1", "kept")

    told = "\n".join(overview(held, agenda_of(held, DAY)))

    assert "    H1 Kampagne – Ulla, igangsat, 01.03.2028 (overskredet) (talt om)" in told
    assert "    E2 Grøn (skranken) – grønt felt – gør det" in told
    assert "    I2 Tid pr. sag: Den seneste måling er bagud. Målingerne kan endnu ikke vise hvorfor." in told
    assert heading(load("en"), "decision") == "Decisions (2 minutes)"


def test_beneath_a_point_stands_what_is_known_of_it(tmp_path: Path, danish: Language) -> None:
    """Of an indicator the numbers, and the verdict once, in its name; of ideas and decisions what was said."""
    held, meeting = under_way(tmp_path, danish)
    meetings.raise_idea(held, meeting, "Ring op")
    points = {one.key: one for one in agenda_of(held, DAY).points}

    assert "bagud" in name(held, points["cause.I2"], DAY)
    assert not any("bagud" in line for line in lines(held, points["cause.I2"], DAY))
    assert list(lines(held, points["idea"], DAY)) == ["E5 Ring op: ny idé"]
    assert [minute_line(held, one) for one in minutes_of(held.opened.plan, meeting)] == ["E5 Ring op: ny idé"]


def test_a_meeting_of_a_day_that_has_passed_tells_nothing_later(tmp_path: Path, danish: Language) -> None:
    """Neither the value that was measured the day after, nor the verdict on it."""
    held, on = at_board(tmp_path, danish), date(2028, 3, 29)
    point = next(one for one in agenda_of(held, on).points if one.about == "I1")

    said = [name(held, point, on), *lines(held, point, on)]

    assert any("40 %" in line.replace("\u00a0", " ") for line in said)
    assert not any("60 %" in line.replace("\u00a0", " ") for line in said)


def test_in_short_it_counts_what_is_beneath_each_heading(tmp_path: Path, danish: Language) -> None:
    """As many points as the whole agenda has there; a heading with nothing beneath it stands alone."""
    held = at_board(tmp_path, danish)
    found = agenda_of(held, DAY)

    short = [*outline(held, found)]

    assert [line for line in short if line.endswith(("punkt", "punkter"))] == [
        f"{heading(danish, kind)}: {sum(bool(one.about) for one in found.of(kind))} punkt{ending}"
        for kind, ending in (("measure", ""), ("cause", "er"), ("action", "er"), ("assess", ""))
    ]
    assert heading(danish, "who") in short
