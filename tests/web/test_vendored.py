"""What the pages take from others is in the package, as it was taken, and nothing of it asks for anything elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

from planbuilder import files, web

STATIC = Path(web.__file__).parent / "static"
VENDOR = STATIC / "vendor"
SAID = files.json_in((VENDOR / "VENDORED.json").read_bytes())


def test_every_file_is_as_it_was_taken() -> None:
    """Its digest is written down, and no other file lies there."""
    found = {
        one.relative_to(VENDOR).as_posix(): files.digest(one.read_bytes())
        for one in VENDOR.rglob("*")
        if one.is_file() and one.name != "VENDORED.json"
    }

    assert found == SAID["sha256"]


def test_licences_and_versions_are_told() -> None:
    """Of each package, beside its files."""
    assert {name: one["licence"] for name, one in SAID["packages"].items()} == {
        "dkfds": "MIT AND OFL-1.1 AND Apache-2.0",
        "htmx.org": "0BSD",
    }
    assert all(name in SAID["sha256"] for name in ("dkfds-LICENSE.md", "htmx-LICENSE.txt"))


def test_style_sheets_ask_for_what_is_there_alone() -> None:
    """No other site, no older form of a font, no logo of another site."""
    sheets = [VENDOR / "css" / "dkfds.min.css", *STATIC.glob("*.css")]
    asked = [(one, url) for one in sheets for url in re.findall(r"url\([\"']?([^\"')]+)", one.read_text("utf-8"))]
    missing = [url for one, url in asked if not url.startswith("data:") and not (one.parent / url).resolve().is_file()]

    assert missing == []
    assert not [one for one in VENDOR.rglob("*") if "borgerdk" in one.name or "virk" in one.name]
    assert all("@import" not in one.read_text("utf-8") for one in sheets)
