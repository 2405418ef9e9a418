"""The benefits tree places every box and word, for any plan, on one page."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbuilder.document.figure_model import TreeData, TreeNode
from planbuilder.drawing.shapes import Curve, Drawing, Rectangle, Shape, Text, extent
from planbuilder.drawing.tree import Layout, Placed, by_barycentre, draw_tree, layout
from planbuilder.drawing.typeface import clean
from planbuilder.look import Look

Check = Callable[[Drawing], list[str]]
HEADINGS = ("Formål", "Gevinster", "Forandringer", "Løsning")
LEGEND = (("cashable", "Økonomisk gevinst"), ("quality", "Kvalitet"))
WORDS = ("kortere", "sagsbehandlingstid", "for", "borgere", "der", "søger", "fritidspas", "på", "kommunens")
SENTENCES = st.one_of(
    st.text(alphabet="abcdefgiklmnoprstuvæøåÆØÅ   .,-😀", max_size=120),
    st.lists(st.sampled_from(WORDS), min_size=8, max_size=20).map(lambda words: " ".join(words)[:120]),
)
NOTES = st.sampled_from(("", "Mette Sørensen", "Afdelingsleder Jens Østergaard"))
LONG = (
    "Kortere sagsbehandlingstid for borgere der søger om fritidspas, "
    "og færre fejl ved udbetaling af tilskud til foreningerne"
)


@st.composite
def trees(draw: st.DrawFn) -> TreeData:
    changes = tuple(
        TreeNode(f"F{number}", draw(SENTENCES), draw(NOTES)) for number in range(1, draw(st.integers(3, 12)) + 1)
    )
    sources = st.lists(st.sampled_from([change.id for change in changes]), max_size=4).map(tuple)
    benefits = tuple(
        TreeNode(f"G{number}", draw(SENTENCES), draw(NOTES), draw(sources), draw(st.sampled_from(LEGEND))[0])
        for number in range(1, draw(st.integers(3, 25)) + 1)
    )
    return TreeData(HEADINGS, draw(SENTENCES), benefits, changes, draw(SENTENCES), LEGEND)


def tree(benefits: int, changes: int, text: str = LONG, note: str = "Mette Sørensen") -> TreeData:
    layer = tuple(TreeNode(f"F{number}", text, note) for number in range(changes))
    gains = tuple(
        TreeNode(f"G{number}", text, note, (f"F{number % max(1, changes)}",), "quality") for number in range(benefits)
    )
    return TreeData(HEADINGS, LONG, gains, layer, "Digital ansøgning", LEGEND)


def cards(plan: Layout) -> list[Placed]:
    return [plan.solution, *plan.changes, *plan.benefits, plan.purpose]


def area(placed: Placed) -> Rectangle:
    return Rectangle(placed.left, -placed.down - placed.card.height, placed.right, -placed.down)


def words(placed: Placed) -> list[Text]:
    return [item for item in placed.card.paint(placed.left, -placed.down) if isinstance(item, Text)]


def solid(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=40)
@given(data=trees(), width=st.sampled_from((470.0, 710.0)))
def test_no_word_leaves_the_drawing_or_covers_another(
    look: Look, outside: Check, overlapping: Check, data: TreeData, width: float
) -> None:
    """In any tree all texts are inside and apart."""
    drawing = draw_tree(data, look, width)

    assert outside(drawing) == []
    assert overlapping(drawing) == []


@settings(max_examples=40)
@given(data=trees())
def test_no_two_boxes_overlap(look: Look, data: TreeData) -> None:
    """Boxes stand apart, in and between columns."""
    areas = [area(placed) for placed in cards(layout(clean(data), look, 470))]
    meeting = [pair for pair in combinations(areas, 2) if pair[0].meets(pair[1])]

    assert meeting == []


@settings(max_examples=40)
@given(data=trees())
def test_every_word_stays_in_its_box(look: Look, data: TreeData) -> None:
    """No text is wider or higher than the box it stands in."""
    placed = cards(layout(clean(data), look, 470))
    escaped = [text.text for card in placed for text in words(card) if not area(card).holds(extent(text))]

    assert escaped == []


@settings(max_examples=40)
@given(data=trees())
def test_every_word_is_there_unless_an_ellipsis_says_otherwise(look: Look, data: TreeData) -> None:
    """A box says its name, its text and its note in full, or shows that it does not."""
    data = clean(data)
    plan = layout(data, look, 470)
    nodes = [*data.changes, *by_barycentre(data.benefits, data.changes)]
    pairs = zip(nodes, (*plan.changes, *plan.benefits), strict=True)
    said = [(node, solid("".join(text.text for text in words(placed)))) for node, placed in pairs]
    lost = [text for node, text in said if "…" not in text and text != solid(node.id + node.text + node.note)]

    assert lost == []


@settings(max_examples=40)
@given(data=trees())
def test_a_tree_fits_on_a_page(look: Look, data: TreeData) -> None:
    """With up to 12 changes and 25 benefits a tree is at most 690 points high."""
    assert draw_tree(data, look, 470).height <= 690


def test_the_fullest_tree_is_not_cut(look: Look) -> None:
    """25 benefits with 120 characters and an owner each keep every word, in 6 points or more."""
    drawing = draw_tree(tree(25, 12), look, 470)
    texts = [item for item in drawing.items if isinstance(item, Text)]

    assert [text.text for text in texts if "…" in text.text] == []
    assert min(text.size for text in texts) >= 6


def test_texts_are_cut_only_when_nothing_else_helps(look: Look) -> None:
    """Too much text for a page gets an ellipsis, and the tree still fits."""
    drawing = draw_tree(tree(25, 12, LONG * 4), look, 470)

    assert drawing.height <= 690
    assert any("…" in item.text for item in drawing.items if isinstance(item, Text))


@pytest.mark.parametrize(("benefits", "changes"), [(6, 3), (25, 12), (1, 1), (0, 0)])
def test_texts_can_be_read(look: Look, unreadable: Check, benefits: int, changes: int) -> None:
    """Every text has a contrast of at least 4.5:1 to what is behind it."""
    assert unreadable(draw_tree(tree(benefits, changes), look, 470)) == []


def test_columns_read_from_the_solution_to_the_purpose(look: Look) -> None:
    """The headings stand from left to right in the opposite order of the data."""
    drawing = draw_tree(tree(3, 3), look, 470)
    heads = [item for item in drawing.items if isinstance(item, Text) and item.text in HEADINGS]

    assert [text.text for text in sorted(heads, key=lambda text: text.at)] == list(reversed(HEADINGS))


def test_each_source_is_joined_to_its_benefit(look: Look) -> None:
    """A curve from the solution to each change, for each source, and from each benefit to the purpose."""
    nodes = (TreeNode("G1", "a", sources=("F0", "F1", "F1")), TreeNode("G2", "b", sources=("unknown",)))
    data = TreeData(HEADINGS, "p", nodes, tree(0, 2).changes, "s")
    drawing = draw_tree(data, look, 470)
    curves = [item for item in drawing.items if isinstance(item, Shape) and isinstance(item.steps[1], Curve)]

    assert len([curve for curve in curves if not curve.fill]) == 2 + 2 + 2


def test_connectors_lie_below_the_boxes(look: Look) -> None:
    """All curves are painted before the first box."""
    items = draw_tree(tree(6, 3), look, 470).items
    curves = [place for place, item in enumerate(items) if isinstance(item, Shape) and len(item.steps) == 2]
    boxes = [place for place, item in enumerate(items) if isinstance(item, Shape) and len(item.steps) == 10]

    assert max(curves) < min(boxes)


def test_benefits_stand_beside_their_changes() -> None:
    """Benefits follow the order of what they come from; those from nothing come last."""
    changes = (TreeNode("F1", ""), TreeNode("F2", ""))
    benefits = (
        TreeNode("loose", ""),
        TreeNode("second", "", sources=("F2",)),
        TreeNode("first", "", sources=("F1",)),
        TreeNode("both", "", sources=("F1", "F2")),
    )

    assert [node.id for node in by_barycentre(benefits, changes)] == ["first", "both", "second", "loose"]


def test_a_benefit_has_the_stripe_of_its_kind(look: Look) -> None:
    """The colour of the kind is in the box and in the legend."""
    drawing = draw_tree(tree(2, 1), look, 470)
    fills = [item.fill for item in drawing.items if isinstance(item, Shape)]

    assert fills.count(look.tones["quality"]) == 2 + 1
