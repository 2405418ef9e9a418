"""The documents of many plans: each by itself, not again where nothing changed, and the same wherever they are made."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planbuilder.errors import UsageWrong
from planbuilder.parallel import Here
from planbuilder.record import replace
from planbuilder.usecases.building import Wanted
from planbuilder.usecases.building_all import Step, build_all
from tests.portfolio.plans import laid

DAY = date(2026, 11, 23)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for id in ("a", "b", "x/c"):
        laid(tmp_path / "home", id)
    return tmp_path / "home"


@pytest.fixture
def wanted(tmp_path: Path) -> Wanted:
    return Wanted(documents=("summary",), formats=("text",), kept_figures=tmp_path / "kept")


def built(home: Path, wanted: Wanted, day: date = DAY, spoken: str = "", travels: bool = False) -> list[Step]:
    return list(build_all(home, day, Here(), spoken, wanted, travels))


def states(steps: list[Step]) -> dict[str, str]:
    return {one.place: one.state for one in steps}


def test_one_that_cannot_be_built_stops_no_other(home: Path, wanted: Wanted) -> None:
    """Its problems are told; every step says how far it is."""
    (home / "b" / "plan.yaml").write_text("[", encoding="utf-8")
    steps = built(home, wanted)

    assert {"a": "built", "b": "failed", "x/c": "built"} == states(steps)
    assert [(1, 3), (2, 3), (3, 3)] == [(one.number, one.of) for one in steps]
    assert [["PB001"]] == [[found.code for found in one.problems] for one in steps if one.problems]
    assert (home / "x" / "c" / "build" / "summary.txt").is_file()


def test_what_is_made_is_not_made_again(home: Path, wanted: Wanted) -> None:
    """Until the plan, its profile, the day, the language, what is wanted, or a document itself is another."""
    built(home, wanted)
    assert {"kept"} == set(states(built(home, wanted)).values())

    text = (home / "a" / "plan.yaml").read_text("utf-8")
    (home / "a" / "plan.yaml").write_text(text + "# rettet\n", encoding="utf-8")
    (home / "b" / "profile.yaml").write_text(
        "format: planbuilder.profile/1\nname: Nordlund Kommune\n", encoding="utf-8"
    )
    assert {"a": "built", "b": "built", "x/c": "kept"} == states(built(home, wanted))

    (home / "a" / "build" / "summary.txt").write_text("noget andet", encoding="utf-8")
    (home / "b" / "build" / "summary.txt").unlink()
    assert {"a": "built", "b": "built", "x/c": "kept"} == states(built(home, wanted))
    assert "Fritidspas" in (home / "a" / "build" / "summary.txt").read_text("utf-8")

    others = (built(home, wanted, date(2026, 11, 24)), built(home, wanted, spoken="en"))
    public = built(home, replace(wanted, public=True))
    assert {"built"} == {state for steps in (*others, public) for state in states(steps).values()}


def test_nothing_is_taken_for_made_without_a_place_of_ones_own(home: Path, wanted: Wanted) -> None:
    """What lies beside the documents may have come with them."""
    once = [states(built(home, replace(wanted, kept_figures=None))) for _ in range(2)]

    assert {"built"} == {state for one in once for state in one.values()}


def test_a_plan_that_changes_while_it_is_built_is_built_again(home: Path, wanted: Wanted) -> None:
    """What was made of it is of before."""
    steps = build_all(home, DAY, Changing(home / "b" / "plan.yaml"), "", wanted)
    list(steps)

    assert {"a": "kept", "b": "built", "x/c": "kept"} == states(built(home, wanted))


class Changing(Here):
    """A scheduler that writes in a plan once it is built."""

    def __init__(self, plan: Path) -> None:
        self.plan = plan

    def done(self, work, pieces):  # type: ignore[no-untyped-def]
        for piece, found in super().done(work, pieces):
            if piece.folder == self.plan.parent:
                self.plan.write_text(self.plan.read_text("utf-8") + "# nu\n", encoding="utf-8")
            yield piece, found


def test_what_travels_is_the_same_as_what_is_made_here(home: Path, wanted: Wanted, tmp_path: Path) -> None:
    """Byte for byte, profile included; each plan in a folder of its own where another one is named."""
    (home / "a" / "profile.yaml").write_text(
        "format: planbuilder.profile/1\nname: Nordlund Kommune\n", encoding="utf-8"
    )
    (home / "b" / "plan.yaml").write_text("[", encoding="utf-8")
    html = replace(wanted, formats=("html", "xlsx"))
    here, away = (built(home, replace(html, to=tmp_path / str(n)), travels=n == 1) for n in range(2))
    made = [{p.relative_to(tmp_path / n).as_posix(): p.read_bytes() for p in (tmp_path / n).rglob("*.*")} for n in "01"]

    assert {"a/summary.html", "a/economy.xlsx", "x/c/summary.html", "x/c/economy.xlsx"} == set(made[0])
    assert made[0] == made[1]
    assert [one.problems for one in here] == [one.problems for one in away]
    assert {"a": "kept", "b": "failed", "x/c": "kept"} == states(built(home, replace(html, to=tmp_path / "1")))


def test_a_folder_without_plans_is_refused(tmp_path: Path, wanted: Wanted) -> None:
    """As elsewhere."""
    with pytest.raises(UsageWrong, match="PB374"):
        built(tmp_path, wanted)
