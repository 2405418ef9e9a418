"""What the YAML parser refuses is told in our words, with the place and how to write it instead."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.errors import InputInvalid, Problem
from planbuilder.language import load
from planbuilder.yamltext.complaints import in_quotes, quoted
from planbuilder.yamltext.reading import read_text

LANGUAGES = [load("da"), load("en")]
# The parser's own words, which nobody is to read.
PARSER = re.compile(
    r"mapping values|not allowed|cannot start|did not find|could not find|while (scanning|parsing)|expected"
    r"|found (unexp|unknown|char|invalid)|surrogates|control characters",
)


def problem_of(text: str) -> Problem:
    with pytest.raises(InputInvalid) as caught:
        read_text(text)
    return caught.value.problems[0]


def told(text: str, code: str = "da") -> str:
    """The message and the way out."""
    language, found = load(code), problem_of(text)
    return f"{language.problem(found)} {language.way_out(found)}"


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("purpose: Mål: mere tid", 'purpose: "Mål: mere tid"'),
        ("  title: Mål: mere tid", 'title: "Mål: mere tid"'),
        ("- title: Mål: mere tid", 'title: "Mål: mere tid"'),
        ("purpose: %20 af alle", 'purpose: "%20 af alle"'),
        ("purpose: @Borgerservice skal svare", 'purpose: "@Borgerservice skal svare"'),
        ("purpose: `kode`", 'purpose: "`kode`"'),
        ("purpose: *vigtigt* at alle", 'purpose: "*vigtigt* at alle"'),
        ("purpose: *vigtigt", 'purpose: "*vigtigt"'),
        ("purpose: & så videre", 'purpose: "& så videre"'),
        ("purpose: > 5 dage", 'purpose: "> 5 dage"'),
        ("purpose: | 5 dage", 'purpose: "| 5 dage"'),
        ("purpose: - 5 dage", 'purpose: "- 5 dage"'),
        ("purpose: ? ved ikke", 'purpose: "? ved ikke"'),
        ("purpose: [x] afkrydset", 'purpose: "[x] afkrydset"'),
        ("purpose: }", 'purpose: "}"'),
        ('purpose: "Han sagde "ja" til det"', "purpose: 'Han sagde \"ja\" til det'"),
        ("purpose: 'Det er Bo's opgave'", 'purpose: "Det er Bo\'s opgave"'),
        ('purpose: "Ja" svarer de', "purpose: '\"Ja\" svarer de'"),
        ('purpose: "C:\\mapper"', "purpose: 'C:\\mapper'"),
    ],
)
def test_a_line_is_shown_as_it_must_be_written(line: str, meant: str) -> None:
    """The cure is the line itself in quotation marks; whoever writes it is read as meant."""
    assert meant in told(f"a: 1\n{line}\n" if not line.startswith((" ", "-")) else f"{line}\n")
    assert read_text(f"{meant}\n").data() is not None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a:\n\tb: x\n", "tab"),
        ("a: 1\n\tb: 2\n", "tab"),
        ("a: 1\n b: 2\n", "indentation"),
        ("a:\n    b: 1\n  c: 2\n", "indentation"),
        ("a: 1\n- b\n", "indentation"),
        ("- a\nb: 1\n", "indentation"),
        ("a: 'x\nb: 1\n", "open_quote"),
        ("a: [x\nb: 1\n", "bracket"),
        ("a: {x: 1\n", "bracket"),
        ("a: [1, , 2]\n", "bracket"),
        ("a: 1\nfoo\nb: 2\n", "no_colon"),
        ('a: "\\ud83d"\n', "half_character"),
        ('a: "\\q"\n', "backslash"),
        ("%FOO\n---\na: 1\n", "sign"),
    ],
)
def test_a_slip_has_its_reason(text: str, reason: str) -> None:
    """What is usually written wrong by hand is known by name."""
    assert problem_of(text).values["reason"] == f"yaml.{reason}.reason"


WORDS = st.lists(
    st.sampled_from([*"aB1:# -\n\t\"'%@*&!|>{}[],?`\\", "\n  ", ": ", "k: ", "\n- ", " #", "é"]), max_size=14
)


@given(WORDS)
def test_nobody_reads_the_words_of_the_parser(parts: list[str]) -> None:
    """Whatever is wrong with a text, it is told in Danish and English alone, with both reason and cure."""
    try:
        read_text("".join(parts))
    except InputInvalid as error:
        for language in LANGUAGES:
            said = [f(found) for found in error.problems for f in (language.problem, language.way_out)]
            assert all(said)
            assert not [text for text in said if PARSER.search(text) or "yaml." in text]


@given(st.text(max_size=60))
def test_any_text_in_quotes_is_that_text(text: str) -> None:
    """The cure can be copied: what stands between the quotes is what was written."""
    line = " ".join("".join(c for c in text if c.isprintable()).split())

    assert read_text(f"k: {quoted(line)}").data() == {"k": line}


def test_a_long_text_is_cut() -> None:
    """A page of text does not become a page of message."""
    assert len(in_quotes("purpose: " + "æ" * 500)) < 100
