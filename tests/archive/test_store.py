"""What is archived can be had back, is told truly, and is valid OCFL whoever looks."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from ocfl.storage_root import StorageRoot
from ocfl.validator import Validator

from planbuilder import codes
from planbuilder.archive.auditor import Head
from planbuilder.archive.holdings import folders
from planbuilder.archive.store import Archive, Note, Retention, initialise, open_archive
from planbuilder.errors import Conflict, InputInvalid, PlanbuilderError, UsageWrong, VerificationFailed, problem
from planbuilder.locks import locked
from tests.archive.conftest import AT, FILES, KEPT, NOTE, OTHER, PLAN, valid


def code_of(error: pytest.ExceptionInfo[PlanbuilderError]) -> str:
    return error.value.problems[0].code


def test_every_version_can_be_had_back(filled: Archive) -> None:
    """Each version has its own bytes, the newest by default."""
    titles = [filled.read(PLAN, "plan.yaml", number) for number in (1, 2, 3)]

    assert titles == [b"title: Fritidspas %d\n" % number for number in (1, 2, 3)]
    assert filled.read(PLAN, "plan.yaml") == titles[2]
    assert filled.read(PLAN, "plan.pdf", 2) == FILES["plan.pdf"]


def test_history_tells_who_when_why_and_how_long(filled: Archive) -> None:
    """The note and the retention of a version come back as they were given."""
    first = filled.history(PLAN)[0]

    assert (first.number, first.note, first.retention, sorted(first.files)) == (1, NOTE, KEPT, sorted(FILES))
    assert filled.history(OTHER)[0].retention == Retention()
    assert filled.objects() == sorted([PLAN, OTHER])


def test_another_program_finds_the_archive_valid(filled: Archive) -> None:
    """ocfl-py: the root is valid, its one warning is our own extension, and the objects have not even a warning."""
    root = StorageRoot(root=str(filled.root))

    assert (root.validate(log_warnings=True), [message[:6] for message in root.log.messages]) == (True, ["[W901]"])
    for folder in folders(filled.root):
        checked = Validator(log_warnings=True)
        assert (checked.validate_object(str(folder)), checked.log.messages) == (True, [])


def test_an_empty_archive_is_valid_too(archive: Archive) -> None:
    """From its first moment on."""
    assert (valid(archive.root), archive.objects(), archive.head.size) == (True, [], 0)


def test_unchanged_contents_are_kept_once(filled: Archive) -> None:
    """Three versions with the same PDF hold it once."""
    assert len(list(filled.root.rglob("plan.pdf"))) == 1


def test_a_receipt_names_the_version_its_digest_and_the_head(archive: Archive) -> None:
    """And the head is the archive's from then on."""
    receipt = archive.add(PLAN, FILES, NOTE)

    assert (receipt.version, receipt.head.size, receipt.head) == (1, 1, archive.head)
    assert [str(receipt.head)] == [head for _, head in archive.heads()]


def test_beginning_twice_changes_nothing(filled: Archive) -> None:
    """An archive that is there is opened."""
    assert initialise(filled.root).head == filled.head


def test_half_an_archive_is_begun_again(tmp_path: Path) -> None:
    """Interrupted before its declaration stood, a folder holds no archive yet, and the next beginning makes it one."""
    initialise(tmp_path)
    (tmp_path / "0=ocfl_1.1").unlink()

    assert valid(initialise(tmp_path).root)


def test_a_folder_with_something_in_it_does_not_become_an_archive(tmp_path: Path) -> None:
    """Nobody's files end up in a storage root."""
    (tmp_path / "brev.txt").write_text("hej", encoding="utf-8")

    with pytest.raises(UsageWrong) as error:
        initialise(tmp_path)

    assert code_of(error) == "PB171"


@pytest.mark.parametrize("folder", ["", "nowhere"])
def test_where_no_archive_is_none_is_opened(tmp_path: Path, folder: str) -> None:
    """Reading never makes one."""
    with pytest.raises(InputInvalid) as error:
        open_archive(tmp_path / folder)

    assert (code_of(error), list(tmp_path.iterdir())) == ("PB170", [])


