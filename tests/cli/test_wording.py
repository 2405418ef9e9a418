"""click's own words: every mistake in a call is told in Danish, or all in English."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run
from tests.cli.test_commands import DANISH, ENGLISH, VALUES, words

MISTAKES = [
    ["tegn"],
    ["chek"],
    ["in"],
    ["new"],
    ["new", "a", "b"],
    ["check", "a", "b", "c"],
    ["check", "--nej"],
    ["check", "--leve"],
    ["check", "--level"],
    ["check", "--level", "high"],
    ["check", "--json=1"],
    ["new", "a", "--horizon", "x"],
    ["new", "a", "--horizon", "41"],
    ["build", "--format", "odt"],
    ["--version=3"],
    ["-x"],
    ["interview", "--"],
    ["check", "--p"],
]


@pytest.mark.parametrize("typed", MISTAKES, ids=" ".join)
def test_a_mistake_is_told_in_danish(call: Run, typed: list[str]):
    """No word of English but what was typed, and the names of options and values."""
    done = call(*typed)

    assert (done.code, done.out, words(done.err) & (ENGLISH - VALUES - set(typed))) == (2, "", set())


@pytest.mark.parametrize("typed", MISTAKES, ids=" ".join)
def test_a_mistake_is_told_in_english(call: Run, typed: list[str]):
    """After Danish, English is English again."""
    call(*typed)

    done = call("--lang", "en", *typed)

    assert (done.code, words(done.err) & DANISH) == (2, set())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["chek"], "Fejl: Kommandoen chek findes ikke. Mente du 'check'?\n"),
        (["new"], "Fejl: Der mangler et argument 'MAPPE'.\n"),
        (["check", "--nej"], "Fejl: Valget --nej findes ikke.\n"),
        (["new", "a", "--horizon", "x"], "Fejl: Ugyldig værdi for '--horizon': »x« er ikke et helt tal.\n"),
    ],
)
def test_a_mistake_names_what_is_wrong(call: Run, typed: list[str], said: str):
    """The last line names what cannot be understood."""
    assert call(*typed).err.endswith(said)


def test_a_mistake_tells_how_to_get_help(call: Run):
    """Usage and the way to help stand before the mistake."""
    assert call("check", "--nej").err.splitlines()[:2] == [
        "Brug: planbuilder check [VALG] [PLAN]", "Få hjælp med »planbuilder check --help«.",
    ]  # fmt: skip
