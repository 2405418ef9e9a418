"""The whole way on one screen: plan → figures → document → bytes.

In: a plan, the questionnaire, and options. Out: finished documents. Touches no terminal and writes no file but what
is kept for the next time: figures, and notes of what was made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from planbuilder import codes
from planbuilder.changes.comparing import Comparison
from planbuilder.document import outline as outlines
from planbuilder.document.blocks import BLOCKS
from planbuilder.document.compose import compose
from planbuilder.document.lengths import longest
from planbuilder.document.material import Material
from planbuilder.document.model import Block, Contents, Document, Section
from planbuilder.document.numbering import paged
from planbuilder.document.outline import Outline
from planbuilder.document.overview import overview
from planbuilder.document.overview_material import Overview
from planbuilder.drawing.studio import Studio
from planbuilder.drawing.typeface import set_in
from planbuilder.errors import Place, Problem, problem
from planbuilder.figures.case import compute
from planbuilder.figures.review import problems
from planbuilder.language import Language
from planbuilder.look import Look
from planbuilder.plan.answers import Answers
from planbuilder.plan.as_of import as_of
from planbuilder.plan.model import Plan
from planbuilder.plan.publish import discreet, leaving, published
from planbuilder.plan.roles import in_public
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.record import record, replace
from planbuilder.standing import NOTHING_STANDS, Standing
from planbuilder.workbook.build import workbook
from planbuilder.workbook.model import Workbook
from planbuilder.workbook.overview import overview_book
from planbuilder.writers import WRITERS, Writer, laid_out, render_tracked
from planbuilder.yamltext.nodes import Data

DOCUMENTS = ("plan", "proposal", "summary", "committee", "commitments", "board")
WORKBOOK = "economy"
# The document of a comparison, which `diff` makes.
CHANGES = "changes"
# The status report, which holds the plan against the newest version that was decided on.
STATUS = "status"
# What is handed over when the project ends.
HANDOVER = "handover"
# The minutes of the latest meeting at the board.
MINUTES = "minutes"
# The case presentation, whose headings a profile may choose.
COMMITTEE = "committee"
# The overview of many plans, which `portfolio` makes.
OVERVIEW = "portfolio"
# How the file of a document with tracked changes ends.
TRACKED = "-tracked.docx"
# So many of the longest passages are named where a document is too long.
NAMED = 3


@record
class Output:
    """A finished document: its file name, its bytes, what is to be known of it, and whether it stood there already."""

    name: str
    data: bytes
    warnings: tuple[Problem, ...] = ()
    stood: bool = False


@record
class BuildOptions:
    """What to build: documents (names of outlines), formats (names of writers), and the date they carry.

    `kept_figures` is a folder where drawn figures are kept by their content, so that the next build need not draw them.
    `manifest` is the text of the list of what is sealed with the documents, for those formats that carry it along.
    `since` is what the document of changes tells. `public` documents call nobody by name.
    """

    documents: tuple[str, ...]
    formats: tuple[str, ...]
    day: date
    language: Language
    look: Look
    kept_figures: Path | None = None
    manifest: str = ""
    since: Comparison | None = None
    public: bool = False


def material(plan: Plan, questionnaire: Questionnaire, language: Language, day: date) -> Material:
    """Everything the documents of a plan are made from: the plan as it may leave, and what is missing in the whole.

    What happened after the day is not in it.
    """
    plan = as_of(plan, day)
    whole = Answers(plan, questionnaire, language)
    # Everything from here on sees only what may leave: no block or writer can let out what it never gets.
    shown = leaving(whole)
    figures = compute(shown)
    # Of the whole plan: an internal answer is answered, though its words are not shown.
    found = discreet(problems(whole, "approval", figures if shown is plan else None), whole)
    answers = Answers(shown, questionnaire, language.printed)
    return Material(shown, answers, figures, language.printed, day, found)


def document(made_from: Material, name: str) -> Document:
    """The document of an outline, numbered."""
    return compose(made_from, _outline(name, made_from.language.code))


def chapter(made_from: Material, blocks: Collection[str], theme: str = "") -> Document:
    """What some blocks of the plan's document say, each under its own heading; of the themes, only one.

    It is numbered by itself, and has neither cover nor contents.
    """
    outline = _outline("plan", made_from.language.code)
    wanted = {*blocks, "themes"} if theme else set(blocks)
    sections = (replace(one, blocks=tuple(name for name in one.blocks if name in wanted)) for one in outline.sections)
    kept = tuple(replace(one, new_page=False) for one in sections if one.blocks)
    # No cover and no contents: a chapter is shown by itself, as it will be in the plan.
    made = compose(made_from, replace(outline, sections=kept, cover=False, contents=0))
    return replace(made, blocks=tuple(_of_theme(made.blocks, theme)))


def _of_theme(blocks: Iterable[Block], theme: str) -> Iterator[Block]:
    """Blocks with only one of the themes, which stands for all of them."""
    for block in blocks:
        if isinstance(block, Section) and block.id == "themes":
            own = (one for one in block.blocks if isinstance(one, Section) and one.id == f"theme_{theme}")
            yield from (replace(one, level=1, number="") for one in own)
        else:
            yield block


def _outline(name: str, language: str) -> Outline:
    return outlines.load(name, list(BLOCKS), language)


def _of(name: str, options: BuildOptions) -> Outline:
    """The outline of a document; of a public one, whose people have positions for names already, without informants.

    A case presentation has the headings that the profile asks for, and is called what it is called with any other.
    """
    whose = options.look.committee if name == COMMITTEE else ""
    outline = _outline(f"{name}-{whose}" if whose else name, options.language.code)
    return replace(outline, names="all", informants=False) if options.public else outline


def _told(plan: Plan, since: Comparison | None, options: BuildOptions) -> tuple[Plan, Comparison | None]:
    """A plan and what has changed in it as documents tell them: of public ones without a name."""
    if not options.public:
        return plan, since
    nameless = options.language.text("document.somebody")
    public = in_public(plan, nameless)
    return public.plan, since and since.said(in_public(since.before.plan, nameless).said).said(public.said)


def promised(name: str) -> int:
    """How many pages a document may have, 0 for as many as it needs."""
    return _outline(name, "").pages


def build(
    plan: Plan,
    questionnaire: Questionnaire,
    options: BuildOptions,
    data: Data = None,
    standing: Standing = NOTHING_STANDS,
) -> Iterator[Output]:
    """Every document in every format, one by one; the workbook of the business case once.

    With the plan file's `data`, documents carry the plan along in formats that can. What is `standing` as it would come
    out is not made again.
    """
    told = _told(plan, options.since and options.since.until(options.day), options)
    made_from = replace(material(told[0], questionnaire, options.language, options.day), since=told[1])
    source = published(data, Answers(plan, questionnaire, options.language)) if data and not options.public else ""
    # One for all documents and formats: a figure that stands in several is drawn once.
    studio = Studio(options.look, options.kept_figures)
    writers, look = [WRITERS[format] for format in options.formats], standing.made_of(options.look)
    wanted, books = ([one for one in writers if one.takes == what] for what in ("document", "workbook"))
    for name in options.documents:
        outline = _of(name, options)
        composed, base = compose(made_from, outline), outlines.base_name(name)
        # The attached plan names everybody and who answered what: it goes with documents that do so themselves alone.
        whole = replace(composed, source=source if outline.tells_all else "", manifest=options.manifest)
        bare, carried = standing.made_of(composed, look), (whole.source, whole.manifest)
        made_of = {one: standing.made_of(bare, *carried) if one.carries else bare for one in wanted}
        make = partial(_in_formats, name=base, composed=whole, studio=studio)
        for writer, output in _unless_standing(standing, base, made_of, make):
            yield replace(output, warnings=tuple(_overlong(output, writer, composed, outline)))
    if books:
        book = workbook(made_from.plan, made_from.figures, options.language)
        made_of = dict.fromkeys(books, standing.made_of(book, look))
        make = partial(_bound, book=book, studio=studio)
        yield from (output for _, output in _unless_standing(standing, WORKBOOK, made_of, make))


def _unless_standing(
    standing: Standing, name: str, made_of: Mapping[Writer, str], make: Callable[[Sequence[Writer]], Iterator[Output]]
) -> Iterator[tuple[Writer, Output]]:
    """The files of a name by each writer: as it stands, made of just that, or made, and noted."""
    names = {writer: f"{name}.{writer.suffix}" for writer in made_of}
    found = {writer: standing.found([names[writer]], made_of[writer]) for writer in made_of}
    made = make([writer for writer in made_of if not found[writer]])
    for writer, file in names.items():
        if found[writer]:
            yield writer, Output(file, found[writer][file], stood=True)
        else:
            output = next(made)
            standing.note([file], made_of[writer], {file: output.data})
            yield writer, output


def _in_formats(wanted: Sequence[Writer], name: str, composed: Document, studio: Studio) -> Iterator[Output]:
    """A document in each of its formats; what tells the pages of the PDF has them from the one that is written."""
    pdf = b""
    if any(writer.tells_pages for writer in wanted) and any(isinstance(one, Contents) for one in composed.blocks):
        with set_in(studio.look.faces):
            pdf, pages = laid_out(composed, studio.look, studio)
        composed = paged(composed, pages)
    for writer in wanted:
        is_there = pdf and writer == WRITERS["pdf"]
        yield Output(f"{name}.{writer.suffix}", pdf) if is_there else _written(writer, name, composed, studio)


def _bound(wanted: Sequence[Writer], book: Workbook, studio: Studio) -> Iterator[Output]:
    """The workbook of the business case by each writer that takes one."""
    return (_written(writer, WORKBOOK, book, studio) for writer in wanted)


def tracked(compared: Comparison, questionnaire: Questionnaire, options: BuildOptions) -> Iterator[Output]:
    """Every document as a Word file in which what differs between two states is marked as tracked changes.

    A state that was sealed has the day of its documents. Changes are in the name of who made the last one where a
    document calls everybody by name, else of the municipality.
    """
    before, after = (
        material(_told(one.plan, None, options)[0], questionnaire, options.language, one.day or options.day)
        for one in (compared.before, compared.after)
    )
    studio = Studio(options.look, options.kept_figures)
    for name in options.documents:
        outline = _of(name, options)
        was, now = compose(before, outline), compose(after, outline)
        author = (compared.after.by if outline.tells_all and not options.public else "") or now.author
        with set_in(studio.look.faces):
            data = render_tracked(was, now, studio.look, studio, author, compared.after.on or options.day)
        yield Output(f"{outlines.base_name(name)}{TRACKED}", data)


def overview_outputs(
    told: Overview, formats: Iterable[str], look: Look, kept_figures: Path | None = None
) -> Iterator[Output]:
    """The overview of many plans in each format, and as a workbook."""
    studio, document = Studio(look, kept_figures), overview(told)
    for writer in (WRITERS[name] for name in formats):
        content = document if writer.takes == "document" else overview_book(told)
        yield _written(writer, OVERVIEW, content, studio)


def _overlong(made: Output, writer: Writer, composed: Document, outline: Outline) -> Iterator[Problem]:
    """That a document has more pages than its outline promises, and what in it takes the most room."""
    if not outline.pages or (count := writer.page_count(made.data)) <= outline.pages:
        return
    what = ", ".join(longest(composed)[:NAMED])
    yield problem(codes.TOO_MANY_PAGES, Place(made.name), pages=count, most=outline.pages, what=what)


def _written(writer: Writer, name: str, content: Any, studio: Studio) -> Output:
    with set_in(studio.look.faces):
        return Output(f"{name}.{writer.suffix}", writer.render(content, studio.look, studio))
