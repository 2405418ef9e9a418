"""Every computed sentence on money, years and certainty is a claim: a closed list, each with the test that proves it.

A text of the documents that holds an amount, a year or a share, or that is a whole sentence, stands here with the place
of its proof. A new one fails until it is listed. What documents say of the plan itself stands in `claims.py`.
"""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbuilder import language
from planbuilder.document import amounts
from planbuilder.document.material import Material
from planbuilder.document.model import Cell, Table, text_of
from planbuilder.figures.methods import rounded, settled
from planbuilder.figures.model import KINDS, Figures
from planbuilder.pipeline import material
from planbuilder.plan.model import Plan
from planbuilder.questionnaire.loading import load
from planbuilder.record import replace
from tests.conftest import DAY
from tests.document.claims import ELSEWHERE
from tests.document.parts import BLOCKS
from tests.document.test_amounts import plans
from tests.figures.cases import FIRST, cashable, law, plan

TESTS = Path(__file__).parent.parent
# A document is made for each plan: fewer of them, as there are many claims.
claim = settings(law, max_examples=25)
DANISH = language.load("da").printed
HERE = "document/test_claims.py"
# Sentences on how sure the case is, and on waiting.
CERTAINTY = "document/test_certainty_claims.py"
ON_CERTAINTY = (
    "decide.without*",
    "brief.npv", "brief.not_estimated", "brief.range", "brief.coverage", "brief.stress_*", "brief.sure", "brief.worst",
    "brief.uplift.*", "simulation.*",
    "chart.band_alt", "committee.waiting*", "irr.*", "tornado.*", "uncertainty.*",
)  # fmt: skip
# Keys under `document`, with `*` for any ending, and the test that proves what they say.
CLAIMS: Mapping[str, str] = {
    "permanent.label_year": "document/test_permanent.py::test_the_one_figure_says_what_it_is",
    "permanent.later*": "document/test_permanent.py::test_later_costs_are_told_with_their_years",
    "permanent.*": "document/test_permanent.py::test_every_amount_is_what_recurs_in_every_year_it_is_given_for",
    "in_year": "document/test_permanent.py::test_every_amount_is_what_recurs_in_every_year_it_is_given_for",
    "in_years": "document/test_permanent.py::test_every_amount_is_what_recurs_in_every_year_it_is_given_for",
    "from_year": "document/test_permanent.py::test_every_amount_is_what_recurs_in_every_year_it_is_given_for",
    "year_columns.*": "document/test_year_columns.py::test_the_columns_of_every_row_come_to_its_sum_over_the_years",
    "headline.costs": f"{HERE}::test_what_it_costs_to_introduce_is_without_later_costs",
    "headline.no_costs": f"{HERE}::test_what_it_costs_to_introduce_is_without_later_costs",
    "key_figures.later": f"{HERE}::test_what_it_costs_to_introduce_is_without_later_costs",
    "headline.*": f"{HERE}::test_when_it_is_earned_back",
    "brief.*repaid*": f"{HERE}::test_when_it_is_earned_back",
    "brief.*_income": "document/test_natures.py::test_sentences_name_income_where_there_is_any",
    "chart.cash_flow_alt_income": "document/test_natures.py::test_income_has_a_row_of_its_own",
    "economy.comes_again": "document/test_natures.py::"
    "test_the_years_of_a_cost_that_comes_again_are_told_with_their_distance",
    "economy.income_note": "document/test_natures.py::test_what_is_no_cost_stands_beneath_the_sum_of_costs",
    "economy.own_time_note": "document/test_natures.py::test_where_each_counts_is_told_where_the_case_is",
    "economy.residual_value_note": "document/test_natures.py::test_where_each_counts_is_told_where_the_case_is",
    "economy.kinds_own_time": "document/test_natures.py::test_the_kinds_beside_net",
    "economy.kinds_residual_value": "document/test_natures.py::test_the_kinds_beside_net",
    "brief.never_behind": f"{HERE}::test_when_it_is_earned_back",
    "key_figures.not_repaid": f"{HERE}::test_the_time_it_takes_counts_from_the_end_of_the_first_year",
    "key_figures.payback": f"{HERE}::test_the_time_it_takes_counts_from_the_end_of_the_first_year",
    "economy.years": f"{HERE}::test_the_time_it_takes_counts_from_the_end_of_the_first_year",
    "economy.dips": "figures/test_methods.py::test_payback",
    "chart.break_even": f"{HERE}::test_the_running_sum_in_words",
    "chart.cumulative_alt": f"{HERE}::test_the_running_sum_in_words",
    "chart.cash_flow_alt": f"{HERE}::test_charts_say_what_tables_show",
    **dict.fromkeys(
        ("chart.waterfall", "chart.cash_flow", "chart.cumulative", "chart.cumulative_alone", "chart.balance_*"),
        f"{HERE}::test_charts_are_called_what_they_show",
    ),
    "uncertainty.undiscounted": "document/blocks/test_uncertainty.py::test_scenarios_and_tests_stand_in_one_table",
    "chart.waterfall_alt": "document/blocks/test_economy_charts.py::test_the_waterfall_ends_where_npv_is",
    "key_figures.rate*": f"{HERE}::test_the_rates_that_are_named_are_those_used",
    "economy.capital_unadjusted": "figures/test_areas.py::test_capital_is_not_indexed_where_the_plan_says_so",
    "economy.capital_own": "figures/test_areas.py::test_capital_is_not_indexed_where_the_plan_says_so",
    "conventions_own_bands": "document/blocks/test_economy.py::test_bands_of_ones_own_are_named_with_their_years",
    "conventions_vat_*": "document/blocks/test_economy.py::test_how_amounts_stand_to_vat_is_said_once",
    "conventions*": f"{HERE}::test_the_rates_that_are_named_are_those_used",
    "brief.lost_net": f"{HERE}::test_freed_time_is_that_of_the_benefits",
    "brief.freed*": f"{HERE}::test_freed_time_is_that_of_the_benefits",
    "key_figures.fte_freed_of": f"{HERE}::test_freed_time_is_that_of_the_benefits",
    "brief.pool_*": f"{HERE}::test_what_a_pool_pays_and_is_owed",
    "brief.pool_planned": f"{HERE}::test_nothing_is_reconciled_before_amounts_are_given",
    "brief.budgets_follow": f"{HERE}::test_budgets_follow_only_where_they_are_reconciled",
    "brief.budget_to_budget": f"{HERE}::test_the_way_of_funding_is_the_chosen_one",
    "brief.own_budget": f"{HERE}::test_the_way_of_funding_is_the_chosen_one",
    "brief.unknown": f"{HERE}::test_the_way_of_funding_is_the_chosen_one",
    "budget.sign": "document/test_amounts.py::test_budget_changes_add_up_in_every_year",
    "budget.prices_*": "document/blocks/test_prices.py::test_the_changes_stand_in_the_prices_of_the_budget_year",
    "budget.rise_*": "document/blocks/test_prices.py::test_the_changes_stand_in_the_prices_of_the_budget_year",
    "budget.*": f"{HERE}::test_what_budget_changes_lack",
    "funding.frame_note": "figures/test_funding.py::test_inside_and_outside_the_frame_are_the_whole",
    "funding.frame_pool_note": "figures/test_funding.py::test_the_service_frame",
    "funding.frame_own": "figures/test_funding.py::test_own_money_never_moves_the_service_frame",
    "funding.frame_back_*": "figures/test_funding.py::test_own_money_never_moves_the_service_frame",
    "funding.frame_external*": "figures/test_funding.py::test_what_a_pool_does_to_the_service_frame",
    "funding.frame_reading": "document/blocks/test_pools.py::test_the_rule_stands_beside_the_frame",
    "funding.frame_grant_note": "figures/test_funding.py::test_a_grant_is_not_repaid_and_nothing_of_it_is_owed",
    "funding.intro_grant": "document/blocks/test_pools.py::test_a_grant_is_told_as_one",
    "brief.pool_grant": "figures/test_funding.py::test_a_grant_is_not_repaid_and_nothing_of_it_is_owed",
    "brief.grant_shortfall": "document/blocks/test_pools.py::test_what_a_grant_does_not_cover_budgets_find",
    "funding.intro": "document/test_amounts.py::test_the_pool_adds_up_across_and_down",
    "funding.unused": "document/blocks/test_budget.py::test_a_pool_that_is_not_used_is_there_for_comparison_only",
    "funding.*": f"{HERE}::test_when_the_pool_is_repaid_and_what_a_delay_costs",
    "committee.frame_pool": "figures/test_funding.py::test_the_service_frame",
    "economy.sign": f"{HERE}::test_a_plus_improves_the_economy_in_every_table",
    "economy.rounding": "document/test_amounts.py::test_what_is_rounded_away_is_told",
    "economy.kinds_note": "figures/test_case.py::test_only_cashable_benefits_are_part_of_the_net",
    "decide.by_whom": "document/blocks/test_case.py::test_the_summary_tells_effect_money_and_risk",
    "decide.case_number": "document/blocks/test_decision.py::test_a_secretariat_can_answer_its_questions_from_it",
    "decide.on": "document/blocks/test_decision.py::test_what_was_decided_is_told_with_its_day",
    "decide.by": "document/blocks/test_decision.py::test_goals_for_citizens_come_first",
    "decide.measured": "document/blocks/test_decision.py::test_what_was_measured_of_a_part_is_not_told_of_the_whole",
    "card.amount": "document/blocks/test_cards.py::test_every_benefit_promises_something",
    "card.by": "document/blocks/test_cards.py::test_a_goal_has_its_day_and_its_latest_value",
    "card.measured": "document/blocks/test_cards.py::test_a_goal_has_its_day_and_its_latest_value",
    "spark.alt": "document/blocks/test_sparks.py::test_every_format_says_it_in_words_and_numbers_no_figure",
    "spark.*": "document/blocks/test_sparks.py::test_the_way_begins_at_the_baseline_and_the_goal_has_its_height",
    "timeline.ramp_*": "document/blocks/test_timeline.py::test_benefits_begin_and_are_full_in_their_years",
    "timeline.rule_changed": "document/blocks/test_timeline.py::test_everything_with_a_date_stands_in_its_year",
    "timeline.rule_abolished": "document/blocks/test_timeline.py::test_a_rule_that_goes_is_told_to_go",
    "timeline.target_is": "document/blocks/test_timeline.py::test_everything_with_a_date_stands_in_its_year",
    "options.likely": "document/test_options.py::test_that_only_likely_figures_are_computed_is_always_said",
    "options.lost": "figures/test_options.py::test_what_somebody_loses_is_no_quality",
    "options.told": "figures/test_options.py::test_quality_is_told_by_what_it_is",
    "options.highest": "document/test_options.py::test_the_highest_is_named_with_its_npv_and_out_of_how_many",
    "options.same": "document/test_options.py::test_two_that_are_alike_are_both_named",
    "options.alt*": "document/blocks/test_options.py::test_the_chart_shows_those_of_which_something_is_said",
    "options.without*": "document/blocks/test_options.py::test_every_word_of_what_differs_stands_in_the_plan",
    "options.instead": "document/blocks/test_options.py::test_every_word_of_what_differs_stands_in_the_plan",
    "options.*": "document/test_options.py::test_where_something_is_not_known_that_is_said_and_no_highest",
    "precondition.waits": "document/blocks/test_preconditions.py::test_what_has_come_waits_for_nothing",
    "precondition.slips": "plan/test_preconditions.py::test_the_years_between_what_is_needed_and_what_comes",
    "precondition.*": "document/blocks/test_preconditions.py::"
    "test_a_delivery_stands_with_its_days_and_by_how_much_a_benefit_is_later",
    "million": "document/test_material.py::test_amounts_are_said_in_millions_thousands_or_kroner",
    "thousand": "document/test_material.py::test_amounts_are_said_in_millions_thousands_or_kroner",
    **dict.fromkeys(ON_CERTAINTY, f"{CERTAINTY}::test_what_is_said_is_so"),
    "uncertainty.switching*": f"{CERTAINTY}::test_a_switching_value_is_where_it_says",
}
# Heads of tables: what they hold is told by the rows.
NAMES = (
    "*.caption", "economy.by_*", "economy.costs", "funding.parties",
    "funding.frame", "uncertainty.drivers", "uncertainty.risks",
)  # fmt: skip


