"""What a change of a plan did, in words: the one way in which the log, versions and comparisons tell it.

In: a step, and the answers before and after it. Out: a `Line` with the place, both values and a sentence, all final.
"""

from __future__ import annotations

from decimal import Decimal

from planbuilder.changes.excerpts import LONGEST, SHORT, excerpts
from planbuilder.language import Language
from planbuilder.plaintext import excerpt, led_by
from planbuilder.plan.answers import Answers
from planbuilder.plan.naming import field_in_words, is_written, place_parts, row_in_short, value_in_words
from planbuilder.plan.sayings import SAID, path_in
from planbuilder.plan.steps import Step, has_rows, level
from planbuilder.record import record
from planbuilder.yamltext.nodes import Data, KeyPath, get, put

# Years that say when something begins and ends, by the last key of their place.
MOVED = {"start": "begins", "from": "begins", "to": "ends", "end": "ends"}
MONEY = ("costs", "benefits_tree")
# Rows that every paper has in an order of its own: that of the questions, of changes and themes, or of what was said.
IN_NO_ORDER = ("matrix", SAID)


@record
class Line:
    """One thing that a change did: its place in words, and what stood there before and after, in words.

    `subject` is the row or question it is about, `text` what happened to it as a sentence without a full stop.
    """

    path: KeyPath
    place: str
    old: str
    new: str
    is_order: bool = False
    subject: str = ""
    text: str = ""

    @property
    def whole(self) -> str:
        """Subject and sentence."""
        return f"{led_by(self.subject)} {self.text}"


def tell(step: Step, before: Answers, after: Answers, old: Data, new: Data) -> Line:
    """What a step did; `old` and `new` are the plans' data around it, which have the names of rows."""
    language, path = after.context.language, step.path
    # What was said to a place is told as that place: nobody reads the plan by its `said`.
    at = (path_in(path[1]) or path) if path[:1] == (SAID,) else path
    # By today's names, unless the row is gone.
    named = new if _holds(new, at) else old if _holds(old, at) or level(at) != "row" else put(old, at, step.old)
    heading, row, column = place_parts(after.questionnaire, language, named, at)
    column = column or _noted(language, at)
    place, subject = (" – ".join(filter(None, parts)) for parts in ((heading, row, column), (heading, row)))
    if at is not path:
        said = _sayings(after, at, step.new)
        return Line(path, language.text("changes.said", place=place), "", said, False, subject, _said(language, said))
    if step.is_order:
        was, now = _ids(step.old), _ids(step.new)
        names = language.text("changes.order", new=_rows(after, new, path, step.new))
        return Line(path, place, was, now, True, subject, names)
    was, now = _value(before, path, step.old), _value(after, path, step.new)
    own_words = is_written(after.questionnaire, path)
    # Its subject says what a row is called.
    beside = [_value(answers, path, one, True) for answers, one in ((before, step.old), (after, step.new))]
    what = field_in_words(after.questionnaire, language, path, column)
    return Line(path, place, was, now, False, subject, _text(language, step, what, beside[0], beside[1], own_words))


def _noted(language: Language, path: KeyPath) -> str:
    """What is called that an answer notes beside what it says; empty for any other place."""
    key = f"changes.note.{path[2]}" if path[0] == "answers" and path[2:3] == path[2:] != () else ""
    return language.text(key) if key and language.has(key) else ""


def is_put_in_order(path: KeyPath) -> bool:
    """Whether what stands at a place are rows that somebody puts in order to say something by it."""
    return has_rows(path) and path != ("answers",) and path[0] not in IN_NO_ORDER


def _rows(answers: Answers, data: Data, register: KeyPath, ids: Data) -> str:
    """Rows in their order, as a reader knows them; without those that are gone and that no id names to anybody."""
    known = [str(id) for id in ids] if isinstance(ids, list) else []
    language = answers.context.language
    named = [row_in_short(answers.questionnaire, language, data, (*register, id)) for id in known]
    # A name may have commas of its own.
    return (", " if named == known else "; ").join(filter(None, named))


def _holds(data: Data, path: KeyPath) -> bool:
    """Whether data still has the row, or whatever else leads to a place."""
    return any(get(data, path[:n]) is not None for n in range(len(path), max(1, len(path) - 2), -1))


def _text(language: Language, step: Step, column: str, was: str, now: str, own_words: bool) -> str:
    """A change as a sentence: a year that moved by how far, a long text by what differs in it; what somebody wrote in
    quotes.
    """
    if moved := _moved(language, step):
        return moved
    kind = "added" if step.old in NOTHING else "removed" if step.new in NOTHING else "changed"
    # A row that comes or goes is told with all its fields, of which each is short enough.
    longest = max(len(was), len(now)) if level(step.path) == "row" else LONGEST
    old, new = excerpts(was, now) if kind == "changed" else (excerpt(was, longest), excerpt(now, longest))
    if kind == "changed" and (own_words or max(len(was), len(now)) > SHORT):
        old, new = (language.text("changes.quoted", text=one) for one in (old, new))
    text = language.text(f"changes.{kind}", what=column, old=old, new=new).strip(": ")
    return text[:1].upper() + text[1:]


NOTHING: tuple[Data, ...] = (None, "", [], {})


def _moved(language: Language, step: Step) -> str:
    """How many years later or earlier a cost or benefit begins or ends; empty for any other change."""
    what = MOVED.get(step.path[-1], "") if step.path[0] in MONEY else ""
    if not what or not (_is_year(step.old) and _is_year(step.new)):
        return ""
    years = int(str(step.new)) - int(str(step.old))
    way = "later" if years > 0 else "earlier"
    return language.count(f"changes.{what}_{way}", abs(years), old=step.old, new=step.new)


def _is_year(value: Data) -> bool:
    return isinstance(value, str | int | Decimal) and str(value).isdecimal()


def _said(language: Language, said: str) -> str:
    return language.text("changes.several", said=said) if said else language.text("changes.settled")


def _value(answers: Answers, path: KeyPath, value: Data, beside_name: bool = False) -> str:
    """A value in words; of a whole answer, what it says; of a row, all that it says, or what its name leaves out."""
    if path[:1] == ("answers",) and len(path) == len(("answers", "id")) and isinstance(value, dict):
        key = next((name for name in ("value", "rows", "state") if name in value), "state")
        path, value = (*path, key), value.get(key)
    return value_in_words(answers, path, value, beside_name)


def _sayings(answers: Answers, path: KeyPath, data: Data) -> str:
    """What was said, by whom, as one line."""
    said = data.get("answers") if isinstance(data, dict) else data
    told = [
        f"{one.get('by') or '?'}: {value_in_words(answers, path, one.get('value'))}"
        for one in (said if isinstance(said, list) else ())
        if isinstance(one, dict)
    ]
    return "; ".join(told)


def _ids(ids: Data) -> str:
    return ", ".join(map(str, ids)) if isinstance(ids, list) else ""
