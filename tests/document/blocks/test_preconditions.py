"""Deliveries by others stand in a table, and where the benefits that wait for them are told."""

from __future__ import annotations

from planbuilder.document.blocks.preconditions import told_of, waits
from tests.document.blocks.tables import cells
from tests.document.plans import SMALL

LATE = (
    SMALL + "preconditions:\n  L1: {title: Snitflade, delivered_by: Leverandøren, owner: P1, due: 2026-01-31,"
    " expected: 2030-02-01, holds: [G1]}\n"
)


def test_a_plan_without_deliveries_has_no_such_table(blocks) -> None:
    """Nothing of it shows where nobody has told of any."""
    assert blocks("preconditions", SMALL) == ()


def test_a_delivery_stands_with_its_days_and_by_how_much_a_benefit_is_later(blocks) -> None:
    """Agreed and expected, and who waits."""
    (table,) = blocks("preconditions", LATE)

    (row,) = cells(table)
    assert row[:3] == ["L1", "Snitflade", "Leverandøren"]
    assert row[4].startswith("aftalt 31.01.2026; ventes 01.02.2030")
    assert "G1 (" in row[5]
    assert "år senere)" in row[5]


def test_what_has_come_waits_for_nothing(material) -> None:
    """The tree says of a benefit what it still waits for, and no more once that is there."""
    late, come = material(LATE), material(LATE.replace("expected: 2030-02-01", "delivered: 2026-01-30"))

    assert (waits(late, "G1"), waits(come, "G1")) == ("venter på L1", "")
    assert told_of(come, "G1") == "L1 Snitflade (leveret 30.01.2026)"
    assert "for sen til gevinstens første år" in told_of(late, "G1")


def test_it_stands_in_tree_profile_and_timeline(blocks) -> None:
    """Wherever a benefit is told, it is told what it waits for."""
    (tree,) = [one for one in blocks("tree_figure", LATE) if hasattr(one, "data")]
    (profiles,) = blocks("benefit_profiles", LATE)
    (timeline, *_) = blocks("timeline", LATE)

    assert "venter på L1" in tree.data.benefits[0].note
    assert "Leverancer fra andre: L1 Snitflade (ventes 01.02.2030)" in str(cells(profiles))
    assert ["01.02.2030", "Leverance", "L1 Snitflade (G1)", "Leverandøren"] in cells(timeline)
