"""Trust is what the configuration's files say, and every file that cannot be used is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from planbuilder.configuration import TrustFiles
from planbuilder.errors import InputInvalid
from planbuilder.signing.trust import trust
from tests.signing.world import authority


@pytest.fixture
def paths(tmp_path: Path) -> dict[str, str]:
    root, other = authority().root, authority("Rogue").root
    contents = {
        "root.pem": root.pem(),
        "root.der": root.pem(Encoding.DER),
        "both.pem": root.pem() + other.pem(),
        "list.crl": authority().revocation_list().dump(),
        "junk.pem": b"-----BEGIN CERTIFICATE-----\nMTIz\n-----END CERTIFICATE-----\n",
        "text.txt": b"hej",
        "empty": b"",
    }
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    return {name: str(tmp_path / name) for name in contents}


def test_certificates_are_read_in_both_forms(paths) -> None:
    """One or several in a file."""
    found = trust(TrustFiles(roots=(paths["root.pem"], paths["root.der"], paths["both.pem"])))

    assert 4 == len(found.roots)
    assert 2 == len(found.marks)


def test_revocation_lists_are_read(paths) -> None:
    """And used by those who sign."""
    found = trust(TrustFiles(roots=(paths["root.pem"],), revocation_lists=(paths["list.crl"],)))

    assert 1 == len(found.context().crls)


def test_every_file_that_cannot_be_used_is_told(paths, tmp_path: Path) -> None:
    """Not only the first."""
    files = (paths["junk.pem"], paths["text.txt"], paths["empty"], paths["list.crl"], str(tmp_path / "none.pem"))
    with pytest.raises(InputInvalid) as refused:
        trust(TrustFiles(roots=files))

    assert ["PB201"] * 4 + ["PB004"] == [one.code for one in refused.value.problems]


def test_no_roots_means_none() -> None:
    """Not the operating system's either."""
    assert set() == set(trust(TrustFiles()).specification().cert_validation_policy.trust_manager.iter_certs())
