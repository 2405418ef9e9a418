"""Boxes find places without overlap, and a text's extent covers its ink."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.drawing.shapes import Text, extent, settle, spread

BOXES = st.lists(st.tuples(st.floats(0, 500), st.floats(1, 60)), min_size=1, max_size=12)


def gaps(starts: list[float], heights: list[float]) -> list[float]:
    ends = [start + height for start, height in zip(starts, heights, strict=True)]
    return [start - end for end, start in zip(ends, starts[1:], strict=False)]


@given(boxes=BOXES, spare=st.floats(0, 300))
def test_settled_boxes_keep_their_gaps_and_the_room(boxes: list[tuple[float, float]], spare: float) -> None:
    """Wherever boxes want to be, they end up inside the room and apart."""
    wanted, heights = [box[0] for box in boxes], [box[1] for box in boxes]
    room = sum(heights) + 5 * (len(heights) - 1) + spare
    starts = settle(wanted, heights, 5, room)

    assert min([starts[0], *gaps(starts, heights)]) >= -1e-6
    assert all(gap >= 5 - 1e-6 for gap in gaps(starts, heights))
    assert starts[-1] + heights[-1] <= room + 1e-6


def test_settled_boxes_stay_where_they_want_to_be_if_they_can() -> None:
    """Boxes with room between them are not moved."""
    assert settle([10, 50, 90], [20, 20, 20], 5, 200) == pytest.approx([10, 50, 90])


def test_crowded_boxes_share_the_way() -> None:
    """Boxes that want the same place move aside equally far."""
    assert settle([50, 50], [20, 20], 10, 200) == pytest.approx([35, 65])


@given(heights=st.lists(st.floats(1, 60), min_size=1, max_size=12), spare=st.floats(0, 300))
def test_spread_boxes_are_centred(heights: list[float], spare: float) -> None:
    """As much room is left above the first box as below the last."""
    room = sum(heights) + 5 * (len(heights) - 1) + spare
    starts = spread(heights, 5, room)

    assert starts[0] == pytest.approx(room - starts[-1] - heights[-1], abs=1e-6)
    assert all(second > first for first, second in pairwise(starts))


@pytest.mark.parametrize(("anchor", "left"), [("start", 100.0), ("middle", 87.5), ("end", 75.0)])
def test_extent_follows_the_anchor(anchor: str, left: float) -> None:
    """A text grows right from its start, left from its end, both ways from its middle."""
    area = extent(Text((100, 50), "中" * 5, 5, "#000000", anchor=anchor))  # type: ignore[arg-type]

    assert (area.left, area.right) == pytest.approx((left, left + 25))


def test_extent_turns_with_the_text() -> None:
    """A text turned upright is as high as it is long."""
    area = extent(Text((100, 50), "中" * 5, 5, "#000000", angle=90))

    assert (area.bottom, area.top) == pytest.approx((50, 75))
