"""The rules for the file as a whole: it grew from ours, says the same of itself, and has every signature in its place.

In: a signed PDF, opened. Out: findings. One function is one rule, and `FILE_RULES` are all of them. What each proves,
and against which attack, is in docs/decisions/010.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from asn1crypto import parser
from pyhanko.sign.diff_analysis import ModificationLevel, SuspiciousModification
from pyhanko.sign.validation.status import SignatureCoverageLevel

from planbuilder.codes import Severity
from planbuilder.confined import OVERRUN, Refused
from planbuilder.hostile import reason
from planbuilder.record import replace
from planbuilder.signing.fields import fields
from planbuilder.signing.growth import objection
from planbuilder.signing.layout import Layout
from planbuilder.signing.model import Expectation, Finding
from planbuilder.signing.pages import compare
from planbuilder.signing.properties import changed, facts
from planbuilder.signing.signed_file import DRIFT, Examined

TOO_MUCH = reason(Refused(OVERRUN))
Rule = Callable[[Examined], Iterator[Finding]]
# A recorded digest is told by its length, in hexadecimal digits.
HASHES = {64: "sha256", 128: "sha512"}
# Each byte in the place of a signature can be written in two ways; two cases in one value are a channel for bytes.
ONE_CASE = re.compile(r"[0-9a-f]*|[0-9A-F]*")


def roots_are_set(e: Examined) -> Iterator[Finding]:
    """There is no trust unless the municipality configured it."""
    if not e.trust.roots:
        yield Finding("no_roots")


def digest_is_known(e: Examined) -> Iterator[Finding]:
    """Byte for byte the file that was recorded; only this sees a change in what no signature covers."""
    if not e.expected.digest:
        yield Finding("digest_unknown", "warning")
    yield from wrong_bytes(e.pdf, e.expected)


def wrong_bytes(pdf: bytes, expected: Expectation) -> Iterator[Finding]:
    """What the bytes alone show, whether or not they can be read: another file, or one that is not from the base."""
    wanted = expected.digest.casefold()
    is_recorded = len(wanted) in HASHES and hashlib.new(HASHES[len(wanted)], pdf).hexdigest() == wanted
    if wanted and not is_recorded:
        yield Finding("digest_differs")
    if expected.base is not None and not pdf.startswith(expected.base):
        yield Finding("not_from_base")


def base_is_known(e: Examined) -> Iterator[Finding]:
    """Signing only appends, so a signed file begins with the file that was to be signed."""
    if e.expected.base is None:
        yield Finding("base_unknown", "warning")


def broken(built: Layout) -> Iterator[Finding]:
    """What is wrong with how a file is built: the first of each kind."""
    # Reversed, so that of each kind the first stays: what comes later often follows from it.
    first = {fault.code: fault for fault in reversed(built.faults)}
    for code, fault in first.items():
        yield Finding(code, values={"place": str(fault.place), "object": str(fault.object)})


def unexamined(detail: str, otherwise: str = "not_examined") -> Finding:
    """Why a file was not examined to the end: it takes too much, or cannot be read."""
    return Finding("too_much" if detail == TOO_MUCH else otherwise, values={"detail": detail})


def is_whole(e: Examined) -> Iterator[Finding]:
    """Every byte belongs to a revision that lists exactly the objects in it, so that every reader finds the same."""
    yield from broken(e.layout)


def shows_the_same(e: Examined) -> Iterator[Finding]:
    """A second reader, which repairs what is broken, sees the pages of the unsigned file and nothing else.

    Of a file that is not ours, and was made without fields, it is what the first signature covers.
    """
    before = e.base_bytes
    if e.expected.base is None and "/AcroForm" not in e.base.root and e.seals:
        _, _, start, length = map(int, e.seals[0].embedded.byte_range)
        before = e.pdf[: start + length]
    for one in compare(before, e.pdf).findings:
        if one.code != "mark_added" or not one.field:  # fields that were added have a rule of their own
            yield replace(one, severity="error")


def only_signed_since(e: Examined) -> Iterator[Finding]:
    """Between the unsigned file and this one are signatures and nothing else, by however many people.

    A file that was made without fields cannot be compared so; of one that is not ours, its first signature is the base.
    """
    if "/AcroForm" not in e.base.root:
        if e.expected.base is not None:
            yield Finding("no_fields")
        return
    found = objection(e.reader, e.before)
    if found is not None:
        yield Finding(found.code, values={"detail": found.detail})


def says_the_same(e: Examined) -> Iterator[Finding]:
    """Title, language, author and standards are those of the unsigned file."""
    names = changed(facts(e.base), facts(e.reader))
    if names:
        yield Finding("metadata_changed", values={"names": ", ".join(names)})


def fields_are_ours(e: Examined) -> Iterator[Finding]:
    """No field was added but invisible archive timestamps, and none was taken away."""
    ours = fields(e.base)
    for name in ours.keys() - e.fields.keys():
        yield Finding("field_missing", field=name)
    for name, one in e.fields.items():
        # `and not is_seen`: a timestamp with a rectangle could cover the text of a page with a picture.
        if name in ours or (one.is_timestamp and not one.is_seen):
            continue
        harmless = one.is_signed and not one.is_seen
        yield Finding("extra_signature" if harmless else "extra_field", "warning" if harmless else "error", name)


def all_are_read(e: Examined) -> Iterator[Finding]:
    """A signature of a kind that is not understood is not passed over."""
    # pyHanko passes over kinds it does not know; a signature that is passed over would never be judged, nor missed.
    read = {one.field_name for one in (*e.reader.embedded_regular_signatures, *e.stamps)}
    for name, one in e.fields.items():
        if one.is_signed and name not in read:
            yield Finding("unsupported_signature", field=name)


def all_have_signed(e: Examined) -> Iterator[Finding]:
    """All who must sign have signed; at least one has."""
    signed = {seal.rule.field for seal in e.seals if seal.rule}
    have = [rule.field for rule in e.expected.fields if rule.field in signed]
    last = max((place for place, rule in enumerate(e.expected.fields) if rule.field in have), default=-1)
    if not e.seals:
        yield Finding("unsigned")
    for place, rule in enumerate(e.expected.fields):
        if rule.field not in have:
            # While others are still to sign, only who stands after the last signature may be missing: a gap is no "not
            # yet".
            severity: Severity = "warning" if e.expected.so_far and place > last else "error"
            yield Finding("signature_missing", severity, rule.field, {"name": rule.name})


def in_order(e: Examined) -> Iterator[Finding]:
    """They signed in the order of the plan."""
    order = [rule.field for rule in e.expected.fields]
    signed = [seal.rule.field for seal in e.seals if seal.rule]
    # In the order of the file: the byte range of each signature covers those before it, so this cannot be forged.
    for earlier, later in pairwise(signed):
        if order.index(earlier) > order.index(later):
            yield Finding("wrong_order", field=later, values={"other": earlier})


def one_certificate_each(e: Examined) -> Iterator[Finding]:
    """No certificate signs in the place of two persons."""
    seen: dict[str, str] = {}
    for seal in e.seals:
        first = seen.setdefault(seal.certificate.fingerprint, seal.field)
        # One person may hold two roles and sign in two fields: the names decide, not the certificate alone.
        names = {other.rule.name if other.rule else "" for other in e.seals if other.field in (first, seal.field)}
        if first != seal.field and len(names) != 1:
            yield Finding("same_certificate", field=seal.field, values={"other": first})


def tail_is_proof(e: Examined) -> Iterator[Finding]:
    """After the last signature come only archive timestamps and what proves the signatures."""
    if not e.seals:
        return
    last = e.seals[-1]  # oldest first
    found = last.embedded.diff_result
    if isinstance(found, SuspiciousModification) or found.modification_level > ModificationLevel.LTA_UPDATES:
        yield Finding("changed_after_last", field=last.field)


def timestamps_cover(e: Examined) -> Iterator[Finding]:
    """Each archive timestamp covers the file as it was when it was set, which was not in the future."""
    for one in e.stamps:
        # Before `coverage`, which it computes.
        one.compute_integrity_info(skip_diff=True)  # what came later is compared from the base and each signature
        if one.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
            yield Finding("timestamp_not_covering", field=str(one.field_name))
        time = one.signed_data["encap_content_info"]["content"].parsed["gen_time"].native
        # A timestamp of the future is no proof of the past.
        if time > e.now + DRIFT:
            yield Finding("future_time", field=str(one.field_name), values={"time": time.isoformat(timespec="seconds")})


def nothing_is_stuffed(e: Examined) -> Iterator[Finding]:
    """The place of a signature, which none covers, holds the signature and zeros, as one program wrote them."""
    for one in (*e.reader.embedded_regular_signatures, *e.stamps):
        # ISO 32000-2, 12.8.1: the byte range leaves out the value of /Contents alone, a string between < and >.
        start, end = int(one.byte_range[1]), int(one.byte_range[2])
        text = e.pdf[start:end].decode("ascii", "replace")
        # The CMS object tells its own length: twice as many hexadecimal digits, and the < before them.
        size = 1 + 2 * parser.peek(one.pkcs7_content)
        if not ONE_CASE.fullmatch(text[1:size]) or text[size:-1].strip("0"):
            yield Finding("stuffed_signature", field=str(one.field_name))


FILE_RULES: tuple[Rule, ...] = (
    roots_are_set,
    digest_is_known,
    is_whole,
    base_is_known,
    only_signed_since,
    shows_the_same,
    says_the_same,
    fields_are_ours,
    all_are_read,
    all_have_signed,
    in_order,
    one_certificate_each,
    tail_is_proof,
    timestamps_cover,
    nothing_is_stuffed,
)
