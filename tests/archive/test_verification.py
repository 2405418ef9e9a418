"""Whatever happens to an archive is found, and called by its name."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from unicodedata import normalize

import pytest

from planbuilder.archive.auditor import INVENTORY, SIDECAR, Head, check_bag, sidecar
from planbuilder.archive.bag import Guide, export
from planbuilder.archive.layout import sha512
from planbuilder.archive.log import HEADS, LEAVES, STATE, read_leaves
from planbuilder.archive.store import Archive, initialise
from planbuilder.archive.verification import verify
from planbuilder.errors import InputInvalid, PlanbuilderError
from tests.archive.conftest import FILES, NOTE, OTHER, PLAN, fill, valid


def plan_folder(archive: Archive) -> Path:
    return next(iter(archive.root.glob("???/???/???/*7f0c")))


def kinds(archive: Archive, *heads: Head) -> set[str]:
    return {finding.kind for finding in verify(archive, heads).findings}


def rewrite(folder: Path) -> None:
    """Change a file of the newest version and every digest that tells of it, as one who knows the format would."""
    (folder / "v3/content/plan.yaml").write_bytes(b"title: Forfalsket\n")
    inventory = json.loads((folder / INVENTORY).read_bytes())
    old = next(d for d, paths in inventory["manifest"].items() if paths == ["v3/content/plan.yaml"])
    text = (folder / INVENTORY).read_text(encoding="utf-8").replace(old, sha512(b"title: Forfalsket\n"))
    for place in (folder, folder / "v3"):
        (place / INVENTORY).write_text(text, encoding="utf-8")
        (place / SIDECAR).write_bytes(sidecar(sha512(text.encode())))


def roll_back(folder: Path) -> None:
    """Put the second version back as if there had been no third."""
    shutil.rmtree(folder / "v3")
    for name in (INVENTORY, SIDECAR):
        shutil.copy(folder / "v2" / name, folder / name)


def test_a_sound_archive_has_nothing_to_tell(filled: Archive) -> None:
    """No finding, every version looked at, and the head it ends in."""
    report = verify(filled, [filled.head])

    assert (report.findings, report.objects, report.versions, report.head) == ((), 2, 4, filled.head)


def test_every_head_ever_told_fits(archive: Archive) -> None:
    """Heads noted at any time prove that nothing before them changed."""
    heads = [archive.add(PLAN, {"a.txt": b"%d" % n}, NOTE).head for n in range(9)]

    assert verify(archive, heads).sound


DAMAGE: dict[str, tuple[Callable[[Archive], object], set[str]]] = {
    "a file changed": (lambda a: (plan_folder(a) / "v2/content/plan.yaml").write_bytes(b"x"), {"bit_rot"}),
    "an inventory changed": (lambda a: (plan_folder(a) / "v2" / INVENTORY).write_bytes(b"{}"), {"bit_rot"}),
    "a digest file changed": (lambda a: (plan_folder(a) / SIDECAR).write_bytes(b"x"), {"bit_rot"}),
    "the declaration changed": (lambda a: (a.root / "0=ocfl_1.1").write_bytes(b"ocfl_1.0\n"), {"bit_rot"}),
    "the layout is gone": (lambda a: (a.root / "ocfl_layout.json").unlink(), {"missing"}),
    "a file is gone": (lambda a: (plan_folder(a) / "v1/content/plan.pdf").unlink(), {"missing"}),
    "an object is gone": (lambda a: shutil.rmtree(plan_folder(a)), {"missing"}),
    "a file too many": (lambda a: (plan_folder(a) / "v1/content/ny.txt").write_bytes(b"x"), {"extra"}),
    "an empty folder": (lambda a: (plan_folder(a) / "v1/content/tom").mkdir(), {"extra"}),
    "a link": (lambda a: (plan_folder(a) / "link").symlink_to("/etc"), {"extra"}),
    "a stray file in the root": (lambda a: (a.root / "brev.txt").write_bytes(b"x"), {"extra"}),
    "a stray file among the folders": (lambda a: (plan_folder(a).parent / "brev.txt").write_bytes(b"x"), {"extra"}),
    "a version put back": (lambda a: roll_back(plan_folder(a)), {"rollback"}),
    "a version rewritten": (lambda a: rewrite(plan_folder(a)), {"rewritten"}),
    "the log cut short": (lambda a: (a.own / LEAVES).write_bytes(b""), {"log_damaged", "unlogged"}),
    "a head changed": (lambda a: (a.own / HEADS).write_bytes(b"{}\n"), {"log_damaged"}),
    "the state changed": (lambda a: (a.own / STATE).write_bytes(b"{}\n"), {"log_damaged"}),
    "a foreign token": (lambda a: a.token_path(Head(2, b"")).write_bytes(b"x"), {"token"}),
    "a token of the future": (lambda a: a.token_path(Head(9, b"")).write_bytes(b"x"), {"rollback"}),
}  # fmt: skip


@pytest.mark.parametrize(("damage", "expected"), DAMAGE.values(), ids=DAMAGE)
def test_damage_is_found_and_named(filled: Archive, damage: Callable[[Archive], object], expected: set[str]) -> None:
    """Each kind of damage has its kind of finding, and no other."""
    damage(filled)

    assert (kinds(filled), verify(filled).sound) == (expected, False)


def test_an_archive_that_was_made_to_break_its_reader_is_told(filled: Archive) -> None:
    """Brackets without end as a leaf, and what is logged as an inventory and is none."""
    leaves = (filled.own / LEAVES).read_bytes()
    (filled.own / LEAVES).write_bytes(b"[" * len(leaves))

    assert "log_damaged" in kinds(filled)
    with pytest.raises(InputInvalid, match="PB175"):
        read_leaves(filled.own)


def test_what_only_the_log_finds(filled: Archive) -> None:
    """A rolled-back and a rewritten object are valid OCFL: without the log nobody would see it."""
    roll_back(plan_folder(filled))
    assert valid(filled.root)

    fill(other := initialise(filled.root.parent / "other"))
    rewrite(plan_folder(other))
    assert valid(other.root)


def test_a_version_nobody_logged_is_told_and_not_adopted(filled: Archive) -> None:
    """A fourth version made behind the log's back is unlogged."""
    folder, log = plan_folder(filled), {p: p.read_bytes() for p in filled.own.rglob("*") if p.is_file()}
    filled.add(PLAN, {"a.txt": b"x"}, NOTE)
    for path, data in log.items():
        path.write_bytes(data)

    assert (valid(filled.root), "unlogged" in kinds(filled)) == (True, True)
    assert folder.joinpath("v4").exists()


