"""The board's ideas, assessment and action plan: each thing in one place, told by word, and room to write."""

from __future__ import annotations

import re

import pytest

from planbuilder.document.model import Row, Table, text_of
from tests.document.blocks.tables import cells
from tests.document.plans import HEAD, SMALL, crowded

IDEAS = """ideas:
  E1: {title: Sms, effect: high, resources: low, by: Bo}
  E2: {title: Skilt, effect: low, resources: low}
  E3: {title: Aftale, effect: high, resources: high}
  E4: {title: App, effect: low, resources: high}
  E5: {title: Ring op, by: Ida}
  E6: {title: Brev, effect: high}
"""


def actions(*rows: str) -> str:
    return SMALL + "actions:\n" + "".join(f"  H{n}: {{{row}}}\n" for n, row in enumerate(rows))


def tones(row: Row) -> list[str]:
    return [cell.tone for cell in row.cells]


def written(table: Table) -> list[list[str]]:
    """The rows that are not left empty."""
    return [row for row in cells(table) if any(text.strip() for text in row)]


def test_ideas_nobody_has_assessed_are_listed_with_who_proposed_them(blocks) -> None:
    """One that is assessed by half is not assessed."""
    _, table = blocks("board_ideas", SMALL + IDEAS)

    assert [["Ring op", "Ida"], ["Brev", ""]] == written(table)


@pytest.mark.parametrize(("text", "empty"), [(HEAD, 4), (SMALL + IDEAS, 2), (crowded(), 1)])
def test_there_is_room_to_write_ideas(blocks, text: str, empty: int) -> None:
    """Always a line, four where there is nothing else; each as high as two lines of type."""
    _, table = blocks("board_ideas", text)
    blank = [row for row in cells(table) if row not in written(table)]

    assert (empty, 1) == (len(blank), blank[0][0].count("\n"))


def test_each_field_has_its_word_its_place_and_its_colour(blocks) -> None:
    """Effect from above downwards, resources from left to right."""
    _, table = blocks("board_assessment", SMALL + IDEAS)
    high, names, first, *_, low, names_low, first_low, _ = table.rows

    assert ["Få ressourcer", "Mange ressourcer"] == [column.title for column in table.columns]
    assert ["Høj effekt", "Lav effekt"] == [text_of(row.cells[0].spans) for row in (high, low)]
    assert [["good", "caution"]] * 2 == [tones(names), tones(first)]
    assert [["watch", "bad"]] * 2 == [tones(names_low), tones(first_low)]
    assert [
        ["Høj effekt"],
        ["Grønt felt – gør det", "Orange felt – kræver plan"],
        ["Sms (Bo)", "Aftale"],
        ["Lav effekt"],
        ["Gult felt – let at gøre", "Rødt felt – lad være"],
        ["Skilt", "App"],
    ] == written(table)


def test_a_shorter_field_keeps_its_colour_to_the_end(blocks) -> None:
    """Three ideas at the left, none at the right: both fields end on the same line."""
    ideas = "ideas:\n" + "".join(f"  E{n}: {{title: T, effect: high, resources: low}}\n" for n in range(3))
    _, table = blocks("board_assessment", SMALL + ideas)

    assert [["good", "caution"]] * 5 == [tones(row) for row in table.rows[1:6]]


@pytest.mark.parametrize("count", [0, 1, 40, 41])
def test_every_idea_stands_in_one_place(blocks, count: int) -> None:
    """Among the ideas or in a field, never in both; those there is no room for are counted."""
    text = crowded(ideas=count)
    tables = blocks("board_ideas", text)[1], blocks("board_assessment", text)[1]
    said = "\n".join(text for table in tables for row in cells(table) for text in row)

    shown = [said.count(f"Idé nr. {n} ") for n in range(count)]
    assert max(shown, default=0) <= 1
    assert sum(shown) + left_out(said) == count


def left_out(said: str) -> int:
    """How many are said to be left out, in all places."""
    return sum(map(int, re.findall(r"og (\d+) (?:andre|mere), se planen", said)))


