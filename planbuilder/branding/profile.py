"""A municipality's profile: its name, logo, colours, fonts, address and template, as a `Look` for all formats.

In: a profile file. Out: the look it makes of the standard one. Everything wrong in it is reported at once with its
place: colours that cannot be read, pictures that are none, fonts that may not be embedded, a template that is refused.
Logos and fonts are files from outside: another process tries each, since a small one may fill memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Literal

from planbuilder import codes, files, look
from planbuilder.branding.template import Template, read_template
from planbuilder.confined import DAMAGED, OVERRUN, Refused, confined
from planbuilder.drawing.colours import LEAST_CONTRAST, contrast, darkened, mix
from planbuilder.drawing.typeface import FILES as FACES
from planbuilder.drawing.typeface import Face
from planbuilder.drive import composed
from planbuilder.errors import InputInvalid, Place, Problem, closest, problem
from planbuilder.look import Brand, Look
from planbuilder.plaintext import for_a_terminal
from planbuilder.record import field, record, replace
from planbuilder.yamltext.nodes import Source
from planbuilder.yamltext.reading import read_file
from planbuilder.yamltext.schema import limits, read

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# How far a soft ground is mixed with paper: ink on it keeps its contrast whatever the colour is.
SOFT = 0.84
LARGEST_LOGO = LARGEST_FONT = 20_000_000
LARGEST_TEMPLATE = 50_000_000
OWN = ("primary", "primary_soft", "accent", "accent_soft", "ink", "muted", "line", "surface")
# Text and the ground it is read on, in every format.
READ_ON = (
    *((name, "paper") for name in ("ink", "muted", "primary", "accent_text", "good", "watch", "bad", "gap")),
    *((name, f"{name}_soft") for name in ("good", "watch", "bad", "gap", "primary")),
    ("paper", "primary"),
    ("ink", "surface"),
    ("primary_soft", "primary"),
)
TRIED = "planbuilder.foreign.fonts:tried"
LICENCE, NO_FONT = "LICENCE", "NO_FONT"
MADE_OVER = "planbuilder.foreign.pictures:made_over"
# What the task puts before a picture as white as paper, and the reason for what is no picture of points.
UNSEEN, VECTOR = b"unseen", "VECTOR"
VECTOR_SIGNS = (b"<svg", b"%!PS", b"%PDF")


@record
class TemplateChoice:
    """The Word file to write into, and the template's style by our word for it (`h1: Overskrift 1`)."""

    file: str
    styles: Mapping[str, str] = field(default_factory=dict)


@record
class FontFiles:
    """The TrueType files of a typeface, as PDFs and figures need them; without slanted ones the upright are used."""

    regular: str
    bold: str
    italic: str = ""
    bold_italic: str = ""

    def by_face(self) -> dict[str, str]:
        """The file for each of the four faces."""
        italic = self.italic or self.regular
        faces = (self.regular, self.bold, italic, self.bold_italic or (italic if self.italic else self.bold))
        return dict(zip(FACES, faces, strict=True))


LONGEST_FAMILY = 60
# Who publishes the headings of case presentations; each has an outline of its own.
Committee = Literal["", "copenhagen", "odense", "aarhus", "region-h", "albertslund"]


@record
class Profile:
    """What a profile file holds; files are named from where it lies. `public` documents call nobody by name.

    `committee` says whose headings the case presentation has.
    """

    format: Literal["planbuilder.profile/1"]
    name: str = field(default="", metadata=limits(longest=120))
    address: tuple[str, ...] = ()
    logo: str = ""
    logo_alt: str = field(default="", metadata=limits(longest=200))
    colours: Mapping[str, str] = field(default_factory=dict)
    font: str = field(default="", metadata=limits(longest=LONGEST_FAMILY))
    font_files: FontFiles | None = None
    template: TemplateChoice | None = None
    public: bool = False
    committee: Committee = ""


