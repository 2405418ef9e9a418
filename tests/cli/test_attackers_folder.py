"""A folder that an attacker sends, with everything planted in it: opened, checked, built, approved and verified."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from planbuilder import example, language
from planbuilder.cli.options import KEPT
from planbuilder.files import digest
from tests.branding.test_admission import field
from tests.cli.conftest import Ended, Run
from tests.signing import world

DAY = ("--date", "2026-11-23")
# What nobody but the receiver says.
HIS = ("archive", "trust", "timestamp", "signing.pkcs11_module")
# Modules of his that would be ours if the folder one stands in were looked into.
SHADOWED = ("sitecustomize", "json", "yaml", "click", "docx", "matplotlib", "PIL", "pikepdf", "reportlab", "pyhanko")
SETTINGS = """\
archive: ../outside/archive
trust: {{roots: [root.pem]}}
timestamp: {{url: "http://127.0.0.1:{port}/"}}
signing: {{level: b-b, pkcs11_module: ./evil.so}}
"""


@pytest.fixture
def server() -> Iterator[socket.socket]:
    """What hears whether anybody asks the attacker's server."""
    with socket.create_server(("127.0.0.1", 0)) as heard:
        heard.settimeout(0)
        yield heard


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """The receiver's own folder, of which nothing may be read into a document and nothing written."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "rc").write_text("the receiver's own", encoding="utf-8")
    return folder


@pytest.fixture
def honest(tmp_path: Path) -> Path:
    """The plan as it would be without him."""
    folder = tmp_path / "own" / "honest"
    folder.mkdir(parents=True)
    (folder / "plan.yaml").write_text(example.text(language.load("da")), encoding="utf-8")
    return folder


@pytest.fixture
def planted(tmp_path: Path, honest: Path, outside: Path, server: socket.socket, monkeypatch) -> Path:
    """The same plan among what he planted; one stands in his folder."""
    folder = tmp_path / "planted"
    copytree(honest, folder)
    settings = SETTINGS.format(port=server.getsockname()[1])
    (folder / "planbuilder.yaml").write_text(settings, encoding="utf-8")
    (folder / "root.pem").write_bytes(world.authority().root.pem())
    (folder / "signed.pdf").write_bytes(world.good())
    (folder / "evil.so").write_bytes(b"\x7fELF")
    (folder / "template.docx").write_bytes(field("DDEAUTO c:\\windows cmd"))
    (folder / "matplotlibrc").write_text("backend: module://evil\nlines.linewidth: 99\n", encoding="utf-8")
    for module in ("evil", *SHADOWED):
        (folder / f"{module}.py").write_text(f"open({str(outside / 'run')!r}, 'w')\n", encoding="utf-8")
    (folder / ".plan.lock").write_text("1", encoding="utf-8")
    (folder / "build").mkdir()
    (folder / "build" / "plan.txt").symlink_to(outside / "rc")
    monkeypatch.chdir(folder)
    return folder


def poisoned(cache: Path) -> dict[str, str]:
    """A cache whose drawings are all another one, in a folder that everybody may write to; where it is named."""
    drawings = [path for path in cache.iterdir() if path.is_file()]
    for path in drawings:
        path.write_bytes(b"poison")
    assert drawings
    cache.chmod(0o777)
    return {KEPT: str(cache)}


def built(folder: Path) -> dict[str, str]:
    return {path.name: digest(path.read_bytes()) for path in (folder / "build").iterdir() if path.suffix == ".docx"}


def lies_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def told_all(ended: Ended, file: str = "planbuilder.yaml") -> bool:
    """Whether each of his settings is told as one that does not count."""
    said = [line for line in (ended.out + ended.err).splitlines() if "PB238" in line and file in line]
    return all(any(line.rstrip().endswith(key) for line in said) for key in HIS)


def test_nothing_of_an_attackers_folder_counts(
    start: Run, tmp_path: Path, honest: Path, planted: Path, outside: Path, server: socket.socket
) -> None:
    """Each thing that he planted is told or passed over, the documents are those of the plan, nothing else happens."""
    before, cache = lies_in(outside), tmp_path / "cache"
    words = ("--document", "plan", "--format", "docx", *DAY)
    assert 0 == start("build", honest, *words, **{KEPT: str(cache)}).code
    cached = poisoned(cache)

    checked, figures = start("check", planted, **cached), start("figures", planted, **cached)
    through_link = start("build", planted, "--document", "plan", "--format", "text", *DAY, **cached)
    made = start("build", planted, *words, **cached)
    acting = start("build", planted, *words, "--template", planted / "template.docx", **cached)
    approved = start("approve", planted, "--as", "Mette", **cached)
    version, signed = start("verify", planted / "versions" / "1"), start("verify", planted / "signed.pdf")

    every = (checked, figures, through_link, made, acting, approved, version, signed)
    assert ["Traceback" in one.err or "fejl i planbuilder" in one.err for one in every] == [False] * len(every)
    assert (checked.out, figures.out) == tuple(
        start(word, honest).out.replace("honest", "planted") for word in ("check", "figures")
    )
    assert (4, True) == (through_link.code, "PB018" in through_link.err)
    assert (0, built(honest)) == (made.code, built(planted))
    assert "PB157" in acting.err
    assert 0 == approved.code, approved.err  # it asks no configuration
    assert told_all(version), version.out + version.err
    assert (5, True, False) == (signed.code, told_all(signed), "root.pem" in signed.out), signed.out
    assert before == lies_in(outside)
    with pytest.raises(BlockingIOError):
        server.accept()


def test_nothing_of_his_is_signed_with(start: Run, planted: Path, outside: Path, server: socket.socket) -> None:
    """One signs his file with one's own key: by no driver, server or root of his; what came back is not believed."""
    (planted / "own.pdf").write_bytes(world.base())
    (outside / "key.p12").write_bytes(world.people()[0].pkcs12("kode"))
    before = lies_in(outside)
    key = ("--p12", outside / "key.p12", "--secret-variable", "KODE")

    by_card = start("sign", "apply", "own.pdf", "--pkcs11", "x", "--secret-variable", "KODE", KODE="kode")
    signed = start("sign", "apply", "own.pdf", *key, KODE="kode")
    taken_in = start("sign", "import", "signed.pdf", "--base", "own.pdf")
    verified = start("verify", "own-signed.pdf")

    every = (by_card, signed, taken_in, verified)
    assert [True] * 4 == [told_all(one) for one in every], every
    assert (2, True) == (by_card.code, "PB207" in by_card.err), by_card.err
    assert (0, True) == (signed.code, "PB294" in signed.err), signed.err
    assert ([5, 5], False) == ([taken_in.code, verified.code], "root.pem" in taken_in.out + verified.out)
    assert before == lies_in(outside)
    with pytest.raises(BlockingIOError):
        server.accept()


