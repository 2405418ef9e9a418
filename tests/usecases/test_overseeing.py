"""All plans beneath a folder: a bad one stops nothing, and what is remembered is never wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from planbuilder.errors import UsageWrong
from planbuilder.language import Language
from planbuilder.parallel import Here, Lost
from planbuilder.portfolio.sums import Portfolio
from planbuilder.usecases import overseeing
from planbuilder.usecases.acting import Who, add_action
from planbuilder.usecases.approving import Decision, approve, decide
from planbuilder.usecases.overseeing import oversee, told, write_overview
from planbuilder.usecases.plans import write_example
from tests.portfolio.plans import laid


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for id in ("a", "b", "c"):
        laid(tmp_path / "home", id)
    return tmp_path / "home"


@pytest.fixture
def read_now(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders of plans that had to be read."""
    seen: list[str] = []
    real = overseeing.read
    monkeypatch.setattr(overseeing, "read", lambda one: seen.append(one.folder.name) or real(one))
    return seen


def places(found: Portfolio) -> list[str]:
    return [one.place for one in found.entries]


def test_a_bad_plan_is_listed_and_the_others_count(home: Path, danish: Language) -> None:
    """One that is none, one with a wrong value, and one that cannot be computed from; each with its code."""
    (home / "a" / "plan.yaml").write_text("[", encoding="utf-8")
    laid(home, "d", ("horizon: 4", "horizon: mange"))
    laid(home, "e", ("kind: cashable", "kind: cashable, profile: altid"))
    found = oversee(home, danish)

    assert ["b", "c"] == places(found)
    assert [("a", "PB001"), ("d", "PB025"), ("e", "PB032")] == [(x.place, x.problems[0].code) for x in found.unread]


def test_two_folders_with_one_plan_count_once_and_are_told(home: Path, danish: Language) -> None:
    """The first by path counts; a plan in the folder itself is called by its name."""
    copytree(home / "b", home / "z" / "copy")
    found = oversee(home, danish)

    assert ["a", "b", "c"] == places(found)
    assert [("z/copy", "PB410", "b")] == [
        (x.place, x.problems[0].code, x.problems[0].values["other"]) for x in found.unread
    ]
    assert ["b"] == places(oversee(home / "b", danish))


def test_what_is_kept_is_the_same_as_what_is_read(
    home: Path, danish: Language, tmp_path: Path, read_now: list[str]
) -> None:
    """Good or bad, and is read once."""
    laid(home, "d", ("horizon: 4", "horizon: mange"))
    kept = tmp_path / "kept"
    anew = oversee(home, danish)
    first, again = (oversee(home, danish, kept) for _ in range(2))

    assert anew == first == again
    assert ["a", "b", "c", "d"] * 2 == read_now


def test_a_plan_that_changes_is_read_again_and_so_is_one_whose_memory_is_damaged(
    home: Path, danish: Language, tmp_path: Path, read_now: list[str]
) -> None:
    """Whatever became of it; a plan that has become bad is bad."""
    kept = tmp_path / "kept"
    oversee(home, danish, kept)
    text = (home / "b" / "plan.yaml").read_text("utf-8")
    (home / "b" / "plan.yaml").write_text(text.replace("amount: 500000", "amount: 600000"), encoding="utf-8")
    for n, one in enumerate(sorted(kept.iterdir())):
        one.write_bytes((b"", one.read_bytes()[:-5], one.read_bytes().replace(b"500000", b"500009"))[n])
    read_now.clear()
    found = oversee(home, danish, kept)

    assert ["a", "b", "c"] == read_now
    assert [2000000, 2400000, 2000000] == [one.summary.total("cashable") for one in found.entries]
    (home / "c" / "plan.yaml").write_text("x", encoding="utf-8")
    assert ["a", "b"] == places(oversee(home, danish, kept))


