"""A profile makes a look: colours, sender, fonts, logo and template; what cannot be used is refused with a reason."""

from __future__ import annotations

import base64
import io
import random
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from planbuilder.branding.profile import READ_ON, named_files, picture, profile_look, wrong_fonts
from planbuilder.confined import DAMAGED, Refused
from planbuilder.document.model import Paragraph, Span
from planbuilder.drawing.colours import contrast
from planbuilder.drawing.svg import letter
from planbuilder.drawing.typeface import FILES, LATO, Face
from planbuilder.errors import InputInvalid, Place
from planbuilder.foreign.fonts import tried
from planbuilder.foreign.pictures import HIGHEST, MOST_PIXELS, UNSEEN, WIDEST, made_over
from planbuilder.hostile import attempt
from planbuilder.writers import html, pdf
from planbuilder.writers.docx import render
from tests.branding.lettering import DEJAVU, licensed, nested, postscript, variable, without
from tests.branding.pictures import (
    BLUE,
    RED,
    deep,
    deep_and_clear,
    deep_halves,
    drawn_png,
    halves,
    interlaced,
    linear,
    plain,
    png_of,
    stored,
    turned,
    without_marker,
)  # fmt: skip
from tests.branding.templates import kommune
from tests.checkers.verapdf import broken_rules
from tests.writers import samples

HEAD = "format: planbuilder.profile/1\nname: Nordlund Kommune\n"
LOGO = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)
HERE = Place("profile.yaml", 3)
PNG = stored(halves(), "PNG")
JPEG = stored(halves(), "JPEG", quality=95)
MOVING = {"save_all": True, "append_images": [plain(colour=BLUE)], "duration": 100}


@pytest.fixture
def profile(tmp_path: Path):
    """Reads a profile from its text; a logo and a template lie beside it."""
    (tmp_path / "logo.png").write_bytes(LOGO)
    (tmp_path / "kommune.dotx").write_bytes(kommune())
    (tmp_path / "out.png").symlink_to("/dev/zero")

    def read(text: str):
        file = tmp_path / "profile.yaml"
        file.write_text(HEAD + text, encoding="utf-8")
        return profile_look(file)[0]

    return read


def wrong(profile, text: str) -> list[tuple[str, int]]:
    """(code, line) of everything that is wrong."""
    with pytest.raises(InputInvalid) as refused:
        profile(text)
    return [(found.code, found.place.line) for found in refused.value.problems]


def test_colours_are_the_profiles_and_what_follows_from_them(profile, standard_look) -> None:
    """Soft grounds and the tones of figures go along; every other colour stays."""
    made = profile("colours: {primary: '#7a0040'}\n")

    assert "#7a0040" == made.colours["primary"] == made.tones["cashable"]
    assert made.colours["primary_soft"] != standard_look.colours["primary_soft"]
    assert made.colours["good"] == standard_look.colours["good"]
    assert all(contrast(made.colours[text], made.colours[ground]) >= 4.5 for text, ground in READ_ON)


