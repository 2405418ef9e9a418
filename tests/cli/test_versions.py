"""`approve`, `decision add` and `versions`: from a plan that is ready to a version that is decided."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import get_args

import click
import pytest

from planbuilder import example, language
from planbuilder.approval.model import OUTCOMES, Outcome, Stage, outcome_forms
from planbuilder.cli.versions import OutcomeChoice, decision_text
from planbuilder.language import available, load
from planbuilder.plan.store import open_plan
from planbuilder.signing.evidence import Kind
from tests.branding.lettering import DEJAVU
from tests.cli.conftest import Run

LETTERED = "format: planbuilder.profile/1\nfont_files: {regular: r.ttf, bold: b.ttf}\n"
FACTS = {"on": "2027-01-12", "outcome": "approved", "decision": ""}


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that stands for the example's after its first approval; the documents are made once."""
    from planbuilder.usecases.approving import approve

    folder = tmp_path_factory.mktemp("plan")
    (folder / "plan.yaml").write_text(example.text(language.load("da")), encoding="utf-8")
    now = datetime(2026, 11, 23, 12, 0)
    approve(folder, language.load("da"), now.date(), now, by="Mette", role="projektleder", note="Første")
    return folder


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day after the approval, whatever the clock says."""
    now = datetime(2026, 11, 24, 9, 0).astimezone()
    monkeypatch.setattr("planbuilder.cli.versions.moment", lambda: now)


@pytest.fixture
def plan(approved: Path, tmp_path: Path) -> Path:
    """A copy of it for each test."""
    import shutil

    return Path(shutil.copytree(approved, tmp_path / "plan"))


def decide(call: Run, plan: Path, body: str, *more: str):
    return call("decision", "add", plan, "--body", body, "--on", "2026-11-23", "--outcome", "godkendt", *more)


def stage(call: Run, plan: Path, number: int = 1) -> str:
    return json.loads(call("versions", plan, "--json").out)["versions"][number - 1]["stage"]


@pytest.mark.slow
def test_a_plan_is_sealed(call: Run, plan: Path) -> None:
    """And shown as waiting for those who have not decided."""
    shown = call("versions", plan).out

    assert "Version 1, 23.11.2026: til godkendelse" in shown
    waiting = "Kultur- og Fritidsudvalget, Børne- og Ungeudvalget, Beskæftigelsesudvalget, Økonomiudvalget og"
    assert f"Mangler beslutning fra {waiting} Kommunalbestyrelsen." in shown
    assert "sealed" in (plan / "journal.jsonl").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_version_is_decided_when_every_body_has(call: Run, plan: Path) -> None:
    """One after the other; a condition becomes an action, and the version stays as it was."""
    before = (plan / "versions/1/plan.yaml").read_bytes()
    done = decide(
        call, plan, "B2", "--condition", "Status efter et år", "--responsible", "P4", "--deadline", "2027-12-01"
    )
    stages = [stage(call, plan)]
    for body in ("B5", "B6", "Økonomiudvalget", "B4"):
        decide(call, plan, body)
    stages.append(stage(call, plan))

    assert ["for_approval", "decided"] == stages
    assert "Vilkåret er handling H27: Status efter et år" in done.out
    assert "title: Status efter et år" in (plan / "plan.yaml").read_text(encoding="utf-8")
    assert before == (plan / "versions/1/plan.yaml").read_bytes()


@pytest.mark.slow
def test_a_decision_is_noted_in_everyday_words(call: Run, plan: Path) -> None:
    """A person by name and dates as people write them, each told as it was read."""
    words = ("--condition", "Status", "--responsible", "hanne vestergaard", "--deadline", "1. december 2027")
    done = call(
        "decision", "add", plan, "--body", "Økonomiudvalget", "--on", "23.11.26", "--outcome", "approved", *words
    )

    action = list(open_plan(plan).plan.actions.values())[-1]
    assert ("P4", date(2027, 12, 1)) == (action.responsible, action.deadline)
    assert done.err.startswith("Læst som 23. november 2026\nLæst som 1. december 2027\n")
    assert "PB342" in done.err  # the plan's item is that of another day's meeting


@pytest.mark.slow
def test_a_wrong_decision_is_corrected_and_both_are_shown(call: Run, plan: Path) -> None:
    """By number and with a reason; the plan's chain says what holds now, the record keeps both lines."""
    call("decision", "add", plan, "--body", "B2", "--on", "2026-11-23", "--outcome", "afvist")
    words = ("--corrects", "1", "--why", "Slåfejl", "--as", "P4")
    refused = decide(call, plan, "B2", "--corrects", "2", "--why", "x")
    done = decide(call, plan, "B2", *words)

    shown = call("versions", plan).out
    assert (refused.code, "PB217" in refused.err, done.code) == (2, True, 0)
    assert "  1. Kultur- og Fritidsudvalget, 23.11.2026: afvist. (rettet, gælder ikke)" in shown.splitlines()
    assert "retter nr. 1: Slåfejl (Hanne Vestergaard)" in shown
    assert ("for_approval", "approved") == (stage(call, plan), open_plan(plan).plan.decisions["B2"].outcome)
    assert 2 == len((plan / "versions/1/record.jsonl").read_text(encoding="utf-8").splitlines())


