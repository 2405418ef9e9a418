"""The board's goals: the few indicators that matter, dark and light line by month, a message, and warnings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder.document.figure_model import Chart, Diagram, VerdictData
from planbuilder.document.model import Note, Paragraph, Section, text_of
from tests.document.plans import HEAD, SMALL

DIGITAL = "title: Digitale ansøgninger, unit: '%', baseline: {value: 10}, target: {value: 70, on: 2027-12-31}"


def plan(values: dict[str, float], told: str = DIGITAL) -> str:
    """A plan with one indicator measured at some dates."""
    rows = [f"  M{n}: {{indicator: I1, on: {on}, value: {value}}}" for n, (on, value) in enumerate(values.items())]
    return "\n".join([SMALL, f"indicators: {{I1: {{{told}}}}}", "measurements:", *rows, ""])


def several(*counts: tuple[str, int]) -> str:
    """A plan with an indicator for each kind and number of measurements."""
    indicators = [f"  I{n}: {{title: T{n}, kind: {kind}}}" for n, (kind, _) in enumerate(counts, 1)]
    rows = [
        f"  M{n}_{k}: {{indicator: I{n}, on: 2026-0{k + 1}-01, value: {k}}}"
        for n, (_, count) in enumerate(counts, 1)
        for k in range(count)
    ]
    return "\n".join([SMALL, "indicators:", *indicators, "measurements:", *rows, ""])


def goals(made: tuple) -> list[Section]:
    return [block for block in made if isinstance(block, Section)]


def test_the_heading_of_a_chart_is_its_message(blocks) -> None:
    """How far, when, towards what and by when."""
    (goal,) = goals(blocks("board_goals", plan({"2026-07-31": 64, "2026-08-31": 62})))

    assert "Digitale ansøgninger: 62\u00a0% i august 2026, målet er 70\u00a0% i december 2027" == goal.title


def test_dark_is_what_was_measured_and_light_is_the_goal(blocks) -> None:
    """Both told by word above all charts and in each description, so that no one needs to see colours."""
    intro, goal = blocks("board_goals", plan({"2026-07-31": 64, "2026-08-31": 62}))
    _, chart = goal.blocks
    light, dark = chart.series

    assert ("goal", (70, 70), "actual", (64, 62)) == (light.tone, light.values, dark.tone, dark.values)
    assert "Den mørke linje er det målte, den lyse er målet." == text_of(intro.spans)
    assert "Mørk linje, målt: juli 2026: 64\u00a0% og august 2026: 62\u00a0%. Lys linje, mål: 70\u00a0%." in chart.alt


def test_the_line_has_a_place_for_every_month(blocks) -> None:
    """A month without a measurement has no value, and the line runs on across it; two in a month are the later one."""
    measured = {"2025-11-02": 40, "2025-11-29": 44, "2026-02-01": 50}
    (goal,) = goals(blocks("board_goals", plan(measured)))
    _, chart = goal.blocks

    assert ("11.2025", "12.2025", "01.2026", "02.2026") == chart.categories
    assert (Decimal(44), None, None, Decimal(50)) == chart.series[1].values
    assert chart.series[1].joined


def test_many_months_stand_in_figures(blocks) -> None:
    """Each with its year: on a wall the line may have ended long ago."""
    (goal,) = goals(blocks("board_goals", plan({"2025-06-30": 40, "2026-08-31": 50})))

    assert ("06.2025", "08.2026", 15) == (*goal.blocks[1].categories[::14], len(goal.blocks[1].categories))


def test_the_description_ends_with_the_latest_step(blocks) -> None:
    """From the month before to the last one."""
    (goal,) = goals(blocks("board_goals", plan({"2026-06-30": 40, "2026-08-31": 62})))

    assert goal.blocks[1].alt.endswith(" Siden juni 2026: fra 40\u00a0% til 62\u00a0%.")
    assert "" == goal.blocks[1].caption


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([("kpi", 1), ("kpi", 3), ("kpi", 2), ("kpi", 4)], ["I2", "I3", "I4"]),
        ([("kpi", 4), ("kpi", 3), ("kpi", 2), ("success_indicator", 1)], ["I1", "I2", "I4"]),
        ([("kpi", 0), ("success_indicator", 1)], ["I2"]),
        ([("kpi", 0), ("kpi", 0), ("success_indicator", 0), ("kpi", 0)], ["I1", "I2", "I3"]),
    ],
)
def test_the_few_that_matter_are_chosen(blocks, counts: list[tuple[str, int]], expected: list[str]) -> None:
    """At most three, those measured most often, both kinds among them, in the plan's order."""
    made = goals(blocks("board_goals", several(*counts)))

    assert expected == [goal.id.removeprefix("board_goal_") for goal in made]


