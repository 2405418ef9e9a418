"""What an overview of many plans is made from, and the small pieces its blocks share.

In: a portfolio with a language and a day. Out: words, columns, cells and lists that know how much is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from planbuilder.document.material import THOUSAND, row, table
from planbuilder.document.model import Block, Cell, Column, Row, plain
from planbuilder.figures.methods import rounded
from planbuilder.language import Language
from planbuilder.plan.registers import heard
from planbuilder.portfolio.claims import Clash, clashes
from planbuilder.portfolio.summary import Red, Task
from planbuilder.portfolio.sums import DRAFT, UNREADABLE, Entry, Owed, Portfolio, by_price_base, owed
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.record import record

T = TypeVar("T")
# So many rows of a list are shown where it is brief.
FEW = 5


@record
class Overview:
    """A portfolio as it is told on a day; `name` is whose they are, a `brief` one shows the beginning of lists.

    Amounts are in whole thousands, or, as in a workbook, where they are exact, in kroner.
    """

    found: Portfolio
    name: str
    questionnaire: Questionnaire
    language: Language
    day: date
    brief: bool = False
    in_kroner: bool = False

    def words(self, key: str, **values: object) -> str:
        """A text of the overview."""
        return self.language.text(f"portfolio.{key}", **values)

    def document(self, key: str, **values: object) -> str:
        """A text that documents of plans have too."""
        return self.language.text(f"document.{key}", **values)

    def columns(self, *heads: str) -> tuple[Column, ...]:
        """Columns from `name width` or `name width end`."""
        parted = (head.split() for head in heads)
        return tuple(Column(self.words(f"column.{name}"), float(width), "end" if end else "start")
                     for name, width, *end in parted)  # fmt: skip

    def whole(self, thousands: Decimal, exact: Decimal) -> Cell:
        """A cell with an amount as it is shown, in whole thousands, and the exact one behind it, DKK."""
        return Cell(plain(self.language.number(thousands, 0)), exact)

    def amount(self, exact: Decimal) -> Cell:
        """A cell with an amount that is rounded by itself."""
        return self.whole(rounded(exact, THOUSAND), exact)

    def count(self, number: int) -> Cell:
        """A cell with a number of things."""
        return Cell(plain(self.language.number(Decimal(number))), Decimal(number))

    def unit_of(self, price_base: int) -> str:
        """The unit of amounts, with the year whose prices they are in."""
        if self.in_kroner:
            return self.words("book.unit_of", year=price_base)
        return self.document("unit_thousands", year=price_base)

    @property
    def unit(self) -> str:
        """The unit of amounts."""
        return self.words("book.unit" if self.in_kroner else "unit")

    def shown(self, exact: Decimal) -> str:
        """An amount as a text has it."""
        return self.language.number(exact if self.in_kroner else rounded(exact, THOUSAND), 0)

    def stage(self, stage: str) -> str:
        """What a stage is called."""
        own = stage in (DRAFT, UNREADABLE)
        return self.words(f"stage.{stage}") if own else self.language.text(f"approval.stage.{stage}")

    def standing(self, one: Entry) -> str:
        """How far a plan is: its stage, and whether it has been changed since it was decided on."""
        stage = self.stage(one.stage)
        return self.words("changed_since", stage=stage) if one.changed else stage

    def status(self, status: str) -> str:
        """What the status of an action is called."""
        if not status:
            return self.document("no_status")
        return self.language.pick(self.questionnaire.label_of("action_status", status))

    def listed(
        self, id: str, caption: str, columns: Sequence[Column], items: Sequence[T], told: Callable[[T], Row]
    ) -> tuple[Block, ...]:
        """A table with a row for each thing, of a brief one its beginning and how many more there are; else nothing."""
        if not items:
            return ()
        shown = items[:FEW] if self.brief else items
        left = len(items) - len(shown)
        more = [row((self.language.count("status.more", left),), "note")] if left else []
        return (table(id, caption, columns, (*map(told, shown), *more)),)

    @cached_property
    def bases(self) -> Mapping[int, tuple[Entry, ...]]:
        """The plans of each price base."""
        return by_price_base(self.found.entries)

    @cached_property
    def organisations(self) -> tuple[str, ...]:
        """Whose plans they are, each once."""
        named = {heard(one.summary.organisation): one.summary.organisation for one in reversed(self.found.entries)}
        return tuple(name for name in reversed(named.values()) if name)

    @cached_property
    def red(self) -> tuple[tuple[Entry, Red], ...]:
        """Every indicator in red with its plan."""
        return tuple((entry, one) for entry in self.found.entries for one in entry.summary.red_on(self.day))

    @cached_property
    def lapsed(self) -> tuple[tuple[Entry, Red], ...]:
        """Every target whose day has passed unmeasured with its plan, the longest passed first."""
        found = ((entry, one) for entry in self.found.entries for one in entry.summary.lapsed_on(self.day))
        return tuple(sorted(found, key=lambda one: one[1].due or self.day))

    @cached_property
    def late(self) -> tuple[tuple[Entry, Task], ...]:
        """Every action whose day has passed, the longest passed first."""
        return tuple(sorted(self._late(), key=lambda one: one[1].due))

    def _late(self) -> Iterator[tuple[Entry, Task]]:
        yield from ((entry, one) for entry in self.found.entries for one in entry.summary.tasks if one.due < self.day)

    @cached_property
    def owed(self) -> tuple[Owed, ...]:
        """The pools that are not repaid."""
        return owed(self.found.entries, self.day.year)

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """The accounts that several plans claim."""
        return clashes(self.found.entries)
