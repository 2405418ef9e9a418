"""Every sentence that documents say of a plan is true wherever it is printed, and none is unknown here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import zip_longest

from hypothesis import given, settings
from hypothesis import strategies as st

from planbuilder import example, pipeline
from planbuilder import look as looks
from planbuilder.document.material import Material
from planbuilder.language import Language, load
from planbuilder.look import Look
from planbuilder.plan.store import from_text
from planbuilder.questionnaire import loading as questionnaires
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.writers.text import render
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.nodes import put
from planbuilder.yamltext.reading import read_text
from tests.conftest import DAY, EMPTY
from tests.document.claims import CLAIMS, ELSEWHERE, NO_CLAIM, STATUSES, WHOLE, WITHIN, Groups
from tests.document.plans import SMALL
from tests.document.sizes import sized


def sentences(language: Language) -> Iterator[str]:
    """The keys of all texts of documents that end as a sentence does, but for those on money."""
    for key, text in language.texts.items():
        scope, _, name = key.partition(".")
        if scope == "document" and not on_money(name) and text.endswith((".", ":")):
            yield name


def on_money(name: str) -> bool:
    """Whether a text is proved in `test_claims`, as those of a scope of money are, and those on waiting."""
    return name.split(".", maxsplit=1)[0] in ELSEWHERE or name.startswith("committee.waiting")


def test_every_sentence_is_proved_or_claims_nothing(spoken: Language) -> None:
    """No sentence that this file does not know, and none that is no longer said."""
    known = {*CLAIMS, *NO_CLAIM}

    assert set() == set(sentences(spoken)) - known
    assert set() == {key for key in known if not spoken.has(f"document.{key}")}
    assert set() == set(CLAIMS) & set(NO_CLAIM)
    assert set(CLAIMS) >= WHOLE | set(WITHIN)


@cache
def pattern(code: str, key: str) -> re.Pattern[str]:
    """What a text looks like when it is printed, its fields as groups."""
    parts = parted(code, key)
    fields = [f"(?P<{name}>{KINDS.get(name, ANYTHING)})" for name in parts[1::2]]
    made = "".join(re.escape(part) + field for part, field in zip_longest(parts[::2], fields, fillvalue=""))
    return re.compile(rf"^{made}$" if key in WHOLE else WITHIN.get(key, "{}").format(made))


def parted(code: str, key: str) -> list[str]:
    """A text as it is printed: what it says, and the names of the fields between."""
    text = " ".join(load(code).text(f"document.{key}").replace("\u00a0", " ").split())
    return re.split(r"\{(\w+)\}", text)


@cache
def longest(code: str, key: str) -> str:
    """The most that a text says without a field: a line that lacks it is none of that text, and is not searched."""
    return max(parted(code, key)[::2], key=len)


ANYTHING = ".+?"
KINDS = {
    "month": r"\w+ \d{4}",
    **dict.fromkeys(("count", "settled", "asked", "year"), r"\d+"),
    **dict.fromkeys(("id", "whole"), r"\S+?"),
}


DOCUMENTS = ("plan", "proposal", "summary", "committee", "commitments", "board")
Printed = list[tuple[str, Groups]]


def printed(m: Material, look: Look) -> Printed:
    """Every claim that stands in the documents of a plan, with what its fields hold."""
    lines = {line for name in DOCUMENTS for line in lines_of(m, look, name)}
    cells = {cell.strip("[] |") for line in lines for cell in line.split(" | ")}
    return [
        (key, match.groupdict())
        for key in CLAIMS
        for text in (cells if key in WHOLE else lines)
        if longest(m.language.code, key) in text
        for match in pattern(m.language.code, key).finditer(text)
    ]


def lines_of(m: Material, look: Look, name: str) -> list[str]:
    """The lines of a document, without the marks of words that are explained in it."""
    text = render(pipeline.document(m, name), look).decode().replace("\u00a0", " ")
    text = re.sub(r"(?<=\w)\*", "", text)
    return [" ".join(line.split()) for line in text.splitlines()]


def untrue(m: Material, claims: Printed) -> Printed:
    """Those claims of a plan's documents that the plan does not bear out."""
    return [(key, found) for key, found in claims if not CLAIMS[key](m, found)]


DAYS = st.one_of(st.none(), st.integers(-300, 300).map(lambda n: DAY + timedelta(days=n)))
ACTIONS = st.lists(st.tuples(st.sampled_from(STATUSES), DAYS), max_size=4)
CHAIN = st.lists(st.tuples(DAYS, st.booleans()), max_size=3)
LEVELS = st.sampled_from([(20, 4, ""), (4, 20, ""), (5, 5, ""), (5, 5, "higher"), (5, 5, "lower")])
VALUES = st.lists(st.integers(1, 22), max_size=4)
HEARD = st.lists(st.tuples(st.sampled_from(["høring", "orientering"]), DAYS), max_size=2)
IDEAS = st.lists(st.tuples(*[st.sampled_from(["", "low", "high"])] * 2), max_size=2)
STATES = st.sampled_from(["{}", "{value: Ja}", "{state: unknown, ask: Jura}", "{state: not_applicable, why: Nej}"])


