"""What a simulation came to as data under stable names: NPV in DKK, shares from 0 to 1.

In: a simulation. Out: data for programs, beside the figures of `exported`.
"""

from __future__ import annotations

from planbuilder.figures.exported import Data
from planbuilder.figures.simulation import Simulation


def simulation_data(drawn: Simulation | None) -> Data | None:
    """What a simulation came to; None where there was nothing to draw from."""
    if drawn is None:
        return None
    low, middle, high = drawn.percentiles
    return {
        "draws": drawn.draws,
        "seed": drawn.seed,
        "likely_weight": drawn.weight,
        "lines": drawn.lines,
        "drawn_with": list(drawn.common),
        "risks": drawn.risks,
        "lines_not_drawn": drawn.fixed,
        "not_drawn": list(drawn.undrawn),
        "correlation": drawn.correlation,
        "mean": drawn.mean,
        "p10": low,
        "p50": middle,
        "p90": high,
        # A name that other programs read stays, though people are told of zero.
        "share_below_nil": drawn.loss,
        "draws_reaching_plan_npv": drawn.reached,
        "pool": drawn.pool and {"year": drawn.pool.year, "due": drawn.pool.due, "draws_not_repaid": drawn.pool.missed},
        "width_by_correlation": dict(drawn.widths),
        "spread_from": [{"kind": one.kind, "id": one.id, "share": one.part} for one in drawn.contributions],
    }
