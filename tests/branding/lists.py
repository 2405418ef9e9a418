"""Lists of a template, as Word writes those that number headings."""

from __future__ import annotations

from tests.branding.small import style

USUAL = ("%1", "%1.%2", "%1.%2.%3")


def numbered(*patterns: str, form: str = "decimal", start: int = 1, kind: int = 4, number: int = 9) -> str:
    """The content of a part for lists: one kind with these levels, and one list of it."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/>'
        f'<w:lvlJc w:val="left"/></w:lvl>'
        for n, pattern in enumerate(patterns)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>'
    )


def headings(*levels: int | None, number: int = 9) -> str:
    """Styles for headings, each at a level of a list, or at none."""
    made = []
    for n, level in enumerate(levels, 1):
        counted = (
            f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if level is not None else ""
        )
        made.append(style(f"Overskrift{n}", f"heading {n}", f"<w:pPr>{counted}</w:pPr>"))
    return "".join(made)
