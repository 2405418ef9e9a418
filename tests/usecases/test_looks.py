"""The look of a plan's documents, and the profile as a version keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder import look
from planbuilder.errors import InputInvalid
from planbuilder.usecases.looks import kept_look, look_of, profile_files

PROFILE = "format: planbuilder.profile/1\nname: Nordlund\ncolours: {accent: '#004488'}\n"


def test_the_profile_beside_a_plan_counts_and_a_named_one_before_it(case: Path, tmp_path: Path) -> None:
    """Without either, documents look as they come."""
    plain = look_of(case)
    (tmp_path / "other.yaml").write_text(PROFILE.replace("Nordlund", "Sønderby"), encoding="utf-8")
    (case / "profile.yaml").write_text(PROFILE, encoding="utf-8")

    assert plain == look.load()
    assert profile_files(case, None)["profile/profile.yaml"] == PROFILE.encode()
    assert "Sønderby".encode() in profile_files(case, tmp_path / "other.yaml")["profile/profile.yaml"]


def test_a_version_looks_as_its_own_profile_says(case: Path) -> None:
    """Made from what it keeps, not from what lies beside the plan now."""
    (case / "profile.yaml").write_text(PROFILE, encoding="utf-8")

    assert kept_look(profile_files(case, None)) == look_of(case)
    assert kept_look({}) == look.load()


def test_a_profile_that_leads_out_of_the_folder_is_refused(case: Path, tmp_path: Path) -> None:
    """A folder that was received names no file elsewhere."""
    (tmp_path / "other.yaml").write_text(PROFILE, encoding="utf-8")
    (case / "profile.yaml").symlink_to(tmp_path / "other.yaml")

    with pytest.raises(InputInvalid):
        look_of(case)
