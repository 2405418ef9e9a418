"""What a template lacks that every document of Word's has is given to it, and nothing of what it has is touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planbuilder.branding.completing import PARTS, complete
from planbuilder.branding.wordparts import W, opened
from planbuilder.errors import Place
from tests.branding.small import NORMAL, PAGE, PLACE, word_file
from tests.branding.test_real_templates import in_template
from tests.checkers.openxml import findings


@pytest.mark.parametrize("kind", PARTS)
def test_every_part_is_there_once(kind: str) -> None:
    """Whether or not the template had it."""
    parts = opened(word_file(PLACE + PAGE), Place())
    complete(parts)
    before = sorted(parts.trees)
    complete(parts)

    assert parts.related(parts.main, kind) in parts.trees
    assert before == sorted(parts.trees)


def test_a_default_style_is_added_only_where_there_is_none() -> None:
    """One for paragraphs and one for tables."""
    parts = opened(word_file(styles=NORMAL), Place())
    bare = opened(word_file(styles=""), Place())
    for one in (parts, bare):
        complete(one)
    styles = [one.trees[one.related(one.main, "styles")].findall(f"{W}style") for one in (parts, bare)]

    assert [["Normal", "TabelNormal"], ["Normal", "TableNormal"]] == [
        [s.get(f"{W}styleId") for s in one] for one in styles
    ]


def test_the_smallest_template_makes_a_document_that_both_validators_pass(
    tmp_path: Path, tool: Callable[[str], str]
) -> None:
    """One of them wants settings, fonts and a theme."""
    assert [] == findings(in_template(word_file(PLACE + PAGE)), tmp_path, tool)
