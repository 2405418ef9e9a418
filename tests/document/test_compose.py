"""From a plan to a document: what stands in it, in which order, and what it says of what is missing."""

from __future__ import annotations

import io
import re
import zipfile

import pdfplumber
import pytest

from planbuilder import example, language
from planbuilder.document.model import Block, Chart, Contents, Note, Paragraph, Section, Table, text_of, walk
from planbuilder.document.model import headings as listed
from planbuilder.drawing.studio import Studio
from planbuilder.drawing.typeface import set_in
from planbuilder.record import replace
from planbuilder.writers import WRITERS
from tests.conftest import Compose
from tests.document.plans import SMALL


def headings(document) -> list[str]:
    return [f"{s.number} {s.title}" for s in document.blocks if isinstance(s, Section)]


def test_chapters_stand_in_the_outlines_order(compose: Compose) -> None:
    """The full plan has its eleven chapters, numbered, and lettered appendices; one of nothing is left out."""
    expected = [
        " Beslutningen på én side",
        "1 Formål og løsning",
        "2 Gevinsttræ",
        "3 Temaerne",
        "4 Temaer og forandringer",
        "5 Handleplan",
        "6 Business case",
        "7 Hvor sikre er tallene?",
        "8 Budget og finansiering",
        "9 Opfølgning",
        "10 Alternativer, konsekvenser og bilag",
        "11 Godkendelse og underskrifter",
        "Bilag A Åbne spørgsmål",
        "Bilag B Forudsætninger og kilder",
        "Bilag C Ændringslog",
        "Bilag D Fordelingsliste",
        "Bilag E Personer",
        "Bilag F Ordliste",
    ]

    assert expected == headings(compose())


def test_an_incomplete_plan_is_a_draft_and_says_so_on_its_cover(compose: Compose) -> None:
    """What is missing for approval is counted on the cover."""
    cover = compose(SMALL).cover

    assert cover.status.startswith("Udkast – ")
    assert "watch" == cover.status_tone


def test_a_gap_is_marked_where_it_stands(compose: Compose) -> None:
    """An unanswered question shows as a gap, not as nothing."""
    gaps = [text_of(b.spans) for b in walk(compose().blocks) if isinstance(b, Note) and b.kind == "gap"]

    assert "Interessenter" in gaps


def test_the_example_is_ready_for_approval(compose: Compose, spoken, example_plan, questionnaire) -> None:
    """The bundled plan has no gap left, in either language."""
    from planbuilder import example

    document = compose(example.text(spoken), code=spoken.code)

    assert [] == [b for b in walk(document.blocks) if isinstance(b, Note) and b.kind == "gap"]
    assert spoken.text("document.ready") == document.cover.status


def test_an_internal_answer_stays_out(compose: Compose) -> None:
    """What is marked internal never reaches a document."""
    answer = "answers:\n  channel_strategy.promotion: {value: Hemmelig plan, internal: true}\n"
    document = compose(SMALL + answer)

    assert "Hemmelig plan" not in str(document)


def test_an_unknown_answer_says_whom_to_ask(compose: Compose) -> None:
    """Unknown is not the same as empty."""
    answer = "answers:\n  channel_strategy.promotion: {state: unknown, ask: Kommunikation}\n"

    assert "Ikke afklaret – spørg Kommunikation." in str(compose(SMALL + answer))


def test_a_question_that_is_not_relevant_says_why(compose: Compose) -> None:
    """Not relevant is an answer with a reason."""
    answer = "answers:\n  channel_strategy.promotion: {state: not_applicable, why: Lovkrav}\n"

    assert "Ikke relevant: Lovkrav" in str(compose(SMALL + answer))


def test_a_hidden_answer_stays_out_of_the_document(compose: Compose) -> None:
    """An answer whose question is not asked now is kept in the plan and left out of documents."""
    answers = (
        "answers:\n  channel_strategy.close_channels: {value: false}\n"
        "  channel_strategy.channels_to_close: {rows: {r1: {channel: Telefonen}}}\n"
    )

    assert "Telefonen" not in str(compose(SMALL + answers))


