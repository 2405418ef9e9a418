"""What people wrote and the program's sentences beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from planbuilder import example, pipeline
from planbuilder.document.model import Span, text_of
from planbuilder.language import Language
from planbuilder.plan.store import from_text
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.nodes import Data
from planbuilder.yamltext.reading import read_text

DOCUMENTS = (*pipeline.DOCUMENTS, "committee-copenhagen", "committee-odense", pipeline.HANDOVER, pipeline.MINUTES)
# Fields whose text is one of a list, a number or a day.
READ = {"deadline", "account", "frequency", "unit", "day"}
END = "‡"
# A text that ended without a stop, and a sentence right behind it.
RUN_TOGETHER = re.compile(rf'.{{0,40}}{END} ["»“]?[A-ZÆØÅ].{{0,20}}')


def _without_stops(data: Data, name: str = "") -> Data:
    """Every text of several words without its full stop, and marked where it ends."""
    if isinstance(data, dict):
        return {key: _without_stops(value, key) for key, value in data.items()}
    if isinstance(data, list):
        return [_without_stops(one, name) for one in data]
    is_prose = isinstance(data, str) and " " in data and name not in READ
    return f"{str(data).rstrip('.')}{END}" if is_prose else data


def _texts(value: Any) -> Iterator[str]:
    """Every passage of a document, each as one text."""
    if isinstance(value, tuple) and value and all(isinstance(one, Span) for one in value):
        yield text_of(value)
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield value
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _texts(getattr(value, name))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_text_runs_into_the_next_sentence(name: str, spoken: Language, questionnaire: Questionnaire) -> None:
    """Whoever ends an answer without a full stop gets one where a sentence of ours follows."""
    plan = from_text(dump(_without_stops(read_text(example.text(spoken)).data())))
    material = pipeline.material(plan, questionnaire, spoken, date(2026, 11, 23))

    passages = list(_texts(pipeline.document(material, name).blocks))

    assert any(END in one for one in passages)
    assert [found[0] for one in passages for found in RUN_TOGETHER.finditer(one)] == []
