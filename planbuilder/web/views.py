"""What the templates show: fields, questions, rows and parts in final words, as plain values.

In: nothing. Out: the types that `controls` and `showing` fill, and how a name becomes an id of a page.
"""

from __future__ import annotations

from planbuilder.record import record
from planbuilder.web.saving import NEW


@record
class Choice:
    """An option of a field."""

    value: str
    label: str
    chosen: bool


@record
class FieldView:
    """One field: how it looks, what it shows, and what is wrong with what was typed."""

    dom: str
    name: str
    look: str
    label: str
    hint: str
    shown: str
    unit: str = ""
    form: str = ""
    number: bool = False
    short: bool = False
    lines: int = 3
    options: tuple[Choice, ...] = ()
    blank: str = ""
    person: bool = False
    newcomer: str = ""
    more: tuple[str, ...] = ()
    error: str = ""
    sure: bool = False


@record
class DifferingView:
    """What several people have said to one thing, and where it can be settled."""

    dom: str
    name: str
    lines: tuple[str, ...]
    href: str
    may: bool
    seen: str = ""
    wording: bool = True


@record
class QuestionView:
    """A question: its field, or how many rows its table has, with all that is said of it."""

    id: str
    dom: str
    label: str
    hint: str
    guidance: str
    action: str
    href: str
    table: bool
    state_line: str
    who: str
    internal: bool
    marked: bool
    done: bool
    ask: str
    why: str
    differing: tuple[DifferingView, ...]
    was: str = ""
    field: FieldView | None = None
    rows: str = ""
    lines: tuple[str, ...] = ()
    saved: bool = False


@record
class RowView:
    """A row of a table: on one line, or open with its fields."""

    id: str
    dom: str
    name: str
    rest: str
    href: str
    who: str = ""
    open: bool = False
    is_new: bool = False
    was: str = ""
    action: str = ""
    act: str = ""
    delete: str = ""
    up: bool = False
    down: bool = False
    fields: tuple[FieldView, ...] = ()


@record
class PartView:
    """A part of the questionnaire, or a section of one: how far it is, what is missing, and who has answered.

    `questions` are those that this visitor is asked now; some of them are of use to few and do not count as `asked`. A
    part that is divided has no page of its own: its `href` is that of the first of its `sections`.
    """

    id: str
    title: str
    href: str
    questions: tuple[str, ...]
    settled: int
    asked: int
    badge: str
    done: bool
    missing: str = ""
    who: str = ""
    sections: tuple[PartView, ...] = ()

    @property
    def pages(self) -> tuple[PartView, ...]:
        """Its sections, or itself where it has none."""
        return self.sections or (self,)


def dom(name: str) -> str:
    """A name as an id of a page."""
    return "".join(sign if sign.isalnum() or sign == "-" else "-" for sign in name.replace(NEW, "new"))