def is_claim(text: str) -> bool:
    """Whether a text holds a value, or is a whole sentence."""
    return any(name for _, name, _, _ in string.Formatter().parse(text)) or text.rstrip().endswith(".")


# Those on the plan itself are proved in `test_statements`.
SCOPES = {*ELSEWHERE, "in_year", "in_years", "from_year"} - {"column"}
OTHERS = ("committee.waiting", "committee.frame_pool")


def is_on_money(key: str) -> bool:
    """Whether a text of documents is on money, years or certainty."""
    return key.split(".", maxsplit=1)[0] in SCOPES or key.startswith(OTHERS)


TEXTS = {key.partition(".")[2]: text for key, text in DANISH.texts.items() if key.startswith("document.")}
SENTENCES = sorted(key for key, text in TEXTS.items() if is_on_money(key) and is_claim(text))


def proof(key: str) -> str | None:
    """The place of a claim's proof by the most exact pattern; nothing for what is none."""
    found = [pattern for pattern in CLAIMS if fnmatchcase(key, pattern)]
    named = [pattern for pattern in NAMES if fnmatchcase(key, pattern)]
    best = max((*found, *named), key=len, default="")
    return CLAIMS.get(best, "" if best else None)


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_is_proved_or_only_names(key: str) -> None:
    """A new sentence does not come into a document before it is listed above."""
    assert proof(key) is not None, f"document.{key} is not listed in {HERE}"


