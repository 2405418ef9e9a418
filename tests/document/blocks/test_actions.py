"""Action plan, ideas, decision chain, signatures and logs."""

from __future__ import annotations

import pytest

from planbuilder.document.model import Signature, text_of
from tests.document.blocks.tables import cells
from tests.document.plans import HEAD, SMALL


def test_actions_stand_by_date(blocks) -> None:
    """The next one first, whatever its number; one without a date comes last."""
    actions = "actions: {H1: {title: a}, H2: {title: b, deadline: 2028-01-01}, H3: {title: c, deadline: 2027-03-01}}\n"
    _, table = blocks("action_plan", SMALL + actions)

    assert ["H3", "H2", "H1"] == [row[0] for row in cells(table)]


def test_an_action_has_name_date_and_status(blocks) -> None:
    """And says what it belongs to."""
    action = (
        "actions: {H1: {title: Kampagne, responsible: P1, deadline: 2027-03-01, status: started, "
        "theme: channel_strategy, change: F1}}\n"
    )
    intro, table = blocks("action_plan", SMALL + action)

    told = ["H1", "Kampagne", "Anna Holm", "01.03.2027", "igangsat", "F1 · Kanalstrategi og påvirkning"]

    assert told == cells(table)[0]
    assert "watch" == table.rows[0].cells[4].tone
    assert "som er igangsat" in text_of(intro.spans)


def test_a_deadline_that_comes_again_is_told_with_its_next_day_and_never_late(blocks) -> None:
    """Whatever the day of the document; Word gets a field for text, since no calendar can hold it."""
    action = "actions: {H1: {title: Måling, deadline: day 1 of every month, status: started}}\n"
    _, table = blocks("action_plan", SMALL + action)

    cell = table.rows[0].cells[3]
    assert text_of(cell.spans).startswith("den 1. i hver måned (næste gang 1. ")
    assert (cell.tone, cell.spans[0].field.kind) == ("neutral", "text")


@pytest.mark.parametrize(
    ("effect", "resources", "field", "tone"),
    [
        ("high", "low", "grønt felt – gør det", "good"),
        ("low", "low", "gult felt – let at gøre", "watch"),
        ("high", "high", "orange felt – kræver plan", "caution"),
        ("low", "high", "rødt felt – lad være", "bad"),
    ],
)
def test_an_idea_falls_in_its_field(blocks, effect: str, resources: str, field: str, tone: str) -> None:
    """Effect against resources, told by word and by colour."""
    (table,) = blocks("ideas", SMALL + f"ideas: {{E1: {{title: Sms, effect: {effect}, resources: {resources}}}}}\n")

    assert (field, tone) == (cells(table)[0][4], table.rows[0].cells[4].tone)


def test_an_idea_that_is_not_assessed_says_so(blocks) -> None:
    """No colour is guessed."""
    (table,) = blocks("ideas", SMALL + "ideas: {E1: {title: Sms, effect: high}}\n")

    assert ("ikke vurderet færdigt", "neutral") == (cells(table)[0][4], table.rows[0].cells[4].tone)


def test_people_stand_with_position_and_unit(blocks) -> None:
    """Everybody the plan names, whether or not anything else leads to them; nobody is told as nobody."""
    people = SMALL.replace("role: leder}", "role: leder, unit: Borgerservice}, P2: {name: Bo Dahl}")
    (table,) = blocks("people", people)

    assert [["P1", "Anna Holm", "leder", "Borgerservice"], ["P2", "Bo Dahl", "–", "–"]] == cells(table)
    assert "Planen nævner ingen personer." == text_of(blocks("people", HEAD)[0].spans)


def test_the_plan_counts_its_actions(blocks) -> None:
    """One is one, and a status that none has is not told."""
    intro, _ = blocks("action_plan", SMALL + "actions: {H1: {title: A, status: started}}\n")

    assert "Handleplanen har én handling, som er igangsat." == text_of(intro.spans)


def test_each_signer_has_a_place_in_the_given_order(blocks) -> None:
    """Somebody nobody knows keeps the id as the name."""
    _, *fields = blocks("signatures", SMALL + "signers: [P9, P1]\n")

    assert [("P9", ""), ("Anna Holm", "leder")] == [(f.name, f.role) for f in fields if isinstance(f, Signature)]


def test_logs_stand_as_tables(blocks) -> None:
    """Version, date, change, by whom."""
    logs = (
        "changes_log: {V1: {version: '0.1', on: 2026-09-01, change: Første udkast, by: P1}}\n"
        "distribution: {D1: {name: Rådet}}\n"
    )

    assert ["0.1", "01.09.2026", "Første udkast", "Anna Holm", "–"] == cells(blocks("change_log", SMALL + logs)[0])[0]
    assert ["Rådet", "", "–", "–"] == cells(blocks("distribution", SMALL + logs)[0])[0]


@pytest.mark.parametrize("block", ["change_log", "distribution"])
def test_an_empty_log_says_so_in_a_sentence(blocks, block: str) -> None:
    """An empty table would look like a mistake."""
    (sentence,) = blocks(block, HEAD)

    assert text_of(sentence.spans).endswith(".")


def test_the_method_is_credited(blocks) -> None:
    """By the paper's title."""
    (credit,) = blocks("method_credit", HEAD)

    assert "Gevinstrealisering – Gevinstrealiseringsplanen" in text_of(credit.spans)


def test_the_plan_says_what_proves_something(blocks) -> None:
    """A signature, the archive's log and the minutes, each with what it takes; names and dates do not."""
    (told,) = blocks("proofs", SMALL)

    assert all(word in text_of(told.spans) for word in ("rodcertifikat", "logaftrykket", "referatet", "kontrolsum"))
