"""Flowables are made when their turn comes.

The sender: logo and address on the first page, and on no other. The sheets of a PDF: one column on A4 under a running
head, several on an A3 poster under a band with the title.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pdfplumber
import pytest
from pdfplumber.page import Page
from reportlab.platypus import Spacer

from planbuilder import example, language
from planbuilder.document.figure_model import Chart
from planbuilder.document.model import Cell, Column, Document, Paragraph, Row, Section, Table, plain
from planbuilder.look import Brand
from planbuilder.record import replace
from planbuilder.writers.pdf import render, writer
from planbuilder.writers.pdf.pages import Story, title_lines
from planbuilder.writers.pdf_pages import page_count
from planbuilder.writers.shared import text_area
from tests.branding.test_profile import LOGO
from tests.document.plans import LONG_WORD, crowded
from tests.writers import samples
from tests.writers.test_writers import pdf_text, texts_of, words


def test_all_are_taken_in_order() -> None:
    """Until none is left."""
    flowables = [Spacer(1, n) for n in range(5)]
    story, taken = Story(iter(flowables)), []
    while len(story):
        taken.append(story[0])
        del story[0]

    assert flowables == taken


def test_what_is_sent_back_comes_first() -> None:
    """As ReportLab does with the rest of a paragraph, or with what had no room on the page."""
    first, rest, second = Spacer(1, 1), Spacer(1, 2), Spacer(1, 3)
    story = Story(iter([first, second]))
    del story[0]
    story[0:0] = [rest]

    assert [rest, second] == story


def test_one_is_made_at_a_time() -> None:
    """The second only when the first is taken."""
    made = []

    def coming() -> Iterator[Spacer]:
        for n in range(3):
            made.append(n)
            yield Spacer(1, n)

    story = Story(coming())
    before = list(made)
    del story[0]

    assert ([0], [0, 1]) == (before, made)


def test_no_story_is_empty() -> None:
    """From the start."""
    assert 0 == len(Story(iter(())))


def test_a_page_is_drawn_before_the_next_ones_are_made(standard_look, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a document takes in memory while it is laid out does not grow with its paragraphs."""
    made, by_page = [], []
    spans = writer._Writer.spans

    def counted(self, *given):
        made.append(given)
        return spans(self, *given)

    monkeypatch.setattr(writer._Writer, "spans", counted)
    monkeypatch.setattr(writer.OnePassCanvas, "_startPage", lambda self: (by_page.append(len(made)), start(self)))
    start = writer.OnePassCanvas.__mro__[1]._startPage
    render(samples.document(*[Paragraph(plain(f"afsnit {n}")) for n in range(200)]), standard_look)

    assert len(by_page) > 3
    assert by_page[0] < 60
    assert 200 == by_page[-1]


BRAND = Brand("Nordlund Kommune", ("Rådhuspladsen 1",), LOGO, "Byvåben")


@pytest.mark.parametrize("cover", [samples.COVER, None])
def test_the_first_page_says_whose_it_is(standard_look, cover) -> None:
    """With a cover and without one."""
    document = replace(samples.EVERYTHING, cover=cover)
    with pdfplumber.open(io.BytesIO(render(document, replace(standard_look, brand=BRAND)))) as pdf:
        found = [("Nordlund Kommune · Rådhuspladsen 1" in page.extract_text(), len(page.images)) for page in pdf.pages]

    assert (True, 1) == found[0]
    assert {(False, 0)} == set(found[1:])


Pages = Callable[[Document], list[Page]]
# Where the foot of an A4 page begins, in points from the top.
FOOT = 780


@pytest.fixture
def pages(standard_look) -> Pages:
    def opened(document: Document) -> list[Page]:
        return pdfplumber.open(io.BytesIO(render(document, standard_look))).pages

    return opened


def poster(*blocks, columns: int = 3) -> Document:
    return replace(samples.document(*blocks), page="a3_landscape", columns=columns)


def lefts(page: Page, word: str) -> list[float]:
    return [round(found["x0"]) for found in page.extract_words() if found["text"] == word]


