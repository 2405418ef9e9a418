"""What one field shows and takes: the words beside it, what it offers, what may be typed, and what comes of it.

In: a session and a field. Out: plain values; nothing is asked or shown here, so every face says and takes the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from planbuilder.interview.asking import Option
from planbuilder.interview.fields import NOTHING, Field
from planbuilder.interview.session import Session
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.conditions import refers_to, spoken
from planbuilder.questionnaire.context import InvalidAnswer
from planbuilder.questionnaire.definition import Question
from planbuilder.yamltext.nodes import Data, as_text


def title(session: Session, field: Field) -> str:
    """What is asked, with the unit of the answer."""
    unit = session.language.pick(field.question.unit)
    return f"{field.title} ({unit})" if unit else field.title


def hint(session: Session, field: Field) -> str:
    """The hint, and what holds as long as nobody answers."""
    is_typed = kinds.of(field.question).asked == "line"
    usual = session.language.text("interview.usual", value=shown) if (shown := usual_value(session, field)) else ""
    return " ".join(part for part in (session.language.pick(field.question.hint), usual if is_typed else "") if part)


def usual_value(session: Session, field: Field) -> str:
    """What holds without an answer, as people read it; empty where there is an answer, or nothing holds."""
    if field.given or field.now in NOTHING:
        return ""
    return kinds.show(field.question, field.now, session.answers.context)


def blank(session: Session, field: Field) -> str:
    """What the line for no answer is called: it says what holds then."""
    shown = "" if field.given else kinds.show(field.question, field.now, session.answers.context)
    return session.language.text("interview.blank_usual" if shown else "interview.blank", value=shown)


def help_lines(session: Session, questions: Iterable[Question]) -> list[str]:
    """When each question is asked, its hint, guidance and example, each line once."""
    return list(dict.fromkeys(line for question in questions for line in _help(session, question)))


def condition(session: Session, question: Question) -> str:
    """When a question is asked, in words; empty for one that always is."""
    by_id = session.questionnaire.by_id
    if question.when is None or not all(test.question in by_id for test in refers_to(question.when)):
        return ""
    return spoken(question.when, session.language, session.questionnaire)


def _help(session: Session, question: Question) -> Iterator[str]:
    if when := condition(session, question):
        yield session.language.text("interview.asked_when", condition=when)
    told = {"hint": question.hint, "guidance": question.guidance, "help": question.help}
    for key, texts in told.items():
        if words := session.language.pick(texts):
            yield session.language.text(f"interview.{key}", text=words)


# What is typed


def typed_form(session: Session, question: Question, now: Any) -> str:
    """A value as it would be typed."""
    if now in NOTHING:
        return ""
    if kinds.of(question).is_number:
        return "; ".join(session.language.exact(n) for n in (now if question.many else (now,)))
    return kinds.show(question, now, session.answers.context)


def refusal(session: Session, question: Question, line: str) -> str | None:
    """Why a line cannot be taken, None if it can; an empty line is no answer and is always taken."""
    if not line.strip():
        return None
    try:
        kinds.type_in(question, line, session.answers.context)
    except InvalidAnswer as error:
        values = {"path": question.id, **error.values}
        parts = (session.language.text(f"problems.{error.code}.{part}", **values) for part in ("text", "way_out"))
        return " ".join(parts)
    return None


def name_refusal(session: Session, line: str) -> str | None:
    """Why a line names no new person: what stands before the first comma is the name."""
    named = not line.strip(" ,") or line.partition(",")[0].strip()
    return None if named else session.language.text("interview.name_first")


def value_of_text(session: Session, question: Question, line: str) -> Data:
    """What the file is to hold of a typed line, None for an empty one; raises InvalidAnswer where it is refused."""
    return kinds.type_in(question, line, session.answers.context) if line.strip() else None


def same_as_now(session: Session, field: Field, value: Data) -> bool:
    """Whether a value for the file is the answer that the plan already gives; of options the order does not count."""
    read = kinds.read(field.question, as_text(value), session.answers.context)
    # Where the order of ticking does not count, options come back in that of the list.
    if field.question.many and kinds.of(field.question).asked in ("option", "person") and not field.is_ordered:
        return field.given and set(read) == set(field.now)
    return field.given and bool(read == field.now)


def read_as(session: Session, field: Field, value: Data) -> list[str]:
    """How a number or a date was read, and what it stands beside; nothing of a text, which stands as it was typed."""
    context = session.answers.context
    if kinds.of(field.question).words == "all":
        return []
    typed = kinds.read(field.question, as_text(value), context)
    shown = kinds.read_back(field.question, value, context)
    told = (session.language.text("interview.read_as", value=shown), field.beside(typed))
    return [line for line in told if line]


# What is chosen


def options(session: Session, field: Field) -> list[Option]:
    """What a field offers, and what it holds: a value that is no longer offered is not lost by passing."""
    words = {one.value: one.words for one in session.questionnaire.choices.get(field.question.choices, ())}
    offered = [
        Option(value, _label(session, field, value, label), words=(label, *words.get(value, ())))
        for value, label in kinds.options(field.question, session.answers.context)
        if value not in field.left_out
    ]
    known = {option.value for option in offered}
    lost = [one for one in chosen(field) if one not in known]
    return [*(Option(one, session.language.text("interview.not_offered", value=one)) for one in lost), *offered]


def _label(session: Session, field: Field, value: str, label: str) -> str:
    """What an option is called: a record by its id too, a choice with what it means."""
    if kinds.of(field.question).by_id:
        return f"{value} {label}"
    choices = session.questionnaire.choices.get(field.question.choices, ())
    means = next((session.language.pick(choice.means) for choice in choices if choice.value == value), "")
    return f"{label} – {means}" if means else label


def has_options(session: Session, field: Field) -> bool:
    """Whether a field can be answered now: a reference needs something to refer to."""
    return not kinds.of(field.question).refers or bool(options(session, field))


def chosen(field: Field) -> tuple[str, ...]:
    """The values of the options that the plan says are chosen."""
    held = (field.now if field.question.many else (field.now,)) if field.given and field.now not in NOTHING else ()
    return tuple(text for one in held if (text := plain(one)))


def value_of_choice(question: Question, values: Sequence[str]) -> Data:
    """What the file is to hold of the chosen options, None for none."""
    if question.many:
        return list[Data](values) or None
    return kinds.chosen(question, values[0]) if values and values[0] else None


def plain(value: Any) -> str:
    """A value as an option stands for it."""
    # As YAML writes them: `str(True)` would be `True`, and the options of a yes or no are named by what the file
    # holds.
    words: Mapping[bool, str] = {True: "true", False: "false"}
    return words[value] if isinstance(value, bool) else str(value or "")
