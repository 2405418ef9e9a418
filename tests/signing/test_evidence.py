"""What comes back from elsewhere is of one of four kinds, with reasons; what went without attachment can be remade."""

from __future__ import annotations

import base64
import hashlib
import io
from pathlib import Path

import pikepdf
import pytest

from planbuilder.errors import InputInvalid
from planbuilder.signing.evidence import Evidence, evidence, without_attachment
from planbuilder.signing.fields import expectation
from planbuilder.signing.pages import compare
from tests.checkers.verapdf import broken_rules
from tests.signing import test_pages as pages
from tests.signing import test_pages as pictures
from tests.signing import test_properties as whole
from tests.signing import world
from tests.signing.test_containers import FORGED, OURS, attached, packed, signature
from tests.signing.world import appended, authority, base, good, judge, now, own_field, pdf_of, people, sign_all

DERIVED = {
    "another title": (whole.another_title, "metadata_changed"),
    "a script": (whole.script, "action_added"),
    "no tags": (whole.without_tags, "structure_gone"),
    "layers": (whole.layers, "layers_added"),
    "turned": (pages.turned, "page_turned"),
    "another unit": (pages.scaled, "page_scaled"),
    "larger": (pages.larger, "page_grown"),
    "a note over the page": (pages.covered, "mark_added"),
    "a field over the page": (pages.field_over_the_page, "field_moved"),
    "print over the page": (pictures.drawn_over, "print_added"),
}


def proved(returned: bytes, by=None) -> Evidence:
    return evidence(base(), returned, by or world.trust(), now(), expectation(base(), base()))


def codes(found: Evidence) -> list[str]:
    return [one.code for one in found.reasons]


def mark(data: bytes) -> str:
    return base64.b64encode(hashlib.sha256(data).digest()).decode()


def service(pdf: pikepdf.Pdf) -> None:
    """What a service does: prints its number in the margin, and adds a page of evidence."""
    pdf.pages[0].contents_add(pdf.make_stream(b"q BT ET Q"))
    pdf.add_blank_page()


