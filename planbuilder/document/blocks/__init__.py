"""The blocks that outlines name: each a function from `Material` to primitives.

Adding a block is one function and one name here; an outline decides where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planbuilder.document.blocks import (
    actions,
    appendices,
    budget,
    commitments,
    committee,
    committee_economy,
    economy,
    economy_charts,
    indicators,
    matrix,
    summary,
    themes,
    tree,
    uncertainty,
)
from planbuilder.document.material import Material
from planbuilder.document.model import Block

BLOCKS: Mapping[str, Callable[[Material], tuple[Block, ...]]] = {
    "headline": summary.headline,
    "in_brief": summary.in_brief,
    "key_figures": summary.key_figures,
    "recommendations": summary.recommendations,
    "theme_wheel": summary.theme_wheel,
    "summary_facts": summary.summary_facts,
    "benefit_list": summary.benefit_list,
    "next_steps": summary.next_steps,
    "purpose": tree.purpose,
    "solution": tree.solution,
    "tree_figure": tree.tree_figure,
    "change_register": tree.change_register,
    "benefit_register": tree.benefit_register,
    "themes": themes.themes,
    "matrix_overview": matrix.matrix_overview,
    "matrix_details": matrix.matrix_details,
    "action_plan": actions.action_plan,
    "ideas": actions.ideas,
    "decision_chain": actions.decision_chain,
    "signatures": actions.signatures,
    "change_log": actions.change_log,
    "distribution": actions.distribution,
    "method_credit": actions.method_credit,
    "economy_summary": economy.economy_summary,
    "year_table": economy.year_table,
    "cash_flow_chart": economy_charts.cash_flow_chart,
    "cumulative_chart": economy_charts.cumulative_chart,
    "kind_table": economy.kind_table,
    "kind_chart": economy_charts.kind_chart,
    "waterfall_chart": economy_charts.waterfall_chart,
    "tornado_chart": economy_charts.tornado_chart,
    "scenarios": uncertainty.scenarios,
    "driver_table": uncertainty.driver_table,
    "risks": uncertainty.risks,
    "budget_adjustments": budget.budget_adjustments,
    "funding_ways": budget.funding_ways,
    "parties": budget.parties,
    "service_frame": budget.service_frame,
    "current_prices": budget.current_prices,
    "political_goals": budget.political_goals,
    "cost_table": economy.cost_table,
    "effect_table": economy.effect_table,
    "conventions": economy.conventions,
    "measurements": indicators.measurements,
    "measurement_charts": indicators.measurement_charts,
    "open_points": appendices.open_points,
    "assumptions": appendices.assumptions,
    "committee_facts": committee.committee_facts,
    "committee_recommendations": committee.committee_recommendations,
    "committee_problem": committee.committee_problem,
    "committee_economy": committee_economy.committee_economy,
    "committee_grounds": committee.committee_grounds,
    "commitments": commitments.commitments,
}
