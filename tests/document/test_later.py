"""No paper and no screen tells what happened after its day, in any language and whatever it is."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from planbuilder import pipeline
from planbuilder.changes.comparing import compare
from planbuilder.changes.states import Named, leaving_states
from planbuilder.errors import Problem
from planbuilder.language import Language
from planbuilder.look import Look
from planbuilder.plan.store import open_plan
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.usecases.building import Wanted, build
from planbuilder.usecases.overseeing import told, write_overview
from planbuilder.usecases.plans import write_example
from planbuilder.usecases.status import status
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.reading import read_text

DAY, LATER = date(2028, 3, 1), date(2041, 5, 17)
# A body decides on a day that was planned, so that the day itself may be told before.
DECIDED = date(2041, 5, 16)
MARK = "Efterretteligt"
EVERY = (*pipeline.DOCUMENTS, pipeline.STATUS, pipeline.HANDOVER, pipeline.MINUTES, pipeline.CHANGES)
# What is told of the later: by its words, its day in any form, and a number that is nowhere else.
TOLD = (MARK, "17. maj 2041", "17.05.2041", "17 May 2041", "98.765", "98,765")


@pytest.fixture
def folder(tmp_path: Path, spoken: Language) -> Path:
    """The example in a language, with something of each kind that happened later."""
    place = write_example(tmp_path / "plan", spoken).parent
    data = read_text((place / "plan.yaml").read_text(encoding="utf-8")).data()
    body = next(iter(data["decisions"]))
    data["decisions"][body] |= {"on": DECIDED, "outcome": "approved", "decision": MARK, "conditions": MARK}
    data["measurements"] |= {
        f"X{n}": {"indicator": id, "on": LATER, "value": 98765, "remark": MARK}
        for n, id in enumerate(data["indicators"])
    }
    data["meetings"] = {**data.get("meetings", {}), "X1": {"on": LATER, "state": "closed"}}
    data["minutes"] = {**data.get("minutes", {}), "X1": {"meeting": "X1", "what": "decision", "text": MARK}}
    (place / "plan.yaml").write_text(dump(data), encoding="utf-8")
    return place


def found(text: str, day: date) -> list[str]:
    return [one for one in TOLD if one in text.replace("\u00a0", " ") and day < LATER]


@pytest.mark.slow
@pytest.mark.parametrize("day", [DAY, DECIDED - timedelta(days=1), LATER])
def test_no_document_tells_it(
    folder: Path, spoken: Language, questionnaire: Questionnaire, standard_look: Look, day: date
) -> None:
    """On the day itself it is told."""
    source = read_text((folder / "plan.yaml").read_text(encoding="utf-8")).data()
    before = {**source, "measurements": {}, "minutes": {}, "meetings": {}, "decisions": {}}
    since = compare(*leaving_states(Named("", before), Named("", source), questionnaire, spoken), questionnaire, spoken)
    options = pipeline.BuildOptions(EVERY, ("text",), day, spoken, standard_look, since=since)
    texts = {one.name: one.data.decode() for one in pipeline.build(open_plan(folder).plan, questionnaire, options)}

    assert {name: told for name, text in texts.items() if (told := found(text, day))} == {}
    if day == LATER:
        assert [name for name in ("minutes.txt", "plan.txt", "handover.txt") if MARK not in texts[name]] == []


def test_the_screen_of_a_plan_does_not(folder: Path, spoken: Language) -> None:
    """Nor does it count."""
    assert found(repr(status(folder, spoken, DAY)), DAY) == []
    assert any(one.standing.latest.on == LATER for one in status(folder, spoken, LATER).behind if one.standing.latest)


@pytest.mark.slow
def test_nor_does_the_overview_of_all_plans(folder: Path, spoken: Language, tmp_path: Path) -> None:
    """Whether it has been kept or not: a plan is read anew for a day before what happened last."""
    for _ in range(2):
        overview = told(folder.parent, spoken, DAY, tmp_path / "kept")
        (path,) = write_overview(overview, ["text"], tmp_path)
        assert found(path.read_text(encoding="utf-8"), DAY) == []
    now = told(folder.parent, spoken, LATER, tmp_path / "kept")

    assert any(red.standing.latest.on == LATER for _, red in now.red if red.standing.latest)


def test_that_it_is_left_out_is_said(folder: Path, spoken: Language, tmp_path: Path) -> None:
    """How much, and of which day the newest is; nothing where nothing is left out."""
    said: list[Problem] = []
    for day in (DAY, LATER):
        build(folder, day, wanted=Wanted(("summary",), ("text",), tmp_path), warn=said.extend)
    warned = [one for one in said if one.code == "PB457"]

    (one,) = warned
    assert str(one.values["newest"]) == LATER.isoformat()
    assert json.loads(str(one.values["count"])) > 3
