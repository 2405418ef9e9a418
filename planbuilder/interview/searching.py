"""A question that is looked for by a word.

In: a session and a face. Out: the question that was chosen among those found, or none.
"""

from __future__ import annotations

from planbuilder.interview.asking import Asker, Menu, Option, Prompt, Wish
from planbuilder.interview.fields import ONE_STEP
from planbuilder.interview.finding import Found, find
from planbuilder.interview.session import Session


def looked_for(session: Session, asker: Asker) -> Found | None:
    """Ask for a word, again where no question has it or another is wanted; None where nothing is typed."""
    text = session.language.text
    prompt = Prompt(text("interview.searching.for"), text("interview.searching.hint"), wishes=ONE_STEP)
    while True:
        line = asker.line(prompt)
        if isinstance(line, Wish) or not line.strip():
            return None
        hits = {one.id: one for one in find(session, line)}
        if not hits:
            asker.say(text("interview.searching.none", text=line.strip()), "bad")
            continue
        title = session.language.count("interview.searching.hits", len(hits))
        options = [Option(id, _hit(session, one)) for id, one in hits.items()]
        chosen = asker.choose(Menu(title, options, wishes=ONE_STEP))
        if not isinstance(chosen, Wish):
            return hits[chosen]


def _hit(session: Session, one: Found) -> str:
    return f"{one.line}{session.language.text('interview.searching.waits') if one.waits_for else ''}"