def test_one_measurement_is_a_message_without_a_line(blocks) -> None:
    """A point is no line."""
    (goal,) = goals(blocks("board_goals", plan({"2026-08-31": 62})))

    assert (goal.title.startswith("Digitale ansøgninger: 62\u00a0%"), []) == (
        True,
        [one for one in goal.blocks if isinstance(one, Chart | Note)],
    )


def test_a_goal_that_is_reached_gives_no_warning(blocks) -> None:
    """Though its date has passed."""
    told = DIGITAL.replace("2027-12-31", "2026-07-01")
    (goal,) = goals(blocks("board_goals", plan({"2026-06-30": 40, "2026-08-31": 75}, told)))

    verdict, chart = goal.blocks
    assert "målet er nået" == verdict.alt
    assert chart.alt.endswith("Siden juni 2026: fra 40\u00a0% til 75\u00a0%. Målet er nået.")


def test_a_goal_that_is_reached_early_is_not_celebrated(blocks) -> None:
    """Before its day it may be lost again."""
    (goal,) = goals(blocks("board_goals", plan({"2026-06-30": 40, "2026-08-31": 75})))

    _, chart = goal.blocks
    assert chart.alt.endswith("Siden juni 2026: fra 40\u00a0% til 75\u00a0%.")


def warnings(made: tuple) -> list[str]:
    (goal,) = goals(made)
    return [text_of(b.spans) for b in goal.blocks if isinstance(b, Note)]


def test_below_the_goal_for_long_is_told(blocks) -> None:
    """From the goal's date on, with the number of measurements."""
    told = DIGITAL.replace("2027-12-31", "2026-07-01")
    found = warnings(blocks("board_goals", plan({"2026-06-30": 72, "2026-07-31": 68, "2026-08-31": 69}, told)))

    assert ["Målet skulle være nået senest 1. juli 2026, men var det ikke ved de seneste 2 målinger."] == found


def test_two_steps_the_wrong_way_are_told(blocks) -> None:
    """Also where a smaller number is better; one step back is not yet worth a talk."""
    fewer = "title: Ventetid, unit: dage, baseline: {value: 20}, target: {value: 4}"
    once = plan({"2026-06-30": 10, "2026-07-31": 12}, fewer)
    twice = plan({"2026-06-30": 10, "2026-07-31": 12, "2026-08-31": 13}, fewer)

    assert [] == warnings(blocks("board_goals", once))
    assert ["Det er gået den forkerte vej siden juni 2026: fra 10 dage til 13 dage."] == warnings(
        blocks("board_goals", twice)
    )


def test_without_a_target_the_message_marks_the_gap(blocks) -> None:
    """The line of what was measured stands alone, and nobody is warned of a goal nobody has set."""
    (goal,) = goals(blocks("board_goals", plan({"2026-06-30": 40, "2026-08-31": 30}, "title: Ansøgninger")))

    assert "Ansøgninger: 30 i august 2026, målet er [mangler: Måltal]" == goal.title
    assert [1] == [len(b.series) for b in goal.blocks if isinstance(b, Chart)]


@pytest.mark.parametrize(
    ("text", "gap", "titles"),
    [
        (HEAD, "Indikatorer", []),
        (
            SMALL + f"indicators: {{I1: {{{DIGITAL}}}}}\n",
            "Målinger",
            ["Digitale ansøgninger: målet er 70\u00a0% i december 2027"],
        ),
    ],
)
def test_what_is_missing_is_marked(blocks, text: str, gap: str, titles: list[str]) -> None:
    """No indicators, or none that has been measured; its goal stands all the same."""
    note, *rest = blocks("board_goals", text)

    assert ("gap", gap, titles) == (note.kind, text_of(note.spans), [section.title for section in rest])


def test_english_writes_its_own_signs(blocks) -> None:
    """No space before the per cent sign."""
    (goal,) = goals(blocks("board_goals", plan({"2026-07-31": 64, "2026-08-31": 62}), "en"))

    assert goal.title.endswith("62% in August 2026, the goal is 70% in December 2027")


LEVEL = "title: Klager, unit: klager, baseline: {value: 4}, target: {value: 4, on: 2027-12-31}"


