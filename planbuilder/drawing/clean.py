"""Texts made drawable: data of a figure in, the same data with only characters that Lato has out."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, cast

from planbuilder.drawing.fonts import drawable
from planbuilder.record import replace

T = TypeVar("T")


def clean(value: T) -> T:
    """`value` with `drawable` applied to every text inside it, however deep."""
    return cast(T, _clean(value))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return drawable(value).strip(" ")
    if isinstance(value, tuple):
        return tuple(map(_clean, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{part.name: _clean(getattr(value, part.name)) for part in fields(value)})
    return value
