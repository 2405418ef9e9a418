"""What is set once is typed, its paths hold anywhere, and every mistake has its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.configuration import VARIABLE, Configuration, find, load
from planbuilder.errors import InputInvalid

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


def test_the_nearest_file_is_found(written, tmp_path: Path) -> None:
    """The call's, else the environment's, else beside the plan, else the user's own."""
    own = written("archive: a\n", "home/planbuilder/config.yaml")
    home = {"XDG_CONFIG_HOME": str(tmp_path / "home")}
    plan = tmp_path / "plan"
    plan.mkdir()

    assert own == find(None, plan, home)
    beside = written("archive: b\n", "plan/planbuilder.yaml")
    assert beside == find(None, plan, home) == find(None, plan / "plan.pdf", home)
    assert Path("x.yaml") == find(None, plan, {**home, VARIABLE: "x.yaml"})
    assert Path("y.yaml") == find(Path("y.yaml"), plan, {**home, VARIABLE: "x.yaml"})


def test_without_any_file_none_is_found(tmp_path: Path) -> None:
    """That is no mistake."""
    assert None is find(None, tmp_path, {"HOME": str(tmp_path)})
