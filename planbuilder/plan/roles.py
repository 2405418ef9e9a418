"""People told by what they are instead of by name, for papers that are published.

In: a plan. Out: the plan with roles in the stead of names: in what is known of people alone, where somebody has written
a name in a text it stays; or, `in_public`, everywhere in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import reduce
from typing import Any

from planbuilder.plan.model import Answer, Disagreement, Plan
from planbuilder.plan.registers import Person
from planbuilder.record import record, replace


def management(plan: Plan) -> frozenset[str]:
    """Those who answer for the plan: the sponsor, the signers, and the owners of benefits."""
    owners = (one.owner for one in plan.benefits_tree.benefits.values())
    return frozenset(filter(None, (plan.sponsor, *plan.signers, *owners)))


def in_roles(plan: Plan, kept: Collection[str], nameless: str) -> Plan:
    """The plan with each person's role for a name, but for those `kept`; `nameless` is whoever has neither."""
    people = {id: one if id in kept else _in_role(one, nameless) for id, one in plan.people.items()}
    return replace(plan, people=people)


def _in_role(one: Person, nameless: str) -> Person:
    """A person without a name, called by role, or by unit where no role is given."""
    named = one.role or one.unit or nameless
    return replace(one, name=named, role="", unit="" if named == one.unit else one.unit, certificate="")


Calling = Callable[[str], str]


def calling(names: Mapping[str, str]) -> Calling:
    """What makes of a text the same text in which each name is what stands in its stead, however it is written.

    A name is one as a whole: what goes on in other letters is another, but for the s of a genitive.
    """
    known = {name: said for name, said in names.items() if name.strip()}
    if not known:
        return lambda text: text
    by_heard = {_heard(name): said for name, said in known.items()}
    # Longest first, or "Anne Berg" would be found within "Anne Berg Holm" and leave the rest of the name standing.
    either = "|".join(r"\s+".join(map(re.escape, name.split())) for name in sorted(known, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{either})(?=s?(?!\w))", re.IGNORECASE)
    return lambda text: pattern.sub(lambda found: by_heard[_heard(found[0])], text)


def _heard(name: str) -> str:
    return " ".join(name.split()).casefold()


def called(plans: Iterable[Plan], kept: Collection[str], nameless: str) -> Calling:
    """What calls everybody that some plans name by their role, but for those `kept`."""
    told = [one for plan in plans for id, one in plan.people.items() if id in kept]
    others = [one for plan in plans for id, one in plan.people.items() if id not in kept]
    names = {one.name: one.role or one.unit or nameless for one in others}
    return calling({name: said for name, said in names.items() if name not in {one.name for one in told}})


@record
class Public:
    """A plan that names nobody; how many people have no position, and what calls others by theirs in any text."""

    plan: Plan
    without_position: int
    said: Calling


def in_public(plan: Plan, nameless: str) -> Public:
    """The plan with positions for names wherever it tells one: `nameless` and a number for whoever has none.

    Who answered what is left out.
    """
    positions = {id: one.role for id, one in plan.people.items()}
    unplaced = [id for id, role in positions.items() if not role]
    positions |= {id: f"{nameless} {n}" for n, id in enumerate(unplaced, 1)}
    # People of the plan last: whoever is both known and an informant is called by position.
    names = dict.fromkeys(_informants(plan), nameless) | {one.name: positions[id] for id, one in plan.people.items()}
    said = calling(names)
    people = {id: replace(one, name=positions[id], role="", certificate="") for id, one in plan.people.items()}
    told = _renamed(replace(plan, people={}, answers=_unsigned(plan.answers), said=_unsaid(plan.said)), said)
    return Public(replace(told, people=people), len(unplaced), said)


def _informants(plan: Plan) -> Iterator[str]:
    """The names of those who have answered something, or decided between answers."""
    for answer in plan.answers.values():
        yield from (answer.by, *(who.by for who in answer.by_row.values()))
    for one in plan.said.values():
        yield from (saying.by for saying in one.answers)
        yield from [one.settled.by] if one.settled else []


def _unsigned(answers: Mapping[str, Answer]) -> Mapping[str, Answer]:
    return {
        id: replace(one, by="", role="", by_row={row: replace(who, by="", role="") for row, who in one.by_row.items()})
        for id, one in answers.items()
    }


def _unsaid(said: Mapping[str, Disagreement]) -> Mapping[str, Disagreement]:
    return {
        place: replace(one, answers=tuple(replace(saying, by="", role="") for saying in one.answers), settled=None)
        for place, one in said.items()
        if one.settled is None
    }


def _renamed(value: Any, said: Calling) -> Any:
    """A value in which every text, keys of mappings among them, calls people by their positions."""
    if isinstance(value, str):
        return said(value)
    if isinstance(value, Mapping):
        return reduce(
            lambda made, one: {**made, _free(said(str(one[0])), made): _renamed(one[1], said)},
            value.items(),
            dict[str, Any](),
        )
    if isinstance(value, tuple | list):
        return type(value)(_renamed(one, said) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _renamed(getattr(value, one.name), said) for one in fields(value)})
    return value


def _free(key: str, taken: Collection[str]) -> str:
    """A key that is not taken: the same one, else with the first number that makes it another."""
    if key not in taken:
        return key
    return next(found for n in range(2, len(taken) + 3) if (found := f"{key} {n}") not in taken)
