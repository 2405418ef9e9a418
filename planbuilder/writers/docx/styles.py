"""A look's styles for Word: one style a job, as definitions that can be added to any document.

In: a `Look`. Out: the definition of every style a document uses, by its name in Word. Built-in styles have their
English names, which Word shows in the reader's own language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planbuilder.look import Look
from planbuilder.record import record, replace
from planbuilder.writers.docx.oxml import NAMESPACES, attribute, edge, shaded
from planbuilder.writers.measure import aside

# What our styles are based on, by its name in Word: the id it has in a document of our own.
BASE_STYLES = {"Normal": "Normal", "Normal Table": "TableNormal"}
# Points before and after a heading of each level, on a page and on a sheet for the wall, where a heading begins each
# column: programs give the room before it to some columns and not to others, so there is none.
SPACES = ((18, 10), (16, 6), (12, 4))
MEASURED_SPACES = ((18, 10), (13, 5), (11, 4))  # where lines have a measure, and documents keep to their pages
SHEET_SPACES = ((0, 4), (8, 3), (6, 2))
# How far apart the lines of a register's cells are.
CELL_LINE, SHEET_CELL_LINE = 1.1, 1.05
# Points from a passage's text to the far side of the line at its left.
BAR_ROOM, BAR_SPACE = 11, 8
# Points that a ground goes beyond the words on it, above and beneath, and at its left where there is no line; and from
# a running head or foot to its rule.
GROUND_ROOM, GROUND_SIDE, RULE_ROOM = 3, 5, 4
# The part of the width that the ground of a plan's status takes.
STATUS_SHARE = 0.62
# What a plan's status may be; each has a style of its own on the cover.
STANDINGS = ("good", "watch", "caution", "bad", "gap")
IDS = {"annotation text": "CommentText", "annotation reference": "CommentReference"}
BUILT_IN = (
    "heading 1",
    "heading 2",
    "heading 3",
    "title",
    "subtitle",
    "caption",
    "header",
    "footer",
    "toc 1",
    "toc 2",
    "toc 3",
    "list bullet",
    "list bullet 2",
    "list bullet 3",
    "list number",
    "annotation text",
    "annotation reference",
    "hyperlink",
)


@record
class Style:
    """A paragraph style: sizes in points, colours as `#rrggbb`, `ground` a soft one behind it.

    `outline` is the level a heading has for navigation, 0 for none; `numbers` names the list that counts it, by level.
    `keep` holds it whole and on the page of what follows, `together` whole alone; one based on it says
    when it does not.
    `right` is what its lines leave free at their right; those of a `whole` one break no words. On a ground there is a
    line at the left if it `has_bar`; `rule` names the side (top, bottom) that has a quiet one.
    """

    name: str
    size: float
    colour: str
    base: str = "Normal"
    bold: bool = False
    before: float = 0
    after: float = 6
    keep: bool = False
    together: bool = False
    indent: float = 0
    right: float = 0
    whole: bool = False
    hanging: float = 0
    line: float = 0
    ground: str = ""
    outline: int = 0
    numbers: str = ""
    level: int = 0
    next: str = ""
    justify: str = ""
    rule: str = ""
    rule_colour: str = ""
    has_bar: bool = True


def style_id(name: str) -> str:
    """The id of a style that we define: Word's own for comments and contents, the name without spaces else."""
    if name.startswith("toc"):
        return name.upper().replace(" ", "")
    words = IDS.get(name, "".join(word[:1].upper() + word[1:] for word in name.split()))
    return words.replace(" ", "")


def paragraph_styles(look: Look) -> list[Style]:
    """Every paragraph style but `Normal`, each after the one it is based on."""
    return [*_headings(look), *_text_styles(look), *_cover_styles(look), *_cell_styles(look), *_furniture_styles(look)]


def is_measured(look: Look) -> bool:
    """Whether prose has a measure of its own; in a municipality's template it is as wide as the template has it."""
    return aside(look) > 0 and look.template is None


def is_sheet(look: Look) -> bool:
    """Whether a look is that of a sheet for the wall, on which everything is to find room at once."""
    return "band" in look.page


def _headings(look: Look) -> Iterator[Style]:
    primary = look.colours["primary"]
    spaces = SHEET_SPACES if is_sheet(look) else MEASURED_SPACES if is_measured(look) else SPACES
    for level, (before, after) in enumerate(spaces, 1):
        size = look.sizes[f"h{level}"]
        heading = Style(f"heading {level}", size, primary, bold=True, before=before, after=after, keep=True)
        heading = replace(
            heading,
            line=1 if is_sheet(look) else 0,
            outline=level,
            next="Normal",
            numbers="headings",
            level=level - 1,
            whole=True,
        )
        yield heading
        yield replace(heading, name=f"Heading {level} Plain", base=f"heading {level}", numbers="none", level=0)
        if level == 1:
            yield replace(heading, name="Appendix Heading", base="heading 1", numbers="appendix")
    yield Style("Contents Heading", look.sizes["h1"], primary, bold=True, after=10, keep=True)


