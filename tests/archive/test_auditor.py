"""The auditor's program, alone: on a machine with Python and nothing else it tells sound from damaged."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from planbuilder import language
from planbuilder.archive import auditor
from planbuilder.archive.auditor import Head, check_bag
from planbuilder.archive.bag import export
from planbuilder.archive.store import Archive
from planbuilder.usecases.archiving import guide
from tests.archive.conftest import NOTE, OTHER, PLAN

DA, EN = language.load("da"), language.load("en")


@pytest.fixture
def bag(filled: Archive, tmp_path: Path) -> Path:
    """A bag as `archive export` makes it."""
    export(filled, PLAN, tmp_path / "bag", guide(PLAN), date(2026, 11, 23))
    return tmp_path / "bag"


def verified(bag: Path, *words: str) -> tuple[int, str]:
    """How `verify.py` ends, without any package but the standard library."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(bag / "verify.py"), *words],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
    )
    assert done.stderr == "" or "usage:" in done.stderr
    return done.returncode, done.stdout


@pytest.mark.parametrize("spoken", [DA, EN], ids=["da", "en"])
def test_a_sound_bag_is_told_so(bag: Path, filled: Archive, spoken: language.Language) -> None:
    """In either language, with the journal's head."""
    ended = verified(bag, "--lang", spoken.code, "--head", str(filled.head))

    assert ended == (0, spoken.text("archive.finding.good") + "\n")


@pytest.mark.parametrize("spoken", [DA, EN], ids=["da", "en"])
def test_a_changed_file_is_named(bag: Path, spoken: language.Language) -> None:
    """Its place, what that means, the verdict, and exit code 5."""
    (bag / "data/object/v2/content/plan.yaml").write_bytes(b"x")

    code, said = verified(bag, "--lang", spoken.code)

    assert (code, said.splitlines()[-1]) == (5, spoken.text("archive.finding.bad"))
    assert "bit_rot: data/object/v2/content/plan.yaml\n  " + spoken.text("archive.finding.bit_rot") in said


def test_a_head_from_another_archive_does_not_fit(bag: Path) -> None:
    """Same number of commits, another root."""
    code, said = verified(bag, "--head", str(Head(4, bytes(32))))

    assert (code, "rewritten: planbuilder-head:1:4" in said) == (5, True)


def test_a_newer_head_shows_that_the_bag_is_of_an_older_archive(bag: Path, filled: Archive) -> None:
    """The journal knows more commits than the archive that made the bag."""
    newer = filled.add(OTHER, {"a.txt": b"a"}, NOTE).head

    assert "rollback" in verified(bag, "--head", str(newer))[1]


def test_a_head_the_bag_cannot_prove_is_told(archive: Archive, tmp_path: Path) -> None:
    """A head noted for another plan's commit is neither confirmed nor called false."""
    first = archive.add(OTHER, {"a.txt": b"a"}, NOTE).head
    archive.add(PLAN, {"a.txt": b"a"}, NOTE)
    export(archive, PLAN, tmp_path / "bag", guide(PLAN), date(2026, 11, 23))

    assert [finding.kind for finding in check_bag(tmp_path / "bag", [first])] == ["unknown_head"]


def test_the_program_from_our_sources_checks_a_bag_too(bag: Path) -> None:
    """For who does not trust the sender's copy."""
    (bag / "verify.py").write_text("print('Alt er i orden.')", encoding="utf-8")

    done = subprocess.run([sys.executable, "-I", auditor.__file__, str(bag)], capture_output=True, check=False)

    assert (done.returncode, b"bit_rot: verify.py" in done.stdout) == (5, True)


def test_a_mistyped_head_is_a_wrong_call(bag: Path) -> None:
    """One wrong character is no verdict on the archive."""
    assert verified(bag, "--head", "planbuilder-head:1:4:AAAA:BBBB") == (2, "")


@pytest.mark.parametrize("spoken", [DA, EN], ids=["da", "en"])
def test_the_guide_says_what_to_do_in_plain_words(bag: Path, spoken: language.Language) -> None:
    """Which command, which Python, and what is not proved."""
    text = (bag / "VERIFY.txt").read_text(encoding="utf-8")

    assert spoken.text("archive.guide", id=PLAN).strip() in text


def change_proof(bag: Path, change: Callable[[dict], object]) -> None:
    """Change the proofs and make the bag's digests fit again, as one who knows the format would."""
    from planbuilder.archive.bag import _manifest, _names

    path = bag / "data/proofs.json"
    proofs = json.loads(path.read_bytes())
    change(proofs)
    path.write_text(json.dumps(proofs), encoding="utf-8")
    names = list(_names(bag))
    (bag / "manifest-sha512.txt").write_bytes(_manifest(bag, [n for n in names if n.startswith("data/")]))
    tags = [n for n in names if not n.startswith(("data/", "tagmanifest"))]
    (bag / "tagmanifest-sha512.txt").write_bytes(_manifest(bag, tags))


CHANGES: dict[str, Callable[[dict], object]] = {
    "a leaf left out": lambda proofs: proofs["entries"].pop(),
    "a leaf changed": lambda proofs: proofs["entries"][0]["leaf"].update(time="2020-01-01T00:00:00+00:00"),
    "a step left out": lambda proofs: proofs["entries"][0]["inclusion"].pop(),
    "another index": lambda proofs: proofs["entries"][0].update(index=3),
    "another head": lambda proofs: proofs.update(head=str(Head(4, bytes(32)))),
    "a proof of consistency cut": lambda proofs: proofs["earlier"][0]["consistency"].pop(),
    "no leaves": lambda proofs: proofs["entries"].clear(),
    "nothing": lambda proofs: proofs.clear(),
    "wrong types": lambda proofs: proofs.update(entries={"a": 1}, head=7),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_changed_proofs_prove_nothing(bag: Path, filled: Archive, change: Callable[[dict], object]) -> None:
    """Even where every digest of the bag fits, forged proofs do not."""
    change_proof(bag, change)

    code, said = verified(bag, "--head", str(filled.head))

    assert (code, said.endswith(DA.text("archive.finding.bad") + "\n")) == (5, True)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["x" * 5_000, "data/\0", "data/" + "a/" * 5_000])
def test_a_list_of_names_that_no_file_can_have_is_told(bag: Path, name: str) -> None:
    """They are missing, and no error of the system's."""
    with open(bag / "manifest-sha512.txt", "a", encoding="utf-8") as file:
        file.write(f"{'0' * 128}  {name}\n")

    assert "missing" in [finding.kind for finding in check_bag(bag)]


def test_no_changed_byte_of_a_bag_passes(bag: Path, filled: Archive) -> None:
    """500 random changes of one byte in any file of the bag but the last list itself."""
    chosen, passed = random.Random(3), []
    paths = sorted(path for path in bag.rglob("*") if path.is_file() and path.name != "tagmanifest-sha512.txt")

    for _ in range(500):
        path = chosen.choice(paths)
        data = path.read_bytes()
        place = chosen.randrange(len(data))
        path.write_bytes(data[:place] + bytes([data[place] ^ chosen.randrange(1, 256)]) + data[place + 1 :])
        passed += [] if list(check_bag(bag, [filled.head])) else [(path, place)]
        path.write_bytes(data)

    assert passed == []


@pytest.mark.parametrize("name", ["x" * 300 + "/æ", "a/" * 3_000 + "æ", "æ/" * 3_000 + "x"])
def test_names_in_other_letters_that_no_file_can_have_are_missing_too(bag: Path, name: str) -> None:
    """The system's word on them is no error of the program."""
    with open(bag / "manifest-sha512.txt", "a", encoding="utf-8") as file:
        file.write(f"{'0' * 128}  {name}\n")

    assert "missing" in [finding.kind for finding in check_bag(bag)]


@pytest.mark.parametrize("words", [{"bad": 5}, {"bad": ["x"]}, {"bad": "\x1b[2Jgood"}, {"bit_rot": "\ud800"}])
def test_words_of_a_bag_are_shown_as_text_alone(bag: Path, words: dict[str, object]) -> None:
    """Whatever stands in the place of its words, none of it acts on a terminal or stops the program."""
    (bag / "words.json").write_text(json.dumps({"en": words}), encoding="utf-8")
    said: list[str] = []

    assert 5 == auditor.main(["--lang", "en", str(bag)], said.append)
    assert all(c == "\n" or c.isprintable() for c in "".join(said))


def test_a_pipe_in_a_bag_is_not_waited_for(bag: Path) -> None:
    """It is missing: only files are read."""
    (bag / "data/proofs.json").unlink()
    os.mkfifo(bag / "data/proofs.json")

    assert "log_damaged" in [finding.kind for finding in check_bag(bag)]
