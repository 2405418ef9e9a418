"""Tables that people have in files: CSV as Excel writes it in any of our countries, or a workbook.

In: a file, and which columns its table has. Out: its lines, each with its place. A CSV file may have `;`, `,` or tabs
between its cells, a mark in front that says how it is written, and letters of UTF-8, UTF-16 or Windows; the first line
names the columns.
"""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from planbuilder import codes, files, language
from planbuilder.confined import OVERRUN, Refused, confined
from planbuilder.errors import InputInvalid, Place, problem
from planbuilder.filekind import PACKED, kind_of
from planbuilder.language import Language
from planbuilder.record import record

MOST = 20_000_000
BETWEEN = (";", "\t", ",")
# What is called so is meant to be a workbook, and is read as one.
WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm")
REFUSED = {OVERRUN: codes.FOREIGN_FILE_TOO_COSTLY, "NO_WORKBOOK": codes.NOT_A_WORKBOOK}
Cell = tuple[str, str]
Line = tuple[int, Sequence[Cell]]
NOTHING: Cell = ("text", "")
THREE = 3


@record
class Columns:
    """The columns of a table: those it must have, and those it may have.

    What people call each stands in the languages, under `reading` as `OF_COLUMN`.
    """

    of: str
    needed: tuple[str, ...]
    others: tuple[str, ...] = ()

    def words(self, spoken: Language, column: str) -> tuple[str, ...]:
        """What a column is called in a language, lower case, its usual name first."""
        return spoken.words_for(f"{self.of}_{column}")


@record
class Entry:
    """A line of a file: its place, and its cells by column, each with what kind of thing it holds."""

    place: Place
    cells: Mapping[str, Cell]

    def text(self, column: str, spoken: Language) -> str:
        """A cell as somebody would have typed it; a workbook's number has no mark but the one before its decimals."""
        kind, text = self.cells.get(column, NOTHING)
        if kind != "number":
            return text
        # Three decimals might be thousands to a reader who is careful; four are none.
        more = "0" if len(text.partition(".")[2]) == THREE else ""
        return text.replace(".", spoken.decimal_mark) + more

    def day(self, column: str) -> date | str:
        """A cell that is to hold a day: the day where a workbook says that it is one, else its words."""
        kind, text = self.cells.get(column, NOTHING)
        return date.fromisoformat(text) if kind == "day" else text


def entries(file: Path, wanted: Columns, spoken: Language) -> Iterator[Entry]:
    """The lines of a file below the one that names its columns; raises InputInvalid."""
    data = files.contents(file, MOST)
    is_workbook = kind_of(data) or file.suffix.casefold() in WORKBOOKS
    lines = iter(in_workbook(file, data, "planbuilder.foreign.sheets:rows")) if is_workbook else _of_text(file, data)
    head = next(lines, None)
    columns = _columns(head[1], wanted) if head else {}
    if lacking := [name for name in wanted.needed if name not in columns]:
        names, lacks = (", ".join(wanted.words(spoken, name)[0] for name in some) for some in (wanted.needed, lacking))
        raise InputInvalid([problem(codes.NOT_THE_TABLE, Place(str(file)), lacking=lacks, names=names)])
    return (_entry(Place(str(file), number), cells, columns) for number, cells in lines)


def _columns(cells: Sequence[Cell], wanted: Columns) -> Mapping[str, int]:
    """Where each column stands, by what it is called in any of our languages; the first of several."""
    known = {
        word.casefold(): column
        for code in language.available()
        for column in (*wanted.needed, *wanted.others)
        for word in wanted.words(language.load(code), column)
    }
    named = [(known.get(text.strip().casefold()), at) for at, (_, text) in enumerate(cells)]
    return {column: at for column, at in reversed(named) if column}


def _entry(place: Place, cells: Sequence[Cell], columns: Mapping[str, int]) -> Entry:
    return Entry(place, {column: cells[at] for column, at in columns.items() if at < len(cells)})


def in_workbook(file: Path, data: bytes, reader: str) -> Any:
    """What one of our readers of foreign workbooks finds; raises InputInvalid for what is none, or none it can read."""
    if not data.startswith(PACKED):
        raise InputInvalid([problem(codes.NOT_A_WORKBOOK, Place(str(file)))])
    try:
        return files.json_in(confined(reader, data))
    except Refused as refusal:
        code = REFUSED.get(refusal.reason, codes.WORKBOOK_UNREADABLE)
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
