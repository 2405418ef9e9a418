"""Verdicts for people and for programs: every finding in words, and exit code 5 unless it is verified."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

import planbuilder
from planbuilder import confined
from planbuilder.cli.verdicts import verdict_lines
from planbuilder.configuration import VARIABLE
from planbuilder.confined import OVERRUN
from planbuilder.files import digest
from planbuilder.foreign.second_reader import RUNS
from planbuilder.language import load
from planbuilder.signing.evidence import OF_THE_CONTENT
from planbuilder.signing.layout import CODES as OF_THE_LAYOUT
from planbuilder.signing.model import Finding, Grounds, Verdict
from planbuilder.signing.pages import CODES as OF_THE_PAGES
from planbuilder.signing.pages import PICTURES
from planbuilder.signing.sign import UNFIT
from planbuilder.signing.signature_rules import OUTCOMES
from planbuilder.usecases.reports import finding_text
from tests.cli.conftest import Run
from tests.signing import world
from tests.signing.test_containers import signature
from tests.signing.test_evidence import mark, service
from tests.signing.test_pages import turned
from tests.signing.world import authority, good, own_field, pdf_of, people

TRUST = "trust: {roots: [root.pem], revocation_lists: [list.crl]}\n"
SOURCES = sorted((Path(planbuilder.__file__).parent / "signing").glob("*.py"))


@pytest.fixture
def folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Signed files, and a configuration of the receiver's own that trusts those who signed them."""
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
    (here / "own.yaml").write_text(TRUST, encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(here / "own.yaml"))
    return here


def codes_in_use() -> set[str]:
    """Every code that a finding can have."""
    written = set(
        re.findall(
            r'(?:Finding|Fault|Objection|_refused|_named)\(\s*"([a-z_]+)"', "".join(p.read_text() for p in SOURCES)
        )
    )
    words = {
        node.value for p in SOURCES for node in ast.walk(ast.parse(p.read_text())) if isinstance(node, ast.Constant)
    }
    chosen = {
        "wrong_field", "wrong_signer", "timestamp_untrusted", "archive_untrusted", "not_valid", "extra_field",
        "hidden_object", "not_judged", "not_examined", "not_readable",
        "revocation_list_missing", *UNFIT, *OF_THE_LAYOUT, *OF_THE_PAGES,
    }  # fmt: skip
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


PARSERS = re.compile(r"\{(reason|detail|error)\}")


def test_no_finding_shows_what_a_parser_says(spoken) -> None:
    """It is English, and of no use to anybody; programs get it as a detail."""
    told = {key: text for key, text in spoken.texts.items() if key.startswith(("verdict.", "evidence."))}

    assert [] == [key for key, text in told.items() if PARSERS.search(text)]


def test_what_is_named_is_named_in_words(spoken) -> None:
    """Properties and actions of a file, each once."""
    title = finding_text(spoken, Finding("metadata_changed", values={"names": "title, Title"}))
    script = finding_text(spoken, Finding("action_added", values={"names": "JavaScript"}))

    assert 1 == title.count(spoken.text("verdict.fact.title"))
    assert spoken.text("verdict.action.JavaScript") in script


def test_every_kind_of_action_has_words(spoken) -> None:
    """However a file does it."""
    assert all(spoken.has(f"verdict.action.{kind.lstrip('/')}") for kind in RUNS)


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
        (["own.yaml"], "not_a_pdf"),
        (["broken.pdf"], "after_the_end"),
        (["signed.pdf", "--config", "empty.yaml"], "no_roots"),
    ],
)
def test_not_verified_ends_with_5(call: Run, folder: Path, words: list[str], code: str) -> None:
    """For programs, the same under stable names."""
    (folder / "empty.yaml").write_text("archive: x\n", encoding="utf-8")
    (folder / "broken.pdf").write_bytes(good() + b"hej")

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
    (folder / "own.yaml").write_text("trust: {roots: [none.pem]}\nsigning: {level: b-z}\n", encoding="utf-8")

    done = call("verify", "signed.pdf")

    assert (4, True) == (done.code, "own.yaml:2:" in done.err)


def test_what_a_verdict_rests_on_is_said(call: Run, folder: Path) -> None:
    """Which configuration, which root, and what the file was held against: to people, and to programs."""
    done = call("verify", "signed.pdf", "--base", "plan.pdf")
    told = json.loads(call("verify", "signed.pdf", "--json").out)
    root = authority().root.parsed.sha256.hex()

    rests = f"Bygger på rodcertifikatet CN=Root, O=TEST - not valid - planbuilder, C=DK (SHA-256 {root})"
    assert f"{rests}, som er betroet efter {folder / 'own.yaml'}." in done.out
    assert "Holdt op mod den oprindelige fil og planens underskrivere." in done.out
    assert (str(folder / "own.yaml"), [root]) == (told["configuration"], told["roots"])
    assert [{"subject": "CN=Root, O=TEST - not valid - planbuilder, C=DK", "sha256": root}] == told["rests_on"]
    assert {"base": False, "digest": False, "signers": True} == told["held_against"]


