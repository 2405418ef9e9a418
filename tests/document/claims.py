"""What documents say of a plan in sentences of their own, each with its proof from the plan.

A sentence stands in `CLAIMS` with a function that looks for what makes it true, without the code that printed it, or in
`NO_CLAIM` with the reason why it cannot be false. Sentences on money, time and certainty have tests of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from planbuilder.document.material import Material
from planbuilder.figures.lines import parts
from planbuilder.plan.economy import BudgetChange
from planbuilder.plan.registers import Action, Indicator, Measurement
from planbuilder.questionnaire.definition import Part

# Scopes of sentences on money, time and certainty, and of heads of columns, units and amounts.
ELSEWHERE = {
    "headline", "brief", "funding", "budget", "uncertainty", "economy", "key_figures", "waterfall", "tornado", "chart",
    "driver", "objection", "conventions", "conventions_table", "conventions_own_rate", "conventions_no_rate", "column",
    "conventions_vat_included", "conventions_vat_net_of_refund",
    "million", "thousand", "permanent", "year_columns", "irr", "decide", "card", "spark", "timeline", "options",
    "precondition", "simulation", "conventions_own_bands", "conventions_income",
}  # fmt: skip
# Sentences that ask, explain or pass on, and say nothing of the plan that could be false.
NO_CLAIM = {
    "unknown": "passes on whom to ask",
    "committee.why_not": "stands before a reason that somebody gave",
    "word_list.lead": "what a mark means, tested in tests/document/test_word_list.py",
    "compared.none": "what to do",
    "follow_up.held": "the state it is given, tested in tests/document/blocks/test_follow_up.py",
    "follow_up.conditions_met": "tested in tests/document/blocks/test_follow_up.py",
    "follow_up.measured": "tested in tests/document/blocks/test_follow_up.py",
    "follow_up.no_action": "tested in tests/document/blocks/test_follow_up.py",
    "follow_up.due": "tested in tests/document/blocks/test_follow_up.py",
    "follow_up.behind": "tested in tests/usecases/test_a_year.py",
    "follow_up.measure_now": "what is due, tested in tests/document/blocks/test_standing.py",
    "follow_up.acts": "tested in tests/document/blocks/test_standing.py",
    "follow_up.others": "tested in tests/document/blocks/test_standing.py and test_follow_up.py",
    "follow_up.unmeasured": "tested in tests/document/blocks/test_standing.py",
    "follow_up.others_old.one": "tested in tests/document/blocks/test_standing.py",
    "follow_up.others_old.other": "tested in tests/document/blocks/test_standing.py",
    "follow_up.above.one": "tested in tests/document/blocks/test_follow_up.py",
    "follow_up.above.other": "tested in tests/document/blocks/test_follow_up.py",
    "follow_up.elsewhere.one": "tested in tests/document/blocks/test_follow_up.py",
    "follow_up.elsewhere.other": "tested in tests/document/blocks/test_follow_up.py",
    "follow_up.prices": "the price base of the plan",
    "follow_up.elsewhere_alone.one": "tested in tests/document/blocks/test_follow_up.py",
    "follow_up.elsewhere_alone.other": "tested in tests/document/blocks/test_follow_up.py",
    "follow_up.lapsed": "tested in tests/document/blocks/test_follow_up.py",
    "follow_up.corrected": "what holds of every table of amounts, tested in tests/figures/test_harvest.py",
    "handover.intro": "says what stands beneath",
    "board.proposed": "our rule, tested in tests/plan/test_on_board.py",
    "board.proposed_first": "our rule, tested in tests/plan/test_on_board.py",
    "board.more_chosen.one": "tested in tests/document/blocks/test_board_goals.py",
    "board.more_chosen.other": "tested in tests/document/blocks/test_board_goals.py",
    "nothing.meeting_actions": "tested in tests/document/blocks/test_minutes.py",
    "nothing.meeting_causes": "tested in tests/document/blocks/test_minutes.py",
    "nothing.meeting_decisions": "tested in tests/document/blocks/test_minutes.py",
    "nothing.meetings": "tested in tests/document/blocks/test_minutes.py",
    "nothing.handover": "tested in tests/document/blocks/test_handover.py",
    "nothing.meeting_ideas": "tested in tests/document/blocks/test_minutes.py",
    "nothing.actions": "tested in tests/document/blocks/test_follow_up.py",
    "nothing.deviations": "tested in tests/document/blocks/test_follow_up.py",
    "nothing.harvested": "tested in tests/document/blocks/test_standing.py",
    "nothing.asked_now": "tested in tests/document/blocks/test_follow_up.py",
    "nothing.compared": "what to do",
    "compared.order": "how effects are reckoned, tested in tests/changes/test_effects.py",
    "compared.price_base": "tested in tests/document/blocks/test_changes.py",
    "method_credit": "where the method comes from",
    "tree.lead": "how a tree is read",
    "matrix.intro": "what stands beneath",
    "board.new_ideas": "asks",
    "tree.ids": "the letters that the questionnaire numbers its tables by",
    "committee.rounded": "on money, tested with `economy.rounding`",
    "sign.intro": "what is signed",
    "sign.proves": "what signing proves, whatever the plan is",
    "open.remark_unknown": "passes on a question",
    "commitments.promise": "what is signed",
    "commitments.decided_by": "a label",
    "incomplete.title": "a label",
    "wheel.alt": "describes a figure by the claim `wheel.of`",
    "tree.alt": "describes a figure",
    "tree.alt_changes": "describes a figure",
    "tree.alt_benefits": "describes a figure",
    "iceberg.alt": "describes a figure",
    "measurements.alt": "describes a figure",
    "board.alt": "describes a figure",
    "board.line": "what is drawn",
    "profile.counted": "a label",
    "committee.frame_pool": "on money, tested with it",
    "committee.frame_own": "on money, tested in tests/document/blocks/test_pools.py",
    "areas.unstated": "tested in tests/document/blocks/test_areas.py",
    "areas.note": "what holds of every table of areas, tested in tests/document/test_area_amounts.py",
    "committee.conditions.one": "passes on conditions",
    "committee.conditions.other": "passes on conditions",
    "committee.asked": "a label",
    "committee.remark": "passes on a remark",
    "committee.recommendations_elsewhere": "tested in tests/document/blocks/test_bodies.py",
    "committee.decided_elsewhere": "tested with it",
    "committee.meets": "tested in tests/document/blocks/test_committee.py",
}
# Short claims: those that fill a cell or a line, and those that stand within one.
WHOLE = {
    "ready", "ready_but", "considered", "draft_status.one", "draft_status.other", "matrix.forgotten",
    "measurements.none_yet",
    "measurements.unusable", "measurements.kept", "measurements.not_kept", "not_decided", "not_noted", "field.none",
    "field.half",
}  # fmt: skip
WITHIN = {
    "wheel.of": "{}",
    "board.late": r"\({0}\)|(?<=\d) {0}(?= \||$)",
    "committee.sent": r"\({}\)",
    "committee.to_be_sent": r"\({}\)",
    "committee.passed": "{}",
    "committee.accounts": "{}",
    "shortened.one": "{}",
    "shortened.other": "{}",
    "board.unfinished.one": "{}",
    "board.unfinished.other": "{}",
    "board.decided_elsewhere": "{}",
    "board.not_measured_since": "{}",
}
Groups = Mapping[str, str]
Proof = Callable[[Material, Groups], bool]


def actions(m: Material) -> list[Action]:
    return list(m.plan.actions.values())


def open_late(m: Material) -> list[Action]:
    open_ones = (one for one in actions(m) if one.status in ("decided", "started", ""))
    return [one for one in open_ones if one.deadline and one.deadline < m.day]


def is_open(m: Material, found: Groups) -> bool:
    """Whether several people's answers to one thing, all of whom are named, wait for somebody to settle them."""
    waiting = [one.answers for one in m.plan.said.values() if one.settled is None]
    return any(len(said) > 1 and all(each.by in found["said"] for each in said) for said in waiting)


