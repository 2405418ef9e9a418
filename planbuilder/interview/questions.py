"""One question asked through an `Asker`: the right prompt for its kind, and the answer ready for the file.

In: a field and a face. Out: data for the file (None takes an answer away), or a wish. What is passed, or answered as
before, is the wish to skip: nothing is saved that was not chosen or typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from planbuilder.errors import InputInvalid, Problem, UsageWrong
from planbuilder.interview import entries, helping
from planbuilder.interview.asking import Asker, Menu, Option, Prompt, Wish
from planbuilder.interview.drafts import Drafts
from planbuilder.interview.fields import ONE_STEP, Field
from planbuilder.interview.helping import HelpScreen
from planbuilder.interview.session import Session
from planbuilder.interview.shelf import Editor, Shelf
from planbuilder.questionnaire import kinds
from planbuilder.record import record
from planbuilder.yamltext.nodes import Data, KeyPath

OTHER = "+"


@record
class Given:
    """An answer for the file; `keep` keeps what was typed for it until it is saved."""

    value: Data
    keep: Callable[[], None] = lambda: None


class Questions:
    """Asks single questions of a session."""

    def __init__(self, session: Session, asker: Asker, editor: Editor | None = None) -> None:
        self.session, self.asker, self.editor = session, asker, editor
        self.shelf = Shelf(session.opened.folder)
        self.drafts = Drafts(self.shelf)
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
                self.show(helping.of_field(self.session, field), self.session.language.pick(field.question.hint))

    def saved(self, field: Field) -> None:
        """Forget what was typed: it has become an answer."""
        self.drafts.drop(field.key)

    def show(self, screen: HelpScreen, shown: str = "") -> None:
        """Show help; a hint that is `shown` with the question is not shown twice."""
        own = self.text("interview.hint", text=shown) if shown else ""
        for line in helping.lines_of(self.session, screen) or [self.text("interview.no_help")]:
            if line != own:
                self.asker.say(line, "quiet")

    def write(self, key: KeyPath, prompt: Prompt) -> None:
        """Let a long text be written in an editor; it comes back as a draft, whatever becomes of the editor."""
        if self.editor is None:
            return
        begun = self.drafts.kept.get(key)
        try:
            file = self.shelf.put(key, begun.text if begun else prompt.default)
            # Whatever the editor did, and even where it was killed, the file has what was saved in it last.
            try:
                self.editor(file)
            finally:
                self.drafts.keep_text(key, prompt, self.shelf.text(key))
        except (InputInvalid, UsageWrong) as error:
            for found in error.problems:
                self.asker.say(self.told(found), "bad")

    def is_sure(self, title: str, yes: str, no: str) -> bool:
        """Whether the user says yes to something that must not happen by passing."""
        # `no` stands first and is what Enter gives: both faces answer with the default where the user passes.
        options = [Option("no", no), Option("yes", yes)]
        return self.asker.choose(Menu(title, options, default="no")) == "yes"

    def _is_meant(self, field: Field, given: Given) -> bool:
        """Whether an answer is right: where it makes the plan odd, the user says so; what was typed is kept."""
        given.keep()
        return self.is_right(field.doubts(given.value))

    def is_right(self, found: Iterable[Problem]) -> bool:
        """Whether the user says that what looks odd is right; nothing odd is right."""
        odd = list(found)
        for one in odd:
            self.asker.say(self.told(one), "bad")
        sure, yes, no = (self.text(f"interview.{key}") for key in ("is_it_right", "it_is_right", "mend"))
        return not odd or self.is_sure(sure, yes, no)

    def told(self, found: Problem) -> str:
        """What is odd or wrong, and the way out."""
        return f"{self.session.language.problem(found)} {self.session.language.way_out(found)}"

    def prompt(self, field: Field) -> Prompt:
        """What asks for a typed answer, without a draft."""
        session, question = self.session, field.question
        return Prompt(
            title=entries.title(session, field),
            hint=entries.hint(session, field),
            default=entries.typed_form(session, question, field.now) if field.given else "",
            many_lines=kinds.of(question).many_lines,
            check=lambda line: entries.refusal(session, question, line),
            wishes=field.wishes | (self._editing if kinds.of(question).many_lines else frozenset()),
        )

    @property
    def _editing(self) -> frozenset[Wish]:
        return frozenset({Wish.EDITOR}) if self.editor else frozenset()

    def menu(self, field: Field, options: list[Option]) -> Menu:
        """What asks for a choice, without a draft."""
        hint, many = self.session.language.pick(field.question.hint), field.question.many
        now = tuple(map(str, field.now or ())) if many else entries.chosen(field)
        return Menu(
            title=field.title,
            options=options,
            hint=hint,
            default="" if many else next(iter(now), ""),
            many=many,
            chosen=now if many else (),
            blank="" if many else entries.blank(self.session, field),
            ordered=field.is_ordered,
            wishes=field.wishes,
        )

    def options(self, field: Field) -> list[Option]:
        """What is offered in a field: of people somebody new too."""
        other = [Option(OTHER, self.text("interview.other_person"))]
        return [
            *entries.options(self.session, field),
            *(other if kinds.of(field.question).asked == "person" else []),
        ]

    def _line(self, field: Field) -> Given | Wish:
        """A typed answer; what was read is shown, so that a slip is seen at once."""
        session, question, prompt = self.session, field.question, self.prompt(field)
        while (line := self.asker.line(self.drafts.typing(field.key, prompt))) is Wish.EDITOR:
            self.write(field.key, prompt)
        if isinstance(line, Wish):
            return line
        if not line.strip() or line == prompt.default:
            return self._passed(field, bool(line.strip()))
        value = entries.value_of_text(session, question, line)
        for told in entries.read_as(session, field, value):
            self.asker.say(told, "quiet")
        if entries.same_as_now(session, field, value):
            return self._passed(field, True)
        return Given(value, lambda: self.drafts.keep_text(field.key, prompt, line))

    def _passed(self, field: Field, again: bool) -> Wish:
        """The wish to go on; an answer given again takes a draft's place, an empty line does not."""
        if again:
            self.drafts.drop(field.key)
        return Wish.SKIP

    def _choice(self, field: Field) -> Given | Wish:
        """One or several of the options that a question offers."""
        options = self.options(field)
        if not options:
            self.asker.say(self.text("interview.nothing_to_choose"), "quiet")
            return Wish.SKIP
        answer = self._pick(field, options)
        return Given(entries.value_of_choice(field.question, answer)) if isinstance(answer, tuple) else answer

    def _pick(self, field: Field, options: list[Option]) -> tuple[str, ...] | Wish:
        """The values that are pointed at, none if the answer is to be taken away; SKIP for the answer there is."""
        return (self._pick_many if field.question.many else self._pick_one)(field, options)

    def _pick_one(self, field: Field, options: list[Option]) -> tuple[str, ...] | Wish:
        menu = self.menu(field, options)
        one = self.asker.choose(self.drafts.pointing(field.key, menu))
        if one is not Wish.HELP:  # help leaves the pointer where it is; to point is not yet to answer
            self.drafts.drop(field.key)
        if isinstance(one, Wish) or one == menu.default:
            return one if isinstance(one, Wish) else Wish.SKIP
        return (one,) if one else ()

    def _pick_many(self, field: Field, options: list[Option]) -> tuple[str, ...] | Wish:
        menu = self.menu(field, options)
        several = self.asker.choose_many(self.drafts.ticking(field.key, menu))
        if isinstance(several, Wish):
            return several
        if several == menu.chosen if menu.ordered else set(several) == set(menu.chosen):
            return self._passed(field, True)
        return several

    def _person(self, field: Field) -> Given | Wish:
        """People the plan knows, or a new one."""
        answer = self._pick(field, self.options(field))
        if not isinstance(answer, tuple):
            return answer
        ids = list(answer)
        if OTHER in ids:
            added = self.new_person(field)
            if isinstance(added, Wish):
                return added
            ids[ids.index(OTHER)] = added
        return Given(entries.value_of_choice(field.question, ids))

    def new_person(self, field: Field) -> str | Wish:
        """The id of a person who is named now; BACK or SKIP if nobody is."""
        # A place of its own beneath the field's: the draft of the name must not become the draft of the choice.
        key = (*field.key, OTHER)
        wishes = ONE_STEP | {Wish.HELP}
        prompt = Prompt(
            self.text("interview.new_person"),
            check=lambda line: entries.name_refusal(self.session, line),
            wishes=wishes,
        )
        while (line := self.asker.line(self.drafts.typing(key, prompt))) is Wish.HELP:
            self.asker.say(self.text("interview.new_person_help"), "quiet")
        if isinstance(line, Wish):
            return line
        added = self.session.add_person(line) if line.strip(" ,") else Wish.SKIP
        self.drafts.drop(key)
        return added


Ask = Callable[[Questions, Field], Given | Wish]
ASKERS: Mapping[str, Ask] = {"line": Questions._line, "option": Questions._choice, "person": Questions._person}