@pytest.mark.parametrize(
    ("place", "leads_to", "words", "code"),
    [
        ("profile.yaml", "rc", ("build", ".", "--document", "plan", "--format", "docx"), "PB015"),
        ("planbuilder.yaml", "rc", ("verify", "signed.pdf"), "PB015"),
        ("journal.jsonl", "rc", ("interview", ".", "--answers", "answers.yaml"), "PB018"),
        ("versions", "", ("approve", "."), "PB018"),
        ("build", "", ("build", ".", "--document", "plan", "--format", "text"), "PB018"),
    ],
)
def test_none_of_his_links_is_followed(
    start: Run, planted: Path, outside: Path, place: str, leads_to: str, words: tuple[str, ...], code: str
) -> None:
    """Wherever something is read or written beneath the folder that he sent: told, and what is outside stays."""
    (planted / "answers.yaml").write_text("cover.description: x\n", encoding="utf-8")
    target = planted / place
    rmtree(target) if target.is_dir() else target.unlink(missing_ok=True)
    target.symlink_to(outside / leads_to)
    before = lies_in(outside)

    done = start(*words)

    assert (True, before) == (code in done.err, lies_in(outside)), done.err
    assert "the receiver's own" not in done.out + done.err


def test_a_profile_of_his_shows_nothing_of_ones_own(start: Run, planted: Path, outside: Path) -> None:
    """A picture, a typeface or a template from outside of his folder is refused, not read into a document."""
    faces = ", ".join(f"{face}: ../outside/rc" for face in ("regular", "bold", "italic", "bold_italic"))
    for entry in ("logo: ../outside/rc", f"font_files: {{{faces}}}", f"template: {{file: {outside / 'rc'}}}"):
        (planted / "profile.yaml").write_text(f"format: planbuilder.profile/1\n{entry}\n", encoding="utf-8")
        done = start("build", planted, "--document", "plan", "--format", "docx")
        assert (4, True) == (done.code, "PB228" in done.err), (entry, done.err)