def test_every_pattern_stands_for_a_sentence() -> None:
    """What is no longer said is no longer listed."""
    unused = [p for p in (*CLAIMS, *NAMES) if not any(fnmatchcase(key, p) for key in SENTENCES)]

    assert [] == unused


@cache
def _tests_in(path: str) -> frozenset[str]:
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("place", sorted(set(CLAIMS.values())))
def test_every_proof_is_there(place: str) -> None:
    """A test that is renamed takes its claims along."""
    path, _, name = place.partition("::")

    assert name in _tests_in(path)


def made(of: Plan) -> Material:
    return material(of, load(), DANISH, DAY)


def said(of: Material, block: str) -> str:
    """The words of a block, or nothing where it only marks a gap."""
    if not of.figures.has_money:
        return ""
    return " ".join(filter(None, _texts(BLOCKS[block](of)))).replace("\u00a0", " ")


def _texts(blocks: object) -> Iterator[str]:
    for block in blocks if isinstance(blocks, tuple) else (blocks,):
        yield text_of(getattr(block, "spans", ()))
        yield from (text_of(item.spans) for item in getattr(block, "items", ()))


def words(m: Material, amount: Decimal) -> str:
    return m.money_in_words(amount).replace("\u00a0", " ")


@claim
@given(plans())
def test_what_it_costs_to_introduce_is_without_later_costs(drawn: Plan) -> None:
    """And what is left out of it is told, to the krone."""
    m = made(drawn)
    lead, f = said(m, "headline"), m.figures
    if not lead:
        return
    assert (f"koster {words(m, f.introduction)} at indføre" in lead) == bool(f.introduction)
    assert ("ingen engangsudgifter" in lead) == (not f.introduction)
    assert ("Dertil kommer senere engangsudgifter" in lead) == bool(f.later_costs)
    assert f.introduction + sum(f.later_costs.values()) == f.totals["one_off"]
    (tiles,) = BLOCKS["key_figures"](m)
    later = words(m, sum(f.later_costs.values(), Decimal(0)))
    remark = text_of(tiles.rows[0].cells[2].spans).replace("\u00a0", " ")
    assert (remark == f"senere yderligere {later}") == bool(f.later_costs)


