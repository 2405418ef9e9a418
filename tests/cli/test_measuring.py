"""The command `measure`: what it notes, shows and refuses."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from planbuilder import example, language
from planbuilder.cli import measuring
from planbuilder.plan.store import PLAN
from planbuilder.usecases.measuring import Taken, measure
from tests.cli.conftest import Run
from tests.interview.scripted import Scripted
from tests.usecases.measured import NOW, begun, noted

DAY = ("--on", "2026-11-20")


@pytest.fixture
def plan(here: Path) -> Path:
    """The example's plan, in the folder one stands in."""
    (here / PLAN).write_text(example.text(language.load("da")), encoding="utf-8")
    return here


def test_a_measurement_is_shown_with_its_plan(call: Run, plan: Path) -> None:
    """What was measured, what was planned for the day, where the latest step led, how far it is, and the verdict."""
    done = call("measure", "I1", "70 %", *DAY, "--as", "Mette Holm")

    assert (done.code, len(done.out.splitlines())) == (0, 5)
    assert "70\u00a0% den 20. november 2026" in done.out


def test_it_is_data_for_programs(call: Run, plan: Path) -> None:
    """By stable names."""
    done = call("measure", "I1", "70", *DAY, "--json")

    found = json.loads(done.out)
    assert (found["schema"], found["measurements"][0]["verdict"]) == ("planbuilder.measurements/1", "ahead")


def test_a_file_keeps_what_can_be_used(call: Run, plan: Path) -> None:
    """The others are named with their line, and the exit code says that there were some."""
    Path("tal.csv").write_text("Indikator;Dato;Værdi\nI1;20-11-2026;70\nI99;20-11-2026;70\n", encoding="utf-8")

    done = call("measure", "--from", "tal.csv")

    assert done.code == 4
    assert "tal.csv:3" in done.err
    assert "Målinger skrevet: 1" in done.err


@pytest.mark.parametrize("day", [31, 15])
def test_what_is_due_is_asked_for_and_nothing_else(call: Run, here: Path, danish, monkeypatch, day: int) -> None:
    """A value in another unit is asked for again; each is noted at once, so that whoever stops has lost nothing."""
    begun(here, danish)
    measure(here, Taken("I1", "60", date(2028, 7, 20)), danish, NOW.replace(month=7))
    face = Scripted(*(["70 timer", "70 %"] if day == 31 else []), KeyboardInterrupt)
    monkeypatch.setattr(measuring, "is_asked_at_a_terminal", lambda: True)
    monkeypatch.setattr(measuring, "face", lambda language, plain: face)
    monkeypatch.setattr(measuring, "moment", lambda: NOW.replace(month=8, day=day))

    done = call("measure")

    first, second = ["I1 Digitale ansøgninger (%)"], ["I2 Tid pr. sag (minutter)"]
    assert ([one.title for one in face.asked], done.code) == (first * 2 + second if day == 31 else second, 130)
    assert noted(here)[1:] == ([("I1", date(2028, 8, 31), 70)] if day == 31 else [])
    kept = "I1" if day == 31 else "ingen målinger"
    assert f"Målingen er afbrudt. Gemt i planen: {kept}." in done.err
    assert face.asked[-1].hint.startswith(
        "Udgangspunkt: 60 minutter (30.06.2027). Mål: 30 minutter (30.06.2029). Der er ikke"
    )
    if day == 31:
        assert "Mål: 80\u00a0% (31.12.2030). Senest målt: 60\u00a0% (20.07.2028)." in face.asked[0].hint


def test_what_can_hardly_be_meant_is_asked_about_and_asked_again(call: Run, here: Path, danish, monkeypatch) -> None:
    """With what was typed in the field; nothing of it is noted."""
    begun(here, danish)
    face = Scripted("0,68", "no", "68", KeyboardInterrupt)
    monkeypatch.setattr(measuring, "is_asked_at_a_terminal", lambda: True)
    monkeypatch.setattr(measuring, "face", lambda language, plain: face)
    monkeypatch.setattr(measuring, "moment", lambda: NOW)

    call("measure")

    assert [one.draft for one in face.asked if one.title.startswith("I1")] == ["", "0,68"]
    assert noted(here) == [("I1", date(2028, 3, 31), 68)]


def test_what_can_hardly_be_meant_is_told_and_noted(call: Run, plan: Path) -> None:
    """Of a value that is given, as words and as data; of a file with its line."""
    Path("tal.csv").write_text("Indikator;Dato;Værdi\nI1;20-11-2026;680\nI1;21-11-2026;70\n", encoding="utf-8")

    done, data = call("measure", "I1", "0,68", *DAY), json.loads(call("measure", "I10", "0,5", *DAY, "--json").out)
    file = call("measure", "--from", "tal.csv")

    assert (done.code, "Er der ment 68 %?" in done.err) == (0, True)
    assert [one["code"] for one in data["doubts"]] == ["PB461"]
    assert (file.code, "tal.csv:2" in file.err, "Målinger skrevet: 2" in file.err) == (0, True, True)


def test_where_nothing_is_due_nothing_is_asked(call: Run, plan: Path) -> None:
    """That is said."""
    for id in ("I7", "I8"):
        call("measure", id, "1", *DAY)

    done = call("measure", *DAY)

    assert (done.code, done.out) == (0, "")
    assert "Der er ikke noget, der skal måles nu." in done.err


@pytest.mark.parametrize(("words", "code"), [(["I1"], "PB366"), ([], "PB366"), (["I99", "1"], "PB360")])
def test_what_is_missing_is_told(call: Run, plan: Path, words: list[str], code: str) -> None:
    """A script is told which value it has to give."""
    done = call("measure", *words, *DAY)

    assert (done.code, code in done.err) == (2, True)