def profile_look(path: Path) -> tuple[Look, tuple[Problem, ...]]:
    """The standard look as a profile makes it, and warnings; raises InputInvalid with everything that is wrong."""
    source = read_file(path)
    profile, warnings = read(source, Profile)
    found = [*_strays(profile, path.parent, source), *_wrong_colours(profile, source), *_unreadable(profile, source)]
    _refuse(found, if_any=codes.PROFILE_FILE_OUTSIDE)  # before any of the files is read
    logo, about_logo = _logo(profile, path.parent, source.place("logo"))
    fonts = _font_files(profile, path.parent)
    _refuse([*found, *about_logo, *wrong_fonts(fonts, source.place("font_files"))])
    made = _lettered(_coloured(look.load(), profile.colours), profile, fonts)
    made = replace(
        made,
        public=profile.public,
        committee=profile.committee,
        brand=Brand(profile.name, profile.address, logo, profile.logo_alt or profile.name),
    )
    if profile.template:
        file = path.parent / profile.template.file
        template = opened_template(file, profile.template.styles, made, source.place("template.styles"))
        made, warnings = replace(made, template=template.word), (*warnings, *template.warnings)
    return made, (*warnings, *about_logo)


def _refuse(found: Iterable[Problem], if_any: str = "") -> None:
    """Raise InputInvalid with everything found if it holds an error, or one of a code."""
    problems = list(found)
    if any(one.severity == "error" and one.code.startswith(if_any) for one in problems):
        raise InputInvalid(problems)


def named_files(path: Path) -> dict[str, bytes]:
    """The files that a profile names, by their names in it, composed as they are wherever we write them."""
    source = read_file(path)
    profile = read(source, Profile)[0]
    _refuse(_strays(profile, path.parent, source))
    return {composed(name): files.contents(path.parent / name) for name in _names(profile).values()}


def _names(profile: Profile) -> dict[str, str]:
    """The files that a profile names, by where it does."""
    faces = ("regular", "bold", "italic", "bold_italic")
    fonts = {f"font_files.{face}": getattr(profile.font_files, face, "") for face in faces}
    template = profile.template.file if profile.template else ""
    return {path: name for path, name in {"logo": profile.logo, "template.file": template, **fonts}.items() if name}


def _strays(profile: Profile, folder: Path, source: Source) -> Iterator[Problem]:
    """Files outside of the profile's folder: a profile from elsewhere could name any file of its reader's."""
    for path, name in _names(profile).items():
        if Path(name).is_absolute() or ".." in Path(name).parts or files.leads_out(folder / name, folder):
            yield problem(codes.PROFILE_FILE_OUTSIDE, source.place(path), file=name)


def opened_template(file: Path, styles: Mapping[str, str], base: Look, place: Place | None = None) -> Template:
    """A template file for documents of a look; raises InputInvalid for one that is refused.

    `styles` has the template's style by the profile's word for ours; `place` is where the profile says so.
    """
    return read_template(files.contents(file, LARGEST_TEMPLATE), str(file), styles, base, place or Place(str(file)))


def chosen_styles(path: Path | None) -> Mapping[str, str]:
    """The template's styles that a profile chooses; none without a profile."""
    profile = read(read_file(path), Profile)[0] if path else None
    return profile.template.styles if profile and profile.template else {}


def _font_files(profile: Profile, folder: Path) -> dict[str, bytes]:
    names = profile.font_files.by_face().values() if profile.font_files else ()
    return {name: files.contents(folder / name, LARGEST_FONT) for name in names}


def _lettered(base: Look, profile: Profile, found: Mapping[str, bytes]) -> Look:
    """The look in a profile's typeface: by its name in Word and on the screen, by its files elsewhere.

    One without a name has that of its files, so that a document is in one typeface in Word and as a PDF.
    """
    made, font = base, profile.font
    if profile.font_files:
        made = replace(made, faces={face: found[name] for face, name in profile.font_files.by_face().items()})
        font = font or for_a_terminal(Face(found[profile.font_files.regular]).family)[:LONGEST_FAMILY].strip()
    return replace(made, fonts={"docx": font, "html": f"'{font}', {base.fonts['html']}"}) if font else made


