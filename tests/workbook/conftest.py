"""What tests of the workbook share: plans as files, and files calculated anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from openpyxl.workbook.workbook import Workbook as Xlsx

from planbuilder import language, look
from planbuilder.figures.case import compute
from planbuilder.language import Language
from planbuilder.plan.model import Plan
from planbuilder.workbook.build import workbook
from planbuilder.workbook.model import Workbook
from planbuilder.writers.xlsx import render
from tests.conftest import Once
from tests.workbook.changes import CHANGES, NEW_LINES, plan, typing
from tests.workbook.options import CHANGES as OF_OPTIONS
from tests.workbook.options import CONTRARY, with_more, with_options
from tests.workbook.options import NEW_LINES as LINES_OF_OPTIONS
from tests.workbook.recalc import Told, Typed, read, recalculate

Calculate = Callable[[Mapping[str, bytes | Typed]], Mapping[str, Xlsx]]


def book_of(plan: Plan, code: str = "da") -> Workbook:
    """The workbook of a plan."""
    return workbook(plan, compute(plan), language.load(code))


def file_of(plan: Plan, code: str = "da") -> bytes:
    """The file of a plan's workbook."""
    return render(book_of(plan, code), look.load())


@cache
def unchanged() -> bytes:
    """The file that is changed in many ways."""
    return file_of(plan())


@pytest.fixture(scope="session")
def calculate(tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Calculate:
    """Calculates workbooks anew, all of them in one start of LibreOffice with a profile of its own."""

    def calculated(books: Mapping[str, bytes | Typed]) -> dict[str, Xlsx]:
        folder: Path = tmp_path_factory.mktemp("calc")
        recalculate(tool("soffice"), folder, books)
        return Told(folder, books)

    return calculated


@pytest.fixture(scope="session")
def typed(once: Once, tool: Callable[[str], str], danish: Language) -> Mapping[str, Xlsx]:
    """The workbook of one plan after each change, without its only range, with new lines; one with options changed."""
    book = read(unchanged())
    changes = {name: {place: value} for name, (_, place, value) in CHANGES.items()}
    changes["no range"] = {("costs", "K0", end): None for end in ("low", "high")}
    changes["new lines"] = dict(NEW_LINES)
    books = {name: Typed(unchanged(), typing(book, danish, inputs)) for name, inputs in changes.items()}
    optioned = file_of(with_options())
    book = read(optioned)
    typings = {name: typing(book, danish, {place: value}) for name, (_, place, value) in OF_OPTIONS.items()}
    more = file_of(with_more())
    for name, inputs in (("new lines of options", LINES_OF_OPTIONS), ("contrary lines", CONTRARY)):
        books[name] = Typed(more, typing(read(more), danish, inputs))
    books |= {name: Typed(optioned, own) for name, own in typings.items()}
    return Told(once("typed", lambda folder: recalculate(tool("soffice"), folder, books)), books)
