"""What the command line prints: results to standard output, messages to standard error, whatever these are.

In: problems and figures; the streams that the system gave, or did not give. Out: text for people, or JSON with stable
names, on streams that are always there and never fail. Names come from plans, certificates and files of others: nothing
in them moves the cursor, begins a line of its own, or turns letters about. A character that the encoding lacks is
replaced by the nearest that it has. What cannot be written is dropped and remembered: the work goes on and the fault is
reported at its end, so that a reader who has seen enough (`| head`) stops no build.
"""

from __future__ import annotations

import codecs
import errno
import io
import json
import os
import select
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

import click

from planbuilder.errors import Problem
from planbuilder.language import Language

MOST_OF_A_KIND = 100
# Letters of a line of help, as click has them; two are left empty.
LEAST_HELP, MOST_HELP = 50, 80
STAND_INS = {
    "→": "->", "←": "<-", "–": "-", "—": "-", "−": "-", "…": "...", "•": "*", "×": "x", "≥": ">=", "≤": "<=", "≈": "~",
    "“": '"', "”": '"', "„": '"', "»": '"', "«": '"', "’": "'", "‘": "'", "€": "EUR", "✓": "*", "□": "?", "↓": "v",
    "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "·": "-",
}  # fmt: skip
ENCODING_ERRORS, PLAIN = "planbuilder", "plain_ascii"
# A reader that wants no more: it has what it came for, or has gone.
GONE = {errno.EPIPE, errno.ECONNRESET, errno.ESHUTDOWN}


def message(text: str) -> None:
    """Show a message on standard error, on one line."""
    _echo(text, True)


def result(text: str) -> None:
    """Give a result on standard output, on one line."""
    _echo(text, False)


def show_path(path: Path) -> None:
    """Give the place of a file as a result."""
    result(str(path))


def said(text: str) -> None:
    """Show what is said in a talk, which may have several lines."""
    for line in text.split("\n"):
        _echo(line, False)


