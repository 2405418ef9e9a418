"""Whatever is said of how sure a case is holds in every case in which it can be said.

Every text that speaks of certainty stands in a closed list here: as a claim, with the property that makes it true, or
as a name, which claims nothing. Claims are caught as they are made, by a language that notes what it is asked for, and
held against figures computed anew (`certain_cases`). A new text has to be put in one of the lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import given, settings

from planbuilder import pipeline
from planbuilder.document.blocks.committee import HALF
from planbuilder.document.model import Table
from planbuilder.figures.case import compute, uncertain_case
from planbuilder.figures.catalogue import explain
from planbuilder.figures.model import Figures
from planbuilder.figures.simulation import Simulation, simulate
from planbuilder.language import Language, load
from planbuilder.questionnaire import loading
from tests.conftest import DAY
from tests.document.blocks.tables import cells
from tests.document.certain_cases import DRAWS, ZERO, Case, drawn
from tests.document.parts import BLOCKS

DA, QUESTIONS = load("da"), loading.load()
SPEAKS = re.compile(
    r"spænd|scenari|pessimis|optimis|stress|sandsynlig|usikker|dårligste|bedste|nulpunkt|(kan|skal) (falde|stige)|"
    r"nok alene|på grænsen|tjent hjem|tilbagebetalingstid|balanceår|balance i|\brenten?\b|\brenter\b|afkast|lånerente|"
    r"negativ|(under|over) 0|underskud|overskud|forventet|risikopulje|simuler|trækning|betyder mest|venter vi|"
    r"ellers (falder|stiger|er den)|nettonutidsværdi",
    re.IGNORECASE,
)
SPEAKING = ("document", "workbook", "explain", "cli", "problems")
MADE_BY = (
    "headline", "in_brief", "key_figures", "economy_summary", "cumulative_chart", "tornado_chart",
    "cash_flow_chart",
    "scenarios", "driver_table", "risks", "committee_alternatives", "committee_summary", "decision_sheet",
    "committee_economy", "assumptions", "simulation",
)  # fmt: skip
LITTLE = Decimal("1e-6")


class Noting(Language):
    """Danish, noting each text it is asked for with the values it is given."""

    def __init__(self) -> None:
        super().__init__("da", DA.texts)
        self.said: list[tuple[str, Mapping[str, Any]]] = []

    @property
    def printed(self) -> Language:  # type: ignore[override]
        """Itself, so that what documents ask for is noted as well."""
        return self

    def text(self, key: str, /, **values: object) -> str:
        self.said.append((key, values))
        return super().text(key, **values)


class Said:
    """A case, its figures, and a text that was said of it."""

    def __init__(self, case: Case, figures: Figures, values: Mapping[str, Any]) -> None:
        self.case, self.figures, self.values = case, figures, values

    def money(self, **amounts: Decimal) -> bool:
        """Whether each value is that amount in words."""
        return all(self.values[name] == in_words(amount) for name, amount in amounts.items())


def in_words(amount: Decimal) -> str:
    """An amount as running text has it, written here once more."""
    if abs(amount) < 1000:
        return DA.money(amount)
    if abs(amount) >= 10**6:
        return f"{DA.number((amount / 10**6).quantize(Decimal('0.01'), ROUND_HALF_UP))}\u00a0mio.\u00a0kr."
    return f"{DA.number(amount / 1000, 0)}.000\u00a0kr."


def turns(case: Case) -> int:
    """How often net changes sign."""
    flows = [flow for flow in case.net() if flow]
    return sum((one > 0) != (other > 0) for one, other in pairwise(flows))


def worth(case: Case, rate: Fraction) -> Fraction:
    return sum((Fraction(flow) / (1 + rate) ** n for n, flow in enumerate(case.net())), Fraction(0))


LADDER = [Fraction(n, 41) - Fraction(98, 99) for n in range(1, 160)]


def return_of(s: Said) -> bool:
    """One rate: a surplus at lower discount rates only."""
    (rate,) = s.figures.irr.rates or (Decimal(99) if s.figures.irr.above else Decimal("-0.99"),)
    apart = [r for r in LADDER if abs(r - Fraction(rate)) > Fraction(1, 1000)]
    return all((worth(s.case, r) > 0) == (r < rate) for r in apart)


def loan_of(s: Said) -> bool:
    """One rate: a surplus at higher discount rates only."""
    (rate,) = s.figures.irr.rates or (Decimal(99) if s.figures.irr.above else Decimal("-0.99"),)
    apart = [r for r in LADDER if abs(r - Fraction(rate)) > Fraction(1, 1000)]
    return all((worth(s.case, r) > 0) == (r > rate) for r in apart)


def no_rate(s: Said) -> bool:
    """Worth the same side of zero at every rate."""
    signs = {(value > 0) - (value < 0) for value in (worth(s.case, r) for r in LADDER)}
    return signs <= {1} or signs <= {-1} or signs <= {0}


def touching(s: Said) -> bool:
    """Zero at one rate, and the same sign at all others."""
    signs = {(value > 0) - (value < 0) for value in (worth(s.case, r) for r in LADDER)} - {0}
    return len(signs) == 1 and s.figures.irr.count == 1


def several(s: Said) -> bool:
    """At least two, each a rate, and no two written alike."""
    irr, shown = s.figures.irr, str(s.values.get("rates", ""))
    size = sum(map(abs, s.case.net()))
    at_zero = all(abs(worth(s.case, Fraction(rate))) <= Fraction(size) / 10**5 for rate in irr.rates)
    return irr.count >= 2 and at_zero and len(set(re.split(", | og ", shown))) == len(re.split(", | og ", shown))


def beyond(s: Said) -> bool:
    """The value has not turned by the bound, and turns later: by the signs of the first and the last flow."""
    flows = [flow for flow in s.case.net() if flow]
    at_low, at_high = worth(s.case, Fraction(-99, 100)), worth(s.case, Fraction(99))
    return bool((at_high > 0) != (flows[0] > 0)) if s.figures.irr.above else bool((at_low > 0) != (flows[-1] > 0))


def losses(case: Case) -> dict[str, Decimal]:
    """What NPV loses if all comes a year later: with as many years, and with the same last one for each line."""
    then = {"waiting": case.later(), "waiting_same_end": case.begun_later()}
    return {reading: case.npv - npv for reading, npv in then.items()}


def waits(reading: str, way: str) -> Callable[[Said], bool]:
    """NPV moves that way in that reading, and it does not cost something in both."""

    def holds(s: Said) -> bool:
        found = losses(s.case)
        moved = "same" if abs(found[reading]) < HALF else "falls" if found[reading] > 0 else "rises"
        both = all(loss >= HALF for loss in found.values())
        return moved == way and not both and s.money(amount=abs(found[reading]))

    return holds


def waits_in_both(s: Said) -> bool:
    life, end = losses(s.case).values()
    return min(life, end) >= HALF and s.money(amount=life, other=end)


def waits_alike(way: str) -> Callable[[Said], bool]:
    """NPV moves that way in both readings, by amounts that are written alike."""

    def holds(s: Said) -> bool:
        found = [loss if way == "falls" else -loss for loss in losses(s.case).values()]
        return all(loss >= HALF and s.money(amount=loss) for loss in found)

    return holds


def stressed(*parts: str, ranged: bool = True) -> Callable[[Said], bool]:
    """What goes wrong beside the ranges, or where there are none, and what NPV is then."""

    def holds(s: Said) -> bool:
        given = {"delay": bool(s.case.delay), "risks": bool(s.case.reserve)}
        years = DA.count("document.years", s.case.delay)
        told = s.values["years"] == years and s.money(npv=s.case.value(s.case.stress()), reserve=s.case.reserve)
        return bool(s.case.ranged) == ranged and told and [name for name in given if given[name]] == list(parts)

    return holds


def covered(s: Said) -> bool:
    """So many lines of so many, and about as much of the money; all of it only where it is all."""
    whole, known = (sum((line.size for line in some), ZERO) for some in (s.case.counted, s.case.ranged))
    counts = (s.values["ranged"], s.values["lines"]) == (len(s.case.ranged), len(s.case.counted))
    shown = Decimal(re.sub(r"[^\d]", "", s.values["share"]) or 0) / 100
    if s.values["share"].startswith("under"):
        return counts and known / whole < shown
    if not whole:
        return counts
    part = known / whole
    is_near = abs(shown - part) <= Decimal("0.005") or shown == Decimal("0.99") < part
    return counts and is_near and (shown == 1) == (part == 1)


def estimated(s: Said) -> bool:
    return bool(s.case.ranged)


def not_estimated(s: Said) -> bool:
    return bool(s.case.counted) and not s.case.ranged


def expected(s: Said) -> bool:
    return estimated(s) and s.money(npv=s.case.expected())


def in_list(*needed: str) -> Callable[[Said], bool]:
    """A part of a list of what goes wrong: its condition holds."""
    given: Mapping[str, Callable[[Case], bool]] = {
        "pessimistic": lambda case: bool(case.ranged),
        "delay": lambda case: bool(case.delay),
        "risks": lambda case: bool(case.reserve),
    }
    return lambda s: all(given[name](s.case) for name in needed)


def true_of(property: Callable[[Case], bool]) -> Callable[[Said], bool]:
    return lambda s: property(s.case)


def stood_in(case: Case) -> bool:
    """Whether the plan's standard moves NPV where a line has no range."""
    off = {True: case.dearer, False: case.smaller}
    return any(not line.given and off[line.is_cost] for line in case.counted)


