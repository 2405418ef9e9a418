"""A document that would come out as it stands is left, and the folder is the one that making all anew gives."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planbuilder import look
from planbuilder.codes import TOO_MANY_PAGES
from planbuilder.errors import InputInvalid, PlanbuilderError, Problem
from planbuilder.files import digest
from planbuilder.language import load
from planbuilder.plan.store import open_plan
from planbuilder.record import record, replace
from planbuilder.usecases.building import Wanted, build, write
from tests.branding.templates import kommune
from tests.conftest import CASE

DAY = date(2026, 11, 23)
SOME = Wanted(("summary", "commitments"), ("text", "html", "xlsx"))
USE = "use: Budgettet falder."


@pytest.fixture
def wanted(tmp_path: Path) -> Wanted:
    return replace(SOME, kept_figures=tmp_path / "kept")


def stood(plan: Path, wanted: Wanted, day: date = DAY) -> set[str]:
    """The files that a build leaves."""
    left: list[Path] = []
    build(plan, day, None, wanted, stood=left.append)
    return {path.name for path in left}


def test_a_plan_that_has_not_changed_is_left_as_it_is(case: Path, wanted: Wanted) -> None:
    """No file is touched, and each is heard of all the same."""
    first = build(case, DAY, None, wanted)
    for path in first:
        os.utime(path, (0, 0))
    heard: list[Path] = []

    assert first == build(case, DAY, None, wanted, made=heard.append)
    assert [*first] == heard
    assert {0} == {path.stat().st_mtime for path in first}
    assert {path.name for path in first} == stood(case, wanted)


def test_an_answer_is_written_where_it_appears_alone(case: Path, wanted: Wanted) -> None:
    """What a benefit's money is used for is told to its owner; the summary does not have it."""
    build(case, DAY, None, wanted)
    (case / "plan.yaml").write_text(CASE.replace(USE, "use: Pengene bruges på tilsyn."), encoding="utf-8")

    left = stood(case, wanted)

    assert {"summary.txt", "summary.html"} == left
    assert "tilsyn" in (case / "build" / "commitments.txt").read_text("utf-8")


def test_where_nothing_is_kept_everything_is_made_anew(case: Path) -> None:
    """As what is sealed is, whatever lies in the folder."""
    assert set() == stood(case, SOME) == stood(case, SOME)


def test_what_a_document_is_warned_of_is_told_again(case: Path, wanted: Wanted) -> None:
    """In the same words, though it is not made again."""
    text = CASE.replace("benefits_tree:\n", f"benefits_tree:\n  purpose: {'ord ' * 1500}\n")
    (case / "plan.yaml").write_text(text, encoding="utf-8")
    told: list[list[Problem]] = [[], []]
    for heard in told:
        build(case, DAY, None, replace(wanted, formats=("pdf",)), heard.extend)

    assert TOO_MANY_PAGES in {one.code for one in told[0]}
    assert told[0] == told[1]


def test_a_plan_that_changes_while_it_is_built_is_noted_as_what_was_made(case: Path, wanted: Wanted) -> None:
    """What was read is what is written; the next build makes what has changed since."""
    opened = open_plan(case)
    (case / "plan.yaml").write_text(CASE.replace(USE, "use: Tilsyn."), encoding="utf-8")
    write(opened, DAY, load("da"), look.load(), wanted)

    assert "commitments.txt" not in stood(case, wanted)
    assert "Tilsyn." in (case / "build" / "commitments.txt").read_text("utf-8")


def test_a_word_file_made_alone_tells_the_pages_of_the_pdf_that_stands(case: Path, wanted: Wanted) -> None:
    """It is the file that was there, byte for byte; and so is the PDF if it is the one that is gone."""
    whole = replace(wanted, documents=("plan",), formats=("docx", "pdf"))
    paths = build(case, DAY, None, whole)
    for gone, other in (paths, paths[::-1]):
        before = gone.read_bytes()
        gone.unlink()

        assert {other.name} == stood(case, whole)
        assert before == gone.read_bytes()


def test_a_folder_that_leads_elsewhere_is_refused_though_all_of_it_stands_there(
    case: Path, wanted: Wanted, tmp_path: Path
) -> None:
    """As it is where nothing is kept: nobody takes what is in another folder for the plan's own documents."""
    build(case, DAY, None, replace(wanted, to=tmp_path / "elsewhere"))
    (case / "build").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(InputInvalid, match="PB018"):
        build(case, DAY, None, wanted)


def test_what_stands_loads_nothing_that_writes(case: Path, wanted: Wanted) -> None:
    """Neither the library of a format nor one that draws, although pages are counted."""
    usual = replace(Wanted(), kept_figures=wanted.kept_figures)
    build(case, DAY, None, usual)
    libraries = {"reportlab", "docx", "xlsxwriter", "matplotlib", "fontTools"}
    program = f"""
import sys
from planbuilder.cli.main import main
try:
    main()
except SystemExit:
    print({libraries} & set(sys.modules))
"""
    words = ["-c", program, "build", str(case), "--date", DAY.isoformat()]
    free = os.environ | {"PLANBUILDER_CACHE": str(wanted.kept_figures)}
    done = subprocess.run([sys.executable, *words], env=free, capture_output=True, text=True, check=True)

    assert "set()" == done.stdout.split("\n")[-2]
    assert "13 filer" in done.stderr


@record
class State:
    """What a build is of: the texts of a plan and of another, and what is asked for."""

    plan: str = CASE
    wanted: Wanted = SOME
    day: date = DAY
    language: str = "da"


