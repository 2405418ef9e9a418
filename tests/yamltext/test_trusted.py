"""The quick way to typed values gives what the careful one gives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from planbuilder import resources
from planbuilder.questionnaire.definition import Part
from planbuilder.questionnaire.loading import MANIFEST
from planbuilder.record import field, record
from planbuilder.yamltext.reading import read_file, read_text
from planbuilder.yamltext.schema import read
from planbuilder.yamltext.trusted import make


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


def test_every_kind_of_field_is_made_as_by_the_careful_way() -> None:
    """Unknown keys are left out, missing ones take their default."""
    source = read_text(TEXT)
    careful, _ = read(source, Outer)

    assert careful == make(Outer, source.data())


def test_the_bundled_questionnaire_is_read_alike() -> None:
    """Part by part."""
    paths = [path for path in resources.folder("questionnaires").glob("*.yaml") if path.name != MANIFEST]

    assert [read(read_file(path), Part)[0] for path in paths] == [make(Part, read_file(path).data()) for path in paths]
