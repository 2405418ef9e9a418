"""Blocks of what a case holds beside the plan: alternatives, consequences for other fields, and annexes.

In: `Material`. Out: tables for the plan, lists for the papers of politicians. All of it is told in the words of those
who answered; nothing here is computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from planbuilder.document.blocks.committee import points, silence
from planbuilder.document.fields import (
    differing,
    heading,
    instead,
    missing,
    said_by,
    shown,
    shown_cell,
    with_informant,
)
from planbuilder.document.material import Material, row, table
from planbuilder.document.model import Block, Item, ListBlock, Paragraph, Row, Span, Spans, Table, plain
from planbuilder.document.shortened import shortened, shortened_lines
from planbuilder.plaintext import in_one_line, sentence
from planbuilder.questionnaire.needed import ALTERNATIVES, ANNEXES, CONSEQUENCES, PLAN_ACCESS, PLAN_GROUND

ACCESS, CLOSED = "access", "closed"
Values = Mapping[str, Any]


def alternatives(m: Material) -> tuple[Block, ...]:
    """What else was considered, what it would mean, and why it was not chosen."""
    rows = [_alternative(m, id) for id in m.answers.rows(ALTERNATIVES)]
    columns = m.columns("alternative 1.8", "would_mean 2.6", "why_not 2.6")
    return _register(m, ALTERNATIVES, table("alternatives", heading(m, ALTERNATIVES), columns, rows))


def _alternative(m: Material, id: str) -> Row:
    one, said = m.answers.rows(ALTERNATIVES)[id], partial(shown_cell, m, ALTERNATIVES, id)
    return row((
        said("alternative", one["alternative"] or ""),
        said("what", one["what"] or "–"),
        said("why_not", one["why_not"] or "", m.words("column.why_not")),
    ))  # fmt: skip


def consequences(m: Material) -> tuple[Block, ...]:
    """What the solution means for other fields."""
    rows = [_consequence(m, id) for id in m.answers.rows(CONSEQUENCES)]
    columns = m.columns("field_of 1.6", "consequence 5.4")
    return _register(m, CONSEQUENCES, table("consequences", heading(m, CONSEQUENCES), columns, rows))


def _consequence(m: Material, id: str) -> Row:
    one, said = m.answers.rows(CONSEQUENCES)[id], partial(shown_cell, m, CONSEQUENCES, id)
    return row((
        said("area", one["area"] or ""),
        said("consequence", one["consequence"] or "", m.words("column.consequence")),
    ))  # fmt: skip


def _register(m: Material, id: str, known: Table) -> tuple[Block, ...]:
    """A register's table with who filled it in; what stands in its stead where it has no rows."""
    return (with_informant(m, id, known),) if known.rows else (missing(m, id, heading(m, id)), *differing(m, id))


def annexes(m: Material) -> tuple[Block, ...]:
    """The plan and the other annexes of the case, open or closed, and by which provision."""
    rows = [_plan_row(m), *(_annex_row(m, id) for id in m.answers.rows(ANNEXES))]
    columns = m.columns("annex 3.4", "access 1", "ground 2.6")
    known = with_informant(m, ANNEXES, table("annexes", heading(m, ANNEXES), columns, rows))
    said = [spans for id in (ANNEXES, PLAN_GROUND) if (spans := instead(m, id)) and m.answers.is_asked(id)]
    told = [one for id in (PLAN_ACCESS, PLAN_GROUND) for one in differing(m, id)]
    return (known, *(Paragraph(spans) for spans in said), *told)


def _plan_row(m: Material) -> Row:
    """The plan as the first annex."""
    access = m.choice(ACCESS, m.answers.value(PLAN_ACCESS) or "")
    by = dict.fromkeys(said for id in (PLAN_ACCESS, PLAN_GROUND) if (said := said_by(m, id)) != said_by(m, ANNEXES))
    return row((
        (Span(_plan_title(m)), *(Span(f" · {one}", quiet=True) for one in by if one)),
        shown(m, PLAN_ACCESS, access, m.words("committee.access")),
        shown(m, PLAN_GROUND, _plan_ground(m), m.words("column.ground")) if _plan_is_closed(m) else "–",
    ))  # fmt: skip


