"""A year of a plan's life: approved, measured month by month, met about four times, and told for what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from planbuilder.figures.following import Standing, standing_of
from planbuilder.interview.session import Session
from planbuilder.language import Language
from planbuilder.plan.store import open_plan
from planbuilder.usecases import meetings
from planbuilder.usecases.acting import Who, actions, add_action, ideas, move_action, promote
from planbuilder.usecases.approving import Decision, approve, decide
from planbuilder.usecases.building import Wanted, build
from planbuilder.usecases.harvesting import harvest
from planbuilder.usecases.interviewing import session
from planbuilder.usecases.measuring import take_in
from planbuilder.usecases.plans import write_example
from planbuilder.usecases.status import status

SEALED = datetime(2026, 11, 23, 12, 0)
CONDITIONS = ("Status efter et år", "Papirskemaet er væk ved sommeren")
# What is measured from July 2028 to June 2029, in the middle of a ramp. Planned is half of the way of I6, 20 percent
# of that of I7 and 25 of that of I8 and I10, and from January on all of it, 60 percent and 75.
MONTHS = [date(2028 + n // 12, n % 12 + 1, 28) for n in range(6, 18)]
YEAR: Mapping[str, list[str]] = {
    "I6": ["196.000"] * 3 + ["106.000"] * 9,  # nine months late
    "I7": ["10"] * 6 + ["20"] * 6,  # half of it
    "I8": ["3,85"] * 6 + ["2,35"] * 6,  # as far as planned, from 4.6 and not from 4
    "I10": ["47,5"] * 6 + ["72,5"] * 6,  # as planned
}


def at(day: date) -> Who:
    """The project manager on a day."""
    return Who(datetime(day.year, day.month, day.day, 9, 0), "Mette", "projektleder")


@contextmanager
def met(plan: Path, danish: Language, who: Who) -> Iterator[tuple[Session, str]]:
    """A meeting at the board: what is noted at it, and that it ended."""
    held = session(plan, danish, lambda: who.now, who.by, who.role)
    meeting = meetings.begin(held, who.now.date())
    yield held, meeting
    meetings.end(held, meeting)


def approved(plan: Path, danish: Language) -> None:
    """The plan sealed, and decided on by all; the last body makes conditions."""
    assert status(plan, danish, SEALED.date()).next == "approve"
    bodies = approve(plan, danish, SEALED.date(), SEALED, "Mette").manifest.bodies
    waiting = status(plan, danish, SEALED.date())
    assert (waiting.next, waiting.version and waiting.version.stage) == ("decide", "for_approval")
    for body in bodies:
        decide(plan, Decision(body, SEALED.date(), "approved"), SEALED)
    last = Decision(
        [*bodies][-1],
        date(2027, 1, 26),
        "approved",
        conditions=CONDITIONS,
        responsible="P4",
        deadline=date(2029, 6, 30),
    )
    decide(plan, last, datetime(2027, 1, 27, 9, 0))


def quarter(plan: Path, danish: Language, months: list[int]) -> None:
    """A quarter's measurements, as the spreadsheet of Finance has them."""
    lines = [f"{id};{MONTHS[n]:%d-%m-%Y};{values[n]}" for id, values in YEAR.items() for n in months]
    file = plan.parent / "maalinger.csv"
    file.write_bytes("\r\n".join(["Indikator;Dato;Værdi", *lines, ""]).encode("cp1252"))

    found = take_in(plan, file, danish, at(MONTHS[months[-1]]).now, "Jens")

    assert (len(found.measured), found.problems) == (12, ())


def measured_there(plan: Path, held: Session, meeting: str) -> None:
    """One value more, taken at the meeting itself: told at once, and what counts from then on."""
    found = meetings.measure(held, meeting, "I10", "73", "30.06.2029")

    assert (found.standing.verdict, how(plan)["I10"].latest) == ("on_track", found.reading)


def how(plan: Path) -> dict[str, Standing]:
    """How each indicator that was measured goes."""
    found = open_plan(plan).plan
    return {id: standing_of(found, id, MONTHS[-1]) for id in YEAR}


def noted(plan: Path, at_meetings: list[Who]) -> list[str]:
    """What the minutes of the last meetings say that happened; each was held on its day, and has ended."""
    kept = open_plan(plan).plan
    held = list(kept.meetings)[-len(at_meetings) :]
    assert [(kept.meetings[id].state, kept.meetings[id].on) for id in held] == [
        ("closed", who.now.date()) for who in at_meetings
    ]
    return [one.what for one in kept.minutes.values() if one.meeting in held]


