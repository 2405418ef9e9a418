"""People: who makes a change (`Author`), and those of a plan as they are named outside it, by id or by name.

In: a plan and what was written. Out: an id, or the reason why it is nobody or more than one.
"""

from __future__ import annotations

from datetime import datetime

from planbuilder import codes
from planbuilder.errors import UsageWrong, closest, problem
from planbuilder.plan.model import Plan
from planbuilder.plan.registers import Person, heard
from planbuilder.record import record
from planbuilder.yamltext.nodes import Data


@record
class Author:
    """Who makes a change, in which role, and when."""

    name: str
    role: str
    at: datetime

    @property
    def note(self) -> dict[str, Data]:
        """What an answer records of its author; what is not known is left out."""
        known: dict[str, Data] = {"by": self.name, "role": self.role}
        return {**{key: text for key, text in known.items() if text}, "on": self.at.date()}


def person_id(plan: Plan, named: str) -> str:
    """The id of the person with an id or a name; raises UsageWrong for nobody, and for a name that several have."""
    # An id before any name, so that whoever calls somebody P1 is still found.
    if named in plan.people:
        return named
    wanted = heard(named)
    ids = [id for id, person in plan.people.items() if wanted in _names(plan, id, person)]
    if len(ids) == 1:
        return ids[0]
    if ids:
        raise UsageWrong(
            [problem(codes.AMBIGUOUS_NAME, found=named, known="; ".join(_spoken(id, plan.people[id]) for id in ids))]
        )
    known = "; ".join(_spoken(id, person) for id, person in plan.people.items()) or "–"
    near = closest(named, [*plan.people, *(person.name for person in plan.people.values())])
    raise UsageWrong([problem(codes.UNKNOWN_PERSON, name=named, known=known, near=near)])


def _names(plan: Plan, id: str, person: Person) -> tuple[str, ...]:
    """What somebody may be called by: the id, the name, and the name with what tells it apart."""
    told = (id, person.name, plan.person(id), f"{person.name}, {person.role}")
    return tuple(map(heard, told))


def refuse_name_of_several(plan: Plan, named: str) -> None:
    """Raise UsageWrong (PB069) if a name is that of several people, so that nobody would know who is meant."""
    wanted = heard(named)
    same = [id for id, person in plan.people.items() if heard(person.name) == wanted]
    if len(same) > 1:
        raise UsageWrong(
            [problem(codes.AMBIGUOUS_NAME, found=named, known="; ".join(_spoken(id, plan.people[id]) for id in same))]
        )


def _spoken(id: str, person: Person) -> str:
    """A person so that no other is meant: id, name and position."""
    return f"{id} {', '.join(part for part in (person.name, person.role) if part)}"
