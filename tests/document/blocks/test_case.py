"""Case presentations: the headings of each outline in order, the summary, and which outline a profile chooses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planbuilder import example, language, pipeline
from planbuilder.branding.profile import profile_look
from planbuilder.document.blocks import BLOCKS
from planbuilder.document.model import Section, Table, texts_of, walk
from planbuilder.document.outline import load
from planbuilder.errors import InputInvalid
from planbuilder.plan.store import from_text
from planbuilder.record import replace
from tests.conftest import DAY
from tests.document.plans import SMALL

HEADINGS = {
    "committee": (
        "Resumé, Indstilling, Beslutning, Baggrund, Løsning og alternativer, Effekt, Økonomi, Økonomi i tal, "
        "Konsekvenser, Risici, Lovgrundlag, Høring, Videre forløb, Bilag",
        "Summary, Recommendation, Decision, Background, Solution and alternatives, Effect, Financial implications, "
        "Financial details, Consequences, Risks, Legal basis, Consultation, Next steps, Annexes",
    ),
    "committee-copenhagen": (
        "Indstilling, Problemstilling, Løsning, Økonomi, Videre proces, Beslutning, Bilag",
        "Recommendation, Problem, Solution, Financial implications, Next steps, Decision, Annexes",
    ),
    "committee-odense": (
        "Resumé, Indstilling, Beslutning, Sagsfremstilling, Effekt, Økonomi, Bilag",
        "Summary, Recommendation, Decision, Case details, Effect, Financial implications, Annexes",
    ),
    "committee-aarhus": (
        "Resumé, Indstilling, Sagens forløb, Bilag",
        "Summary, Recommendation, Course of the case, Annexes",
    ),
    "committee-region-h": (
        "Indstilling, Baggrund, Sagsfremstilling, Konsekvenser, Risikovurdering, Økonomi, Videre proces, Bilag",
        "Recommendation, Background, Case details, Consequences, Risk assessment, Financial implications, "
        "Next steps, Annexes",
    ),
    "committee-albertslund": (
        "Sagsfremstilling, Alternativer, Lovgrundlag, Økonomi, Videre forløb, Indstilling, Beslutning, Bilag",
        "Case details, Alternatives, Legal basis, Financial implications, Next steps, Recommendation, Decision, "
        "Annexes",
    ),
}
# What every outline ends with.
WORDS = ("Ordliste", "Terms explained")
EACH = pytest.mark.parametrize("name", HEADINGS)


@EACH
@pytest.mark.parametrize(("code", "n"), [("da", 0), ("en", 1)])
def test_the_headings_are_those_published_in_their_order(compose, name: str, code: str, n: int) -> None:
    """Under the plan's title."""
    document = compose(example.text(language.load(code)), name, code)
    _, *sections = (one for one in walk(document.blocks) if isinstance(one, Section))

    assert f"{HEADINGS[name][n]}, {WORDS[n]}" == ", ".join(one.title for one in sections)


@EACH
def test_agenda_systems_are_given_no_layout_table(compose, name: str) -> None:
    """Each table has heads and figures."""
    tables = [
        one for one in walk(compose(example.text(language.load("da")), name, "da").blocks) if isinstance(one, Table)
    ]

    assert {"grid"} == {one.look for one in tables}
    assert all(column.title for one in tables for column in one.columns)


@EACH
def test_no_outline_leaves_out_what_another_tells(name: str) -> None:
    """What the case rests on is the same under the headings of everyone; a summary says again what stands below."""
    again = {"committee_summary", "committee_background", "committee_outcome"}
    told = {block for section in load(name, list(BLOCKS)).sections for block in section.blocks}
    told |= {"committee_solution"} if told >= {"committee_today", "committee_change"} else set()

    assert {one for one in BLOCKS if one in told | again} >= {
        f"committee_{one}"
        for one in ("points", "solution", "alternatives", "targets", "affected", "brief", "economy", "law", "rules")
    } | {f"committee_{one}" for one in ("hearing", "goals", "risks", "steps", "annexes")}
    assert told & {"committee_summary", "committee_background"}


@pytest.mark.parametrize(
    ("decided", "told"),
    [
        ("", "(Udfyldes efter mødet.)"),
        (
            ", outcome: approved, conditions: Status efter et år.",
            "Byrådet den 26. januar 2027: Godkendt. Vilkår: Status efter et år.",
        ),
    ],
)
def test_the_decision_is_that_of_the_body_that_decides(compose, decided: str, told: str) -> None:
    """Before it has, there is room for it; what bodies before have decided stands in the course of the case."""
    chain = f"decisions: {{B1: {{body: Rådet, decision: Ja}}, B2: {{body: Byrådet, on: 2027-01-26{decided}}}}}\n"
    made = compose(SMALL + chain, "committee", "da", date(2027, 1, 26))
    (decision,) = [one for one in walk(made.blocks) if isinstance(one, Section) and one.title == "Beslutning"]

    assert [told] == [text.replace("\u00a0", " ") for text in texts_of(decision.blocks)]


def test_the_summary_tells_effect_money_and_risk(compose) -> None:
    """Who decides and when, purpose, what citizens notice, cost and net, the largest risk, and what if not."""
    made = compose(example.text(language.load("da")), "committee", "da")
    (summary,) = [one for one in walk(made.blocks) if isinstance(one, Section) and one.title == "Resumé"]
    decided, purpose, effect, money, risk, otherwise = texts_of(summary.blocks)

    assert decided.replace("\u00a0", " ").startswith("Beslutning: Kommunalbestyrelsen (26. januar 2027, punkt 9)")
    assert " efter indstilling fra Borger, Kultur og Fritid: 1)\u00a0at planen og" in decided
    assert decided.endswith("ændres til: »…«")
    assert purpose.startswith("Flere børn")
    assert effect.startswith("Effekt for borgerne: Dage fra ansøgning til svar (median*): 21\u00a0→\u00a03\u00a0dage;")
    assert money.startswith("Løsningen koster 1,9\u00a0mio.\u00a0kr.")
    assert risk.startswith("Største risiko: Tilslutningen")
    assert otherwise.startswith(
        "Hvis vi ikke gør det, eller venter: Regnet med de sandsynlige tal er nettonutidsværdien"
    )


def test_a_profile_chooses_whose_headings(questionnaire, standard_look) -> None:
    """The file keeps its name."""
    look = replace(standard_look, committee="odense")
    options = pipeline.BuildOptions(("committee",), ("text",), DAY, language.load("da"), look)
    (made,) = pipeline.build(from_text(SMALL), questionnaire, options)

    assert made.name.startswith("committee.")
    assert "Økonomi i tal" not in made.data.decode()


def test_a_profile_names_one_of_those_there_are(tmp_path: Path) -> None:
    """Each has its outline; another is refused."""
    file = tmp_path / "profile.yaml"
    file.write_text("format: planbuilder.profile/1\ncommittee: region-h\n", encoding="utf-8")
    assert "region-h" == profile_look(file)[0].committee
    file.write_text("format: planbuilder.profile/1\ncommittee: skagen\n", encoding="utf-8")
    with pytest.raises(InputInvalid):
        profile_look(file)
