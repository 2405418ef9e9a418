"""Drawings as text, so that they can be kept and read again.

In: a drawing. Out: JSON, and the same drawing again. Numbers keep every digit. A text that holds no drawing is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from planbuilder.drawing.model import Close, Curve, Drawing, Line, Move, Shape, Step, Text
from planbuilder.files import json_in

STEPS: dict[str, Any] = {"m": Move, "l": Line, "c": Curve, "z": Close}
LETTERS = {kind: letter for letter, kind in STEPS.items()}


def to_text(drawing: Drawing) -> str:
    """The drawing as JSON."""
    items = [_shape(item) if isinstance(item, Shape) else _text(item) for item in drawing.items]
    return json.dumps([drawing.width, drawing.height, items], ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Drawing:
    """The drawing that a JSON text holds; raises ValueError if it holds none."""
    try:
        width, height, items = json_in(text)
        read = tuple(READERS[kind](*rest) for kind, *rest in items)
        return Drawing(float(width), float(height), read)
    except (TypeError, KeyError, ValueError) as error:
        raise ValueError("no drawing") from error


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
