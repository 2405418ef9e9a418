"""Who said what: of each answer and each row, and of things that several people have answered otherwise.

In: the data of a plan, the steps of a save and a note of who makes them. Out: further steps, which note it in the plan.
Where somebody has answered meanwhile, both answers stand under `said` by the place they answer; the place itself keeps
what was there first until somebody settles it, so that figures rest on what some reader has seen in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from planbuilder.plan.model import Disagreement, Plan
from planbuilder.plan.steps import NOWHERE, Edits, Rebased, Step, kind_at, level
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Question, Questionnaire
from planbuilder.record import record
from planbuilder.yamltext.nodes import Data, KeyPath, get, put, same

SAID = "said"
STAMP = ("by", "role", "on")
# What an answer notes of a state other than answered; it ends when there is an answer.
STATE = ("state", "ask", "why")
Note = Mapping[str, Data]


def place_text(path: KeyPath) -> str:
    """A place as it is written in a file."""
    return ".".join(path)


def path_in(text: str) -> KeyPath | None:
    """The path of a single place or row that is written in a file, None if a plan has none such; ids may hold dots."""
    words = text.split(".")
    return next((path for path in _readings(words, ()) if path[0] != SAID and level(path) != "many"), None)


def _readings(words: list[str], path: KeyPath) -> Iterator[KeyPath]:
    """Every path of a plan that some words may stand for; the id of a question has at least two."""
    if not words:
        if path:
            yield path
        return
    # Ids of questions have a dot, and so may those of rows: each way of cutting the words is tried against the types.
    for taken in range(2 if path == ("answers",) else 1, len(words) + 1):
        key = ".".join(words[:taken])
        kind, is_id = kind_at((*path, key))
        if kind is NOWHERE or (taken > 1 and not is_id):
            return
        yield from _readings(words[taken:], (*path, key))


def disagreements(plan: Plan) -> Iterator[tuple[str, Disagreement]]:
    """The places that are not settled, with what was said to each."""
    return ((place, one) for place, one in plan.said.items() if one.settled is None)


def asked_at(path: KeyPath, questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """(question, row) of each answer that a place is a part of; no row where the answer has none."""
    if path[:1] == ("answers",):
        if len(path) > 1 and path[1] in questionnaire.by_id:
            yield path[1], path[3] if path[2:3] == ("rows",) and path[3:] else ""
        return
    for id, question in questionnaire.bound.items():
        keys = question.keys
        if path[: len(keys)] == keys[: len(path)] and len(path) >= len(keys):
            yield from _own(id, question, path[len(keys) :], questionnaire)


def _own(id: str, question: Question, rest: KeyPath, questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """The answer to a question bound to the plan, if the place is its own: each column belongs to one table."""
    if not question.is_table:
        yield id, ""
        return
    depth = 2 if kinds.of(question).is_grid else 1
    row, column = ".".join(rest[:depth]), ".".join(rest[depth:])
    own = {one.id for one in questionnaire.own_columns(id)}
    if len(rest) >= depth and (not column or any(f"{one}.".startswith(f"{column}.") for one in own) or column in own):
        yield id, row


def who_said(data: Data, path: KeyPath, questionnaire: Questionnaire) -> dict[str, Data]:
    """Who said what stands at a place, in which role and when, as far as it is noted."""
    for id, row in asked_at(path, questionnaire):
        note = get(data, ("answers", id))
        found = get(note, ("by_row", row)) if row else None
        whose = found if isinstance(found, dict) else note if isinstance(note, dict) else {}
        # The first answer that has a note: a cell belongs to one table, but an older plan may have noted it at
        # another.
        if any(whose.get(name) for name in STAMP):
            return {name: whose[name] for name in STAMP if whose.get(name)}
    return {}


def stamped(data: Data, steps: Iterable[Step], note: Note, questionnaire: Questionnaire) -> Data:
    """The data with who made some steps noted of the answers and rows they changed.

    A note without a name takes away the name that stood there: nobody is named for words that are not theirs.
    """
    for (id, row), step in _answering(steps, questionnaire).items():
        if not row and step.new is None:
            data = _unstamped(data, id)
        else:
            data = _stamped_row(data, id, row, note, questionnaire) if row else _stamped_answer(data, id, note)
    return data


def _answering(steps: Iterable[Step], questionnaire: Questionnaire) -> dict[tuple[str, str], Step]:
    """The first step that says something of each answer and row: an order does not, nor does a note that goes."""
    found: dict[tuple[str, str], Step] = {}
    for step in steps:
        is_of_a_row = step.path[:1] == ("answers",) and step.path[2:3] == ("by_row",)
        if not (step.is_order or is_of_a_row or (step.new is None and not _is_content(step.path))):
            found |= {asked: step for asked in asked_at(step.path, questionnaire) if asked not in found}
    return found


def _is_content(path: KeyPath) -> bool:
    """Whether a place holds an answer, and not what is noted of one."""
    return path[:1] != ("answers",) or path[2:3] in (("value",), ("rows",))


def _unstamped(data: Data, id: str) -> Data:
    """The data without who gave an answer that is gone."""
    for name in STAMP:
        data = put(data, ("answers", id, name), None) if get(data, ("answers", id, name)) is not None else data
    return data


def _stamped_answer(data: Data, id: str, note: Note) -> Data:
    known = get(data, ("answers", id))
    for name in STAMP:
        if known is not None or note.get(name):
            data = put(data, ("answers", id, name), note.get(name))
    return data


def _stamped_row(data: Data, id: str, row: str, note: Note, questionnaire: Questionnaire) -> Data:
    """The data with who said a row: of the whole answer where it is the only row, else of the row if it differs."""
    question = questionnaire.by_id[id]
    rows, place = get(data, question.keys or ("answers", id, "rows")), ("answers", id, "by_row", row)
    known = get(data, ("answers", id))
    if get(rows, tuple(row.split(".")) if kinds.of(question).is_grid else (row,)) is None:
        data = put(data, place, None) if get(data, place) is not None else data
        return data if rows else _unstamped(data, id)
    whole = {name: get(known, (name,)) for name in STAMP}
    own = get(data, place)
    is_only = isinstance(rows, dict) and len(rows) == 1 and not kinds.of(question).is_grid
    if own is None and is_only:
        return _stamped_answer(data, id, note)
    said: dict[str, Data] = {name: value for name, value in note.items() if name in STAMP and value}
    hidden: dict[str, Data] = {"internal": value} if (value := get(own, ("internal",))) else {}
    as_whole = same(dict(said), {name: value for name, value in whole.items() if value}) and not hidden
    return put(data, place, None if as_whole else {**said, **hidden}) if own is not None or not as_whole else data


def said_apart(
    now: Data,
    data: Data,
    steps: Iterable[Step],
    note: Note,
    questionnaire: Questionnaire,
    is_internal: Callable[[KeyPath], bool] = lambda path: False,
) -> Data:
    """The data with what several people have said to the same thing: what `now` holds, and what each step would say.

    What was internal to one of them stays so: it was said in that belief.
    """
    for step in steps:
        kept_in: dict[str, Data] = {"internal": True} if is_internal(step.path) else {}
        place = (SAID, place_text(step.path))
        known = get(data, (*place, "answers"))
        said: list[Data] = list(known) if isinstance(known, list) else []
        # The first time, what stood there becomes the first answer: it is somebody's as well, with the name that is
        # noted.
        if not said:
            said = [{**_saying(get(now, step.path), who_said(now, step.path, questionnaire)), **kept_in}]
        one: Data = {**_saying(step.new, note), **kept_in}
        said += [] if any(_is_alike(one, other) for other in said) else [one]
        # A decision rests on the answers that were seen, so a new one opens it again.
        data = put(put(data, (*place, "answers"), said), (*place, "settled"), None)
    return data


def _is_alike(one: Data, other: Data) -> bool:
    """Whether two answers are the same one of the same person, on whichever day."""
    return all(same(get(one, (name,)), get(other, (name,))) for name in ("value", "by"))


def said_again(data: Data, steps: Iterable[Step], note: Note) -> Data:
    """The data with what was put at places that are not settled, as one more answer to them: no other goes for it."""
    for step in steps:
        place = (SAID, place_text(step.path))
        known = get(data, place)
        if isinstance(known, dict) and known.get("settled") is None and not step.is_order:
            said = known.get("answers")
            data = put(data, (*place, "answers"), [*(said if isinstance(said, list) else []), _saying(step.new, note)])
    return data


def _saying(value: Data, note: Note) -> dict[str, Data]:
    whose = {name: note[name] for name in STAMP if note.get(name)}
    return {**({} if value is None else {"value": value}), **whose}


def kept_in(path: KeyPath, questionnaire: Questionnaire) -> dict[KeyPath, Data]:
    """The edits that keep the answers of a place internal, row by row; what always is so needs none."""
    found = ((id, row) for id, row in asked_at(path, questionnaire) if not questionnaire.by_id[id].internal)
    return {("answers", id, *(("by_row", row) if row else ()), "internal"): True for id, row in found}


def settling(place: str, path: KeyPath, value: Data, note: Note, why: str) -> dict[KeyPath, Data]:
    """The edits that settle a disagreement on a value (None: on none), with who decided and why."""
    decided: dict[str, Data] = {**note, **({"why": why} if why else {})}
    return {path: value, (SAID, place, "settled"): decided}


@record
class Late:
    """What a state (unknown, not relevant) and an answer mean to each other, given on two plans to one question."""

    base: Data
    now: Data
    questionnaire: Questionnaire

    def ended(self, edits: Edits) -> Iterator[Step]:
        """The steps that end a state which has come since: whoever answers says that there is none."""
        for path, value in edits.items():
            if value is None and _is_state(path) and get(self.base, path) is None and get(self.now, path) is not None:
                yield Step(path, get(self.now, path), None)

    def is_late(self, step: Step) -> bool:
        """Whether a step gives a state to a question that has been answered otherwise since."""
        if not (_is_state(step.path) and step.path[2] == "state" and step.new):
            return False
        question = self.questionnaire.by_id.get(step.path[1])
        if question is None:
            return False
        content = question.keys or (*step.path[:2], "rows" if question.is_table else "value")
        return not same(get(self.base, content), get(self.now, content))

    def without_notes(self, found: Rebased) -> tuple[Step, ...]:
        """The steps that were made without what goes with a state that was not: it is no answer of anybody's."""
        left = {step.path[1] for step in found.disputed if _is_state(step.path)}
        return tuple(step for step in found.made if not (_is_state(step.path) and step.path[1] in left))


def _is_state(path: KeyPath) -> bool:
    """Whether a place tells the state of an answer, or what goes with it."""
    return path[:1] == ("answers",) and len(path) == len(("answers", "id", "state")) and path[2] in STATE
