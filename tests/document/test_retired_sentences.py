"""Sentences that readers stumbled over, and that no document of the example says any more: the closed list of them."""

from __future__ import annotations

import re

import pytest

from planbuilder import example, pipeline
from planbuilder.document import outline
from planbuilder.language import Language
from planbuilder.writers.text import render

# What a head of secretariat would change, as it was printed; each is looked for in every document.
RETIRED = {
    "da": (
        r"Også i det dårligste tilfælde",
        r"Opgjort i nutidsværdi ligger gevinsten",
        r"\bbalanceår\n",
        r"tjent hjem \d",
        r"Det indstilles til",
        r"at lånet betales",
        r"Hvorfor nu",
        r"(?<!Et )[Pp]lus belaster også",
        r"går op med business casen",
        r"Business casens krav",
        r"Budget til budget",
        r"\bTræk \|",
        r"Skyldigt",
        r"[Ss]kiftepunkt",
        r"\bTilfælde\b",
        r"Tre prøver",
        r"Det er aftalt",
        r"\| Handler\b",
        r"Hvor tit",
        r"Hvem har den",
        r"Lukkes der kanaler\?",
        r"viser, hvordan man får hjælp",
        r"Vi opretter dem sammen med dem",
        r"Resumé af gevinstrealiseringsplan\b(?!en)",
        r"Kort sagt",
        r"\([^()|]+\) \([^()|]+\) \|",
        r"fjernes skemaet fra hjemmesiden og hentes",
        r"\| (ansøger|begge dele|hindrer|fremmer) \|",
        r"\d\.\d{3} %",
        r"[Dd]et kan gå galt, og",
        r"møder (udfordringen|temaets)",
        r"Papiret er til orientering",
        r"Fortegn: plus",
        r"Se Bilag",
        r"\bforsinket\)",
    ),
    "en": (
        r"show how to get help",
        r"(?m)^#+ (\d+ )?Economy$",
        r"\| (Introduction|Operation) \|",
        r"\bLasting\b",
        r"(costs|changes|benefits|DKK) in all\b",
        r"in doubt about the shift",
        r"to draw the joint workflow",
        r"Promotes or slows",
        r"Dealt with by",
        r"Are channels closed\?",
        r"\d,\d{3}%",
        r"\b[Rr]amp\b",
        r"\d,\d{3} DKK\b",
        r"[Ff]urther process",
        r"How it goes",
        r"if we do not, or wait",
        r"permanent net a year",
        r"presumes|shown apart|steered by",
        r"(open|closed) annex",
        r"\bassociations\b(?! in Havneparken)",
    ),
}


@pytest.mark.parametrize("name", sorted({*outline.names(), *pipeline.DOCUMENTS}))
def test_no_document_says_what_was_changed(compose, spoken: Language, standard_look, name: str) -> None:
    """Neither in its text nor in a table, a head or a caption."""
    said = render(compose(example.text(spoken), name, spoken.code), standard_look).decode().replace("\u00a0", " ")

    assert [] == [one for one in RETIRED[spoken.code] if re.search(one, said)]
