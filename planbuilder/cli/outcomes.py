"""What a body decided, as people write it: the choices of an option, and what is shown of a decision.

In: a word somebody typed, or the facts of a decision. Out: an outcome, or words. An outcome is never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import click

from planbuilder.approval.outcomes import forms, named, outcome_and_wording
from planbuilder.approval.standing import OUTCOMES
from planbuilder.language import Language, available, load


class OutcomeChoice(click.Choice[str]):
    """The outcomes of a decision, by their name or by a word for them in any of our languages."""

    def __init__(self, language: Language) -> None:
        self.words = {form: one for code in available() for one in OUTCOMES for form in forms(load(code), one)}
        super().__init__([named(language, one) for one in OUTCOMES], case_sensitive=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The outcome's stable name."""
        typed = str(value).strip().rstrip(".").casefold()
        if typed in OUTCOMES:
            return typed
        return self.words.get(typed) or super().convert(value, param, ctx)


def decision_text(language: Language, facts: Mapping[str, str], body: str) -> str:
    """A decision in one line: who, when, which item, what came of it, and its wording where that says more."""
    item = language.text("approval.item", item=facts["item"]) if facts.get("item") else ""
    day = language.short_day(date.fromisoformat(facts["on"]))
    return language.text("approval.event.decision", body=body, on=day, item=item, said=_said(language, facts))


def _said(language: Language, facts: Mapping[str, str]) -> str:
    outcome, wording = facts.get("outcome", ""), facts.get("decision", "")
    if outcome not in OUTCOMES:
        return f"{language.text('approval.outcome.untold')}. {wording}".rstrip()
    return outcome_and_wording(language, outcome, wording)