def _text_styles(look: Look) -> Iterator[Style]:
    size, colour = look.sizes, look.colours
    ink, primary, muted = colour["ink"], colour["primary"], colour["muted"]
    free = aside(look) if is_measured(look) else 0
    if free:
        yield Style("Prose", size["body"], ink, right=free)
    yield Style("caption", size["small"] + 0.5, primary, bold=False, before=10, after=4, keep=True)
    yield Style("Figure Caption", size["small"], muted, "caption", before=2, after=12)
    yield Style("Figure", size["body"], ink, before=4 if is_sheet(look) else 6, after=2, keep=True, line=1)
    yield Style("Lead", size["lead"], primary, after=10, right=free)
    yield Style("Small", size["small"], muted, before=0, after=6, right=free, together=True)
    yield Style("Answer", size["body"], ink, right=free)
    label = Style("Label", size["body"], ink, bold=True, before=8, after=3, keep=True, right=free)
    yield label
    yield replace(label, name="Signer", bold=False)
    for name, tone in (("Note Gap", "gap"), ("Note Warning", "watch"), ("Note Info", "primary")):
        yield Style(name, size["body"], colour[tone], before=3, after=0, ground=colour[f"{tone}_soft"], right=free)
    for level, name in enumerate(("list bullet", "list bullet 2", "list bullet 3")):
        yield Style(name, size["body"], ink, after=2, numbers="bullets", level=level)
    yield Style("list number", size["body"], ink, after=2, numbers="numbered")
    yield Style("annotation text", size["body"], ink, after=0)


def _cover_styles(look: Look) -> Iterator[Style]:
    colour, on_paper = look.colours, look.template is not None
    room = 12 if look.template and look.template.has_place else 170
    title, kicker = (colour["primary"], colour["muted"]) if on_paper else (colour["paper"], colour["primary_soft"])
    yield Style("title", look.sizes["title"], title, bold=True, after=8)
    yield Style("subtitle", 15, title, after=4)
    yield Style("Headline", look.sizes["title"], title, bold=True, after=6, line=0 if on_paper else 1)
    yield Style("Kicker", 12, kicker, bold=True, before=room, after=8)
    status = Style("Status", 11, colour["primary"], bold=True, before=30, after=14)
    yield status
    # A template's page has a ground of its own, and as much text as it says.
    width = look.page["width"] - look.page["left"] - look.page["right"]
    band = {} if on_paper else {"right": (1 - STATUS_SHARE) * width, "has_bar": False}
    for tone in STANDINGS:
        own = replace(status, name=status_style(tone), base="Status", colour=colour[tone], **band)
        yield own if on_paper else replace(own, ground=colour[f"{tone}_soft"])


def status_style(tone: str) -> str:
    """The name of the style in which a plan's status is written on the cover."""
    return f"Status {tone.capitalize()}" if tone in STANDINGS else "Status"


def _cell_styles(look: Look) -> Iterator[Style]:
    size, colour = look.sizes, look.colours
    ink, primary = colour["ink"], colour["primary"]
    yield Style("Cell", size["table"], ink, after=0, line=SHEET_CELL_LINE if is_sheet(look) else CELL_LINE)
    yield Style("Cell Head", size["table"], colour["paper"], "Cell", bold=True, after=0, keep=True)
    yield Style("Cell Strong", size["table"], ink, "Cell", bold=True, after=0)
    yield Style("Cell Note", size["small"], colour["muted"], "Cell", after=0)
    yield Style("Cell Group", size["table"], primary, "Cell", bold=True, after=0, keep=True)
    if is_measured(look):
        yield Style("Fact", size["fact"], ink, "Cell", after=0, line=1)
        yield Style("Fact Label", size["fact"], ink, "Cell", bold=True, after=0, line=1)
    yield Style("Tile Value", 17, primary, bold=True, after=0)
    yield Style("After Table", 6, ink, after=4, line=1)


def _furniture_styles(look: Look) -> Iterator[Style]:
    size, colour = look.sizes, look.colours
    on_band = is_sheet(look) and look.template is None
    ruled = Style("footer", size["small"], colour["muted"], after=0, rule="top", rule_colour=colour["line"])
    yield (
        replace(ruled, name="header", rule="bottom")
        if not on_band
        else replace(ruled, name="header", rule="", colour=colour["primary_soft"])
    )
    yield ruled
    yield Style("Sender", size["small"], colour["muted"], after=0, justify="right")
    yield Style("toc 1", size["body"], colour["primary"], bold=True, before=5, after=1, indent=26, hanging=26)
    yield Style("toc 2", size["body"], colour["ink"], after=1, indent=54, hanging=28)
    yield Style("toc 3", size["body"], colour["ink"], after=1, indent=90, hanging=36)


