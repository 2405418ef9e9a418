"""The meetings at the board in documents: all of them in the plan, the latest as a paper of its own."""

from __future__ import annotations

from planbuilder.document.model import Paragraph, Table, text_of
from tests.document.plans import SMALL

HELD = (
    SMALL
    + """
indicators: {I1: {title: Digitale ansøgninger}}
actions: {H1: {title: Kampagne, responsible: P1}, H2: {title: Sms}}
ideas: {E1: {title: Sms, became: H2}, E2: {title: Skilt}}
meetings:
  TM1: {on: 2026-02-05, taking_part: [P1], state: closed}
  TM2: {on: 2026-03-05, taking_part: [P1], state: open}
minutes:
  N1: {meeting: TM1, about: I1, what: cause, text: Ferie}
  N2: {meeting: TM2, about: H1, what: moved, text: '01.05.2027, før 01.03.2027'}
  N3: {meeting: TM2, about: E1, what: became}
  N4: {meeting: TM2, about: E2, what: assessed, text: grønt felt}
  N5: {meeting: TM2, what: decision, text: Vi måler igen}
"""
)


def cells(table: Table) -> list[tuple[str, ...]]:
    """The texts of a table, row by row."""
    return [tuple(text_of(cell.spans) for cell in row.cells) for row in table.rows]


def said(made: tuple) -> list[tuple[str, ...]]:
    """The rows of the one table there is."""
    (table,) = made
    assert isinstance(table, Table)
    return cells(table)


def test_every_meeting_stands_in_the_plan_with_its_minutes(blocks) -> None:
    """Its day and who was there, then what each line is about, what happened, and what was said."""
    assert said(blocks("meetings", HELD)) == [
        ("TM1 – 5. februar 2026 – Anna Holm",),
        ("I1 Digitale ansøgninger", "årsag", "Ferie"),
        ("TM2 – 5. marts 2026 – Anna Holm",),
        ("H1 Kampagne", "ny frist", "01.05.2027, før 01.03.2027"),
        ("E1 Sms", "sat i værk", "–"),
        ("E2 Skilt", "vurderet", "grønt felt"),
        ("–", "beslutning", "Vi måler igen"),
    ]


def test_a_line_of_a_meeting_that_is_gone_is_not_lost(blocks) -> None:
    """It stands at the end."""
    lost = HELD.replace("meeting: TM1,", "meeting: TM9,")

    assert said(blocks("meetings", lost))[-1] == ("I1 Digitale ansøgninger", "årsag", "Ferie")


def test_a_plan_without_meetings_says_nothing_of_them(blocks) -> None:
    """Nobody has to hold any."""
    assert blocks("meetings", SMALL) == ()


def test_the_minutes_are_those_of_the_latest_meeting(blocks) -> None:
    """By its day; one that has not ended says so."""
    assert said(blocks("minutes_facts", HELD)) == [
        ("Dato", "5. marts 2026"), ("Deltagere", "Anna Holm"), ("Status", "i gang"),
    ]  # fmt: skip
    earlier = HELD.replace("on: 2026-03-05", "on: 2026-01-05")
    assert said(blocks("minutes_facts", earlier))[0] == ("Dato", "5. februar 2026")


def test_what_was_done_stands_under_its_heading(blocks) -> None:
    """Actions with whose they are, ideas with what they became and when that is due, decisions by number."""
    assert said(blocks("minutes_actions", HELD)) == [
        ("H1 Kampagne", "Anna Holm", "ny frist: 01.05.2027, før 01.03.2027")
    ]
    assert said(blocks("minutes_ideas", HELD)) == [
        ("E1 Sms", "blev til handlingen H2"), ("E2 Skilt", "vurderet: grønt felt"),
    ]  # fmt: skip
    due = HELD.replace("H2: {title: Sms}", "H2: {title: Sms, responsible: P1, deadline: 2027-04-01}")
    assert said(blocks("minutes_ideas", due))[0][1] == "blev til handlingen H2, frist 01.04.2027, Anna Holm"
    assert said(blocks("minutes_decisions", HELD)) == [("1.", "Vi måler igen")]


def test_what_was_not_done_is_said(blocks) -> None:
    """Under every heading, also where there has been no meeting."""
    (causes,) = blocks("minutes_measured", HELD)
    (facts,) = blocks("minutes_facts", SMALL)

    assert isinstance(causes, Paragraph)
    assert text_of(causes.spans) == "Der er ikke noteret noget om målingerne."
    assert text_of(facts.spans) == "Der har ikke været noget møde ved tavlen endnu."


MEASURED = HELD + "  N6: {meeting: TM2, about: I1, what: measured, text: 68 % den 05.03.2027 (skrevet af Anna Holm)}\n"


def test_what_was_measured_there_stands_beside_why(blocks) -> None:
    """An indicator a row, with the day and who noted it; nobody is told of a cause where none is noted."""
    measured = "68 % den 05.03.2027 (skrevet af Anna Holm)"
    why = "  N7: {meeting: TM2, about: I1, what: cause, text: Ferie}\n"

    assert said(blocks("minutes_measured", MEASURED)) == [("I1 Digitale ansøgninger", measured)]
    assert said(blocks("minutes_measured", MEASURED + why)) == [("I1 Digitale ansøgninger", measured, "Ferie")]
    assert said(blocks("minutes_measured", HELD + why)) == [("I1 Digitale ansøgninger", "Ferie")]


def test_an_idea_is_told_once(blocks) -> None:
    """With all that happened to it, in its order."""
    raised = HELD.replace("  N3:", "  N8: {meeting: TM2, about: E1, what: raised}\n  N3:")

    assert said(blocks("minutes_ideas", raised))[0] == ("E1 Sms", "ny idé\nblev til handlingen H2")


def test_what_was_measured_before_the_meeting_stands_beside_it(blocks) -> None:
    """Since the meeting before and up to the day itself, the latest of each indicator; what was noted there once."""
    values = (("2026-02-05", 20), ("2026-02-20", 40), ("2026-03-05", 68), ("2026-03-06", 70))
    taken = [f"  M{n}: {{indicator: I1, on: {on}, value: {value}}}" for n, (on, value) in enumerate(values)]
    there = "  N6: {meeting: TM2, about: I1, what: measured, text: 68 den 05.03.2026 (skrevet af Anna Holm)}\n"

    def told(upto: int, more: str = "") -> list[tuple[str, ...]]:
        return said(blocks("minutes_measured", "\n".join([HELD + more + "measurements:", *taken[:upto]]) + "\n"))

    assert told(3) == [("I1 Digitale ansøgninger", "68 den 05.03.2026")]
    assert told(4) == told(3)
    assert told(2, there) == [
        ("I1 Digitale ansøgninger", "40 den 20.02.2026", "68 den 05.03.2026 (skrevet af Anna Holm)")
    ]
    assert told(1, there) == [("I1 Digitale ansøgninger", "68 den 05.03.2026 (skrevet af Anna Holm)")]


def test_who_proposed_an_idea_is_told(blocks) -> None:
    """In brackets behind it."""
    proposed = HELD.replace("{title: Skilt}", "{title: Skilt, by: skranken}")

    assert said(blocks("minutes_ideas", proposed))[1][0] == "E2 Skilt (skranken)"
