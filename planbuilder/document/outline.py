"""What stands in a document, and in which order: the outlines in `templates/`.

In: an outline's name or file. Out: a typed `Outline`. It names blocks; what a block is, `blocks` knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from planbuilder import codes, resources
from planbuilder.document.model import Page
from planbuilder.errors import InputInvalid, UsageWrong, problem
from planbuilder.nameforms import as_it_lies
from planbuilder.record import field, record
from planbuilder.yamltext.reading import read_file
from planbuilder.yamltext.schema import closest, read

Texts = Mapping[str, str]


@record
class SectionPlan:
    """One section: its title, the names of its blocks, and how it stands in the document.

    One of level 2 belongs to the last one of level 1 before it.
    """

    id: str
    title: Texts
    blocks: tuple[str, ...] = ()
    level: int = field(default=1, metadata={"least": 1, "most": 2})
    new_page: bool = False
    wide: bool = False
    numbered: bool = True
    appendix: bool = False


@record
class Outline:
    """A document's outline; `contents` is the depth of its list of contents, 0 for none.

    `pages` is how many pages it may take, 0 for as many as it needs; `build` tells where it takes more.

    `page` is the sheet it is made for; in more than one of its `columns`, `new_page` starts a new column.
    """

    format: str
    id: str
    title: Texts
    sections: tuple[SectionPlan, ...]
    cover: bool = False
    contents: int = field(default=0, metadata={"least": 0, "most": 4})
    page: Page = "a4"
    columns: int = field(default=1, metadata={"least": 1, "most": 4})
    pages: int = field(default=0, metadata={"least": 0, "most": 1000})


def names() -> list[str]:
    """The names of the bundled outlines."""
    return sorted(path.stem for path in resources.folder("templates").glob("*.yaml"))


def load(name: str, known_blocks: list[str]) -> Outline:
    """The outline called `name`, or in a file of that name; raises InputInvalid for a block nobody knows."""
    file = (
        as_it_lies(Path(name)) if name.endswith((".yaml", ".yml")) else resources.folder("templates") / f"{name}.yaml"
    )
    if not file.is_file():
        raise UsageWrong(
            [problem(codes.UNKNOWN_DOCUMENT, name=name, known=", ".join(names()), near=closest(name, names()))]
        )
    source = read_file(file)
    outline, _ = read(source, Outline)
    unknown = [
        problem(
            codes.UNKNOWN_BLOCK,
            source.place(f"sections.{n}.blocks.{m}"),
            block=block,
            near=closest(block, known_blocks),
        )
        for n, section in enumerate(outline.sections)
        for m, block in enumerate(section.blocks)
        if block not in known_blocks
    ]
    if unknown:
        raise InputInvalid(unknown)
    return outline


def base_name(name: str) -> str:
    """The file name, without suffix, of a document built from an outline."""
    return Path(name).stem
