"""The Markdown writer: what is typed in an answer is what a reader of CommonMark shows."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbuilder import example, language, look
from planbuilder.document.model import (
    Cell,
    Column,
    Contents,
    Item,
    ListBlock,
    Note,
    Paragraph,
    Row,
    Section,
    Signature,
    Span,
    Table,
    plain,
    text_of,
)
from planbuilder.writers import text as text_writer
from planbuilder.writers.html.markup import clean
from planbuilder.writers.markdown import render
from tests.writers import samples
from tests.writers.test_writers import HOSTILE, md_text

HARMLESS = {
    "p",
    "strong",
    "em",
    "br",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "ul",
    "ol",
    "li",
    "h1",
    "blockquote",
}


def written(*blocks) -> str:
    return render(samples.document(*blocks), look.load()).decode()


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.add(tag)

    def handle_data(self, data) -> None:
        self.text += data


def shown(markdown: str) -> tuple[str, set[str]]:
    """The text without white space, and the tags, that a reader of CommonMark makes of it."""
    import markdown_it as reader

    page = _Shown()
    page.feed(reader.MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))
    page.close()
    return re.sub(r"\s+", "", page.text), page.tags


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_primitive_has_its_form(standard_look) -> None:
    """Nothing of a document is lost."""
    found = render(samples.EVERYTHING, standard_look).decode()
    wanted = (
        "# Titel\n",
        "**Udkast – 3 åbne punkter**",
        "| **Sag** | 26/1 |",
        "- [1 Første](#1-første)\n  - [1.1 Indre](#11-indre)\n",
        "## 1 Første\n",
        "### 1.1 Indre\n",
        "**fed** _kursiv_ **gab**",
        "- et\n  - et et\n    - dybt\n- to\n",
        "1. nummer et\n",
        "**Tabel 1.** Oversigt\n\n| Nr. | Hvad | Beløb |\n| --- | --- | ---: |\n| H0 | tekst | 1.250 |",
        "|  |  |\n| --- | --- |\n| Ejer | Anna |",
        "| 1,2 mio. | netto | 2026-pl |",
        "| **Gruppe** |  |",
        "> **Figur 1.** Træ\n>\n> Et træ",
        "> **Mangler:** Ejer",
        "**Anna Holm**, leder\n\n- Underskrift: ____",
    )

    assert [] == [piece for piece in wanted if piece not in found]


@pytest.mark.slow
@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("name", ["plan", "summary", "board"])
def test_every_number_is_that_of_the_text(compose, standard_look, name: str, code: str) -> None:
    """No number is missing, and none is there that is not in the plan's text."""
    document = compose(example.text(language.load(code)), name, code)
    numbers = r"\d+(?:[.,]\d+)*"
    found = set(re.findall(numbers, md_text(render(document, standard_look))))

    assert set(re.findall(numbers, text_writer.render(document, standard_look).decode())) == found


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("# a", r"\# a"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("1. a", r"1\. a"),
        ("1.250 kr.", "1.250 kr."),
        ("12) a", r"12\) a"),
        ("> a", r"\> a"),
        ("    a", "a"),
        ("a\n---", "a\\\n\\---"),
        ("a\n\n\nb", "a\\\nb"),
        ("[x](javascript:y)", r"\[x\](javascript:y)"),
        ("<script>", r"\<script\>"),
        ("a | b", r"a \| b"),
        ("*a* _b_ `c` ~~d~~", r"\*a\* \_b\_ \`c\` \~\~d\~\~"),
        ("R&D &lt;", r"R&D \&lt;"),
        ("a\x00\ufffeb", "ab"),
    ],
)
def test_signs_of_markup_are_escaped(typed: str, expected: str) -> None:
    """Only where they would be read as markup."""
    assert expected + "\n" == written(Paragraph(plain(typed)))


@pytest.mark.parametrize("words", [*HOSTILE, "<script>x</script>", "[x](javascript:y)", "![x](y)", "[a]: b", "<!--"])
def test_hostile_words_show_as_they_were_typed(words: str) -> None:
    """In paragraphs, headings, lists, notes and tables; none of it makes a link, a picture or an element."""
    cell = Cell(plain(words))
    table = Table("t", words, (Column(words), Column("")), (Row((cell, cell)), Row((cell,), "group")))
    blocks = (Paragraph(plain(words)), ListBlock((Item(plain(words)),)), Note("info", words, plain(words)), table)
    text, tags = shown(written(Section("s", words, blocks)))
    kept = bare(clean(words))

    assert (set(), True) == (tags - HARMLESS, text.count(kept) >= min(9, len(text)))


SIGNS = st.text("ab1 .-+*_#>|\\`[]()<>!&;~=:\n\t\"'/{}", min_size=1, max_size=14)
SPANS = st.lists(st.builds(Span, SIGNS, st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=3).map(tuple)


@given(SPANS)
@settings(max_examples=300)
def test_any_signs_show_as_they_were_typed(spans) -> None:
    """In a paragraph and in a cell, strong or not, whatever stands beside."""
    table = Table("t", "", (Column("A"), Column("B")), (Row((Cell(spans), Cell(plain("C")))),))
    text, tags = shown(written(Paragraph(spans), table))

    assert (set(), f"{bare(text_of(spans))}AB{bare(text_of(spans))}C") == (tags - HARMLESS, text)


def test_marks_stand_only_where_every_reader_sees_them() -> None:
    """Blanks stay outside; within a word the mark is left out rather than shown."""
    spans = (Span("Ejer: ", bold=True), Span("Anna", italic=True), Span("s", bold=True), Span(" plan."))

    assert "**Ejer:** Annas plan.\n" == written(Paragraph(spans))


def test_lines_of_a_cell_become_one() -> None:
    """A pipe table has a row a line."""
    table = Table("t", "", (Column("A"),), (Row((Cell(plain("a\r\nb\u2028c | d")),)),))

    assert "| A |\n| --- |\n| a b c \\| d |\n" == written(table)


def test_sections_of_one_title_are_told_apart() -> None:
    """As a forge names them: with a number."""
    found = written(Contents("I"), Section("a", "Mål", ()), Section("b", "Mål", ()))

    assert "- [Mål](#mål)\n- [Mål](#mål-1)" in found


def test_a_reference_leads_to_a_section_and_is_text_for_all_else() -> None:
    """Only headings have a place."""
    spans = (Span("Se "), Span("afsnit 1", target="s"), Span(" og "), Span("Tabel 1", target="grid"))
    found = written(Section("s", "Her", (Paragraph(spans), samples.grid(1)), number="1"))

    assert "Se [afsnit 1](#1-her) og Tabel 1\n" in found


def test_lines_to_sign_on_are_lines() -> None:
    """Their signs are no markup."""
    text, tags = shown(written(Signature("P", "Anna", "", ("Underskrift", "Navn", "Dato"))))

    assert ({"p", "strong", "ul", "li"}, 90) == (tags, text.count("_"))


def test_an_empty_document_is_an_empty_line() -> None:
    """Nothing is made up."""
    assert "\n" == written()


def test_a_poster_begins_with_its_title() -> None:
    """Its sections stand under it, and a link to one of the same name leads past it."""
    blocks = (Paragraph((Span("se", target="s"),)), Section("s", "Titel", (Paragraph(plain("a")),), numbered=False))
    poster = replace(samples.document(*blocks), page="a3_landscape", columns=2)

    assert b"# Titel\n\n[se](#titel-1)\n\n## Titel\n\na\n" == render(poster, look.load())
