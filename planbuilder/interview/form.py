"""The form of a file of answers: written empty for somebody to fill in, and read with the names of the screen.

In: a plan's answers, or a file somebody filled in. Out: a YAML text with each question, its hint and unit as comments
above an empty value; or the same source with questions under their ids. A form that nobody fills in changes nothing.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator

from planbuilder.plan.answers import Answers
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Question, Questionnaire
from planbuilder.record import replace
from planbuilder.yamltext.nodes import Mapping_, Node, Source

WIDTH = 100  # of a line of comment
# What the key of a row that the plan does not have begins with: two who fill in a form each get a row of their own.
NEW = "+"


def by_ids(source: Source, questionnaire: Questionnaire) -> Source:
    """The source with answers by the ids of their questions: they may be named as on the screen, and stand by theme.

    What names no question, or one that is already there, stays as it is written: whoever reads it tells so.
    """
    if not isinstance(source.root, Mapping_):
        return source
    entries: dict[str, tuple[Node, Node]] = {}
    for key, entry in _unfolded(source.root, questionnaire):
        id = questionnaire.named(key)
        entries[id if id and id not in entries and id not in source.root.entries else key] = entry
    # The nodes are the file's own, so every problem is still told at the line where somebody wrote it.
    again = Mapping_(source.root.start, source.root.end, entries, source.root.flow)
    return replace(source, tree=lambda: again)


def _unfolded(root: Mapping_, questionnaire: Questionnaire) -> Iterator[tuple[str, tuple[Node, Node]]]:
    """The entries of a file, those beneath the name of a theme in its place."""
    themes = {name.casefold() for part in questionnaire.parts for name in (part.id, *part.title.values())}
    for key, (name, value) in root.entries.items():
        if key.strip().casefold() in themes and isinstance(value, Mapping_):
            yield from value.entries.items()
        else:
            yield key, (name, value)


def empty(answers: Answers) -> str:
    """A file of answers in which nothing is answered yet.

    Tables name the rows there are, and one more for a new row where the table's own rows may be added.
    """
    return "\n".join((*_comment(answers.context.language.text("interview.form"), ""), *_lines(answers), ""))


def _lines(answers: Answers) -> Iterator[str]:
    pick = answers.context.language.pick
    for part in answers.questionnaire.parts:
        yield from ("", *_comment(f"== {pick(part.title)} ==", ""))
        titles = {one.id: one.title for one in part.sections}
        for section, ids in part.by_section.items():
            asked = [id for id in ids if answers.is_asked(id)]
            if section and asked:
                yield from ("", *_comment(f"= {pick(titles[section])} =", ""))
            for id in asked:
                question = answers.questionnaire.by_id[id]
                yield from ("", *_comment(_told(answers, question), ""), f"{id}:")
                yield from _rows(answers, id, question) if question.is_table else ()


def _told(answers: Answers, question: Question) -> str:
    """A question with its unit, its hint, its example, and what can be chosen."""
    pick = answers.context.language.pick
    unit, hint, example = (pick(texts) for texts in (question.unit, question.hint, question.help))
    offered = " | ".join(label for _, label in kinds.options(question, answers.context))
    label = f"{pick(question.label)} ({unit})" if unit else pick(question.label)
    parts = (label, hint, example, f"[{offered}]" if offered else "")
    return "\n  ".join(part for part in parts if part)


def _rows(answers: Answers, id: str, question: Question) -> Iterator[str]:
    """Each row of a table with its empty columns: what each asks for stands above the first."""
    columns = answers.questionnaire.own_columns(id)
    rows = list(answers.rows(id))
    if not kinds.of(question).is_grid and len(columns) == len(question.columns):
        # A table that shares its rows with an earlier one adds none: its new row would lack the columns asked for
        # there.
        rows.append(f"{NEW}1")
    told: set[str] = set()
    for n, row in enumerate(rows):
        keys = row.split(".") if kinds.of(question).is_grid else [row]
        begun = rows[n - 1].split(".")[:-1] if n and len(keys) > 1 else []
        # Fields of the matrix are `change.theme`: the change is written once, above all of its themes.
        for depth, key in enumerate(keys):
            if depth >= len(begun) or begun[depth] != key:
                yield f"{'  ' * (depth + 1)}{key}:"
        values = answers.rows(id).get(row, {})
        asked = tuple(one for one in columns if answers.column_may_be_asked(id, one, values))
        # What a field asks for is told above the first that asks for it.
        yield from _cells(answers, asked, "  " * (len(keys) + 1), told)
        told |= {one.id for one in asked}


def _cells(answers: Answers, columns: tuple[Question, ...], indent: str, told: Collection[str]) -> Iterator[str]:
    """The empty cells of a row; columns within another, such as `range.low`, stand together beneath it."""
    groups: dict[str, list[Question]] = {}
    for column in columns:
        groups.setdefault(column.id.partition(".")[0], []).append(column)
    for key, inner in groups.items():
        nests = inner[0].id != key
        if nests:
            yield f"{indent}{key}:"
        for column in inner:
            deeper = f"{indent}  " if nests else indent
            yield from _comment(_told(answers, column), deeper) if column.id not in told else ()
            yield f"{deeper}{column.id.rpartition('.')[2]}:"


def _comment(text: str, indent: str) -> list[str]:
    """A text as lines of comment; words are never broken."""
    lines = (
        textwrap.wrap(line.strip(), WIDTH, initial_indent=f"{indent}# {' ' * (len(line) - len(line.lstrip()))}",
                      subsequent_indent=f"{indent}#   ", break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )  # fmt: skip
    return [line for wrapped in lines for line in wrapped]