Change = Callable[[Path, State], State]


def _plan(old: str, new: str) -> Change:
    return lambda _, state: replace(state, plan=CASE.replace(old, new))


def _asked(**wanted: object) -> Change:
    return lambda _, state: replace(state, wanted=replace(state.wanted, **wanted))


def _profile(text: str) -> Change:
    def change(folder: Path, state: State) -> State:
        (folder / "profile.yaml").write_text(f"format: planbuilder.profile/1\n{text}\n", encoding="utf-8")
        return state

    return change


def _template(folder: Path, state: State) -> State:
    (folder / "kommune.dotx").write_bytes(kommune(place=state.day == DAY))
    return replace(state, wanted=replace(state.wanted, template=folder / "kommune.dotx"))


def _built(act: Callable[[Path], object]) -> Change:
    """Something done to the first file that was built, if there is one."""

    def change(folder: Path, state: State) -> State:
        for path in sorted((folder / "build").glob("*.*"))[:1]:
            act(path)
        return state

    return change


def _linked(path: Path) -> None:
    shutil.move(path, path.parents[1] / "moved")
    path.symlink_to(path.parents[1] / "moved")


def _folder_linked(folder: Path, state: State) -> State:
    """The folder of documents leads elsewhere."""
    if (folder / "build").is_dir() and not (folder / "build").is_symlink():
        (folder / "build").rename(folder / "elsewhere")
        (folder / "build").symlink_to(folder / "elsewhere")
    return state


def _other_plan(folder: Path, state: State) -> State:
    """Another plan's documents are built into the same folder."""
    (folder / "other").mkdir(exist_ok=True)
    (folder / "other" / "plan.yaml").write_text(CASE.replace("Mia Holm", "Bo Bak"), encoding="utf-8")
    build(folder / "other", state.day, None, replace(SOME, to=folder / "build", kept_figures=state.wanted.kept_figures))
    return state


CHANGES: Mapping[str, Change] = {
    "an answer": _plan(USE, "use: Pengene bruges på tilsyn."),
    "a name": _plan("Mia Holm", "Mia Holm-Berg"),
    "an amount": _plan("900000.50", "900000.51"),
    "a title that is longer": _plan("Færre opkald", "Færre opkald om 0x7f i kø"),
    "the plan as it was": _plan("", ""),
    "a fault": _plan("owner: P1", "owner: P9"),
    "a profile": _profile("name: Nordlund Kommune"),
    "its colours": _profile('name: Nordlund Kommune\ncolours: {primary: "#7a0040", accent: "#d9a400"}'),
    "its headings": _profile("name: Nordlund Kommune\npublic: true"),
    "a template": _template,
    "no template": _asked(template=None),
    "the next day": lambda _, state: replace(state, day=date(2026, 11, 24)),
    "English": lambda _, state: replace(state, language="en"),
    "Danish": lambda _, state: replace(state, language="da"),
    "public": _asked(public=True),
    "other formats": _asked(formats=("text", "md")),
    "Word": _asked(documents=("summary",), formats=("docx", "pdf")),
    "all formats": _asked(documents=SOME.documents, formats=SOME.formats),
    "a file deleted": _built(Path.unlink),
    "a file edited": _built(lambda path: path.write_bytes(path.read_bytes() + b" ")),
    "a file that is a link": _built(_linked),
    "a folder that is a link": _folder_linked,
    "what a killed maker left": _built(lambda path: path.with_name(f".{path.name}.0123456789ab").write_bytes(b"")),
    "another plan": _other_plan,
}


def _folder(folder: Path) -> dict[str, str]:
    """What a plan's folder holds: the digest of each file, and where each link leads within it."""
    return {
        path.relative_to(folder).as_posix(): path.readlink().name if path.is_symlink() else digest(path.read_bytes())
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


def _outcome(folder: Path, state: State, kept: Path | None) -> tuple[object, ...]:
    """What comes of a build: what is told, the names of what is written, or what is wrong."""
    warnings: list[Problem] = []
    wanted = replace(state.wanted, kept_figures=kept)
    try:
        paths = build(folder, state.day, load(state.language), wanted, warnings.extend)
    except PlanbuilderError as error:
        return [(one.code, one.values.keys()) for one in error.problems], warnings
    return [path.name for path in paths], warnings


@settings(max_examples=10)
@example(["a profile", "its colours", "a file that is a link"])
@example(["a folder that is a link"])
@example(["Word", "an answer", "a template", "the next day", "no template"])
@example(["what a killed maker left", "another plan", "public"])
@given(st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=6))
def test_the_folder_is_the_one_that_making_all_anew_gives(names: list[str]) -> None:
    """Byte for byte, with the same warnings, after whatever has happened to a plan between one build and the next."""
    with TemporaryDirectory() as place:
        home, kept = Path(place) / "home", Path(place) / "kept"
        home.mkdir()
        state = State(wanted=replace(SOME, kept_figures=kept))
        for number, name in enumerate(["the plan as it was", *names, *names[:1]]):
            state = CHANGES[name](home, state)
            (home / "plan.yaml").write_text(state.plan, encoding="utf-8")
            anew = Path(place) / f"{number}" / "home"
            shutil.copytree(home, anew, symlinks=True)

            there = _outcome(home, state, kept)

            assert there == _outcome(anew, state, None), name
            assert _folder(home) == _folder(anew), name
