"""The wheel of themes: how complete each theme is in, a ring of segments with their names around it out."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, cos, fsum, pi, radians, sin, tan

from planbuilder.document.figure_model import WheelData, WheelSegment
from planbuilder.drawing.colours import mix
from planbuilder.drawing.shapes import (
    Anchor,
    Close,
    Curve,
    Drawing,
    Line,
    Move,
    Point,
    Row,
    Shape,
    Step,
    Text,
    circle,
    settle,
    stack,
    stack_height,
    stroke,
)
from planbuilder.drawing.typeface import ASCENT, DESCENT, clean, limit, measure, wrap
from planbuilder.look import Look
from planbuilder.record import record

# The ring's outer radius as a share of the width, and its inner one as a share of that.
_OUTER = 0.22
_INNER = 0.63
# How far a segment that is begun is mixed with paper, so that its number can be read on it.
_LIGHTER = 0.28
# Points of line that leave a segment straight outwards before they turn to its words.
_STUB = 7.0
_MARGIN = 4.0
_GAP_ANGLE = 3.0
_COLUMN_GAP = 20.0
_BLOCK_GAP = 10.0
_TITLE, _TEXT = 9.5, 8.5
# Widths to try for the words in the hub, in radii: near the diameter for one line, less for more.
_CENTRE_SHARES = (1.95, 1.85, 1.75, 1.65, 1.5, 1.35, 1.2, 1.0)
_CENTRE_SIZES = (12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0)


@record
class _Ring:
    """The measures of the ring."""

    centre: Point
    inner: float
    outer: float

    def at(self, angle: float, radius: float) -> Point:
        """The point at `angle` degrees clockwise from the top, `radius` points from the centre."""
        # Angles run clockwise from the top, so sine goes across and cosine up.
        turn = radians(angle)
        return self.centre[0] + radius * sin(turn), self.centre[1] + radius * cos(turn)


@record
class _Stage:
    """How a theme looks from the share `least` on; the words beside it say the same as the colour."""

    least: float
    colour: str
    lighter: float = 0.0


# Begun is anything above nothing; 0.0001 and not 0 since the first that fits is taken, from the top down.
_STAGES = (_Stage(1.0, "good"), _Stage(0.0001, "primary", _LIGHTER), _Stage(0.0, "gap"))


@record
class _Label:
    """A theme's words beside the ring, and the angle they belong to."""

    rows: tuple[Row, ...]
    angle: float


def draw_wheel(data: WheelData, look: Look, width: float) -> Drawing:
    """The wheel, `width` points wide: each segment filled as far as its theme is complete."""
    data = clean(data)
    outer = _OUTER * width
    room = width / 2 - outer - _COLUMN_GAP
    span = 360 / max(1, len(data.segments))
    angles = [(index + 0.5) * span for index in range(len(data.segments))]
    labels = [_label(segment, angle, room, look) for segment, angle in zip(data.segments, angles, strict=True)]
    sides = (
        [label for label in labels if label.angle < 180],
        # Angles go on upwards on the left side, and both sides are set from the top down.
        [label for label in labels if label.angle >= 180][::-1],
    )
    # The ring with its leaders, or the words of the fuller side: whichever needs more.
    height = max(2 * (outer + _STUB + _MARGIN + 4), *(_side_height(side) for side in sides))
    ring = _Ring((width / 2, height / 2), _INNER * outer, outer)
    items: list[Shape | Text] = []
    for number, (segment, angle) in enumerate(zip(data.segments, angles, strict=True), 1):
        items.extend(_segment(segment, number, angle, span, ring, look))
    items.extend(_centre(data.centre, ring, look))
    items.extend(_side(sides[0], ring, width - room, "start", height, look))
    items.extend(_side(sides[1], ring, room, "end", height, look))
    return Drawing(width, height, tuple(items))


def _label(segment: WheelSegment, angle: float, room: float, look: Look) -> _Label:
    title = [Row(line, _TITLE, look.colours["ink"], True) for line in wrap(segment.title, room, _TITLE, True)]
    text = [Row(line, _TEXT, _colour(segment, look)) for line in wrap(segment.text, room, _TEXT)]
    return _Label((*title, *text), angle)


def _side_height(side: Sequence[_Label]) -> float:
    return fsum(stack_height(label.rows) for label in side) + _BLOCK_GAP * max(0, len(side) - 1) + 2 * _MARGIN


def _stage(segment: WheelSegment) -> _Stage:
    return next((stage for stage in _STAGES if float(segment.share) >= stage.least), _STAGES[-1])


def _colour(segment: WheelSegment, look: Look) -> str:
    return look.colours[_stage(segment).colour]


def _segment(
    segment: WheelSegment, number: int, angle: float, span: float, ring: _Ring, look: Look
) -> list[Shape | Text]:
    """A segment's soft track, the part of it that is complete, and its number."""
    # With very many segments the gaps must not eat them up.
    gap = min(_GAP_ANGLE, span / 4)
    start, end = angle - (span - gap) / 2, angle + (span - gap) / 2
    share = min(1.0, max(0.0, float(segment.share)))
    track = Shape(_sector(ring, start, end), fill=look.colours[_stage(segment).colour + "_soft"])
    colour = mix(_colour(segment, look), look.colours["paper"], _stage(segment).lighter)
    filled = Shape(_sector(ring, start, start + (end - start) * share), fill=colour)
    edge = Shape(track.steps, stroke=colour, width=0.8)
    return [track, *([filled] if share else []), edge, *_number(number, angle, ring, look)]


