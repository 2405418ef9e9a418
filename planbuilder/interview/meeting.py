"""What the start meeting has said of a theme or a change, shown beside the questions that come later.

In: a session, and the name of a question with a row. Out: lines in final words; none where nothing was said, at the
meeting itself and in the action plan's matrix, which shows the same in its fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planbuilder.interview.session import Session
from planbuilder.questionnaire.needed import CHANGES, MATRIX, WALK


def lines(session: Session, id: str, row: str = "") -> tuple[str, ...]:
    """What was said of the theme of a question, or of the change that a row is, or belongs to."""
    if id in (MATRIX, WALK) or not _may_see(session):
        return ()
    theme = id.partition(".")[0]
    if row:
        return tuple(_of_change(session, _change(session, id, row), theme))
    return of_theme(session, theme)


def of_theme(session: Session, theme: str) -> tuple[str, ...]:
    """What was said of a theme, change by change; nothing of a part that is none."""
    is_theme = any(part.id == theme for part in session.questionnaire.themes)
    if not is_theme or not _may_see(session):
        return ()
    found = [line for change in session.opened.plan.benefits_tree.changes for line in _told(session, change, theme)]
    return (session.language.text("interview.meeting.theme"), *found) if found else ()


def _of_change(session: Session, change: str, theme: str) -> Iterator[str]:
    """What was said of a change: of the theme one is at, else of all of them."""
    themes = [part.id for part in session.questionnaire.themes]
    found = [line for one in ([theme] if theme in themes else themes) for line in _told(session, change, one)]
    if found:
        yield session.language.text("interview.meeting.change")
        yield from found


def _change(session: Session, id: str, row: str) -> str:
    """The id of the change that a row is, or belongs to; empty for any other."""
    if session.question(id).path == session.question(CHANGES).path:
        return row
    values = session.answers.rows(id).get(row, {})
    refers = (one.id for one in session.question(id).columns if one.refers == "changes" and not one.many)
    return str(next((values[name] for name in refers if values.get(name)), ""))


def _told(session: Session, change: str, theme: str) -> Iterator[str]:
    """The challenge of a change within a theme, or why there is none; nothing where nobody has said it."""
    found: Mapping[str, Any] = session.answers.rows(WALK).get(f"{change}.{theme}", {})
    text = found.get("challenge") if found.get("relevant") else found.get("reason")
    # A field that nobody has decided on says nothing, even where its text was begun.
    if text and found.get("relevant") is not None and not _is_kept_in(session, f"{change}.{theme}"):
        key = "relevant" if found["relevant"] else "not_relevant"
        title = session.language.pick(session.questionnaire.part(theme).title)
        names = {"change": session.answers.context.names["changes"].get(change, ""), "theme": title}
        text = " ".join(str(text).split())
        yield session.language.text(f"interview.meeting.{key}", id=change, **names, text=text)


def _is_kept_in(session: Session, row: str) -> bool:
    """Whether a field of the matrix is internal, and not for whoever answers now."""
    return not session.sees_internal and session.answers.note(WALK).who(row).internal


def _may_see(session: Session) -> bool:
    return session.sees_internal or not session.answers.is_internal(WALK)
