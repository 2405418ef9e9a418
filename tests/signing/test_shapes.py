"""What is added to a signed file so that only some programs show it is refused, with the reason, by every way in."""

from __future__ import annotations

from functools import cache

import pytest

from planbuilder.confined import Refused
from planbuilder.signing.evidence import evidence
from planbuilder.signing.fields import expectation
from planbuilder.signing.layout import CODES, layout
from planbuilder.signing.model import LEVELS
from planbuilder.signing.pages import Pair, compare, looking_otherwise
from tests.signing import world
from tests.signing.shapes import SHAPES
from tests.signing.world import base, codes, good, judge, now

EACH = pytest.mark.parametrize("name", SHAPES)


@cache
def changed(name: str, level: str = "b-b") -> bytes:
    return SHAPES[name][1](good(level))


def test_there_are_many() -> None:
    """Thirty at least, and the file they are made from is whole."""
    assert 40 <= len(SHAPES)
    assert [()] * 4 == [layout(good(level)).faults for level in LEVELS]


@EACH
def test_a_changed_file_is_not_verified(name: str) -> None:
    """Whether its base is known or not, and the reason is told."""
    pdf = changed(name)
    known, unknown = judge(pdf), judge(pdf, expectation(base(), None))

    assert ["not_verified"] * 2 == [known.state, unknown.state]
    assert SHAPES[name][0] in codes(known)
    assert SHAPES[name][0] in codes(unknown)


@pytest.mark.parametrize("name", [name for name, (code, _) in SHAPES.items() if code in CODES])
def test_what_is_wrong_is_seen_at_every_level(name: str) -> None:
    """However many parts a file has, and whoever wrote them."""
    found = [{fault.code for fault in layout(changed(name, level)).faults} for level in LEVELS]

    assert all(SHAPES[name][0] in codes for codes in found)


@EACH
def test_a_changed_file_is_not_taken_in(name: str) -> None:
    """It begins with ours, so it is no derived file for somebody to confirm either."""
    found = evidence(base(), changed(name), world.trust(), now(), world.expected())

    assert "refused" == found.kind
    assert found.reasons


def shows_something_else(pdf: bytes) -> bool:
    """Whether a program that repairs files shows other pages than those of the base."""
    try:
        first = Pair(1, 1, is_same=True)
        return not compare(base(), pdf).is_same or bool(looking_otherwise(base(), pdf, [first]))
    except Refused:
        return False


def test_the_shapes_are_no_invention() -> None:
    """Two programs that are in use show something else for many of them, though no signature breaks."""
    fooled = [name for name in SHAPES if shows_something_else(changed(name))]

    assert 12 <= len(fooled)
