"""Where answers stand in a document: the form field of a question, and of a cell of a register.

In: `Material` and the name of a question, with row and column for a cell. Out: a `FormField`, or spans that show its
answer. An internal question has none: what stands of it in a document is not told to be its answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from planbuilder.document.material import Material, row
from planbuilder.document.model import (
    AnswerBlock,
    Block,
    FieldKind,
    FormField,
    Paragraph,
    Span,
    Spans,
    Table,
    plain,
)
from planbuilder.plaintext import sentence
from planbuilder.plan.ids import in_runs
from planbuilder.plan.model import Who
from planbuilder.plan.naming import place_in_words, value_in_words, who_in_words
from planbuilder.plan.sayings import asked_at, disagreements, path_in
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Question
from planbuilder.record import replace
from planbuilder.repeating import Repeated
from planbuilder.yamltext.nodes import leaf_text


def question_field(m: Material, id: str) -> FormField | None:
    """The field of a question that is answered on its own; of a table, what is open about it as a whole."""
    if m.answers.is_internal(id):
        return None
    question = m.questionnaire.by_id[id]
    value = None if question.is_table else m.answers.value(id)
    return replace(_field(m, id, question, value), remark=_remark(m, id, question))


def cell_field(m: Material, id: str, row: str, column: str) -> FormField | None:
    """The field of one cell of a table."""
    if m.answers.is_internal(id):
        return None
    asked = next(one for one in m.questionnaire.by_id[id].columns if one.id == column)
    value = m.answers.rows(id).get(row, {}).get(column)
    return _field(m, f"{id}:{row}:{column}", asked, value)


def shown(m: Material, id: str, text: str, missing: str = "") -> Spans:
    """A question's answer as it is shown, or what stands in its stead; `missing` names the gap it leaves, if any."""
    field = question_field(m, id)
    if not text and (said := instead(m, id)):
        return tuple(replace(span, field=field) for span in said)
    return answer_spans(m, field, text, missing)


def shown_cell(m: Material, id: str, row: str, column: str, text: str, missing: str = "") -> Spans:
    """A cell's answer as it is shown; `missing` names the gap it leaves, empty if it leaves none."""
    return answer_spans(m, cell_field(m, id, row, column), text, missing)


def stop_after(text: str) -> Spans:
    """The full stop that an answer lacks before another sentence; it is none of the answer's own words."""
    stop = sentence(text).removeprefix(text)
    return plain(stop) if stop else ()


def told(m: Material, id: str, text: str) -> Spans:
    """A question's answer as text alone, or what stands in its stead; a gap where it is required and missing."""
    if text:
        return plain(text)
    return instead(m, id) or (plain(m.words("nothing.told")) if _is_optional(m, id) else m.gap(heading(m, id)))


def instead(m: Material, id: str) -> Spans:
    """What stands in the stead of an answer: whom to ask, or why it is not relevant; nothing if neither is noted."""
    note = m.answers.note(id)
    if m.answers.is_internal(id) or note.state == "answered":
        return ()
    if note.state == "unknown":
        return (Span(m.words("unknown", ask=note.ask or "–"), gap=True),)
    return (Span(m.words("not_applicable", why=note.why or "–"), italic=True),)


def missing(m: Material, id: str, what: str, wanted: bool = False) -> Block:
    """The block in the stead of an answer that is not there; where nothing is noted, a gap for what is required.

    `wanted` is what a plan may lack, but not the document that asks.
    """
    if said := instead(m, id):
        return Paragraph(said)
    return m.nothing("told") if _is_optional(m, id) and not wanted else m.missing(what)


def noted(m: Material, id: str) -> tuple[Block, ...]:
    """What is noted of an answer that nobody has to give, under its heading; nothing where nothing is noted."""
    said = instead(m, id)
    if not said and not said_by(m, id):
        return ()
    body = Paragraph(said) if said else m.nothing("told")
    return (label(m, id, plain(heading(m, id), bold=True)), body)


def _is_optional(m: Material, id: str) -> bool:
    return m.questionnaire.by_id[id].required == "never"


def heading(m: Material, id: str) -> str:
    """What a question's answer is called in documents."""
    question = m.questionnaire.by_id[id]
    return m.language.pick(question.heading or question.label)


def said_by(m: Material, id: str) -> str:
    """Who gave an answer, and when, as far as it is noted; of a table, row by row where they are of several."""
    if m.answers.is_internal(id) or not m.informants:
        return ""
    note = m.answers.note(id)
    rows: dict[Who, list[str]] = {}
    for key in m.answers.rows(id) if note.by_row else ():
        rows.setdefault(replace(note.who(key), internal=False), []).append(key)
    several = [
        f"{who_in_words(m.language, who)} ({', '.join(in_runs(named))})" for who, named in rows.items() if who.by
    ]
    if len(rows) > 1 and several:
        return m.words("said_by", who="; ".join(several))
    (who,) = rows if len(rows) == 1 else (note.who(""),)
    return m.words("said_by", who=who_in_words(m.language, who)) if who.by else ""