def rows(name: str, prefix: str, items: list[str]) -> str:
    return "\n".join([f"{name}:", *(f"  {prefix}{n}: {{{item}}}" for n, item in enumerate(items, 1)), ""])


def dated(day: date | None, name: str = "on") -> str:
    return f"{name}: {day}, " if day else ""


@st.composite
def plans(draw: st.DrawFn) -> str:
    """Plans whose actions, decisions, goals, recipients and ideas are at every stage."""
    baseline, target, better = draw(LEVELS)
    readings = f"baseline: {{value: {baseline}}}, target: {{{dated(draw(DAYS))}value: {target}}}"
    values = [(date(2026, n, 28), value) for n, value in enumerate(draw(VALUES), 7)]
    return "".join([
        SMALL,
        rows("actions", "H", [f"{dated(day, 'deadline')}title: A, status: {s}" for s, day in draw(ACTIONS)]),
        rows("decisions", "B", [
            f"{dated(day)}body: Råd, recommendation: at, decision: {'Ja' if done else ''}" for day, done in draw(CHAIN)
        ]),
        rows("indicators", "I", [f"title: Tid, unit: dage, better: '{better}', {readings}"]),
        rows("measurements", "M", [f"indicator: I1, on: {on}, value: {v}" for on, v in values]),
        rows("distribution", "D", [f"{dated(day)}name: MED, role: {role}" for role, day in draw(HEARD)]),
        rows("ideas", "E", [f"title: B, effect: '{a}', resources: '{b}'" for a, b in draw(IDEAS)]),
        "answers:\n",
        f"  workflows_rules.legal_basis: {draw(STATES)}\n  channel_strategy.promotion: {draw(STATES)}\n",
        f"  workflows_rules.rules: {{rows: {{r1: {{rule: C, origin: habit, {dated(draw(DAYS), 'by_when')}}}}}}}\n",
    ])  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(text=plans())
def test_no_sentence_is_printed_that_is_not_true(text: str) -> None:
    """In any document, whatever has passed, is missing, or is still to come."""
    m = pipeline.material(from_text(text), questionnaires.load(), load("da"), DAY)

    assert [] == untrue(m, printed(m, looks.load()))


LEVEL = "indicators: {I1: {title: Tid, baseline: {value: 5}, target: {value: 5%s}, better: lower}}\nmeasurements:\n"
GOAL = "indicators: {I1: {title: Tid, baseline: {value: 20}, target: {value: 4, on: 2026-08-01}}}\nmeasurements:\n"


def measured(*values: int, first: int = 6) -> str:
    return "".join(f"  M{n}: {{indicator: I1, on: 2026-{first + n:02}-28, value: {v}}}\n" for n, v in enumerate(values))


HALF_A_YEAR = "baseline: {value: 10, on: 2026-01-01}, target: {value: 70, on: 2026-12-31}"
HEARING = "høring (consultation)"


def lowered(*committees: str) -> str:
    """Budgets of committees that are lowered."""
    own = [f"budget: Løn, committee: {name}, year: 2028, amount: -5000" for name in committees]
    return rows("budget_changes", "T", own)


def said(id: str) -> str:
    """Two people's answers to a question, between which nobody has decided."""
    return f"  answers.{id}.value: {{answers: [{{value: x, by: Ane}}, {{value: y, by: Bo}}]}}\n"


