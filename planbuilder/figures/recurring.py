"""What recurs: lines → the permanent effect, what a case comes to every year once everything is in place.

In: cashable benefits, running costs and income that recurs, each with the year from which it stays as it is, the year
with which it ends and what wears off. Out: `Permanent`. Only what recurs counts: a one-off cost is no part of it,
whenever it falls. No year is called permanent for looking like the one before: a ramp that is not through, a benefit
with a last year, or a loss every year is known from the plan, whether or not the case's years reach that far. A running
cost that goes as far as the case does has no end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from planbuilder.figures.lines import Line
from planbuilder.figures.methods import Amounts
from planbuilder.record import record

Ending = Literal["benefits", "some_benefits", "income", "some_income", "costs", "some_costs"]
Restless = Literal["", "ramping", "varying", "uneven", "uneven_income", "growing", "wearing"]


@record
class Stage:
    """Years in which the same amount recurs: DKK a year in each year from `first` to `last`.

    `last` is None where nothing in the plan ends it, and `ends` names what ends it otherwise. `complete` says that
    every benefit has its full effect in these years and none has ended before them.
    """

    amount: Decimal
    first: int
    last: int | None
    ends: tuple[Ending, ...] = ()
    complete: bool = False


@record
class Permanent:
    """What recurs year after year, DKK a year; a plus improves the municipality's economy.

    `stages` follow each other from the year everything is in place, within the years of the case. There are none where
    nothing recurs, or where `restless` says why no year is like the next in the end: benefits still `ramping`, costs
    `varying`, benefits or income `uneven` from year to year, or benefits `growing` or `wearing` off. `last_year` is the
    case's last year, `in_last_year` what recurs in it, and `falls` says that all that wears off are gains, so that it
    becomes less every year. `in_place` is the first year in which every benefit has come as far as it ever does, None
    where that is not within the case.
    """

    last_year: int
    in_last_year: Decimal
    stages: tuple[Stage, ...]
    restless: Restless
    falls: bool
    in_place: int | None

    @property
    def lasting(self) -> Stage | None:
        """The stage that nothing ends: the permanent effect; None where the plan does not come to one."""
        return self.stages[-1] if self.stages and self.stages[-1].last is None else None

    @property
    def amount(self) -> Decimal | None:
        """The permanent effect, DKK a year, None where there is none; zero where nothing recurs."""
        if self.lasting:
            return self.lasting.amount
        return Decimal(0) if self.is_nothing else None

    @property
    def is_nothing(self) -> bool:
        """Whether nothing recurs at all: neither cashable benefits nor income nor running costs."""
        return not self.stages and not self.restless


ZERO = Decimal(0)
RECURRING = ("cashable", "running", "income")


@record
class Flow:
    """What recurs of one line, DKK by year, costs negative.

    From `steady` on it stays as it is until `end`, its last year, but for the share (0–1) that is `worn` off a year;
    below zero it grows. `steady` is None where it never does, `end` where nothing ends it.
    """

    by_year: Amounts
    steady: int | None
    end: int | None
    worn: Decimal
    is_cost: bool
    is_benefit: bool

    @property
    def in_place(self) -> int | None:
        """The first year in which it has come as far as it ever does: in full effect, or ended before it got there."""
        # What ends before it is through never gets further than its end: waiting for its ramp would wait for ever.
        ended = self.end is not None and (self.steady is None or self.steady > self.end)
        return self.end + 1 if self.end is not None and ended else self.steady

    def goes_on(self, year: int) -> bool:
        """Whether it has not ended before a year."""
        return self.end is None or self.end >= year


def flow(line: Line, by_year: Amounts, first_year: int, delay: int = 0) -> Flow:
    """What recurs of a line with these amounts, costs negative, whose benefit comes `delay` years late.

    Its end is not put off.
    """
    # What was over before the case began has nothing left that could come late.
    is_over = line.steady is not None and line.steady <= first_year and not any(line.by_year)
    late = 0 if not line.is_benefit or is_over else delay
    # A benefit that was in full effect before the case began comes late within the case all the same.
    steady = None if line.steady is None else (max(line.steady, first_year) if late else line.steady) + late
    # What is given year by year is never phased in: beyond the case it is only unknown how it goes on.
    if line.is_by_year and steady is not None and steady >= first_year + len(by_year):
        steady = None
    return Flow(by_year, steady, line.end, line.worn, line.is_cost, line.is_benefit)


def recurs(line: Line) -> bool:
    """Whether a line is one that recurs and is part of net, and ever has an amount."""
    # A benefit that a late start or a delay has moved beyond the case recurs, though no year of the case shows it.
    later = (bool(line.full_effect) or (line.is_by_year and line.steady is None)) and line.end is None
    return line.kind in RECURRING and not line.once and (later or any(line.by_year))


def permanent(flows: Iterable[Flow], years: range) -> Permanent:
    """The permanent effect of what recurs over the years of a case."""
    # What ended before it ever had an amount says nothing of any year.
    found, last = tuple(one for one in flows if one.end is None or any(one.by_year)), years[-1]
    still = [one for one in found if one.goes_on(last)]
    restless = _restless(still, last)
    in_place = max((one.in_place for one in found if one.in_place is not None), default=years[0])
    return Permanent(
        last_year=last,
        in_last_year=_sum(one.by_year[-1] for one in found),
        stages=() if restless or not found else tuple(_stages(found, years)),
        restless=restless,
        falls=restless == "wearing" and all(one.by_year[-1] > 0 for one in still if one.worn),
        in_place=max(in_place, years[0]) if in_place <= last else None,
    )


def _restless(still: Sequence[Flow], last: int) -> Restless:
    """Why what goes on in the case's last year has not come to rest; empty where it has."""
    if any(one.steady is not None and one.steady > last for one in still):
        return "ramping"
    restless = [one for one in still if one.steady is None]
    if restless:
        if any(one.is_cost for one in restless):
            return "varying"
        return "uneven" if any(one.is_benefit for one in restless) else "uneven_income"
    # Asked last: what is phased in or varies hides what wears off, and is the nearer reason.
    if any(one.worn < 0 for one in still):
        return "growing"
    return "wearing" if any(one.worn for one in still) else ""


