"""The iceberg holds the plan's own words, whatever their length."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from planbuilder.document.figure_model import IcebergData, IcebergLevel
from planbuilder.drawing.iceberg import draw_iceberg
from planbuilder.drawing.shapes import Drawing, Text
from planbuilder.drawing.typeface import clean
from planbuilder.look import Look

Check = Callable[[Drawing], list[str]]
WORDS = ("kortere", "sagsbehandlingstid", "for", "borgere", "der", "søger", "fritidspas", "på", "kommunens")
SENTENCES = st.one_of(
    st.text(alphabet="abcdefgiklmnoprstuvæøåÆØÅ   .,-😀", max_size=200),
    st.lists(st.sampled_from(WORDS), min_size=8, max_size=20).map(lambda words: " ".join(words)[:200]),
)
LEVELS = st.builds(IcebergLevel, SENTENCES, SENTENCES, st.lists(SENTENCES, max_size=5).map(tuple))
ICEBERGS = st.builds(
    IcebergData,
    st.tuples(LEVELS, LEVELS, LEVELS),
    st.text("synlig ", max_size=60),
    st.text("under ", max_size=60),
)
PLAIN = IcebergData(
    (
        IcebergLevel("Artefakter", "Det man kan se", ("Papirskemaer", "Ugentlige møder")),
        IcebergLevel("Skueværdier", "Det vi siger", ("Borgeren i centrum",)),
        IcebergLevel("Grundlæggende antagelser", "Det vi tager for givet", ("Skøn kræver erfaring",)),
    ),
    "Synligt",
    "Skjult",
)


def texts(drawing: Drawing) -> list[Text]:
    return [item for item in drawing.items if isinstance(item, Text)]


@settings(max_examples=60)
@given(data=ICEBERGS, width=st.sampled_from((300.0, 470.0, 710.0)))
def test_no_word_leaves_the_drawing_or_covers_another(
    look: Look, outside: Check, overlapping: Check, data: IcebergData, width: float
) -> None:
    """In any iceberg all texts are inside and apart."""
    drawing = draw_iceberg(data, look, width)

    assert outside(drawing) == []
    assert overlapping(drawing) == []


@settings(max_examples=60)
@given(data=ICEBERGS)
def test_every_word_is_there(look: Look, data: IcebergData) -> None:
    """Nothing of the plan's own words is left out."""
    said = sorted("".join(text.text for text in texts(draw_iceberg(data, look, 470))).replace(" ", ""))
    parts = [part for level in data.levels for part in (level.title, level.subtitle, *level.lines)]
    meant = "".join(clean((*parts, data.above, data.below)))

    assert said == sorted(meant.replace(" ", ""))


def test_water_line_lies_below_the_first_level(look: Look) -> None:
    """From the top: the first level, what is above, what is below, the other levels."""
    drawing = draw_iceberg(PLAIN, look, 470)
    order = [text.text for text in sorted(texts(drawing), key=lambda text: -text.at[1])]

    assert order.index("Ugentlige møder") < order.index("Synligt")
    assert order[order.index("Synligt") + 1 :][:2] == ["Skjult", "Skueværdier"]


def test_texts_can_be_read(look: Look, unreadable: Check) -> None:
    """Every text has a contrast of at least 4.5:1 to the sky or the sea."""
    assert unreadable(draw_iceberg(PLAIN, look, 470)) == []


def test_height_follows_the_words(look: Look) -> None:
    """More words make a higher iceberg."""
    levels = PLAIN.levels
    more = IcebergLevel(levels[1].title, levels[1].subtitle, levels[1].lines * 8)
    longer = IcebergData((levels[0], more, levels[2]), PLAIN.above, PLAIN.below)

    assert draw_iceberg(longer, look, 470).height > draw_iceberg(PLAIN, look, 470).height


def test_answers_as_long_as_they_may_be_stand_whole_on_a_page(look: Look, outside: Check, overlapping: Check) -> None:
    """1,500 characters in each level, the limit that the questions state, are drawn in a size that fits a page."""
    answer = ("Medarbejderne regner med, at et skøn kræver erfaring. " * 30)[:1500].strip()
    data = IcebergData(
        tuple(IcebergLevel(one.title, one.subtitle, (answer,)) for one in PLAIN.levels), PLAIN.above, PLAIN.below
    )
    drawing = draw_iceberg(data, look, 470)

    assert (outside(drawing), overlapping(drawing)) == ([], [])
    assert drawing.height < 660
    assert 3 * len(answer.replace(" ", "")) <= sum(len(one.text.replace(" ", "")) for one in texts(drawing))
