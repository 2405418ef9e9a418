"""Nothing internal leaves: every word of every internal answer is marked, and searched for in all that leaves."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from planbuilder import example, files, pipeline
from planbuilder.approval.archiving import archive_version
from planbuilder.approval.decisions import Decided, Minutes
from planbuilder.approval.sealing import Sealing, sealed_contents, text_to_seal
from planbuilder.approval.store import open_version, seal
from planbuilder.archive.bag import Guide, export
from planbuilder.archive.store import initialise
from planbuilder.archive.versions import Retention
from planbuilder.figures.case import compute
from planbuilder.language import Language
from planbuilder.look import Look
from planbuilder.plan.answers import Answers
from planbuilder.plan.journal import JOURNAL, WORDS, lines_of
from planbuilder.plan.publish import leaving, published
from planbuilder.plan.store import Author, from_text, open_plan
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.usecases.approving import Decision, approve, decide, note
from planbuilder.writers import WRITERS
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.nodes import Data, get, put
from planbuilder.yamltext.reading import read_text
from tests.conftest import CASE

MARK = "Hemmeligt"
DAY = date(2026, 11, 23)


def marked(value: Any) -> Any:
    """The same answer with the mark in every text, and in every name of amounts by name."""
    if isinstance(value, Mapping):
        return {key: marked(inner) for key, inner in value.items()}
    return [marked(inner) for inner in value] if isinstance(value, list) else f"{MARK} {value}"


def with_every_answer_internal(text: str, questionnaire: Questionnaire) -> Data:
    """The data of a plan in which every question is internal, and every word that answers one is marked."""
    data = read_text(text).data()
    for id, question in questionnaire.questions():
        note = get(data, ("answers", id)) or {}
        own = {key: marked(value) if key in ("value", "rows", "ask", "why") else value for key, value in note.items()}
        data = put(data, ("answers", id), {**own, "internal": True, "responsible": "P1", "deadline": DAY})
        for keys, kind in words_of(data, question):
            found = get(data, keys)
            again = {f"{MARK} {name}": n for name, n in found.items()} if kind == "by_name" else marked(found)
            data = put(data, keys, again)
    return data


def words_of(data: Data, question) -> Iterator[tuple[tuple[str, ...], str]]:
    """Where an answer that is bound to the plan has words."""
    if not question.path:
        return
    bound = get(data, question.keys)
    rows = [(question.keys, question)] if not question.is_table else []
    for id, row in (bound or {}).items() if question.is_table else ():
        under = [(id, theme) for theme in row] if question.kind == "matrix" else [(id,)]
        rows += [
            ((*question.keys, *own, *column.id.split(".")), column) for own in under for column in question.columns
        ]
    for keys, asked in rows:
        found = get(data, keys)
        if found and MARK not in str(found) and (asked.kind in ("text", "longtext") or asked.kind == "by_name"):
            yield keys, asked.kind


@pytest.fixture(scope="module")
def secret(questionnaire: Questionnaire, danish: Language) -> Data:
    return with_every_answer_internal(example.text(danish), questionnaire)


def test_the_marks_are_there(secret: Data) -> None:
    """Hundreds of them, so that the search below is one."""
    assert dump(secret).count(MARK) > 400


@lru_cache(maxsize=100)
def unpacked(kind: str, data: bytes) -> tuple[str, ...]:
    """Every text in a file of a kind; a document that lies in version, archive and bag alike is read once."""
    return tuple(_texts(kind, data))


def _texts(kind: str, data: bytes) -> Iterator[str]:
    """Those of the parts of a package, of the pages, properties and attachments of a PDF."""
    if kind in (".docx", ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield from (package.read(part).decode("utf-8", "replace") for part in package.namelist())
    elif kind == ".pdf":
        yield from pages(data)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            yield from (found.get_file().read_bytes().decode() for found in pdf.attachments.values())
            yield from (str(one.unparse()) for one in pdf.objects if not isinstance(one, pikepdf.Stream))
            yield pdf.Root.Metadata.read_bytes().decode()
    else:
        yield data.decode()


def pages(data: bytes) -> list[str]:
    """The text of each page of a PDF."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def test_a_mark_on_a_page_is_found(questionnaire: Questionnaire, danish: Language, standard_look: Look) -> None:
    """In a word of the text, so that a search that finds none has looked."""
    plan = from_text(CASE.replace("title: Indførelse", f"title: {MARK} indkøb"))
    options = pipeline.BuildOptions(("plan",), ("pdf",), DAY, danish, standard_look)
    (built,) = pipeline.build(plan, questionnaire, options)

    assert any(f"{MARK} indkøb" in page for page in pages(built.data))


@pytest.mark.slow
@pytest.mark.parametrize("format", sorted(WRITERS))
def test_no_format_holds_an_internal_word(
    secret: Data, questionnaire: Questionnaire, danish: Language, standard_look: Look, format: str
) -> None:
    """Pages, pictures' descriptions, properties, comments, content controls, cells, and the plan that goes along."""
    options = pipeline.BuildOptions(pipeline.DOCUMENTS, (format,), DAY, danish, standard_look)
    built = pipeline.build(from_text(dump(secret)), questionnaire, options, secret)

    assert [] == [
        output.name for output in built if any(MARK in text for text in unpacked(Path(output.name).suffix, output.data))
    ]


