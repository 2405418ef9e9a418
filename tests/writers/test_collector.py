"""The search for garbage is put off while a document is made, and no longer."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from planbuilder.writers.collector import paused


@pytest.fixture(autouse=True)
def searching() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_it_is_off_within_and_on_after() -> None:
    """And may be asked for within itself."""
    with paused():
        with paused():
            pass
        within = gc.isenabled()

    assert (False, True) == (within, gc.isenabled())


def test_it_is_on_again_after_a_fault() -> None:
    """A document that cannot be made leaves the program as it was."""
    with pytest.raises(ValueError, match="fejl"), paused():
        raise ValueError("fejl")

    assert gc.isenabled()


def test_who_switched_it_off_keeps_it_off() -> None:
    """It is not ours to switch on."""
    gc.disable()
    with paused():
        pass

    assert not gc.isenabled()
