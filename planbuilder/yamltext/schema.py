"""Tree → typed value: the fields of a dataclass say what a file may hold.

In: a `Source` and a frozen dataclass. Out: an instance of it, and every problem found, with its place. Unknown keys
are warned about and otherwise left alone: they stay in the file. What a field may hold is its annotation (str, int,
Decimal, bool, date, Literal, tuple, Mapping, another dataclass, any of them or None) and its `limits`; a text is
a single line unless they say otherwise. One with a `longest` is prose: there a `#` may have been meant as a word.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Sequence as AbstractSequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

from planbuilder import codes
from planbuilder.days import iso_day
from planbuilder.errors import InputInvalid, Place, Problem, closest, problem
from planbuilder.numbers import InvalidNumber, number_in_file
from planbuilder.plaintext import in_one_line
from planbuilder.repeating import Repeated, deadline
from planbuilder.yamltext.nodes import (
    TRUTHS,
    Data,
    Mapping_,
    Node,
    Scalar,
    Sequence,
    Source,
    as_data,
    swallowed,
    turned_keys,
)

T = TypeVar("T")
Limits = Mapping[str, Any]
MISSING = dataclasses.MISSING
MOST_GUESSES = 200  # in one file: to find the likeliest of all names takes long, and no person reads more


def limits(
    least: int | None = None, most: int | None = None, longest: int | None = None, lines: bool | None = None
) -> dict[str, Any]:
    """Field metadata: the smallest and largest number, the longest text, and whether a text may have several lines."""
    named = {"least": least, "most": most, "longest": longest, "lines": lines}
    return {name: value for name, value in named.items() if value is not None}


def read(source: Source, kind: type[T]) -> tuple[T, tuple[Problem, ...]]:
    """The value in `source` and the warnings about it; raises InputInvalid with all errors at once."""
    value, problems = examine(source, kind)
    # All at once: who mends a file must not be told of one fault at a time.
    if value is None or any(found.severity == "error" for found in problems):
        raise InputInvalid(problems)
    return value, problems


def examine(source: Source, kind: type[T]) -> tuple[T | None, tuple[Problem, ...]]:
    """The value in `source`, None if it cannot be made, and all problems found on the way."""
    reader = _Reader(source)
    value = reader.value(source.root, kind, "", {})
    return (None if value is _BAD else value), (*reader.problems, *reader.turned())


class _Bad:
    """The place of a value that could not be read; its problem has been noted."""


_BAD: Any = _Bad()


class _Field(NamedTuple):
    """A field of a record: its name, its annotation, its limits, and whether it must be there."""

    name: str
    kind: Any
    limit: Limits
    required: bool


def shape(kind: type[Any]) -> Mapping[str, _Field]:
    """The fields of a dataclass by their keys in a file; resolving annotations is slow, so it is done once."""
    if kind not in _SHAPES:
        hints = typing.get_type_hints(kind)
        _SHAPES[kind] = {
            # `from_` is `from` in a file: Python has taken the word.
            f.name.rstrip("_"): _Field(
                f.name, hints[f.name], f.metadata, f.default is MISSING and f.default_factory is MISSING
            )
            for f in dataclasses.fields(kind)
        }
    return _SHAPES[kind]


_SHAPES: dict[type[Any], Mapping[str, _Field]] = {}


class _Reader:
    """Reads one source; notes what is wrong and goes on."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.turned_keys: dict[tuple[str, str], list[Place]] = {}

    def note(self, code: codes.Code, node: Node, path: str, **values: object) -> Any:
        """Note an error at a node; the value that could not be read."""
        self.problems.append(problem(code, self.source.place_of(node, path), **values))
        return _BAD

    def value(self, node: Node, kind: Any, path: str, limit: Limits) -> Any:
        """The value of a node as `kind`, or _BAD."""
        if kind is object:
            self.warn_of_comments(node, path)
            return as_data(node)
        if dataclasses.is_dataclass(kind):
            return self.record(node, typing.cast("type[Any]", kind), path)
        read_kind = READERS.get(get_origin(kind) or kind)
        if read_kind is None:
            raise TypeError(f"no reader for {kind}")
        return read_kind(self, node, kind, path, limit)

    def record(self, node: Node, kind: type[Any], path: str) -> Any:
        """An instance of a dataclass; missing fields and unknown keys are noted."""
        if not isinstance(node, Mapping_):
            return self.note(codes.NOT_A_MAPPING if path else codes.FILE_NOT_A_MAPPING, node, path, found=_shown(node))
        fields = shape(kind)
        node = self.with_turned_keys(node, path, fields)
        self.tell_unknown(node, path, fields)
        found = {field.name: self.field(node, key, field, path) for key, field in fields.items()}
        if any(value is _BAD for value in found.values()):
            return _BAD
        return kind(**{name: value for name, value in found.items() if value is not MISSING})

    def field(self, node: Mapping_, key: str, field: _Field, path: str) -> Any:
        """The value of one field; MISSING leaves the field to its default."""
        entry = node.entries.get(key)
        # A key without a value says nothing, and is the same as none.
        if entry is None or (isinstance(entry[1], Scalar) and entry[1].text is None):
            if entry and field.limit.get("longest"):
                self.warn_of_comment(entry[1], f"{path}.{key}" if path else key)
            if not field.required:
                return MISSING
            return self.note(codes.MISSING_KEY, entry[0] if entry else node, f"{path}.{key}" if path else key, key=key)
        return self.value(entry[1], field.kind, f"{path}.{key}" if path else key, field.limit)

    def with_turned_keys(self, node: Mapping_, path: str, known: Mapping[str, _Field]) -> Mapping_:
        """The mapping with a key such as `on` under its name again, if another program has made a truth value of it."""
        turned = turned_keys(node.entries, known)
        for written, key in turned.items():
            place = self.source.place_of(node.entries[written][0], "")
            self.turned_keys.setdefault((written, key), []).append(place)
        if not turned:
            return node
        return dataclasses.replace(node, entries={turned.get(key, key): entry for key, entry in node.entries.items()})

    def turned(self) -> Iterator[Problem]:
        """A warning for each key that was read under its name again: how often, and where first."""
        for (written, key), places in self.turned_keys.items():
            yield problem(codes.KEY_READ_AS_OTHER, places[0], found=written, key=key, count=len(places))

    def tell_unknown(self, node: Mapping_, path: str, known: Mapping[str, _Field]) -> None:
        """Warn of each key that no field reads, with the key most like it; a number without a value is an error."""
        for key, (name, value) in node.entries.items():
            if key not in known:
                place = self.source.place_of(name, f"{path}.{key}" if path else key)
                guessed_from = known if len(self.problems) < MOST_GUESSES else ()
                self.problems.append(unknown_key(key, as_data(value), guessed_from, place))

    def warn_of_comments(self, node: Node, path: str) -> None:
        """Warn of every text in an answer that a `#` may have cut off."""
        if isinstance(node, Scalar):
            self.warn_of_comment(node, path)
        for key, (_, inner) in node.entries.items() if isinstance(node, Mapping_) else ():
            self.warn_of_comments(inner, f"{path}.{key}")
        for n, inner in enumerate(node.items if isinstance(node, Sequence) else ()):
            self.warn_of_comments(inner, f"{path}.{n}")

    def warn_of_comment(self, node: Node, path: str) -> None:
        """Warn of a text that a `#` may have cut off."""
        lost = swallowed(node, self.source.text)
        if lost:
            text = (node.text or "") if isinstance(node, Scalar) else ""
            self.problems.append(
                problem(codes.TEXT_CUT_BY_COMMENT, self.source.place_of(node, path), found=text, lost=lost)
            )

    def text(self, node: Node, kind: Any, path: str, limit: Limits) -> Any:
        """A text without leading or trailing white space."""
        if not isinstance(node, Scalar):
            return self.note(codes.NOT_A_TEXT, node, path, found=_shown(node))
        if limit.get("longest"):
            self.warn_of_comment(node, path)
        text = (node.text or "").strip() if limit.get("lines") else in_one_line(node.text or "")
        longest = limit.get("longest")
        if longest and len(text) > longest:
            return self.note(codes.TEXT_TOO_LONG, node, path, longest=longest, length=len(text))
        return text

    def number(self, node: Node, kind: Any, path: str, limit: Limits) -> Any:
        """A whole number or a decimal number within its limits."""
        text = node.text if isinstance(node, Scalar) else None
        try:
            found = number_in_file(text or "")
        except InvalidNumber as error:
            return self.note(error.code, node, path, found=_shown(node), **error.values)
        if kind is int and found != found.to_integral_value():
            return self.note(codes.NOT_A_WHOLE_NUMBER, node, path, found=text)
        least, most = limit.get("least"), limit.get("most")
        if (least is not None and found < least) or (most is not None and found > most):
            bounds = {name: limit.get(name, "…") for name in ("least", "most")}
            return self.note(codes.OUT_OF_BOUNDS, node, path, found=text, **bounds)
        return kind(found)

    def truth(self, node: Node, kind: Any, path: str, limit: Limits) -> Any:
        """True or false, in any of YAML's words."""
        found = TRUTHS.get((node.text or "").lower()) if isinstance(node, Scalar) else None
        return self.note(codes.NOT_YES_OR_NO, node, path, found=_shown(node)) if found is None else found

    def day(self, node: Node, kind: Any, path: str, limit: Limits) -> Any:
        """A date in ISO form, or where it may be one, a day that comes again."""
        try:
            return (iso_day if kind is date else deadline)(node.text or "" if isinstance(node, Scalar) else "")
        except ValueError:
            return self.note(codes.NOT_A_DATE, node, path, found=_shown(node))

    def choice(self, node: Node, kind: Any, path: str, limit: Limits) -> Any:
        """One of the words of a Literal."""
        text = node.text if isinstance(node, Scalar) else None
        if text in get_args(kind):
            return text
        choices = [one for one in get_args(kind) if one]  # the empty text is no choice
        values = {"allowed": ", ".join(choices), "near": closest(text or "", choices)}
        return self.note(codes.NOT_A_CHOICE, node, path, found=_shown(node), **values)

    def sequence(self, node: Node, kind: Any, path: str, limit: Limits) -> Any:
        """A tuple of values."""
        if not isinstance(node, Sequence):
            return self.note(codes.NOT_A_LIST, node, path, found=_shown(node))
        inner = get_args(kind)[0]
        found = tuple(self.value(item, inner, f"{path}.{n}", limit) for n, item in enumerate(node.items))
        return _BAD if _BAD in found else found

    def mapping(self, node: Node, kind: Any, path: str, limit: Limits) -> Any:
        """A mapping from texts to values."""
        if not isinstance(node, Mapping_):
            return self.note(codes.NOT_A_MAPPING if path else codes.FILE_NOT_A_MAPPING, node, path, found=_shown(node))
        inner = get_args(kind)[1]
        found = {k: self.value(v, inner, f"{path}.{k}" if path else k, limit) for k, (_, v) in node.entries.items()}
        return _BAD if any(value is _BAD for value in found.values()) else found

    def optional(self, node: Node, kind: Any, path: str, limit: Limits) -> Any:
        """A value that may be absent."""
        inner = next(part for part in get_args(kind) if part is not type(None))
        return self.value(node, inner, path, limit)


