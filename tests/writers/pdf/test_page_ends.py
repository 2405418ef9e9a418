"""Where a page ends: nothing is left without what it leads to, and what goes on says what it is of."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pdfplumber
import pytest

from planbuilder.document.figure_model import Chart
from planbuilder.document.model import (
    Block,
    Cell,
    Column,
    Item,
    ListBlock,
    Paragraph,
    Row,
    Section,
    Signature,
    Table,
    plain,
)
from planbuilder.record import replace
from planbuilder.writers.pdf import render
from tests.writers import samples

LONG = " og mere til, så at det er længere end en linje" * 3
# So many lines of filling leave from a third of a page to nothing.
FILLINGS = range(38, 54, 2)


def marked(text: str, mark: str = "", role: str = "body") -> Row:
    return Row((Cell(plain(f"{mark}{text}")),), role)


def table(rows: Sequence[Row], look: str = "grid", alt: str = "") -> Table:
    columns = (Column("Hoved"),) if look == "grid" else (Column(""), Column(""))
    return Table("t", "" if look == "facts" else "Oversigt", columns, tuple(rows), alt, look, number="Tabel 1")


def points(count: int, *marks: int, ordered: bool = False, text: str = LONG) -> ListBlock:
    return ListBlock(tuple(Item(plain(f"{'MM ' * (n in marks)}{n}{text}")) for n in range(count)), ordered)


def pages(look, *blocks: Block) -> list[str]:
    document = samples.document(*blocks)
    furniture = replace(document.furniture, continued="{name} (fortsat)")
    with pdfplumber.open(io.BytesIO(render(replace(document, furniture=furniture), look))) as pdf:
        return [page.extract_text() for page in pdf.pages]


def filled(count: int) -> list[Block]:
    return [Paragraph(plain(f"Fyld {n}"), "small") for n in range(count)]


BODY, SENTENCE = [marked(f"række {n}") for n in range(40)], Paragraph(plain("MM Forvaltningen indstiller,"))
TOGETHER: dict[str, tuple[Block, ...]] = {
    "a sentence and what is to be decided": (SENTENCE, points(4, 0, 1, 2, 3, ordered=True, text="")),
    "a sentence and a list": (SENTENCE, points(9, 0)),
    "a heading and two points": (Section("h", "MM Økonomi", (points(9, 0, 1),), level=2),),
    "the last two points": (points(9, 7, 8),),
    "a sentence and the beginning of a table": (
        SENTENCE,
        table([marked("0", "MM "), marked("1", "MM "), *BODY]),
    ),
    "a caption and rows with line breaks of their own": (
        replace(table([marked("a\nb\nc\nd", "MM "), marked("e\nf\ng\nh", "MM "), *BODY]), caption="MM Oversigt"),
    ),
    "the last rows and their sums": (
        table([*BODY[:20], *(marked(f"{n}", "MM ", role) for n, role in enumerate(("body", "total", "total")))]),
    ),
    "a signer and the row before": (
        table([*BODY[:20], marked("sidst", "MM ")]),
        Paragraph(plain("MM Jeg påtager mig det"), "label"),
        Signature("P", "MM Anna", "", ("Underskrift", "Navn", "Dato")),
    ),
    "a note beneath its figure": (
        replace(samples.CHART, id="c", caption="MM Kurve"),
        Paragraph(plain("MM Noten"), "small"),
    ),
}


@pytest.mark.parametrize("what", TOGETHER)
def test_what_belongs_together_stands_on_one_page(standard_look, what: str) -> None:
    """However full the page is when it comes."""
    turned = 0
    for filling in FILLINGS:
        found = pages(standard_look, Section("s", "Kapitel", (*filled(filling), *TOGETHER[what])))
        having = [n for n, page in enumerate(found) if "MM" in page]
        turned += having[-1] > 0
        assert len(having) == 1, (filling, found)
    assert turned


def test_rows_that_go_on_stand_beneath_the_name_of_their_group(standard_look) -> None:
    """On every page, and it is called the same each time; a sum belongs to no group."""
    grouped = table([marked("F1 Familierne", role="group"), *BODY, *BODY, *BODY, marked("I alt", role="total")])
    heads = [re.findall(r"F1 Familierne.*", page) for page in pages(standard_look, grouped)]

    assert len(heads) > 2
    assert heads == [["F1 Familierne"], *[["F1 Familierne (fortsat)"]] * (len(heads) - 1)]


def test_a_card_that_goes_on_says_what_it_is(standard_look) -> None:
    """One without a name says nothing."""
    rows = [Row((Cell(plain(f"Felt {n}")), Cell(plain(LONG)))) for n in range(40)]
    named, nameless = (pages(standard_look, table(rows, "facts", name)) for name in ("G2 Tid", ""))

    assert ["(fortsat)" in page for page in named] == [False, *[True] * (len(named) - 1)]
    assert not any("(fortsat)" in page for page in nameless)


def test_a_short_table_is_whole_or_leaves_company(standard_look) -> None:
    """It goes over a page's end only where much of the page would be empty, and then no row is alone."""
    rows = [marked(f"MM {n}{LONG}") for n in range(8)]
    for filling in FILLINGS:
        found = pages(standard_look, *filled(filling), table(rows))
        parts = [page.count("MM") for page in found if "MM" in page]
        assert parts == [8] or min(parts) > 1


