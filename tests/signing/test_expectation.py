"""Who must sign where stands in the unsigned file itself."""

from __future__ import annotations

import pytest

from planbuilder.errors import InputInvalid
from planbuilder.plan.store import from_text
from planbuilder.signing.expectation import expectation, field_rules, unsigned
from planbuilder.signing.model import FieldRule
from planbuilder.signing.rendition import without_attachment
from tests.signing.world import PLAN, base, good


def test_each_field_names_its_person() -> None:
    """By the plan that the file carries along."""
    rules = field_rules(base())

    assert FieldRule("signature_1", "Åse Ærø", "direktør", "", "P1") == rules[0]
    assert ["P1", "P2", "P3"] == [rule.person for rule in rules]


def test_a_plan_can_pin_a_certificate() -> None:
    """Whoever signs must then have that very one."""
    plan = PLAN.replace("name: Bo Holm", "name: Bo Holm, certificate: 'AB:CD'")

    assert ["", "AB:CD", ""] == [rule.certificate for rule in field_rules(base(plan))]


def test_a_signed_file_asks_for_the_same_as_the_unsigned() -> None:
    """Its own first revision is the one that counts."""
    assert expectation(base()).fields == expectation(good("b-lta")).fields


def test_a_file_without_a_plan_needs_one_given() -> None:
    """The form without attachment says whose each field is, but not who that is."""
    plain = without_attachment(base())

    with pytest.raises(InputInvalid):
        field_rules(plain)
    assert field_rules(base()) == field_rules(plain, from_text(PLAN))


def test_a_person_who_is_not_in_the_plan_is_nobody() -> None:
    """The field is still to be signed."""
    plan = PLAN.replace("P2: {name: Bo Holm, role: leder}, ", "").replace("[P1, P2, P3]", "[P1, P3]")

    assert FieldRule("signature_2") == field_rules(base(plan))[1]


def test_what_is_no_pdf_has_no_first_revision() -> None:
    """A clear problem."""
    with pytest.raises(InputInvalid) as refused:
        unsigned(b"hej")

    assert ["PB205"] == [one.code for one in refused.value.problems]