def widest(s: Said) -> dict[str, Decimal]:
    """How far NPV goes where a driver moves it furthest, among the drivers of that title."""
    drivers = s.figures.uncertainty.drivers
    (one, *_) = [one for one in drivers if one.swing == max(other.swing for other in drivers)]
    return {"low": min(one.npv_low, one.npv_high), "high": max(one.npv_low, one.npv_high)}


def largest_without_source(s: Said) -> bool:
    """The lines that are named have no source, move NPV, and no more than two drivers move it further."""
    drivers = s.figures.uncertainty.drivers
    named = [one for one in drivers if one.id in re.split(", | og ", s.values["names"])]
    further = [sum(other.swing > one.swing for other in drivers) for one in named]
    return bool(named) and all(one.swing for one in named) and max(further) <= 2


def first_above(s: Said) -> int | None:
    """The first year whose net is above nil, to half an øre."""
    years = (row.year for row, net in zip(s.figures.rows, s.case.net(), strict=True) if net >= Decimal("0.005"))
    return next(years, None)


def again(case: Case) -> Simulation:
    """The case's simulation, made once more."""
    found = simulate(uncertain_case(case.plan()), DRAWS, 1, case.correlation)
    assert found is not None
    return found


def percentiles(s: Said) -> bool:
    """What they are, and no further out than the whole case can come with all its luck."""
    low, middle, high = (drawn := again(s.case)).percentiles
    return low <= middle <= high and s.money(low=low, middle=middle, high=high, mean=drawn.mean)


