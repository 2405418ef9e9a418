"""Plans drawn by a seed: every way to say something about money, in any combination that has no faults."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from planbuilder.figures import rates
from planbuilder.figures.benefits import PROFILES
from planbuilder.figures.model import KINDS
from planbuilder.plan.model import Plan
from planbuilder.plan.options import OptionBenefit, OptionCost
from planbuilder.yamltext.schema import shape
from tests.figures import cases
from tests.figures.cases import FIRST, Rows, cashable, numbered

AREAS = ("service", "transfers", "capital", "user_financed", "financing")
COMMITTEES = ("Børn", "Social", 'Det "nye" udvalg', "Teknik & Miljø")


class Drawn:
    """One plan being drawn."""

    def __init__(self, seed: int) -> None:
        self.seed, self.random = seed, Random(seed)
        self.horizon = self.random.choice((1, 2, 5, 8, 8, 10, 10, 12, 20, 60))
        self.years = range(FIRST, FIRST + self.horizon)

    def plan(self) -> Plan:
        """The whole of it."""
        base = FIRST + self.random.randint(-3, 3)
        costs, benefits = self.rows("K", self.cost, 6), self.parts(self.rows("G", self.benefit, 6))
        return cases.plan(
            costs,
            benefits,
            preconditions=self.deliveries(sorted(benefits)),
            horizon=self.horizon,
            price_base=base,
            rates=self.random.choice(rates.names()),
            economy=self.economy(base),
            risks=self.rows("R", self.risk, 15),
            **self.options(costs, benefits),
            budget_changes=self.indexed(self.rows("T", self.change, 4)),
        )

    def deliveries(self, benefits: list[str]) -> Rows:
        """In every second plan, deliveries by others that come in time or late; drawn apart from all else."""
        own = Random(self.seed)
        if not benefits or self.seed % 2:
            return {}
        days = [f"{FIRST + own.randint(-1, 3)}-0{own.randint(1, 9)}-01" for _ in range(6)]
        rows = [
            {"title": "Leverance", "due": due, "expected": new, "holds": [own.choice(benefits)]}
            for due, new in zip(days[:3], days[3:], strict=True)
        ]
        return numbered(rows, "L")

    def options(self, costs: Rows, benefits: Rows) -> dict[str, Rows]:
        """In every third plan, one that does something else and doing nothing; drawn apart from all else."""
        if self.seed % 3:
            return {}
        other = Drawn(self.seed + 1000)
        other.horizon, other.years = self.horizon, self.years
        lacking = {"without_costs": sorted(costs)[2:3], "without_benefits": sorted(benefits)[2:3]}
        rows = {"option_costs": other.rows("AK", other.cost, 3), "option_benefits": other.rows("AG", other.benefit, 3)}
        for register, chosen, kind in (
            ("option_costs", costs, OptionCost),
            ("option_benefits", benefits, OptionBenefit),
        ):
            said = shape(kind)
            own = [{name: value for name, value in row.items() if name in said} for row in rows[register].values()]
            amount = {"amount": other.amount()} if chosen is costs else {"full_effect": {"amount": other.amount()}}
            own += [{"instead_of": id, **amount} for id in sorted(chosen)[:2]]
            of = [{"option": other.random.choice(("A1", "A2")), **row} for row in own]
            rows[register] = numbered(of, "AK" if chosen is costs else "AG")
        return {"options": {"A1": {"kind": "other", **lacking}, "A2": {"kind": "nothing"}}, **rows}

    def rows(self, letter: str, draw: Any, most: int) -> Rows:
        return numbered([draw() for _ in range(self.random.randint(0, most))], letter)

    def maybe(self, **values: Any) -> dict[str, Any]:
        """Some of these keys."""
        return {name: value for name, value in values.items() if self.random.random() < 0.4}

    def amount(self, most: int = 10**7) -> Decimal:
        """Money to the øre or in thousands, small or large."""
        most //= self.random.choice((1, 10, 100))
        return self.random.choice((Decimal(self.random.randint(0, most * 100)) / 100, Decimal(most) / 4))

    def year(self) -> int:
        return self.random.choice(self.years)

    def by_year(self) -> dict[str, Decimal]:
        count = self.random.randint(1, min(self.horizon, 6))
        return {str(year): self.amount(10**6) for year in sorted(self.random.sample(self.years, count))}

    def around(self, likely: Decimal) -> dict[str, Any]:
        """A range around a likely value other than nil: both ends, one, or none."""
        if not likely:
            return {}
        off = [abs(likely) * self.random.randint(0, 90) / 100 for _ in range(2)]
        ends = self.maybe(low=likely - off[0], high=likely + off[1])
        return {"range": ends} if ends else {}

    def committees(self) -> dict[str, Decimal]:
        count = self.random.randint(1, len(COMMITTEES))
        return {name: Decimal(self.random.randint(1, 9)) / 2 for name in self.random.sample(COMMITTEES, count)}

    def shared(self) -> dict[str, Any]:
        """What costs and benefits have in common."""
        return {
            **self.maybe(committees=self.committees(), account="6.45", source="Regnskab 2025"),
            "frame": self.random.choice(("inside", "outside")),
            "area": self.random.choice(("", "", "", *AREAS)),
        }

    def cost(self) -> dict[str, Any]:
        first, last = sorted((self.year(), self.year()))
        way = self.random.choice(("amount", "fte", "amounts"))
        given = {
            "amount": self.amount(10**6), "fte": Decimal(self.random.randint(0, 9)) / 10, "amounts": self.by_year()
        }[way]  # fmt: skip
        years = self.maybe(**{"from": first, "to": last}) if way != "amounts" else {}
        nature = self.nature(way)
        if nature["nature"] == "residual_value":
            years.pop("from", None)
        return {
            **self.shared(),
            **years,
            way: given,
            **self.around(sum(given.values()) if way == "amounts" else given),
            **self.maybe(art=self.random.choice(("wages", "prices"))),
            **self.maybe(uplift=self.random.choice(("uk-2002.outsourcing", "uk-2002.equipment_development", "none"))),
            "kind": self.random.choice(("one_off", "one_off", "one_off", "running")),
            **nature,
            "expenditure": self.random.choice(("operating", "capital")),
        }

    def nature(self, way: str) -> dict[str, Any]:
        """In every third line what is no cost of new money, in every fourth a one-off that comes again."""
        nature = self.random.choice(("", "", "", "own_time", "income", "residual_value"))
        if way == "fte" and nature in ("income", "residual_value"):
            nature = "own_time"
        if nature == "residual_value" and way == "amount":
            return {"nature": nature, "kind": "one_off"}
        again = {"every": self.random.randint(1, 6), "kind": "one_off"} if way != "amounts" else {}
        return {
            "nature": nature if nature != "residual_value" else "",
            **(again if self.random.random() < 0.25 else {}),
        }

    def benefit(self) -> dict[str, Any]:
        start, end = sorted((self.year(), self.year()))
        effect, likely = self.effect()
        phased = {**self.ramp(), **self.maybe(start=start), **self.later()}
        units = self.random.choice(({}, {"A": Decimal("0.3"), "B": 2}, {"A": Decimal("0.5"), "B": -1}))
        untested = {"account": "", "use": "", "use_decided_by": "", "units": units}
        return {
            **self.shared(),
            "title": f"Gevinst {self.random.random()}",
            "kind": self.random.choice((*KINDS, *["cashable"] * 6, "")),
            "full_effect": effect,
            **self.around(likely),
            **({} if "amounts" in effect else phased),
            **self.maybe(end=max([end, *map(int, effect.get("amounts", {}))]), delay=self.random.randint(0, 3)),
            "account": "6.45.51",
            **(self.maybe(**untested) if self.random.random() < 0.25 else {}),
        }

    def effect(self) -> tuple[dict[str, Any], Decimal]:
        """A full effect in one of the six ways, a gain or a loss, and the number a range stands around."""
        volume, minutes = self.random.randint(0, 20000), Decimal(self.random.randint(-200, 900)) / 10
        fte, price = Decimal(self.random.randint(-20, 80)) / 10, Decimal(self.random.randint(-50, 900))
        hours, sign = Decimal(self.random.randint(-500, 9000)), self.random.choice((1, 1, -1))
        by_year = {year: sign * own for year, own in self.by_year().items()}
        amount = self.amount() * self.random.choice((1, 1, 1, -1))
        return self.random.choice((
            ({"amount": amount}, amount),
            ({"amounts": by_year}, sum(by_year.values(), Decimal(0))),
            ({"fte": fte}, fte),
            ({"hours": hours}, hours),
            ({"volume": volume, "minutes": minutes}, minutes),
            ({"volume": volume, "unit_price": price}, price),
            ({}, Decimal(0)),
        ))  # fmt: skip

    def ramp(self) -> dict[str, Any]:
        steps = [self.random.randint(0, 120) for _ in range(self.random.randint(1, 6))]
        return self.random.choice((
            {}, {"profile": self.random.choice(list(PROFILES))}, {"ramp": steps, "ramp_note": "Målt i forsøget"}
        ))  # fmt: skip

    def later(self) -> dict[str, Any]:
        """What happens to it once its ramp is through."""
        return self.random.choice((
            {}, {}, {"decay": self.random.choice((5, 20, 100))}, {"growth": self.random.choice((1, 4))}
        ))  # fmt: skip

    def parts(self, benefits: Rows) -> Rows:
        """Some benefits are parts of the first one, which is no part itself."""
        whole, *others = benefits or ("",)
        for id in others:
            benefits[id] |= {"part_of": whole} if self.random.random() < 0.2 else {}
        return benefits

    def risk(self) -> dict[str, Any]:
        return {"title": "Risiko", "probability": self.random.randint(0, 100), "consequence": self.amount()}

    def change(self) -> dict[str, Any]:
        by_year = {year: amount * self.random.choice((1, -1)) for year, amount in self.by_year().items()}
        way = self.random.choice(({"year": self.year(), "amount": -self.amount()}, {"amounts": by_year}))
        return {"budget": "Løn", **self.maybe(committee="Social", account="6.45", decided_by="Rådet"), **way}

    def indexed(self, changes: Rows) -> Rows:
        """What changes follow in the prices of the budget year: said by themselves, by accounts, in one plan not."""
        own = Random(self.seed)
        said: list[dict[str, Any]] = [
            {"art": "wages"}, {"art": "prices"}, {"account": "06.45.51.1.001.10"}, {"account": "06.45.51, løn"},
            {"accounts": {"06.45.51.1.001.10": 1, "06.45.51.1.001.22": 2}},
            {"account": "06.45.51.1.001.22", "area": "capital"},
        ]  # fmt: skip
        return {id: one | own.choice(said) for id, one in changes.items()} if self.seed % 5 else changes

    def economy(self, base: int) -> dict[str, Any]:
        tried = self.maybe(delay=self.random.randint(0, 4), costs=self.random.randint(0, 80), benefits=50, rate=2)
        return {
            "effective_hours": self.random.choice((1400, 1500)),
            "three_point": self.random.choice(("successive", "pert")),
            "funding": self.random.choice(("", "investment_pool", "budget_to_budget", "own_budget")),
            "sensitivity": tried,
            "pool": self.pool(),
            "timing": self.random.choice(("", "", "mid_year")),
            **self.maybe(discount_rate=Decimal(self.random.randint(-20, 120)) / 10, indices=self.indices(base)),
        }

    def pool(self) -> dict[str, Any]:
        return self.maybe(
            interest=Decimal(self.random.randint(0, 60)) / 10,
            share=self.random.randint(0, 100),
            draws=self.by_year(),
            repayments=self.by_year(),
            type=self.random.choice(("own_service", "own_capital", "own_both", "cash_balance", "external")),
            form=self.random.choice(("repaid", "repaid", "grant")),
        )

    def indices(self, base: int) -> dict[str, Any]:
        """The rise of every year between the price base and the years of the case."""
        needed = range(min(base, FIRST) + 1, max(base, self.years[-1]) + 1)
        rises: dict[str, Any] = {
            art: {str(year): Decimal(self.random.randint(-10, 60)) / 10 for year in needed}
            for art in ("wages", "prices")
        }
        follows = self.random.choice(["prices", "own", "nothing"])
        own = {str(year): Decimal(self.random.randint(-10, 60)) / 10 for year in needed}
        budget = {} if self.seed % 7 == 0 else {"budget_year": Random(self.seed).choice(needed or [base])}
        return {**rises, **budget, "capital_follows": follows, **({"capital": own} if follows == "own" else {})}


def drawn(seeds: range) -> dict[str, Plan]:
    """A plan for each seed, the same each time."""
    return {f"drawn-{seed}": Drawn(seed).plan() for seed in seeds}


def once(year: int, amount: int) -> dict[str, Any]:
    """A cashable benefit of that year alone."""
    return cashable(amount, start=FIRST + year, end=FIRST + year)


def timed(fte: str, account: str) -> dict[str, Any]:
    """A cashable benefit given in FTE."""
    return {"kind": "cashable", "full_effect": {"fte": Decimal(fte)}, "account": account}


# Benefits that lack their amount, the kind of it, or nothing.
UNSAID: dict[str, dict[str, Any]] = {
    "G0": {"kind": "cashable"},
    "G1": {"full_effect": {"amount": 5}},
    "G2": {"kind": "quality"},
}


def edges() -> dict[str, Plan]:
    """Plans in which something is nil, missing, at its limit, or turns more than once."""
    spent, risk = {"K0": {"amount": 1000}}, {"probability": 50, "consequence": 1000}
    twice = {"K0": {"amounts": {str(FIRST): 1000, str(FIRST + 2): 1320}}}
    close = {"K0": {"amounts": {str(FIRST): 1_000_000, str(FIRST + 2): 1_210_220}}}
    touching = {"K0": {"amounts": {str(FIRST): 1000, str(FIRST + 2): 1210}}}
    paying = {"K0": {"amounts": {str(FIRST): 1000, str(FIRST + 2): 900}}}
    return {
        "empty": cases.plan(),
        "one-year": cases.plan(spent, {"G0": cashable(5000)}, horizon=1),
        "all-nil": cases.plan({"K0": {"amount": 0}}, {"G0": cashable(0)}),
        "nothing-said": cases.plan({}, UNSAID),
        "begun": cases.plan(
            {"K0": {"range": {"low": 5}}, "K1": {"kind": "running", "amount": 400, "to": FIRST + 2}},
            {
                "G0": cashable(1000, end=FIRST + 3, start=FIRST + 1),
                "G1": {"kind": "quality", "full_effect": {"volume": 5}, "range": {"low": 1, "high": 2}},
                "G2": {"full_effect": {"unit_price": 7}},
            },
        ),
        "time-without-a-price": cases.plan(
            {"K0": {"fte": 1}, "K1": {"kind": "running", "fte": 0}},
            {
                "G0": {"kind": "cashable", "full_effect": {"fte": 1}},
                "G1": {"kind": "released_time", "full_effect": {"volume": 5, "minutes": 4}},
                "G2": {"kind": "cashable", "full_effect": {"amount": 5}},
            },
            fte_cost=None,
        ),
        "only-released-time": cases.plan({}, {"G0": cashable(1000, account="", committees={"Social": 1})}),
        "rate-of-nil": cases.plan(spent, {"G0": once(1, 1000)}),
        "lowest-rate": cases.plan(spent, {"G0": once(1, 20)}),
        "rate-below-the-lowest": cases.plan(spent, {"G0": once(1, 5)}),
        "highest-rate": cases.plan(spent, {"G0": once(1, 90_000)}),
        "rate-above-the-highest": cases.plan(spent, {"G0": once(1, 200_000)}),
        "two-rates": cases.plan(twice, {"G0": once(1, 2300)}),
        "two-rates-close-together": cases.plan(close, {"G0": once(1, 2_200_200)}),
        "a-rate-that-only-touches": cases.plan(touching, {"G0": once(1, 2200)}),
        "first-gains-then-costs": cases.plan(
            {"K0": {"kind": "running", "amount": 400, "from": FIRST + 1}}, {"G0": once(0, 900)}
        ),
        "first-gains-then-more": cases.plan({"K0": {"amount": 20, "from": FIRST + 1}}, {"G0": once(0, 900_000)}),
        "three-turns-and-one-rate": cases.plan(paying, {"G0": once(1, 300), "G1": once(3, 2000)}),
        "fte-that-cancel": cases.plan(
            {"K0": {"kind": "running", "fte": 1}, "K1": {"amount": 1000}},
            {"G0": timed("0.7", "1"), "G1": timed("0.3", "2")},
            fte_cost=555_555,
        ),
        "thirteen-risks": cases.plan(spent, risks=numbered([{**risk, "consequence": n} for n in range(13)], "R")),
        **timed_cases(),
        **budget_cases(),
        "largest-amounts": cases.plan({"K0": {"amount": 10**13}}, {"G0": cashable(10**13)}, horizon=40),
    }


def timed_cases() -> dict[str, Plan]:
    """What is left in the end, sixty years with renewals, a pool repaid with flows in the middle of years; delays."""
    years = {"amount": 900_000, "every": 7, "to": FIRST + 50}
    late = {"amounts": {str(FIRST + n): 20_000 for n in (3, 4)}}
    left = {"nature": "residual_value", "amount": 120_000, "range": {"low": 50_000, "high": 150_000}}
    pool = {"funding": "investment_pool", "timing": "mid_year", "pool": {"interest": 3, "share": 80}}
    return {
        "left-in-the-end": cases.plan({"K0": {"amount": 400_000}, "K1": left}, {"G0": cashable(150_000)}),
        "sixty-years": cases.plan({"K0": years, "K1": left}, {"G0": cashable(200_000, growth=1)}, horizon=60),
        "repaid-in-the-middle-of-years": cases.plan(
            {"K0": {"amount": 500_000}, "K1": {"kind": "running", "amount": 20_000}},
            {"G0": cashable(260_000, ramp=[50, 100])},
            economy=pool,
            horizon=8,
        ),
        # A year late, the case ends with the first of two that are alike: it is known how it goes on.
        "by-year-and-late": cases.plan({}, {"G0": {"kind": "cashable", "full_effect": late, "delay": 1}}),
        "by-year-and-cut-off": cases.plan({}, {"G0": {"kind": "cashable", "full_effect": late, "delay": 2}}),
    }


def budget_cases() -> dict[str, Plan]:
    """Budget changes in the prices of the budget year, whatever capital follows, with a pool or without, and unsaid."""
    return {
        "capital-as-all-else": indexed(),
        "capital-by-its-own": indexed("own"),
        "capital-not-adjusted": indexed("nothing", funding="investment_pool"),
        "a-pool-that-pays-more": indexed(funding="investment_pool", pool={"draws": {str(FIRST + 1): 50_000}}),
        "a-change-that-does-not-say": indexed(changes={"T9": {"budget": "Andet", "year": FIRST, "amount": -1}}),
        "no-changes": indexed(changes=None),
    }


def indexed(follows: str = "prices", changes: Rows | None = {}, **economy: Any) -> Plan:  # noqa: B006  # only read
    """A plan whose budgets are voted in the prices of its third year; its changes follow each of what there is."""
    rises = {str(FIRST + n): n for n in range(1, 5)}
    indices = {"wages": rises, "prices": dict.fromkeys(rises, 2), "capital": dict.fromkeys(rises, 5)}
    own = {"capital_follows": follows, "budget_year": FIRST + 2}
    accounts = {"06.45.51.1.001.10": 1, "06.45.51.1.001.22": 2}
    rows = [
        {"art": "wages", "amounts": {str(FIRST): -90_000, str(FIRST + 2): -80_000}},
        {"account": "06.45.51.1.001.22", "year": FIRST + 1, "amount": -50_000},
        {"accounts": accounts, "year": FIRST + 1, "amount": 20_000},
        {"account": "06.45.51, løn", "area": "capital", "year": FIRST, "amount": 300_000},
    ]
    if follows != "own":
        indices.pop("capital")
    return cases.plan(
        {
            "K0": {"amount": 300_000, "expenditure": "capital"}, "K1": {"kind": "running", "fte": Decimal("0.2")},
            "K2": {"amount": 60_000, "from": FIRST + 2},
        },
        {"G0": timed("0.5", "6.45"), "G1": cashable(90_000, area="transfers", start=FIRST + 1)},
        economy={"indices": {**indices, **own}, **economy},
        budget_changes={} if changes is None else {**numbered(rows, "T"), **changes},
    )  # fmt: skip
