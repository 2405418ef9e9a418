"""What a plan gives to an overview as text, remembered until the plan changes: a summary, or what is wrong with it.

In: a summary or problems. Out: text that begins with the digest of all the rest, and from it the same again. A text
that is damaged in any way is refused, so that what is remembered is right or is found out anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from decimal import InvalidOperation
from pathlib import Path
from typing import Any

from planbuilder import codes
from planbuilder.errors import Day, Numeral, Place, Problem, Term
from planbuilder.files import digest, json_in
from planbuilder.portfolio.summary import Summary
from planbuilder.yamltext.nodes import as_text
from planbuilder.yamltext.plain_data import make
from planbuilder.yamltext.schema import shape

Found = Summary | tuple[Problem, ...]
SUMMARY, PROBLEMS = "summary", "problems"
KINDS = {kind.__name__: kind for kind in (str, Numeral, Term, Day)}
CODES = {code: code for code in vars(codes).values() if isinstance(code, codes.Code)}


def to_text(found: Found) -> bytes:
    """What was found as text; the file that problems are in is left out, for it may be called otherwise next time."""
    if isinstance(found, Summary):
        data = {SUMMARY: as_text(_data(found))}
    else:
        data = {PROBLEMS: [_problem_data(one) for one in found]}
    text = json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return f"{digest(text)}\n".encode() + text


def from_text(text: bytes, file: Path) -> Found:
    """What a text holds of the plan in a file; raises ValueError for one that is damaged or holds nothing of it."""
    said, _, rest = text.partition(b"\n")
    if said.decode("ascii", "replace") != digest(rest):
        raise ValueError("damaged")
    try:
        data = json_in(rest)
        if SUMMARY in data:
            return make(Summary, data[SUMMARY])
        return tuple(_problem(one, file) for one in data[PROBLEMS])
    except (TypeError, KeyError, AttributeError, InvalidOperation) as error:
        raise ValueError("nothing of a plan") from error


def _data(value: Any) -> Any:
    """A value as plain data: records by field, registers and lists as such."""
    if is_dataclass(value):
        return {key: _data(getattr(value, one.name)) for key, one in shape(type(value)).items()}
    if isinstance(value, Mapping):
        return {key: _data(inner) for key, inner in value.items()}
    return [_data(inner) for inner in value] if isinstance(value, tuple) else value


def _problem_data(one: Problem) -> list[Any]:
    values = {name: [type(value).__name__, str(value)] for name, value in one.values.items()}
    return [str(one.code), one.place.line, one.place.column, one.place.path, values]


def _problem(data: Any, file: Path) -> Problem:
    code, line, column, path, values = data
    said = {str(name): KINDS[kind](text) for name, (kind, text) in values.items()}
    return Problem(CODES[code], Place(str(file), int(line), int(column), str(path)), said)