def _coloured(base: Look, own: Mapping[str, str]) -> Look:
    """The look in a profile's colours: soft grounds follow, and so do the tones of figures.

    An accent that is too light for text is used where nothing is read, and made darker for what is.
    """
    new = dict(own)
    if "accent" in own:
        # Yellow is a fine colour for a bar and cannot be read as a word: only words get the darker one.
        new["accent_text"] = darkened(own["accent"], base.colours["paper"])
    for name in ("primary", "accent"):
        if name in own and f"{name}_soft" not in own:
            new[f"{name}_soft"] = mix(own[name], base.colours["paper"], SOFT)
    # Tones that are the house's own colours go along; those that mean something (good, bad) stay what they mean.
    follows = {base.colours[name]: new[name] for name in ("primary", "accent_text", "ink") if name in new}
    tones = {name: follows.get(colour, colour) for name, colour in base.tones.items()}
    return replace(base, colours={**base.colours, **new}, tones=tones)


def _wrong_colours(profile: Profile, source: Source) -> Iterator[Problem]:
    for name, colour in profile.colours.items():
        place = source.place(f"colours.{name}")
        if name not in OWN:
            yield problem(codes.UNKNOWN_COLOUR_ROLE, place, name=name, known=", ".join(OWN), near=closest(name, OWN))
        elif not COLOUR.fullmatch(colour):
            yield problem(codes.NOT_A_COLOUR, place, found=colour)


def _unreadable(profile: Profile, source: Source) -> Iterator[Problem]:
    """Colours that leave a text with too little contrast to be read."""
    sound = {name: colour for name, colour in profile.colours.items() if name in OWN and COLOUR.fullmatch(colour)}
    colours = _coloured(look.load(), sound).colours
    for text, ground in READ_ON:
        ratio = contrast(colours[text], colours[ground])
        named = next((one for one in (text, ground, text.removesuffix("_soft")) if one in sound), "")
        if ratio < LEAST_CONTRAST and named:
            values = {"text": text, "ground": ground, "ratio": f"{ratio:.1f}", "least": f"{LEAST_CONTRAST:g}"}
            yield problem(codes.CONTRAST_TOO_LOW, source.place(f"colours.{named}"), **values)


def _logo(profile: Profile, folder: Path, place: Place) -> tuple[bytes, list[Problem]]:
    """The logo as documents show it, and what is to be said of it; nothing without one."""
    if not profile.logo:
        return b"", []
    try:
        made = picture(files.contents(folder / profile.logo, LARGEST_LOGO))
    except Refused as refusal:
        return b"", [problem(codes.LOGO_UNUSABLE, place, file=profile.logo, reason=refusal.reason)]
    return made.png, [] if made.is_seen else [problem(codes.INVISIBLE_LOGO, place, file=profile.logo)]


def wrong_fonts(fonts: Mapping[str, bytes], place: Place) -> list[Problem]:
    """What is wrong with font files, by their names: PB233, PB234 or PB235."""
    with ThreadPoolExecutor() as pool:  # each waits for a process of its own
        judged = pool.map(partial(_wrong_font, place), fonts.items())
        return [found for found in judged if found is not None]


def _wrong_font(place: Place, font: tuple[str, bytes]) -> Problem | None:
    """Why a font, given by its name and its bytes, cannot be used; None if it can."""
    name, data = font
    try:
        missing = confined(TRIED, data).decode()
    except Refused as refusal:
        return _refused_font(name, refusal.reason, place)
    return problem(codes.FONT_LACKS_CHARACTERS, place, file=name, characters=" ".join(missing)) if missing else None


def _refused_font(name: str, reason: str, place: Place) -> Problem:
    if reason == LICENCE:
        return problem(codes.FONT_NOT_EMBEDDABLE, place, file=name)
    return problem(codes.FONT_UNUSABLE, place, file=name, reason=NO_FONT if reason in (DAMAGED, OVERRUN) else reason)


@record
class Picture:
    """A PNG as documents use it, and whether it can be seen on paper."""

    png: bytes
    is_seen: bool


def picture(data: bytes) -> Picture:
    """The picture of a file; raises Refused with the reason why it cannot be used."""
    # Told apart from a broken picture: a logo as SVG or EPS is common, and somebody can save it as PNG.
    if any(sign in data[:1_000] for sign in VECTOR_SIGNS):
        raise Refused(VECTOR)
    made = confined(MADE_OVER, data)
    return Picture(made.removeprefix(UNSEEN), not made.startswith(UNSEEN))
