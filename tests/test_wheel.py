"""The built wheel, in an empty environment outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from planbuilder import pipeline

ROOT = Path(__file__).parent.parent
pytest.importorskip(
    "hatchling", reason="building the wheel without a network needs hatchling, which the test extra brings"
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_carries_all_data(wheel: Path) -> None:
    """Questionnaires, templates, languages, rates, accounts, the example, the handbook and the pages are inside."""
    names = zipfile.ZipFile(wheel).namelist()
    folders = {
        "questionnaires": "_data/questionnaires/",
        "templates": "_data/templates/",
        "planbuilder/languages": "languages/",
        "planbuilder/rates": "rates/",
        "planbuilder/uplifts": "uplifts/",
        "planbuilder/accounts": "accounts/",
        "planbuilder/demo": "demo/",
    }
    wanted = [
        f"planbuilder/{inside}{p.name}" for folder, inside in folders.items() for p in (ROOT / folder).glob("*.yaml")
    ]

    wanted += [f"planbuilder/_data/{p.relative_to(ROOT)}" for p in (ROOT / "docs" / "handbook").rglob("*.*")]
    pages = (p for name in ("static", "templates") for p in (ROOT / "planbuilder" / "web" / name).rglob("*.*"))
    wanted += [p.relative_to(ROOT).as_posix() for p in pages if p.is_file() and "__pycache__" not in p.parts]

    assert [] == [name for name in wanted if name not in names]


@pytest.mark.slow
def test_the_demo_runs_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    """Unpacked outside the checkout, the program finds its data and ends with four documents."""
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    script = (
        "import planbuilder; print(planbuilder.__file__)\n"
        "from planbuilder.cli.main import main; main(['demo', 'ny', '--lang', 'en'])"
    )
    environment = {**os.environ, "PYTHONPATH": str(site)}
    done = subprocess.run(
        [sys.executable, "-P", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    place, *paths = done.stdout.split()

    assert place.startswith(str(site))
    names = [f"{name}.{suffix}" for name in pipeline.DOCUMENTS for suffix in ("docx", "pdf")]
    assert ["plan.yaml", *names, "economy.xlsx"] == [Path(p).name for p in paths]
    assert all((tmp_path / p).stat().st_size > 10_000 for p in paths)


@pytest.mark.slow
def test_the_handbook_is_read_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    """Every page of it, with those that it shows of `docs/`, where nothing else of the checkout is."""
    handbook = pytest.importorskip("planbuilder.web.handbook", reason="needs planbuilder[web]")
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    script = (
        "from planbuilder.web import handbook\n"
        "for code in handbook.languages():\n"
        "    print(*(len(handbook.leaf(code, one.name).page.body) for one in handbook.entries(code)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    done = subprocess.run(
        [sys.executable, "-P", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )

    pages = [len(handbook.entries(code)) for code in handbook.languages()]
    assert [len(line.split()) for line in done.stdout.splitlines()] == pages
    assert all(int(size) > 500 for size in done.stdout.split())
