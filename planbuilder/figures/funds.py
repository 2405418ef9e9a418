"""Who pays for a case, and what it does to budgets: the types.

In: nothing. Out: frozen types. Money is DKK; a plus improves the municipality's economy, but draws, repayments,
interest and what is owed are amounts of their own, all positive.
"""

from __future__ import annotations

from decimal import Decimal

from planbuilder.figures.methods import Amounts
from planbuilder.record import record


@record
class LedgerRow:
    """One year of the investment pool, DKK. `available` is what benefits leave after running costs."""

    year: int
    draw: Decimal
    interest: Decimal
    available: Decimal
    repayment: Decimal
    balance: Decimal
    budget: Decimal


@record
class Ledger:
    """The investment pool year by year; `repaid_year` is None where a debt is left at the end."""

    rows: tuple[LedgerRow, ...]
    repaid_year: int | None

    @property
    def debt(self) -> Decimal:
        """What is owed after the last year."""
        return self.rows[-1].balance

    @property
    def shortfall(self) -> Decimal:
        """What budgets must find themselves in the years whose benefits do not cover what is due, DKK in all."""
        return -sum((min(Decimal(0), row.budget) for row in self.rows), Decimal(0))

    @property
    def interest(self) -> Decimal:
        """All interest paid."""
        return sum((row.interest for row in self.rows), Decimal(0))


@record
class Party:
    """What one committee pays and gains over the years, and its part of the permanent effect if there is one."""

    name: str
    one_off: Decimal
    running: Decimal
    cashable: Decimal
    permanent: Decimal | None

    @property
    def net(self) -> Decimal:
        """Gains less payments."""
        return self.cashable - self.one_off - self.running


@record
class Adjustment:
    """What one budget's change does year by year, DKK: a plus is a saving. The last year's goes on."""

    id: str
    by_year: Amounts


@record
class Funding:
    """How the case is paid for, both ways side by side, and what it does to budgets, committees and service frame.

    Amounts by year, DKK, a plus improves the municipality's economy. `to_budget` is the net effect that goes straight
    to budgets. `required` is what budget changes must come to under the plan's own funding: with a pool, budgets are
    cut in full and the pool is repaid out of what that frees. `gaps` is what the listed changes lack of it: a plus is
    a saving nobody has made. `frame_permanent` is the permanent effect on the service frame, None where there is none.
    """

    to_budget: Amounts
    pool: Ledger
    pool_delayed: Ledger
    frame: Amounts
    frame_with_pool: Amounts
    frame_permanent: Decimal | None
    parties: tuple[Party, ...]
    adjustments: tuple[Adjustment, ...]
    required: Amounts
    gaps: Amounts

    @property
    def is_reconciled(self) -> bool:
        """Whether budget changes come to what the case requires in every year, to half a krone."""
        return all(abs(gap) < Decimal("0.5") for gap in self.gaps)
