"""Signing on the command line: in turn, with the right key, and never over what is there."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from planbuilder.configuration import VARIABLE
from planbuilder.signing import sign
from tests.cli.conftest import Run
from tests.signing import world
from tests.signing.test_certificate import WRONG
from tests.signing.world import authority, people

CONFIG = "trust: {roots: [root.pem], revocation_lists: [list.crl]}\ntimestamp: {url: 'http://tsa.invalid/'}\n"


@pytest.fixture
def folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a document to sign, key files, and a configuration; timestamps come from a test authority."""
    (here / "plan.pdf").write_bytes(world.base())
    (here / "root.pem").write_bytes(authority().root.pem(Encoding.PEM))
    (here / "list.crl").write_bytes(authority().revocation_list().dump())
    (here / "own.yaml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.setenv(VARIABLE, "own.yaml")
    for n, person in enumerate(people(), 1):
        (here / f"{n}.p12").write_bytes(person.pkcs12("æøå"))
    monkeypatch.setenv("KODE", "æøå")
    monkeypatch.setattr("planbuilder.usecases.signing.timestamp_server", lambda server: world.timestamps())
    return here


def apply(call: Run, n: int, *words: str, pdf: str = "plan-signed.pdf"):
    return call("sign", "apply", pdf, "--p12", f"{n}.p12", "--secret-variable", "KODE", *words)


def test_three_sign_in_turn_and_are_verified(call: Run, folder: Path) -> None:
    """The unsigned file stays; the signed one grows in place."""
    done = [apply(call, 1, pdf="plan.pdf"), apply(call, 2, "--as", "P2"), apply(call, 3, "--as", "cilla dam")]
    verified = call("verify", "plan-signed.pdf", "--base", "plan.pdf")

    assert [(0, f"{folder / 'plan-signed.pdf'}\n")] * 3 == [
        (one.code, os.path.join(folder, one.out.strip()) + "\n") for one in done
    ]
    assert world.base() == (folder / "plan.pdf").read_bytes()
    assert (0, True) == (verified.code, "BEKRÆFTET" in verified.out)


def test_the_highest_level_is_reached(call: Run, folder: Path) -> None:
    """With roots, lists and timestamps from the configuration; and it can be renewed."""
    for n in (1, 2, 3):
        assert 0 == apply(call, n, "--level", "b-lta", pdf="plan.pdf" if n == 1 else "plan-signed.pdf").code
    size = (folder / "plan-signed.pdf").stat().st_size

    assert 0 == call("sign", "renew", "plan-signed.pdf").code

    assert size < (folder / "plan-signed.pdf").stat().st_size
    assert 3 == call("verify", "plan-signed.pdf").out.count("B-LTA")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["plan.pdf", "--p12", "2.p12", "--secret-variable", "KODE"], "PB194"),
        (["plan.pdf", "--p12", "1.p12", "--secret-variable", "KODE", "--as", "P2"], "PB202"),
        (["plan.pdf", "--p12", "1.p12", "--secret-variable", "KODE", "--field", "signature_2"], "PB192"),
        (["plan.pdf", "--p12", "1.p12", "--secret-variable", "INTET"], "PB206"),
        (["plan.pdf", "--p12", "1.p12"], "PB208"),
        (["plan.pdf"], "PB204"),
        (["plan.pdf", "--p12", "1.p12", "--pkcs11", "x"], "PB204"),
        (["plan.pdf", "--pkcs11", "x"], "PB207"),
        (["plan.pdf", "--p12", "1.p12", "--secret-variable", "KODE", "--to", "1.p12"], "PB203"),
        (["plan.pdf", "--p12", "1.p12", "--secret-variable", "KODE", "--to", "plan.pdf"], "PB203"),
    ],
)
def test_what_cannot_become_right_is_refused(
    call: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: str
) -> None:
    """Before anything is written."""
    monkeypatch.setattr("sys.stdin", io.StringIO())
    before = {path: path.read_bytes() for path in folder.iterdir()}

    done = call("sign", "apply", *words)

    assert (2, True) == (done.code, code in done.err)
    assert before == {path: path.read_bytes() for path in folder.iterdir()}


