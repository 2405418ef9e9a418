"""Hard words are explained in the papers that have them: those alone, and marked where they are first used."""

from __future__ import annotations

import re

import pytest

from planbuilder import example, language, pipeline
from planbuilder.document import outline
from planbuilder.document.model import Document, ListBlock, Paragraph, Section, Span, Spans, texts_of, walk
from planbuilder.document.word_list import MARK, with_words, words
from planbuilder.language import Language
from planbuilder.plan.store import from_text
from tests.conftest import DAY
from tests.document.plans import HEAD
from tests.document.sizes import sized

EXPLAINING = [name for name in outline.names() if name in ("plan", "proposal") or name.startswith("committee")]


def list_of(document: Document) -> dict[str, str]:
    """The words of a document's list with what they mean."""
    (found,) = (one for one in walk(document.blocks) if isinstance(one, Section) and "word" in one.id)
    (told,) = (one for one in found.blocks if isinstance(one, Paragraph))
    return {name.text.strip(" :"): meaning.text for name, meaning in batched(told.spans[1:])}


def batched(spans: Spans) -> list[tuple[Span, Span]]:
    """Spans in pairs."""
    return list(zip(spans[::2], spans[1::2], strict=True))


def links_of(document: Document) -> list[Span]:
    """The marked words of a document."""
    spans = [span for one in walk(document.blocks) if isinstance(one, Paragraph) for span in one.spans]
    items = [item for one in walk(document.blocks) if isinstance(one, ListBlock) for item in one.items]
    return [span for span in (*spans, *(span for item in items for span in item.spans)) if span.text.endswith(MARK)]


@pytest.mark.parametrize("name", EXPLAINING)
def test_a_paper_explains_words_that_it_has(compose, spoken: Language, name: str) -> None:
    """Each in a sentence, in the order of the language's own list; each is marked once, and the mark leads there."""
    document = compose(example.text(spoken), name, spoken.code)
    told, links = list_of(document), links_of(document)
    wanted = {"da": {"budgetvirksom", "nettonutidsværdi", "årsværk"}, "en": {"cashable", "net present value"}}

    assert [*told] == [one.name for one in words(spoken) if one.name in told]
    assert all(meaning.endswith(".") for meaning in told.values())
    assert wanted[spoken.code] <= set(told)
    assert len(links) >= 5
    assert {one.target for one in links} <= {one.id for one in walk(document.blocks) if isinstance(one, Section)}
    assert len({one.text.casefold() for one in links}) == len(links)
    assert not any(one.field for one in links)  # an answer is read back from a Word file as it stands


def test_the_first_use_is_the_one_that_is_marked(compose) -> None:
    """No sentence before it has the word."""
    document = compose(example.text(language.load("da")), "proposal", "da")
    said = [text for text in texts_of(document.blocks) if re.search("nettonutidsværdi", text, re.IGNORECASE)]

    assert re.search(r"nettonutidsværdi\w*\*", said[0], re.IGNORECASE)
    assert not any(re.search(r"nettonutidsværdi\w*\*", text, re.IGNORECASE) for text in said[1:])


def section(id: str, *texts: str) -> Section:
    """A section of paragraphs."""
    return Section(id, "", tuple(Paragraph((Span(text),)) for text in texts))


def test_a_longer_word_is_not_the_shorter_one_in_it() -> None:
    """Net present value is one word, and present value another; of a word that is not there nothing is told."""
    both = with_words(
        (section("a", "The net present value and a present value."), section("w", "x")), language.load("en"), "w"
    )
    net = with_words((section("a", "Net present values only."), section("w", "x")), language.load("en"), "w")

    assert ["net present value", "present value"] == [*list_of_blocks(both)]
    assert ["net present value"] == [*list_of_blocks(net)]


def list_of_blocks(blocks) -> list[str]:
    """The words of the list in some blocks."""
    spans = [span for one in walk(blocks) if isinstance(one, Paragraph) for span in one.spans]
    return [span.text.strip(" :") for span in spans if span.bold]


def test_a_paper_without_hard_words_has_no_list(danish: Language) -> None:
    """And no heading for one, however deep it stands."""
    inner = Section("case", "", (section("a", "Børn og sport."), section("w", "x")))

    assert [] == [one for one in walk(with_words((inner,), danish, "w")) if getattr(one, "id", "") == "w"]


def test_a_list_in_another_language_marks_no_passage_of_the_plan(questionnaire) -> None:
    """A plan in Danish whose paper is in English: what somebody wrote stays whole."""
    text = HEAD.replace("title: Prøve", "title: Prøve\nlanguage: da") + "benefits_tree: {purpose: En NPV for alle.}\n"
    made_from = pipeline.material(from_text(text), questionnaire, language.load("en"), DAY)
    document = pipeline.document(made_from, "committee")

    assert any("En NPV for alle." in text for text in texts_of(document.blocks))


def test_a_mark_is_explained_only_where_one_stands(compose) -> None:
    """Of a plan that has only been begun, hard words stand in gaps, which carry no mark."""
    text = str(
        next(one for one in compose(sized(language.load("da"), "empty"), "proposal").blocks if one.id == "word_list")
    )

    assert "Et ord med" not in text
    assert "'business case: '" in text


def test_every_word_is_found_by_its_own_name(spoken: Language) -> None:
    """Whatever its capitals, and behind a hyphen: forms and name belong together."""
    for one in words(spoken):
        told = with_words((section("a", f"2026-{one.name.upper()}, x"), section("w", "x")), spoken, "w")
        assert one.name in list_of_blocks(told)
