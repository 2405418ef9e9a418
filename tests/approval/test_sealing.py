"""What is sealed is what the plan gives, and can be made again years later to see that it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planbuilder import look
from planbuilder.approval.sealing import FIGURES, PLAN, Sealing, contents, manifest, recompute
from planbuilder.plan.store import OpenPlan, open_plan
from planbuilder.record import replace
from tests.approval.conftest import AUTHOR, DAY
from tests.document.plans import SMALL


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> OpenPlan:
    folder = tmp_path_factory.mktemp("plan")
    (folder / "plan.yaml").write_text(SMALL, encoding="utf-8")
    return open_plan(folder)


@pytest.fixture(scope="module")
def made(plan: OpenPlan, questionnaire) -> dict[str, bytes]:
    return contents(plan, questionnaire, DAY, look.load())


def told(plan: OpenPlan, questionnaire, made: dict[str, bytes], **changed: object):
    return replace(manifest(plan, questionnaire, made, Sealing(1, AUTHOR, DAY)), **changed)


def test_plan_figures_and_documents_are_sealed(plan: OpenPlan, made: dict[str, bytes]) -> None:
    """The plan as it stands, every figure, and each document in Word and PDF."""
    assert plan.source.text == made[PLAN].decode()
    assert "npv" in json.loads(made[FIGURES])
    assert {"documents/plan.pdf", "documents/plan.docx", "documents/board.pdf", "documents/economy.xlsx"} <= set(made)


def test_the_manifest_tells_what_it_was_made_with(plan: OpenPlan, questionnaire, made: dict[str, bytes]) -> None:
    """Tool, questionnaire and rate table, so that it can be made again."""
    found = told(plan, questionnaire, made)

    assert ("dk-2021", questionnaire.name, DAY.isoformat()) == (found.rates, found.questionnaire, found.date)
    assert set(found.files) == set(made)


def test_a_version_is_the_same_when_made_again(plan: OpenPlan, questionnaire, made: dict[str, bytes]) -> None:
    """Same figures, same bytes."""
    again = recompute(told(plan, questionnaire, made), made, questionnaire, look.load())

    assert (True, (), ()) == (again.holds, again.figures, again.documents)


def test_a_changed_figure_is_named(plan: OpenPlan, questionnaire, made: dict[str, bytes]) -> None:
    """Whoever changed it, and its digest with it, did not change the plan."""
    figures = json.loads(made[FIGURES])
    figures["npv"] = "1"
    figures["years"][0]["net"] = "2"
    forged = {**made, FIGURES: json.dumps(figures).encode()}
    again = recompute(told(plan, questionnaire, forged), forged, questionnaire, look.load())

    assert (False, ("npv", "years[0].net")) == (again.holds, again.figures)


def test_a_changed_document_is_named(plan: OpenPlan, questionnaire, made: dict[str, bytes]) -> None:
    """By the same version of the program; another one may write other bytes for the same figures."""
    forged = {**made, "documents/plan.pdf": b"%PDF"}
    same, other = (
        recompute(told(plan, questionnaire, forged, tool=tool), forged, questionnaire, look.load())
        for tool in (told(plan, questionnaire, made).tool, "0.0.9")
    )

    assert (False, ("documents/plan.pdf",)) == (same.holds, same.documents)
    assert (True, False) == (other.holds, other.same_tool)


def test_a_version_keeps_its_own_rates(
    plan: OpenPlan, questionnaire, made: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever table a later program takes for a plan that names none."""
    from planbuilder.approval import sealing
    from planbuilder.plan.model import Plan

    def later(text: str) -> Plan:
        read = real(text)
        return replace(read, economy=replace(read.economy, discount_rates="dk-2031"))

    real = sealing.from_text
    monkeypatch.setattr(sealing, "from_text", later)

    assert recompute(told(plan, questionnaire, made), made, questionnaire, look.load()).holds


def test_whoever_had_decided_before_there_was_a_version_is_done(tmp_path: Path, questionnaire) -> None:
    """For later versions everybody decides anew."""
    (tmp_path / "plan.yaml").write_text(
        SMALL + "decisions: {B1: {body: Direktionen, decision: Ja}, B2: {body: Udvalget}}\n", encoding="utf-8"
    )
    opened = open_plan(tmp_path)
    first, second = (
        manifest(opened, questionnaire, {}, Sealing(number, AUTHOR, DAY, supersedes=number - 1)) for number in (1, 2)
    )

    assert ({"B2": "Udvalget"}, {"B1", "B2"}) == (first.bodies, set(second.bodies))
