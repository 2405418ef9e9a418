"""What earlier interviews could not save, offered as the next one begins.

In: a session, and a face with its drafts. Out: nothing; what is saved is saved in the name of whoever answered, what
was left in an editor is a draft of its question, and what cannot be read is told and kept.
"""

from __future__ import annotations

from planbuilder.interview.asking import Menu, Option
from planbuilder.interview.drafts import damage
from planbuilder.interview.questions import Questions
from planbuilder.interview.session import Session
from planbuilder.plan.naming import place_in_words, value_in_words
from planbuilder.yamltext.nodes import KeyPath, get, leaf_text


def offer(session: Session, questions: Questions) -> None:
    """Show what was left, and save it, keep it or let it go as the user says."""
    for found in damage(session.opened.folder):
        questions.asker.say(questions.told(found), "bad")
    _take_up_texts(session, questions)
    if session.unsaved():
        _offer_answers(session, questions)


def place(session: Session, path: KeyPath) -> str:
    """A place of the plan in the words of its question."""
    return place_in_words(session.questionnaire, session.language, session.data, path)


def _take_up_texts(session: Session, questions: Questions) -> None:
    """Make texts that were left in an editor drafts of their questions; those that became answers go."""
    for key, text in questions.shelf.left():
        # Saved, but the file could not be taken away then: there is nothing left to offer.
        if text == leaf_text(get(session.data, key)):
            questions.drafts.drop(key)
        else:
            named = place(session, key)
            questions.drafts.found(key, named, text)
            questions.asker.say(questions.text("interview.text_left", place=named, text=text), "bad")


def _offer_answers(session: Session, questions: Questions) -> None:
    text, asker = questions.text, questions.asker
    for one in session.unsaved():
        who = ", ".join(filter(None, (one.by, one.role, one.on)))
        for path, _, new in one.places:
            if new is not None:
                said = value_in_words(session.answers, path, new)
                asker.say(text("interview.kept_draft", who=who, place=place(session, path), text=said), "bad")
    options = [Option(name, text(f"interview.draft_{name}")) for name in ("save", "later", "drop")]
    chosen = asker.choose(Menu(text("interview.draft_what"), options, default="save"))
    if chosen == "save":
        session.save_unsaved()
    elif chosen == "drop":
        session.forget_unsaved()
