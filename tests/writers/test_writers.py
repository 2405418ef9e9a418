"""What holds for every format: same content, same bytes, hostile text as text."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser

import docx
import pdfplumber
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from planbuilder import example, language, look
from planbuilder.document.model import Cell, Paragraph, Section, Span, plain, text_of, walk
from planbuilder.document.model import Table as DocumentTable
from planbuilder.drawing.studio import Studio
from planbuilder.hyphenation import hardened
from planbuilder.record import replace
from planbuilder.writers import WRITERS
from tests.conftest import OUTLINES
from tests.writers import samples

DOCUMENTS = [name for name, writer in WRITERS.items() if writer.takes == "document"]

HOSTILE = [
    "<b>fed</b>",
    "a & b",
    "{{ navn }}",
    "{% for %}",
    '<img src="/etc/passwd"/>',
    '<a href="javascript:x()">k</a>',
    "&lt;",
    "]]>",
    "<!--",
    "=SUM(A1)",
    "\x00\x01\x1f",
    "\ufffe\uffff",
    "\u202eabc",
    "\u0627\u0644\u0623\u0645\u0644",
    "\U0001f468\u200d\U0001f469 \U0001f389",
    "æøå ÆØÅ",
    "a\tb",
    "ord" * 60,
]


def docx_text(data: bytes) -> str:
    """All text of the body, in order; tabs and breaks as blanks."""
    body = docx.Document(io.BytesIO(data)).element.body
    tags = {
        qn("w:t"): lambda e: e.text or "",
        qn("w:br"): lambda e: " ",
        qn("w:tab"): lambda e: " ",
        qn("w:p"): lambda e: " ",
    }
    return "".join(tags[e.tag](e) for e in body.iter(*tags))


def pdf_text(data: bytes) -> str:
    """The characters in the order they were drawn, so that each cell's lines stand together."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "".join(char["text"] for page in pdf.pages for char in page.chars)


def shown_by_pdf(data: bytes) -> str:
    """The same as PDFium finds it, in a hundredth of the time; it marks a hyphen at the end of a line."""
    with pypdfium2.PdfDocument(data) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf).translate({0xFFFE: "-", 2: ""})


class _Shown(HTMLParser):
    """What a browser shows of a page, and what it tells instead of a picture."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        if tag in ("head", "svg"):
            self.hidden.append(tag)
        self.texts.append(dict(attrs)["aria-label"] if tag == "svg" else " ")

    def handle_endtag(self, tag) -> None:
        if self.hidden and tag == self.hidden[-1]:
            self.hidden.pop()
        self.texts.append(" ")

    def handle_data(self, data) -> None:
        if not self.hidden:
            self.texts.append(data)


def html_text(data: bytes) -> str:
    """The text of the page, figures as they are described."""
    page = _Shown()
    page.feed(data.decode())
    page.close()
    return "".join(page.texts)


def md_text(data: bytes) -> str:
    """The text that a reader of CommonMark sees: no marks, and escaped signs as themselves."""
    unlinked = re.sub(r"(?<!\\)\[((?:[^\]\\\n]|\\.)*)\]\(#[\w-]+\)", r"\1", data.decode())
    unmarked = re.sub(r"(?<!\\)(?:\*\*|_(?=\w)|(?<=\w)_)", "", unlinked)
    return re.sub(r"\\([!-/:-@\[-`{-~]|\n)", r"\1", unmarked)


READERS = {
    "agenda": html_text,
    "docx": docx_text,
    "html": html_text,
    "md": md_text,
    "pdf": pdf_text,
    "text": lambda data: data.decode(),
}


def signs(text: str) -> str:
    """All that is drawn of a text: it without white space and hyphens that only show where a word is broken."""
    return re.sub(r"[\s\u00ad]+", "", hardened(text))


def words(text: str) -> str:
    """A text without hyphens either, to compare across line and page ends: a word may be broken there."""
    return signs(text).replace("-", "")


def texts_of(document) -> list[str]:
    """Every text a reader must find: paragraphs and cells."""
    found = []
    for block in walk(document.blocks):
        if isinstance(block, Section):
            found.append(block.title)
        if isinstance(block, Paragraph):
            found.append(text_of(block.spans))
        if isinstance(block, DocumentTable):
            found += [text_of(cell.spans) for row in block.rows for cell in row.cells]
    return [text for text in found if text.strip()]


@pytest.mark.parametrize("format", DOCUMENTS)
def test_a_document_with_every_primitive_is_written(format: str) -> None:
    """No format lacks a primitive."""
    data = WRITERS[format].render(samples.EVERYTHING, look.load())

    assert [] == [t for t in texts_of(samples.EVERYTHING) if words(t) not in words(READERS[format](data))]


@pytest.mark.slow
@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("name", OUTLINES)
def test_every_format_says_the_same(compose, code: str, name: str) -> None:
    """Each text and number of the example stands in every format, which is the same bytes when it is made again."""
    document, again = (compose(example.text(language.load(code)), name, code) for _ in range(2))
    studio, missing = Studio(look.load()), {}
    for format in DOCUMENTS:
        made = WRITERS[format].render(document, look.load(), studio)
        assert made == WRITERS[format].render(again, look.load(), studio)
        whole = words(READERS[format](made) if format != "pdf" else shown_by_pdf(made))
        # A paragraph cut by a page end has furniture in its middle: its first and last words must stand.
        missing[format] = [t for t in texts_of(document) if words(t)[:14] not in whole or words(t)[-14:] not in whole]

    assert [] == [(format, text) for format, texts in missing.items() for text in texts]


@pytest.mark.parametrize("format", DOCUMENTS)
@pytest.mark.parametrize("along", ["source", "manifest"])
def test_a_format_says_whether_it_takes_the_plan_along(format: str, along: str) -> None:
    """What does not is the same file whatever the plan says that it does not show, and need not be made again."""
    bare, whole = (
        WRITERS[format].render(replace(samples.EVERYTHING, **{along: text}), look.load()) for text in ("", "title: A\n")
    )

    assert WRITERS[format].carries == (bare != whole)


@pytest.mark.parametrize("format", DOCUMENTS)
def test_same_document_same_bytes(format: str) -> None:
    """In one process, twice."""
    first = WRITERS[format].render(samples.EVERYTHING, look.load())

    assert first == WRITERS[format].render(samples.EVERYTHING, look.load())


@pytest.mark.slow
@pytest.mark.parametrize("format", DOCUMENTS)
def test_same_bytes_in_another_process_with_another_hash_seed(format: str) -> None:
    """Nothing depends on the order of sets or on the process."""
    script = (
        "import hashlib; from planbuilder import look; from planbuilder.writers import WRITERS\n"
        "from tests.writers import samples\n"
        f"print(hashlib.sha256(WRITERS[{format!r}].render(samples.EVERYTHING, look.load())).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        )
        for seed in ("1", "77")
    ]

    assert runs[0].stdout == runs[1].stdout != ""


@pytest.mark.parametrize("format", DOCUMENTS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text(format: str, text: str) -> None:
    """Markup in an answer shows as it was typed; nothing is read, fetched or lost but what no font can draw."""
    document = samples.document(Section("s", text, (Paragraph(plain(text)), samples.grid(1, text))))
    found = signs(READERS[format](WRITERS[format].render(document, look.load())))
    drawn = "".join(c for c in text if c.isascii() and c.isprintable() and not c.isspace())

    assert found.count(drawn) >= 3


ACTING = "\x1b[2J\x9b1A\u202e\u2066\x07\ufffe"


@pytest.mark.parametrize("format", DOCUMENTS)
def test_nothing_in_a_file_acts_on_who_reads_it(format: str) -> None:
    """Controls of terminals and of the direction of writing are left out of every text, the title's too."""
    document = samples.document(Section("s", f"A{ACTING}", (Paragraph(plain(f"b{ACTING}")), samples.grid(1, ACTING))))
    facts = dict.fromkeys(("title", "subject", "author"), f"X{ACTING}")
    data = WRITERS[format].render(replace(document, **facts, keywords=(ACTING,)), look.load())

    contents = [data] if format != "docx" else [zipfile.ZipFile(io.BytesIO(data)).read(n) for n in parts(data)]
    texts = [content.decode("utf-8", "ignore") for content in contents] if format != "pdf" else said_by_pdf(data)
    assert [] == [text for text in texts if set(ACTING) - set("[2J1A") & set(text)]


