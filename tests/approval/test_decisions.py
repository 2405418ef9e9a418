"""A decision is noted on the version and in the plan; its conditions are actions from then on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planbuilder import language
from planbuilder.approval.decisions import (
    Decided,
    Minutes,
    actions,
    body_of,
    corrected,
    doubts,
    edits,
    event,
    item_of,
    leaving,
    taken_back,
)
from planbuilder.approval.model import Outcome, held, standing
from planbuilder.errors import UsageWrong
from planbuilder.plan.registers import Decision
from planbuilder.plan.store import OpenPlan, open_plan
from planbuilder.questionnaire.loading import load
from planbuilder.record import replace
from tests.approval.conftest import AUTHOR, manifest
from tests.document.plans import SMALL

DANISH = language.load("da")
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
    new = actions(DECIDED, plan, load())
    after = plan.with_changes(edits(DECIDED, new, DANISH), AUTHOR).plan

    assert {"H5": "Status efter et år", "H6": "Budget 2028"} == new
    assert ("Status efter et år", "P1", date(2028, 1, 1), "decided") == (
        after.actions["H5"].title,
        after.actions["H5"].responsible,
        after.actions["H5"].deadline,
        after.actions["H5"].status,
    )


def test_the_decision_chain_tells_it(plan: OpenPlan) -> None:
    """Date, item, wording and conditions, where the documents show them."""
    told = plan.with_changes(edits(DECIDED, {}, DANISH), AUTHOR).plan.decisions["B2"]

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


MARK = "Fortroligt"
SECRET = replace(
    DECIDED, item=f"{MARK} 1", text=MARK, conditions=(f"{MARK} 2", MARK), minutes=Minutes("7", "a.txt", b"x")
)


@pytest.mark.parametrize("by_flag", [True, False])
def test_an_internal_decision_keeps_its_words_in_the_plan(plan: OpenPlan, by_flag: bool) -> None:
    """By a flag, or because the decision chain is internal already: the version names minutes by digest alone."""
    if not by_flag:
        plan = plan.with_changes({("answers", "action_plan.decisions", "internal"): True}, AUTHOR)
    decided = replace(SECRET, internal=by_flag)
    new = actions(decided, plan, load())
    after = plan.with_changes(edits(decided, new, DANISH), AUTHOR)
    noted = event(leaving(decided, after.plan, load()), new, AUTHOR)

    assert MARK in after.plan.decisions["B2"].decision
    assert after.plan.answers["action_plan.decisions"].internal
    assert {"H5", "H6"} == set(new)
    assert not any(MARK in text for text in (*noted.facts.values(), *new.values(), noted.facts["outcome"]))
    assert MARK not in (plan.folder / "journal.jsonl").read_text(encoding="utf-8")
    assert MARK in (plan.folder / "journal-internal.jsonl").read_text(encoding="utf-8")
    assert ("7", SECRET.minutes.digest, "") == (
        noted.facts["minutes"],
        noted.facts["minutes_sha512"],
        noted.facts.get("minutes_file", ""),
    )


def test_a_condition_may_be_a_title_where_titles_are_internal_too(plan: OpenPlan) -> None:
    """And where neither is internal, all of it is told."""
    both = {("answers", id, "internal"): True for id in ("action_plan.decisions", "action_plan.actions")}
    marked = plan.with_changes(both, AUTHOR)

    assert {"H5": f"{MARK} 2", "H6": MARK} == actions(SECRET, marked, load())
    assert SECRET == leaving(SECRET, plan.plan, load())


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


@pytest.mark.parametrize(
    ("outcome", "text", "said", "is_decided"),
    [
        ("postponed", "", "Udsat.", False),
        ("postponed", "Se referatet.", "Udsat. Se referatet.", False),
        ("rejected", "Afvist.", "Afvist.", True),
        ("recommended", "", "Anbefalet.", True),
    ],
)
def test_the_plan_says_what_came_of_it(
    plan: OpenPlan, outcome: Outcome, text: str, said: str, is_decided: bool
) -> None:
    """Whatever the wording; a postponed case is still to be decided."""
    told = plan.with_changes(edits(Decided("B2", date(2027, 1, 12), outcome, text=text), {}, DANISH), AUTHOR)
    found = told.plan.decisions["B2"]

    assert (outcome, said, is_decided) == (found.outcome, found.decision, found.is_decided)


def test_conditions_that_are_left_out_stay(plan: OpenPlan) -> None:
    """Those of the decision before."""
    once = plan.with_changes(edits(DECIDED, {}, DANISH), AUTHOR)
    again = once.with_changes(edits(Decided("B2", date(2027, 1, 26), "approved"), {}, DANISH), AUTHOR)

    assert "Status efter et år\nBudget 2028" == again.plan.decisions["B2"].conditions


@pytest.mark.parametrize(
    ("on", "given", "item"),
    [(None, "", "7"), (date(2027, 1, 12), "", "7"), (date(2027, 1, 12), "9", "9"), (date(2027, 1, 5), "", "")],
)
def test_the_plans_item_is_kept_for_the_same_meeting(on: date | None, given: str, item: str) -> None:
    """The number on one agenda is not that on another."""
    assert item == item_of(Decision(on=on, item="7"), given, date(2027, 1, 12))


@pytest.mark.parametrize(
    ("on", "today", "found"),
    [
        (date(2026, 12, 1), date(2026, 12, 1), []),
        (date(2026, 12, 2), date(2026, 12, 1), ["PB340"]),
        (date(2020, 1, 26), date(2026, 12, 1), ["PB341"]),
    ],
)
def test_a_day_that_cannot_be_is_told(on: date, today: date, found: list[str]) -> None:
    """A meeting that is to come, and one that was before the version."""
    sealed = replace(manifest(), sealed="2026-11-23T12:00:00+01:00")

    assert found == [one.code for one in doubts(Decided("B2", on, "approved"), Decision(), sealed, today)]


@pytest.mark.parametrize(
    ("dated", "sealed", "on", "told"),
    [
        ("2026-11-23", "2026-11-28", date(2026, 11, 24), []),  # sealed afterwards, of the day that `versions` shows
        ("2026-12-15", "2026-11-28", date(2026, 12, 1), []),  # dated for a meeting that is to come
        ("2026-11-23", "2026-11-28", date(2026, 11, 22), ["23.11.2026"]),
        ("2026-12-15", "2026-11-28", date(2026, 11, 27), ["15.12.2026"]),
    ],
)
def test_a_version_is_known_by_the_day_of_its_documents(dated: str, sealed: str, on: date, told: list[str]) -> None:
    """And was there from then, or from its sealing if that came before."""
    one = replace(manifest(), date=dated, sealed=f"{sealed}T12:00:00+01:00")

    found = [DANISH.problem(each) for each in doubts(Decided("B2", on, "approved"), Decision(), one, date(2027, 1, 1))]

    assert [f"som er dateret {day}." in text for day, text in zip(told, found, strict=True)] == [True] * len(told)


def test_an_item_that_was_not_taken_over_is_told() -> None:
    """With the day of its meeting, as each language writes it."""
    told = Decided("B2", date(2026, 12, 15), "approved")
    sealed = replace(manifest(), sealed="2026-11-23T12:00:00+01:00")
    (found,) = doubts(told, Decision(on=date(2026, 12, 8), item="7"), sealed, date(2026, 12, 20))

    assert "PB342" == found.code
    assert "punkt 7 for Økonomiudvalget hører til mødet den 08.12.2026" in DANISH.problem(found)


def note_of(number: int, body: str, outcome: Outcome, corrects: int = 0) -> Decided:
    return Decided(body, date(2027, 1, 12), outcome, text=f"Nr. {number}.", corrects=corrects, why="Slåfejl")


def test_a_correction_stands_in_for_what_it_corrects_and_the_record_keeps_both() -> None:
    """The latest decision holds, whichever body the wrong one named; it can be corrected itself."""
    told = [note_of(1, "B1", "rejected"), note_of(2, "B2", "approved", 1), note_of(3, "B1", "approved", 2)]
    events = [event(one, {}, AUTHOR) for one in told]
    stages = [standing(manifest(), events[:n]).outcomes for n in (1, 2, 3)]

    assert [{"B1": "rejected"}, {"B2": "approved"}, {"B1": "approved"}] == stages
    assert ([3], 3) == (list(held(events)), len(events))
    assert ("1", "Slåfejl") == (events[1].facts["corrects"], events[1].facts["why"])


@pytest.mark.parametrize(("number", "why"), [(2, "Slåfejl"), (1, ""), (7, "Slåfejl")])
def test_what_does_not_hold_cannot_be_corrected_and_nothing_without_a_reason(number: int, why: str) -> None:
    """Those that can are told."""
    holding = {1: event(note_of(1, "B1", "approved"), {}, AUTHOR)}
    with pytest.raises(UsageWrong) as refused:
        corrected(replace(note_of(2, "B1", "rejected"), corrects=number, why=why), holding, {"B1": "Direktionen"})

    assert ("PB217", "1 Direktionen") == (refused.value.problems[0].code, refused.value.problems[0].values["known"])


def test_a_body_that_was_named_wrongly_stands_as_before(plan: OpenPlan) -> None:
    """Undecided, or as it had decided earlier."""
    once = plan.with_changes(edits(DECIDED, {}, DANISH), AUTHOR)
    wrong, earlier = event(DECIDED, {}, AUTHOR), event(note_of(1, "B2", "postponed"), {}, AUTHOR)
    undecided = once.with_changes(taken_back(wrong, "B1", []), AUTHOR)
    again = undecided.with_changes(taken_back(wrong, "B1", [earlier]), AUTHOR)

    found = [(one.plan.decisions["B2"].on, one.plan.decisions["B2"].outcome) for one in (undecided, again)]
    assert [(None, ""), (date(2027, 1, 12), "postponed")] == found
    assert {} == taken_back(wrong, "B2", [])


def test_a_correction_without_conditions_has_none(plan: OpenPlan) -> None:
    """Those of the decision that it corrects do not hold any more."""
    once = plan.with_changes(edits(DECIDED, {}, DANISH), AUTHOR)
    again = once.with_changes(edits(note_of(2, "B2", "approved", 1), {}, DANISH), AUTHOR)

    assert ("", "Godkendt. Nr. 2.") == (again.plan.decisions["B2"].conditions, again.plan.decisions["B2"].decision)
