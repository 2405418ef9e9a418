"""`figures`: what is shown to people, and what is told to programs under stable names."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from planbuilder.cli.plans import CORRELATED
from planbuilder.figures.simulation import CORRELATIONS
from tests.cli.conftest import Run
from tests.conftest import CASE

RANGED = CASE.replace("full_effect: {amount: 500000}", "full_effect: {amount: 500000}, range: {low: 400000}")


class TestFigures:
    def test_shows_a_line_for_each_year(self, call: Run, case: Path):
        """Numbers as Danes write them, right-aligned under their heads; what their sign means stands once."""
        lines = call("figures", case).out.splitlines()

        assert lines[1].startswith("Fortegn: Plus forbedrer kommunens økonomi")
        assert [line.split() for line in lines[3:7]] == [
            ["2027", "-900.001", "0", "500.000", "-400.001", "-400.001", "-400.001"],
            ["2028", "0", "0", "500.000", "500.000", "100.000", "483.092"],
            ["2029", "0", "0", "500.000", "500.000", "600.000", "466.755"],
            ["2030", "0", "0", "500.000", "500.000", "1.100.000", "450.971"],
        ]

    def test_a_benefit_counted_in_another_is_told_with_its_own_number(self, call: Run, case: Path):
        """300,000 a year that is added nowhere shows, and is not called released time."""
        part = "    G2: {title: Mindre porto, kind: cashable, from: [F1], part_of: G1, full_effect: {amount: 300000}}\n"
        (case / "plan.yaml").write_text(CASE.replace("costs:\n", part + "costs:\n"), encoding="utf-8")

        lines = call("figures", case).out.replace("\u00a0", " ").splitlines()

        at = lines.index("Ikke talt med for sig, fordi de er en del af en anden gevinst:")
        told = "  G2 Mindre porto: 300.000 kr. om året; tælles kun med i det omfang, tallet for G1 rummer det"
        assert (lines[at + 1], [line for line in lines if "G2" in line and line != told]) == (told, [])

    def test_in_english(self, call: Run, case: Path):
        """The same numbers, written as English does."""
        lines = call("figures", case, "--lang", "en").out.splitlines()

        assert (lines[0], lines[3].split()[1]) == ("Computed figures of “Fritidspas” (2026 prices)", "-900,001")

    def test_json_has_a_schema_and_numbers_as_text(self, call: Run, case: Path):
        """Money is exact: a decimal number as text."""
        told = json.loads(call("figures", case, "--json").out)

        first = told["years"][0]
        assert (told["schema"], first["one_off"], Decimal(first["net"]), told["break_even_year"]) == (
            "planbuilder.figures/1", "-900000.50", Decimal("-400000.50"), 2028,
        )  # fmt: skip

    @pytest.mark.parametrize("code", ["da", "en"])
    def test_json_is_the_same_in_every_language(self, call: Run, case: Path, code: str):
        """Programs need not know the language."""
        assert call("figures", case, "--json", "--lang", code).out == call("figures", case, "--json").out

    def test_json_without_a_case(self, call: Run, folder: Path):
        """A plan without costs and benefits has figures of nil, and no rate of return."""
        told = json.loads(call("figures", folder, "--json").out)

        assert (Decimal(told["npv"]), told["irr"], len(told["years"])) == (0, [], 4)

    def test_a_fault_is_refused_with_its_place(self, call: Run, case: Path):
        """Nothing is computed from a plan that points to what is not there."""
        (case / "plan.yaml").write_text(CASE.replace("from: [F1]", "from: [F9]"), encoding="utf-8")

        done = call("figures", case)

        assert (done.code, done.out, done.err.splitlines()[0]) == (
            4, "", f"Fejl PB104 ved {case / 'plan.yaml'}:14:53 benefits_tree.benefits.G1.from",
        )  # fmt: skip

    def test_shows_scenarios_drivers_and_funding(self, call: Run, case: Path):
        """Each in a table of its own under the key figures; without ranges there is one scenario."""
        lines = call("figures", case).out.splitlines()

        assert [["Sandsynligt", "500.000", "1.000.818", "2028"]] == [
            line.split() for line in lines if line.startswith(("Pessimistisk", "Sandsynligt", "Optimistisk"))
        ]
        assert (
            "Der er ikke angivet spænd for nogen af de beløb, der indgår i netto, så usikkerheden er ikke opgjort."
            in lines
        )
        assert "G1 Færre opkald" in "\n".join(lines)
        assert ["2027", "-400.001", "-400.001"] in [line.split() for line in lines]

    def test_a_pool_has_its_account(self, call: Run, case: Path):
        """Draws improve the budgets, repayments burden them, and what is owed has no sign."""
        economy = "economy: {funding: investment_pool}\ncosts:"
        (case / "plan.yaml").write_text(CASE.replace("costs:", economy, 1), encoding="utf-8")

        rows = [line.split() for line in call("figures", case).out.splitlines()]

        assert ["2027", "-400.001", "900.001", "0", "-500.000", "400.001", "0"] in [row[:7] for row in rows]

    def test_json_has_one_sign(self, call: Run, case: Path):
        """A plus improves the economy: a year, a committee and the whole come to the sums of what they hold."""
        economy = "economy: {funding: investment_pool, pool: {share: 50, interest: 4}}\ncosts:"
        (case / "plan.yaml").write_text(CASE.replace("costs:", economy, 1), encoding="utf-8")

        told = json.loads(call("figures", case, "--json").out, parse_float=Decimal)

        for one in (*told["years"], *told["funding"]["committees"]):
            assert sum(Decimal(one[kind]) for kind in ("one_off", "running", "cashable")) == Decimal(one["net"])
        assert sum(Decimal(total) for total in told["totals"].values()) == sum(Decimal(y["net"]) for y in told["years"])
        assert [sum(map(Decimal, line["by_year"])) for line in told["costs"]] == [Decimal("-900000.50")]
        owed = Decimal(0)
        for row in told["funding"]["investment_pool"]["years"]:
            owed += Decimal(row["draw"]) - Decimal(row["interest"]) + Decimal(row["repayment"])
            assert max(Decimal(row["repayment"]), Decimal(row["interest"])) <= 0 <= owed == Decimal(row["balance"])

    def test_tells_the_permanent_effect_and_what_comes_later(self, call: Run, case: Path):
        """From when on it is so, in kroner; a renewal is no part of it."""
        renewed = CASE.replace("costs:", "costs:\n  K9: {title: Nyt, amount: 70000, from: 2030}", 1)
        (case / "plan.yaml").write_text(renewed, encoding="utf-8")

        out, told = call("figures", case).out, json.loads(call("figures", case, "--json").out)

        assert "Varig nettogevinst om året (fra 2027): 500.000\u00a0kr." in out
        assert (
            "Når løsningen er fuldt indfaset, forbedrer den budgettet med netto 500.000\u00a0kr. om året (fra 2027)."
            " Dertil kommer senere engangsudgifter på 70.000\u00a0kr. i 2030."
        ) in out
        assert (Decimal(told["permanent"]), told["permanent_from"]) == (500000, 2027)
        assert (told["later_one_off"], told["recurring"]["stages"][0]["to"]) == ({"2030": "-70000"}, None)

    def test_a_permanent_effect_that_is_not_there_is_told(self, call: Run, case: Path):
        """Nothing stands in its place, and why is said."""
        (case / "plan.yaml").write_text(
            CASE.replace("{amount: 500000}", "{amount: 500000}, decay: 5"), encoding="utf-8"
        )

        told, out = json.loads(call("figures", case, "--json").out), call("figures", case).out
        explained = call("figures", case, "--explain", "permanent").out.splitlines()

        assert (told["permanent"], told["permanent_from"], told["recurring"]["restless"]) == (None, None, "wearing")
        assert "Netto i 2030 uden engangsudgifter (bliver dårligere år for år): 428.688\u00a0kr." in out
        assert explained[-2:] == ["  en gevinst aftager år for år", "  findes ikke"]

    def test_a_benefit_that_is_no_money_is_told_with_its_reason(self, call: Run, case: Path):
        """What is called cashable without an account does not count as such."""
        (case / "plan.yaml").write_text(CASE.replace("account: '06.45', ", ""), encoding="utf-8")

        lines = call("figures", case).out.splitlines()

        assert "  G1 Færre opkald: der er ingen konto at tage pengene fra" in lines

    def test_json_tells_why_a_benefit_is_moved(self, call: Run, case: Path):
        """Under the names of the objections."""
        (case / "plan.yaml").write_text(CASE.replace("account: '06.45', ", ""), encoding="utf-8")

        (benefit,) = json.loads(call("figures", case, "--json").out)["benefits"]

        assert ("cashable", "released_time", ["no_account"]) == (
            benefit["declared"], benefit["kind"], benefit["objections"],
        )  # fmt: skip

    def test_a_cost_without_a_title_is_shown_by_its_id(self, call: Run, case: Path):
        """What is half entered is no bug of ours."""
        (case / "plan.yaml").write_text(re.sub(r"(K1: {)title: [^,]*, ", r"\1", CASE), encoding="utf-8")

        done = call("figures", case)

        assert 0 == done.code
        assert any(line.startswith("K1  ") for line in done.out.splitlines())


class TestExplain:
    def test_shows_formula_numbers_and_steps(self, call: Run, case: Path):
        """Each step can be followed by hand."""
        lines = call("figures", case, "--explain", "npv").out.splitlines()

        assert "npv: Σ netto i året × diskonteringsfaktor" == lines[0]
        assert ["2028", "500.000", "×", "0,966184", "=", "483.091,787440"[:10]] == [
            *lines[2].split()[:5], lines[2].split()[5][:10],
        ]  # fmt: skip

    def test_an_unknown_name_is_refused_with_the_nearest(self, call: Run, case: Path):
        """And with all names there are."""
        done = call("figures", case, "--explain", "nvp")

        assert (done.code, done.out) == (2, "")
        assert "PB147" in done.err
        assert "Mente du »npv«?" in done.err

    def test_as_json(self, call: Run, case: Path):
        """Calculation and values apart, so that a program can follow."""
        told = json.loads(call("figures", case, "--explain", "net", "--json").out)

        assert "planbuilder.explanation/1" == told["schema"]
        assert ("2027", "{} − {} − {}") == (told["steps"][0]["about"], told["steps"][0]["calculation"])


class TestSimulate:
    def test_tells_draws_seed_and_percentiles(self, call: Run, case: Path):
        """With what was drawn, with which weight, and what stood still."""
        (case / "plan.yaml").write_text(RANGED, encoding="utf-8")

        drawn = json.loads(call("figures", case, "--simulate", "50", "--seed", "7", "--json").out)["simulation"]

        assert (50, 7, 1, 1, "3") == (
            drawn["draws"], drawn["seed"], drawn["lines"], drawn["lines_not_drawn"], drawn["likely_weight"],
        )  # fmt: skip
        assert (["lines"], "medium") == (drawn["not_drawn"], drawn["correlation"])
        assert 1 == round(sum(float(one["share"]) for one in drawn["spread_from"]), 2)
        assert 0 <= drawn["draws_reaching_plan_npv"] <= 50
        assert Decimal(drawn["p10"]) < Decimal(drawn["p50"]) < Decimal(drawn["p90"])

    def test_says_what_was_not_drawn(self, call: Run, case: Path):
        """Shares are of the draws, and what the draws leave out is named."""
        (case / "plan.yaml").write_text(RANGED, encoding="utf-8")

        lines = call("figures", case, "--simulate", "500", "--correlation", "high").out.splitlines()[-8:]

        assert lines[0].endswith("poster med spænd: 1 (Beta-PERT, successivprincippet (1-3-1)).")
        assert lines[1].startswith("Der er også trukket for hvor meget løsningen bruges, ")
        own = r"I \d+ af 500 trækninger er nettonutidsværdien mindst planens [\d.]+\u00a0kr\."
        assert re.fullmatch(own, lines[3])
        assert re.fullmatch(r"Trækninger med negativ nettonutidsværdi: \d+ af 500 \([\d,]+\u00a0%\)\.", lines[4])
        assert lines[5].endswith("(de første 500 trækninger). Der er regnet med høj samvariation.")
        assert lines[6].startswith("Spredningen kommer mest fra ")
        assert lines[7] == "Ikke trukket: poster uden spænd (1)."

    def test_without_the_option_a_plan_shows_its_own(self, call: Run, case: Path):
        """As its documents have it: draws, seed and correlation."""
        own = f"{RANGED}economy: {{simulation: {{draws: 1500, seed: 3, correlation: none}}}}\n"
        (case / "plan.yaml").write_text(own, encoding="utf-8")

        text, drawn = call("figures", case).out, json.loads(call("figures", case, "--json").out)["simulation"]

        assert "Simulering: 1.500 trækninger, startværdi 3, " in text
        assert (1500, 3, "none") == (drawn["draws"], drawn["seed"], drawn["correlation"])

    def test_offers_each_correlation_there_is(self):
        """The command names them without loading what draws."""
        assert tuple(CORRELATIONS) == CORRELATED

    def test_says_how_often_the_pool_is_not_paid_back(self, call: Run, case: Path):
        """Where the plan has one, held against what it is to have back, and by when."""
        pool = "{draws: {2027: 900000}, repayments: {2029: 900000}}"
        text = f"{RANGED}economy: {{funding: investment_pool, pool: {pool}}}\n"
        (case / "plan.yaml").write_text(text, encoding="utf-8")

        lines = call("figures", case, "--simulate", "500").out.replace("\xa0", " ").splitlines()

        told = r"Trækninger, hvor .* 2029 .* end de 900\.000 kr\., puljen skal have tilbage: \d+ af 500 .*"
        assert [line for line in lines if re.fullmatch(told, line)]

    def test_without_ranges_nothing_is_simulated(self, call: Run, case: Path):
        """No chance is told of what nobody has estimated."""
        text, told = (
            call("figures", case, "--simulate", "50").out,
            call("figures", case, "--simulate", "50", "--json").out,
        )

        assert text.endswith("Ingen af de poster, der indgår i netto, har et spænd, så usikkerheden er ikke opgjort.\n")
        assert "andsynlighed" not in text
        assert json.loads(told)["simulation"] is None
        assert "simulation" not in json.loads(call("figures", case, "--json").out)


class TestBadNumbers:
    @pytest.mark.parametrize(
        ("good", "bad", "code"),
        [
            ("amount: 900000.50", "amount: -1", "PB027"),
            ("amount: 900000.50", "amount: .inf", "PB072"),
            ("amount: 900000.50", "amount: NaN", "PB072"),
            ("amount: 900000.50", "amount: 1e400", "PB037"),
            ("amount: 900000.50", "amount: 1" + "0" * 25, "PB037"),
            ("amount: 900000.50", "fte: -0.5", "PB027"),
            ("amount: 900000.50", "amounts: {2031: 5}", "PB116"),
            ("horizon: 4", "horizon: 0", "PB027"),
            ("horizon: 4", "horizon: 61", "PB027"),
            ("full_effect: {amount: 500000}", "full_effect: {fte: -100001}", "PB027"),
            ("full_effect: {amount: 500000}", "full_effect: {amount: 500000}, ramp: [-5]", "PB027"),
            ("full_effect: {amount: 500000}", "full_effect: {amount: 500000}, decay: 101", "PB027"),
            ("full_effect: {amount: 500000}", "full_effect: {amount: 500000}, start: 2026", "PB116"),
            ("costs:", "economy: {discount_rate: -100}\ncosts:", "PB027"),
            ("costs:", "economy: {discount_rates: dk-1999}\ncosts:", "PB032"),
            ("costs:", "economy: {fte_cost: -1}\ncosts:", "PB027"),
            ("costs:", "economy: {effective_hours: 0}\ncosts:", "PB027"),
            ("costs:", "economy: {indices: {wages: {1999: 2}}}\ncosts:", "PB141"),
            ("costs:", "economy: {pool: {interest: -1}}\ncosts:", "PB027"),
            ("costs:", "risks: {R1: {title: x, probability: 101}}\ncosts:", "PB027"),
        ],
    )
    def test_are_refused_with_their_place(self, call: Run, case: Path, good: str, bad: str, code: str):
        """Nothing is computed from them, and the message leads to line and column."""
        assert good in CASE
        (case / "plan.yaml").write_text(CASE.replace(good, bad, 1), encoding="utf-8")

        done = call("figures", case)

        first = done.err.splitlines()[0]
        assert (done.code, done.out, first.split()[:3]) == (4, "", ["Fejl", code, "ved"])
        assert re.search(r"plan\.yaml:\d+:\d+", first)


OPTIONS = (
    CASE
    + """options: {A1: {title: Som i dag, kind: nothing}}
option_costs: {AK1: {title: Gammelt system, option: A1, kind: running, amount: 40000}}
"""
)


class TestOptions:
    def test_each_option_stands_beside_the_plan(self, call: Run, case: Path):
        """Cost of introduction, what lasts, NPV and risk reserve; the sign is that of every other figure."""
        (case / "plan.yaml").write_text(OPTIONS, encoding="utf-8")

        lines = [line.split() for line in call("figures", case).out.replace("\u00a0", " ").splitlines()]

        assert ["Planen", "-900.001", "500.000"] in [line[:3] for line in lines]
        assert ["A1", "Som", "i", "dag", "0", "-40.000"] in [line[:6] for line in lines]

    def test_json_has_them_under_their_ids(self, call: Run, case: Path):
        """The plan has none; without options there is no such key."""
        before = json.loads(call("figures", case, "--json").out)
        (case / "plan.yaml").write_text(OPTIONS, encoding="utf-8")
        after = json.loads(call("figures", case, "--json").out)

        ids = [(one["id"], one["kind"]) for one in after["options"]]
        assert ("options" in before, ids, after["options"][0]["npv"]) == (
            False, [(None, "chosen"), ("A1", "nothing")], after["npv"],
        )  # fmt: skip
