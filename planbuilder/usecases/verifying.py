"""Whether something is what was signed or sealed: a PDF, a version, or a file that was signed elsewhere.

In: files, whom the configuration trusts, and the moment of the judgement. Out: verdicts, evidence, comparisons.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from planbuilder import codes, files
from planbuilder.approval.agreement import Comparison, agrees, compared
from planbuilder.approval.model import Event, Manifest
from planbuilder.approval.sealing import TO_SIGN, recompute
from planbuilder.approval.signatures import SIGNED, begun_verdict, keep_signed, signed_event, signed_verdict
from planbuilder.approval.store import MANIFEST, SealedVersion, open_version, read_manifest
from planbuilder.archive.store import Archive
from planbuilder.configuration import Configuration
from planbuilder.confined import Refused, one_piece_of_work
from planbuilder.errors import InputInvalid, Place, UsageWrong, problem
from planbuilder.language import Language
from planbuilder.plan.attached import read_pdf
from planbuilder.plan.store import Author
from planbuilder.questionnaire.loading import load
from planbuilder.record import record, replace
from planbuilder.signing.evidence import Evidence
from planbuilder.signing.evidence import evidence as evidence_in
from planbuilder.signing.fields import expectation
from planbuilder.signing.model import Expectation, Verdict
from planbuilder.signing.pages import pictures
from planbuilder.signing.trust import Trust, trust
from planbuilder.signing.verdict import verdict
from planbuilder.usecases.looks import kept_look
from planbuilder.usecases.reports import Remade, proving
from planbuilder.usecases.talk import Warn, unheard


@record
class Against:
    """What a file is held against: the unsigned base, the digest of the base, and whether not all need have signed."""

    base: Path | None = None
    digest: str = ""
    so_far: bool = False


# Nothing but the file itself is known.
NOTHING = Against()


@record
class VersionFound:
    """What a version was held against; `verdict` on its signatures and `remade` are None until they are asked for.

    `signed` is what the record says of the signing, None for an unsigned version.
    """

    sealed: SealedVersion
    comparisons: tuple[Comparison, ...]
    signed: Event | None = None
    verdict: Verdict | None = None
    remade: Remade | None = None

    @property
    def number(self) -> int:
        """The version's number."""
        return self.sealed.manifest.version

    @property
    def agrees(self) -> bool:
        """Whether it is as it was sealed."""
        return agrees(self.comparisons)

    @property
    def is_verified(self) -> bool:
        """Whether its signatures hold; an unsigned version has none that could fail."""
        if self.signed is None and self.verdict is None:
            return True
        return self.verdict is not None and self.verdict.state == "verified"

    @property
    def holds(self) -> bool:
        """Whether everything that was asked for holds."""
        return self.agrees and self.is_verified and (self.remade is None or self.remade.result.holds)

    def judged(self, now: datetime, settings: Configuration) -> VersionFound:
        """The same with the verdict on the version's signatures."""
        return replace(self, verdict=_so_far_or_whole(self, trusted(settings), now))

    def made_again(self) -> VersionFound:
        """The same with the version made again from its own plan."""
        return replace(self, remade=remade(self.sealed.manifest, self.sealed.contents()))


def _so_far_or_whole(found: VersionFound, known: Trust, now: datetime) -> Verdict | None:
    """The verdict on a version's signatures: on those that are set so far, where not everybody has signed."""
    judge = begun_verdict if found.signed is None else signed_verdict
    return judge(found.sealed, known, now)


def trusted(settings: Configuration) -> Trust:
    """Whom the configuration trusts, and that it says so; raises InputInvalid with every file that cannot be used."""
    return trust(settings.trust, settings.file)


@one_piece_of_work()
def verify(pdf: Path, now: datetime, settings: Configuration, against: Against = NOTHING) -> Verdict:
    """The verdict on a signed PDF: by whom, since when, and whether anything was changed."""
    data, base = read_pdf(pdf), read_pdf(against.base) if against.base else None
    return verdict(data, _expected(data, base, against), trusted(settings), now)


def _expected(pdf: bytes, base: bytes | None, against: Against) -> Expectation:
    """What the unsigned file asks for; a file that carries no plan asks for nobody in particular."""
    try:
        return expectation(pdf, base, against.digest, against.so_far)
    except InputInvalid:
        return Expectation(base, against.digest, so_far=against.so_far)


def compare_version(folder: Path, archive: Archive | None = None) -> VersionFound:
    """What a version is held against: its manifest, its PDF, the plan's journal, and an archive."""
    sealed = open_version(folder)
    return VersionFound(sealed, compared(sealed, archive), signed_event(sealed))


@one_piece_of_work()
def verify_version(
    folder: Path, now: datetime, settings: Configuration, archive: Archive | None = None, again: bool = False
) -> VersionFound:
    """Whether a version is as it was sealed, its signatures hold, and, if asked, its figures are the same `again`."""
    found = compare_version(folder, archive)
    if not found.agrees:
        return found
    found = found.judged(now, settings)
    return found.made_again() if again else found


def remade(manifest: Manifest, contents: Mapping[str, bytes]) -> Remade:
    """A version made again from its own plan."""
    return Remade(recompute(manifest, contents, load(), kept_look(contents)), bool(manifest.tools))


def remade_archived(read: Callable[[str], bytes]) -> Remade:
    """The same of an archived version; `read` gives its files by name."""
    manifest = read_manifest(read(MANIFEST), MANIFEST)
    return remade(manifest, {name: read(name) for name in manifest.files})


@record
class Returned:
    """A file that was signed elsewhere, and what it proves; `base` is the file that was sent."""

    file: Path
    base: bytes
    data: bytes
    evidence: Evidence


@one_piece_of_work()
def returned(
    file: Path, now: datetime, settings: Configuration, against: Against = NOTHING, version: Path | None = None
) -> Returned:
    """What a file that was signed elsewhere proves, held against a base or the version it is of.

    Raises UsageWrong for neither or both.
    """
    if bool(against.base) == bool(version):
        raise UsageWrong([problem(codes.BASE_NOT_CLEAR)])
    base = open_version(version).read(TO_SIGN) if version else read_pdf(against.base or Path())
    data = read_pdf(file)
    found = evidence_in(base, data, trusted(settings), now, _expected(base, base, against))
    return Returned(file, base, data, found)


def compare_pages(found: Returned, warn: Warn = unheard) -> Path | None:
    """The folder with pictures of the pages that look otherwise, for the one who is to confirm the file.

    None, and a warning, if not all of them could be drawn; None for a file whose pages look alike.
    """
    if not found.evidence.differing:
        return None
    folder = found.file.with_name(f"{found.file.stem}-compare")
    try:
        for name, data in pictures(found.base, found.data, found.evidence.differing):
            files.write_atomically(folder / name, data)
    except Refused:
        warn([problem(codes.PICTURES_INCOMPLETE, Place(str(found.file)), folder=folder)])
        return None
    return folder


def keep(found: Returned, version: Path, language: Language, author: Author, confirmed_by: str = "") -> Path:
    """Where a file that was signed elsewhere was laid beside its version; raises VerificationFailed."""
    suffix = found.file.suffix.lower()
    with proving(language, codes.NOT_PROVED_SIGNED):
        name = keep_signed(version, read_pdf(found.file), suffix, found.evidence, author, confirmed_by)
    if files.real(found.file) == files.real(version / SIGNED / Path(TO_SIGN).name):
        found.file.unlink()  # what was signed here; the same bytes are kept under the name that the record tells
    return version / name