@pytest.mark.slow
def test_a_year_is_told_for_what_it_is(tmp_path: Path, danish: Language) -> None:
    """Late, smaller and a wrong baseline apart; conditions, new potential and actions in the report of the year."""
    plan = write_example(tmp_path / "plan", danish).parent
    approved(plan, danish)
    begun = status(plan, danish, MONTHS[0])
    assert (begun.next, begun.version and begun.version.stage) == ("measure", "decided")

    # The first meeting: half a step into the ramp no cause can be told.
    quarter(plan, danish, [0, 1, 2])
    assert {id: (one.verdict, one.cause) for id, one in how(plan).items()} == {
        "I6": ("behind", ""), "I7": ("on_track", ""), "I8": ("behind", ""), "I10": ("on_track", ""),
    }  # fmt: skip
    autumn = at(date(2028, 10, 2))
    with met(plan, danish, autumn) as meeting:
        meetings.note_cause(*meeting, "I6", "Foreningerne venter på vejledningen")
        idea = meetings.raise_idea(*meeting, "Ring til foreningerne", "skranken")
        potential = meetings.raise_idea(*meeting, "Brug løsningen til lokaletilskud", "foreningerne")

    # The second: ideas are assessed, and what there are resources for becomes an action.
    quarter(plan, danish, [3, 4, 5])
    winter = at(date(2029, 1, 3))
    with met(plan, danish, winter) as meeting:
        meetings.assess(*meeting, idea, "high", "low")
        meetings.assess(*meeting, potential, "high", "high")
        call = meetings.put_into_action(*meeting, idea, "P5", "15. feb. 2029")
    assert [id for id in ideas(plan) if id in (idea, potential)] == [potential]

    # Budget 2028 was lowered for two benefits, one of them by less than planned; Finance corrects itself.
    for benefit, amount in (("G1", "139.520"), ("G2", "70.000"), ("G2", "60.000")):
        texts = {"benefit": benefit, "amount": amount, "year": "2028", "account": "06.45.51", "decision": "Budget 2028"}
        harvest(plan, texts, danish, winter)

    # The third: the ramp has moved, and each is told for what it is; an action is followed up.
    quarter(plan, danish, [6, 7, 8])
    spring = at(date(2029, 4, 3))
    assert [one.id for one in actions(plan, spring.now.date()) if one.id == call and one.is_late] == [call]
    with met(plan, danish, spring) as meeting:
        meetings.follow_up(*meeting, call, "finished")
    new = promote(plan, potential, "benefit", "Samme løsning, nye brugere", {}, danish, spring)
    assert open_plan(plan).plan.benefits_tree.benefits[new].title == "Brug løsningen til lokaletilskud"

    # The fourth: a year has passed.
    quarter(plan, danish, [9, 10, 11])
    summer = at(date(2029, 7, 2))
    found = how(plan)
    assert (found["I6"].cause, found["I6"].months) == ("slower", 9)
    assert (found["I7"].cause, found["I7"].part) == ("smaller", 0.5)
    assert (found["I8"].cause, round(found["I8"].offset, 3)) == ("baseline", Decimal("0.6"))
    assert (found["I10"].verdict, found["I10"].cause) == ("on_track", "")
    with met(plan, danish, summer) as meeting:
        measured_there(plan, *meeting)
        meetings.decide(*meeting, "Udgangspunktet måles igen")
    add_action(plan, {"title": "Mål udgangspunktet igen", "deadline": "1. sep. 2029"}, danish, summer)
    move_action(plan, CONDITIONS[1], "finished", danish, summer)

    assert noted(plan, [autumn, winter, spring, summer]) == [
        "cause", "raised", "raised", "assessed", "assessed", "became", "finished", "measured", "decision",
    ]  # fmt: skip

    one_screen = status(plan, danish, summer.now.date())
    assert {"I6", "I7", "I8"} <= {one.id for one in one_screen.behind}
    assert CONDITIONS[0] in [one.action.title for one in one_screen.late]
    total = one_screen.harvest.total
    assert (total.over.realised, total.over.planned, total.now.realised, total.now.planned) == (
        199520, 297645, None, 802935,
    )  # fmt: skip

    (report,) = build(plan, summer.now.date(), danish, Wanted(("status",), ("text",), to=tmp_path / "report"))
    said = report.read_text(encoding="utf-8").replace("\u00a0", " ")
    for line in (
        "Vilkår, hvor handlingen er afsluttet: 1 af 3.",
        "Hentet hjem i budgetter til og med 2029: 199.520 kr. Målt til tiden: 4 af 10. Indikatorer, der er bagud: 3.",
        "Mål, hvor fristen er passeret uden ny måling: 1.",
        "Status efter et år | Kommunalbestyrelsen, 26.01.2027 | Besluttet, frist 30.06.2029, overskredet",
        "Papirskemaet er væk ved sommeren | Kommunalbestyrelsen, 26.01.2027 | Afsluttet",
        "G1 Færre timer til behandling af ansøgninger | 139.520 | 139.520 | 0 | 418.560 | endnu ikke",
        "G2 Færre timer til betaling af foreningernes fakturaer | 68.125 | 60.000 | −8.125 | 204.375 | endnu ikke",
        "G3 Lavere udgifter til licens, tryk og porto | 90.000 | endnu ikke | −90.000 | 180.000 | endnu ikke",
        "For 2028 er hentet 199.520 kr. af 297.645 kr.",
        "For 2029 er endnu intet hentet; planlagt er 802.935 kr. for hele året.",
        "bliver det i alt 8.913.635 kr. af 9.011.760 kr.",
        "Handlinger, der ikke er afsluttet: 22. Overskredet: 21. H27 står under vilkårene.",
        "Desuden: I4, I5 og I9 – foran planen, da de sidst blev målt (2026). De skal måles nu.",
        "Desuden 6 ændringer under »Gennemførelse«, se ændringslisten.",
        "gevinsten kommer 9 måneder senere end planlagt. Griber ind: økonomichef.",
        "gevinsten bliver 50 % af den planlagte.",
        "udgangspunktet var 0,6 procentpoint højere",
        "Fristen for målet er passeret, og der er ikke målt siden. Den skal måles nu.",
        "G9 Brug løsningen til lokaletilskud. Tilføjet.",
    ):
        assert line in said
    assert "Hentes ikke hjem i budgetterne efter planen: G4, G5, G6, G7, G8. G9: ikke oplyst." in said