def test_what_a_body_decided_is_never_guessed(call: Run, folder: Path) -> None:
    """Whatever the wording says, the outcome must be named; its choices are told."""
    done = call("decision", "add", folder, "--body", "B2", "--on", "2026-11-23", "--text", "Afvist.")

    assert (2, True) == (done.code, "--outcome" in done.err)
    assert all(word in done.err for word in ("godkendt", "anbefalet", "udsat", "afvist"))
    assert "godkendt|anbefalet|udsat|afvist" in call("decision", "add", "--help").out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "text", "told", "standing"),
    [
        ("afvist", "Afvist.", ": Afvist.", "rejected"),
        ("Udsat", "Sagen udsættes til næste møde.", ": udsat. Sagen udsættes til næste møde.", "for_approval"),
        ("anbefalet", "Anbefales.", ": Anbefales.", "for_approval"),
        ("recommended", "", ": anbefalet.", "for_approval"),
        ("vedtaget", "Godkendt som indstillet.", ": Godkendt som indstillet.", "for_approval"),
        ("godkendt", "Enstemmigt.", ": godkendt. Enstemmigt.", "for_approval"),
    ],
)
def test_an_outcome_is_told_once_in_the_bodys_words(
    call: Run, plan: Path, typed: str, text: str, told: str, standing: str
) -> None:
    """In any language and any usual form; a recommendation is no approval, and an item that is not known is none."""
    call("decision", "add", plan, "--body", "B2", "--on", "2026-11-23", "--outcome", typed, "--text", text)

    assert f"  1. Kultur- og Fritidsudvalget, 23.11.2026{told}" in call("versions", plan).out.splitlines()
    assert standing == stage(call, plan)


@pytest.mark.slow
def test_a_day_that_cannot_be_is_told_when_it_is_noted(call: Run, plan: Path) -> None:
    """And the plan's own item is kept where none is given."""
    on = open_plan(plan).plan.decisions["B2"].on
    done = call("decision", "add", plan, "--body", "B2", "--on", str(on), "--outcome", "udsat")
    (event,) = json.loads(call("versions", plan, "--json").out)["versions"][0]["events"]
    told = open_plan(plan).plan.decisions["B2"]

    assert (0, True, False) == (done.code, "PB340" in done.err, "PB341" in done.err)
    assert ("7", "7", "Udsat.", "postponed") == (event["item"], told.item, told.decision, told.outcome)


@pytest.mark.slow
def test_minutes_are_kept_with_the_version(call: Run, plan: Path, tmp_path: Path) -> None:
    """By their digest, with their number."""
    (tmp_path / "referat.pdf").write_bytes(b"referat")
    decide(call, plan, "B2", "--minutes", str(tmp_path / "referat.pdf"), "--minutes-id", "2026-88")
    (event,) = json.loads(call("versions", plan, "--json").out)["versions"][0]["events"]

    assert b"referat" == (plan / "versions/1" / event["minutes_file"]).read_bytes()
    assert "2026-88" == event["minutes"]


