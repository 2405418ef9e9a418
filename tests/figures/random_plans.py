"""Plans drawn at random that hold everything an economy can hold, as the data of a `plan.yaml`.

The same number gives the same plan. Amounts are texts, so that no float comes between a plan and whoever reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

Data = dict[str, Any]
KINDS = ("", "cashable", "cashable", "cashable", "released_time", "cost_avoidance", "quality", "for_others")
PROFILES = ("", "immediate", "two_years", "three_years", "four_years", "five_years", "cautious")
AREAS = ("", "", "", "service", "service", "transfers", "capital", "user_financed", "financing")
POOLS = ("", "own_service", "own_capital", "own_both", "cash_balance", "external")
UPLIFTS = ("uk-2002.outsourcing", "uk-2002.equipment_development", "uk-2002.standard_buildings")
COMMITTEES = ("Children", "Social", "Culture")
INDEXED = range(2020, 2100)


def random_plan(number: int) -> Data:
    """A plan's data; the same number, the same plan."""
    return Drawing(number).plan()


class Drawing:
    """One plan being drawn."""

    def __init__(self, number: int) -> None:
        self.dice = Random(number)
        self.first = self.dice.choice([2026, 2027])
        self.horizon = self.dice.choice([1, 2, 3, 5, 5, 6, 10, 10, 15, 40, 60])
        self.last = self.first + self.horizon - 1

    def plan(self) -> Data:
        benefits = {f"G{n}": self.benefit(n) for n in range(self.dice.randint(0, 6))}
        return {
            "format": "planbuilder.plan/1",
            "plan_id": "random",
            "title": "Random",
            "price_base": self.dice.choice([2025, 2026, 2029]),
            "first_year": self.first,
            "horizon": self.horizon,
            "economy": self.economy(),
            "costs": {f"K{n}": self.cost() for n in range(self.dice.randint(0, 5))},
            "benefits_tree": {"benefits": benefits},
            "preconditions": {f"L{n}": self.delivery(list(benefits)) for n in range(self.dice.choice([0, 0, 1, 3]))},
            "risks": {f"R{n}": self.risk() for n in range(self.dice.choice([0, 1, 3, 15]))},
            "budget_changes": {f"B{n}": self.change() for n in range(self.dice.randint(0, 3))},
            "harvests": {f"H{n}": self.harvest(list(benefits)) for n in range(self.dice.randint(0, 6))},
        }

    def sometimes(self, part: float) -> bool:
        return self.dice.random() < part

    def money(self, least: int = 0, most: int = 3_000_000) -> str:
        """An amount, often round, sometimes with øre, sometimes nothing."""
        digits = self.dice.choice([-5, -4, -3, 0, 2])
        return f"{round(self.dice.uniform(least, most), digits):.{max(0, digits)}f}"

    def year(self, around: int = 0) -> int:
        return self.dice.randint(self.first - around, self.last + around)

    def by_year(self, signed: bool = False) -> Data:
        years = sorted(self.dice.sample(range(self.first, self.last + 1), self.dice.randint(1, min(4, self.horizon))))
        amounts = {str(year): self.money(-1_000_000 if signed else 0) for year in years}
        if self.sometimes(0.3):
            # The same in every year from one on: amounts that come to rest.
            same = self.money()
            return {str(year): same for year in range(years[0], self.last + 1)}
        return amounts

    def parts(self, names: Sequence[str], least: int = 1) -> Data:
        return {name: self.dice.randint(least, 4) for name in self.dice.sample(names, self.dice.randint(0, len(names)))}

    def span(self, likely: str) -> Data:
        """A range around a likely number, of which an end may be missing."""
        if self.sometimes(0.35):
            return {}
        number = float(likely)
        below, above = (abs(number) * self.dice.choice([0, 0.1, 0.25, 0.6]) for _ in range(2))
        ends = {"low": f"{number - below:.4f}", "high": f"{number + above:.4f}"}
        return {"range": {name: end for name, end in ends.items() if self.sometimes(0.9)}}

    def economy(self) -> Data:
        dice = self.dice
        found: Data = {"three_point": dice.choice(["successive", "pert"])}
        if self.sometimes(0.2):
            found["uplift"] = dice.choice(UPLIFTS)
        if self.sometimes(0.9):
            found["fte_cost"] = dice.choice(["545000", "612345.50"])
        if self.sometimes(0.85):
            found["effective_hours"] = dice.choice(["1500", "1418.5"])
        if self.sometimes(0.3):
            found["discount_rate"] = dice.choice(["-1.5", "0", "2.25", "7"])
        elif self.sometimes(0.2):
            found["rate_bands"] = {"1": "3.5", dice.choice(["2", "4", "31"]): dice.choice(["3", "0"])}
        else:
            found["discount_rates"] = dice.choice(["dk-2021", "dk-2021", "dk-2013", "none"])
        if self.sometimes(0.25):
            found["timing"] = "mid_year"
        if self.sometimes(0.6):
            found["sensitivity"] = {
                "delay": dice.choice([0, 1, 2, 7]),
                "costs": dice.choice([0, 10, 35]),
                "benefits": dice.choice([0, 15, 100]),
                "rate": dice.choice(["0", "0.5", "2"]),
            }
        if self.sometimes(0.5):
            found["indices"] = self.indices()
        found["funding"] = dice.choice(["", "investment_pool", "investment_pool", "budget_to_budget", "own_budget"])
        found["pool"] = self.pool()
        return found

    def indices(self) -> Data:
        """Of wages and prices, and of capital where it has one of its own; sometimes a year is missing."""
        dice = self.dice
        found: Data = {art: {str(year): dice.choice(["2.1", "3", "-0.5"]) for year in INDEXED} for art in ARTS}
        if self.sometimes(0.2):
            del found["wages"][str(self.last)]
        if self.sometimes(0.7):
            found["budget_year"] = self.year(1)
        found["capital_follows"] = dice.choice(["prices", "own", "nothing"])
        if found["capital_follows"] == "own":
            found["capital"] = {str(year): dice.choice(["4", "1.5"]) for year in INDEXED}
        return found

    def pool(self) -> Data:
        dice = self.dice
        found: Data = {"interest": dice.choice(["0", "2", "4.5"]), "share": dice.choice([100, 100, 60, 0])}
        found |= {"type": dice.choice(POOLS), "form": dice.choice(["repaid", "repaid", "repaid", "grant"])}
        if self.sometimes(0.4):
            found["draws"] = self.by_year()
        if self.sometimes(0.4):
            found["repayments"] = self.by_year()
        return found

    def cost(self) -> Data:
        dice = self.dice
        found: Data = {
            "kind": dice.choice(["one_off", "running"]),
            "area": dice.choice(AREAS),
            "expenditure": dice.choice(["operating", "operating", "capital"]),
            "frame": dice.choice(["inside", "inside", "outside"]),
            "art": dice.choice(["", "", "wages", "prices"]),
            "committees": self.parts(COMMITTEES),
        }
        if self.sometimes(0.35):
            found["nature"] = dice.choice(["own_time", "income", "income", "residual_value"])
        if self.sometimes(0.2):
            found["every"] = dice.randint(1, 6)
        if self.sometimes(0.15):
            found["uplift"] = dice.choice([*UPLIFTS, "none"])
        way = dice.choice(["amount", "amount", "fte", "amounts", "nothing"])
        if way == "amounts":
            amounts = self.by_year()
            whole = sum(float(amount) for amount in amounts.values())
            return {**found, "amounts": amounts, **self.span(f"{whole:.2f}")}
        if way in ("amount", "fte"):
            found[way] = self.money() if way == "amount" else dice.choice(["0.4", "1", "2.75"])
            found.update(self.span(found[way]))
        if self.sometimes(0.7):
            found["from"] = self.year(1)
        if self.sometimes(0.4):
            found["to"] = found.get("from", self.first) + dice.randint(0, 6)
        return found

    def benefit(self, number: int) -> Data:
        dice = self.dice
        found: Data = {
            "kind": dice.choice(KINDS),
            "account": dice.choice(["6.45.51", "6.45.51", "6.45.51", ""]),
            "use": dice.choice(["The budget falls", "The budget falls", "The budget falls", ""]),
            "use_decided_by": dice.choice(["Council", "Council", "Council", ""]),
            "area": dice.choice(AREAS),
            "frame": dice.choice(["inside", "inside", "outside"]),
            "committees": self.parts(COMMITTEES),
        }
        found |= self.effect()
        # Amounts by year say themselves when they come.
        found |= self.course("amounts" in found.get("full_effect", {}))
        if self.sometimes(0.3):
            found["units"] = {name: dice.choice(["-1", "0.3", "0.5", "2"]) for name in self.parts(["A", "B"])}
        if number and self.sometimes(0.15):
            found["part_of"] = "G0"
        return found

    def effect(self) -> Data:
        """What a benefit is worth, in one of the ways there are, and its range."""
        dice = self.dice
        way = dice.choice(["amount", "amount", "amounts", "fte", "hours", "minutes", "unit_price", "nothing"])
        if way == "nothing":
            return {}
        if way == "amounts":
            # A gain or a loss in every year: amounts of both signs are refused.
            sign = dice.choice(["", "", "-"])
            amounts = {year: f"{sign}{amount}" for year, amount in self.by_year().items()}
            whole = sum(float(amount) for amount in amounts.values())
            return {"full_effect": {"amounts": amounts}, **self.span(f"{whole:.2f}")}
        if way == "amount":
            effect = {"amount": self.money(-1_000_000)}
        elif way == "fte":
            effect = {"fte": dice.choice(["0", "0.4", "1.25", "6", "-0.5"])}
        elif way == "hours":
            effect = {"hours": dice.choice(["120", "4300.5", "-900"])}
        elif way == "minutes":
            effect = {"volume": dice.choice(["1200", "33000"]), "minutes": dice.choice(["0", "7", "36.5", "-3"])}
        else:
            effect = {"volume": dice.choice(["150", "4000"]), "unit_price": self.money(-500, 2500)}
        return {"full_effect": effect, **self.span(effect[way])}

    def course(self, is_by_year: bool) -> Data:
        """How a benefit comes, grows or wears off, and ends."""
        dice = self.dice
        found: Data = {"delay": dice.choice([0, 0, 0, 1, 3])}
        if is_by_year:
            return {**found, "end": self.year(2)} if self.sometimes(0.3) else found
        found["decay"] = dice.choice([0, 0, 0, 0, "12.5", 100])
        if not found["decay"]:
            found["growth"] = dice.choice([0, 0, 0, 0, "2.5"])
        if self.sometimes(0.7):
            found["start"] = self.year(1)
        if self.sometimes(0.5):
            found["ramp"] = [dice.choice([0, 30, 50, 100, 100, 120]) for _ in range(dice.randint(1, 5))]
        elif self.sometimes(0.5):
            found["profile"] = dice.choice(PROFILES)
        if self.sometimes(0.3):
            found["end"] = self.year(2)
        return found

    def risk(self) -> Data:
        found: Data = {"consequence": self.money()}
        return {**found, "probability": self.dice.choice(["0", "5", "30", "100"])} if self.sometimes(0.9) else found

    def delivery(self, benefits: list[str]) -> Data:
        """What others deliver: when it was agreed, expected or came, and what waits for it."""
        held = self.dice.sample(benefits, self.dice.randint(0, len(benefits)))
        days = {name: f"{self.year(2)}-0{self.dice.randint(1, 9)}-15" for name in ("due", "expected", "delivered")}
        return {"holds": held, **{name: day for name, day in days.items() if self.sometimes(0.6)}}

    def change(self) -> Data:
        area = {"area": self.dice.choice(AREAS), "art": self.dice.choice(["wages", "prices", "wages", "prices", ""])}
        if self.sometimes(0.4):
            return {"amounts": self.by_year(signed=True), **area}
        found: Data = {"amount": self.money(-1_000_000), **area}
        return {**found, "year": self.year(1)} if self.sometimes(0.9) else found

    def harvest(self, benefits: list[str]) -> Data:
        return {
            "benefit": self.dice.choice([*benefits, "G9"]),
            "year": self.year(),
            "amount": self.money(-100_000),
            "account": self.dice.choice(["6.45.51", "6.45.53"]),
        }


ARTS = ("wages", "prices")
