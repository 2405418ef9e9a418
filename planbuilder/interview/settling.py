"""What several people have said to one thing, side by side, and what is decided.

In: a session. Out: each open disagreement in words, and the session with one of them settled.
"""

from __future__ import annotations

from planbuilder import codes
from planbuilder.errors import UsageWrong, problem
from planbuilder.interview.session import Session
from planbuilder.language import Language
from planbuilder.plan.model import Disagreement, Saying
from planbuilder.plan.naming import place_in_words, value_in_words, who_in_words
from planbuilder.plan.sayings import asked_at, disagreements, path_in
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.context import InvalidAnswer
from planbuilder.questionnaire.definition import Question
from planbuilder.record import record
from planbuilder.yamltext.nodes import Data, KeyPath, as_text, get, same


@record
class Open:
    """A disagreement with its place, in words too, and the answers that were given, the one that holds now first."""

    place: str
    path: KeyPath
    name: str
    answers: tuple[Saying, ...]
    shown: tuple[str, ...]

    def line(self, language: Language, number: int) -> str:
        """The answer of a number, with whose it is, and whether it is the one that holds now."""
        who = who_in_words(language, self.answers[number - 1])
        return language.text(f"settle.{'holds' if number == 1 else 'other'}", text=self.shown[number - 1], who=who)


def open_disagreements(held: Session) -> tuple[Open, ...]:
    """The disagreements of a plan that nobody has settled."""
    return tuple(found for place, one in disagreements(held.opened.plan) if (found := _open(held, place, one)))


def _open(held: Session, place: str, one: Disagreement) -> Open | None:
    path = path_in(place)
    if path is None:
        return None
    now = as_text(get(held.data, path))
    said = sorted(one.answers, key=lambda saying: not same(saying.data, now))
    # What holds must be among what is chosen from, and number 1, though nobody is noted for it: files are edited by
    # hand.
    if not any(same(saying.data, now) for saying in said):
        said.insert(0, Saying(now))
    shown = tuple(value_in_words(held.answers, path, saying.data) for saying in said)
    return Open(place, path, place_in_words(held.questionnaire, held.language, held.data, path), tuple(said), shown)


def named(held: Session, wanted: str) -> tuple[Open, ...]:
    """The disagreements that a place, the id or the name of a question, or a number stands for; all for nothing.

    Raises UsageWrong for one that there is not (PB356).
    """
    found, low = open_disagreements(held), wanted.strip().casefold()
    if not low:
        return found
    exact = [one for n, one in enumerate(found, 1) if low in (one.place.casefold(), str(n), one.name.casefold())]
    of_question = [
        one for one in found if any(low == id.casefold() for id, _ in asked_at(one.path, held.questionnaire))
    ]
    near = exact or of_question or [one for one in found if low in one.name.casefold()]
    if not near:
        known = "; ".join(one.name for one in found) or "–"
        raise UsageWrong([problem(codes.NO_DISAGREEMENT, name=wanted, known=known)])
    return tuple(near)


def settle(held: Session, one: Open, choice: int = 0, text: str | None = None, why: str = "") -> bool:
    """Settle a disagreement on the answer of a number, or on another wording; who decided and why is recorded.

    Whether it is settled: it stays open where somebody else has settled or answered it meanwhile.

    Raises UsageWrong for a number that there is not (PB357), InputInvalid for a wording that does not fit.
    """
    if text is not None:
        held.settle(one.place, one.path, _typed(held, one.path, text), why)
        return not held.told_apart()
    if not 1 <= choice <= len(one.answers):
        raise UsageWrong([problem(codes.NO_SUCH_ANSWER, number=choice, last=len(one.answers), name=one.name)])
    chosen = one.answers[choice - 1]
    held.settle(one.place, one.path, chosen.data, why, chosen)
    return not held.told_apart()


def _typed(held: Session, path: KeyPath, text: str) -> Data:
    """A third wording as its question reads it; raises UsageWrong where a whole row is meant or it does not fit."""
    id, row = next(iter(asked_at(path, held.questionnaire)), ("", ""))
    asked: Question | None = held.questionnaire.by_id.get(id)
    if asked is not None and asked.is_table:
        column = path[-1] if row else ""
        asked = next((one for one in asked.columns if one.id == column or ".".join(path).endswith(f".{one.id}")), None)
    if asked is None:
        raise UsageWrong([problem(codes.NO_SUCH_ANSWER, number=0, last=0, name=".".join(path))])
    try:
        return kinds.type_in(asked, text, held.answers.context)
    except InvalidAnswer as error:
        raise UsageWrong([problem(error.code, ".".join(path), **error.values)]) from error