@pytest.mark.parametrize("code", ["da", "en"])
def test_the_examples_board_is_one_sheet_of_a3(compose, pages, code: str) -> None:
    """Landscape, all four fields on it, the goals at the left and the actions at the right."""
    (page,) = pages(compose(example.text(language.load(code)), "board", code))
    heads = {"da": ("Mål", "Idéer", "Vurdering", "Handleplan"), "en": ("Goals", "Ideas", "Assessment", "Action")}
    first = [min(lefts(page, head)) for head in heads[code]]

    assert (1190.55, 841.89) == pytest.approx((page.width, page.height), abs=0.01)
    assert first[0] < first[1] == first[2] < first[3]


@pytest.mark.parametrize("code", ["da", "en"])
def test_a_board_with_something_to_talk_of_is_one_sheet_too(compose, pages, code: str) -> None:
    """There is room for a warning under a chart without the fields moving on."""
    spoken = language.load(code)
    late = example.text(spoken).replace("value: 4.3\n      on: 2028-12-31", "value: 4.3\n      on: 2026-10-01")
    (page,) = pages(compose(late, "board", code))

    assert spoken.text("document.board.warning") in page.extract_text()


def test_a_crowded_board_keeps_its_sheet_and_all_that_it_shows(compose, standard_look) -> None:
    """40 ideas and 60 actions with a word too long for its column: some are shown, the others are counted."""
    document = compose(crowded(), "board")
    made = render(document, standard_look)
    whole = words(pdf_text(made))

    assert 1 == page_count(made)
    assert [] == [text for text in texts_of(document) if words(text) not in whole]
    assert 60 > sum(whole.count(words(f"Handling nr. {n} {LONG_WORD}")) for n in range(60)) > 0


@pytest.mark.parametrize("columns", [1, 2, 3, 4])
def test_every_primitive_fits_columns_of_any_width(standard_look, columns: int) -> None:
    """With cover, contents, figures, tables and lines to sign on."""
    document = replace(samples.EVERYTHING, page="a3_landscape", columns=columns)
    whole = words(pdf_text(render(document, standard_look)))

    assert [] == [text for text in texts_of(document) if words(text) not in whole]


