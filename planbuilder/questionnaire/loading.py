"""Files in `questionnaires/` → `Questionnaire`, refused unless every text, reference and condition is sound.

In: a folder with `questionnaire.yaml` and one file a part. Out: a `Questionnaire`. A question that could never be
asked, a text missing in a language or a condition on an unknown question is an error with its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from planbuilder import codes, looking, resources
from planbuilder.errors import InputInvalid, Place, Problem, closest, problem
from planbuilder.questionnaire.conditions import contradicts_itself, refers_to
from planbuilder.questionnaire.definition import Part, Question, Questionnaire, Role, Texts
from planbuilder.questionnaire.kinds import KINDS
from planbuilder.questionnaire.needed import NEEDED, Needed, lacking
from planbuilder.questionnaire.roles import role_problems, unknown_roles
from planbuilder.questionnaire.sections import section_problems
from planbuilder.record import record
from planbuilder.resources import compiled
from planbuilder.yamltext.nodes import Source
from planbuilder.yamltext.plain_data import make
from planbuilder.yamltext.reading import read_file
from planbuilder.yamltext.schema import examine, read

MANIFEST = "questionnaire.yaml"
TEXT_FIELDS = ("heading", "hint", "guidance", "help", "unit")


@record
class Manifest:
    """What holds for the whole questionnaire."""

    format: str
    id: str
    version: str
    languages: tuple[str, ...]
    source: Texts
    roles: tuple[Role, ...] = ()


class _Site(NamedTuple):
    """A question (or column) with the source it stands in and its path there."""

    source: Source
    path: str
    full_id: str
    question: Question


def load(folder: Path | None = None, needed: Needed = NEEDED) -> Questionnaire:
    """The questionnaire in a folder, the bundled one by default; raises InputInvalid with all problems.

    `needed` are the questions and columns that it may not lack: those that documents and checks know by name.
    """
    if folder is None:
        names = tuple(_files(resources.folder("questionnaires")))
        return _bundled(names, resources.state_of(names))
    whole, parts, found = _read(folder)
    if problems := [*found, *_problems(whole, parts, needed, folder)]:
        raise InputInvalid(problems)
    return whole


def _files(folder: Path) -> list[Path]:
    return [folder / MANIFEST, *(path for path in looking.own_entries(folder, "*.yaml") if path.name != MANIFEST)]


@lru_cache(maxsize=1)  # a page of the interview asks for it several times, and finds anew what it has found in it
def _bundled(names: tuple[Path, ...], state: tuple[str, ...]) -> Questionnaire:
    """The bundled questionnaire; the tests prove it sound, and to prove it again would cost each start.

    Only what documents know by name is looked for: a municipality may have put its own questions here.
    """
    data = compiled("questionnaire", names, lambda: [read_file(path).data() for path in names])
    first, *rest = data if isinstance(data, list) else []
    whole = _whole(make(Manifest, first), [make(Part, part) for part in rest])
    if any(lacking(whole, NEEDED)):
        raise InputInvalid(problems_of(names[0].parent))
    return whole


def _whole(manifest: Manifest, parts: list[Part]) -> Questionnaire:
    # By `order` and not by file name, so that a municipality can put a part of its own between ours.
    ordered = tuple(sorted(parts, key=lambda part: part.order))
    return Questionnaire(manifest.id, manifest.version, manifest.languages, ordered, manifest.roles)


def problems_of(folder: Path) -> tuple[Problem, ...]:
    """Every problem of the questionnaire in a folder, the bundled one included; empty for a sound one."""
    whole, parts, found = _read(folder)
    return (*found, *_problems(whole, parts, NEEDED, folder))


def _read(folder: Path) -> tuple[Questionnaire, list[tuple[Source, Part]], tuple[Problem, ...]]:
    """The questionnaire as the files state it, its parts with their sources, and warnings; not yet proved sound."""
    source, *others = map(read_file, _files(folder))
    manifest, found = read(source, Manifest)
    parts = list(_parts(others))
    whole = _whole(manifest, [part for _, part in parts])
    return whole, parts, (*found, *role_problems(source, manifest.roles, manifest.languages))


def _parts(sources: list[Source]) -> Iterator[tuple[Source, Part]]:
    """Every file as a part; raises InputInvalid with the problems of all files."""
    examined = [(source, *examine(source, Part)) for source in sources]
    if problems := [problem for _, _, found in examined for problem in found]:
        raise InputInvalid(problems)
    yield from ((source, part) for source, part, _ in examined if part is not None)


def _problems(
    whole: Questionnaire, parts: list[tuple[Source, Part]], needed: Needed, folder: Path
) -> Iterator[Problem]:
    sites = list(_sites(parts))
    for source, part in parts:
        yield from _missing_texts(source, "title", part.title, whole.languages)
        yield from _missing_texts(source, "intro", part.intro, whole.languages)
        yield from _choice_problems(source, part, whole.languages)
        yield from unknown_roles(source, "asks", part.asks, whole.roles)
        yield from section_problems(source, part, whole.languages)
    for site in sites:
        yield from _question_problems(site, whole)
    yield from _repeated_names(parts)
    yield from _repeated(sites)
    yield from _cycles(whole, sites)
    yield from _unmet(whole, needed, sites, folder)


def _unmet(whole: Questionnaire, needed: Needed, sites: list[_Site], folder: Path) -> Iterator[Problem]:
    """What documents know by name and the questionnaire lacks, at its question or part, or else at the whole."""
    manifest = Place(str(folder / MANIFEST))
    for id, column in lacking(whole, needed):
        part, _, name = id.partition(".")
        beside = [site for site in sites if site.full_id.startswith(f"{part}.")]
        if column:
            site = next(site for site in beside if site.full_id == id)
            place, known = site.source.place(site.path), [one.id for one in site.question.columns]
        else:
            place = beside[0].source.place("questions") if beside else manifest
            known = [site.question.id for site in beside]
        full_id = f"{id}.{column}" if column else id
        yield problem(codes.NEEDED_QUESTION_MISSING, place, id=full_id, near=closest(column or name, known))


def _choice_problems(source: Source, part: Part, languages: tuple[str, ...]) -> Iterator[Problem]:
    for name, choices in part.choices.items():
        values = [choice.value for choice in choices]
        for n, choice in enumerate(choices):
            yield from _missing_texts(source, f"choices.{name}.{n}.label", choice.label, languages)
            yield from _missing_texts(source, f"choices.{name}.{n}.means", choice.means, languages)
            if choice.value in values[:n]:
                yield problem(codes.DUPLICATE_ID, source.place(f"choices.{name}.{n}"), id=choice.value)


def _repeated_names(parts: list[tuple[Source, Part]]) -> Iterator[Problem]:
    """Ids of parts and names of choice lists stand once in the whole questionnaire."""
    ids: set[str] = set()
    lists: set[str] = set()
    for source, part in parts:
        if part.id in ids:
            yield problem(codes.DUPLICATE_ID, source.place("id"), id=part.id)
        yield from (
            problem(codes.DUPLICATE_ID, source.place(f"choices.{name}"), id=name)
            for name in part.choices
            if name in lists
        )
        ids.add(part.id)
        lists |= set(part.choices)


def _sites(parts: list[tuple[Source, Part]]) -> Iterator[_Site]:
    for source, part in parts:
        for n, question in enumerate(part.questions):
            yield _Site(source, f"questions.{n}", f"{part.id}.{question.id}", question)


def _columns(site: _Site) -> Iterator[_Site]:
    for n, column in enumerate(site.question.columns):
        yield _Site(site.source, f"{site.path}.columns.{n}", f"{site.full_id}.{column.id}", column)


def _question_problems(site: _Site, whole: Questionnaire) -> Iterator[Problem]:
    yield from _own_problems(site, whole, whole.by_id)
    yield from unknown_roles(site.source, f"{site.path}.asks", site.question.asks, whole.roles)
    columns = {column.id: column for column in site.question.columns}
    # A column may ask what is said of its row in another table of the same rows, and what is answered of the plan.
    seen = {**{id: one for id, one in whole.questions() if not one.is_table}, **whole.row_columns(site.full_id)}
    for n, inner in enumerate(_columns(site)):
        yield from _own_problems(inner, whole, seen)
        if inner.question.asks:
            yield problem(codes.COLUMN_WITH_ROLES, site.source.place(f"{inner.path}.asks"), id=inner.full_id)
        if inner.question.id in [column.id for column in site.question.columns[:n]]:
            yield problem(codes.DUPLICATE_ID, site.source.place(inner.path), id=inner.full_id)
        if any(test.question == inner.question.id for test in refers_to(inner.question.when)):
            yield problem(codes.CIRCULAR_CONDITION, site.source.place(inner.path), id=inner.full_id)
        for name in (name for name in inner.question.around if name not in columns):
            near = closest(name, columns)
            yield problem(
                codes.UNKNOWN_CONDITION, site.source.place(inner.path), id=inner.full_id, asked=name, near=near
            )


def _own_problems(site: _Site, whole: Questionnaire, known: Mapping[str, Question]) -> Iterator[Problem]:
    """What is wrong with one question or column; `known` are those its condition may refer to."""
    place = site.source.place(site.path)
    question = site.question
    yield from _missing_words(site, whole.languages)
    kind = KINDS.get(question.kind)
    if kind is None:
        allowed, near = ", ".join(KINDS), closest(question.kind, KINDS)
        place = site.source.place(f"{site.path}.kind")
        yield problem(codes.NOT_A_CHOICE, place, found=question.kind, allowed=allowed, near=near)
        return
    if kind.has_rows != question.is_table:
        yield problem(codes.COLUMNS_DO_NOT_FIT, place, id=site.full_id)
    if kind.chooses != bool(question.choices) or question.choices not in {"", *whole.choices}:
        near = closest(question.choices, whole.choices)
        yield problem(codes.CHOICES_DO_NOT_FIT, place, id=site.full_id, choices=question.choices, near=near)
    if kind.refers != (question.refers is not None):
        yield problem(codes.REFERENCE_WITHOUT_TARGET, place, id=site.full_id)
    yield from _condition_problems(site, whole, known, place)


def _missing_words(site: _Site, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Texts that a language lacks: a label always, the others where there are any."""
    question = site.question
    yield from _missing_texts(site.source, f"{site.path}.label", question.label or {"": ""}, languages)
    for name in TEXT_FIELDS:
        yield from _missing_texts(site.source, f"{site.path}.{name}", getattr(question, name), languages)
    for n, row in enumerate(question.ready_rows):
        for name, texts in row.cells.items():
            yield from _missing_texts(site.source, f"{site.path}.ready_rows.{n}.cells.{name}", texts, languages)
        yield from _missing_texts(site.source, f"{site.path}.ready_rows.{n}.fits", row.fits, languages)


