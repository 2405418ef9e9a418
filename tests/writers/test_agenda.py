"""HTML to paste into an agenda system: nothing in it that an editor drops."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from planbuilder import example, language
from planbuilder.document.model import Cell, Column, Cover, Note, Paragraph, Row, Section, Span, Table, plain
from planbuilder.record import replace
from planbuilder.writers.agenda import render
from tests.conftest import OUTLINES
from tests.writers import samples

# What may stand in the body, and what an element of it may say of itself.
KEPT = {"h2", "h3", "p", "br", "strong", "em", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}
SAID = {("th", "scope"), ("th", "colspan")}
AROUND = {"html", "head", "meta", "title", "body"}


class Read(HTMLParser):
    """The elements of a page and what they say of themselves; where each one is."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.said: set[tuple[str, str]] = set()
        self.open: list[str] = []
        self.feed(data.decode())

    def handle_starttag(self, tag, attrs) -> None:
        if "body" in self.open:
            self.tags.add(tag)
            self.said |= {(tag, name) for name, _ in attrs}
        if tag not in ("br", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag) -> None:
        assert tag == self.open.pop()


@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("name", OUTLINES)
def test_only_what_an_editor_keeps_is_in_it(compose, standard_look, name: str, code: str) -> None:
    """A closed list of elements and attributes, in every document of the example; what is opened is closed."""
    page = Read(render(compose(example.text(language.load(code)), name, code), standard_look))

    assert (page.tags - KEPT, page.said - SAID, page.open) == (set(), set(), [])
    assert {"h2", "p"} <= page.tags


def test_so_it_is_with_every_primitive(standard_look) -> None:
    """Figures, signatures, notes, key figures, lists in lists."""
    page = Read(render(samples.EVERYTHING, standard_look))

    assert (page.tags - KEPT, page.said - SAID, page.open) == (set(), set(), [])


def body(look, *blocks, cover: Cover | None = None) -> list[str]:
    """The lines of the body."""
    lines = render(replace(samples.document(*blocks), cover=cover), look).decode().splitlines()
    return lines[lines.index("<body>") + 1 : lines.index("</body>")]


def table(look: str, *rows: Row) -> Table:
    columns = (Column("A"), Column("B"), Column("C"))
    return Table("t", "", columns[:2] if look == "facts" else columns, rows, "t", look)


def row(*texts: str, role="body") -> Row:
    return Row(tuple(Cell(plain(text)) for text in texts), role)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (table("facts", row("Konto", "06.45")), ["<p><strong>Konto:</strong> 06.45</p>"]),
        (table("facts", row("1.", "at planen")), ["<p><strong>1.</strong> at planen</p>"]),
        (table("tiles", row("2,1 mio.", "udgift", "2026-pl")), ["<p><strong>udgift:</strong> 2,1 mio., 2026-pl</p>"]),
        (Note("gap", "Mangler", plain("a < b")), ["<p><strong>Mangler: </strong>a &lt; b</p>"]),
        (Paragraph((Span("se", target="t"), Span("x", gap=True))), ["<p>se<strong>x</strong></p>"]),
        (samples.CHART, ["<p><strong>Figur 4.</strong> Kurve. Netto er -5 og 10</p>"]),
    ],
)
def test_facts_and_figures_are_paragraphs(standard_look, block, expected: list[str]) -> None:
    """What is no table of figures stands in words."""
    assert expected == body(standard_look, block)


def test_a_table_keeps_its_heads(standard_look) -> None:
    """Groups too; what is said of the whole table follows it."""
    made = table("grid", row("Gruppe", role="group"), row("a", "1", "2"), row("Note", role="note"))

    assert body(standard_look, made) == [
        "<table>",
        '<thead><tr><th scope="col">A</th><th scope="col">B</th><th scope="col">C</th></tr></thead>',
        "<tbody>",
        '<tr><th colspan="3" scope="colgroup">Gruppe</th></tr>',
        "<tr><td>a</td><td>1</td><td>2</td></tr>",
        "</tbody>",
        "</table>",
        "<p>Note</p>",
    ]


def test_headings_begin_beneath_the_items_title(standard_look) -> None:
    """The title of the case is of the second level, its headings of the third, and so are those inside."""
    inner = Section("c", "Inderst", (), level=3)
    blocks = (Section("a", "Sagen", (Section("b", "Resumé", (inner,), level=2),), number="1"),)
    cover = Cover("Plan", "Titel", "", "", (("Dato", plain("i dag")),))

    assert body(standard_look, *blocks, cover=cover) == [
        "<h2>Titel</h2>",
        "<p>Plan</p>",
        "<p><strong>Dato:</strong> i dag</p>",
        "<h2>1 Sagen</h2>",
        "<h3>Resumé</h3>",
        "<h3>Inderst</h3>",
    ]
