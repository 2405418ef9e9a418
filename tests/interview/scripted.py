"""A face of the interview that follows a script, and the plans it talks about."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from planbuilder import language
from planbuilder.interview.asking import Entered, Form, FormField, Menu, Option, Prompt, Wish
from planbuilder.interview.dialogue import Dialogue
from planbuilder.interview.session import Session
from planbuilder.interview.sheet import Sheet
from planbuilder.plan.store import PLAN, Author, create, open_plan
from planbuilder.questionnaire.definition import Question, Questionnaire
from planbuilder.record import replace
from planbuilder.yamltext.nodes import Data, get
from planbuilder.yamltext.reading import read_file

KIM = Author("Kim Østergaard", "Fagchef", datetime(2026, 11, 23, 10, 30))
FACTS: Mapping[str, Data] = {
    "title": "Fritidspas",
    "language": "da",
    "organisation": {"name": "Nordlund Kommune"},
    "price_base": 2026,
    "first_year": 2027,
    "horizon": 5,
}
Asked = Prompt | Menu
PASS = "\r"  # Enter, without having done anything
form_wishes = frozenset({Wish.NEXT, Wish.FURTHER, Wish.DONE})
NOBODY = "(ikke besvaret)"


@dataclass(frozen=True)
class Left:
    """A wish, with what stood in the field."""

    wish: Wish
    standing: str | tuple[str, ...]


Answer = Left | str | tuple[str, ...] | Wish | type[BaseException] | Callable[[Asked], object]


WHOLE_NUMBERS = ("horizon", "every", "delay", "try_delay", "effective_hours", "seed")


class ScriptEnded(Exception):
    """The script holds no answer to what is asked."""


class Scripted:
    """Answers in order, or by a question's title; records what was shown.

    An answer is a typed line, the value or label of an option, a tuple of them, a wish, a `Left` (a wish with what
    stood in the field), an exception to raise, or a function of what is asked that gives one of these. PASS is Enter
    without doing anything. A line that the prompt refuses is followed by the next answer, as in a real face. Where no
    answer is left, `otherwise` gives one; without it ScriptEnded is raised.
    """

    def __init__(
        self,
        *answers: Answer,
        by_title: Mapping[str, Answer] | None = None,
        otherwise: Callable[[Asked], Answer] | None = None,
    ) -> None:
        self.left = deque(answers)
        self.by_title = by_title or {}
        self.otherwise = otherwise
        self.asked: list[Asked] = []
        self.forms: list[Form] = []
        self.is_in_form = False
        self.said: list[tuple[str, str]] = []
        self.refused: list[str] = []
        self.answers: list[str | tuple[str, ...] | Wish] = []

    def say(self, text: str, tone: str = "") -> None:
        self.said.append((text, tone))

    def line(self, prompt: Prompt) -> str | Wish:
        while True:
            answer = self._answer(prompt)
            if isinstance(answer, Wish):
                return answer
            answer = prompt.draft or prompt.default if answer is PASS else answer
            assert isinstance(answer, str), f"{answer!r} is no line for “{prompt.title}”"
            refusal = prompt.check(answer)
            if refusal is None:
                return answer
            self.refused.append(refusal)

    def choose(self, menu: Menu) -> str | Wish:
        answer = self._answer(menu)
        if answer is PASS:
            return menu.default if menu.blank or menu.default else menu.options[0].value
        return answer if isinstance(answer, Wish) else value_of(menu, answer)

    def choose_many(self, menu: Menu) -> tuple[str, ...] | Wish:
        answer = self._answer(menu)
        if isinstance(answer, Wish):
            return answer
        given = menu.chosen if answer is PASS else (answer,) if isinstance(answer, str) else answer
        chosen = [value_of(menu, one) for one in given]
        return tuple(chosen if menu.ordered else [o.value for o in menu.options if o.value in chosen])

    def form(self, form: Form) -> Entered:
        """Go through a form field by field, as somebody who presses Enter after each does."""
        self.forms.append(form)
        self.is_in_form = True
        try:
            return self._walked(form)
        finally:
            self.is_in_form = False

    def _walked(self, form: Form) -> Entered:
        sheet = Sheet(form, language.load("da"))
        at = next((n for n, one in enumerate(sheet.shown) if one.key == form.at), 0)
        is_new = not any(one.held for one in form.fields)
        while at < len(fields := sheet.shown):
            field = fields[at]
            try:
                wish = self._enter(sheet, field)
            except (KeyboardInterrupt, EOFError, ScriptEnded):
                sheet.keep()
                raise
            if wish in (Wish.HOME, Wish.NEXT, Wish.DONE) or (wish is Wish.BACK and at == 0):
                return sheet.leave(wish)
            if wish in (Wish.UNKNOWN, Wish.NOT_RELEVANT):
                return sheet.leave(wish, field.key)
            if (
                is_new
                and at == 0
                and Wish.NEXT in form.wishes
                and not form.changed(sheet.entries)
                and wish is not Wish.HELP
            ):
                return sheet.leave(Wish.DONE)  # an empty form is passed
            sheet.further = sheet.further or wish is Wish.FURTHER
            at += {Wish.BACK: -1, Wish.HELP: 0, Wish.FURTHER: 0}.get(wish, 1)
        return sheet.leave(Wish.DONE)

    def _enter(self, sheet: Sheet, field: FormField) -> Wish | None:
        """Answer one field of a form; the wish that was made instead, if any."""
        begin = sheet.entries[field.key]
        if isinstance(field.ask, Prompt):
            ask = replace(field.ask, default=str(begin), draft=field.ask.draft, wishes=field.ask.wishes | form_wishes)
            answer = self.line(ask)
            entry = (answer or begin) if isinstance(answer, str) else answer
        elif field.ask.many:
            entry = answer = self.choose_many(replace(field.ask, chosen=begin, wishes=field.ask.wishes | form_wishes))
        else:
            menu = replace(field.ask, wishes=field.ask.wishes | form_wishes)
            answer = self.choose(menu)
            entry = answer if isinstance(answer, Wish) else (answer,) if answer else ()
        if answer is Wish.HELP:
            self.said += [(line, "quiet") for line in field.helps()]
        if answer is Wish.CLEAR:
            sheet.entries[field.key] = "" if isinstance(field.ask, Prompt) else ()
        if not isinstance(entry, Wish):
            sheet.entries[field.key] = entry
            if told := field.told(entry):
                self.said.append((told, "quiet"))
        return answer if isinstance(answer, Wish) else None

    def _answer(self, asked: Asked) -> str | tuple[str, ...] | Wish:
        self.asked.append(asked)
        answer = self._next(asked)
        while callable(answer) and not isinstance(answer, type):
            answer = answer(asked)
        if isinstance(answer, BaseException) or (isinstance(answer, type) and issubclass(answer, BaseException)):
            raise answer
        if isinstance(answer, Left):
            asked.keep(answer.standing)
            answer = answer.wish
        assert not isinstance(answer, Wish) or answer in asked.wishes, f"{answer} is not offered at “{asked.title}”"
        self.answers.append(answer)
        return answer

    def _next(self, asked: Asked) -> object:
        if asked.title in self.by_title:
            return self.by_title[asked.title]
        if self.left:
            return self.left.popleft()
        if self.otherwise:
            return self.otherwise(asked)
        raise ScriptEnded(f"“{asked.title}” of {[one.title for one in self.asked]}")

    @property
    def titles(self) -> list[str]:
        """What was asked, in order."""
        return [asked.title for asked in self.asked]

    @property
    def messages(self) -> list[str]:
        """What was said, in order."""
        return [text for text, _ in self.said]

    def shown(self) -> Iterator[str]:
        """Every text that a person would have seen."""
        yield from self.messages
        yield from self.refused
        for asked in self.asked:
            yield from (asked.title, asked.hint)
            yield from [asked.default] if isinstance(asked, Prompt) else [one.label for one in asked.options]


def value_of(menu: Menu, answer: object) -> str:
    """The value of the option that has this value or label."""
    options = [*([Option("", menu.blank)] if menu.blank else []), *menu.options]
    values = [one.value for one in options]
    labels = {one.label: one.value for one in options}
    assert answer in values or answer in labels, f"{answer!r} is not offered at “{menu.title}”: {labels}"
    return str(answer if answer in values else labels[str(answer)])


def new_session(folder: Path, questionnaire: Questionnaire, code: str = "da", **facts: Data) -> Session:
    """A session on a new plan in a folder, answered by Kim."""
    create(folder, {**FACTS, **facts}, KIM)
    return reopened(folder, questionnaire, code)


def reopened(folder: Path, questionnaire: Questionnaire, code: str = "da", author: Author = KIM) -> Session:
    """A session on the plan that a folder holds."""
    return Session(open_plan(folder), questionnaire, language.load(code), lambda: author)


def on_disk(folder: Path, *path: str) -> Data:
    """What the plan file holds at a path of keys."""
    return get(read_file(folder / PLAN).data(), path)


def talk(session: Session, *answers: Answer, part: str = "") -> Scripted:
    """An interview by script that must need exactly these answers."""
    asker = Scripted(*answers)
    Dialogue(session, asker).run(part)
    assert not asker.left, f"not asked for: {list(asker.left)}"
    return asker


def ask(session: Session, id: str, *answers: Answer) -> Scripted:
    """One question by script, which must need exactly these answers."""
    asker = Scripted(*answers)
    Dialogue(session, asker).question(id)
    assert not asker.left, f"not asked for: {list(asker.left)}"
    return asker


def _number(question: Question) -> str:
    """One with decimals where they may be, and never less than is asked for."""
    if question.least and question.least > 4:
        return str(question.least)
    return "4" if question.id in WHOLE_NUMBERS else "2,5"


class Respondent:
    """Answers whatever is asked, always with something new; knows the questionnaire by its titles.

    Works through every part, then reviews and stops. Of each table it opens `most` rows, fields or ready rows at most,
    one new row among them. `typed` holds the lines it has typed.
    """

    def __init__(self, session: Session, most: int = 99) -> None:
        self.session, self.most = session, most
        self.text = session.language.text
        self.parts = deque([part.id for part in session.questionnaire.parts] + ["?review", "?stop"])
        self.table = ""
        self.opened: dict[str, set[str]] = {}
        self.count = 0
        self.typed: list[str] = []

    def __call__(self, asked: Asked) -> Answer:
        pick = self.session.language.pick
        labels = {pick(question.label): id for id, question in self.session.questionnaire.questions()}
        if asked.title == self.text("interview.home", title=self.session.opened.plan.title):
            return self.parts.popleft()
        if asked.title == self.text("interview.review"):
            return "?stop"
        if asked.title == self.text("interview.is_it_right"):
            return "yes"
        if asked.title == self.text("interview.new_person"):
            return self._new("Åse {} Sørensen, leder, borgerservice")
        id = labels.get(asked.title.split(" (")[0] if asked.title not in labels else asked.title)
        if id and self.session.question(id).is_table:
            self.table = id
            return self._row(asked)
        return self._fit(self.session.question(id) if id else self._column(asked.title), asked)

    def _column(self, title: str) -> Question:
        pick, columns = self.session.language.pick, self.session.question(self.table).columns
        name = title.rpartition(" · ")[2]
        return next(one for one in columns if name.startswith(pick(one.label)) and pick(one.label))

    def _row(self, asked: Asked) -> Answer:
        """Open each ready row, each field and one new row, then leave the table."""
        assert isinstance(asked, Menu)
        matrix = self.session.question(self.table).kind == "matrix"
        opened = self.opened.setdefault(self.table, set())
        for option in asked.options:
            new = matrix or option.value.startswith("?ready") or option.value == "?add"
            if new and option.value not in {*opened, "?done"} and len(opened) < self.most:
                opened.add(option.value)
                return option.value
        return "?done"

    def _fit(self, question: Question, asked: Asked) -> Answer:
        is_known = isinstance(asked, Prompt) and asked.default and " · " in asked.title
        if is_known and self.session.question(self.table).kind == "matrix":
            return PASS  # the start meeting has said it
        if isinstance(asked, Menu):
            values = [option.value for option in asked.options]
            return tuple(values[:2]) if asked.many else values[0]
        if asked.default in self.typed:  # what an earlier part has said stays
            return PASS
        plain = {
            "money": "1.234.567,50", "percent": "25; 75" if question.many else "25", "year": "2028", "date": "1.3.2027",
            "deadline": "1.3.2027",
            "number": _number(question),
            "by_year": "2028: 5; 2029: 6,5", "by_name": "Nord: 0,8",
        }  # fmt: skip
        if question.kind in plain:
            return plain[question.kind]
        return self._new("Ærlig tekst {}") if question.kind == "text" else self._new("Første linje {}\nAnden linje")

    def _new(self, form: str) -> str:
        self.count += 1
        self.typed.append(form.format(self.count))
        return self.typed[-1]


def leaves(data: Data) -> Iterator[str]:
    """Every text in some data."""
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        for inner in data:
            yield from leaves(inner)
    elif data is not None:
        yield str(data)
