"""How far a version has come follows from what has happened to it; an outcome and its wording are said once."""

from __future__ import annotations

import pytest

from planbuilder.approval.model import Event, outcome_and_wording, standing, standings
from planbuilder.language import load
from tests.approval.conftest import manifest

SIGNED, ARCHIVED = Event("signed", "", "", ""), Event("archived", "", "", "")
SAID = Event("signed", "", "", "", {"checked": "no"})


def decided(body: str, outcome: str = "approved") -> Event:
    return Event("decision", "", "", "", {"body": body, "outcome": outcome})


@pytest.mark.parametrize(
    ("events", "stage", "waiting"),
    [
        ([], "for_approval", ("B1", "B2")),
        ([decided("B1")], "for_approval", ("B2",)),
        ([decided("B1"), decided("B2", "postponed")], "for_approval", ("B2",)),
        ([decided("B1"), decided("B2")], "decided", ()),
        ([decided("B1", "recommended"), decided("B2")], "decided", ()),
        ([decided("B1", ""), decided("B2")], "for_approval", ("B1",)),
        ([decided("B1", "accepted"), decided("B2")], "for_approval", ("B1",)),
        ([decided("B1", "rejected"), decided("B2")], "rejected", ()),
        ([decided("B1", "rejected"), decided("B1"), decided("B2")], "decided", ()),
        ([SIGNED], "signed", ("B1", "B2")),
        ([SIGNED, decided("B1", "rejected")], "rejected", ("B2",)),
        ([SAID], "said_signed", ("B1", "B2")),
        ([SAID, SIGNED], "signed", ("B1", "B2")),
        ([SIGNED, SAID], "signed", ("B1", "B2")),
        ([SAID, decided("B1"), decided("B2")], "decided", ()),
        ([decided("B1"), decided("B2"), SIGNED, ARCHIVED], "archived", ()),
    ],
)
def test_a_stage_follows_from_the_events(events: list[Event], stage: str, waiting: tuple[str, ...]) -> None:
    """The latest decision of a body counts; a rejection outweighs a signature."""
    found = standing(manifest(), events)

    assert (stage, waiting) == (found.stage, found.waiting)


def test_a_version_without_bodies_is_not_decided_by_nobody() -> None:
    """It waits for a signature."""
    assert "for_approval" == standing(manifest(bodies={}), []).stage


@pytest.mark.parametrize(
    ("later", "stages"),
    [([], ["archived", "for_approval"]), ([decided("B1"), decided("B2")], ["superseded", "decided"])],
)
def test_a_version_is_in_force_until_a_later_one_is_decided(later: list[Event], stages: list[str]) -> None:
    """A draft for approval takes nothing away."""
    versions = [(manifest(1), [ARCHIVED]), (manifest(2), later)]

    assert stages == [found.stage for found in standings(versions)]


@pytest.mark.parametrize(
    ("outcome", "wording", "told"),
    [
        ("approved", "Godkendt.", "Godkendt."),
        ("approved", "", "godkendt."),
        ("recommended", "Anbefales.", "Anbefales."),
        ("rejected", "Godkendt.", "afvist. Godkendt."),
        ("postponed", "Sagen udsættes.", "udsat. Sagen udsættes."),
    ],
)
def test_a_wording_that_tells_the_outcome_is_enough(outcome: str, wording: str, told: str) -> None:
    """One that tells another outcome, or none, has the outcome before it."""
    assert told == outcome_and_wording(load("da"), outcome, wording)
