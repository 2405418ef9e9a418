"""What writers do alike.

The search for garbage is put off while a document is made, and no longer. Column widths: in proportion, never
narrower than a word, always within the page. No writer misses a primitive.
"""

from __future__ import annotations

import gc
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder import language as languages
from planbuilder import look, writers
from planbuilder.document.material import facts
from planbuilder.drawing.shapes import MOST_HEIGHT
from planbuilder.drawing.typeface import measure
from planbuilder.writers.shared import (
    TILE_SIDES,
    TILE_SIZES,
    WITH_CAPTION,
    abreast,
    paused,
    text_area,
    tile_size,
)


@pytest.fixture(autouse=True)
def searching() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_it_is_off_within_and_on_after() -> None:
    """And may be asked for within itself."""
    with paused():
        with paused():
            pass
        within = gc.isenabled()

    assert (False, True) == (within, gc.isenabled())


def test_it_is_on_again_after_a_fault() -> None:
    """A document that cannot be made leaves the program as it was."""
    with pytest.raises(ValueError, match="fejl"), paused():
        raise ValueError("fejl")

    assert gc.isenabled()


def test_who_switched_it_off_keeps_it_off() -> None:
    """It is not ours to switch on."""
    gc.disable()
    with paused():
        pass

    assert not gc.isenabled()


@given(exponent=st.integers(0, 6), digits=st.integers(100, 999), code=st.sampled_from(["da", "en"]))
def test_no_value_of_a_key_figure_breaks_inside_a_word(exponent: int, digits: int, code: str) -> None:
    """Up to a thousand million millions, in both languages: what a no-break space joins stays in one piece."""
    number = languages.load(code).number(Decimal(digits * 10**exponent))
    amount = languages.load(code).text("document.million", amount=f"{number}.09")
    width = 595.28 - 68 - 62
    size = tile_size(facts("t", "", [(amount, ""), ("2031", ""), ("2", "")]), width)

    assert size in TILE_SIZES
    assert measure(amount, size, True) <= width / 3 - TILE_SIDES or size == TILE_SIZES[-1]


def test_the_values_of_key_figures_are_set_alike() -> None:
    """As large as the longest one allows; the example's are as large as they were."""
    long = "DKK 11.09\u00a0million".replace(" ", "\u00a0")
    values = ("3,61\u00a0mio.\u00a0kr.", long)
    sizes = [tile_size(facts("t", "", [(value, ""), ("2031", ""), ("2", "")]), 465) for value in values]

    assert [17, 14] == sizes


def test_a_value_stands_on_one_line_where_that_is_large_enough() -> None:
    """Two key figures have half the width each; one that needs small type for it is broken between its words."""
    way, longer = "1,610 → 1,780 children", "1,610 → 1,780 children and young people"
    three = [tile_size(facts("t", "", [(value, "")] * 3), 480) for value in (way, longer)]

    assert [2, 3, 3] == [abreast(facts("t", "", [(way, "")] * count)) for count in (2, 3, 4)]
    assert [13, 17] == three
    assert 17 == tile_size(facts("t", "", [(way, "")] * 2), 480)


PACKAGE = Path(writers.__file__).parent.parent
PRIMITIVE = '@record\nclass Rule:\n    """A line from margin to margin."""\n\n\nBlock = (\n    Rule |'
CASE = """            case model.Rule():
                return self.rule(block)
            case model.Contents():"""
METHOD = '''    @abstractmethod
    def rule(self, block: model.Rule) -> Iterator[T]:
        """A line from margin to margin."""

    @abstractmethod
    def contents('''


def refused(folder: Path) -> set[str]:
    """The writers' modules in which mypy finds an error."""
    call = [sys.executable, "-m", "mypy", "--config-file", str(PACKAGE.parent / "pyproject.toml")]
    done = subprocess.run([*call, "planbuilder/writers"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return set(re.findall(r"^planbuilder/writers/(\S+?):\d+: error", done.stdout, re.MULTILINE))


def put(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.slow
def test_mypy_lets_no_writer_miss_a_primitive(tmp_path: Path) -> None:
    """A new kind of block is refused first where blocks are told apart, then in each writer until it has it."""
    shutil.copytree(PACKAGE, tmp_path / "planbuilder", ignore=shutil.ignore_patterns("__pycache__"))
    before = refused(tmp_path)
    put(tmp_path / "planbuilder/document/model.py", "Block = (\n   ", PRIMITIVE)
    unknown = refused(tmp_path)
    shared = tmp_path / "planbuilder/writers/shared.py"
    put(
        shared,
        "case model.Contents():",
        "case model.Rule():\n                return self.rule(block)\n            case model.Contents():",
    )
    put(shared, "Nameless = model.Paragraph", "Nameless = model.Rule | model.Paragraph")
    put(shared, "    @abstractmethod\n    def contents(", METHOD)
    missing = refused(tmp_path)

    assert before == set()
    assert unknown == {"shared.py"}
    writers = {"text.py", "markdown.py", "agenda.py", "html/writer.py", "docx/writer.py", "pdf/writer.py"}
    assert missing == writers | {"docx/compared.py"}  # which writes with that of DOCX


def test_the_highest_figure_finds_room_on_a_page_with_its_caption() -> None:
    """So that none is made smaller than it was drawn, and its words with it."""
    assert text_area(look.load())[1] - WITH_CAPTION >= MOST_HEIGHT
