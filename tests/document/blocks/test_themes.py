"""The six themes: every question with its answer, its gap, or why there is none."""

from __future__ import annotations

import pytest

from planbuilder.document.model import ListBlock, Note, Section, Table, text_of, texts_of, walk
from tests.document.blocks.tables import cells
from tests.document.plans import HEAD, SMALL


def section(blocks, id: str, text: str) -> Section:
    return next(b for b in blocks("themes", text) if getattr(b, "id", "") == f"theme_{id}")


def test_each_theme_has_its_section(blocks) -> None:
    """Six, with the chapters' names."""
    titles = [b.title for b in blocks("themes", HEAD) if isinstance(b, Section)]

    assert 6 == len(titles)
    assert "Adfærd, kultur og værdier" in titles


def test_a_text_answer_tells_who_gave_it(blocks) -> None:
    """Name, role and date beside what the answer is called."""
    answer = "answers: {channel_strategy.strategy: {value: Digitalt først, by: Anna, role: leder, on: 2026-09-14}}\n"
    texts = [
        text_of(b.spans)
        for b in walk(section(blocks, "channel_strategy", SMALL + answer).blocks)
        if hasattr(b, "spans")
    ]

    assert ["Kanalstrategien og løsningen · Oplyst af Anna, leder, 14.09.2026", "Digitalt først"] == texts[1:3]


def test_short_lines_become_points(blocks) -> None:
    """Three or more lines of a few words are a list."""
    answer = 'answers: {behaviour_culture.wanted_behaviour: {value: "en\\nto\\ntre"}}\n'
    found = [b for b in walk(section(blocks, "behaviour_culture", SMALL + answer).blocks) if isinstance(b, ListBlock)]

    assert ["en", "to", "tre"] == [text_of(i.spans) for i in found[0].items]


@pytest.mark.parametrize(("letters", "lines", "is_list"), [(90, 3, True), (91, 3, False), (90, 2, False)])
def test_only_short_lines_become_points(blocks, letters: int, lines: int, is_list: bool) -> None:
    """Up to ninety letters, and three lines; else they are paragraphs."""
    text = "\\n".join(["a" * letters] * lines)
    answer = f'answers: {{behaviour_culture.wanted_behaviour: {{value: "{text}"}}}}\n'
    found = [b for b in walk(section(blocks, "behaviour_culture", SMALL + answer).blocks) if isinstance(b, ListBlock)]

    assert bool(found) == is_list


def test_a_narrow_table_is_a_table(blocks) -> None:
    """Choices are called by their names, missing cells are marked."""
    rows = "answers: {channel_strategy.users: {rows: {r1: {group: applicant, device: [mobile, home_pc]}}}}\n"
    (table,) = (b for b in section(blocks, "channel_strategy", SMALL + rows).blocks if isinstance(b, Table))

    assert [["Ansøger", "", "[mangler: Situation]", "På en mobiltelefon, hjemme på en pc"]] == cells(table)


def test_a_wide_table_keeps_its_texts_in_columns(blocks) -> None:
    """Short answers stand together in the last, behind what was asked; what is optional and empty is left out."""
    row = "{rule: Papir, area: signatures, origin: habit, own_decision: true}"
    rows = f"answers: {{workflows_rules.rules: {{rows: {{r1: {row}}}}}}}\n"
    (table,) = (b for b in section(blocks, "workflows_rules", SMALL + rows).blocks if isinstance(b, Table))
    short = "Område: underskrifter\nKommer fra: vane – sådan plejer vi at gøre\nHar vi selv besluttet den? ja"

    assert ["Regel", "Kilde", "Sådan bremser den", "Kan ændres af", "Forhold"] == [c.title for c in table.columns]
    assert [["Papir", "", "", "", short]] == cells(table)


def test_the_economy_is_pointed_to_not_repeated(blocks) -> None:
    """Costs and effects stand in the business case; what is told in one place by one person is one line."""
    said = "answers:\n  budget_political_goals.costs: {by: Lise Damgaard}\n"
    found = section(blocks, "budget_political_goals", SMALL + said)
    pointers = [text_of(b.spans) for b in found.blocks if any(s.target for s in getattr(b, "spans", ()))]

    assert [] == [b for b in found.blocks if isinstance(b, Table)]
    assert [
        "Udgifter: Se . Oplyst af Lise Damgaard.",
        "Gevinsternes økonomi · Indfasning · Sådan hentes gevinsterne: Se . "
        "Pris pr. årsværk · Kilde til pris pr. årsværk · Diskonteringsrente: Se . ",
    ] == pointers