def lost(s: Said) -> bool:
    """So many draws below zero: none where the best of luck and the worst are both at zero or above."""
    drawn = again(s.case)
    told = (s.values["count"], s.values["draws"]) == (str(drawn.below), str(DRAWS))
    return told and (drawn.below == 0) == (s.values["share"] == DA.percent(ZERO, 1))


def reached(s: Said) -> bool:
    """So many draws at the plan's own value or above it: all where the worst of luck is, none where the best is not."""
    drawn, own = again(s.case), s.case.npv
    told = s.money(npv=own) and s.values["count"] == DA.number(Decimal(drawn.reached))
    return told and s.values["draws"] == f"{DA.number(Decimal(DRAWS))} trækninger" and 0 <= drawn.reached <= DRAWS


def names_sources(s: Said) -> bool:
    """The largest parts first, each of the whole spread."""
    parts = [one.part for one in again(s.case).contributions]
    return parts == sorted(parts, reverse=True) and all(0 <= one <= 1 for one in parts) and bool(parts)


CLAIMS: Mapping[str, Callable[[Said], bool]] = {
    "document.brief.npv": lambda s: s.money(npv=s.case.npv),
    "document.brief.not_estimated": not_estimated,
    "document.brief.range": lambda s: (
        estimated(s) and s.money(low=s.case.value(s.case.worst()), high=s.case.value(s.case.best()))
    ),
    "document.brief.coverage": covered,
    "document.brief.stress_delay_risks": stressed("delay", "risks"),
    "document.brief.stress_delay": stressed("delay"),
    "document.brief.stress_risks": stressed("risks"),
    **{
        f"document.brief.stress_bare_{'_'.join(parts)}": stressed(*parts, ranged=False)
        for parts in (("delay", "risks"), ("delay",), ("risks",))
    },
    "document.brief.sure": lambda s: estimated(s) and min(s.case.all_computed()) >= -LITTLE,
    "document.brief.worst": lambda s: estimated(s) and s.money(npv=min(s.case.all_computed())),
    "document.brief.uplift.one": lambda s: s.figures.uncertainty.coverage.uplifted == 1,
    "document.brief.uplift.other": lambda s: s.figures.uncertainty.coverage.uplifted == int(s.values["count"]) > 1,
    "document.uncertainty.coverage_uplift": lambda s: s.figures.uncertainty.coverage.uplifted > 0,
    "document.uncertainty.uplift_used": lambda s: s.figures.uncertainty.coverage.uplifted > 0,
    "document.simulation.sample.other": lambda s: s.values["count"] == DA.number(Decimal(again(s.case).sample)),
    "document.simulation.reached": reached,
    "document.simulation.draws.other": lambda s: s.values["count"] == DA.number(Decimal(DRAWS)),
    "document.simulation.drawn": lambda s: (
        (s.values["draws"], s.values["seed"], s.values["lines"]) == (f"{DRAWS} trækninger", 1, len(s.case.ranged))
    ),
    "document.simulation.npv": percentiles,
    "document.simulation.loss": lost,
    "document.simulation.pool": lambda s: again(s.case).pool is not None,
    "document.simulation.widths": lambda s: s.money(**again(s.case).widths),
    "document.simulation.from": names_sources,
    "document.simulation.not": lambda s: bool(again(s.case).undrawn),
    "document.simulation.nothing": not_estimated,
    "document.irr.none": no_rate,
    "document.irr.above": beyond,
    "document.irr.below": beyond,
    "document.irr.loan": loan_of,
    "document.irr.touch": touching,
    "document.irr.several": several,
    "document.irr.count": lambda s: several(s) and s.values["count"] == s.figures.irr.count,
    "document.key_figures.irr_loan": loan_of,
    "document.key_figures.irr_several": several,
    "document.key_figures.irr_loan_note": loan_of,
    "document.key_figures.irr_several_note": several,
    "document.economy.irr_loan": loan_of,
    "document.economy.irr_several": several,
    "document.economy.mirr": true_of(lambda case: turns(case) > 1),
    "document.economy.expected_npv": estimated,
    "document.economy.stress": lambda s: estimated(s) and s.case.parts > 1,
    "document.chart.cash_flow": lambda s: s.values["year"] == first_above(s),
    "document.chart.no_surplus": lambda s: first_above(s) is None,
    "document.tornado.caption": lambda s: s.money(**widest(s)),
    "document.tornado.note_usual": true_of(stood_in),
    "document.tornado.note_uplift": lambda s: s.figures.uncertainty.coverage.uplifted > 0,
    "document.tornado.mark": lambda s: s.money(npv=s.case.npv),
    "document.chart.band_alt": lambda s: (
        estimated(s) and s.money(low=sum(s.case.worst(), ZERO), high=sum(s.case.best(), ZERO))
    ),
    "document.uncertainty.band": estimated,
    "document.uncertainty.pessimistic": lambda s: True,
    "document.uncertainty.optimistic": lambda s: True,
    "document.uncertainty.intro": expected,
    "document.uncertainty.not_estimated": not_estimated,
    "document.uncertainty.coverage_whole": true_of(lambda case: len(case.ranged) == len(case.counted) > 0),
    "document.uncertainty.coverage": covered,
    "document.uncertainty.stress_note": true_of(lambda case: case.parts > 1),
    "document.uncertainty.stress": true_of(lambda case: case.parts > 1),
    "document.uncertainty.part.pessimistic": in_list("pessimistic"),
    "document.uncertainty.part.risks": in_list("risks"),
    "document.uncertainty.reserve_note": true_of(lambda case: bool(case.risks)),
    "document.uncertainty.unweighed.one": true_of(lambda case: [None in risk for risk in case.risks].count(True) == 1),
    "document.uncertainty.unweighed.other": lambda s: (
        s.values["count"] == str(sum(None in risk for risk in s.case.risks))
    ),
    "document.committee.waiting.both": waits_in_both,
    **{f"document.committee.waiting.either_{way}": waits_alike(way) for way in ("falls", "rises")},
    "document.decide.without.worse": lambda s: s.case.npv >= HALF and s.money(amount=s.case.npv),
    "document.decide.without.better": lambda s: s.case.npv <= -HALF and s.money(amount=-s.case.npv),
    "document.decide.without.same": lambda s: abs(s.case.npv) < HALF,
    "document.no_source_largest": largest_without_source,
    **{
        f"document.committee.{reading}.{way}": waits(reading, way)
        for reading in ("waiting", "waiting_same_end")
        for way in ("falls", "rises", "same")
    },
}
# Made true by a property of their own below, or elsewhere where it says.
SWITCHING = {f"document.uncertainty.switching.{way}" for way in (
    "fall", "vanish", "rise", "tenfold", "must_rise", "must_tenfold", "must_fall", "never", "limit",
)}  # fmt: skip
REMARKS = {f"explain.remark.{name}" for name in (
    "irr_none", "irr_yield", "irr_loan", "irr_touch", "irr_several", "irr_above", "irr_below", "not_estimated",
    "stress_without_ranges",
    # tests/figures/test_dated.py
    "xnpv_rates",
)}  # fmt: skip
# What a simulation is beside; and parts of lists, tests/document/test_simulated.py
SIMULATED = {f"document.simulation.{name}" for name in ("title", "reading", "undrawn.lines")}
# tests/document/blocks/test_uncertainty.py::test_scenarios_and_tests_stand_in_one_table
TOLD = {"document.uncertainty.undiscounted", "document.uncertainty.uplift_row"}
# tests/document/test_statements.py
TOLD |= {"document.open.no_likely"}
# tests/figures/test_review.py::test_a_case_without_ranges
WARNED = {"problems.PB263.text", "problems.PB263.way_out"}
# tests/test_numbers.py::test_two_numbers_are_said_to_be_two
WARNED |= {"problems.PB463.way_out"}
# tests/plan/test_check.py, test_check_rates.py, test_check_preconditions.py; tests/figures/test_review.py
WARNED |= {
    f"problems.{code}.{part}"
    for code in ("PB273", "PB335", "PB337", "PB338", "PB339", "PB346", "PB348", "PB387", "PB390", "PB392")
    for part in ("text", "way_out")
}
# tests/document/test_options.py, on figures held by tests/figures/test_options.py
TOLD |= {f"document.options.{name}" for name in ("alt", "highest", "likely", "not_comparable", "same")}
# tests/document/test_natures.py
TOLD |= {"document.economy.own_time_note", "document.economy.residual_value_note", "document.simulation.pool_income"}
# tests/document/test_simulated.py; no document has a single draw
TOLD |= {"document.simulation.draws.one", "document.simulation.sample.one"}
# tests/workbook/test_build.py::test_the_sheet_says_no_more_of_a_rate_than_it_knows
IN_CELLS = {"workbook.irr.at_least", "workbook.irr.loan", "workbook.irr.several"}
# tests/document/test_claims.py
ON_MONEY = re.compile(
    r"document\.(headline|funding)|document\.brief\.(repaid|repaid_even(_income)?|not_repaid|never_behind(_income)?|pool_.*)$|"
    r"document\.key_figures\.(payback|not_repaid|never_behind|rates?)$|document\.chart\.(balance_\w+|(no_)?break_even)$"
)
# Heads, labels and formulas: the name of what stands beside them.
NAMES = re.compile(
    r"document\.(sure|decide)\.(certainty|figures|largest.*)$|document\.sure\.|"
    r"document\.compared\.(npv|npv_wider|effects)$|document\.(column|conventions|waterfall|chart\.(waterfall|waterfall_alt|cumulative)|tornado\.alt|options\.chart_caption)|"
    r"document\.key_figures\.(alt|break_even_year|npv|irr)$|document\.uncertainty\.(likely|drivers|weighed|risks)$|"
    r"document\.uncertainty\.switching_note|document\.economy\.(npv|npv_wider|irr|waiting|waiting_same_end)$|"
    r"document\.economy\.(payback|payback_discounted|break_even_year|balance_year|risk_reserve)$|"
    r"workbook\.(own_rate|choice|sheet|title|note|head|assumption|row|outcome|control)|explain\.(formula|about)|"
    r"cli\.option|problems\.PB(130|2[45])"
)


