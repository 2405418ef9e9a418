"""The HTML writer: one file that holds all it needs, told alike to the eye, the ear and the printer."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from planbuilder import example, language
from planbuilder.document.figure_model import Chart
from planbuilder.document.model import (
    Cell,
    Column,
    Contents,
    Cover,
    Document,
    Note,
    Paragraph,
    Row,
    Section,
    Signature,
    Span,
    Table,
    plain,
)
from planbuilder.drawing.colours import contrast
from planbuilder.hyphenation import SOFT_HYPHEN, hardened
from planbuilder.look import look_of
from planbuilder.plaintext import shown
from planbuilder.writers import text as text_writer
from planbuilder.writers.html import render
from planbuilder.writers.html.markup import anchors_of, element, text
from planbuilder.writers.html.style import style_sheet
from tests.web.browsing import chromium
from tests.writers import samples
from tests.writers.test_writers import HOSTILE, html_text

VOID = {"meta", "br", "col"}
# What could fetch or run something. `http-equiv` alone begins with the name of a protocol.
FETCHING = {"src", "srcset", "action", "data", "poster", "background", "xlink:href", "ping", "formaction", "srcdoc"}
NASTY = (
    *HOSTILE,
    "<script>alert(1)</script>",
    "</style><script>x</script>",
    "</title>",
    "</svg><img src=x onerror=alert(1)>",
    '" onmouseover="x',
    "' onfocus='x",
    "javascript:alert(1)",
    "url(https://example.org/x)",
    "@import 'x'",
    "-->",
)


class Page(HTMLParser):
    """A page as its elements: tag, attributes and the tags around each, and what is wrong with their order."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], tuple[str, ...]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(data.decode("utf-8"))
        self.close()
        self.wrong += self.open

    def handle_starttag(self, tag, attrs) -> None:
        self.elements.append((tag, dict(attrs), tuple(self.open)))
        self.wrong += [f"{tag} {name} twice" for name, n in Counter(name for name, _ in attrs).items() if n > 1]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs) -> None:
        self.elements.append((tag, dict(attrs), tuple(self.open)))

    def handle_endtag(self, tag) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")

    def handle_data(self, data) -> None:
        if self.open:
            self.texts.setdefault(self.open[-1], []).append(data)

    def handle_comment(self, data) -> None:
        self.wrong.append("comment")

    def all(self, *tags: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes, _ in self.elements if tag in tags]

    def levels(self) -> list[int]:
        return [int(tag[1]) for tag, _, _ in self.elements if re.fullmatch("h[1-6]", tag)]


def faults(page: Page) -> list[str]:
    """All that a page must not have, whatever stands in its document."""
    ids = [a["id"] for _, a, _ in page.elements if "id" in a]
    found = [*page.wrong, *(f"id {name} {n} times" for name, n in Counter(ids).items() if n > 1)]
    found += [f"no {a['href']}" for a in page.all("a") if a["href"].removeprefix("#") not in ids or a["href"][0] != "#"]
    found += [f"{tag} {set(a) & FETCHING}" for tag, a, _ in page.elements if set(a) & FETCHING]
    found += [f"{tag} {name}" for tag, a, _ in page.elements for name in a if name.startswith("on")]
    found += [tag for tag in ("script", "link", "img", "iframe", "object", "image", "use") if page.all(tag)]
    found += [word for word in ("url(", "@import", "</", "http") if word in "".join(page.texts["style"])]
    levels = page.levels()
    found += [] if levels.count(1) == 1 and levels[0] == 1 else [f"h1: {levels}"]
    found += [f"h{a} to h{b}" for a, b in pairwise(levels) if b > a + 1]
    captions = sum(tag == "caption" for tag, _, _ in page.elements)
    labelled = sum(bool(a.get("aria-label")) for a in page.all("table"))
    found += [] if captions + labelled == len(page.all("table")) else ["a table without a name"]
    found += [f"th {a}" for a in page.all("th") if a.get("scope") not in ("col", "row", "colgroup")]
    found += ["a picture without words" for a in page.all("svg") if not a.get("aria-label") or a.get("role") != "img"]
    return found


