"""The bundled questionnaire asks about everything the method's paper asks for."""

from __future__ import annotations

import re

import pytest

from planbuilder.figures.benefits import PROFILES
from planbuilder.language import load as load_language
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.conditions import spoken
from planbuilder.questionnaire.context import Context
from planbuilder.questionnaire.definition import Question, Questionnaire
from planbuilder.questionnaire.loading import load

WHOLE: Questionnaire = load()
THEMES = (
    "channel_strategy",
    "workflows_rules",
    "behaviour_culture",
    "organisation_competences",
    "goals_followup",
    "budget_political_goals",
)
SUBJECTS = {
    "title of the plan": "cover.title",
    "digital solution": "cover.solution",
    "description of the solution": "cover.description",
    "municipality": "cover.organisation",
    "people with position": "cover.people:role",
    "sponsor": "cover.sponsor",
    "benefits lead": "cover.benefits_lead",
    "authors": "cover.authors",
    "signers": "cover.signers",
    "price base": "cover.price_base",
    "first year": "cover.first_year",
    "years of the case": "cover.horizon",
    "purpose": "benefits_tree.purpose",
    "changes": "benefits_tree.changes",
    "owner of a change": "benefits_tree.changes:owner",
    "benefits": "benefits_tree.benefits",
    "changes a benefit comes of": "benefits_tree.benefits:from",
    "kind of a benefit": "benefits_tree.benefits:kind",
    "owner of a benefit": "benefits_tree.benefits:owner",
    "channel strategy": "channel_strategy.strategy",
    "users": "channel_strategy.users:group",
    "situations of use": "channel_strategy.users:situation",
    "place and device of use": "channel_strategy.users:device",
    "stakeholders": "channel_strategy.stakeholders",
    "whether a stakeholder promotes or slows": "channel_strategy.stakeholders:influence",
    "how a stakeholder is won": "channel_strategy.stakeholders:how_won",
    "means": "channel_strategy.means:means",
    "messages": "channel_strategy.means:message",
    "whether channels close": "channel_strategy.close_channels",
    "which channels close": "channel_strategy.channels_to_close:channel",
    "how channels close": "channel_strategy.channels_to_close:how",
    "why channels close": "channel_strategy.channels_to_close:why",
    "who decides on channels": "channel_strategy.channels_to_close:decided_by",
    "place on the website": "channel_strategy.website",
    "promotion": "channel_strategy.promotion",
    "change a workflow belongs to": "workflows_rules.workflows:change",
    "step of the case": "workflows_rules.workflows:step",
    "workflow today": "workflows_rules.workflows:today",
    "workflow in future": "workflows_rules.workflows:future",
    "change forced or free": "workflows_rules.workflows:forced",
    "rules": "workflows_rules.rules:rule",
    "area of a rule": "workflows_rules.rules:area",
    "origin of a rule": "workflows_rules.rules:origin",
    "evidence of a rule": "workflows_rules.rules:evidence",
    "own decision": "workflows_rules.rules:own_decision",
    "how a rule slows": "workflows_rules.rules:slows",
    "who can change a rule": "workflows_rules.rules:changed_by",
    "best solution": "workflows_rules.best_solution",
    "how to make it lawful": "workflows_rules.make_it_lawful",
    "beliefs": "behaviour_culture.beliefs:belief",
    "evidence for a belief": "behaviour_culture.beliefs:evidence_for",
    "evidence against a belief": "behaviour_culture.beliefs:evidence_against",
    "Schein's first level": "behaviour_culture.artefacts",
    "Schein's second level": "behaviour_culture.espoused_values",
    "Schein's third level": "behaviour_culture.basic_assumptions",
    "wanted behaviour": "behaviour_culture.wanted_behaviour",
    "staffing before": "organisation_competences.staffing:fte_before",
    "staffing after": "organisation_competences.staffing:fte_after",
    "vulnerability": "organisation_competences.staffing:vulnerability",
    "gathering and moving of tasks": "organisation_competences.structure",
    "why tasks move": "organisation_competences.structure_why",
    "authority": "organisation_competences.competences:authority",
    "ability": "organisation_competences.competences:ability",
    "training": "organisation_competences.competences:training",
    "focus before": "organisation_competences.focus:before",
    "focus after": "organisation_competences.focus:after",
    "change a focus belongs to": "organisation_competences.focus:change",
    "early involvement": "organisation_competences.involvement",
    "guidance of residents": "organisation_competences.guidance:subject",
    "indicators": "goals_followup.indicators",
    "success indicator or KPI": "goals_followup.indicators:kind",
    "baseline": "goals_followup.indicators:baseline.value",
    "date of the baseline": "goals_followup.indicators:baseline.on",
    "target": "goals_followup.indicators:target.value",
    "date of the target": "goals_followup.indicators:target.on",
    "data source": "goals_followup.indicators:source",
    "how often it is measured": "goals_followup.indicators:frequency",
    "who measures": "goals_followup.indicators:measured_by",
    "who acts on the figure": "goals_followup.indicators:acted_on_by",
    "board or management": "goals_followup.board_use",
    "goals on the board": "goals_followup.on_board",
    "meetings at the board": "action_plan.meetings",
    "what a meeting did": "action_plan.minutes:what",
    "rhythm of meetings": "goals_followup.frequency",
    "the meeting": "goals_followup.meeting",
    "costs": "budget_political_goals.costs:amount",
    "one-off or running": "budget_political_goals.costs:kind",
    "operating or capital": "budget_political_goals.costs:expenditure",
    "source of a cost": "budget_political_goals.costs:source",
    "full effect in DKK": "budget_political_goals.effects:full_effect.amount",
    "full effect in FTE": "budget_political_goals.effects:full_effect.fte",
    "cases of an effect": "budget_political_goals.effects:full_effect.volume",
    "minutes a case": "budget_political_goals.effects:full_effect.minutes",
    "price a case": "budget_political_goals.effects:full_effect.unit_price",
    "low estimate of an effect": "budget_political_goals.effects:range.low",
    "high estimate of an effect": "budget_political_goals.effects:range.high",
    "certainty of an effect": "budget_political_goals.effects:confidence",
    "effects counted in others": "budget_political_goals.effects:part_of",
    "first year of effect": "budget_political_goals.phasing:start",
    "named ramp": "budget_political_goals.phasing:profile",
    "ramp": "budget_political_goals.phasing:ramp",
    "delay": "budget_political_goals.phasing:delay",
    "decay": "budget_political_goals.phasing:decay",
    "use of what is freed": "budget_political_goals.harvest:use",
    "who decides the use": "budget_political_goals.harvest:use_decided_by",
    "units that free time": "budget_political_goals.harvest:units",
    "account of an effect": "budget_political_goals.harvest:account",
    "who gains": "budget_political_goals.harvest:committees",
    "service frame": "budget_political_goals.harvest:frame",
    "costs by year": "budget_political_goals.costs:amounts",
    "low estimate of a cost": "budget_political_goals.costs:range.low",
    "who pays": "budget_political_goals.costs:committees",
    "effective hours": "budget_political_goals.effective_hours",
    "source of effective hours": "budget_political_goals.effective_hours_source",
    "interest of the pool": "budget_political_goals.pool_interest",
    "share repaid": "budget_political_goals.pool_share",
    "draws on the pool": "budget_political_goals.pool_draws",
    "agreed repayments": "budget_political_goals.pool_repayments",
    "risks": "budget_political_goals.risks:title",
    "probability of a risk": "budget_political_goals.risks:probability",
    "consequence of a risk": "budget_political_goals.risks:consequence",
    "three-point estimates": "budget_political_goals.three_point",
    "benefits later": "budget_political_goals.try_delay",
    "higher costs": "budget_political_goals.try_costs",
    "smaller benefits": "budget_political_goals.try_benefits",
    "rise of wages": "budget_political_goals.wage_index",
    "rise of prices": "budget_political_goals.price_index",
    "source of indices": "budget_political_goals.index_source",
    "budget changes by year": "budget_political_goals.budget_changes:amounts",
    "source of an effect": "budget_political_goals.effects:source",
    "cost per FTE": "budget_political_goals.fte_cost",
    "discount rate": "budget_political_goals.discount_rates",
    "funding": "budget_political_goals.funding",
    "vat": "budget_political_goals.vat",
    "indexation of capital": "budget_political_goals.capital_follows",
    "rise of prices of capital": "budget_political_goals.capital_index",
    "prices of the budget year": "budget_political_goals.budget_year",
    "art of a budget change": "budget_political_goals.budget_changes:art",
    "several accounts": "budget_political_goals.costs:accounts",
    "whose pool it is": "budget_political_goals.pool_type",
    "whether the pool is repaid": "budget_political_goals.pool_form",
    "area of a cost": "budget_political_goals.costs:area",
    "area of a benefit": "budget_political_goals.harvest:area",
    "area of a budget change": "budget_political_goals.budget_changes:area",
    "terms of the pool": "budget_political_goals.pool_terms",
    "first years": "budget_political_goals.start_up",
    "budget changes": "budget_political_goals.budget_changes:amount",
    "who decides on budgets": "budget_political_goals.budget_changes:decided_by",
    "old wording of a goal": "budget_political_goals.new_goals:old",
    "new wording of a goal": "budget_political_goals.new_goals:new",
    "day of the start meeting": "start_meeting.held_on",
    "participants of the start meeting": "start_meeting.taking_part",
    "themes by changes": "start_meeting.matrix:relevant",
    "challenge of a theme": "start_meeting.matrix:challenge",
    "action that meets a challenge": "action_plan.matrix:action",
    "why a theme is not relevant": "start_meeting.matrix:reason",
    "actions": "action_plan.actions:title",
    "who is responsible": "action_plan.actions:responsible",
    "deadline": "action_plan.actions:deadline",
    "status of an action": "action_plan.actions:status",
    "measurements": "action_plan.measurements:value",
    "harvested amounts": "action_plan.harvested:amount",
    "ideas by effect": "action_plan.ideas:effect",
    "ideas by resources": "action_plan.ideas:resources",
    "decision chain": "action_plan.decisions:body",
    "recommendation": "action_plan.decisions:recommendation",
    "change log": "action_plan.changes_log:change",
    "distribution": "action_plan.distribution:name",
}
LISTS = {
    "rule_origin": {
        "law",
        "judgment",
        "interpretation",
        "management_decision",
        "audit_remark",
        "manager_statement",
        "habit",
        "believed",
    },
    "rule_area": {"documentation", "formats", "signatures", "case_creation", "distribution", "other"},
    "step": {"application", "case_handling", "delivery", "payment", "other"},
    "action_status": {"decided", "started", "finished", "evaluated"},
    "benefit_kind": {"cashable", "released_time", "cost_avoidance", "quality", "for_others"},
    "move": {"none", "centralise", "merge", "decentralise", "relocate"},
    "influence": {"promotes", "slows", "both"},
    "indicator_kind": {"success_indicator", "kpi"},
    "funding": {"investment_pool", "budget_to_budget", "own_budget"},
    "cost_kind": {"one_off", "running"},
    "expenditure": {"operating", "capital"},
    "scale": {"low", "high"},
    "board_use": {"board", "management", "both"},
    "forced": {"forced", "needs_action"},
    "frame": {"inside", "outside"},
    "area": {"service", "transfers", "user_financed", "capital", "financing"},
    "pool_type": {"own_service", "own_capital", "own_both", "cash_balance", "external"},
    "pool_form": {"repaid", "grant"},
    "vat": {"net_of_refund", "included"},
    "art": {"wages", "prices"},
    "capital_follows": {"prices", "own", "nothing"},
    "confidence": {"low", "medium", "high"},
    "profile": set(PROFILES),
    "three_point": {"successive", "pert"},
    "theme": set(THEMES),
}


