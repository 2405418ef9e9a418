"""What a signature proves depends on what it carries along, and on the moment it is judged at."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from planbuilder.record import replace
from planbuilder.signing.assess import Assessment, assess
from planbuilder.signing.trust import Trust
from tests.signing.world import NOW, YEAR, good, now, opened, trust

MONTHS = timedelta(days=200)


def assessed(level: str, at: datetime | None = None, by: Trust | None = None) -> Assessment:
    (one,) = opened(good(level, 1)).embedded_regular_signatures
    one.compute_integrity_info()
    return assess(one, by or trust(), at or now())


@pytest.mark.parametrize("level", ["b-b", "b-t", "b-lt", "b-lta"])
def test_each_level_is_recognised(level: str) -> None:
    """By what the file proves, not by what it was asked for."""
    assert ("OK", level) == (assessed(level).outcome, assessed(level).level)


def test_only_a_timestamp_proves_a_time() -> None:
    """What the signer says is not proof."""
    assert [None, True] == [
        time and abs(time - NOW) < YEAR for time in (assessed("b-b").proven, assessed("b-t").proven)
    ]


@pytest.mark.parametrize(
    ("level", "outcome"), [("b-b", "TRY_LATER"), ("b-t", "TRY_LATER"), ("b-lt", "TRY_LATER"), ("b-lta", "OK")]
)
def test_when_the_list_is_old_only_an_archived_signature_holds(level: str, outcome: str) -> None:
    """A timestamp over the list shows that it was new then."""
    assert outcome == assessed(level, NOW + MONTHS).outcome


def test_a_signature_that_brings_its_proof_along_needs_no_list_of_ours() -> None:
    """The roots are enough."""
    bare = replace(trust(), revocation_lists=())

    assert [False, False, True, True] == [
        assessed(level, by=bare).level is not None for level in ("b-b", "b-t", "b-lt", "b-lta")
    ]


def test_roots_for_timestamps_can_be_others() -> None:
    """Then those for signers do not count for them."""
    other = replace(trust(), timestamp_roots=(opened(good("b-b")).embedded_regular_signatures[0].signer_cert,))

    found = assessed("b-t", by=other)

    assert (None, "OK", False) == (found.level, found.outcome, found.stamp == "OK")
