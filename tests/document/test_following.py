"""Each verdict has a sentence in each language that says what was reckoned."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import get_args

import pytest

from planbuilder.document.following import in_brief, standing_in_words, verdict_in_words
from planbuilder.figures.following import Reading, Standing, Verdict
from planbuilder.language import Language, available, load

LAST = Reading(date(2028, 3, 1), Decimal(38))


@pytest.mark.parametrize("code", available())
@pytest.mark.parametrize("verdict", get_args(Verdict))
def test_every_verdict_has_its_sentence(verdict: Verdict, code: str) -> None:
    """In every language."""
    assert verdict_in_words(load(code), Standing(verdict), "%", None).endswith(".")


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (Standing("behind", cause="slower", months=1), "kommer 1\u00a0måned senere"),
        (Standing("behind", cause="slower", months=8), "kommer 8\u00a0måneder senere"),
        (Standing("behind", cause="smaller", part=Decimal("0.5")), "bliver 50\u00a0% af den planlagte"),
        (Standing("behind", cause="baseline", offset=Decimal("-4.5")), "var 4,5 dage lavere"),
        (Standing("behind", cause="baseline", offset=Decimal("4.5")), "var 4,5 dage højere"),
        (Standing("behind"), "kan endnu ikke vise hvorfor"),
    ],
)
def test_what_is_behind_says_why_with_its_number(how: Standing, said: str, danish: Language) -> None:
    """Or that it cannot be told."""
    assert said in verdict_in_words(danish, how, "dage", None)


@pytest.mark.parametrize("unit", ["%", "procent af brugerne", "pct."])
def test_shares_differ_by_percentage_points(unit: str, danish: Language) -> None:
    """0.6 percent of 4 percent is something else."""
    how = Standing("behind", cause="baseline", offset=Decimal("0.6"))

    assert "var 0,6 procentpoint højere" in verdict_in_words(danish, how, unit, None)


def test_what_comes_of_it_is_said_where_it_is_behind(danish: Language) -> None:
    """With the cause, and not without; the latest step is told where there was one."""
    due, before = date(2030, 12, 31), Reading(date(2028, 2, 1), Decimal(39))
    behind = Standing("behind", LAST, cause="smaller", before=before, trend="away", forecast=Decimal("52.5"))

    told = [*standing_in_words(danish, behind, "dage", due)]
    assert told[0] == "Siden målingen den 1. februar 2028 (39 dage) er det gået den forkerte vej."
    assert told[-1] == "Bliver det ved sådan, er tallet 52,5 dage den 31. december 2030."
    assert len([*standing_in_words(danish, Standing("on_track", LAST, forecast=Decimal(5)), "dage", due)]) == 1


def test_a_target_reached_early_waits_for_its_day(danish: Language) -> None:
    """It is never called reached before."""
    told = verdict_in_words(danish, Standing("ahead"), "%", date(2030, 12, 31))

    assert told == "Den seneste måling er foran planen. Om målet nås, afgøres den 31. december 2030."


def test_only_what_is_known_is_said(danish: Language) -> None:
    """The planned value and the part of the way where they are known, and the verdict always."""
    known = Standing("on_track", LAST, Decimal(40), Decimal("0.3"))

    told = [*standing_in_words(danish, known, "%", None)]
    assert told[0] == "Senest målt, den 1. marts 2028: 38\u00a0%. Planlagt for den dag: 40\u00a0%."
    assert told[1] == "Nået af vejen fra udgangspunkt til mål: 30\u00a0%."
    assert len([*standing_in_words(danish, Standing("unknown", LAST), "%", None)]) == 1


@pytest.mark.parametrize("code", available())
@pytest.mark.parametrize("verdict", [one for one in get_args(Verdict) if one != "unmeasured"])
def test_an_old_verdict_is_never_told_as_of_today(verdict: Verdict, code: str) -> None:
    """In every language it is told with its day; the day of the target is told to have passed by another sentence."""
    spoken, how = load(code), Standing(verdict, LAST, stale=True)

    assert spoken.short_day(LAST.on) in in_brief(spoken, how, None)
    if verdict != "lapsed":
        assert spoken.short_day(LAST.on) in verdict_in_words(spoken, how, "%", None)
        assert spoken.short_day(LAST.on) not in in_brief(spoken, Standing(verdict, LAST), None)


def test_a_target_whose_day_has_passed_says_whether_it_was_met(danish: Language) -> None:
    """As far as anybody has measured."""
    due, short, met = date(2028, 2, 1), Decimal("0.75"), Decimal(1)

    assert [
        in_brief(danish, Standing("behind", LAST, attained=short), due),
        in_brief(danish, Standing("behind", LAST, attained=short), date(2028, 4, 1)),
        in_brief(danish, Standing("lapsed", LAST, attained=short), date(2028, 4, 1)),
        in_brief(danish, Standing("lapsed", LAST, attained=met), date(2028, 4, 1)),
    ] == [
        "fristen er passeret, målet er ikke nået",
        "bag planen",
        "fristen er passeret; målet var ikke nået den 01.03.2028, og der er ikke målt siden",
        "fristen er passeret; målet var nået den 01.03.2028, og der er ikke målt siden",
    ]
