"""Nothing in a case stands under the sub-heading of something else, whichever outline orders its parts."""

from __future__ import annotations

import pytest

from planbuilder import example, language
from planbuilder.document import outline
from planbuilder.document.blocks import BLOCKS
from planbuilder.document.blocks.subheads import HEADS, has_head, with_heads
from planbuilder.document.model import Block, Paragraph, plain, text_of

CASES = [name for name in outline.names() if name.startswith("committee")]


@pytest.mark.parametrize("name", CASES)
def test_what_follows_a_sub_heading_has_words_of_its_own_over_it(material, name: str) -> None:
    """Or it is on the same as what stands right before it."""
    m = material(example.text(language.load("da")))
    for section in outline.load(name, list(BLOCKS)).sections:
        made = [(block, own) for block in section.blocks if (own := BLOCKS[block](m))]
        shown = list(with_heads(m, section.title["da"], made))
        under, before = False, ""
        for block, own in made:
            at = next(n for n, one in enumerate(shown) if one is own[0])
            headed = has_head(own) or (at > 0 and has_head((shown[at - 1],)))
            assert headed or not under or HEADS.get(block) == before, (section.id, block)
            under, before = under or headed, HEADS.get(block, "")


def heads(m, title: str, *names: str) -> list[str]:
    """What stands over blocks of a line each."""
    own: tuple[Block, ...] = (Paragraph(plain("x")),)
    shown = with_heads(m, title, [(name, own) for name in names])
    return [text_of(one.spans) for one in shown if has_head((one,)) and isinstance(one, Paragraph)]


def test_what_the_section_is_called_is_not_said_again(material) -> None:
    """The first needs no words of its own, and those on the same thing share them."""
    m = material(example.text(language.load("da")))

    assert ["Risici"] == heads(m, "Økonomi", "committee_brief", "committee_economy", "committee_risks")
    assert ["Høring"] == heads(m, "Lovgrundlag", "committee_law", "committee_law", "committee_hearing")
    assert ["Økonomi"] == heads(m, "Sagen", "committee_law", "committee_brief", "committee_economy")
