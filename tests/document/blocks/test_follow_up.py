"""The status report: conditions by their actions, targets then and now, what has changed and what is asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from planbuilder import language, pipeline
from planbuilder.changes.comparing import compare
from planbuilder.changes.states import Named, leaving_states
from planbuilder.document.blocks import BLOCKS, follow_up
from planbuilder.document.blocks.follow_up import DRAFT, LINES, MOST_ACTIONS, NOTE
from planbuilder.document.material import Material
from planbuilder.document.model import Block, Paragraph, Table, text_of
from planbuilder.document.taken import HEADING, row_taken, taken
from planbuilder.record import replace
from planbuilder.yamltext.reading import read_text
from tests.conftest import DAY
from tests.document.blocks.tables import cells
from tests.document.plans import SMALL

TARGET = "{value: 5, on: 2029-12-31}"
BEFORE = f"""{SMALL}
indicators:
  I1: {{title: Svartid, unit: dage, baseline: {{value: 21, on: 2026-01-01}}, target: {TARGET}}}
"""
AFTER = f"""{SMALL.replace("start: 2028", "start: 2029")}
decisions:
  B1: {{body: Udvalget, on: 2026-11-01, outcome: recommended, recommendation: at planen anbefales}}
  B2:
    body: Rådet
    on: 2026-11-02
    outcome: approved
    recommendation: at planen godkendes
    conditions: "Status om et år\\nPapiret lukkes\\nIntet sker"
  B3: {{body: Direktionen, on: 2027-02-01, recommendation: at budgettet tilpasses}}
actions:
  H1: {{title: Status om et år, responsible: P1, deadline: 2027-11-02, status: decided}}
  H2: {{title: papiret  lukkes, responsible: P1, deadline: 2026-10-01, status: finished}}
indicators:
  I1: {{title: Svartid, unit: dage, baseline: {{value: 21, on: 2026-01-01}}, target: {TARGET.replace("5", "3")}}}
measurements: {{M1: {{indicator: I1, on: 2026-11-20, value: 3}}}}
"""
Made = Callable[[str, str], tuple[Block, ...]]


@pytest.fixture
def status(questionnaire) -> Made:
    """The blocks of a plan's status since another."""
    danish = language.load("da")

    def made(name: str, text: str) -> tuple[Block, ...]:
        data = [read_text(one).data() for one in (BEFORE, text)]
        states = leaving_states(Named("version 1", data[0]), Named("nu", data[1]), questionnaire, danish)
        since = compare(*states, questionnaire, danish).without("decision")
        m: Material = pipeline.material(since.after.plan, questionnaire, danish, DAY)
        return BLOCKS[name](replace(m, since=since, brief=True))

    return made


def said(blocks: tuple[Block, ...]) -> list[str]:
    return [text_of(one.spans) for one in blocks if isinstance(one, Paragraph)]


def table(blocks: tuple[Block, ...]) -> list[list[str]]:
    return next(cells(one) for one in blocks if isinstance(one, Table))


def test_a_condition_stands_where_its_action_stands(status: Made) -> None:
    """One that no action sees to is said to be so; each line is a condition."""
    assert [
        ["Status om et år", "Rådet, 02.11.2026", "Besluttet, frist 02.11.2027, leder"],
        ["Papiret lukkes", "Rådet, 02.11.2026", "Afsluttet, leder"],
        ["Intet sker", "Rådet, 02.11.2026", "Ingen handling er knyttet til vilkåret"],
    ] == table(status("conditions_standing", AFTER))


def test_a_passed_deadline_is_told(status: Made) -> None:
    """Of an action that is open."""
    late = AFTER.replace("deadline: 2027-11-02", "deadline: 2026-11-20")

    assert "Besluttet, frist 20.11.2026, overskredet, leder" == table(status("conditions_standing", late))[0][2]


def test_targets_are_those_of_both_states(status: Made) -> None:
    """The earlier one where it was another; with the latest measurement and the verdict by the plan."""
    goal = "3 dage\n31.12.2029\nved beslutningen: 5 dage\n31.12.2029"

    assert ["I1 Svartid", goal, "3 dage\n20.11.2026"] == table(status("targets_standing", AFTER))[1][:3]


def test_it_counts_what_is_finished_and_measured(status: Made) -> None:
    """What has changed is what `diff` says, without the decisions themselves."""
    held, changed, counted = said(status("status_summary", AFTER))

    assert "sammenlignet med version 1" in held
    assert changed.startswith("Ændret 5 steder. I alt: nettonutidsværdi")
    assert counted == (
        "Vilkår, hvor handlingen er afsluttet: 1 af 3. Hentet hjem i budgetter til og med 2026: endnu ikke. "
        "Målt til tiden: 1 af 1. Indikatorer, der er bagud: 0."
    )


@pytest.mark.parametrize(("stage", "met"), [("started", 1), ("finished", 2), ("evaluated", 2)])
def test_a_condition_is_met_once_its_action_is_finished(status: Made, stage: str, met: int) -> None:
    """Of three, one has a finished action already, and one has none."""
    told = said(status("status_summary", AFTER.replace("status: decided", f"status: {stage}")))[2]

    assert f"Vilkår, hvor handlingen er afsluttet: {met} af 3." in told