def aligned(lines: Sequence[Sequence[str]], left: int = 0) -> Iterator[str]:
    """Lines of columns; the first `left` columns are aligned to the left, the others to the right."""
    widths = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
    for line in lines:
        cells = (
            text.ljust(width) if n < left else text.rjust(width)
            for n, (text, width) in enumerate(zip(line, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def _echo(text: str, standard_error: bool) -> None:
    click.echo(_harmless(text), err=standard_error)


def _harmless(text: str) -> str:
    from planbuilder.plaintext import for_a_terminal  # its patterns: help is our own words, and does without

    return for_a_terminal(text)


def help_width() -> int:
    """How many letters a line of help has: as many as click finds, whose own way to ask loads three compressors."""
    typed = os.environ.get("COLUMNS", "")
    columns = int(typed) if typed.isdecimal() else 0
    with suppress(AttributeError, ValueError, OSError):  # no stream, a closed one, no terminal
        columns = columns or os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
    return max(LEAST_HELP, min(columns or MOST_HELP, MOST_HELP) - 2)


class Progress:
    """How far some work is: a bar on the last line of a terminal, nothing elsewhere."""

    WIDTH = 30

    def __init__(self) -> None:
        self.is_shown = sys.stderr.isatty()

    def show(self, done: int, of: int, said: str) -> None:
        """Draw the bar anew, with what is at hand behind it."""
        bar = "#" * (self.WIDTH * done // of)
        self._draw(f"[{bar.ljust(self.WIDTH, '.')}] {done}/{of} {_harmless(said)}")

    def clear(self) -> None:
        """Take the bar away, so that a line can stand in its place."""
        self._draw("")

    def _draw(self, line: str) -> None:
        if self.is_shown:
            columns = os.get_terminal_size(sys.stderr.fileno()).columns
            sys.stderr.write(f"\r\x1b[K{line[: columns - 1]}")
            sys.stderr.flush()


def ask_secret(question: str) -> str:
    """What was typed without being shown, asked for on standard error."""
    asked: str = click.prompt(question, hide_input=True, default="", show_default=False, err=True)
    return asked


def result_json(data: object) -> None:
    """Give a result as JSON on standard output; where its encoding lacks letters they are escaped, never replaced."""
    from planbuilder.numbers import plain
    from planbuilder.plaintext import escaped

    click.echo(escaped(json.dumps(data, ensure_ascii=not carries_every_character(), indent=2, default=plain)))


def show_problems(problems: Iterable[Problem], language: Language, standard_error: bool = True) -> None:
    """Show problems: what, where, and the way out of each; of one kind no more than are read, then how many more."""
    shown: Counter[str] = Counter()
    for found in problems:
        shown[found.code] += 1
        if shown[found.code] > MOST_OF_A_KIND:
            continue
        severity = language.text(f"cli.{found.severity}")
        place = " ".join(part for part in (str(found.place), found.place.path) if part)
        where = f" {language.text('cli.at', place=place)}" if place else ""
        _echo(f"{severity} {found.code}{where}", standard_error)
        _echo(f"  {language.problem(found)}", standard_error)
        _echo(f"  {language.text('cli.way_out', text=language.way_out(found))}", standard_error)

    for code, number in shown.items():
        if number > MOST_OF_A_KIND:
            _echo(language.count("cli.more_problems", number - MOST_OF_A_KIND, code=code), standard_error)


def show_imported(words: str, kept: int, known: int, problems: Sequence[Problem], language: Language) -> None:
    """Show what was wrong with lines of a file, then how many were kept, were there already, and are broken."""
    show_problems(problems, language)
    counted = {"kept": kept, "known": known, "broken": len(problems)}
    said = {name: language.number(Decimal(count)) for name, count in counted.items()}
    message(language.text(words, **said))


def problem_data(found: Problem, language: Language) -> dict[str, object]:
    """A problem under stable names."""
    return {
        "code": found.code,
        "severity": found.severity,
        "file": found.place.file,
        "line": found.place.line,
        "column": found.place.column,
        "path": found.place.path,
        "message": language.problem(found),
        "way_out": language.way_out(found),
    }


class Forgiving(io.RawIOBase):
    """Writes to another stream as long as that goes well; `fault` is what it ended with."""

    def __init__(self, raw: io.RawIOBase) -> None:
        self.raw = raw
        self.fault: OSError | None = None

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Write all of it, or drop all of it."""
        left = memoryview(data)  # a pipe may take a part of it; the rest must follow, or the JSON would be cut
        while left and self.fault is None:
            try:
                done = self.raw.write(left)
                if done is None:  # a program that shares the stream does not wait for it; we do
                    select.select([], [self.raw], [])
                left = left[done or 0 :]
            except OSError as fault:
                self.fault = fault
        return len(data)

    def writable(self) -> bool:
        """It takes everything."""
        return True

    def fileno(self) -> int:
        """The system's number of the stream."""
        return self.raw.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self.raw.isatty()


def open_streams() -> None:
    """Put safe streams in the place of the system's; one that is missing takes everything and gives nothing."""
    codecs.register_error(ENCODING_ERRORS, _stand_in)
    codecs.register(_plain_ascii)
    _fill_gaps()
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115 - as long as the program runs
    sys.stdout, sys.stderr = _safe(sys.stdout), _safe(sys.stderr)


def _fill_gaps() -> None:
    """Take the numbers of streams that were closed: else a library writes its errors into the next file opened."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free


def _safe(stream: TextIO | None) -> TextIO:
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    with suppress(OSError, ValueError):
        stream.flush()  # what a program that calls us has printed comes before what we print
    raw = getattr(getattr(stream, "buffer", None), "raw", None) or getattr(stream, "buffer", None)
    if isinstance(stream, io.TextIOWrapper) and isinstance(raw, io.RawIOBase):
        forgiving: Any = Forgiving(raw)
        encoding = PLAIN if codecs.lookup(stream.encoding).name == "ascii" else stream.encoding
        buffer = io.BufferedWriter(forgiving)
        return io.TextIOWrapper(buffer, encoding, ENCODING_ERRORS, line_buffering=stream.line_buffering)
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors=ENCODING_ERRORS)
    return stream


def _plain_ascii(name: str) -> codecs.CodecInfo | None:
    """ASCII under a name of its own: click takes it for a mistake by its usual one, and writes UTF-8."""
    known = codecs.lookup("ascii")
    parts = (known.encode, known.decode, known.streamreader, known.streamwriter)
    whole = codecs.CodecInfo(*parts, known.incrementalencoder, known.incrementaldecoder, name=PLAIN)
    return whole if name == PLAIN else None


def fault() -> OSError | None:
    """Why results have not been written, None if they have, or if no more of them were wanted."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    found = getattr(getattr(getattr(sys.stdout, "buffer", None), "raw", None), "fault", None)
    return None if found is None or found.errno in GONE else found


def carries_every_character() -> bool:
    """Whether standard output loses no character."""
    return codecs.lookup(sys.stdout.encoding or "utf-8").name.startswith("utf")


def is_asked_at_a_terminal() -> bool:
    """Whether there is a person who can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def _stand_in(error: UnicodeError) -> tuple[str | bytes, int]:
    """What replaces a character: another, its letter without the mark, or `?`; the byte itself of a file's name."""
    import unicodedata  # seldom needed

    assert isinstance(error, UnicodeEncodeError)
    character, end = error.object[error.start], error.start + 1
    if "\udc80" <= character <= "\udcff":
        return bytes([ord(character) - 0xDC00]), end
    letters = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return STAND_INS.get(character) or letters or "?", end