@pytest.mark.parametrize(
    ("read", "code"),
    [
        (lambda a: a.read("urn:x", "plan.yaml"), "PB178"),
        (lambda a: a.read(PLAN, "nej.txt"), "PB179"),
        (lambda a: a.read(PLAN, "plan.yaml", 4), "PB180"),
        (lambda a: a.read(PLAN, "plan.yaml", 0), "PB180"),
        (lambda a: a.history("urn:x"), "PB178"),
    ],
)
def test_what_is_not_there_is_told(filled: Archive, read, code: str) -> None:
    """An unknown object, file or version is a problem with its own words."""
    with pytest.raises(InputInvalid) as error:
        read(filled)

    assert code_of(error) == code


def test_changed_bytes_are_never_given_out(filled: Archive) -> None:
    """Reading checks the digest."""
    path = next(filled.root.rglob("plan.pdf"))
    path.write_bytes(path.read_bytes()[:-1] + b"!")

    with pytest.raises(VerificationFailed):
        filled.read(PLAN, "plan.pdf")


def test_nothing_is_built_on_decay(filled: Archive) -> None:
    """A new version whose bytes would rest on a decayed file of an older one is refused, and nothing is added."""
    path = next(filled.root.rglob("plan.pdf"))
    path.write_bytes(path.read_bytes()[:-1] + b"!")

    with pytest.raises(VerificationFailed):
        filled.add(PLAN, FILES, NOTE)

    assert filled.head.size == 4


@pytest.mark.parametrize("name", ["inventory.json", "inventory.json.sha512"])
def test_nothing_is_built_on_a_changed_inventory(filled: Archive, name: str) -> None:
    """Not when it decayed, and not when its digest was changed with it."""
    path = filled.root / next(iter(filled.root.glob("???/???/???/*7f0c"))) / name
    path.write_bytes(path.read_bytes().replace(b"a", b"b", 1))

    with pytest.raises(VerificationFailed):
        filled.add(PLAN, FILES, NOTE)


def test_an_object_that_vanished_is_not_begun_anew(filled: Archive) -> None:
    """What the log knows and the disk does not is damage, no reason to start over at version 1."""
    folder = next(iter(filled.root.glob("???/???/???/*7f0c")))
    folder.rename(filled.root.parent / "away")

    with pytest.raises(VerificationFailed) as error:
        filled.add(PLAN, FILES, NOTE)

    assert code_of(error) == "PB183"


def test_a_locked_archive_is_told_with_its_holder(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits in vain learns for whom."""
    monkeypatch.setattr("planbuilder.archive.store.WAIT", 0)
    with locked(archive.own / "lock"), pytest.raises(Conflict) as error:
        archive.add(PLAN, FILES, NOTE)

    assert code_of(error) == "PB176"


def test_reading_waits_for_nobody(filled: Archive) -> None:
    """While somebody writes, everything can be read."""
    with locked(filled.own / "lock"):
        assert (len(filled.history(PLAN)), filled.head.size) == (3, 4)


def test_a_timestamp_speaks_of_the_head(archive: Archive) -> None:
    """The stamp gets the digest of the head's short form; its token is kept beside the heads."""
    asked: list[bytes] = []

    receipt = archive.add(PLAN, FILES, NOTE, stamp=lambda digest: asked.append(digest) or b"token " + digest)

    assert (asked, archive.token_path(receipt.head).read_bytes()) == ([receipt.head.digest], b"token " + asked[0])


def test_a_server_that_does_not_answer_loses_no_version(archive: Archive) -> None:
    """The version is archived, the problem is told, and the head can be stamped later."""

    def silent(_: bytes) -> bytes:
        raise InputInvalid([problem(codes.ARCHIVE_NOT_WRITABLE, reason="x")])

    receipt = archive.add(PLAN, FILES, NOTE, stamp=silent)
    archive.stamp(lambda digest: digest)

    assert ([p.code for p in receipt.untold], archive.token_path(Head(1, b"")).exists()) == (["PB172"], True)


def test_a_time_without_a_zone_is_our_bug(archive: Archive) -> None:
    """An archive says when, wherever it is read."""
    with pytest.raises(ValueError, match="no time zone"):
        archive.add(PLAN, FILES, Note("", "Ane", "", datetime(2026, 1, 1)))


def test_an_inventory_says_what_ocfl_wants(filled: Archive) -> None:
    """The version's time, message and user stand where other programs look for them."""
    entry = json.loads(next(iter(filled.root.glob("???/???/???/*7f0c/v1/inventory.json"))).read_bytes())["versions"][
        "v1"
    ]

    assert (entry["created"], entry["message"], entry["user"]) == (
        AT.isoformat(), "Godkendt af byrådet", {"name": "Ane Holm", "address": "mailto:ane@nordlund.example"},
    )  # fmt: skip
