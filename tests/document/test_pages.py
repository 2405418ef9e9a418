"""Documents keep to the pages that their outlines promise: in PDF, and in Word as LibreOffice lays it out."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder import example
from planbuilder.document import outline
from planbuilder.document.blocks import BLOCKS
from planbuilder.language import load
from planbuilder.writers import WRITERS
from planbuilder.writers.docx import render as word
from planbuilder.writers.pdf import render as pdf
from planbuilder.writers.pdf_pages import page_count
from tests.document.sizes import SIZES, indexed, sized
from tests.writers.docx.office import printed

CASES = [name for name in outline.names() if name.startswith("committee")]
PROMISES = {"summary": 1, "board": 1}
# A case presentation of a plan with twenty of everything; the example's is shorter.
CASE = 5
# A proposal tells everything of a plan of a usual size, and shortens what a larger one has more of.
PROPOSAL = 12
STATUS = 2


def test_documents_promise_their_pages() -> None:
    """A summary is one page, a case presentation five, a board one sheet; a plan is as long as it is."""
    loaded = {name: outline.load(name, list(BLOCKS)).pages for name in outline.names()}

    assert {"proposal": PROPOSAL, "status": STATUS, **dict.fromkeys(CASES, CASE), **PROMISES} == {
        name: pages for name, pages in loaded.items() if pages
    }


@pytest.mark.slow
@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_a_pdf_keeps_its_outlines_promise(compose, standard_look, size: str, code: str) -> None:
    """With half of all amounts missing, forty benefits, a wide tree, twenty of everything, and a crowded wall."""
    text = sized(load(code), size)
    counts = {name: page_count(pdf(compose(text, name, code), standard_look)) for name in PROMISES}

    assert PROMISES == counts


@pytest.mark.slow
@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("size", [size for size in SIZES if size not in ("committees", "empty")])
def test_a_proposal_keeps_to_its_pages(compose, standard_look, size: str, code: str) -> None:
    """Between eight pages and twelve."""
    assert 8 <= page_count(pdf(compose(sized(load(code), size), "proposal", code), standard_look)) <= PROPOSAL


@pytest.mark.slow
@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_a_case_presentation_keeps_to_its_pages(compose, standard_look, size: str, code: str) -> None:
    """Under the headings of everyone."""
    text = sized(load(code), size)

    assert all(page_count(pdf(compose(text, name, code), standard_look)) <= CASE for name in CASES)


@pytest.mark.slow
@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("size", ["example", "half missing", "committees"])
def test_budgets_in_two_price_bases_leave_it_its_pages(compose, standard_look, size: str, code: str) -> None:
    """Each budget in the prices of the plan and in those of the budget year."""
    text = sized(load(code), size, indexed)
    found = {name: page_count(pdf(compose(text, name, code), standard_look)) for name in CASES}

    assert {} == {name: pages for name, pages in found.items() if pages > CASE}


@pytest.mark.slow
@pytest.mark.parametrize("code", ["da", "en"])
def test_a_simulation_leaves_them_their_pages(compose, standard_look, code: str) -> None:
    """Of the example: what must give way to it are the lists that are shortened."""
    text = example.text(load(code)).replace("\neconomy:\n", "\neconomy:\n  simulation: {draws: 10000}\n", 1)
    most = {**dict.fromkeys(CASES, CASE), "proposal": PROPOSAL, "summary": 1}

    found = {name: page_count(pdf(compose(text, name, code), standard_look)) for name in most}
    assert {} == {name: pages for name, pages in found.items() if pages > most[name]}
    assert "simulation:" in text


@pytest.mark.slow
@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_a_status_report_keeps_to_two_pages(compose, standard_look, size: str, code: str) -> None:
    """What there is no room for is named by its number."""
    assert page_count(pdf(compose(sized(load(code), size), "status", code), standard_look)) <= STATUS


@pytest.mark.slow
@pytest.mark.parametrize("code", ["da", "en"])
def test_a_word_file_keeps_it_too(tool, compose, standard_look, tmp_path: Path, code: str) -> None:
    """All sizes at once, since LibreOffice takes its time to begin."""
    files = {
        f"{name}-{size.replace(' ', '_')}": word(compose(sized(load(code), size), name, code), standard_look)
        for size in SIZES
        for name in PROMISES
    }
    found = {name: len(pages) for name, pages in printed(tool, tmp_path, files).items()}

    assert {name: PROMISES[name.partition("-")[0]] for name in files} == found


def test_only_a_format_with_pages_is_counted() -> None:
    """A Word file has none before a program lays it out."""
    assert {"pdf"} == {name for name, writer in WRITERS.items() if writer.pages}
    assert 0 == WRITERS["docx"].page_count(b"")
