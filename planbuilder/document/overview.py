"""Many plans → Document: the overview of a portfolio, put together from primitives by an outline of its own.

In: a portfolio, a language, a day. Out: a `Document`, numbered. An outline says which blocks stand in it and in which
order, as for the documents of a plan; a section that has nothing to say is left out, and the first one says so.
"""

from __future__ import annotations

from planbuilder.document.model import Document, Furniture, Section
from planbuilder.document.no_break import kept_together
from planbuilder.document.numbering import Labels, number
from planbuilder.document.outline import Outline, load
from planbuilder.document.overview_lists import accounts, late, pools, red, unread
from planbuilder.document.overview_material import Overview
from planbuilder.document.overview_money import committees, in_brief, money, plans
from planbuilder.portfolio.sums import Portfolio

BLOCKS = {
    "in_brief": in_brief,
    "money": money,
    "committees": committees,
    "red": red,
    "late": late,
    "pools": pools,
    "accounts": accounts,
    "plans": plans,
    "unread": unread,
}
OUTLINE = "portfolio/portfolio"


def overview(o: Overview) -> Document:
    """The overview of all plans as a document; a brief one has the beginning of each list, and no list of plans.

    It is called by whose plans they are, where that is known.
    """
    outline = load(OUTLINE, list(BLOCKS), o.language.code)
    title = o.language.pick(outline.title)
    furniture = Furniture(
        o.name or title, f"{title}, {o.language.day(o.day)}", o.document("page"), continued=o.document("continued")
    )
    document = Document(
        title=f"{title}: {o.name}" if o.name else title,
        subject=title,
        author=next(iter(o.organisations), ""),
        language=o.language.tag,
        date=o.day.isoformat(),
        furniture=furniture,
        blocks=tuple(_sections(o, outline)),
        day=o.language.day(o.day),
        day_form=o.language.day_form,
        keywords=(title, *o.organisations),
    )
    words = ("figure", "table", "section_word", "appendix", "appendix_word")
    return kept_together(number(document, Labels(*(o.document(word) for word in words))), o.language)


def _sections(o: Overview, outline: Outline) -> list[Section]:
    made = []
    for one in outline.sections:
        blocks = tuple(block for name in one.blocks for block in BLOCKS[name](o))
        named = o.language.pick(one.title)
        title = named.replace("{title}", o.name) if o.name else _upper(named.removeprefix("{title}: "))
        section = Section(one.id, title, blocks, one.level, one.numbered, one.new_page, one.wide)
        made += [section] if blocks else []
    return made


def _upper(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def is_sound(found: Portfolio) -> bool:
    """Whether every plan could be read and counts."""
    return not found.unread and not any(one.problems for one in found.entries)