@claim
@given(plans())
def test_when_it_is_earned_back(drawn: Plan) -> None:
    """The year from which the running sum stays at zero or above, or what is missing at the end."""
    m = made(drawn)
    lead, brief, f = said(m, "headline"), said(m, "in_brief"), m.figures
    sums = {row.year: settled(row.cumulative) for row in f.rows}
    end, net = f.rows[-1].year, words(m, abs(f.rows[-1].cumulative))
    behind = [year for year, total in sums.items() if total < 0]
    for text, what in ((lead, "Investeringen"), (brief, "Pengene")):
        if f"{what} er tjent hjem i" in text:
            assert f"{what} er tjent hjem i {max(behind) + 1}" in text
            assert sums[end] >= 0
        if "dækker udgifterne fra det første år" in text:
            assert not behind
        assert (f"ikke tjent hjem inden udgangen af {end}" in text) == (sums[end] < 0 and bool(text))
    if "et overskud på" in brief:
        assert f"et overskud på {net}" in brief
        assert sums[end] >= 0
    assert ("svarer gevinsterne til udgifterne" not in brief) or abs(sums[end]) < 1
    assert ("da mangler der" in brief) == (f"da mangler der {net}" in brief) == (sums[end] < 0)


@claim
@given(plans())
def test_the_time_it_takes_counts_from_the_end_of_the_first_year(drawn: Plan) -> None:
    """So many years after it, the running sum along the years is zero."""
    m = made(drawn)
    f, paid = m.figures, m.figures.payback
    if not f.has_money:
        return
    (tiles,) = BLOCKS["key_figures"](m)
    remark = text_of(tiles.rows[2].cells[2].spans)
    if paid and paid.index:
        whole = int(paid.years)
        before, flow = f.rows[whole].cumulative, f.rows[paid.index].net
        assert abs(before + (paid.years - whole) * flow) < Decimal("0.01")
        shown = DANISH.number(paid.years, 1)
        assert remark == f"{shown} år efter udgangen af {FIRST}"
        assert f"{shown} år efter udgangen af {FIRST}" in facts(m)["Tilbagebetalingstid"]
    else:
        assert not paid or facts(m)["Tilbagebetalingstid"] == "fra det første år"
        assert "tjent hjem" not in remark or f"ikke tjent hjem inden udgangen af {f.rows[-1].year}" == remark


