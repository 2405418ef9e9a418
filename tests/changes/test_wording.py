"""What a comparison comes to, in words and as data."""

from __future__ import annotations

from decimal import Decimal

from planbuilder.changes.effects import Effect
from planbuilder.changes.wording import comparison_data, effect_in_words, heading, signed, signs, summary
from planbuilder.language import Language, load
from tests.changes.test_comparing import EDITS, compared, data  # noqa: F401 - fixtures


def test_amounts_have_their_sign(danish: Language) -> None:
    """A plus too, since a difference is told."""
    assert [signed(danish, Decimal(n)) for n in (1200, -1200, 0)] == [
        "+1.200\N{NO-BREAK SPACE}kr.",
        "-1.200\N{NO-BREAK SPACE}kr.",
        "0\N{NO-BREAK SPACE}kr.",
    ]
    assert signed(load("en"), Decimal(1200)) == "DKK\N{NO-BREAK SPACE}+1,200"


def test_years_of_the_same_amount_are_told_together(danish: Language) -> None:
    """And years in which nothing moves are not told."""
    budget = {2027: Decimal(0), 2028: Decimal(-5), 2029: Decimal(7), 2030: Decimal(7), 2031: Decimal("0.2")}

    assert (
        effect_in_words(danish, Effect(budget=budget)).replace("\N{NO-BREAK SPACE}", " ")
        == "budget 2028 -5 kr., 2029–2030 +7 kr. om året"
    )


def test_nothing_is_no_words(danish: Language) -> None:
    """What does not move the case is told without money."""
    assert effect_in_words(danish, Effect()) == ""


def test_one_place_is_one(compared, danish: Language) -> None:  # noqa: F811
    """»Ændret 1 sted«."""
    one = compared({("actions", "H1", "deadline"): "2027-02-01"})

    assert summary(danish, one) == "Ændret 1 sted. Ændringerne flytter ikke business casen."
    assert heading(danish, one.entries[0]) == one.entries[0].title
    assert summary(danish, compared({})) == "Intet er ændret fra før til nu."


def test_data_have_every_group_with_its_money(compared) -> None:  # noqa: F811
    """The sums of the entries are those of the whole."""
    found = comparison_data(compared(EDITS))

    entries = [entry for group in found["groups"] for entry in group["entries"]]  # type: ignore[attr-defined]
    assert found["schema"] == "planbuilder.diff/1"
    assert abs(sum(one["effect"]["npv"] for one in entries) - found["effect"]["npv"]) < Decimal("0.01")  # type: ignore[index]


def test_the_sign_of_a_saving_is_said_where_budget_changes_stand(compared, spoken: Language) -> None:  # noqa: F811
    """Beside effects, in which a plus improves; and nowhere else."""
    words = {"da": "Et minus er en besparelse.", "en": "a minus is a saving."}
    with_one = compared({("budget_changes", "T1", "decided_by"): "Rådet"})

    assert words[spoken.code] in signs(spoken, with_one.entries)
    assert signs(spoken, compared(EDITS).entries) == ""