def _stages(flows: Sequence[Flow], years: range) -> Iterator[Stage]:
    """From the year all is in place on, a stage up to each year with which something ends, and what is left then.

    What wears off has no stage; it has ended, or there would be none.
    """
    start = years[0]
    for one in flows:
        start = _rests(one, years, start)
    ends = sorted({end for one in flows if (end := _ends(one, years)) is not None and end >= start})
    # Each end closes a stage, and the year after it begins the next; the last stage has no end.
    for first, last in zip((start, *(year + 1 for year in ends)), (*ends, None), strict=True):
        # An end in the case's last year opens a stage that no year of the case shows: nothing can be said of it.
        if first in years:
            amount = _sum(one.by_year[first - years[0]] for one in flows)
            yield Stage(amount, first, last, tuple(_what_ends(flows, last, years)), _complete(flows, first, years))


def _has_rest(one: Flow) -> bool:
    """Whether it comes to rest before it ends."""
    return one.steady is not None and not one.worn and (one.end is None or one.steady <= one.end)


def _ends(one: Flow, years: range) -> int | None:
    """The year with which it ends after it has come to rest; none where there is nothing left to end."""
    if one.end is None or not _has_rest(one):
        return None
    # An amount that is zero by then has nothing to lose: it would part two stages that are alike.
    return one.end if one.by_year[min(one.end, years[-1]) - years[0]] else None


def _rests(one: Flow, years: range, since: int) -> int:
    """The first year, no earlier than `since`, from which its amount is the same until it ends; to the last year if it
    ends before it rests.
    """
    until = one.end if _has_rest(one) and one.end in years else years[-1]
    amounts = one.by_year[since - years[0] : (until or 0) - years[0] + 1]
    # From the end: a line of many years is mostly the same.
    moves = (n for n in range(len(amounts), 0, -1) if amounts[n - 1] != amounts[-1])
    return since + next(moves, 0)


def _complete(flows: Sequence[Flow], year: int, years: range) -> bool:
    """Whether benefits have their full effect in a year, every one of them."""
    gains = [one for one in flows if one.is_benefit]
    through = all(one.steady is not None and one.steady <= year for one in gains)
    return bool(gains) and through and all(one.by_year[year - years[0]] for one in gains)


def _what_ends(flows: Sequence[Flow], year: int | None, years: range) -> Iterator[Ending]:
    """What ends with a year: all benefits that are left, or some; all running costs, or some."""
    if year is None:
        return
    # Beyond the case's last year nothing moves but what ends: an amount is what it was in that year.
    shown = min(year, years[-1]) - years[0]
    left = [one for one in flows if one.goes_on(year) and one.by_year[shown]]
    names: tuple[tuple[tuple[bool, bool], Ending, Ending], ...] = (
        ((False, True), "benefits", "some_benefits"),
        ((False, False), "income", "some_income"),
        ((True, False), "costs", "some_costs"),
    )
    for sort, every, some in names:
        own = [one for one in left if (one.is_cost, one.is_benefit) == sort]
        if any(one.end == year for one in own):
            yield every if all(one.end == year for one in own) else some


def later_costs(one_off: Mapping[int, Decimal], found: Permanent) -> Mapping[int, Decimal]:
    """One-off costs by year after the introduction: renewals and the like, DKK.

    The introduction lasts until everything is in place, or as long as one-off costs follow each other from the first.
    """
    spent = [year for year, amount in one_off.items() if amount]
    if not spent or found.in_place is None:
        return {}
    # The first year without a one-off cost; one year beyond the case there always is one.
    last = next(year for year in range(spent[0], found.last_year + 2) if not one_off.get(year)) - 1
    return {year: one_off[year] for year in spent if year > max(last, found.in_place)}


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)