def test_another_edition_of_the_program_reads_anew(
    home: Path, danish: Language, tmp_path: Path, read_now: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may come to other figures."""
    oversee(home, danish, tmp_path / "kept")
    monkeypatch.setattr(overseeing.resources, "edition", lambda: "another")
    read_now.clear()
    oversee(home, danish, tmp_path / "kept")

    assert ["a", "b", "c"] == read_now


class Losing:
    """A scheduler whose processes all end."""

    def done(self, work: object, pieces: list[overseeing.Reading]) -> Iterator[tuple[overseeing.Reading, Lost]]:
        return ((piece, Lost("lost", "SIGKILL")) for piece in pieces)


def test_a_plan_whose_process_is_lost_is_listed(home: Path, danish: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """With how it ended."""
    monkeypatch.setattr(overseeing, "FEW", 1)
    found = oversee(home, danish, scheduler=Losing())

    assert [("PB416", "SIGKILL")] * 3 == [(x.problems[0].code, x.problems[0].values["said"]) for x in found.unread]


class Counting(Here):
    """A scheduler that notes which plans it is given, time by time."""

    def __init__(self) -> None:
        self.given: list[list[str]] = []

    def done(self, work: Any, pieces: Any) -> Any:
        self.given.append([one.folder.name for one in pieces])
        return super().done(work, pieces)


def test_what_is_read_of_a_past_day_is_read_by_the_same_processes(
    home: Path, danish: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those alone in which something has happened since."""
    monkeypatch.setattr(overseeing, "FEW", 1)
    file = home / "b" / "plan.yaml"
    file.write_text(file.read_text("utf-8") + "meetings: {TM1: {on: 2027-03-01, state: closed}}\n", encoding="utf-8")
    workers = Counting()

    found = oversee(home, danish, scheduler=workers, day=date(2027, 1, 1))

    assert workers.given == [["a", "b", "c"], ["b"]]
    assert places(found) == ["a", "b", "c"]


def test_a_folder_without_plans_is_refused(tmp_path: Path, danish: Language) -> None:
    """As elsewhere."""
    with pytest.raises(UsageWrong, match="PB374"):
        oversee(tmp_path, danish)


def test_versions_say_how_far_a_plan_is_and_one_that_was_tampered_with_is_told(home: Path, danish: Language) -> None:
    """It counts all the same: its money stands in the plan."""
    (home / "a" / "versions" / "1").mkdir(parents=True)
    (home / "a" / "versions" / "1" / "manifest.json").write_text("{}", encoding="utf-8")
    found = oversee(home, danish)

    assert [("a", "unreadable"), ("b", "draft"), ("c", "draft")] == [(one.place, one.stage) for one in found.entries]
    assert [1, 0, 0] == [len(one.problems) for one in found.entries]


def test_a_plan_that_was_changed_since_it_was_decided_on_says_so(tmp_path: Path, danish: Language) -> None:
    """What is decided, measured, harvested and noted at meetings since changes nothing; what is kept says the same."""
    home, at = tmp_path / "home", datetime(2026, 11, 23, 12, 0)
    plan = write_example(home / "a", danish).parent
    bodies = approve(plan, danish, at.date(), at, "Mette").manifest.bodies
    assert [one.changed for one in oversee(home, danish).entries] == [False]
    for body in bodies:
        decide(plan, Decision(body, at.date(), "approved"), at)
    kept = tmp_path / "kept"

    decided = [oversee(home, danish, kept).entries[0].changed for _ in range(2)]
    add_action(plan, {"title": "Ny"}, danish, Who(at))
    changed = [oversee(home, danish, kept).entries[0] for _ in range(2)]

    assert decided == [False, False]
    assert [(one.stage, one.changed) for one in changed] == [("decided", True)] * 2
    shown = told(home, danish, date(2027, 1, 1))
    assert shown.standing(changed[0]) == "besluttet, ændret siden"


def test_it_is_called_by_whose_plans_they_are(home: Path, danish: Language, tmp_path: Path) -> None:
    """By the name of a profile; without one, by what it is, and never by the folder."""
    (home / "profile.yaml").write_text("format: planbuilder.profile/1\nname: Nordlund Kommune\n", encoding="utf-8")
    overview = told(home, danish, date(2027, 1, 1))
    (with_name,) = write_overview(overview, ["text"], tmp_path / "out", (home / "profile.yaml", None))
    (without,) = write_overview(overview, ["text"], tmp_path / "other")

    titles = [one.read_text(encoding="utf-8").lstrip().splitlines()[0] for one in (with_name, without)]
    assert titles == ["# Nordlund Kommune: alle planer", "# Alle planer"]


def test_it_is_written_in_every_format(home: Path, danish: Language, tmp_path: Path) -> None:
    """As one document, and as a workbook."""
    formats = ("docx", "html", "md", "pdf", "text", "xlsx")
    paths = write_overview(told(home, danish, date(2027, 1, 1)), formats, tmp_path / "out")

    assert [f"portfolio.{one}" for one in ("docx", "html", "md", "pdf", "txt", "xlsx")] == [one.name for one in paths]
    assert all(one.stat().st_size > 1000 for one in paths)
