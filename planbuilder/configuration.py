"""What a municipality sets once: its archive, whom it trusts, its timestamp server.

In: YAML files. Out: a typed `Configuration`, or every problem of a file at once. Paths in a file are relative to it;
read, they are absolute. It never holds a secret: PINs and passphrases are asked for where they are needed.

The sender of a plan or a signed PDF may send other files along. So what grants trust, loads code, names a server or an
archive comes from a file that the receiver chose: the call's, the environment's, the user's own or the machine's. A
file beside the plan chooses how much a signature is to prove and how long versions are kept, and nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from planbuilder import codes, drive, files, looking, machine
from planbuilder.errors import Problem, problem
from planbuilder.record import field, record, replace
from planbuilder.yamltext.nodes import Source
from planbuilder.yamltext.schema import limits, read

BESIDE = "planbuilder.yaml"
VARIABLE = "PLANBUILDER_CONFIG"
USUAL = Path("planbuilder") / "config.yaml"
# Folders of the user's and the machine's own settings, by system. On Windows everybody may write to ProgramData.
FOLDERS = {
    "win32": ("{APPDATA}", "{PROGRAMFILES}"),
    "darwin": ("{HOME}/Library/Application Support", "/Library/Application Support"),
}
ELSEWHERE = ("/etc",)
# What a file beside a plan may not say.
# A test holds this list against `Configuration`: a new setting is the receiver's unless it is named as harmless.
OUTSIDE = ("archive", "trust", "timestamp", "signing.pkcs11_module")
Level = Literal["b-b", "b-t", "b-lt", "b-lta"]


@record
class TrustFiles:
    """Certificates (PEM or DER) and revocation lists that signatures are judged by; none is built in.

    `revocation` says whether a certificate must be shown not to be revoked, or only where it names a way to ask.
    """

    roots: tuple[str, ...] = ()
    timestamp_roots: tuple[str, ...] = ()
    intermediates: tuple[str, ...] = ()
    revocation_lists: tuple[str, ...] = ()
    # Required unless the receiver says otherwise: a revoked certificate is what a thief signs with.
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
    level: Level = "b-b"


@record
class Retention:
    """How long versions are kept: a class of the municipality's own, and years."""

    class_: str = ""
    years: int | None = field(default=None, metadata=limits(least=1, most=1000))


@record
class Written:
    """What a file sets; what is empty is not set."""

    archive: str = ""
    trust: TrustFiles = TrustFiles()
    timestamp: TimestampServer = TimestampServer()
    signing: SigningSettings = SigningSettings()
    retention: Retention = Retention()


@record
class Configuration(Written):
    """Everything set once, with the file that says so, empty without any. Paths are absolute."""

    file: str = ""


@record
class ChosenLevel:
    """How much signatures of a plan are to prove."""

    level: Level | None = None


@record
class Chosen:
    """What a file beside a plan may choose for it; None is left to the configuration."""

    signing: ChosenLevel = ChosenLevel()
    retention: Retention | None = None


def find(given: Path | None, environment: Mapping[str, str], system: str = sys.platform) -> Path | None:
    """The file that says whom to trust: the one given, else the environment's, the user's own, the machine's."""
    # A file that is named is used even if it is not there: falling back on another would change whom one trusts,
    # unseen.
    named = given or environment.get(VARIABLE)
    if named:
        return Path(named)
    return next((place for place in places(environment, system) if looking.is_file(place)), None)


def places(environment: Mapping[str, str], system: str = sys.platform) -> tuple[Path, ...]:
    """Where a configuration is looked for if none is named: the user's own places first."""
    home = machine.home(environment) or "."  # no home: dropped below
    known = {"APPDATA": "", "PROGRAMFILES": "", **environment, "HOME": home}
    folders = [environment.get("XDG_CONFIG_HOME", ""), f"{home}/.config"]
    folders += [folder.format(**known) for folder in FOLDERS.get(system, ELSEWHERE)]
    # A relative folder would be one beneath the current folder, beside what is judged.
    return tuple(Path(folder) / USUAL for folder in folders if Path(folder).is_absolute())


def _source(path: Path) -> Source:
    from planbuilder.yamltext.reading import read_file  # the YAML parser: help is shown without it

    return read_file(path)


def load(path: Path | None) -> tuple[Configuration, tuple[Problem, ...]]:
    """The configuration of a file and the warnings about it, an empty one without a file; raises InputInvalid."""
    if path is None:
        return Configuration(), ()
    found, warnings = read(_source(path), Written)
    return _absolute(found, files.real(path)), warnings


def chosen(found: Configuration, folder: Path) -> tuple[Configuration, tuple[Problem, ...]]:
    """The configuration with what the file beside a plan may choose, and a warning for what it may not.

    Raises InputInvalid if that file cannot be read.
    """
    path = folder / BESIDE
    # The receiver's own configuration may lie in the very folder: then it has been read, as what it is.
    if not looking.is_file(path) or (found.file and files.real(path) == Path(found.file)):
        return found, ()
    files.refuse_leading_out(path, folder)
    # Read as a type that has nothing else in it, so that no setting can slip through; what is left over is warned of.
    own, warnings = read(_source(path), Chosen)
    signing = replace(found.signing, level=own.signing.level or found.signing.level)
    refused = tuple(map(_refused, warnings))
    return replace(found, signing=signing, retention=own.retention or found.retention), refused


def _refused(warning: Problem) -> Problem:
    """The warning about a key that is not known here, as what it is if it is known elsewhere."""
    path = warning.place.path
    return problem(codes.SETTING_BESIDE_THE_PLAN, warning.place, key=path) if path in OUTSIDE else warning


def _absolute(found: Written, file: Path) -> Configuration:
    """The same settings with paths that hold in any current folder."""

    def place(text: str) -> str:
        return drive.named(str(file.parent / machine.from_home(text))) if text else ""

    def paths(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(place, texts))

    trust = found.trust
    return Configuration(
        archive=place(found.archive),
        trust=replace(
            trust,
            roots=paths(trust.roots),
            timestamp_roots=paths(trust.timestamp_roots),
            intermediates=paths(trust.intermediates),
            revocation_lists=paths(trust.revocation_lists),
        ),
        timestamp=found.timestamp,
        signing=replace(found.signing, pkcs11_module=place(found.signing.pkcs11_module)),
        retention=found.retention,
        file=str(file),
    )
