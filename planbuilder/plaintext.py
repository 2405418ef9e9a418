"""Text as it can be shown: letters, spaces and line ends, and nothing that acts.

In: any text, of a plan, a certificate or a file's name. Out: the same words. What is left out moves a terminal's cursor
(controls, C0 and C1), turns letters about so that they read as others (bidirectional controls), or is no character.
"""

from __future__ import annotations

import re

# Unicode: controls C0 without tab and line ends, C1 without NEL, and the bidirectional controls of UAX 9.
ACTS = "\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
CONTROL = re.compile(f"[{ACTS}\ufffe\uffff]")
UNSHOWN = re.compile(f"[{ACTS}\ud800-\udfff\ufffe\uffff]")
ENDS = "\r\v\f\u0085\u2028\u2029"
LINE_ENDS = re.compile(f"\r\n|[{ENDS}]")
ODD = re.compile(f"[{ACTS}{ENDS}\ud800-\udfff\ufffe\uffff]")
# Line breaks and control characters with the blanks around them, and blanks in a row; a hard blank stays.
BREAKS = re.compile(r"[ \t]*[\x00-\x1f\x7f-\x9f\u2028\u2029][\x00-\x20\x7f-\x9f\u2028\u2029]*| {2,}")
# What stands for words that are left out, and how much of a text is kept at least where whole words are.
CUT, LEAST_KEPT = "…", 0.7
# The end of a sentence, within quotation marks and brackets too.
ENDED = re.compile(r"[.?!…][»«”’\"')\]]*\s*$")


def shown(text: str) -> str:
    """A text for a document: every line end is the same one."""
    if not ODD.search(text):  # as almost every text
        return text
    return UNSHOWN.sub("", LINE_ENDS.sub("\n", text))


def for_a_terminal(text: str) -> str:
    """A text for one line of a terminal; half characters stay, since names of files have foreign bytes as such."""
    return CONTROL.sub("", LINE_ENDS.sub(" ", text).replace("\n", " ").replace("\t", " "))


def in_one_line(text: str) -> str:
    """A text as a single line: each run of line breaks, control characters and blanks is one blank."""
    return BREAKS.sub(" ", text).strip()


def excerpt(text: str, most: int) -> str:
    """A text in at most so many letters, cut between two words where that leaves most of it."""
    if len(text) <= most:
        return text
    words = text[: most - 1].rpartition(" ")[0]
    return f"{words} {CUT}" if len(words) >= LEAST_KEPT * most else f"{text[: most - 1]}{CUT}"


def sentence(text: str) -> str:
    """A text that ends as a sentence does: with a full stop where it has no end of its own; nothing of nothing."""
    return text if not text or ENDED.search(text) else f"{text}."


def led_by(label: str) -> str:
    """A label as it stands in front of an answer: what is no question ends with a colon."""
    return label if label.endswith("?") else f"{label}:"


def escaped(json: str) -> str:
    """JSON in which what acts is given by its number: it is read as it was, and does nothing where it is shown."""
    return ODD.sub(lambda found: f"\\u{ord(found[0]):04x}", json)
