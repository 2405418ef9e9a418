"""A sheet of lines: where its columns are, spare rows for lines still to come, and what every line comes to.

In: a book, the columns, and the lines with the spare ones. Out: a sheet whose inputs are open. A spare row has the
formulas of any other; as long as it holds no input it counts for nothing and shows nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from planbuilder.figures.lines import Line, summed
from planbuilder.figures.methods import npv
from planbuilder.figures.recurring import flow, recurs
from planbuilder.figures.uncertainty import best, worst
from planbuilder.plan.areas import OUTSIDE, SERVICE
from planbuilder.workbook.book import ONE, ZERO, Book, id_of
from planbuilder.workbook.model import Blank, Style, Value
from planbuilder.workbook.references import Span, local, quoted

WIDTHS = {
    "id": 7, "title": 40, "lacks": 10, "kind": 20, "declared": 20, "account": 18, "use": 36, "decided": 22,
    "minutes": 12, "smallest_given": 12, "smallest": 12, "source": 30, "confidence": 14, "expenditure": 11,
    "part_of": 9, "nature": 20, "counts": 20, "delay": 11, "late": 11, "decay": 9, "growth": 9, "frame": 12, "area": 14,
    "in_area": 14, "option": 30, "instead_of": 10,
}  # fmt: skip
TEXTS = (
    "id", "title", "lacks", "kind", "nature", "counts", "declared", "part_of", "account", "use", "decided", "art",
    "follows", "source", "confidence", "expenditure", "frame", "area", "in_area", "option",
    "instead_of",
)  # fmt: skip
# What follows the years, and what only formulas read: it is not printed.
SUMS = ("total", "permanent", "present")
HELPERS = ("steady", "open", "in_place", "given", "low_share", "high_share", "worst", "best")
USUAL = 11


class Table:
    """One of the two sheets: where its columns are, and what is written in them."""

    def __init__(
        self,
        book: Book,
        name: str,
        before: Sequence[str],
        inputs: Sequence[str],
        own: Sequence[str],
        lines: Sequence[Line] = (),
    ) -> None:
        self.book, self.name = book, name
        # What its lines are; those of options stand in tables of their own.
        self.of = name.removeprefix("option_")
        self.lines = lines or book.lines[name]
        self.used_lines = sum(bool(line.id) for line in self.lines)
        book.rows_of[name] = len(self.lines)
        self.pad = book.page(name)
        self._cells: dict[int, Mapping[str, str]] = {}
        columns = {"id": 0, "lacks": 1}
        after = (*SUMS, *own, *HELPERS)
        self.at = columns | {column: 2 + n for n, column in enumerate((*inputs, *before))}
        self.first_year = len(self.at)
        horizon = len(book.years)
        self.at |= {column: self.first_year + horizon + n for n, column in enumerate(after)}
        # The first line, below the row of heads.
        self.top = self.pad.row + 1
        self.first_input, self.last_input = inputs[0], inputs[-1]
        self._heads(after)
        self._spans()

    def _heads(self, after: Sequence[str]) -> None:
        book, horizon = self.book, len(self.book.years)
        heads = {n: (column, _head(book, column)) for column, n in self.at.items()}
        helpers = self.first_year + horizon + len(SUMS)
        self.pad.put(self.top - 2, helpers, book.words("helpers"), "note")
        before = tuple(heads[n][1] for n in range(self.first_year))
        book.year_heads(self.pad, *before, after=tuple(_head(book, column) for column in after))
        for n in range(self.first_year):
            self.pad.put(self.top - 1, n, heads[n][1], "head" if heads[n][0] in TEXTS else "head_end")
        self.pad.frozen = (self.top, 3)
        self.pad.widths = dict.fromkeys(range(self.first_year + horizon + len(after)), USUAL)
        self.pad.widths |= {self.at[column]: width for column, width in WIDTHS.items() if column in self.at}
        self.pad.printed = (self.bottom + 2, helpers - 1)

    @property
    def bottom(self) -> int:
        """The last row of a line, the spare ones included."""
        return self.top + len(self.lines) - 1

    def _spans(self) -> None:
        book, name, top, bottom = self.book, self.name, self.top, self.bottom
        last_year = self.first_year + len(book.years) - 1
        book.spans[f"{name}.years"] = Span(self.pad.title, (top, bottom), (self.first_year, last_year))
        book.spans |= {f"{name}.{column}": self.pad.column(n, top, bottom) for column, n in self.at.items()}
        book.spans |= {
            f"{name}.{year}": self.pad.column(self.first_year + n, top, bottom) for n, year in enumerate(book.years)
        }
        used, last = self.used_lines, max(self.at.values())
        if used < len(self.lines):
            self.pad.blanks.append(Blank((top + used, 0), (bottom, last), f'=$A{top + used + 1}=""'))

    def here(self, row: int, column: str) -> str:
        """A cell of a line, its column fixed."""
        return local(row, self.at[column], "c")

    def cells(self, row: int) -> Mapping[str, str]:
        """Every cell of a line by its column; made once, since many formulas of a line ask for it."""
        if row not in self._cells:
            self._cells[row] = {column: self.here(row, column) for column in self.at}
        return self._cells[row]

    def year(self, n: int) -> str:
        """The year in the head of a column, as a number."""
        # Heads are texts, for they are heads; a comparison with a number needs one.
        return f"VALUE({local(self.top - 1, self.first_year + n, 'r')})"

    def span_of_years(self, row: int) -> str:
        """The years of a line."""
        return f"{local(row, self.first_year, 'c')}:{local(row, self.first_year + len(self.book.years) - 1, 'c')}"

    def put(self, row: int, column: str, value: Value, style: Style, formula: str = "") -> None:
        """Write a cell of a line."""
        self.pad.put(row, self.at[column], value, style, formula)

    def inputs(self, row: int, values: Sequence[tuple[str, Value, Style]]) -> None:
        """Write the open cells of a line."""
        for column, value, style in values:
            self.put(row, column, value, style)

    def named(self, row: int, line: Line, by_year: bool = False) -> None:
        """Write the number of a line; a spare one gets its own as soon as anything is typed in it."""
        if line.id:
            self.put(row, "id", line.id, "text")
            return
        said = quoted(self.book.words("new", n=row - self.top - self.used_lines + 1))
        filled = f"{self.here(row, self.first_input)}:{self.here(row, self.last_input)}"
        filled += f",{self.span_of_years(row)}" if by_year else ""
        filled += f",{self.here(row, 'option')}" if "option" in self.at else ""
        self.put(row, "id", "", "text", f'=IF(COUNTA({filled})=0,"",{said})')

    def by_frame(self, row: int) -> str:
        """The area of a line that gives none, by whether it is within the service frame."""
        book = self.book
        inside, outside = (quoted(book.area(name)) for name in (SERVICE, OUTSIDE))
        return f"IF({self.here(row, 'frame')}={quoted(book.words('choice.frame.outside'))},{outside},{inside})"

    def area(self, row: int, line: Line, otherwise: str) -> None:
        """Write the area of a line, the given one or what stands in its stead, and whether that is in the frame."""
        given = self.here(row, "area")
        self.put(row, "in_area", self.book.area(line.area), "text", f'=IF({given}<>"",{given},{otherwise})')
        inside = f"=IF({self.here(row, 'in_area')}={quoted(self.book.area(SERVICE))},1,0)"
        self.put(row, "in_frame", int(line.in_frame), "whole", inside)

    def id_at(self, row: int) -> str:
        """The id of the line in a row; of a spare one a plus with its number."""
        return id_of(self.lines, row - self.top)

    def used(self, row: int, line: Line, rule: str) -> str:
        """A formula that is empty in a spare row nobody has used."""
        return rule if line.id else f'IF($A{row + 1}="","",{rule})'

    def lacks(self, row: int, line: Line, rule: str) -> None:
        """Write what the plan does not say of a line; it goes once the cell is filled in."""
        said = self.book.words(f"lacks.{line.lacks}") if line.lacks else ""
        if "option" in self.at and not line.id:
            rule = f'IF({self.here(row, "option")}="",{self.book.wanted("option")},{rule})'
        self.put(row, "lacks", said, "check", f"={self.used(row, line, rule)}")

    def sums(self, row: int, label: str, lines: Sequence[Line], kind: str = "") -> None:
        """A row of sums over the lines, or over those of one kind."""
        book, s = self.book, self.book.spans
        last = self.first_year + len(book.years) + len(SUMS) - 1
        self.pad.put(row, self.at["title"], label, "total_label")
        for column in range(self.at["title"] + 1, self.first_year):
            self.pad.put(row, column, None, "total_label")
        of_kind = f"{s[f'{self.name}.kind']},{quoted(book.kind(kind))}" if kind else ""
        values = [
            *summed((line.by_year for line in lines), len(book.years)),
            sum((line.total for line in lines), ZERO),
            sum((lasting(line) for line in lines), ZERO),
            sum((npv(line.by_year, book.figures.factors) for line in lines), ZERO),
        ]
        for column, value in zip(range(self.first_year, last + 1), values, strict=True):
            span = self.pad.column(column, self.top, self.bottom)
            self.pad.put(row, column, value, "total", f"=SUMIF({of_kind},{span})" if kind else f"=SUM({span})")

    def results(self, row: int, line: Line, likely: str) -> None:
        """Sums, present value and the shares that ranges and tests come to."""
        book, years = self.book, self.span_of_years(row)
        given = line.span is not None
        low, high = line.span or (ONE, ONE)
        self.put(row, "total", line.total, "money", f"=SUM({years})")
        self._lasting(row, line)
        present = npv(line.by_year, book.figures.factors)
        self.put(row, "present", present, "money", f"=SUMPRODUCT({years},{book.spans['factor']})")
        low_cell, high_cell = self.here(row, "low"), self.here(row, "high")
        rule = f'=IF(AND({likely}<>0,OR({low_cell}<>"",{high_cell}<>"")),1,0)'
        self.put(row, "given", int(given), "whole", rule)
        for column, cell, share in (("low_share", low_cell, low), ("high_share", high_cell, high)):
            test = f'=IF(AND({self.here(row, "given")}=1,{cell}<>""),{cell}/{likely},1)'
            self.put(row, column, share, "percent", test)
        less, more = self.here(row, "low_share"), self.here(row, "high_share")
        for column, hurts, helps, share in (("worst", more, less, worst(line)), ("best", less, more, best(line))):
            # More of what is spent hurts; more of what comes in or is left does not.
            nature = (quoted(book.words(f"choice.nature.{name}")) for name in ("income", "residual_value"))
            comes = ",".join(f"{self.here(row, 'nature')}={one}" for one in nature) if self.of == "costs" else ""
            rule = f"=IF(OR({comes}),{helps},{hurts})" if comes else f"={helps}"
            self.put(row, column, share, "percent", rule)

    def arrived(self, row: int, line: Line, recurs_: str, came: str) -> None:
        """Write the year in which a benefit has come as far as it ever does: after its end, if that is before."""
        end = self.here(row, "end")
        over = f'AND({end}<>"",OR({came}=0,{came}>{end}))'
        rule = f"=IF({recurs_},IF({over},{end}+1,{came}),0)"
        self.put(row, "in_place", in_place(self.book, line), "year", rule)

    def _lasting(self, row: int, line: Line) -> None:
        """From which year what recurs is the same to the case's end, and its amount then; other lines have neither."""
        years, first = self.span_of_years(row), local(row, self.first_year, "c")
        last = local(row, self.first_year + len(self.book.years) - 1, "c")
        kind = self.book.kind("running" if self.of == "costs" else "cashable")
        ever = f"SUMPRODUCT(ABS({years}))<>0"
        if self.of == "benefits":
            ever = f'IF({self.here(row, "end")}="",{self.here(row, "effect")}<>0,{ever})'
        counts = f",{self.here(row, 'sign')}<>0" if self.of == "costs" else ""
        test = f"AND({self.here(row, 'kind')}={quoted(kind)}{counts},{ever})"
        moves = max((n + 1 for n, amount in enumerate(line.by_year) if amount != line.by_year[-1]), default=0)
        steady = f"first_year+SUMPRODUCT(MAX(({years}<>{last})*(COLUMN({years})-COLUMN({first})+1)))"
        begins = self.book.years[0] + moves if recurs(line) and (any(line.by_year) or not line.is_by_year) else 0
        self.put(row, "steady", begins, "year", f"=IF({test},{steady},0)")
        self.put(row, "permanent", lasting(line), "money", f"=IF({test},{last},0)")


def in_place(book: Book, line: Line) -> int:
    """The year in which what recurs of a line has come as far as it ever does; nil where none of the case shows it."""
    if not recurs(line) or (line.end is not None and not any(line.by_year)):
        return 0
    return flow(line, line.by_year, book.plan.first_year).in_place or 0


def lasting(line: Line) -> Decimal:
    """What recurs of a line, DKK a year; nil for one that does not."""
    return line.by_year[-1] if recurs(line) else ZERO


def signed_present(book: Book, line: Line) -> Decimal:
    """A line's part of NPV; zero where it is no part of net."""
    return line.sign * npv(line.by_year, book.figures.factors) if line.in_net else ZERO


def _head(book: Book, column: str) -> str:
    name, _, n = column.partition("_")
    return book.words("head.ramp_n", n=n) if name == "ramp" else book.words(f"head.{column}")
