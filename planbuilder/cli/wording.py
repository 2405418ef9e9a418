"""click's own words in our languages.

click asks gettext for its words, under the name `_` in each of its modules, and gettext reads compiled catalogues only.
A language is one YAML file here, so that name is given our catalogue instead.
"""

from __future__ import annotations

from importlib import import_module

from planbuilder.language import Language

MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types")


def translate_click(language: Language) -> None:
    """Make click speak a language; what the language file does not hold stays English."""

    def one(text: str) -> str:
        return language.texts.get(f"click.{text}", text)

    def several(single: str, plural: str, number: int) -> str:
        return one(single if number == 1 else plural)

    for name in MODULES:
        module = import_module(f"click.{name}")
        for own, ours in (("_", one), ("ngettext", several)):
            if hasattr(module, own):
                setattr(module, own, ours)
