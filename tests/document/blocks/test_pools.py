"""What documents say of a pool by whose money it is: what it does to the frame, and that a grant stays."""

from __future__ import annotations

import pytest

from planbuilder.document.model import Paragraph, Table
from planbuilder.document.model import text_of as spoken
from tests.document.blocks.tables import cells
from tests.document.plans import SMALL

OWN = "kommunens egne og er ingen indtægt"


def pooled(**terms: str) -> str:
    own = ", ".join(f"{name}: {value}" for name, value in terms.items())
    return SMALL.replace("economy: {", f"economy: {{funding: investment_pool, pool: {{{own}}}, ")


def text_of(made: tuple[object, ...]) -> str:
    return " ".join(spoken(one.spans) for one in made if isinstance(one, Paragraph))


@pytest.mark.parametrize(
    ("terms", "said", "unsaid"),
    [
        ({}, "Modregnes betalingen ikke", "planbuilders læsning"),
        ({"form": "grant"}, "puljens betaling modregnet", "tilbagebetaling"),
        ({"type": "external"}, "socialeinvesteringer.nu", OWN),
        ({"type": "external", "form": "grant"}, "De betales ikke tilbage", "Tilbagebetalingen"),
        ({"type": "own_service"}, "inden for service", "modregn"),
        ({"type": "own_capital"}, "går til anlæg", "modregn"),
        ({"type": "own_both"}, "egne budgetter", "modregn"),
        ({"type": "cash_balance"}, "lægges i kassen", "modregn"),
        ({"type": "cash_balance", "form": "grant"}, OWN, "Tilbagebetalingen"),
    ],
)
def test_the_rule_stands_beside_the_frame(blocks, terms: dict[str, str], said: str, unsaid: str) -> None:
    """Where it is from if it is public, that it is our reading if it is not, and nothing of what does not happen."""
    text = text_of(blocks("service_frame", pooled(**terms)))

    assert said in text
    assert unsaid not in text
    assert ("planbuilders læsning" in text) == (
        terms.get("type", "") != "" and terms != {"type": "external", "form": "grant"}
    )


def test_own_money_leaves_the_spending_in_the_frame(blocks) -> None:
    """Both rows are the same, and the committee is told so."""
    table, *_ = blocks("service_frame", pooled(type="cash_balance"))
    (economy,) = blocks("committee_economy", pooled(type="cash_balance"))

    assert len({tuple(row[1:]) for row in cells(table)}) == 1
    assert "belaster servicerammen, som hvis der ingen pulje var" in cells(economy)[-1][0]
    assert "modregnet" not in cells(economy)[-1][0]


def test_a_dash_for_what_lasts_is_explained(blocks) -> None:
    """A pool that is still owed leaves nothing that lasts beside it; one that is paid back, and a grant, do."""
    said = "Pengene er ikke betalt tilbage ved periodens udgang"
    cases = {"repayments": "{2029: 100}"}, {}, {"form": "grant"}

    for terms, is_owed in zip(cases, (True, False, False), strict=True):
        table, *notes = blocks("service_frame", pooled(**terms))
        (economy,) = blocks("committee_economy", pooled(**terms))

        assert cells(table)[1][-1] == "–" or not is_owed
        assert (said in text_of(notes), said in cells(economy)[-1][0]) == (is_owed, is_owed)


def test_a_grant_is_told_as_one(blocks) -> None:
    """No debt, interest or repayment in table or words, neither on time nor late."""
    made = blocks("funding_ways", pooled(form="grant", type="external"))
    (table,) = (one for one in made if isinstance(one, Table))

    assert ["År", "Uden penge udefra", "Træk på puljen", "Med penge udefra"] == [c.title for c in table.columns]
    assert cells(table)[-1][1:] == ["500", "700", "1.200"]
    assert text_of(made).endswith("Pengene skal ikke betales tilbage.")
    assert "senere" not in text_of(made)
    assert not {"gæld", "rente"} & set(text_of(made).lower().split())


def test_money_from_outside_is_never_called_the_investment_pool(blocks) -> None:
    """In no table and no sentence of the plan's economy or the case presentation."""
    made = [blocks(name, pooled(type="external")) for name in ("funding_ways", "service_frame", "in_brief")]

    assert "udefra" in repr(made)
    assert "nvesteringspulje" not in repr([*made, blocks("committee_economy", pooled(type="external"))])


def test_what_a_grant_does_not_cover_budgets_find(blocks) -> None:
    """What they must find is told, without a repayment that is not there."""
    (lines,) = blocks("in_brief", pooled(form="grant", draws="{'2027': 500000}"))
    text = " ".join(spoken(item.spans) for item in lines.items).replace("\u00a0", " ")

    assert "Pengene skal ikke betales tilbage. Budgetterne skal selv finde 200.000 kr. i alt" in text
    assert "tilbagebetaling" not in text
