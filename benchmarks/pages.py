"""How full the pages of a plan's documents are, as a reader sees them: each page is drawn and looked at.

    python benchmarks/pages.py [--lang da] [--document plan] [--size example] [--all]

Prints Markdown: pages, and how much of the text block stands empty at the foot of the page: its mean over all pages,
and the pages where it is more than a third (with `--all`, every page). A cover counts as full. Sizes are those of
`tests/document/sizes.py`, and `FILE` of a plan. Needs poppler (`pdftoppm`).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import mean

from planbuilder import language, look, pipeline
from planbuilder.plan.store import from_text
from planbuilder.questionnaire.loading import load

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.document.sizes import SIZES, sized

RESOLUTION = 40
DAY = date(2026, 11, 23)
MUCH = 0.35
# A pixel lighter than this is paper, tints of tables and bands included in what is not.
PAPER = 250
COLUMNS = ("document", "language", "plan", "pages", "empty foot, mean", "pages with more than a third")


def made(text: str, name: str, code: str) -> bytes:
    """The PDF of a document."""
    options = pipeline.BuildOptions((name,), ("pdf",), DAY, language.load(code), look.load())
    (output,) = pipeline.build(from_text(text), load(), options)
    return output.data


def drawn(pdf: bytes) -> Iterator[list[bytes]]:
    """Each page as its rows of grey pixels."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "it.pdf"
        file.write_bytes(pdf)
        command = ["pdftoppm", "-gray", "-r", str(RESOLUTION), str(file), f"{folder}/page"]
        subprocess.run(command, check=True)
        for page in sorted(Path(folder).glob("page*.pgm")):
            _, size, _, pixels = page.read_bytes().split(b"\n", 3)
            width = int(size.split()[0])
            yield [pixels[start : start + width] for start in range(0, len(pixels), width)]


def empty(rows: list[bytes], top: float, bottom: float) -> float:
    """How much of a page's text block stands empty at its foot; `top` and `bottom` are its margins in points."""
    scale = RESOLUTION / 72
    first, last = round(top * scale), len(rows) - round(bottom * scale)
    inked = [n for n in range(first, last) if min(rows[n]) < PAPER]
    return (last - 1 - max(inked, default=first)) / (last - first)


def foot(pdf: bytes, outline: pipeline.Outline) -> list[float]:
    """How empty the foot of each page is; what stands on a cover or a sheet for the wall is not looked at."""
    page = look.load().page
    found = [empty(rows, page["top"], page["bottom"]) for rows in drawn(pdf)]
    return [0.0, *found[1:]] if outline.cover else found


def line(name: str, code: str, size: str, found: list[float], whole: bool) -> str:
    """A row of the table; the last page of a document ends where it ends, and is counted."""
    shown = [f"{n}: {share:.0%}" for n, share in enumerate(found, 1) if whole or share > MUCH]
    return f"| {name} | {code} | {size} | {len(found)} | {mean(found):.0%} | {', '.join(shown)} |"


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--lang", action="append", choices=language.available())
    asked.add_argument("--document", action="append")
    asked.add_argument("--size", action="append")
    asked.add_argument("--all", action="store_true")
    given = asked.parse_args()
    print(f"| {' | '.join(COLUMNS)} |\n{'|---' * len(COLUMNS)}|")
    for name in given.document or pipeline.DOCUMENTS[:-1]:
        outline = pipeline._outline(name, "")
        for code in given.lang or language.available():
            for size in given.size or ["example"]:
                text = sized(language.load(code), size) if size in SIZES else Path(size).read_text(encoding="utf-8")
                print(line(name, code, size, foot(made(text, name, code), outline), given.all), flush=True)


if __name__ == "__main__":
    main()
