"""The course of an interview: home, parts, questions, tables, review.

In: a session and a face. Out: nothing; every answer is saved as it is given. Going back and jumping only move, they
never change an answer.
"""

from __future__ import annotations

from collections.abc import Callable

from planbuilder import codes
from planbuilder.errors import InputInvalid, PlanbuilderError, UsageWrong
from planbuilder.interview.asking import Asker, Menu, Option, Prompt, Wish
from planbuilder.interview.fields import ONE_STEP, question_field
from planbuilder.interview.questions import Questions
from planbuilder.interview.screens import REVIEW, STOP, answer_line, home, next_part, state_line
from planbuilder.interview.session import Session
from planbuilder.interview.settling import Open, open_disagreements, settle
from planbuilder.interview.tables import Tables
from planbuilder.plan.naming import place_in_words, value_in_words
from planbuilder.plan.sayings import who_said
from planbuilder.questionnaire.definition import Part
from planbuilder.yamltext.nodes import KeyPath, get

DIFFERING = "?differing."
AGAIN = Wish.HELP  # help is given within a question, so this wish never leaves one
HELD = {codes.PLAN_LOCKED, codes.HELD_BY_FILE}  # somebody else is at it for the moment


class Dialogue:
    """One interview from the home screen to the end."""

    def __init__(self, session: Session, asker: Asker) -> None:
        self.session, self.asker = session, asker
        self.questions = Questions(session, asker)
        self.tables = Tables(session, asker, self.questions)
        self.text = session.language.text

    def run(self, part: str = "") -> None:
        """Talk until the user stops; with `part`, begin there and end after it.

        What is typed and not saved is told, however the talk ends.
        """
        try:
            self._offer_unsaved()
            self._talk(part)
            while not self._may_stop():
                self._talk(part)
        except (KeyboardInterrupt, EOFError, PlanbuilderError):
            self._tell_unsaved()
            raise
        self.asker.say(self.text("interview.saved"), "good")

    def _talk(self, part: str) -> None:
        """Hold one part, or one after another until the user stops."""
        if part:
            self.part(self.session.questionnaire.part(part))
            return
        at = next_part(self.session)
        while (chosen := self.home(at)) != STOP:
            if chosen == REVIEW:
                self.review()
                at = next_part(self.session, chosen)
            else:
                is_done = self.part(self.session.questionnaire.part(chosen))
                at = next_part(self.session, chosen) if is_done else chosen

    def _may_stop(self) -> bool:
        """Whether nothing is typed that is not saved, or the user lets it go."""
        self._tell_unsaved()
        sure, yes, no = (self.text(f"interview.{key}") for key in ("stop_unsaved", "let_go", "go_on"))
        return not self.questions.drafts.kept or self.questions.is_sure(sure, yes, no)

    def _tell_unsaved(self) -> None:
        for draft in self.questions.drafts.kept.values():
            self.asker.say(self.text("interview.unsaved", title=draft.title, text=draft.shown), "bad")

    def _offer_unsaved(self) -> None:
        """Show what an earlier interview could not save, and save it or let it go as the user says."""
        if not (found := self.session.unsaved()):
            return
        for one in found:
            who = ", ".join(filter(None, (one.by, one.role, one.on)))
            for path, _, new in one.places:
                if new is not None:
                    said = value_in_words(self.session.answers, path, new)
                    self.asker.say(
                        self.text("interview.kept_draft", who=who, place=self._place(path), text=said), "bad"
                    )
        options = [Option(name, self.text(f"interview.draft_{name}")) for name in ("save", "later", "drop")]
        chosen = self.asker.choose(Menu(self.text("interview.draft_what"), options, default="save"))
        if chosen == "save":
            self.session.save_unsaved()
        elif chosen == "drop":
            self.session.forget_unsaved()

    def _place(self, path: KeyPath) -> str:
        """A place of the plan in the words of its question."""
        return place_in_words(self.session.questionnaire, self.session.language, self.session.data, path)

    def _tell_apart(self) -> None:
        """Say what somebody else has answered meanwhile; both answers stand."""
        for path in self.session.told_apart():
            theirs = who_said(self.session.data, path, self.session.questionnaire)
            now = value_in_words(self.session.answers, path, get(self.session.data, path))
            values = {"place": self._place(path), "by": theirs.get("by") or self.text("interview.somebody")}
            self.asker.say(self.text("interview.apart", **values, text=now), "bad")

    def home(self, at: str = "") -> str:
        """The home screen: every part with how far it is, and what is missing; the pointer begins `at` a part."""
        shown = home(self.session)
        parts = [Option(part.id, part.line, part.title) for part in shown.parts]
        more = [Option(REVIEW, self.text("interview.review")), Option(STOP, self.text("interview.stop"))]
        title = self.text("interview.home", title=shown.title)
        chosen = self.asker.choose(Menu(title, [*parts, *more], default=at or shown.next))
        return STOP if isinstance(chosen, Wish) else chosen

    def part(self, part: Part) -> bool:
        """Ask a part's questions from the first open one; the list is made anew after each answer.

        Whether its end was reached: false for one who went home, or back beyond the first question.
        """
        language = self.session.language
        self.asker.say(language.pick(part.title), "title")
        if part.intro:
            self.asker.say(language.pick(part.intro), "quiet")
        at = self.session.first_open(part)
        while 0 <= at < len(asked := self.session.asked(part)):
            self.asker.say(self.text("interview.step", number=at + 1, of=len(asked)), "quiet")
            wish = self.question(asked[at])
            if wish is Wish.HOME:
                return False
            at += -1 if wish is Wish.BACK else 1
        return at >= 0

    def question(self, id: str) -> Wish | None:
        """Ask one question until something is saved or the user moves on; a wish that moves, or None to go on."""
        while True:
            if told := state_line(self.session, id):
                self.asker.say(told, "quiet")
            try:
                wish = self._ask(id)
            except PlanbuilderError as error:
                self._tell(error)
                continue
            self._tell_apart()
            if wish is not AGAIN:
                return wish

    def _ask(self, id: str) -> Wish | None:
        """Ask once and save what comes of it; AGAIN if the question must be asked anew."""
        question = self.session.question(id)
        if question.is_table:
            return self._carry_out(id, self.tables.edit(id))
        field = question_field(self.session, id)
        answer = self.questions.ask(field)
        if isinstance(answer, Wish):
            return self._carry_out(id, answer)
        self.session.record(id, answer)
        self.questions.saved(field)
        return None

    def _tell(self, error: PlanbuilderError) -> None:
        """Say why an answer cannot be saved now; where the plan itself is gone or broken, it goes on upwards."""
        is_held = bool(error.problems) and {found.code for found in error.problems} <= HELD
        if not isinstance(error, InputInvalid) and not is_held:
            raise error
        for found in error.problems:
            self.asker.say(self.questions.told(found), "bad")

    def _carry_out(self, id: str, wish: Wish | None) -> Wish | None:
        """Do what a wish says."""
        if wish is Wish.UNKNOWN:
            return self._mark(id, "interview.whom_to_ask", self.session.mark_unknown)
        if wish is Wish.NOT_RELEVANT:
            return self._mark(id, "interview.why_not_relevant", self.session.mark_not_relevant)
        if wish is Wish.CLEAR:
            if self._may_clear(id):
                self.session.clear(id)
            return AGAIN
        return wish if wish in (Wish.BACK, Wish.HOME) else None

    def _mark(self, id: str, key: str, save: Callable[[str, str], None]) -> Wish | None:
        """Ask for the words that go with a state and save it; going back leads to the question again."""
        place = ("answers", id, key)
        prompt = Prompt(self.text(key), wishes=ONE_STEP | {Wish.HELP})
        while (line := self.asker.line(self.questions.drafts.typing(place, prompt))) is Wish.HELP:
            self.asker.say(self.text(f"{key}_help"), "quiet")
        if isinstance(line, Wish):
            return AGAIN
        save(id, line.strip())
        self.questions.drafts.drop(place)
        return None

    def _may_clear(self, id: str) -> bool:
        """Whether an answer may go: a table only if the user says so again."""
        rows = self.session.rows(id)
        return not rows or self.tables.is_sure(id, self.text("interview.table.all"), rows)

    def review(self) -> None:
        """Every answer in one list; each can be changed from there, and the pointer goes on to the next."""
        at = ""
        while True:
            asked = [id for part in self.session.questionnaire.parts for id in self.session.asked(part)]
            differing = {f"{DIFFERING}{one.place}": one for one in open_disagreements(self.session)}
            first = [Option(id, self.text("settle.in_review", place=one.name)) for id, one in differing.items()]
            options = [*first, *(Option(id, answer_line(self.session, id)) for id in asked)]
            home = Option(STOP, self.text("interview.to_home"))
            begin = at or options[0].value
            chosen = self.asker.choose(Menu(self.text("interview.review"), [*options, home], default=begin))
            if isinstance(chosen, Wish) or chosen == STOP:
                return
            if chosen in differing:
                self.settle(differing[chosen])
                at = ""
                continue
            at = dict(zip(asked, [*asked[1:], STOP], strict=True))[chosen]
            if self.question(chosen) is Wish.HOME:
                return

    def settle(self, one: Open, why: str = "") -> None:
        """Show the answers side by side, and settle on one of them or on another wording, or leave it open."""
        lines = [Option(str(n), one.line(self.session.language, n)) for n in range(1, len(one.answers) + 1)]
        more = [Option(name, self.text(f"settle.{name}")) for name in ("third", "later")]
        chosen = self.asker.choose(Menu(one.name, [*lines, *more], default="later", wishes=ONE_STEP))
        if isinstance(chosen, Wish) or chosen == "later":
            return
        text = self.asker.line(Prompt(self.text("settle.third"), wishes=ONE_STEP)) if chosen == "third" else None
        reason = why or self.asker.line(Prompt(self.text("settle.why"), self.text("settle.why_hint"), wishes=ONE_STEP))
        if isinstance(text, Wish) or text == "" or isinstance(reason, Wish):
            return
        try:
            is_settled = settle(self.session, one, 0 if chosen == "third" else int(chosen), text, reason)
        except (InputInvalid, UsageWrong) as error:
            for found in error.problems:
                self.asker.say(self.questions.told(found), "bad")
            return
        key, style = ("done", "good") if is_settled else ("meanwhile", "bad")
        self.asker.say(self.text(f"settle.{key}", place=one.name), style)
