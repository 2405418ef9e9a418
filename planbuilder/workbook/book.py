"""What the sheets of one workbook share: the case, its words, and where the cells stand that others point to.

In: a plan and its figures. Out: `Book`, which each sheet fills and reads.
"""

from __future__ import annotations

from decimal import Decimal

from planbuilder.figures.model import Figures
from planbuilder.language import Language
from planbuilder.plan.model import Plan
from planbuilder.workbook.model import Style, Value, Workbook
from planbuilder.workbook.pad import Pad, Span

ZERO, ONE, WHOLE = Decimal(0), Decimal(1), Decimal(100)


class Book:
    """A workbook being written."""

    def __init__(self, plan: Plan, figures: Figures, language: Language) -> None:
        self.plan, self.figures, self.language = plan, figures, language
        self.pads: list[Pad] = []
        self.refs: dict[str, str] = {}
        self.spans: dict[str, Span] = {}
        self.names: list[tuple[str, str, int, int]] = []

    @property
    def years(self) -> range:
        """The years of the case."""
        return self.plan.years

    def words(self, key: str, **values: object) -> str:
        """A text of the workbook."""
        return self.language.text(f"workbook.{key}", **values)

    def kind(self, name: str) -> str:
        """What a kind of cost or benefit is called; formulas compare with these words."""
        return self.language.text(f"document.column.{name}")

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
