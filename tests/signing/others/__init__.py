"""Programs of other people that sign, to be had on Debian: each is compiled once and run as a program of its own.

PDFBox is what EU DSS signs with; iText is what many services sign with; poppler is what Linux desktops sign with.
`.ci/run` installs all.
"""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path
from shutil import which
from tempfile import mkdtemp

import pytest

from planbuilder.signing.trial_certificates import Issued
from tests.checkers.java import JAVA

JARS = Path("/usr/share/java")
SIGNERS = {"PdfBox": ("pdfbox2", "fontbox2", "commons-logging"), "IText": ("itext5",)}
SHARED = ("bcprov", "bcpkix", "bcutil")
OWN = "-"
PASSPHRASE = "kode"
# What the files of keys that tests make call their key.
NICKNAME = "test"


@cache
def compiled(signer: str) -> str:
    """The class path of a signer; the test is skipped without its libraries, and fails in CI."""
    jars = [JARS / f"{name}.jar" for name in (*SIGNERS[signer], *SHARED)]
    if not (which("javac") and all(jar.exists() for jar in jars)):
        reason = f"{signer} needs a JDK, libpdfbox2-java, libitext5-java and libbcpkix-java; .ci/run installs them"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    folder, source = mkdtemp(), Path(__file__).with_name(f"SignWith{signer}.java")
    needed = os.pathsep.join(map(str, jars))
    done = subprocess.run(["javac", "-nowarn", "-d", folder, "-cp", needed, source], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return os.pathsep.join([folder, needed])


def signed_by_poppler(pdf: bytes, who: Issued, field: str, folder: Path) -> bytes:
    """A PDF with one more signature, as poppler sets it, in a field or (`OWN`) in one that it adds."""
    if not (which("pdfsig") and which("certutil") and which("pk12util")):
        reason = "poppler needs poppler-utils and libnss3-tools; .ci/run installs them"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    keys, word = f"sql:{folder}", ["-nss-pwd", ""]
    for name, data in {"in.pdf": pdf, "key.p12": who.pkcs12(PASSPHRASE)}.items():
        (folder / name).write_bytes(data)
    where = ["-add-signature"] if field == OWN else ["-sign", field]
    for call in (
        ["certutil", "-N", "-d", keys, "--empty-password"],
        ["pk12util", "-i", "key.p12", "-d", keys, "-W", PASSPHRASE, "-K", ""],
        ["pdfsig", "in.pdf", "out.pdf", *where, "-nssdir", keys, *word, "-nick", NICKNAME],
    ):
        done = subprocess.run(call, capture_output=True, check=False, cwd=folder)
        assert done.returncode == 0, done.stderr.decode()
    return (folder / "out.pdf").read_bytes()


def signed_by(
    signer: str, pdf: bytes, who: Issued, field: str, folder: Path, *words: str, stamps: Issued | None = None
):
    """A PDF with one more signature, as another program sets it; its key must be RSA."""
    classes = compiled(signer)
    files = {"in.pdf": pdf, "key.p12": who.pkcs12(PASSPHRASE)} | (
        {"stamps.p12": stamps.pkcs12(PASSPHRASE)} if stamps else {}
    )
    for name, data in files.items():
        (folder / name).write_bytes(data)
    more = [*words, *([f"stamps={folder / 'stamps.p12'}"] if stamps else [])]
    paths = [folder / name for name in ("in.pdf", "out.pdf", "key.p12")]
    call = [*JAVA, "-cp", classes, f"SignWith{signer}", *paths]
    done = subprocess.run([*call, PASSPHRASE, field, *more], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return (folder / "out.pdf").read_bytes()
