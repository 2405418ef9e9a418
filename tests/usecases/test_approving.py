"""What is not ready is not sealed; a version that is sealed is described in tests of the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planbuilder.errors import CheckFailed, UsageWrong
from planbuilder.language import Language
from planbuilder.usecases.approving import Decision, approve, decide, versions
from tests.conftest import NOW

DAY = date(2026, 11, 23)


def test_a_plan_with_gaps_is_not_sealed(case: Path, danish: Language) -> None:
    """All of them are told at once, and nothing is written."""
    with pytest.raises(CheckFailed) as caught:
        approve(case, danish, DAY, NOW)

    assert len(caught.value.problems) > 5
    assert versions(case).versions == ()
    assert [path.name for path in case.iterdir()] == ["plan.yaml"]


def test_nothing_is_decided_on_a_version_that_is_not_there(case: Path) -> None:
    """Neither the plan nor its journal is touched."""
    with pytest.raises(UsageWrong):
        decide(case, Decision("Byrådet", DAY, "approved"), NOW)

    assert [path.name for path in case.iterdir()] == ["plan.yaml"]
