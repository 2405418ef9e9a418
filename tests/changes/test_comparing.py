"""Two states compared: in words, by what is decided on, the largest first."""

from __future__ import annotations

import re

import pytest

from planbuilder import example
from planbuilder.changes.comparing import GROUPS, Comparison, compare
from planbuilder.changes.states import Named, leaving_states
from planbuilder.language import Language
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.yamltext.nodes import Data, KeyPath, get, put
from planbuilder.yamltext.reading import read_text

G1: KeyPath = ("benefits_tree", "benefits", "G1")
EDITS: dict[KeyPath, Data] = {
    (*G1, "start"): "2029",
    (*G1, "owner"): "P1",
    ("costs", "K2", "fte"): "1.2",
    ("economy", "fte_cost"): "560000",
    ("risks", "R1"): None,
    ("actions", "H1", "deadline"): "2027-02-01",
    ("benefits_tree", "benefits", "G8", "title"): "Flere er glade",
}


def edited(data: Data, edits: dict[KeyPath, Data]) -> Data:
    for path, value in edits.items():
        data = put(data, path, value)
    return data


@pytest.fixture
def data(danish: Language) -> Data:
    return read_text(example.text(danish)).data()


@pytest.fixture
def compared(data: Data, questionnaire: Questionnaire, danish: Language):
    """The example against itself with edits."""

    def made(edits: dict[KeyPath, Data], before: Data = data) -> Comparison:
        named = Named("før", before), Named("nu", edited(data, edits))
        return compare(*leaving_states(*named, questionnaire, danish), questionnaire, danish)

    return made


def test_a_row_is_told_as_a_whole(compared) -> None:
    """All that differs in it, with what it does to the case."""
    found = next(entry for entry in compared(EDITS).entries if entry.subject == G1)

    assert found.title == "G1 Færre timer til behandling af ansøgninger"
    assert {line.text for line in found.lines} == {
        "Begynder et år senere (2028 → 2029)",
        "Gevinstejer ændret fra Hanne Vestergaard til Karen Holmgaard",
    }
    assert found.effect.npv < 0


def test_groups_come_in_the_order_of_what_is_decided_on(compared) -> None:
    """In each, what moves the case most comes first."""
    found = compared(EDITS)

    names = [name for name, _ in found.groups]
    assert names == [name for name in GROUPS if name in names] == ["benefits", "economy", "risks", "implementation"]
    for _, entries in found.groups:
        sizes = [entry.effect.size for entry in entries]
        assert sizes == sorted(sizes, reverse=True)


def test_a_plan_does_not_differ_from_itself(compared) -> None:
    """Nothing is told, and nothing moves."""
    found = compared({})

    assert (found.entries, found.effect.is_nothing) == ((), True)


def test_who_said_something_is_no_difference(compared) -> None:
    """Nor when."""
    assert (
        compared({("answers", "cover.title", "by"): "Ane", ("answers", "cover.title", "on"): "2026-01-01"}).entries
        == ()
    )


def test_an_order_is_told_by_the_name_of_its_table(data: Data, compared) -> None:
    """Never by keys."""
    assert isinstance(data, dict)
    costs = data["costs"]
    assert isinstance(costs, dict)
    found = compared({("costs",): dict(reversed(costs.items()))})

    ((title, (line,)),) = ((one.title, one.lines) for one in found.entries)
    assert (title, line.is_order, line.text.startswith("Rækkefølgen er nu K11, K10")) == ("Udgifter", True, True)


def test_the_order_of_the_keys_of_a_row_is_no_difference(data: Data, compared) -> None:
    """A file has its keys in some order; nobody has put them there to say something."""
    cost = get(data, ("costs", "K1"))
    assert isinstance(cost, dict)

    assert not compared({("costs", "K1"): dict(reversed(cost.items()))}).entries


def test_what_is_measured_is_told_in_its_unit(data: Data, compared) -> None:
    """A row that is new, a value that is another, and the target of an indicator."""
    found = compared({
        ("measurements", "M99"): {"indicator": "I2", "on": "2026-11-20", "value": "41"},
        ("indicators", "I6", "target", "value"): "12000",
    })  # fmt: skip
    told = {line.text for entry in found.entries for line in entry.lines}

    assert told == {"Tilføjet: Værdi: 41 minutter", "Måltal ændret fra 16.000 kr. pr. år til 12.000 kr. pr. år"}


