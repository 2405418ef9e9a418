"""The writer of workbooks: texts stay texts, results are locked, pages can be printed, and bytes do not change."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.workbook.workbook import Workbook as Xlsx

from planbuilder import example, language, look
from planbuilder.figures.case import compute
from planbuilder.plan.store import from_text
from planbuilder.workbook.build import workbook
from planbuilder.workbook.model import Blank, Cell, LineChart, Sheet, Value, Workbook
from planbuilder.workbook.overview import overview_book
from planbuilder.writers.xlsx import render
from tests.portfolio.plans import three
from tests.workbook.changes import plan
from tests.workbook.conftest import book_of

ROOT = Path(__file__).parents[2]
HEAD = {(3, 0): Cell("Post", "head"), (3, 1): Cell("2026", "head_end")}


def book_of_example(code: str) -> Workbook:
    words = language.load(code)
    plan = from_text(example.text(words))
    return workbook(plan, compute(plan), words)


@pytest.fixture(scope="module", params=["da", "en"])
def written(request) -> tuple[Workbook, bytes]:
    """The example as a workbook, and as a file."""
    book = book_of_example(request.param)
    return book, render(book, look.load())


def opened(data: bytes) -> Xlsx:
    return openpyxl.load_workbook(io.BytesIO(data))


def one(*cells: Cell, widths: dict[int, float] | None = None, **more: object) -> bytes:
    """The file of one sheet with a head and those cells in the row under it."""
    row = {(4, n): cell for n, cell in enumerate(cells)}
    sheet = Sheet("Ark", {**HEAD, **row}, widths or {}, head_row=3, **more)
    return render(Workbook("Titel", "Nordlund", (sheet,), (("kf_npv", "Ark", 4, 1),)), look.load())


@pytest.mark.parametrize(
    ("value", "written"),
    [(Decimal("1.25"), 1.25), (7, 7), ("=1+1", "=1+1"), ("\t=1", "\t=1"), ("http://a.b", "http://a.b"), (None, None)],
    ids=repr,
)
def test_a_value_is_written_as_what_it_is(value: Value, written: object) -> None:
    """Nothing is guessed from a text: no formula, no link."""
    cell = opened(one(Cell(value)))["Ark"]["A5"]

    assert (written, None) == (cell.value, cell.hyperlink)
    assert "f" != cell.data_type


def test_characters_that_a_file_cannot_hold_are_left_out() -> None:
    """Control characters, halves of characters, and two that XML forbids; tabs and line ends of all kinds stay."""
    assert "a\tb\n\nc" == opened(one(Cell("\x00a\tb\n\r\x1b\ud83d\ufffe\uffffc")))["Ark"]["A5"].value


def test_a_formula_carries_its_value() -> None:
    """Programs that do not calculate show the figures of the plan."""
    data = one(Cell(Decimal("2.5"), "money", "=1+1.5"), Cell("aldrig", "year", '="aldrig"'))
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Ark"]

    assert ("=1+1.5", 2.5, "aldrig") == (opened(data)["Ark"]["A5"].value, values["A5"].value, values["B5"].value)


def test_inputs_are_open_and_everything_else_is_locked(written) -> None:
    """On every sheet, under a protection without a password: no formula can be written over by mistake."""
    book, data = written
    pages = opened(data)
    found = {
        (sheet.title, at): pages[sheet.title].cell(at[0] + 1, at[1] + 1).protection.locked
        for sheet in book.sheets
        for at in sheet.cells
    }
    wanted = {
        (sheet.title, at): not c.style.startswith("input") for sheet in book.sheets for at, c in sheet.cells.items()
    }

    assert wanted == found
    assert [] == [s.title for s in book.sheets for c in s.cells.values() if c.formula and c.style.startswith("input")]
    assert {True} == {page.protection.sheet for page in pages}


def test_every_sheet_can_be_printed(written) -> None:
    """Landscape, one page wide or at the smallest scale, with heads on each, its name and the page's number."""
    pages = [page for page in opened(written[1]) if page.sheet_state == "visible"]
    setups = {(p.page_setup.orientation, bool(p.page_setup.fitToHeight == 0), p.page_setup.scale) for p in pages}

    assert {("landscape", True, None), ("landscape", False, 72)} == setups
    assert {"$4:$4", "$6:$6"} == {page.print_title_rows for page in pages}
    assert {("&A", "&P / &N")} == {(page.oddFooter.left.text, page.oddFooter.right.text) for page in pages}


