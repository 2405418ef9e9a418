"""A comparison as blocks of a document."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder import pipeline
from planbuilder.document.blocks.changes import changes_list, changes_money, changes_summary
from planbuilder.document.model import Section, Table, text_of, texts_of
from planbuilder.language import Language
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.record import replace
from tests.changes.test_beside import OPTIONS
from tests.changes.test_comparing import EDITS, compared, data, edited  # noqa: F401 - fixtures
from tests.conftest import DAY


def told(found, questionnaire: Questionnaire, danish: Language):
    made_from = pipeline.material(found.after.plan, questionnaire, danish, DAY)
    return replace(made_from, since=found)


def test_effects_of_the_table_come_to_its_total(compared, questionnaire, danish: Language) -> None:  # noqa: F811
    """In whole kroner as they are shown, and the total is the difference of the two cases."""
    found = compared(EDITS)
    (section,) = changes_money(told(found, questionnaire, danish))
    effects, _, cases, years = section.blocks  # type: ignore[union-attr]

    assert isinstance(effects, Table)
    *parts, total = [row.cells[-1].value for row in effects.rows]
    assert sum(parts, Decimal(0)) == total == cases.rows[0].cells[-1].value  # type: ignore[union-attr, arg-type]
    assert all(row.cells[3].value == row.cells[2].value - row.cells[1].value for row in years.rows)  # type: ignore[union-attr]


def test_groups_are_headed_and_rows_named(compared, questionnaire, danish: Language) -> None:  # noqa: F811
    """Each row with its money, its changes as points beneath it."""
    sections = changes_list(told(compared(EDITS), questionnaire, danish))

    assert [one.title for one in sections if isinstance(one, Section)] == [
        "Gevinster",
        "Økonomi",
        "Risici",
        "Gennemførelse",
    ]
    texts = list(texts_of(sections))
    assert texts[0].startswith("G1 Færre timer til behandling af ansøgninger: nettonutidsværdi \u2212")
    assert "Begynder et år senere (2028 → 2029)." in texts


def test_what_moves_no_money_has_no_tables(compared, questionnaire, danish: Language) -> None:  # noqa: F811
    """Nor is anything told where nothing is compared."""
    found = told(compared({("actions", "H1", "deadline"): "2027-02-01"}), questionnaire, danish)

    assert changes_money(found) == ()
    assert "planbuilder diff" in text_of(changes_summary(replace(found, since=None))[0].spans)  # type: ignore[union-attr]


def test_two_price_bases_are_named(compared, questionnaire, danish: Language) -> None:  # noqa: F811
    """Nothing is converted."""
    blocks = changes_summary(told(compared({("price_base",): "2027"}), questionnaire, danish))

    assert "fra 2026 til 2027" in list(texts_of(blocks))[-1]


def test_options_that_are_moved_have_a_table_where_the_plan_is_not(compared, questionnaire, danish) -> None:  # noqa: F811
    """Each in a row: what it came to, and what it comes to."""
    (section,) = changes_money(told(compared(OPTIONS), questionnaire, danish))
    (shown,) = section.blocks  # type: ignore[union-attr]

    assert isinstance(shown, Table)
    assert [text_of(one.cells[0].spans) for one in shown.rows] == [
        "A1 Som i dag (nyt alternativ)",
        "A2 Kun digitalt (nyt alternativ)",
    ]


@pytest.mark.parametrize(("before", "after"), [(True, False), (False, True), (False, False)])
def test_the_wider_value_is_told_where_it_differs_in_one_of_the_two(
    compared,  # noqa: F811
    data,  # noqa: F811
    questionnaire: Questionnaire,
    danish: Language,
    before: bool,
    after: bool,
) -> None:
    """It is the net present value again where nothing but what can be cashed is valued."""
    wider = [id for id, one in data["benefits_tree"]["benefits"].items() if one.get("kind") != "cashable"]
    gone = {("benefits_tree", "benefits", id): None for id in wider}
    states = ({} if before else gone), {**({} if after else gone), ("costs", "K1", "amount"): "1"}
    found = compared(states[1], edited(data, states[0]))
    (section,) = changes_money(told(found, questionnaire, danish))
    cases = next(one for one in section.blocks if isinstance(one, Table) and one.id == "changes_cases")  # type: ignore[union-attr]

    assert 3 + (before or after) == len(cases.rows)


def test_the_sign_of_a_saving_is_said_once_above_budget_changes(compared, questionnaire, danish) -> None:  # noqa: F811
    """In their group."""
    edits = {("budget_changes", id, "decided_by"): "Rådet" for id in ("T1", "T2")}
    (section,) = changes_list(told(compared(edits), questionnaire, danish))

    assert [text for text in texts_of((section,)) if "besparelse" in text] == [danish.text("changes.signs")]
