"""One change in one sentence."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

import pytest

from planbuilder import example
from planbuilder.changes.comparing import UNTOLD
from planbuilder.changes.telling import Line, is_put_in_order, tell
from planbuilder.language import Language
from planbuilder.plan.answers import Answers
from planbuilder.plan.model import Plan
from planbuilder.plan.naming import place_in_words
from planbuilder.plan.steps import Step
from planbuilder.plan.store import from_text
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.nodes import Data, KeyPath, put
from planbuilder.yamltext.plain_data import bare, is_register
from planbuilder.yamltext.reading import read_text
from planbuilder.yamltext.schema import shape


@pytest.fixture
def told(questionnaire: Questionnaire, danish: Language):
    """What is told of a step in the example."""
    text = example.text(danish)
    answers, data = Answers(from_text(text), questionnaire, danish), read_text(text).data()

    def made(path: str | KeyPath, old: Data, new: Data) -> Line:
        at = tuple(path.split(".")) if isinstance(path, str) else path
        return tell(Step(at, old, new), answers, answers, data, data)

    return made


@pytest.mark.parametrize(
    ("path", "old", "new", "text"),
    [
        ("costs.K1.from", "2027", "2029", "Begynder 2 år senere (2027 → 2029)"),
        ("costs.K1.from", "2029", "2028", "Begynder et år tidligere (2029 → 2028)"),
        ("benefits_tree.benefits.G1.end", "2030", "2031", "Slutter et år senere (2030 → 2031)"),
        ("benefits_tree.benefits.G1.start", None, "2028", "Første år med effekt tilføjet: 2028"),
        ("actions.H1.deadline", "2027-12-01", "2027-02-01", "Frist ændret fra 01.12.2027 til 01.02.2027"),
        ("actions.H1.responsible", "P1", None, "Ansvarlig fjernet: Karen Holmgaard"),
        ("benefits_tree.benefits.G1.title", "Færre breve", None, "Navn fjernet: Færre breve"),
        ("options.A1.title", "Fortsætte som i dag", None, "Navn fjernet: Fortsætte som i dag"),
        ("budget_changes.T1.budget", None, "Løn", "Navn tilføjet: Løn"),
        ("decisions.B1.body", "Rådet", None, "Organ fjernet: Rådet"),
        ("title", "Før", "Nu", "Ændret fra »Før« til »Nu«"),
    ],
)
def test_a_change_is_a_sentence(told, path: str, old: Data, new: Data, text: str) -> None:
    """In the words of its question."""
    assert told(path, old, new).text == text


def test_a_long_text_is_told_by_what_differs(told) -> None:
    """In quotes, so that one sees where each ends."""
    old = "Et barn, der søger om et fritidspas, får i dag svar efter 21 dage, og i mellemtiden er holdet fyldt op."

    line = told("benefits_tree.purpose", old, old.replace("21 dage", "3 dage"))

    was, now = (f"»… i dag svar efter {days} dage, og i mellemtiden …«" for days in (21, 3))
    assert line.text == f"Ændret fra {was} til {now}"
    assert line.old == old


def test_a_line_names_its_subject_without_the_column(told) -> None:
    """The sentence has it."""
    line = told("actions.H1.deadline", "2027-12-01", "2027-02-01")

    assert line.whole.startswith("Handleplan – H1 Giv skoler")
    assert line.place.endswith("– Frist")


# What a row tells nothing of when it comes, and why.
SILENT = {("people", "certificate"): "a fingerprint, by which a signature is checked and no person is known"}


def fields(kind: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Data]]:
    """Each field of a record, with a value that may stand in it."""
    for name, one in shape(kind).items():
        inner = bare(one.kind)
        if dataclasses.is_dataclass(inner):
            yield from fields(inner, (*path, name))
        else:
            yield (*path, name), value_of(inner)


def value_of(kind: Any) -> Data:
    """A value of a type as a file has it."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return next(one for one in inner if one)
    if origin is tuple:
        return [value_of(inner[0])]
    if origin is not None and issubclass(origin, Mapping):
        return {"2028": "7"}
    return {Decimal: "77", int: "2028", bool: "true", date: "2027-03-01"}.get(kind, "Karen")