def column(question: Question, id: str) -> Question:
    return next(column for column in question.columns if column.id == id)


def test_the_six_themes_stand_in_the_order_of_the_paper() -> None:
    """No theme more, none less."""
    actual = tuple(part.id for part in WHOLE.themes)

    assert actual == THEMES


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_of_the_paper_is_asked_about(subject: str) -> None:
    """There is a question, and where it is a table the column."""
    id, _, wanted = SUBJECTS[subject].partition(":")

    actual = {""} | {one.id for one in WHOLE.by_id[id].columns}

    assert wanted in actual


# Finance asks where a price comes from, when in a year amounts count, and what stands in for a range or a scenario.
FINANCE = ("fte_cost_source", "timing", "uplift", "simulate", "correlation", "seed")


def test_every_question_is_a_subject_of_the_paper() -> None:
    """No question that this list does not know; a new one is added here with its reason."""
    actual = set(WHOLE.by_id) - {subject.partition(":")[0] for subject in SUBJECTS.values()}

    # What a case presentation needs and the paper does not ask: whose case it is, its number and its legal basis; what
    # else was considered, what it means for other fields, and its annexes.
    case = {"cover.department", "cover.case_number", "workflows_rules.legal_basis"}
    case |= {f"case_presentation.{one.id}" for one in WHOLE.part("case_presentation").questions}
    # Finance asks where a price comes from, and how a simulation beside the scenarios is drawn.
    finance = {f"budget_political_goals.{id}" for id in FINANCE}
    # What others must deliver first: a benefit that waits for it cannot come before it.
    assert actual == {*case, *finance, "benefits_tree.preconditions"}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_offers_exactly_the_choices_of_the_method(name: str) -> None:
    """The eight origins of a rule, the four statuses, the five kinds of benefit and so on."""
    actual = {choice.value for choice in WHOLE.choices[name]}

    assert actual == LISTS[name]