def facts(m: Material) -> dict[str, str]:
    """The key figures of the plan by their labels."""
    (table,) = BLOCKS["economy_summary"](m)
    return {text_of(row.cells[n].spans): text_of(row.cells[n + 1].spans) for row in table.rows for n in (0, 2)}


@claim
@given(plans())
def test_the_running_sum_in_words(drawn: Plan) -> None:
    """Its lowest and its last point, and the year it is no longer negative."""
    m = made(drawn)
    f = m.figures
    for chart in BLOCKS["cumulative_chart"](m):
        low = min(f.rows, key=lambda row: row.cumulative)
        told = chart.alt.replace("\u00a0", " ")
        assert f"Lavest er {words(m, low.cumulative)} i {low.year};" in told
        assert f"ved udgangen af {f.rows[-1].year} er den {words(m, f.rows[-1].cumulative)}" in told
        assert (f"Balance i {f.break_even_year}" in told) == (f.break_even_year is not None)
        assert ("når ikke balance inden for perioden" in told) == (f.break_even_year is None)


@claim
@given(plans())
def test_charts_say_what_tables_show(drawn: Plan) -> None:
    """Net by year."""
    m = made(drawn)
    for chart in BLOCKS["cash_flow_chart"](m):
        for year, amount in zip(drawn.years, amounts.years(m.figures).net.by_year, strict=True):
            assert f"{year}: {DANISH.number(amount, 0)}" in chart.alt


@claim
@given(plans())
def test_charts_are_called_what_they_show(drawn: Plan) -> None:
    """The first year above nil, when all is paid back and what there is in the end, from what to which value."""
    m = made(drawn)
    f, captions = m.figures, {name: " ".join(one.caption for one in BLOCKS[name](m)) for name in CALLED}
    captions = {name: caption.replace("\u00a0", " ") for name, caption in captions.items()}
    if not f.has_money:
        return
    above = [row.year for row, net in zip(f.rows, f.net, strict=True) if net >= Decimal("0.005")]
    assert captions["cash_flow_chart"] == (
        f"Det første år med overskud er {above[0]}" if above else "Intet år giver overskud"
    )
    assert captions["cumulative_chart"] == f"Akkumuleret netto. {_balance(f)}{words(m, sum(f.net, Decimal(0)))}"
    if captions["waterfall_chart"]:
        gross = sum((f.totals[kind] for kind in KINDS), Decimal(0))
        told = f"Værdisatte gevinster for {words(m, gross)} bliver til en nettonutidsværdi på {words(m, f.npv)}"
        assert captions["waterfall_chart"] == told
    for chart in BLOCKS["tornado_chart"](m):
        widest = max(f.uncertainty.drivers, key=lambda one: one.swing)
        ends = sorted((widest.npv_low, widest.npv_high))
        assert f"går fra {words(m, ends[0])} til {words(m, ends[1])}" in chart.caption.replace("\u00a0", " ")


def _balance(f: Figures) -> str:
    """When the likely case and the pessimistic one stay at nil or above, until the result."""
    u, likely, end = f.uncertainty, _stays(f.net, f), f"; ved udgangen af {f.rows[-1].year} er"
    if u.pessimistic is None or u.optimistic is None:
        return f"{f'Balance i {likely}' if likely else 'Ikke i balance inden for perioden'}{end} resultatet "
    low = _stays(u.pessimistic.net, f)
    if likely is None and low is None:
        neither = "Hverken det sandsynlige eller det pessimistiske forløb er i balance inden for perioden"
        return f"{neither}{end} det sandsynlige resultat "
    names = {"sandsynlige": likely, "pessimistiske": low} if likely else {"pessimistiske": low, "sandsynlige": likely}
    (first, year), (other, late) = names.items()
    then = f"i {late}" if late else "ikke inden for perioden"
    return f"Det {first} forløb er i balance i {year}, det {other} {then}{end} det sandsynlige resultat "


