"""A profile makes a look: its colours, its sender and its template; what cannot be read is refused."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from unicodedata import normalize

import docx
import pytest
from PIL import Image

from planbuilder.branding.profile import READ_ON, named_files, profile_look
from planbuilder.drawing.colours import contrast
from planbuilder.drawing.typeface import FILES
from planbuilder.errors import InputInvalid
from planbuilder.writers import html, pdf
from planbuilder.writers.docx import render
from tests.branding.lettering import DEJAVU, licensed
from tests.branding.pictures import deep, linear, plain, stored
from tests.branding.templates import kommune
from tests.checkers.verapdf import broken_rules
from tests.writers import samples

HEAD = "format: planbuilder.profile/1\nname: Nordlund Kommune\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


@pytest.fixture
def profile(tmp_path: Path):
    """Reads a profile from its text; a logo and a template lie beside it."""
    (tmp_path / "logo.png").write_bytes(PNG)
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
    """The logo with its words in the head, the address in the foot."""
    look = profile("logo: logo.png\nlogo_alt: Byvåben\naddress: [Rådhuspladsen 1, 9999 Nordlund]\n")
    section = docx.Document(io.BytesIO(render(samples.EVERYTHING, look))).sections[0]

    assert 'descr="Byvåben"' in section.first_page_header._element.xml
    assert "Nordlund Kommune · Rådhuspladsen 1 · 9999 Nordlund" == section.first_page_footer.paragraphs[-1].text


def test_a_logo_goes_into_every_format_as_one_picture(profile, tmp_path: Path) -> None:
    """Made over once: a JPEG of four printing inks, lying on its side, is a PNG that stands."""
    notes = Image.Exif()
    notes[0x0112] = 6
    (tmp_path / "logo.png").write_bytes(stored(plain("CMYK", colour=(53, 225, 225, 0)), "JPEG", exif=notes))
    look = profile("logo: logo.png\n")

    word = docx.Document(io.BytesIO(render(samples.EVERYTHING, look))).sections[0].first_page_header.part
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
    (tmp_path / normalize(lying, "blå.png")).write_bytes(PNG)
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


def test_fonts_that_cannot_be_used_are_refused_with_their_place(profile, tmp_path: Path) -> None:
    """A file that is no font, and one that may not be embedded."""
    (tmp_path / "bold.ttf").write_bytes(licensed(0x0002))

    assert wrong(profile, "font_files: {regular: logo.png, bold: bold.ttf}\n") == [("PB233", 3), ("PB234", 3)]
