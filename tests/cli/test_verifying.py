"""Verdicts for people and for programs: every finding in words, and exit code 5 unless it is verified."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

import planbuilder
from planbuilder.cli.verifying import finding_text
from planbuilder.files import digest
from planbuilder.signing.evidence import OF_THE_CONTENT
from planbuilder.signing.model import Finding
from planbuilder.signing.signature_rules import OUTCOMES
from tests.cli.conftest import Run
from tests.signing import world
from tests.signing.test_evidence import service
from tests.signing.world import authority, good, own_field, pdf_of, people

SOURCES = sorted((Path(planbuilder.__file__).parent / "signing").glob("*.py"))


@pytest.fixture
def folder(here: Path) -> Path:
    files = {
        "plan.pdf": world.base(),
        "signed.pdf": good(),
        "two.pdf": good(count=2),
        "derived.pdf": own_field(pdf_of(service, world.base()), people()[0]),
        "root.pem": authority().root.pem(Encoding.PEM),
        "list.crl": authority().revocation_list().dump(),
    }
    for name, data in files.items():
        (here / name).write_bytes(data)
    text = "trust: {roots: [root.pem], revocation_lists: [list.crl]}\n"
    (here / "planbuilder.yaml").write_text(text, encoding="utf-8")
    return here


def codes_in_use() -> set[str]:
    """Every code that a finding can have."""
    written = set(re.findall(r'(?:Finding|_refused)\(\s*"([a-z_]+)"', "".join(p.read_text() for p in SOURCES)))
    words = {
        node.value for p in SOURCES for node in ast.walk(ast.parse(p.read_text())) if isinstance(node, ast.Constant)
    }
    chosen = {"wrong_field", "wrong_signer", "timestamp_untrusted", "archive_untrusted", "not_valid", "extra_field"}
    assert chosen <= words
    return written | set(OUTCOMES.values()) | chosen


def test_every_finding_has_words(spoken) -> None:
    """In both languages, and no words are left over."""
    known = {key.removeprefix("verdict.finding.") for key in spoken.texts if key.startswith("verdict.finding.")}

    assert codes_in_use() == known
    assert known >= OF_THE_CONTENT


def test_a_finding_is_told_with_its_facts(spoken) -> None:
    """Whom and where."""
    told = finding_text(spoken, Finding("wrong_signer", "error", "signature_2", {"found": "Bo", "expected": "Åse"}))

    assert all(word in told for word in ("signature_2", "Bo", "Åse"))


def test_verified_is_said_and_ends_with_0(call: Run, folder: Path) -> None:
    """With what the identity rests on, and the digest."""
    done = call("verify", "signed.pdf", "--base", "plan.pdf", "--digest", digest(good()))

    assert (0, "signed.pdf: BEKRÆFTET") == (done.code, done.out.splitlines()[0])
    assert 3 == done.out.count("Identiteten bygger alene på navnet")
    assert digest(good()) in done.out
    assert "Fejl" not in done.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["two.pdf"], "signature_missing"),
        (["plan.pdf"], "unsigned"),
        (["signed.pdf", "--base", "two.pdf", "--digest", "0" * 64], "digest_differs"),
        (["signed.pdf", "--base", "derived.pdf"], "not_from_base"),
        (["planbuilder.yaml"], "not_examined"),
        (["signed.pdf", "--config", "empty.yaml"], "no_roots"),
    ],
)
def test_not_verified_ends_with_5(call: Run, folder: Path, words: list[str], code: str) -> None:
    """For programs, the same under stable names."""
    (folder / "empty.yaml").write_text("archive: x\n", encoding="utf-8")

    done = call("verify", *words, "--json")

    told = json.loads(done.out)
    found = [*told["findings"], *(finding for one in told["signatures"] for finding in one["findings"])]
    assert (5, "planbuilder.verdict/1", "not_verified") == (done.code, told["schema"], told["state"])
    assert code in [one["code"] for one in found if one["severity"] == "error"]
    assert all(one["message"] for one in found)


def test_those_still_to_sign_can_be_waited_for(call: Run, folder: Path) -> None:
    """As a warning."""
    done = call("verify", "two.pdf", "--base", "plan.pdf", "--so-far", "--lang", "en")

    assert (0, True) == (done.code, "Warning: signature_3 is not signed" in done.out)


@pytest.mark.parametrize(
    ("name", "kind", "code", "word"),
    [
        ("signed.pdf", "revision", 0, "REVISION"),
        ("derived.pdf", "derived", 0, "AFLEDT"),
        ("plan.pdf", "refused", 5, "AFVIST"),
        ("root.pem", "refused", 5, "AFVIST"),
    ],
)
def test_what_comes_back_is_told_by_its_kind(
    call: Run, folder: Path, name: str, kind: str, code: int, word: str
) -> None:
    """For people and for programs."""
    words = ("sign", "import", name, "--base", "plan.pdf")
    said, told = call(*words), json.loads(call(*words, "--json").out)

    assert (code, True) == (said.code, said.out.startswith(f"{name}: {word}"))
    assert ("planbuilder.evidence/1", kind) == (told["schema"], told["kind"])
    assert told["needs_confirmation"] == ("bekræfte" in said.out)


def test_a_file_that_is_not_there_is_told(call: Run, folder: Path) -> None:
    """As any other."""
    done = call("verify", "none.pdf")

    assert (4, True) == (done.code, "PB004" in done.err)


def test_a_configuration_that_is_wrong_is_told(call: Run, folder: Path) -> None:
    """With line and column, before anything is judged."""
    (folder / "planbuilder.yaml").write_text("trust: {roots: [none.pem]}\nsigning: {level: b-z}\n", encoding="utf-8")

    done = call("verify", "signed.pdf")

    assert (4, True) == (done.code, "planbuilder.yaml:2:" in done.err)
