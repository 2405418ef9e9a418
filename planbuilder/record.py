"""Frozen values that cost next to nothing to define.

In: a class with annotated fields. Out: the same class with what a frozen dataclass has: made by position or keyword,
compared by value, shown with its fields, never changed. `dataclasses.dataclass` writes and compiles six methods for
every class, which for the types of a plan takes longer than reading the plan; here all classes share them.
`dataclasses.fields` works on a record as on any dataclass. Reasons and figures: docs/decisions/005.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, field
from functools import lru_cache, wraps
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")
__all__ = ["field", "once_for_each", "record", "replace"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """The class as a frozen dataclass."""
    # Without generated methods: they are what a type costs, 0.59 ms against 0.10 (docs/decisions/005).
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, match_args=False)(cls)
    fields = made.__dataclass_fields__.values()
    made._known = frozenset(made.__dataclass_fields__)
    made._names = tuple(made.__dataclass_fields__)
    made._shown = f"{made.__qualname__}({', '.join(f'{name}=%r' for name in made._names)})"
    made._defaults = {f.name: f.default for f in fields if f.default is not MISSING}
    made._factories = tuple((f.name, f.default_factory) for f in fields if f.default_factory is not MISSING)
    for name, method in METHODS.items():
        setattr(made, name, method)
    return made  # type: ignore[no-any-return]  # the methods are set, not declared


def replace(value: T, /, **changes: Any) -> T:
    """The same value with some fields changed."""
    known: Any = value
    return type(value)(**{**{name: getattr(value, name) for name in known._names}, **changes})


class _Itself:
    """A record that is equal to nothing but itself."""

    __slots__ = ("record",)

    def __init__(self, record: object) -> None:
        self.record = record

    def __hash__(self) -> int:
        return id(self.record)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.record is other.record


def once_for_each(most: int) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """What has a function remember the last `most` of what it made, by which records it was given.

    A record never changes, so the same one gives the same again. It is known by itself and not by what is in it: to
    hash a table and all its rows takes longer than most of what is made of one.
    """

    def remembering(function: Callable[..., T]) -> Callable[..., T]:
        """The function that makes nothing twice."""

        @lru_cache(maxsize=most)
        def made(*given: Any) -> T:
            return function(*(one.record if type(one) is _Itself else one for one in given))

        @wraps(function)
        def asked(*given: Any) -> T:
            return made(*(_Itself(one) if hasattr(one, "_known") else one for one in given))

        return asked

    return remembering


def _init(self: Any, /, *given: Any, **named: Any) -> None:
    # Straight into the instance's dictionary: `__setattr__` refuses, and would be asked for each field.
    state = self.__dict__
    if len(given) == len(self._names) and not named:
        state.update(zip(self._names, given, strict=True))
        return
    state.update(self._defaults)
    if given:
        state.update(zip(self._names, given, strict=False))
    state.update(named)
    # After what was given: a default that is made must not be made in vain, nor shared by two values.
    for name, make in self._factories:
        if name not in state:
            state[name] = make()
    if state.keys() != self._known or len(given) > len(self._names):
        missing, unknown = sorted(self._known - state.keys()), sorted(state.keys() - self._known)
        raise TypeError(f"{type(self).__name__}: missing {missing}, unknown {unknown}, {len(given)} by position")


def _values(self: Any) -> tuple[Any, ...]:
    return tuple(map(self.__dict__.__getitem__, self._names))


def _eq(self: Any, other: Any) -> Any:
    # Records of two types are never equal, even with the same fields: a problem is no note.
    if type(other) is not type(self):
        return NotImplemented
    mine, theirs = self.__dict__, other.__dict__
    # A cached property keeps its value there too, and is no field.
    if len(mine) == len(theirs) == len(self._names):
        return mine == theirs
    return _values(self) == _values(other)


def _hash(self: Any) -> int:
    return hash(_values(self))


def _repr(self: Any) -> str:
    # One pattern filled in at once: what a build leaves standing is known by the text of whole documents.
    shown: str = self._shown % _values(self)
    return shown


def _refuse(self: Any, name: str, value: object = None) -> None:
    raise FrozenInstanceError(f"{type(self).__name__}.{name} cannot be changed")


METHODS = {
    "__init__": _init,
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
}