# Said of cases that are too rare to be drawn; tests/document/test_certainty.py and tests/document/blocks say them.
RARE = {
    "document.committee.waiting.either_falls",
    "document.committee.waiting.either_rises",
    "document.irr.touch",
    "document.irr.count",
    "document.irr.above",
    "document.irr.below",
    "document.simulation.pool",
    "document.brief.uplift.one",
    "document.brief.uplift.other",
    "document.uncertainty.coverage_uplift",
    "document.uncertainty.uplift_used",
    "document.tornado.note_uplift",
}


def speaking() -> set[str]:
    """Every key whose Danish text speaks of certainty."""
    return {key for key, text in DA.texts.items() if key.split(".")[0] in SPEAKING and SPEAKS.search(text)}


def test_every_text_that_speaks_of_certainty_is_in_the_list() -> None:
    """A claim with what makes it true, or a name."""
    known = {*CLAIMS, *SWITCHING, *REMARKS, *SIMULATED, *WARNED, *IN_CELLS, *TOLD}

    assert [] == sorted(key for key in speaking() - known if not (NAMES.match(key) or ON_MONEY.match(key)))
    assert [] == sorted(key for key in known if key not in DA.texts)


def material_of(case: Case, language: Language) -> Any:
    return pipeline.material(case.plan(), QUESTIONS, language, DAY)