@pytest.mark.slow
def test_the_next_version_says_what_it_follows_and_what_changed(call: Run, plan: Path) -> None:
    """And takes the place of the first only when it is decided."""
    text = (plan / "plan.yaml").read_text(encoding="utf-8")
    (plan / "plan.yaml").write_text(
        text.replace("title: Digital ansøgning om fritidspas", "title: Fritidspas", 1), encoding="utf-8"
    )
    assert 0 == call("approve", plan, "--note", "Kortere").code
    second = json.loads(call("versions", plan, "--json").out)["versions"][1]

    assert (1, "Kortere", "for_approval") == (second["supersedes"], second["note"], second["stage"])
    assert [{"path": "title", "old": "Digital ansøgning om fritidspas", "new": "Fritidspas"}] == second["changes"]
    shown = call("versions", plan).out
    assert "Ændret 1 sted:" in shown
    assert "    Titel: Ændret fra »Digital ansøgning om fritidspas« til »Fritidspas«" in shown


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        (("approve",), 2, "PB226"),
        (("decision", "add", "--body", "B9", "--on", "2026-11-23"), 2, "PB225"),
        (("decision", "add", "--body", "B2", "--on", "i går"), 2, "PB039"),
        (("decision", "add", "--body", "B2", "--on", "12.1"), 2, "PB066"),
        (("decision", "add", "--body", "B2", "--on", "marts 2026"), 2, "PB065"),
        (("decision", "add", "--body", "B2", "--on", ""), 2, "PB039"),
        (("decision", "add", "--body", "B2", "--on", "2026-11-23", "--deadline", "2028"), 2, "PB065"),
        (("decision", "add", "--body", "B2", "--on", "2026-11-23", "--responsible", "P99"), 2, "PB227"),
        (("decision", "add", "--body", "B2", "--on", "2026-11-23", "--number", "7"), 2, "PB220"),
        (("archive", "add", "--archive", "a"), 3, "PB229"),
    ],
)
def test_what_cannot_be_is_told(call: Run, plan: Path, words: tuple[str, ...], code: int, problem: str) -> None:
    """Nothing changed, no such body, day, person or version, nothing decided; and nothing is written."""
    before = (plan / "plan.yaml").read_bytes()
    at = 2 if words[0] in ("decision", "archive") else 1
    more = ("--outcome", "godkendt") if at == 2 and words[0] == "decision" else ()
    done = call(*words[:at], plan, *words[at:], *more)

    assert (code, True) == (done.code, problem in done.err)
    assert before == (plan / "plan.yaml").read_bytes()
    assert "for_approval" == stage(call, plan)


def test_a_plan_that_lacks_something_is_not_sealed(call: Run, folder: Path) -> None:
    """Exit code 3, with everything that stands in the way."""
    done = call("approve", folder)

    assert (3, True) == (done.code, done.err.count("Fejl PB") > 5)
    assert not (folder / "versions").exists()


def test_a_plan_without_versions_says_so(call: Run, folder: Path) -> None:
    """And how to make one."""
    assert "planbuilder approve" in call("versions", folder).err


def test_every_stage_and_event_has_words(spoken) -> None:
    """In both languages."""
    signed = [f"signed_{kind}" for kind in (*get_args(Kind), "unchecked") if kind != "refused"]
    kinds = ["decision", *signed, "archived"]
    keys = [*(f"approval.stage.{stage}" for stage in get_args(Stage)), *(f"approval.event.{kind}" for kind in kinds)]
    keys += [f"approval.{part}.{one}" for part in ("outcome", "outcome_forms") for one in get_args(Outcome)]

    assert [key for key in keys if not spoken.texts.get(key)] == []


@pytest.mark.slow
def test_a_version_keeps_the_typeface_it_is_set_in(call: Run, plan: Path) -> None:
    """The font files are sealed with it, so that it can be made again byte for byte."""
    text = (plan / "plan.yaml").read_text(encoding="utf-8")
    (plan / "plan.yaml").write_text(text.replace("title: Digital ansøgning", "title: Ansøgning", 1), encoding="utf-8")
    (plan / "profile.yaml").write_text(LETTERED, encoding="utf-8")
    for name, face in (("r.ttf", "regular"), ("b.ttf", "bold")):
        (plan / name).write_bytes(DEJAVU[face])
    sealed = call("approve", plan, "--note", "Med egen skrift")
    for name in ("profile.yaml", "r.ttf", "b.ttf"):
        (plan / name).unlink()

    assert (sealed.code, call("verify", plan / "versions" / "2", "--recompute").code) == (0, 0)
    assert DEJAVU["bold"] == (plan / "versions" / "2" / "profile" / "b.ttf").read_bytes()


def test_no_word_stands_for_two_outcomes() -> None:
    """In no two languages either."""
    known = {form: one for code in available() for one in OUTCOMES for form in outcome_forms(load(code), one)}

    assert all(
        known[form] == one for code in available() for one in OUTCOMES for form in outcome_forms(load(code), one)
    )


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [("Afvist.", "rejected"), ("vedtaget", "approved"), ("udsættes", "postponed"), ("recommended", "recommended")],
)
def test_a_word_is_read_in_any_language(spoken, typed: str, outcome: str) -> None:
    """With a capital letter or a full stop too."""
    assert outcome == OutcomeChoice(spoken).convert(typed, None, None)


def test_what_is_no_outcome_is_refused(spoken) -> None:
    """With those there are."""
    with pytest.raises(click.BadParameter, match=spoken.text("approval.outcome.postponed")):
        OutcomeChoice(spoken).convert("måske", None, None)


def test_a_record_that_does_not_tell_the_outcome_is_not_made_to() -> None:
    """Neither is one that tells another than there are."""
    told = [decision_text(load("da"), {**FACTS, "outcome": one}, "Byrådet") for one in ("", "maybe")]

    assert ["Byrådet, 12.01.2027: udfaldet er ikke oplyst."] * 2 == told
