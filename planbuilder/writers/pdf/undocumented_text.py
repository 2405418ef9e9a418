"""What ReportLab keeps to itself of paragraphs, and this program uses all the same; the rest is in `undocumented`.

In: paragraphs and pieces of them. Out: the same, whose lines can be reached, and which are broken and written without
the search for what they do not have: a text in one look has one font, one colour and no links.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase.pdfmetrics import getAscentDescent, getFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph
from reportlab.platypus.paragraph import (
    _hyphenateWord,
    _SplitFrag,
    _SplitFragHS,
    _SplitFragHY,
    _SplitFragLL,
    _SplitWord,
    _SplitWordEnd,
    _SplitWordHY,
    _SplitWordLL,
    hyphenationMinWordLength,
    split,
    strip,
)

from planbuilder.hyphenation import SOFT_HYPHEN

# What a piece of text has that ReportLab breaks otherwise.
UNUSUAL = {"cbDefn", "backColor", "nobr"}
# What a style asks for that takes a closer look at each word.
CLOSER = ("wordWrap", "shaping", "endDots", "uriWasteReduce", "embeddedHyphenation")
# How much of what a line leaves empty is before its text, by the number that ReportLab has for an alignment.
BEFORE = {0: 0.0, 1: 0.5, 2: 1.0}
# ReportLab moves a line's start by no less, and takes a line for too full that lacks more room.
UNMOVED, TOO_FULL = 1e-6, -1e-8


class OpenParagraph(Paragraph):
    """A paragraph whose broken lines can be reached."""

    def breakLines(self, width: Sequence[float]) -> Any:  # noqa: N802 - ReportLab's own name
        """Its lines; of text in one look without looking for what such a text never has."""
        return self._broken(width) or super().breakLines(width)

    def _broken(self, widths: Sequence[float]) -> Any:
        """A text in one look as lines, in the very numbers that ReportLab comes to; else None."""
        style, piece = self.style, self.frags[0] if self.frags else None
        text = strip(getattr(piece, "text", ""))
        if piece is None or len(self.frags) > 1 or not text:
            return None
        if SOFT_HYPHEN in text or UNUSUAL & vars(piece).keys():
            return None
        if self.bulletText or not (style.hyphenationLang == "" or callable(style.hyphenationLang)):
            return None
        if any(getattr(style, name) for name in CLOSER):
            return None
        self.height = self._splitLongWordCount = self._hyphenations = 0
        lines = self._lines(split(text), piece, widths)
        ascent, descent = getAscentDescent(piece.fontName, piece.fontSize)
        return lines and piece.clone(kind=0, lines=lines, ascent=ascent, descent=descent)

    def _lines(self, words: list[str], piece: Any, widths: Sequence[float]) -> list[tuple[float, list[str]]] | None:
        """What each line leaves empty, and its words; None where a word has no room at all."""
        size, measured = piece.fontSize, getFont(piece.fontName).stringWidth
        space, is_head, lines, line = measured(" ", size), False, list[tuple[float, list[str]]](), list[str]()
        wide, most, room, shrunk = -space, 0, widths[0], self.style.spaceShrinkage * space
        words.reverse()
        while words:
            word = words.pop()
            own = measured(word, size)
            now, limit = wide + space + own, room + shrunk * len(line)
            if now > limit and not is_head:
                parts = self._parted(word, piece, own, now, limit)
                if parts:
                    words += reversed(parts)
                    is_head = True
                    continue
                if own > room and not isinstance(word, _SplitWord):
                    return None
            is_full = bool(line) and now > limit and not is_head
            if not is_full:
                line += [word] if word else []
                wide = now
            if is_full or is_head:
                most = max(most, wide)
                lines.append((room - wide, line))
                room = widths[-1]
                line, wide = ([], -space) if is_head else ([word], own)
                is_head = False
        self._width_max = max(most, wide)
        return [*lines, (room - wide, line)] if line else lines

    def _parted(self, word: str, piece: Any, own: float, wide: float, limit: float) -> list[str]:
        """The two parts of a word whose first one has room and ends with a hyphen; empty if there are none."""
        by, font, size = self.style.hyphenationLang, piece.fontName, piece.fontSize
        if not by:
            return []
        fewest = getattr(self.style, "hyphenationMinWordLength", hyphenationMinWordLength)
        parts = _hyphenateWord(by, font, size, word, own, wide, limit, 0, 0, fewest) or []
        self._hyphenations += bool(parts)
        return parts

    def drawPara(self, debug: int = 0) -> None:  # noqa: N802 - ReportLab's own name
        """Draw it; text in one look is written without the text object that ReportLab makes of any."""
        operators = self.operators(self.canv)
        if operators:
            self.canv.put(operators)
        else:
            super().drawPara(debug)

    def operators(self, canvas: Any) -> str:
        """A text in one look as operators, in the very bytes that ReportLab comes to; empty for any other."""
        broken, style = self.blPara, self.style
        if broken.kind or not broken.lines or self.bulletText or not _is_plain(style):
            return ""
        font, colour = getFont(broken.fontName), broken.textColor
        if not isinstance(font, TTFont) or type(colour) is not Color or colour.alpha != 1:
            return ""
        if broken.us_lines or broken.link or any(room <= TOO_FULL for room, _ in broken.lines):
            return ""
        start = fp_str(style.leftIndent, self.height - broken.fontSize)
        lines = " ".join(self._written(canvas, font))
        return f"q\n{fp_str(colour.red, colour.green, colour.blue)} rg\nBT 1 0 0 1 {start} Tm {lines} ET\nQ"

    def _written(self, canvas: Any, font: TTFont) -> Iterator[str]:
        """The operators of each line, and those that move from one line's start to the next one's."""
        broken, before = self.blPara, BEFORE[self.style.alignment]
        said, pdf, back, subset = f"{fp_str(broken.fontSize)} Tf {fp_str(self.style.leading)} TL", canvas.pdf, "", -1
        for room, words in broken.lines:
            ahead = before * room
            is_moved = abs(ahead) > UNMOVED
            if is_moved:
                yield f"{fp_str(ahead + float(back), 0) if back else fp_str(ahead, 0)} Td"
            elif back:
                yield f"{back} 0 Td"
            shown = []
            for part, codes in font.splitString(" ".join(words), pdf):
                if part != subset:
                    shown.append(f"{font.getSubsetInternalName(part, pdf)} {said}")
                    subset = part
                shown.append(f"({escapePDF(codes)}) Tj")
            yield f"{' '.join(shown)} T*"
            back = fp_str(-ahead) if is_moved else ""
        if back:
            yield f"{back} 0 Td"

    @property
    def is_broken(self) -> bool:
        """Whether its lines have been broken for a width."""
        return hasattr(self, "blPara")

    @property
    def has_broken_words(self) -> bool:
        """Whether a word was too wide for its line and parted anywhere."""
        return bool(self._splitLongWordCount)

    def end_lines(self, hyphen: str) -> None:
        """End lines for those who search or hear the text: with `hyphen` in a word that goes on, else with a space.

        A line's end is no space to them, and neither is drawn: ReportLab itself draws a hyphen where a word goes on.
        """
        broken = self.blPara
        if getattr(broken, "is_ended", False):
            return
        broken.is_ended = True
        for n, line in enumerate(broken.lines):
            # Kind 0 has lines of whole words, all in one look; any other has lines of pieces.
            words, last = (line[1], line[1][-1]) if broken.kind == 0 else (line.words, self._last_word(n))
            if isinstance(last, HYPHENATED):
                _hyphenate(words, hyphen)
            elif n < len(broken.lines) - 1 and words and not _goes_on(last):
                _space(words)

    def _last_word(self, n: int) -> Any:
        """The word that ends a line of pieces, as ReportLab has broken it; None if there is none."""
        lines = self.blPara.lines
        end = lines[n + 1].sFW if n + 1 < len(lines) else len(self.frags)
        return self.frags[end - 1] if end else None

    @property
    def ascent(self) -> float:
        """How far its first line reaches above its base, in points."""
        first = self.blPara if self.blPara.kind == 0 else self.blPara.lines[0]
        return float(getattr(first, "ascent", self.style.fontSize))


def _is_plain(style: Any) -> bool:
    """Whether text in a style is drawn as it stands: without ground and frame, each line as high, none further in."""
    return not (
        style.backColor
        or (style.borderWidth and style.borderColor)
        or getattr(style, "autoLeading", "") not in ("", "off")
        or style.wordWrap
        or style.shaping
        or style.firstLineIndent
        or style.alignment not in BEFORE
    )


HYPHENATED = (_SplitWordHY, _SplitWordLL, _SplitFragHY, _SplitFragLL)


def _goes_on(word: Any) -> bool:
    """Whether the next line goes on with the same word, which found no place for a hyphen."""
    return isinstance(word, _SplitWord | _SplitFrag) and not isinstance(word, _SplitWordEnd | _SplitFragHS)


def _hyphenate(words: list[Any], hyphen: str) -> None:
    """Let the last of some words, or pieces, end with a hyphen of ours."""
    if isinstance(words[-1], str):
        words[-1] = words[-1][:-1] + hyphen
        return
    last = next(piece for piece in reversed(words) if piece.text)
    last.text = last.text[:-1] + hyphen


def _space(words: list[Any]) -> None:
    if isinstance(words[-1], str):
        words.append("")
    else:
        words[-1].text += " "


def piece_of(text: str, style: Any) -> Any:
    """The piece of a paragraph that ReportLab makes of text in one look; `clone` makes others of it."""
    return Paragraph(text, style).frags[0]


def pieces(made: list[Any] | None) -> Mapping[str, Any]:
    """Pieces as an argument of a new paragraph, None to have it read its text."""
    return {"frags": made}
