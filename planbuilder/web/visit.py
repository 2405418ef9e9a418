"""A visit: one request of somebody to one plan, with what this visitor may do.

In: what guards the door knows of the visitor. Out: words, addresses, and answers to "may I" that every page asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from planbuilder.interview.session import Session
from planbuilder.questionnaire.needed import BENEFITS, CHANGES, MATRIX, WALK
from planbuilder.record import record

TREE = (CHANGES, BENEFITS, WALK, MATRIX)


def everything(id: str) -> bool:
    """Whether a question is reached: every one is."""
    return True


@record
class Visit:
    """A session with whose it is; `guides` is an interviewer, `leads` may settle disagreements and take changes back.

    `reaches` tells whether a question is this visitor's to see and answer; `root` stands before every address.
    `kept_figures` is where drawings are kept for the next time.
    """

    session: Session
    name: str = ""
    role: str = ""
    guides: bool = True
    leads: bool = True
    reaches: Callable[[str], bool] = everything
    root: str = ""
    kept_figures: Path | None = None

    @property
    def day(self) -> date:
        """The day of this visit."""
        return self.session.author().at.date()

    def reaches_all(self, ids: Iterable[str]) -> bool:
        """Whether every one of some questions is this visitor's; what no question asks for is for who leads."""
        asked = list(ids)
        return all(map(self.reaches, asked)) if asked else self.leads

    @property
    def sees_tree(self) -> bool:
        """Whether the benefits tree is this visitor's to see: some question that it is drawn from is."""
        return any(map(self.reaches, TREE))

    def text(self, key: str, /, **values: object) -> str:
        """The text at a key in this visitor's language."""
        return self.session.language.text(key, **values)

    def url(self, path: str) -> str:
        """The address of a page."""
        return f"{self.root}/{'' if path == 'start' else path}"