def _stays(net: Sequence[Decimal], f: Figures) -> int | None:
    """The first year from which the sum of all years until then is never below nil again."""
    sums = [sum(net[: n + 1], Decimal(0)) for n in range(len(net))]
    below = [n for n, amount in enumerate(sums) if amount <= -Decimal("0.005")]
    first = below[-1] + 1 if below else 0
    return f.rows[first].year if first < len(sums) else None


CALLED = ("cash_flow_chart", "cumulative_chart", "waterfall_chart")


@pytest.mark.parametrize(
    ("rates", "economy", "horizon", "tile", "method"),
    [
        ("dk-2021", {}, 10, "real rente 3,5 %", "januar 2021. De ganges sammen"),
        (
            "dk-2021",
            {},
            40,
            "real rente 3,5 %, til sidst 2,5 %",
            "Renten er den, Finansministeriet bruger i samfundsøkonomiske beregninger.",
        ),
        ("dk-2021", {"discount_rate": 5}, 40, "real rente 5 %", "følger planens egen rente"),
        ("none", {}, 10, "real rente 0 %", "Intet beløb er diskonteret."),
        ("dk-2021", {}, 1, "real rente 3,5 %", "følger Finansministeriets"),
    ],
)
def test_the_rates_that_are_named_are_those_used(
    rates: str, economy: dict, horizon: int, tile: str, method: str
) -> None:
    """All of them, and no table where there is none."""
    m = made(plan({"K1": {"amount": 5000}}, {"G1": cashable(900)}, rates=rates, economy=economy, horizon=horizon))
    (tiles,) = BLOCKS["key_figures"](m)

    assert tile == text_of(tiles.rows[3].cells[2].spans).replace("\u00a0", " ")
    assert method in said(m, "conventions")


@claim
@given(plans())
def test_freed_time_is_that_of_the_benefits(drawn: Plan) -> None:
    """At full effect; nothing is said where none is freed. Parts are what lowers budgets, stays as time, and others."""
    m = made(drawn)
    brief, fte = said(m, "in_brief"), sum((line.fte for line in m.figures.benefits), Decimal(0))
    parts = {kind: Decimal(0) for kind in ("cashable", "released_time", "")}
    for line in m.figures.benefits:
        parts[line.kind if line.kind in parts and not line.lacks else ""] += line.fte

    if brief and fte and min(parts.values()) < 0:
        net = f"frigør den {DANISH.number(fte)} årsværk, når den tid, der går tabt, er trukket fra."
        lost = f"tager den {DANISH.number(-fte)} årsværk mere, end den frigør."
        assert (net if fte > 0 else lost) in brief
        tiles = said(m, "key_figures")
        assert "fra budgettet" not in tiles
        assert f"{DANISH.number(abs(fte))}" in tiles
        assert ("tabte årsværk" in tiles, "frigjorte årsværk" in tiles) == (fte < 0, fte > 0)
        return
    assert ("frigør den" in brief) == bool(brief and fte)
    if not (fte and brief):
        return
    assert f"frigør den {DANISH.number(fte)} årsværk" in brief
    alone = sum(map(bool, parts.values())) == 1
    for part, one, all_of_it in zip(parts.values(), PARTS, ALL, strict=True):
        assert (one.format(DANISH.number(part)) in brief) == bool(part and not alone)
        assert (all_of_it in brief) == bool(part and alone)
    assert f"fuld effekt, {DANISH.number(parts['cashable'])} fra budgettet" in said(m, "key_figures")


PARTS = ("{} ud af budgettet", "{} som tid, der bliver i organisationen", "{} i andre gevinster")
ALL = (", som budgettet sættes ned med.", "bliver i organisationen som tid;", ", som budgettet ikke sættes ned med.")


TERMS = st.fixed_dictionaries(
    {
        "interest": st.sampled_from([0, 3]),
        "share": st.sampled_from([0, 40, 100]),
        "draws": st.sampled_from([{}, {str(FIRST): Decimal(0)}, {str(FIRST): Decimal(9000)}]),
    }
)


def with_pool(drawn: Plan, terms: dict[str, object]) -> Plan:
    """The plan under a pool of these terms."""
    economy = drawn.economy
    pool = replace(economy.pool, **{key: value if key == "draws" else Decimal(value) for key, value in terms.items()})
    return replace(drawn, economy=replace(economy, funding="investment_pool", pool=pool))


