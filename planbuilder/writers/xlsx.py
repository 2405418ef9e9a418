"""Workbook → XLSX, with XlsxWriter.

In: a `Workbook` and a `Look`. Out: bytes. Texts are written as texts whatever they begin with, so that no answer
becomes a formula; results are locked, inputs are open; nothing says when or by whom the file was made.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from math import fsum
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from planbuilder.drawing.typeface import wrap
from planbuilder.look import Look
from planbuilder.plaintext import shown
from planbuilder.workbook.model import Cell, LineChart, Rule, Sheet, Workbook

SUFFIX = "xlsx"
LONG_AGO = datetime(1980, 1, 1)
MOST_TEXT = 32_000
EVERYWHERE = "A1:XFD1048576"
# The remark under a sheet's title.
NOTE = (1, 0)
LAST_COLUMN = 16_383
# What a landscape page has between its margins (inches), in points. Texts of 10 points are printed at 7 or more.
A4, A3, WIDEST_A4, WIDEST_A3, MARGIN, SMALLEST = 9, 8, 780, 1130, 0.4, 0.72
LINE, MOST_LINES, WRAPPED = 13.5, 6, ("wrapped", "input_text", "head", "head_end")
# A column is so many digits wide, each 5.25 points. Office fonts are narrower than Lato, in which a text is measured.
SIZE, DIGIT, AROUND, NARROWER = 10, 5.25, 3.75, 0.93
MOST_MEASURED, MOST_HEADER, MOST_ALERT = 1000, 240, 255
# Every format ends in the room of a bracket, so that numbers do not touch what is beside them.
MONEY, CENTS = "#,##0_);[Red]-#,##0_);0_);@_)", "#,##0.00_);[Red]-#,##0.00_);0.00_);@_)"
NUMBER, PERCENT, FACTOR, WHOLE, INPUT, TEXT = "#,##0.00_)", "0.00%_)", "0.0000_)", "0_)", "General_)", "@_)"
DAY = "yyyy-mm-dd_)"
NUMBERS = {
    "money": MONEY, "total": MONEY, "result": MONEY, "input_money": MONEY, "check": CENTS, "number": NUMBER,
    "input_number": INPUT, "percent": PERCENT, "input_percent": PERCENT, "factor": FACTOR, "year": WHOLE,
    "input_year": WHOLE, "input_date": DAY, "whole": WHOLE, "head_end": TEXT,
}  # fmt: skip


class Page(Worksheet):  # type: ignore[misc]
    """A sheet whose formulas are written as they are."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """A formula without its equals sign."""
        # The library would look in each of them for thirty functions newer than any of ours, which takes longer than
        # all the rest of the writing.
        return formula.removeprefix("=")


def render(workbook: Workbook, look: Look, studio: object = None) -> bytes:
    """The workbook as a file."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": _text(workbook.title), "author": _text(workbook.author), "created": LONG_AGO})
        book.set_calc_mode("auto")
        formats = {style: book.add_format(look_of) for style, look_of in _styles(look).items()}
        formats["nothing"] = book.add_format({"num_format": ";;;"})
        formats["wide note"] = book.add_format({**_styles(look)["note"], "text_wrap": True})
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
    colours, font = look.colours, {"font_name": look.fonts["docx"], "font_size": SIZE, "valign": "top"}
    head = {**font, "bold": True, "bg_color": colours["primary"], "font_color": colours["paper"], "text_wrap": True}
    open_ = {**font, "bg_color": colours["watch_soft"], "locked": False}
    strong, bold = {**font, "bold": True, "top": 1}, {**font, "bold": True}
    plain = {
        **dict.fromkeys(("text", "label", "money", "number", "percent", "factor", "year", "whole"), font),
        "check": font, "any": {**font, "text_wrap": True},
        "wrapped": {**font, "text_wrap": True}, "result": bold, "group": bold,
        "title": {**font, "bold": True, "font_size": 15, "font_color": colours["primary"]},
        "note": {**font, "font_color": colours["muted"]}, "head": head, "head_end": head,
        "total": strong, "total_label": strong, "input_text": {**open_, "text_wrap": True},
        **dict.fromkeys(("input_number", "input_percent", "input_money", "input_year", "input_date"), open_),
    }  # fmt: skip
    return {
        style: {**own, "align": "right", "num_format": NUMBERS[style]} if style in NUMBERS else own
        for style, own in plain.items()
    }


def _sheet(book: Any, sheet: Sheet, formats: Mapping[str, Any]) -> None:
    page = book.add_worksheet(sheet.title, Page)
    for (row, column), cell in sheet.cells.items():
        _write(page, row, column, cell, formats[cell.style])
    for column, width in sheet.widths.items():
        page.set_column(column, column, width)
    for row, lines in _heights(sheet).items():
        page.set_row(row, lines * LINE)
    page.freeze_panes(*sheet.frozen)
    page.hide_gridlines(2)
    for ruled in sheet.ruled:
        page.data_validation(*ruled.first, *ruled.last, _rule(ruled.rule))
    if sheet.is_hidden:
        page.very_hidden()
        # Some programs print what nobody sees; of an empty cell there is nothing to print.
        page.print_area(0, LAST_COLUMN, 0, LAST_COLUMN)
    for blank in sheet.blanks:
        page.conditional_format(
            *blank.first, *blank.last, {"type": "formula", "criteria": blank.when, "format": formats["nothing"]}
        )
    if not sheet.is_hidden:
        _paper(page, sheet, formats["wide note"])
    if sheet.head_row is not None:
        page.repeat_rows(sheet.head_row)
    page.ignore_errors(dict.fromkeys(("number_stored_as_text", "formula_differs", "formula_range"), EVERYWHERE))
    page.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})