def test_a_light_accent_is_for_decoration_and_darker_for_text(profile, standard_look) -> None:
    """A municipality's yellow is used as it is where nothing is read; words, lines and bars can be seen."""
    made = profile("colours: {accent: '#d9a400'}\n")
    followed = {name for name, tone in standard_look.tones.items() if tone == standard_look.colours["accent_text"]}

    assert "#d9a400" == made.colours["accent"]
    assert contrast(made.colours["accent_text"], "#ffffff") >= 4.5
    assert {made.tones[name] for name in followed} == {made.colours["accent_text"]}
    assert "#7a0040" == profile("colours: {accent: '#7a0040'}\n").colours["accent_text"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("colours: {primary: '#ffcc00'}\n", {("PB161", 3)}),
        ("colours:\n  ink: '#777777'\n  muted: '#bbbbbb'\n", {("PB161", 4), ("PB161", 5)}),
        ("colours: {primary: red}\n", {("PB159", 3)}),
        ("colours: {primry: '#000000'}\n", {("PB160", 3)}),
        ("logo: kommune.dotx\n", {("PB162", 3)}),
        ("logo: ../logo.png\n", {("PB228", 3)}),
        ("logo: /dev/zero\n", {("PB228", 3)}),
        ("logo: out.png\n", {("PB228", 3)}),
        ("font_files:\n  regular: out.png\n  bold: ../x\n", {("PB228", 4), ("PB228", 5)}),
        ("template: {file: ../kommune.dotx}\n", {("PB228", 3)}),
        ("template: {file: kommune.dotx, styles: {table: Findes ikke}}\n", {("PB155", 3)}),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(profile, text: str, expected: set[tuple[str, int]]) -> None:
    """Colours too alike, no colour, no such colour, no picture, a file or link outside, no such style."""
    assert expected <= set(wrong(profile, text))


def test_a_file_that_is_not_there_is_told(profile) -> None:
    """By its name."""
    with pytest.raises(Exception, match=r"mangler\.png"):
        profile("logo: mangler.png\n")


def test_the_sender_stands_on_the_first_page(profile) -> None:
    """The logo with its words in the head, the address in the foot; beneath a cover's ground, both are in the foot."""
    letter = samples.document(Paragraph((Span("a"),)))
    look = profile("logo: logo.png\nlogo_alt: Byvåben\naddress: [Rådhuspladsen 1, 9999 Nordlund]\n")
    section, plain_one = (docx.Document(io.BytesIO(render(d, look))).sections[0] for d in (samples.EVERYTHING, letter))

    assert 'descr="Byvåben"' in plain_one.first_page_header._element.xml
    assert 'descr="Byvåben"' in section.first_page_footer._element.xml
    assert "Nordlund Kommune · Rådhuspladsen 1 · 9999 Nordlund" == section.first_page_footer.paragraphs[-1].text


def test_a_logo_goes_into_every_format_as_one_picture(profile, tmp_path: Path) -> None:
    """Made over once: a JPEG of four printing inks, lying on its side, is a PNG that stands."""
    notes = Image.Exif()
    notes[0x0112] = 6
    (tmp_path / "logo.png").write_bytes(stored(plain("CMYK", colour=(53, 225, 225, 0)), "JPEG", exif=notes))
    look = profile("logo: logo.png\n")

    word = docx.Document(io.BytesIO(render(samples.EVERYTHING, look))).part
    in_word = [part.blob for part in word.package.iter_parts() if part.partname.endswith(".png")]
    in_html = html.render(samples.EVERYTHING, look).decode()
    assert Image.open(io.BytesIO(look.brand.logo)).size == (12, 30)
    assert look.brand.logo in in_word
    assert base64.b64encode(look.brand.logo).decode() in in_html


@pytest.mark.slow
def test_a_pdf_complies_whatever_the_logo_was(profile, tmp_path: Path) -> None:
    """PDF/UA-1 and PDF/A-3a: with four printing inks, sixteen bits, transparency, a colour profile."""
    logos = {
        "inks": stored(plain("CMYK"), "JPEG"),
        "deep": deep(30_000),
        "thin": stored(plain("RGBA", colour=(200, 30, 30, 90)), "PNG"),
        "profiled": stored(plain(), "PNG", icc_profile=linear()),
    }
    made = {}
    for name, data in logos.items():
        (tmp_path / "logo.png").write_bytes(data)
        made[f"{name}.pdf"] = pdf.render(samples.EVERYTHING, profile("logo: logo.png\n"))

    assert [] == broken_rules(made, tmp_path)


def test_a_logo_that_nobody_can_see_is_told(tmp_path: Path) -> None:
    """White on white paper: the documents are made all the same."""
    (tmp_path / "logo.png").write_bytes(stored(plain(colour=(255, 255, 255)), "PNG"))
    file = tmp_path / "profile.yaml"
    file.write_text(HEAD + "logo: logo.png\n", encoding="utf-8")

    look, warnings = profile_look(file)

    assert look.brand.logo
    assert [(one.code, one.severity, one.place.line) for one in warnings] == [("PB017", "warning", 3)]


def test_what_is_kept_with_a_version_lies_in_the_profiles_folder(tmp_path: Path) -> None:
    """The same rule as for what is shown."""
    (tmp_path / "logo.png").symlink_to("/etc/hostname")
    file = tmp_path / "profile.yaml"
    file.write_text(HEAD + "logo: logo.png\n", encoding="utf-8")

    with pytest.raises(InputInvalid, match="PB228"):
        named_files(file)


@pytest.mark.parametrize(("named", "lying"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_file_is_found_whatever_form_its_name_has(profile, tmp_path: Path, named: str, lying: str) -> None:
    """A profile that was written on one machine, and a logo that came from another; it is kept under one name."""
    (tmp_path / normalize(lying, "blå.png")).write_bytes(LOGO)
    made = profile(f"logo: {normalize(named, 'blå.png')}\n")

    assert made.brand.logo
    assert ["blå.png"] == list(named_files(tmp_path / "profile.yaml"))


def test_a_template_is_read_from_beside_the_profile(profile) -> None:
    """With the styles the profile chooses."""
    look = profile("template: {file: kommune.dotx, styles: {table: Kommune Tabel}}\n")

    assert "KommuneTabel" == look.template.styles["Plan Grid"]


def test_the_typeface_goes_into_every_format(profile, tmp_path: Path, standard_look) -> None:
    """By its name in Word and on the screen, by its files in PDF and figures; slanted faces may be left out."""
    for face in ("regular", "bold"):
        (tmp_path / f"{face}.ttf").write_bytes(DEJAVU[face])
    made = profile("font: DejaVu Sans\nfont_files: {regular: regular.ttf, bold: bold.ttf}\n")

    assert (made.fonts["docx"], made.fonts["html"].split(",")[0]) == ("DejaVu Sans", "'DejaVu Sans'")
    assert made.faces == {face: DEJAVU["bold" if "bold" in face else "regular"] for face in FILES}
    assert set(named_files(tmp_path / "profile.yaml")) == {"regular.ttf", "bold.ttf"}
    assert profile("").faces == standard_look.faces == {}
    assert profile("font_files: {regular: regular.ttf, bold: bold.ttf}\n").fonts == made.fonts


def test_a_documents_typeface_has_one_name_in_word(profile) -> None:
    """Whatever signs are in it."""
    look = profile("font: 'A & \"B\"'\n")
    styles = docx.Document(io.BytesIO(render(samples.EVERYTHING, look))).styles.element

    assert {one.get(qn("w:ascii")) for one in styles.iter(qn("w:rFonts"))} == {'A & "B"'}


def test_fonts_that_cannot_be_used_are_refused_with_their_place(profile, tmp_path: Path) -> None:
    """A file that is no font, and one that may not be embedded."""
    (tmp_path / "bold.ttf").write_bytes(licensed(0x0002))

    assert wrong(profile, "font_files: {regular: logo.png, bold: bold.ttf}\n") == [("PB233", 3), ("PB234", 3)]


def codes(data: bytes) -> list[str]:
    return [found.code for found in wrong_fonts({"font.ttf": data}, HERE)]


@pytest.mark.parametrize("face", FILES)
def test_good_fonts_are_admitted(face: str) -> None:
    """DejaVu Sans, and our own Lato."""
    assert (codes(DEJAVU[face]), codes(LATO.read(face))) == ([], [])


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (bytes, "PB233"),
        (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "PB233"),
        (lambda: DEJAVU["regular"][:20_000], "PB233"),
        (postscript, "PB233"),
        (lambda: licensed(0x0002), "PB234"),
        (lambda: licensed(0x0104), "PB234"),
        (lambda: licensed(0x0200), "PB234"),
        (lambda: without("æ€"), "PB235"),
    ],
    ids=["nothing", "picture", "half", "PostScript", "not embedded", "not subset", "bitmaps alone", "no æ"],
)
def test_what_cannot_be_used_is_refused(made: Callable[[], bytes], code: str) -> None:
    """Nothing, a picture, half a font, PostScript outlines, no embedding, no æ."""
    assert codes(made()) == [code]


@pytest.mark.parametrize("fs_type", [0x0000, 0x0004, 0x0008])
def test_licences_that_allow_embedding_are_admitted(fs_type: int) -> None:
    """Installable, for preview and print, editable."""
    assert codes(licensed(fs_type)) == []


def test_missing_characters_are_named() -> None:
    """So that one can look for a better edition."""
    found = list(wrong_fonts({"font.ttf": without("æ€")}, HERE))

    assert [(one.values["file"], one.values["characters"], one.place) for one in found] == [("font.ttf", "æ €", HERE)]


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (variable, "VARIABLE"),
        (lambda: b"ttcf" + DEJAVU["regular"], "COLLECTION"),
        (postscript, "POSTSCRIPT"),
        (lambda: b"wOF2" + bytes(100), "WEB"),
        (lambda: nested(30), "NO_FONT"),
        (bytes, "NO_FONT"),
    ],
    ids=["variable", "collection", "PostScript", "for the web", "a letter of a thousand million pieces", "nothing"],
)
def test_what_no_font_file_can_be_used_for_is_told(made: Callable[[], bytes], reason: str) -> None:
    """So that one knows which file to look for."""
    assert [one.values["reason"] for one in wrong_fonts({"font.ttf": made()}, HERE)] == [reason]


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


