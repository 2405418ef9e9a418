"""Hyphens in a PDF: which words may be broken, and what stands where one is.

In: paragraph styles, places in words. Out: the same styles, and ones for lines too narrow for a word. ReportLab asks
only for a word that its line has no room for, and draws a hyphen; what is in the file is a soft hyphen, so that who
searches or copies the text gets whole words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth

from planbuilder.hyphenation import Places

Parts = Iterator[tuple[str, str]]
Hyphenator = Callable[[str], Parts]
# The fewest letters of a word that is broken where a line ends: in prose, whose lines are long, and in a table's cells.
IN_PROSE, IN_CELLS = 12, 10
PROSE = ("body", "lead", "small", "answer", "note", "item")
CELLS = ("cell", "fact", "fact_label", "head", "group", "total", "tile_label", "tile_note")


def let_break(styles: Mapping[str, ParagraphStyle], places: Places | None) -> None:
    """Have the styles of prose and cells break words at the places there are; headings and covers break none."""
    if places is None:
        return
    for names, fewest in ((PROSE, IN_PROSE), (CELLS, IN_CELLS)):
        for name in names:
            styles[name].hyphenationLang = partial(_usual, places)
            styles[name].hyphenationMinWordLength = fewest


def whole(style: ParagraphStyle) -> ParagraphStyle:
    """The style for text in another language, whose words the patterns do not know."""
    return _without(style) if style.hyphenationLang else style


@lru_cache(maxsize=64)
def _without(style: ParagraphStyle) -> ParagraphStyle:
    return style.clone(style.name, hyphenationLang="")


@lru_cache(maxsize=256)
def narrow(style: ParagraphStyle, width: float) -> ParagraphStyle:
    """The style for a text so many points wide, in which a word that has no room at all is broken whatever it is."""
    usual = style.hyphenationLang
    if not usual:
        return style
    own = partial(_in_need, usual.args[0], style, width - style.leftIndent - style.rightIndent)
    return style.clone(style.name, hyphenationLang=own, hyphenationMinWordLength=1)


def _usual(places: Places, word: str) -> Parts:
    """The parts of a word, the longest first parts first; a word with a capital may be a name and stays whole."""
    if word.islower():
        yield from _parts(word, places(word))


def _in_need(places: Places, style: ParagraphStyle, width: float, word: str) -> Parts:
    """The same of any word that is wider than a line."""
    is_wide = stringWidth(word, style.fontName, style.fontSize) > width
    if is_wide:
        yield from _parts(word, places.in_need(word))
    elif word.islower() and len(word) >= IN_CELLS:
        yield from _parts(word, places(word))


def _parts(word: str, places: Iterable[int]) -> Parts:
    """A word's two parts at each place, and behind each hyphen of its own."""
    own = [at + 1 for at, sign in enumerate(word) if sign == "-" and 0 < at < len(word) - 1]
    for at in sorted((*places, *own), reverse=True):
        yield word[:at], word[at:]