Read = Callable[[_Reader, Node, Any, str, Limits], Any]
READERS: dict[Any, Read] = {
    str: _Reader.text,
    int: _Reader.number,
    Decimal: _Reader.number,
    bool: _Reader.truth,
    date: _Reader.day,
    Repeated: _Reader.day,
    Literal: _Reader.choice,
    tuple: _Reader.sequence,
    Mapping: _Reader.mapping,
    Union: _Reader.optional,
    types.UnionType: _Reader.optional,
    AbstractSequence: _Reader.sequence,
}


def unknown_key(key: str, value: Data, known: Iterable[str], place: Place | str) -> Problem:
    """What is wrong with a key that nothing reads: most often a warning, since it stays in the file.

    A number without a value is what a decimal comma between braces leaves behind, so a number beside it is wrong.
    """
    if value is None and key.isdigit():
        return problem(codes.NUMBER_AS_KEY, place, key=key)
    near = closest(key, known)
    return problem(codes.MISSPELT_KEY if near else codes.UNKNOWN_KEY, place, key=key, near=near)


def _shown(node: Node) -> str:
    """A node as a message shows it: its text cut short, or what it is."""
    if isinstance(node, Scalar):
        text = node.text or ""
        return text if len(text) <= 40 else text[:39] + "…"
    return "[…]" if isinstance(node, Sequence) else "{…}"
