"""Outlines: data that name blocks, checked when loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.document import outline
from planbuilder.document.blocks import BLOCKS
from planbuilder.errors import InputInvalid, UsageWrong

OWN = """format: planbuilder.outline/1
id: x
title: {da: X, en: X}
sections:
  - {id: s, title: {da: S, en: S}, blocks: [%s]}
"""


@pytest.mark.parametrize("name", outline.names())
def test_every_bundled_outline_names_known_blocks(name: str) -> None:
    """Whatever stands in templates/ can be built."""
    loaded = outline.load(name, list(BLOCKS))

    assert name == loaded.id


def test_an_outline_of_ones_own_is_a_file(tmp_path: Path) -> None:
    """A municipality adds a document without Python."""
    file = tmp_path / "kort.yaml"
    file.write_text(OWN % "in_brief", encoding="utf-8")

    assert ("in_brief",) == outline.load(str(file), list(BLOCKS)).sections[0].blocks


def test_an_outline_may_ask_for_a_poster_in_columns(tmp_path: Path) -> None:
    """What it does not say is a page of A4 with one column."""
    plain, poster = tmp_path / "kort.yaml", tmp_path / "tavle.yaml"
    plain.write_text(OWN % "in_brief", encoding="utf-8")
    poster.write_text(OWN % "in_brief" + "page: a3_landscape\ncolumns: 4\n", encoding="utf-8")
    loaded = [outline.load(str(file), list(BLOCKS)) for file in (plain, poster)]

    assert [("a4", 1), ("a3_landscape", 4)] == [(one.page, one.columns) for one in loaded]


@pytest.mark.parametrize(
    ("line", "code"), [("page: a2", "PB032"), ("columns: 0", "PB027"), ("columns: 5", "PB027"), ("pages: -1", "PB027")]
)
def test_a_sheet_nobody_can_make_is_refused(tmp_path: Path, line: str, code: str) -> None:
    """With what can be chosen."""
    file = tmp_path / "tavle.yaml"
    file.write_text(OWN % "in_brief" + line + "\n", encoding="utf-8")
    with pytest.raises(InputInvalid) as caught:
        outline.load(str(file), list(BLOCKS))

    assert [code] == [found.code for found in caught.value.problems]


def test_an_unknown_block_is_refused_with_its_place(tmp_path: Path) -> None:
    """A misspelt block is told with line and the name that was meant."""
    file = tmp_path / "kort.yaml"
    file.write_text(OWN % "in_brie", encoding="utf-8")
    with pytest.raises(InputInvalid) as caught:
        outline.load(str(file), list(BLOCKS))

    found = caught.value.problems[0]
    assert ("PB055", 5, "in_brief") == (found.code, found.place.line, found.values["near"])


def test_an_unknown_document_is_refused_with_those_there_are() -> None:
    """The names that can be chosen are given."""
    with pytest.raises(UsageWrong) as caught:
        outline.load("plam", [])

    assert "plan" == caught.value.problems[0].values["near"]


def test_every_block_is_used_by_a_bundled_outline() -> None:
    """No block is left that no document shows."""
    used = {b for name in outline.names() for s in outline.load(name, list(BLOCKS)).sections for b in s.blocks}

    assert set(BLOCKS) == used


def test_a_document_is_named_after_its_outline() -> None:
    """The file built from `my/kort.yaml` is called kort."""
    assert "kort" == outline.base_name("my/kort.yaml")


def test_the_documents_of_those_concerned_are_bundled() -> None:
    """A committee, the benefit owners and the team at the wall each have a document of their own."""
    assert {"committee", "commitments", "board"} <= set(outline.names())
