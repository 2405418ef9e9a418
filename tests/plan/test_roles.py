"""Roles in the stead of names, for papers that are published."""

from __future__ import annotations

from planbuilder.plan.roles import calling, in_public, in_roles, management
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


def test_a_name_is_found_however_it_is_written() -> None:
    """In a genitive, in other letters and over a line's end; not as a part of another name."""
    said = calling({"Bo Lund": "koordinator", "Anna Holm": "direktør"})

    assert said("BO  LUNDs idé, bo\nlund, og Anna Holm.") == "koordinators idé, koordinator, og direktør."
    assert said("Bo Lundgren, Viggo Bo Lunde, Anna") == "Bo Lundgren, Viggo Bo Lunde, Anna"


def test_a_public_plan_has_positions_for_names_everywhere() -> None:
    """In its texts too; those without one are counted, and who answered is left out."""
    text = PEOPLE.replace("title: A,", "title: Dina Vang og Bo Lund,") + (
        "answers: {cover.title: {by: Gæst Gæstesen, role: gæst}}\nrisks: {R1: {title: Gæst Gæstesen rejser}}\n"
    )
    public = in_public(from_text(text), "medarbejder")

    assert public.without_position == 2
    assert [one.name for one in public.plan.people.values()] == [
        "direktør", "koordinator", "medarbejder 1", "medarbejder 2", "koordinator",
    ]  # fmt: skip
    assert public.plan.benefits_tree.benefits["G1"].title == "medarbejder 2 og koordinator"
    assert (public.plan.answers["cover.title"].by, public.plan.risks["R1"].title) == ("", "medarbejder rejser")