@pytest.mark.parametrize(
    ("settings", "headline", "finding"),
    [
        ("trust: {roots: [root.pem]}\n", "Der mangler en spærreliste", "revocation_list_missing"),
        ("trust: {roots: [rogue.pem]}\n", "Ingen underskrift her kan føres tilbage til", "untrusted"),
    ],
)
def test_what_lacks_is_what_the_headline_names(
    call: Run, folder: Path, settings: str, headline: str, finding: str
) -> None:
    """A root that is trusted is not called untrusted because the list of what it revoked is not at hand."""
    (folder / "rogue.pem").write_bytes(authority("Rogue").root.pem(Encoding.PEM))
    (folder / "own.yaml").write_text(settings, encoding="utf-8")
    done, told = call("verify", "signed.pdf"), json.loads(call("verify", "signed.pdf", "--json").out)

    assert (5, True) == (done.code, headline in done.out.splitlines()[1])
    assert finding in {one["code"] for signature in told["signatures"] for one in signature["findings"]}


@pytest.mark.parametrize(
    ("led", "code", "headline"),
    [
        (True, "changed_after_signing", "underskriften holder ikke"),
        (True, "revocation_unknown", "Spærrelisten er for gammel"),
        (False, "changed_after_signing", "Ingen underskrift her kan føres tilbage til"),
    ],
)
def test_a_root_that_is_trusted_is_not_blamed_for_another_fault(led: bool, code: str, headline: str) -> None:
    """What is wrong with the signature stands in the headline."""
    found = Verdict((), (Finding(code, field="f", values={"name": "Bo"}),), "", Grounds("own.yaml", ("00",), led=led))

    assert headline in list(verdict_lines(load("da"), found, "plan.pdf"))[1]


def test_whoever_sends_a_file_cannot_send_the_trust_along(call: Run, folder: Path, monkeypatch) -> None:
    """A file beside the PDF that trusts whoever signed it is told, and does not count."""
    monkeypatch.delenv(VARIABLE)
    (folder / "planbuilder.yaml").write_text(f"{TRUST}signing: {{pkcs11_module: evil.so}}\n", encoding="utf-8")

    done = call("verify", "signed.pdf")

    assert (5, 2) == (done.code, done.err.count("PB238"))
    assert "Ingen er betroet" in done.out
    assert str(folder / "home/.config/planbuilder/config.yaml") in done.out


def test_the_users_own_configuration_is_found(call: Run, folder: Path, monkeypatch) -> None:
    """Whatever lies beside the PDF."""
    monkeypatch.delenv(VARIABLE)
    rogue = authority("Rogue").root.pem(Encoding.PEM)
    own = folder / "home/.config/planbuilder"
    own.mkdir(parents=True)
    (own / "config.yaml").write_text(TRUST.replace("[", f"[{folder}/"), encoding="utf-8")
    (folder / "rogue.pem").write_bytes(rogue)
    (folder / "planbuilder.yaml").write_text("trust: {roots: [rogue.pem]}\n", encoding="utf-8")

    assert (0, True) == ((done := call("verify", "signed.pdf")).code, str(own / "config.yaml") in done.out)


def test_pages_that_differ_are_laid_beside_as_pictures(call: Run, folder: Path) -> None:
    """Ours and theirs, for whoever is to confirm that they are the same; none where none differs."""
    (folder / "turned.pdf").write_bytes(own_field(pdf_of(turned, world.base()), people()[0]))

    done = call("sign", "import", "turned.pdf", "--base", "plan.pdf")
    call("sign", "import", "signed.pdf", "--base", "plan.pdf")

    assert (0, True) == (done.code, "turned-compare" in done.err)
    assert ["1-ours.png", "1-returned.png"] == sorted(path.name for path in (folder / "turned-compare").iterdir())
    assert not (folder / "signed-compare").exists()


def test_pictures_that_cannot_be_made_are_told(call: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is to confirm it must know that there was more to see."""
    (folder / "turned.pdf").write_bytes(own_field(pdf_of(turned, world.base()), people()[0]))
    child = confined.child
    monkeypatch.setattr(
        confined, "child", lambda task, given: b"-" + OVERRUN.encode() if task == PICTURES else child(task, given)
    )

    done = call("sign", "import", "turned.pdf", "--base", "plan.pdf")

    assert (0, True) == (done.code, "PB078" in done.err)


def test_a_container_is_not_called_signed(call: Run, folder: Path) -> None:
    """Its signature is not checked here, and that is the first thing said."""
    (folder / "x.xml").write_bytes(signature("plan.pdf", mark(world.base())))

    done = call("sign", "import", "x.xml", "--base", "plan.pdf")

    assert (5, True) == (done.code, done.out.startswith("x.xml: INDEHOLDT, MEN IKKE KONTROLLERET."))
    assert "--confirmed-by" in done.out