def test_the_two_archetype_beliefs_stand_ready() -> None:
    """Personal service, and a group that cannot use digital solutions."""
    actual = [row.cells["belief"]["en"] for row in WHOLE.by_id["behaviour_culture.beliefs"].ready_rows]

    assert actual == ["Good service is personal service.", "My group cannot use digital solutions."]


def test_the_four_movements_of_focus_stand_ready() -> None:
    """From control to advice, authority to empowerment, service to task, administration to care for users."""
    rows = WHOLE.by_id["organisation_competences.focus"].ready_rows

    words = [("Kontrol", "Rådgivning"), ("Myndighedsudøvelse", "Myndiggørelse"), ("ydelsen", "opgaven"),
             ("administration", "kundepleje")]  # fmt: skip
    assert len(rows) == 4
    assert all(row.fits["da"] and row.fits["en"] and row.words for row in rows)
    found = [(row.cells["before"]["da"], row.cells["after"]["da"]) for row in rows]
    assert all(a in before and b in after for (before, after), (a, b) in zip(found, words, strict=True))


def test_the_indicators_of_the_paper_stand_ready() -> None:
    """How many use the solution, and how many get their problem solved by it."""
    actual = [row.cells["title"]["da"] for row in WHOLE.by_id["goals_followup.indicators"].ready_rows]

    assert actual == ["Hvor mange bruger løsningen", "Hvor mange får løst deres problem med løsningen"]


