"""A form while it is filled in, the same in every face: what stands in each field, and what is shown of it now.

In: a form, and what is typed into its fields. Out: the reason why something cannot be taken, and what was entered.
"""

from __future__ import annotations

from planbuilder.interview.asking import Entered, Entry, Form, FormField, Menu, Option, Wish, meant
from planbuilder.interview.wishes import refusal
from planbuilder.language import Language
from planbuilder.questionnaire import typed


class Sheet:
    """What is entered in a form so far, and what was refused; `further` shows the fields of later tables too."""

    def __init__(self, form: Form, language: Language) -> None:
        self.form, self.language = form, language
        self.entries: dict[str, Entry] = {one.key: one.held for one in form.fields}
        self.refused: dict[str, str] = {}
        # A draft in a field that is not shown would be saved unseen.
        self.further = any(one.section and one.draft is not None for one in form.fields)
        for one in form.fields:
            if isinstance(one.draft, str):
                self.put(one, one.draft)
            elif one.draft is not None:
                self.entries[one.key] = one.draft

    @property
    def shown(self) -> list[FormField]:
        """The fields that are asked for now, in order."""
        return self.form.shown(self.entries, self.further)

    def label(self, field: FormField) -> str:
        """What a field is called with what is entered so far."""
        return field.label_with(self.entries)

    def text(self, field: FormField) -> str:
        """What stands in a field, as people read it; what was refused stands there too."""
        return self.refused.get(field.key) or field.text(self.entries[field.key])

    def choose(self, field: FormField, values: Entry) -> None:
        """Enter what can be taken for certain: chosen options, or nothing."""
        self.entries[field.key] = values
        self.refused.pop(field.key, None)

    def put(self, field: FormField, text: str) -> str | None:
        """Enter a typed text; why it cannot be taken, None if it can. A text that cannot stays where it was typed."""
        read = self._options(field.ask, text) if isinstance(field.ask, Menu) else text
        why_not = read if isinstance(field.ask, Menu) and isinstance(read, str) else None
        if isinstance(read, str) and why_not is None:
            why_not = refusal(text, self.form.wishes, self.language) or field.refusal(text)
        if why_not is None:
            self.choose(field, read)
        else:
            self.refused[field.key] = text
        return why_not

    def _options(self, menu: Menu, text: str) -> Entry:
        """The values of the options that a text names; why one of them cannot be taken."""
        conjunction = self.language.text("language.and")
        parts = typed.names(text, lambda one: bool(meant(menu, one)), conjunction) if menu.many else [text.strip()]
        found = [self._option(menu, part) for part in parts if part]
        refused = next((one for one in found if isinstance(one, str)), None)
        return refused or tuple(dict.fromkeys(one.value for one in found if isinstance(one, Option)))

    def _option(self, menu: Menu, text: str) -> Option | str:
        """The option that a text means, by its name, a part of it or its number; why there is none."""
        found = meant(menu, text)
        if not found and text.isascii() and text.isdigit() and 1 <= int(text) <= len(menu.options):
            return menu.options[int(text) - 1]
        first = [one for one in found if one.label.casefold().startswith(text.casefold())]
        if len(found) == 1 or len(first) == 1:
            return (first or found)[0]
        # What leads on, such as to the name of somebody new, ends with an ellipsis.
        on = next((one.label for one in menu.options if one.label.endswith("…")), "")
        offered = "; ".join(one.label for one in found or menu.options if one.label != on)
        key = "several_fit" if found else "none_fits_but" if on else "none_fits"
        return self.language.text(
            f"interview.filled_in.{key}", text=text, options=offered or "–", on=on.removesuffix(" …")
        )

    def leave(self, wish: Wish, at: str = "") -> Entered:
        """What was entered, left with a wish; what was refused is kept as a draft."""
        for one in self.form.fields:
            if one.key in self.refused:
                one.keep(self._draft(one))
        return Entered(self.form.changed(self.entries), wish, at)

    def keep(self) -> None:
        """Keep everything as drafts: whoever is stopped in the middle finds it again."""
        for one in self.form.fields:
            one.keep(self._draft(one))

    def _draft(self, field: FormField) -> Entry:
        refused = self.refused.get(field.key)
        return self.entries[field.key] if refused is None or isinstance(field.ask, Menu) else refused