def lying(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(b"q Q")


def test_signed_in_our_fields_it_is_a_revision() -> None:
    """And its signatures are verified."""
    found = proved(good())

    assert ("revision", True, [], False) == (found.kind, found.holds, codes(found), found.needs_confirmation)


def test_signed_in_a_services_own_fields_it_is_a_revision() -> None:
    """Each person counts, wherever the service lets them sign."""
    pdf = base()
    for n, person in enumerate(people()):
        pdf = own_field(pdf, person, f"Signature{n}")

    assert ("revision", True) == (proved(pdf).kind, proved(pdf).holds)


def test_a_person_missing_leaves_a_revision_unverified() -> None:
    """What was signed and whether all have signed are two things."""
    found = proved(own_field(base(), people()[0]))

    assert ("revision", False) == (found.kind, found.holds)


def test_the_form_without_attachment_is_a_revision_too() -> None:
    """It is told that it was this form."""
    found = proved(sign_all(without_attachment(base()), people()))

    assert ("revision", True, True) == (found.kind, found.rendition, found.holds)


@pytest.mark.parametrize(
    ("attack", "reason"),
    [
        (world.other_content, "changed_since_base"),
        (world.note_on_top, "changed_since_base"),
        (world.other_metadata, "metadata_changed"),
        (world.one_more_field, "extra_field"),
    ],
    ids=["content", "note", "metadata", "field"],
)
def test_a_revision_with_more_than_signatures_is_refused(attack, reason: str) -> None:
    """It shows exactly what was appended; that is no derived file for somebody to confirm."""
    after, before = proved(appended(good(), attack)), proved(sign_all(appended(base(), attack), people()))

    assert ["refused", "refused"] == [after.kind, before.kind]
    assert reason in codes(after)
    assert reason in codes(before)


def test_a_field_that_can_be_seen_is_refused() -> None:
    """Even a signed one may cover the page."""
    found = proved(own_field(base(), people()[0], box=(0, 0, 500, 700)))

    assert ("refused", True) == (found.kind, "extra_field" in codes(found))


def test_a_file_without_fields_cannot_be_a_revision() -> None:
    """What was appended to it cannot be told from signatures."""
    plain = world.base(signers=0)
    found = evidence(plain, own_field(plain, people()[0]), world.trust(), now())

    assert ("refused", True) == (found.kind, "no_fields" in codes(found))


def test_attached_to_a_sealed_file_it_is_contained() -> None:
    """Ours to the last byte, under the service's seal."""
    found = proved(own_field(attached(base()), people()[0]))

    assert ("contained", "original.pdf", True) == (found.kind, found.place, found.holds)


def test_a_broken_seal_contains_but_does_not_hold() -> None:
    """The kind and the verdict are two things."""
    found = proved(own_field(attached(base()), authority("Rogue").issue("Seal")))

    assert ("contained", False) == (found.kind, found.holds)


def test_attached_to_a_file_that_nobody_signed_it_is_refused() -> None:
    """A container proves nothing by itself."""
    assert ("refused", True) == (proved(attached(base())).kind, "unsigned" in codes(proved(attached(base()))))


def test_rewritten_by_a_service_it_is_derived() -> None:
    """With what speaks for it, what was added, and a person who must confirm it."""
    found = proved(own_field(pdf_of(service, base()), people()[0]))

    assert ("derived", True, True) == (found.kind, found.needs_confirmation, found.holds)
    assert ["not_from_base", "not_contained", "plan_is_same", "print_added", "pages_added"] == codes(found)


@pytest.mark.parametrize("kind", DERIVED)
def test_whatever_was_done_is_told_to_the_person_who_confirms(kind: str) -> None:
    """No change is hidden behind an innocent rewriting."""
    change, code = DERIVED[kind]
    found = proved(own_field(pdf_of(change, base()), people()[0]))

    assert ("derived", True) == (found.kind, code in codes(found))


def test_a_page_that_is_cut_is_not_ours_any_more() -> None:
    """What does not show was not signed."""
    found = proved(own_field(pdf_of(pages.cut, base()), people()[0]))

    assert ("refused", True) == (found.kind, "page_cut" in codes(found))


def test_pages_that_look_otherwise_are_pointed_out() -> None:
    """Those alone, so that a person need not look at all of them; one that only looks otherwise is told too."""
    turned = proved(own_field(pdf_of(pages.turned, base()), people()[0]))
    hidden = proved(own_field(pdf_of(with_another_look, base()), people()[0]))
    same = proved(own_field(pdf_of(whole.another_title, base()), people()[0]))

    assert [[1], [1], []] == [[pair.theirs for pair in one.differing] for one in (turned, hidden, same)]
    assert "looks_different" in codes(hidden)


def with_another_look(pdf: pikepdf.Pdf) -> None:
    """What is seen in a field to sign in, by which pages are not compared: a signer may change it."""
    look = pdf.Root.AcroForm.Fields[0].AP.N
    look.write(b"0 0 214 33 re f")


@pytest.mark.parametrize("change", [lying, lambda pdf: pdf.attachments.__delitem__("plan.yaml")], ids=["page", "plan"])
def test_rewritten_with_something_missing_it_is_refused(change) -> None:
    """A page that shows something else, or another plan."""
    assert "refused" == proved(own_field(pdf_of(change, base()), people()[0])).kind


def test_rewritten_and_not_signed_it_is_refused() -> None:
    """A copy is no evidence."""
    assert "refused" == proved(pdf_of(service, base())).kind


def test_a_signature_in_xml_contains_it() -> None:
    """As NemLog-in may give it; the signature itself is not checked here, which is told, and so it does not hold."""
    found = proved(signature("plan.pdf", mark(base())))

    assert ("contained", False, ["signature_not_checked"]) == (found.kind, found.holds, codes(found))
    assert (True, True) == (found.is_unchecked, found.needs_confirmation)


def test_a_container_contains_it() -> None:
    """The form without attachment as well."""
    plain = without_attachment(base())
    found = proved(packed(**{"plan.pdf": plain, "META-INF/signatures0.xml": signature("plan.pdf", mark(plain))}))

    assert ("contained", "plan.pdf", True) == (found.kind, found.place, found.rendition)


@pytest.mark.parametrize("forged", [signature("plan.pdf", mark(base()), signed=""), FORGED["no certificate"]])
def test_a_signature_that_anybody_can_write_is_refused(forged: bytes) -> None:
    """A name and a digest are no signature, in a container or out of it; nobody can confirm it either."""
    inside = forged.replace(mark(OURS).encode(), mark(base()).encode())
    found = [proved(inside), proved(packed(**{"plan.pdf": base(), "META-INF/signatures.xml": inside}))]

    assert [("refused", ["signature_incomplete"])] * 2 == [(one.kind, codes(one)) for one in found]


def test_in_a_container_but_not_signed_it_is_refused() -> None:
    """Somebody may have put it there afterwards."""
    found = proved(packed(**{"plan.pdf": base(), "META-INF/signatures.xml": signature("andet.pdf", mark(b"x"))}))

    assert ("refused", ["not_named_by_signature"]) == (found.kind, codes(found))


@pytest.mark.parametrize(
    ("returned", "reason"),
    [
        (base(), "unsigned"),
        (b"", "not_readable"),
        (b"hej", "not_readable"),
        (b"%PDF-1.7", "not_examined"),
        (packed(a=b"b"), "not_contained"),
        (signature("x", mark(b"x")), "not_contained"),
    ],
    ids=["not signed", "nothing", "text", "broken", "other container", "other signature"],
)
def test_anything_else_is_refused(returned: bytes, reason: str) -> None:
    """With the reason."""
    found = proved(returned)

    assert ("refused", False, [reason]) == (found.kind, found.holds, codes(found))


def test_nothing_is_attached() -> None:
    """Neither by name nor as a source of the document."""
    with pikepdf.open(io.BytesIO(without_attachment(base()))) as pdf:
        assert ([], False) == (list(pdf.attachments), "/AF" in pdf.Root)
        assert b"plan.yaml" not in b"".join(
            one.read_raw_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)
        )


def test_it_is_made_again_to_the_last_byte() -> None:
    """So what comes back can be held against it without keeping it."""
    assert without_attachment(base()) == without_attachment(base())


def test_every_page_is_the_same() -> None:
    """And so is who signs where."""
    assert compare(base(), without_attachment(base())).is_same


@pytest.mark.slow
def test_it_complies(tmp_path: Path) -> None:
    """PDF/UA-1 and PDF/A-2a, unsigned and signed."""
    plain = without_attachment(base())
    files = {"plain.pdf": plain, "signed.pdf": sign_all(plain, people())}

    assert [] == broken_rules(files, tmp_path, ("ua1", "2a"))


@pytest.mark.parametrize(
    ("other", "code"), [(b"hej", "PB148"), (b"", "PB148"), (without_attachment(base()), "PB205")], ids=lambda x: x[:6]
)
def test_what_is_not_ours_is_refused(other: bytes, code: str) -> None:
    """Nor is it made twice."""
    with pytest.raises(InputInvalid) as refused:
        without_attachment(other)

    assert [code] == [one.code for one in refused.value.problems]


def test_signed_it_is_verified_against_itself() -> None:
    """Its own base, and the signers of the plan."""
    from planbuilder.record import replace
    from tests.signing.world import expected

    plain = without_attachment(base())

    assert "verified" == judge(sign_all(plain, people()), replace(expected(), base=plain)).state