def _number(number: int, angle: float, ring: _Ring, look: Look) -> list[Shape | Text]:
    size, radius = 10.0, min(9.0, 0.36 * (ring.outer - ring.inner))
    size = min(size, 1.15 * radius)
    x, y = ring.at(angle, (ring.inner + ring.outer) / 2)
    # Figures are 0.72 of their size high: half of that below the middle puts them there.
    text = Text((x, y - 0.36 * size), str(number), size, look.colours["ink"], True, "middle")
    return [Shape(circle((x, y), radius), fill=look.colours["paper"]), text]


def _sector(ring: _Ring, start: float, end: float) -> tuple[Step, ...]:
    """The part of the ring from angle to angle."""
    outward = _arc(ring, ring.outer, start, end)
    inward = _arc(ring, ring.inner, end, start)
    return (
        Move(ring.at(start, ring.outer)),
        *outward,
        Line(ring.at(end, ring.inner)),
        *inward,
        Close(),
    )


def _arc(ring: _Ring, radius: float, start: float, end: float) -> list[Curve]:
    """Bézier curves of at most 45 degrees each along a circle."""
    count = max(1, ceil(abs(end - start) / 45))
    part = (end - start) / count
    # The handle of a Bézier curve that leaves a circle least: 4/3 tan(θ/4) radii for an arc of θ.
    handle = 4 / 3 * tan(part * pi / 180 / 4) * radius
    return [_bend(ring, radius, handle, start + part * index, part) for index in range(count)]


def _bend(ring: _Ring, radius: float, handle: float, angle: float, part: float) -> Curve:
    end = angle + part
    return Curve(
        _along(ring.at(angle, radius), angle, handle),
        _along(ring.at(end, radius), end, -handle),
        ring.at(end, radius),
    )


def _along(point: Point, angle: float, length: float) -> Point:
    """The point `length` points further round the circle, on its tangent."""
    turn = radians(angle)
    # Further round means clockwise: at the top that is to the right, as the derivative of (sin, cos) says.
    return point[0] + length * cos(turn), point[1] - length * sin(turn)


def _centre(text: str, ring: _Ring, look: Look) -> list[Shape | Text]:
    """The words in the middle, in the largest size that fits the hub."""
    x, y = ring.centre
    hub = ring.inner - 6
    rows = _centre_rows(text, hub - 3, look.colours["paper"])
    words = stack(rows, x, y + stack_height(rows) / 2, "middle")
    return [Shape(circle(ring.centre, hub), fill=look.colours["primary"]), *words]


def _centre_rows(text: str, radius: float, colour: str) -> tuple[Row, ...]:
    for size in _CENTRE_SIZES:
        lines = _round_lines(text, radius, size)
        if lines is not None:
            return tuple(Row(line, size, colour, True) for line in lines)
    size = _CENTRE_SIZES[-1]
    # No size holds it whole: the square inside the circle, √2 radii wide, holds what there is room for.
    side = radius * 1.4
    lines = limit(wrap(text, side, size, True), max(1, int(side / Row("", size, colour).height)), side, size, True)
    return tuple(Row(line, size, colour, True) for line in lines)


def _round_lines(text: str, radius: float, size: float) -> list[str] | None:
    """The lines of `text` in a circle if it holds them without breaking a word, else None."""
    for share in _CENTRE_SHARES:
        lines = wrap(text, share * radius, size, True)
        if " ".join(lines) == " ".join(text.split()) and _fits(lines, radius, size):
            return lines
    return None


def _fits(lines: Sequence[str], radius: float, size: float) -> bool:
    pitch = Row("", size, "").height
    top = pitch * len(lines) / 2
    for index, line in enumerate(lines):
        # The farther edge of the line from the middle, without the half of its leading in which nothing is drawn.
        reach = max(abs(top - index * pitch), abs(top - (index + 1) * pitch)) - (pitch - (ASCENT + DESCENT) * size) / 2
        # Pythagoras: the corner of the line that is farthest from the middle must be within the circle.
        half = measure(line, size, True) / 2
        if half * half + reach * reach > radius * radius:
            return False
    return True


def _side(
    labels: Sequence[_Label], ring: _Ring, edge: float, anchor: Anchor, height: float, look: Look
) -> list[Shape | Text]:
    """The labels of one side under each other, each with a fine line to its segment."""
    heights = [stack_height(label.rows) for label in labels]
    wanted = [
        height - ring.at(label.angle, ring.outer + _STUB)[1] - _MARGIN - size / 2
        for label, size in zip(labels, heights, strict=True)
    ]
    downs = [_MARGIN + down for down in settle(wanted, heights, _BLOCK_GAP, height - 2 * _MARGIN)]
    items: list[Shape | Text] = []
    for label, down, size in zip(labels, downs, heights, strict=True):
        items.append(_leader(label, ring, edge, height - down - size / 2, look))
        items.extend(stack(label.rows, edge, height - down, anchor))
    return items


def _leader(label: _Label, ring: _Ring, edge: float, y: float, look: Look) -> Shape:
    # Four points short of the words, on whichever side they are.
    toward = -4 if edge > ring.centre[0] else 4
    points = (
        ring.at(label.angle, ring.outer + 2),
        ring.at(label.angle, ring.outer + _STUB),
        (edge + toward, y),
    )
    return stroke(points, look.colours["muted"], 0.6)
