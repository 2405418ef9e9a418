"""The day of a paper has come and has not passed: what is due on it is neither late nor still to come."""

from __future__ import annotations

import pytest

from tests.document.blocks.tables import lines_of
from tests.document.plans import SMALL

RULE = (
    "answers: {workflows_rules.rules: {rows: {r1: {rule: Bilag, origin: practice, changed_by: Rådet, by_when: DAY}}}}"
)
HEARD = "distribution: {D1: {name: MED-udvalget, role: Høring, on: DAY}}"
MEETS = "decisions: {B1: {body: Rådet, on: DAY, recommendation: at}}"
WAITS = "preconditions: {L1: {title: Registre, expected: DAY, holds: [G1]}}"
GOAL = "indicators: {I1: {title: Tid, benefit: G1, unit: dage, baseline: {value: 9}, target: {value: 4, on: DAY}}}"
# By what is told: the block, the plan, and whether it is told the day before the paper's, on it, and the day after.
TOLD = {
    "(datoen er passeret)": ("committee_rules", RULE, (True, False, False)),
    "Reglen ændres": ("timeline", RULE, (False, True, True)),
    "(sendt 2": ("committee_hearing", HEARD, (True, True, False)),
    "[mangler: høringssvar]": ("committee_hearing", HEARD, (True, True, False)),
    "Skal behandles af": ("committee_steps", MEETS, (False, True, True)),
    "beslutning ikke noteret": ("decision_chain", MEETS, (True, False, False)),
    "L1 Registre": ("timeline", WAITS, (False, True, True)),
    "Målet skulle være nået": ("board_goals", GOAL, (True, False, False)),
}


@pytest.mark.parametrize("told", TOLD)
def test_the_day_itself_has_come_and_not_passed(blocks, told: str) -> None:
    """The paper is of 23 November 2026."""
    block, text, expected = TOLD[told]
    made = [blocks(block, f"{SMALL}{text.replace('DAY', f'2026-11-{day}')}\n") for day in (22, 23, 24)]

    assert tuple(any(told in line for one in found for line in said(one)) for found in made) == expected


def said(block: object) -> list[str]:
    """The lines of a block, and of the blocks in it."""
    inner = getattr(block, "blocks", None)
    if inner is not None:
        return [line for one in inner for line in said(one)]
    return lines_of(block) if hasattr(block, "spans") or hasattr(block, "rows") or hasattr(block, "items") else []
