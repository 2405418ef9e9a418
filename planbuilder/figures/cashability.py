"""Whether a benefit that is called cashable can be taken out of a budget.

In: a benefit and its FTE. Out: what speaks against it. Freed time is not money until an account is named, somebody has
decided its use, and it is gathered: scattered minutes cannot be taken home (KL's chapter on organisation speaks of
half a full-time equivalent).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from planbuilder.plan.economy import Benefit

Reason = Literal["no_account", "no_use", "no_decision", "scattered", "part_of"]
LEAST_FTE = Decimal("0.5")


def objections(benefit: Benefit, fte: Decimal) -> tuple[Reason, ...]:
    """Why a cashable benefit of so many FTE counts as released time instead; none where it stands the test."""
    tests: tuple[tuple[Reason, bool], ...] = (
        ("no_account", not benefit.account),
        ("no_use", not benefit.use),
        ("no_decision", not benefit.use_decided_by),
        ("scattered", smallest_unit(benefit, fte) < LEAST_FTE),
    )
    return tuple(reason for reason, failed in tests if failed)


def smallest_unit(benefit: Benefit, fte: Decimal) -> Decimal:
    """FTE freed in the unit that frees least; units that take work over do not count. Half an FTE where no time is."""
    freed = [amount for amount in benefit.units.values() if amount > 0]
    if freed:
        return min(freed)
    return fte if fte else LEAST_FTE