def test_a_number_of_the_economy_that_is_not_relevant_says_why(blocks) -> None:
    """Where the number itself would be told elsewhere, there is none to tell."""
    pool = SMALL.replace("economy: {", "economy: {funding: investment_pool, ") + (
        "answers:\n  budget_political_goals.pool_share: {state: not_applicable, why: Faste beløb, by: Lise}\n"
    )
    found = section(blocks, "budget_political_goals", pool)
    texts = list(texts_of(found.blocks))

    at = texts.index("Andel til tilbagebetaling · Oplyst af Lise")
    assert "Ikke relevant: Faste beløb" == texts[at + 1]


def test_the_levels_of_a_culture_stand_beside_each_other(blocks) -> None:
    """Each with its own words; one that nobody has told is a gap, one that is not relevant says why."""
    answers = (
        'answers:\n  behaviour_culture.artefacts: {value: "- skranke\\n- blanket", by: Anna}\n'
        "  behaviour_culture.espoused_values: {state: not_applicable, why: Ny enhed, value: gemt}\n"
    )
    found = section(blocks, "behaviour_culture", SMALL + answers).blocks
    (table,) = (b for b in found if isinstance(b, Table) and b.id == "culture")

    assert ["skranke\nblanket", "Ikke relevant: Ny enhed", "[mangler: Grundlæggende antagelser – det usagte]"] == cells(
        table
    )[0]
    assert ["Oplyst af Anna"] == cells(table)[1]


def test_the_iceberg_holds_the_plans_own_words(blocks) -> None:
    """Level by level; an empty level stays empty."""
    answer = 'answers: {behaviour_culture.artefacts: {value: "- skranke\\n- blanket"}}\n'
    (figure,) = blocks("iceberg", SMALL + answer)

    assert [("skranke", "blanket"), (), ()] == [level.lines for level in figure.data.levels]


def test_without_words_there_is_no_iceberg(blocks) -> None:
    """An empty figure tells nothing."""
    assert () == blocks("iceberg", SMALL)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("{state: unknown, ask: Jura}", "Ikke afklaret – spørg Jura."),
        ("{state: not_applicable, why: Lov}", "Ikke relevant: Lov"),
    ],
)
def test_states_are_told_apart(blocks, state: str, expected: str) -> None:
    """Unknown, not relevant and missing are three things."""
    found = section(blocks, "workflows_rules", SMALL + f"answers: {{workflows_rules.best_solution: {state}}}\n")

    assert expected in [text_of(b.spans) for b in walk(found.blocks) if hasattr(b, "spans")]
    assert any(isinstance(b, Note) for b in walk(found.blocks))


STAFF = (
    "answers:\n  organisation_competences.staffing:\n    rows:\n"
    "      r1: {unit: Skolen, fte_before: 1.5, fte_after: 1}\n"
    "      r2: {unit: Biblioteket, fte_before: 0.25%s}\n"
)


@pytest.mark.parametrize(("after", "sums"), [(", fte_after: 0", ["1,75", "1"]), ("", ["1,75", "–"])])
def test_staff_is_summed_over_units(blocks, after: str, sums: list[str]) -> None:
    """Where every unit has its number; else the total says nothing."""
    found = walk(section(blocks, "organisation_competences", SMALL + STAFF % after).blocks)
    (table,) = (b for b in found if isinstance(b, Table) and b.id.endswith("staffing"))

    assert ["I alt", *sums, ""] == next(cells(one) for one in [table])[-1]


CLOSED = """
answers:
  channel_strategy.close_channels: {value: true, by: Anna, role: leder, on: 2026-09-15}
  channel_strategy.channels_to_close: {rows: {r1: {channel: Papirskemaet}}, by: Bo, role: chef, on: 2026-09-16}
"""


def test_a_yes_that_rows_answer_is_not_asked_again(blocks) -> None:
    """The channels that close say that channels close; who said so stands beneath them."""
    whole = section(blocks, "channel_strategy", SMALL + CLOSED)
    notes = [text_of(row.cells[0].spans) for b in walk(whole.blocks) if isinstance(b, Table) for row in b.rows]

    assert not any("Lukkes der kanaler?" in text for text in texts_of(whole.blocks))
    assert {"Oplyst af Anna, leder, 15.09.2026", "Oplyst af Bo, chef, 16.09.2026"} <= set(notes)


def test_a_no_stands_as_it_is_answered(blocks) -> None:
    """There are no rows to say it."""
    answer = "answers: {channel_strategy.close_channels: {value: false}}\n"
    said = list(texts_of(section(blocks, "channel_strategy", SMALL + answer).blocks))

    assert "Nej" == said[said.index("Lukkes der kanaler?") + 1]
