"""Whatever several people do at once is what they would have done one after another, in the order they saved in.

The law, of one step at one place: saved where the place still holds what whoever made it saw there, it stands there;
otherwise the place is as it was, and the step stands under `said`. Steps at disjoint places therefore commute. The
model below knows the law and nothing of the store: it sees each person's plan as it was before the step, and the plan
of everybody.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from planbuilder.interview.filling import fill
from planbuilder.interview.session import Session
from planbuilder.language import Language
from planbuilder.plan.sayings import place_text
from planbuilder.plan.store import PLAN, Author, create, open_plan
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.yamltext.editing import change
from planbuilder.yamltext.nodes import Data, KeyPath, as_text, get, put
from planbuilder.yamltext.reading import read_text
from tests.interview.test_together import AT, COLUMN, FACTS, PEOPLE, QUESTIONS

NOTES = {"by", "role", "on", "by_row"}
TABLES, AT_ROW = st.sampled_from(sorted(COLUMN)), st.integers(0, 5)


class InSomeOrder(RuleBasedStateMachine):
    """Three people with plans that may be old, a file of answers, a hand in the file; and one plan after another."""

    base: Path
    questionnaire: Questionnaire
    language: Language

    @initialize()
    def begin(self) -> None:
        """A plan with some rows that all of them have open."""
        self.folder, self.count = Path(tempfile.mkdtemp(dir=self.base)), 0
        changes: Data = {f"F{n}": {"title": f"row-{n}"} for n in (1, 2, 3)}
        create(self.folder, {**FACTS, "benefits_tree": {"changes": changes}}, Author("", "", AT))
        self.people = [self.session(name) for name in ("Ane", "Bo", "Cy")]
        self.expected: Data = as_text(open_plan(self.folder).data)
        self.whose: dict[KeyPath, str] = {}
        self.said: set[tuple[str, str]] = set()

    def session(self, name: str) -> Session:
        return Session(open_plan(self.folder), self.questionnaire, self.language, lambda: Author(name, "", AT))

    def text(self) -> str:
        """A text that nobody has typed before."""
        self.count += 1
        return f"text-{self.count}"

    def happens(self, view: Data, path: KeyPath, new: str | None, who: str, row: KeyPath = ()) -> None:
        """The law: at its place where that is as it was seen, else said; a row that is gone is a place of its own."""
        is_gone = bool(row) and get(view, row) is not None and get(self.expected, row) is None
        if not is_gone and get(self.expected, path) == get(view, path):
            self.expected, self.whose[path] = put(self.expected, path, new), who
        elif not (is_gone and new is None) and get(self.expected, path) != new:
            self.said.add((place_text(row if is_gone else path), new or ""))

    def view(self, who: int) -> Data:
        """The plan as somebody sees it."""
        return as_text(self.people[who].data)

    def rows(self, who: int, id: str) -> list[str]:
        """The rows of a table as somebody sees them."""
        return list(self.people[who].rows(id))

    @rule(who=PEOPLE, id=st.sampled_from(QUESTIONS))
    def answer(self, who: int, id: str) -> None:
        """A question."""
        held, text, view = self.people[who], self.text(), self.view(who)
        held.record(id, text)
        self.happens(view, held.answer_path(id), text, held.author().name)

    @rule(who=PEOPLE, id=TABLES)
    def add(self, who: int, id: str) -> None:
        """A new row, which nobody can have seen."""
        held, text = self.people[who], self.text()
        key = held.add_row(id, {COLUMN[id]: text})
        path = (*held.rows_path(id), key)
        assert get(self.expected, path) is None
        self.expected = put(self.expected, path, {COLUMN[id]: text})

    @rule(who=PEOPLE, id=TABLES, at=AT_ROW)
    def put_in_row(self, who: int, id: str, at: int) -> None:
        """A cell of a row that may have been changed, or be gone, by now."""
        if rows := self.rows(who, id):
            held, row, text, view = self.people[who], rows[at % len(rows)], self.text(), self.view(who)
            held.set_cell(id, row, COLUMN[id], text)
            whole = (*held.rows_path(id), row)
            self.happens(view, (*whole, COLUMN[id]), text, held.author().name, whole)

    @rule(who=PEOPLE, id=TABLES, at=AT_ROW)
    def take_away(self, who: int, id: str, at: int) -> None:
        """A row."""
        if rows := self.rows(who, id):
            held, row, view = self.people[who], rows[at % len(rows)], self.view(who)
            held.delete_row(id, row)
            whole = (*held.rows_path(id), row)
            self.happens(view, whole, None, held.author().name, whole)

    @rule(who=PEOPLE, id=TABLES, at=AT_ROW, by=st.sampled_from([-1, 1]))
    def move(self, who: int, id: str, at: int, by: int) -> None:
        """A row: the order that somebody puts rows in holds for those rows, and the others keep their neighbours."""
        if rows := self.rows(who, id):
            held, row = self.people[who], rows[at % len(rows)]
            to = min(max(rows.index(row) + by, 0), len(rows) - 1)
            wanted = [one for one in rows if one != row]
            wanted.insert(to, row)
            held.move_row(id, row, by)
            if wanted != rows:
                self.expected = in_order(self.expected, held.rows_path(id), wanted)

    @rule(who=PEOPLE, id=st.sampled_from(QUESTIONS[:2]))
    def fill_in(self, who: int, id: str) -> None:
        """A question, from a file, which has seen nothing that somebody else has said."""
        held, text, file = self.people[who], self.text(), self.folder / "answers.yaml"
        file.write_text(f"{id}: {text}\n", encoding="utf-8")
        fill(held, file)
        path, name = held.answer_path(id), held.author().name
        is_free = get(self.expected, path) is None or self.whose.get(path) == name
        self.happens(self.expected if is_free else {}, path, text, name)

    @rule(hand=st.sampled_from([("title",), ("benefits_tree", "changes", "F1", "title")]))
    def edit_by_hand(self, hand: KeyPath) -> None:
        """The file, with all that stands in it in view."""
        file, text = self.folder / PLAN, self.text()
        source = read_text(file.read_text(encoding="utf-8"))
        if get(source.data(), hand) is not None:
            file.write_text(change(source, put(source.data(), hand, text)), encoding="utf-8")
            self.expected = put(self.expected, hand, text)

    @invariant()
    def it_is_the_plan_of_some_order(self) -> None:
        """In each place what the law says, rows in their order; and all else that was said stands under `said`."""
        now = as_text(open_plan(self.folder).data)
        assert content(now) == content(self.expected)
        assert self.said <= said(now)


def in_order(data: Data, path: KeyPath, wanted: list[str]) -> Data:
    """Rows in a wanted order; each that it does not name stays behind the row it stands behind."""
    rows = get(data, path)
    assert isinstance(rows, dict | None)
    now = list(rows or {})
    order = [key for key in wanted if key in now]
    for at, key in enumerate(now):
        if key not in order:
            order.insert(order.index(now[at - 1]) + 1 if at else 0, key)
    return put(data, path, {key: (rows or {})[key] for key in order}) if order else data


def content(data: Data, path: KeyPath = ()) -> object:
    """What a plan says, rows in their order; without who said it, and what is not decided."""
    if not isinstance(data, dict):
        return data
    left = {key: one for key, one in data.items() if not (path[:1] == ("answers",) and len(path) == 2 and key in NOTES)}
    found = [(key, content(one, (*path, key))) for key, one in left.items() if path or key != "said"]
    filled = [pair for pair in found if pair[1] not in ([], None)]
    is_rows = path == ("benefits_tree", "changes") or path[2:] == ("rows",)
    return filled if is_rows else sorted(filled, key=lambda pair: pair[0])


def said(data: Data) -> set[tuple[str, str]]:
    """(place, text) of everything that stands under `said`; the text of a row is each of its cells, of none empty."""
    places = get(data, ("said",))
    found: set[tuple[str, str]] = set()
    for place, one in (places if isinstance(places, dict) else {}).items():
        answers = get(one, ("answers",))
        for saying in answers if isinstance(answers, list) else ():
            value = get(saying, ("value",))
            cells = list(value.values()) if isinstance(value, dict) else [value]
            found |= {(place, str(cell or "")) for cell in cells}
    return found


def test_any_interleaving_is_some_order(tmp_path: Path, questionnaire: Questionnaire, danish: Language) -> None:
    """By interview, by file and by hand, each with a plan that the others have left behind."""
    machine = type("Here", (InSomeOrder,), {"base": tmp_path, "questionnaire": questionnaire, "language": danish})

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=20, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
