"""The blocks of a document, one by one, as HTML.

In: a `Document` and a `Look`. Out: the bytes of one file without scripts, and without anything to fetch.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from itertools import takewhile

from planbuilder.document import model
from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import Block, Document, Section, Table
from planbuilder.drawing.studio import Studio
from planbuilder.drawing.svg import svg
from planbuilder.hyphenation import places_of
from planbuilder.look import Look
from planbuilder.writers.html.markup import (
    MAIN,
    anchors_of,
    attributes,
    caption_words,
    element,
    name_of,
    spans,
    table_markup,
    text,
)
from planbuilder.writers.html.style import style_sheet
from planbuilder.writers.measure import look_for
from planbuilder.writers.shared import NOTE_TONES, Blocks, cover_facts, drawn, headed, role_of, text_area

DEEPEST = 6
# Should an answer ever get past the escaping, a browser still fetches and runs nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render(document: Document, look: Look, studio: Studio | None = None) -> bytes:
    """The document as one HTML file, its figures drawn in a studio."""
    return _Writer(document, look, studio or Studio(look)).bytes()


class _Writer(Blocks[str]):
    """Turns one document into markup; knows which of its places are marked already."""

    def __init__(self, document: Document, look: Look, studio: Studio) -> None:
        self.document, self.look, self.studio = document, look_for(document, look), studio
        self.anchors = anchors_of(document)
        self.places = places_of(document.patterns, document.compounds)
        self.placed: set[str] = set()
        self.depth = 0

    def bytes(self) -> bytes:
        """The whole file."""
        language = {"lang": self.document.language}
        lines = ("<!DOCTYPE html>", f"<html{attributes(language)}>", *self.head(), *self.body(), "</html>\n")
        return "\n".join(lines).encode()

    def head(self) -> Iterator[str]:
        """What a browser and a search read: title, author, date, and the style sheet."""
        document = self.document
        facts = {
            "viewport": "width=device-width, initial-scale=1",
            "color-scheme": "light",
            "format-detection": "telephone=no",
            "generator": "planbuilder",
            "author": document.author,
            "description": document.subject,
            "keywords": ", ".join(word for word in document.keywords if word),
            "dcterms.date": document.date,
        }
        yield '<head>\n<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        yield from (f"<meta{attributes({'name': name, 'content': fact})}>" for name, fact in facts.items() if fact)
        yield element("title", text(self.title))
        yield f"<style>\n{style_sheet(self.look, self.document.columns)}</style>\n</head>"

    @property
    def title(self) -> str:
        """The name of the whole; a file must have one."""
        document = self.document
        return name_of(document.title, document.cover.title if document.cover else "", document.subject, "planbuilder")

    def body(self) -> Iterator[str]:
        """The way past the contents, cover, contents, text and foot."""
        blocks = self.document.blocks
        leading = tuple(takewhile(lambda block: isinstance(block, model.Contents), blocks))
        yield "<body>" if self.document.columns == 1 else '<body class="broadsheet">'
        yield element("a", self.start(), class_="skip", href=f"#{MAIN}")
        yield from self.header(blocks)
        yield from self.blocks(leading)
        yield f'<main id="{MAIN}" tabindex="-1">'
        yield from self.columns(blocks[len(leading) :])
        yield "</main>"
        yield element("footer", "\n".join(self.foot()))
        yield "</body>"

    def foot(self) -> Iterator[str]:
        """The running foot once, and the sender with the logo."""
        yield element("p", text(self.document.furniture.foot))
        brand = self.look.brand
        if brand is None:
            return
        if brand.logo:
            source = f"data:image/png;base64,{b64encode(brand.logo).decode()}"
            yield f"<img{attributes({'class': 'logo', 'src': source, 'alt': brand.logo_alt})}>"
        yield element("address", text(" · ".join((brand.name, *brand.address))))

    def start(self) -> str:
        """The words that lead to the text: its first heading."""
        first = next((block for block in self.document.blocks if isinstance(block, Section)), None)
        return "↓ " + text(headed(first.number, first.title) if first else self.title)

    def header(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        """The cover, or the title of a document without one, unless its only section says it."""
        cover = self.document.cover
        if cover:
            yield from self.cover(cover)
        elif sum(isinstance(block, Section) for block in blocks) != 1:
            yield element("header", element("h1", text(self.title), class_="h1"))
        else:
            return
        self.depth = 1

    def cover(self, cover: model.Cover) -> Iterator[str]:
        """Who, what, and the document's control facts."""
        lines = (
            ("p", "kicker", cover.kicker),
            ("h1", "title", name_of(cover.title, self.title)),
            ("p", "subtitle", cover.subtitle),
            ("p", "organisation", cover.organisation),
        )
        panel = "\n".join(element(tag, text(words), class_=name) for tag, name, words in lines if words)
        yield '<header class="cover">'
        yield element("div", f"\n{panel}\n", class_="panel")
        if cover.status:
            yield element("p", text(cover.status), class_=f"status tone-{cover.status_tone}")
        if cover.facts:
            yield table_markup(cover_facts(cover, name_of(cover.title, self.title)), "", self.look, self.anchors)
        yield "</header>"

    def columns(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        """The markup of the text, in a document of columns each column in an element of its own."""
        if self.document.columns == 1:
            yield from self.blocks(blocks)
            return
        for column in _columns(blocks):
            yield '<div class="column">'
            yield from self.blocks(column)
            yield "</div>"

    def place(self, name: str) -> str:
        """The id of the first element with a name; empty for any other, since an id is used once."""
        if name in self.placed or name not in self.anchors:
            return ""
        self.placed.add(name)
        return self.anchors[name]

    def section(self, section: Section) -> Iterator[str]:
        """A heading and what is under it, one level beneath the heading around it."""
        looks = " ".join(name for name, on in (("new-page", section.new_page), ("wide", section.wide)) if on)
        yield f"<section{attributes({'id': self.place(section.id), 'class': looks})}>"
        self.depth += 1
        tag = f"h{min(self.depth, DEEPEST)}"
        number = element("span", text(section.number), class_="no") + " " if section.number else ""
        yield element(tag, number + text(section.title), class_=f"h{min(section.level, 3)}")
        yield from self.blocks(section.blocks)
        self.depth -= 1
        yield "</section>"

    def paragraph(self, block: model.Paragraph) -> Iterator[str]:
        """A paragraph in the style of its role."""
        yield element("p", spans(block.spans, self.anchors), class_="" if block.role == "body" else block.role)

    def points(self, block: model.ListBlock) -> Iterator[str]:
        """A list, with lists inside."""
        yield self.list_of(block.items, "ol" if block.ordered else "ul")

    def list_of(self, items: tuple[model.Item, ...], tag: str) -> str:
        """The list of some points."""
        return element(tag, "\n".join(map(self.item, items)))

    def item(self, item: model.Item) -> str:
        """One point of a list."""
        inner = self.list_of(item.children, "ul") if item.children else ""
        return element("li", spans(item.spans, self.anchors) + inner)

    def table(self, table: Table) -> Iterator[str]:
        """A table beneath its caption."""
        yield table_markup(table, self.place(table.id), self.look, self.anchors, self.places)

    def figure(self, figure: Chart | Diagram) -> Iterator[str]:
        """A picture above its caption; its description takes its place for those who cannot see it."""
        drawing = drawn(figure, self.look, self.studio, text_area(self.look, self.document.columns)[0])
        shapes = svg(drawing, "").split("\n", 2)[2].replace("</svg>", "</g></svg>")
        size = {"viewBox": f"0 0 {drawing.width:.2f} {drawing.height:.2f}"}
        said = {"role": "img", "aria-label": name_of(figure.alt, figure.caption, figure.id)}
        picture = f'<svg{attributes(size | said)}><g aria-hidden="true">\n{shapes}'
        label = name_of(f"{figure.number} {figure.caption}".strip(), figure.alt, figure.id)
        box = element("div", picture, class_="scroll", role="group", tabindex="0", aria_label=label)
        words = element("figcaption", caption_words(figure.number, figure.caption)) if figure.caption else ""
        yield element("figure", f"\n{box}\n{words}\n", id=self.place(figure.id))

    def note(self, note: model.Note) -> Iterator[str]:
        """A passage on a soft ground."""
        title = element("strong", text(f"{note.title}:"))
        content = element("p", f"{title} {spans(note.spans, self.anchors)}")
        yield element(
            "div", content, class_=f"note tone-{NOTE_TONES[note.kind]}", role="note", aria_label=name_of(note.title)
        )

    def signature(self, signature: model.Signature) -> Iterator[str]:
        """A signer, and the lines to sign on; the name is on its line."""
        yield element("p", element("strong", text(signature.name)) + text(role_of(signature)), class_="signer")
        written = ("", signature.name, "")
        pairs = zip(signature.labels, written, strict=True)
        lines = "".join(
            element("div", element("dt", text(label)) + element("dd", text(words) or "&nbsp;"))
            for label, words in pairs
        )
        yield element("dl", lines, class_="signature")

    def contents(self, contents: model.Contents) -> Iterator[str]:
        """The contents list, each entry a link."""
        entries = self.entries(self.document.blocks, contents.depth)
        title = element("p", text(contents.title), class_="h1") if contents.title else ""
        yield element("nav", f"{title}\n{entries}\n", class_="contents", aria_label=name_of(contents.title, self.title))

    def entries(self, blocks: tuple[Block, ...], depth: int) -> str:
        """The sections among some blocks as a list, those inside them as lists of their own."""
        found = [block for block in blocks if isinstance(block, Section) and block.is_listed(depth)]
        points = (element("li", self.entry(section) + self.entries(section.blocks, depth)) for section in found)
        return element("ol", "\n".join(points)) if found else ""

    def entry(self, section: Section) -> str:
        """A line of the contents list."""
        return element("a", text(headed(section.number, section.title)), href=f"#{self.anchors[section.id]}")

    def page_break(self, block: model.PageBreak) -> Iterator[str]:
        """A new page, on paper."""
        yield '<div class="page-end"></div>'


def _columns(blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    """Blocks parted before each section that asks for a page, here a column, of its own."""
    starts = [n for n, block in enumerate(blocks) if n == 0 or (isinstance(block, Section) and block.new_page)]
    return [blocks[start:end] for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True)]
