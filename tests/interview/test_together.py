"""Several people at one plan: nobody is thrown out, and nothing that anybody says is lost."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from planbuilder.interview.dialogue import Dialogue
from planbuilder.interview.filling import fill
from planbuilder.interview.session import Session
from planbuilder.language import Language
from planbuilder.plan.store import PLAN, Author, create, open_plan
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.yamltext.editing import change
from planbuilder.yamltext.nodes import Data, put
from planbuilder.yamltext.reading import read_text
from tests.interview.scripted import Scripted

AT = datetime(2026, 11, 23, 12, 0)
FACTS: dict[str, Data] = {"title": "T", "price_base": 2026, "first_year": 2027, "horizon": 5, "language": "da"}
QUESTIONS = ("channel_strategy.strategy", "channel_strategy.website", "cover.title", "cover.solution")
PEOPLE = st.integers(0, 2)
COLUMN = {"benefits_tree.changes": "title", "channel_strategy.users": "who"}


class Together(RuleBasedStateMachine):
    """Three people, each with a plan in memory that may be old, and somebody who edits the file."""

    folder: Path
    questionnaire: Questionnaire
    language: Language

    @initialize()
    def begin(self) -> None:
        """A plan that all of them have open."""
        self.count = 0
        self.folder = Path(self.made())
        create(self.folder, FACTS, Author("", "", AT))
        self.people = [self.session(name) for name in ("Ane", "Bo", "Cy")]
        # Texts that nobody who had seen them has replaced, each with where it was put.
        self.standing: dict[str, tuple[str, ...]] = {}

    def made(self) -> str:
        """A folder of its own for each run."""
        import tempfile

        return tempfile.mkdtemp(dir=self.base)  # type: ignore[attr-defined]

    def session(self, name: str) -> Session:
        """One of the people."""
        return Session(open_plan(self.folder), self.questionnaire, self.language, lambda: Author(name, "", AT))

    def text(self) -> str:
        """A text that nobody has typed before."""
        self.count += 1
        return f"text-{self.count}"

    def seen(self, who: int, path: tuple[str, ...]) -> None:
        """Whoever puts something in the place of what they see there replaces it."""
        data: Data = self.people[who].data
        for key in path:
            data = data.get(key) if isinstance(data, dict) else None
        for text in texts(data):
            self.standing.pop(text, None)

    @rule(who=PEOPLE, id=st.sampled_from(QUESTIONS))
    def answer(self, who: int, id: str) -> None:
        """A question."""
        path, text = self.people[who].answer_path(id), self.text()
        self.seen(who, path)
        self.people[who].record(id, text)
        self.standing[text] = path

    @rule(who=PEOPLE, id=st.sampled_from(sorted(COLUMN)))
    def add(self, who: int, id: str) -> None:
        """A new row."""
        text = self.text()
        key = self.people[who].add_row(id, {COLUMN[id]: text})
        self.standing[text] = (*self.people[who].rows_path(id), key)

    @rule(who=PEOPLE, id=st.sampled_from(sorted(COLUMN)), at=st.integers(0, 9))
    def put_in_row(self, who: int, id: str, at: int) -> None:
        """A cell of a row that may have been changed, or be gone, by now."""
        if rows := list(self.people[who].rows(id)):
            path, text = self.people[who].cell_path(id, rows[at % len(rows)], COLUMN[id]), self.text()
            self.seen(who, path)
            self.people[who].set_cell(id, rows[at % len(rows)], COLUMN[id], text)
            self.standing[text] = path

    @rule(who=PEOPLE, id=st.sampled_from(sorted(COLUMN)), at=st.integers(0, 9))
    def take_away(self, who: int, id: str, at: int) -> None:
        """A row."""
        if rows := list(self.people[who].rows(id)):
            self.seen(who, (*self.people[who].rows_path(id), rows[at % len(rows)]))
            self.people[who].delete_row(id, rows[at % len(rows)])

    @rule(who=PEOPLE, id=st.sampled_from(sorted(COLUMN)), at=st.integers(0, 9), by=st.sampled_from([-1, 1]))
    def move(self, who: int, id: str, at: int, by: int) -> None:
        """A row."""
        if rows := list(self.people[who].rows(id)):
            self.people[who].move_row(id, rows[at % len(rows)], by)

    @rule(who=PEOPLE, id=st.sampled_from(QUESTIONS[:2]))
    def fill_in(self, who: int, id: str) -> None:
        """A question, from a file: what somebody else has said is not replaced by it."""
        text, file = self.text(), self.folder / "answers.yaml"
        file.write_text(f"{id}: {text}\n", encoding="utf-8")
        held = self.people[who]
        before = open_plan(self.folder).plan.answers.get(id)
        fill(held, file)
        if before is not None and not held.opened.apart:
            for old in texts(before.value):  # type: ignore[arg-type]
                self.standing.pop(old, None)
        self.standing[text] = held.answer_path(id)

    @rule(key=st.sampled_from(["title", "purpose"]))
    def edit_by_hand(self, key: str) -> None:
        """The file, with all that stands in it in view."""
        file, text = self.folder / PLAN, self.text()
        source = read_text(file.read_text(encoding="utf-8"))
        path = ("title",) if key == "title" else ("benefits_tree", "purpose")
        data = source.data()
        for old in texts(data.get("title") if key == "title" and isinstance(data, dict) else None):
            self.standing.pop(old, None)
        file.write_text(change(source, put(data, path, text)), encoding="utf-8")
        if key == "title":
            self.standing[text] = path

    @invariant()
    def all_stands(self) -> None:
        """Every text that nobody has replaced knowingly is in the plan, in its place or under `said`."""
        there = set(texts(open_plan(self.folder).data))
        assert set(self.standing) <= there


def texts(data: Data) -> list[str]:
    """Every text of some data."""
    if isinstance(data, dict | list):
        return [text for one in (data.values() if isinstance(data, dict) else data) for text in texts(one)]
    return [str(data)] if data is not None else []


def test_whatever_people_do_in_whichever_order_nothing_is_lost(
    tmp_path: Path, questionnaire: Questionnaire, danish: Language
) -> None:
    """By interview, by file, by hand; each with a plan in memory that the others have left behind."""
    machine = type("Here", (Together,), {"base": tmp_path, "questionnaire": questionnaire, "language": danish})

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=20, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_the_same_answers_give_the_same_bytes_whichever_way_they_come(
    tmp_path: Path, questionnaire: Questionnaire, danish: Language
) -> None:
    """Asked for in a talk, handed over by a program, or filled in from a file."""
    made = []
    for way in ("talk", "program", "file"):
        folder = tmp_path / way
        folder.mkdir()
        (folder / PLAN).write_text(
            "format: planbuilder.plan/1\nplan_id: p\ntitle: T\nprice_base: 2026\nfirst_year: 2027\nhorizon: 5\n",
            encoding="utf-8",
        )
        held = Session(open_plan(folder), questionnaire, danish, lambda: Author("Ane", "leder", AT))
        if way == "talk":
            Dialogue(held, Scripted("Digitalt\nførst")).question("channel_strategy.strategy")
            Dialogue(held, Scripted("12")).question("cover.horizon")
        elif way == "program":
            held.record("channel_strategy.strategy", "Digitalt\nførst")
            held.record("cover.horizon", 12)
        else:
            for text in ('channel_strategy.strategy: "Digitalt\\nførst"\n', "cover.horizon: 12\n"):
                (tmp_path / "answers.yaml").write_text(text, encoding="utf-8")
                fill(held, tmp_path / "answers.yaml")
        made.append((folder / PLAN).read_bytes())

    assert made == [made[0]] * 3


ANSWERING = """
import sys
from datetime import datetime
from pathlib import Path
from planbuilder import language
from planbuilder.usecases.interviewing import session
held = session(Path(sys.argv[1]), language.load("da"), lambda: datetime(2026, 11, 23), sys.argv[2])
for n in range(int(sys.argv[3])):
    key = held.add_row("benefits_tree.changes", {"title": f"{sys.argv[2]}-{n}"})
    print(f"{key} {sys.argv[2]}-{n}", flush=True)
"""


@pytest.mark.slow
def test_every_acknowledged_answer_is_there_whoever_is_killed(tmp_path: Path) -> None:
    """Of several processes at once, some killed with no time to say goodbye."""
    create(tmp_path, FACTS, Author("", "", AT))
    calls = [[sys.executable, "-c", ANSWERING, str(tmp_path), f"N{n}", "12"] for n in range(4)]
    running = [Popen(call, stdout=PIPE, text=True) for call in calls]
    told = []
    for one in running[:2]:  # killed once they have been heard
        assert one.stdout
        told.append(one.stdout.readline())
        one.kill()
    for one in running:
        assert one.stdout
        told += one.stdout.read().splitlines()
        one.stdout.close()
        one.wait()

    rows = open_plan(tmp_path).plan.benefits_tree.changes
    whole = [line.strip() for line in told if " " in line]
    assert {line: rows[line.split()[0]].title for line in whole} == {line: line.split()[1] for line in whole}
    assert {line.split()[1] for line in whole} >= {f"N{n}-{m}" for n in (2, 3) for m in range(12)}
