"""Conditions: whether they hold, what they refer to, whether they ever can hold, and how they read aloud.

In: a `Condition` and a way to look answers up. Out: a truth value, ids, or a sentence. An answer that is missing or
unknown makes a test false, never an error.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal

from planbuilder.language import Language
from planbuilder.questionnaire.definition import Condition, Questionnaire

Value = object
Lookup = Callable[[str], Value]
Labels = Mapping[str, Mapping[str, str]]
NO_LABELS: Labels = {}
# False and 0 are answers, and none of these.
NO_ANSWERS: tuple[Value, ...] = (None, "", (), {})


def holds(condition: Condition | None, answer: Lookup) -> bool:
    """Whether a condition holds; no condition always does."""
    if condition is None:
        return True
    if condition.same_as:
        # Two that are both unanswered are not the same answer.
        return answer(condition.question) == answer(condition.same_as) not in NO_ANSWERS
    if condition.question:
        return _test(condition, answer(condition.question))
    if condition.not_ is not None:
        return not holds(condition.not_, answer)
    if condition.any_:
        return any(holds(inner, answer) for inner in condition.any_)
    return all(holds(inner, answer) for inner in condition.all_)


def may_hold(condition: Condition | None, answer: Lookup, is_open: Callable[[str], bool]) -> bool:
    """Whether a condition holds for some answers to what is still open; what is not is looked up."""
    if condition is None:
        return True
    if condition.all_:
        return all(may_hold(inner, answer, is_open) for inner in condition.all_)
    if condition.any_:
        return any(may_hold(inner, answer, is_open) for inner in condition.any_)
    return any(is_open(test.question) for test in refers_to(condition)) or holds(condition, answer)


def _test(condition: Condition, value: Value) -> bool:
    if condition.answered is not None:
        return (value not in NO_ANSWERS) == condition.answered
    if condition.at_least is not None:
        return isinstance(value, Decimal | int) and value >= condition.at_least
    wanted = condition.one_of or (condition.equals,)
    # Of several answers one that fits is enough.
    given = value if isinstance(value, tuple) else (value,)
    return any(_word(item) in wanted for item in given if item is not None)


def _word(value: Value) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def refers_to(condition: Condition | None) -> Iterator[Condition]:
    """The single tests inside a condition."""
    if condition is None:
        return
    if condition.question:
        yield condition
    if condition.same_as:
        yield Condition(question=condition.same_as)
    for inner in (*condition.all_, *condition.any_, *([condition.not_] if condition.not_ else [])):
        yield from refers_to(inner)


def contradicts_itself(condition: Condition, single: Collection[str] = ()) -> bool:
    """Whether `all` asks one answer to be two different things at once, so that it never holds.

    `single` names the questions that have one answer; of several answers, two can be wanted at once.
    """
    wanted: dict[str, set[str]] = {}
    for inner in condition.all_:
        allowed = set(inner.one_of) | ({inner.equals} if inner.equals else set())
        if inner.question in single and allowed:
            if not wanted.setdefault(inner.question, allowed) & allowed:
                return True
            # Narrowed with each test: three may contradict each other where no two of them do.
            wanted[inner.question] &= allowed
    return any(contradicts_itself(inner, single) for inner in condition.all_) or bool(
        condition.any_ and all(contradicts_itself(inner, single) for inner in condition.any_)
    )


def sentence(condition: Condition, language: Language, names: Mapping[str, str], labels: Labels = NO_LABELS) -> str:
    """The condition read aloud; `names` gives each question's name by id, `labels` what its values are called."""
    if condition.not_ is not None:
        return language.text("conditions.not", inner=sentence(condition.not_, language, names, labels))
    if condition.same_as:
        return language.text("conditions.same_as", name=names[condition.question], other=names[condition.same_as])
    if condition.question:
        return _test_sentence(condition, language, names[condition.question], labels.get(condition.question, {}))
    joint = language.text("conditions.or" if condition.any_ else "conditions.and")
    parts = (
        # In brackets, since "a and b or c" can be read in two ways.
        f"({said})" if inner.any_ or inner.all_ else said
        for inner in condition.any_ or condition.all_
        for said in [sentence(inner, language, names, labels)]
    )
    return f" {joint} ".join(parts)


def _test_sentence(condition: Condition, language: Language, name: str, labels: Mapping[str, str]) -> str:
    if condition.answered is not None:
        return language.text(f"conditions.{'answered' if condition.answered else 'unanswered'}", name=name)
    if condition.at_least is not None:
        return language.text("conditions.at_least", name=name, value=language.number(condition.at_least))
    values = [
        labels.get(value, language.texts.get(f"words.{value}", value))
        for value in condition.one_of or (condition.equals,)
    ]
    return language.text("conditions.equals", name=name, value=f" {language.text('conditions.or')} ".join(values))


def spoken(condition: Condition, language: Language, questionnaire: Questionnaire) -> str:
    """The condition of a question read aloud, with the questionnaire's own names and labels."""
    asked = {test.question: questionnaire.by_id[test.question] for test in refers_to(condition)}
    names = {id: language.pick(question.heading or question.label) for id, question in asked.items()}
    labels = {
        id: {choice.value: language.pick(choice.label) for choice in questionnaire.choices.get(question.choices, ())}
        for id, question in asked.items()
    }
    return sentence(condition, language, names, labels)
