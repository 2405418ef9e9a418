"""What is wrong with discount rates of a plan's own.

In: a plan. Out: problems with places in the plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder import codes
from planbuilder.errors import Problem, problem
from planbuilder.plan.model import Plan


def rate_problems(plan: Plan) -> Iterator[Problem]:
    """Rates of one's own begin with the first year after the base year, and are one or by bands, not both."""
    economy = plan.economy
    if not economy.rate_bands:
        return
    if economy.discount_rate is not None:
        yield problem(codes.RATE_AND_BANDS, "economy.rate_bands")
    years = [key for key in economy.rate_bands if key.isascii() and key.isdigit() and key == str(int(key))]
    for key in economy.rate_bands:
        if key not in years or key == "0":
            yield problem(codes.NO_YEAR_OF_A_BAND, f"economy.rate_bands.{key}", found=key)
    if years and "1" not in years:
        yield problem(codes.BANDS_BEGIN_LATE, "economy.rate_bands", first=min(map(int, years)))
