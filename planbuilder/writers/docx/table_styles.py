"""A look's styles of tables for Word: a register, facts beside their labels, key figures as tiles, and a panel.

In: a `Look`. Out: the definition of each by its name in Word, and the ids by which tables use them.
"""

from __future__ import annotations

from collections.abc import Mapping

from planbuilder.look import Look
from planbuilder.writers.docx.oxml import NAMESPACES, attribute, edge
from planbuilder.writers.docx.styles import BASE_STYLES, is_sheet

GRID, FACTS, TILES, PANEL = "PlanGrid", "PlanFacts", "PlanTiles", "PlanPanel"
# The room in cells, above, beside and below, in twentieths of a point: of a register, of key figures, of a panel.
CELL_ROOM, SHEET_CELL_ROOM = (50, 80, 70), (30, 80, 40)
TILE_ROOM = (140, 220, 180)
PANEL_ROOM = (140, 0, 60)
USUAL_ROW, USUAL_TILE = 8.2, 12.0  # of a look, in points


def table_styles(look: Look, ids: Mapping[str, str] = BASE_STYLES) -> dict[str, str]:
    """The XML of every table style, by name; `ids` has the id of the one they are based on."""
    base = attribute(ids["Normal Table"])
    colour = {name: value.lstrip("#") for name, value in look.colours.items()}
    ends = "".join(map(edge, ("top", "bottom"), (4, 4), (colour["line"],) * 2))
    rules = ends + edge("insideH", 4, colour["line"])
    white = "".join(map(edge, ("insideH", "insideV"), (48, 48), (colour["paper"],) * 2))
    head = (
        # A rule of the ground's own colour between the cells: some programs leave a fine gap there.
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{edge("insideV", 4, colour["primary"])}</w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{colour["primary"]}"/><w:vAlign w:val="bottom"/>'
        "</w:tcPr></w:tblStylePr>"
    )
    room = SHEET_CELL_ROOM if is_sheet(look) else _closer(CELL_ROOM, look, "row", USUAL_ROW)
    surface = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{colour["surface"]}"/></w:tcPr>'
    return {
        "Plan Grid": _table_style(GRID, base, rules, room, head),
        "Plan Facts": _table_style(FACTS, base, rules, room, ""),
        "Plan Panel": _table_style(PANEL, base, "", PANEL_ROOM, ""),
        "Plan Tiles": _table_style(TILES, base, white, _closer(TILE_ROOM, look, "tile", USUAL_TILE), surface),
    }


def _closer(room: tuple[int, int, int], look: Look, part: str, usual: float) -> tuple[int, int, int]:
    """The room around words: less above and beneath in a look that has less than usual of a part of its page."""
    above, side, below = room
    share = look.page.get(part, usual) / usual
    return round(above * share), side, round(below * share)


def _table_style(id: str, base: str, borders: str, margins: tuple[int, int, int], more: str) -> str:
    above, side, below = margins
    name = id.replace("Plan", "Plan ")
    return (
        f'<w:style {NAMESPACES} w:type="table" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base}"/><w:uiPriority w:val="59"/>'
        f'<w:tblPr><w:tblInd w:w="{side}" w:type="dxa"/>'
        f"{f'<w:tblBorders>{borders}</w:tblBorders>' if borders else ''}<w:tblCellMar>"
        f'<w:top w:w="{above}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="{below}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"{more}</w:style>"
    )
