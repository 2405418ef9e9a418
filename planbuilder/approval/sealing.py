"""What is sealed as a version: the plan, its figures and its documents, what changed since, and what made them.

In: a plan and what to build; or a version. Out: the contents of a version by name, its manifest, every place that
differs from the version before, and, of a version made again, every figure and file that is not what its own plan
gives. A version discounts with the rate table it was sealed with, whatever table a later program would take. Where the
figures are not the same, or the bytes of a document are not, it is said what had another edition: the interpreter, a
library, the machine. Any of them may write other bytes for the same figures: another compression, another order of
glyphs, another last decimal of a sine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha512
from typing import Any

from planbuilder import __version__, files, pipeline
from planbuilder import language as languages
from planbuilder.approval.model import Change, Manifest
from planbuilder.approval.store import manifest_text
from planbuilder.editions import other_editions, tools
from planbuilder.errors import Problem
from planbuilder.figures import rates
from planbuilder.figures.case import compute
from planbuilder.figures.exported import figures_data
from planbuilder.figures.rates import OWN
from planbuilder.look import Look
from planbuilder.numbers import plain
from planbuilder.pipeline import BuildOptions, Output
from planbuilder.plan.answers import Answers
from planbuilder.plan.model import Plan
from planbuilder.plan.publish import as_it_leaves, published
from planbuilder.plan.store import Author, OpenPlan, from_text
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.record import record, replace
from planbuilder.yamltext.nodes import Data, leaf_text
from planbuilder.yamltext.reading import read_text

PLAN, FIGURES, DOCUMENTS = "plan.yaml", "figures.json", "documents/"
FORMATS = ("docx", "pdf", "xlsx")
SIGNABLE = "plan"
OTHERS = tuple(name for name in pipeline.DOCUMENTS if name != SIGNABLE)
TO_SIGN = f"{DOCUMENTS}{SIGNABLE}.pdf"
PROGRAM = "planbuilder"
STAMPS = ("by", "role", "on")
ANSWERS = "answers"


@record
class Sealing:
    """What goes into a manifest that the plan does not say: number, author, day, note, and what came before.

    `before` is the text of the plan of the version that this one follows, empty for the first.
    """

    number: int
    author: Author
    day: date
    note: str = ""
    supersedes: int = 0
    before: str = ""
    journal: str = ""


def sealed_contents(
    text: str,
    questionnaire: Questionnaire,
    look: Look,
    sealing: Sealing,
    beside: Mapping[str, bytes],
    warn: Callable[[tuple[Problem, ...]], None] = lambda _: None,
) -> tuple[Manifest, dict[str, bytes]]:
    """The manifest and the files of a new version, by their names; `beside` is what it keeps of a profile.

    `warn` hears of documents that are longer than their outlines promise.

    `text` is the plan as it may leave (`text_to_seal`). The document that is signed carries the manifest of all the
    rest, so that a signature covers every file of the version.
    """
    plan = from_text(text)
    built = _documents(plan, text, questionnaire, sealing.day, look)
    warn(tuple(found for output in built for found in output.warnings))
    made = {PLAN: text.encode(), **_made(plan, built), **beside}
    # A file cannot carry its own digest, so the manifest in the document that is signed lists all others.
    listed = manifest(plan, text, questionnaire, made, sealing)
    made[TO_SIGN] = _signable(plan, text, questionnaire, listed, look)
    return with_file(listed, TO_SIGN, made[TO_SIGN]), made


def text_to_seal(opened: OpenPlan, questionnaire: Questionnaire) -> str:
    """The text of a plan as a version holds it: as it may leave, without internal words and comments."""
    return published(opened.source.data(), Answers(opened.plan, questionnaire, languages.load(opened.plan.language)))


def with_file(listed: Manifest, name: str, data: bytes) -> Manifest:
    """A manifest with one file more."""
    return replace(listed, files={**listed.files, name: sha512(data).hexdigest()})


def without_file(found: Manifest, name: str) -> Manifest:
    """A manifest with one file less: what the document that is signed carries of it."""
    return replace(found, files={one: digest for one, digest in found.files.items() if one != name})


def _documents(plan: Plan, text: str, questionnaire: Questionnaire, day: date, look: Look) -> list[Output]:
    """The documents of a plan, but for the one that is signed."""
    options = BuildOptions(OTHERS, FORMATS, day, languages.load(plan.language), look)
    # Its Word form beside it is like any other document; only the PDF waits for the manifest.
    signable_too = replace(options, documents=(SIGNABLE,), formats=("docx",))
    return [*_built(plan, text, questionnaire, options), *_built(plan, text, questionnaire, signable_too)]


def _made(plan: Plan, built: Iterable[Output]) -> dict[str, bytes]:
    """The figures and the documents of a plan, by their names in a version."""
    return {FIGURES: figures_text(plan).encode(), **{f"{DOCUMENTS}{output.name}": output.data for output in built}}


def _signable(plan: Plan, text: str, questionnaire: Questionnaire, listed: Manifest, look: Look) -> bytes:
    """The document that is signed, with the manifest of everything else in it."""
    day, language = date.fromisoformat(listed.date), languages.load(plan.language)
    options = BuildOptions((SIGNABLE,), ("pdf",), day, language, look, manifest=manifest_text(listed).decode())
    (output,) = _built(plan, text, questionnaire, options)
    return output.data


def _built(plan: Plan, text: str, questionnaire: Questionnaire, options: BuildOptions) -> Iterator[Output]:
    """Documents that carry the plan they are made from."""
    return pipeline.build(plan, questionnaire, options, read_text(text).data())


def figures_text(plan: Plan) -> str:
    """Every figure of a plan as JSON: numbers as text, so that none is rounded."""
    data = figures_data(plan, compute(plan))
    return json.dumps(data, ensure_ascii=False, indent=1, default=plain) + "\n"


def manifest(
    plan: Plan, text: str, questionnaire: Questionnaire, made: Mapping[str, bytes], sealing: Sealing
) -> Manifest:
    """The manifest of contents that are about to be sealed."""
    before = _before(plan, questionnaire, sealing.before) if sealing.before else None
    return Manifest(
        version=sealing.number,
        plan=plan.plan_id,
        title=plan.title,
        sealed=sealing.author.at.isoformat(timespec="seconds"),
        by=sealing.author.name,
        role=sealing.author.role,
        date=sealing.day.isoformat(),
        language=plan.language,
        tool=__version__,
        questionnaire=questionnaire.name,
        rates=rates.of(plan.economy).id,
        documents=pipeline.DOCUMENTS,
        formats=FORMATS,
        note=sealing.note,
        supersedes=sealing.supersedes,
        changes=changes(before, read_text(text).data()) if before else (),
        bodies={id: one.body for id, one in plan.decisions.items() if sealing.supersedes or not one.is_decided},
        signers={id: known.name if (known := plan.people.get(id)) else id for id in plan.signers},
        files={name: sha512(data).hexdigest() for name, data in made.items()},
        journal=sealing.journal,
        tools=tools(),
    )


def _before(plan: Plan, questionnaire: Questionnaire, text: str) -> Data:
    """The plan of the version before, without words that have become internal since."""
    return as_it_leaves(read_text(text).data(), (), plan, questionnaire)


@record
class Recomputed:
    """What a version made again differs in: figures by name, and files.

    `other_tools` are those of the version that are of another edition here: they may write other bytes for the same
    figures, so that a file that differs then says nothing.
    """

    figures: tuple[str, ...]
    documents: tuple[str, ...]
    other_tools: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the figures are the same, and, made with the same tools, every byte."""
        # Figures must be the same whatever made them; bytes may differ with the edition of a library.
        return not self.figures and not (self.documents and not self.other_tools)


