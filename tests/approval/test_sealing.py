"""What is sealed is what the plan gives, with what changed and what made it, and can be made again years later."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder import look
from planbuilder.approval.model import Change, Manifest
from planbuilder.approval.sealing import (
    FIGURES,
    PLAN,
    TO_SIGN,
    Sealing,
    changes,
    manifest,
    recompute,
    sealed_contents,
    text_to_seal,
    without_file,
)
from planbuilder.approval.store import manifest_text
from planbuilder.editions import other_editions, tools
from planbuilder.plan.attached import attached
from planbuilder.plan.store import OpenPlan, from_text, open_plan
from planbuilder.record import replace
from tests.approval.conftest import AUTHOR, DAY
from tests.document.plans import SMALL

LEAVES = st.one_of(st.text(max_size=5), st.integers(), st.dates())
DATA = st.dictionaries(st.sampled_from("abc"), st.dictionaries(st.sampled_from("xyz"), LEAVES, max_size=3), max_size=3)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> OpenPlan:
    folder = tmp_path_factory.mktemp("plan")
    (folder / "plan.yaml").write_text(SMALL, encoding="utf-8")
    return open_plan(folder)


@pytest.fixture(scope="module")
def version(plan: OpenPlan, questionnaire) -> tuple[Manifest, dict[str, bytes]]:
    text = text_to_seal(plan, questionnaire)
    return sealed_contents(text, questionnaire, look.load(), Sealing(1, AUTHOR, DAY), {"profile.yaml": b"name: A"})


@pytest.fixture
def made(version: tuple[Manifest, dict[str, bytes]]) -> dict[str, bytes]:
    return dict(version[1])


@pytest.fixture
def told(version: tuple[Manifest, dict[str, bytes]]) -> Manifest:
    return version[0]


def test_the_document_that_is_signed_lists_all_that_is_sealed(told: Manifest, made: dict[str, bytes]) -> None:
    """Its own digest apart, which it cannot hold: a signature on it covers every file, who sealed it, when and why."""
    inside = attached(made[TO_SIGN], "manifest.json", "plan.pdf")

    assert manifest_text(without_file(told, TO_SIGN)) == inside
    assert set(made) - {TO_SIGN} == set(json.loads(inside)["files"])


def test_plan_figures_and_documents_are_sealed(plan: OpenPlan, questionnaire, made: dict[str, bytes]) -> None:
    """The plan as it stands, every figure, and each document in Word and PDF."""
    assert text_to_seal(plan, questionnaire) == made[PLAN].decode()
    assert "npv" in json.loads(made[FIGURES])
    assert {"documents/plan.pdf", "documents/plan.docx", "documents/board.pdf", "documents/economy.xlsx"} <= set(made)


def test_the_manifest_tells_what_it_was_made_with(told: Manifest, questionnaire, made: dict[str, bytes]) -> None:
    """Tool, questionnaire and rate table, so that it can be made again."""
    assert ("dk-2021", questionnaire.name, DAY.isoformat()) == (told.rates, told.questionnaire, told.date)
    assert set(told.files) == set(made)


def test_a_version_is_the_same_when_made_again(told: Manifest, questionnaire, made: dict[str, bytes]) -> None:
    """Same figures, same bytes."""
    again = recompute(told, made, questionnaire, look.load())

    assert (True, (), ()) == (again.holds, again.figures, again.documents)


def test_a_changed_figure_is_named(told: Manifest, questionnaire, made: dict[str, bytes]) -> None:
    """Whoever changed it, and its digest with it, did not change the plan."""
    figures = json.loads(made[FIGURES])
    figures["npv"] = "1"
    figures["years"][0]["net"] = "2"
    forged = {**made, FIGURES: json.dumps(figures).encode()}
    again = recompute(told, forged, questionnaire, look.load())

    assert (False, ("npv", "years[0].net")) == (again.holds, again.figures)


@pytest.mark.parametrize(
    ("made_with", "other", "holds"),
    [
        ({}, (), False),
        ({"tool": "0.0.9"}, ("planbuilder 0.0.9",), True),
        ({"tools": {**tools(), "CPython": "3.9.1"}}, ("CPython 3.9.1",), True),
        ({"tools": {**tools(), "libtiff": "4"}}, ("libtiff 4",), True),
    ],
    ids=["the same tools", "another version of the program", "another Python", "a library that is not here"],
)
def test_files_are_held_to_account_where_the_same_tools_made_them(
    told: Manifest, questionnaire, made: dict[str, bytes], made_with: dict[str, object], other: tuple[str, ...], holds
) -> None:
    """Other tools may write other bytes for the same figures: that they differ is then no word of tampering."""
    forged = {**made, "documents/plan.pdf": b"%PDF"}
    again = recompute(replace(told, **made_with), forged, questionnaire, look.load())

    assert (holds, (), ("documents/plan.pdf",), other) == (
        again.holds,
        again.figures,
        again.documents,
        again.other_tools,
    )


def test_figures_are_held_to_account_whatever_made_them(told: Manifest, questionnaire, made: dict[str, bytes]) -> None:
    """They are exact: no interpreter has another answer."""
    figures = json.loads(made[FIGURES]) | {"npv": "1"}
    older = replace(told, tools={"CPython": "3.9.1"})
    again = recompute(older, {**made, FIGURES: json.dumps(figures).encode()}, questionnaire, look.load())

    assert (False, ("npv",)) == (again.holds, again.figures)


def test_a_version_from_before_tools_were_noted_has_the_manifest_that_it_had(told: Manifest) -> None:
    """Else it would no longer be the one that its signed PDF carries; which tools made it is not known."""
    older = replace(told, tools={})

    assert "tools" not in json.loads(manifest_text(older))
    assert {"CPython ?", "matplotlib ?"} <= set(other_editions(older.tools, tools()))


def test_a_version_keeps_its_own_rates(
    told: Manifest, questionnaire, made: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever table a later program takes for a plan that names none."""
    from planbuilder.approval import sealing
    from planbuilder.plan.model import Plan

    def later(text: str) -> Plan:
        read = real(text)
        return replace(read, economy=replace(read.economy, discount_rates="dk-2031"))

    real = sealing.from_text
    monkeypatch.setattr(sealing, "from_text", later)

    assert recompute(told, made, questionnaire, look.load()).holds