def is_ready(m: Material) -> bool:
    return not errors(m) and (not m.plan.decisions or some_undecided(m))


def is_off(m: Material) -> bool:
    """Whether budgets are half a krone or more from what the case requires, in a year or after the last."""
    return any(abs(gap) >= Decimal("0.5") for gap in (*m.figures.funding.gaps, m.figures.permanent_gap or Decimal(0)))


def waiting(m: Material) -> int:
    """In how many places answers wait for somebody to settle them."""
    return sum(one.settled is None for one in m.plan.said.values())


def errors(m: Material) -> int:
    """How many things are missing: an amount of a row once, whether or not it has a range."""
    wrong = [(one.code, one.place.path) for one in m.problems if one.severity == "error"]
    return len(
        {(path.removesuffix(".range") if code in ("PB347", "PB348") else n) for n, (code, path) in enumerate(wrong)}
    )


def usable(m: Material, id: str) -> list[Measurement]:
    own = [x for x in m.plan.measurements.values() if x.indicator == id and x.on and x.value is not None]
    return sorted(own, key=lambda x: x.on or date.min)


def monthly(m: Material, id: str) -> list[Measurement]:
    """The last usable measurement of each month."""
    return list({(x.on.year, x.on.month): x for x in usable(m, id) if x.on}.values())


