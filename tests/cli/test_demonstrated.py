"""`demo --archive`: the example all the way, good judged good and tampered judged bad."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.checkers.verapdf import broken_rules
from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str, Path]:
    """What the demo printed and left; it is run once."""
    import contextlib
    import io

    from planbuilder.cli.main import chosen_language, run

    folder, out = tmp_path_factory.mktemp("demo") / "d", io.StringIO()
    words = ["demo", str(folder), "--archive", "--date", "2026-11-23", "--lang", "da"]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = run(words, chosen_language(words, {}))
    return code, out.getvalue(), folder


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


# A moment, and the distance from UTC that it has, if any.
MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d+)?(Z|[+-]\d\d:\d\d)?")


@pytest.mark.slow
def test_every_moment_that_is_noted_can_be_put_in_order(demo) -> None:
    """A server in UTC and a laptop in Copenhagen, and the hour that comes twice in October."""
    notes = [path for path in demo[2].rglob("*") if path.suffix in (".json", ".jsonl") and path.is_file()]
    found = {path.name: {*map(bool, MOMENT.findall(path.read_bytes()))} for path in notes}

    told = {name for name, offsets in found.items() if offsets}
    assert {"manifest.json", "record.jsonl", "journal.jsonl", "inventory.json", "heads.jsonl"} <= told
    assert [] == [name for name in told if found[name] != {True}]
