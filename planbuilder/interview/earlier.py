"""What somebody else has said at an earlier question, and a later table of the same rows would replace.

In: what is entered in a row. Out: the places where both are to stand, once whoever enters it has seen the other's words
and said so. A challenge named at the start meeting is not replaced from the action plan unseen.
"""

from __future__ import annotations

from collections.abc import Sequence

from planbuilder.interview.asking import Menu, Option
from planbuilder.interview.fields import Field
from planbuilder.interview.questions import Questions
from planbuilder.interview.session import Session
from planbuilder.plan.naming import value_in_words, who_in_words
from planbuilder.plan.registers import heard
from planbuilder.plan.sayings import asked_at, who_said
from planbuilder.yamltext.nodes import Data, KeyPath, get

BOTH, MINE, MEND = "both", "mine", "mend"


def kept_beside(
    session: Session, questions: Questions, id: str, given: Sequence[tuple[Field, Data]]
) -> tuple[KeyPath, ...] | None:
    """The places where the other's words stay beside what is entered; None where what is entered is to be mended.

    The user is asked at each place where a table would replace what another question asked for and somebody else said.
    """
    beside: list[KeyPath] = []
    for field, value in given:
        if not _is_of_others(session, id, field):
            continue
        chosen = _asked(session, questions, field, value)
        if chosen == MEND:
            return None
        beside += [field.key] if chosen == BOTH else []
    return tuple(beside)


def _is_of_others(session: Session, id: str, field: Field) -> bool:
    """Whether somebody else has said what stands in a field, at another question than this one."""
    if not field.given or not session.question(field.id).is_table:
        return False
    own = {one.id for one in session.questionnaire.own_columns(id)}
    by = str(who_said(session.data, field.key, session.questionnaire).get("by", ""))
    return bool(by) and field.column not in own and field.id == id and heard(by) != heard(session.author().name)


def _asked(session: Session, questions: Questions, field: Field, value: Data) -> str:
    """Show both, and ask which is to stand; nothing is replaced by passing."""
    text = session.language.text
    owner, row = next(iter(asked_at(field.key, session.questionnaire)))
    who = who_in_words(session.language, session.answers.note(owner).who(row))
    now, new = (value_in_words(session.answers, field.key, one) for one in (get(session.data, field.key), value))
    questions.asker.say(text("interview.earlier.theirs", title=field.title, who=who, text=now), "bad")
    questions.asker.say(text("interview.earlier.mine", text=new), "bad")
    # Enter keeps both: of the three it is the only one by which neither's words are lost.
    options = [Option(name, text(f"interview.earlier.{name}_stand")) for name in (BOTH, MINE, MEND)]
    chosen = questions.asker.choose(Menu(text("interview.earlier.which"), options, default=BOTH))
    return chosen if isinstance(chosen, str) else MEND