def beyond(i: Indicator, value: Decimal | None) -> bool:
    """Whether a value is at the target or past it, seen from the baseline."""
    start, goal = i.baseline.value, i.target.value
    if value is None or start is None or goal is None or start == goal:
        return False
    return value >= goal if goal > start else value <= goal


def some(m: Material, test: Callable[[Indicator, list[Measurement]], bool]) -> bool:
    """Whether a test holds of any indicator and what was measured of it, month by month."""
    return any(test(i, monthly(m, id)) for id, i in m.plan.indicators.items())


def is_worse(i: Indicator, value: Decimal | None) -> bool:
    """Whether a level is left on its worse side."""
    level = i.target.value
    if value is None or level is None or level != i.baseline.value or not i.better:
        return False
    return value < level if i.better == "higher" else value > level


def since(i: Indicator, points: list[Measurement]) -> list[Measurement]:
    return [x for x in points if x.on and i.target.on and x.on >= i.target.on]


def overdue(m: Material, found: Groups) -> bool:
    """As many measurements in a row, the latest of them, on the target's day or after it, that did not reach it."""
    count = int(found.get("count", "1"))

    def holds(i: Indicator, points: list[Measurement]) -> bool:
        due = since(i, points)
        latest = due[-count:]
        return bool(
            i.target.on and i.target.on < m.day and len(latest) == count
        ) and not any(beyond(i, x.value) for x in latest)  # fmt: skip

    return some(m, holds)


def went_back(i: Indicator, points: list[Measurement]) -> bool:
    """Two steps, one after the other, away from the goal."""
    a, b, c = [x.value or Decimal(0) for x in points[-3:]] if len(points) > 2 else [Decimal(0)] * 3
    start, goal = i.baseline.value, i.target.value
    if start is None or goal is None:
        return False
    up = goal > start or (goal == start and i.better == "higher")
    return a > b > c if up else a < b < c


def expanded(ids: str) -> list[str]:
    """Each of some ids that are told in one line, of which `F5–F7` are three."""
    ends = [one.split("–") for one in ids.split(", ")]
    return [f"F{n}" for first, *last in ends for n in range(int(first[1:]), int([first, *last][-1][1:]) + 1)]


def untouched(m: Material, found: Groups) -> bool:
    """Whether the changes that are named are those that no theme has been held against."""
    said = {
        row.partition(".")[0]
        for row, one in m.answers.rows("action_plan.matrix").items()
        if one["relevant"] is not None
    }
    return expanded(found["ids"]) == [id for id in m.plan.benefits_tree.changes if id not in said]


def settled(m: Material, found: Groups) -> bool:
    """As many as are asked in some theme, and all that are answered but those in which something is missing."""
    wrong = [one.place.path for one in m.problems if one.severity == "error"]

    def holds(theme: Part) -> bool:
        known = m.answers.progress(theme)
        places = (one.path or f"answers.{theme.id}.{one.id}" for one in theme.questions)
        loose = sum(any(f"{path}.".startswith(f"{place}.") for path in wrong) for place in places)
        return int(found["asked"]) == known.asked and known.settled - loose <= int(found["settled"]) <= known.settled

    return any(holds(theme) for theme in m.questionnaire.themes)


def counted(m: Material, found: Groups) -> bool:
    """How many actions there are, and of which status."""
    kinds = [one.status for one in actions(m)]
    named = {s: m.choice("action_status", s) if s else m.words("no_status") for s in (*STATUSES, "") if s in kinds}
    if "count" not in found:
        return [found["status"]] == list(named.values())
    first, *others = ((kinds.count(s), name) for s, name in named.items())
    told = [m.words("actions_first", count=first[0], status=first[1]), *(f"{n} {name}" for n, name in others)]
    return int(found["count"]) == len(kinds) and found["counts"] == m.language.sentence_list(told)


