"""What each language lacks, of everything that is written in every language.

In: the bundled folders. Out: for each language file, how many texts are missing and where the first would be. The
first language is what the others are held against: it has every key, and every text of questionnaire, outlines, rates
and example begins with it. The answer is kept until one of these files changes, so that a start does not read them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from planbuilder import resources
from planbuilder.errors import InputInvalid, Place
from planbuilder.record import record
from planbuilder.resources import compiled

if TYPE_CHECKING:  # the nodes load nothing that a start with kept data needs
    from planbuilder.yamltext.nodes import Data, Source

DEFAULT = "da"
# click is written in English: that language alone needs no file of click's own words.
OF_CLICK, CLICK = "click.", "en"
SIDE_BY_SIDE = ("questionnaires", "templates", "rates", "demo")
PATTERNS = "language.patterns"
MANIFEST = "questionnaire.yaml"
Lacks = Mapping[str, "Lack"]


@record
class Lack:
    """How many texts a language is without, and the place of the first."""

    count: int
    first: Place


def is_texts(data: Data) -> bool:
    """Whether a mapping is one text in several languages, side by side; every such text has the first language."""
    return isinstance(data, dict) and DEFAULT in data


def codes() -> list[str]:
    """The codes of all language files, whole or not."""
    return sorted(path.stem for path in _files("languages"))


def lacks() -> Lacks:
    """What each language lacks that is not whole."""
    beside = tuple(path for name in SIDE_BY_SIDE for path in _files(name))
    return _lacks(_files("languages"), beside)


@cache
def _lacks(languages: tuple[Path, ...], beside: tuple[Path, ...]) -> Lacks:
    """What lacks; found out once in a process, for where nothing can be kept all files are read."""

    def parse() -> Data:
        from planbuilder.yamltext.reading import read_file  # the YAML parser: a start with kept data does without

        sources = [read_file(path) for path in beside]
        return {path.stem: _kept(_lacking(path, sources)) for path in languages}

    found = compiled("whole", [*languages, *beside], parse)
    kept = found.items() if isinstance(found, dict) else ()
    return {code: _lack(places) for code, places in kept if isinstance(places, list) and places}


def flat(data: Data, prefix: str = "") -> dict[str, str]:
    """The texts of a language file by dotted key."""
    if not isinstance(data, dict):
        return {prefix: str(data or "")}
    inner = (flat(value, f"{prefix}.{key}" if prefix else key) for key, value in data.items())
    return {key: text for part in inner for key, text in part.items()}


def _files(name: str) -> tuple[Path, ...]:
    return _listed(resources.folder(name))


@cache
def _listed(folder: Path) -> tuple[Path, ...]:
    """The files of a folder; listed once in a process, since what comes with the program does not change under it."""
    return tuple(sorted(folder.rglob("*.yaml")))


def _kept(places: list[Place]) -> Data:
    if not places:
        return []
    first = places[0]
    return [str(len(places)), first.file, str(first.line), str(first.column), first.path]


def _lack(kept: list[Data]) -> Lack:
    count, file, line, column, path = (str(one) for one in kept)
    return Lack(int(count), Place(file, int(line), int(column), path))


def _lacking(path: Path, beside: list[Source]) -> list[Place]:
    """Where a language lacks something. If its file cannot be read, that is where its fault is."""
    from planbuilder import hyphenation
    from planbuilder.yamltext.reading import read_file

    code = path.stem
    if code == DEFAULT:
        return []
    try:
        own = read_file(path)
    except InputInvalid as error:
        return [found.place for found in error.problems]
    calendar = [] if _has_calendar(code) else [own.place("")]
    patterns = [] if hyphenation.is_known(flat(own.data()).get(PATTERNS, "")) else [own.place(PATTERNS)]
    in_files = (place for source in beside for place in _in_file(source, code))
    return [*calendar, *patterns, *_program_words(own, read_file(path.with_stem(DEFAULT)), code), *in_files]


def _has_calendar(code: str) -> bool:
    """Whether a language's months and days have names."""
    found = find_spec("babel")  # looked for, not loaded: where nothing can be kept, every start asks
    return found is not None and (Path(found.origin or "").parent / "locale-data" / f"{code}.dat").is_file()


def _program_words(source: Source, first: Source, code: str) -> Iterator[Place]:
    """Keys that lack a text, or whose text is filled in otherwise than the first language's."""
    own = flat(source.data())
    for key, text in flat(first.data()).items():
        is_native = code == CLICK and key.startswith(OF_CLICK)
        # A text with other fields would end in a KeyError where it is shown, or leave a number out.
        if not is_native and (not own.get(key) or _fields(own[key]) != _fields(text)):
            yield source.place(key)


def _fields(text: str) -> set[str] | None:
    """The names in braces of a text, None where the braces are wrong."""
    from string import Formatter  # makes a pattern, for what is kept after the first start

    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def _in_file(source: Source, code: str) -> Iterator[Place]:
    """Texts of a file with languages side by side that lack this one; a questionnaire also names its languages."""
    data = source.data()
    if Path(source.file).name == MANIFEST and isinstance(data, dict):
        named = data.get("languages")
        if not (isinstance(named, list) and code in named):
            yield source.place("languages")
    for keys, texts in _texts(data, ()):
        # What is empty in the first language is left empty on purpose.
        if texts[DEFAULT] and not texts.get(code):
            yield source.place(".".join(keys))


def _texts(data: Data, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict[str, Data]]]:
    """Every text that is given in several languages, with the keys that lead to it."""
    if isinstance(data, dict) and is_texts(data):
        yield keys, data
    elif isinstance(data, dict | list):
        inner = data.items() if isinstance(data, dict) else enumerate(data)
        for key, value in inner:
            yield from _texts(value, (*keys, str(key)))
