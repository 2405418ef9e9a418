"""What the blocks of a document are made from, and the small pieces they are made of.

In: a plan with its answers and figures, a language and a date. Out: `Material`, and helpers that turn words, rows and
gaps into primitives of the neutral document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from planbuilder import codes
from planbuilder.changes.comparing import Comparison
from planbuilder.document.model import (
    Block,
    Cell,
    Column,
    Note,
    Paragraph,
    ParagraphRole,
    Row,
    RowRole,
    Span,
    Spans,
    Table,
    plain,
)
from planbuilder.errors import Problem
from planbuilder.figures.methods import rounded
from planbuilder.figures.model import Figures
from planbuilder.language import Language
from planbuilder.plan.answers import Answers
from planbuilder.plan.model import Plan
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.record import record
from planbuilder.units import in_unit

Content = str | Spans | Cell
BUDGETS_DIFFER = (codes.BUDGET_CHANGES_DIFFER, codes.BUDGET_CHANGES_DIFFER_LATER)
THOUSAND, TEN_THOUSAND = Decimal(1000), Decimal(10_000)


@record
class Material:
    """Everything a document is made from; `problems` are what stands between the plan and approval.

    With `informants`, documents say who gave an answer. A `brief` one keeps to its pages, and shortens long tables.
    One that is no paper of the plan itself does not tell that the plan is a draft (`tells_open`).
    `since` is the plan held against another state of it, for the document that tells what has changed.
    """

    plan: Plan
    answers: Answers
    figures: Figures
    language: Language
    day: date
    problems: tuple[Problem, ...]
    informants: bool = True
    brief: bool = False
    since: Comparison | None = None
    tells_open: bool = True

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire the answers belong to."""
        return self.answers.questionnaire

    @property
    def is_draft(self) -> bool:
        """Whether the document says that something is still missing for approval."""
        return self.tells_open and self.open_points > 0

    @property
    def open(self) -> tuple[Problem, ...]:
        """What is still missing for approval: an amount that is missing is one thing, also where it has a range."""
        errors = [found for found in self.problems if found.severity == "error"]
        rows = {found.place.path for found in errors if found.code == codes.AMOUNT_NEEDED}
        return tuple(
            found
            for found in errors
            if found.code != codes.LIKELY_NEEDED or found.place.path.rpartition(".")[0] not in rows
        )

    @property
    def budgets_differ(self) -> bool:
        """Whether the budgets that change are said to come to something else than the case requires."""
        return any(found.code in BUDGETS_DIFFER for found in self.problems)

    def on_row(self, found: Problem) -> tuple[Problem, ...]:
        """What else is wrong in the row that something is missing in."""
        return tuple(one for one in self.problems if one.place.path.startswith(f"{found.place.path}."))

    @property
    def open_points(self) -> int:
        """How many things are still missing for approval."""
        return len(self.open)

    def words(self, key: str, **values: object) -> str:
        """The document text at a key."""
        return self.language.text(f"document.{key}", **values)

    def columns(self, *heads: str) -> tuple[Column, ...]:
        """Table columns from `name width` or `name width end`; the name is a word under `column`."""
        return tuple(self._column(*head.split()) for head in heads)

    def _column(self, name: str, width: str, align: str = "start") -> Column:
        return Column(self.words(f"column.{name}"), float(width), "end" if align == "end" else "start")

    def choice(self, choices: str, value: str) -> str:
        """What a chosen value is called."""
        return self.language.pick(self.questionnaire.label_of(choices, value)) if value else ""

    def person(self, id: str) -> str:
        """A person's name with position, and what else tells it apart from another's; empty if nobody is named."""
        person, told = self.plan.people.get(id), self.plan.person(id)
        if person is None or not person.role or told == person.name:
            return ", ".join(part for part in (told, person.role if person else "") if part)
        return told.replace(f"{person.name} (", f"{person.name}, ", 1).removesuffix(")")

    def signer(self, id: str) -> tuple[str, str]:
        """A person's name, and what stands behind it where that person signs."""
        name = known.name if (known := self.plan.people.get(id)) else id
        return name, self.person(id).removeprefix(name).removeprefix(", ")

    def gap(self, what: str) -> Spans:
        """A marked gap in a line or a table cell."""
        return (Span(self.words("gap", what=what), gap=True),)

    def or_gap(self, text: str, what: str) -> Spans:
        """A text, or a marked gap where it is missing."""
        return plain(text) if text else self.gap(what)

    def amount(self, value: Decimal) -> Cell:
        """A table cell with an amount in 1,000 DKK, and the DKK behind it."""
        return Cell(plain(self.language.thousands(value)), value)

    def whole(self, thousands: Decimal) -> Cell:
        """A table cell with an amount that is in whole thousands already."""
        return Cell(plain(self.language.number(thousands, 0)), thousands * THOUSAND)

    def money_in_words(self, value: Decimal) -> str:
        """An amount for running text: in million, thousand or single kroner, whichever reads better."""
        if abs(value) < 1000:
            return self.language.money(value)
        if abs(value) >= 1_000_000:
            return self.words("million", amount=self.language.number(rounded(value, TEN_THOUSAND) / 100))
        return self.words("thousand", amount=self.language.thousands(value))

    def in_unit(self, value: Decimal, unit: str) -> str:
        """A value with the unit somebody gave it."""
        return in_unit(self.language, value, unit)

    @property
    def unit(self) -> str:
        """The unit of amounts in tables, with their price base."""
        return self.words("unit_thousands", year=self.plan.price_base)

    def missing(self, what: str) -> Note:
        """A block that stands for something that is missing."""
        return Note("gap", self.words("gap_title"), plain(self.words("gap_block", what=what)))

    def nothing(self, key: str) -> Paragraph:
        """A sentence that says there is nothing to show."""
        return Paragraph(plain(self.words(f"nothing.{key}")))


def cell(content: Content) -> Cell:
    """A table cell from text, spans or a cell."""
    if isinstance(content, Cell):
        return content
    return Cell(plain(content) if isinstance(content, str) else content)


def row(contents: Iterable[Content], role: RowRole = "body") -> Row:
    """A table row from its contents."""
    return Row(tuple(cell(content) for content in contents), role)


def table(id: str, caption: str, columns: Sequence[Column], rows: Iterable[Row], alt: str = "") -> Table:
    """A register table; the caption describes it unless `alt` does."""
    return Table(id, caption, tuple(columns), tuple(rows), alt or caption)


def facts(
    id: str, caption: str, pairs: Iterable[tuple[str, Content]], alt: str = "", widths: tuple[float, float] = (1.0, 2.6)
) -> Table:
    """A table of labels and values, without a head row; `widths` are their proportions."""
    rows = tuple(row((label, value)) for label, value in pairs)
    return Table(id, caption, (Column("", widths[0]), Column("", widths[1])), rows, alt or caption, "facts")


def of_text(text: str) -> Spans:
    """A text as spans; none where it is empty."""
    return plain(text) if text else ()


def joined(parts: Iterable[Spans], mark: str) -> Spans:
    """Those passages that say something, parted by a mark."""
    known = [part for part in parts if part]
    return tuple(span for n, part in enumerate(known) for span in (*(plain(mark) if n else ()), *part))


def filled_lines(text: str) -> list[str]:
    """The lines of a text that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def paragraphs(text: str, role: ParagraphRole = "body") -> tuple[Block, ...]:
    """A text as paragraphs, one for each line that holds something."""
    return tuple(Paragraph(plain(line), role) for line in filled_lines(text))
