"""The case presentation: what is recommended, why, what it costs and rests on; what is missing is a gap."""

from __future__ import annotations

import pytest

from planbuilder.document.blocks.decision import goals_for_citizens
from planbuilder.document.model import Paragraph, Table, text_of
from tests.document.blocks.tables import lines_of
from tests.document.plans import HEAD, SMALL

RULES = """
answers:
  workflows_rules.rules:
    rows:
      r1: {rule: Et afslag skal begrundes., origin: law, evidence: Forvaltningsloven}
      r2: {rule: Lønsedler på sagen., origin: habit, own_decision: true, changed_by: Økonomichefen, by_when: 2027-06-30}
      r3: {rule: Underskrift på papir, origin: believed, own_decision: true}
  budget_political_goals.new_goals:
    rows: {r1: {goal: Svartid, old: Fire uger., new: Tre dage., decided_by: Byrådet}}
  organisation_competences.involvement: {value: "Alle er spurgt.\\nTo er med i forsøget."}
  channel_strategy.stakeholders: {rows: {r1: {name: Familier}, r2: {name: Foreninger}}}
distribution:
  D1: {name: MED-udvalget, role: Høring, on: 2026-10-29}
  D2: {name: Pressen, role: orientering}
risks:
  R1: {title: Forsinkelse, probability: 25, consequence: 240000, mitigation: Prøve i november.}
  R2: {title: Sygdom}
actions:
  H1: {title: Kampagne, responsible: P1, deadline: 2027-03-01}
  H2: {title: Oplæring, deadline: 2027-02-01}
  H3: {title: Prøve, responsible: P1, deadline: 2026-03-01, status: finished}
changes_log: {V1: {version: '1.0'}}
"""


ALL = ("facts", "summary", "points", "outcome", "background", "solution", "alternatives", "targets", "affected",
       "brief", "economy", "law", "rules", "hearing", "goals", "risks", "steps", "annexes")  # fmt: skip


@pytest.fixture
def said(blocks):
    """The lines of a block of the case presentation, given a plan."""

    def of(name: str, text: str) -> list[str]:
        return [line for block in blocks(f"committee_{name}", text) for line in lines_of(block)]

    return of


def test_a_case_without_a_municipality_or_number_has_gaps(said) -> None:
    """Nothing is made up."""
    assert ["[mangler: Kommune] · Sagsnummer [mangler: Sagsnummer]"] == said("facts", HEAD)


@pytest.mark.parametrize("name", ALL)
def test_no_block_is_a_layout_table(blocks, name: str) -> None:
    """Agenda systems take none: a table has a head row and figures."""
    assert all(one.look == "grid" for one in blocks(f"committee_{name}", SMALL + RULES) if isinstance(one, Table))


def test_alternatives_are_doing_nothing_and_waiting(said) -> None:
    """Both computed."""
    nothing, waiting = said("alternatives", SMALL)

    assert nothing.startswith("Regnet med de sandsynlige tal er nettonutidsværdien ")
    assert waiting.replace("\u00a0", " ") == (
        "Venter vi et år, falder nettonutidsværdien med 14.000 kr., hvis løsningen bruges lige så mange år, og med "
        "450.000 kr., hvis den bruges et år mindre."
    )


def test_what_a_wait_costs_says_what_it_is_computed_without(said) -> None:
    """A benefit without an amount is named beside the figure, as beside every key figure."""
    lacking = SMALL.replace("benefits:\n", "benefits:\n    G9: {title: Uden beløb, kind: cashable}\n", 1)

    assert all(line.endswith("(uden G9).") for line in said("alternatives", lacking))


def test_the_legal_basis_is_what_was_answered(said) -> None:
    """A rule that is marked as law is none: without an answer it is not given."""
    answer = "  workflows_rules.legal_basis: {value: Folkeoplysningsloven.}\n"
    given = RULES.replace("distribution:", f"{answer}distribution:")

    assert [["[mangler: Lovgrundlag]"], ["Folkeoplysningsloven."]] == [
        said("law", SMALL + text) for text in (RULES, given)
    ]


