"""One question asked through an `Asker`: the right prompt for its kind, and the answer ready for the file.

In: a question (or a table's column), what it is answered with now, and a face. Out: data for the file, or a wish.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from planbuilder.interview.asking import Asker, Menu, Option, Prompt, Wish
from planbuilder.interview.session import Session
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.conditions import refers_to, spoken
from planbuilder.questionnaire.context import InvalidAnswer
from planbuilder.questionnaire.definition import Question
from planbuilder.yamltext.nodes import Data

OTHER = "+"
ONE_STEP = frozenset({Wish.BACK})
SINGLE = frozenset({Wish.BACK, Wish.SKIP, Wish.HELP, Wish.HOME, Wish.CLEAR})
WHOLE = SINGLE | {Wish.UNKNOWN, Wish.NOT_RELEVANT}


class Questions:
    """Asks single questions of a session."""

    def __init__(self, session: Session, asker: Asker) -> None:
        self.session, self.asker = session, asker

    def ask(self, question: Question, now: Any, wishes: frozenset[Wish], title: str = "") -> Data | Wish:
        """The answer for the file, or a wish; help is given here and the question asked again."""
        while True:
            answer = ASKERS[question.kind](self, question, now, wishes, title or self._words(question.label))
            if answer is not Wish.HELP:
                return answer
            self.help(question)

    def help(self, question: Question) -> None:
        """Show the hint and the interviewer's guidance."""
        text = self.session.language.text
        if question.when is not None and all(
            t.question in self.session.questionnaire.by_id for t in refers_to(question.when)
        ):
            said = spoken(question.when, self.session.language, self.session.questionnaire)
            self.asker.say(text("interview.asked_when", condition=said), "quiet")
        for key, words in (("hint", question.hint), ("guidance", question.guidance)):
            if self._words(words):
                self.asker.say(text(f"interview.{key}", text=self._words(words)), "quiet")
        if not question.hint and not question.guidance:
            self.asker.say(text("interview.no_help"), "quiet")

    def _words(self, texts: Mapping[str, str]) -> str:
        return self.session.language.pick(texts)

    def _line(self, question: Question, now: Any, wishes: frozenset[Wish], title: str) -> Data | Wish:
        """A typed answer; what was read is shown, so that a slip is seen at once."""
        context = self.session.answers.context
        unit = self._words(question.unit)
        prompt = Prompt(
            title=f"{title} ({unit})" if unit else title,
            hint=self._words(question.hint),
            default=self._shown(question, now),
            many_lines=question.kind == "longtext",
            check=lambda line: self._refusal(question, line),
            wishes=wishes,
        )
        line = self.asker.line(prompt)
        if isinstance(line, Wish) or not line.strip():
            return line if isinstance(line, Wish) else Wish.SKIP
        value = kinds.type_in(question, line, context)
        if question.kind not in ("text", "longtext"):
            shown = kinds.read_back(question, value, context)
            self.asker.say(self.session.language.text("interview.read_as", value=shown), "quiet")
        return value

    def _shown(self, question: Question, now: Any) -> str:
        """The present answer as it would be typed."""
        if now in (None, (), {}):
            return ""
        if question.kind in ("number", "money", "percent"):
            return "; ".join(self.session.language.exact(n) for n in (now if question.many else (now,)))
        return kinds.show(question, now, self.session.answers.context)

    def _refusal(self, question: Question, line: str) -> str | None:
        """Why a line cannot be taken, None if it can; an empty line is no answer and is always taken."""
        if not line.strip():
            return None
        try:
            kinds.type_in(question, line, self.session.answers.context)
        except InvalidAnswer as error:
            text = self.session.language.text
            values = {"path": question.id, **error.values}
            return f"{text(f'problems.{error.code}.text', **values)} {text(f'problems.{error.code}.way_out', **values)}"
        return None

    def _choice(self, question: Question, now: Any, wishes: frozenset[Wish], title: str) -> Data | Wish:
        """One or several of the options that a question offers."""
        options = [Option(value, label) for value, label in self._options(question)]
        if not options:
            self.asker.say(self.session.language.text("interview.nothing_to_choose"), "quiet")
            return Wish.SKIP
        answer = self._pick(question, now, wishes, title, options)
        if isinstance(answer, Wish):
            return answer
        if question.many:
            return list[Data](answer) or None
        return kinds.chosen(question, answer[0])

    def _pick(
        self, question: Question, now: Any, wishes: frozenset[Wish], title: str, options: list[Option]
    ) -> tuple[str, ...] | Wish:
        """The values that are pointed at; of several, those of now stand first and in their order."""
        hint = self._words(question.hint)
        if not question.many:
            default = {True: "true", False: "false"}[now] if isinstance(now, bool) else now or ""
            one = self.asker.choose(Menu(title, options, hint, default=default, wishes=wishes))
            return one if isinstance(one, Wish) else (one,)
        order = {str(value): n for n, value in enumerate(now or ())}
        options = sorted(options, key=lambda option: order.get(option.value, len(order)))
        return self.asker.choose_many(Menu(title, options, hint, many=True, chosen=frozenset(order), wishes=wishes))

    def has_options(self, question: Question) -> bool:
        """Whether a question can be answered now: a reference needs something to refer to."""
        return question.kind != "reference" or bool(self.session.answers.context.options(question))

    def _options(self, question: Question) -> list[tuple[str, str]]:
        options = self.session.answers.context.options(question)
        return [(v, f"{v} {label}") for v, label in options] if question.kind == "reference" else options

    def _person(self, question: Question, now: Any, wishes: frozenset[Wish], title: str) -> Data | Wish:
        """People the plan knows, or a new one."""
        text = self.session.language.text
        people = [Option(value, label) for value, label in self._options(question)]
        options = [*people, Option(OTHER, text("interview.other_person"))]
        answer = self._pick(question, now, wishes, title, options)
        if isinstance(answer, Wish):
            return answer
        ids: list[Data] = list(answer)
        if OTHER in ids:
            line = self.asker.line(Prompt(text("interview.new_person"), check=self._name_refusal, wishes=ONE_STEP))
            if isinstance(line, Wish) or not line.strip(" ,"):
                return Wish.BACK if isinstance(line, Wish) else Wish.SKIP
            ids[ids.index(OTHER)] = self.session.add_person(line)
        if question.many:
            return ids or None
        return ids[0]

    def _name_refusal(self, line: str) -> str | None:
        """Why a line names no person: what stands before the first comma is the name."""
        named = not line.strip(" ,") or line.partition(",")[0].strip()
        return None if named else self.session.language.text("interview.name_first")


Ask = Callable[[Questions, Question, Any, frozenset[Wish], str], Data | Wish]
TYPED = ("text", "longtext", "number", "money", "percent", "date", "year", "by_year", "by_name")
ASKERS: Mapping[str, Ask] = {
    **dict.fromkeys(TYPED, Questions._line),
    **dict.fromkeys(("yesno", "choice", "reference"), Questions._choice),
    "person": Questions._person,
}