def _annex_row(m: Material, id: str) -> Row:
    one, said = m.answers.rows(ANNEXES)[id], partial(shown_cell, m, ANNEXES, id)
    ground = said("ground", one["ground"] or "", m.words("column.ground"))
    return row((
        said("title", one["title"] or ""),
        said("access", m.choice(ACCESS, one["access"] or ""), m.words("committee.access")),
        ground if one["access"] == CLOSED else said("ground", one["ground"] or "–"),
    ))  # fmt: skip


def alternatives_in_brief(m: Material) -> tuple[Block, ...]:
    """What else was considered, as a list; nothing where nothing is told."""
    found = [] if silence(m, ALTERNATIVES) else _alternatives_told(m)
    return (_label(m.words("committee.considered")), *points(found, ())) if found else ()


def committee_considered(m: Material) -> tuple[Block, ...]:
    """What else was considered, as a list, or what stands in its stead."""
    quiet = silence(m, ALTERNATIVES)
    return (_label(m.words("committee.considered")), *points([] if quiet else _alternatives_told(m), quiet))


def _alternatives_told(m: Material) -> list[Spans]:
    rows = m.answers.rows(ALTERNATIVES).values()
    return shortened_lines(m, "alternatives", [_considered(m, one) for one in rows])


def _considered(m: Material, one: Values) -> Spans:
    """An alternative, what it would mean, and why it was not chosen."""
    why = m.or_gap(one["why_not"] or "", m.words("column.why_not"))
    what = f"{sentence(in_one_line(one['what']))} " if one["what"] else ""
    return (*_headed(one["alternative"]), Span(f"{what}{m.words('committee.why_not')} "), *why)


def committee_consequences(m: Material) -> tuple[Block, ...]:
    """What the solution means for each field that politicians ask about, or what stands in its stead."""
    quiet = silence(m, CONSEQUENCES)
    rows = m.answers.rows(CONSEQUENCES).values()
    said = [(*_headed(one["area"]), *m.or_gap(one["consequence"] or "", _name(m, one))) for one in rows]
    return points([] if quiet else shortened_lines(m, "consequences", said), quiet)


def _name(m: Material, one: Values) -> str:
    return f"{m.words('column.consequence')}: {one['area'] or '–'}"


def committee_annexes(m: Material) -> tuple[Block, ...]:
    """The plan, in its latest version where versions are noted, and the other annexes: open or closed."""
    plan = (Span(f"{_plan_title(m)} ("), *_access(m, m.answers.value(PLAN_ACCESS), _plan_ground(m)), Span(")"))
    rows = () if silence(m, ANNEXES) else m.answers.rows(ANNEXES).values()
    others = [(Span(f"{one['title']} ("), *_access(m, one["access"], one["ground"] or ""), Span(")")) for one in rows]
    noted = instead(m, ANNEXES)
    items = tuple(Item(spans) for spans in [plan, *shortened(m, "annexes", others)])
    return (ListBlock(items, ordered=True), *((Paragraph(noted),) if noted and not rows else ()))


def _access(m: Material, access: str | None, ground: str) -> Spans:
    """That an annex is open, or closed by which provision; a gap where nobody has said so."""
    if not access:
        return m.gap(m.words("committee.access"))
    known = plain(m.words("committee.annex", access=m.choice(ACCESS, access)))
    by = (Span(m.words("committee.closed_by")), *m.or_gap(ground, m.words("column.ground")))
    return (*known, *by) if access == CLOSED else known


def _plan_title(m: Material) -> str:
    last = next(reversed(list(m.plan.changes_log.values())), None)
    version = m.words("committee.version", version=last.version) if last and last.version else ""
    return f"{m.words('committee.plan', title=m.plan.title)}{version}"


def _plan_is_closed(m: Material) -> bool:
    return bool(m.answers.value(PLAN_ACCESS) == CLOSED)


def _plan_ground(m: Material) -> str:
    return m.answers.value(PLAN_GROUND) or ""


def _headed(name: str | None) -> Spans:
    """What a point is about, in bold, before it."""
    return (Span(sentence((name or "–").strip()), bold=True), Span(" "))


def _label(text: str) -> Paragraph:
    return Paragraph(plain(text, bold=True), "label")