def test_a_thousand_leads_are_laid_out(standard_look) -> None:
    """What a block asks for is found without going through all that follow."""
    assert len(pages(standard_look, *[Paragraph(plain(f"Led {n}"), "lead") for n in range(1000)])) > 20


def chart(name: str) -> Chart:
    return replace(samples.CHART, id=name, caption=f"Kurve {name}", number=f"Figur {name}")


def test_a_table_and_its_note_keep_their_place_among_figures(standard_look) -> None:
    """A figure that finds no room waits for text alone; nothing comes between a table and its note."""
    told = (chart("1"), Paragraph(plain("Ind"), "body"), table(BODY[:6]), Paragraph(plain("Noten"), "small"))
    marks = re.compile(r"Figur \d|Ind$|Tabel 1|række 5|Noten", re.MULTILINE)
    orders = set()
    for filling in FILLINGS:
        document = samples.document(Section("s", "Kapitel", (*filled(filling), *told, chart("2"), SENTENCE)))
        with pdfplumber.open(io.BytesIO(render(replace(document, cover=samples.COVER), standard_look))) as pdf:
            orders.add(tuple(marks.findall("\n".join(page.extract_text() for page in pdf.pages[1:]))))

    assert orders == {("Figur 1", "Ind", "Tabel 1", "række 5", "Noten", "Figur 2")}


@pytest.mark.parametrize("lines", [30, 48, 52, 55])
def test_contents_leave_no_few_lines_over(standard_look, lines: int) -> None:
    """They stand closer where that spares the page, else at least four are on either side of its end."""
    sections = [Section(f"s{n}", f"Afsnit {n}", (), level=2, number=f"1.{n}") for n in range(lines)]
    contents = samples.EVERYTHING.blocks[0]
    found = pages(standard_look, contents, Section("one", "Et", tuple(sections), number="1"))
    dotted = [len(re.findall(r"^1\.\d+ Afsnit \d+ \d+$", page, re.MULTILINE)) for page in found]

    assert lines == sum(dotted)
    assert all(count == 0 or count >= 4 for count in dotted)


def test_the_head_keeps_its_distance_in_every_document(standard_look) -> None:
    """With a cover and without one, and so with more room and less."""
    gaps = []
    for cover in (samples.COVER, None):
        document = replace(samples.document(samples.grid(3)), cover=cover)
        with pdfplumber.open(io.BytesIO(render(document, standard_look))) as pdf:
            page = pdf.pages[-1]
            rule = min(edge["top"] for edge in page.lines)
            first = min(word["top"] for word in page.extract_words() if word["top"] > rule)
            gaps.append(round(first - rule, 1))

    assert gaps[0] == gaps[1]