def _rule(rule: Rule) -> dict[str, Any]:
    """A rule as the library has it; what breaks it is refused, with the text that says what can be typed."""
    told = {"error_message": _text(rule.text)[:MOST_ALERT], "error_type": "stop", "ignore_blank": True}
    if rule.kind == "list":
        return {**told, "validate": "list", "source": [_text(one) for one in rule.choices]}
    limits = {"criteria": "between", "minimum": float(rule.least), "maximum": float(rule.most)}
    kind = rule.kind if rule.kind != "whole" else "integer"
    return {**told, "validate": kind, **limits}


def _paper(page: Any, sheet: Sheet, note: Any) -> None:
    """Landscape A4 or A3 on one page's width; what would be too small to read runs over several pages of A3.

    On those the columns of the lines repeat, so that title and note, which would be cut to them, are in the header.
    On others a note that is wider than the page stands on several lines.
    """
    page.set_landscape()
    page.set_margins(left=MARGIN, right=MARGIN)
    page.set_footer("&L&A&R&P / &N")
    last_row, last_column = sheet.printed or tuple(map(max, zip(*sheet.cells, strict=True)))
    width = fsum(_points(sheet, column) for column in sheet.widths if column <= last_column or not sheet.printed)
    if sheet.printed:
        page.print_area(0, 0, last_row, last_column)
    page.set_paper(A4 if width * SMALLEST <= WIDEST_A4 else A3)
    if width * SMALLEST <= WIDEST_A3:
        page.fit_to_pages(1, 0)
        _note(page, sheet, last_column, note)
        return
    # On the screen it stands over as many columns as a page is wide.
    _note(page, sheet, _fitting(sheet, last_column), note)
    page.print_area(sheet.head_row or 0, 0, last_row, last_column)
    page.set_print_scale(round(100 * SMALLEST))
    page.repeat_columns(0, max(0, sheet.frozen[1] - 1))
    texts = [_text(str(sheet.cells[row, 0].value)) for row in (0, 1) if (row, 0) in sheet.cells]
    if texts:
        page.set_header("&L" + _header("\n".join(texts).replace("&", "&&")))


def _header(text: str) -> str:
    """A text as a header can hold it: as many of its sentences as there is room for, cut only where one is too long."""
    if len(text) <= MOST_HEADER:
        return text
    end = text.rfind(". ", 0, MOST_HEADER)
    return text[: end + 1] if end > 0 else text[:MOST_HEADER]


def _fitting(sheet: Sheet, last_column: int) -> int:
    """The last of the columns that are no wider than a page together."""
    widths = [_points(sheet, column) for column in range(last_column + 1)]
    return max([n for n in range(len(widths)) if fsum(widths[: n + 1]) * SMALLEST <= WIDEST_A4], default=0)


def _note(page: Any, sheet: Sheet, last_column: int, format: Any) -> None:
    """Write the note under the title over the columns that are printed, where it is wider than they are."""
    cell = sheet.cells.get(NOTE)
    if cell is None or cell.style != "note" or not last_column:
        return
    room = fsum(_points(sheet, column) for column in range(last_column + 1))
    lines = wrap(str(cell.value)[:MOST_MEASURED], room, SIZE * NARROWER, False)
    if len(lines) > 1:
        page.merge_range(*NOTE, NOTE[0], last_column, _text(str(cell.value)), format)
        page.set_row(NOTE[0], len(lines) * LINE)


def _points(sheet: Sheet, column: int) -> float:
    """The width of a column, with the room around its digits."""
    return sheet.widths.get(column, 9) * DIGIT + AROUND


def _heights(sheet: Sheet) -> Mapping[int, int]:
    """The rows that need more than one line, and how many: programs that only read the file do not work it out."""
    needed: dict[int, int] = {}
    for (row, column), cell in sheet.cells.items():
        if isinstance(cell.value, str) and cell.style in WRAPPED:
            room, bold = sheet.widths.get(column, 9) * DIGIT, cell.style.startswith("head")
            lines = wrap(cell.value[:MOST_MEASURED], room, SIZE * NARROWER, bold)
            needed[row] = max(needed.get(row, 1), min(len(lines), MOST_LINES))
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
    """A text as a cell can hold it: only what can be shown, and not longer than a cell, which counts in UTF-16."""
    return shown(text).encode("utf-16-le")[: 2 * MOST_TEXT].decode("utf-16-le", "ignore")


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
    drawn.set_x_axis({"label_position": "low"})
    drawn.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
    drawn.set_legend({"position": "bottom"})
    drawn.set_size({"width": 640, "height": 320})
    page = book.get_worksheet_by_name(sheet.title)
    page.insert_chart(*chart.at, drawn, {"description": chart.alt})