def test_rules_that_can_be_changed_are_named(said) -> None:
    """With who can change them and by when, or a gap; what is law cannot. A day that has passed is told as passed."""
    assert [
        "»Lønsedler på sagen« – Økonomichefen, 30.06.2027.",
        "»Underskrift på papir« – [mangler: hvem der kan ændre den], uden dato.",
    ] == said("rules", SMALL + RULES)[1:]
    late = said("rules", SMALL + RULES.replace("2027-06-30", "2026-06-30"))
    assert "Økonomichefen, 30.06.2026 (datoen er passeret)." in " ".join(late)


def test_those_who_were_heard_are_named_with_the_date(said) -> None:
    """From the distribution list. Sent is said of a day that has come, and an answer as it was given."""
    coming = RULES.replace("on: 2026-10-29", "on: 2026-12-29")
    undated = RULES.replace(", on: 2026-10-29", "")
    answered = RULES.replace("role: Høring", "role: Høring, answer: Udvalget støtter planen.")

    assert [
        "MED-udvalget (sendes 29. december 2026)",
        "MED-udvalget (ikke noteret, hvornår): [mangler: høringssvar]",
        "MED-udvalget (sendt 29. oktober 2026): [mangler: høringssvar]",
        "MED-udvalget (sendt 29. oktober 2026): Udvalget støtter planen.",
    ] == [line for text in (coming, undated, RULES, answered) for line in said("hearing", SMALL + text)]


def test_the_affected_are_named_and_of_involvement_the_first_paragraph(said) -> None:
    """What else there is to tell of it stands in the plan. A name has no capital where the plan writes it without."""
    small = RULES.replace("Alle er spurgt.", "Alle familier er spurgt.")

    assert ["Berører: Familier og foreninger.", "Medarbejdere: Alle er spurgt."] == said("affected", SMALL + RULES)
    assert "Berører: familier og foreninger." == said("affected", SMALL + small)[0]


def test_what_is_still_to_be_dealt_with_stands_before_the_next_steps(said) -> None:
    """Bodies that have decided, and those whose day has passed, are not ahead."""
    chain = (
        "decisions: {B1: {body: Direktionen, on: 2026-11-05, decision: Ja}, B2: {body: Rådet, on: 2020-01-05}, "
        "B3: {body: Udvalget, on: 2027-01-06}, B4: {body: Byrådet, on: 2027-01-26}}\n"
    )

    meets = "Skal behandles af: Udvalget 06.01.2027, Byrådet 26.01.2027."
    assert [meets, "01.02.2027 Oplæring ([mangler: Ansvarlig])"] == said("steps", SMALL + RULES + chain)[:2]


def test_goals_risks_steps_and_annex_are_short(said) -> None:
    """Old and new wording; chance, loss and what is agreed; open actions by deadline; the full plan."""
    risk, unknown = said("risks", SMALL + RULES)

    assert "Svartid (Byrådet). I dag: »Fire uger.« Fremover: »Tre dage.«" == said("goals", SMALL + RULES)[1]
    assert "Forsinkelse (25\u00a0%, 240.000\u00a0kr. hvis det sker): Prøve i november." == risk
    assert unknown.startswith("Sygdom ([mangler: ")
    assert ["01.02.2027 Oplæring ([mangler: Ansvarlig])", "01.03.2027 Kampagne (leder)"] == said("steps", SMALL + RULES)
    assert said("annexes", SMALL + RULES)[0].startswith("Gevinstrealiseringsplan »Prøve«, version 1.0 (")
    assert said("annexes", SMALL)[0].startswith("Gevinstrealiseringsplan »Prøve« (")


@pytest.mark.parametrize("name", ["hearing", "risks"])
def test_what_no_plan_has_to_say_is_not_given(said, name: str) -> None:
    """Which is no gap."""
    assert ["Ikke oplyst."] == said(name, HEAD)


@pytest.mark.parametrize("name", ["points", "background", "solution", "alternatives", "targets", "economy", "steps",
                                  "law"])  # fmt: skip
def test_what_is_missing_is_a_gap(blocks, name: str) -> None:
    """Marked, so that nobody forgets it."""
    found = blocks(f"committee_{name}", HEAD)

    assert any(getattr(one, "kind", "") == "gap" or any("[mangler" in line for line in lines_of(one)) for one in found)


