"""The case presentation: what is recommended, why, what it costs and rests on; what is missing is a gap."""

from __future__ import annotations

from planbuilder.document.model import Table
from tests.document.blocks.tables import cells
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


CHANGEABLE = "Regler, der kan ændres (af hvem og senest hvornår)"


def said(table: Table) -> dict[str, str]:
    """The texts of a form by their heads."""
    return dict(cells(table))  # type: ignore[arg-type]


def test_a_case_without_a_municipality_or_number_has_gaps(blocks) -> None:
    """Nothing is made up."""
    (form,) = blocks("committee_facts", HEAD)

    assert ["[mangler: Kommune] · Sagsnummer [mangler: Sagsnummer]"] == list(said(form).values())


def test_the_problem_is_told_by_purpose_and_measures(blocks) -> None:
    """What is measured today and its target, the solution, what a wait costs, and whom it affects."""
    indicator = (
        "indicators: {I1: {title: Svartid, unit: dage, baseline: {value: 21}, target: {value: 3}}, I2: {title: X}}"
    )
    (form,) = blocks("committee_problem", SMALL + RULES + indicator)
    told = said(form)

    assert "Flere børn i foreninger." == told["Formål"]
    assert (
        "Svartid: 21 dage (mål 3); X: [mangler: Udgangspunkt] (mål [mangler: Måltal])." == told["Udgangspunkt og mål"]
    )
    assert (
        "Et års ventetid koster 14.000\u00a0kr. i nettonutidsværdi, hvis slutåret flyttes med, ellers 450.000\u00a0kr."
    ) == told["Hvorfor nu"]
    assert "Familier; Foreninger." == told["Berører"]


def test_a_case_that_loses_nothing_by_waiting_does_not_say_so(blocks) -> None:
    """A loss put off is no reason to hurry."""
    (form,) = blocks("committee_problem", SMALL.replace("amount: 600000", "amount: 1000"))

    assert "Hvorfor nu" not in said(form)


def test_a_wait_that_is_a_loss_in_one_reading_alone_says_both(blocks) -> None:
    """Put off, the loss shrinks; but with the same end a year of benefits is lost."""
    (form,) = blocks("committee_problem", SMALL.replace("amount: 600000", "amount: 410000"))

    assert (
        "Venter vi et år, og flyttes slutåret med, stiger nettonutidsværdien med 1.000\u00a0kr. "
        "Ellers falder den med 269.000\u00a0kr."
    ) == said(form)["Hvorfor nu"]


def test_what_a_wait_costs_says_what_it_is_computed_without(blocks) -> None:
    """A benefit without an amount is named beside the figure, as beside every key figure."""
    lacking = SMALL.replace("benefits:\n", "benefits:\n    G9: {title: Uden beløb, kind: cashable}\n", 1)
    (form,) = blocks("committee_problem", lacking)

    assert said(form)["Hvorfor nu"].endswith("\u00a0kr. (uden G9).")


def test_a_problem_nobody_has_described_is_all_gaps(blocks) -> None:
    """Purpose, measures, solution, money and stakeholders."""
    (form,) = blocks("committee_problem", HEAD)

    assert all(text.startswith("[mangler: ") for text in said(form).values())


def test_the_legal_basis_is_what_was_answered(blocks) -> None:
    """A rule that is marked as law is none: without an answer it is not given."""
    answer = "  workflows_rules.legal_basis: {value: Folkeoplysningsloven.}\n"
    unanswered, answered = (
        said(blocks("committee_grounds", SMALL + RULES.replace("distribution:", f"{given}distribution:"))[0])
        for given in ("", answer)
    )

    assert "Ikke oplyst." == unanswered["Lovgrundlag"]
    assert "Folkeoplysningsloven." == answered["Lovgrundlag"]


