"""A version signed here, one signer after the other, and what a service sent back, kept beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planbuilder.approval.signatures import TO_SIGN
from planbuilder.approval.store import seal
from planbuilder.configuration import VARIABLE
from tests.approval.conftest import CONTENTS, manifest
from tests.approval.test_signatures import SIGNERS
from tests.cli.conftest import Run
from tests.conftest import PLAN
from tests.signing import world
from tests.signing.others import signed_by
from tests.signing.test_containers import signature
from tests.signing.test_evidence import mark, service
from tests.signing.test_others import people as rsa_people

SETTINGS = (
    "trust: {roots: [root.pem], revocation_lists: [current.crl]}\narchive: arkiv\nretention: {class: B, years: 10}\n"
)


@pytest.fixture
def version(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A version with three to sign, keys and trust beside it; one stands in the plan's folder."""
    contents = {**CONTENTS, TO_SIGN: world.base()}
    (here / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (here / "own.yaml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(here / "own.yaml"))
    (here / "root.pem").write_bytes(world.authority().root.pem())
    (here / "current.crl").write_bytes(world.trust().revocation_lists[0].dump())
    for number, one in enumerate(world.people(), 1):
        (here / f"{number}.p12").write_bytes(one.pkcs12("kode"))
    monkeypatch.setenv("KODE", "kode")
    return seal(here, manifest(1, contents, signers=SIGNERS), contents).folder


def sign(call: Run, version: Path, number: int):
    key = ("--p12", f"{number}.p12", "--secret-variable", "KODE")
    return call("sign", "apply", version, *key)


def test_a_version_is_signed_by_one_after_the_other(call: Run, version: Path) -> None:
    """The sealed file stays as it is; with the last signature the version is signed, and can be archived."""
    codes = [sign(call, version, number).code for number in (1, 2, 3)]
    told = json.loads(call("versions", "--json").out)["versions"][0]
    archived = call("archive", "add")
    listed = json.loads(call("archive", "list", "--json").out)["objects"][0]

    assert ([0, 0, 0], "signed", 0) == (codes, told["stage"], archived.code)
    assert world.base() == (version / TO_SIGN).read_bytes()
    assert 1 == len(list((version / "signed").iterdir()))
    assert {"class": "B", "years": 10} == {key: listed["retention"][key] for key in ("class", "years")}
    assert {"validation.json", "record.jsonl", told["events"][0]["file"]} <= set(listed["files"])


def test_a_version_that_some_have_signed_says_how_many(call: Run, version: Path) -> None:
    """And how many of them are verified; without a revocation list none is."""
    unsigned = call("verify", version)
    sign(call, version, 1)
    done = call("verify", version)
    (version.parents[1] / "own.yaml").write_text("trust: {roots: [root.pem]}\n", encoding="utf-8")
    without = call("verify", version)

    assert (0, "Versionen er ikke underskrevet.\n") == (unsigned.code, unsigned.err)
    assert (0, True) == (done.code, "1 af 3 underskrifter er sat, og 1 af dem er bekræftet." in done.out)
    assert (5, True) == (without.code, "1 af 3 underskrifter er sat, og 0 af dem er bekræftet." in without.out)
    assert "Der mangler en spærreliste" in without.out


def test_out_of_turn_nobody_signs(call: Run, version: Path) -> None:
    """And nothing is written."""
    assert "PB194" in sign(call, version, 2).err
    assert not (version / "signed").exists()


@pytest.mark.parametrize(
    ("returned", "more", "code", "problem"),
    [
        ("good", (), 0, ""),
        ("derived", (), 5, "PB231"),
        ("derived", ("--confirmed-by", "Anna"), 0, ""),
        ("unsigned", ("--confirmed-by", "Anna"), 5, "PB231"),
        ("two of three", ("--confirmed-by", "Anna"), 5, "signature_3 er ikke underskrevet."),
    ],
)
def test_what_came_back_is_kept_if_it_proves_it(
    call: Run, version: Path, returned: str, more: tuple[str, ...], code: int, problem: str
) -> None:
    """A file that a service wrote anew needs a person who answers for it."""
    files = {
        "good": world.good,
        "derived": lambda: world.own_field(world.pdf_of(service, world.base()), world.people()[0]),
        "unsigned": world.base,
        "two of three": lambda: world.good(count=2),
    }
    Path("tilbage.pdf").write_bytes(files[returned]())
    done = call("sign", "import", "tilbage.pdf", "--into", version, *more)
    stage = json.loads(call("versions", "--json").out)["versions"][0]["stage"]

    assert (code, problem in done.err) == (done.code, True)
    assert stage == ("signed" if code == 0 else "for_approval")


@pytest.mark.slow
def test_what_another_program_signed_is_taken_in_where_its_root_is_trusted(
    call: Run, version: Path, tmp_path: Path, monkeypatch
) -> None:
    """All three by PDFBox: a revision, and the version is signed; nothing is noted where nobody trusts the root."""
    pdf = world.base()
    for number, who in enumerate(rsa_people(), 1):
        pdf = signed_by("PdfBox", pdf, who, f"signature_{number}", tmp_path)
    Path("tilbage.pdf").write_bytes(pdf)
    distrusted = without_trust(call, monkeypatch, "sign", "import", "tilbage.pdf", "--into", version)
    done = call("sign", "import", "tilbage.pdf", "--into", version)
    stage = json.loads(call("versions", "--json").out)["versions"][0]["stage"]

    assert (5, True) == (distrusted.code, "Ingen er betroet" in distrusted.out + distrusted.err)
    assert (0, "signed") == (done.code, stage), done.err
    assert 0 == call("verify", version).code


def without_trust(call: Run, monkeypatch, *words: object):
    """What becomes of a command where the configuration trusts nobody."""
    Path("nobody.yaml").write_text("archive: arkiv\n", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setenv(VARIABLE, "nobody.yaml")
        return call(*words)


def test_where_nobody_is_trusted_the_last_signature_is_not_lost(call: Run, version: Path, monkeypatch) -> None:
    """The true reason is told, and the way on: what was signed is taken in once the configuration is right."""
    monkeypatch.setenv(VARIABLE, "nobody.yaml")
    Path("nobody.yaml").write_text("archive: arkiv\n", encoding="utf-8")
    done = [sign(call, version, number) for number in (1, 2, 3)][-1]
    signed = version / "signed/plan.pdf"
    monkeypatch.setenv(VARIABLE, "own.yaml")
    taken = call("sign", "import", signed, "--into", version)
    stage = json.loads(call("versions", "--json").out)["versions"][0]["stage"]

    assert (5, True, True) == (done.code, "PB239" in done.err, "Ingen er betroet" in done.err)
    assert f"sign import {signed} --into {version}" in done.err
    assert (0, "signed", False) == (taken.code, stage, signed.exists())


def test_a_signature_that_nobody_checked_is_said_to_be_that(call: Run, version: Path) -> None:
    """It counts by the word of whoever answers for it, and is never verified."""
    Path("tilbage.xml").write_bytes(signature("plan.pdf", mark(world.base())))
    alone = call("sign", "import", "tilbage.xml", "--into", version)
    done = call("sign", "import", "tilbage.xml", "--into", version, "--confirmed-by", "Anna")
    told, verified = call("versions").out, call("verify", version)

    assert (5, 0, True) == (alone.code, done.code, "PB231" in alone.err)
    assert "oplyst som underskrevet, ikke kontrolleret" in told
    assert "Underskrevet ifølge Anna. Underskriften selv er ikke kontrolleret" in told
    assert (5, True) == (verified.code, "IKKE KONTROLLERET" in verified.out)


def test_a_container_hides_no_true_signature(call: Run, version: Path) -> None:
    """What was signed in the PDF itself is what is verified, before and after."""
    for number in (1, 2, 3):
        sign(call, version, number)
    Path("tilbage.xml").write_bytes(signature("plan.pdf", mark(world.base())))
    call("sign", "import", "tilbage.xml", "--into", version, "--confirmed-by", "Anna")
    done = call("verify", version)
    stage = json.loads(call("versions", "--json").out)["versions"][0]["stage"]

    assert (0, True, "signed") == (done.code, "BEKRÆFTET" in done.out, stage)


def test_a_file_beside_the_plan_chooses_for_its_versions(call: Run, version: Path) -> None:
    """The retention of an archived version; what it says of trust and archive is told and does not count."""
    text = "retention: {class: K, years: 3}\narchive: andet\ntrust: {roots: []}\n"
    Path("planbuilder.yaml").write_text(text, encoding="utf-8")
    warned = sign(call, version, 1)
    for number in (2, 3):
        sign(call, version, number)
    call("archive", "add")
    listed = json.loads(call("archive", "list", "--json").out)["objects"][0]

    assert (2, "K", 3) == (warned.err.count("PB238"), listed["retention"]["class"], listed["retention"]["years"])
    assert not Path("andet").exists()


def test_a_base_or_a_version_is_named_and_not_both(call: Run, version: Path) -> None:
    """It must be clear what the file is a signed form of."""
    Path("tilbage.pdf").write_bytes(world.good())

    assert "PB232" in call("sign", "import", "tilbage.pdf").err
    assert "PB232" in call("sign", "import", "tilbage.pdf", "--into", version, "--base", "tilbage.pdf").err