@pytest.mark.parametrize(
    ("better", "last", "title", "told"),
    [
        ("lower", 3, "højst 4 klager", "Siden juni 2026: fra 4 klager til 3 klager. Niveauet er holdt."),
        ("higher", 4, "mindst 4 klager", "Uændret siden juni 2026: 4 klager. Niveauet er holdt."),
        ("''", 5, "uændret 4 klager", "Siden juni 2026: fra 4 klager til 5 klager."),
    ],
)
def test_a_level_is_kept_or_not(blocks, better: str, last: int, title: str, told: str) -> None:
    """Which side is better the message says; where nobody has said it, nothing is claimed."""
    (goal,) = goals(blocks("board_goals", plan({"2026-06-30": 4, "2026-08-31": last}, f"{LEVEL}, better: {better}")))

    _, chart = goal.blocks
    assert f"Klager: {last} klager i august 2026, målet er {title} i december 2027" == goal.title
    assert chart.alt.endswith(told)


def test_a_level_that_is_lost_is_told(blocks) -> None:
    """At once: it has no day by which it is to be reached."""
    found = warnings(blocks("board_goals", plan({"2026-06-30": 4, "2026-08-31": 6}, f"{LEVEL}, better: lower")))

    assert ["Niveauet er ikke holdt ved den seneste måling. Det skal være højst 4 klager."] == found


def test_a_goal_is_not_missed_before_its_day(blocks) -> None:
    """What was measured earlier was not due; that nothing has been measured since is what is told."""
    told = DIGITAL.replace("2027-12-31", "2026-09-30")
    early = warnings(blocks("board_goals", plan({"2026-06-30": 40, "2026-08-31": 50}, told)))
    since = warnings(blocks("board_goals", plan({"2026-08-31": 50, "2026-10-31": 60}, told)))

    assert ["Målet skulle være nået senest 30. september 2026. Det er ikke målt siden."] == early
    assert ["Målet skulle være nået senest 30. september 2026, men var det ikke ved den seneste måling."] == since


def test_lines_that_are_not_drawn_are_not_explained(blocks) -> None:
    """One measurement makes no line, and without a target there is one line only."""
    alone = blocks("board_goals", plan({"2026-08-31": 50}))
    untargeted = blocks("board_goals", plan({"2026-06-30": 40, "2026-08-31": 30}, "title: Ansøgninger"))

    assert all(isinstance(block, Section) for block in alone)
    assert "Linjen er det målte." == text_of(untargeted[0].spans)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            several(("kpi", 2), ("kpi", 1), ("kpi", 1), ("kpi", 3)),
            "Målene er vores forslag: højst tre, de oftest målte",
        ),
        (
            several(*[("kpi", 0)] * 4).replace("measurements:\n", ""),
            "de første i planen, højst tre, indtil der er målt.",
        ),
        (several(("kpi", 2), ("kpi", 1)), ""),
    ],
    ids=["measured", "not measured", "all there are"],
)
def test_the_rule_of_our_proposal_is_printed(blocks, text: str, told: str) -> None:
    """Where we have chosen among several, and not where all there are hang there."""
    said = [text_of(one.spans) for one in blocks("board_goals", text) if isinstance(one, Paragraph)]

    assert any(told in one for one in said) if told else not any("forslag" in one for one in said)


@pytest.mark.parametrize(("chosen", "told"), [("[I4]", ""), ("[I1, I2, I3, I4]", "Der er valgt 1 mål mere")])
def test_what_people_have_chosen_hangs_there_without_a_word_of_ours(blocks, chosen: str, told: str) -> None:
    """How many more they have chosen is told."""
    answers = f"answers: {{goals_followup.board_use: {{value: both}}, goals_followup.on_board: {{value: {chosen}}}}}\n"
    made = blocks("board_goals", several(("kpi", 2), ("kpi", 1), ("kpi", 1), ("kpi", 1)) + answers)
    said = [text_of(one.spans) for one in made if isinstance(one, Paragraph)]

    assert not any("forslag" in one for one in said)
    assert any(told in one for one in said) if told else not any("valgt" in one for one in said)
    assert [one.id for one in goals(made)] == [f"board_goal_I{n}" for n in ((4,) if chosen == "[I4]" else (1, 2, 3))]


RAMPED = "indicators: {I1: {title: T, baseline: {value: 10, on: 2026-01-01}, target: {value: 70, on: 2026-12-31}}}"
KEPT = "indicators: {I1: {title: T, better: lower, baseline: {value: 4}, target: {value: 4}}}"