def made(case: Case) -> Iterator[tuple[str, Said]]:
    """Every text that the documents say of a case, with the values it is given."""
    language = Noting()
    m = material_of(case, language)
    for name in MADE_BY:
        BLOCKS[name](m)
    yield from ((key, Said(case, m.figures, values)) for key, values in language.said)


def test_what_is_said_is_so() -> None:
    """Every claim that documents make of any case holds; and the cases make every claim but the rarest."""
    heard: set[str] = set()

    @settings(max_examples=300, derandomize=True, database=None)
    @given(drawn())
    def listen(case: Case) -> None:
        said = list(made(case))
        heard.update(key for key, _ in said)
        assert [] == [(key, one.values) for key, one in said if key in CLAIMS and not CLAIMS[key](one)]

    listen()
    assert RARE == {*CLAIMS, *SWITCHING} - heard


@settings(max_examples=100, derandomize=True)
@given(drawn())
def test_a_switching_value_is_where_it_says(case: Case) -> None:
    """At the share that is shown NPV is not below zero, and a little further on it is; ways are the line's own."""
    found = [block for block in BLOCKS["driver_table"](material_of(case, DA)) if isinstance(block, Table)]
    lines = dict(case.named())
    for title, *_, said in (row for table in found for row in cells(table)):
        line = lines.get(title.split()[0])
        if line is not None:
            assert switches(case, line, said), (title, said)


