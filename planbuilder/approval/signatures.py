"""The signed form of a sealed version: which file is signed, what counts as signed, and whether it still holds.

In: a version, and a file that claims to be its signed form. Out: events and verdicts. The base and the digest of the
signed file are known here, so no byte of it can change unseen.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from hashlib import sha512
from pathlib import Path

from planbuilder import codes, files, looking
from planbuilder.approval.model import UNCHECKED, Event
from planbuilder.approval.sealing import TO_SIGN
from planbuilder.approval.store import MANIFEST, SealedVersion, add, event, open_version
from planbuilder.errors import UsageWrong, VerificationFailed, problem
from planbuilder.plan.attached import read_pdf
from planbuilder.plan.store import Author
from planbuilder.signing.evidence import Evidence, evidence
from planbuilder.signing.fields import expectation
from planbuilder.signing.model import Expectation, Verdict
from planbuilder.signing.trust import Trust
from planbuilder.signing.verdict import verdict


class Unproven(VerificationFailed):
    """A file that does not prove that a version was signed; `found` says why."""

    def __init__(self, found: Evidence) -> None:
        self.found = found
        # Without a reason here: whoever shows it tells the findings themselves.
        super().__init__([problem(codes.NOT_PROVED_SIGNED, reason="")])


SIGNED = "signed/"


def is_version(path: Path) -> bool:
    """Whether a path is the folder of a sealed version."""
    return looking.is_file(path / MANIFEST)


def to_sign(folder: Path) -> tuple[Path, Path]:
    """The file that the next signer of a version signs, and where the signed one goes; raises UsageWrong."""
    sealed = open_version(folder)
    if TO_SIGN not in sealed.manifest.files or not sealed.manifest.signers:
        raise UsageWrong([problem(codes.VERSION_WITHOUT_FIELDS)])
    # Raises if it is not what was sealed: nobody is to sign another file than the version's.
    sealed.read(TO_SIGN)
    target = folder / SIGNED / Path(TO_SIGN).name
    # Each signer signs what the one before has signed; the first signs the sealed file, which stays as it is.
    return (target if looking.is_there(target) else folder / TO_SIGN), target


def proves(found: Evidence, confirmed_by: str) -> bool:
    """Whether a file counts as the signed form: its signatures hold, or a person answers for it."""
    if found.kind == "refused" or (found.verdict is None and not confirmed_by):
        return False
    holds = found.verdict is None or found.verdict.state == "verified"
    return holds and (bool(confirmed_by) or not found.needs_confirmation)


def keep_signed(folder: Path, data: bytes, suffix: str, found: Evidence, author: Author, confirmed_by: str = "") -> str:
    """Lay the signed form beside a version and note it; its name there.

    Raises Unproven if the file proves too little.
    """
    if not proves(found, confirmed_by):
        raise Unproven(found)
    # By digest, so that a renewed file lies beside the one before, which stays as evidence.
    name = f"{SIGNED}{files.digest(data)[:12]}{suffix}"
    facts = {"evidence": found.kind, "file": name, "sha512": sha512(data).hexdigest(), "sha256": files.digest(data)}
    facts |= {"confirmed_by": confirmed_by, "checked": UNCHECKED if found.is_unchecked else ""}
    add(open_version(folder), event("signed", author, facts), {name: data})
    return name


def finish_signing(folder: Path, signed: bytes, trust: Trust, author: Author) -> None:
    """Note that everybody has signed a version; raises Unproven if the signatures do not hold."""
    base = open_version(folder).read(TO_SIGN)
    found = evidence(base, signed, trust, author.at.astimezone(), expectation(base, base))
    keep_signed(folder, signed, ".pdf", found, author)


def renew_signed(folder: Path, renewed: Callable[[bytes], bytes], trust: Trust, author: Author) -> str:
    """Keep a version's signed PDF with one more archive timestamp, beside the one before; its name there.

    Raises UsageWrong if it has no signed PDF that grew from ours, Unproven if that no longer holds.
    """
    sealed = open_version(folder)
    signing = signed_event(sealed)
    if signing is None or signing.facts["evidence"] != "revision" or not is_checked(signing):
        raise UsageWrong([problem(codes.NO_TIMESTAMP_TO_RENEW)])
    base, data = sealed.read(TO_SIGN), renewed(read_pdf(folder / signing.facts["file"]))
    found = evidence(base, data, trust, author.at.astimezone(), expectation(base, base))
    return keep_signed(folder, data, ".pdf", found, author)


def signed_event(sealed: SealedVersion) -> Event | None:
    """The signing that a version rests on: the latest whose signatures are in a PDF of its own, else the latest.

    What is only said to be signed, in a container that is not looked into here, never hides a signature that is.
    """
    signings = [event for event in reversed(sealed.events) if event.kind == "signed"]
    return next(filter(is_checked, signings), next(iter(signings), None))


def is_checked(event: Event) -> bool:
    """Whether what was signed is a PDF, whose signatures were looked into and can be again."""
    return event.facts.get("checked") != UNCHECKED and event.facts["file"].endswith(".pdf")


def signed_verdict(sealed: SealedVersion, trust: Trust, now: datetime) -> Verdict | None:
    """The verdict on a version's signed PDF, None without one; its digest is known, and its base if it grew from it."""
    event = signed_event(sealed)
    if event is None or not is_checked(event):
        return None
    base, data = sealed.read(TO_SIGN), read_pdf(sealed.folder / event.facts["file"])
    # Of a file that a service wrote anew the base says nothing; its recorded digest does.
    grown = base if event.facts["evidence"] == "revision" and data.startswith(base) else None
    expected = expectation(base, base, event.facts["sha256"]) if grown else _unknown(event.facts["sha256"])
    return verdict(data, expected, trust, now)


def begun_verdict(sealed: SealedVersion, trust: Trust, now: datetime) -> Verdict | None:
    """The verdict on the signatures of a version that not all have signed yet; None if none has."""
    begun = sealed.folder / SIGNED / Path(TO_SIGN).name
    if not looking.is_file(begun):
        return None
    base = sealed.read(TO_SIGN)
    return verdict(read_pdf(begun), expectation(base, base, so_far=True), trust, now)


def _unknown(digest: str) -> Expectation:
    """What can be asked of a file that a service wrote: only that it is the very one that was kept."""
    return Expectation(digest=digest)