SHOWN = {
    "empty": EMPTY,
    "small": SMALL,
    "moved": SMALL.replace("account: '06.45', ", ""),
    "part": SMALL.replace("from: [F1], full_effect: {fte: 0.5}", "part_of: G1, full_effect: {amount: 5}"),
    "many moved": SMALL.replace(
        "  benefits:\n",
        "  benefits:\n" + "".join(f"    D{n}: {{kind: cashable, full_effect: {{amount: 5}}}}\n" for n in range(4)),
    ),
    "many parts": SMALL.replace(
        "  benefits:\n",
        "  benefits:\n" + "".join(f"    D{n}: {{part_of: G1, full_effect: {{amount: 5}}}}\n" for n in range(4)),
    ),
    "part without amount": SMALL.replace("from: [F1], full_effect: {fte: 0.5}", "part_of: G1"),
    "without costs": SMALL[: SMALL.index("costs:")],
    "without benefits": EMPTY + "costs: {K1: {title: A, amount: 5}}\n",
    "without amount": SMALL.replace(", full_effect: {fte: 0.5}", ""),
    "without kind": SMALL.replace("kind: released_time, ", ""),
    "internal": SMALL + "answers: {workflows_rules.legal_basis: {value: x, internal: true}}\n",
    "unusable": SMALL
    + "indicators: {I1: {title: A}, I2: {title: B}}\n"
    + "measurements: {M1: {indicator: I1, value: 5}, M2: {indicator: I2, on: 2026-01-01, value: 3}}\n",
    "kept": SMALL + LEVEL % "" + measured(5, 4),
    "not kept": SMALL + LEVEL % "" + measured(4, 6),
    "reached": SMALL + GOAL + measured(10, 10, 4),
    "overdue": SMALL + GOAL + measured(10, 11, 12, first=7),
    "overdue once": SMALL + GOAL + measured(10, first=9),
    "measured too early": SMALL + GOAL + measured(10, 10, first=6),
    "one action": SMALL + "actions: {H1: {title: A, deadline: 2025-01-01, status: finished}}\n",
    "two far actions": SMALL + "actions: {H1: {title: A, deadline: 2029-01-01}, H2: {deadline: 2029-02-01}}\n",
    "late": SMALL + "actions: {H1: {title: A, deadline: 2026-01-01}}\n",
    "decisions": SMALL + "decisions: {B1: {body: A, on: 2026-01-01}, B2: {body: B}, B3: {body: C, decision: Ja}}\n",
    "heard": SMALL + rows("distribution", "D", [f"on: {year}-01-01, role: {HEARING}" for year in (2026, 2027)]),
    "ideas": SMALL + "ideas: {E1: {title: A}, E2: {title: B, effect: high}}\n",
    "without a decision": SMALL + "decisions: {B1: {body: A, recommendation: at}}\n",
    "late twice": SMALL + "actions: {H1: {title: A, deadline: 2026-01-01}, H2: {deadline: 2026-02-01}}\n",
    "one passed over": SMALL + "decisions: {B1: {body: Børneudvalget}}\n" + lowered("Børneudvalget", "Ældreudvalget"),
    "not settled": SMALL + "said:\n" + said("workflows_rules.legal_basis"),
    "not settled twice": SMALL + "said:\n" + said("workflows_rules.legal_basis") + said("channel_strategy.promotion"),
    "one change weighed": SMALL + "matrix: {F1: {channel_strategy: {relevant: false, reason: x}}}\n",
    "one goal of two hung": SMALL
    + "indicators: {I1: {title: A, %s}, I2: {title: B, %s}}\n" % ((HALF_A_YEAR,) * 2)
    + "measurements: {M1: {indicator: I2, on: 2026-11-01, value: 12}}\n"
    + "answers: {goals_followup.board_use: {value: both}, goals_followup.on_board: {value: [I1]}}\n",
    "one action too many": SMALL
    + rows(
        "actions",
        "H",
        [f"deadline: 2026-12-{n:02}, title: {'A lang og sej opgave med mange ord ' * n}" for n in (3, *[1] * 9)],
    ),
    "passed": SMALL + "answers: {workflows_rules.rules: {rows: {r1: {rule: A, by_when: 2026-01-01}}}}\n",
}


def test_each_claim_is_true_where_it_is_shown_and_shown_somewhere(
    questionnaire: Questionnaire, spoken: Language, standard_look: Look
) -> None:
    """In both languages, for plans at every stage and the example itself: none is false, and none is never seen."""
    texts = {**SHOWN, "example": example.text(spoken), "one open point": one_open_point(spoken)}
    texts |= {size: sized(spoken, size) for size in ("half missing", "forty half missing", "committees")}
    made = [pipeline.material(from_text(text), questionnaire, spoken, DAY) for text in texts.values()]
    said = [(m, printed(m, standard_look)) for m in made]

    assert [] == [found for m, claims in said for found in untrue(m, claims)]
    assert NEVER_SEEN_HERE == set(CLAIMS) - {key for _, claims in said for key, _ in claims}


# Their tests stand by themselves: every body must have decided a plan without an open point, and a list of a board must
# be a single row too long.
NEVER_SEEN_HERE = {"considered", "shortened.one"}


def one_open_point(spoken: Language) -> str:
    """The example with one question that nobody has settled."""
    data = read_text(example.text(spoken)).data()
    assert isinstance(data, dict)
    return dump(put(data, ("answers", "channel_strategy.promotion"), {"state": "unknown", "ask": "A"}))


def test_a_plan_that_every_body_has_considered_is_not_ready_for_approval(
    questionnaire: Questionnaire, spoken: Language
) -> None:
    """Its cover says so, and names the last one."""
    data = read_text(example.text(spoken)).data()
    for id in ("B1", "B2", "B3", "B4", "B5", "B6"):
        data = put(data, ("decisions", id, "decision"), "Ja")
    m = pipeline.material(from_text(dump(data)), questionnaire, spoken, date(2027, 1, 26))
    cover = pipeline.document(m, "plan").cover

    assert cover is not None
    assert spoken.text("document.considered", body=m.plan.decisions["B4"].body) == cover.status
