"""What stands in a document, and in which order: the outlines in `templates/`.

In: an outline's name or file. Out: a typed `Outline`. It names blocks; what a block is, `blocks` knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from planbuilder import codes, looking, resources
from planbuilder.document.model import Page
from planbuilder.drive import as_it_lies
from planbuilder.errors import InputInvalid, Problem, UsageWrong, closest, problem
from planbuilder.record import field, record
from planbuilder.yamltext.nodes import Source
from planbuilder.yamltext.reading import read_file
from planbuilder.yamltext.schema import read

Texts = Mapping[str, str]
Names = Literal["all", "management", "none"]


@record
class SectionPlan:
    """One section: its title, the names of its blocks, and how it stands in the document.

    One of level 2 belongs to the last one of level 1 before it. One in `front` stands before the list of contents.
    """

    id: str
    title: Texts
    blocks: tuple[str, ...] = ()
    level: int = field(default=1, metadata={"least": 1, "most": 2})
    new_page: bool = False
    front: bool = False
    wide: bool = False
    numbered: bool = True
    appendix: bool = False


@record
class Outline:
    """A document's outline; `contents` is the depth of its list of contents, 0 for none.

    `pages` is how many pages it may take, 0 for as many as it needs; `build` tells where it takes more. `measure` is
    how many letters a line of prose has room for, 0 for as many as the page has; tables and figures are as wide as the
    page.

    `names` says who is called by name: everybody, management, or nobody; others are called by their roles. Only with
    `informants` does it say who gave an answer.

    With `open_points` it says that the plan is a draft as long as something is missing in it; a paper that tells what
    people did or do, such as minutes, is no draft for that.

    `page` is the sheet it is made for; in more than one of its `columns`, `new_page` starts a new column.
    """

    format: str
    id: str
    title: Texts
    sections: tuple[SectionPlan, ...]
    cover: bool = False
    contents: int = field(default=0, metadata={"least": 0, "most": 4})
    names: Names = "all"
    informants: bool = True
    open_points: bool = True
    page: Page = "a4"
    columns: int = field(default=1, metadata={"least": 1, "most": 4})
    pages: int = field(default=0, metadata={"least": 0, "most": 1000})
    measure: int = field(default=0, metadata={"least": 0, "most": 200})

    @property
    def tells_all(self) -> bool:
        """Whether the document itself calls everybody by name and says who answered."""
        return self.names == "all" and self.informants


def names() -> list[str]:
    """The names of the bundled outlines."""
    return sorted(path.stem for path in resources.folder("templates").glob("*.yaml"))


def load(name: str, known_blocks: list[str], language: str = "") -> Outline:
    """The outline called `name`, or in a file of that name.

    Raises InputInvalid for a block nobody knows, and for a title that is not in `language`, if one is given.
    """
    file = (
        as_it_lies(Path(name)) if name.endswith((".yaml", ".yml")) else resources.folder("templates") / f"{name}.yaml"
    )
    if not looking.is_file(file):
        raise UsageWrong(
            [problem(codes.UNKNOWN_DOCUMENT, name=name, known=", ".join(names()), near=closest(name, names()))]
        )
    source = read_file(file)
    outline, _ = read(source, Outline)
    found = [*_unknown_blocks(source, outline, known_blocks), *_missing_titles(source, outline, language)]
    if found:
        raise InputInvalid(found)
    return outline


def _unknown_blocks(source: Source, outline: Outline, known_blocks: list[str]) -> list[Problem]:
    return [
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


def _missing_titles(source: Source, outline: Outline, language: str) -> Iterator[Problem]:
    """Titles that do not exist in a language; a section may go without any."""
    titles = {"title": outline.title, **{f"sections.{n}.title": one.title for n, one in enumerate(outline.sections)}}
    for path, title in titles.items():
        if language and any(title.values()) and not title.get(language):
            yield problem(codes.TEXT_WITHOUT_LANGUAGE, source.place(path), language=language)


def base_name(name: str) -> str:
    """The file name, without suffix, of a document built from an outline."""
    return Path(name).stem