@claim
@given(plans(), TERMS)
def test_what_a_pool_pays_and_is_owed(drawn: Plan, terms: dict[str, object]) -> None:
    """All one-off costs only where it does, and repaid only where nothing is owed from then on."""
    m = made(with_pool(drawn, terms))
    brief, rows, f = said(m, "in_brief"), m.figures.funding.pool.rows, m.figures
    drawn_on = sum((row.draw for row in rows), Decimal(0))
    whole = all(abs(row.draw - year.one_off) < 1 for row, year in zip(rows, f.rows, strict=True))
    if not brief or "Det kan først afstemmes" in brief:
        return
    assert ("Engangsudgiften betales af investeringspuljen." in brief) == (whole and bool(drawn_on))
    assert ("Der trækkes ikke på investeringspuljen." in brief) == (not drawn_on)
    assert (f"Investeringspuljen betaler {words(m, drawn_on)}" in brief) == (not whole and bool(drawn_on))
    interest = sum((row.interest for row in rows), Decimal(0))
    free = "uden rente" in brief or "Der er ingen rente på gælden." in brief
    assert free == (bool(drawn_on) and interest < Decimal("0.5"))
    inside = f"med {words(m, interest)} i rente, som ikke indgår" in brief
    assert inside + (f"Renten til puljen er {words(m, interest)} i alt" in brief) == (bool(drawn_on) and not free)
    for year in (row.year for row in rows if f"Puljen er betalt tilbage i {row.year}" in brief):
        assert not any(row.balance for row in rows if row.year >= year)
        assert any(row.draw or row.balance for row in rows if row.year <= year)
    missing = -sum((min(row.budget, Decimal(0)) for row in rows), Decimal(0))
    found = f"Budgetterne skal selv finde {words(m, missing)} i alt i de år" in brief
    assert found == ("skal selv finde" in brief) == bool(drawn_on and missing >= Decimal("0.5"))
    owes = "skylder løsningen stadig puljen" in brief
    told = f"Ved udgangen af {rows[-1].year} skylder løsningen stadig puljen {words(m, rows[-1].balance)}"
    assert owes == (told in brief) == bool(drawn_on and rows[-1].balance)


@claim
@given(plans(), TERMS)
def test_when_the_pool_is_repaid_and_what_a_delay_costs(drawn: Plan, terms: dict[str, object]) -> None:
    """On time and late; what budgets must find themselves is what they then lose in single years."""
    m = made(with_pool(drawn, terms))
    told, pool, late = said(m, "funding_ways"), m.figures.funding.pool, m.figures.funding.pool_delayed
    if not told or not any(row.draw for row in pool.rows):
        return
    end = pool.rows[-1].year
    for ledger, before in ((pool, "Puljen er "), (late, "Kommer gevinsterne ét år senere, er gælden ")):
        owed = DANISH.money(ledger.rows[-1].balance).replace("\u00a0", " ")
        if ledger.repaid_year:
            assert any(f"{before}{still}betalt tilbage i {ledger.repaid_year}" in told for still in ("", "stadig "))
            assert not any(row.balance for row in ledger.rows if row.year >= ledger.repaid_year)
        elif ledger is pool:
            assert f"Ved udgangen af {end} skylder løsningen stadig puljen {owed}" in told
        else:
            assert f"{before}ikke betalt tilbage: I {end} skyldes der {owed}" in told
    dear = sum((row.interest for row in late.rows), Decimal(0))
    then = f"Renten er da {DANISH.money(dear)} i alt.".replace("\u00a0", " ")
    assert (then in told) == ("Renten er da" in told) == (dear >= Decimal("0.5"))
    assert ("gælden stadig betalt" in told) == (pool.repaid_year is not None and pool.repaid_year == late.repaid_year)
    for ledger, said_of_it in ((pool, "skal selv finde"), (late, "skal da selv finde")):
        missing = -sum((min(row.budget, Decimal(0)) for row in ledger.rows), Decimal(0))
        amount = DANISH.money(missing).replace("\u00a0", " ")
        assert (f"{said_of_it} {amount} i alt" in told) == (said_of_it in told) == (missing >= Decimal("0.5"))