def test_guidance_names_the_three_national_solutions() -> None:
    """Digital Post, MitID and Digital Fuldmagt."""
    actual = [row.cells["subject"]["da"] for row in WHOLE.by_id["organisation_competences.guidance"].ready_rows]

    assert actual == ["Digital Post", "MitID", "Digital Fuldmagt"]


def test_the_three_levels_of_schein_come_in_their_order() -> None:
    """From what is seen to what is unspoken."""
    ids = [question.id for question in WHOLE.part("behaviour_culture").questions]

    actual = [id for id in ids if id in ("artefacts", "espoused_values", "basic_assumptions")]

    assert actual == ["artefacts", "espoused_values", "basic_assumptions"]


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_condition_reads_aloud(language: str) -> None:
    """No question hides for a reason that cannot be told, and no inner value shows in it."""
    words = load_language(language)
    told = {id: spoken(question.when, words, WHOLE) for id, question in WHOLE.questions() if question.when}

    actual = [text for text in told.values() if "_" in text]

    assert len(told) == 24
    assert actual == []


def test_every_question_has_a_heading() -> None:
    """Documents name each answer."""
    actual = [id for id, question in WHOLE.questions() if not question.heading]

    assert actual == []


def test_every_ready_row_fits_its_columns() -> None:
    """No ready row fills a column that is not there."""
    actual = [
        (id, name)
        for id, question in WHOLE.questions()
        for row in question.ready_rows
        for name in {*row.cells, *row.values} - {column.id for column in question.columns}
    ]

    assert actual == []