@pytest.mark.parametrize(
    ("indicator", "value", "place", "tone", "word"),
    [
        (RAMPED, 15, 0, "bad", "bag planen"),
        (RAMPED, 55, 1, "good", "følger planen"),
        (RAMPED, 69, 2, "good", "foran planen"),
        (KEPT, 5, 0, "bad", "ikke holdt"),
        (KEPT, 3, 1, "good", "holdt"),
        ("indicators: {I1: {title: T}}", 3, None, "neutral", "kan ikke vurderes"),
    ],
)
def test_each_goal_has_its_verdict(blocks, indicator: str, value: int, place: int | None, tone: str, word: str) -> None:
    """By word, place and colour; in no place where nothing can be said. Who cannot see it hears the word."""
    measured = f"measurements: {{M1: {{indicator: I1, on: 2026-09-30, value: {value}}}}}\n"
    (goal,) = goals(blocks("board_goals", f"{SMALL}{indicator}\n{measured}"))
    verdict = next(one for one in goal.blocks if isinstance(one, Diagram))
    assert isinstance(verdict.data, VerdictData)

    assert (place, tone, word) == (verdict.data.at, verdict.data.tone, verdict.data.word)
    assert (word, "") == (verdict.alt, verdict.caption)


OFTEN = "title: T, frequency: {}, baseline: {{value: 10, on: 2026-01-01}}, target: {{value: 70, on: 2027-12-31}}"


@pytest.mark.parametrize(
    ("frequency", "last", "word"),
    [
        ("monthly", "2026-10-24", "foran planen"),
        ("monthly", "2026-10-23", "ikke målt siden oktober 2026"),
        ("quarterly", "2026-10-23", "foran planen"),
        ("quarterly", "2026-08-23", "ikke målt siden august 2026"),
        ("''", "2026-08-23", "foran planen"),
    ],
)
def test_what_is_due_to_be_measured_has_no_light(blocks, frequency: str, last: str, word: str) -> None:
    """Nobody can say how it goes; by the indicator's own frequency, seen from the day of the build."""
    (goal,) = goals(blocks("board_goals", plan({last: 60}, OFTEN.format(frequency))))
    (verdict,) = (one for one in goal.blocks if isinstance(one, Diagram))

    assert word == verdict.alt
    assert (verdict.data.at is None) == word.startswith("ikke målt")


@pytest.mark.parametrize(("value", "told"), [(12, ["Bagud: I2 – se status."]), (69, [])])
def test_what_is_behind_and_hangs_not_here_is_named(blocks, value: int, told: list[str]) -> None:
    """Where there is any."""
    own = "baseline: {value: 10, on: 2026-01-01}, target: {value: 70, on: 2026-12-31}"
    text = f"{SMALL}indicators: {{I1: {{title: A, {own}}}, I2: {{title: B, {own}}}, I3: {{title: C, {own}}}}}\n"
    measured = f"measurements: {{M1: {{indicator: I2, on: 2026-11-01, value: {value}}}}}\n"
    answers = "answers: {goals_followup.board_use: {value: both}, goals_followup.on_board: {value: [I1]}}\n"
    said = [
        text_of(one.spans) for one in blocks("board_goals", text + measured + answers) if isinstance(one, Paragraph)
    ]

    assert told == [one for one in said if "Bagud" in one]


def test_what_there_is_no_room_for_gives_way(blocks) -> None:
    """First the lines of what was measured longest ago; every goal keeps its message and its warning."""
    told = "title: T, frequency: monthly, better: lower, baseline: {value: 1}, target: {value: 1, on: 2026-06-30}"
    rows = [
        f"  M{n}{k}: {{indicator: I{n}, on: 2026-{k + 4:02}-{20 if n == 2 else 28}, value: {4 + k % 2}}}"
        for n in range(1, 4)
        for k in range(7)
    ]
    told = told.replace("T", "En måling med et langt navn som fylder to linjer på tavlen")
    indicators = ", ".join(f"I{n}: {{{told}}}" for n in (1, 2, 3))
    made = goals(blocks("board_goals", "\n".join([SMALL, f"indicators: {{{indicators}}}", "measurements:", *rows, ""])))

    charted = [one.id for one in made if any(isinstance(block, Chart) for block in one.blocks)]
    assert 3 == len(made) > len(charted)
    assert "board_goal_I2" not in charted
    assert all(any(isinstance(block, Note) for block in one.blocks) for one in made)


def test_a_goal_that_nobody_has_measured_says_so(blocks) -> None:
    """Not that it is behind."""
    (goal,) = goals(blocks("board_goals", f"{SMALL}{KEPT}\n"))

    assert ["ikke målt endnu"] == [one.alt for one in goal.blocks if isinstance(one, Diagram)]