@pytest.mark.parametrize(("columns", "paper", "scale"), [(10, 9, None), (20, 8, None), (60, 8, 72)])
def test_a_wide_sheet_gets_larger_paper_then_more_pages(columns: int, paper: int, scale: int | None) -> None:
    """A4, then A3, then several pages of A3: no text of ten points is printed smaller than at seven."""
    page = opened(one(Cell("x"), widths=dict.fromkeys(range(columns), 13)))["Ark"]

    assert (paper, scale) == (page.page_setup.paperSize, page.page_setup.scale)


def test_what_only_formulas_read_is_not_printed() -> None:
    """The width of the paper is that of what is."""
    page = opened(one(Cell("x"), Cell(1), widths={0: 13, 1: 500}, printed=(4, 0)))["Ark"]

    assert ("'Ark'!$A$1:$A$5", 9) == (page.print_area, page.page_setup.paperSize)


def test_a_row_that_nobody_uses_shows_nothing() -> None:
    """By a rule of the sheet: nil is written as nothing as long as the row has no number."""
    page = opened(one(Cell(""), Cell(0), blanks=(Blank((4, 0), (4, 1), '=$A5=""'),)))["Ark"]
    ((cells, (rule,)),) = page.conditional_formatting._cf_rules.items()

    assert ("A5:B5", ['$A5=""'], ";;;") == (str(cells.sqref), rule.formula, rule.dxf.numFmt.formatCode)


def functions(books: Iterable[Workbook]) -> set[str]:
    """The functions in the formulas of workbooks, as a file has them."""
    rules = [cell.formula for book in books for sheet in book.sheets for cell in sheet.cells.values()]
    return {name for rule in rules for name in re.findall(r"([A-Za-z_.]+)\(", re.sub('"[^"]*"', "", rule))}


def test_functions_that_need_a_prefix_in_a_file_have_it(written) -> None:
    """Formulas are written as they are, so the newer ones are given as a file has them; the library knows which."""
    plain = xlsxwriter.Workbook(io.BytesIO()).add_worksheet()
    bare = {name for name in functions([written[0]]) if not name.startswith("_xlfn.")}

    assert set() == {name for name in bare if "_xlfn" in plain._prepare_formula(f"={name}(1)", True)}


def test_the_handbook_of_the_workbook_lists_the_functions_it_uses(written, questionnaire, danish) -> None:
    """No other, and none that is newer than Excel 2016."""
    text = (ROOT / "docs/workbook.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| ([A-Z]+) \| (\d{4}) \|", text, re.M))
    used = functions([written[0], book_of(plan()), overview_book(three(questionnaire, danish))])

    assert set(listed) == {name.removeprefix("_xlfn.") for name in used}
    assert {name: year for name, year in listed.items() if int(year) > 2016} == {}
    assert {"_xlfn.ISFORMULA"} == {name for name in used if "." in name}


def test_title_and_note_of_a_wide_sheet_stand_in_the_header() -> None:
    """On its pages they would be cut to the columns that repeat; an ampersand stays one."""
    cells = {(0, 0): Cell("Løn & drift", "title"), (1, 0): Cell("Kroner.", "note"), **HEAD}
    sheet = Sheet("Ark", cells, dict.fromkeys(range(60), 13), (4, 2), 3)
    page = opened(render(Workbook("", "", (sheet,), ()), look.load()))["Ark"]

    assert ("Løn && drift\nKroner.", "'Ark'!$A$4:$B$4", "$A:$B") == (
        page.oddHeader.left.text, page.print_area, page.print_title_cols
    )  # fmt: skip


def test_a_header_ends_with_a_sentence() -> None:
    """What there is no room for is left out from the end; a number is not cut in two."""
    cells = {
        (0, 0): Cell("Løn", "title"),
        (1, 0): Cell("Kroner, 2026. " + "Ord " * 50 + "slut. Og mere end der er plads til.", "note"),
        **HEAD,
    }
    page = opened(
        render(Workbook("", "", (Sheet("Ark", cells, dict.fromkeys(range(60), 13), (4, 2), 3),), ()), look.load())
    )

    assert ("slut.", 223) == (page["Ark"].oddHeader.left.text[-5:], len(page["Ark"].oddHeader.left.text))


@pytest.mark.parametrize(("note", "merged"), [("Kroner.", []), ("Kroner i årets priser. " * 9, ["A2:C2"])])
def test_a_note_wider_than_its_page_stands_on_several_lines(note: str, merged: list[str]) -> None:
    """Over the columns that are printed; one that has room in its line is left as it is."""
    cells = {(0, 0): Cell("Løn", "title"), (1, 0): Cell(note, "note"), **HEAD}
    sheet = Sheet("Ark", cells, dict.fromkeys(range(5), 13), head_row=3, printed=(3, 2))
    page = opened(render(Workbook("", "", (sheet,), ()), look.load()))["Ark"]

    assert (merged, note) == ([str(one) for one in page.merged_cells.ranges], page["A2"].value)
    assert (page.row_dimensions[2].height or 0) > 40 * bool(merged) or not merged


