"""A workbook being written: its sheets, how formulas point to their cells, and what all sheets share.

In: a plan and its figures; values, styles and formulas. Out: `Book`, which each sheet fills and reads, and at the end
a `Workbook`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from planbuilder.figures.lines import Line
from planbuilder.figures.model import Figures
from planbuilder.language import Language
from planbuilder.plan.model import Plan
from planbuilder.plan.options import MOST_OPTIONS
from planbuilder.record import record, replace
from planbuilder.workbook.model import Blank, Cell, LineChart, Ruled, Sheet, Style, Value, Workbook
from planbuilder.workbook.references import Span, local, quoted

# In characters, as spreadsheets count widths.
USUAL_WIDTH, WIDEST_HEAD, MARGIN = 9, 40, 3
# Styles without decimals, by which the width of a number is reckoned.
WHOLE_KRONER = ("money", "input_money", "total", "result", "year", "whole")


class Pad:
    """A sheet being written, row by row."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.cells: dict[tuple[int, int], Cell] = {}
        self.widths: dict[int, float] = {}
        self.row = 0
        self.frozen = (0, 0)
        self.head_row: int | None = None
        self.chart: LineChart | None = None
        self.printed: tuple[int, int] | None = None
        self.blanks: list[Blank] = []
        self.ruled: list[Ruled] = []
        self.is_hidden = False

    def put(self, row: int, column: int, value: Value, style: Style = "text", formula: str = "") -> str:
        """Write a cell; a fixed reference to it from any sheet."""
        self.cells[row, column] = Cell(value, style, formula)
        return self.ref(row, column)

    def ref(self, row: int, column: int) -> str:
        """A fixed reference to a cell from any sheet."""
        return f"'{self.title}'!{local(row, column, 'rc')}"

    def span(self, row: int, first: int, last: int) -> Span:
        """A row from one column to another."""
        return Span(self.title, (row, row), (first, last))

    def column(self, column: int, first: int, last: int) -> Span:
        """A column from one row to another; its first row alone where there is none."""
        # A spreadsheet would turn a span of no rows about, and take in the row above it.
        return Span(self.title, (first, max(first, last)), (column, column))

    def heads(self, texts: Iterable[tuple[str, Style]]) -> None:
        """Write a row of heads and go to the next row."""
        for column, (text, style) in enumerate(texts):
            self.put(self.row, column, text, style)
        # The first one is repeated on each printed page.
        self.head_row = self.row if self.head_row is None else self.head_row
        self.row += 1

    def labelled(self, row: int, column: int, text: str, last: int) -> None:
        """Write the label of a sum, with its line drawn on to the column before the sum."""
        self.put(row, column, text, "total_label")
        for between in range(column + 1, last + 1):
            self.put(row, between, None, "total_label")

    def series(
        self, label: str, values: Sequence[Value], formulas: Sequence[str], style: Style = "money", first: int = 1
    ) -> Span:
        """Write a labelled row, one result a year, and go to the next row."""
        self.put(self.row, 0, label, "total_label" if style == "total" else "label")
        for n, (value, formula) in enumerate(zip(values, formulas, strict=True)):
            self.put(self.row, first + n, value, style, formula)
        self.row += 1
        return self.span(self.row - 1, first, first + len(values) - 1)

    def sheet(self) -> Sheet:
        """The finished sheet."""
        return Sheet(
            self.title, self.cells, self._fitted(), self.frozen, self.head_row, self.chart, self.printed,
            tuple(self.blanks), tuple(self.ruled), self.is_hidden,
        )  # fmt: skip

    def _fitted(self) -> Mapping[int, float]:
        """Widths in which every number can be read and no word of a head is cut."""
        widths = dict(self.widths)
        for (_, column), cell in self.cells.items():
            widths[column] = max(widths.get(column, USUAL_WIDTH), _room(cell))
        return widths


def _room(cell: Cell) -> float:
    """The width a cell cannot do without, in characters."""
    if cell.style in ("head", "head_end"):
        return min(WIDEST_HEAD, max((len(word) for word in str(cell.value).split()), default=0) + MARGIN)
    if not isinstance(cell.value, Decimal | int):
        return 0
    # What cannot be shown is printed as ####, so the room is that of the value with its separators.
    shown = cell.value * 100 if "percent" in cell.style else cell.value
    return len(f"{shown:,.0f}" if cell.style in WHOLE_KRONER else f"{shown:,.2f}") + MARGIN