def shown(data: bytes) -> Image.Image:
    """What documents show of a file."""
    return Image.open(io.BytesIO(made_over(data).removeprefix(UNSEEN)))


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 3 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(stored(plain(), "PNG"), RED, id="PNG"),
        pytest.param(stored(plain(), "JPEG", quality=95), RED, id="JPEG"),
        pytest.param(stored(plain(), "WEBP", lossless=True), RED, id="WebP"),
        pytest.param(stored(plain("CMYK", colour=(53, 225, 225, 0)), "JPEG", quality=95), RED, id="CMYK"),
        pytest.param(stored(plain("YCbCr", colour=(85, 97, 211)), "JPEG", quality=95), (201, 36, 30), id="YCbCr"),
        pytest.param(stored(plain("P", colour=0), "PNG"), (0, 0, 0), id="table of colours"),
        pytest.param(stored(plain("1", colour=0), "PNG"), (0, 0, 0), id="black and white"),
        pytest.param(stored(plain("L", colour=117), "PNG"), (117, 117, 117), id="grey"),
        pytest.param(deep(30_000), (117, 117, 117), id="16 bits"),
        pytest.param(interlaced(), RED, id="interlaced"),
        pytest.param(drawn_png((30, 12, 2, 0, 0), b"\0\x55\x55\x55\x55\x55\x55\x55\x55" * 12), (85,) * 3, id="2 bits"),
        pytest.param(stored(plain(), "WEBP", lossless=True, **MOVING), RED, id="a WebP that moves"),
        pytest.param(stored(plain(), "PNG", **MOVING), RED, id="a PNG that moves"),
        pytest.param(without_marker(stored(plain(), "JPEG", quality=95), 0xE0), RED, id="no JFIF"),
        pytest.param(stored(plain(), "PNG", icc_profile=b"no profile"), RED, id="a broken profile"),
        pytest.param(stored(plain(), "JPEG", quality=95, exif=b"Exif\0\0broken"), RED, id="broken notes"),
        pytest.param(stored(plain(), "PNG") + b"more", RED, id="something behind it"),
    ],
)
def test_its_colours_are_those_of_the_file(data: bytes, expected: tuple[int, int, int]) -> None:
    """In red, green and blue of eight bits, as PDF/A wants them."""
    made = shown(data)

    assert made.mode == "RGB"
    assert near(made.getpixel((5, 5)), expected)


