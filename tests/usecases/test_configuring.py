"""A configuration, and what the file beside a plan may choose."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.errors import Problem
from planbuilder.usecases.configuring import configured


def test_without_a_file_nothing_is_set() -> None:
    """Nobody is trusted."""
    assert (configured(None).file, configured(None).trust.roots) == ("", ())


@pytest.mark.parametrize("about", [".", "plan.yaml", "versions/1", "versions/1/documents/plan.pdf"])
def test_a_file_beside_the_plan_may_choose_the_level_and_trust_nobody(case: Path, about: str) -> None:
    """Whatever of the plan one is about; what it may not say is heard, and does not count."""
    version = case / "versions" / "1"
    version.mkdir(parents=True)
    (version / "manifest.json").write_text("{}", encoding="utf-8")
    text = "signing: {level: b-lta}\ntrust: {roots: [root.pem]}\n"
    (case / "planbuilder.yaml").write_text(text, encoding="utf-8")
    heard: list[Problem] = []

    found = configured(None, case / about, heard.extend)

    assert (found.signing.level, found.trust.roots) == ("b-lta", ())
    assert len(heard) == 1
