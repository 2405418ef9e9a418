"""Documents written by a call from Python."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planbuilder.codes import TOO_MANY_PAGES
from planbuilder.errors import InputInvalid, Problem, UsageWrong
from planbuilder.language import load
from planbuilder.usecases.building import Wanted, build, overlong, remade
from tests.conftest import CASE

DAY, SUMMARY = date(2026, 11, 23), Wanted(documents=("summary",), formats=("text",))


def test_each_file_is_heard_of_as_soon_as_it_is_there(case: Path) -> None:
    """And all of them are the result."""
    heard: list[bool] = []

    paths = build(case, DAY, wanted=SUMMARY, made=lambda path: heard.append(path.is_file()))

    assert (paths, heard) == ((case / "build" / "summary.txt",), [True])


def test_documents_speak_the_plans_language_unless_another_is_asked_for(case: Path) -> None:
    """A plan in a language that we do not have is refused."""
    own, asked = (build(case, DAY, spoken, SUMMARY)[0].read_text("utf-8") for spoken in (None, load("en")))
    (case / "plan.yaml").write_text(CASE.replace("language: da", "language: tlh"), encoding="utf-8")

    assert ("(Udkast)" in own, "(Draft)" in asked) == (True, True)
    with pytest.raises(InputInvalid, match="PB062"):
        build(case, DAY, wanted=SUMMARY)


def test_warnings_are_heard_and_stop_nothing(case: Path) -> None:
    """A key that nobody knows."""
    (case / "plan.yaml").write_text(CASE + "noget_helt_andet: 1\n", encoding="utf-8")
    heard: list[Problem] = []

    build(case, DAY, wanted=SUMMARY, warn=heard.extend)

    assert [one.code for one in heard] == ["PB022"]


@pytest.mark.parametrize(
    "unfinished",
    [
        "K2: {title: Drift, kind: running}",
        "K2: {title: Drift, kind: running, range: {low: 520000, high: 720000}}",
        "K2: {title: Drift, kind: running, range: {low: 520000}}",
    ],
)
def test_a_cost_nobody_has_given_an_amount_is_a_gap(case: Path, unfinished: str) -> None:
    """The plan is built all the same, and the figures say what they are without."""
    (case / "plan.yaml").write_text(f"{CASE}  {unfinished}\n", encoding="utf-8")

    text = build(case, DAY, wanted=Wanted(documents=("plan",), formats=("text",)))[0].read_text("utf-8")

    assert "Tallene er uden K2, hvor beløbet mangler." in text
    assert "[mangler: Beløb]" in text
    lacks = "mangler et sandsynligt beløb." if "range" in unfinished else "har intet beløb."
    assert f"K2 »Drift« {lacks}" in text


@pytest.mark.parametrize(
    ("unfinished", "said"),
    [
        ("  K2: {title: Drift, kind: running, fte: 1}", "Tallene er uden K2, hvor beløbet mangler."),
        (
            "budget_changes: {T1: {budget: Løn, amount: -5000}}",
            "Budgetændringen T1 har et beløb, men intet år.",
        ),
        ("economy: {indices: {wages: {2027: 2}}}", "Prisfremskrivningen mangler tal for"),
    ],
)
def test_what_is_answered_half_way_is_built_and_told(case: Path, unfinished: str, said: str) -> None:
    """Time without a price, a change without a year, indices of some years: a draft tells of each, and is built."""
    (case / "plan.yaml").write_text(f"{CASE}{unfinished}\n", encoding="utf-8")

    text = build(case, DAY, wanted=Wanted(documents=("plan",), formats=("text",)))[0].read_text("utf-8")

    assert said in " ".join(text.split())


def test_only_what_was_built_can_be_built_anew(case: Path) -> None:
    """A file of somebody's own beside the documents is none of ours."""
    paths = build(case, DAY, wanted=SUMMARY)
    (case / "build" / "noter.txt").write_text("egne", encoding="utf-8")

    assert remade(case) == paths


def test_a_check_counts_the_pages_that_a_build_would_make(case: Path) -> None:
    """Of every document that may have so many; nothing is written, and a plan with faults is not made into any."""
    text = CASE.replace("benefits_tree:\n", f"benefits_tree:\n  purpose: {'ord ' * 1500}\n")
    assert "summary.pdf" not in {one.place.file for one in overlong(case, DAY)}

    (case / "plan.yaml").write_text(text, encoding="utf-8")
    assert "summary.pdf" in {one.place.file for one in overlong(case, DAY)}
    assert not (case / "build").exists()

    (case / "plan.yaml").write_text(text.replace("horizon: 4", "horizon: 4\nsponsor: P9"), encoding="utf-8")
    assert () == overlong(case, DAY)


def test_a_document_of_too_many_pages_is_written_and_warned_of(case: Path) -> None:
    """With its file, how many pages it has and may have, and what takes the most room; a format without pages never."""
    text = CASE.replace("benefits_tree:\n", f"benefits_tree:\n  purpose: {'ord ' * 1500}\n")
    (case / "plan.yaml").write_text(text, encoding="utf-8")
    heard: list[Problem] = []

    paths = build(case, DAY, wanted=Wanted(("summary",), ("pdf", "text", "docx")), warn=heard.extend)

    (found,) = heard
    assert (TOO_MANY_PAGES, "summary.pdf", "warning") == (found.code, found.place.file, found.severity)
    assert ("1", "Formål") == (found.values["most"], found.values["what"].split(", ")[0])
    assert int(found.values["pages"]) > 1
    assert all(path.is_file() for path in paths)


def test_a_status_needs_a_version_that_was_decided_on(case: Path) -> None:
    """Without one, that is what is said: no empty paper."""
    with pytest.raises(UsageWrong, match="PB331"):
        build(case, DAY, wanted=Wanted(documents=("status",), formats=("text",)))

    assert not (case / "build").exists()


@pytest.mark.parametrize("by", ["option", "profile"])
def test_public_documents_name_nobody(case: Path, by: str) -> None:
    """By an option or the profile; whoever has no position is counted, with a warning."""
    heard: list[Problem] = []
    if by == "profile":
        (case / "profile.yaml").write_text("format: planbuilder.profile/1\nname: Nordlund\npublic: true\n", "utf-8")
    wanted = Wanted(documents=("plan",), formats=("text",), public=by == "option")

    (path,) = build(case, DAY, wanted=wanted, warn=heard.extend)

    assert ("Mia" in path.read_text("utf-8"), "medarbejder 1" in path.read_text("utf-8")) == (False, True)
    assert [one.code for one in heard] == ["PB332"]


@pytest.mark.parametrize(
    ("name", "told"), [("Søby Kommune", ["PB295"]), ("Nordlund", []), ("nordlund kommune, Teknik", [])]
)
def test_a_profile_of_another_municipality_is_told(case: Path, name: str, told: list[str]) -> None:
    """Both names would stand on the cover; a profile that names a part of it, or more, is of the same."""
    (case / "profile.yaml").write_text(f"format: planbuilder.profile/1\nname: '{name}'\n", "utf-8")
    heard: list[str] = []
    wanted = Wanted(("summary",), ("pdf",))
    build(case, DAY, wanted=wanted, warn=lambda found: heard.extend(str(one.code) for one in found))

    assert told == [code for code in heard if code == "PB295"]
