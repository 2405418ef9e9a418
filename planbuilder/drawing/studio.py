"""Figures drawn once: for all formats of a build, and, with a folder to keep them in, for all builds.

In: figures of a document, charts and diagrams. Out: drawings and pictures. A drawing is kept as JSON, in which
numbers keep every digit. What is kept goes by its content: a figure, look or version that changes is drawn anew, and
what is kept but damaged is too. What is kept is believed, so it must be where no one else writes: never in a plan's
folder. matplotlib is loaded only when something must be drawn.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from planbuilder import __version__
from planbuilder.document.figure_model import (
    Chart,
    Diagram,
    IcebergData,
    SparkData,
    TornadoData,
    TreeData,
    VerdictData,
    WheelData,
)
from planbuilder.drawing.charts import draw_chart
from planbuilder.drawing.iceberg import draw_iceberg
from planbuilder.drawing.shapes import Close, Curve, Drawing, Line, Move, Shape, Step, Text
from planbuilder.drawing.sparks import draw_sparks
from planbuilder.drawing.svg import outlined, svg
from planbuilder.drawing.tornado import draw_tornado
from planbuilder.drawing.tree import draw_tree
from planbuilder.drawing.verdict import draw_verdict
from planbuilder.drawing.wheel import draw_wheel
from planbuilder.files import json_in
from planbuilder.kept import Kept
from planbuilder.look import Look
from planbuilder.record import replace

_DIAGRAMS: dict[type, Callable[..., Drawing]] = {
    TreeData: draw_tree,
    IcebergData: draw_iceberg,
    WheelData: draw_wheel,
    TornadoData: draw_tornado,
    SparkData: draw_sparks,
    VerdictData: draw_verdict,
}


def draw(figure: Chart | Diagram, look: Look, width: float, height: float = 240) -> Drawing:
    """The drawing of `figure`, `width` points wide; only charts heed `height`."""
    if isinstance(figure, Diagram):
        return _DIAGRAMS[type(figure.data)](figure.data, look, width)
    return draw_chart(figure, look, width, height)


STEPS: dict[str, Any] = {"m": Move, "l": Line, "c": Curve, "z": Close}
LETTERS = {kind: letter for letter, kind in STEPS.items()}


def to_text(drawing: Drawing) -> str:
    """The drawing as JSON."""
    return _json(_data(drawing))


def _data(drawing: Drawing) -> list[Any]:
    """What JSON holds of a drawing."""
    items = [_shape(item) if isinstance(item, Shape) else _text(item) for item in drawing.items]
    return [drawing.width, drawing.height, items]


def _json(data: list[Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Drawing:
    """The drawing that a JSON text holds; raises ValueError if it holds none."""
    try:
        return _read(json_in(text))
    except (TypeError, KeyError, ValueError) as error:
        raise ValueError("no drawing") from error


def _read(data: Any) -> Drawing:
    width, height, items = data
    return Drawing(float(width), float(height), tuple(READERS[kind](*rest) for kind, *rest in items))


def _shape(shape: Shape) -> list[Any]:
    steps = [[LETTERS[type(step)], *_points(step)] for step in shape.steps]
    return ["s", steps, shape.fill, shape.stroke, shape.width, shape.dash]


def _points(step: Step) -> list[float]:
    if isinstance(step, Curve):
        return [*step.first, *step.second, *step.to]
    return [] if isinstance(step, Close) else [*step.to]


def _text(text: Text) -> list[Any]:
    return ["t", text.at, text.text, text.size, text.colour, text.bold, text.anchor, text.angle]


def _read_shape(steps: Any, fill: Any, stroke: Any, width: Any, dash: Any) -> Shape:
    read = tuple(_read_step(letter, numbers) for letter, *numbers in steps)
    return Shape(read, str(fill), str(stroke), float(width), tuple(map(float, dash)))


def _read_step(letter: str, numbers: list[Any]) -> Step:
    pairs = [(float(x), float(y)) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
    made: Step = STEPS[letter](*pairs)
    return made


def _read_text(at: Any, text: Any, size: Any, colour: Any, bold: Any, anchor: Any, angle: Any) -> Text:
    x, y = at
    return Text((float(x), float(y)), str(text), float(size), str(colour), bool(bold), anchor, float(angle))


READERS: dict[str, Callable[..., Shape | Text]] = {"s": _read_shape, "t": _read_text}


CHART_HEIGHT = 215.0
PNG = b"\x89PNG\r\n\x1a\n"
# Libraries that another edition of draws otherwise.
DRAW = ("matplotlib", "PIL", "fontTools")


class Studio:
    """Draws in one look; `folder` is where drawings and pictures are kept, None to keep them for this run alone."""

    def __init__(self, look: Look, folder: Path | None = None) -> None:
        self.look, self._kept = look, Kept(folder)
        # By digest: the files themselves are megabytes, and spelling them out would cost more than drawing.
        faces = {name: sha256(data).hexdigest() for name, data in look.faces.items()}
        self._style = repr((replace(look, template=None, brand=None, faces={}), faces))
        self._drawings: dict[str, Drawing] = {}
        # What was asked for, with its key: to spell a figure out costs more than to find its drawing.
        self._asked: dict[tuple[int, float, float], tuple[object, str]] = {}
        self._keys: dict[int, tuple[Drawing, str]] = {}
        self._last: tuple[Drawing, Drawing] | None = None

    def drawing(self, figure: Chart | Diagram, width: float, height: float) -> Drawing:
        """The drawing of a figure, `width` points wide; charts are about `height` high."""
        asked = (id(figure), width, height)
        if asked not in self._asked:
            self._asked[asked] = figure, _key("drawing", figure, self._style, width, height)
        key = self._asked[asked][1]
        if key not in self._drawings:
            made = self._kept_drawing(key) or self._drawn(key, figure, width, height)
            self._drawings[key], self._keys[id(made)] = made, (made, key)
        return self._drawings[key]

    def _key_of(self, drawing: Drawing) -> str:
        """What a drawing is known by: the key it was made under, or all that is in it."""
        known = self._keys.get(id(drawing))
        return known[1] if known else repr(drawing)

    def png(self, drawing: Drawing, dpi: int) -> bytes:
        """The picture of a drawing."""
        key = _key("png", self._key_of(drawing), dpi)
        kept = self._kept.read(f"{key}.png")
        if kept is not None and kept.startswith(PNG):
            return kept
        from planbuilder.drawing.raster import png  # loads matplotlib

        made = png(self._outlined(drawing), dpi)
        self._kept.keep(f"{key}.png", made)
        return made

    def picture(self, drawing: Drawing, title: str) -> bytes:
        """The drawing as an SVG whose letters are shapes: it looks the same without the typeface."""
        key = f"{_key('svg', self._key_of(drawing), title)}.svg"
        kept = self._kept.read(key)
        if kept is not None and kept.endswith(b"</svg>\n"):
            return kept
        made = svg(self._outlined(drawing), title).encode()
        self._kept.keep(key, made)
        return made

    def _outlined(self, drawing: Drawing) -> Drawing:
        """The drawing with its letters as shapes; a picture of both kinds is made of one drawing after the other."""
        if self._last is None or self._last[0] is not drawing:
            self._last = drawing, outlined(drawing)
        return self._last[1]

    def _drawn(self, key: str, figure: Chart | Diagram, width: float, height: float) -> Drawing:
        """A new drawing, in the very numbers in which it would be read again."""
        data = _data(draw(figure, self.look, width, height))
        self._kept.keep(f"{key}.json", _json(data).encode())
        # JSON keeps every digit of a number, so this is what a reader of the file gets too.
        return _read(data)

    def _kept_drawing(self, key: str) -> Drawing | None:
        kept = self._kept.read(f"{key}.json")
        if kept is None:
            return None
        with suppress(ValueError):
            return from_text(kept.decode())
        return None


def _key(*parts: object) -> str:
    """A name by content: every field of what is drawn, the look, and the program and libraries that draw."""
    return sha256("\n".join([__version__, _edition(), *map(repr, parts)]).encode()).hexdigest()


@cache
def _edition() -> str:
    """What differs between one edition of what draws and another: our own modules, and the libraries, unloaded."""
    own = sorted(Path(__file__).parent.glob("*.py"))
    others = (Path(spec.origin) for name in DRAW if (spec := find_spec(name)) and spec.origin)
    return " ".join(f"{path.name} {(state := path.stat()).st_size} {state.st_mtime_ns}" for path in (*own, *others))