def told(blocks: tuple[Block, ...]) -> list[object]:
    """What stands in blocks, without the marks of hard words; figures as they are, however high."""
    return [
        [text_of(cell.spans).replace("*", "") for row in one.rows for cell in row.cells] if isinstance(one, Table)
        else text_of(one.spans).replace("*", "") if isinstance(one, Paragraph)
        else one.title if isinstance(one, Section) else replace(one, part=1.0) if isinstance(one, Chart) else one
        for one in walk(blocks)
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["plan", "proposal"])
def test_the_decision_sheet_is_the_whole_summary_and_stands_first(compose: Compose, name: str) -> None:
    """The same in all three: in the plan before the list of contents, which names none of its parts."""
    (summary,) = compose(example.text(language.load("da")), "summary").blocks
    first, second, *_ = compose(example.text(language.load("da")), name).blocks

    # Where there is a word list, a hard word has a mark behind it.
    assert told(summary.blocks) == told(first.blocks)
    assert isinstance(second, Contents) == (name == "plan")


def test_contents_name_chapters_and_numbered_parts(compose: Compose) -> None:
    """Not the questions of the decision sheet."""
    plan = compose(example.text(language.load("da")))

    assert "Det betyder det for budgettet" not in [one.title for one in listed(plan, 2)]
    assert {"Beslutningen på én side", "Kanalstrategi og påvirkning"} <= {one.title for one in listed(plan, 2)}


def test_a_theme_that_is_added_appears_by_itself(tmp_path, danish) -> None:
    """A seventh theme is one file in the questionnaire and nothing else."""
    import shutil
    from datetime import date

    from planbuilder import pipeline, resources
    from planbuilder.plan.store import from_text
    from planbuilder.questionnaire.loading import load

    folder = tmp_path / "questionnaires"
    shutil.copytree(resources.folder("questionnaires"), folder)
    (folder / "green.yaml").write_text(
        "format: planbuilder.questionnaire/1\nid: green\norder: 85\ntheme: true\ntitle: {da: Klima, en: Climate}\n"
        "questions:\n  - {id: co2, kind: text, label: {da: Hvor meget?, en: How much?}}\n",
        encoding="utf-8",
    )
    plan = from_text(SMALL + "answers: {green.co2: {value: Syv ton}}\n")
    document = pipeline.document(pipeline.material(plan, load(folder), danish, date(2026, 11, 23)), "plan")

    assert "Syv ton" in str(document)


def test_a_document_has_the_sheet_of_its_outline(compose: Compose) -> None:
    """The board is a poster of three columns, the plan a page."""
    board, plan = compose(name="board"), compose()

    assert ("a3_landscape", 3, "a4", 1) == (board.page, board.columns, plan.page, plan.columns)


@pytest.mark.parametrize("name", ["proposal", "committee", "commitments", "board"])
def test_the_other_documents_of_the_example_have_no_gap(compose: Compose, spoken, name: str) -> None:
    """Neither a marked gap nor a note of one, in either language."""
    from planbuilder import example

    document = compose(example.text(spoken), name, spoken.code)

    assert "gap=True" not in str(document)
    assert [] == [b for b in walk(document.blocks) if isinstance(b, Note) and b.kind == "gap"]


@pytest.mark.parametrize("name", ["proposal", "committee", "commitments", "board"])
def test_an_empty_plan_still_makes_the_other_documents(compose: Compose, name: str) -> None:
    """What is missing is told, and nothing fails."""
    assert "[mangler: " in str(compose(name=name)) or "title='Mangler'" in str(compose(name=name))


def test_every_chapter_of_an_empty_plan_says_what_is_missing(compose: Compose) -> None:
    """None is a heading over nothing, and chapters of such a line have no page of their own."""
    chapters = [one for one in compose().blocks if isinstance(one, Section)]
    whole = [one for one in compose(example.text(language.load("da"))).blocks if isinstance(one, Section)]

    assert [] == [one.title for one in chapters if not one.blocks]
    assert ["decision"] == [one.id for one in chapters if one.new_page] == [one.id for one in whole if one.new_page]


