"""How documents look: colours, fonts, sizes and page, as one typed value for all formats.

In: a look file (`templates/looks/*.yaml`). Out: a `Look`. Nothing here knows a format.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from planbuilder import resources
from planbuilder.record import field, record, replace
from planbuilder.yamltext.nodes import Data
from planbuilder.yamltext.reading import read_file

SECTIONS = ("fonts", "colours", "tones", "sizes", "page", "short", "reading_sizes", "poster_sizes", "poster")
NUMBERS = SECTIONS[3:]


@record
class HeadingList:
    """The list of a template that numbers headings: its number and the kind of list it is, 0 where ours does.

    `apart` says that headings of the template's own would be counted along, so that each of ours names its list.
    """

    number: int = 0
    kind: int = 0
    apart: bool = False


@record
class WordTemplate:
    """A municipality's own Word file to write into, as an ordinary document made ready for it.

    `styles` has the id of the style to use for one of ours, by our name for it; `colours` the colour of the text in one
    of ours that is added, where the template's ground asks for another; `counted` names those used for ours that
    get their marks from our lists. `has_place` says that the file says itself where the text goes; what is around
    that place stays. `has_title` says that a document's title is there, before the text.
    """

    data: bytes
    styles: Mapping[str, str]
    has_place: bool = False
    has_title: bool = False
    colours: Mapping[str, str] = field(default_factory=dict)
    counted: tuple[str, ...] = ()
    headings: HeadingList = field(default_factory=HeadingList)


@record
class Brand:
    """Whose documents they are: name, address lines, and a logo (PNG) with the words that describe it."""

    name: str
    address: tuple[str, ...] = ()
    logo: bytes = b""
    logo_alt: str = ""


@record
class Look:
    """Colours (`#rrggbb`) by job, tones for figures by name, font families by format, sizes and page in points.

    `faces` has the files of the typeface that PDFs and figures are set in, by the names of faces; none for Lato.
    `template` is the Word file that documents are written into, None for our own; `brand` the sender's.
    `short` is what a document without a cover has in place of parts of `page`, and `reading_sizes` what one whose lines
    have a measure has in place of `sizes`.
    `public` documents call nobody by name; `committee` says whose headings the case presentation has, empty for ours.
    `poster` and `poster_sizes` are what a sheet for the wall has in place of `page` and `sizes`.
    """

    id: str
    fonts: Mapping[str, str]
    colours: Mapping[str, str]
    tones: Mapping[str, str]
    sizes: Mapping[str, float]
    page: Mapping[str, float]
    short: Mapping[str, float] = field(default_factory=dict)
    reading_sizes: Mapping[str, float] = field(default_factory=dict)
    poster_sizes: Mapping[str, float] = field(default_factory=dict)
    poster: Mapping[str, float] = field(default_factory=dict)
    faces: Mapping[str, bytes] = field(default_factory=dict)
    template: WordTemplate | None = None
    brand: Brand | None = None
    public: bool = False
    committee: str = ""

    def on(self, page: str, cover: bool = True, measured: bool = False) -> Look:
        """The look of a document made for a page: closer without a cover, its type that of a poster, or for reading."""
        if page == "a4":
            sizes = {**self.sizes, **self.reading_sizes} if measured else self.sizes
            own = self.page if cover else {**self.page, **self.short}
            return self if cover and not measured else replace(self, sizes=sizes, page=own)
        return replace(self, sizes={**self.sizes, **self.poster_sizes}, page={**self.page, **self.poster})


@cache
def load(name: str = "standard") -> Look:
    """The look called `name`."""
    data = read_file(resources.folder("templates") / "looks" / f"{name}.yaml").data()
    return look_of(name, data)


def look_of(name: str, data: Data) -> Look:
    """The look that a look file's data describe."""
    parts: dict[str, dict[str, str]] = {section: _texts(data, section) for section in SECTIONS}
    numbers = ({key: float(text) for key, text in parts[section].items()} for section in NUMBERS)
    sizes, page, short, reading, poster_sizes, poster = numbers
    return Look(
        name, parts["fonts"], parts["colours"], parts["tones"], sizes, page, short, reading, poster_sizes, poster
    )


def _texts(data: Data, section: str) -> dict[str, str]:
    inner = data.get(section) if isinstance(data, dict) else None
    return {key: str(value) for key, value in inner.items()} if isinstance(inner, dict) else {}
