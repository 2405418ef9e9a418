"""One question asked through an `Asker`: the right prompt for its kind, and the answer ready for the file.

In: a field and a face. Out: data for the file (None takes an answer away), or a wish. What is passed, or answered as
before, is the wish to skip: nothing is saved that was not chosen or typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from planbuilder.errors import Problem
from planbuilder.interview.asking import Asker, Menu, Option, Prompt, Wish
from planbuilder.interview.drafts import Drafts
from planbuilder.interview.fields import NOTHING, ONE_STEP, Field
from planbuilder.interview.session import Session
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.conditions import refers_to, spoken
from planbuilder.questionnaire.context import InvalidAnswer
from planbuilder.questionnaire.definition import Question
from planbuilder.record import record
from planbuilder.yamltext.nodes import Data, as_text

OTHER = "+"


@record
class Given:
    """An answer for the file; `keep` keeps what was typed for it until it is saved."""

    value: Data
    keep: Callable[[], None] = lambda: None


class Questions:
    """Asks single questions of a session."""

    def __init__(self, session: Session, asker: Asker) -> None:
        self.session, self.asker = session, asker
        self.drafts = Drafts()
        self.text = session.language.text

    def ask(self, field: Field) -> Data | Wish:
        """The answer for the file, or a wish; help is given here and the question asked again.

        What was typed stays as a draft until the answer is `saved`: it may not be meant, and the plan may refuse it.
        """
        while True:
            answer = ASKERS[kinds.of(field.question).asked](self, field)
            if isinstance(answer, Given) and self._is_meant(field, answer):
                return answer.value
            if isinstance(answer, Wish) and answer is not Wish.HELP:
                return answer
            if answer is Wish.HELP:
                self.help(*field.helps, shown=self._words(field.question.hint))

    def saved(self, field: Field) -> None:
        """Forget what was typed: it has become an answer."""
        self.drafts.drop(field.key)

    def help(self, *questions: Question, shown: str = "") -> None:
        """Show when a question is asked, its hint, guidance and an example; of a column, its table's too.

        A hint that is `shown` with the question is not shown twice.
        """
        own = self.text("interview.hint", text=shown) if shown else ""
        said = dict.fromkeys(line for question in questions for line in self._help(question))
        for line in said or [self.text("interview.no_help")]:
            if line != own:
                self.asker.say(line, "quiet")

    def _help(self, question: Question) -> Iterable[str]:
        by_id = self.session.questionnaire.by_id
        if question.when is not None and all(test.question in by_id for test in refers_to(question.when)):
            condition = spoken(question.when, self.session.language, self.session.questionnaire)
            yield self.text("interview.asked_when", condition=condition)
        told = {"hint": question.hint, "guidance": question.guidance, "help": question.help}
        for key, words in told.items():
            if self._words(words):
                yield self.text(f"interview.{key}", text=self._words(words))

    def is_sure(self, title: str, yes: str, no: str) -> bool:
        """Whether the user says yes to something that must not happen by passing."""
        options = [Option("no", no), Option("yes", yes)]
        return self.asker.choose(Menu(title, options, default="no")) == "yes"

    def _is_meant(self, field: Field, given: Given) -> bool:
        """Whether an answer is right: where it makes the plan odd, the user says so; what was typed is kept."""
        given.keep()
        found = field.doubts(given.value)
        for one in found:
            self.asker.say(self.told(one), "bad")
        sure, yes, no = (self.text(f"interview.{key}") for key in ("is_it_right", "it_is_right", "mend"))
        return not found or self.is_sure(sure, yes, no)

    def told(self, found: Problem) -> str:
        """What is odd or wrong, and the way out."""
        return f"{self.session.language.problem(found)} {self.session.language.way_out(found)}"

    def _words(self, texts: Mapping[str, str]) -> str:
        return self.session.language.pick(texts)

    def _hint(self, field: Field) -> str:
        """The hint, and what holds as long as nobody answers."""
        usual = "" if field.given or kinds.of(field.question).asked != "line" else self._usual(field)
        return " ".join(part for part in (self._words(field.question.hint), usual) if part)

    def _usual(self, field: Field) -> str:
        shown = kinds.show(field.question, field.now, self.session.answers.context) if field.now not in NOTHING else ""
        return self.text("interview.usual", value=shown) if shown else ""

    def _line(self, field: Field) -> Given | Wish:
        """A typed answer; what was read is shown, so that a slip is seen at once."""
        question, unit = field.question, self._words(field.question.unit)
        prompt = Prompt(
            title=f"{field.title} ({unit})" if unit else field.title,
            hint=self._hint(field),
            default=self._shown(question, field.now) if field.given else "",
            many_lines=kinds.of(question).many_lines,
            check=lambda line: self._refusal(question, line),
            wishes=field.wishes,
        )
        line = self.asker.line(self.drafts.typing(field.key, prompt))
        if isinstance(line, Wish):
            return line
        if not line.strip() or line == prompt.default:
            return self._passed(field, bool(line.strip()))
        value = kinds.type_in(question, line, self.session.answers.context)
        if self._tell_reading(field, value) == field.now and field.given:
            return self._passed(field, True)
        return Given(value, lambda: self.drafts.keep_text(field.key, prompt, line))

    def _passed(self, field: Field, again: bool) -> Wish:
        """The wish to go on; an answer given again takes a draft's place, an empty line does not."""
        if again:
            self.drafts.drop(field.key)
        return Wish.SKIP

    def _tell_reading(self, field: Field, value: Data) -> Any:
        """The typed value of an answer; a number or a date is told as it was read."""
        context = self.session.answers.context
        typed = kinds.read(field.question, as_text(value), context)
        if kinds.of(field.question).words != "all":
            shown = kinds.read_back(field.question, value, context)
            self.asker.say(self.text("interview.read_as", value=shown), "quiet")
            if field.beside(typed):
                self.asker.say(field.beside(typed), "quiet")
        return typed

    def _shown(self, question: Question, now: Any) -> str:
        """The present answer as it would be typed."""
        if now in NOTHING:
            return ""
        if kinds.of(question).is_number:
            return "; ".join(self.session.language.exact(n) for n in (now if question.many else (now,)))
        return kinds.show(question, now, self.session.answers.context)

    def _refusal(self, question: Question, line: str) -> str | None:
        """Why a line cannot be taken, None if it can; an empty line is no answer and is always taken."""
        if not line.strip():
            return None
        try:
            kinds.type_in(question, line, self.session.answers.context)
        except InvalidAnswer as error:
            values = {"path": question.id, **error.values}
            parts = (self.text(f"problems.{error.code}.{part}", **values) for part in ("text", "way_out"))
            return " ".join(parts)
        return None

    def _choice(self, field: Field) -> Given | Wish:
        """One or several of the options that a question offers."""
        options = self.options(field)
        if not options:
            self.asker.say(self.text("interview.nothing_to_choose"), "quiet")
            return Wish.SKIP
        answer = self._pick(field, options)
        if not isinstance(answer, tuple):
            return answer
        if field.question.many:
            return Given(list[Data](answer) or None)
        return Given(kinds.chosen(field.question, answer[0]) if answer else None)

    def _pick(self, field: Field, options: list[Option]) -> tuple[str, ...] | Wish:
        """The values that are pointed at, none if the answer is to be taken away; SKIP for the answer there is."""
        return (self._pick_many if field.question.many else self._pick_one)(field, options)

    def _pick_one(self, field: Field, options: list[Option]) -> tuple[str, ...] | Wish:
        now, blank = _plain(field.now) if field.given else "", self._blank(field)
        hint = self._words(field.question.hint)
        menu = Menu(field.title, options, hint, default=now, blank=blank, wishes=field.wishes)
        one = self.asker.choose(self.drafts.pointing(field.key, menu))
        if one is not Wish.HELP:  # help leaves the pointer where it is; to point is not yet to answer
            self.drafts.drop(field.key)
        if isinstance(one, Wish) or one == now:
            return one if isinstance(one, Wish) else Wish.SKIP
        return (one,) if one else ()

    def _blank(self, field: Field) -> str:
        """What the line for no answer is called: it says what holds then."""
        shown = "" if field.given else kinds.show(field.question, field.now, self.session.answers.context)
        key = "interview.blank_usual" if shown else "interview.blank"
        return self.text(key, value=shown)

    def _pick_many(self, field: Field, options: list[Option]) -> tuple[str, ...] | Wish:
        """Several values; people keep the order in which they were ticked."""
        now, hint = tuple(map(str, field.now or ())), self._words(field.question.hint)
        ordered = kinds.of(field.question).asked == "person"
        menu = Menu(field.title, options, hint, many=True, chosen=now, ordered=ordered, wishes=field.wishes)
        several = self.asker.choose_many(self.drafts.ticking(field.key, menu))
        if isinstance(several, Wish):
            return several
        if several == now if ordered else set(several) == set(now):
            return self._passed(field, True)
        return several

    def has_options(self, field: Field) -> bool:
        """Whether a field can be answered now: a reference needs something to refer to."""
        return not kinds.of(field.question).refers or bool(self.options(field))

    def options(self, field: Field) -> list[Option]:
        """What a field offers, and what it holds: a value that is no longer offered is not lost by passing."""
        words = {one.value: one.words for one in self.session.questionnaire.choices.get(field.question.choices, ())}
        offered = [
            Option(value, self._label(field, value, label), words=(label, *words.get(value, ())))
            for value, label in self._offered(field)
        ]
        known = {option.value for option in offered}
        held = (field.now if field.question.many else (field.now,)) if field.given and field.now else ()
        lost = [str(value) for value in held if _plain(value) not in known]
        return [*(Option(value, self.text("interview.not_offered", value=value)) for value in lost), *offered]

    def _offered(self, field: Field) -> list[tuple[str, str]]:
        pairs = kinds.options(field.question, self.session.answers.context)
        return [(value, label) for value, label in pairs if value not in field.left_out]

    def _label(self, field: Field, value: str, label: str) -> str:
        """What an option is called: a record by its id too, a choice with what it means."""
        if kinds.of(field.question).by_id:
            return f"{value} {label}"
        choices = self.session.questionnaire.choices.get(field.question.choices, ())
        means = next((self._words(choice.means) for choice in choices if choice.value == value), "")
        return f"{label} – {means}" if means else label

    def _person(self, field: Field) -> Given | Wish:
        """People the plan knows, or a new one."""
        other = Option(OTHER, self.text("interview.other_person"))
        answer = self._pick(field, [*self.options(field), other])
        if not isinstance(answer, tuple):
            return answer
        ids: list[Data] = list(answer)
        if OTHER in ids:
            added = self._new_person(field)
            if isinstance(added, Wish):
                return added
            ids[ids.index(OTHER)] = added
        if field.question.many:
            return Given(ids or None)
        return Given(ids[0] if ids else None)

    def _new_person(self, field: Field) -> str | Wish:
        """The id of a person who is named now; BACK or SKIP if nobody is."""
        key = (*field.key, OTHER)
        wishes = ONE_STEP | {Wish.HELP}
        prompt = Prompt(self.text("interview.new_person"), check=self._name_refusal, wishes=wishes)
        while (line := self.asker.line(self.drafts.typing(key, prompt))) is Wish.HELP:
            self.asker.say(self.text("interview.new_person_help"), "quiet")
        if isinstance(line, Wish):
            return line
        added = self.session.add_person(line) if line.strip(" ,") else Wish.SKIP
        self.drafts.drop(key)
        return added

    def _name_refusal(self, line: str) -> str | None:
        """Why a line names no person: what stands before the first comma is the name."""
        named = not line.strip(" ,") or line.partition(",")[0].strip()
        return None if named else self.text("interview.name_first")


def _plain(value: Any) -> str:
    """A value as an option stands for it."""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value or "")


Ask = Callable[[Questions, Field], Given | Wish]
ASKERS: Mapping[str, Ask] = {"line": Questions._line, "option": Questions._choice, "person": Questions._person}
