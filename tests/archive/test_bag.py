"""The package for an auditor: a valid bag, the same bytes each time, and never one of something damaged."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import bagit
import pytest

from planbuilder.archive.auditor import check_bag
from planbuilder.archive.bag import Guide, export
from planbuilder.archive.log import TOKENS
from planbuilder.archive.store import Archive
from planbuilder.errors import InputInvalid, UsageWrong, VerificationFailed
from planbuilder.hold import temporary
from planbuilder.usecases.archiving import guide
from tests.archive.conftest import FILES, NOTE, OTHER, PLAN, valid

DAY = date(2026, 11, 23)
GUIDE = Guide("Sådan kontrolleres pakken\n", {"da": {"good": "I orden.", "bad": "Ikke i orden."}})


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_another_program_finds_the_bag_valid(filled: Archive, tmp_path: Path) -> None:
    """The Library of Congress's own program checks every digest and its completeness."""
    export(filled, PLAN, tmp_path / "bag", GUIDE, DAY)

    assert bagit.Bag(str(tmp_path / "bag")).is_valid()
    assert bagit.Bag(str(tmp_path / "bag")).info["External-Identifier"] == PLAN


def test_it_holds_the_object_as_it_is_archived(filled: Archive, tmp_path: Path) -> None:
    """Byte for byte, so that any OCFL program can read it; nothing of the other plan comes along."""
    export(filled, PLAN, tmp_path / "bag", GUIDE, DAY)

    folder = next(iter(filled.root.glob("???/???/???/*7f0c")))
    assert bytes_of(tmp_path / "bag" / "data" / "object") == bytes_of(folder)
    assert OTHER.encode() not in b"".join(bytes_of(tmp_path / "bag").values())


def test_the_same_archive_and_day_give_the_same_bytes(filled: Archive, tmp_path: Path) -> None:
    """Nothing of the machine, the moment or the path is in it."""
    for name in ("a", "b"):
        export(filled, PLAN, tmp_path / name, GUIDE, DAY)

    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")
    assert str(tmp_path).encode() not in b"".join(bytes_of(tmp_path / "a").values())


def test_it_proves_itself_against_every_head_that_was_told(archive: Archive, tmp_path: Path) -> None:
    """Whatever head the journal has of this plan's versions, however many commits came between and after."""
    told = []
    for n in range(7):
        told.append(archive.add(PLAN, {"a.txt": b"%d" % n}, NOTE).head)
        archive.add(OTHER, {"a.txt": b"%d" % n}, NOTE)

    head = export(archive, PLAN, tmp_path / "bag", GUIDE, DAY)

    assert list(check_bag(tmp_path / "bag", [*told, head])) == []


def test_timestamps_come_along(filled: Archive, tmp_path: Path) -> None:
    """Those of the plan's own commits, and the first one after them, which vouches for all of them."""
    filled.stamp(lambda digest: b"first" + digest)
    filled.add(OTHER, FILES, NOTE)
    filled.stamp(lambda digest: b"second" + digest)

    export(filled, PLAN, tmp_path / "bag", GUIDE, DAY)

    tokens = bytes_of(tmp_path / "bag" / "data" / "tokens")
    assert [data[:5] for data in tokens.values()] == [b"first"]
    assert [finding.kind for finding in check_bag(tmp_path / "bag")] == ["unchecked_token"]


def test_a_removal_is_told_in_the_bag(filled: Archive, tmp_path: Path) -> None:
    """With its reason; the bag proves itself all the same."""
    from planbuilder.archive.upkeep import remove
    from tests.archive.test_upkeep import GROUNDS

    remove(filled, PLAN, [2], GROUNDS)

    head = export(filled, PLAN, tmp_path / "bag", GUIDE, DAY)

    assert [(f.kind, f.note[:11]) for f in check_bag(tmp_path / "bag", [head])] == [("removed", "Indeholdt e")]
    assert valid(filled.root)


def test_nothing_damaged_is_handed_out(filled: Archive, tmp_path: Path) -> None:
    """A plan with a decayed file is refused with the place of it, and nothing is left behind."""
    next(filled.root.rglob("plan.pdf")).write_bytes(b"x")

    with pytest.raises(VerificationFailed) as error:
        export(filled, PLAN, tmp_path / "bag", GUIDE, DAY)

    assert error.value.problems[0].place.file.endswith("plan.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["arkiv"]


def test_what_is_there_is_not_overwritten(filled: Archive, tmp_path: Path) -> None:
    """Not even an empty folder."""
    (tmp_path / "bag").mkdir()

    with pytest.raises(UsageWrong):
        export(filled, PLAN, tmp_path / "bag", GUIDE, DAY)


def test_an_unknown_plan_is_told(filled: Archive, tmp_path: Path) -> None:
    """And an object that the log does not know cannot be proved."""
    with pytest.raises(InputInvalid):
        export(filled, "urn:x", tmp_path / "bag", GUIDE, DAY)


def test_a_version_behind_the_logs_back_stays_out(filled: Archive, tmp_path: Path) -> None:
    """What the log does not know is not handed out as archived."""
    folder = next(iter(filled.root.glob("???/???/???/*7f0c")))
    shutil.copytree(folder / "v3", folder / "v4")

    export(filled, PLAN, tmp_path / "bag", GUIDE, DAY)

    assert not (tmp_path / "bag/data/object/v4").exists()


def test_a_bag_that_was_never_finished_is_cleared(filled: Archive, tmp_path: Path) -> None:
    """By the next that is to stand there; a token on its way too, by the next who writes to the archive."""
    half = temporary(tmp_path / "pakke")
    (half / "data").mkdir(parents=True)
    token = temporary(filled.own / TOKENS / "00000001.tsr")
    token.write_bytes(b"half")
    export(filled, PLAN, tmp_path / "pakke", GUIDE, DAY)
    with filled.writing():
        pass

    assert (half.exists(), token.exists()) == (False, False)


def test_the_guide_says_what_each_proof_shows() -> None:
    """In both languages, and for each kind of proof that a package of a signed version holds."""
    text = guide("urn:x").text

    for name in ("data/proofs.json", "record.jsonl", "journal.jsonl", "manifest.json"):
        assert text.count(name) >= 2
    assert "HVAD HVERT BEVIS VISER" in text
    assert "WHAT EACH PROOF SHOWS" in text


def test_a_link_out_of_the_object_is_refused_and_not_followed(filled: Archive, tmp_path: Path) -> None:
    """An archive that came from outside must not choose which file of ours goes into a bag that is given away."""
    (tmp_path / "secret").write_text("own")
    folder = next(iter(filled.root.glob("???/???/???/*7f0c")))
    (folder / "v1" / "content" / "x").symlink_to(tmp_path / "secret")

    with pytest.raises(InputInvalid) as refused:
        export(filled, PLAN, tmp_path / "bag", GUIDE, DAY)

    assert [one.code for one in refused.value.problems] == ["PB015"]
    assert not (tmp_path / "bag").exists()