ZERO, ONE, WHOLE = Decimal(0), Decimal(1), Decimal(100)
# As many cells of a row are looked at together: a double tells as many powers of two apart, also in their logarithms.
MOST_FIELDS = 24
# Rows of every register that wait for new lines, in every sum and every table that has a row a line.
SPARE = 20


@record
class Entry:
    """A row of inputs side by side: the register and the id of what it is of, where it stands, and its fields.

    The id of a spare row is a plus with its number.
    """

    register: str
    id: str
    sheet: str
    row: int
    column: int
    head: int
    fields: tuple[str, ...]


def id_of(lines: Sequence[Line], n: int) -> str:
    """The id of a line by its place; of a spare one a plus with its number."""
    return lines[n].id or f"+{n - sum(bool(line.id) for line in lines) + 1}"


class Book:
    """A workbook being written."""

    def __init__(self, plan: Plan, figures: Figures, language: Language) -> None:
        self.plan, self.figures, self.language = plan, figures, language
        self.pads: list[Pad] = []
        self.refs: dict[str, str] = {}
        self.spans: dict[str, Span] = {}
        self.names: list[tuple[str, str, int, int]] = []
        self.entries: list[Entry] = []
        # The rows of lines that options have of their own, by sheet.
        self.own_lines: dict[str, tuple[str, ...]] = {}
        # How many rows each table of lines has, the spare ones included.
        self.rows_of: dict[str, int] = {}
        # The cells in which the titles of new options can be typed.
        self.untitled: list[str] = []
        self._titles: dict[str, Pad] = {}
        spare = Line(id="", title="", kind="", by_year=(ZERO,) * len(plan.years))
        # What a benefit without an amount is worth is time, until somebody says otherwise.
        of = {"costs": spare, "benefits": replace(spare, art="wages")}
        self.spare = {name: (one,) * SPARE for name, one in of.items()}
        self.lines = {name: (*self.used(name), *spare) for name, spare in self.spare.items()}

    def used(self, name: str) -> Sequence[Line]:
        """The lines the plan has, of costs or of benefits."""
        return self.figures.costs if name == "costs" else self.figures.benefits

    @property
    def years(self) -> range:
        """The years of the case."""
        return self.plan.years

    def words(self, key: str, **values: object) -> str:
        """A text of the workbook."""
        return self.language.text(f"workbook.{key}", **values)

    def area(self, name: str) -> str:
        """What an area of the budget is called in the lists of choices."""
        return self.words(f"choice.area.{name or 'unstated'}")

    def kind(self, name: str) -> str:
        """What a kind of cost or benefit is called, nothing where none is said; formulas compare with these words."""
        return self.language.text(f"document.column.{name}") if name else ""

    def kinds(self, sheet: str) -> str:
        """The cells that say what each line of a sheet counts as."""
        return str(self.spans[f"{sheet}.counts" if sheet == "costs" else f"{sheet}.kind"])

    def lasting_income(self, n: int) -> str:
        """What recurs of the income of a year."""
        s, income, running = self.spans, quoted(self.kind("income")), quoted(self.kind("running"))
        mask = f"({s['costs.counts']}={income})*({s['costs.kind']}={running})"
        return f"SUMPRODUCT({mask}*{s[f'costs.{self.years[n]}']})"

    def choice(self, choices: str, value: str) -> str | None:
        """What a value of a list of choices is called; none where nothing was chosen."""
        return self.words(f"choice.{choices}.{value}") if value else None

    def wanted(self, what: str) -> str:
        """What a line lacks, as a formula says it."""
        return quoted(self.words(f"lacks.{what}"))

    def page(self, name: str) -> Pad:
        """A new sheet, with its title and the remark under it."""
        pad = Pad(self.words(f"sheet.{name}"))
        self.pads.append(pad)
        pad.put(0, 0, self.words(f"title.{name}", title=self.plan.title), "title")
        pad.put(1, 0, self.words(f"note.{name}", year=self.plan.price_base), "note")
        pad.row = 3
        return pad

    def pad(self, name: str) -> Pad:
        """A sheet that has been begun."""
        return next(pad for pad in self.pads if pad.title == self.words(f"sheet.{name}"))

    @cached_property
    def new_options(self) -> tuple[str, ...]:
        """What options are called that have no id yet: as many as can still be typed."""
        return tuple(self.words("new_option", n=n + 1) for n in range(MOST_OPTIONS - len(self.plan.options)))

    def spare_rows(self, table: str, column: str) -> Span:
        """A column of the rows of a table of options' lines in which nothing stands yet."""
        span = self.spans[f"{table}.{column}"]
        (top, bottom), own = span.rows, len(self.own_lines[table])
        return Span(span.sheet, (top + own, bottom), span.columns)

    def line_named(self, pad: Pad, row: int, name: str, n: int, line: Line) -> None:
        """Write number and title of a line in another table; those of a spare one are the ones on its own sheet."""
        if line.id:
            pad.put(row, 0, line.id)
            pad.put(row, 1, line.title, "wrapped")
            return
        for column, of in enumerate(("id", "title")):
            cell = self.spans[f"{name}.{of}"].at(n)
            pad.put(row, column, "", "wrapped" if column else "text", f'=IF({cell}="","",{cell})')

    def spare_named(self, pad: Pad, row: int, n: int, first: int, last: int) -> None:
        """Write the number of a spare row, which it has as soon as one of its cells is filled."""
        filled = f"{local(row, first, 'c')}:{local(row, last, 'c')}"
        pad.put(row, 0, "", "text", f'=IF(COUNTA({filled})=0,"",{quoted(self.words("new", n=n + 1))})')

    def inputs(
        self, register: str, id: str, pad: Pad, row: int, column: int, fields: Iterable[str], head: int = -1
    ) -> None:
        """Note that a row of cells is open for change; their heads stand in a row of the sheet, or in none (−1)."""
        names = tuple(fields)
        for n in range(0, len(names), MOST_FIELDS):
            some = names[n : n + MOST_FIELDS]
            self.entries.append(Entry(register, id, pad.title, row, column + n, head, some))

    @cached_property
    def input_sheets(self) -> tuple[str, ...]:
        """What the sheets that have inputs are called, in the order of their numbers; asked when all are written."""
        return tuple(dict.fromkeys(entry.sheet for entry in self.entries))

    def of_title(self, title: str) -> Pad:
        """A sheet by what it is called."""
        if title not in self._titles:
            self._titles |= {pad.title: pad for pad in self.pads}
        return self._titles[title]

    def value(self, name: str) -> Value:
        """The value of a key figure as the sheet that computes it holds it."""
        title, _, address = self.refs[name].partition("!")
        pad = next(pad for pad in self.pads if f"'{pad.title}'" == title)
        return next(cell.value for at, cell in pad.cells.items() if pad.ref(*at).endswith(f"!{address}"))

    def named(self, pad: Pad, name: str, row: int, column: int) -> None:
        """Give a cell a name that formulas and people can use."""
        self.names.append((name, pad.title, row, column))

    def figure(self, pad: Pad, name: str, label: str, value: Value, formula: str, style: Style = "result") -> None:
        """A labelled result under a name, in the next row."""
        pad.put(pad.row, 0, label, "label")
        self.refs[name] = pad.put(pad.row, 1, value, style, formula)
        self.named(pad, f"kf_{name}", pad.row, 1)
        pad.row += 1

    def year_heads(self, pad: Pad, *before: str, after: tuple[str, ...] = ()) -> None:
        """Heads with the years in their columns; `before` and `after` are the words around them."""
        heads: list[tuple[str, Style]] = [(text, "head") for text in before]
        heads += [(str(year), "head_end") for year in self.years]
        heads += [(text, "head_end") for text in after]
        pad.heads(heads)
        pad.frozen = (pad.row, len(before))

    def workbook(self) -> Workbook:
        """The finished workbook."""
        sheets = tuple(pad.sheet() for pad in self.pads)
        return Workbook(self.plan.title, self.plan.organisation.name, sheets, tuple(self.names))
