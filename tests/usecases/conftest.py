"""What the tests of use cases share: a small plan in a folder, and a moment."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PLAN = """\
format: planbuilder.plan/1
plan_id: p
title: Fritidspas
language: da
organisation: {name: Nordlund Kommune}
solution: {name: Borgerportal}
price_base: 2026
first_year: 2027
horizon: 4
people: {P1: {name: Mia Holm}}
benefits_tree:
  changes: {F1: {title: Digital ansøgning, owner: P1}}
  benefits:
    G1: {title: Færre opkald, kind: cashable, from: [F1], owner: P1, full_effect: {amount: 500000},
         account: '06.45', use: Budgettet falder., use_decided_by: Byrådet}
costs:
  K1: {title: Indførelse, kind: one_off, amount: 900000.50, from: 2027}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small plan that has a business case."""
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return folder
