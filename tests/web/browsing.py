"""A real browser for the journeys, and what axe finds on its pages."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def lacking(what: str) -> Any:
    """Skip, and fail where everything is to be there."""
    return (pytest.fail if os.environ.get("CI") else pytest.skip)(f"needs {what}")


@contextmanager
def chromium() -> Iterator[Any]:
    """The system's Chromium, driven by Playwright."""
    found = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        lacking("playwright")
    if not found:
        lacking("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


def axe_findings(page: Any) -> list[str]:
    """Every violation that axe-core finds on a page, with where it is."""
    file = Path(os.environ.get("AXE_CORE", ""))
    if not file.is_file():
        lacking("axe-core, its axe.min.js named by AXE_CORE")
    page.evaluate(file.read_text(encoding="utf-8"))
    options = json.dumps({"runOnly": {"type": "tag", "values": RULES}})
    found = page.evaluate(f"axe.run(document, {options})")
    return [f"{one['id']}: {one['nodes'][0]['target']} ({len(one['nodes'])}) {page.url}" for one in found["violations"]]


def errors_of(page: Any) -> list[str]:
    """A list that fills with what the browser complains of."""
    found: list[str] = []
    page.on("console", lambda one: found.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda one: found.append(str(one)))
    return found
