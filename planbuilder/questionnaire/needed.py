"""The questions and columns that documents and checks know by name: the closed list of them.

In: a questionnaire. Out: what it lacks of the list. Everything else in a questionnaire is data that a municipality may
change; what stands here may be worded anew, but not renamed or taken out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planbuilder.questionnaire.definition import Questionnaire

Needed = Mapping[str, tuple[str, ...]]

# Parts whose questions are told together.
BEHAVIOUR = "behaviour_culture"

AUTHORS = "cover.authors"
BENEFITS_LEAD = "cover.benefits_lead"
CASE_NUMBER = "cover.case_number"
DEPARTMENT = "cover.department"
DESCRIPTION = "cover.description"
PEOPLE = "cover.people"
SIGNERS = "cover.signers"
SOLUTION = "cover.solution"
SPONSOR = "cover.sponsor"
BENEFITS = "benefits_tree.benefits"
CHANGES = "benefits_tree.changes"
CLOSED = "channel_strategy.channels_to_close"
PRECONDITIONS = "benefits_tree.preconditions"
PURPOSE = "benefits_tree.purpose"
LEGAL_BASIS = "workflows_rules.legal_basis"
RULES = "workflows_rules.rules"
STAKEHOLDERS = "channel_strategy.stakeholders"
INVOLVEMENT = "organisation_competences.involvement"
ICEBERG = tuple(f"{BEHAVIOUR}.{level}" for level in ("artefacts", "espoused_values", "basic_assumptions"))
BUDGET_CHANGES = "budget_political_goals.budget_changes"
COSTS = "budget_political_goals.costs"
EFFECTIVE_HOURS = "budget_political_goals.effective_hours"
EFFECTIVE_HOURS_SOURCE = "budget_political_goals.effective_hours_source"
EFFECTS = "budget_political_goals.effects"
FTE_COST = "budget_political_goals.fte_cost"
FTE_COST_SOURCE = "budget_political_goals.fte_cost_source"
GOALS = "budget_political_goals.new_goals"
HARVEST = "budget_political_goals.harvest"
INDEX_SOURCE = "budget_political_goals.index_source"
PHASING = "budget_political_goals.phasing"
RISKS = "budget_political_goals.risks"
INDICATORS = "goals_followup.indicators"
ON_BOARD = "goals_followup.on_board"
HOW_OFTEN = "goals_followup.frequency"
ACTIONS = "action_plan.actions"
DECISIONS = "action_plan.decisions"
IDEAS = "action_plan.ideas"
LOG = "action_plan.changes_log"
MATRIX = "action_plan.matrix"
START_ON = "start_meeting.held_on"
START_WITH = "start_meeting.taking_part"
WALK = "start_meeting.matrix"
MEASUREMENTS = "action_plan.measurements"
MEETINGS = "action_plan.meetings"
MINUTES = "action_plan.minutes"
HARVESTED = "action_plan.harvested"
RECIPIENTS = "action_plan.distribution"
ALTERNATIVES = "case_presentation.alternatives"
OPTIONS = "case_presentation.options"
OPTION_BENEFITS = "case_presentation.option_benefits"
OPTION_COSTS = "case_presentation.option_costs"
OPTION_RISKS = "case_presentation.option_risks"
ANNEXES = "case_presentation.annexes"
CONSEQUENCES = "case_presentation.consequences"
PLAN_ACCESS = "case_presentation.plan_access"
PLAN_GROUND = "case_presentation.plan_ground"

# Each needed question with the columns of it that are known by name.
NEEDED: Needed = {
    AUTHORS: (),
    BENEFITS_LEAD: (),
    CASE_NUMBER: (),
    DEPARTMENT: (),
    DESCRIPTION: (),
    PEOPLE: ("name", "role", "unit"),
    SIGNERS: (),
    SOLUTION: (),
    SPONSOR: (),
    BENEFITS: ("title", "description", "kind", "is_disbenefit", "from", "owner"),
    CHANGES: ("title", "description", "owner"),
    CLOSED: ("channel", "decided_by", "closes_on"),
    PRECONDITIONS: ("title", "delivered_by", "owner", "due", "expected", "delivered", "holds", "remark"),
    PURPOSE: (),
    LEGAL_BASIS: (),
    RULES: ("rule", "origin", "own_decision", "changed_by", "by_when"),
    STAKEHOLDERS: ("name",),
    INVOLVEMENT: (),
    **dict.fromkeys(ICEBERG, ()),
    BUDGET_CHANGES: ("budget", "account", "area", "committee", "decided_by", "decided_on"),
    COSTS: ("title", "kind", "account", "area", "expenditure", "source"),
    EFFECTIVE_HOURS: (),
    EFFECTIVE_HOURS_SOURCE: (),
    EFFECTS: ("source",),
    FTE_COST: (),
    FTE_COST_SOURCE: (),
    GOALS: ("goal", "old", "new", "decided_by"),
    HARVEST: ("account", "area", "frame", "committees", "units", "use", "use_decided_by"),
    INDEX_SOURCE: (),
    PHASING: ("ramp_note",),
    RISKS: ("title", "probability", "mitigation", "owner"),
    INDICATORS: (
        *("title", "unit", "better", "source", "frequency", "measured_by", "acted_on_by"),
        *("baseline.value", "baseline.on", "target.value", "target.on"),
    ),
    ACTIONS: ("title", "responsible", "deadline", "status", "theme", "change", "benefit"),
    DECISIONS: ("body", "conditions", "decision", "item", "on", "recommendation"),
    IDEAS: ("title", "by", "effect", "resources", "became", "reason"),
    LOG: ("version", "on", "change", "by", "approved_by"),
    MATRIX: ("relevant", "reason", "challenge", "action"),
    START_ON: (),
    START_WITH: (),
    WALK: ("relevant", "reason", "challenge"),
    MEASUREMENTS: (),
    MEETINGS: ("on", "taking_part", "state"),
    MINUTES: ("meeting", "about", "what", "text"),
    ON_BOARD: (),
    HOW_OFTEN: (),
    HARVESTED: ("benefit", "year", "amount", "account", "decision"),
    RECIPIENTS: ("name", "role", "version", "on", "answer"),
    ALTERNATIVES: ("alternative", "what", "why_not"),
    OPTIONS: ("title", "kind", "description"),
    OPTION_BENEFITS: ("title", "account", "use", "use_decided_by", "source"),
    OPTION_COSTS: ("title", "source"),
    OPTION_RISKS: ("title",),
    ANNEXES: ("title", "access", "ground"),
    CONSEQUENCES: ("area", "consequence"),
    PLAN_ACCESS: (),
    PLAN_GROUND: (),
}


def lacking(questionnaire: Questionnaire, needed: Needed = NEEDED) -> Iterator[tuple[str, str]]:
    """(question, column) of what is needed and not there; no column where the question itself is missing."""
    for id, columns in needed.items():
        asked = questionnaire.by_id.get(id)
        if asked is None:
            yield id, ""
            continue
        known = {column.id for column in asked.columns}
        yield from ((id, column) for column in columns if column not in known)
