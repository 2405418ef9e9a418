"""Plain data and a type: the value that it makes, and what of it the type knows.

In: plain data whose leaves are text, and a dataclass, whose fields are the keys of the file. Out: an instance, made
without looking for what is wrong in the data, or the same data without keys that no field reads. The first is only for
files that come with the program: what people write goes through `schema`, which finds every problem. A test holds both
to the same result.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

from planbuilder.repeating import Repeated, deadline
from planbuilder.yamltext.nodes import Data, turned_keys
from planbuilder.yamltext.schema import shape

T = TypeVar("T")


def bare(kind: Any) -> Any:
    """A type without the None that it may be instead."""
    if get_origin(kind) not in (Union, types.UnionType):
        return kind
    return next(part for part in get_args(kind) if part is not type(None))


def is_register(kind: Any) -> bool:
    """Whether a type is rows by id, or such registers by id."""
    inner = get_args(kind)[1] if get_origin(kind) is Mapping else None
    return is_dataclass(inner) or get_origin(inner) is Mapping


def make(kind: type[T], data: Data) -> T:
    """The record that the data describes."""
    made: T = _maker(typing.cast(Any, kind))(data)
    return made


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    """What turns data into a value of a kind."""
    if is_dataclass(kind):
        return _record(typing.cast("type[Any]", kind))
    if (inner := bare(kind)) is not kind:
        return _maker(inner)
    return MAKERS[get_origin(kind) or kind](*get_args(kind))


def _record(kind: type[Any]) -> Callable[[Any], Any]:
    """What makes a record; its fields are looked up for the first one, since a record may hold its own kind."""
    slots: dict[str, tuple[str, Callable[[Any], Any]]] = {}

    def made(data: Mapping[str, Any]) -> Any:
        """The record that the data describes."""
        if not slots:
            slots.update({key: (one.name, _maker(one.kind)) for key, one in shape(kind).items()})
        given = ((slots[key], value) for key, value in data.items() if value is not None and key in slots)
        return kind(**{name: make_one(value) for (name, make_one), value in given})

    return made


def _mapping(_: Any, inner: Any) -> Callable[[Any], Any]:
    make_one = _maker(inner)
    return lambda data: {key: make_one(value) for key, value in data.items()}


def _tuple(inner: Any, *_: Any) -> Callable[[Any], Any]:
    make_one = _maker(inner)
    return lambda data: tuple(make_one(value) for value in data)


def _text(*_: Any) -> Callable[[Any], Any]:
    return lambda text: (text or "").strip()


MAKERS: dict[Any, Callable[..., Callable[[Any], Any]]] = {
    str: _text,
    Literal: _text,
    int: lambda: int,
    Decimal: lambda: Decimal,
    bool: lambda: lambda text: text == "true",
    date: lambda: date.fromisoformat,
    Repeated: lambda: deadline,
    tuple: _tuple,
    Mapping: _mapping,
}


def known(data: Data, kind: Any) -> Data:
    """The data that a value of this kind is made from; a key that other programs have turned is under its own name."""
    parts = get_args(kind)
    kinds = [part for part in parts if part is not type(None)]
    if isinstance(data, dict) and dataclasses.is_dataclass(kind):
        fields = shape(cast("type[Any]", kind))
        turned = turned_keys(data, fields)
        named = {turned.get(key, key): value for key, value in data.items()}
        return {key: known(value, fields[key].kind) for key, value in named.items() if key in fields}
    if isinstance(data, dict) and get_origin(kind) is Mapping:
        return {key: known(value, kinds[1]) for key, value in data.items()}
    if isinstance(data, list) and get_origin(kind) is tuple:
        return [known(value, kinds[0]) for value in data]
    return known(data, kinds[0]) if len(kinds) == 1 and type(None) in parts else data
