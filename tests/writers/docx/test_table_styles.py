"""The styles of tables in Word documents: closer on a sheet for the wall, and where a look asks for it."""

from __future__ import annotations

from planbuilder.record import replace
from planbuilder.writers.docx.table_styles import PANEL_ROOM, TILE_ROOM, USUAL_TILE, table_styles


def test_a_sheet_for_the_wall_is_set_tighter(standard_look) -> None:
    """All of it is to stand on one sheet."""
    assert 'w:top w:w="30"' in table_styles(standard_look.on("a3_landscape"))["Plan Grid"]


def test_key_figures_have_the_room_that_the_look_asks_for(standard_look) -> None:
    """Half of the usual above their words is half of it in Word; beside them it stays."""
    above, side, _ = TILE_ROOM
    closer = replace(standard_look, page={**standard_look.page, "tile": USUAL_TILE / 2})

    made = table_styles(closer)["Plan Tiles"]

    assert f'<w:top w:w="{above // 2}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>' in made
    assert f'<w:top w:w="{PANEL_ROOM[0]}"' in table_styles(closer)["Plan Panel"]
