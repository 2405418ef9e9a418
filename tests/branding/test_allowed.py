"""The lists of what a template may hold; the codes of fields are read as Word reads them."""

from __future__ import annotations

import pytest

from planbuilder.branding.allowed import FETCHING, FIELD_NAME, FIELDS, INNER, KNOWN, NO_MACRO, field_codes, fits
from planbuilder.branding.wordparts import parsed
from tests.branding.small import root

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


@pytest.mark.parametrize(
    ("said", "allowed", "expected"),
    [
        ("image/PNG", ("image/*",), True),
        ("application/xml", ("image/*", "application/xml"), True),
        ("application/vnd.x+xml", ("application/*+xml",), True),
        ("application/vnd.x", ("application/*+xml",), False),
        ("", ("image/*",), False),
    ],
)
def test_a_star_stands_for_a_family(said: str, allowed: tuple[str, ...], expected: bool) -> None:
    """Whatever the case of the letters."""
    assert expected == fits(said, allowed)


def test_no_field_is_both_harmless_and_not() -> None:
    """And none that starts a program or fetches a file is in the list of the harmless."""
    assert set() == FIELDS & FETCHING
    assert set() == FIELDS & {"QUOTE", "MACROBUTTON", "PRINT", "DDE", "DDEAUTO", "INCLUDEPICTURE", "INCLUDETEXT"}


@pytest.mark.parametrize(
    ("code", "name"),
    [(" page ", "page"), ('HYPERLINK"x"', "HYPERLINK"), ("=1+1", "="), (f"DD{INNER}", None), (f"{INNER} x", None)],
)
def test_the_name_of_a_field_is_its_own_whole_first_word(code: str, name: str | None) -> None:
    """Nothing of it may come from another field."""
    found = FIELD_NAME.match(code)

    assert name == (found[1] if found else None)


@pytest.mark.parametrize(
    ("code", "expected"),
    [("MACROBUTTON NoMacro [Skriv]", True), ("macrobutton nomacro x", True), ("MACROBUTTON NoMacros x", False)],
)
def test_a_button_to_type_over_starts_nothing(code: str, expected: bool) -> None:
    """One with another name would start what is called so."""
    assert expected == bool(NO_MACRO.match(code))


def test_no_relationship_is_allowed_to_a_part_of_any_kind() -> None:
    """Each names the types it may lead to."""
    assert [] == [kind for kind, types in KNOWN.items() if not types or "*" in types]


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
