"""What is not ready is not sealed; a version that is sealed is described in tests of the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planbuilder import example
from planbuilder.codes import TOO_MANY_PAGES
from planbuilder.errors import CheckFailed, Problem, UsageWrong
from planbuilder.language import Language
from planbuilder.usecases.approving import Decision, approve, decide, versions
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.nodes import put
from planbuilder.yamltext.reading import read_text
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


def test_a_document_that_is_too_long_is_told_as_it_is_sealed(tmp_path: Path, danish: Language) -> None:
    """As `build` does: with its file, after the pages are counted; the version is sealed all the same."""
    data = read_text(example.text(danish)).data()
    text = dump(put(data, ("benefits_tree", "purpose"), "ord " * 1500))
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    heard: list[Problem] = []

    approve(tmp_path, danish, DAY, NOW, warn=heard.extend)

    assert ["proposal.pdf", "summary.pdf", "committee.pdf"] == [
        one.place.file for one in heard if one.code == TOO_MANY_PAGES
    ]
    assert 1 == len(versions(tmp_path).versions)
