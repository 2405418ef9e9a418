"""The overview of many plans: what it says is what was found, and what there is nothing of is left out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder.document.model import Section, Table, text_of, texts_of, walk
from planbuilder.document.overview import overview
from planbuilder.document.overview_material import Overview
from planbuilder.language import Language
from planbuilder.portfolio.sums import Entry, Portfolio
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.record import replace
from planbuilder.writers.text import render
from tests.portfolio.plans import LIFE, entry, plan_text, summary_of, three


@pytest.fixture
def told(questionnaire: Questionnaire, spoken: Language) -> Overview:
    return three(questionnaire, spoken)


def sections(o: Overview) -> dict[str, Section]:
    return {one.id: one for one in overview(o).blocks if isinstance(one, Section)}


def rows(section: Section, at: int = 0) -> list[list[str]]:
    tables = [one for one in walk(section.blocks) if isinstance(one, Table)]
    return [[text_of(cell.spans) for cell in row.cells] for row in tables[at].rows]


def test_everything_that_was_found_is_told(told: Overview) -> None:
    """Each thing in its section, with the plan it is of."""
    found = sections(told)

    assert ["in_brief", "money", "committees", "red", "late", "pools", "accounts", "plans", "unread"] == [*found]
    assert ["Fritidspas\na"] == [row[0] for row in rows(found["red"])] == [row[0] for row in rows(found["late"])]
    assert ["Fritidspas\na", "Fritidspas\nb"] == [row[0] for row in rows(found["accounts"])]
    assert [[year in row[2] for year in ("2026", "2027")] for row in rows(found["plans"])] == [[True, True]] * 2 + [
        [False, True]
    ]
    assert ["d", "home"] == [row[0] for row in rows(found["unread"])]
    assert 3 == rows(found["unread"])[0][1].count("PB021")


def test_prices_of_different_years_stand_in_tables_of_their_own_and_it_is_said(told: Overview) -> None:
    """In money as in committees; with one price base nothing is said of it."""
    found = sections(told)
    single = replace(told, found=Portfolio(told.found.entries[:2]))
    tables = [one.caption for id in ("money", "committees") for one in walk(found[id].blocks) if isinstance(one, Table)]

    assert ["2027", "2026"] * 2 == [next(year for year in ("2026", "2027") if year in one) for one in tables]
    assert (
        told.words("rule.bases", years=told.language.sentence_list(["2027", "2026"]))
        in render(overview(told), None).decode()
    )
    assert told.words("rule.bases", years="")[:30] not in render(overview(single), None).decode()


def test_every_column_of_money_adds_up(told: Overview) -> None:
    """Costs and gains to net, as they are shown; the last row counts the plans."""
    shown = rows(sections(told)["money"], 1)
    numbers = [[told.language.parse_number(text) for text in row[1:]] for row in shown[:4]]

    assert [sum(column, Decimal(0)) for column in zip(*numbers[:3], strict=True)] == numbers[3]
    assert ["2"] * 5 == shown[-1][1:]


@pytest.mark.parametrize("count", [1, 2])
def test_the_permanent_effect_names_of_how_many_plans_it_is(told: Overview, count: int) -> None:
    """Of one plan none, of all that they are all."""
    single = replace(told, found=Portfolio(tuple(entry(str(n)) for n in range(count))))
    begins = told.words("lasting_all.one", amount="0").partition(":")[0]
    (said,) = (text for text in texts_of(overview(single).blocks) if text.startswith(begins))

    assert (str(count) in said.split()) == (count > 1)


def test_what_there_is_nothing_of_is_left_out(told: Overview) -> None:
    """A plan alone, with nothing red, late, owed, shared or wrong; and no plan that can be read."""
    alone = replace(told, found=Portfolio((entry("a"),)))
    none = replace(told, found=Portfolio((), told.found.unread))

    assert ["in_brief", "money", "committees", "plans"] == [*sections(alone)]
    assert ["in_brief", "unread"] == [*sections(none)]


def test_a_brief_one_shows_the_beginning_of_lists(told: Overview) -> None:
    """And how many more there are; no list of plans."""
    several = tuple(Entry(f"p{n}", summary_of(plan_text(f"p{n}") + LIFE)) for n in range(8))
    found = sections(replace(told, found=Portfolio(several), brief=True))

    assert "plans" not in found
    assert [told.language.count("status.more", 3)] == rows(found["late"])[-1]