def _condition_problems(
    site: _Site, whole: Questionnaire, known: Mapping[str, Question], place: Place
) -> Iterator[Problem]:
    condition = site.question.when
    for test in refers_to(condition):
        if test.question not in known:
            near = closest(test.question, known)
            yield problem(codes.UNKNOWN_CONDITION, place, id=site.full_id, asked=test.question, near=near)
        elif _impossible({test.equals, *test.one_of} - {""}, known[test.question], whole):
            yield problem(codes.NEVER_ASKED, place, id=site.full_id)
    single = [id for id, question in known.items() if not question.many]
    if condition is not None and contradicts_itself(condition, single):
        yield problem(codes.NEVER_ASKED, place, id=site.full_id)


def _impossible(wanted: set[str], asked: Question, whole: Questionnaire) -> bool:
    """Whether a condition waits for an answer that nobody can give."""
    kind = KINDS.get(asked.kind, KINDS["text"])
    if kind.fixed:
        return not wanted <= set(kind.fixed)
    return kind.chooses and not wanted <= {c.value for c in whole.choices.get(asked.choices, ())}


def _missing_texts(source: Source, path: str, texts: Texts, languages: tuple[str, ...]) -> Iterator[Problem]:
    for code in languages:
        if texts and not texts.get(code):
            yield problem(codes.TEXT_WITHOUT_LANGUAGE, source.place(path), language=code)