def test_rules_that_can_be_changed_are_named(blocks) -> None:
    """With who can change them and by when, or a gap; what is law cannot. A day that has passed is told as passed."""
    (form,) = blocks("committee_grounds", SMALL + RULES)
    (late,) = blocks("committee_grounds", SMALL + RULES.replace("2027-06-30", "2026-06-30"))

    assert [
        "Lønsedler på sagen – Økonomichefen, 30.06.2027.",
        "Underskrift på papir – [mangler: hvem der kan ændre den].",
    ] == said(form)[CHANGEABLE].splitlines()
    assert "Økonomichefen, 30.06.2026 (datoen er passeret)." in said(late)[CHANGEABLE]


def test_those_who_were_heard_are_named_with_the_date(blocks) -> None:
    """From the distribution list; of the involvement the first paragraph. Sent is said of a day that has come."""
    (form,) = blocks("committee_grounds", SMALL + RULES)
    (coming,) = blocks("committee_grounds", SMALL + RULES.replace("on: 2026-10-29", "on: 2026-12-29"))
    (undated,) = blocks("committee_grounds", SMALL + RULES.replace(", on: 2026-10-29", ""))

    assert "MED-udvalget (sendes 29. december 2026)" == said(coming)["Høring"]
    assert "MED-udvalget (ikke noteret, hvornår): [mangler: høringssvar]" == said(undated)["Høring"]
    assert ["Alle er spurgt.", "MED-udvalget (sendt 29. oktober 2026): [mangler: høringssvar]"] == [
        said(form)[head] for head in ("Medarbejdere", "Høring")
    ]


def test_an_answer_to_the_consultation_is_told(blocks) -> None:
    """As it was given; the gap is for one that has been asked for and has not come."""
    answered = RULES.replace("role: Høring", "role: Høring, answer: Udvalget støtter planen.")
    (form,) = blocks("committee_grounds", SMALL + answered)

    assert "MED-udvalget (sendt 29. oktober 2026): Udvalget støtter planen." == said(form)["Høring"]


def test_goals_risks_steps_and_annex_are_short(blocks) -> None:
    """Old and new wording; chance, loss and what is agreed; open actions by deadline; the full plan."""
    (form,) = blocks("committee_grounds", SMALL + RULES)
    told = said(form)

    assert "Svartid (Byrådet). I dag: »Fire uger.« Fremover: »Tre dage.«" == told["Nye mål"]
    assert told["Risici"].startswith("Forsinkelse (25\u00a0%, 240.000\u00a0kr.): Prøve i november. Sygdom ([mangler: ")
    assert ["01.02.2027 Oplæring ([mangler: Ansvarlig])", "01.03.2027 Kampagne (leder)"] == told[
        "Næste skridt"
    ].splitlines()
    assert "Gevinstrealiseringsplan »Prøve«, version 1.0." == told["Bilag"]
    assert "Gevinstrealiseringsplan »Prøve«." == said(blocks("committee_grounds", SMALL)[0])["Bilag"]


def test_grounds_that_are_missing_are_gaps(blocks) -> None:
    """Every head stays, so that nobody forgets it; what no plan has to say is not given, which is no gap."""
    (form,) = blocks("committee_grounds", HEAD)
    told = said(form)

    assert ["Lovgrundlag", "Høring", "Risici"] == [head for head, text in told.items() if text == "Ikke oplyst."]
    assert 3 == sum("[mangler: " in text for text in told.values())
    assert 7 == len(told)


def test_an_internal_answer_stays_out_of_the_case(blocks) -> None:
    """Unknown tells whom to ask, not relevant tells why, internal tells nothing."""
    answers = (
        "answers:\n  workflows_rules.rules: {internal: true, rows: {r1: {rule: Hemmelig, origin: habit}}}\n"
        "  workflows_rules.legal_basis: {internal: true, value: Hemmeligt}\n"
        "  organisation_competences.involvement: {state: unknown, ask: Jonas}\n"
        "  budget_political_goals.new_goals: {state: not_applicable, why: Ingen mål}\n"
    )
    (form,) = blocks("committee_grounds", SMALL + answers)

    assert ["Indgår ikke i sagsfremstillingen.", "Ikke afklaret – spørg Jonas.", "Ikke relevant: Ingen mål"] == [
        said(form)[head] for head in ("Lovgrundlag", "Medarbejdere", "Nye mål")
    ]