def test_whoever_had_decided_before_there_was_a_version_is_done(tmp_path: Path, questionnaire) -> None:
    """For later versions everybody decides anew."""
    (tmp_path / "plan.yaml").write_text(
        SMALL + "decisions: {B1: {body: Direktionen, decision: Ja}, B2: {body: Udvalget}}\n", encoding="utf-8"
    )
    opened = open_plan(tmp_path)
    first, second = (
        manifest(opened.plan, "", questionnaire, {}, Sealing(number, AUTHOR, DAY, supersedes=number - 1))
        for number in (1, 2)
    )

    assert ({"B2": "Udvalget"}, {"B1", "B2"}) == (first.bodies, set(second.bodies))


def test_the_changes_quote_no_word_that_is_internal_by_now(plan: OpenPlan, questionnaire, version) -> None:
    """Not the words of the version before, in which the answer was public."""
    text = version[1][PLAN].decode()
    before = text.replace("Familier søger selv.", "HEMMELIG", 1)
    hidden = f"{text}answers: {{cover.description: {{internal: true}}}}\n"
    told = manifest(from_text(hidden), hidden, questionnaire, {}, Sealing(2, AUTHOR, DAY, "", 1, before))

    assert before != text
    assert "solution.description" in {change.path for change in told.changes}
    assert "HEMMELIG" not in manifest_text(told).decode()


def test_old_and_new_values_are_told() -> None:
    """Changed, new and gone; dates and numbers as the file has them, lists in one."""
    old = {"title": "A", "actions": {"H1": {"deadline": date(2026, 1, 1)}}, "gone": "x"}
    new = {"title": "B", "actions": {"H1": {"deadline": date(2026, 2, 1)}}, "ramp": [Decimal("50"), 100]}

    assert (
        Change("title", "A", "B"),
        Change("actions.H1.deadline", "2026-01-01", "2026-02-01"),
        Change("ramp", "", "50, 100"),
        Change("gone", "x", ""),
    ) == changes(old, new)


def test_who_said_it_and_when_is_no_change() -> None:
    """Only what was said is."""
    old = {"answers": {"a.b": {"value": "ja", "by": "Anna", "on": date(2026, 1, 1)}}}
    new = {"answers": {"a.b": {"value": "ja", "by": "Bo", "on": date(2026, 2, 1)}}}

    assert () == changes(old, new)


@given(DATA, DATA)
def test_changes_lead_from_one_to_the_other(old: dict, new: dict) -> None:
    """Nothing differs without being told, and the way back is the same in reverse."""
    forth, back = changes(old, new), changes(new, old)

    assert () == changes(new, new)
    assert {(c.path, c.old, c.new) for c in forth} == {(c.path, c.new, c.old) for c in back}
