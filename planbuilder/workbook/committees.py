"""The sheet of who pays and who gains: a share of each line for each committee."""

from __future__ import annotations

from collections.abc import Sequence

from planbuilder.figures.funding import Party
from planbuilder.workbook.book import ONE, ZERO, Book, Pad, id_of
from planbuilder.workbook.model import Blank, Style
from planbuilder.workbook.references import Span, letters, quoted
from planbuilder.workbook.table import lasting

PARTY_ROWS = ("one_off", "running", "income", "cashable", "net", "permanent")
SPENT = ("one_off", "running")
# Columns for committees that no line names yet.
SPARE_PARTIES = 2
FIRST = 6


def columns(book: Book) -> tuple[str | None, ...]:
    """What each column is called: the committees of the plan, spare ones without a name, and that of no committee."""
    named = [party.name for party in book.figures.funding.parties if party.name]
    return (*named, *[None] * SPARE_PARTIES, "")


def committees(book: Book) -> None:
    """Sums for each committee above, and every line with its weights beneath; new lines last."""
    pad = book.page("committees")
    names = columns(book)
    pad.widths = {0: 8, 1: 44, 2: 21, **dict.fromkeys(range(3, FIRST), 14)}
    pad.widths |= dict.fromkeys(range(FIRST, FIRST + len(names)), 16)
    lines = [(name, n) for name in book.lines for n in range(len(book.used(name)))]
    spare = [(name, n) for name, own in book.lines.items() for n in range(len(book.used(name)), len(own))]
    # The sums stand above the lines they sum, so the place of the lines is counted ahead.
    top = pad.row + 1 + len(PARTY_ROWS) + 2
    pad.heads([*(("", "head"),) * FIRST, *_heads(book, names)])
    for n, name in enumerate(names):
        if name is None:
            pad.put(pad.row - 1, FIRST + n, None, "input_text")
    new = names.index(None)
    book.inputs("committees", "names", pad, pad.row - 1, FIRST + new, fields(names)[new:-1])
    spans = tuple(pad.column(n, top, top + len(lines) + len(spare) - 1) for n in (2, 3, 4, 5))
    _sums(book, pad, names, spans)
    pad.row += 1
    heads: list[tuple[str, Style]] = [(book.words(f"head.{name}"), "head") for name in ("id", "title", "kind")]
    heads += [(book.words(f"head.{name}"), "head_end") for name in ("total", "permanent", "weights")]
    pad.heads([*heads, *_heads(book, names)])
    for n, name in enumerate(names):
        if name is None:
            head = pad.ref(top - len(PARTY_ROWS) - 3, FIRST + n)
            pad.put(pad.row - 1, FIRST + n, "", "head_end", f'=IF({head}="","",{head})')
    for name, n in (*lines, *spare):
        _weights(book, pad, name, n, names, top - 1)
    pad.blanks.append(
        Blank((top + len(lines), 0), (pad.row - 1, FIRST + len(names) - 1), f'=$A{top + len(lines) + 1}=""')
    )


def fields(names: Sequence[str | None]) -> tuple[str, ...]:
    """The columns by name; a spare one is a plus with its number."""
    first = names.index(None)
    return tuple(f"+{n - first + 1}" if name is None else name for n, name in enumerate(names))


def _heads(book: Book, names: Sequence[str | None]) -> list[tuple[str, Style]]:
    nobody = book.language.text("document.economy.no_committee")
    return [(nobody if name == "" else name or "", "head_end") for name in names]


def _sums(book: Book, pad: Pad, names: Sequence[str | None], spans: Sequence[Span]) -> None:
    """What each committee pays and gains."""
    lasts = book.figures.permanent.amount is not None
    parties = {party.name: party for party in book.figures.funding.parties}
    nobody = Party("", ZERO, ZERO, ZERO, ZERO if lasts else None)
    bottom = spans[0].rows[1]
    for label in PARTY_ROWS:
        if label == "net":
            pad.labelled(pad.row, 1, book.words("row.net"), FIRST - 1)
        else:
            pad.put(pad.row, 1, book.words(f"row.{label}"), "label")
        for n, name in enumerate(names):
            amount = getattr(parties.get(name or "", nobody) if name is not None else nobody, label)
            value = "–" if amount is None else -amount if label in SPENT else amount
            shares = pad.column(FIRST + n, spans[0].rows[0], bottom)
            rule = _party(book, pad, label, n, (*spans, shares))
            pad.put(pad.row, FIRST + n, value, "total" if label == "net" else "money", rule)
        book.spans[f"committees.{label}"] = pad.span(pad.row, FIRST, FIRST + len(names) - 1)
        pad.row += 1


def _party(book: Book, pad: Pad, label: str, n: int, spans: Sequence[Span]) -> str:
    """A committee's sum of one kind: each line by its share."""
    kinds, totals, lasts, sums, shares = map(str, spans)
    column = letters(FIRST + n)
    if label == "net":
        return f"=SUM({column}{pad.row - 3}:{column}{pad.row})"
    if label == "permanent":
        gained = "+".join(f"({kinds}={quoted(book.kind(name))})" for name in ("cashable", "income"))
        signs = f"({gained}-({kinds}={quoted(book.kind('running'))}))"
        return f'=IF(ISNUMBER(kf_permanent),SUMPRODUCT({signs}*{lasts}*{shares}/{sums}),"–")'
    return f"={'-' if label in SPENT else ''}SUMPRODUCT(({kinds}={quoted(book.kind(label))})*{totals}*{shares}/{sums})"


def _weights(book: Book, pad: Pad, name: str, n: int, names: Sequence[str | None], head: int) -> None:
    """A line's weights, open for change; what nobody pays or gains stands in the last column."""
    s, row, line = book.spans, pad.row, book.lines[name][n]
    book.line_named(pad, row, name, n, line)
    kind = s["costs.counts" if name == "costs" else f"{name}.kind"].at(n)
    pad.put(row, 2, book.kind(line.kind), "text", f'=IF({kind}="","",{kind})')
    pad.put(row, 3, line.total, "money", f"={s[f'{name}.total'].at(n)}")
    pad.put(row, 4, lasting(line), "money", f"={s[f'{name}.permanent'].at(n)}")
    last = FIRST + len(names) - 1
    across, given = pad.span(row, FIRST, last), pad.span(row, FIRST, last - 1)
    known = [line.committees.get(name) if name else None for name in names]
    whole = sum((weight for weight in known if weight is not None), ZERO)
    # A line that names nobody belongs to the column without a name, or its money would stand nowhere.
    pad.put(row, 5, whole or ONE, "number", f"=SUM({across})")
    for m, weight in enumerate(known[:-1]):
        pad.put(row, FIRST + m, weight, "input_number")
    book.inputs(
        f"{name.removesuffix('s')}_committees", id_of(book.lines[name], n), pad, row, FIRST, fields(names)[:-1], head
    )
    pad.put(row, last, ZERO if whole else ONE, "number", f"=IF(SUM({given})=0,1,0)")
    pad.row += 1
