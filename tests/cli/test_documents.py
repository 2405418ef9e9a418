"""`build` and `demo`: documents where they were asked for, and calls that cannot be carried out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import PLAN, Run


class TestBuild:
    def test_prints_the_path_of_each_document(self, call: Run, folder: Path):
        """What was written is told, line by line, and is there."""
        done = call("build", folder, "--format", "text", "--document", "summary")

        paths = [Path(line) for line in done.out.splitlines()]
        assert (done.code, len(paths), all(path.stat().st_size > 0 for path in paths), paths[0].parent) == (
            0, 1, True, folder / "build",
        )  # fmt: skip

    def test_writes_where_it_is_told(self, call: Run, folder: Path, here: Path):
        """`--to` names another folder, which is made."""
        done = call("build", folder, "--format", "text", "--document", "summary", "--to", "ud/år")

        assert [Path(line).parent for line in done.out.splitlines()] == [Path("ud/år")]

    @pytest.mark.parametrize(
        ("options", "code", "said"),
        [
            (["--date", "engang"], 2, "Fejl PB039"),
            (["--date", "2027-02-30"], 2, "Fejl PB039"),
            (["--document", "resume"], 2, "Fejl PB054"),
            (["--format", "odt"], 2, "Brug: "),
        ],
    )
    def test_a_call_that_cannot_be_carried_out(self, call: Run, folder: Path, options: list[str], code: int, said: str):
        """What was asked for wrongly is told, and nothing is written."""
        done = call("build", folder, *options)

        assert (done.code, done.err.startswith(said), [path.name for path in folder.iterdir()]) == (
            code, True, ["plan.yaml"],
        )  # fmt: skip

    def test_a_fault_in_the_plan_is_refused(self, call: Run, folder: Path):
        """No document is made of a plan that points to nothing."""
        (folder / "plan.yaml").write_text(PLAN + "sponsor: P9\n", encoding="utf-8")

        done = call("build", folder)

        assert (done.code, done.out, (folder / "build").exists()) == (4, "", False)

    def test_an_unknown_key_is_told_and_built_all_the_same(self, call: Run, folder: Path):
        """A warning does not stop a document."""
        (folder / "plan.yaml").write_text(PLAN + "noget_helt_andet: 1\n", encoding="utf-8")

        done = call("build", folder, "--format", "text", "--document", "summary")

        assert (done.code, done.err.splitlines()[0].startswith("Advarsel PB022")) == (0, True)

    def test_leaves_the_plan_as_it_is(self, call: Run, folder: Path):
        """Building reads only."""
        call("build", folder, "--format", "text")

        assert (folder / "plan.yaml").read_text(encoding="utf-8") == PLAN


class TestDemo:
    def test_never_overwrites_another_plan(self, call: Run, folder: Path):
        """A folder that holds somebody's plan is refused."""
        done = call("demo", folder)

        assert (done.code, done.err.splitlines()[0].startswith("Fejl PB051"), read(folder)) == (2, True, PLAN)

    def test_a_wrong_date_writes_nothing(self, call: Run, here: Path):
        """The date is looked at before anything is written."""
        done = call("demo", "ny", "--date", "31.2.2026")

        assert (done.code, list(here.iterdir())) == (2, [])

    @pytest.mark.slow
    @pytest.mark.parametrize("code", ["da", "en"])
    def test_writes_the_example_and_its_documents(self, call: Run, here: Path, code: str):
        """Every document in Word and PDF, the workbook, and doing so again is no mistake."""
        first = call("demo", "prøve", "--date", "2026-11-23", "--lang", code)
        made = {path.name: path.read_bytes() for path in (here / "prøve/build").iterdir()}

        again = call("demo", "prøve", "--date", "2026-11-23", "--lang", code)

        suffixes = sorted(Path(line).suffix for line in first.out.splitlines())
        assert (first.code, again.code, suffixes) == (0, 0, [".docx"] * 5 + [".pdf"] * 5 + [".xlsx", ".yaml"])
        assert made == {path.name: path.read_bytes() for path in (here / "prøve/build").iterdir()}


def read(folder: Path) -> str:
    return (folder / "plan.yaml").read_text(encoding="utf-8")


class TestLanguage:
    def test_documents_have_the_language_that_is_asked_for(self, call: Run, folder: Path, here: Path):
        """`--lang` decides; without it the plan's own language does, whatever the environment speaks."""
        call("build", folder, "--lang", "en", "--format", "text", "--to", "en")
        call("build", folder, "--format", "text", "--to", "da")

        first = [(here / code / "plan.txt").read_text(encoding="utf-8").splitlines()[0] for code in ("en", "da")]
        assert first == ["Benefits realisation plan", "Gevinstrealiseringsplan"]


class TestFromPdf:
    def test_builds_the_same_bytes_again(self, call: Run, folder: Path, here: Path):
        """A PDF carries all that its making takes."""
        call("build", folder, "--format", "pdf", "--document", "summary", "--date", "2026-11-23", "--to", "first")

        done = call(
            "build",
            "first/summary.pdf",
            "--format",
            "pdf",
            "--document",
            "summary",
            "--date",
            "2026-11-23",
            "--to",
            "again",
        )

        assert (0, (here / "first/summary.pdf").read_bytes()) == (done.code, (here / "again/summary.pdf").read_bytes())

    def test_extracts_the_plan(self, call: Run, folder: Path, here: Path):
        """Into a folder that holds none yet."""
        call("build", folder, "--format", "pdf", "--document", "summary", "--to", "first")

        done, again = (call("extract", "first/summary.pdf", "taken") for _ in range(2))

        assert (0, "taken/plan.yaml") == (done.code, done.out.strip())
        assert call("check", "taken", "--level", "draft").code == call("check", folder, "--level", "draft").code
        assert (2, True) == (again.code, "PB051" in again.err)

    def test_a_file_that_is_no_pdf_is_refused(self, call: Run, here: Path):
        """With its name and a way out."""
        (here / "x.pdf").write_text("nej", encoding="utf-8")

        done = call("build", "x.pdf")

        assert (4, "Fejl PB148 ved x.pdf") == (done.code, done.err.splitlines()[0])
