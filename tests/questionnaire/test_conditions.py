"""Conditions are true or false for every answer there is, obey logic, and read aloud in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.language import Language, load
from planbuilder.questionnaire.conditions import contradicts_itself, holds, may_hold, refers_to, sentence
from planbuilder.questionnaire.definition import Condition

IDS = ("a", "b", "c")
VALUES = st.sampled_from([None, "", (), "x", "y", ("x", "y"), True, False, Decimal(0), Decimal(3), 7])
ANSWERS = st.fixed_dictionaries(dict.fromkeys(IDS, VALUES))
WORDS = st.sampled_from(["x", "y", "true", "false"])
TESTS = st.one_of(
    st.builds(lambda id, word: Condition(id, equals=word), st.sampled_from(IDS), WORDS),
    st.builds(lambda id, words: Condition(id, one_of=tuple(words)), st.sampled_from(IDS), st.lists(WORDS, min_size=1)),
    st.builds(lambda id, truth: Condition(id, answered=truth), st.sampled_from(IDS), st.booleans()),
    st.builds(lambda id, n: Condition(id, at_least=Decimal(n)), st.sampled_from(IDS), st.integers(0, 9)),
)
CONDITIONS = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        inner.map(lambda one: Condition(not_=one)),
        st.lists(inner, min_size=1, max_size=3).map(lambda some: Condition(all_=tuple(some))),
        st.lists(inner, min_size=1, max_size=3).map(lambda some: Condition(any_=tuple(some))),
    ),
    max_leaves=6,
)
YES, NO = Condition("a", equals="x"), Condition("b", equals="x")


def negated(*conditions: Condition) -> tuple[Condition, ...]:
    return tuple(Condition(not_=one) for one in conditions)


@pytest.mark.parametrize(
    ("condition", "value", "expected"),
    [
        (Condition("a", equals="x"), "x", True),
        (Condition("a", equals="x"), "y", False),
        (Condition("a", equals="x"), None, False),
        (Condition("a", equals="x"), ("y", "x"), True),
        (Condition("a", equals="x"), (), False),
        (Condition("a", equals="None"), None, False),
        (Condition("a", equals="true"), True, True),
        (Condition("a", equals="true"), False, False),
        (Condition("a", equals="false"), False, True),
        (Condition("a", equals="false"), None, False),
        (Condition("a", equals="2026"), 2026, True),
        (Condition("a", one_of=("x", "y")), "y", True),
        (Condition("a", one_of=("x", "y")), "z", False),
        (Condition("a", one_of=("x", "y")), None, False),
        (Condition("a", answered=True), "x", True),
        (Condition("a", answered=True), False, True),
        (Condition("a", answered=True), Decimal(0), True),
        (Condition("a", answered=True), "", False),
        (Condition("a", answered=True), (), False),
        (Condition("a", answered=True), {}, False),
        (Condition("a", answered=True), None, False),
        (Condition("a", answered=False), None, True),
        (Condition("a", answered=False), "x", False),
        (Condition("a", same_as="a"), Decimal("1.5"), True),
        (Condition("a", same_as="b"), Decimal("1.5"), False),
        (Condition("a", same_as="a"), None, False),
        (Condition("a", at_least=Decimal("1.5")), Decimal("1.5"), True),
        (Condition("a", at_least=Decimal("1.5")), 2, True),
        (Condition("a", at_least=Decimal("1.5")), Decimal(1), False),
        (Condition("a", at_least=Decimal(0)), None, False),
        (Condition("a", at_least=Decimal(0)), "9", False),
        (Condition(not_=Condition("a", equals="x")), None, True),
    ],
)
def test_a_test_of_one_answer(condition: Condition, value: object, expected: bool) -> None:
    """The truth table of single tests; a missing answer makes every test but `answered: false` false."""
    actual = holds(condition, {"a": value}.get)

    assert actual is expected


@pytest.mark.parametrize(
    ("a", "b", "both", "either", "neither"),
    [
        ("x", "x", True, True, False),
        ("x", None, False, True, False),
        (None, "x", False, True, False),
        (None, None, False, False, True),
    ],
)
def test_tests_are_joined(a: object, b: object, both: bool, either: bool, neither: bool) -> None:
    """The truth table of `all`, `any` and `not`."""
    answer = {"a": a, "b": b}.get

    actual = (
        holds(Condition(all_=(YES, NO)), answer),
        holds(Condition(any_=(YES, NO)), answer),
        holds(Condition(not_=Condition(any_=(YES, NO))), answer),
    )

    assert actual == (both, either, neither)


def test_no_condition_always_holds() -> None:
    """A question without `when` is always asked."""
    assert holds(None, {}.get)


@given(CONDITIONS, ANSWERS)
def test_not_not_is_the_thing_itself(condition: Condition, answers: dict[str, object]) -> None:
    """Double negation."""
    actual = holds(Condition(not_=Condition(not_=condition)), answers.get)

    assert actual == holds(condition, answers.get)


@given(CONDITIONS, ANSWERS, ANSWERS, st.sets(st.sampled_from(IDS)))
def test_what_holds_for_some_answer_may_hold(
    condition: Condition, answers: dict[str, object], others: dict[str, object], open_ones: set[str]
) -> None:
    """Whatever is answered to what is open; and where nothing is open, what may hold does."""
    entered = {**answers, **{id: others[id] for id in open_ones}}

    assert not holds(condition, entered.get) or may_hold(condition, answers.get, open_ones.__contains__)
    assert holds(condition, answers.get) == may_hold(condition, answers.get, set().__contains__)


@given(st.lists(CONDITIONS, min_size=1, max_size=3), ANSWERS)
def test_de_morgan(conditions: list[Condition], answers: dict[str, object]) -> None:
    """Not all is any not, and not any is all not."""
    some = tuple(conditions)

    actual = (
        holds(Condition(not_=Condition(all_=some)), answers.get),
        holds(Condition(not_=Condition(any_=some)), answers.get),
    )

    assert actual == (
        holds(Condition(any_=negated(*some)), answers.get),
        holds(Condition(all_=negated(*some)), answers.get),
    )


@given(CONDITIONS, ANSWERS)
def test_a_condition_that_contradicts_itself_never_holds(condition: Condition, answers: dict[str, object]) -> None:
    """What is refused when a questionnaire is loaded can truly never be asked, for questions of one answer."""
    single = {id: value for id, value in answers.items() if not isinstance(value, tuple)}

    actual = contradicts_itself(condition, set("abc")) and holds(condition, single.get)

    assert not actual


def test_two_answers_of_a_question_of_several_are_no_contradiction() -> None:
    """Where several may be chosen, `all` of two choices holds; it must not be taken for impossible."""
    condition = Condition(all_=(Condition("a", equals="x"), Condition("a", equals="y")))

    holds_now = holds(condition, {"a": ("x", "y")}.get)

    assert holds_now
    assert not contradicts_itself(condition)


@given(CONDITIONS)
def test_the_tests_of_a_condition_decide_it(condition: Condition) -> None:
    """`refers_to` names every question that is looked up."""
    looked_up: set[str] = set()

    holds(condition, looked_up.add)

    assert looked_up <= {test.question for test in refers_to(condition)}
    assert all(test.question for test in refers_to(condition))


@pytest.mark.parametrize(
    ("condition", "danish", "english"),
    [
        (Condition("a", equals="true"), "»Luk?« er ja", "“Luk?” is yes"),
        (Condition("a", one_of=("x", "y")), "»Luk?« er x eller y", "“Luk?” is x or y"),
        (Condition("a", answered=True), "»Luk?« er besvaret", "“Luk?” is answered"),
        (Condition("a", answered=False), "»Luk?« ikke er besvaret", "“Luk?” is not answered"),
        (Condition("a", at_least=Decimal("1234.5")), "»Luk?« er mindst 1.234,5", "“Luk?” is at least 1,234.5"),
        (Condition(not_=YES), "ikke (»Luk?« er x)", "not (“Luk?” is x)"),
        (Condition(all_=(YES, NO)), "»Luk?« er x og »Hvad?« er x", "“Luk?” is x and “Hvad?” is x"),
        (Condition(any_=(YES, NO)), "»Luk?« er x eller »Hvad?« er x", "“Luk?” is x or “Hvad?” is x"),
    ],
)
def test_a_condition_reads_aloud(condition: Condition, danish: str, english: str) -> None:
    """With the names of the questions and the words of the language."""
    actual = tuple(sentence(condition, load(code), {"a": "Luk?", "b": "Hvad?"}) for code in ("da", "en"))

    assert actual == (danish, english)


@pytest.mark.parametrize("language", [load("da"), load("en")], ids=["da", "en"])
@given(condition=CONDITIONS)
def test_any_condition_reads_aloud(language: Language, condition: Condition) -> None:
    """Every test of it is named."""
    names = {"a": "Første", "b": "Anden", "c": "Tredje"}

    actual = sentence(condition, language, names)

    assert all(names[test.question] in actual for test in refers_to(condition))


def test_mixed_conditions_read_unambiguously() -> None:
    """`a or (b and c)` and `(a or b) and c` are told apart."""
    names = {"a": "A", "b": "B", "c": "C"}
    third = Condition("c", equals="x")
    one = Condition(any_=(YES, Condition(all_=(NO, third))))
    other = Condition(all_=(Condition(any_=(YES, NO)), third))

    actual = [sentence(condition, load("da"), names) for condition in (one, other)]

    assert actual[0] != actual[1]
