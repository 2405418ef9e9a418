"""`template check`, and the look a call asks for: by name, or lying beside the plan."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest

from tests.branding.small import NORMAL, PAGE, coloured, paragraph, word_file
from tests.branding.templates import changed, kommune
from tests.cli.conftest import Run

PROFILE = "format: planbuilder.profile/1\nname: Nordlund\ncolours: {primary: '#7a0040'}\n"


@pytest.fixture
def dotx(tmp_path: Path) -> Path:
    file = tmp_path / "kommune.dotx"
    file.write_bytes(kommune(place=True))
    return file


def heading_colour(path: str) -> str:
    return str(docx.Document(io.BytesIO(Path(path).read_bytes())).styles["Heading 1"].font.color.rgb)


def test_check_tells_what_a_template_holds(call: Run, dotx: Path, here: Path) -> None:
    """Page, language, markers and styles, for people."""
    done = call("template", "check", dotx)

    assert 0 == done.code
    assert "Side: 216 × 279 mm" in done.out
    assert "Felter, der bliver udfyldt: pb:title, pb:date" in done.out
    assert any(line.split() == ["heading", "1", "fundet", "heading", "1"] for line in done.out.splitlines())


def test_check_gives_json(call: Run, dotx: Path, here: Path) -> None:
    """Under stable names."""
    data = json.loads(call("template", "check", dotx, "--json").out)

    assert ("planbuilder.template/1", True) == (data["schema"], data["has_place"])
    assert {"name": "heading 1", "status": "found", "found": "heading 1"} in data["styles"]


def test_check_warns_of_what_to_mend(call: Run, tmp_path: Path, here: Path) -> None:
    """In words beside the report, and under stable names in JSON; the template can be used all the same."""
    file = tmp_path / "skabelon.dotx"
    file.write_bytes(word_file(styles=NORMAL + coloured("O", "heading 1", "bbbbbb")))
    told, data = call("template", "check", file), json.loads(call("template", "check", file, "--json").out)

    assert (0, 0) == (told.code, told.out.count("PB2"))
    assert "PB281" in told.err
    assert "heading 1 (#bbbbbb)" in told.err
    assert "Overskriftsrækker i tabeller: tekst #ffffff på #0f4c5c, kontrast 9,5:1" in told.out
    assert ["PB281", "PB283"] == [one["code"] for one in data["warnings"]]
    assert ({"text": "#ffffff", "ground": "#0f4c5c", "contrast": 9.5}, False) == (data["table_head"], data["has_title"])


def test_build_warns_too(call: Run, folder: Path, tmp_path: Path) -> None:
    """Of the same, once, and builds."""
    file = tmp_path / "skabelon.dotx"
    file.write_bytes(word_file(paragraph("Forside") + PAGE))
    done = call("build", folder, "--format", "docx", "--document", "summary", "--template", file)

    assert (0, 1) == (done.code, done.err.count("PB280"))
    assert Path(done.out.strip()).is_file()


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", word_file()[:900]],
    ids=["empty", "two bytes", "old", "cut"],
)
def test_a_damaged_template_is_no_bug_of_ours(call: Run, folder: Path, tmp_path: Path, data: bytes) -> None:
    """It is told, by check and by build."""
    file = tmp_path / "skabelon.dotx"
    file.write_bytes(data)
    codes = {call("template", "check", file).code, call("build", folder, "--format", "docx", "--template", file).code}

    assert {4} == codes


def test_a_refused_template_is_an_invalid_file(call: Run, tmp_path: Path, here: Path) -> None:
    """Exit code 4, and how to mend it."""
    file = tmp_path / "makro.dotm"
    file.write_bytes(changed(kommune(), {}, {"word/vbaProject.bin": b"x"}))
    done = call("template", "check", file)

    assert (4, "") == (done.code, done.out)
    assert "PB151" in done.err


def test_a_profile_beside_the_plan_is_used(call: Run, folder: Path) -> None:
    """Without being named."""
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    done = call("build", folder, "--format", "docx", "--document", "summary")

    assert "7A0040" == heading_colour(done.out.strip())


def test_a_named_template_is_used(call: Run, folder: Path, dotx: Path) -> None:
    """Its headings keep their own colour."""
    done = call("build", folder, "--format", "docx", "--document", "summary", "--template", str(dotx))

    assert "800040" == heading_colour(done.out.strip())


def test_a_profile_that_cannot_be_read_stops_the_build(call: Run, folder: Path) -> None:
    """Every problem with its line; nothing is written."""
    (folder / "profile.yaml").write_text(PROFILE.replace("7a0040", "ffee00"), encoding="utf-8")
    done = call("build", folder, "--format", "docx")

    assert (4, "") == (done.code, done.out)
    assert "profile.yaml:3" in done.err
    assert "PB161" in done.err
