"""Where answers stand in a document: the form field of a question, and of a cell of a register.

In: `Material` and the name of a question, with row and column for a cell. Out: a `FormField`, or spans that show its
answer. An internal question has none: what stands of it in a document is not told to be its answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planbuilder.document.material import Material
from planbuilder.document.model import AnswerBlock, Block, FieldKind, FormField, Span, Spans
from planbuilder.questionnaire.definition import Question
from planbuilder.record import replace
from planbuilder.yamltext.nodes import leaf_text

TEXTS = ("text", "longtext")
KINDS: Mapping[str, FieldKind] = {
    "longtext": "longtext",
    "yesno": "choice",
    "choice": "choice",
    "person": "choice",
    "reference": "choice",
    "number": "number",
    "money": "number",
    "percent": "number",
    "year": "number",
    "date": "date",
    "table": "rows",
    "matrix": "rows",
}


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
    """A question's answer as it is shown; `missing` names the gap it leaves, empty if it leaves none."""
    return answer_spans(m, question_field(m, id), text, missing)


def shown_cell(m: Material, id: str, row: str, column: str, text: str, missing: str = "") -> Spans:
    """A cell's answer as it is shown; `missing` names the gap it leaves, empty if it leaves none."""
    return answer_spans(m, cell_field(m, id, row, column), text, missing)


def written_texts(m: Material) -> Iterator[str]:
    """Every text that somebody wrote as an answer, in the plan's own language."""
    for id, question in m.questionnaire.questions():
        if question.kind in TEXTS:
            yield m.answers.value(id) or ""
        elif question.is_table:
            named = [column.id for column in question.columns if column.kind in TEXTS]
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
    kind: FieldKind = "many" if several else KINDS.get(question.kind, "text")
    options = tuple(m.answers.context.options(question)) if kind in ("choice", "many") else ()
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