def test_points_are_numbered_under_whom_they_are_for(blocks) -> None:
    """Who recommends to whom, and when; a single point ends the sentence."""
    chain = (
        "decisions: {B1: {body: Udvalget, on: 2026-12-08, "
        'recommendation: "at planen godkendes, og\\nat pengene frigives."},'
        " B2: {body: Rådet, on: 2027-01-26, recommendation: at planen vedtages.}}\n"
    )
    first, numbered, second = blocks("committee_points", SMALL + chain)

    assert isinstance(first, Paragraph)
    assert "Forvaltningen indstiller til Udvalget (8. december 2026), " == text_of(first.spans)
    assert numbered.ordered
    assert ["at planen godkendes, og", "at pengene frigives."] == lines_of(numbered)
    assert "Forvaltningen indstiller til Rådet (26. januar 2027), at planen vedtages." == text_of(second.spans)


def test_an_internal_answer_stays_out_of_the_case(said) -> None:
    """Unknown tells whom to ask, not relevant tells why, internal tells nothing."""
    answers = (
        "answers:\n  workflows_rules.rules: {internal: true, rows: {r1: {rule: Hemmelig, origin: habit}}}\n"
        "  workflows_rules.legal_basis: {internal: true, value: Hemmeligt}\n"
        "  organisation_competences.involvement: {state: unknown, ask: Jonas}\n"
        "  budget_political_goals.new_goals: {state: not_applicable, why: Ingen mål}\n"
    )
    found = [said(name, SMALL + answers) for name in ("law", "rules", "affected", "goals")]

    assert ["Indgår ikke i sagsfremstillingen."] == found[0]
    assert [] == found[1]
    assert "Medarbejdere: Ikke afklaret – spørg Jonas." == found[2][1]
    assert "Ikke relevant: Ingen mål" == found[3][1]


ONCE = "kind: cashable, account: '1', use: x, use_decided_by: y, full_effect: {amount: 90000}, start: 2027"


@pytest.mark.parametrize(
    ("case", "moves"),
    [
        ("costs: {K1: {title: It, amount: 100000, from: 2027}}", "stiger"),
        (f"benefits_tree: {{benefits: {{G1: {{{ONCE}, ramp: [100, 0]}}}}}}", "falder"),
    ],
)
def test_a_wait_that_is_the_same_in_both_readings_is_told_once(said, case: str, moves: str) -> None:
    """What falls in a single year moves with it, whether or not the end moves too."""
    _, waiting = said("alternatives", f"{HEAD}{case}\n")

    assert waiting.startswith(f"Venter vi et år, {moves} nettonutidsværdien med 3.000\u00a0kr.")
    assert "hvad enten løsningen bruges lige så mange år eller et år mindre" in waiting


def test_nothing_is_said_of_funding_where_nothing_is_spent(said) -> None:
    """There is no cost whose funding could be unknown."""
    gain = f"benefits_tree: {{benefits: {{G1: {{{ONCE}}}}}}}\n"

    assert not any("finansieres" in line for line in said("brief", HEAD + gain))
    assert any("finansieres" in line for line in said("brief", SMALL))


def test_disbenefits_are_named_with_their_amount_and_nothing_stands_where_there_are_none(blocks) -> None:
    """Politicians read what somebody loses beside what is gained."""
    lost = SMALL.replace(
        "    G2:",
        "    G3: {title: Længere vej, kind: for_others, from: [F1], is_disbenefit: true}\n"
        "    G4: {title: Mistet gebyr, kind: cashable, from: [F1], is_disbenefit: true,"
        " full_effect: {amount: -80000}}\n    G2:",
    )

    (told,) = blocks("committee_disbenefits", lost)

    assert text_of(told.spans).startswith("Ulemper: Længere vej; Mistet gebyr (")
    assert blocks("committee_disbenefits", SMALL) == ()


def test_a_disbenefit_is_no_promise_to_citizens(material) -> None:
    """What is worse for others is not among what they are to notice as a goal."""
    lost = SMALL.replace("kind: released_time", "kind: for_others, is_disbenefit: true") + (
        "indicators: {I1: {title: Vej, kind: kpi, benefit: G2, unit: km, baseline: {value: 1, on: 2026-01-01},"
        " target: {value: 3, on: 2028-01-01}}}\n"
    )

    assert list(goals_for_citizens(material(lost))) == []
