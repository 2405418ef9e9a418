"""What was typed or ticked and not saved: it is there again when its question comes back.

In: where an answer would stand, and what is in the field. Out: the same prompt or menu with what was in it before.
"""

from __future__ import annotations

from planbuilder.interview.asking import Menu, Prompt
from planbuilder.record import record, replace
from planbuilder.yamltext.nodes import KeyPath


@record
class Draft:
    """What stood in a field: a text, or the values ticked; `shown` is what people see of it."""

    title: str
    shown: str
    text: str = ""
    ticked: tuple[str, ...] = ()


class Drafts:
    """The drafts of an interview, by the place of the answer each would become."""

    def __init__(self) -> None:
        self.kept: dict[KeyPath, Draft] = {}

    def typing(self, key: KeyPath, prompt: Prompt) -> Prompt:
        """The prompt with its draft in it, which keeps the next one."""
        draft = self.kept.get(key)
        return replace(prompt, draft=draft.text if draft else "", keep=lambda text: self.keep_text(key, prompt, text))

    def ticking(self, key: KeyPath, menu: Menu) -> Menu:
        """The menu of several with the ticks of its draft, which keeps the next ones."""
        draft = self.kept.get(key)
        chosen = draft.ticked if draft else menu.chosen
        return replace(menu, chosen=chosen, keep=lambda values: self.keep_ticks(key, menu, values))

    def pointing(self, key: KeyPath, menu: Menu) -> Menu:
        """The menu of one option with the pointer of its draft, which keeps the next one."""
        draft = self.kept.get(key)
        default = draft.ticked[0] if draft else menu.default
        return replace(menu, default=default, keep=lambda values: self.keep_ticks(key, menu, values))

    def keep_text(self, key: KeyPath, prompt: Prompt, text: str) -> None:
        """Keep a text, unless it is empty or the present answer."""
        if text.strip() and text != prompt.default:
            self.kept[key] = Draft(prompt.title, text, text=text)
        else:
            self.drop(key)

    def keep_ticks(self, key: KeyPath, menu: Menu, values: tuple[str, ...]) -> None:
        """Keep what is ticked, unless it is the present answer."""
        labels = {option.value: option.label for option in menu.options}
        if values != menu.chosen:
            shown = ", ".join(labels.get(value, menu.blank) for value in values)
            self.kept[key] = Draft(menu.title, shown or "–", ticked=values)
        else:
            self.drop(key)

    def drop(self, key: KeyPath) -> None:
        """Forget a draft: it has become an answer, or has been taken back."""
        self.kept.pop(key, None)
