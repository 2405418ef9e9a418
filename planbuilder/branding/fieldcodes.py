"""The codes of the fields in a part of a Word file, however they are written.

In: the tree of a part. Out: each field's own code. A code may be spread over runs and paragraphs, stand in an
attribute, or hold other fields, for each of which it has a mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planbuilder.branding.allowed import INNER
from planbuilder.branding.wordparts import W

CODES = (f"{W}instrText", f"{W}delInstrText")


def field_codes(tree: Any) -> Iterator[str]:
    """The code of every field of a part; one that stands outside of a field counts as one, too."""
    open: list[list[str]] = []
    loose: list[str] = []
    for element in tree.iter(f"{W}fldChar", f"{W}fldSimple", *CODES):
        kind = element.get(f"{W}fldCharType", "")
        if element.tag == f"{W}fldSimple":
            yield element.get(f"{W}instr", "")
        elif element.tag in CODES:
            (open[-1] if open else loose).append(element.text or "")
        elif kind == "begin":
            for outer in open[-1:]:
                outer.append(INNER)
            open.append([])
        elif kind == "end" and open:
            yield "".join(open.pop())
    yield from ("".join(pieces) for pieces in (*open, loose) if pieces)
