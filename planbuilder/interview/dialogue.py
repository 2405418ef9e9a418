"""The course of an interview: home, parts, questions, tables, review.

In: a session and a face. Out: nothing; every answer is saved as it is given. Going back and jumping only move, they
never change an answer.
"""

from __future__ import annotations

from collections.abc import Callable

from planbuilder import codes
from planbuilder.errors import InputInvalid, PlanbuilderError, UsageWrong
from planbuilder.interview.asking import Asker, Entered, Menu, Option, Prompt, Wish
from planbuilder.interview.course import REVIEW, SEARCH, STOP, next_part, time_left
from planbuilder.interview.fields import ONE_STEP, question_field
from planbuilder.interview.finding import Found
from planbuilder.interview.leftovers import offer, place
from planbuilder.interview.questions import Questions
from planbuilder.interview.screens import answer_line, home, part_screen, state_line
from planbuilder.interview.searching import looked_for
from planbuilder.interview.session import Session
from planbuilder.interview.settling import Open, open_disagreements, settle
from planbuilder.interview.several import Several, beyond, first_open, group_of
from planbuilder.interview.shelf import Editor
from planbuilder.interview.tables import Tables
from planbuilder.plan.naming import value_in_words
from planbuilder.plan.sayings import who_said
from planbuilder.questionnaire.definition import Part, Section
from planbuilder.yamltext.nodes import get

DIFFERING = "?differing."
AGAIN = Wish.HELP  # help is given within a question, so this wish never leaves one
MARKS = (Wish.UNKNOWN, Wish.NOT_RELEVANT)
HELD = {codes.PLAN_LOCKED, codes.HELD_BY_FILE}  # somebody else is at it for the moment


class Dialogue:
    """One interview from the home screen to the end."""

    def __init__(self, session: Session, asker: Asker, editor: Editor | None = None) -> None:
        self.session, self.asker = session, asker
        self.questions = Questions(session, asker, editor)
        self.tables = Tables(session, asker, self.questions)
        self.forms = Several(session, asker, self.questions)
        self.text = session.language.text

    def run(self, part: str = "") -> None:
        """Talk until the user stops; with `part`, begin there and end after it.

        What is typed and not saved is told, however the talk ends.
        """
        try:
            offer(self.session, self.questions)
            self._tell_role()
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
            elif chosen == SEARCH:
                at = self.search() or at
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

    def _tell_apart(self) -> None:
        """Say what somebody else has answered meanwhile; both answers stand."""
        for path in self.session.told_apart():
            theirs = who_said(self.session.data, path, self.session.questionnaire)
            now = value_in_words(self.session.answers, path, get(self.session.data, path))
            values = {"place": place(self.session, path), "by": theirs.get("by") or self.text("interview.somebody")}
            self.asker.say(self.text("interview.apart", **values, text=now), "bad")

    def _tell_role(self) -> None:
        """Say that some questions only are asked, where a role is."""
        role = self.session.role
        if role and not role.everything:
            name = self.session.language.pick(role.name)
            self.asker.say(self.text("interview.of_role", role=name), "quiet")

    def home(self, at: str = "") -> str:
        """The home screen: every part with how far it is, and what is missing; the pointer begins `at` a part."""
        shown = home(self.session)
        parts = [Option(part.id, part.line, part.title) for part in shown.parts]
        more = [Option(name, self.text(f"interview.{name[1:]}")) for name in (SEARCH, REVIEW, STOP)]
        title = self.text("interview.home", title=shown.title)
        wishes = frozenset({Wish.SEARCH})
        menu = Menu(title, [*parts, *more], hint=shown.time, default=at or shown.next, wishes=wishes)
        chosen = self.asker.choose(menu)
        return SEARCH if chosen is Wish.SEARCH else STOP if isinstance(chosen, Wish) else chosen

    def search(self) -> str:
        """Go to a question that is looked for by a word; the part one comes to, empty where none was chosen."""
        found = looked_for(self.session, self.asker)
        return self._jump(found) if found else ""

    def _jump(self, one: Found) -> str:
        """Go to a question and on from there; of one that is not asked, say when it is. The part it is in."""
        part = self.session.questionnaire.part(one.part)
        if one.waits_for:
            self.asker.say(self.text("interview.asked_when", condition=one.waits_for), "quiet")
        elif self.part(part, one.id):
            return next_part(self.session, part.id)
        return part.id

    def part(self, part: Part, begin: str = "") -> bool:
        """Ask a part's questions from the first open one, or from one that is named.

        The list is made anew after each answer. Whether the end was reached: false for one who went home, or back
        beyond the first question.
        """
        self._open(part)
        asked = self.session.asked(part)
        at = asked.index(begin) if begin in asked else self.session.first_open(part)
        section: Section | None = None
        while 0 <= at < len(asked := self.session.asked(part)):
            group = group_of(self.session, part, asked[at])
            last, section = section, part.section_of(asked[at])
            self._tell_section(section, last)
            self._tell_step(asked, group)
            one = asked[at] if asked[at] == begin else first_open(self.session, group, asked[at])
            wish = self.several(group, one) if len(group) > 1 else self.question(asked[at])
            begin = ""
            if wish is Wish.HOME:
                return False
            at = beyond(self.session, part, group, wish is Wish.BACK)
        if left := time_left(self.session):
            self.asker.say(left, "quiet")
        return at >= 0

    def _tell_section(self, now: Section | None, last: Section | None) -> None:
        """Say what a section is called where one comes to it from another."""
        if now and now != last:
            self.asker.say(self.session.language.pick(now.title), "heading")

    def _tell_step(self, asked: list[str], group: list[str]) -> None:
        """Say how far one is."""
        numbers = [asked.index(id) + 1 for id in group if id in asked]
        key = "step" if len(numbers) == 1 else "steps"
        self.asker.say(self.text(f"interview.{key}", number=numbers[0], last=numbers[-1], of=len(asked)), "quiet")

    def several(self, ids: list[str], at: str) -> Wish | None:
        """Ask several questions in one form until it is left; a wish that moves, or None to go on."""
        begin = at
        while True:
            try:
                entered = self.forms.ask(ids, begin)
                begin = self._marked(ids, entered) if entered.wish in MARKS else ""
                self._tell_apart()
                if not begin:
                    return entered.wish if entered.wish in (Wish.BACK, Wish.HOME) else None
            except PlanbuilderError as error:
                self._tell(error)

    def _marked(self, ids: list[str], entered: Entered) -> str:
        """The question to go on with once one is marked, itself if it was not; empty after the last."""
        if self._carry_out(entered.at, entered.wish) is AGAIN:
            return entered.at
        later = ids[ids.index(entered.at) + 1 :]
        return next(filter(self.session.answers.is_asked, later), "")

    def _open(self, part: Part) -> None:
        """Say what a part is about, and what the start meeting said of it."""
        shown = part_screen(self.session, part)
        self.asker.say(shown.title, "title")
        for line in (shown.intro, *shown.meeting):
            if line:
                self.asker.say(line, "quiet")

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
