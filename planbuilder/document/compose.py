"""Material + outline → Document.

In: what the document is made from, and the outline that says what stands in it. Out: a `Document`, numbered. Text is
final here; writers only translate.
"""

from __future__ import annotations

from datetime import date

from planbuilder import language as languages
from planbuilder.document import word_list
from planbuilder.document.blocks import BLOCKS
from planbuilder.document.blocks.subheads import with_heads
from planbuilder.document.fields import shown, written_texts
from planbuilder.document.material import Material
from planbuilder.document.model import (
    Block,
    Contents,
    Cover,
    Document,
    Furniture,
    Note,
    Paragraph,
    Section,
    Spans,
    Tone,
    plain,
)
from planbuilder.document.no_break import kept_together
from planbuilder.document.numbering import Labels, number
from planbuilder.document.outline import Outline, SectionPlan
from planbuilder.document.passages import with_passages
from planbuilder.plan.answers import Answers
from planbuilder.plan.roles import called, in_roles, management
from planbuilder.questionnaire.needed import AUTHORS, BENEFITS_LEAD, CASE_NUMBER, DEPARTMENT, SPONSOR
from planbuilder.record import replace


def compose(made_from: Material, outline: Outline) -> Document:
    """The document of an outline."""
    m = _as_told(made_from, outline)
    title = m.language.pick(outline.title)
    sections = _sections(m, outline)
    blocks: list[Block] = [*sections]
    if m.is_draft and not outline.cover:
        blocks = _marked(m, outline, sections)
    words = next((one.id for one in outline.sections if word_list.BLOCK in one.blocks), "")
    if words:
        blocks = [*word_list.with_words(tuple(blocks), m.language, words)]
    if outline.contents:
        ahead = {section.id for section in outline.sections if section.front}
        first = [block for block in blocks if isinstance(block, Section) and block.id in ahead]
        blocks = [*first, Contents(m.words("contents"), outline.contents), *(b for b in blocks if b not in first)]
    document = Document(
        title=f"{title}: {m.plan.title}",
        subject=m.plan.solution.name or m.plan.title,
        author=m.plan.organisation.name,
        language=m.language.tag,
        date=m.day.isoformat(),
        furniture=_furniture(m, title),
        blocks=tuple(blocks),
        cover=_cover(m, title) if outline.cover else None,
        plan_id=m.plan.plan_id,
        day=m.language.day(m.day),
        day_form=m.language.day_form,
        keywords=(title, m.plan.solution.name, m.plan.organisation.name),
        page=outline.page,
        columns=outline.columns,
        measure=outline.measure,
        patterns=m.language.text("language.patterns"),
        compounds=tuple(m.language.text("language.compounds").split()),
    )
    labels = Labels(*map(m.words, ("figure", "table", "section_word", "appendix", "appendix_word")))
    numbered = number(document, labels, {section.id for section in outline.sections if section.appendix})
    told = _in_passages(m, numbered)
    units = (one.unit for one in m.plan.indicators.values())
    return kept_together(word_list.marked(told, m.language, words) if words else told, m.language, units)


def _in_passages(m: Material, numbered: Document) -> Document:
    """A document with what is in another language than its own marked."""
    if m.plan.language in (m.language.code, ""):
        return numbered
    own = languages.load(m.plan.language).tag if languages.is_offered(m.plan.language) else m.plan.language
    return with_passages(numbered, written_texts(m), own)


def _as_told(m: Material, outline: Outline) -> Material:
    """What a document is made from, with the names that its outline tells and roles for the others."""
    m = replace(
        m,
        informants=m.informants and outline.informants,
        brief=bool(outline.pages),
        tells_open=outline.open_points,
    )
    if outline.names == "all":
        return m
    kept = management(m.plan) if outline.names == "management" else ()
    plan = in_roles(m.plan, kept, m.words("somebody"))
    since = m.since and m.since.said(called((m.since.before.plan, m.plan), kept, m.words("somebody")))
    return replace(m, plan=plan, answers=Answers(plan, m.questionnaire, m.language), since=since)


