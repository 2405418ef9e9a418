"""Two long texts are shown by what differs in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planbuilder.changes.excerpts import LONGEST, excerpts

LONG = "Familierne får svar efter 21 dage, og vi skriver det samme til alle, der har søgt om et pas i kommunen"


def test_short_texts_are_whole() -> None:
    """Nothing is left out of what fits in a sentence."""
    assert excerpts("Mette Holm", "Jens Krogh") == ("Mette Holm", "Jens Krogh")


def test_long_texts_are_shown_where_they_differ() -> None:
    """With a few words before and after."""
    assert excerpts(LONG, LONG.replace("21", "3")) == (
        "Familierne får svar efter 21 dage, og vi skriver …",
        "Familierne får svar efter 3 dage, og vi skriver …",
    )


WORDS = st.lists(st.sampled_from(["a", "bb", "ccc"]), max_size=60).map(" ".join)


@given(WORDS, WORDS)
def test_what_differs_is_never_shown_alike(old: str, new: str) -> None:
    """Whatever two texts are, an excerpt of each tells them apart; nothing is longer than a text may be."""
    was, now = excerpts(old, new)

    assert (was == now) == (old == new)
    assert max(len(was), len(now)) <= LONGEST + 2
