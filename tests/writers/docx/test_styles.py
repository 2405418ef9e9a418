"""The styles of Word documents: one a job, each based on one that is there."""

from __future__ import annotations

from planbuilder.writers.docx.styles import paragraph_styles, style_id


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
