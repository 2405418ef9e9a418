"""In a made language, whose every text is marked and a third longer, no unmarked word is shown, and nothing is cut.

A copy of planbuilder with the language in it makes everything once, in a process of its own: every screen, and the
example's documents in every format. A word outside of all marks is one that code says, and no language file.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pikepdf
import pytest
from babel.dates import get_month_names

import planbuilder
from planbuilder.document import outline
from planbuilder.hyphenation import hardened
from planbuilder.pipeline import MINUTES
from planbuilder.yamltext.nodes import Data
from planbuilder.yamltext.reading import read_file
from tests.conftest import Once
from tests.pseudo import CLOSE, CODE, OPEN, TAG, add_language, copy_data, runs, unmarked

SCREENS = Path(__file__).with_name("pseudo_screens.py")
DOCUMENTS = outline.names()
SHORT = 25  # of the six lines of the example's minutes
# Words that no language changes, each with its reason.
UNCHANGED = {
    "planbuilder": "the name of the program",
}

# Calls that name what they wrote, and say no more; `demo` tells that the board takes two sheets in longer words.
PATHS_ALONE = {"build", "extract build/board.pdf out"}
# What the calls and plans of the test itself say wrongly, and is told back.
TYPED = {"xyz", "maj", "horison", "xx"}


def leaves(data: Data) -> Iterator[str]:
    """Every value of data."""
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for one in inner:
        yield from leaves(one)
    if not inner and data is not None:
        yield str(data)


class Shown:
    """All that was made in the language: `screens` by the call, files in `folder`, and words that have no language."""

    def __init__(self, folder: Path, told: dict[str, dict[str, str]]) -> None:
        self.folder, self.screens = folder, told["shown"]
        self.names = unmarked(" ".join(told["names"]).replace("-", " ")) | set(told["names"])
        self.own = unmarked("\n".join(leaves(read_file(folder / "plan.yaml").data())))
        months = (get_month_names(width, context, CODE) for width in ("wide", "abbreviated") for context in CONTEXTS)
        self.months = {word for names in months for name in names.values() for word in (name, name.rstrip("."))}

    def document(self, name: str, suffix: str) -> str:
        """The text of a document file, its words whole."""
        path = self.folder / "build" / f"{name}.{suffix}"
        return hardened(READERS[suffix](path))


CONTEXTS = ("format", "stand-alone")
# What numbers begin with that have two letters, and are told what they stand for.
PREFIXES = {"TM"}


def of_text(path: Path) -> str:
    return re.sub(r"\]\(#[^)]*\)", "]", path.read_text(encoding="utf-8"))


def of_html(path: Path) -> str:
    text = re.sub(r"<style.*?</style>", "", path.read_text(encoding="utf-8"), flags=re.S)
    said = re.findall(r'\b(?:alt|title|aria-label)="([^"]*)"', text)
    return html.unescape("\n".join([re.sub(r"<[^>]+>", " ", text), *said]))


def of_word(path: Path) -> str:
    """Every text of the parts that people read, what pictures are called, and the items of lists."""
    with ZipFile(path) as packed:
        seen = re.compile(r"word/(document|header|footer|comments)\w*\.xml")
        parts = [name for name in packed.namelist() if seen.fullmatch(name)]
        text = "\n".join(packed.read(name).decode() for name in parts)
    said = re.findall(r'\b(?:descr|w:displayText)="([^"]*)"', text)
    paragraphs = ("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", one)) for one in text.split("</w:p>"))
    return html.unescape("\n".join([*paragraphs, *said]))


def of_sheets(path: Path) -> str:
    """The texts of a workbook and the names of its sheets, but for what no program offers to show."""
    book = openpyxl.load_workbook(path)
    shown = [sheet for sheet in book if sheet.sheet_state != "veryHidden"]
    cells = (cell.value for sheet in shown for row in sheet.iter_rows() for cell in row if cell.data_type == "s")
    return "\n".join([*map(str, cells), *(sheet.title for sheet in shown)])


def of_pdf(path: Path) -> str:
    """The text of the pages as it was written, then their heads, then their feet: these part what goes over a page."""
    return "\n".join(
        poppler("-raw", path, *f"-x 0 -y {top} -W 2000 -H {bottom - top}".split())
        for top, bottom in ((52, 810), (0, 52), (810, 2000))
    )


def poppler(form: str, path: Path, *more: str) -> str:
    done = subprocess.run(["pdftotext", form, *more, str(path), "-"], capture_output=True, text=True, check=True)
    return done.stdout


def described(path: Path) -> str:
    """What a PDF says of its pictures to those who do not see them."""
    with pikepdf.open(path) as pdf:
        objects = (one for one in pdf.objects if isinstance(one, pikepdf.Dictionary))
        return "\n".join(str(one.Alt) for one in objects if "/Alt" in one)


READERS = {
    "txt": of_text,
    "md": of_text,
    "html": of_html,
    "agenda.html": of_html,
    "docx": of_word,
    "xlsx": of_sheets,
    "pdf": of_pdf,
}


@pytest.fixture(scope="module")
def shown(once: Once) -> Shown:
    """Everything in the language, made once."""
    place = once("pseudo", made)
    return Shown(place / "plan", json.loads((place / "told").read_text(encoding="utf-8")))


def made(place: Path) -> None:
    """A copy of the program with the language, and what it shows and writes."""
    root, folder = place / "copy", place / "plan"
    folder.mkdir()
    package = Path(planbuilder.__file__).parent
    shutil.copytree(package, root / "planbuilder", ignore=shutil.ignore_patterns("__pycache__"))
    copy_data(root)
    add_language(root)
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONUTF8": "1", "COLUMNS": "80", "HOME": str(folder)}
    call = [sys.executable, str(SCREENS), CODE, str(folder)]
    done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)
    assert done.returncode == 0, done.stderr
    (place / "told").write_text(done.stdout, encoding="utf-8")


def test_no_screen_shows_an_unmarked_word(shown: Shown) -> None:
    """Help of every command, check, figures, build, versions, verdicts, and every error that a call can run into."""
    parts = {part for name in shown.names for part in name.split("_")}
    of_word = styles(shown.folder / "build/board.docx") | set(TAG.split("-"))
    known = shown.names | parts | set(UNCHANGED) | TYPED | shown.own
    found = {call: unmarked(bare(text)) - known - unmarked(call) for call, text in shown.screens.items()}
    found["template check build/board.docx"] -= of_word

    assert {call: sorted(words) for call, words in found.items() if words} == {}
    assert {call for call, text in shown.screens.items() if OPEN not in text} == PATHS_ALONE


def bare(text: str) -> str:
    """A screen without the places of problems, which are files and keys."""
    return re.sub(r"(PB\d{3}).*", r"\1", text)


def styles(path: Path) -> set[str]:
    """The names of the styles in a Word file, which `template check` lists."""
    with ZipFile(path) as packed:
        return unmarked(" ".join(re.findall(r'<w:name w:val="([^"]*)"', packed.read("word/styles.xml").decode())))


def test_the_interview_shows_no_unmarked_word(shown: Shown) -> None:
    """Nor what it says to wrong answers, in its help and on its home screen; what was typed comes back."""
    assert unmarked(shown.screens["interview"]) - TYPED == set()
    assert shown.screens["interview"].count(OPEN) > 1000


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "agenda.html", "docx", "pdf"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_holds_an_unmarked_word(shown: Shown, name: str, suffix: str) -> None:
    """Only months, which are the calendar's, and what the example says once for all languages: people's names."""
    text = shown.document(name, suffix)

    assert sorted(unmarked(text) - shown.own - shown.months - PREFIXES) == []
    assert text.count(OPEN) > (SHORT if name == MINUTES else 50)


def test_the_workbook_holds_no_unmarked_word(shown: Shown) -> None:
    """In its cells and the names of its sheets."""
    text = shown.document("economy", "xlsx")

    assert sorted(unmarked(text) - shown.own - shown.months) == []
    assert text.count(OPEN) > 50


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_is_cut_in_a_pdf(shown: Shown, name: str) -> None:
    """Every text arrives whole, its last mark with it, on a page or, for what a picture shows, in its description."""
    path = shown.folder / "build" / f"{name}.pdf"
    pages = shown.document(name, "pdf")

    arrived = runs(pages) + runs(described(path))

    assert pages.count(OPEN) == pages.count(CLOSE)
    assert runs(shown.document(name, "txt")) - arrived == {}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_word_of_a_pdf_lies_on_its_page(shown: Shown, name: str) -> None:
    """A third more text runs over no edge."""
    text = poppler("-bbox", shown.folder / "build" / f"{name}.pdf")
    form = r'<page width="(\S+)" height="(\S+)">|<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">([^<]*)'
    width = height = 0.0
    outside = []
    for page_width, page_height, *box, word in re.findall(form, text):
        if page_width:
            width, height = float(page_width), float(page_height)
            continue
        left, top, right, bottom = map(float, box)
        if left < 0 or top < 0 or right > width or bottom > height:
            outside.append(word)

    assert width > 0
    assert outside == []


def test_the_list_of_words_that_no_language_changes_holds_nothing_unused(shown: Shown) -> None:
    """A reason that no screen needs any longer goes."""
    said = set().union(*(unmarked(text) for text in shown.screens.values()))

    assert set(UNCHANGED) - said == set()
