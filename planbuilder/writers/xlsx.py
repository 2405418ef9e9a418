"""Workbook → XLSX, with XlsxWriter.

In: a `Workbook` and a `Look`. Out: bytes. Texts are written as texts whatever they begin with, so that no answer
becomes a formula; results are locked, inputs are open; nothing tells when or by whom the file was made.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from planbuilder.look import Look
from planbuilder.workbook.model import Cell, LineChart, Sheet, Workbook

SUFFIX = "xlsx"
LONG_AGO = datetime(1980, 1, 1)
MOST_TEXT = 32_000
A4, A3, WIDEST = 9, 8, 260
LINE, MOST_LINES, WRAPPED = 13.5, 6, ("wrapped", "head", "head_end")
MONEY, NUMBER, PERCENT = "#,##0;[Red]-#,##0", "#,##0.######", "0.00%"
NUMBERS = {
    "money": MONEY, "total": MONEY, "result": MONEY, "input_money": MONEY, "check": "#,##0.00;[Red]-#,##0.00",
    "number": "#,##0.00", "input_number": NUMBER, "percent": PERCENT, "input_percent": PERCENT, "factor": "0.0000",
    "year": "0", "input_year": "0",
}  # fmt: skip


def render(workbook: Workbook, look: Look) -> bytes:
    """The workbook as a file."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": workbook.title, "author": workbook.author, "created": LONG_AGO})
        book.set_calc_mode("auto")
        formats = {style: book.add_format(look_of) for style, look_of in _styles(look).items()}
        for sheet in workbook.sheets:
            _sheet(book, sheet, formats)
        for name, title, row, column in workbook.names:
            book.define_name(name, f"='{title}'!{_fixed(row, column)}")
        for sheet in workbook.sheets:
            if sheet.chart:
                _chart(book, sheet, sheet.chart)
    return target.getvalue()


def _fixed(row: int, column: int) -> str:
    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))


def _styles(look: Look) -> Mapping[str, dict[str, Any]]:
    """The cell formats by the name of a style."""
    colours, font = look.colours, {"font_name": look.fonts["docx"], "font_size": 10, "valign": "top"}
    head = {**font, "bold": True, "bg_color": colours["primary"], "font_color": colours["paper"], "text_wrap": True}
    open_ = {**font, "bg_color": colours["watch_soft"], "locked": False}
    strong = {**font, "bold": True, "top": 1}
    plain = {
        "text": font, "label": font, "wrapped": {**font, "text_wrap": True}, "money": font, "number": font,
        "percent": font, "factor": font, "year": font, "result": {**font, "bold": True}, "check": font,
        "title": {**font, "bold": True, "font_size": 15, "font_color": colours["primary"]},
        "note": {**font, "font_color": colours["muted"]}, "head": head, "head_end": {**head, "align": "right"},
        "total": strong, "total_label": strong,
        **dict.fromkeys(("input_text", "input_number", "input_percent", "input_money", "input_year"), open_),
    }  # fmt: skip
    return {style: {**own, "num_format": NUMBERS.get(style, "General")} for style, own in plain.items()}


def _sheet(book: Any, sheet: Sheet, formats: Mapping[str, Any]) -> None:
    page = book.add_worksheet(sheet.title)
    for (row, column), cell in sheet.cells.items():
        _write(page, row, column, cell, formats[cell.style])
    for column, width in sheet.widths.items():
        page.set_column(column, column, width)
    for row, lines in _heights(sheet).items():
        page.set_row(row, lines * LINE)
    page.freeze_panes(*sheet.frozen)
    page.hide_gridlines(2)
    _paper(page, sheet)
    if sheet.head_row is not None:
        page.repeat_rows(sheet.head_row)
    page.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})


def _paper(page: Any, sheet: Sheet) -> None:
    """Landscape A4 on one page's width; what would be too small to read runs over several pages of A3."""
    page.set_landscape()
    page.set_footer("&L&A&R&P / &N")
    if sum(sheet.widths.values()) <= WIDEST:
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
    else:
        page.set_paper(A3)
        page.set_print_scale(70)
        page.repeat_columns(0, max(0, sheet.frozen[1] - 1))


def _heights(sheet: Sheet) -> Mapping[int, int]:
    """The rows that need more than one line, and how many: programs that only read the file do not work it out."""
    needed: dict[int, int] = {}
    for (row, column), cell in sheet.cells.items():
        if isinstance(cell.value, str) and cell.style in WRAPPED:
            lines = -(-len(cell.value) // max(1, int(sheet.widths.get(column, 9))))
            needed[row] = max(needed.get(row, 1), min(lines, MOST_LINES))
    return {row: lines for row, lines in needed.items() if lines > 1}


def _write(page: Any, row: int, column: int, cell: Cell, format: Any) -> None:
    """One cell, by what it holds: nothing is guessed from a text."""
    value = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
    if cell.formula:
        page.write_formula(row, column, cell.formula, format, "" if value is None else value)
    elif value is None:
        page.write_blank(row, column, None, format)
    elif isinstance(value, str):
        page.write_string(row, column, _text(value), format)
    else:
        page.write_number(row, column, value, format)


def _text(text: str) -> str:
    """A text as a cell can hold it: no control characters, and not longer than a cell."""
    clean = "".join(char for char in text if char >= " " or char in "\n\t")
    return clean.replace("\ufffe", "").replace("\uffff", "")[:MOST_TEXT]


def _chart(book: Any, sheet: Sheet, chart: LineChart) -> None:
    """A line for each row, over the heads of its columns."""
    drawn = book.add_chart({"type": "line"})
    for name, row in chart.rows:
        drawn.add_series({
            "name": name,
            "categories": [chart.sheet, chart.categories_row, chart.first, chart.categories_row, chart.last],
            "values": [chart.sheet, row, chart.first, row, chart.last],
        })  # fmt: skip
    drawn.set_title({"name": chart.title, "name_font": {"size": 11}})
    drawn.set_legend({"position": "bottom"})
    drawn.set_size({"width": 640, "height": 320})
    page = book.get_worksheet_by_name(sheet.title)
    page.insert_chart(*chart.at, drawn, {"description": chart.alt})