def hostile(words: str) -> Document:
    """A document with some words in every place that an answer can reach."""
    cell = Cell((Span(words, bold=True), Span(words, gap=True, target=words)))
    columns = (Column(words), Column(words, 1, "end"))
    chart = replace(samples.CHART, id=words, caption=words, alt=words, number=words, unit=words)
    blocks = (
        Contents(words),
        Section(
            words,
            words,
            (
                Paragraph((Span(words, italic=True, target=words),)),
                Table(words, words, columns, (Row((cell, cell)), Row((cell,), "group")), words, number=words),
                Table("f", "", columns, (Row((cell, cell)),), words, "facts"),
                replace(samples.TILES, alt=words, rows=(Row((cell, cell, cell)),)),
                Note("warning", words, plain(words)),
                Signature("S", words, words, (words, words, words)),
                chart,
            ),
            number=words,
        ),
    )
    cover = Cover(words, words, words, words, ((words, plain(words)),), words)
    document = samples.document(*blocks, cover=cover)
    furniture = replace(document.furniture, foot=words)
    return replace(document, title=words, subject=words, author=words, keywords=(words,), furniture=furniture)


def test_a_page_with_every_primitive_has_no_fault(standard_look) -> None:
    """Well-formed, every link leads somewhere, headings in order, tables and pictures named, nothing fetched."""
    assert [] == faults(Page(render(samples.EVERYTHING, standard_look)))


@pytest.mark.slow
@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("name", ["plan", "summary", "board"])
def test_the_example_has_no_fault(compose, standard_look, name: str, code: str) -> None:
    """Both documents, both languages; the page says which language it speaks."""
    page = Page(render(compose(example.text(language.load(code)), name, code), standard_look))

    assert ([], code) == (faults(page), page.all("html")[0]["lang"][:2])


@pytest.mark.slow
@pytest.mark.parametrize("code", ["da", "en"])
def test_every_number_is_that_of_the_text(compose, standard_look, code: str) -> None:
    """No number is missing from the page, and none is there that is not in the plan's text."""
    document = compose(example.text(language.load(code)), "plan", code)
    numbers = r"\d+(?:[.,]\d+)*"
    shown = set(re.findall(numbers, html_text(render(document, standard_look))))

    assert set(re.findall(numbers, text_writer.render(document, standard_look).decode())) == shown


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_hostile_words_are_words_wherever_they_stand(standard_look, words: str) -> None:
    """In text, attributes, ids, title and pictures: nothing of an answer becomes markup."""
    data = render(hostile(words), standard_look)

    assert [] == faults(Page(data))
    assert html_text(data).count(shown(words).replace("\n", "")) >= 15


def test_characters_no_page_may_hold_are_left_out() -> None:
    """Control characters, lone surrogates and what is no character; letters of any script stay."""
    assert "ab\nc\td🎉e" == shown("a\x00\ufffeb\r\nc\td\ud800🎉\x9fe")


def test_an_empty_document_is_a_page(standard_look) -> None:
    """With its title, and with no section to lead to."""
    page = Page(render(samples.document(), standard_look))

    assert ([], ["Titel"]) == (faults(page), page.texts["h1"])


def test_a_document_without_any_title_still_has_one(standard_look) -> None:
    """A page without a title is no page."""
    page = Page(render(replace(samples.document(), title="", subject=""), standard_look))

    assert ["planbuilder"] == page.texts["title"]


def test_headings_stand_under_the_title_of_the_cover(standard_look) -> None:
    """The cover's title is the first level, sections begin at the second."""
    assert [1, 2, 3, 2] == Page(render(samples.EVERYTHING, standard_look)).levels()


def test_the_only_section_of_a_document_without_cover_is_its_title(standard_look) -> None:
    """A summary is headed once."""
    document = samples.document(Section("s", "Resumé", (Section("t", "Tal", (), level=2),)))
    page = Page(render(document, standard_look))

    assert ([1, 2], []) == (page.levels(), faults(page))


def test_a_section_that_skips_a_level_is_headed_without_skipping(standard_look) -> None:
    """The ear hears no gap, the eye sees the size of the level."""
    page = Page(render(samples.document(Section("s", "A", (Section("t", "B", (), level=3),))), standard_look))

    assert ([1, 2], "h3") == (page.levels(), page.all("h2")[0]["class"])


def test_the_contents_are_links_in_a_list_that_is_nested(standard_look) -> None:
    """Down to the depth that is asked for."""
    page = Page(render(samples.EVERYTHING, standard_look))
    links = [a["href"] for tag, a, around in page.elements if tag == "a" and "nav" in around]
    nested = [a["href"] for tag, a, around in page.elements if tag == "a" and around.count("ol") == 2]

    assert (["#one", "#inner", "#two"], ["#inner"]) == (links, nested)


def test_names_that_meet_get_ids_that_do_not() -> None:
    """The first with a name keeps it; what is no id becomes one; the page's own ids are not taken."""
    document = samples.document(
        Section("a b", "", ()), Section("a_b", "", ()), Section("a b", "", ()), Section("main", "", ())
    )

    assert {"a b": "a_b", "a_b": "a_b-2", "main": "main-2"} == dict(anchors_of(document))


