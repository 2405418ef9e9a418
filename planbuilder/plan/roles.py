"""People told by what they are instead of by name, for papers that are published.

In: a plan. Out: the plan with roles in the stead of names. What somebody has written in a text stays as it is written.
"""

from __future__ import annotations

from collections.abc import Collection

from planbuilder.plan.model import Plan
from planbuilder.plan.registers import Person
from planbuilder.record import replace


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
