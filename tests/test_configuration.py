"""What is set once is typed, its paths hold anywhere, and every mistake has its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.configuration import (
    OUTSIDE,
    VARIABLE,
    Chosen,
    ChosenLevel,
    Configuration,
    SigningSettings,
    Written,
    chosen,
    find,
    load,
    places,
)
from planbuilder.errors import InputInvalid
from planbuilder.record import replace
from planbuilder.yamltext.schema import shape

WHOLE = """\
archive: arkiv
trust:
  roots: [rod.pem, /etc/rod.pem]
  revocation_lists: [spærret.crl]
  revocation: if_declared
timestamp: {url: "http://tsa.invalid/", timeout: 5}
signing: {pkcs11_module: lib.so, level: b-lta}
retention: {class: bevares, years: 10}
"""


@pytest.fixture
def written(tmp_path: Path):
    def write(text: str, name: str = "planbuilder.yaml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_everything_is_read(written, tmp_path: Path) -> None:
    """Paths are those beside the file, wherever one stands."""
    found, warnings = load(written(WHOLE))

    assert (str(tmp_path / "arkiv"), "b-lta", 10, "bevares", ()) == (
        found.archive, found.signing.level, found.retention.years, found.retention.class_, warnings
    )  # fmt: skip
    assert (str(tmp_path / "rod.pem"), "/etc/rod.pem") == found.trust.roots
    assert str(tmp_path / "lib.so") == found.signing.pkcs11_module


def test_without_a_file_nothing_is_set() -> None:
    """And nothing is trusted."""
    found, _ = load(None)

    assert (Configuration(), ()) == (found, found.trust.roots)


def test_all_mistakes_are_told_at_once_with_their_places(written) -> None:
    """Line and column of each."""
    with pytest.raises(InputInvalid) as refused:
        load(written("trust: {roots: x.pem, revocation: maybe}\ntimestamp: {timeout: 0}\nsigning: {level: b-x}\n"))

    told = [(one.code, one.place.line, one.place.column) for one in refused.value.problems]
    assert [("PB033", 1, 16), ("PB032", 1, 35), ("PB027", 2, 22), ("PB032", 3, 18)] == told


def test_a_secret_in_the_file_is_not_read(written) -> None:
    """It is told to be unknown: passphrases are asked for."""
    _, warnings = load(written("signing: {passphrase: hemmelig}\n"))

    assert [("PB022", "warning")] == [(one.code, one.severity) for one in warnings]


def test_whom_to_trust_is_said_by_whoever_receives(written, tmp_path: Path) -> None:
    """The call, else the environment, else the user, else the machine: never a file beside what is judged."""
    own = written("archive: a\n", "home/planbuilder/config.yaml")
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "home")}
    written("archive: b\n", "planbuilder.yaml")

    assert own == find(None, home)
    assert Path("x.yaml") == find(None, {**home, VARIABLE: "x.yaml"})
    assert Path("y.yaml") == find(Path("y.yaml"), {**home, VARIABLE: "x.yaml"})


@pytest.mark.parametrize(
    ("system", "own", "machine"),
    [
        ("linux", "/h/.config", "/etc"),
        ("darwin", "/h/Library/Application Support", "/Library/Application Support"),
        ("win32", "/roaming", "/programs"),
    ],
)
def test_each_system_has_its_places(system: str, own: str, machine: str) -> None:
    """The user's before the machine's; on Windows one where not everybody may write."""
    environment = {"HOME": "/h", "APPDATA": "/roaming", "PROGRAMFILES": "/programs", "PROGRAMDATA": "/all"}
    found = [str(place.parent.parent) for place in places(environment, system)]

    assert (own, machine) == (next(folder for folder in found if folder == own), found[-1])
    assert "/h/.config" == found[0]
    assert "/all" not in found


def test_a_place_that_is_none_from_the_root_on_is_not_looked_at(tmp_path: Path, monkeypatch) -> None:
    """It would be one beside what is judged, wherever one stands."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "planbuilder").mkdir()
    (tmp_path / "planbuilder/config.yaml").write_text("archive: a\n", encoding="utf-8")

    assert find(None, {"HOME": str(tmp_path / "nobody"), "XDG_CONFIG_HOME": "."}) is None


def test_without_any_file_none_is_found(tmp_path: Path) -> None:
    """That is no mistake."""
    assert None is find(None, {"HOME": str(tmp_path)})


def test_a_file_beside_a_plan_chooses_level_and_retention(written, tmp_path: Path) -> None:
    """Each for itself; what it leaves out is the configuration's."""
    configured = load(written(WHOLE, "own.yaml"))[0]
    written("signing: {level: b-t}\n")
    level, warnings = chosen(configured, tmp_path)
    written("retention: {class: kasseres, years: 5}\n")
    kept, _ = chosen(configured, tmp_path)

    assert ("b-t", 10, ()) == (level.signing.level, level.retention.years, warnings)
    assert ("b-lta", 5, "kasseres") == (kept.signing.level, kept.retention.years, kept.retention.class_)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("trust: {roots: [mallory.pem]}", "trust"),
        ("trust: nonsense", "trust"),
        ("timestamp: {url: 'http://127.0.0.1:9'}", "timestamp"),
        ("archive: /andet", "archive"),
        ("signing: {pkcs11_module: evil.so, level: b-t}", "signing.pkcs11_module"),
    ],
)
def test_a_file_beside_a_plan_says_nothing_else(written, tmp_path: Path, text: str, key: str) -> None:
    """Whoever sends a plan may send such a file along: it is told, with its place, and does not count."""
    configured = load(written(WHOLE, "own.yaml"))[0]
    path = written(text)
    found, (warning,) = chosen(configured, tmp_path)

    same = replace(found, signing=replace(found.signing, level="b-lta"))
    assert ("PB238", "warning", key) == (warning.code, warning.severity, warning.values["key"])
    assert (str(path), 1, configured) == (warning.place.file, warning.place.line, same)


def test_everything_that_grants_trust_is_refused_beside_a_plan() -> None:
    """A new setting is one of the receiver's unless it is named as harmless."""
    known = {key for key in shape(Written) if key not in shape(Chosen)}
    signing = {f"signing.{key}" for key in shape(SigningSettings) if key not in shape(ChosenLevel)}

    assert set(OUTSIDE) == known | signing


def test_a_mistake_beside_a_plan_is_told(written, tmp_path: Path) -> None:
    """With its place, as anywhere."""
    written("signing: {level: b-z}\n")
    with pytest.raises(InputInvalid):
        chosen(Configuration(), tmp_path)


def test_a_file_beside_a_plan_is_no_link_out_of_its_folder(written, tmp_path: Path) -> None:
    """What came with a plan says nothing of what lies elsewhere, not even in the words of a fault."""
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "planbuilder.yaml").symlink_to(written("geheim", "own.yaml"))

    with pytest.raises(InputInvalid, match="PB015"):
        chosen(Configuration(), tmp_path / "plan")


def test_a_file_that_is_named_counts_wherever_it_lies(written, tmp_path: Path) -> None:
    """The one beside the plan too: whoever names it has chosen it."""
    found, _ = load(written(WHOLE))

    assert (found, ()) == chosen(found, tmp_path)
    assert str(tmp_path / "planbuilder.yaml") == found.file
