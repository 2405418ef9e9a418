"""Files from outside, through the whole program: devices, links, protected and broken ones. Nothing is our bug."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.plan.test_attached import ENCRYPTIONS, blank
from tests.signing import world

HEAD = "format: planbuilder.profile/1\nname: Nordlund\n"
ZERO = "/dev/zero"
pytestmark = pytest.mark.skipif(not Path(ZERO).exists(), reason="such devices are known to Unix alone")


@pytest.mark.parametrize(
    "words",
    [
        ["interview", "PLAN", "--answers", ZERO],
        ["build", "PLAN", "--profile", ZERO],
        ["build", "PLAN", "--template", ZERO],
        ["template", "check", ZERO],
        ["template", "check", ZERO, "--profile", ZERO],
        ["verify", ZERO],
        ["verify", "own.pdf", "--base", ZERO],
        ["verify", "own.pdf", "--config", ZERO],
        ["extract", ZERO, "new"],
        ["sign", "apply", ZERO, "--p12", ZERO],
        ["sign", "apply", "own.pdf", "--p12", ZERO],
        ["sign", "export", ZERO],
        ["sign", "renew", ZERO],
        ["sign", "import", ZERO, "--base", "own.pdf"],
        ["sign", "import", "own.pdf", "--base", ZERO],
        ["approve", "PLAN", "--profile", ZERO],
    ],
    ids=" ".join,
)
def test_a_device_is_refused_wherever_a_file_is_named(call: Run, folder: Path, words: list[str]) -> None:
    """It never ends: told at once, with exit code 4, or another reason that comes first."""
    (folder.parent / "own.pdf").write_bytes(b"%PDF-1.7\n")

    done = call(*(folder if word == "PLAN" else word for word in words))

    assert done.code in (2, 3, 4, 5)
    assert "bug" not in done.err + done.out
    assert "PB013" in done.err or "own.pdf" in words or words[0] == "approve"


@pytest.mark.parametrize(
    "words",
    [
        ["verify", "own.pdf"],
        ["sign", "renew", "own.pdf"],
        ["sign", "export", "own.pdf"],
        ["sign", "apply", "own.pdf", "--p12", "own.pdf"],
        ["sign", "import", "own.pdf", "--base", "own.pdf"],
        ["verify", "PLAN", "--config", "own.pdf"],
        ["check", "own.pdf"],
        ["build", "PLAN", "--to", "own.pdf"],
        ["archive", "list", "--archive", "own.pdf"],
    ],
    ids=" ".join,
)
def test_a_link_that_leads_in_a_circle_is_told(call: Run, folder: Path, words: list[str]) -> None:
    """Before Python 3.13, what follows links raises an error of its own for one."""
    (folder.parent / "own.pdf").symlink_to("own.pdf")

    done = call(*(folder if word == "PLAN" else word for word in words))

    assert done.code in (2, 4, 6)


def test_a_configuration_from_the_environment_is_a_file(
    call: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A device is refused; the one that stands for nothing is no configuration."""
    for device, code in ((ZERO, 4), (os.devnull, 5)):
        monkeypatch.setenv("PLANBUILDER_CONFIG", device)
        (folder / "own.pdf").write_bytes(b"%PDF-1.7\n")
        assert call("verify", folder / "own.pdf").code == code


@pytest.mark.parametrize(
    "line", ["logo: x.png", "template: {file: x.png}", "font_files: {regular: x.png, bold: x.png}"]
)
def test_a_profile_that_came_with_a_plan_reads_no_file_of_ones_own(call: Run, folder: Path, line: str) -> None:
    """A link out of its folder is refused by every command that uses it."""
    (folder / "x.png").symlink_to(ZERO)
    (folder / "profile.yaml").write_text(HEAD + line + "\n", encoding="utf-8")

    done = call("build", folder, "--format", "text", "--document", "summary")

    assert (done.code, "PB228" in done.err) == (4, True)


def test_a_profile_that_is_a_link_out_of_the_folder_is_not_followed(call: Run, folder: Path, tmp_path: Path) -> None:
    """It is one to name by hand; within the folder it may be a link."""
    shared = tmp_path / "shared.yaml"
    shared.write_text(HEAD, encoding="utf-8")
    (folder / "profile.yaml").symlink_to(shared)
    build = ("build", folder, "--format", "text", "--document", "summary")

    assert (call(*build).code, call(*build, "--profile", shared).code) == (4, 0)
    assert "PB015" in call(*build).err