def switches(case: Case, line: Any, said: str) -> bool:
    """Whether a line's switching value in words is true of the case."""
    share = Decimal(re.sub(r"[^\d,]", "", said).replace(",", ".") or 0) / 100
    at, gone, tenfold = (case.with_one(line, one) for one in (share, ZERO, Decimal(10)))
    paying = case.npv > 0
    rules = {
        "kan falde til": paying and share < 1 and at >= -LITTLE and gone < LITTLE,
        "kan falde helt bort": paying and gone >= -LITTLE,
        "kan stige til mere": paying and tenfold >= -LITTLE,
        "kan stige til": paying and share > 1 and at >= -LITTLE,
        "skal stige til mere": not paying and tenfold <= LITTLE,
        "skal stige til": not paying and share > 1 and at >= -LITTLE,
        "skal falde til": not paying and share < 1 and at >= -LITTLE,
        "er ikke nok alene": not paying and gone <= LITTLE,
        "er på grænsen": abs(case.npv) <= abs(case.with_one(line, Decimal(2)) - case.npv) / 1000,
    }
    return next((holds for begins, holds in rules.items() if said.startswith(begins)), False)


@settings(max_examples=100, derandomize=True)
@given(drawn())
def test_what_explanations_remark_is_so(case: Case) -> None:
    """A return, a loan, several, none, beyond; and what has not been estimated."""
    plan = case.plan()
    figures = compute(plan)
    rules: Mapping[str, Callable[[Said], bool]] = {
        "irr_none": no_rate, "irr_yield": return_of, "irr_loan": loan_of, "irr_touch": touching, "irr_several": several,
        "irr_above": beyond, "irr_below": beyond, "not_estimated": lambda s: not s.case.ranged,
        "stress_without_ranges": lambda s: not s.case.ranged,
    }  # fmt: skip
    for name in ("irr", "pessimistic", "optimistic", "expected_npv", "stress"):
        remark = explain(plan, figures, name).remark
        assert not remark or rules[remark](Said(case, figures, {})), (name, remark)
