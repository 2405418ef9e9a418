"""A file is whole only if every byte belongs to a part that lists what stands there."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbuilder.signing.evidence import without_attachment
from planbuilder.signing.layout import CODES, layout
from tests.signing.shapes import SHAPES
from tests.signing.world import base, good


def test_each_signature_is_a_part() -> None:
    """With its proof as one more; the first part is the file as it was made, to the last byte."""
    found = [layout(pdf) for pdf in (base(), good("b-b"), good("b-lta"))]

    assert [(1, True), (4, True), (10, True)] == [(len(one.revisions), one.is_whole) for one in found]
    assert [base()] * 3 == [
        pdf[: one.first_end] for pdf, one in zip((base(), good("b-b"), good("b-lta")), found, strict=True)
    ]


def saved(**settings: object) -> bytes:
    import io

    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(base())) as pdf:
        pdf.save(output, **settings)
    return output.getvalue()


@pytest.mark.parametrize(
    "pdf",
    [
        saved(linearize=True),
        saved(object_stream_mode=pikepdf.ObjectStreamMode.disable),
        saved(linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.disable),
        without_attachment(base()),
        base().rstrip(b"\n"),
        base() + b"\r\n \0\n",
    ],
    ids=[
        "for the web",
        "with a table of text",
        "for the web, with a table of text",
        "without the plan",
        "bare",
        "blank",
    ],
)
def test_what_honest_programs_write_is_whole(pdf: bytes) -> None:
    """Whatever of the standard they use, and with white space at the end."""
    found = layout(pdf)

    assert ((), 1) == (found.faults, len(found.revisions))


def test_every_fault_has_a_shape() -> None:
    """Nothing is looked for that is not tried."""
    assert set(CODES) - {"not_whole"} <= {code for code, _ in SHAPES.values()}


def test_of_faults_that_make_all_others_mean_nothing_the_first_is_told() -> None:
    """A second table in the first, and then a lock: one reason, though there are several."""
    hybrid, locked = SHAPES["a_second_table_in_the_first"][1], SHAPES["a_lock"][1]

    assert [fault.code for fault in layout(locked(hybrid(good()))).faults] == ["hybrid"]


@settings(max_examples=60)
@given(st.binary(min_size=1, max_size=40).filter(lambda more: more.strip(b"\0\t\n\x0c\r ")))
def test_nothing_stands_after_the_end(more: bytes) -> None:
    """But white space."""
    assert ["after_the_end"] == [fault.code for fault in layout(good() + more).faults]


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_get_an_answer(data: bytes) -> None:
    """Nothing is raised, and what is no PDF is not whole."""
    assert not layout(data).is_whole
    assert not layout(b"%PDF-1.7\n" + data).is_whole


@settings(max_examples=40)
@given(st.data())
def test_a_file_that_is_cut_is_not_whole(data: st.DataObject) -> None:
    """Unless it is cut right after an end."""
    pdf = good()
    ends = {one.end for one in layout(pdf).revisions}
    place = data.draw(st.integers(0, len(pdf) - 2))

    assert layout(pdf[:place]).is_whole == bool({place, place + 1} & ends)
