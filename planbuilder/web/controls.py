"""One field as a control of a page: which it is, what it shows, and what stands beside it.

In: a visit and an `Input` of the interview. Out: a `FieldView`. What may be typed and what it means, `interview` knows.
"""

from __future__ import annotations

from collections.abc import Mapping

from planbuilder.interview.fields import Field
from planbuilder.interview.screens import Input
from planbuilder.questionnaire import kinds
from planbuilder.record import replace
from planbuilder.web.posted import ANSWER, OTHER, Refused
from planbuilder.web.views import Choice, FieldView, dom
from planbuilder.web.visit import Visit

FEW = 6  # options that are shown all at once
SHORT = ("number", "money", "percent", "date", "year")


def field_view(visit: Visit, one: Input, refused: Refused | None = None, prefix: str = "") -> FieldView:
    """How a field looks; what was typed and refused stays in it."""
    text, name = visit.text, one.field.column or ANSWER
    look = _look(one)
    hint = " ".join(filter(None, (one.hint, _usual(visit, one))))
    typed = refused.typed if refused else None
    return FieldView(
        dom=dom(f"{prefix}{one.field.row or ''}{'-' if one.field.row else ''}{one.field.column or one.field.id}"),
        name=name,
        look=look,
        label=one.label,
        hint=hint,
        shown=one.text if typed is None else typed,
        unit=one.unit or ("%" if one.kind == "percent" else ""),
        form=text("web.day_form") if one.kind == "date" else "",
        number=kinds.of(one.field.question).is_number,
        short=one.kind in SHORT and not one.many,
        lines=3 if one.field.row else 5,
        options=tuple(Choice(o.value, o.label, o.value in one.chosen) for o in _options(visit, one, refused)),
        blank=text("interview.blank_usual", value=one.usual) if one.usual else text("web.choose"),
        person=one.asked == "person",
        newcomer=typed or "" if one.asked == "person" else "",
        more=tuple(_more(visit, one)),
        error=refused.why if refused else "",
        sure=bool(refused and refused.asks),
    )


def _look(one: Input) -> str:
    """Which control a field is: many options are a list to open, several ticks are shown all."""
    if one.asked == "line":
        return "area" if one.many_lines else "line"
    if one.many:
        return "checks"
    return "radios" if len(one.options) <= FEW and one.kind in ("yesno", "choice") else "select"


def _usual(visit: Visit, one: Input) -> str:
    is_typed = one.asked == "line" and one.usual
    return visit.text("interview.usual", value=one.usual) if is_typed else ""


def _options(visit: Visit, one: Input, refused: Refused | None) -> list[Choice]:
    found = [Choice(option.value, option.label, option.value in one.chosen) for option in one.options]
    if _look(one) == "radios" and not one.field.question.many and found:
        found.append(Choice("", visit.text("web.no_answer"), not one.chosen))
    if one.asked == "person":
        found.append(Choice(OTHER, visit.text("interview.other_person"), refused is not None))
    return found


def _more(visit: Visit, one: Input) -> list[str]:
    """An example of a good answer, and advice to the interviewer if that is who looks."""
    told = [visit.text("interview.help", text=one.help)] if one.help else []
    if visit.guides and one.guidance and one.field.column:
        told.append(visit.text("interview.guidance", text=one.guidance))
    return told


def as_typed(view: FieldView, field: Field, typed: Mapping[str, str]) -> FieldView:
    """A field of a row that is not there yet, with what was typed in it."""
    text = typed.get(field.column)
    if text is None:
        return view
    options = tuple(Choice(o.value, o.label, o.value == text) for o in view.options)
    return replace(view, shown=text, options=options)