def registers(kind: Any = Plan, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Each place of a plan that holds rows, with the type of its rows."""
    for name, one in shape(kind).items():
        inner = bare(one.kind)
        if dataclasses.is_dataclass(inner):
            yield from registers(inner, (*path, name))
        elif is_register(inner) and name not in ("answers", "said"):
            row = bare(get_args(inner)[1])
            yield (
                ((*path, name), row) if dataclasses.is_dataclass(row) else ((*path, name, "F1"), bare(get_args(row)[1]))
            )


HELD = [(keys, name, value) for keys, kind in registers() for name, value in fields(kind)]


@pytest.mark.parametrize(("keys", "name", "value"), HELD, ids=[".".join((*keys, *name)) for keys, name, _ in HELD])
def test_a_row_that_comes_or_goes_tells_every_field_that_it_has(
    questionnaire: Questionnaire, spoken: Language, keys: KeyPath, name: KeyPath, value: Data
) -> None:
    """Whichever table asks for it, and also one that none asks for; under a name, and never under a key."""
    answers = Answers(from_text(example.text(spoken)), questionnaire, spoken)
    path = (*keys, "channel_strategy" if keys[0] == "matrix" else "X99")

    def said(row: Data, is_gone: bool = False) -> str:
        step = Step(path, row, None) if is_gone else Step(path, None, row)
        return tell(step, answers, answers, put({}, path, row), {} if is_gone else put({}, path, row)).whole

    row = put({}, name, value)
    for is_gone in (False, True):
        of = said(row, is_gone)
        assert (of == said({"nowhere": "x"}, is_gone)) is ((keys[-1], ".".join(name)) in SILENT)
        # A key of one word may be a word of its name.
        assert not (set("._") & {*".".join(name)} and ".".join(name) in of)


def test_fields_of_one_another_s_tables_are_told_in_full(told) -> None:
    """A long text is shortened, and what stands behind it is told."""
    row = {
        "title": "Færre breve", "kind": "cashable", "full_effect": {"amount": "50000"}, "start": "2029",
        "description": "ord " * 300, "account": "06.45.51", "use": "Rammen sættes ned", "use_decided_by": "Udvalget",
    }  # fmt: skip

    text = told("benefits_tree.benefits.G99", None, row).text.replace("\N{NO-BREAK SPACE}", " ")

    for one in (
        "Type: budgetvirksom",
        "Fuld effekt pr. år: 50.000 kr.",
        "Første år med effekt: 2029",
        "Konto: 06.45.51",
        "Sådan bruges det frigjorte: Rammen sættes ned",
        "Besluttes af: Udvalget",
        "Beskrivelse: ord ord",
    ):
        assert one in text


@pytest.mark.parametrize(
    ("path", "new", "text"),
    [
        ("costs.K1.art", "prices", "Fremskrivning tilføjet: priser"),
        ("option_benefits.AG1.full_effect.hours", "1200", "Timer pr. år tilføjet: 1.200"),
    ],
)
def test_a_field_that_no_table_asks_for_has_the_name_of_one_that_asks_for_the_same(told, path, new, text) -> None:
    """A change of it alone is a line of its own, and stands with its row."""
    line = told(path, None, new)

    assert line.text == text
    assert "." not in line.subject.split()[0]


def test_a_row_that_is_long_gone_is_told_with_its_title(told) -> None:
    """The log tells what today's plan has no trace of."""
    line = told("costs.K99", {"title": "Kurser", "amount": "7000"}, None)

    assert line.subject == "Udgifter – K99 Kurser"


@pytest.mark.parametrize(
    ("path", "is_told"),
    [("costs", True), ("benefits_tree.changes", True), ("harvests", True), ("answers", False), ("matrix", False),
     ("matrix.F1", False), ("said", False), ("costs.K1", False), ("economy", False)],
)  # fmt: skip
def test_an_order_is_told_of_rows_that_people_put_in_order(path: str, is_told: bool) -> None:
    """Not of answers, of the fields of the matrix, nor of keys: every paper has them in an order of its own."""
    assert is_put_in_order(tuple(path.split("."))) is is_told


def test_an_order_of_rows_without_known_ids_is_told_by_what_they_are(
    questionnaire: Questionnaire, spoken: Language
) -> None:
    """Of an answer, and of what is noted day by day; not of one that is gone."""
    data = read_text(example.text(spoken)).data()
    data = put(
        data, ("answers", "channel_strategy.stakeholders", "rows"), {"r2": {"name": "Bo"}, "r1": {"name": "A, B"}}
    )
    data = put(data, ("measurements",), {"M1": {"indicator": "I1", "on": "2026-03-01", "value": "1"}})
    answers = Answers(from_text(example.text(spoken)), questionnaire, spoken)

    def said(path: KeyPath, *ids: str) -> str:
        return tell(Step(path, [], list[Data](ids), True), answers, answers, data, data).text

    assert said(("answers", "channel_strategy.stakeholders", "rows"), "r2", "r9", "r1").endswith(" Bo; A, B")
    assert "M1" not in said(("measurements",), "M1")
    assert said(("costs",), "K2", "K1").endswith(" K2, K1")


def test_an_answer_of_several_rows_is_told_with_them(told) -> None:
    """The log notes such an answer as a whole."""
    rows: Data = {"r1": {"group": "applicant"}, "r2": {"group": "x"}}
    line = told(("answers", "channel_strategy.users"), None, {"rows": rows})

    assert line.text == "Tilføjet: Brugergruppe: ansøger / Brugergruppe: x"


@pytest.mark.parametrize(
    ("name", "new", "text"),
    [("internal", "true", "Kun internt tilføjet: ja"), ("ask", "Bo", "Hvem der kan svare tilføjet: Bo")],
)
def test_what_is_noted_of_an_answer_has_a_name(told, name: str, new: Data, text: str) -> None:
    """And does not stand there as what was answered."""
    assert told(("answers", "cover.description", name), None, new).text == text


def places(kind: Any = Plan, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Each place of a plan that is told by itself, and that is in no row."""
    for name, one in shape(kind).items():
        inner = bare(one.kind)
        if (*path, name)[0] in (*UNTOLD, "answers"):
            continue
        if dataclasses.is_dataclass(inner):
            yield from places(inner, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize("path", list(places()), ids=".".join)
def test_every_place_of_a_plan_has_a_name(questionnaire: Questionnaire, spoken: Language, path: KeyPath) -> None:
    """And is never called by its keys."""
    told = place_in_words(questionnaire, spoken, {}, path)

    assert told != ".".join(path)


def test_the_first_field_of_a_row_of_an_answer_is_told_as_a_field(told) -> None:
    """Where it is emptied, the row is still there."""
    line = told(("answers", "case_presentation.alternatives", "rows", "r1", "alternative"), "Fortsætte som i dag", None)

    assert line.text == "Teksten i »Alternativ« fjernet: Fortsætte som i dag"


def test_what_a_row_refers_to_is_told_by_id_and_title(questionnaire: Questionnaire, spoken: Language) -> None:
    """Two options may have the same title; one without a title is its id."""
    options: Data = {"A1": {"title": "Digitalt"}, "A2": {"title": "Digitalt"}, "A3": {"kind": "other"}}
    data = put(read_text(example.text(spoken)).data(), ("options",), options)
    answers = Answers(from_text(dump(data)), questionnaire, spoken)

    def said(path: str, value: Data) -> str:
        return tell(Step(tuple(path.split(".")), None, value), answers, answers, data, data).text

    assert said("option_costs.AK1", {"option": "A2"}).endswith(": A2 Digitalt")
    assert said("option_costs.AK1.option", "A1").endswith(": A1 Digitalt")
    assert said("option_costs.AK1.option", "A3").endswith(": A3")
    assert said("options.A1.without_costs", ["K1", "K2"]).count("K1 ") == 1
