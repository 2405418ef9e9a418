"""The decision sheet answers, from the plan alone, what whoever decides must know."""

from __future__ import annotations

import pytest

from planbuilder import example
from planbuilder.document.model import Chart, Section, Table, texts_of
from planbuilder.language import Language
from tests.document.blocks.tables import cells
from tests.document.plans import SMALL

RISKS = "risks: {R1: {title: Lille, probability: 90, consequence: 100}, R2: {title: Stor, probability: 10%s}}\n"


def parts(blocks, text: str, code: str = "da") -> dict[str, tuple]:
    """What stands under each heading."""
    made = blocks("decision_sheet", text, code)
    sections = [one for one in made if isinstance(one, Section)]
    return {"asked": made[: -len(sections)], **{one.id.removeprefix("decide_"): one.blocks for one in sections}}


def facts(of: tuple) -> dict[str, str]:
    return dict(row for table in of if isinstance(table, Table) for row in cells(table))  # type: ignore[misc]


def tiles(of: tuple) -> list[list[str]]:
    return next(cells(one) for one in of if isinstance(one, Table) and one.look == "tiles")


def test_a_secretariat_can_answer_its_questions_from_it(blocks, spoken: Language) -> None:
    """What, by whom, when, at what cost, with which effect, which risk, and what if not."""
    found = parts(blocks, example.text(spoken), spoken.code)

    assert ["asked", "citizens", "budget", "stakes"] == list(found)
    said = " ".join(texts_of(found["asked"])).replace("\u00a0", " ")
    assert {"da": "26. januar 2027", "en": "26 January 2027"}[spoken.code] in said
    assert {"da": "Kommunalbestyrelsen", "en": "Municipal Council"}[spoken.code] in said
    assert (3, 2) == (len(tiles(found["citizens"])), len(tiles(found["budget"])))
    assert [Chart] == [type(one) for one in found["budget"] if isinstance(one, Chart)]
    assert 4 == len(facts(found["stakes"]))


def test_what_was_decided_is_told_with_its_day(blocks) -> None:
    """The last body's decision stands in the stead of what it was asked."""
    chain = (
        "decisions: {B1: {body: Udvalget, on: 2026-11-03, outcome: recommended}, "
        "B2: {body: Rådet, on: 2026-11-10, recommendation: at, decision: Vedtaget.}}\n"
    )
    asked = parts(blocks, SMALL + chain)["asked"]

    assert ["Rådet den 10. november 2026: Vedtaget."] == list(texts_of(asked))


GOALS = """
indicators:
  I1: {title: Indirekte, kind: success_indicator, baseline: {value: 1}, target: {value: 2}}
  I2: {title: Tilfredshed, kind: success_indicator, benefit: G9, baseline: {value: 1}, target: {value: 2}}
  I3: {title: Ventetid, unit: dage, benefit: G9, baseline: {value: 21}, target: {value: 3, on: 2028-12-31}}
  I4: {title: Minutter, benefit: G1, baseline: {value: 62}, target: {value: 26}}
  I5: {title: Uden mål, benefit: G9, baseline: {value: 1}}
"""
QUALITY = SMALL.replace("  benefits:\n", "  benefits:\n    G9: {title: Hurtigere svar, kind: quality}\n")


def test_goals_for_citizens_come_first(blocks) -> None:
    """The benefit's own before its users' experience; what only staff notice, and what has no target, is left out."""
    found = tiles(parts(blocks, QUALITY + GOALS)["citizens"])

    assert ["Ventetid", "Tilfredshed", "Indirekte"] == [title for _, title, _ in found]
    assert ["21\u00a0→\u00a03 dage", "Ventetid", "senest 31.12.2028"] == found[0]


@pytest.mark.parametrize(
    ("remark", "told"), [("", ""), ("Kun i forsøget", " (Kun i forsøget)"), ("Kun i forsøget, og " + "x" * 61, None)]
)
def test_what_was_measured_of_a_part_is_not_told_of_the_whole(blocks, remark: str, told: str | None) -> None:
    """A value that somebody has remarked upon stands with the remark, or not at all where there is no room for it."""
    values = f"measurements: {{M1: {{indicator: I3, on: 2026-10-31, value: 13, remark: '{remark}'}}}}\n"
    (_, _, said), *_ = tiles(parts(blocks, QUALITY + GOALS + values)["citizens"])

    latest = "" if told is None else f" · målt 13 dage den 31.10.2026{told}"
    assert said.replace("\u00a0", " ") == f"senest 31.12.2028{latest}"


def test_no_goal_for_citizens_is_a_gap_only_where_one_is_promised(blocks) -> None:
    """A plan that changes nothing outside the house says so."""
    assert "gap" == parts(blocks, QUALITY)["citizens"][0].kind
    assert ["Planen har ingen gevinster for borgere eller andre uden for kommunen."] == list(
        texts_of(parts(blocks, SMALL)["citizens"])
    )


@pytest.mark.parametrize(
    ("consequence", "label", "title"),
    [
        (", consequence: 5000", "Største risiko", "Stor"),
        (", consequence: 500", "Største risiko", "Lille"),
        ("", "Største af de risici, der er sat tal på", "Lille"),
    ],
)
def test_the_largest_risk_is_that_of_probability_times_consequence(blocks, consequence, label, title) -> None:
    """And is called the largest of those that can be compared where one has no number."""
    found = facts(parts(blocks, SMALL + RISKS % consequence)["stakes"])

    assert found[label].startswith(title)


def test_a_plan_without_money_has_gaps_and_no_figures(blocks) -> None:
    """Nothing is computed of nothing."""
    found = parts(blocks, SMALL.partition("benefits_tree:")[0])

    assert ["gap", "gap"] == [found[name][-1].kind for name in ("budget", "stakes")]


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        ("", "A1 Som i dag: Der er ikke skrevet, hvad det koster eller giver. Derfor er der ingen tal."),
        (", amount: 700000", "lavere uden løsningen"),
        ("}, AK2: {option: A1, amount: 5}, AK3: {option: A1, title: Hjælp", "A1 Som i dag: Tallene er uden AK1 og AK3"),
    ],
)
def test_to_go_on_as_today_is_not_taken_to_cost_nothing(blocks, cost: str, said: str) -> None:
    """Where it is an option, it is what it comes to; where that is not known, that is said."""
    row = "option_costs: {AK1: {option: A1, title: Gammelt system, kind: one_off, from: 2027%s}}\n"
    with_option = SMALL + "options: {A1: {title: Som i dag, kind: nothing}}\n"
    with_option += row % cost if cost else ""

    now, before = (facts(parts(blocks, text)["stakes"])["Uden løsningen"] for text in (with_option, SMALL))
    assert said in now.replace("\u00a0", " ")
    assert now != before
