"""What a change does to the options beside a plan, whose figures are in no effect on the plan's own case."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder import example
from planbuilder.changes.comparing import Comparison, compare
from planbuilder.changes.states import Named, leaving_states
from planbuilder.changes.wording import comparison_data, option_in_words, summary
from planbuilder.language import Language
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.yamltext.nodes import Data, KeyPath
from planbuilder.yamltext.reading import read_text
from tests.changes.test_comparing import edited

OPTIONS: dict[KeyPath, Data] = {
    ("options", "A1"): {"title": "Som i dag", "kind": "nothing"},
    ("options", "A2"): {"title": "Kun digitalt", "kind": "other"},
    ("option_costs", "AK1"): {"option": "A2", "title": "Papir", "kind": "running", "amount": "1000", "from": "2027"},
}
DEARER: dict[KeyPath, Data] = {("option_costs", "AK1", "amount"): "2000"}


@pytest.fixture
def moved(questionnaire: Questionnaire, spoken: Language):
    """The example with options, against itself with edits."""
    data = edited(read_text(example.text(spoken)).data(), OPTIONS)

    def made(edits: dict[KeyPath, Data]) -> Comparison:
        named = Named("1", data), Named("2", edited(data, edits))
        return compare(*leaving_states(*named, questionnaire, spoken), questionnaire, spoken)

    return made


def test_what_moves_an_option_alone_is_told_in_kroner(moved, spoken: Language) -> None:
    """And of the plan it is said that its own case stands."""
    found = moved(DEARER)
    (one,) = found.options

    assert found.effect.is_nothing
    assert (one.id, one.after["permanent"] - one.before["permanent"]) == ("A2", Decimal(-1000))
    own = {"da": "flytter ikke planens egen business case, men", "en": "do not move the plan's own business case, but"}
    assert own[spoken.code] in summary(spoken, found)
    for name in ("npv", "permanent"):
        shown = " → ".join(spoken.money(side[name]) for side in (one.before, one.after))
        assert shown in option_in_words(spoken, one)
    assert option_in_words(spoken, one).startswith("A2 Kun digitalt: ")


def test_a_line_that_an_option_shares_with_the_plan_moves_both(moved, spoken: Language) -> None:
    """Doing nothing has none of the plan's lines, and of it nothing is stated."""
    found = moved({("costs", "K2", "fte"): "1.2"})

    assert [one.id for one in found.options] == ["A2"]
    also = {"da": "Alternativernes tal ændrer sig også.", "en": "The figures of the options change too."}
    assert summary(spoken, found).endswith(also[spoken.code])


def test_what_moves_no_option_tells_of_none(moved) -> None:
    """Nor does another title of one."""
    assert moved({("actions", "H1", "deadline"): "2027-02-01", ("options", "A2", "title"): "Digitalt"}).options == ()


def test_an_option_that_comes_or_goes_is_told_as_such(moved, spoken: Language) -> None:
    """With a dash for what nobody has said; an amount that stands on one side alone has no arrow."""
    found = moved({
        ("options", "A1"): None, ("options", "A2"): None, ("option_costs", "AK1"): None,
        ("options", "A3"): {"title": "Ude", "kind": "other"},
    })  # fmt: skip
    new, *gone = (option_in_words(spoken, one) for one in found.options)

    assert [one.after for one in found.options if one.id != "A3"] == [None, None]
    assert (new.count("–"), new.count("→")) == (3, 0)
    words = {"da": ("(nyt alternativ)", "(ikke længere med)"), "en": ("(new option)", "(no longer there)")}
    assert [words[spoken.code][0] in new, *(words[spoken.code][1] in one for one in gone)] == [True, True, True]


def test_what_nobody_had_stated_is_a_dash_before(moved, spoken: Language) -> None:
    """The first line of an option says what it comes to."""
    row: Data = {"option": "A1", "title": "Drift", "kind": "running", "amount": "500", "from": "2027"}
    (one,) = moved({("option_costs", "AK2"): row}).options

    assert (one.id, one.before["npv"]) == ("A1", None)
    assert "– → " in option_in_words(spoken, one)


def test_data_have_each_option_before_and_after(moved) -> None:
    """Under stable names, in kroner that are not rounded."""
    (one,) = moved(DEARER).options

    assert comparison_data(moved(DEARER))["options"] == [
        {"id": "A2", "title": "Kun digitalt", "before": one.before, "after": one.after}
    ]
