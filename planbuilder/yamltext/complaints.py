"""What the YAML parser cannot read, as a problem in our words: where it is, why, and how to write it instead.

In: the parser's error and the text. Out: a problem. The parser knows grammar and speaks English; people who write a
plan by hand make few slips, and `SLIPS` knows them by the parser's words. Languages have the words of each.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from planbuilder import codes
from planbuilder.errors import Place, Problem, problem
from planbuilder.record import record
from planbuilder.yamltext.nodes import Mark

LONGEST = 70
ENTRY = re.compile(r"(?P<key>\s*(?:- )?[^\s:#'\"][^:#]*:)\s+(?P<value>\S.*)\Z")
BETWEEN_QUOTES = re.compile(r"(?P<mark>[\"'])(?P<inner>.*)(?P=mark)\Z")


@record
class _Slip:
    """A place in the text where the parser stopped: its line, and the column in it."""

    line: str
    column: int

    @property
    def entry(self) -> re.Match[str] | None:
        """The key and the value of the line."""
        return ENTRY.match(self.line)

    @property
    def value(self) -> str:
        """The value that the line begins, empty if it has none."""
        return self.entry["value"].rstrip() if self.entry else ""


def parser_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """What is wrong where the parser stopped; for what was never closed, where it was opened."""
    # The mark of the problem is where the parser stopped, that of its context where the value began.
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return problem(codes.UNREADABLE_LINE, Place(file), **_words("other", ""))
    # libyaml's own words and those of PyYAML's parser differ, so `SLIPS` has both.
    said = str(error.problem or error.context or "")
    name = next((one for words, one in SLIPS if re.search(words, said)), _other)(_slip(text, mark))
    # Where it was opened is where it must be mended; the parser noticed at the end of the file.
    mark = error.context_mark if name in OPENED and error.context_mark else mark
    place = Place(file, mark.line + 1, mark.column + 1)
    return problem(codes.UNREADABLE_LINE, place, **_words(name, in_quotes(_slip(text, mark).line)))


def character_problem(error: Exception, text: str, file: str) -> Problem:
    """Which character a text may not hold, and where; the parser reads up to it."""
    position = getattr(error, "position", getattr(error, "start", None))
    if position is None:
        return problem(codes.FORBIDDEN_CHARACTER, Place(file), character="?")
    before = text[:position]
    place = Place(file, before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1)
    return problem(codes.FORBIDDEN_CHARACTER, place, character=code_point(text[position : position + 1]))


def code_point(character: str) -> str:
    """A character that cannot be shown, by its number: `U+0007`."""
    return f"U+{ord(character):04X}" if character else "?"


def in_quotes(line: str) -> str:
    """A line's key and value with the value in quotation marks, so that it is text whatever it holds."""
    found = ENTRY.match(line)
    # What is shown is to be typed as it stands, so it has neither the dash of its list nor its indentation.
    key, value = (f"{found['key'].strip().removeprefix('- ')} ", found["value"]) if found else ("", line.strip())
    inner = BETWEEN_QUOTES.match(value.rstrip())
    return key + quoted(inner["inner"] if inner else value.rstrip())


def quoted(text: str) -> str:
    """A text in quotation marks, in single ones where it holds double ones or a backslash; long ones are cut."""
    text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return f'"{text}"' if not set(text) & set('"\\') else "'{}'".format(text.replace("'", "''"))


def _words(name: str, meant: str) -> dict[str, str]:
    """The keys of what a language says of a slip."""
    return {"reason": f"yaml.{name}.reason", "cure": f"yaml.{name}.cure", "meant": meant}


def _slip(text: str, mark: Mark) -> _Slip:
    lines = text.splitlines()
    return _Slip(lines[mark.line] if mark.line < len(lines) else "", mark.column)


def _colon(slip: _Slip) -> str:
    """A second colon in a line cuts a text; the only one belongs to a line that is indented too far."""
    return "colon" if ": " in slip.line[: slip.column] else "indentation"


def _character(slip: _Slip) -> str:
    return "tab" if slip.line[slip.column : slip.column + 1] == "\t" else "sign"


def _dash(slip: _Slip) -> str:
    return "sign" if slip.value.startswith("-") else "indentation"


def _after_a_value(slip: _Slip) -> str:
    """Text behind what was read as a whole value: a quoted text, a reference or a list; else the line itself."""
    if slip.value[:1] in ("'", '"') and slip.column > 0:
        return "quotes"
    return "sign" if slip.value[:1] in SIGNS and slip.value else "indentation"


def _nothing(slip: _Slip) -> str:
    return "sign" if slip.value[:1] in ("}", "]", ",") else "bracket"


def _other(slip: _Slip) -> str:
    return "other"


def _always(name: str) -> Callable[[_Slip], str]:
    return lambda slip: name


SIGNS = tuple("*&!|>%@`[{}],?")
OPENED = ("open_quote", "bracket", "no_colon")
# The words of libyaml and of the parser in Python, and which slip they mean; the first that fits.
SLIPS: tuple[tuple[str, Callable[[_Slip], str]], ...] = (
    ("mapping values are not allowed", _colon),
    ("cannot start any token", _character),
    ("tab character", _always("tab")),
    ("alphabetic or numeric character|comment or (a )?line break|mapping keys are not allowed", _always("sign")),
    ("sequence entries are not allowed", _dash),
    ("unexpected end of stream", _always("open_quote")),
    (r"expected ',' or", _always("bracket")),
    ("node content", _nothing),
    ("expected key|expected <block end>|expected '-' indicator", _after_a_value),
    ("could not find expected ':'", _always("no_colon")),
    ("Unicode character|hexadecimal", _always("half_character")),
    ("unknown escape", _always("backslash")),
    ("directive|expected alphabetic|tag|anchor", _always("sign")),
    ("expected <document start>", _always("indentation")),
)
