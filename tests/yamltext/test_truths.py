"""A key that another program has made a truth value of is known again."""

from __future__ import annotations

from planbuilder.yamltext.truths import turned_keys


def test_what_was_meant_is_the_known_key_that_is_lacking() -> None:
    """However the program writes it."""
    assert {"True": "on"} == turned_keys(["True", "by"], ["on", "by"])
    assert {"true": "on"} == turned_keys(["true"], ["on"])


def test_nothing_is_turned_where_the_key_is_there_or_unknown() -> None:
    """Then it is a key that nothing reads."""
    assert {} == turned_keys(["on", "true"], ["on"])
    assert {} == turned_keys(["true"], ["by"])
