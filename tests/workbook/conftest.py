"""What tests of the workbook share: plans as files, and files calculated anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from openpyxl.workbook.workbook import Workbook as Xlsx

from planbuilder import language, look
from planbuilder.figures.case import compute
from planbuilder.plan.model import Plan
from planbuilder.workbook.build import workbook
from planbuilder.workbook.model import Workbook
from planbuilder.writers.xlsx import render
from tests.workbook.recalc import recalculate

Calculate = Callable[[Mapping[str, bytes]], dict[str, Xlsx]]


def book_of(plan: Plan, code: str = "da") -> Workbook:
    """The workbook of a plan."""
    return workbook(plan, compute(plan), language.load(code))


def file_of(plan: Plan, code: str = "da") -> bytes:
    """The file of a plan's workbook."""
    return render(book_of(plan, code), look.load())


@pytest.fixture(scope="module")
def calculate(tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Calculate:
    """Calculates workbooks anew, all of them in one start of LibreOffice with a profile of its own."""

    def calculated(books: Mapping[str, bytes]) -> dict[str, Xlsx]:
        folder: Path = tmp_path_factory.mktemp("calc")
        return recalculate(tool("soffice"), folder, books)

    return calculated