def test_a_colour_profile_is_followed() -> None:
    """The numbers of a file mean what its profile says: half the light of white is lighter than half a screen's."""
    grey = plain(colour=(128, 128, 128))
    thin = plain("RGBA", colour=(128, 128, 128, 90))

    assert near(shown(stored(grey, "PNG", icc_profile=linear())).getpixel((5, 5)), (188, 188, 188))
    assert near(shown(stored(thin, "PNG", icc_profile=linear())).getpixel((5, 5)), (188, 188, 188, 90))


@pytest.mark.parametrize(
    ("orientation", "size", "first"),
    [(1, (30, 12), RED), (2, (30, 12), BLUE), (3, (30, 12), BLUE), (6, (12, 30), RED), (8, (12, 30), BLUE)],
)
def test_it_stands_upright(orientation: int, size: tuple[int, int], first: tuple[int, int, int]) -> None:
    """As the camera was held, or mirrored."""
    made = shown(turned(orientation))

    assert made.size == size
    assert near(made.getpixel((2, 2)), first)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "RGB"])
def test_transparency_stays_where_there_is_any(mode: str) -> None:
    """Of whatever kind; what is opaque all over has none."""
    see_through = plain("RGBA", colour=(*RED, 0)) if mode == "RGBA" else plain(mode, colour={"LA": (9, 0)}.get(mode, 0))
    options = {} if mode in ("RGBA", "LA") else {"transparency": (0, 0, 0) if mode == "RGB" else 0}
    opaque = plain("RGBA", colour=(*RED, 255))

    assert shown(stored(see_through, "PNG", **options)).getpixel((5, 5))[3] == 0
    assert shown(stored(opaque, "PNG")).mode == "RGB"