@pytest.mark.parametrize("name", ["build", "build/summary.txt", "journal.jsonl", "versions"])
def test_a_link_in_a_folder_one_was_sent_changes_no_file_of_ones_own(
    call: Run, folder: Path, tmp_path: Path, name: str
) -> None:
    """Documents, journal and versions are written into the plan's folder alone."""
    own = tmp_path / "own"
    own.mkdir() if name in ("build", "versions") else own.write_text("own", encoding="utf-8")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).symlink_to(own)
    answers = tmp_path / "answers.yaml"
    answers.write_text("cover.description: Et pas til alle børn.\n", encoding="utf-8")

    call("build", folder, "--format", "text", "--document", "summary")
    call("interview", folder, "--answers", answers)
    call("approve", folder, "--note", "x")

    assert (list(own.iterdir()) if own.is_dir() else own.read_text(encoding="utf-8")) in ([], "own")
    assert ("Et pas" in (folder / "plan.yaml").read_text(encoding="utf-8")) == (name != "journal.jsonl")


def test_documents_go_where_one_says_by_hand_also_through_a_link(call: Run, folder: Path, tmp_path: Path) -> None:
    """What the user names may be a link."""
    (tmp_path / "real").mkdir()
    (tmp_path / "named").symlink_to(tmp_path / "real")

    done = call("build", folder, "--format", "text", "--document", "summary", "--to", tmp_path / "named")

    assert (done.code, [path.name for path in (tmp_path / "real").iterdir()]) == (0, ["summary.txt"])


@pytest.mark.parametrize(
    "words", [["verify", "PDF"], ["extract", "PDF", "new"], ["build", "PDF"], ["sign", "export", "PDF"]]
)
def test_a_protected_pdf_is_called_that(call: Run, tmp_path: Path, words: list[str]) -> None:
    """With the way out, not as a bug of ours."""
    path = tmp_path / "x.pdf"
    for encryption in ENCRYPTIONS.values():
        path.write_bytes(blank(encryption=encryption))
        done = call(*(path if word == "PDF" else word for word in words))
        assert (done.code, "PB016" in done.err) == (4, True)


@pytest.mark.parametrize("words", [["verify", "own.pdf"], ["sign", "import", "own.pdf", "--base", "plan.pdf"]])
def test_no_foreign_pdf_is_opened_by_the_program_itself(tmp_path: Path, words: list[str]) -> None:
    """What reads one without limits is loaded by another process alone."""
    (tmp_path / "plan.pdf").write_bytes(world.base())
    (tmp_path / "own.pdf").write_bytes(world.good().replace(b"%PDF-1.7", b"%PDF-1.6", 1))
    told = "print({'pikepdf', 'pypdfium2'} & set(sys.modules), file=sys.stderr)"
    program = f"import sys; from planbuilder.cli.main import main\ntry: main()\nfinally: {told}"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr.splitlines()[-1]) == (5, "set()")


def test_answers_may_come_through_a_pipe(here: Path, folder: Path) -> None:
    """As a shell hands them on: `--answers <(program)`."""
    answers = 'echo "cover.description: Et pas til alle børn."'
    words = f'"{sys.executable}" -m planbuilder interview "{folder}" --answers <({answers})'
    done = subprocess.run(["bash", "-c", words], capture_output=True, text=True, check=False)

    assert (done.returncode, "1 svar" in done.stderr) == (0, True)
    assert "Et pas til alle børn." in (folder / "plan.yaml").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="rights of this kind are known to Unix alone")
def test_no_figure_is_taken_from_a_folder_that_others_write_to(
    call: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What looks like a drawing of an earlier build may be anybody's; all are drawn anew, and none is kept there."""
    kept = folder.parent / "kept"
    kept.mkdir()
    kept.chmod(0o777)
    monkeypatch.setenv("PLANBUILDER_CACHE", str(kept))

    assert call("build", folder, "--format", "html", "--document", "plan", "--date", "2026-11-25").code == 0
    assert list(kept.iterdir()) == []


def test_no_figure_is_taken_from_a_plans_folder(call: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sends a plan may have changed what looks like a drawing of an earlier build."""
    monkeypatch.setenv("PLANBUILDER_CACHE", str(folder.parent / "kept"))
    build = ("build", folder, "--format", "html", "--document", "plan", "--date", "2026-11-25")

    call(*build)

    assert [path.name for path in (folder / "build").iterdir()] == ["plan.html"]
    assert list((folder.parent / "kept").iterdir())
