"""Certificates to try signing with, made on the spot and worth nothing: each says so in its name.

In: the moment. Out: a root, signers, a timestamp authority and revocation lists. For the demo and the tests; what is
signed with them is verified only where this one root is trusted.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from asn1crypto import crl, keys
from asn1crypto import x509 as parsed
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from planbuilder.record import record
from planbuilder.signing.certificate import Identity, certificate
from planbuilder.signing.trust import Trust

NOTICE = "TEST - not valid - planbuilder"
USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip
# The root lives four times as long as what it issues, so that it ends last.
LIFE = timedelta(days=3 * 365)


@record
class Issued:
    """A certificate with its key."""

    certificate: Any
    key: Any

    @property
    def parsed(self) -> Any:
        """The certificate as those who validate read it."""
        return parsed.Certificate.load(self.pem(serialization.Encoding.DER))

    def pem(self, encoding: serialization.Encoding = serialization.Encoding.PEM) -> bytes:
        """The certificate as a file holds it."""
        return bytes(self.certificate.public_bytes(encoding))

    def pkcs12(self, passphrase: str) -> bytes:
        """Certificate and key as a file that a passphrase opens."""
        encryption = serialization.BestAvailableEncryption(passphrase.encode())
        return pkcs12.serialize_key_and_certificates(b"test", self.key, self.certificate, None, encryption)

    def private(self) -> Any:
        """The key as those who sign read it."""
        form = (serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        return keys.PrivateKeyInfo.load(self.key.private_bytes(*form))

    def identity(self) -> Identity:
        """Its owner as a signer."""
        signer = SimpleSigner(self.parsed, self.private(), _store())
        return Identity(signer, certificate(signer.signing_cert))


class Authority:
    """Issues certificates from a root of its own that is valid from one day before a moment."""

    def __init__(self, now: datetime, name: str = "Root") -> None:
        self.now = now.replace(microsecond=0)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = _name(name)
        # Valid before it is needed: a clock that is a little slow must not find a certificate of the future.
        start = self.now - timedelta(days=1)
        base = _base(self.name, self.key, start, start + 4 * LIFE, ("key_cert_sign", "crl_sign"), authority=True)
        self.root = Issued(base.issuer_name(self.name).sign(self.key, hashes.SHA256()), self.key)

    def issue(
        self,
        name: str,
        *,
        start: datetime | None = None,
        end: datetime | None = None,
        key: Any = None,
        timestamping: bool = False,
    ) -> Issued:
        """A certificate for a name, for three years unless said otherwise."""
        own = key or ec.generate_private_key(ec.SECP256R1())
        begin = start or self.now - timedelta(hours=12)
        base = _base(_name(name), own, begin, end or begin + LIFE, ("digital_signature", "content_commitment"))
        # An address that can never be there (RFC 2606): whoever fetched it by mistake would learn of it in a test.
        point = x509.DistributionPoint([x509.UniformResourceIdentifier("http://ca.invalid/root.crl")], None, None, None)
        base = base.add_extension(x509.CRLDistributionPoints([point]), critical=False)
        if timestamping:
            # RFC 3161, 2.3: a timestamp authority's certificate has this purpose alone, and it is critical.
            base = base.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        base = base.add_extension(identifier, critical=False)
        return Issued(base.issuer_name(self.name).sign(self.key, hashes.SHA256()), own)

    def revocation_list(self, *revoked: Issued, at: datetime | None = None, issued: datetime | None = None) -> Any:
        """The list of what is revoked since a moment, two hours ago unless said otherwise."""
        start = issued or self.now - timedelta(hours=1)
        made = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.name)
            .last_update(start)
            .next_update(start + timedelta(days=90))
            .add_extension(x509.CRLNumber(1), critical=False)
        )
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        made = made.add_extension(identifier, critical=False)
        for one in revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(one.certificate.serial_number)
            made = made.add_revoked_certificate(entry.revocation_date(at or self.now - timedelta(hours=2)).build())
        return crl.CertificateList.load(made.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER))

    def trust(self, *revoked: Issued) -> Trust:
        """Trust in this root alone, with its list of what is revoked."""
        return Trust(roots=(self.root.parsed,), revocation_lists=(self.revocation_list(*revoked),))

    def timestamps(self, moment: datetime | None = None, key: Any = None) -> DummyTimeStamper:
        """A timestamp authority under this root; a moment stops its clock there."""
        own = key or rsa.generate_private_key(65537, 2048)
        issued = self.issue("Timestamps", key=own, timestamping=True)
        return DummyTimeStamper(issued.parsed, issued.private(), _store(self.root.parsed), fixed_dt=moment)


def _store(*certificates: Any) -> SimpleCertificateStore:
    made = SimpleCertificateStore()
    made.register_multiple(certificates)
    return made


def _name(name: str) -> x509.Name:
    parts = ((NameOID.COUNTRY_NAME, "DK"), (NameOID.ORGANIZATION_NAME, NOTICE), (NameOID.COMMON_NAME, name))
    return x509.Name([x509.NameAttribute(kind, text) for kind, text in parts])


def _base(
    name: x509.Name, key: Any, start: datetime, end: datetime, usages: tuple[str, ...], authority: bool = False
) -> x509.CertificateBuilder:
    """A certificate that only its issuer is missing from."""
    public = key.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(authority, None), critical=True)
        .add_extension(x509.KeyUsage(**{usage: usage in usages for usage in USAGES}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )
