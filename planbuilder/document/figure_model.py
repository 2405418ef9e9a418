"""The figures of a document: charts and diagrams as data, with the words that describe them.

In: nothing. Out: the types. No pixels, no sizes, no fonts: how a figure is drawn, `drawing` decides.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from planbuilder.record import record


@record
class Series:
    """One named row of numbers of a chart, one value per category, None where there is none.

    A `float` bar stands on `base` instead of on nil; all floating series share one bar a category. A loss is a
    negative value that hangs from the level before it. A `joined` line runs on across categories without a value.
    `texts` are written above the floating bars, one a category.
    """

    name: str
    values: tuple[Decimal | None, ...]
    form: Literal["bar", "stack", "line", "float"] = "bar"
    tone: str = "primary"
    base: tuple[Decimal, ...] = ()
    joined: bool = False
    texts: tuple[str, ...] = ()


@record
class Band:
    """An area between two rows of numbers, behind everything else."""

    name: str
    low: tuple[Decimal, ...]
    high: tuple[Decimal, ...]
    tone: str = "primary"


@record
class Tick:
    """A labelled place on the value axis."""

    value: Decimal
    text: str


@record
class Mark:
    """A remark drawn at one category of a chart, such as the break-even year."""

    category: str
    value: Decimal
    text: str


@record
class Chart:
    """A chart of numbers over categories: bars, stacked bars and lines on one axis.

    A `low` one takes less room; `part` is how many times its height it has.
    """

    id: str
    caption: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    ticks: tuple[Tick, ...]
    unit: str
    alt: str
    marks: tuple[Mark, ...] = ()
    number: str = ""
    bands: tuple[Band, ...] = ()
    low: bool = False
    part: float = 1.0


@record
class TreeNode:
    """A box of the benefits tree; `sources` are the ids one layer towards the solution that lead to it."""

    id: str
    text: str
    note: str = ""
    sources: tuple[str, ...] = ()
    tone: str = "primary"


@record
class TreeData:
    """The benefits tree in four layers, each with its heading: purpose, benefits, changes, solution.

    `legend` pairs a tone with what it means.
    """

    headings: tuple[str, str, str, str]
    purpose: str
    benefits: tuple[TreeNode, ...]
    changes: tuple[TreeNode, ...]
    solution: str
    legend: tuple[tuple[str, str], ...] = ()


@record
class IcebergLevel:
    """A level of Schein's iceberg: its name, what the name means, and the plan's own words."""

    title: str
    subtitle: str
    lines: tuple[str, ...]


@record
class IcebergData:
    """Schein's three levels from the top down; the water line runs below the first."""

    levels: tuple[IcebergLevel, IcebergLevel, IcebergLevel]
    above: str
    below: str


@record
class WheelSegment:
    """One theme of the wheel: its number and name, how complete it is (share 0–1), and that in words."""

    title: str
    share: Decimal
    text: str


@record
class WheelData:
    """The six themes around the plan; `centre` stands in the middle."""

    segments: tuple[WheelSegment, ...]
    centre: str


@record
class TornadoBar:
    """One assumption: the results at its low and at its high value, and in words what it was moved to."""

    title: str
    low: Decimal
    high: Decimal
    low_text: str
    high_text: str


@record
class TornadoData:
    """Assumptions by how far they move a result, widest first, around the likely result `centre`.

    `low_name` and `high_name` say what the two colours mean, `mark` what the middle line is.
    """

    bars: tuple[TornadoBar, ...]
    centre: Decimal
    mark: str
    ticks: tuple[Tick, ...]
    unit: str
    low_name: str
    high_name: str


@record
class Spark:
    """How one indicator went, for a line beside words: points (share 0–1 of the time, share 0–1 of the height).

    `goal` is the height of the goal, None where there is none.
    """

    title: str
    points: tuple[tuple[Decimal, Decimal], ...]
    goal: Decimal | None
    first_text: str
    last_text: str
    goal_text: str = ""


@record
class SparkData:
    """Lines of the height of their words, one under the other."""

    sparks: tuple[Spark, ...]


@record
class VerdictData:
    """Which of so many places in a row a verdict is (None where it is none of them), its word and its colour's tone."""

    places: int
    at: int | None
    word: str
    tone: str


@record
class Diagram:
    """A figure that is drawn from structure, not from a row of numbers; one without a caption has no number."""

    id: str
    caption: str
    data: TreeData | IcebergData | WheelData | TornadoData | SparkData | VerdictData
    alt: str
    number: str = ""
