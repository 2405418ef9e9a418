"""The first revision is the file as it was made, to the last byte."""

from __future__ import annotations

from planbuilder.signing.revisions import fields, first_revision
from tests.signing.world import base, good, opened


def test_the_unsigned_file_is_found_in_the_signed_one() -> None:
    """After any number of revisions, and in itself."""
    assert [base()] * 3 == [first_revision(opened(pdf)) for pdf in (base(), good("b-b"), good("b-lta"))]


def test_fields_tell_whose_they_are() -> None:
    """Archive timestamps belong to nobody and cannot be seen."""
    found = fields(opened(good("b-lta", 1)))

    assert ["P1", "P2", "P3", ""] == [one.signer for one in found.values()]
    assert [(True, False), (False, True)] == [(one.is_seen, one.is_timestamp) for one in (*found.values(),)[2:]]
