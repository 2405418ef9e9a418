"""The quick way to typed values gives what the careful one gives; what no field reads is left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from planbuilder import example, resources
from planbuilder.plan.model import Plan
from planbuilder.questionnaire.definition import Part
from planbuilder.questionnaire.loading import MANIFEST
from planbuilder.record import field, record
from planbuilder.yamltext.plain_data import known, make
from planbuilder.yamltext.reading import read_file, read_text
from planbuilder.yamltext.schema import read

TEXT = """
title: " x "
count: 3
amount: 2.50
sure: true
kind: a
unknown: y
named: {a: b}
inner: {from: [p, q], on: 2026-11-23}
many: [{from: [r]}, {}]
"""


@record
class Inner:
    """A record inside another."""

    from_: tuple[str, ...] = ()
    on: date | None = None


@record
class Outer:
    """A record with a field of every kind."""

    title: str
    count: int = 0
    amount: Decimal | None = None
    sure: bool | None = None
    kind: Literal["", "a", "b"] = ""
    inner: Inner = Inner()
    many: tuple[Inner, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)


def test_every_kind_of_field_is_made_as_by_the_careful_way() -> None:
    """Unknown keys are left out, missing ones take their default."""
    source = read_text(TEXT)
    careful, _ = read(source, Outer)

    assert careful == make(Outer, source.data())


def test_the_bundled_questionnaire_is_read_alike() -> None:
    """Part by part."""
    paths = [path for path in resources.folder("questionnaires").glob("*.yaml") if path.name != MANIFEST]

    assert [read(read_file(path), Part)[0] for path in paths] == [make(Part, read_file(path).data()) for path in paths]


def test_keys_that_nothing_reads_are_left_out_at_every_depth() -> None:
    """In records, in records by id, and in lists; ids are anybody's."""
    data = {
        "title": "T",
        "colour": "x",
        "solution": {"name": "N", "nickname": "x"},
        "people": {"P1": {"name": "A", "cpr": "x"}},
        "signers": ["P1"],
        "answers": {"any.id": {"value": {"free": "form"}, "remark": "x"}},
    }

    assert {
        "title": "T",
        "solution": {"name": "N"},
        "people": {"P1": {"name": "A"}},
        "signers": ["P1"],
        "answers": {"any.id": {"value": {"free": "form"}}},
    } == known(data, Plan)


def test_a_key_that_another_program_has_turned_is_under_its_own_name() -> None:
    """YAML 1.1 makes a truth value of `on`; it is read as `on`, and so it is kept."""
    assert {"answers": {"a.b": {"on": "2026-01-01"}}} == known({"answers": {"a.b": {"True": "2026-01-01"}}}, Plan)


def test_the_example_is_known_whole(danish) -> None:
    """In the same order."""
    data = read_text(example.text(danish)).data()

    assert data == known(data, Plan)
    assert list(data) == list(known(data, Plan))