OPEN = ("decided", "started", "")
STATUSES = ("decided", "started", "finished", "evaluated")
BEFORE, AHEAD = timedelta(days=61), timedelta(days=183)


def unfinished(m: Material, found: Groups) -> bool:
    """No more than are open, and no fewer than those of them that are neither late, under way, near nor dateless."""
    late = open_late(m)
    opened = [one for one in actions(m) if one.status in OPEN]
    far = [
        one
        for one in opened
        if one.deadline and one not in late and one.status != "started"
        if not m.day - BEFORE <= one.deadline <= m.day + AHEAD
    ]
    return max(1, len(far)) <= int(found.get("count", "1")) <= len(opened)


def all_behind(m: Material, found: Groups) -> bool:
    """Whether each one named has been measured, and has not come to its target."""
    named = [id for id in m.plan.indicators if id in found["names"].replace(",", " ").split()]
    return bool(named) and all(
        usable(m, id) and not beyond(m.plan.indicators[id], usable(m, id)[-1].value) for id in named
    )


def last_in(m: Material, found: Groups) -> bool:
    """Whether the last measurement of some indicator is of that month, and not of this one."""
    last = [own[-1].on for id in m.plan.indicators if (own := usable(m, id))]
    return any(on and on < m.day and m.language.month(on) == found["month"] for on in last)


def note_is(m: Material, state: str) -> bool:
    return any(m.answers.note(id).state == state for id, _ in m.questionnaire.questions())


def unassessed(m: Material, _: Groups) -> bool:
    """An idea with neither effect nor resources, or a theme that nobody has weighed for a change."""
    fields = m.answers.rows("action_plan.matrix").values()
    ideas = m.plan.ideas.values()
    return any(row["relevant"] is None for row in fields) or any(not one.effect and not one.resources for one in ideas)


def unmet(m: Material, _: Groups) -> bool:
    """A theme that nobody has weighed for a change, or whose challenge no action meets."""
    fields = m.answers.rows("action_plan.matrix").values()
    return any(row["relevant"] is None or (row["relevant"] and not row["action"]) for row in fields)


def some_undecided(m: Material) -> bool:
    return any(not one.is_decided for one in m.plan.decisions.values())


def any_decision(m: Material, past: bool) -> bool:
    open_ones = [one for one in m.plan.decisions.values() if not one.is_decided]
    return any((one.on is not None and one.on < m.day) is past for one in open_ones)


def left_out(m: Material, found: Groups) -> bool:
    """That some are said to be left out, of some list that is longer: its first is always shown."""
    rows = ("workflows_rules.rules", "channel_strategy.stakeholders", "budget_political_goals.new_goals")
    p = m.plan
    lists = [p.benefits_tree.benefits, p.decisions, p.indicators, p.risks, p.budget_changes, p.ideas, p.actions]
    sizes = [*map(len, lists), *(len(m.answers.rows(id)) for id in rows)]
    return 1 <= int(found["count"]) < max(sizes)


def accounts(m: Material, found: Groups) -> bool:
    """As many different accounts as the budget changes of some committee have."""
    own: dict[str, set[str]] = {}
    for one in m.plan.budget_changes.values():
        own.setdefault(one.committee, set()).add(one.account)
    return int(found["count"]) in {len(names) for names in own.values()}


def cut(m: Material) -> set[str]:
    """The committees whose budgets, taken together, are lower in some year than if nothing changed."""
    names = {one.committee for one in m.plan.budget_changes.values() if one.committee}
    return {name for name in names if any(below(m, name, year) for year in m.plan.years)}


def below(m: Material, name: str, year: int) -> bool:
    return sum(amount_in(m, one, year) for one in m.plan.budget_changes.values() if one.committee == name) < 0


def amount_in(m: Material, change: BudgetChange, year: int) -> Decimal:
    """What a budget change is in a year, as the plan's file has it."""
    if not change.amounts:
        return (change.amount or Decimal(0)) if year >= (change.year or m.plan.first_year) else Decimal(0)
    past = [key for key in change.amounts if int(key) <= year]
    return change.amounts[max(past)] if past else Decimal(0)