def parts(data: bytes) -> list[str]:
    """The parts of a Word file that hold text."""
    return [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if name.endswith((".xml", ".rels"))]


def said_by_pdf(data: bytes) -> list[str]:
    """What a PDF shows, every text that a reader shows beside the pages, and what it says of itself."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        told = [text for one in pdf.objects for text in strings(one)]
        return [pdf_text(data), *told, pdf.Root.Metadata.read_bytes().decode().replace("\ufeff", "")]


def strings(value: object) -> list[str]:
    """The texts directly in an object."""
    if isinstance(value, pikepdf.String):
        return [str(value)]
    inner = [one for _, one in value.items()] if isinstance(value, pikepdf.Dictionary) else ()
    inner = (one for _, one in value.items()) if isinstance(value, pikepdf.Stream) else inner
    inner = value if isinstance(value, pikepdf.Array) else inner
    return [text for one in inner if not getattr(one, "is_indirect", False) for text in strings(one)]


@pytest.mark.slow
@pytest.mark.parametrize("format", ["docx", "html", "md", "pdf"])
def test_the_largest_answers_and_tables_fit(format: str) -> None:
    """500 rows, an answer of 50,000 characters in a paragraph, in a cell, and in one word."""
    long = "En længere sætning om gevinster. " * 1520
    blocks = (
        Paragraph(plain(long)),
        samples.grid(500),
        samples.grid(1, long),
        Paragraph(plain("x" * 50_000)),
        samples.grid(1, "y" * 50_000),
    )
    found = words(READERS[format](WRITERS[format].render(samples.document(*blocks), look.load())))

    assert found.count("x") >= 50_000
    assert found.count("y") >= 50_000
    assert found.count("gevinster.") == 2 * 1520


SPANS = st.builds(Span, st.text(max_size=30), st.booleans(), st.booleans(), st.booleans())
PARAGRAPHS = st.builds(
    Paragraph, st.lists(SPANS, max_size=4).map(tuple), st.sampled_from(["body", "lead", "small", "answer", "label"])
)
CELLS = st.builds(
    Cell,
    st.lists(SPANS, max_size=2).map(tuple),
    tone=st.sampled_from(["neutral", "good", "bad", "caution", "gap", "watch"]),
)


@pytest.mark.slow
@pytest.mark.parametrize("format", DOCUMENTS)
@given(st.lists(PARAGRAPHS, max_size=6), st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6))
@settings(max_examples=40)
def test_any_document_of_primitives_is_written(
    format: str, paragraphs: list[Paragraph], rows: list[list[Cell]]
) -> None:
    """Whatever stands in spans and cells, every writer takes it."""
    from dataclasses import replace

    from planbuilder.document.model import Row

    table = replace(samples.grid(0), rows=tuple(Row(tuple(cells)) for cells in rows))

    assert WRITERS[format].render(samples.document(*paragraphs, table), look.load())
