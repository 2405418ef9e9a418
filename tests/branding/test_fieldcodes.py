"""The codes of fields are read as Word reads them, however they are written."""

from __future__ import annotations

import pytest

from planbuilder.branding.allowed import INNER
from planbuilder.branding.fieldcodes import field_codes
from planbuilder.branding.wordparts import parsed
from tests.branding.small import root

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<w:p>{BEGIN}{code('PAGE')}{SEPARATE}{END}</w:p>", ["PAGE"]),
        (f"<w:p>{BEGIN}{code('DDE')}{code('AUTO')}</w:p><w:p>{code(' x')}{END}</w:p>", ["DDEAUTO x"]),
        (f"<w:p>{BEGIN}{code('&#68;DE')}{END}</w:p>", ["DDE"]),
        (f"<w:p>{BEGIN}{code('<![CDATA[DDE]]>')}{END}</w:p>", ["DDE"]),
        ("<w:p><w:fldSimple w:instr='DDE x'/></w:p>", ["DDE x"]),
        (f"<w:p>{BEGIN}{BEGIN}{code('QUOTE 68')}{END}{code(' x')}{END}</w:p>", ["QUOTE 68", f"{INNER} x"]),
        (f"<w:p>{code('DDE x')}</w:p>", ["DDE x"]),
        (f"<w:p>{BEGIN}{code('LINK x')}</w:p>", ["LINK x"]),
        ("<w:p><w:del><w:r><w:delInstrText>DDE</w:delInstrText></w:r></w:del></w:p>", ["DDE"]),
    ],
    ids=["plain", "pieces", "reference", "cdata", "simple", "nested", "loose", "open", "deleted"],
)
def test_a_code_is_whole_and_each_fields_own(body: str, expected: list[str]) -> None:
    """What an inner field shows is marked, since it becomes a part of the outer one's code."""
    assert expected == list(field_codes(parsed(root("document", f"<w:body>{body}</w:body>"))))
