"""Markdown of ours as a page: anchors, links, commands, and no markup but what Markdown makes."""

from __future__ import annotations

import pytest

pytest.importorskip("markdown_it", reason="needs planbuilder[web]")

from planbuilder.web.marked import Marked, Target, listed, marked


def page(text: str, **targets: Target) -> Marked:
    return marked(
        text, lambda address, title: targets.get(address, Target("")), {"web.save": "Gem & <luk>"}.__getitem__
    )


def test_headings_have_anchors_and_the_sections_are_listed() -> None:
    """As sites that show Markdown make them, so that a link works in both places."""
    made = page("# Økonomi: tal\n\n## Se, hvad der `sker`\n\n### Under\n")

    assert (made.title, made.sections) == ("Økonomi: tal", (("se-hvad-der-sker", "Se, hvad der sker"),))
    assert '<h2 id="se-hvad-der-sker">' in made.body


def test_the_programs_words_are_filled_in_everywhere() -> None:
    """As text, whatever they hold."""
    made = page(
        "# T\n\n**{{web.save}}** ![{{web.save}}](x.png)\n\n```\n{{web.save}}\n```\n", **{"x.png": Target("y.png")}
    )

    assert made.body.count("Gem &amp; &lt;luk&gt;") == 3


def test_a_link_that_leads_nowhere_here_is_its_words() -> None:
    """And one that leads somewhere says so, with the language there."""
    made = page("# T\n\n[a](a.md) [b](b.md)\n", **{"b.md": Target("b.html", "en-GB")})

    assert '<p>a <a href="b.html" hreflang="en-GB">b</a></p>' in made.body


def test_what_is_typed_is_told_from_what_is_answered() -> None:
    """In a block of commands alone."""
    made = page("# T\n\n```console\n$ planbuilder web\nhttp://…\n```\n\n```yaml\n$ a: <b>\n```\n")

    assert "<kbd>planbuilder web</kbd>\n<samp>http://…</samp>" in made.body
    assert "$ a: &lt;b&gt;" in made.body


def test_markup_in_a_text_is_text() -> None:
    made = page("# T\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))\n")

    assert "<script" not in made.body
    assert "href" not in made.body


def test_the_links_of_lists_are_listed_under_their_headings() -> None:
    """A link in a paragraph is none of them."""
    text = '# T\n\n[no](no.md)\n\n## One\n\n- [a](a.md)\n- [b](b.md "en-GB")\n\n## Two\n\n- [c](c.md)\n\n[no](no.md)\n'

    found = [(one.group, one.words, one.href, one.title) for one in listed(text, str)]

    assert found == [("One", "a", "a.md", ""), ("One", "b", "b.md", "en-GB"), ("Two", "c", "c.md", "")]
