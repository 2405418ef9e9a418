"""What of a file's data a type knows.

In: data and a dataclass, whose fields are the keys of the file. Out: the same data without keys that no field reads.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, cast, get_args, get_origin

from planbuilder.yamltext.nodes import Data
from planbuilder.yamltext.schema import shape
from planbuilder.yamltext.truths import turned_keys


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