def test_only_a_head_from_elsewhere_finds_the_whole_archive_put_back(filled: Archive, tmp_path: Path) -> None:
    """The whole archive as of yesterday agrees with itself; the head in the journal tells."""
    shutil.copytree(filled.root, tmp_path / "yesterday")
    noted = filled.add(PLAN, FILES, NOTE).head
    yesterday = Archive(tmp_path / "yesterday")

    assert (kinds(yesterday), kinds(yesterday, noted)) == (set(), {"rollback"})


def test_only_a_head_from_elsewhere_finds_the_whole_archive_made_anew(filled: Archive, tmp_path: Path) -> None:
    """An archive forged from the ground up agrees with itself; the head in the journal tells, of any age."""
    forged = initialise(tmp_path / "forged")
    for number in range(4):
        forged.add(PLAN, {"plan.yaml": b"%d" % number}, NOTE)
    forged.add(OTHER, {"plan.yaml": b"x"}, NOTE)

    assert (kinds(forged), kinds(forged, filled.head)) == (set(), {"rewritten"})


def test_a_timestamp_is_believed_by_who_can(filled: Archive) -> None:
    """Without a checker it is told and harmless; with one its word counts."""
    filled.stamp(lambda digest: b"token" + digest)

    answers = {answer: verify(filled, check=lambda token, digest: answer) for answer in (True, False)}  # noqa: B023
    assert (kinds(filled), verify(filled).sound) == ({"unchecked_token"}, True)
    assert [{finding.kind for finding in report.findings} for report in answers.values()] == [set(), {"token"}]