def test_the_order_of_answers_is_no_difference(data: Data, compared) -> None:
    """An answer that is taken away and given again stands last in the file."""
    answers = data["answers"]
    first = next(iter(answers))
    turned = {**{id: one for id, one in answers.items() if id != first}, first: answers[first]}

    assert [*compared({("answers",): turned}).entries] == []


def test_what_has_been_followed_up_is_a_group_of_its_own(compared) -> None:
    """Measured, harvested, and that nothing was to be harvested yet: the status report tells them elsewhere."""
    since = compared({
        ("harvests",): {"U1": {"benefit": "G1", "year": "2028", "amount": "1"}},
        ("measurements", "M99"): {"indicator": "I1", "on": "2026-11-20", "value": "70"},
        ("answers", "action_plan.harvested"): None,
        ("title",): "Anden titel",
    })  # fmt: skip

    assert {entry.group for entry in since.entries} == {"followed", "texts"}
    assert [entry.group for entry in since.without("decision", "followed").entries] == ["texts"]


# Registers whose rows others point at.
POINTED_AT = ("people", "benefits", "changes", "indicators", "actions", "meetings")


def test_no_number_or_day_of_a_file_stands_in_words(data: Data, questionnaire: Questionnaire, danish: Language) -> None:
    """Of any table: a row that has no title is called what it is of, and what it points at is called by its title."""
    harvest = {"benefit": "G1", "year": "2028", "amount": "1000", "account": "06", "decision": "Budget"}
    idea = {"title": "Ring", "effect": "high", "became": "H2", "reason": "Let"}
    delivery = {"title": "Opslag", "due": "2027-11-30", "holds": ["G1"]}
    options = {
        ("options", "A1"): {"title": "Som i dag", "kind": "nothing"},
        ("option_costs", "AK1"): {"option": "A1", "title": "Papir", "kind": "running", "amount": "1000"},
        ("option_benefits", "AG1"): {"option": "A1", "title": "Ro", "kind": "quality"},
        ("option_risks", "AR1"): {"option": "A1", "title": "Nedbrud"},
    }
    rows = {("harvests", "U1"): harvest, ("ideas", "E99"): idea, ("preconditions", "L1"): delivery, **options}
    before = after = edited(data, rows)
    tables = [(id, one) for id, one in questionnaire.questions() if one.is_table and not kinds.of(one).is_grid]
    new: dict[KeyPath, int] = {}
    for keys in dict.fromkeys(one.keys or ("answers", id, "rows") for id, one in tables):
        rows = get(after, keys)
        assert isinstance(rows, dict)
        if keys[-1] in POINTED_AT:  # one more, which nobody points at
            after = put(after, keys, {**rows, f"{next(iter(rows))}99": next(iter(rows.values()))})
        else:
            before = put(before, keys, {})
        new[keys] = 1 if keys[-1] in POINTED_AT else len(rows)
    states = leaving_states(Named("før", before), Named("nu", after), questionnaire, danish)

    told = [(line, one.title) for one in compare(*states, questionnaire, danish).entries for line in one.lines]

    assert new == {keys: sum(line.path[: len(keys)] == keys for line, _ in told) for keys in new}
    for line, title in told:
        assert not re.search(r"\b(?:\d{4}-\d\d-\d\d|(?:M|TM|N|U|r)\d+)\b", f"{title} {line.whole}"), line.whole


def test_what_several_questions_ask_of_the_economy_is_told_by_each_name(
    spoken: Language, questionnaire: Questionnaire
) -> None:
    """Under a name that people know, and never under that of a field."""
    was = read_text(example.text(spoken)).data()
    said = {
        ("indices", "budget_year"): "2027", ("indices", "capital_follows"): "own",
        ("pool", "interest"): "2", ("sensitivity", "benefits"): "30",
    }  # fmt: skip
    now = edited(was, {("economy", *path): value for path, value in said.items()})
    states = leaving_states(Named("1", was), Named("2", now), questionnaire, spoken)
    entries = compare(*states, questionnaire, spoken).entries

    assert len(entries) == len({path[0] for path in said})
    assert not any("economy" in one.title or "_" in line.text for one in entries for line in one.lines)
    (indices,) = (one for one in entries if one.subject == ("economy", "indices"))
    assert len({line.text.partition(":")[0] for line in indices.lines}) == len(indices.lines)
