"""Every document of the example as another office program prints it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planbuilder import example, language
from planbuilder.document import outline
from planbuilder.document.blocks import BLOCKS
from planbuilder.document.model import Document, Row, Table, headings, text_of, walk
from planbuilder.document.numbering import paged
from planbuilder.drawing.studio import Studio
from planbuilder.writers import laid_out
from planbuilder.writers.docx import render
from planbuilder.writers.docx.tables import is_added_up
from tests.conftest import OUTLINES
from tests.writers.docx.office import printed

# The cover and the decision sheet come before the list of contents.
CONTENTS = 3
# A page of fewer lines, head and foot among them, is one that something was left over for.
FEWEST = 6


@pytest.mark.slow
@pytest.mark.parametrize("code", ["da", "en"])
def test_every_document_is_printed_as_it_was_meant(tool, compose, standard_look, tmp_path: Path, code: str) -> None:
    """Documents keep to their pages, tables that are added up are whole, no page has two or three lines.

    The contents tell where chapters begin: not more than two pages away.
    """
    text, studio = example.text(language.load(code)), Studio(standard_look)
    documents = {name: compose(text, name, code) for name in OUTLINES}
    documents["plan"] = paged(documents["plan"], laid_out(documents["plan"], standard_look, studio)[1])
    files = {name: render(document, standard_look, studio) for name, document in documents.items()}
    pages = printed(tool, tmp_path, files)

    promised = {name: outline.load(name, list(BLOCKS)).pages for name in OUTLINES}
    counts = {name: len(found) for name, found in pages.items()}
    assert {name: count for name, count in counts.items() if promised[name] and count > promised[name]} == {}
    assert (counts["summary"], counts["board"], counts["commitments"]) == (1, 1, 3)
    assert [(name, n) for name, found in pages.items() for n, page in enumerate(found, 1) if is_stray(page)] == []
    assert [(name, table) for name in OUTLINES for table in parted(documents[name], pages[name])] == []
    told, begins = told_in(pages["plan"][CONTENTS - 1]), beginnings(documents["plan"], pages["plan"])
    assert told.keys() == begins.keys()
    assert {name: told[name] - page for name, page in begins.items() if abs(told[name] - page) > 2} == {}


def is_stray(page: str) -> bool:
    return sum(bool(line.strip()) for line in page.splitlines()) < FEWEST


def parted(document: Document, pages: list[str]) -> list[str]:
    """The tables that are to be whole and are not: no page has the numbers of all of their rows."""
    tables = [one for one in walk(document.blocks) if isinstance(one, Table) and is_added_up(one)]
    return [one.id for one in tables if not any(all(row.search(page) for row in rows_of(one)) for page in pages)]


def rows_of(table: Table) -> list[re.Pattern[str]]:
    """What each row with numbers says on a line."""
    return [numbers_of(row) for row in table.rows if any(cell.value is not None for cell in row.cells)]


def numbers_of(row: Row) -> re.Pattern[str]:
    said = (re.escape(text_of(cell.spans)) for cell in row.cells if cell.value is not None)
    return re.compile(r"\s[^\n]*?".join(said))


def told_in(contents: str) -> dict[str, int]:
    """The page behind each number of a list of contents."""
    lines = re.findall(r"^ *((?:Bilag|Appendix) [A-Z]|[\d.]+) .*?(\d+)$", contents, re.MULTILINE)
    return {number: int(page) for number, page in lines}


def beginnings(document: Document, pages: list[str]) -> dict[str, int]:
    """The page on which each numbered heading of the contents stands."""
    found = {}
    for one in (one for one in headings(document, 2) if one.number):
        # The list of contents has the same line with a page behind it.
        line = re.compile(rf"^ *{re.escape(one.number)} +{re.escape(one.title[:20])}(?!.*\d$)", re.MULTILINE)
        found[one.number] = next(n for n, page in enumerate(pages, 1) if line.search(page))
    return found
