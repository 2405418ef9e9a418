"""What a Word template may hold: kinds of relationships with the parts they lead to, and fields by their codes.

In: the tree of a part. Out: each field's own code, however it is written: spread over runs and paragraphs, in an
attribute, or with other fields inside, for each of which it has a mark. The lists are of what is known to be harmless,
since a list of dangers is never complete. What is in neither list is refused in words that claim no more than that;
`DANGERS` names what is known to run something or to fetch content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from re import compile
from typing import Any

from planbuilder.branding.wordparts import OFFICE, RELATIONS, RELATIONS_TYPE, W

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
OPEN = "application/vnd.openxmlformats-officedocument."
DRAWN = f"{OPEN}drawingml."
DOCUMENT, TEMPLATE = f"{WORD}document.main+xml", f"{WORD}template.main+xml"
WORKBOOK = f"{OPEN}spreadsheetml.sheet"
ANY_XML = ("application/xml", "text/xml")
# The types of part that a relationship may lead to, by its own type. An ending `*` is for a whole family.
KNOWN: Mapping[str, tuple[str, ...]] = {
    **{
        f"{OFFICE}/{kind}": types
        for kind, types in {
            "officeDocument": (DOCUMENT, TEMPLATE),
            "styles": (f"{WORD}styles+xml",),
            "settings": (f"{WORD}settings+xml",),
            "webSettings": (f"{WORD}webSettings+xml",),
            "fontTable": (f"{WORD}fontTable+xml",),
            "numbering": (f"{WORD}numbering+xml",),
            "header": (f"{WORD}header+xml",),
            "footer": (f"{WORD}footer+xml",),
            "footnotes": (f"{WORD}footnotes+xml",),
            "endnotes": (f"{WORD}endnotes+xml",),
            "comments": (f"{WORD}comments+xml",),
            "glossaryDocument": (f"{WORD}document.glossary+xml",),
            "theme": (f"{OPEN}theme+xml",),
            "themeOverride": (f"{OPEN}themeOverride+xml",),
            "image": ("image/*",),
            "font": (f"{OPEN}obfuscatedFont", "application/x-font-ttf", "application/x-fontdata", "font/*"),
            "customXml": ANY_XML,
            "customXmlProps": (f"{OPEN}customXmlProperties+xml",),
            "extended-properties": (f"{OPEN}extended-properties+xml",),
            "custom-properties": (f"{OPEN}custom-properties+xml",),
            "chart": (f"{DRAWN}chart+xml",),
            "chartUserShapes": (f"{DRAWN}chartshapes+xml",),
            "diagramData": (f"{DRAWN}diagramData+xml",),
            "diagramLayout": (f"{DRAWN}diagramLayout+xml",),
            "diagramQuickStyle": (f"{DRAWN}diagramStyle+xml",),
            "diagramColors": (f"{DRAWN}diagramColors+xml",),
        }.items()
    },
    f"{PACKAGE}/metadata/core-properties": ("application/vnd.openxmlformats-package.core-properties+xml",),
    f"{MICROSOFT}/2007/relationships/diagramDrawing": ("application/vnd.ms-office.drawingml.*",),
    f"{MICROSOFT}/2007/relationships/hdphoto": ("image/*",),
    f"{MICROSOFT}/2011/relationships/people": (f"{WORD}people+xml",),
    f"{MICROSOFT}/2011/relationships/commentsExtended": (f"{WORD}commentsExtended+xml",),
    f"{MICROSOFT}/2016/09/relationships/commentsIds": (f"{WORD}commentsIds+xml",),
    f"{MICROSOFT}/2018/08/relationships/commentsExtensible": (f"{WORD}commentsExtensible+xml",),
    f"{MICROSOFT}/2011/relationships/chartStyle": ("application/vnd.ms-office.chartstyle+xml",),
    f"{MICROSOFT}/2011/relationships/chartColorStyle": ("application/vnd.ms-office.chartcolorstyle+xml",),
    f"{MICROSOFT}/2014/relationships/chartEx": ("application/vnd.ms-office.chartex+xml",),
    f"{MICROSOFT}/2020/02/relationships/classificationlabels": ("application/vnd.ms-office.classificationlabels+xml",),
}
# What no document made with a template needs, and what would be untrue of it, such as a signature: it is left out.
LEFT_OUT = frozenset(
    (
        f"{PACKAGE}/metadata/thumbnail",
        "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties",
        f"{PACKAGE}/digital-signature/origin",
        f"{PACKAGE}/digital-signature/signature",
        f"{OFFICE}/printerSettings",
        f"{MICROSOFT}/2007/relationships/stylesWithEffects",
        f"{MICROSOFT}/2006/relationships/stylesWithtEffects",
        f"{MICROSOFT}/2006/relationships/keyMapCustomizations",
        f"{MICROSOFT}/2020/10/relationships/intelligence",
        f"{MICROSOFT}/2019/05/relationships/documenttasks",
    )
)
LEFT_OUT_TYPES = (
    "image/*",
    "application/vnd.openxmlformats-package.digital-signature-*",
    f"{WORD}printerSettings",
    "application/vnd.ms-word.stylesWithEffects+xml",
    f"{WORD}stylesWithEffects+xml",
    "application/vnd.ms-word.keyMapCustomizations+xml",
    "application/vnd.ms-office.intelligence2+xml",
    "application/vnd.ms-office.documenttasks+xml",
    "application/vnd.openxmlformats-package.relationships+xml",
    "application/vnd.openxmlformats-officedocument.vmlDrawing",
    f"{OPEN}themeManager+xml",
)
PROPERTIES = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}coreProperties"
# The first element of each part that we read, by the part's type.
ROOTS = {
    DOCUMENT: f"{W}document",
    TEMPLATE: f"{W}document",
    f"{WORD}styles+xml": f"{W}styles",
    f"{WORD}numbering+xml": f"{W}numbering",
    f"{WORD}settings+xml": f"{W}settings",
    f"{WORD}comments+xml": f"{W}comments",
    f"{WORD}header+xml": f"{W}hdr",
    f"{WORD}footer+xml": f"{W}ftr",
    RELATIONS_TYPE: f"{RELATIONS}Relationships",
    "application/vnd.openxmlformats-package.core-properties+xml": PROPERTIES,
}
PACKED_FILE = f"{OFFICE}/package"
LINK = f"{OFFICE}/hyperlink"
# What a reader may be led to by a click; an address without a scheme is a file beside the document or on a drive.
SCHEMES = frozenset(("", "http", "https", "mailto", "tel", "ftp", "sip", "file"))
# Files of Office in a file of Office: a picture of them would do.
OFFICE_FILES = (f"{OPEN}spreadsheetml.*", f"{OPEN}presentationml.*", f"{WORD}document", f"{WORD}template")
ACTIVE_TYPES = (f"{OPEN}oleObject", "application/vnd.ms-office.activeX*")
CODE = ("macroenabled", "vbaproject", "vbadata")
DANGERS = frozenset(
    f"{OFFICE}/{kind}"
    for kind in ("oleObject", "control", "aFChunk", "subDocument", "attachedTemplate", "frame", "mailMergeSource")
)

# What stands for a field within another's code: Word fills it in first, so the outer code is not what is written.
INNER = "\ufffc"
# The name of a field, which nothing of what another field shows may be part of.
FIELD_NAME = compile(rf"\s*(=|[A-Za-z]+(?![A-Za-z{INNER}]))")
KNOWN_FIELDS = (
    "= ADDIN ADDRESSBLOCK ADVANCE ASK AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT AUTOTEXT AUTOTEXTLIST BIBLIOGRAPHY "
    "CITATION COMMENTS COMPARE CREATEDATE DATE DOCPROPERTY DOCVARIABLE EDITTIME EQ FILENAME FILESIZE FILLIN "
    "FORMCHECKBOX FORMDROPDOWN FORMTEXT GOTOBUTTON GREETINGLINE HYPERLINK IF INDEX INFO KEYWORDS LASTSAVEDBY LISTNUM "
    "MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE PAGEREF PRINTDATE REF REVNUM "
    "SAVEDATE SECTION SECTIONPAGES SEQ SET SKIPIF STYLEREF SUBJECT SYMBOL TA TC TEMPLATE TIME TITLE TOA TOC "
    "USERADDRESS USERINITIALS USERNAME XE"
)
FETCHING_FIELDS = "DDE DDEAUTO LINK INCLUDE INCLUDETEXT INCLUDEPICTURE IMPORT DATABASE EMBED CONTROL RD"
FIELDS, FETCHING = frozenset(KNOWN_FIELDS.split()), frozenset(FETCHING_FIELDS.split())
# A button that is only there to be typed over; with any other name it starts what is called so.
NO_MACRO = compile(r"\s*MACROBUTTON\s+\"?NoMacro\b", 2)


def fits(type: str, allowed: tuple[str, ...]) -> bool:
    """Whether a type of part is among some; one with a star is for all that begin and end like it."""
    return any(_is_of(type.casefold(), one.casefold()) for one in allowed)


def _is_of(type: str, pattern: str) -> bool:
    before, star, after = pattern.partition("*")
    return type.startswith(before) and type.endswith(after) if star else type == pattern


class _Codes:
    """The pieces of the codes that are being read: of the open fields, innermost last, and of those outside of any."""

    def __init__(self) -> None:
        self.open: list[list[str]] = []
        self.outside: list[str] = []

    def simple(self, element: Any) -> Iterator[str]:
        """The code of a field in one element (ECMA-376, part 1, 17.16.19)."""
        yield element.get(f"{W}instr", "")

    def piece(self, element: Any) -> Iterator[str]:
        """Nothing yet: a piece of the innermost code (17.16.23), or of one in deleted text (17.16.13)."""
        (self.open[-1] if self.open else self.outside).append(element.text or "")
        return iter(())

    def mark(self, element: Any) -> Iterator[str]:
        """The code that ends here, if one does (17.16.18); a field that begins leaves a mark in the one around it."""
        kind = element.get(f"{W}fldCharType", "")
        if kind == "begin":
            for around in self.open[-1:]:
                around.append(INNER)
            self.open.append([])
        elif kind == "end" and self.open:
            yield "".join(self.open.pop())


READ: Mapping[str, Callable[[_Codes, Any], Iterator[str]]] = {
    f"{W}fldSimple": _Codes.simple,
    f"{W}instrText": _Codes.piece,
    f"{W}delInstrText": _Codes.piece,
    f"{W}fldChar": _Codes.mark,
}


def field_codes(tree: Any) -> Iterator[str]:
    """The code of every field of a part; one that is outside of any field counts as one, too."""
    codes = _Codes()
    for element in tree.iter(*READ):
        yield from READ[element.tag](codes, element)
    # A field that is never closed is one to some programs; its code is judged like any other.
    yield from ("".join(pieces) for pieces in (*codes.open, codes.outside) if pieces)