def test_figures_are_the_same_without_the_words(secret: Data, questionnaire: Questionnaire, danish: Language) -> None:
    """Numbers are kept, and so is that an account, a use and somebody who decided it are given."""
    plan = from_text(dump(secret))

    whole, shown = compute(plan), compute(leaving(Answers(plan, questionnaire, danish)))

    assert (whole.rows, whole.npv, whole.uncertainty.expected_npv) == (
        shown.rows,
        shown.npv,
        shown.uncertainty.expected_npv,
    )
    assert whole.funding.frame == shown.funding.frame


def test_what_goes_along_is_what_was_shown(secret: Data, questionnaire: Questionnaire, danish: Language) -> None:
    """The plan in a PDF is the plan that its pages were made from."""
    answers = Answers(from_text(dump(secret)), questionnaire, danish)

    assert leaving(answers) == from_text(published(secret, answers))


@pytest.mark.slow
def test_no_version_archive_journal_or_bag_holds_an_internal_word(
    secret: Data, questionnaire: Questionnaire, standard_look: Look, tmp_path: Path, danish: Language
) -> None:
    """Not even what was public in the journal, and a comment by hand: only the plan itself and its words do."""
    author, folder = Author("Mette", "", datetime(2026, 11, 23, 12, 0)), tmp_path / "plan"
    files.write_atomically(folder / "plan.yaml", example.text(danish).encode())
    open_plan(folder).with_changes({("solution", "description"): f"{MARK} først"}, author)
    (folder / "plan.yaml").write_text(f"{dump(secret)}# {MARK}\n", encoding="utf-8")
    text = text_to_seal(open_plan(folder), questionnaire)
    sealed = seal(folder, *sealed_contents(text, questionnaire, standard_look, Sealing(1, author, DAY), {}))
    minutes = Minutes("", "referat.txt", MARK.encode())
    for body in sealed.manifest.bodies:
        decided = Decided(body, DAY, "approved", f"{MARK} 1", f"{MARK} Godkendt", (f"{MARK} vilkår",), minutes=minutes)
        sealed = note(open_plan(folder), sealed, decided, author).version
    archive = initialise(tmp_path / "arkiv")
    id = archive_version(archive, sealed, author, Retention(), None, b"").id
    export(archive, id, tmp_path / "bag", Guide("", {}), DAY)

    left = [path for place in ("plan/versions", "arkiv", "bag") for path in (tmp_path / place).rglob("*")]
    texts = {path: unpacked(path.suffix, path.read_bytes()) for path in [*left, folder / JOURNAL] if path.is_file()}
    assert [] == [path.relative_to(tmp_path) for path, parts in texts.items() if any(MARK in part for part in parts)]
    assert {"plan.yaml", WORDS} == {
        path.name for path in folder.iterdir() if path.is_file() and MARK in path.read_text()
    }


@pytest.mark.slow
def test_what_is_typed_for_a_version_stays_too_if_it_is_internal(tmp_path: Path, danish: Language) -> None:
    """A note and a decision of a plan that is public otherwise: in its own folder alone, and apart from the journal."""
    now, folder, by = datetime(2026, 11, 23, 12, 0), tmp_path / "plan", "Mette"
    files.write_atomically(folder / "plan.yaml", example.text(danish).encode())
    sealed = approve(folder, danish, DAY, now, by, note=f"{MARK} note", internal=True)
    (tmp_path / "referat.txt").write_text(MARK, encoding="utf-8")
    said = {
        "text": f"{MARK} ord",
        "conditions": (f"{MARK} vilkår",),
        "minutes": tmp_path / "referat.txt",
        "internal": True,
        "responsible": "P1",
        "deadline": DAY,
    }
    for body in sealed.manifest.bodies:
        decide(folder, Decision(body, DAY, "approved", item=f"{MARK} 1", **said), now, by)
    archive = initialise(tmp_path / "arkiv")
    id = archive_version(archive, open_version(sealed.folder), Author(by, "", now), Retention(), None, b"").id
    export(archive, id, tmp_path / "bag", Guide("", {}), DAY)
    again = approve(folder, danish, DAY, now, by)

    left = [path for place in ("plan/versions", "arkiv", "bag") for path in (tmp_path / place).rglob("*")]
    texts = {path: unpacked(path.suffix, path.read_bytes()) for path in [*left, folder / JOURNAL] if path.is_file()}
    assert [] == [path.relative_to(tmp_path) for path, parts in texts.items() if any(MARK in part for part in parts)]
    assert all(any(f"{MARK} {word}" in text for text in kept_in(folder)) for word in ("note", "ord", "vilkår", "1"))
    assert ("(internt)", 2) == (sealed.manifest.note, again.manifest.version)


def kept_in(folder: Path) -> set[str]:
    """The words that stand apart from the journal."""
    return {str(line["value"]) for line in lines_of(folder / WORDS)}