def test_a_reference_to_nowhere_is_text(standard_look) -> None:
    """No link without a target."""
    data = render(samples.document(Paragraph((Span("Se her", target="væk"),))), standard_look)

    assert b"<p>Se her</p>" in data


def test_numbers_stand_at_the_right_and_in_one_line(standard_look) -> None:
    """A long text in such a column may still break."""
    columns = (Column("Beløb", 1, "end"),)
    table = Table("t", "T", columns, (Row((Cell(plain("1.250")),)), Row((Cell(plain("ord " * 9)),))))
    cells = Page(render(samples.document(table), standard_look)).all("td")

    assert ["end number", "end"] == [cell["class"] for cell in cells]


def test_only_a_word_without_end_is_broken(standard_look) -> None:
    """Words and dates stay whole; what no column could hold does not leave the page."""
    cells = Row((Cell(plain("Sagsnummer 18.15.00-P20-4-26")), Cell(plain("x" * 41)))).cells
    table = Table("t", "T", (Column("A"), Column("B")), (Row(cells),))
    facts = replace(table, id="f", look="facts")
    page = Page(render(samples.document(table, facts), standard_look))

    assert [None, "long", "long"] == [cell.get("class") for cell in page.all("td")]


def test_rows_have_their_roles(standard_look) -> None:
    """A group heads all columns, sums are marked, a tone is a ground."""
    page = Page(render(samples.EVERYTHING, standard_look))
    roles = {a["class"] for a in page.all("tr") if "class" in a}

    assert {"group", "subtotal", "total"} == roles
    assert {"scope": "colgroup", "colspan": "2"} in page.all("th")
    assert {"class": "tone-good"} in page.all("td")


def test_facts_have_row_heads_and_key_figures_are_terms(standard_look) -> None:
    """A screen reader says the name before the figure."""
    data = render(samples.EVERYTHING, standard_look).decode()

    assert '<th scope="row">Ejer</th><td>Anna</td>' in data
    assert '<dt>netto</dt><dd class="value">1,2 mio.</dd><dd>2026-pl</dd>' in data


def test_a_table_without_rows_is_its_caption(standard_look) -> None:
    """As in the other formats; a link to it still arrives."""
    data = render(samples.document(samples.grid(0)), standard_look).decode()

    assert '<p id="grid" class="caption"><strong>Tabel 1.</strong> Oversigt</p>' in data


def test_wide_things_scroll_in_a_box_that_keys_can_reach(standard_look) -> None:
    """Registers and figures, each with its name."""
    boxes = [a for a in Page(render(samples.EVERYTHING, standard_look)).all("div") if a.get("class") == "scroll"]

    assert [("0", True)] * 6 == [(a["tabindex"], bool(a["aria-label"])) for a in boxes]


def test_the_words_of_a_picture_are_text_that_only_the_eye_meets(standard_look) -> None:
    """They can be found and copied; a screen reader is told the description instead."""
    page = Page(render(samples.document(samples.CHART), standard_look))
    hidden = [around[-1] for tag, _, around in page.elements if tag == "text"]

    assert ("true", {"g"}) == (page.all("g")[0]["aria-hidden"], set(hidden))
    assert ["Netto er -5 og 10"] == [a["aria-label"] for a in page.all("svg")]


def test_a_picture_without_description_is_told_by_its_caption(standard_look) -> None:
    """No picture is silent."""
    chart: Chart = replace(samples.CHART, alt="")

    assert "Kurve" == Page(render(samples.document(chart), standard_look)).all("svg")[0]["aria-label"]


def test_the_page_forbids_itself_to_fetch_or_run_anything(standard_look) -> None:
    """A second wall behind the escaping."""
    policies = [a["content"] for a in Page(render(samples.document(), standard_look)).all("meta") if "http-equiv" in a]

    assert policies[0].startswith("default-src 'none';")


def test_every_colour_of_the_rules_is_one_of_the_look(standard_look) -> None:
    """A name without a value would leave text without its colour."""
    sheet = style_sheet(standard_look)
    given = set(re.findall(r"--([\w-]+):", sheet))

    assert set() == set(re.findall(r"var\(--([\w-]+)\)", sheet)) - given


