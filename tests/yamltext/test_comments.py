"""A comment that may have been meant as text is found in any position; places and line ends make no difference."""

from __future__ import annotations

import pytest

from planbuilder.yamltext.comments import swallowed
from planbuilder.yamltext.reading import read_text


def lost(text: str) -> str:
    source = read_text(text)
    return swallowed(source.root.entries["a"][1], source.text)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: Pris # 3 er vigtig", "# 3 er vigtig"),
        ("a: Pris # 3 er vigtig  \r\nb: 1\r\n", "# 3 er vigtig"),
        ("a: Pris #3\n", "#3"),
        ("a: #3\n", "#3"),
        ("a: Pris#3\n", ""),
        ("a: Pris   # 3\n", ""),
        ("a: # 3\n", ""),
        ("a: 'Pris' # 3\n", ""),
        ("a: 3.200 # 3\n", ""),
        ("a: >\n  Pris # 3\n", ""),
        ("a:\nb: x # 3\n", ""),
    ],
)
def test_what_a_single_blank_parts_from_a_text(text: str, expected: str) -> None:
    """People set a comment apart; a single blank is how a sentence goes on."""
    assert lost(text) == expected


def test_only_a_text_has_a_rest() -> None:
    """A list or a mapping loses nothing."""
    assert lost("a: [x] # 3") == ""