def test_it_counts_what_is_measured_in_time(status: Made) -> None:
    """Of what was to be measured by now; what nobody has to measure yet counts neither way."""
    often = AFTER.replace("title: Svartid,", "title: Svartid, frequency: weekly,").replace("2026-11-20", "2026-11-10")
    passed = AFTER.replace("2029-12-31", "2026-11-22").replace("on: 2026-11-20", "on: 2026-11-10")
    waits = AFTER.replace("title: Svartid,", "title: Svartid, frequency: yearly,").replace(
        "indicator: I1", "indicator: I2"
    )

    told = [said(status("status_summary", text))[2].partition("endnu ikke. ")[2] for text in (often, passed, waits)]

    assert told == [
        "Målt til tiden: 0 af 1. Indikatorer, der er bagud: 0.",
        "Målt til tiden: 0 af 1. Indikatorer, der er bagud: 0. Mål, hvor fristen er passeret uden ny måling: 1.",
        "Indikatorer, der er bagud: 0.",
    ]


def test_what_is_asked_for_is_what_waits_for_a_decision(status: Made) -> None:
    """Nothing, where all is decided."""
    (asked,) = status("asked_now", AFTER)
    done = AFTER.replace("2027-02-01, recommendation: at budgettet tilpasses", "2026-11-20, outcome: approved")

    assert isinstance(asked, Table)
    assert "at budgettet tilpasses" in text_of(asked.rows[0].cells[1].spans)
    assert len(asked.rows) == 1
    assert ["Planen har ingen indstilling, der venter på beslutning. Sagen er til orientering."] == said(
        status("asked_now", done)
    )


def test_actions_are_told_late_ones_first(status: Made) -> None:
    """Those that stand among the conditions are counted and not told twice; where there is room, all are told."""
    told = AFTER.replace("indicators:", f"{actions(9)}\nindicators:")

    found = status("actions_standing", told)

    assert said(found) == ["Handlinger, der ikke er afsluttet: 10. Overskredet: 8. H1 står under vilkårene."]
    assert table(found)[0] == ["H4 Opgave 4", "Igangsat, frist 01.04.2026, overskredet"]
    assert [row[0].split()[0] for row in table(found)] == [f"H{n}" for n in range(4, 13)]


def test_actions_that_there_is_no_room_for_are_named(status: Made) -> None:
    """By number, in the order of the others."""
    *shown, rest = table(status("actions_standing", AFTER.replace("indicators:", f"{actions(90)}\nindicators:")))

    ids = [*(row[0].split()[0] for row in shown), *rest[0].removeprefix("Desuden: ").removesuffix(".").split(", ")]
    assert len(shown) > MOST_ACTIONS
    assert sorted(ids) == sorted(f"H{n}" for n in range(4, 94))


def test_the_report_is_filled_with_actions_and_not_beyond(status: Made) -> None:
    """What it tells takes two pages by its own reckoning, with the note of what is left; one action more would not."""
    told = AFTER.replace("indicators:", f"{actions(90)}\nindicators:")
    others = ("status_summary", "asked_now", "conditions_standing", "money_standing", "targets_standing", "deviations")
    whole = next(one for one in status("actions_standing", told) if isinstance(one, Table))

    left = LINES - DRAFT - len(others) * HEADING - NOTE - sum(taken(status(name, told)) for name in others)
    used = sum(row_taken(whole, row) for row in whole.rows[:-1])
    assert used <= left < used + row_taken(whole, whole.rows[0])


@pytest.mark.parametrize(("count", "shown"), [(MOST_ACTIONS, MOST_ACTIONS), (MOST_ACTIONS + 1, MOST_ACTIONS - 1)])
def test_some_actions_are_told_however_full_the_report_is(
    status: Made, monkeypatch: pytest.MonkeyPatch, count: int, shown: int
) -> None:
    """As many as there is always room for, the line that names the others among them."""
    monkeypatch.setattr(follow_up, "LINES", 0)
    told = AFTER.replace("H1: {title: Status om et år", "H1: {title: Andet")

    found = table(status("actions_standing", told.replace("indicators:", f"{actions(count - 1)}\nindicators:")))

    assert [row[0].startswith("Desuden") for row in found] == [False] * shown + [True] * (count > MOST_ACTIONS)


def actions(count: int) -> str:
    """So many actions with a deadline, a month each and then again."""
    days = (f"2026-{(n - 1) % 12 + 1:02}-01" for n in range(4, 4 + count))
    return "\n".join(
        f"  H{n}: {{title: Opgave {n}, deadline: {day}, status: started}}" for n, day in enumerate(days, 4)
    )


def test_what_has_changed_is_told_with_what_it_does(status: Made) -> None:
    """In a line each; what is told elsewhere in the report is not told twice, and nothing is said to be nothing."""
    (changed,) = status("deviations", AFTER)

    first = text_of(changed.items[0].spans)
    assert first.startswith("G1 Lavere udgift til sagsbehandling: nettonutidsværdi")
    assert first.endswith("Begynder et år senere (2028 → 2029).")
    last = text_of(changed.items[-1].spans)
    assert last == "Desuden 2 ændringer under »Gennemførelse«, se ændringslisten."
    assert "H1" not in str(changed)
    (alone,) = status("deviations", f"{BEFORE}actions: {{H1: {{title: Kampagne}}}}\n")
    assert [text_of(one.spans) for one in alone.items] == ["1 ændring under »Gennemførelse«, se ændringslisten."]
    assert said(status("deviations", BEFORE)) == ["Der er ikke ændret noget."]