@pytest.mark.parametrize(
    ("data", "left", "right"),
    [
        pytest.param(deep_halves(30_000, (65_535, 32_768)), (117, 117, 117, 255), (117, 117, 117, 128), id="alpha"),
        pytest.param(deep_and_clear(30_000, 65_535), (117, 117, 117, 255), (255, 255, 255, 0), id="a clear level"),
        pytest.param(deep_and_clear(30_000, 30_001), (117, 117, 117, 255), (117, 117, 117, 0), id="a level beside it"),
    ],
)
def test_transparency_of_16_bits_stays(data: bytes, left: tuple[int, ...], right: tuple[int, ...]) -> None:
    """Of eight bits afterwards, like the grey; two levels that come to look alike are still two."""
    made = shown(data)

    assert (made.getpixel((3, 3)), made.getpixel((26, 9))) == (left, right)


def test_it_is_as_large_as_documents_show_it() -> None:
    """A photograph of twelve million pixels goes into no document; a small logo stays as it is."""
    made = shown(stored(plain(size=(4_000, 3_000)), "JPEG"))

    assert (made.size, shown(PNG).size) == ((1_067, HIGHEST), (30, 12))
    assert made.width <= WIDEST


def test_nothing_else_of_the_file_is_left() -> None:
    """Where a picture was taken, by whom and with what is nobody's business."""
    notes = Image.Exif()
    notes[0x010F] = "Kamera 3000"
    made = made_over(stored(halves(), "JPEG", exif=notes, comment=b"privat", dpi=(300, 300)))

    assert {made[at : at + 4] for at in (12, 37)} == {b"IHDR", b"IDAT"}
    assert made == made_over(stored(halves(), "JPEG"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", DAMAGED),
        (b"GIF89a", DAMAGED),
        (PNG[: len(PNG) // 2], DAMAGED),
        (PNG[:33], DAMAGED),
        (b"\xff\xd8\xff" + bytes(100), DAMAGED),
        (JPEG[:200], DAMAGED),
        (png_of(60_000, 60_000), "LARGE"),
        (png_of(MOST_PIXELS, 1), DAMAGED),
        (png_of(0, 5), DAMAGED),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "VECTOR"),
        (b"%PDF-1.7", "VECTOR"),
        (stored(plain("CMYK", colour=(53, 225, 225, 0)), "TIFF"), DAMAGED),
        (stored(plain(), "BMP"), DAMAGED),
    ],
    ids=[
        "nothing",
        "GIF",
        "half",
        "a head",
        "no JPEG",
        "half a JPEG",
        "a bomb",
        "empty rows",
        "no width",
        "SVG",
        "PDF",
        "TIFF",
        "BMP",
    ],
)
def test_what_cannot_be_shown_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    """A picture that would fill the memory before it is unpacked."""
    with pytest.raises(Refused) as refused:
        picture(data)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("data", "is_seen"),
    [
        (PNG, True),
        (stored(plain(colour=(255, 255, 255)), "PNG"), False),
        (stored(plain("RGBA", colour=(255, 255, 255, 90)), "PNG"), False),
        (stored(plain("RGBA", colour=(0, 0, 0, 0)), "PNG"), False),
    ],
    ids=["seen", "white", "white and thin", "transparent"],
)
def test_a_logo_that_cannot_be_seen_on_paper_is_noticed(data: bytes, is_seen: bool) -> None:
    """White on white is no mistake of the file, but hardly meant."""
    made = picture(data)

    assert (made.is_seen, made.png[:4]) == (is_seen, b"\x89PNG")
