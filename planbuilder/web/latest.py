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
from planbuilder.record import replace

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
    if raw is not None and raw.decode("utf-8-sig", "replace") == opened.source.text:
        _keep(folder, raw, opened)  # else it changed between the two looks at it
    return opened


def saved(opened: OpenPlan) -> None:
    """Keep a plan as it was just saved: until the file holds other bytes, it is what a reading of it would give."""
    if opened.path.name == PLAN:
        _keep(opened.folder, opened.source.text.encode(), replace(opened, apart=()))  # who saved is told what is apart


def _bytes(folder: Path) -> bytes | None:
    """What the file holds; None where it cannot be read, which `open_plan` then tells."""
    try:
        return files.contents(folder / PLAN)
    except (InputInvalid, OSError):
        return None


def _keep(folder: Path, raw: bytes, opened: OpenPlan) -> None:
    with _lock:
        _kept[folder] = raw, opened
        _kept.move_to_end(folder)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