def character_styles(look: Look) -> dict[str, str]:
    """The run properties of every character style, by name."""
    named = ("gap", "primary", "muted", "primary_soft")
    gap, primary, muted, soft = (look.colours[name].lstrip("#") for name in named)
    small, owner = round(2 * look.sizes["small"]), round(2 * look.sizes["h2"])
    return {
        "Gap": f'<w:b/><w:color w:val="{gap}"/>',
        "Quiet": f'<w:b w:val="0"/><w:color w:val="{muted}"/><w:sz w:val="{small}"/><w:szCs w:val="{small}"/>',
        "Owner": f'<w:b w:val="0"/><w:color w:val="{soft}"/><w:sz w:val="{owner}"/><w:szCs w:val="{owner}"/>',
        "hyperlink": f'<w:color w:val="{primary}"/>',
        "annotation reference": '<w:sz w:val="16"/>',
    }


def definition(style: Style, ids: Mapping[str, str], numbers: Mapping[str, int]) -> str:
    """A paragraph style's XML; `ids` has the ids of the styles already there by name, `numbers` the lists' numbers."""
    base = attribute(ids.get(style.base, style_id(style.base)))
    next_id = attribute(ids.get(style.next, style_id(style.next)))
    following = f'<w:next w:val="{next_id}"/>' if style.next else ""
    return (
        f'<w:style {NAMESPACES} w:type="paragraph"{_custom(style.name)} w:styleId="{style_id(style.name)}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="{base}"/>{following}<w:uiPriority w:val="9"/><w:qFormat/>'
        f"<w:pPr>{_paragraph_properties(style, numbers)}</w:pPr><w:rPr>{_run_properties(style)}</w:rPr></w:style>"
    )


def character_definition(name: str, looks: str) -> str:
    """A character style's XML."""
    return (
        f'<w:style {NAMESPACES} w:type="character"{_custom(name)} w:styleId="{style_id(name)}">'
        f'<w:name w:val="{name}"/><w:uiPriority w:val="9"/><w:rPr>{looks}</w:rPr></w:style>'
    )


def _custom(name: str) -> str:
    return "" if name in BUILT_IN else ' w:customStyle="1"'


def _paragraph_properties(style: Style, numbers: Mapping[str, int]) -> str:
    """In the order that the format asks for."""
    line = f' w:line="{int(style.line * 240)}" w:lineRule="auto"' if style.line else ""
    parts = {
        "<w:keepNext/><w:keepLines/>": style.keep,
        "<w:keepLines/>": style.together,
        '<w:keepNext w:val="0"/><w:keepLines w:val="0"/>': not style.keep and style.base != "Normal",
        "<w:widowControl/>": True,
        f'<w:numPr><w:ilvl w:val="{style.level}"/><w:numId w:val="{numbers.get(style.numbers, 0)}"/></w:numPr>': (
            style.numbers
        ),
        f"<w:pBdr>{_edges(style)}</w:pBdr>": style.ground or style.rule,
        shaded(style.ground): style.ground,
        "<w:suppressAutoHyphens/>": style.whole,
        f'<w:spacing w:before="{int(style.before * 20)}" w:after="{int(style.after * 20)}"{line}/>': True,
        f"<w:ind{_indents(style)}/>": _indents(style),
        f'<w:jc w:val="{style.justify}"/>': style.justify,
        f'<w:outlineLvl w:val="{style.outline - 1}"/>': style.outline,
    }
    return "".join(xml for xml, wanted in parts.items() if wanted)


def _edges(style: Style) -> str:
    """The lines around a paragraph, in the order that the format asks for; those of a ground's colour widen it."""
    if style.rule:
        return edge(style.rule, 4, style.rule_colour, RULE_ROOM)
    bar = (24, style.colour, BAR_SPACE) if style.has_bar else (4, style.ground, GROUND_SIDE)
    above, below = (edge(side, 4, style.ground, GROUND_ROOM) for side in ("top", "bottom"))
    return above + edge("left", *bar) + below


def _beside(style: Style) -> int:
    """The room at the left of words on a ground, whose edge is where other text begins."""
    return BAR_ROOM if style.has_bar else GROUND_SIDE


def _indents(style: Style) -> str:
    """What its lines leave free at either side; empty where that is nothing, or what its list says."""
    # A line at the left is outside the text; the text gives way, so that the line is where text begins.
    left = int(20 * (style.indent or (_beside(style) if style.ground else 0)))
    begins = f' w:left="{left}"' if left else ' w:left="0" w:firstLine="0"' if style.numbers == "none" else ""
    hangs = f' w:hanging="{int(style.hanging * 20)}"' if style.hanging else ""
    return begins + hangs + (f' w:right="{int(style.right * 20)}"' if style.right else "")


def _run_properties(style: Style) -> str:
    bold, size = "" if style.bold else ' w:val="0"', round(style.size * 2)
    return f'<w:b{bold}/><w:color w:val="{style.colour.lstrip("#")}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
