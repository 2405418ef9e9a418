"""What tests of several folders share: the questionnaire, the languages, and small plans."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from shutil import which

import pytest
from hypothesis import HealthCheck, settings

from planbuilder import example, language, look, pipeline
from planbuilder.changes.comparing import compare
from planbuilder.changes.states import Named, leaving_states
from planbuilder.document import outline
from planbuilder.document.material import Material
from planbuilder.document.model import Document
from planbuilder.language import Language
from planbuilder.locks import locked
from planbuilder.look import Look
from planbuilder.plan.model import Plan
from planbuilder.plan.store import from_text
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.questionnaire.loading import load
from planbuilder.record import replace
from planbuilder.yamltext.reading import read_text

DAY = date(2026, 11, 23)
# Seconds in which nothing comes of what is waited for: it hangs, and no machine is that slow.
HANG = 900
EMPTY = "format: planbuilder.plan/1\nplan_id: p\ntitle: Tom plan\nprice_base: 2026\nfirst_year: 2027\nhorizon: 3\n"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
# A plan with no more than every plan has, and the same with a small business case.
PLAN = """\
format: planbuilder.plan/1
plan_id: p
title: Fritidspas
language: da
organisation: {name: Nordlund Kommune}
solution: {name: Borgerportal}
price_base: 2026
first_year: 2027
horizon: 4
"""
CASE = (
    PLAN
    + """\
people: {P1: {name: Mia Holm}}
benefits_tree:
  changes: {F1: {title: Digital ansøgning, owner: P1}}
  benefits:
    G1: {title: Færre opkald, kind: cashable, from: [F1], owner: P1, full_effect: {amount: 500000},
         account: '06.45', use: Budgettet falder., use_decided_by: Byrådet}
costs:
  K1: {title: Indførelse, kind: one_off, amount: 900000.50, from: 2027}
"""
)
Compose = Callable[..., Document]
Once = Callable[[str, Callable[[Path], None]], Path]

# All that was collected, sixteen thousand tests, is alive to the end. Python searches what is alive whenever there are
# 700 objects more than before, and took a sixth of the processor's time to find that it still is. What is let go is
# freed at once as before; only circles wait longer.
gc.set_threshold(100_000, 20, 50)

# No test fails by the clock: neither for a slow example nor for a slow draw of its input.
settings.register_profile("planbuilder", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("planbuilder")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that writes the golden files anew."""
    parser.addoption("--golden", action="store_true", help="write tests/golden/ anew from what is made now")


def pytest_collection_finish() -> None:
    """Leave what was collected out of every later search for circles."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _draws_anew() -> Iterator[None]:
    """No figure that somebody's earlier build drew is taken for one of ours; tests of what is kept say where."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANBUILDER_CACHE", "")
        yield


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Makes a folder by its name, once for all workers of a run; who comes later waits for it. Nobody changes it."""
    base = tmp_path_factory.getbasetemp()
    root = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, make: Callable[[Path], None]) -> Path:
        folder, is_made = root / name, root / f"{name}.made"
        with locked(root / f"{name}.lock", HANG):
            if not is_made.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                is_made.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def questionnaire() -> Questionnaire:
    return load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small plan, Danish letters and a space in its name."""
    folder = tmp_path / "Ærø plan"
    folder.mkdir()
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return folder


@pytest.fixture
def case(folder: Path) -> Path:
    """A folder with a plan that has a small business case."""
    (folder / "plan.yaml").write_text(CASE, encoding="utf-8")
    return folder


@pytest.fixture(params=["da", "en"])
def spoken(request: pytest.FixtureRequest) -> Language:
    """Each language in turn."""
    return language.load(request.param)


@pytest.fixture(scope="session")
def danish() -> Language:
    return language.load("da")


@pytest.fixture(scope="session")
def standard_look() -> Look:
    return look.load()


@pytest.fixture
def example_plan(spoken: Language) -> Plan:
    return from_text(example.text(spoken))


# Every outline that is shipped: one that is added is tried wherever they all are.
OUTLINES = tuple(outline.names())
# Documents that hold a plan against another state of it.
OF_A_COMPARISON = (pipeline.CHANGES, pipeline.STATUS)


def _since(text: str, questionnaire: Questionnaire, spoken: Language) -> Material:
    """What a comparison of a plan with the same plan a year later is told from."""
    before, after = (Named(name, read_text(one).data()) for name, one in (("1", text), ("2", _later(text))))
    states = leaving_states(before, after, questionnaire, spoken)
    made_from = pipeline.material(states[1].plan, questionnaire, spoken, DAY)
    return replace(made_from, since=compare(*states, questionnaire, spoken))


def _later(text: str) -> str:
    return text.replace("start: 2028", "start: 2029", 1).replace("title: ", "title: Nu ", 1)


@pytest.fixture(scope="session")
def compose(questionnaire: Questionnaire) -> Compose:
    """Composes a document of a plan's text in a language; one of a comparison tells of a benefit that came later."""

    # A plan and what is told of it take a few megabytes; the sizes that pages are counted at are some forty plans.
    @lru_cache(maxsize=48)
    def material(text: str, code: str, is_compared: bool, day: date) -> Material:
        spoken = language.load(code)
        if is_compared:
            return _since(text, questionnaire, spoken)
        return pipeline.material(from_text(text), questionnaire, spoken, day)

    @lru_cache(maxsize=48)
    def composed(text: str = EMPTY, name: str = "plan", code: str = "da", day: date = DAY) -> Document:
        return pipeline.document(material(text, code, name in OF_A_COMPARISON, day), name)

    return composed


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """The path of a program a check needs; without it the test is skipped for a newcomer and fails in CI."""

    def path_of(name: str) -> str:
        found = os.environ.get("OOXML_VALIDATOR", "") if name == "ooxml-validator" else which(name) or ""
        if not (found and Path(found).exists()):
            reason = f"{name} is not installed; .ci/run installs it"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)
        return found

    return path_of