def test_text_stands_out_from_its_ground_in_every_rule(standard_look) -> None:
    """At least 4.5 to 1 where a rule names both."""
    colours = standard_look.colours
    rules = re.findall(r"\{[^{}]*\}", style_sheet(standard_look))
    pairs = [(re.search(r"[{;]color:var\(--(\w+)\)", r), re.search(r"background:var\(--(\w+)\)", r)) for r in rules]
    both = [(text[1], ground[1]) for text, ground in pairs if text and ground]

    assert len(both) > 8
    assert [] == [pair for pair in both if contrast(colours[pair[0]], colours[pair[1]]) < 4.5]


def test_a_look_cannot_leave_the_style_sheet() -> None:
    """What stands in a look file is a value, never a rule."""
    page = dict.fromkeys(("width", "height", "top", "right", "bottom", "left"), "1")
    data = {
        "fonts": {"html": "x;}</style>"},
        "colours": {"ink": "red}</style><script>"},
        "sizes": {"body": "10", "small": "8"},
        "page": page,
    }

    assert "--ink:redstylescript;" in style_sheet(look_of("x", data))


def test_pieces_of_markup_escape_what_they_are_given() -> None:
    """Text and attributes; an attribute without a value is left out."""
    assert '<p class="&quot;&lt;">a&lt;<br>b</p>' == element("p", text("a<\nb"), class_='"<', id="")


def test_a_poster_has_its_columns_side_by_side_where_there_is_room(standard_look) -> None:
    """A section that asks for a page begins one; in its source they follow each other, as on a narrow screen."""
    sections = [Section(name, name, (), new_page=name != "b", numbered=False) for name in "abc"]
    page = render(replace(samples.document(*sections), page="a3_landscape", columns=2), standard_look).decode()
    columns = page.split('<div class="column">')[1:]

    assert [["a", "b"], ["c"]] == [re.findall(r'<section id="(.)"', column) for column in columns]
    assert "--columns:2" in page
    assert "@page{size:1190.55pt 841.89pt" in page


def test_a_document_of_one_column_has_none_marked(standard_look) -> None:
    """It reads as it always did."""
    body = render(samples.EVERYTHING, standard_look).decode().split("<body>")[1]

    assert 'class="column"' not in body


LONG = "ansvar for kommunikationskonsulenternes afrapportering"


def hyphenated(*blocks) -> Document:
    danish = language.load("da")
    compounds = tuple(danish.text("language.compounds").split())
    return replace(samples.document(*blocks), patterns=danish.text("language.patterns"), compounds=compounds)


def test_words_in_tables_can_be_broken_and_prose_is_as_it_was(standard_look) -> None:
    """A browser may know no patterns; and prose is copied to where a soft hyphen would hide a word from a search."""
    table = Table(
        "t", "", (Column("Budgettilpasning"), Column("x")), (Row((Cell(plain(LONG)), Cell(plain("Kristoffersen")))),)
    )
    found = render(hyphenated(Paragraph(plain(LONG)), table), standard_look).decode()

    assert ["Budget-tilpas-ning", "kommunikations-konsu-lenternes", "afrapporte-ring"] == [
        word.replace(SOFT_HYPHEN, "-") for word in re.findall(rf"[\w{SOFT_HYPHEN}]+", found) if SOFT_HYPHEN in word
    ]
    assert f"<p>{LONG}</p>" in found
    assert hardened(found) == render(samples.document(Paragraph(plain(LONG)), table), standard_look).decode()


def test_lines_of_prose_have_the_measure_on_screen_and_on_paper(standard_look) -> None:
    """Where the outline asks for one; else they are as long as ever."""
    measured = render(replace(samples.document(), measure=76), standard_look).decode()
    usual = render(samples.document(), standard_look).decode()

    assert re.findall(r"--(?:print-)?measure:([^;}]+)", measured) == ["33.4em", "33.4em"]
    assert re.findall(r"--(?:print-)?measure:([^;}]+)", usual) == ["44rem", "none"]


def test_a_browser_breaks_a_long_word_of_a_narrow_column_at_its_place(standard_look) -> None:
    """Chromium, on a telephone: the table is narrower with soft hyphens, by as much as its longest word was."""
    texts = ("Kommunikationskonsulent", "digitaliseringskonsulentens")
    row = Row((Cell(plain(texts[1])), Cell(plain("a")), Cell(plain(texts[1]))))
    table = Table("t", "", (Column("a"), Column("b"), Column("c")), (row,))
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 320, "height": 600})
        found = []
        for document in (samples.document(table), hyphenated(table)):
            page.set_content(render(document, standard_look).decode())
            found.append(page.evaluate("document.querySelector('table').offsetWidth"))

    assert found[1] < found[0] - 60
