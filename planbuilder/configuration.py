"""What a municipality sets once: its archive, whom it trusts, its timestamp server.

In: a YAML file. Out: a typed `Configuration`, or every problem of the file at once. Paths in the file are relative to
it; read, they are absolute. No secret ever stands in it: PINs and passphrases are asked for where they are needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from planbuilder.errors import Problem
from planbuilder.record import field, record, replace
from planbuilder.yamltext.reading import read_file
from planbuilder.yamltext.schema import limits, read

FILE = "planbuilder.yaml"
VARIABLE = "PLANBUILDER_CONFIG"


@record
class TrustFiles:
    """Certificates (PEM or DER) and revocation lists that signatures are judged by; none is built in.

    `revocation` says whether a certificate must be shown not to be revoked, or only where it names a way to ask.
    """

    roots: tuple[str, ...] = ()
    timestamp_roots: tuple[str, ...] = ()
    intermediates: tuple[str, ...] = ()
    revocation_lists: tuple[str, ...] = ()
    revocation: Literal["required", "if_declared"] = "required"


@record
class TimestampServer:
    """An RFC 3161 server; `timeout` in seconds."""

    url: str = ""
    timeout: int = field(default=10, metadata=limits(least=1, most=300))


@record
class SigningSettings:
    """The driver of cards and tokens (PKCS#11), and how much a signature proves unless a call says otherwise."""

    pkcs11_module: str = ""
    level: Literal["b-b", "b-t", "b-lt", "b-lta"] = "b-b"


@record
class Retention:
    """How long versions are kept: a class of the municipality's own, and years."""

    class_: str = ""
    years: int | None = field(default=None, metadata=limits(least=1, most=1000))


@record
class Configuration:
    """Everything set once; what is empty is not set. Paths are absolute."""

    archive: str = ""
    trust: TrustFiles = TrustFiles()
    timestamp: TimestampServer = TimestampServer()
    signing: SigningSettings = SigningSettings()
    retention: Retention = Retention()


def find(given: Path | None, beside: Path, environment: Mapping[str, str]) -> Path | None:
    """The file to use: the one given, else the environment's, else the one beside the plan, else the user's own."""
    named = environment.get(VARIABLE)
    if given or named:
        return given or Path(str(named))
    home = environment.get("XDG_CONFIG_HOME") or Path(environment.get("HOME", "~")).expanduser() / ".config"
    folder = beside if beside.is_dir() else beside.parent
    places = (folder / FILE, Path(home) / "planbuilder" / "config.yaml")
    return next((place for place in places if place.is_file()), None)


def load(path: Path | None) -> tuple[Configuration, tuple[Problem, ...]]:
    """The configuration of a file and the warnings about it, an empty one without a file; raises InputInvalid."""
    if path is None:
        return Configuration(), ()
    found, warnings = read(read_file(path), Configuration)
    return _absolute(found, path.resolve().parent), warnings


def _absolute(found: Configuration, folder: Path) -> Configuration:
    """The same configuration with paths that hold wherever one stands."""

    def place(text: str) -> str:
        return str(folder / Path(text).expanduser()) if text else ""

    def places(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(place, texts))

    trust = found.trust
    return replace(
        found,
        archive=place(found.archive),
        trust=replace(
            trust,
            roots=places(trust.roots),
            timestamp_roots=places(trust.timestamp_roots),
            intermediates=places(trust.intermediates),
            revocation_lists=places(trust.revocation_lists),
        ),
        signing=replace(found.signing, pkcs11_module=place(found.signing.pkcs11_module)),
    )
