"""The commands of `archive`: what they print, in either language, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planbuilder import language
from planbuilder.archive.auditor import HARMLESS
from planbuilder.archive.store import Archive
from planbuilder.archive.verification import __doc__ as kinds_told
from planbuilder.cli.options import VARIABLE
from planbuilder.usecases.archiving import KINDS
from tests.archive.conftest import FILES, NOTE, OTHER, PLAN, archive, fill, filled  # noqa: F401 - fixtures
from tests.cli.conftest import Run


@pytest.fixture
def at(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:  # noqa: F811
    """The archive of two plans, named by the environment."""
    monkeypatch.setenv(VARIABLE, str(filled.root))
    return filled


def test_list_names_every_plan(call: Run, at: Archive):
    """Newest version, its date, and how long it is kept."""
    done = call("archive", "list")

    assert (done.code, done.out.splitlines()) == (0, [
        "urn:uuid:7f0c: version 3 fra 23.11.2026. Klasse B; bevaringsfrist: 23.11.2036.",
        "urn:uuid:91aa: version 1 fra 23.11.2026. Ingen bevaringsfrist angivet.",
    ])  # fmt: skip


@pytest.mark.parametrize(("day", "ids"), [("2036-11-22", []), ("2036-11-23", [PLAN])])
def test_list_shows_what_is_due(call: Run, at: Archive, day: str, ids: list[str]):
    """Only what need not be kept any longer; what has no years is never due."""
    listed = json.loads(call("archive", "list", "--due", day, "--json").out)["objects"]

    assert [one["id"] for one in listed] == ids


def test_show_tells_each_version(call: Run, at: Archive):
    """Who, when, why, the files with their digests."""
    lines = call("archive", "show", PLAN).out.splitlines()

    assert lines[0] == "Version 1, 23.11.2026, Ane Holm: Godkendt af byrådet"
    assert sum(line.startswith("  plan.yaml  sha512:") for line in lines) == 3


def test_show_has_stable_names_for_programs(call: Run, at: Archive):
    """JSON with a schema."""
    data = json.loads(call("archive", "show", PLAN, "--json").out)

    assert (data["schema"], [one["version"] for one in data["versions"]]) == ("planbuilder.archive.show/1", [1, 2, 3])
    assert data["versions"][0]["retention"] == {"class": "B", "years": 10, "until": "2036-11-23"}


def test_get_writes_a_versions_files(call: Run, at: Archive, tmp_path: Path):
    """The version that is asked for, one path a line."""
    done = call("archive", "get", PLAN, "--version", "2", "--to", tmp_path / "ud")

    assert (done.code, len(done.out.splitlines())) == (0, 2)
    assert (tmp_path / "ud/plan.yaml").read_bytes() == b"title: Fritidspas 2\n"


def test_get_overwrites_nothing(call: Run, at: Archive, tmp_path: Path):
    """A file of that name stays as it is."""
    (tmp_path / "plan.yaml").write_text("min", encoding="utf-8")

    done = call("archive", "get", PLAN, "--to", tmp_path)

    assert (done.code, (tmp_path / "plan.yaml").read_text(encoding="utf-8")) == (2, "min")


def test_verify_of_a_sound_archive(call: Run, at: Archive):
    """In order, with the head to note, and a word on what is not proved without one."""
    plain, proved = call("archive", "verify"), call("archive", "verify", "--head", str(at.head))

    assert (plain.code, plain.out, str(at.head) in plain.err, "--head" in plain.err) == (0, "", True, True)
    assert (proved.code, "--head" in proved.err) == (0, False)


def test_verify_names_damage(call: Run, at: Archive):
    """Exit code 5, the kind, the place and what it means."""
    next(at.root.rglob("plan.pdf")).write_bytes(b"x")

    done = call("archive", "verify", "--lang", "en")

    assert (done.code, done.out.startswith("bit_rot: "), "contents have changed" in done.out) == (5, True, True)
    assert [one["kind"] for one in json.loads(call("archive", "verify", "--json").out)["findings"]] == ["bit_rot"]


def test_verify_against_a_head_that_does_not_fit(call: Run, at: Archive):
    """A rolled-back archive is found by the journal."""
    newer = at.add(PLAN, FILES, NOTE).head
    (other := at.root.parent / "other").mkdir()
    fill(Archive(call_initialise(other)))

    assert call("archive", "verify", "--archive", other, "--head", str(newer)).out.startswith("rollback: ")


def call_initialise(path: Path) -> Path:
    from planbuilder.archive.store import initialise

    return initialise(path).root


def test_verify_finishes_an_interrupted_commit_first(call: Run, at: Archive, monkeypatch: pytest.MonkeyPatch):
    """What was pending is done, and all is in order."""
    with monkeypatch.context() as patched:
        patched.setattr("planbuilder.archive.commit._roll_forward", lambda root: None)
        at.add(PLAN, {"ny.txt": b"ny"}, NOTE)

    assert (call("archive", "verify").code, len(at.history(PLAN))) == (0, 4)


def test_export_and_remove(call: Run, at: Archive, tmp_path: Path):
    """A package is made; contents go; afterwards both are told."""
    exported = call("archive", "export", PLAN, "--to", tmp_path / "pakke")
    words = ("--reason", "CPR-nummer", "--legal-basis", "GDPR art. 17", "--by", "Bo Lind")
    removed = call("archive", "remove", PLAN, "--version", "2", *words)

    assert (exported.code, exported.out, (tmp_path / "pakke/verify.py").exists()) == (
        0,
        f"{tmp_path / 'pakke'}\n",
        True,
    )
    assert (removed.code, removed.out) == (0, f"{at.head}\n")
    assert "CPR-nummer (GDPR art. 17; Bo Lind" in call("archive", "show", PLAN).out
    assert call("archive", "verify", "--head", str(at.head)).code == 0


def test_heads_are_listed_for_the_journal(call: Run, at: Archive):
    """Oldest first, one a line."""
    lines = call("archive", "heads").out.splitlines()

    assert (len(lines), lines[-1]) == (4, f"2026-11-23T12:00:00+00:00  {at.head}")
    assert json.loads(call("archive", "heads", "--json").out)["heads"][-1]["head"] == str(at.head)


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        (("show", "urn:x"), 4, "PB178"),
        (("get", PLAN, "--version", "9"), 4, "PB180"),
        (("list", "--archive", "nowhere"), 4, "PB170"),
        (("list", "--due", "engang"), 2, "PB039"),
        (("verify", "--head", "planbuilder-head:1:x"), 2, "PB186"),
        (("remove", PLAN, "--version", "1", "--reason", " ", "--legal-basis", "b", "--by", "c"), 4, "PB181"),
    ],
)
def test_a_wrong_call_is_told(call: Run, at: Archive, words: tuple[str, ...], code: int, problem: str):
    """Each with its code and its exit code."""
    done = call("archive", *words)

    assert (done.code, problem in done.err) == (code, True)


def test_without_any_archive_one_is_asked_for(call: Run, monkeypatch: pytest.MonkeyPatch):
    """Neither the option nor the environment names one."""
    monkeypatch.delenv(VARIABLE, raising=False)

    done = call("archive", "list")

    assert (done.code, "PB185" in done.err, VARIABLE in done.err) == (2, True, True)


@pytest.mark.parametrize("code", ["da", "en"])
def test_every_kind_of_finding_has_words(code: str):
    """Whatever verification can find is told in words, and stands in its list of kinds."""
    spoken = language.load(code)

    assert all(spoken.has(f"archive.finding.{kind}") for kind in KINDS)
    assert all(kind in (kinds_told or "") for kind in KINDS if kind != "unknown_head")
    assert set(KINDS) >= HARMLESS


def test_get_of_another_plan(call: Run, at: Archive, here: Path):
    """Without a folder the files go into one named for the version."""
    call("archive", "get", OTHER)

    assert (here / "v1/plan.yaml").read_bytes() == b"title: Sagsbehandling\n"


def test_verify_says_whom_the_verdict_on_timestamps_rests_on(call: Run, at: Archive) -> None:
    """On nobody, where nobody is trusted; without any timestamp there is nothing to say."""
    before = call("archive", "verify").err
    at.stamp(lambda digest: digest)
    after = call("archive", "verify").err

    assert ("Ingen udsteder" in before, "Ingen udsteder af tidsstempler er betroet" in after) == (False, True)
