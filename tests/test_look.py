"""The look: colours that can be read."""

from __future__ import annotations

import pytest

from planbuilder import look
from planbuilder.drawing.colours import contrast

COLOURS = look.load().colours
ON_PAPER = ("ink", "muted", "primary", "accent", "good", "watch", "bad", "gap")
ON_SOFT = [(name, f"{name}_soft") for name in ("good", "watch", "bad", "gap", "primary")]


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((name, "paper") for name in ON_PAPER),
        *ON_SOFT,
        ("paper", "primary"),
        ("ink", "surface"),
        ("primary_soft", "primary"),
    ],
)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    """At least 4.5 to 1, as WCAG AA asks."""
    assert contrast(COLOURS[text], COLOURS[ground]) >= 4.5


def test_an_own_look_is_data() -> None:
    """Sizes and page are numbers, what is not given is empty."""
    own = look.look_of("egen", {"sizes": {"body": "11"}, "colours": {"ink": "#000000"}})

    assert (11.0, "#000000", {}) == (own.sizes["body"], own.colours["ink"], own.page)
