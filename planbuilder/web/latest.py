"""The plan as its file holds it now, without reading again what is known already.

In: a plan's folder. Out: its `OpenPlan`. What counts is the file's bytes alone, so whoever changes it, and however, is
seen at the next request.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from threading import Lock

from planbuilder import files
from planbuilder.errors import InputInvalid
from planbuilder.plan.store import PLAN, OpenPlan, open_plan

MOST = 16  # plans that are kept in memory
_kept: OrderedDict[Path, tuple[bytes, OpenPlan]] = OrderedDict()
_lock = Lock()


def latest(folder: Path) -> OpenPlan:
    """The plan in a folder; raises what `open_plan` raises."""
    raw = _bytes(folder)
    with _lock:
        known = _kept.get(folder)
    if known is not None and raw is not None and known[0] == raw:
        return known[1]
    opened = open_plan(folder)
    if raw is not None:
        _keep(folder, raw, opened)
    return opened


def _bytes(folder: Path) -> bytes | None:
    """What the file holds; None where it cannot be read, which `open_plan` then tells."""
    try:
        return files.contents(folder / PLAN)
    except (InputInvalid, OSError):
        return None


def _keep(folder: Path, raw: bytes, opened: OpenPlan) -> None:
    if raw.decode("utf-8-sig", "replace") != opened.source.text:
        return  # changed between the two looks at it
    with _lock:
        _kept[folder] = raw, opened
        _kept.move_to_end(folder)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
