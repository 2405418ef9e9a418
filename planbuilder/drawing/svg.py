"""Scalable pictures of drawings: a drawing and its title in, a self-contained SVG document out."""

from __future__ import annotations

from html import escape

from planbuilder.drawing.fonts import drawable, measure
from planbuilder.drawing.model import Close, Curve, Drawing, Move, Point, Shape, Step, Text


def svg(drawing: Drawing, title: str) -> str:
    """The SVG document of `drawing`, with `title` for those who cannot see it.

    Each text states its width, so that it keeps its place where Lato is not installed: another font's letters are
    made narrower with the room between them, as they would run together otherwise.
    """
    size = f'width="{_number(drawing.width)}pt" height="{_number(drawing.height)}pt"'
    box = f'viewBox="0 0 {_number(drawing.width)} {_number(drawing.height)}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} role="img" font-family="Lato, sans-serif">'
    parts = [_part(item, drawing.height) for item in drawing.items]
    return "\n".join((head, f"<title>{escape(drawable(title), quote=False)}</title>", *parts, "</svg>\n"))


def _part(item: Shape | Text, height: float) -> str:
    return _text(item, height) if isinstance(item, Text) else _shape(item, height)


def _text(text: Text, height: float) -> str:
    x, y = _number(text.at[0]), _number(height - text.at[1])
    words = drawable(text.text)
    pairs = {
        "x": x,
        "y": y,
        "font-size": _number(text.size),
        "fill": text.colour,
        "font-weight": "bold" if text.bold else "",
        "text-anchor": "" if text.anchor == "start" else text.anchor,
        "transform": f"rotate({_number(-text.angle)} {x} {y})" if text.angle else "",
        "textLength": _number(measure(words, text.size, text.bold)),
        "lengthAdjust": "spacingAndGlyphs",
    }
    return f"<text{_attributes(pairs)}>{escape(words, quote=False)}</text>"


def _shape(shape: Shape, height: float) -> str:
    path = "".join(_step(step, height) for step in shape.steps)
    pairs = {"d": path, "fill": shape.fill or "none"}
    if shape.stroke:
        dash = " ".join(map(_number, shape.dash))
        pairs |= {"stroke": shape.stroke, "stroke-width": _number(shape.width), "stroke-dasharray": dash}
    return f"<path{_attributes(pairs)}/>"


def _attributes(pairs: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs.items() if value)


def _step(step: Step, height: float) -> str:
    if isinstance(step, Close):
        return "Z"
    if isinstance(step, Curve):
        return "C" + " ".join(_place(point, height) for point in (step.first, step.second, step.to))
    return ("M" if isinstance(step, Move) else "L") + _place(step.to, height)


def _place(point: Point, height: float) -> str:
    return f"{_number(point[0])} {_number(height - point[1])}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
