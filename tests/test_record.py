"""Records: frozen values without generated code."""

import dataclasses
import functools

import pytest

from planbuilder.record import field, once_for_each, record, replace


@record
class Pair:
    """A record with a field that must be given, one with a default and one that is made anew."""

    self_: str
    value: int = 1
    parts: dict[str, int] = field(default_factory=dict)


@record
class Triple(Pair):
    """A record with one field more."""

    last: str = "end"


@dataclasses.dataclass(frozen=True)
class Generated:
    """What the standard library makes of the same fields."""

    self_: str
    value: int = 1
    parts: dict[str, int] = dataclasses.field(default_factory=dict)


@pytest.mark.parametrize("kind", [Pair, Generated])
def test_records_are_made_compared_and_shown_as_frozen_dataclasses_are(kind: type) -> None:
    """By position or keyword; equal by value, not across types; shown with the fields' names."""
    made = kind("a", parts={"x": 2})

    assert made == kind("a", 1, {"x": 2})
    assert made != kind("b", 1, {"x": 2})
    assert made != ("a", 1, {"x": 2})
    assert repr(made) == f"{kind.__name__}(self_='a', value=1, parts={{'x': 2}})"
    assert ["self_", "value", "parts"] == [part.name for part in dataclasses.fields(kind)]
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.value = 3
    with pytest.raises(dataclasses.FrozenInstanceError):
        del made.value
    with pytest.raises(TypeError):
        kind()
    with pytest.raises(TypeError):
        kind("a", other=1)
    with pytest.raises(TypeError):
        kind("a", 1, {}, 4)


def test_a_default_that_is_made_is_made_for_each() -> None:
    """Two records never share a dictionary."""
    assert Pair("a").parts is not Pair("a").parts


def test_a_record_extends_another() -> None:
    """Fields of both, in order; still unequal to the shorter one."""
    assert "Triple(self_='a', value=1, parts={}, last='end')" == repr(Triple("a"))
    assert Triple("a") != Pair("a")


def test_replacing_keeps_the_rest() -> None:
    """A field called `value` can be replaced too."""
    assert Pair("a", 5, {"x": 1}) == replace(Pair("a", 2, {"x": 1}), value=5)


def test_equal_records_are_one_key() -> None:
    """Hash agrees with equality."""
    assert 1 == len({replace(Triple("a"), parts=()), replace(Triple("a"), parts=())})


@record
class Counted:
    """A record that keeps what it was once asked for."""

    parts: tuple[int, ...]

    @functools.cached_property
    def sum(self) -> int:
        return sum(self.parts)


def test_what_a_record_has_found_out_is_no_part_of_its_value() -> None:
    """One that was asked for its sum equals one that was not, and one with other parts does not."""
    asked, other = Counted((1, 2)), Counted((1, 2))

    assert asked.sum == 3
    assert asked == other
    assert other == asked
    assert asked != Counted((2, 1))


def test_what_is_made_of_a_record_is_made_once_for_each() -> None:
    """By which record it is, not by what is in it, so that one is known that cannot be hashed; no more than so many."""
    made = []

    @once_for_each(2)
    def of(one: Pair, more: int) -> int:
        made.append(one.self_)
        return more

    first, alike, third = Pair("a"), Pair("a"), Pair("c")
    assert (of(first, 1), of(first, 1), of(alike, 1), of(first, 2)) == (1, 1, 1, 2)
    assert made == ["a", "a", "a"]
    of(third, 1), of(third, 1), of(alike, 1)
    assert made == ["a", "a", "a", "c", "a"]
