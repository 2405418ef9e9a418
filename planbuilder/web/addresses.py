"""Where a question stands in the browser: the one place that knows which page shows it.

In: a visit and the id of a question. Out: the path of a page, or an address with the place on it.
"""

from __future__ import annotations

from planbuilder.questionnaire.definition import Part
from planbuilder.web.views import dom
from planbuilder.web.visit import Visit


def path_of(part: Part, section: str = "") -> str:
    """The path of the page of a part; of one of its sections where it is divided."""
    return f"part/{part.id}/{section}" if section else f"part/{part.id}"


def page_of(visit: Visit, id: str) -> str:
    """The path of the page on which a question stands among others."""
    part = visit.session.questionnaire.part_of(id)
    section = part.section_of(id)
    return path_of(part, section.id if section else "")


def anchor_of(id: str) -> str:
    """Where a question stands on that page."""
    return f"{dom(id)}-card"


def place_of(visit: Visit, id: str) -> str:
    """The address of a question among others."""
    return f"{visit.url(page_of(visit, id))}#{anchor_of(id)}"


def answered_at(visit: Visit, id: str) -> str:
    """The address at which a question is answered: a table has a page of its own."""
    return visit.url(f"table/{id}") if visit.session.question(id).is_table else place_of(visit, id)