def test_an_unsuitable_certificate_is_refused(call: Run, folder: Path) -> None:
    """Before the field is used up."""
    (folder / "1.p12").write_bytes(WRONG["for a server"][0].pkcs12("æøå"))
    before = {path: path.read_bytes() for path in folder.iterdir()}

    done = apply(call, 1, pdf="plan.pdf")

    assert (2, True) == (done.code, "PB291" in done.err)
    assert before == {path: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("text", ["archive: x\n", "trust: {roots: [rogue.pem]}\n"], ids=["nobody", "others"])
def test_whoever_is_not_trusted_is_warned(call: Run, folder: Path, text: str) -> None:
    """The signature is made, and it is said that it will not be verified here."""
    (folder / "rogue.pem").write_bytes(authority("Rogue").root.pem(Encoding.PEM))
    trusted = apply(call, 1, pdf="plan.pdf")
    (folder / "own.yaml").write_text(text, encoding="utf-8")

    done = apply(call, 2)

    assert [(0, False), (0, True)] == [(one.code, "PB294" in one.err) for one in (trusted, done)]


def test_no_signature_is_told_of_before_it_is_made(call: Run, folder: Path) -> None:
    """A certificate that may not sign is refused, and nothing is said of a signature."""
    (folder / "1.p12").write_bytes(WRONG["for a server"][0].pkcs12("æøå"))
    (folder / "own.yaml").write_text("archive: x\n", encoding="utf-8")
    done = apply(call, 1, pdf="plan.pdf")

    assert (2, True) == (done.code, "Intet er underskrevet endnu." in done.err)
    assert "Underskriften" not in done.err


def test_a_list_that_lacks_is_told_when_it_is_signed(call: Run, folder: Path) -> None:
    """The root is trusted; what is missing is the list of what it has revoked."""
    (folder / "own.yaml").write_text("trust: {roots: [root.pem]}\n", encoding="utf-8")
    done = apply(call, 1, "--level", "b-b", pdf="plan.pdf")

    assert (0, True, False) == (done.code, "PB343" in done.err, "PB294" in done.err)


def test_a_received_folder_names_no_driver_and_no_server(call: Run, folder: Path, monkeypatch) -> None:
    """What loads code and what is asked over the network is for the receiver to say."""
    monkeypatch.delenv(VARIABLE)
    text = "signing: {pkcs11_module: evil.so, level: b-t}\ntimestamp: {url: 'http://127.0.0.1:9'}\n"
    (folder / "planbuilder.yaml").write_text(text, encoding="utf-8")
    asked = []
    monkeypatch.setattr("planbuilder.usecases.signing.timestamp_server", lambda server: asked.append(server.url))

    card, level = call("sign", "apply", "plan.pdf", "--pkcs11", "x"), apply(call, 1, pdf="plan.pdf")

    assert ("PB207" in card.err, "PB196" in level.err, [""]) == (True, True, asked)


def test_a_wrong_passphrase_is_told(call: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a file that cannot be opened, and without showing it."""
    monkeypatch.setenv("KODE", "forkert-kode")

    done = apply(call, 1, pdf="plan.pdf")

    assert (4, True, False) == (done.code, "PB193" in done.err, "forkert-kode" in done.err)


def test_a_second_first_signature_is_refused(call: Run, folder: Path) -> None:
    """The signed file that is there would be lost."""
    apply(call, 1, pdf="plan.pdf")

    assert "PB203" in apply(call, 1, pdf="plan.pdf").err


def test_the_file_to_be_signed_elsewhere_is_written(call: Run, folder: Path) -> None:
    """Unchanged, or without the attached plan."""
    whole = call("sign", "export", "plan.pdf")
    plain = call("sign", "export", "plan.pdf", "--without-attachment", "--to", "a.pdf")

    assert (0, 0) == (whole.code, plain.code)
    assert world.base() == (folder / "plan-to-sign.pdf").read_bytes()
    assert b"plan.yaml" not in (folder / "a.pdf").read_bytes()


def test_a_signed_file_is_not_sent_to_be_signed(call: Run, folder: Path) -> None:
    """Services take the file as it was made."""
    apply(call, 1, pdf="plan.pdf")

    assert "PB191" in call("sign", "export", "plan-signed.pdf").err


def test_help_and_version_know_nothing_of_signing(python: Run) -> None:
    """What is heavy is loaded when it is used."""
    heavy = "{'pyhanko', 'asn1crypto', 'aiohttp', 'cryptography', 'pikepdf'}"
    code = f"import sys; from planbuilder.cli.main import run, chosen_language; print({heavy} & set(sys.modules))"

    assert "set()\n" == python(f"{code}").out


def test_the_table_of_levels_is_that_of_the_signer() -> None:
    """The command line lists them without loading what signs."""
    from planbuilder.cli.signing import LEVELS
    from planbuilder.signing.model import LEVELS as KNOWN

    assert LEVELS == KNOWN
    assert sign.HASH == "sha256"
