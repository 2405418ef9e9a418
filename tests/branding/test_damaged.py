"""A template that somebody, or a disk, has damaged is told or used; it is never a bug of ours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from planbuilder import look
from planbuilder.branding.template import read_template
from planbuilder.branding.trial import tried
from planbuilder.branding.wordparts import parsed, written
from planbuilder.errors import InputInvalid, Place
from planbuilder.writers.docx import render
from tests.branding.lists import USUAL, headings, numbered
from tests.branding.small import NORMAL, PAGE, PLACE, control, paragraph, style, word_file
from tests.branding.test_template import DOCUMENT

LOOK = look.load()
WHOLE = word_file(
    control("pb:title", paragraph("[Titel]")) + paragraph("Forord", "Overskrift1") + PLACE + PAGE,
    NORMAL + headings(0, 1, 2) + style("T", "Tabel", kind="table"),
    {
        "numbering.xml": ("numbering", numbered(*USUAL)),
        "header1.xml": ("header", paragraph("[pb:date]")),
        "settings.xml": ("settings", "<w:evenAndOddHeaders/>"),
    },
)
VALUES = ("", "-1", "x", "999999999999", "0", "rId1", "æ", "NULL", "../../x", "1.5", "true", "12pt")
Damage = Callable[[Any, Any, str], None]


def without(element: Any, other: Any, value: str) -> None:
    if element.getparent() is not None:
        element.getparent().remove(element)


def changed(element: Any, other: Any, value: str) -> None:
    for name in list(element.attrib)[:1]:
        element.set(name, value)


def unsaid(element: Any, other: Any, value: str) -> None:
    for name in list(element.attrib)[-1:]:
        del element.attrib[name]


def moved(element: Any, other: Any, value: str) -> None:
    if element not in (other, *other.iterancestors()) and element.getparent() is not None:
        other.append(element)


def doubled(element: Any, other: Any, value: str) -> None:
    if element.getparent() is not None:
        element.addnext(deepcopy(element))


DAMAGES = st.tuples(
    st.sampled_from((without, changed, unsaid, moved, doubled)),
    st.integers(0, 200),
    st.integers(0, 200),
    st.integers(0, 8),
    st.sampled_from(VALUES),
)


def damaged(data: bytes, damages: list[tuple[Damage, int, int, int, str]]) -> bytes:
    """A file in which elements of some parts are gone, moved, doubled or say something else."""
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        parts = {name: parsed(whole.read(name)) for name in whole.namelist()}
    for damage, first, second, part, value in damages:
        elements = list(list(parts.values())[part % len(parts)].iter())
        damage(elements[first % len(elements)], elements[second % len(elements)], value)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, tree in parts.items():
            archive.writestr(name, written(tree))
    return made.getvalue()


@settings(max_examples=40)
@given(damages=st.lists(DAMAGES, min_size=1, max_size=4))
@example(damages=[(unsaid, 1, 0, 4, "")])  # a style without an id
def test_a_damaged_template_is_told_or_used(damages: list[tuple[Damage, int, int, int, str]]) -> None:
    """What can be read is written into; whatever cannot is refused with its reasons."""
    try:
        word = read_template(damaged(WHOLE, damages), "skabelon.dotx", {}, LOOK, Place()).word
    except InputInvalid:
        return
    tried(word, LOOK, "da-DK", "skabelon.dotx")

    assert render(DOCUMENT, replace(LOOK, template=word))
