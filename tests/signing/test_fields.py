"""Fields are known by whose they are and what became of them; the unsigned file says who must sign where."""

from __future__ import annotations

import pikepdf
import pytest

from planbuilder.errors import InputInvalid
from planbuilder.plan.store import from_text
from planbuilder.signing.evidence import without_attachment
from planbuilder.signing.fields import expectation, field_rules, fields, unsigned
from planbuilder.signing.model import FieldRule
from tests.signing.world import PLAN, base, good, opened, pdf_of


def test_fields_tell_whose_they_are() -> None:
    """Archive timestamps belong to nobody and cannot be seen."""
    found = fields(opened(good("b-lta", 1)))

    assert ["P1", "P2", "P3", ""] == [one.signer for one in found.values()]
    assert [(True, False), (False, True)] == [(one.is_seen, one.is_timestamp) for one in (*found.values(),)[2:]]


def test_a_field_is_seen_wherever_it_is_on_a_page() -> None:
    """Itself, or a part of it that stands for it there."""

    def with_kid(pdf: pikepdf.Pdf) -> None:
        kid = pdf.make_indirect(pikepdf.Dictionary(Subtype=pikepdf.Name.Widget, Rect=[0, 0, 500, 700]))
        field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="skjult", Kids=[kid]))
        kid.Parent = field
        pdf.Root.AcroForm.Fields.append(field)

    assert fields(opened(pdf_of(with_kid, base())))["skjult"].is_seen


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