def files_of(archive: Archive) -> list[Path]:
    """Every file that is part of what is archived: the objects, the root, the log."""
    return sorted(p for p in archive.root.rglob("*") if p.is_file() and p.stat().st_size and p.name != "lock")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_no_changed_byte_passes(filled: Archive, seed: int) -> None:
    """1,000 random changes of one byte in the files of an archived plan (500 a seed), 500 anywhere: each is found."""
    chosen = random.Random(seed)
    of_plan = [path for path in files_of(filled) if path.is_relative_to(plan_folder(filled))]
    passed = []

    for paths in (of_plan, files_of(filled)):
        for _ in range(500 if paths is of_plan else 250):
            path = chosen.choice(paths)
            data = path.read_bytes()
            place = chosen.randrange(len(data))
            path.write_bytes(data[:place] + bytes([data[place] ^ chosen.randrange(1, 256)]) + data[place + 1 :])
            passed += [(path, place)] if verify(filled).sound else []
            path.write_bytes(data)

    assert (passed, verify(filled).sound) == ([], True)


def test_an_archive_whose_names_were_taken_apart_is_sound(archive: Archive, tmp_path: Path) -> None:
    """As some drives do it; what is read, added, exported and checked elsewhere goes by the name that was archived."""
    archive.add(PLAN, {"profile/blå.ttf": b"1"}, NOTE)
    (lying,) = archive.root.rglob("bl*.ttf")
    lying.rename(lying.with_name(normalize("NFD", lying.name)))
    archive.add(PLAN, {"profile/blå.ttf": b"1", "a.txt": b"2"}, NOTE)
    export(archive, PLAN, tmp_path / "bag", Guide("", {}), NOTE.at.date())

    assert set() == kinds(archive)
    assert b"1" == archive.read(PLAN, "profile/blå.ttf")
    assert [] == list(check_bag(tmp_path / "bag"))


def test_a_second_file_of_the_same_name_is_seen(archive: Archive) -> None:
    """In the other form, beside the one that was archived."""
    archive.add(PLAN, {"blå.txt": b"1"}, NOTE)
    (lying,) = archive.root.rglob("bl*.txt")
    lying.with_name(normalize("NFD", lying.name)).write_bytes(b"2")

    assert {"extra"} == kinds(archive)


def test_an_object_that_is_a_link_out_is_damaged_and_told(filled: Archive, tmp_path: Path) -> None:
    """Neither listed as ours nor read, though what lies behind it is the very object; the others are there."""
    folder = plan_folder(filled)
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")

    assert [OTHER] == filled.objects()
    assert "damaged" in {one.state for one in filled.holdings()}
    with pytest.raises(InputInvalid) as refused:
        filled.history(PLAN)
    assert ["PB015"] == [one.code for one in refused.value.problems]
    assert any(one.kind == "extra" for one in verify(filled).findings)


def test_no_file_of_an_archive_is_read_or_written_through_a_link_out(filled: Archive, tmp_path: Path) -> None:
    """Though each leads to the very bytes that belong there: verification tells, and what is outside stays as it is."""
    names = [one.relative_to(filled.root) for one in filled.root.rglob("*") if one.is_file() and one.name != "lock"]
    for number, name in enumerate(names):
        copy, outside = Archive(tmp_path / f"copy {number}"), tmp_path / f"outside {number}"
        shutil.copytree(filled.root, copy.root)
        (copy.root / name).replace(outside)
        (copy.root / name).symlink_to(outside)
        before = outside.read_bytes()

        assert not verify(copy).sound, name
        with suppress(PlanbuilderError):  # an older version's files are not asked for by the next one
            copy.add(PLAN, {"ny.txt": b"ny"}, NOTE)
        assert before == outside.read_bytes(), name
