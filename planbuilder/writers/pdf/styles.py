"""A look's paragraph styles for ReportLab, its faces, and spans as its markup.

In: a `Look`, the current typeface, spans. Out: names to set a font by, made known to ReportLab once; styles by name;
text in which every character of the plan is data: nothing in an answer is read as markup, and a character that no
font can draw is replaced by the document's sign for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from io import BytesIO
from typing import Any
from weakref import WeakKeyDictionary

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from planbuilder.document.model import Span, Spans
from planbuilder.drawing.typeface import Typeface, current, drawable
from planbuilder.hyphenation import SOFT_HYPHEN, Places
from planbuilder.look import Look
from planbuilder.record import replace
from planbuilder.writers.measure import aside
from planbuilder.writers.pdf.hyphens import let_break
from planbuilder.writers.pdf.undocumented_text import piece_of, pieces
from planbuilder.writers.shared import TILE_SIZES

MOST_WIDTHS = 50_000
NO_BREAK = "\u00a0"
FACES = {"regular": "", "bold": "-Bold", "italic": "-Italic", "bold_italic": "-BoldItalic"}


class _Codes(dict[int, int]):
    """The codes that a file has for characters; one that it has none for yet gets one that is no byte."""

    def __missing__(self, character: int) -> int:
        return 256


class _Face(TTFont):
    """A face that remembers how wide each word is and how each character is written: the same come again and again."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(name, BytesIO(data))
        # Whatever a font draws for a soft hyphen, some nothing: it is a hyphen that is seen where a word goes on.
        known = self.face
        if ord("-") in known.charToGlyph:
            known.charToGlyph[ord(SOFT_HYPHEN)] = known.charToGlyph[ord("-")]
            known.charWidths[ord(SOFT_HYPHEN)] = known.charWidths[ord("-")]
        self._widths: dict[str, float] = {}
        self._codes: WeakKeyDictionary[PDFDocument, _Codes] = WeakKeyDictionary()

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802 - ReportLab's own name
        """The width of a text in points."""
        # Kept at one size, of which every other is a share: the same word in a table and in a heading is measured
        # once.
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) >= MOST_WIDTHS:
                self._widths.clear()
            width = self._widths[text] = super().stringWidth(text, 1000, encoding)
        return width * size / 1000

    def splitString(  # noqa: N802 - ReportLab's own name
        self, text: str, doc: PDFDocument, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """A text as codes in the parts that a file has of the face; of almost every text all are in the first."""
        codes = self._codes.setdefault(doc, _Codes())
        try:
            return [(0, text.translate(codes).encode("latin-1"))] if text else []
        except UnicodeEncodeError:
            parts: list[tuple[int, bytes]] = super().splitString(text, doc, encoding)
        given = self.state[doc].assignments
        codes.update((one, given[one]) for one in map(ord, text) if given.get(one, 256) < 256)
        if NO_BREAK in text:
            codes[ord(NO_BREAK)] = ord(" ")
        return parts


def regular_face() -> str:
    """The name of the upright face of normal weight."""
    return _registered(current())


def bold_face() -> str:
    """The name of the upright bold face."""
    return regular_face() + FACES["bold"]


def embeddable(data: bytes) -> bool:
    """Whether a PDF can carry a font file, with any of its characters; raises whatever ReportLab raises."""
    face = TTFont("tried", BytesIO(data)).face
    face.makeSubset(list(face.charToGlyph))
    return bool(face.charToGlyph)


@lru_cache(maxsize=64)
def _registered(typeface: Typeface) -> str:
    """Make the four faces of a typeface known to ReportLab, and have it write streams as bytes, not as letters."""
    rl_config.useA85 = 0
    names = {face: typeface.id + ending for face, ending in FACES.items()}
    for face, name in names.items():
        pdfmetrics.registerFont(_Face(name, typeface.read(face)))
    pdfmetrics.registerFontFamily(typeface.id, *names.values())
    return typeface.id


def paragraph_styles(look: Look, places: Places | None = None) -> Mapping[str, ParagraphStyle]:
    """The paragraph styles of a look by name, which break words at these places."""
    size, colour, bold, free = look.sizes, look.colours, bold_face(), aside(look)
    # The shorter a line, the closer the next one may be.
    line = 1.36 if free else 1.4
    body = _style("body", None, size["body"], line, colour["ink"], after=6, free=free)
    cell = _style("cell", body, size["table"], 1.23, colour["ink"], after=0)
    styles = [
        body,
        cell,
        _style("fact", cell, size["fact"], 1.23, colour["ink"]),
        _style("fact_label", cell, size["fact"], 1.28, colour["ink"], font=bold),
        _style("lead", body, size["lead"], 1.4, colour["primary"], after=8, free=free),
        _style("small", body, size["small"], 1.35, colour["muted"], after=8, free=free),
        _style("answer", body, size["body"], line, colour["ink"], after=6, free=free),
        _style("label", body, size["body"], line, colour["ink"], before=7, after=3, font=bold, free=free),
        _style("caption", body, size["small"] + 0.5, 1.35, colour["primary"], before=9, after=4),
        _style("figure_caption", body, size["small"], 1.35, colour["muted"], before=3, after=12),
        _style("h1", body, size["h1"], 1.2, colour["primary"], after=7, font=bold),
        _style("h2", body, size["h2"], 1.25, colour["primary"], before=12 if free else 14, after=6, font=bold),
        _style("h3", body, size["h3"], 1.3, colour["primary"], before=10, after=4, font=bold),
        _style("head", cell, size["table"], 1.25, colour["paper"], font=bold),
        _style("group", cell, size["table"], 1.3, colour["primary"], font=bold),
        _style("total", cell, size["table"], 1.28, colour["ink"], font=bold),
        *(
            _style(f"tile_value_{points}", body, points, 1.2, colour["primary"], after=0, font=bold)
            for points in TILE_SIZES
        ),
        _style("tile_label", body, min(10, size["body"]), 1.3, colour["ink"], after=0, font=bold),
        _style("tile_note", body, size["small"], 1.3, colour["muted"], after=0),
        _style("cover_kicker", body, 12, 1.3, colour["primary_soft"], after=10, font=bold),
        _style("cover_title", body, size["title"], 1.15, colour["paper"], after=10, font=bold),
        _style("cover_subtitle", body, 14, 1.35, colour["paper"], after=4),
        _style("note", body, size["body"], 1.4, colour["gap"], after=0),
        _style("item", body, size["body"], line, colour["ink"], after=2, free=free),
    ]
    named = {style.name: style for style in styles}
    let_break(named, places)
    return named


def _style(
    name: str,
    parent: ParagraphStyle | None,
    size: float,
    leading: float,
    colour: str,
    before: float = 0,
    after: float | None = None,
    font: str = "",
    free: float = 0,
) -> ParagraphStyle:
    given: dict[str, Any] = {"spaceAfter": after} if after is not None else {}
    return ParagraphStyle(
        name,
        parent=parent,
        fontName=font or regular_face(),
        fontSize=size,
        leading=size * leading,
        textColor=HexColor(colour),
        spaceBefore=before,
        rightIndent=free,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
        **given,
    )


def content(spans: Spans, style: ParagraphStyle, look: Look, missing: str) -> dict[str, Any]:
    """What a ReportLab paragraph of spans is made from: its pieces, or markup where it takes that."""
    found = _fragments(spans, style, look, missing)
    return {**pieces(found), "text": None if found is not None else markup(spans, look, missing)}


def joined(spans: Spans) -> Spans:
    """Spans with neighbours in one look as one, as a reader of markup would have them."""
    found: list[Span] = []
    for span in spans:
        if found and replace(found[-1], text=span.text) == span:
            found[-1] = replace(span, text=found[-1].text + span.text)
        else:
            found.append(span)
    return tuple(found)


def _fragments(spans: Spans, style: ParagraphStyle, look: Look, missing: str) -> list[Any] | None:
    """Spans as ReportLab's own pieces of a paragraph, which spares writing and reading markup.

    None where it takes markup: for links and line breaks. Without words, as in an empty cell, there are none.
    """
    if any(span.target or "\n" in span.text for span in spans):
        return None
    texts = [drawable(span.text, missing) for span in spans]
    if not any(map(str.strip, texts)):
        # A no-break space is an empty line, to be written on, and markup keeps it.
        return None if "".join(texts).strip(" ") else []
    texts[0], texts[-1] = texts[0].lstrip(), texts[-1].rstrip()
    return [
        _fragment(style, span.bold or span.gap, span.italic, _colour(span, look), _size(span, look)).clone(text=text)
        for span, text in zip(spans, texts, strict=True)
        if text
    ]


def _colour(span: Span, look: Look) -> str:
    """The colour of a span that has one of its own."""
    return look.colours["gap"] if span.gap else look.colours["muted"] if span.quiet else ""


def _size(span: Span, look: Look) -> float:
    """The size of a span that has one of its own, 0 for that of the text around it."""
    return look.sizes["small"] if span.quiet else 0.0


@lru_cache(maxsize=1000)
def _fragment(style: ParagraphStyle, bold: bool, italic: bool, colour: str, size: float) -> Any:
    """A piece of a paragraph in a style, as ReportLab itself makes it."""
    text = "x"
    for tag, wanted in (("b", bold), ("i", italic)):
        text = f"<{tag}>{text}</{tag}>" if wanted else text
    text = f'<font color="{colour}">{text}</font>' if colour else text
    text = f'<font name="{regular_face()}" size="{size}">{text}</font>' if size else text
    return piece_of(text, style)


def markup(spans: Spans, look: Look, missing: str) -> str:
    """Spans as ReportLab markup."""
    return "".join(_marked(span, look, missing) for span in spans)


def plain_markup(text: str, missing: str) -> str:
    """A text as markup that says exactly that text; line breaks are kept."""
    return "<br/>".join(escape(drawable(line, missing), quote=False) for line in text.split("\n"))


def _marked(span: Span, look: Look, missing: str) -> str:
    text = plain_markup(span.text, missing)
    if span.bold:
        text = f"<b>{text}</b>"
    if span.italic:
        text = f"<i>{text}</i>"
    if span.gap:
        text = f'<font color="{look.colours["gap"]}"><b>{text}</b></font>'
    if span.quiet:
        text = (
            f'<font name="{regular_face()}" size="{look.sizes["small"]}" color="{look.colours["muted"]}">{text}</font>'
        )
    if span.target:
        text = f'<a href="#{span.target}" color="{look.colours["primary"]}">{text}</a>'
    return text
