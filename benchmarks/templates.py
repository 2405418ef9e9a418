"""Use every Word file of a folder as a template, and tell what became of it.

    python benchmarks/templates.py FOLDER [PLAN] [--marked]   with the bundled example, or a plan of one's own

With --marked, each gets the mark pb:content behind its own text, which then stays. Each is read as `template check`
reads it, tried, and written into as `build` does; with the Open XML SDK's validator in OOXML_VALIDATOR, the errors are
counted that the file itself does not have. Prints Markdown. A bug of ours, a document that a template was promised for
and is not made, or a new error is a fault: the exit code is then 1.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from planbuilder import example, language, look, pipeline
from planbuilder.branding.template import read_template
from planbuilder.branding.trial import tried
from planbuilder.branding.wordparts import W, opened, parsed
from planbuilder.drawing.studio import Studio
from planbuilder.errors import InputInvalid, Place
from planbuilder.plan.store import from_text
from planbuilder.questionnaire.loading import load
from planbuilder.record import replace
from planbuilder.writers.docx import render

VALIDATOR = os.environ.get("OOXML_VALIDATOR", "")
DAY = date(2026, 11, 23)
FAULTS = ("bug when checked", "bug when built", "new errors")
# The outcomes in the order in which they are told.
OUTCOMES = ("built", "built, with warnings", "refused", *FAULTS)


class Runner:
    """Builds one plan's document into one file after the other."""

    def __init__(self, plan: str, kept: Path) -> None:
        self.words, self.look = language.load("da"), look.load()
        self.studio = Studio(self.look, kept)  # most templates have columns of the same few widths
        made_from = pipeline.material(from_text(plan), load(), self.words, DAY)
        self.document = pipeline.document(made_from, "plan")

    def outcome(self, file: Path, is_marked: bool) -> tuple[str, str]:
        """(outcome, why) of a file as a template."""
        data = file.read_bytes()
        try:
            data = marked(data) if is_marked else data
            template = read_template(data, file.name, {}, self.look, Place(file.name))
            warnings = (*template.warnings, *tried(template.word, self.look, self.words.tag, file.name))
        except InputInvalid as refused:
            return "refused", " ".join(sorted({found.code for found in refused.problems}))
        except Exception:  # noqa: BLE001  # what is counted here is just what should never come
            return "bug when checked", _reason()
        try:
            made = render(self.document, replace(self.look, template=template.word), self.studio)
        except Exception:  # noqa: BLE001
            return "bug when built", _reason()
        if new := sorted(new_errors(made, data, file.suffix[1:]).elements()) if VALIDATOR else []:
            return "new errors", "; ".join(dict.fromkeys(new))[:300]
        codes = " ".join(sorted({found.code for found in warnings}))
        return ("built, with warnings" if codes else "built"), codes


def marked(data: bytes) -> bytes:
    """A Word file with a place for the text behind its own; raises InputInvalid for one that cannot be read."""
    parts = opened(data, Place())
    if parts.main in parts.trees and (body := parts.trees[parts.main].find(f"{W}body")) is not None:
        place = parsed(f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>pb:content</w:t></w:r></w:p>')
        last = body.find(f"{W}sectPr")
        body.append(place) if last is None else last.addprevious(place)
    return parts.packed()


def new_errors(made: bytes, template: bytes, suffix: str) -> Counter[str]:
    """What the validator finds in a document and not in its template, which is looked into only if there is any."""
    found = errors(made, "docx")
    return found - errors(template, suffix) if found else found


def errors(data: bytes, suffix: str) -> Counter[str]:
    """What the validator finds in a file, wherever it finds it."""
    with tempfile.NamedTemporaryFile(suffix=f".{suffix}") as file:
        file.write(data)
        file.flush()
        done = subprocess.run([VALIDATOR, file.name, "Microsoft365"], capture_output=True, text=True, check=False)
    try:
        return Counter(str(found.get("description")) for found in json.loads(done.stdout)["errors"])
    except (ValueError, KeyError):
        return Counter({f"validator: {(done.stdout + done.stderr)[:80]}": 1})


def _reason() -> str:
    last = traceback.format_exc().strip().splitlines()
    where = next((line.strip() for line in reversed(last) if line.strip().startswith("File ")), "")
    return f"{last[-1][:120]} ({where.rpartition('/')[2][:60]})"


def files(folder: Path) -> Iterator[Path]:
    """Every Word file beneath a folder."""
    yield from (one for one in sorted(folder.rglob("*")) if one.suffix.lower() in {".docx", ".dotx", ".docm", ".dotm"})


def main(folder: Path, plan: str, is_marked: bool, kept: Path) -> int:
    runner, found = Runner(plan, kept), list[tuple[Path, str, str]]()
    for file in files(folder):
        found.append((file, *runner.outcome(file, is_marked)))
        print(f"{found[-1][1]:22} {file.name[:70]:70} {found[-1][2]}", file=sys.stderr, flush=True)
    counts = Counter(outcome for _, outcome, _ in found)
    print(f"| {len(found)} files | |\n|---|---|")
    for outcome in OUTCOMES:
        print(f"| {outcome} | {counts[outcome]} |")
    reasons = Counter((outcome, code) for _, outcome, why in found for code in why.split() if code.startswith("PB"))
    print("\n| outcome | code | files |\n|---|---|---|")
    for (outcome, code), number in sorted(reasons.items()):
        print(f"| {outcome} | {code} | {number} |")
    return int(any(counts[fault] for fault in FAULTS))


if __name__ == "__main__":
    folder, *rest = [Path(one) for one in sys.argv[1:] if one != "--marked"]
    text = rest[0].read_text(encoding="utf-8") if rest else example.text(language.load("da"))
    with tempfile.TemporaryDirectory() as kept:
        sys.exit(main(folder, text, "--marked" in sys.argv, Path(kept)))
