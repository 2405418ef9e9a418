"""Plans with what the example does not have; with the example they come to all that documents can say.

In: the data of the example. Out: data of a plan, which is there for what documents say of it, not for its sense. An
`uncommon` one has options, deliveries, areas, a grant, half-filled rows and missed targets; a `contrary` one never pays
its loan back, keeps levels and agrees with no budget; a `scarce` one has what every plan has, and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planbuilder.yamltext.nodes import Data, KeyPath, put

BENEFITS: KeyPath = ("benefits_tree", "benefits")
# Most answers are taken out, so that the appendices have something to tell.
ANSWERED = 9
EDITS: dict[KeyPath, Data] = {
    ("sponsor",): None,
    ("signers",): ["P1"],
    ("distribution",): None,
    ("horizon",): "14",
    # Options, among them going on as today, one that nobody has told of, and lines that lack something.
    ("options",): {
        "A1": {"title": "Kun to distrikter", "kind": "other", "without_benefits": ["G2"], "without_risks": ["R1"]},
        "A2": {"title": "Fortsæt som i dag", "kind": "nothing", "description": "Papir i fem enheder."},
        "A3": {"title": "Vent et år", "kind": "other"},
    },
    ("option_costs",): {
        "AK1": {"option": "A1", "instead_of": "K1", "amount": "300000", "source": "Overslag"},
        "AK2": {"option": "A2", "title": "Vedligehold", "kind": "running", "amount": "90000"},
        "AK3": {"option": "A1", "title": "Ekstra prøve", "nature": "own_time", "fte": "0.2"},
        "AK4": {"option": "A1", "title": "Endnu en licens"},
    },
    ("option_benefits",): {
        "AG1": {"option": "A1", "instead_of": "G1", "full_effect": {"volume": "1200", "minutes": "36"}},
        "AG2": {"option": "A2", "title": "Flere fejl", "kind": "for_others"},
        "AG3": {"option": "A1", "title": "Ro", "kind": "quality"},
    },
    ("option_risks",): {"AR1": {"option": "A2", "title": "Registeret lukker", "probability": "40",
                                "consequence": "300000"}},
    # Deliveries: on time, late, and without a day.
    ("preconditions",): {
        "L1": {"title": "Adgang til registre", "delivered_by": "Staten", "due": "2027-06-30", "expected": "2028-04-01",
               "holds": ["G1", "G6"], "remark": "Aftalt i marts."},
        "L2": {"title": "NemKonto", "due": "2027-03-01", "delivered": "2027-02-01", "holds": ["G2"]},
        "L3": {"title": "Nye formularer", "owner": "P5"},
    },
    # Lines of other areas and natures, with several accounts, a published uplift, or without what they need.
    ("costs", "K1", "range"): None,
    ("costs", "K1", "uplift"): "uk-2002.equipment_development",
    ("costs", "K3", "area"): "transfers",
    ("costs", "K4", "accounts"): {"06.45.52": "3", "06.45.51": "1"},
    ("costs", "K20"): {"title": "Server", "expenditure": "capital", "amount": "400000", "every": "5"},
    ("costs", "K21"): {"title": "Statens tilskud", "nature": "income", "amount": "250000", "from": "2028"},
    ("costs", "K22"): {"title": "Salg af udstyr", "nature": "residual_value", "amount": "30000"},
    ("costs", "K23"): {"title": "Ukendt"},
    (*BENEFITS, "G3", "part_of"): "G2",
    (*BENEFITS, "G4", "growth"): "2",
    (*BENEFITS, "G5", "account"): "",
    (*BENEFITS, "G20"): {"title": "Færre ydelser", "kind": "cashable", "area": "transfers", "account": "05.57.73",
                         "use": "Rammen sættes ned", "use_decided_by": "Udvalget",
                         "full_effect": {"amounts": {"2029": "50000", "2030": "80000", "2031": "80000"}}},
    (*BENEFITS, "G21"): {"title": "Mere registrering", "kind": "released_time", "full_effect": {"hours": "-120"},
                         "is_disbenefit": "true"},
    (*BENEFITS, "G22"): {"title": "Nemmere hverdag"},
    (*BENEFITS, "G23"): {"title": "Uden konto", "kind": "cashable", "full_effect": {"amount": "40000"}},
    (*BENEFITS, "G24"): {"title": "Uden beløb", "kind": "cashable"},
    ("economy", "timing"): "mid_year",
    ("economy", "three_point"): "pert",
    ("economy", "sensitivity"): {"delay": "2", "costs": "30", "benefits": "0", "rate": "2"},
    ("economy", "discount_rate"): "4",
    ("economy", "pool"): {"type": "external", "form": "grant", "draws": {"2027": "500000"}},
    ("economy", "indices", "budget_year"): "2029",
    ("economy", "indices", "capital_follows"): "nothing",
    ("economy", "vat"): "included",
    ("budget_changes", "T1", "area"): "transfers",
    ("budget_changes", "T20"): {"budget": "Anlæg", "area": "capital", "amounts": {"2029": "20000", "2030": "-10000"}},
    **{("budget_changes", f"T{n}"): {"budget": f"Konto {n}", "amounts": {"2030": str(-1000 * n)}}
       for n in range(21, 27)},
    **{("risks", f"R{n}"): {"title": f"Risiko {n}", "probability": str(n), "consequence": str(9_000 * n)}
       for n in range(10, 22)},
    ("risks", "R30"): {"title": "Uden sandsynlighed", "consequence": "5000"},
    # Rows of follow-up of which something is missing, late, or without hope.
    ("indicators", "I1", "baseline"): None,
    ("indicators", "I2", "target", "on"): "2026-06-30",
    ("indicators", "I3", "better"): "lower",
    ("indicators", "I20"): {"title": "Uden gevinst", "unit": "stk."},
    ("indicators", "I21"): {"title": "Aldrig målt", "benefit": "G2", "unit": "%", "frequency": "monthly",
                            "target": {"value": "10", "on": "2026-01-31"}},
    ("actions", "H1", "responsible"): "",
    ("actions", "H2", "status"): "evaluated",
    ("actions", "H3", "deadline"): "2026-01-15",
    ("actions", "H4", "deadline"): None,
    ("ideas", "E1", "reason"): "For dyrt",
    ("ideas", "E2", "became"): "H1",
    ("meetings", "TM1", "taking_part"): [],
    ("meetings", "TM2"): {"on": "2026-11-10", "taking_part": ["P4", "P5"], "state": "open"},
    ("minutes", "N20"): {"meeting": "TM2", "about": "I2", "what": "measured", "text": "Behandlingstid: 50 minutter"},
    ("minutes", "N21"): {"meeting": "TM2", "about": "H3", "what": "cause", "text": "Venter på jura"},
    ("decisions", "B1", "outcome"): "postponed",
    ("decisions", "B2", "outcome"): "rejected",
    ("harvests",): {"GH1": {"benefit": "G2", "year": "2028", "amount": "20000", "decision": "Budget 2028"}},
    ("matrix", "F1"): {"channel_strategy": {"relevant": "true", "challenge": "Ingen læser breve"}},
    # Two who say otherwise of one question: one settled, one not.
    ("said",): {
        "channel_strategy.strategy": {
            "answers": [{"value": "Kun digitalt", "by": "Jonas Brandt"}, {"value": "Også papir", "by": "Torben Krogh"}],
        },
        "workflows_rules.best_solution": {
            "answers": [{"value": "Samlet", "by": "Jonas Brandt"}, {"value": "Spredt", "by": "Peter Ravn"}],
            "settled": {"by": "Karen Holmgaard", "role": "direktør", "on": "2026-11-02", "why": "Én arbejdsgang"},
        },
    },
}  # fmt: skip

OTHERWISE: dict[KeyPath, Data] = {
    # A loan that a case at a loss never pays back, at rates of its own, with draws and prices of the budget's year.
    ("horizon",): "6",
    ("costs", "K9", "amount"): "700000",
    ("costs", "K9", "range"): None,
    ("economy", "discount_rates"): None,
    ("economy", "rate_bands"): {"1": "5", "4": "3"},
    ("economy", "rate_source"): "Kassekreditten",
    ("economy", "simulation"): {"draws": "200"},
    ("economy", "indices", "budget_year"): "2028",
    ("economy", "sensitivity"): {"delay": "2", "costs": "10", "benefits": "30"},
    ("economy", "pool"): {"type": "own_capital", "interest": "5", "share": "40", "draws": {"2027": "900000"}},
    ("budget_changes",): {
        "T1": {"budget": "Løn", "art": "wages", "committee": "Skoleudvalget", "amounts": {"2028": "-90000"}},
        "T2": {"budget": "Varer", "art": "prices", "year": "2029", "amount": "-40000"},
    },
    (*BENEFITS, "G1", "full_effect"): {"fte": "-1.5"},
    (*BENEFITS, "G1", "range"): None,
    (*BENEFITS, "G2", "decay"): "5",
    (*BENEFITS, "G3", "end"): "2030",
    (*BENEFITS, "G4", "full_effect"): {"hours": "300"},
    (*BENEFITS, "G4", "use"): "",
    # Levels that are kept and not kept, what falls, and what nobody has measured since.
    ("indicators", "I1", "target"): {"value": "0", "on": "2029-12-31"},
    ("indicators", "I1", "better"): "lower",
    ("indicators", "I2", "target"): {"value": "62", "on": "2026-10-01"},
    ("indicators", "I3", "target"): {"value": "2", "on": "2027-01-31"},
    ("indicators", "I4", "target"): {"value": "21", "on": "2029-12-31"},
    ("indicators", "I4", "better"): "higher",
    **{("indicators", f"I{n}", "kind"): "kpi" for n in (1, 3, 10)},
    ("measurements", "M5", "value"): "12",
    ("measurements", "M15"): None,
    ("measurements", "M30"): {"indicator": "I5", "on": "2026-11-15", "value": "40"},
    # Everything in one hand and of one day, and a committee that was passed over.
    ("sponsor",): "P2",
    ("decisions", "B1", "on"): "2026-10-18",
    ("decisions", "B2", "outcome"): None,
    ("decisions", "B5"): {"body": "Børne- og Ungeudvalget", "on": "2026-11-09", "outcome": "recommended",
                          "recommendation": "at planen anbefales"},
    ("decisions", "B6"): None,
    ("actions", "H1"): {"title": "Uden fremdrift", "responsible": "P3", "deadline": "2026-11-20"},
    ("actions", "H2"): {"title": "Færdig", "responsible": "P3", "deadline": "2026-11-20", "status": "finished"},
    ("actions", "H3", "deadline"): "2027-03-01",
    ("actions", "H4", "deadline"): "2027-03-02",
    ("ideas", "E1", "became"): "G4",
    ("risks", "R1", "probability"): "100",
    ("harvests",): {
        "GH1": {"benefit": "G2", "year": "2026", "amount": "20000", "account": "06.45.51", "decision": "Budget 2026"},
        "GH2": {"benefit": "G2", "year": "2026", "amount": "15000", "account": "06.45.51", "decision": "Budget 2027"},
        "GH3": {"benefit": "G3", "year": "2026", "amount": "-5000"},
    },
    # More than there is room for: of changes, of actions and indicators, and of what hangs on the board.
    **{("benefits_tree", "changes", f"F{n}"): {"title": f"Forandring {n}"} for n in range(20, 29)},
    **{("actions", f"H{n}"): {"title": f"Opgave {n}", "deadline": f"2027-0{n % 4 + 4}-1{n % 7}"}
       for n in range(40, 70)},
    **{("indicators", f"I{n}"): {"title": f"Tal {n}", "target": {"value": "9", "on": "2026-11-01"},
                                 "baseline": {"value": "1", "on": "2026-01-01"}} for n in range(20, 29)},
    **{("measurements", f"M{n}"): {"indicator": f"I{n}", "on": "2026-08-01", "value": str(n - 20)}
       for n in range(21, 29)},
    ("answers", "goals_followup.on_board"): {"value": ["I1", "I2", "I3", "I4", "I5"]},
    ("minutes", "N4"): {"meeting": "TM1", "about": "E2", "what": "became"},
    ("ideas", "E2", "became"): "H40",
    ("price_base",): "2025",
    ("economy", "fte_cost_source"): None,
    ("answers", "channel_strategy.strategy"): {"state": "unknown", "ask": "Camilla Juhl", "by": "Jonas Brandt"},
    ("answers", "channel_strategy.users"): {"state": "not_applicable", "why": "Alle er med"},
}  # fmt: skip
KEPT = ("format", "plan_id", "title", "price_base", "first_year", "horizon", "language")


def uncommon(data: Data) -> Data:
    """The example with all that, and with few of its answers."""
    assert isinstance(data, dict)
    answers = data["answers"]
    assert isinstance(answers, dict)
    return _edited(put(data, ("answers",), dict([*answers.items()][:ANSWERED])), EDITS)


def contrary(data: Data) -> Data:
    """The example where things go otherwise than one would wish."""
    return _edited(data, OTHERWISE)


def scarce(data: Data) -> Data:
    """What the example would be if nobody had told anything yet."""
    assert isinstance(data, dict)
    return {key: data[key] for key in KEPT}


def _edited(data: Data, edits: Mapping[KeyPath, Data]) -> Data:
    for path, value in edits.items():
        data = put(data, path, value)
    return data


PLANS: Mapping[str, Callable[[Data], Data]] = {one.__name__: one for one in (uncommon, contrary, scarce)}
