"""What is due, measured with whoever can be asked, indicator by indicator.

In: a session, a face, and what is to be measured. Out: the plan with each value, saved as it was said. Before a value
is asked for it is shown where the indicator began, where it is to come, and what it was last, so that a slip is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from planbuilder import codes
from planbuilder.errors import Interrupted, Problem, Term, problem
from planbuilder.figures.following import standing_of
from planbuilder.interview.asking import Asker, Prompt
from planbuilder.interview.questions import Questions
from planbuilder.interview.session import Session
from planbuilder.plan.registers import Reading
from planbuilder.units import in_unit
from planbuilder.usecases import measuring
from planbuilder.usecases.measuring import Measured, Taken


def ask_for(
    held: Session,
    asker: Asker,
    wanted: Sequence[str],
    on: date,
    note: str,
    plan: str,
    told: Callable[[Measured], None],
) -> list[Measured]:
    """What was measured of the wanted indicators (ids) on a day; each is `told` as it is saved.

    Raises Interrupted (PB462) when the user stops, with what is saved; `plan` is how a command names the plan.
    """
    questions, made = Questions(held, asker), list[Measured]()
    try:
        for id in wanted:
            if typed := _value(held, asker, questions, id):
                made.append(measuring.noted(held, Taken(id, typed, on, note)))
                told(made[-1])
    except (KeyboardInterrupt, EOFError) as error:
        kept = held.language.sentence_list(one.indicator for one in made) if made else Term("measure.nothing")
        raise Interrupted([problem(codes.MEASURING_INTERRUPTED, kept=kept, plan=plan)]) from error
    return made


def _value(held: Session, asker: Asker, questions: Questions, id: str) -> str:
    """The value of an indicator as it is typed, once it can be meant; empty where nobody knows it yet."""
    one, text, plan = held.opened.plan.indicators[id], held.language.text, held.opened.plan

    def check(line: str) -> str | None:
        found = measuring.why_not(plan, id, line, held.language) if line.strip() else None
        return None if found is None else questions.told(found)

    title = text("measure.ask", id=id, title=one.title, unit=one.unit or text("measure.no_unit"))
    hint = " ".join([*known(held, id), text("cli.may_wait")])
    draft = ""
    while True:
        typed = asker.line(Prompt(title, hint, draft=draft, check=check))
        if not isinstance(typed, str) or not typed.strip():
            return ""
        odd: Problem | None = measuring.doubt(plan, id, typed, held.language)
        if odd is None or questions.is_right([odd]):
            return typed
        draft = typed


def known(held: Session, id: str) -> Iterator[str]:
    """What a plan knows of an indicator: baseline, target, and what was measured last, each with its day."""
    plan, language = held.opened.plan, held.language
    one, last = plan.indicators[id], standing_of(plan, id, held.author().at.date()).latest
    told = partial(_reading, held, one.unit)
    latest = Reading(last.value, last.on) if last else Reading()
    for name, reading in (("baseline", one.baseline), ("target", one.target), ("latest", latest)):
        if shown := told(reading):
            yield language.text(f"measure.{name}", value=shown)
    if last is None:
        yield language.text("following.unmeasured")


def _reading(held: Session, unit: str, reading: Reading) -> str:
    """A value with its unit, and its day in brackets; empty for none."""
    if reading.value is None:
        return ""
    shown = in_unit(held.language, reading.value, unit)
    return f"{shown} ({held.language.short_day(reading.on)})" if reading.on else shown