@claim
@given(plans())
def test_budgets_follow_only_where_they_are_reconciled(drawn: Plan) -> None:
    """Nothing is claimed of budget changes that nobody has listed, or that do not come to the case."""
    m = made(with_pool(drawn, {}))
    brief, gaps = said(m, "in_brief"), m.figures.funding.gaps

    if "Budgetterne sættes ned" in brief:
        assert drawn.budget_changes
        assert all(abs(gap) < 1 for gap in gaps)


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ("budget_to_budget", "Udgifter og gevinster går direkte i budgetterne år for år."),
        ("own_budget", "Enheden betaler selv udgiften af sin egen ramme."),
        ("", "Det er ikke oplyst, hvordan udgiften finansieres."),
    ],
)
def test_the_way_of_funding_is_the_chosen_one(way: str, told: str) -> None:
    """As the plan says."""
    m = made(plan({"K1": {"amount": 5000}}, {"G1": cashable(900)}, economy={"funding": way}))

    assert told in said(m, "in_brief")


@claim
@given(plans())
def test_what_budget_changes_lack(drawn: Plan) -> None:
    """The years, and in the first how much too high or too low budgets are; nothing where nothing is lacking."""
    m = made(drawn)
    f = m.figures
    if not (drawn.budget_changes and f.has_money):
        return
    told = said(m, "budget_adjustments")
    if "Det kan først afstemmes" in told:
        return
    gaps = {year: gap for year, gap in zip(drawn.years, f.funding.gaps, strict=True) if abs(gap) >= Decimal("0.5")}
    after = f.permanent_gap or Decimal(0)

    assert ("svarer til business casen i alle år" in told) == (not gaps and abs(after) < Decimal("0.5"))
    assert ("svarer ikke til business casen i" in told) == bool(gaps)
    if gaps:
        year, gap = next(iter(gaps.items()))
        amount = DANISH.money(abs(gap)).replace("\u00a0", " ")
        assert f"I {year} er budgetterne sat {amount} for {'højt' if gap > 0 else 'lavt'}." in told
    if "varige virkning: Budgetterne er sat" in told:
        amount = DANISH.money(abs(after)).replace("\u00a0", " ")
        assert f"Budgetterne er sat {amount} om året for {'højt' if after > 0 else 'lavt'}." in told


@claim
@given(plans(), st.booleans())
def test_nothing_is_reconciled_before_amounts_are_given(drawn: Plan, bare: bool) -> None:
    """Neither the pool nor the budgets; and the year it is earned back is one for now."""
    bare_costs = {id: replace(one, amount=None) for id, one in drawn.costs.items()}
    m = made(with_pool(replace(drawn, costs=bare_costs) if bare else drawn, {}))
    lacking = [one.id for one in m.figures.lacking if one.lacks == "amount" and one.kind in ("one_off", "running")]
    brief, told = said(m, "in_brief"), said(m, "budget_adjustments")

    if lacking and brief:
        assert not any(
            word in brief for word in ("Investeringspuljen betaler", "Engangsudgiften betales", "selv finde")
        )
        assert ("Pengene er tjent hjem" in brief) == ("(foreløbigt, uden" in brief)
        assert "Budgetændringerne svarer" not in told
    if not m.figures.lacking:
        assert not any("Det kan først afstemmes" in words or "foreløbigt" in words for words in (brief, told))


@claim
@given(plans())
def test_a_plus_improves_the_economy_in_every_table(drawn: Plan) -> None:
    """Costs and repayments are never above zero, draws never below, and net is what the case says, in every table."""
    m = made(drawn)
    if not m.figures.has_money:
        return
    whole = amounts.years(m.figures)
    years = [[cell_value(cell) for cell in row.cells] for row in tables(m, "year_table")[0].rows[: drawn.horizon]]
    ways = [[cell_value(cell) for cell in row.cells] for row in tables(m, "funding_ways")[0].rows[: drawn.horizon]]

    for n, (year, way) in enumerate(zip(years, ways, strict=True)):
        assert max(year[1], year[2]) <= 0
        assert year[4] == way[1] == whole.net.by_year[n] * 1000 == rounded(m.figures.net[n], Decimal(1000)) * 1000
        assert way[4] <= 0 <= way[2]
    case = tables(m, "committee_economy")[-1]
    net = next(row for row in case.rows if text_of(row.cells[0].spans) == "Netto")
    assert [cell_value(cell) for cell in net.cells[3:7]] == [year[4] for year in years[:4]]


def tables(m: Material, block: str) -> list[Table]:
    return [one for one in BLOCKS[block](m) if isinstance(one, Table)]


def cell_value(cell: Cell) -> Decimal:
    return cell.value if cell.value is not None else Decimal(0)
