"""The styles of Word documents: one a job, each based on one that is there."""

from __future__ import annotations

from planbuilder.writers.docx.styles import BAR_ROOM, GROUND_ROOM, definition, paragraph_styles, status_style, style_id


def test_styles_have_the_ids_they_are_used_by() -> None:
    """Word's own ids for contents and comments, names without spaces else."""
    names = ("toc 2", "heading 1", "Cell Head", "annotation text", "list bullet 2")

    assert ["TOC2", "Heading1", "CellHead", "CommentText", "ListBullet2"] == list(map(style_id, names))


def test_a_style_comes_after_the_one_it_is_based_on(standard_look) -> None:
    """So that each can be added in turn."""
    names = ["Normal"]
    for style in paragraph_styles(standard_look):
        assert style.base in names
        names.append(style.name)

    assert len(names) == len(set(names))


def test_a_figures_caption_lets_go_of_what_follows(standard_look) -> None:
    """A table's caption stays with its table; a figure's is based on it and stands beneath its figure."""
    made = {style.name: definition(style, {}, {}) for style in paragraph_styles(standard_look)}

    assert "<w:keepNext/><w:keepLines/>" in made["caption"]
    assert '<w:keepNext w:val="0"/><w:keepLines w:val="0"/>' in made["Figure Caption"]


def test_a_line_at_the_left_stands_within_the_text(standard_look) -> None:
    """A passage on a ground is moved in by the room that its line takes."""
    made = {style.name: definition(style, {}, {}) for style in paragraph_styles(standard_look)}

    assert f'<w:ind w:left="{BAR_ROOM * 20}"/>' in made["Note Gap"]


def test_every_standing_has_its_colour(standard_look) -> None:
    """What is ready to be approved is not in a draft's colour; an unknown standing has the plain style."""
    colours = {style.name: style.colour for style in paragraph_styles(standard_look)}

    assert colours[status_style("good")] == standard_look.colours["good"]
    assert colours[status_style("watch")] == standard_look.colours["watch"]
    assert "Status" == status_style("neutral")


def test_a_sheet_for_the_wall_is_set_tighter(standard_look) -> None:
    """All of it is to stand on one sheet; its columns begin at the same height, whatever a program does there."""
    sheet = standard_look.on("a3_landscape")
    (heading,) = (style for style in paragraph_styles(sheet) if style.name == "heading 1")

    assert 0 == heading.before


def test_a_ground_goes_beyond_its_words(standard_look) -> None:
    """Above and beneath, in its own colour; a plan's status has no line at the left, and some of the width."""
    made = {style.name: definition(style, {}, {}) for style in paragraph_styles(standard_look)}
    for name, tone in (("Note Gap", "gap"), ("Status Watch", "watch")):
        ground = standard_look.colours[f"{tone}_soft"][1:]
        for side in ("top", "bottom"):
            assert f'<w:{side} w:val="single" w:sz="4" w:space="{GROUND_ROOM}" w:color="{ground}"/>' in made[name]
        assert (name == "Note Gap") == (f'w:color="{standard_look.colours[tone][1:]}"/><w:bottom' in made[name])

    assert "w:right=" in made["Status Watch"]


def test_head_and_foot_have_a_rule_towards_the_text(standard_look) -> None:
    """But not on the band of a sheet for the wall."""
    made = {style.name: definition(style, {}, {}) for style in paragraph_styles(standard_look)}
    on_sheet = {s.name: definition(s, {}, {}) for s in paragraph_styles(standard_look.on("a3_landscape"))}

    assert "<w:pBdr><w:bottom" in made["header"]
    assert "<w:pBdr><w:top" in made["footer"]
    assert "<w:pBdr>" not in on_sheet["header"]
