"""Blocks are tested by the primitives they give for a plan's text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from planbuilder import language, pipeline
from planbuilder.document.material import Material
from planbuilder.document.model import Block
from planbuilder.plan.store import from_text
from tests.conftest import DAY
from tests.document.parts import BLOCKS

Blocks = Callable[..., tuple[Block, ...]]


@pytest.fixture
def material(questionnaire) -> Callable[[str], Material]:
    """What blocks are made of, of a plan in Danish."""
    return lambda text: pipeline.material(from_text(text), questionnaire, language.load("da"), DAY)


@pytest.fixture
def blocks(questionnaire) -> Blocks:
    def made(name: str, text: str, code: str = "da", day: date = DAY) -> tuple[Block, ...]:
        return BLOCKS[name](pipeline.material(from_text(text), questionnaire, language.load(code), day))

    return made
