"""An empty file of answers changes nothing, tells what to write, and takes the names of the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder import example, language
from planbuilder.interview.filling import fill
from planbuilder.interview.form import empty
from planbuilder.interview.session import Session
from planbuilder.plan.store import PLAN
from planbuilder.questionnaire.definition import Questionnaire
from tests.interview.scripted import on_disk, reopened

BY_YEAR = """format: planbuilder.plan/1
plan_id: p
title: T
questionnaire: kl-benefits@1
language: da
price_base: 2026
first_year: 2026
horizon: 4
benefits_tree:
  benefits:
    G1: {title: Opkald, full_effect: {amounts: {2027: 100000}}}
    G2: {title: Porto, full_effect: {amount: 100000}}
"""


def form_of(session: Session) -> str:
    return empty(session.answers)


def filled(session: Session, file: Path, text: str) -> int:
    file.write_text(text, encoding="utf-8")
    return fill(session, file).count


@pytest.mark.parametrize("code", ["da", "en"])
def test_a_form_that_nobody_fills_in_changes_nothing(
    folder: Path, tmp_path: Path, questionnaire: Questionnaire, code: str
):
    """Of the example too: neither the plan nor its journal."""
    folder.mkdir()
    (folder / PLAN).write_text(example.text(language.load(code)), encoding="utf-8")
    session = reopened(folder, questionnaire, code)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    count = filled(session, tmp_path / "svar.yaml", form_of(session))

    assert (count, {name: (folder / name).read_bytes() for name in before}) == (0, before)


def test_every_question_that_is_asked_is_in_it_with_what_a_good_answer_is(session: Session):
    """Its label, hint, unit and example stand above an empty value."""
    text = form_of(session)

    asked = [id for part in session.questionnaire.parts for id in session.asked(part)]
    assert all(f"\n{id}:\n" in text for id in asked)
    assert "# Hvad koster et årsværk om året? (kr. pr. årsværk)\n#   Løn med pension" in text
    assert "# Status\n    #   Vælg »besluttet«, også når handlingen kun er planlagt" in text
    assert "\n# = Priser og rente =\n\n# Hvad koster et årsværk" in text
    assert "[besluttet | igangsat | afsluttet | evalueret]" in text


def test_what_is_filled_in_is_saved_where_it_belongs(session: Session, folder: Path, tmp_path: Path):
    """A new row under its id, a value within another, a word for a choice."""
    text = form_of(session)
    for line, answer in (
        ("cover.solution:", "Borgerportal"),
        ("budget_political_goals.fte_cost:", "555.000 kr."),
    ):
        text = text.replace(f"\n{line}\n", f"\n{line} {answer}\n")
    head, tail = text.split("\ngoals_followup.indicators:\n")
    tail = tail.replace("    title:\n", "    title: Digitale ansøgninger\n", 1).replace(
        "      value:\n", "      value: 42,5\n", 1
    )

    count = filled(session, tmp_path / "svar.yaml", f"{head}\ngoals_followup.indicators:\n{tail}")

    assert count == 3
    assert (on_disk(folder, "solution", "name"), on_disk(folder, "economy", "fte_cost")) == ("Borgerportal", "555000")
    assert on_disk(folder, "indicators", "I1") == {"title": "Digitale ansøgninger", "baseline": {"value": "42.5"}}


@pytest.mark.parametrize(
    "text",
    [
        "Løsning: Borgerportal\nformål: Bedre service\n",
        "Hvilken digital løsning handler planen om?: Borgerportal\nPurpose: Bedre service\n",
        "Planens stamdata:\n  Løsning: Borgerportal\nGevinsttræ:\n  Formål: Bedre service\n",
    ],
)
def test_questions_and_themes_are_known_by_their_names(session: Session, folder: Path, tmp_path: Path, text: str):
    """By heading or label, in any language, on their own or beneath their theme."""
    count = filled(session, tmp_path / "svar.yaml", text)

    assert (count, on_disk(folder, "solution", "name")) == (2, "Borgerportal")
    assert on_disk(folder, "benefits_tree", "purpose") == "Bedre service"


def test_two_who_fill_in_the_new_row_of_a_form_each_get_a_row(session: Session, folder: Path, tmp_path: Path):
    """Written before either was read in, both forms call it the new one."""
    form = form_of(session)
    head, tail = form.split("\ngoals_followup.indicators:\n")

    for title in ("Opkald", "Ventetid"):
        own = tail.replace("    title:\n", f"    title: {title}\n", 1)
        filled(session, tmp_path / "svar.yaml", f"{head}\ngoals_followup.indicators:\n{own}")

    assert on_disk(folder, "indicators") == {"I1": {"title": "Opkald"}, "I2": {"title": "Ventetid"}}


def test_several_new_rows_stand_beside_those_that_are_there(session: Session, folder: Path, tmp_path: Path):
    """In the order of the form, with the next ids of the plan."""
    session.add_row("action_plan.ideas", {"title": "Sms"})

    text = "action_plan.ideas:\n  E1: {by: Bo}\n  +1: {title: Brev}\n  +2: {title: Plakat}\n"
    filled(session, tmp_path / "svar.yaml", text)

    assert on_disk(folder, "ideas") == {
        "E1": {"title": "Sms", "by": "Bo"}, "E2": {"title": "Brev"}, "E3": {"title": "Plakat"},
    }  # fmt: skip


def test_a_form_asks_no_phasing_in_of_a_benefit_with_amounts_by_year(folder: Path, questionnaire: Questionnaire):
    """What it asks is told above the first benefit that it asks it of."""
    folder.mkdir()
    (folder / PLAN).write_text(BY_YEAR, encoding="utf-8")

    text = form_of(reopened(folder, questionnaire, "da"))
    by_year, other = text.split("\nbudget_political_goals.phasing:\n")[1].split("  G1:\n")[1].split("  G2:\n")

    assert ("    delay:\n" in by_year, "    ramp:\n" in by_year) == (True, False)
    assert "# Eller indfasning år for år" in other
    assert "    ramp:\n" in other
