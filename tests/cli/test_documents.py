"""`build` and `demo`: documents where they were asked for, and the example all the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.checkers.verapdf import broken_rules
from tests.cli.conftest import Run
from tests.conftest import PLAN, Once

# A moment, and the distance from UTC that it has, if any.
MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d+)?(Z|[+-]\d\d:\d\d)?")


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
        assert (first.code, again.code, suffixes) == (0, 0, [".docx"] * 6 + [".pdf"] * 6 + [".xlsx", ".yaml"])
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


@pytest.fixture(scope="module")
def demo(once: Once) -> tuple[int, str, Path]:
    """What the demo printed and left; it is run once."""
    place = once("demo", demonstrated)
    return int((place / "code").read_text()), (place / "out").read_text(encoding="utf-8"), place / "d"


def demonstrated(place: Path) -> None:
    import contextlib
    import io

    from planbuilder.cli.main import chosen_language, run

    out = io.StringIO()
    words = ["demo", str(place / "d"), "--archive", "--date", "2026-11-23", "--lang", "da"]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = run(words, chosen_language(words, {}))
    (place / "code").write_text(str(code))
    (place / "out").write_text(out.getvalue(), encoding="utf-8")


def verify(call: Run, folder: Path, *words: str):
    return call("verify", folder / "versions/1", "--config", str(folder / "demo-configuration.yaml"), *words)


@pytest.mark.slow
def test_good_is_verified_and_tampered_is_not(demo) -> None:
    """In this order, and the exit code says that both came out as they should."""
    code, out, _ = demo
    good, tampered = out.split("En kopi, hvor én byte er ændret:")

    assert 0 == code
    assert (1, 3) == (good.count("BEKRÆFTET"), good.count("B-LTA"))
    assert "IKKE BEKRÆFTET" in tampered


@pytest.mark.slow
def test_the_version_can_be_verified_and_made_again(call: Run, demo) -> None:
    """Sealed files, signatures, figures and bytes."""
    done = verify(call, demo[2], "--recompute")

    assert 0 == done.code
    assert "Fortegnelsen i signed/" in done.out
    assert "Tal og filer er de samme, når versionen laves om." in done.out


@pytest.mark.slow
def test_nobody_trusts_a_trial_but_who_says_so(call: Run, demo) -> None:
    """The folder alone verifies nothing; how to choose is said at the end."""
    done = call("verify", demo[2] / "versions/1")

    assert (5, True) == (done.code, "Ingen er betroet" in done.out)
    assert not (demo[2] / "planbuilder.yaml").exists()


@pytest.mark.slow
def test_the_archive_is_sound_and_can_be_made_again(call: Run, demo) -> None:
    """With the head that was printed, and a timestamp from somebody who is trusted."""
    head = next(line.rpartition(" ")[2] for line in demo[1].splitlines() if "planbuilder-head" in line)
    settings = ("--config", str(demo[2] / "demo-configuration.yaml"))
    done = call("archive", "verify", "--archive", str(demo[2] / "archive"), "--head", head, "--recompute", *settings)

    assert (0, False) == (done.code, "unchecked_token" in done.out)
    assert "rodcertifikatet CN=Demo" in done.err
    assert "demo-configuration.yaml" in done.err
    assert "Tal og filer er de samme" in done.out


@pytest.mark.slow
def test_a_changed_sealed_file_fails_the_version(call: Run, demo, tmp_path: Path) -> None:
    """Exit code 5, and the file's name."""
    import shutil

    copy = Path(shutil.copytree(demo[2], tmp_path / "copy"))
    figures = copy / "versions/1/figures.json"
    figures.chmod(0o644)
    figures.write_bytes(figures.read_bytes().replace(b'"npv"', b'"NPV"', 1))
    done = verify(call, copy)

    assert (5, True) == (done.code, "figures.json" in done.out)


@pytest.mark.slow
def test_every_signature_says_on_the_page_that_it_is_a_trial(demo) -> None:
    """In each field, beside the name."""
    import pikepdf

    (signed,) = (demo[2] / "versions/1/signed").glob("*.pdf")
    with pikepdf.open(signed) as pdf:
        fields = [one for one in pdf.Root.AcroForm.Fields if str(one.get("/T", "")).startswith("signature_")]
        shown = [field.AP.N for field in fields]
        fonts = [str(stream.Resources) for stream in shown]

    assert 3 == len(shown)
    assert all("XObject" in text for text in fonts)


@pytest.mark.slow
def test_the_signed_file_keeps_both_profiles(demo, tmp_path: Path) -> None:
    """PDF/UA-1 and PDF/A-3a, what is seen in the fields included."""
    (signed,) = (demo[2] / "versions/1/signed").glob("*.pdf")

    assert [] == broken_rules({"signed.pdf": signed.read_bytes()}, tmp_path)


@pytest.mark.slow
def test_every_moment_that_is_noted_can_be_put_in_order(demo) -> None:
    """A server in UTC and a laptop in Copenhagen, and the hour that comes twice in October."""
    notes = [path for path in demo[2].rglob("*") if path.suffix in (".json", ".jsonl") and path.is_file()]
    found = {path.name: {*map(bool, MOMENT.findall(path.read_bytes()))} for path in notes}

    told = {name for name, offsets in found.items() if offsets}
    assert {"manifest.json", "record.jsonl", "journal.jsonl", "inventory.json", "heads.jsonl"} <= told
    assert [] == [name for name in told if found[name] != {True}]
