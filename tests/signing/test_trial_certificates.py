"""Certificates for trying out say so, and nobody else's trust covers them."""

from __future__ import annotations

from planbuilder.signing.trial_certificates import NOTICE
from tests.signing.world import NOW, authority, people, timestamps


def test_every_certificate_says_that_it_is_a_test() -> None:
    """Root, signer and timestamp authority."""
    made = [authority().root.parsed, people()[0].parsed, timestamps().tsa_cert]

    assert [NOTICE] * 3 == [one.subject.native["organization_name"] for one in made]
    assert "TEST" in NOTICE


def test_a_root_is_valid_from_the_moment_it_is_made_for() -> None:
    """The moment is an argument."""
    root = authority().root.parsed

    assert root.not_valid_before < NOW < root.not_valid_after