def test_actions_stand_by_status_and_deadline(blocks) -> None:
    """What is under way first, what has no deadline before what has one."""
    text = actions(
        "title: C, status: evaluated, deadline: 2026-11-01",
        "title: B, status: started, deadline: 2027-02-01",
        "title: A, status: started, responsible: P1, deadline: 2026-12-01",
        "title: D, status: started, responsible: P1",
        "title: E, status: finished, responsible: P1, deadline: 2026-11-02",
    )
    (table,) = blocks("board_actions", text)

    assert [
        ["Igangsat"],
        ["D", "Anna Holm", "[mangler: Frist]"],
        ["A", "Anna Holm", "01.12.2026"],
        ["B", "[mangler: Ansvarlig]", "01.02.2027"],
        ["Besluttet"],
        ["Afsluttet"],
        ["E", "Anna Holm", "02.11.2026"],
        ["Evalueret"],
        ["C", "[mangler: Ansvarlig]", "01.11.2026"],
    ] == written(table)


@pytest.mark.parametrize(
    ("status", "deadline", "expected"),
    [
        ("started", "2026-11-22", ("22.11.2026\noverskredet", "bad")),
        ("decided", "2026-11-22", ("22.11.2026\noverskredet", "bad")),
        ("started", "2026-11-23", ("23.11.2026", "neutral")),
        ("finished", "2026-11-22", ("22.11.2026", "neutral")),
        ("evaluated", "2026-11-22", ("22.11.2026", "neutral")),
    ],
)
def test_a_late_action_is_marked_by_word_and_colour(blocks, status: str, deadline: str, expected: tuple) -> None:
    """Late from the day after its deadline, seen from the day of the build, until it is finished."""
    (table,) = blocks("board_actions", actions(f"title: A, status: {status}, deadline: {deadline}"))
    (cell,) = (r.cells[2] for r in table.rows if text_of(r.cells[0].spans) == "A")

    assert expected == (text_of(cell.spans), cell.tone)


@pytest.mark.parametrize(
    ("status", "deadline", "shown"),
    [
        ("decided", "2027-05-25", True),
        ("decided", "2027-05-26", False),
        ("decided", "2020-01-01", True),
        ("started", "2035-01-01", True),
        ("finished", "2026-09-23", True),
        ("finished", "2026-09-22", False),
        ("evaluated", "2026-09-22", False),
    ],
)
def test_the_wall_shows_the_present(blocks, status: str, deadline: str, shown: bool) -> None:
    """Two months back and six ahead, and always what is under way or late; of the others, those not finished count."""
    (table,) = blocks("board_actions", actions(f"title: A, status: {status}, deadline: {deadline}"))
    is_counted = status == "decided" and not shown

    assert shown == any("A" in row for row in cells(table))
    assert is_counted == (cells(table)[-1] == ["og 1 anden, der ikke er afsluttet, se planen"])
    assert is_counted == (["Besluttet: se planen. Skriv nye her:"] in cells(table))


def test_of_sixty_actions_those_under_way_are_shown_and_the_others_counted(blocks) -> None:
    """A sheet has room for some: what is under way first; what is finished is not counted."""
    (table,) = blocks("board_actions", crowded())
    said = "\n".join(row[0] for row in cells(table))
    shown = [n for n in range(60) if f"Handling nr. {n} " in said]

    assert [f"og {30 - len(shown)} andre, der ikke er afsluttet, se planen"] == cells(table)[-1]
    assert {"started"} == {("started", "decided", "finished", "evaluated")[n % 4] for n in shown}


def test_without_actions_the_gap_is_marked_and_there_is_room_to_write(blocks) -> None:
    """Ten empty rows where decisions are written."""
    note, table = blocks("board_actions", HEAD)

    assert ("gap", [["Besluttet"]], 11) == (note.kind, written(table), len(table.rows))


def test_a_wall_shows_fewer_rows_rather_than_smaller_words(blocks) -> None:
    """Of ideas that take more lines than their field has, the first; how many others there are is told once."""
    title = "Giv familien besked på forhånd, når barnet opfylder betingelserne"
    ideas = "".join(
        f"  E{effect}{n}: {{title: '{title}', effect: {effect}, resources: low}}\n"
        for effect in ("high", "low")
        for n in range(3)
    )
    _, table = blocks("board_assessment", f"{SMALL}ideas:\n{ideas}")

    assert 2 == sum(title in row[0] for row in cells(table))
    assert ["og 4 andre, se planen"] == cells(table)[-1]
