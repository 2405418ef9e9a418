"""What the tests of approval share: the manifest of a small version, that version sealed, and who seals it."""

from __future__ import annotations

import io
from datetime import date, datetime
from hashlib import sha512
from pathlib import Path

import pikepdf
import pytest

from planbuilder.approval.model import Manifest
from planbuilder.approval.store import SealedVersion, seal
from planbuilder.plan.store import Author

AT = datetime(2026, 11, 23, 12, 0)
DAY = date(2026, 11, 23)
AUTHOR = Author("Mette", "projektleder", AT)


def _pdf() -> bytes:
    """The least there is: no pages, and nothing attached."""
    pikepdf.new().save(out := io.BytesIO(), deterministic_id=True)
    return out.getvalue()


CONTENTS = {"plan.yaml": b"title: Fritidspas\n", "documents/plan.pdf": _pdf(), "figures.json": b"{}\n"}
BODIES = {"B1": "Direktionen", "B2": "Økonomiudvalget"}


def manifest(number: int = 1, contents: dict[str, bytes] = CONTENTS, **changed: object) -> Manifest:
    facts: dict[str, object] = {
        "version": number,
        "plan": "p-1",
        "title": "Fritidspas",
        "sealed": AT.isoformat(),
        "by": "Mette",
        "role": "",
        "date": DAY.isoformat(),
        "language": "da",
        "tool": "0.1.0",
        "questionnaire": "kl-benefits@1",
        "rates": "dk-2021",
        "documents": ("plan",),
        "formats": ("pdf",),
        "note": "",
        "supersedes": number - 1,
        "changes": (),
        "bodies": BODIES,
        "signers": {},
        "format": "planbuilder.version/1",  # the PDF carries nothing
        "files": {name: sha512(data).hexdigest() for name, data in contents.items()},
    }
    return Manifest(**{**facts, **changed})


@pytest.fixture
def sealed(tmp_path: Path) -> SealedVersion:
    """The first version in a plan's folder."""
    return seal(tmp_path, manifest(), CONTENTS)
