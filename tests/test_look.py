"""The look: colours that can be read."""

from __future__ import annotations

import pytest

from planbuilder import look
from planbuilder.drawing.chart_frame import END_SIZE, MARK_SIZE, TICK_SIZE
from planbuilder.drawing.colours import contrast
from planbuilder.drawing.verdict import SIZE as VERDICT
from planbuilder.writers.shared import enlarged

COLOURS = look.load().colours
ON_PAPER = ("ink", "muted", "primary", "accent_text", "good", "watch", "caution", "bad", "gap")
ON_SOFT = [(name, f"{name}_soft") for name in ("good", "watch", "caution", "bad", "gap", "primary")]


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((name, "paper") for name in ON_PAPER),
        *ON_SOFT,
        ("paper", "primary"),
        ("ink", "surface"),
        *(("ink", f"{name}_soft") for name in ("good", "watch", "caution", "bad")),
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


def test_a_poster_has_its_own_sheet_and_larger_type() -> None:
    """All else is the same look; on A4 it is the look itself."""
    standard = look.load()
    poster = standard.on("a3_landscape")

    assert standard is standard.on("a4")
    assert (1190.55, 841.89) == (poster.page["width"], poster.page["height"])
    assert [] == [name for name, size in standard.sizes.items() if poster.sizes[name] < size]
    assert poster.colours == standard.colours


def test_a_poster_is_read_from_two_metres() -> None:
    """16 points and more for what is read, 14 for what stands beside it and for the words of charts."""
    poster = look.load().on("a3_landscape")
    words = (TICK_SIZE, END_SIZE, MARK_SIZE, VERDICT)

    assert 16 <= min(size for name, size in poster.sizes.items() if name != "small")
    assert 14 <= min(poster.sizes["small"], *(size * enlarged(poster) for size in words))


def test_a_document_with_a_measure_is_set_to_be_read() -> None:
    """Its prose is larger, and so are passages of forms; nothing else is, and no page."""
    standard = look.load()
    read = standard.on("a4", measured=True)
    larger = {name for name, size in read.sizes.items() if size > standard.sizes[name]}

    assert {"body", "fact", "lead"} == larger == set(standard.reading_sizes)
    assert all(read.sizes[name] >= size for name, size in standard.sizes.items())
    assert read.page == standard.page


def test_a_look_without_a_poster_puts_it_on_its_own_page() -> None:
    """A municipality's look may leave it out."""
    own = look.look_of("egen", {"sizes": {"body": "11"}, "page": {"width": "500"}})

    assert ({"body": 11.0}, {"width": 500.0}) == (own.on("a3_landscape").sizes, own.on("a3_landscape").page)
