"""A comparison written: as the document of changes, or as documents in which the changes are tracked.

In: a comparison, what to write, and the day that documents carry. Out: where each file is.
"""

from __future__ import annotations

from datetime import date
from itertools import chain
from pathlib import Path

from planbuilder import pipeline
from planbuilder.changes.comparing import Comparison
from planbuilder.language import Language
from planbuilder.questionnaire.loading import load
from planbuilder.record import replace
from planbuilder.usecases.building import BUILT, Wanted, options_of, written
from planbuilder.usecases.looks import look_of
from planbuilder.usecases.plans import opened
from planbuilder.usecases.talk import Made, Warn


def write_comparison(
    plan: Path, compared: Comparison, day: date, language: Language, wanted: Wanted, warn: Warn, made: Made
) -> tuple[Path, ...]:
    """Where a comparison was written: as `changes` in each wanted format, and each wanted document with its changes."""
    found = opened(plan)
    look = look_of(found.folder, wanted.profile, wanted.template, warn)
    options = options_of(wanted, wanted.documents, day, language, look, compared)
    told = replace(options, documents=(pipeline.CHANGES,))
    changes = pipeline.build(compared.after.plan, load(), told) if wanted.formats else ()
    outputs = chain(changes, pipeline.tracked(compared, load(), options) if wanted.documents else ())
    return tuple(written(outputs, wanted.to or found.folder / BUILT, wanted.to or found.folder, made, warn))
