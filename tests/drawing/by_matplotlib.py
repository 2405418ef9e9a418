"""The same charts as matplotlib draws them: what our own drawing of them is held against.

A recording renderer turns what it paints into shapes and texts of our own. It shares the frame, which says where the
plot is and what stands around it, and nothing of the drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isnan, nan
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.transforms import Transform

from planbuilder.document.figure_model import Chart, Series
from planbuilder.drawing.chart_bars import Group, groups, outline
from planbuilder.drawing.chart_frame import LANE_GAP, TICK_SIZE, Frame, frame
from planbuilder.drawing.colours import tint, tone
from planbuilder.drawing.raster import Path, settings
from planbuilder.drawing.shapes import Close, Curve, Drawing, Line, Move, Point, Shape, Step, Text
from planbuilder.drawing.typeface import ASCENT, DESCENT, clean, measure
from planbuilder.look import Look

_DPI = 72
_SETTINGS: Any = {
    "text.parse_math": False,
    "path.simplify": False,
    "path.snap": False,
    "axes.unicode_minus": False,
}
_ANCHORS = {"left": ("start", 0.0), "center": ("middle", 0.5), "right": ("end", 1.0)}
_BAR_SHARE = 0.66
_WIDEST_BAR = 54.0
_MOST_MARKERS = 16


def draw_chart(chart: Chart, look: Look, width: float, height: float) -> Drawing:
    """The chart without its legend and marks."""
    chart = clean(chart)
    area = frame(chart, look, width, height)
    with settings(_SETTINGS):
        figure = Figure(figsize=(width / _DPI, area.height / _DPI), dpi=_DPI, frameon=False)
        axes = _axes(figure, area, look)
        _bands(axes, chart, look)
        _bars(axes, chart, area, look)
        _lines(axes, chart, look)
        recorder = Recorder(width, area.height)
        figure.draw(recorder)
    return Drawing(width, area.height, tuple(recorder.items))


def _axes(figure: Figure, area: Frame, look: Look) -> Axes:
    """Empty axes with quiet grid lines, the unit, a zero line, and the names of values and categories."""
    plot, colours = area.plot, look.colours
    sides = (plot.left / area.width, plot.bottom / area.height)
    size = ((plot.right - plot.left) / area.width, (plot.top - plot.bottom) / area.height)
    axes = figure.add_axes((*sides, *size), frameon=False)
    axes.set_xlim(-0.5, area.count - 0.5)
    axes.set_ylim(area.low, area.high)
    axes.set_axisbelow(True)
    axes.grid(axis="y", color=colours["line"], linewidth=0.5)
    axes.tick_params(length=0, labelsize=TICK_SIZE, labelcolor=colours["muted"], pad=5)
    font = FontProperties(size=TICK_SIZE)
    values = [float(tick.value) for tick in area.ticks]
    axes.set_yticks(values, [tick.text for tick in area.ticks], font=font, va="center_baseline")
    names = area.labels
    turned: dict[str, Any] = {"rotation": names.angle, "multialignment": "right"} if names.angle else {}
    axes.set_xticks(names.places, names.texts, font=font, linespacing=1.18, **turned)
    axes.axhline(0, color=colours["muted"], linewidth=0.9, zorder=2.5)
    baseline = plot.top + LANE_GAP + DESCENT * TICK_SIZE
    figure.text(1 / area.width, baseline / area.height, area.unit, font=font, color=colours["muted"], va="baseline")
    return axes


def _bands(axes: Axes, chart: Chart, look: Look) -> None:
    """Soft areas behind the grid lines, which stay visible on them."""
    for band in chart.bands:
        corners = outline(band, len(chart.categories))
        if corners:
            axes.fill(*zip(*corners, strict=True), facecolor=tint(look, band.tone), linewidth=0, zorder=0.2)


def _bars(axes: Axes, chart: Chart, area: Frame, look: Look) -> None:
    """The groups of bars side by side, in the middle of the room of their category."""
    shared = groups(chart)
    slot = (area.plot.right - area.plot.left) / area.count
    whole = min(_BAR_SHARE, _WIDEST_BAR * max(1, len(shared)) / slot)
    for index, group in enumerate(shared):
        thickness = whole / len(shared)
        offset = -whole / 2 + thickness * (index + 0.5)
        _group(axes, group, offset, thickness * (0.94 if len(shared) > 1 else 1), look)


def _group(axes: Axes, group: Group, offset: float, thickness: float, look: Look) -> None:
    """The bars of a group, those without a length left out, and the level lines from side to side of them."""
    for link in group.links:
        side = thickness / 2 if link.start < link.end else -thickness / 2
        ends = (link.start + offset + side, link.end + offset - side)
        axes.plot(ends, (link.value, link.value), color=look.colours["muted"], linewidth=0.6, zorder=1.8)
    bars = [bar for bar in group.bars if bar.start != bar.end]
    axes.bar(
        [bar.place + offset for bar in bars],
        [bar.end - bar.start for bar in bars],
        thickness,
        [bar.start for bar in bars],
        color=[tone(look, bar.tone) for bar in bars],
        edgecolor=look.colours["paper"],
        linewidth=0.5,
        zorder=2,
    )


def _lines(axes: Axes, chart: Chart, look: Look) -> None:
    """Lines over the bars, with a light edge to set them off, and a gap where there is no value to be joined to."""
    for part in (part for part in chart.series if part.form == "line"):
        numbers = [nan if n >= len(part.values) else _number(part, n) for n in range(len(chart.categories))]
        places = [n for n, number in enumerate(numbers) if not (part.joined and isnan(number))]
        values = [numbers[n] for n in places]
        marked, colour, paper = _marked(values), tone(look, part.tone), look.colours["paper"]
        axes.plot(places, values, color=paper, linewidth=3.6, zorder=3)
        axes.plot(
            places,
            values,
            color=colour,
            linewidth=1.8,
            marker="o" if marked else "",
            markevery=marked or None,
            markersize=4.6,
            markeredgecolor=paper,
            markeredgewidth=0.8,
            zorder=4,
        )


def _number(part: Series, place: int) -> float:
    value = part.values[place]
    return nan if value is None else float(value)


def _marked(values: Sequence[float]) -> list[int]:
    """The places of a line that get a dot: all of a short one, else those that no line reaches."""
    if len(values) <= _MOST_MARKERS:
        return list(range(len(values)))
    around = [nan, *values, nan]
    return [place for place in range(len(values)) if isnan(around[place]) and isnan(around[place + 2])]


class Recorder(RendererBase):
    """A matplotlib renderer that keeps what it is asked to paint in `items`; a unit is a point."""

    def __init__(self, width: float, height: float) -> None:
        """Start with an empty record of `width` by `height` points."""
        super().__init__()
        self.items: list[Shape | Text] = []
        self._size = width, height

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803 - matplotlib's own name
    ) -> None:
        """Record a path as a shape."""
        steps = _steps(path, transform)
        fill = _colour(rgbFace)
        edge = _colour(gc.get_rgb()) if gc.get_linewidth() else ""
        if steps and (fill or edge):
            dash = _dash(gc.get_dashes()[1])
            self.items.append(Shape(steps, fill, edge, float(gc.get_linewidth()), dash))

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        """Record a line of text as such."""
        if s.strip():
            at, size = (float(x), float(y)), prop.get_size_in_points()
            self.items.append(Text(at, s, size, _colour(gc.get_rgb()), angle=float(angle)))

    def draw_image(self, *_: Any, **__: Any) -> None:
        """Refuse pictures: a drawing has none."""
        raise NotImplementedError("a drawing holds shapes and texts, no pictures")

    def flipy(self) -> bool:
        """False: y grows upwards."""
        return False

    def get_canvas_width_height(self) -> tuple[float, float]:
        """The size of the drawing."""
        return self._size

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
        """The size of a line of text as all our painters set it."""
        size = prop.get_size_in_points()
        return measure(s, size), (ASCENT + DESCENT) * size, DESCENT * size

    def points_to_pixels(self, points: Any) -> Any:
        """`points`: a pixel of this renderer is a point."""
        return points


def _dash(lengths: Any) -> tuple[float, ...]:
    return tuple(map(float, lengths)) if lengths is not None else ()


def _colour(colour: Any) -> str:
    """A matplotlib colour as `#rrggbb`, or nothing if it is none or wholly transparent."""
    if colour is None or (len(colour) == 4 and not colour[3]):
        return ""
    return to_hex(colour[:3])


def _steps(path: Path, transform: Transform) -> tuple[Step, ...]:
    """The steps of a matplotlib path, places without a number left out."""
    steps: list[Step] = []
    last: Point = (0.0, 0.0)
    for values, code in path.iter_segments(transform, remove_nans=True, simplify=False, snap=False):
        points = [(float(x), float(y)) for x, y in zip(values[::2], values[1::2], strict=True)]
        steps.append(_STEPS[int(code)](last, points))
        last = points[-1]
    return tuple(steps)


def _quadratic(last: Point, points: Sequence[Point]) -> Curve:
    """The cubic curve with the same course as a quadratic one."""
    handle, to = points
    return Curve(_towards(last, handle), _towards(to, handle), to)


def _towards(point: Point, other: Point) -> Point:
    return tuple(a + (b - a) * 2 / 3 for a, b in zip(point, other, strict=True))  # type: ignore[return-value]


_STEPS: dict[int, Callable[[Point, Sequence[Point]], Step]] = {
    int(Path.MOVETO): lambda _, points: Move(points[0]),
    int(Path.LINETO): lambda _, points: Line(points[0]),
    int(Path.CURVE3): _quadratic,
    int(Path.CURVE4): lambda _, points: Curve(*points),
    int(Path.CLOSEPOLY): lambda *_: Close(),
}
