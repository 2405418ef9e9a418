"""The business case computed a second time: in fractions, from the data of a plan, after the text of the method.

It shares no line with `planbuilder.figures` and imports nothing of it. The text is that of the handbook (Finance), of
decisions 013, 015 and 033 to 036, of the docstrings of the plan's types, and of the sources these name: HM Treasury's
Green Book and ATAP step 10 (year 0 undiscounted, each flow at the end of its year), the Danish Ministry of Finance's
notes of 2013 and 2021, KL's paper on gathering released time, and the successive principle.

A cost or benefit is a function of the year, from the first year of the case to any later one: what lasts is what that
function does beyond the case. Everything is given under a path of names, so that a difference tells where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate
from math import isqrt
from typing import Any

Data = Mapping[str, Any]
Years = list[Fraction]
Found = dict[str, Any]
NIL, UNIT, PER_CENT = Fraction(0), Fraction(1), Fraction(1, 100)

# Real rates in percent, and the last year after the base year for which each holds.
PUBLISHED = {
    "dk-2021": [(35, "3.5"), (10**4, "2.5")],
    "dk-2013": [(35, "4"), (70, "3"), (10**4, "2")],
    "none": [(10**4, "0")],
}
USUAL_RAMPS = {
    "immediate": [100],
    "two_years": [50, 100],
    "three_years": [30, 70, 100],
    "four_years": [25, 50, 75, 100],
    "five_years": [20, 40, 60, 80, 100],
    "cautious": [10, 30, 60, 100],
}
# "outside" is outside the service frame and no area known; nothing at all is said of "".
AREAS = ("service", "transfers", "user_financed", "capital", "financing", "outside", "")
# What costs came to beyond their estimates, percent: HM Treasury after Mott MacDonald 2002.
UPLIFTS = {"uk-2002.outsourcing": 41, "uk-2002.equipment_development": 200, "uk-2002.standard_buildings": 24}
SOFT = ("released_time", "cost_avoidance", "quality", "for_others")
# What stands among the costs and is no cost of new money.
NATURES = ("income", "own_time", "residual_value")
PARTS = ("one_off", "running", "income", "cashable", "permanent")
# Further than anything in a plan goes on changing, unless it never comes to rest.
BEYOND = 60


def number(data: Data, name: str, otherwise: Any = 0) -> Fraction:
    given = data.get(name)
    return Fraction(str(otherwise if given is None else given))


@dataclass
class Item:
    """A cost or a benefit: what it comes to in any year if nothing ends it (`course`), and what else is known of it."""

    id: str
    kind: str
    course: Callable[[int], Fraction]
    ends: int | None = None
    is_open: bool = False
    whole_after: int | None = None
    wears: bool = False
    varies: bool = False
    grows: bool = False
    by_year: bool = False
    is_uplifted: bool = False
    once: bool = False
    fte: Fraction = NIL
    low: Fraction = UNIT
    high: Fraction = UNIT
    payers: Mapping[str, Fraction] = field(default_factory=dict)
    area: str = "service"
    art: str = "prices"

    @property
    def spends(self) -> bool:
        return self.kind in ("one_off", "running", "own_time")

    @property
    def is_benefit(self) -> bool:
        return not self.spends and self.kind not in NATURES

    @property
    def sign(self) -> int:
        return -1 if self.spends else 1

    @property
    def in_frame(self) -> bool:
        """Only service is inside the service frame."""
        return self.area == "service"

    @property
    def counts(self) -> bool:
        """Money: costs, income, and what can be cashed; neither own time nor what is left in the end."""
        return self.kind in ("one_off", "running", "income", "cashable")


class Model:
    """A plan's business case."""

    def __init__(self, plan: Data) -> None:
        self.plan = plan
        self.economy: Data = plan.get("economy", {})
        self.first, self.horizon = int(plan["first_year"]), int(plan["horizon"])
        self.last = self.first + self.horizon - 1
        self.years = list(range(self.first, self.last + 1))
        self.costs = [self._cost(id, one) for id, one in plan.get("costs", {}).items()]
        benefits = plan.get("benefits_tree", {}).get("benefits", {})
        self.benefits = [self._benefit(id, one) for id, one in benefits.items()]
        self.items = [*self.costs, *self.benefits]
        self.case = [one for one in self.items if one.counts]
        self.weights = self.discounting()

    # --- costs and benefits ------------------------------------------------------------------------------------

    def _cost(self, id: str, cost: Data) -> Item:
        kind, nature, every = cost.get("kind", "one_off"), cost.get("nature", ""), 1
        if cost.get("amounts"):
            amounts = {int(year): Fraction(str(amount)) for year, amount in cost["amounts"].items()}
            final = amounts.get(self.last, NIL)
            # Nobody has written a later year: what was the same at the end goes on.
            course = lambda year: amounts.get(year, NIL) if year <= self.last else final  # noqa: E731
            likely, ends = sum(amounts.values(), NIL), None
            varies = bool(final) and (self.horizon == 1 or amounts.get(self.last - 1, NIL) != final)
        else:
            begins = int(cost.get("from", self.first))
            again = "every" in cost and kind == "one_off"
            every = int(cost["every"]) if again else 1
            until = int(cost["to"]) if "to" in cost else begins if kind == "one_off" and not again else self.last
            if nature == "residual_value":
                # Worth its amount once, when it is left.
                begins, every = (until, 1) if "to" in cost else (self.last, 1)
                until = begins
            likely = number(cost, "amount") if "amount" in cost else number(cost, "fte")
            worth = likely if "amount" in cost else likely * number(self.economy, "fte_cost")
            course = lambda year: worth if year >= begins and (year - begins) % every == 0 else NIL  # noqa: E731
            varies, ends = False, until
        low, high = self._range(cost, likely)
        uplift = 0 if nature else UPLIFTS.get(cost.get("uplift") or self.economy.get("uplift", ""), 0)
        is_uplifted = bool(uplift and likely and not cost.get("range"))
        if is_uplifted:
            low, high = UNIT, 1 + uplift * PER_CENT
        return Item(
            id,
            nature or kind,
            course,
            once=kind == "one_off" or nature == "residual_value",
            # One that goes as far as the case does has no end.
            ends=ends if ends is not None and ends < self.last else None,
            varies=varies,
            is_uplifted=is_uplifted,
            fte=number(cost, "fte"),
            low=low,
            high=high,
            payers=self._payers(cost),
            area=self._area(cost),
            art=cost.get("art") or ("wages" if "fte" in cost else "prices"),
        )

    def _benefit(self, id: str, benefit: Data) -> Item:
        effect: Data = benefit.get("full_effect", {})
        fte = self._time(effect)
        by_year = {int(year): Fraction(str(amount)) for year, amount in effect.get("amounts", {}).items()}
        worth, measure, art = fte * number(self.economy, "fte_cost"), fte, "wages"
        if "amount" in effect:
            worth, measure, art = number(effect, "amount"), number(effect, "amount"), "prices"
        elif "unit_price" in effect:
            worth, measure, art = number(effect, "volume") * number(effect, "unit_price"), NIL, "prices"
            measure = number(effect, "unit_price")
        elif by_year:
            worth, measure, art = sum(by_year.values(), NIL), sum(by_year.values(), NIL), "prices"
        elif "minutes" in effect or "hours" in effect:
            measure = number(effect, "minutes") if "minutes" in effect else number(effect, "hours")
        kind = benefit.get("kind") or "quality"
        if benefit.get("part_of"):
            # It is counted in the other one.
            worth, fte, by_year, kind = NIL, NIL, {}, "released_time" if kind == "cashable" else kind
        elif kind == "cashable" and worth > 0 and not self._can_be_cashed(benefit, fte):
            kind = "released_time"
        ramp = [Fraction(str(step)) * PER_CENT for step in benefit.get("ramp", ())]
        ramp = ramp or [step * PER_CENT for step in USUAL_RAMPS.get(benefit.get("profile", ""), [100])]
        own_first = min((year for year, amount in by_year.items() if amount), default=benefit.get("start", self.first))
        delay = max(int(benefit.get("delay", 0)), self._slips(id, int(own_first)))
        begins = int(benefit.get("start", self.first)) + delay
        keeps = UNIT - number(benefit, "decay") * PER_CENT + number(benefit, "growth") * PER_CENT
        final = by_year.get(self.last, NIL)

        def course(year: int) -> Fraction:
            if by_year:
                return by_year.get(year - delay, NIL) if year - delay <= self.last else final
            age = year - begins
            if age < 0:
                return NIL
            return worth * (ramp[age] if age < len(ramp) else ramp[-1] * keeps ** (age - len(ramp) + 1))

        low, high = self._range(benefit, measure)
        return Item(
            id,
            kind,
            course,
            ends=benefit.get("end"),
            # It may begin after the case, and is there all the same.
            is_open=bool(worth) and benefit.get("end") is None and not by_year,
            whole_after=begins + len(ramp) - 1,
            wears=keeps > 0 and keeps != 1 and bool(ramp[-1]) and not by_year,
            grows=keeps > 1,
            by_year=bool(by_year),
            varies=bool(final) and (self.horizon == 1 or by_year.get(self.last - 1, NIL) != final),
            fte=fte,
            low=low,
            high=high,
            payers=self._payers(benefit),
            area=self._area(benefit),
            art=art,
        )

    def _time(self, effect: Data) -> Fraction:
        """FTE a year: given, or cases times minutes as hours by what one FTE works."""
        if "fte" in effect:
            return number(effect, "fte")
        hours = number(self.economy, "effective_hours")
        if "hours" in effect and hours:
            return number(effect, "hours") / hours
        if "minutes" not in effect or not hours:
            return NIL
        return number(effect, "volume") * number(effect, "minutes") / 60 / hours

    def _slips(self, id: str, start: int) -> int:
        """By how many years what others deliver is later than the benefit needs it.

        It is needed in the year before the benefit's first; in that first year where it was agreed for then or later.
        """
        late = [0]
        for one in self.plan.get("preconditions", {}).values():
            day = one.get("delivered") or one.get("expected") or one.get("due")
            if id in one.get("holds", ()) and day:
                agreed = one.get("due") or one.get("expected") or one.get("delivered")
                needed = start if int(str(agreed)[:4]) >= start else start - 1
                late.append(int(str(day)[:4]) - needed)
        return max(late)

    def _can_be_cashed(self, benefit: Data, fte: Fraction) -> bool:
        """An account, a use somebody decided, and half an FTE or more in each unit that frees time."""
        if not (benefit.get("account") and benefit.get("use") and benefit.get("use_decided_by")):
            return False
        freed = [Fraction(str(part)) for part in benefit.get("units", {}).values() if Fraction(str(part)) > 0]
        pieces = freed or ([fte] if fte else [])
        return all(piece >= Fraction(1, 2) for piece in pieces)

    def _area(self, one: Data) -> str:
        """An area wins; else capital is capital, inside the frame is service, and outside it is no area known."""
        if one.get("area") or one.get("expenditure") == "capital":
            return str(one.get("area") or "capital")
        return "service" if one.get("frame", "inside") == "inside" else "outside"

    def _range(self, one: Data, likely: Fraction) -> tuple[Fraction, Fraction]:
        """Low and high as shares of the likely number; an end nobody gave is the likely one."""
        given = one.get("range", {})
        if not likely:
            return UNIT, UNIT
        return number(given, "low", likely) / likely, number(given, "high", likely) / likely

    def _payers(self, one: Data) -> Mapping[str, Fraction]:
        weights = {name: Fraction(str(weight)) for name, weight in one.get("committees", {}).items()}
        whole = sum(weights.values(), NIL)
        return {name: weight / whole for name, weight in weights.items()} if whole else {"": UNIT}

    # --- years -------------------------------------------------------------------------------------------------

    def at(self, one: Item, year: int, late: int = 0) -> Fraction:
        """What an item comes to in a year with benefits that many years late; its end is not put off."""
        if one.ends is not None and year > one.ends:
            return NIL
        if not one.is_benefit or not late:
            return one.course(year)
        # What would have come before the case began comes to nobody who begins later.
        return one.course(year - late) if year - late >= self.first else NIL

    def flow(self, items: Iterable[Item], late: int = 0, share: Callable[[Item], Fraction] = lambda _: UNIT) -> Years:
        """Gains less costs by year."""
        known = [(one, one.sign * share(one)) for one in items]
        return [sum((part * self.at(one, year, late) for one, part in known), NIL) for year in self.years]

    def of_kind(self, kind: str) -> Years:
        return [sum((self.at(one, year) for one in self.items if one.kind == kind), NIL) for year in self.years]

    def discounting(self, points: Fraction = NIL, years: int | None = None) -> Years:
        """What a krone of each year is worth in the first: 1 / ((1 + r₁) (1 + r₂) …)."""
        own, bands = self.economy.get("discount_rate"), self.economy.get("rate_bands")
        if bands and own is None:
            starts = sorted(int(year) for year in bands)
            table = list(zip([*(year - 1 for year in starts[1:]), 10**4], (bands[str(y)] for y in starts), strict=True))
        else:
            table = PUBLISHED[self.economy.get("discount_rates", "dk-2021")] if own is None else [(10**4, own)]
        worth, halves = [UNIT], [UNIT]
        for after in range(1, years or self.horizon):
            rate = next(Fraction(str(rate)) for until, rate in table if after <= until)
            a_year = 1 + (rate + points) * PER_CENT
            # In the middle of the year a krone has half a year of its own year's rate left to its end.
            halves.append(worth[-1] / root(a_year))
            worth.append(worth[-1] / a_year)
        return halves if self.in_the_middle else worth

    @property
    def in_the_middle(self) -> bool:
        """Whether amounts count in the middle of each year after the first."""
        return self.economy.get("timing") == "mid_year"

    def present(self, flow: Sequence[Fraction], weights: Sequence[Fraction] | None = None) -> Fraction:
        return sum((one * weight for one, weight in zip(flow, weights or self.weights, strict=True)), NIL)

    # --- key figures -------------------------------------------------------------------------------------------

    def found(self) -> Found:
        """Everything, by a path of names."""
        net = self.flow(self.case)
        kinds = {kind: self.of_kind(kind) for kind in ("one_off", "running", *NATURES, "cashable", *SOFT)}
        beside = (*SOFT, "residual_value")
        wider = [
            one + sum((kinds[kind][n] for kind in beside), NIL) - kinds["own_time"][n] for n, one in enumerate(net)
        ]
        spent = self.present([a + b for a, b in zip(kinds["one_off"], kinds["running"], strict=True)])
        later = sum(self.weights[1:], NIL)
        value = self.present(net)
        return {
            "lines": {one.id: (one.kind, [self.at(one, year) for year in self.years]) for one in self.items},
            "kinds": kinds,
            "net": net,
            "cumulative": list(accumulate(net)),
            "wider": wider,
            "factors": self.weights,
            "npv": value,
            "npv_wider": self.present(wider),
            "bcr": (self.present(kinds["cashable"]) + self.present(kinds["income"])) / spent if spent else None,
            "eanc": value / later if later else None,
            "mirr": self.modified_rate(net),
            "payback": payback(net),
            "payback_discounted": payback([one * weight for one, weight in zip(net, self.weights, strict=True)]),
            "balance_year": next((y for y, one in zip(self.years, net, strict=True) if settled(one) > 0), None),
            "fte_freed": sum((one.fte for one in self.benefits), NIL),
            "current": self.current(kinds),
            "waiting": self.waiting(net, value),
            "permanent": self.lasting(),
            "later_costs": self.renewals(kinds["one_off"]),
            **self.certainty(value),
            **self.funding(net, kinds["one_off"]),
            "harvested": self.harvested(),
        }

    def modified_rate(self, net: Years) -> float | None:
        """Costs financed and benefits reinvested at the discount rate, over all years."""
        spent = -self.present([min(one, NIL) for one in net])
        gained = self.present([max(one, NIL) for one in net])
        if self.horizon < 2 or not settled(spent) or not settled(gained):
            return None
        return float(gained / self.weights[-1] / spent) ** (1 / (self.horizon - (1.5 if self.in_the_middle else 1))) - 1

    def current(self, kinds: Mapping[str, Years]) -> Mapping[str, Years] | None:
        """Each kind in the prices of its own year; None unless every index is given that takes."""
        rises: Data = self.economy.get("indices", {})
        try:
            arts = ["wages", "prices", *(["capital"] if rises.get("capital_follows") == "own" else [])]
            factors = {(art, year): self.between(art, year) for art in arts for year in self.years}
        except KeyError:
            return None
        if not rises:
            return None
        found = {kind: [NIL] * self.horizon for kind in kinds}
        for one in self.items:
            for n, year in enumerate(self.years):
                follows = rises.get("capital_follows", "prices") if one.area == "capital" else "prices"
                art = {"own": "capital", "nothing": ""}.get(follows, one.art)
                found[one.kind][n] += self.at(one, year) * (factors[art, year] if art else 1)
        return found

    def between(self, art: str, year: int) -> Fraction:
        """What one krone of the price base is in a year's prices, by an index; of none it stays a krone."""
        base, whole = int(self.plan["price_base"]), UNIT
        for one in range(min(base, year) + 1, max(base, year) + 1) if art else ():
            whole *= 1 + Fraction(str(self.economy["indices"][art][str(one)])) * PER_CENT
        return whole if year > base else 1 / whole

    def in_prices_of(self, year: int, area: str, art: str) -> Fraction:
        """What one krone in an area is in a year's prices."""
        follows = self.economy["indices"].get("capital_follows", "prices") if area == "capital" else "prices"
        return self.between({"own": "capital", "nothing": ""}.get(follows, art), year)

    def budget_prices(self, areas: Found, changes: Mapping[str, Years], lasts: bool) -> Found | None:
        """Budget changes in the prices of the budget year, each by its art, and what the case requires by its lines."""
        rises, base = self.economy.get("indices", {}), int(self.plan["price_base"])
        voted = rises.get("budget_year", base)
        within = min(base, self.first) <= voted <= max(base, self.last)
        if voted == base or not within or self.current({one.kind: [] for one in self.items}) is None:
            return None
        of_change, written = self._areas_of_changes(), self.plan.get("budget_changes", {})
        apart = rises.get("capital_follows") in ("own", "nothing")
        free = [id for id in changes if of_change[id] == "capital" and apart]
        without = [id for id, one in written.items() if not one.get("art") and id not in free]
        told = {
            id: [amount * self.in_prices_of(voted, of_change[id], written[id].get("art", "")) for amount in own]
            for id, own in changes.items()
        } if not without else {}  # fmt: skip
        dearer = {one.id: self.in_prices_of(voted, one.area, one.art) for one in self.case}
        required = [sum((one.sign * self.at(one, y) * dearer[one.id] for one in self.case), NIL) for y in self.years]
        beyond = False
        for area, own in areas.items():
            for n, year in enumerate(self.years):
                spends = [one for one in self.case if one.kind == "one_off" and one.area == area]
                beyond |= bool(own["drawn"][n] and not own["one_off"][n])
                if own["drawn"][n] and own["one_off"][n]:
                    paid = sum((self.at(one, year) * dearer[one.id] for one in spends), NIL) / own["one_off"][n]
                    required[n] += own["drawn"][n] * paid
        kept = sum((one.sign * self.at(one, self.last) * dearer[one.id] for one in self.case if not one.once), NIL)
        return {"year": voted, "without": without, "changes": told, "required": None if beyond else required,
                "permanent": kept if lasts else None}  # fmt: skip

    def waiting(self, net: Years, value: Fraction) -> tuple[Fraction, Fraction]:
        """All of it a year later: used for as many years; and ending when it would have ended."""
        later = self.discounting(years=self.horizon + 1)[1:]
        kept = [NIL] * self.horizon
        for one in self.case:
            for n, year in enumerate(self.years[1:], 1):
                # What recurs ends in the year it would have ended; a one-off cost is paid all the same.
                if one.once or one.ends is None or year <= one.ends:
                    kept[n] += one.sign * self.at(one, year - 1)
        return self.present(net, later) - value, self.present(kept) - value

    # --- what lasts --------------------------------------------------------------------------------------------

    def lasting(self, late: int = 0, share: Callable[[Item], Fraction] = lambda _: UNIT) -> Found:
        """What recurs, in stages between the years with which something ends."""
        recurring = [one for one in self.case if not one.once and share(one) and self._ever(one)]
        # What ended before it had an amount says nothing.
        known = [one for one in recurring if one.ends is None or self._ever(one, late)]
        places = [place for one in known if (place := self._in_place(one, late)) is not None]
        in_place = max([self.first, *places])
        found: Found = {
            "in_place": in_place if in_place <= self.last else None,
            "restless": self._restless(known, late),
            "stages": [],
            "amount": None,
        }
        if not known:
            return {**found, "amount": NIL}
        if found["restless"]:
            return found
        start = max(self._still_from(one, late) for one in known)
        ends = sorted({one.ends for one in known if self._loses(one, late) and one.ends >= start})
        for first, last in zip([start, *(year + 1 for year in ends)], [*ends, None], strict=True):
            if first <= self.last:
                amount = sum((one.sign * share(one) * self.at(one, first, late) for one in known), NIL)
                found["stages"].append((amount, first, last))
        if found["stages"][-1][2] is None:
            found["amount"] = found["stages"][-1][0]
        return found

    def _ever(self, one: Item, late: int = 0) -> bool:
        unsettled = one.by_year and not one.spends and one.ends is None and self._rest(one, late) is None
        return one.is_open or unsettled or any(self.at(one, year, late) for year in self.years)

    def _rest(self, one: Item, late: int) -> int | None:
        """The first year from which it stays as it is if nothing ends it; the end of its ramp where it then wears."""
        if one.varies:
            return None
        if one.wears:
            return max(one.whole_after or 0, self.first) + late if late else one.whole_after
        free = Item(one.id, one.kind, one.course, once=one.once)
        years = range(self.last + BEYOND, self.first, -1)
        moves = (year for year in years if self.at(free, year, late) != self.at(free, year - 1, late))
        rest = next(moves, self.first)
        # What is given year by year is not phased in: what is beyond the case is unknown.
        return None if one.by_year and rest > self.last else rest

    def _in_place(self, one: Item, late: int) -> int | None:
        rest = self._rest(one, late)
        if one.ends is not None and (rest is None or rest > one.ends):
            return one.ends + 1
        return rest

    def _restless(self, known: Sequence[Item], late: int) -> str:
        """Why the case's last year is not like the ones to come."""
        still = [one for one in known if one.ends is None or one.ends >= self.last]
        rests = [self._rest(one, late) for one in still]
        if any(rest is not None and rest > self.last for rest in rests):
            return "ramping"
        if None in rests:
            open_ = [one for one, rest in zip(still, rests, strict=True) if rest is None]
            if any(one.spends for one in open_):
                return "varying"
            return "uneven" if any(one.is_benefit for one in open_) else "uneven_income"
        if any(one.wears and one.grows for one in still):
            return "growing"
        return "wearing" if any(one.wears for one in still) else ""

    def _rests(self, one: Item, late: int) -> bool:
        """Whether it comes to rest, and does so before it ends."""
        rest = self._rest(one, late)
        return rest is not None and not one.wears and (one.ends is None or rest <= one.ends)

    def _still_from(self, one: Item, late: int) -> int:
        """The year after its last movement; that it ends after it came to rest is none."""
        until = min(one.ends, self.last) if self._rests(one, late) and one.ends is not None else self.last
        years = range(until, self.first, -1)
        return next((year for year in years if self.at(one, year, late) != self.at(one, year - 1, late)), self.first)

    def _loses(self, one: Item, late: int) -> bool:
        return one.ends is not None and self._rests(one, late) and bool(self.at(one, min(one.ends, self.last), late))

    def renewals(self, one_off: Years) -> Found:
        """One-off costs after all is in place, and after the first row of years that have some."""
        in_place = self.lasting()["in_place"]
        paid = [year for year, amount in zip(self.years, one_off, strict=True) if amount]
        if in_place is None or not paid:
            return {}
        row = paid[0]
        while row + 1 in paid:
            row += 1
        return {year: one_off[year - self.first] for year in paid if year > max(row, in_place)}

    # --- how sure it is ----------------------------------------------------------------------------------------

    def certainty(self, value: Fraction) -> Found:
        """Scenarios, tests, stress, drivers, and the expected value."""
        tried: Data = self.economy.get("sensitivity", {})
        late, points = int(tried.get("delay", 1)), number(tried, "rate", 1)
        dearer, smaller = number(tried, "costs", 20) * PER_CENT, number(tried, "benefits", 20) * PER_CENT
        priced = {one.id: self.present(self.flow([one])) for one in self.case}
        held = [one for one in self.case if any(self.at(one, year) for year in self.years)]
        ranged = [one for one in held if one.low != one.high]
        given = [one for one in ranged if not one.is_uplifted]
        weight = 4 if self.economy.get("three_point") == "pert" else 3
        worst = lambda one: one.high if one.spends else one.low  # noqa: E731
        best = lambda one: one.low if one.spends else one.high  # noqa: E731
        size = {one.id: sum((abs(self.at(one, year)) for year in self.years), NIL) for one in held}
        expected = sum((priced[one.id] * (one.low + weight + one.high) / (weight + 2) for one in self.case), NIL)
        reserve = self.reserve()
        whole = sum(size.values(), NIL)
        return {
            "pessimistic": self.outcome(share=worst) if ranged else None,
            "optimistic": self.outcome(share=best) if ranged else None,
            "likely": self.outcome(),
            "stress": self.outcome(late, worst, reserve),
            "expected": expected if ranged else None,
            "test_delay": self.outcome(late),
            "test_costs": self.outcome(share=lambda one: 1 + dearer if one.spends else UNIT),
            "test_benefits": self.outcome(share=lambda one: self._smaller(one, smaller)),
            "reserve": reserve,
            "coverage": (len(held), len(given), sum((size[one.id] for one in given), NIL) / whole if whole else NIL),
            "drivers": self.drivers(value, priced, dearer, smaller),
            "driver_delay": self.present(self.flow(self.case, late)),
            "driver_rate": [self.present(self.flow(self.case), self.discounting(off)) for off in (-points, points)],
        }

    def outcome(
        self, late: int = 0, share: Callable[[Item], Fraction] = lambda _: UNIT, spent: Fraction = NIL
    ) -> Found:
        net = self.flow(self.case, late, share)
        net[0] -= spent
        return {"net": net, "npv": self.present(net), "permanent": self.lasting(late, share)["amount"]}

    def _smaller(self, one: Item, part: Fraction) -> Fraction:
        """A benefit that much worse: less of a gain, more of a loss."""
        if not one.is_benefit:
            return UNIT
        return 1 + part if sum(self.at(one, year) for year in self.years) < 0 else 1 - part

    def drivers(self, value: Fraction, priced: Data, dearer: Fraction, smaller: Fraction) -> Found:
        """NPV with one thing at its low and high end, and the share of it at which NPV is zero."""
        found: Found = {}
        given = {id: one.get("range", {}) for id, one in self._written()}
        for one in self.case:
            if settled(priced[one.id]):
                off = smaller if one.is_benefit else dearer
                low, high = (
                    (one.low, one.high)
                    if one.is_uplifted or (given[one.id] and self._likely(one.id))
                    else (1 - off, 1 + off)
                )
                found[one.id] = self._moved(value, priced[one.id], low, high)
        if any(one.fte for one in self.case):
            timed = sum((priced[one.id] for one in self.case if one.fte), NIL)
            found["fte_cost"] = self._moved(value, timed, 1 - dearer, 1 + dearer)
        return found

    def _moved(self, value: Fraction, own: Fraction, low: Fraction, high: Fraction) -> list[Fraction | None]:
        ends = [value - own + share * own for share in (low, high)]
        return [*ends, 1 - value / own if settled(own) else None]

    def _written(self) -> list[tuple[str, Data]]:
        benefits = self.plan.get("benefits_tree", {}).get("benefits", {})
        return [*self.plan.get("costs", {}).items(), *benefits.items()]

    def _likely(self, id: str) -> bool:
        """Whether there is a likely number other than zero that a range can be around."""
        one = dict(self._written())[id]
        effect = one.get("full_effect", one)
        names = ("amount", "fte", "hours", "minutes", "unit_price")
        first = next((number(effect, name) for name in names if name in effect), None)
        return bool(first if first is not None else sum(Fraction(str(x)) for x in effect.get("amounts", {}).values()))

    def reserve(self) -> Fraction:
        """Probability times consequence of the twelve largest risks."""
        risks = self.plan.get("risks", {}).values()
        costs = sorted(
            (number(one, "probability") * PER_CENT * number(one, "consequence") for one in risks), reverse=True
        )
        return sum(costs[:12], NIL)

    # --- who pays ----------------------------------------------------------------------------------------------

    def funding(self, net: Years, one_off: Years) -> Found:
        """Pool, budgets, committees and service frame."""
        late = int(self.economy.get("sensitivity", {}).get("delay", 1))
        pool = self.pool(one_off)
        inside = [one for one in self.case if one.in_frame]
        frame = self.flow(inside)
        by_pool = self.economy.get("funding") == "investment_pool"
        comes = self.flow([one for one in self.case if one.kind == "income" and one.once])
        left = [
            row["available"] - spent + row["draw"] + got
            for row, spent, got in zip(pool["rows"], one_off, comes, strict=True)
        ]
        required = left if by_pool else net
        changes = {id: self.change(one) for id, one in self.plan.get("budget_changes", {}).items()}
        listed = [sum((change[n] for change in changes.values()), NIL) for n in range(self.horizon)]
        lasts = self.lasting()["amount"] is not None
        recurring = [one for one in inside if not one.once]
        areas = self.areas(pool, changes, lasts)
        return {
            "areas": areas,
            "budget_prices": self.budget_prices(areas, changes, lasts),
            "pool": pool,
            "pool_delayed": self.pool(one_off, late),
            "frame": frame,
            "frame_with_pool": self.frame_with_pool(frame, pool, inside),
            "frame_permanent": self.flow(recurring)[-1] if lasts else None,
            "parties": self.parties(lasts),
            "adjustments": changes,
            "required": required,
            "gaps": [wanted - given for wanted, given in zip(required, listed, strict=True)],
        }

    def pool(self, one_off: Years, late: int = 0) -> Found:
        """Balance = balance before × (1 + interest) + draw − repayment, and never more is paid than is owed."""
        terms: Data = self.economy.get("pool", {})
        available = self.flow([one for one in self.case if not one.once], late)
        rows: list[Found] = []
        owed = NIL
        meant = {"own_service": ["service"], "own_capital": ["capital"]}.get(terms.get("type", ""), AREAS)
        covered = self.flow([one for one in self.case if one.kind == "one_off" and one.area in meant])
        # A grant that comes once goes to budgets, and pays no pool back.
        granted = self.flow([one for one in self.case if one.kind == "income" and one.once])
        for n, year in enumerate(self.years):
            draw = number(terms["draws"], str(year)) if terms.get("draws") else -covered[n]
            if terms.get("form") == "grant":
                # It is owed to nobody.
                row = dict.fromkeys(("interest", "repayment", "balance"), NIL)
                budget = available[n] - (one_off[n] - draw) + granted[n]
                rows.append({**row, "draw": draw, "available": available[n], "budget": budget})
                continue
            interest = owed * number(terms, "interest") * PER_CENT
            due = owed + interest + draw
            asked = number(terms, "share", 100) * PER_CENT * max(NIL, available[n])
            if terms.get("repayments"):
                asked = number(terms["repayments"], str(year))
            paid = min(due, asked)
            owed = due - paid
            budget = available[n] - paid - (one_off[n] - draw) + granted[n]
            row = {"draw": draw, "interest": interest, "available": available[n], "repayment": paid}
            rows.append({**row, "balance": owed, "budget": budget})
        drawn = [n for n, row in enumerate(rows) if row["draw"]]
        settled_in = None
        if drawn and not owed and terms.get("form") != "grant":
            # The first year from which nothing is owed, once all is drawn.
            settled_in = next(n for n in range(drawn[-1], self.horizon) if not any(r["balance"] for r in rows[n:]))
        return {"rows": rows, "repaid_year": None if settled_in is None else self.years[settled_in]}

    def frame_with_pool(self, frame: Years, pool: Found, inside: Sequence[Item]) -> Years:
        """The pool's money set off against costs in the frame, of which the part drawn for them loads it again.

        A municipality's own money is no income.
        """
        if self.economy.get("pool", {}).get("type", "") not in ("", "external"):
            return frame
        found, drawn, for_frame = [], NIL, NIL
        for n, year in enumerate(self.years):
            row = pool["rows"][n]
            spent = sum((self.at(one, year) for one in inside if one.kind == "one_off"), NIL)
            helped = min(row["draw"], spent)
            drawn, for_frame = drawn + row["draw"], for_frame + helped
            found.append(frame[n] + helped - (row["repayment"] * for_frame / drawn if drawn else 0))
        return found

    def parties(self, lasts: bool) -> Found:
        """What each committee pays and gains, by the weights of each line."""
        found: Found = {}
        for one in self.case:
            for name, part in one.payers.items():
                own = found.setdefault(name, dict.fromkeys(PARTS, NIL))
                own[one.kind] += part * sum((self.at(one, year) for year in self.years), NIL)
                if not one.once:
                    own["permanent"] += one.sign * part * self.at(one, self.last)
        return found if lasts else {name: {**own, "permanent": None} for name, own in found.items()}

    def areas(self, pool: Found, changes: Mapping[str, Years], lasts: bool) -> Found:
        """The case by area, with what a pool pays in each: those it is for first, each filled before the next."""
        of_change = self._areas_of_changes()
        kind = self.economy.get("pool", {}).get("type", "")
        order = sorted(AREAS, key=lambda area: area != {"own_capital": "capital"}.get(kind, "service"))
        drawn: dict[str, Years] = {area: [NIL] * self.horizon for area in AREAS}
        if self.economy.get("funding") == "investment_pool":
            for n, year in enumerate(self.years):
                left = pool["rows"][n]["draw"]
                for area in order:
                    spends = (one for one in self.case if one.kind == "one_off" and one.area == area)
                    drawn[area][n] = min(left, sum((self.at(one, year) for one in spends), NIL))
                    left -= drawn[area][n]
                drawn[""][n] += left
        found: Found = {}
        for area in AREAS:
            own = [one for one in self.case if one.area == area]
            flows: Found = {
                kind: [sum((self.at(one, year) for one in own if one.kind == kind), NIL) for year in self.years]
                for kind in ("one_off", "running", "income", "cashable")
            }
            flows["drawn"] = drawn[area]
            chosen = [change for id, change in changes.items() if of_change[id] == area]
            flows["changes"] = [sum((change[n] for change in chosen), NIL) for n in range(self.horizon)]
            if any(any(flow) for flow in flows.values()):
                recurring = [one for one in own if not one.once]
                flows["permanent"] = self.flow(recurring)[-1] if lasts else None
                flows["committees"] = {}
                for one in own:
                    for name, part in one.payers.items():
                        whole = one.sign * part * sum((self.at(one, year) for year in self.years), NIL)
                        flows["committees"][name] = flows["committees"].get(name, NIL) + whole
                found[area] = flows
        return found

    def _areas_of_changes(self) -> Mapping[str, str]:
        """A budget change's own area, else the one that all costs and cashable benefits of the plan have in common."""
        lines = dict(self._written())
        called = [lines[one.id] for one in self.items if one.counts or lines[one.id].get("kind") == "cashable"]
        common = {self._area(one) for one in called}
        usual = common.pop() if len(common) == 1 else ""
        return {id: one.get("area") or usual for id, one in self.plan.get("budget_changes", {}).items()}

    def change(self, change: Data) -> Years:
        """What a budget change does: an amount from its year on, or each until the next; a saving is a plus."""
        amounts = change.get("amounts")
        if amounts:
            known = sorted((int(year), Fraction(str(amount))) for year, amount in amounts.items())
            in_case = [(year, amount) for year, amount in known if year >= self.first]
            return [-next((amount for one, amount in reversed(in_case) if one <= year), NIL) for year in self.years]
        begins = change.get("year")
        return [-number(change, "amount") if begins is not None and year >= begins else NIL for year in self.years]

    def harvested(self) -> Found:
        """What is noted by benefit and year; of the same benefit, year and account the last counts."""
        noted = {
            (one["benefit"], one["year"], one.get("account", "")): Fraction(str(one["amount"]))
            for one in self.plan.get("harvests", {}).values()
        }
        found: Found = {one.id: {} for one in self.benefits}
        for (benefit, year, _), amount in noted.items():
            own = found.setdefault(benefit, {})
            own[year] = own.get(year, NIL) + amount
        return found


def root(number: Fraction) -> Fraction:
    """A square root to forty decimals."""
    return Fraction(isqrt(number.numerator * 10**80 // number.denominator), 10**40)


def settled(amount: Fraction) -> Fraction:
    """To a millionth of a krone."""
    return round(amount, 6)


def payback(flow: Years) -> Found | None:
    """When the running sum is at zero or above for good, with the part of the last year; where it was lost again."""
    if not any(flow):
        return None
    sums = list(accumulate(flow))
    owing = [n for n, one in enumerate(sums) if settled(one) < 0]
    if owing and owing[-1] == len(flow) - 1:
        return None
    index = owing[-1] + 1 if owing else 0
    begun = next(n for n, one in enumerate(flow) if one)
    years = index - 1 - sums[index - 1] / flow[index] if index else NIL
    # Before the first flow nothing has been paid back, though the sum is zero.
    dips = [n for n in owing if any(one >= 0 for one in map(settled, sums[begun:n]))]
    return {"index": index, "years": years, "dips": dips}
