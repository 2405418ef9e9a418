"""Files of measurements as people have them: CSV as Excel writes it in any of our countries, or a workbook.

In: a file. Out: its lines, each with its place. A CSV file may have `;`, `,` or tabs between its cells, a mark in front
that says how it is written, and letters of UTF-8, UTF-16 or Windows; the first line names the columns.
"""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from planbuilder import codes, files, language
from planbuilder.confined import OVERRUN, Refused, confined
from planbuilder.errors import InputInvalid, Place, problem
from planbuilder.language import Language
from planbuilder.record import record

MOST = 20_000_000
NEEDED = ("indicator", "on", "value")
COLUMNS = (*NEEDED, "note")
BETWEEN = (";", "\t", ",")
# What begins a workbook: a zip archive.
PACKED = b"PK\x03\x04"
Cell = tuple[str, str]
Line = tuple[int, Sequence[Cell]]
NOTHING: Cell = ("text", "")


@record
class Entry:
    """A line of a file: the words of its cells, the day where a workbook says that a cell is one, and its place."""

    place: Place
    indicator: str
    on: str | date
    value: str
    note: str = ""


def entries(file: Path, spoken: Language) -> Iterator[Entry]:
    """The lines of a file below the one that names its columns; raises InputInvalid."""
    data = files.contents(file, MOST)
    lines = _of_workbook(file, data) if data.startswith(PACKED) else _of_text(file, data)
    head = next(lines, None)
    columns = _columns(head[1]) if head else {}
    if lacking := [name for name in NEEDED if name not in columns]:
        names, lacks = (", ".join(_called(spoken, name) for name in some) for some in (NEEDED, lacking))
        raise InputInvalid([problem(codes.NO_TABLE_OF_MEASUREMENTS, Place(str(file)), lacking=lacks, names=names)])
    return (_entry(Place(str(file), number), cells, columns, spoken) for number, cells in lines)


def _called(spoken: Language, column: str) -> str:
    return spoken.words_for(f"measured_{column}")[0]


def _columns(cells: Sequence[Cell]) -> Mapping[str, int]:
    """Where each column stands, by what it is called in any of our languages; the first of several."""
    known = {
        word.casefold(): column
        for code in language.available()
        for column in COLUMNS
        for word in language.load(code).words_for(f"measured_{column}")
    }
    named = [(known.get(text.strip().casefold()), at) for at, (_, text) in enumerate(cells)]
    return {column: at for column, at in reversed(named) if column}


def _entry(place: Place, cells: Sequence[Cell], columns: Mapping[str, int], spoken: Language) -> Entry:
    """A line: a number or a day of a workbook is one whatever it looks like there."""
    found = {column: cells[at] for column, at in columns.items() if at < len(cells)}
    (_, indicator), (kind, day), (of, value), (_, note) = (found.get(column, NOTHING) for column in COLUMNS)
    value = spoken.exact(Decimal(value)) if of == "number" else value
    return Entry(place, indicator, date.fromisoformat(day) if kind == "day" else day, value, note)


def _of_workbook(file: Path, data: bytes) -> Iterator[Line]:
    try:
        return iter(files.json_in(confined("planbuilder.foreign.sheets:rows", data)))
    except Refused as refusal:
        code = codes.FOREIGN_FILE_TOO_COSTLY if refusal.reason == OVERRUN else codes.WORKBOOK_UNREADABLE
        raise InputInvalid([problem(code, Place(str(file)))]) from refusal


def _of_text(file: Path, data: bytes) -> Iterator[Line]:
    """The lines of a text that have anything in them; raises InputInvalid for what no program writes as a table."""
    text = _decoded(data)
    between = max(BETWEEN, key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    try:
        said = [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        place = Place(str(file), reader.line_num)
        raise InputInvalid([problem(codes.LINE_OF_NO_TABLE, place)]) from error
    return iter([(number, [("text", cell) for cell in cells]) for number, cells in said])


def _decoded(data: bytes) -> str:
    """The text of a file that any program may have written: by its mark, else UTF-8, else as Windows has it."""
    marks = {BOM_UTF8: "utf-8-sig", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}
    named = next((code for mark, code in marks.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(named)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