@pytest.mark.parametrize(
    ("id", "level"),
    [("cover.title", "draft"), ("cover.signers", "signing"), ("benefits_tree.changes", "approval")],
)
def test_what_is_required_when(id: str, level: str) -> None:
    """A draft needs a name, approval the tree, signing its signers."""
    actual = WHOLE.by_id[id].required

    assert actual == level


def test_a_benefit_needs_an_owner_before_approval() -> None:
    """Owner and origin of each benefit are no free choice."""
    benefits = WHOLE.by_id["benefits_tree.benefits"]

    actual = (column(benefits, "owner").required, column(benefits, "from").required, column(benefits, "from").many)

    assert actual == ("approval", "draft", True)


FIELDS = [(id, field) for id, asked in WHOLE.questions() for field in (asked, *asked.columns)]


@pytest.mark.parametrize("language", WHOLE.languages)
def test_every_question_and_every_field_has_help(language: str) -> None:
    """A question has a hint, guidance or an example; each field of a table says itself what a good answer is."""
    without = [
        f"{id} {field.id}"
        for id, field in FIELDS
        if not (field.help or (field.hint if field is WHOLE.by_id[id] else {}) or field.guidance).get(language)
    ]

    assert without == []


# An example goes on to a comma, to the words that say when it holds, or to the end of its sentence.
EXAMPLE = re.compile(r"(?:fx|e\.g\.) (.+?)(?:,? (?:if|where|for|when|hvis|når) |, |\. (?=[A-ZÆØÅ»“])|\.$)")
TYPED = ("number", "money", "percent", "date", "year", "by_year", "by_name")
QUOTED = re.compile("[»“](.*?)[«”]")


@pytest.mark.parametrize("language", WHOLE.languages)
def test_the_example_of_a_number_or_a_date_can_be_typed_as_it_is_shown(language: str) -> None:
    """Nothing is behind the number that the program would refuse, such as a unit it does not know."""
    context = Context(WHOLE.choices, {}, load_language(language))
    asked = [(id, field) for id, field in FIELDS if field.kind in TYPED and field.help]
    shown = {f"{id} {field.id}": (field, EXAMPLE.search(field.help[language])) for id, field in asked}

    typed = {name: kinds.type_in(field, found[1], context) for name, (field, found) in shown.items() if found}

    assert list(typed) == list(shown)


@pytest.mark.parametrize("language", WHOLE.languages)
def test_help_names_choices_as_the_screen_does(language: str) -> None:
    """What help puts in quotes at a choice can be chosen under that name."""
    offered = {name: {one.label[language] for one in choices} for name, choices in WHOLE.choices.items()}
    strange = [
        f"{id} {field.id}: {named}"
        for id, field in FIELDS
        if field.kind == "choice"
        for named in QUOTED.findall(field.help.get(language, ""))
        if named not in offered[field.choices]
    ]

    assert strange == []


@pytest.mark.parametrize("language", WHOLE.languages)
def test_help_tells_the_longest_text_truly(language: str) -> None:
    """A number of characters in help is the one that the program holds to."""
    told = {
        f"{id} {field.id}": re.search(r"(?:Højst|At most) (\d+)", field.help.get(language, "")) for id, field in FIELDS
    }
    longest = {f"{id} {field.id}": field.longest for id, field in FIELDS}

    assert {name: int(found[1]) for name, found in told.items() if found} == {
        name: longest[name] for name, found in told.items() if found
    }


@pytest.mark.parametrize("language", WHOLE.languages)
def test_help_with_a_number_or_a_date_shows_one(language: str) -> None:
    """Whoever is to type a number sees how one is typed."""
    without = [
        f"{id} {field.id}"
        for id, field in FIELDS
        if field.kind in TYPED and field.help and not re.search(r"\d", field.help[language])
    ]

    assert without == []