def recompute(found: Manifest, sealed: Mapping[str, bytes], questionnaire: Questionnaire, look: Look) -> Recomputed:
    """A version made again from its own plan, with its own rates, held against what was sealed."""
    text = sealed[PLAN].decode()
    plan = _with_rates(from_text(text), found.rates)
    again = _made(plan, _documents(plan, text, questionnaire, date.fromisoformat(found.date), look))
    again[TO_SIGN] = _signable(plan, text, questionnaire, without_file(found, TO_SIGN), look)
    figures = tuple(_differing(_figures_in(sealed[FIGURES]), json.loads(again[FIGURES]), ""))
    documents = tuple(name for name in again if name != FIGURES and again[name] != sealed.get(name))
    then, now = {PROGRAM: found.tool, **found.tools}, {PROGRAM: __version__, **tools()}
    return Recomputed(figures, documents, other_editions(then, now))


def _figures_in(sealed: bytes) -> Any:
    """The figures that were sealed; nothing, which differs from all figures, if they cannot be read."""
    try:
        return files.json_in(sealed)
    except ValueError:
        return None


def _with_rates(plan: Plan, rates: str) -> Plan:
    if rates == OWN:
        return plan
    return replace(plan, economy=replace(plan.economy, discount_rates=rates))


def _differing(old: Any, new: Any, path: str) -> Iterator[str]:
    """The paths at which two figures' data differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old | new:
            yield from _differing(old.get(key), new.get(key), f"{path}.{key}".lstrip("."))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, pair in enumerate(zip(old, new, strict=True)):
            yield from _differing(*pair, f"{path}[{number}]")
    elif old != new:
        yield path or FIGURES


def changes(old: Data, new: Data) -> tuple[Change, ...]:
    """Every place whose text differs."""
    before, after = dict(_leaves(old, ())), dict(_leaves(new, ()))
    paths = [*after, *(path for path in before if path not in after)]
    pairs = ((path, before.get(path, ""), after.get(path, "")) for path in paths)
    return tuple(Change(".".join(path), was, now) for path, was, now in pairs if was != now)


def _leaves(data: Data, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            # Who gave an answer and when is no change of the plan.
            if not (path[:1] == (ANSWERS,) and len(path) == len((ANSWERS, "id")) and key in STAMPS):
                yield from _leaves(value, (*path, key))
    elif isinstance(data, list):
        yield path, ", ".join(_text(item) for item in data)
    else:
        yield path, leaf_text(data) or ""


def _text(item: Data) -> str:
    return str(item) if isinstance(item, dict | list) else leaf_text(item) or ""