def _marked(m: Material, outline: Outline, blocks: list[Section]) -> list[Block]:
    """A document without a cover says under its title that the plan is a draft, and on each page made to be parted."""
    note = Note("warning", m.words("draft"), plain(m.language.count("document.draft_note", m.open_points)))
    if outline.page != "a4" or not blocks:
        return [note, *blocks]
    first, *others = (_with_parted(block, note) for block in blocks)
    return [replace(first, blocks=(note, *first.blocks)), *others]


def _with_parted(section: Section, note: Note) -> Section:
    """A section in which each one that starts a page begins with a note."""
    blocks = tuple(
        replace(one, blocks=(note, *one.blocks)) if isinstance(one, Section) and one.new_page else one
        for one in section.blocks
    )
    return replace(section, blocks=blocks)


def _sections(m: Material, outline: Outline) -> list[Section]:
    """The sections of level 1, each with those of level 2 that belong to it; an appendix of nothing is left out."""
    made: list[Section] = []
    for plan in outline.sections:
        section = _section(m, plan)
        if made and plan.level > made[-1].level:
            made[-1] = replace(made[-1], blocks=(*made[-1].blocks, section))
        elif section.blocks or not plan.appendix:
            made.append(section)
    return made


def _section(m: Material, section: SectionPlan) -> Section:
    title = m.language.pick(section.title).replace("{title}", m.plan.title)
    blocks = tuple(with_heads(m, title, ((name, BLOCKS[name](m)) for name in section.blocks)))
    return Section(
        section.id,
        title,
        blocks,
        level=section.level,
        numbered=section.numbered,
        new_page=section.new_page and not (m.is_draft and all(map(_is_bare, blocks))),
        wide=section.wide,
    )


def _is_bare(block: Block) -> bool:
    """Whether a block only says what is missing: a chapter of such lines in a draft needs no page of its own."""
    return isinstance(block, Paragraph) or (isinstance(block, Note) and block.kind == "gap")


def _furniture(m: Material, title: str) -> Furniture:
    head = " · ".join(part for part in (m.plan.organisation.name, m.plan.title) if part)
    foot = f"{title} – {m.words('draft').lower()}" if m.is_draft else title
    return Furniture(head, f"{foot}, {m.language.day(m.day)}", m.words("page"), continued=m.words("continued"))


def _cover(m: Material, kicker: str) -> Cover:
    tone: Tone = "watch" if m.is_draft or m.budgets_differ else "good"
    facts = tuple((m.words(f"cover.{name}"), spans) for name, spans in _facts(m))
    plan = m.plan
    return Cover(kicker, plan.title, plan.solution.name, plan.organisation.name, facts, _status(m), tone)


def _status(m: Material) -> str:
    """How far the plan is: a draft with so many open points, ready, or considered by every body it is to go to.

    That the budgets are not what the case requires keeps nobody from approving; whoever does it is to know.
    """
    if m.is_draft:
        return m.language.count("document.draft_status", m.open_points)
    chain = list(m.plan.decisions.values())
    if not chain or not all(one.is_decided for one in chain):
        return m.words("ready_but" if m.budgets_differ else "ready")
    return m.words("considered", body=max(chain, key=lambda one: one.on or date.min).body)


def _facts(m: Material) -> list[tuple[str, Spans]]:
    """The document control facts of the cover."""
    plan, last = m.plan, next(reversed(list(m.plan.changes_log.values())), None)
    period = f"{plan.years[0]}–{plan.years[-1]}"
    authors = "; ".join(plan.person(id) for id in plan.authors)
    answered = {
        DEPARTMENT: plan.organisation.department,
        CASE_NUMBER: plan.organisation.case_number,
        SPONSOR: m.person(plan.sponsor),
        BENEFITS_LEAD: m.person(plan.benefits_lead),
        AUTHORS: authors,
    }
    known = {
        "version": last.version if last else "",
        "price_base": m.words("price_base", year=plan.price_base),
        "period": period,
        "date": m.language.day(m.day),
    }
    return [
        *((_fact(id), shown(m, id, text, m.words(f"cover.{_fact(id)}"))) for id, text in answered.items()),
        *((name, m.or_gap(text, m.words(f"cover.{name}"))) for name, text in known.items()),
    ]


def _fact(id: str) -> str:
    """What a question of the cover is called among the words of documents."""
    return id.rpartition(".")[2]