@pytest.mark.parametrize("name", ["proposal", "committee"])
def test_papers_for_politicians_call_nobody_late(compose: Compose, name: str) -> None:
    """They tell how many deadlines have passed, without a name."""
    actions = "actions: {H1: {title: Brev, responsible: P1, deadline: 2026-11-01, status: started}}\n"
    text = str(compose(SMALL + actions, name))

    assert "Fristen er overskredet for én handling" in text
    assert "overskredet" not in text.replace("Fristen er overskredet for én handling", "")
    assert "Brev" not in text


@pytest.mark.parametrize("name", ["plan", "commitments", "board"])
def test_an_open_action_after_its_deadline_is_marked_late(compose: Compose, name: str) -> None:
    """In every document that those read who work with it; one that is finished is not."""
    actions = "actions: {H1: {title: Brev, responsible: P1, deadline: 2026-11-01, status: started}}\n"

    assert "overskredet" in str(compose(SMALL + actions, name))
    assert "overskredet" not in str(compose(SMALL + actions.replace("started", "finished"), name))


FORMATS = ("text", "md", "html", "docx", "pdf")


def said_in(format: str, data: bytes) -> str:
    """The words of a written document, with single spaces."""
    if format == "docx":
        xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
        text = re.sub(r"<[^>]+>", "", xml.replace("</w:p>", " "))
    elif format == "pdf":
        text = " ".join(page.extract_text() for page in pdfplumber.open(io.BytesIO(data)).pages)
    else:
        text = re.sub(r"<style>.*?</style>|<[^>]+>|[*_]", "", data.decode(), flags=re.DOTALL)
    return " ".join(text.split())


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", ["plan", "proposal", "summary", "committee", "commitments", "handover"])
def test_a_draft_says_so_on_top_in_every_format(compose: Compose, standard_look, name: str, format: str) -> None:
    """On its cover or in a note, with the number of open points; not in the foot alone."""
    document = compose(SMALL, name)
    with set_in({}):
        data = WRITERS[format].render(document, standard_look, Studio(standard_look))
    assert re.search(r"Udkast – \d+ åbne punkter|Planen har \d+ åbne punkter\.", said_in(format, data))


@pytest.mark.parametrize("name", ["board", "minutes"])
def test_what_people_did_and_do_is_no_draft(compose: Compose, name: str) -> None:
    """Minutes tell what a meeting decided, a wall what a team works with; what the plan lacks stands in the plan."""
    document = compose(SMALL, name)

    assert "Planen har " not in str(document.blocks)
    assert "udkast" not in document.furniture.foot


@pytest.mark.parametrize("name", ["proposal", "summary", "committee", "commitments", "handover"])
def test_the_mark_of_a_draft_stands_first(compose: Compose, name: str) -> None:
    """Under the title of a page."""
    first = compose(SMALL, name).blocks[0]
    note = first.blocks[0] if isinstance(first, Section) else first

    assert isinstance(note, Note)
    assert text_of(note.spans).startswith("Planen har ")


def test_each_page_that_may_be_parted_from_a_draft_says_so(compose: Compose) -> None:
    """An owner's page is signed on its own."""
    text = str(compose(SMALL.replace("from: [F1], full_effect", "from: [F1], owner: P2, full_effect"), "commitments"))

    assert 2 == text.count("Planen har ")


@pytest.mark.parametrize("name", ["proposal", "summary", "committee", "commitments", "board"])
def test_what_is_ready_has_no_mark_of_a_draft(compose: Compose, spoken, name: str) -> None:
    """The example, in either language."""
    from planbuilder import example

    text = str(compose(example.text(spoken), name, spoken.code))

    assert {"da": "er et udkast", "en": "is a draft"}[spoken.code] not in text


def test_open_points_on_the_cover_are_those_of_the_appendix(compose: Compose) -> None:
    """Whatever is counted is told, whom to ask or what is missing."""
    document = compose(SMALL + "answers: {channel_strategy.promotion: {state: unknown, ask: Kommunikation}}\n")
    rows = [one.rows for one in walk(document.blocks) if getattr(one, "id", "") in ("unknown", "missing")]

    assert document.cover.status == f"Udkast – {sum(map(len, rows))} åbne punkter"
