"""A version is held against all that can be asked, and a forgery agrees with its own manifest alone."""

from __future__ import annotations

import io
import json
import shutil
from hashlib import sha512
from pathlib import Path
from typing import get_args

import pikepdf
import pytest

from planbuilder import look
from planbuilder.approval.agreement import Comparison, State, agrees, compared, unlisted
from planbuilder.approval.archiving import archive_version
from planbuilder.approval.model import BEFORE_CARRIED, FORMAT, Event
from planbuilder.approval.sealing import TO_SIGN, Sealing, sealed_contents, text_to_seal
from planbuilder.approval.store import MANIFEST, SealedVersion, add, open_version, seal
from planbuilder.archive.store import Archive, initialise
from planbuilder.archive.versions import Retention
from planbuilder.errors import VerificationFailed
from planbuilder.plan.store import noted, open_plan
from planbuilder.signing.evidence import without_attachment
from tests.approval.conftest import AUTHOR, DAY
from tests.document.plans import SMALL


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, questionnaire) -> Path:
    """A plan's folder with a version, sealed and journalled as `approve` does it."""
    folder = tmp_path_factory.mktemp("plan")
    (folder / "plan.yaml").write_text(SMALL + "decisions: {B1: {body: Udvalget}}\n", encoding="utf-8")
    opened = open_plan(folder)
    done = seal(
        folder,
        *sealed_contents(text_to_seal(opened, questionnaire), questionnaire, look.load(), Sealing(1, AUTHOR, DAY), {}),
    )
    noted(opened, AUTHOR, "sealed", f"version 1: {done.digest}")
    return folder


@pytest.fixture
def sealed(made: Path, tmp_path: Path) -> SealedVersion:
    shutil.copytree(made, tmp_path / "plan")
    return open_version(tmp_path / "plan" / "versions" / "1")


def states(found: tuple[Comparison, ...]) -> dict[str, str]:
    return {one.source: one.state for one in found}


def forged(sealed: SealedVersion, name: str, data: bytes) -> SealedVersion:
    """The version with another file, and its digest in the manifest with it."""
    manifest = sealed.folder / MANIFEST
    (sealed.folder / name).chmod(0o644)
    (sealed.folder / name).write_bytes(data)
    told = json.loads(manifest.read_bytes())
    told["files"][name] = sha512(data).hexdigest()
    manifest.chmod(0o644)
    manifest.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return open_version(sealed.folder)


def test_a_sound_version_agrees_with_everything(sealed: SealedVersion) -> None:
    """Its manifest, the one inside the PDF, and the journal; no archive was asked."""
    found = compared(sealed)

    assert {"manifest": "agrees", "signed_pdf": "agrees", "journal": "agrees", "archive": "absent"} == states(found)
    assert agrees(found)


@pytest.mark.parametrize("name", ["figures.json", "documents/summary.pdf", "documents/economy.xlsx", "plan.yaml"])
def test_a_forged_file_is_seen_though_its_digest_was_made_anew(sealed: SealedVersion, name: str) -> None:
    """The PDF lists what was sealed, and the journal names the manifest as it was."""
    found = compared(forged(sealed, name, b"falsk"))

    assert {"manifest": "agrees", "signed_pdf": "differs", "journal": "differs", "archive": "absent"} == states(found)
    assert not agrees(found)


def test_a_forged_fact_is_seen(sealed: SealedVersion) -> None:
    """Who sealed it, when and why stand in the list inside the PDF too."""
    manifest = sealed.folder / MANIFEST
    manifest.chmod(0o644)
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace('"by": "Mette"', '"by": "Karen"'), encoding="utf-8"
    )

    assert "differs" == states(compared(open_version(sealed.folder)))["signed_pdf"]


def test_a_changed_file_is_named(sealed: SealedVersion) -> None:
    """That is what the manifest alone shows."""
    (sealed.folder / "figures.json").chmod(0o644)
    (sealed.folder / "figures.json").write_bytes(b"{}")

    assert Comparison("manifest", "differs", ("figures.json",)) in compared(sealed)


def test_a_file_that_was_laid_in_is_named(sealed: SealedVersion) -> None:
    """Minutes that nobody noted are none; those of a decision are."""
    (sealed.folder / "falsk-referat.pdf").write_bytes(b"%PDF")
    event = Event(
        "decision",
        "2026-11-23T12:00:00+01:00",
        "Mette",
        "",
        {"body": "B1", "outcome": "approved", "minutes_file": "minutes/a.pdf"},
    )
    now = add(sealed, event, {"minutes/a.pdf": b"referat"})

    assert ["falsk-referat.pdf"] == list(unlisted(now))
    assert Comparison("unlisted", "differs", ("falsk-referat.pdf",)) in compared(now)


def test_without_a_journal_that_is_said(sealed: SealedVersion) -> None:
    """A version's folder alone cannot be held against it."""
    (sealed.folder.parent.parent / "journal.jsonl").unlink()

    assert "absent" == states(compared(sealed))["journal"]


def test_every_event_says_who_was_logged_in(sealed: SealedVersion) -> None:
    """Whatever name was given."""
    now = add(sealed, Event("decision", "2026-11-23T12:00:00+01:00", "", "", {"body": "B1", "outcome": "approved"}))

    assert "@" in now.events[-1].facts["entered_by"]


MINUTES = "minutes/a.txt"


