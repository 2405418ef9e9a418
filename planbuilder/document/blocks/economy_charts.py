"""Charts of the business case: by year, in three scenarios, by kind, from gross benefit to NPV, and by driver."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from planbuilder.document import amounts
from planbuilder.document.blocks.ticks import ticks
from planbuilder.document.certainty import against_likely, driver_name, stands_in
from planbuilder.document.figure_model import Band, Chart, Diagram, Mark, Series, TornadoBar, TornadoData
from planbuilder.document.material import THOUSAND, Material
from planbuilder.document.model import Block
from planbuilder.document.natures import by_income
from planbuilder.figures.methods import cumulative, rounded
from planbuilder.figures.model import KINDS, Figures
from planbuilder.figures.outcomes import Driver
from planbuilder.record import replace

DRIVERS_SHOWN, HEADROOM = 7, Decimal("1.1")


def _chart(m: Material, id: str, series: list[Series], alt: str, marks: tuple[Mark, ...] = ()) -> Chart:
    """A chart over the years, with an axis that holds every value and every stack."""
    years = tuple(str(row.year) for row in m.figures.rows)
    shown = ticks(_reach(series), m.language.number)
    return Chart(id, "", years, tuple(series), shown, m.unit, alt, marks)


def _reach(series: list[Series]) -> list[Decimal]:
    """The values an axis must hold: each line and bar, and the sums of stacks above and below nil."""
    own = [v for s in series if s.form != "stack" for v in s.values if v is not None]
    stacks = [s.values for s in series if s.form == "stack"]
    columns = list(zip(*stacks, strict=True)) if stacks else []
    above = [sum((v for v in column if v and v > 0), Decimal(0)) for column in columns]
    below = [sum((v for v in column if v and v < 0), Decimal(0)) for column in columns]
    return [*own, *above, *below]


def _thousands(values: tuple[Decimal, ...] | list[Decimal]) -> tuple[Decimal, ...]:
    return tuple(rounded(value, THOUSAND) for value in values)


def cash_flow_chart(m: Material) -> tuple[Block, ...]:
    """Costs below the line, cashable benefits above it, and the net of each year."""
    f = m.figures
    if not f.has_money:
        return ()
    whole = amounts.years(f)
    series = [
        Series(m.words(f"column.{name}"), flow.by_year, "line" if name == "net" else "stack", name)
        for name, flow in whole.shown(f).items()
    ]
    net = zip(m.plan.years, whole.net.by_year, strict=True)
    said = m.language.sentence_list(f"{year}: {m.language.number(amount, 0)}" for year, amount in net)
    alt = m.words(by_income(f, "chart.cash_flow_alt"), said=said, unit=m.unit)
    return (replace(_chart(m, "cash_flow", series, alt), caption=_first_surplus(m)),)


def _first_surplus(m: Material) -> str:
    """Which year is the first whose net is above nil, or that none is."""
    year = m.figures.balance_year
    return m.words("chart.cash_flow", year=year) if year else m.words("chart.no_surplus")


def _cumulative_said(m: Material) -> str:
    """When the case has paid itself back, as is likely and at worst, and where it is likely to stand in the end."""
    last, u = m.figures.rows[-1], m.figures.uncertainty
    even, alone = m.figures.break_even_year, u.pessimistic is None or u.optimistic is None
    low = u.pessimistic.break_even_year if u.pessimistic else None
    who = "alone" if alone else {(True, True): "both", (True, False): "likely", (False, True): "pessimistic"}.get(
        (bool(even), bool(low)), "neither"
    )  # fmt: skip
    told = {"end": last.year, "amount": m.money_in_words(last.cumulative)}
    balance = (
        m.words(f"chart.balance_{who}", year=even, low=low) if even or not alone else m.words("chart.balance_none")
    )
    return m.words("chart.cumulative_alone" if alone else "chart.cumulative", balance=balance, **told)


def cumulative_chart(m: Material) -> tuple[Block, ...]:
    """The running sum in three scenarios, with the year the likely one has paid itself back."""
    f = m.figures
    if not f.has_money:
        return ()
    u = f.uncertainty
    sums = _thousands([y.cumulative for y in f.rows])
    marks = _break_even_mark(m, f)
    low = min(f.rows, key=lambda y: y.cumulative)
    alt = m.words(
        "chart.cumulative_alt",
        low=m.money_in_words(low.cumulative),
        low_year=low.year,
        end=m.money_in_words(f.rows[-1].cumulative),
        end_year=f.rows[-1].year,
        break_even=marks[0].text if marks else m.words("chart.no_break_even"),
    )
    likely, told = Series(m.words("uncertainty.likely"), sums, "line", "cumulative"), _cumulative_said(m)
    if u.pessimistic is None or u.optimistic is None:
        alone = _chart(m, "cumulative", [replace(likely, name=m.words("column.cumulative"))], alt, marks)
        return (replace(alone, caption=told),)
    low_case, high_case = (_thousands(cumulative(case.net)) for case in (u.pessimistic, u.optimistic))
    series = [
        Series(m.words("uncertainty.optimistic"), high_case, "line", "optimistic"),
        likely,
        Series(m.words("uncertainty.pessimistic"), low_case, "line", "pessimistic"),
    ]
    ends = {
        "low": m.money_in_words(sum(u.pessimistic.net, Decimal(0))),
        "high": m.money_in_words(sum(u.optimistic.net, Decimal(0))),
    }
    alt = f"{alt} {m.words('chart.band_alt', **ends)}"
    band = Band(m.words("uncertainty.band"), low_case, high_case, "band")
    return (replace(_chart(m, "cumulative", series, alt, marks), bands=(band,), caption=told),)


def _break_even_mark(m: Material, f: Figures) -> tuple[Mark, ...]:
    found = next((y for y in f.rows if y.year == f.break_even_year), None)
    if found is None:
        return ()
    text = m.words("chart.break_even", year=found.year)
    return (Mark(str(found.year), _thousands([found.cumulative])[0], text),)


def waterfall_chart(m: Material) -> tuple[Block, ...]:
    """From all priced benefits down to the net present value, one step a bar."""
    f = m.figures
    if not f.has_money or not f.totals["cashable"]:
        return ()
    gross = sum((f.totals[kind] for kind in KINDS), Decimal(0))
    net = sum(f.net, Decimal(0))
    steps = [
        ("gross", gross),
        ("not_cashable", f.totals["cashable"] - gross),
        *([("income", f.totals["income"])] if "income" in f.natures else []),
        ("running", -f.totals["running"]),
        ("one_off", -f.totals["one_off"]),
        ("discounting", f.npv - net),
        ("npv", f.npv),
    ]
    names = tuple(m.words(f"waterfall.{name}") for name, _ in steps)
    series = _floating(m, steps)
    # A little more than the highest bar, so that its amount finds room above it.
    shown = ticks([v * HEADROOM for one in series for v in (*one.base, *_tops(one))], m.language.number)
    said = m.language.sentence_list(
        f"{m.words(f'waterfall.{name}')} {m.money_in_words(value)}" for name, value in steps
    )
    alt = m.words("chart.waterfall_alt", said=said)
    told = m.words("chart.waterfall", gross=m.money_in_words(gross), npv=m.money_in_words(f.npv))
    return (Chart("waterfall", told, names, tuple(series), shown, m.unit, alt),)


def _floating(m: Material, steps: list[tuple[str, Decimal]]) -> list[Series]:
    """Totals stand on nil, each step on where the one before it ended."""
    ends = list(cumulative([value for _, value in steps[:-1]]))
    base = (Decimal(0), *ends[:-1], Decimal(0))
    values = [rounded(value, THOUSAND) for _, value in steps]
    whole = (0, len(steps) - 1)

    texts = tuple(m.language.number(value, 0) for value in values)

    def part(tone: str, chosen: list[int]) -> Series:
        """One colour's bars: the chosen steps, the others left empty."""
        shown = tuple(value if n in chosen else None for n, value in enumerate(values))
        return Series("", shown, "float", tone, _thousands(base), texts=texts)

    rest = [n for n in range(len(steps)) if n not in whole]
    return [
        part("total", list(whole)),
        part("loss", [n for n in rest if values[n] <= 0]),
        *([part("gain", up)] if (up := [n for n in rest if values[n] > 0]) else []),
    ]


