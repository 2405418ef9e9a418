"""Verdicts for whoever calls; what each finds is described with the rules of verdicts."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.configuration import Configuration
from planbuilder.errors import UsageWrong
from planbuilder.usecases.verifying import Against, returned, verify
from tests.conftest import NOW
from tests.signing import world


def test_a_file_that_nobody_signed_is_not_verified(tmp_path: Path) -> None:
    """And without a configuration nobody is trusted."""
    (tmp_path / "plan.pdf").write_bytes(world.base())

    found = verify(tmp_path / "plan.pdf", NOW, Configuration())

    assert (found.state, found.signatures, found.grounds.trusted) == ("not_verified", (), ())


@pytest.mark.parametrize("against", [Against(), Against(Path("plan.pdf"))])
def test_what_was_signed_elsewhere_is_held_against_one_file(tmp_path: Path, against: Against) -> None:
    """The base or the version: neither is too little, both are too much."""
    version = tmp_path if against.base else None

    with pytest.raises(UsageWrong, match="PB"):
        returned(tmp_path / "back.pdf", NOW, Configuration(), against, version)
