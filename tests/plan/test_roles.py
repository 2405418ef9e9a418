"""Roles in the stead of names, for papers that are published."""

from __future__ import annotations

from planbuilder.plan.roles import in_roles, management
from planbuilder.plan.store import from_text
from tests.document.plans import HEAD

PEOPLE = (
    HEAD
    + """
people:
  P1: {name: Anna Holm, role: direktør, unit: Kultur}
  P2: {name: Bo Lund, role: koordinator, unit: Borgerservice}
  P3: {name: Carl Dam, unit: Skole}
  P4: {name: Dina Vang}
  P5: {name: Eva Ring, role: koordinator, unit: Skole}
sponsor: P1
benefits_tree: {benefits: {G1: {title: A, owner: P2}}}
"""
)


def test_management_answers_for_the_plan() -> None:
    """The sponsor, who signs, and who owns a benefit."""
    assert {"P1", "P2"} == management(from_text(PEOPLE))


def test_others_are_called_by_what_they_are() -> None:
    """Position, else unit, else that it is somebody; those of the same position are told apart by their unit."""
    plan = in_roles(from_text(PEOPLE), ("P1",), "medarbejder")
    told = [plan.person(id) for id in plan.people]

    assert ["Anna Holm", "koordinator (Borgerservice)", "Skole", "medarbejder", "koordinator (Skole)"] == told
    assert "Bo Lund" not in str(plan)
