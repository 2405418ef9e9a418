"""Colours that can be read: `#rrggbb` colours in, contrasts, mixtures and readable text colours out."""

from __future__ import annotations

from planbuilder.look import Look

LEAST_CONTRAST = 4.5
_TINT = 0.76
_SHADES = 100


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `colour`, each 0–255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, other: str, share: float) -> str:
    """The colour `share` of the way from `colour` to `other`."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(start + (end - start) * share):02x}" for start, end in pairs)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1–21, as WCAG 2 defines it."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def text_on(background: str, look: Look) -> str:
    """The look's ink or paper, whichever can be read on `background`; black or white if neither can."""
    own = (look.colours["ink"], look.colours["paper"])
    best = max(own, key=lambda colour: contrast(colour, background))
    if contrast(best, background) >= LEAST_CONTRAST:
        return best
    return max("#000000", "#ffffff", key=lambda colour: contrast(colour, background))


def darkened(colour: str, ground: str) -> str:
    """The colour, made darker just until text in it can be read on a light ground."""
    steps = (mix(colour, "#000000", step / _SHADES) for step in range(_SHADES + 1))
    return next((one for one in steps if contrast(one, ground) >= LEAST_CONTRAST), "#000000")


def tone(look: Look, name: str) -> str:
    """The colour of the tone `name`; a name the look does not know gets the neutral tone."""
    return look.tones.get(name, look.tones["neutral"])


def tint(look: Look, name: str) -> str:
    """A light tint of the tone `name`, for areas that stand behind data."""
    return mix(tone(look, name), look.colours["paper"], _TINT)


def _luminance(colour: str) -> float:
    red, green, blue = map(_linear, channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