def test_a_row_is_as_high_as_its_longest_text() -> None:
    """Up to six lines; a text in one line leaves the row as it is."""
    cells = {(n, 0): Cell(text, "wrapped") for n, text in enumerate(("kort", "et ord " * 8, "et ord " * 500))}
    page = opened(render(Workbook("", "", (Sheet("Ark", {**cells, **HEAD}, {0: 30}),), ()), look.load()))["Ark"]

    assert [None, 27, 81] == [page.row_dimensions[n].height for n in (1, 2, 3)]


def test_names_stand_for_cells_that_hold_something(written) -> None:
    """Inputs and key figures are found by name; a choice that nobody made waits in an empty cell."""
    pages = opened(written[1])
    made = [name for key, name in pages.defined_names.items() if key != "timing"]
    places = [place for name in made for place in name.destinations]

    assert {"kf_npv", "kf_irr", "kf_payback", "fte_cost", "pool_interest"} < set(pages.defined_names)
    assert [] == [place for place in places if pages[place[0]][place[1]].value is None]


def test_every_name_in_a_formula_is_defined(written) -> None:
    """What is no function, no cell and no text is a name."""
    book, data = written
    rules = [cell.formula for sheet in book.sheets for cell in sheet.cells.values()]
    bare = [re.sub(r"\"[^\"]*\"|'[^']*'!|\$?[A-Z]{1,3}\$?\d+|(_xlfn\.)?[A-Z]+\(", "", rule) for rule in rules]
    used = {name for rule in bare for name in re.findall(r"[a-z_]{2,}", rule)}

    assert set() == used - set(opened(data).defined_names)


def test_the_chart_has_words_for_those_who_cannot_see_it(written) -> None:
    """A description, as Word has it."""
    book, data = written
    drawing = zipfile.ZipFile(io.BytesIO(data)).read("xl/drawings/drawing1.xml").decode()

    assert [book.sheets[0].chart.alt] == re.findall(r'descr="([^"]*)"', drawing)


def test_a_chart_draws_rows_over_their_heads() -> None:
    """The cells of the sheet, not copies of their values."""
    chart = LineChart((0, 3), "Netto", "Netto over årene", "Ark", 3, (("Netto", 4),), 1, 2)
    data = one(Cell("Netto"), Cell(1), Cell(2), chart=chart)
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/charts/chart1.xml").decode()

    assert ["Ark!$B$4:$C$4", "Ark!$B$5:$C$5"] == re.findall(r"<c:f>([^<]*)</c:f>", xml)


def test_every_style_shows_numbers_beside_what_follows(written) -> None:
    """Numbers end in a little room, and negative amounts are red."""
    pages = opened(written[1])
    formats = {cell.number_format for page in pages for row in page.iter_rows() for cell in row}

    assert {"General"} == {format for format in formats if not format.endswith("_)")}


def test_properties_are_the_workbooks() -> None:
    """Title and author; no time of making."""
    found = opened(one(Cell(1))).properties

    assert ("Titel", "Nordlund", 1980, 1980) == (found.title, found.creator, found.created.year, found.modified.year)


def test_same_workbook_same_bytes(written) -> None:
    """In one process, twice."""
    book, data = written

    assert data == render(book, look.load())


@pytest.mark.slow
def test_same_bytes_in_another_process_with_another_hash_seed() -> None:
    """Nothing depends on the order of sets or on the process."""
    script = (
        "import hashlib; from planbuilder import look; from planbuilder.writers.xlsx import render\n"
        "from tests.writers.test_xlsx import book_of_example\n"
        "print(hashlib.sha256(render(book_of_example('da'), look.load())).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        )
        for seed in ("1", "77")
    ]

    assert runs[0].stdout == runs[1].stdout != ""


@pytest.mark.slow
def test_microsofts_own_validator_finds_nothing(tool, written, tmp_path: Path) -> None:
    """The Open XML SDK accepts the example's workbook."""
    file = tmp_path / "economy.xlsx"
    file.write_bytes(written[1])
    run = subprocess.run(
        [tool("ooxml-validator"), str(file), "Microsoft365"], capture_output=True, text=True, check=False
    )

    assert (True, []) == (json.loads(run.stdout)["ok"], json.loads(run.stdout)["errors"])


@pytest.mark.slow
def test_the_second_validator_finds_nothing(written, tmp_path: Path) -> None:
    """openxml-audit sees what the SDK misses."""
    from openxml_audit import OpenXmlValidator

    file = tmp_path / "economy.xlsx"
    file.write_bytes(written[1])

    assert [] == list(OpenXmlValidator().validate(str(file)).errors)
