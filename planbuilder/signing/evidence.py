"""What a file that was signed elsewhere proves: how it hangs together with the file that was to be signed.

In: our unsigned file and what came back. Out: `Evidence` of one of four kinds, with the reasons, never blurred:

- revision: ours to the last byte, and nothing but signatures was appended.
- contained: ours to the last byte, as an attachment or in a container.
- derived: written anew by a service, but every page of ours and the plan are in it. A named person must confirm it.
- refused: anything else.

The kind says what was signed; whether the signatures hold is the verdict's to say.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Literal

from planbuilder import codes
from planbuilder.confined import Refused, confined, one_piece_of_work
from planbuilder.errors import InputInvalid, problem
from planbuilder.hostile import attempt
from planbuilder.plan.attached import attached_plan, unreadable
from planbuilder.record import record
from planbuilder.signing import containers
from planbuilder.signing.containers import Found
from planbuilder.signing.file_rules import unexamined
from planbuilder.signing.layout import CODES as OF_THE_LAYOUT
from planbuilder.signing.model import Expectation, Finding, Verdict
from planbuilder.signing.pages import CODES as OF_THE_PAGES
from planbuilder.signing.pages import Comparison, Pair, compare, looking_otherwise
from planbuilder.signing.properties import differences
from planbuilder.signing.trust import Trust
from planbuilder.signing.verdict import verdict

Kind = Literal["revision", "contained", "derived", "refused"]
# What a file that begins with ours may not show. Who signed, and whether it holds, is not what this asks.
OF_THE_CONTENT = frozenset({
    "not_examined", "changed_since_base", "metadata_changed", "field_missing", "extra_field", "unsupported_signature",
    "unsigned", "no_fields", "changed_after_last", "timestamp_not_covering", "stuffed_signature", "not_covering",
    "changed_after_signing", "hidden_object", "too_much", *OF_THE_LAYOUT, *OF_THE_PAGES,
})  # fmt: skip
RENDITION = "planbuilder.foreign.pdf:without_attachment"
NOT_OURS = "NOT_OURS"


@record
class Evidence:
    """The kind, why it is that and no stronger one, and the verdict on the signatures of a PDF.

    `rendition` says that it was the form without attachment that was signed; `place` is where ours is inside.
    `differing` are the pages that a person who is to confirm it should look at, as pictures.
    """

    kind: Kind
    reasons: tuple[Finding, ...]
    verdict: Verdict | None = None
    rendition: bool = False
    place: str = ""
    differing: tuple[Pair, ...] = ()

    @property
    def needs_confirmation(self) -> bool:
        """Whether a named person must confirm that what was signed is what was to be signed, or that it was signed."""
        return self.kind == "derived" or self.is_unchecked

    @property
    def is_unchecked(self) -> bool:
        """Whether it is said to be signed by something that is not checked here."""
        return self.kind == "contained" and self.verdict is None

    @property
    def holds(self) -> bool:
        """Whether it is no refusal, and its signatures are verified; those that were not checked are not."""
        return self.kind != "refused" and self.verdict is not None and self.verdict.state == "verified"


@one_piece_of_work()
def evidence(
    base: bytes, returned: bytes, trust: Trust, now: datetime, expected: Expectation | None = None
) -> Evidence:
    """What `returned` proves about `base`; `expected` says who must have signed in our fields. Never raises."""
    wanted = expected or Expectation()
    code = "not_examined" if _is_pdf(returned) else "not_readable"
    return attempt(
        lambda: _evidence(base, returned, trust, now, wanted),
        lambda reason: Evidence("refused", (unexamined(reason, code),)),
    )


def _is_pdf(returned: bytes) -> bool:
    # Looser than `layout`: what has white space before its first line is a broken PDF to whoever sent it, no unknown
    # file.
    return returned.lstrip()[:5] == b"%PDF-"


def _evidence(base: bytes, returned: bytes, trust: Trust, now: datetime, wanted: Expectation) -> Evidence:
    # A service that gives back what it got would else count as a revision to which nothing was added.
    if returned == base:
        return _refused("unsigned")
    if _is_pdf(returned):
        return _pdf(base, returned, trust, now, wanted)
    look = containers.in_zip if zipfile.is_zipfile(io.BytesIO(returned)) else containers.in_xml
    return _container(base, returned, look)


def _refused(code: str, **values: str) -> Evidence:
    return Evidence("refused", (Finding(code, values=values),))


def _forms(base: bytes) -> Iterator[tuple[bytes, bool]]:
    """What may have been sent to be signed: the file itself, and its form without attachment."""
    # The file itself first: a rendition is made of it, and making it costs a process.
    yield base, False
    try:
        yield without_attachment(base), True
    except InputInvalid:
        return


def _pdf(base: bytes, returned: bytes, trust: Trust, now: datetime, wanted: Expectation) -> Evidence:
    for form, is_rendition in _forms(base):
        if returned.startswith(form):
            # The plan says who signs; which bytes it grew from is the form that was sent, even where that is the
            # rendition.
            rules = Expectation(form, wanted.digest, wanted.fields, wanted.so_far)
            return _revision(verdict(returned, rules, trust, now), is_rendition)
    # Not grown from ours: its signatures are judged for themselves, with nobody in particular expected.
    # Handed on even with a refusal, so that whoever sent it sees how its signatures fare.
    own = verdict(returned, Expectation(), trust, now)
    reasons: list[Finding] = [Finding("not_from_base", "warning")]
    for form, is_rendition in _forms(base):
        found = containers.in_pdf(returned, form)
        # Attached to a PDF that nobody signed, our file proves nothing.
        if found is not None and own.signatures:
            return Evidence("contained", tuple(reasons), own, is_rendition, found.place)
    pages = compare(base, returned)
    otherwise = looking_otherwise(base, returned, pages.pairs)
    reasons += [Finding("not_contained", "warning"), *_derivation(base, returned, pages, otherwise)]
    is_derived = bool(own.signatures) and not any(one.severity == "error" for one in reasons)
    if not own.signatures:
        reasons.append(Finding("unsigned"))
    return Evidence("derived" if is_derived else "refused", tuple(reasons), own, differing=otherwise)


def _revision(found: Verdict, is_rendition: bool) -> Evidence:
    """A file that begins with ours shows what was appended: if that is more than signatures, it is refused."""
    objections = tuple(one for one in found.all_findings if one.code in OF_THE_CONTENT and one.severity == "error")
    return Evidence("refused" if objections else "revision", objections, found, is_rendition)


def _derivation(base: bytes, returned: bytes, pages: Comparison, otherwise: tuple[Pair, ...]) -> Iterator[Finding]:
    """What speaks for and against a file that was written anew: the plan it carries, its pages, and itself."""
    if attached_plan(base, "") == _plan(returned):
        yield Finding("plan_is_same", "warning")
    else:
        yield Finding("plan_differs")
    yield from pages.findings
    # A page about which something was found already is not named a second time for looking otherwise.
    reported = {one.values["page"] for one in pages.findings if "page" in one.values}
    for pair in otherwise:
        if pair.is_same and str(pair.theirs) not in reported:
            yield Finding("looks_different", "warning", values={"page": str(pair.theirs)})
    yield from differences(base, returned)


def _plan(pdf: bytes) -> str | None:
    try:
        return attached_plan(pdf, "")
    except InputInvalid:
        return None


def _container(base: bytes, returned: bytes, look: Callable[[bytes, bytes], Found | None]) -> Evidence:
    """Our file in a container or under a signature in XML; the reasons say that its signatures are not checked."""
    for form, is_rendition in _forms(base):
        found = look(returned, form)
        # Told apart from a file that is not named: whoever sent it has only left out a part, and can send it again.
        if found is not None and found.is_named and not found.is_whole:
            return _refused("signature_incomplete", place=found.place)
        if found is not None and found.is_named:
            reasons = (Finding("signature_not_checked", "warning"),)
            return Evidence("contained", reasons, None, is_rendition, found.place)
        if found is not None:
            return _refused("not_named_by_signature", place=found.place)
    return _refused("not_contained")


@lru_cache(maxsize=2)
def without_attachment(pdf: bytes) -> bytes:
    """The PDF/A-2a rendition of an unsigned PDF of ours; raises InputInvalid if it is none."""
    try:
        return confined(RENDITION, pdf)
    except Refused as refusal:
        if refusal.reason == NOT_OURS:
            raise InputInvalid([problem(codes.PDF_UNUSABLE)]) from refusal
        raise unreadable(refusal.reason, "") from refusal