def _differing(m: Material, id: str) -> list[str]:
    """A sentence for each thing of an answer that several people have answered otherwise, with all that they say."""
    told = []
    for place, one in disagreements(m.plan) if m.informants else ():
        path = path_in(place) or ()
        if id in {asked for asked, _ in asked_at(path, m.questionnaire)} and not m.answers.is_internal(id):
            name = place_in_words(m.questionnaire, m.language, {}, path)
            said = [
                f"{who_in_words(m.language, each)}: {value_in_words(m.answers, path, each.data)}"
                for each in one.answers
            ]
            told.append(m.words("differing", name=name, said="; ".join(said)))
    return told


def label(m: Material, id: str, name: Spans) -> Paragraph:
    """What an answer is called, in bold above it; and who gave it, beside."""
    said = said_by(m, id)
    return Paragraph((*name, *((Span(f" · {said}", quiet=True),) if said else ())), "label")


def differing(m: Material, id: str) -> tuple[Block, ...]:
    """What others say instead of an answer, a line each, as long as that is not settled."""
    return tuple(Paragraph((Span(text, gap=True),), "small") for text in _differing(m, id))


def informant(m: Material, id: str) -> tuple[Block, ...]:
    """Who gave an answer, as a line beneath it; and what others say instead, as long as that is not settled."""
    said = said_by(m, id)
    return (*((Paragraph(plain(said), "small"),) if said else ()), *differing(m, id))


def with_informant(m: Material, id: str, table: Table) -> Table:
    """A table with those who filled it in at its foot, and what others say; in the table, it cannot part from it."""
    return with_informants(m, [id], table)


def with_informants(m: Material, ids: Iterable[str], table: Table, named: bool = True) -> Table:
    """A table with those who gave several answers at its foot, each once; where they are others, of which answer."""
    known = list(ids)
    said = {id: text for id in known if (text := said_by(m, id))}
    apart = named and len(set(said.values())) > 1
    notes = [f"{heading(m, id)} – {text}" if apart else text for id, text in said.items()]
    told = dict.fromkeys([*notes, *(text for id in known for text in _differing(m, id))])
    return replace(table, rows=(*table.rows, *(row([one], "note") for one in told))) if told else table


def written_texts(m: Material) -> Iterator[str]:
    """Every text that somebody wrote as an answer, in the plan's own language."""
    for id, question in m.questionnaire.questions():
        if kinds.of(question).words == "all":
            yield m.answers.value(id) or ""
        elif question.is_table:
            named = [column.id for column in question.columns if kinds.of(column).words == "all"]
            yield from (str(row[name] or "") for row in m.answers.rows(id).values() for name in named)


def answering(field: FormField | None, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks as what is shown of a field's answer."""
    return (AnswerBlock(field, blocks),) if field else blocks


def answer_spans(m: Material, field: FormField | None, text: str, missing: str = "") -> Spans:
    """An answer as it is shown, or a marked gap; the option that is chosen is called what is shown."""
    if not text:
        return (Span(m.words("gap", what=missing), gap=True, field=field),) if missing else ()
    if field and field.options:
        labelled = tuple((value, text if value == field.value else label) for value, label in field.options)
        field = replace(field, options=labelled)
    return (Span(text, field=field),)


def _field(m: Material, key: str, question: Question, value: Any) -> FormField:
    title = m.language.pick(question.heading or question.label)
    several = question.many or isinstance(value, Mapping)
    is_repeated = isinstance(value, Repeated)  # which no calendar to pick from can hold
    kind: FieldKind = "many" if several else "text" if is_repeated else kinds.of(question).field
    options = tuple(kinds.options(question, m.answers.context)) if kind in ("choice", "many") else ()
    return FormField(key, title, kind, _written(value), options)


def _written(value: Any) -> str:
    """A value as the plan's file has it, several on lines of their own."""
    if isinstance(value, Mapping):
        return "\n".join(f"{key}: {leaf_text(one)}" for key, one in value.items())
    if isinstance(value, tuple):
        return "\n".join(leaf_text(one) or "" for one in value)
    return leaf_text(value) or ""


def _remark(m: Material, id: str, question: Question) -> str:
    """What is open: whom to ask, or the question that nobody has answered."""
    state, label = m.answers.state(id), m.language.pick(question.label)
    if state == "unknown":
        return m.words("open.remark_unknown", question=label, ask=m.answers.note(id).ask or "–")
    if state == "unanswered" and question.required != "never":
        return m.words("open.remark_missing", question=label)
    return ""
