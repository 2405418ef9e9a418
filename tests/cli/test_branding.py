"""`template check`, and the look a call asks for: by name, or lying beside the plan."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest

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
