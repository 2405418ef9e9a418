"""Where links of a document lead.

In: a `Document`. Out: for each named section, table and figure the id its element carries, unlike any other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import Document, Section, Table, walk

MAIN = "main"
UNUSABLE = re.compile(r"[^\w.-]", re.ASCII)


def anchors_of(document: Document) -> Mapping[str, str]:
    """An id for each name that a link may lead to."""
    found: dict[str, str] = {}
    taken = {MAIN}
    for block in walk(document.blocks):
        if isinstance(block, Section | Table | Chart | Diagram) and block.id and block.id not in found:
            found[block.id] = _free(UNUSABLE.sub("_", block.id) or "_", taken)
            taken.add(found[block.id])
    return found


def _free(wanted: str, taken: set[str]) -> str:
    """The id that was asked for, or that with the first number that makes it new."""
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name