def passed_over(m: Material) -> set[str]:
    """Those of them that no body in the decision chain is called."""
    return {name for name in cut(m) if all(name not in one.body for one in m.plan.decisions.values())}


def all_named(names: set[str], said: str) -> bool:
    return bool(names) and all(name in said for name in names)


CLAIMS: Mapping[str, Proof] = {
    "differing": is_open,
    "incomplete.not_settled.one": lambda m, found: waiting(m) == 1,
    "incomplete.not_settled.other": lambda m, found: waiting(m) == int(found["count"]) > 1,
    "chain.lowered": lambda m, found: all_named(cut(m), found["names"]),
    "chain.passed_over": lambda m, found: all_named(passed_over(m), found["names"]),
    "chain.passed_over_many": lambda m, found: int(found["count"]) == len(passed_over(m)),
    "incomplete.amount_outside": lambda m, found: all(
        one.lacks == "amount" and not one.is_cost and one.declared != "cashable"
        for one in m.figures.lacking
        if one.id in found["names"].replace(",", "").split()
    ),
    "incomplete.to_reconcile": lambda m, found: any(
        one.lacks == "amount" and one.id in found["names"] for one in m.figures.lacking
    ),
    "incomplete.to_reconcile_many": lambda m, found: (
        0 < int(found["count"]) <= sum(one.lacks == "amount" for one in m.figures.lacking)
    ),
    "nothing.decided": lambda m, _: not any(one.decision or one.outcome for one in m.plan.decisions.values()),
    "committee.passed_steps.one": lambda m, _: len(open_late(m)) == 1,
    "committee.passed_steps.other": lambda m, found: len(open_late(m)) == int(found["count"]) > 1,
    "ready": lambda m, _: is_ready(m) and not (m.plan.budget_changes and is_off(m)),
    "ready_but": lambda m, _: is_ready(m) and bool(m.plan.budget_changes) and is_off(m),
    "considered": lambda m, _: not errors(m) and not some_undecided(m),
    "draft_status.one": lambda m, _: errors(m) == 1,
    "draft_status.other": lambda m, found: errors(m) == int(found["count"]) > 1,
    "draft_note.one": lambda m, _: errors(m) == 1,
    "draft_note.other": lambda m, found: errors(m) == int(found["count"]) > 1,
    "assumptions_intro": lambda m, found: int(found["year"]) == m.plan.price_base,
    "no_source": lambda m, _: (
        any(not one.has_source for one in (*m.figures.costs, *m.figures.benefits)) or not m.plan.economy.fte_cost_source
    ),
    "no_source_largest": lambda m, _: any(not one.has_source for one in m.figures.uncertainty.drivers[:3]),
    "not_decided": lambda m, _: any_decision(m, past=False),
    "not_noted": lambda m, _: any_decision(m, past=True),
    "actions_intro.one": counted,
    "actions_intro.other": counted,
    "incomplete.amount": lambda m, _: any(one.lacks == "amount" for one in m.figures.lacking),
    "incomplete.kind": lambda m, _: any(one.lacks == "kind" for one in m.figures.lacking),
    "incomplete.part": lambda m, found: (
        m.plan.benefits_tree.benefits[found["id"]].part_of == found["whole"]
        and found["id"] in {one.id for one in parts(m.plan)}
    ),
    "incomplete.parts": lambda m, found: int(found["count"]) == len(parts(m.plan)),
    "incomplete.moved": lambda m, found: found["id"] in {one.id for one in m.figures.moved},
    "incomplete.moved_many": lambda m, found: int(found["count"]) == len(m.figures.moved),
    "incomplete.no_costs": lambda m, _: not m.plan.costs,
    "incomplete.no_benefits": lambda m, _: not m.plan.benefits_tree.benefits,
    "open.no_theme": untouched,
    "open.no_likely": lambda m, found: found["id"] in {one.id for one in m.figures.lacking if one.lacks == "amount"},
    "wheel.of": settled,
    "matrix.forgotten": unmet,
    "matrix.lacking": unmet,
    "measurements.none_yet": lambda m, found: all(
        all(x.indicator != id for x in m.plan.measurements.values())
        for id, one in m.plan.indicators.items()
        if f"{id} {one.title}" in found["names"]
    ),
    "measurements.unusable": lambda m, _: any(
        not usable(m, id) and any(x.indicator == id for x in m.plan.measurements.values()) for id in m.plan.indicators
    ),
    "measurements.kept": lambda m, _: some(m, lambda i, p: bool(p) and i.baseline.value == i.target.value),
    "measurements.not_kept": lambda m, _: some(m, lambda i, p: bool(p) and is_worse(i, p[-1].value)),
    "board.lines": lambda m, _: some(m, lambda i, p: len(p) > 1 and i.target.value is not None),
    "board.move": lambda m, _: some(m, lambda i, p: len(p) > 1 and p[-1].value != p[-2].value),
    "board.same": lambda m, _: some(m, lambda i, p: len(p) > 1 and p[-1].value == p[-2].value),
    "board.reached": lambda m, _: some(
        m, lambda i, p: bool(p) and beyond(i, p[-1].value) and not (i.target.on and p[-1].on < i.target.on)
    ),
    "board.kept": lambda m, _: some(
        m, lambda i, p: bool(p) and i.baseline.value == i.target.value and not is_worse(i, p[-1].value)
    ),
    "board.not_kept": lambda m, _: some(m, lambda i, p: bool(p) and is_worse(i, p[-1].value)),
    "board.unmeasured_since": lambda m, _: some(
        m, lambda i, p: bool(i.target.on and i.target.on < m.day) and not since(i, p)
    ),
    "board.overdue.one": overdue,
    "board.overdue.other": overdue,
    "board.falling": lambda m, _: some(m, went_back),
    "board.late": lambda m, _: bool(open_late(m)),
    "board.unfinished.one": unfinished,
    "board.unfinished.other": unfinished,
    "board.decided_elsewhere": lambda m, _: any(one.status == "decided" for one in actions(m)),
    "board.behind": all_behind,
    "board.not_measured_since": last_in,
    "field.none": unassessed,
    "field.half": lambda m, _: any(bool(one.effect) != bool(one.resources) for one in m.plan.ideas.values()),
    "nothing.measurements": lambda m, _: not m.plan.measurements,
    "nothing.change_log": lambda m, _: not m.plan.changes_log,
    "nothing.distribution": lambda m, _: not m.plan.distribution,
    "nothing.citizens": lambda m, _: (
        not any(one.kind in ("quality", "for_others") for one in m.plan.benefits_tree.benefits.values())
    ),
    "nothing.timeline": lambda m, _: (
        not any(
            [
                *(one.on for one in m.plan.decisions.values()),
                *(one.deadline and one not in open_late(m) and one.status in OPEN for one in actions(m)),
                *(one.start for one in m.plan.benefits_tree.benefits.values()),
                *(one.target.on and one.target.value is not None for one in m.plan.indicators.values()),
            ]
        )
    ),
    "nothing.conditions": lambda m, _: not any(one.conditions for one in m.plan.decisions.values()),
    "nothing.people": lambda m, _: not m.plan.people,
    "nothing.told": lambda m, _: any(m.answers.state(id) == "unanswered" for id, _ in m.questionnaire.questions()),
    "profile.part": lambda m, _: any(one.part_of for one in m.plan.benefits_tree.benefits.values()),
    "profile.part_with_amount": lambda m, _: any(
        one.part_of and one.full_effect.amount for one in m.plan.benefits_tree.benefits.values()
    ),
    "profile.moved": lambda m, _: bool(m.figures.moved),
    "commitments.no_owner": lambda m, found: not m.plan.benefits_tree.benefits[found["id"]].owner,
    "committee.no_steps": lambda m, _: (
        not [one for one in actions(m) if one.status in ("decided", "started", "") and one.deadline]
    ),
    "committee.left_out": lambda m, _: any(
        m.answers.note(id).internal or not m.answers.is_asked(id) for id, _ in m.questionnaire.questions()
    ),
    "committee.sent": lambda m, _: any(one.on and one.on <= m.day for one in m.plan.distribution.values()),
    "committee.to_be_sent": lambda m, _: any(one.on and one.on > m.day for one in m.plan.distribution.values()),
    "committee.passed": lambda m, _: any(
        rule["by_when"] and rule["by_when"] < m.day for rule in m.answers.rows("workflows_rules.rules").values()
    ),
    "shortened.one": left_out,
    "shortened.other": left_out,
    "committee.accounts": accounts,
}