def _tops(series: Series) -> list[Decimal]:
    return [base + value for base, value in zip(series.base, series.values, strict=True) if value is not None]


def tornado_chart(m: Material) -> tuple[Block, ...]:
    """The assumptions that move NPV most, each from its low to its high value."""
    drivers = [one for one in m.figures.uncertainty.drivers if one.swing][:DRIVERS_SHOWN]
    if not drivers:
        return ()
    centre = m.figures.npv
    values = [centre, *(v for one in drivers for v in (one.npv_low, one.npv_high))]
    data = TornadoData(
        tuple(_bar(m, one) for one in drivers),
        rounded(centre, THOUSAND),
        m.words("tornado.mark", npv=m.money_in_words(centre)),
        ticks([rounded(value, THOUSAND) for value in values], m.language.number, from_nil=False),
        m.unit,
        m.words("tornado.low"),
        m.words("tornado.high"),
    )
    said = m.language.sentence_list(
        m.words(
            "tornado.said",
            title=driver_name(m.language, one),
            low=m.money_in_words(one.npv_low),
            high=m.money_in_words(one.npv_high),
        )
        for one in drivers
    )
    widest = drivers[0]
    low, high = sorted((widest.npv_low, widest.npv_high))
    told = m.words(
        "tornado.caption",
        title=driver_name(m.language, widest),
        low=m.money_in_words(low),
        high=m.money_in_words(high),
    )
    return (Diagram("tornado", _with_marks(m, told, drivers), data, m.words("tornado.alt", said=said)),)


def _with_marks(m: Material, caption: str, drivers: Sequence[Driver]) -> str:
    """A caption with what each mark beside a title means."""
    marks = {"usual": any(map(stands_in, drivers)), "uplift": any(one.uplift for one in drivers)}
    notes = "; ".join(m.words(f"tornado.note_{name}") for name, is_there in marks.items() if is_there)
    return m.words("tornado.marked", caption=caption, notes=notes) if notes else caption


def _bar(m: Material, one: Driver) -> TornadoBar:
    low, high = (rounded(value, THOUSAND) for value in (one.npv_low, one.npv_high))
    title = driver_name(m.language, one)
    title = m.words("tornado.usual", title=title) if stands_in(one) else title
    title = m.words("tornado.uplift", title=title) if one.uplift else title
    return TornadoBar(title, low, high, moved(m, one, one.low), moved(m, one, one.high))


def moved(m: Material, one: Driver, to: Decimal) -> str:
    """What a driver is moved to: percent of the likely value, years, or percentage points."""
    if one.kind == "delay":
        return m.language.count("document.years", int(to))
    if one.kind == "rate":
        return m.words("points" if abs(to) != 1 else "point", points=("+" if to > 0 else "") + m.language.number(to))
    return against_likely(m.language, to)
