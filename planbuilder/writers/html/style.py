"""How an HTML document looks: a look in, its style sheet out.

The rules are in `style.css`; they name colours and sizes, which a look gives here.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from planbuilder.look import Look
from planbuilder.writers.measure import aside
from planbuilder.writers.shared import text_area

# The longest line on a screen in a document that asks for no measure.
WIDEST = "44rem"
UNUSABLE = re.compile(r"[^\w#.-]")
UNUSABLE_IN_FONTS = re.compile(r"[^\w ,'-]")


def style_sheet(look: Look, columns: int = 1) -> str:
    """The style sheet of a look, complete in itself; sizes are relative to running text."""
    body = look.sizes["body"]
    # A profile's words go into a style sheet: nothing but names and numbers may get there.
    colours = {name: UNUSABLE.sub("", colour) for name, colour in look.colours.items()}
    sizes = {f"size-{name}": f"{size / body:.3g}em" for name, size in look.sizes.items()}
    fonts = {"font": UNUSABLE_IN_FONTS.sub("", look.fonts["html"])}
    names = {**colours, **sizes, **fonts, **_measures(look), "print": f"{body:g}pt", "columns": str(columns)}
    given = ";".join(f"--{UNUSABLE.sub('', name)}:{value}" for name, value in names.items())
    return f":root{{{given}}}\n{_page(look)}\n{_rules()}\n{_widths()}"


def _measures(look: Look) -> dict[str, str]:
    """The longest line of prose on a screen and on paper, there as long as there is room if there is none."""
    if not aside(look):
        return {"measure": WIDEST, "print-measure": "none"}
    measure = f"{(text_area(look)[0] - aside(look)) / look.sizes['body']:.3g}em"
    return {"measure": measure, "print-measure": measure}


def _page(look: Look) -> str:
    """The printed page and the same one turned; a browser knows no names for sizes here."""
    page = {**look.page, "top": look.page["top"] - look.page.get("band", 0.0)}
    margins = " ".join(f"{page[side]:g}pt" for side in ("top", "right", "bottom", "left"))
    width, height = f"{page['width']:g}pt", f"{page['height']:g}pt"
    number = f'@bottom-right{{content:counter(page)" / "counter(pages);font-size:{look.sizes["small"]:g}pt}}'
    upright = f"@page{{size:{width} {height};margin:{margins};{number}}}"
    return f"{upright}\n@page wide{{size:{height} {width}}}"


def _widths() -> str:
    """A class for each width of a column in percent."""
    return "".join(f".w{n}{{width:{n}%}}" for n in range(1, 101)) + "\n"


@cache
def _rules() -> str:
    return (resources.files("planbuilder.writers.html") / "style.css").read_text(encoding="utf-8")