@pytest.mark.parametrize("word", ["ord", "y"])
def test_a_cell_too_tall_for_a_column_is_cut_between_columns(standard_look, word: str) -> None:
    """Nothing of 20,000 characters is lost, in words or in one word, in a wide cell or a narrow one."""
    text = f"{word} " * (20_000 // (len(word) + 1)) if len(word) > 1 else word * 20_000
    document = poster(samples.grid(1, text), columns=4)

    assert pdf_text(render(document, standard_look)).count(word) >= text.count(word)


def test_text_runs_from_column_to_column_then_to_the_next_sheet(pages) -> None:
    """In the order it is read."""
    found = pages(poster(*(Paragraph(plain(f"linje{n}")) for n in range(120))))
    places = [
        (page.page_number, *(round(word[side]) for side in ("x0", "top")))
        for page in found
        for word in sorted(page.extract_words(), key=lambda word: int(word["text"].removeprefix("linje") or 0)
                           if word["text"].startswith("linje") else -1)
        if word["text"].startswith("linje")
    ]  # fmt: skip

    assert len(found) == 2
    assert sorted(places) == places
    assert 120 == len(places)


def test_a_section_that_asks_for_a_page_gets_a_column(pages) -> None:
    """One that does not follows on in the same one."""
    sections = [
        Section(name, name, (Paragraph(plain("tekst")),), new_page=name != "Neden", numbered=False)
        for name in ("Først", "Neden", "Ved")
    ]
    (page,) = pages(poster(*sections))
    width, gap = text_area_of(page)

    assert [32, 32, 32 + width + gap] == pytest.approx([lefts(page, s.title)[0] for s in sections], abs=1.5)


def text_area_of(page: Page) -> tuple[float, float]:
    """Width of a column of three and of the gap beside it, by the standard look's margins."""
    return (float(page.width) - 64 - 48) / 3, 24


def test_columns_share_the_sheet(standard_look) -> None:
    """Three columns and two gaps fill what is between the margins."""
    look = standard_look.on("a3_landscape")
    one, three = text_area(look), text_area(look, 3)

    assert one[0] == pytest.approx(3 * three[0] + 2 * look.page["gap"])
    assert one[1] == three[1]


def test_the_band_says_the_title_on_every_sheet(pages) -> None:
    """And the running head of an A4 page does not stand there too."""
    found = pages(poster(*(Paragraph(plain("linje")) for _ in range(120))))
    texts = [page.extract_text() for page in found]

    assert [True, True] == [text.startswith("Titel") for text in texts]
    assert [] == [text for text in texts if "Nordlund · Prøve" in text]
    assert texts[1].endswith("side 2 af 2")


@pytest.mark.parametrize("title", ["Kort", "Gevinster " * 20, "ord " * 100, LONG_WORD * 5, "x" * 400, ""])
def test_a_title_of_any_length_stands_whole_within_the_band(standard_look, title: str) -> None:
    """In smaller type and more lines if need be."""
    look = standard_look.on("a3_landscape")
    lines, size = title_lines(title, look)

    assert words(title) == words("".join(lines))
    assert len(lines) * size < look.page["band"]


def test_a_heading_of_many_lines_stays_with_its_figure(pages) -> None:
    """Wherever the column ends, the figure stands in the column of its heading."""
    title = "OVERSKRIFT " * 9
    chart: Chart = replace(samples.CHART, caption="BILLEDTEKST")
    for lines in range(14, 26):
        blocks = [Paragraph(plain("linje")) for _ in range(lines)]
        (page, *_) = pages(poster(*blocks, Section("s", title, (chart,), numbered=False)))

        assert lefts(page, "OVERSKRIFT")[0] == pytest.approx(lefts(page, "Figur")[0], abs=2)


def test_a_heading_and_its_introduction_stay_with_the_table(pages) -> None:
    """Wherever the column ends, the table begins in the column of its heading."""
    rows = tuple(Row(tuple(Cell(plain("celle")) for _ in range(2))) for _ in range(9))
    table = Table("t", "TABELTEKST", (Column("a", 1), Column("b", 1)), rows)
    for lines in range(14, 34):
        blocks = [Paragraph(plain("linje")) for _ in range(lines)]
        section = Section("s", "OVERSKRIFT", (Paragraph(plain("INDLEDNING")), table), numbered=False)
        (page, *_) = pages(poster(*blocks, section))

        assert lefts(page, "OVERSKRIFT")[0] == pytest.approx(lefts(page, "TABELTEKST")[0], abs=60)


@pytest.mark.parametrize("code", ["da", "en"])
def test_no_page_of_the_examples_plan_stands_nearly_empty(compose, pages, code: str) -> None:
    """Each page before the last is used for more than a third; chapters follow on, so that they are 41 at most."""
    made = pages(compose(example.text(language.load(code)), "plan", code))
    lowest = [max(word["bottom"] for word in page.extract_words() if word["bottom"] < FOOT) for page in made]

    assert [] == [n for n, bottom in enumerate(lowest[:-1], 1) if bottom < FOOT * 0.4]
    assert len(made) <= 41


@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize(("name", "count"), [("committee", 5), ("summary", 1)])
def test_a_short_document_keeps_to_its_pages(compose, pages, code: str, name: str, count: int) -> None:
    """The example's case presentation is five pages and its summary one, in both languages."""
    assert len(pages(compose(example.text(language.load(code)), name, code))) == count


@pytest.mark.parametrize("code", ["da", "en"])
def test_each_owner_signs_on_the_page_of_what_is_owed(compose, pages, code: str) -> None:
    """A page for each of the example's three owners."""
    spoken = language.load(code)
    found = [page.extract_text() for page in pages(compose(example.text(spoken), "commitments", code))]

    assert [text.count(spoken.text("document.sign.signature")) for text in found] == [1, 1, 1]
