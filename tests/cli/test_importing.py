"""The command `import`: what was changed in a workbook, in words and as data, and saved where that is asked for."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from planbuilder.language import Language
from planbuilder.plan.store import open_plan
from tests.cli.conftest import Run
from tests.usecases.test_importing import changed, kept
from tests.workbook.test_changes import plan


def test_it_tells_saves_and_gives_data(call: Run, here: Path, danish: Language) -> None:
    """In words, and as data for programs; `--dry-run` saves nothing."""
    kept(plan(), here)
    (here / "economy.xlsx").write_bytes(changed(danish, {("costs", "K0", "amount"): 850_000}))
    shown = call("import", "economy.xlsx")
    dry = call("import", "economy.xlsx", "--accept", "--dry-run")
    data = json.loads(call("import", "economy.xlsx", "--json").out)
    done = call("import", "economy.xlsx", "--accept", "--as", "Mette Holm")

    assert [0, 0, 0] == [shown.code, dry.code, done.code]
    assert "1.000.000 kr. til 850.000 kr." in shown.out.replace("\u00a0", " ")
    assert ("planbuilder.import/1", False, 1) == (data["schema"], data["saved"], data["comparison"]["places"])
    assert Decimal(850_000) == open_plan(here).plan.costs["K0"].amount
