"""A plan as it is served: its folder, its address here, and who may enter."""

from __future__ import annotations

from pathlib import Path

from planbuilder.record import record
from planbuilder.web.access import Access


@record
class Place:
    """A plan's folder, the address it has here (empty where it is the only one), and who may enter it."""

    folder: Path
    root: str
    access: Access