@pytest.fixture
def archived(sealed: SealedVersion, tmp_path: Path) -> tuple[SealedVersion, Archive]:
    archive = initialise(tmp_path / "arkiv")
    decided = add(
        sealed,
        Event("decision", "2026-11-23T12:00:00+01:00", "M", "", {"body": "B1", "outcome": "approved", "m": MINUTES}),
        {MINUTES: b"referat"},
    )
    archive_version(archive, decided, AUTHOR, Retention(), None, b"")
    return open_version(sealed.folder), archive


def test_an_archived_version_is_held_against_the_archive(archived: tuple[SealedVersion, Archive]) -> None:
    """It has the same manifest, and what was noted by then."""
    assert "agrees" == states(compared(*archived))["archive"]


def unmarked(line: dict[str, object]) -> str:
    """A line of the record as it was written before lines had a digest of their own."""
    return json.dumps({key: value for key, value in line.items() if key != "own"}, ensure_ascii=False)


def test_a_record_that_was_made_anew_is_seen_in_the_archive(archived: tuple[SealedVersion, Archive]) -> None:
    """A decision turned from approved to rejected, with the chain behind it mended."""
    sealed, archive = archived
    record = sealed.folder / "record.jsonl"
    first, second = record.read_text(encoding="utf-8").splitlines()
    first = unmarked({**json.loads(first), "facts": {"body": "B1", "outcome": "rejected"}})
    second = unmarked({**json.loads(second), "previous": sha512(first.encode()).hexdigest()})
    record.write_text(f"{first}\n{second}\n", encoding="utf-8")

    assert "differs" == states(compared(open_version(sealed.folder), archive))["archive"]


@pytest.mark.parametrize("name", ["record.jsonl", "minutes/a.txt"])
def test_what_is_gone_though_it_was_archived_is_seen(archived: tuple[SealedVersion, Archive], name: str) -> None:
    """The record as a whole, too: then nothing here says that there is an archive, but the archive does."""
    sealed, archive = archived
    (sealed.folder / name).unlink()

    assert Comparison("archive", "differs", (name,)) in compared(open_version(sealed.folder), archive)


def test_what_does_not_agree_is_not_archived(sealed: SealedVersion, tmp_path: Path) -> None:
    """A forgery does not become the next version."""
    decided = add(
        forged(sealed, "figures.json", b"{}"),
        Event("decision", "2026-11-23", "M", "", {"body": "B1", "outcome": "approved"}),
    )
    archive = initialise(tmp_path / "arkiv")

    with pytest.raises(VerificationFailed) as error:
        archive_version(archive, decided, AUTHOR, Retention(), None, b"")
    assert ("PB210", []) == (error.value.problems[0].code, archive.objects())


def with_pdf(sealed: SealedVersion, data: bytes) -> SealedVersion:
    return forged(sealed, TO_SIGN, data)


def without_manifest(sealed: SealedVersion) -> bytes:
    """The PDF that is signed, with its list of what was sealed taken out."""
    with pikepdf.open(sealed.folder / TO_SIGN) as pdf:
        del pdf.attachments[MANIFEST]
        pdf.save(out := io.BytesIO())
    return out.getvalue()


def test_a_pdf_without_its_manifest_is_refused(sealed: SealedVersion) -> None:
    """What was frozen had one; whoever takes it out could change every other file."""
    found = compared(with_pdf(sealed, without_manifest(sealed)))

    assert ("lacking", False) == (states(found)["signed_pdf"], agrees(found))


def test_a_version_from_before_may_have_none(sealed: SealedVersion) -> None:
    """That a signature covers the PDF alone is said; a newer one cannot be passed off as such, for its PDF tells."""
    path = sealed.folder / MANIFEST
    path.chmod(0o644)
    path.write_text(path.read_text(encoding="utf-8").replace(FORMAT, BEFORE_CARRIED), encoding="utf-8")
    passed_off = compared(open_version(sealed.folder))
    from_before = compared(with_pdf(open_version(sealed.folder), without_manifest(sealed)))

    assert ("differs", "absent") == (states(passed_off)["signed_pdf"], states(from_before)["signed_pdf"])


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 ...", b"PK"])
def test_a_pdf_that_cannot_be_read_is_refused(sealed: SealedVersion, data: bytes) -> None:
    """And not said to have no manifest, which nobody knows."""
    found = compared(with_pdf(sealed, data))

    assert ("unreadable", False) == (states(found)["signed_pdf"], agrees(found))


def test_what_was_signed_without_attachments_says_so(sealed: SealedVersion) -> None:
    """The sealed PDF still tells what was frozen with it; the signature covers the pages alone."""
    data = without_attachment(sealed.read(TO_SIGN))
    facts = {"evidence": "revision", "file": "signed/a.pdf", "sha256": "", "sha512": ""}
    now = add(sealed, Event("signed", "2026-11-23T12:00:00+01:00", "Mette", "", facts), {"signed/a.pdf": data})
    found = [one for one in compared(now) if one.source == "signed_pdf"]

    assert [("agrees", (TO_SIGN,)), ("absent", ("signed/a.pdf",))] == [(one.state, one.names) for one in found]


@pytest.mark.parametrize("state", get_args(State))
def test_every_state_of_the_signed_pdf_has_words(spoken, state: str) -> None:
    """In both languages."""
    assert "a.pdf" in spoken.text(f"approval.against.signed_pdf.{state}", number=1, names="a.pdf")
