"""A font file is used only if it can be drawn with, may be embedded, and writes Danish."""

from __future__ import annotations

import random

import pytest

from planbuilder.branding.lettering import wrong_fonts
from planbuilder.drawing.outlines import letter
from planbuilder.drawing.typeface import FILES, LATO, Face
from planbuilder.errors import Place
from planbuilder.foreign.fonts import tried
from planbuilder.hostile import attempt
from tests.branding.lettering import DEJAVU, licensed, nested, postscript, variable, without

HERE = Place("profile.yaml", 3)


def codes(data: bytes) -> list[str]:
    return [found.code for found in wrong_fonts({"font.ttf": data}, HERE)]


@pytest.mark.parametrize("face", FILES)
def test_good_fonts_are_admitted(face: str) -> None:
    """DejaVu Sans, and our own Lato."""
    assert (codes(DEJAVU[face]), codes(LATO.read(face))) == ([], [])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "PB233"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PB233"),
        (DEJAVU["regular"][:20_000], "PB233"),
        (postscript(), "PB233"),
        (licensed(0x0002), "PB234"),
        (licensed(0x0104), "PB234"),
        (licensed(0x0200), "PB234"),
        (without("æ€"), "PB235"),
    ],
)
def test_what_cannot_be_used_is_refused(data: bytes, code: str) -> None:
    """Nothing, a picture, half a font, PostScript outlines, no embedding, no æ."""
    assert codes(data) == [code]


@pytest.mark.parametrize("fs_type", [0x0000, 0x0004, 0x0008])
def test_licences_that_allow_embedding_are_admitted(fs_type: int) -> None:
    """Installable, for preview and print, editable."""
    assert codes(licensed(fs_type)) == []


def test_missing_characters_are_named() -> None:
    """So that one can look for a better edition."""
    found = list(wrong_fonts({"font.ttf": without("æ€")}, HERE))

    assert [(one.values["file"], one.values["characters"], one.place) for one in found] == [("font.ttf", "æ €", HERE)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (variable(), "VARIABLE"),
        (b"ttcf" + DEJAVU["regular"], "COLLECTION"),
        (postscript(), "POSTSCRIPT"),
        (b"wOF2" + bytes(100), "WEB"),
        (nested(30), "NO_FONT"),
        (b"", "NO_FONT"),
    ],
    ids=["variable", "collection", "PostScript", "for the web", "a letter of a thousand million pieces", "nothing"],
)
def test_what_no_font_file_can_be_used_for_is_told(data: bytes, reason: str) -> None:
    """So that one knows which file to look for."""
    assert [one.values["reason"] for one in wrong_fonts({"font.ttf": data}, HERE)] == [reason]


def test_damaged_fonts_are_refused_or_drawn() -> None:
    """Bytes changed anywhere: a problem, or a font with which every text can be drawn; never a crash."""
    chance, said = random.Random(233), set()
    for _ in range(60):
        data = bytearray(LATO.read("bold"))
        for _ in range(chance.choice([1, 8, 200])):
            data[chance.randrange(chance.choice([300, len(data)]))] = chance.randrange(256)
        said.add(reason := attempt(lambda d=bytes(data): tried(d).decode(), lambda _: "refused"))
        if reason != "refused":
            face = Face(bytes(data))
            for character in sorted(face.advances)[::20]:
                letter(character, face)

    assert {"refused", ""} <= said


def test_the_licence_is_read_from_the_file() -> None:
    """OS/2's fsType."""
    assert (Face(licensed(0x0104)).licence, Face(LATO.read("bold")).licence) == (0x0104, 0)
