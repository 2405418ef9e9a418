"""A decision is noted on the version and in the plan; its conditions are actions from then on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planbuilder.approval.decisions import Decided, Minutes, actions, body_of, edits, event
from planbuilder.errors import UsageWrong
from planbuilder.plan.store import OpenPlan, open_plan
from tests.approval.conftest import AUTHOR, manifest
from tests.document.plans import SMALL

CHAIN = "decisions: {B1: {body: Direktionen}, B2: {body: Økonomiudvalget}}\nactions: {H4: {title: Noget}}\n"
CONDITIONS = ("Status efter et år", "Budget 2028")
DECIDED = Decided(
    "B2",
    date(2027, 1, 12),
    "approved",
    "12",
    "Godkendt.",
    ("Status efter et år", "Budget 2028"),
    "P1",
    date(2028, 1, 1),
)


@pytest.fixture
def plan(tmp_path: Path) -> OpenPlan:
    (tmp_path / "plan.yaml").write_text(SMALL + CHAIN, encoding="utf-8")
    return open_plan(tmp_path)


def test_a_condition_becomes_an_action(plan: OpenPlan) -> None:
    """With who and by when, under an id that nothing has had."""
    new = actions(DECIDED, plan)
    after = plan.with_changes(edits(DECIDED, new), AUTHOR).plan

    assert {"H5": "Status efter et år", "H6": "Budget 2028"} == new
    assert ("Status efter et år", "P1", date(2028, 1, 1), "decided") == (
        after.actions["H5"].title,
        after.actions["H5"].responsible,
        after.actions["H5"].deadline,
        after.actions["H5"].status,
    )


def test_the_decision_chain_tells_it(plan: OpenPlan) -> None:
    """Date, item, wording and conditions, where the documents show them."""
    told = plan.with_changes(edits(DECIDED, {}), AUTHOR).plan.decisions["B2"]

    assert (date(2027, 1, 12), "12", "Godkendt.") == (told.on, told.item, told.decision)
    assert "Status efter et år\nBudget 2028" == told.conditions
    assert "Økonomiudvalget" == told.body


def test_the_version_notes_it_with_the_digest_of_the_minutes() -> None:
    """And with the ids of the actions."""
    minutes = Minutes("2027-14", "Referat.PDF", b"referat")
    noted = event(Decided("B2", date(2027, 1, 12), "approved", minutes=minutes), {"H5": "x"}, AUTHOR)

    assert ("decision", "Mette", "H5", "2027-14") == (
        noted.kind,
        noted.by,
        noted.facts["actions"],
        noted.facts["minutes"],
    )
    assert minutes.digest == noted.facts["minutes_sha512"]
    assert noted.facts["minutes_file"] == minutes.name == f"minutes/{minutes.digest[:12]}.pdf"


def test_without_minutes_nothing_is_told_of_them() -> None:
    """No empty fact."""
    assert not any(key.startswith("minutes") for key in event(DECIDED, {}, AUTHOR).facts)


@pytest.mark.parametrize("named", ["B2", "b2", "Økonomiudvalget", "økonomiudvalget"])
def test_a_body_is_found_by_id_or_name(named: str) -> None:
    """Whatever the case."""
    assert "B2" == body_of(manifest(), named)


def test_an_unknown_body_is_told_with_the_nearest() -> None:
    """And with those there are."""
    with pytest.raises(UsageWrong) as refused:
        body_of(manifest(), "Økonomiudvalg")

    assert "Økonomiudvalget" == refused.value.problems[0].values["near"]
    assert "B1 Direktionen" in refused.value.problems[0].values["known"]
