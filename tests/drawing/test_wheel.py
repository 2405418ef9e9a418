"""The wheel shows how complete each theme is, by area and in words."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from math import pi

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbuilder.document.figure_model import WheelData, WheelSegment
from planbuilder.drawing.shapes import Close, Curve, Drawing, Move, Shape, Text
from planbuilder.drawing.wheel import draw_wheel
from planbuilder.look import Look

Check = Callable[[Drawing], list[str]]
SENTENCES = st.text(alphabet="abcdefgiklmnoprstuvæøåÆØÅ   .,-😀", max_size=80)
SEGMENTS = st.builds(WheelSegment, SENTENCES, st.decimals(0, 1, places=2), st.text("0123456789 af", max_size=40))
WHEELS = st.builds(WheelData, st.lists(SEGMENTS, max_size=9).map(tuple), SENTENCES)


def texts(drawing: Drawing) -> list[str]:
    return [item.text for item in drawing.items if isinstance(item, Text)]


def wheel(*shares: str) -> WheelData:
    segments = tuple(WheelSegment(f"Tema {share}", Decimal(share), f"{share} besvaret") for share in shares)
    return WheelData(segments, "Gevinstplan")


def size_of(shape: Shape) -> float:
    """The area a path encloses, its curves taken as many short lines."""
    points: list[tuple[float, float]] = []
    for step in shape.steps:
        if isinstance(step, Curve):
            start = points[-1]
            points.extend(_along(start, step, part / 20) for part in range(1, 21))
        elif not isinstance(step, Close):
            points.append(step.to)
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def _along(start: tuple[float, float], curve: Curve, share: float) -> tuple[float, float]:
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    points = (start, curve.first, curve.second, curve.to)
    return (
        sum(weight * point[0] for weight, point in zip(weights, points, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, points, strict=True)),
    )


@settings(max_examples=60)
@given(data=WHEELS, width=st.sampled_from((380.0, 470.0, 710.0)))
def test_no_word_leaves_the_drawing_or_covers_another(
    look: Look, outside: Check, overlapping: Check, data: WheelData, width: float
) -> None:
    """In any wheel all texts are inside and apart."""
    drawing = draw_wheel(data, look, width)

    assert outside(drawing) == []
    assert overlapping(drawing) == []


def test_segment_is_filled_as_far_as_it_is_complete(look: Look) -> None:
    """A quarter complete fills a quarter of the segment's track."""
    shapes = [item for item in draw_wheel(wheel("0.25"), look, 470).items if isinstance(item, Shape)]
    track, filled = shapes[0], shapes[1]

    assert size_of(filled) / size_of(track) == pytest.approx(0.25, abs=0.001)


def test_segments_make_a_ring(look: Look) -> None:
    """The tracks of six segments cover the ring but for the gaps between them."""
    items = draw_wheel(wheel(*["0"] * 6), look, 470).items
    tracks = [item for item in items if isinstance(item, Shape) and item.fill == look.colours["gap_soft"]]
    outer = 0.22 * 470
    ring = pi * outer**2 * (1 - 0.63**2)

    assert sum(map(size_of, tracks)) == pytest.approx(ring * (360 - 6 * 3) / 360, rel=0.001)


def test_completeness_has_its_own_colours(look: Look) -> None:
    """Nothing, something and everything are told apart."""
    items = draw_wheel(wheel("0", "0.5", "1"), look, 470).items
    words = {item.text: item.colour for item in items if isinstance(item, Text)}
    colours = [words[f"{share} besvaret"] for share in ("0", "0.5", "1")]

    assert colours == [look.colours[name] for name in ("gap", "primary", "good")]


def test_segments_run_clockwise_from_the_top(look: Look) -> None:
    """The first of six numbers is upper right, the fourth lower left."""
    numbers = {item.text: item.at for item in draw_wheel(wheel(*["1"] * 6), look, 470).items if isinstance(item, Text)}
    centre = 470 / 2

    assert numbers["1"][0] > centre > numbers["4"][0]
    assert numbers["1"][1] > numbers["4"][1]


def test_names_and_numbers_are_written(look: Look) -> None:
    """Each theme has its number, its name and its completeness in words."""
    said = texts(draw_wheel(wheel("0", "1"), look, 470))

    assert {"1", "2", "Tema 0", "Tema 1", "0 besvaret", "1 besvaret", "Gevinstplan"} == set(said)


def test_texts_can_be_read(look: Look, unreadable: Check) -> None:
    """Every text has a contrast of at least 4.5:1 to what is behind it."""
    assert unreadable(draw_wheel(wheel("0", "0.3", "0.5", "0.8", "1", "0"), look, 470)) == []


def test_first_step_of_a_segment_starts_a_path(look: Look) -> None:
    """Every shape starts with a move, so painters need no current point."""
    shapes = [item for item in draw_wheel(wheel("0.4", "1"), look, 470).items if isinstance(item, Shape)]

    assert [shape for shape in shapes if not isinstance(shape.steps[0], Move)] == []
