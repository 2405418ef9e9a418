"""What is missing between the figures of a plan and the whole case, in sentences that go beside them.

In: figures and a language. Out: final text; nothing where nothing is missing. Which line lacks what is computed with
the line (`Line.lacks`).
"""

from __future__ import annotations

from planbuilder.figures.lines import Line, parts
from planbuilder.figures.model import Figures
from planbuilder.language import Language
from planbuilder.plan.model import Plan
from planbuilder.plan.sayings import disagreements

WANTS = ("amount", "amount_outside", "kind")
# Sentences stand above tables of figures: beyond three names a number says it sooner, and `check` names each line.
NAMED = 3
# In a sentence of its own there is room for so many.
LISTED = 9


def said(language: Language, figures: Figures) -> list[str]:
    """A sentence for each thing that lines lack, and one for costs or benefits of which there are none at all."""
    lacking = {want: [line.id for line in figures.lacking if _wants(line) == want] for want in WANTS}
    found = [
        language.text(f"document.incomplete.{want}", names=language.sentence_list(ids))
        for want, ids in lacking.items()
        if ids
    ]
    empty = {"no_costs": figures.costs, "no_benefits": figures.benefits}
    return [*found, *(language.text(f"document.incomplete.{key}") for key, lines in empty.items() if not lines)]


def _wants(line: Line) -> str:
    """What a line lacks, and whether its amount would be no part of net."""
    return "amount_outside" if line.lacks == "amount" and not _counts_in("npv", line) else line.lacks


def to_reconcile(language: Language, figures: Figures) -> str:
    """That sums cannot be held against each other before lines have their amounts; empty where they have them."""
    ids = [line.id for line in figures.lacking if _wants(line) == "amount"]
    if len(ids) > LISTED:
        return language.text("document.incomplete.to_reconcile_many", count=len(ids))
    return language.text("document.incomplete.to_reconcile", names=language.sentence_list(ids)) if ids else ""


def reclassified(language: Language, figures: Figures) -> list[str]:
    """A sentence for each benefit that counts as another kind than the plan calls it; of many only how many."""
    # Those that are part of another have a sentence of their own (`counted_elsewhere`).
    found = [line for line in figures.moved if "part_of" not in line.objections]
    if len(found) > NAMED:
        return [language.text("document.incomplete.moved_many", count=len(found))]
    return [language.text("document.incomplete.moved", id=line.id, why=why(language, line)) for line in found]


def why(language: Language, line: Line) -> str:
    """Why a benefit does not count as what the plan calls it."""
    return language.sentence_list((language.text(f"document.objection.{one}") for one in line.objections), ",")


def counted_elsewhere(language: Language, plan: Plan) -> list[str]:
    """A sentence for each benefit whose own number is not added, since it is part of another; of many only how many."""
    found = parts(plan)
    if len(found) > NAMED:
        return [language.text("document.incomplete.parts", count=len(found))]
    return [language.text("document.incomplete.part", id=one.id, whole=one.whole) for one in found]


def not_settled(language: Language, plan: Plan) -> list[str]:
    """That figures rest on the answers in the plan, where several people have answered otherwise."""
    found = sum(1 for _ in disagreements(plan))
    return [language.count("document.incomplete.not_settled", found)] if found else []


def without(language: Language, figures: Figures, figure: str) -> str:
    """In a few words, which lines a key figure is without; empty where it has them all."""
    ids = [line.id for line in figures.lacking if _counts_in(figure, line)]
    if figure == "fte_freed":
        ids += [line.id for line in figures.benefits if line.is_in_kroner_alone]
    if len(ids) > NAMED:
        return language.text("document.incomplete.without_many", count=len(ids))
    return language.text("document.incomplete.without", names=language.sentence_list(ids)) if ids else ""


def _counts_in(figure: str, line: Line) -> bool:
    """Whether a line that lacks something would be part of a key figure."""
    # Only one-off costs are in it, so only these can be missing from it.
    if figure == "introduction":
        return line.kind == "one_off"  # income never makes it smaller
    if figure == "fte_freed":
        return line.is_benefit and line.lacks == "amount" and not line.fte
    if not line.is_benefit:
        return line.in_net
    return line.declared == "cashable" or line.lacks == "kind"
