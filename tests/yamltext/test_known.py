"""Of the data of a file stays what the fields of a type read, and nothing that anybody else put there."""

from __future__ import annotations

from planbuilder import example
from planbuilder.plan.model import Plan
from planbuilder.yamltext.known import known
from planbuilder.yamltext.reading import read_text


def test_keys_that_nothing_reads_are_left_out_at_every_depth() -> None:
    """In records, in records by id, and in lists; ids are anybody's."""
    data = {
        "title": "T",
        "colour": "x",
        "solution": {"name": "N", "nickname": "x"},
        "people": {"P1": {"name": "A", "cpr": "x"}},
        "signers": ["P1"],
        "answers": {"any.id": {"value": {"free": "form"}, "remark": "x"}},
    }

    assert {
        "title": "T",
        "solution": {"name": "N"},
        "people": {"P1": {"name": "A"}},
        "signers": ["P1"],
        "answers": {"any.id": {"value": {"free": "form"}}},
    } == known(data, Plan)


def test_a_key_that_another_program_has_turned_is_under_its_own_name() -> None:
    """YAML 1.1 makes a truth value of `on`; it is read as `on`, and so it is kept."""
    assert {"answers": {"a.b": {"on": "2026-01-01"}}} == known({"answers": {"a.b": {"True": "2026-01-01"}}}, Plan)


def test_the_example_is_known_whole(danish) -> None:
    """In the same order."""
    data = read_text(example.text(danish)).data()

    assert data == known(data, Plan)
    assert list(data) == list(known(data, Plan))