def _repeated(sites: list[_Site]) -> Iterator[Problem]:
    """Ids stand once; a path stands twice only where both questions are tables of the same rows."""
    ids: set[str] = set()
    paths: dict[str, str] = {}
    for site in sites:
        # Tables of the same rows have one prefix: that is how their ids become one series.
        rows = site.question.prefix if site.question.is_table else site.full_id
        if site.full_id in ids:
            yield problem(codes.DUPLICATE_ID, site.source.place(site.path), id=site.full_id)
        if site.question.path and paths.setdefault(site.question.path, rows) != rows:
            yield problem(codes.DUPLICATE_ID, site.source.place(site.path), id=site.question.path)
        ids.add(site.full_id)


def _cycles(whole: Questionnaire, sites: list[_Site]) -> Iterator[Problem]:
    needs = {id: {test.question for test in refers_to(q.when)} for id, q in whole.questions()}
    for site in sites:
        if site.full_id in _reached(site.full_id, needs):
            yield problem(codes.CIRCULAR_CONDITION, site.source.place(site.path), id=site.full_id)


def _reached(start: str, needs: dict[str, set[str]]) -> set[str]:
    """Everything a question's condition depends on, directly or not."""
    seen: set[str] = set()
    waiting = list(needs[start])
    while waiting:
        id = waiting.pop()
        if id not in seen:
            seen.add(id)
            waiting += needs.get(id, ())
    return seen
