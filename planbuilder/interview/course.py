"""How far an interview is, how much is left of it, and where it goes on.

In: a session, and a part of its questionnaire. Out: counts, words, and the name of the next part.
"""

from __future__ import annotations

from planbuilder.interview import pace
from planbuilder.interview.session import Session
from planbuilder.plan.answers import Progress
from planbuilder.questionnaire.definition import Part

REVIEW, STOP, SEARCH = "?review", "?stop", "?search"  # where to go on the home screen besides the parts


def next_part(session: Session, last: str = "") -> str:
    """The first part that has a question left, after `last` if one comes from there; the way out after the last."""
    left = [
        part.id
        for part in session.questionnaire.parts
        if any(session.answers.state(id) == "unanswered" for id in pace.counted(session, part))
    ]
    if not last:
        return left[0] if left else REVIEW
    order = [*(part.id for part in session.questionnaire.parts), REVIEW]
    return next((id for id in left if order.index(id) > order.index(last)), STOP)


def progress(session: Session, part: Part) -> Progress:
    """How far the questions of a part are that are for whoever answers."""
    if session.role is None:
        return session.answers.progress(part)
    # Counted anew for a role: the plan's own progress has the questions that nobody asks of it in its total.
    states = [session.answers.state(id) for id in pace.counted(session, part)]
    settled = sum(state in ("answered", "not_applicable") for state in states)
    return Progress(settled, states.count("unknown"), len(states))


def time_left(session: Session) -> str:
    """About how long all that is not answered takes, with what that rests on; empty for nothing, or if unknown."""
    words = pace.in_words(session.language, pace.all_left(session))
    return session.language.text("interview.time.left", time=words, rows=pace.ROWS) if words else ""
