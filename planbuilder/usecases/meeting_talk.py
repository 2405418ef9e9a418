"""A meeting at the board walked through, point by point, with whoever can be asked.

In: a session, a face, and the day. Out: the plan with all that was said, each thing saved as it was said. A point that
is passed stands open: it comes again when the meeting is gone on with, or at the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import cast

from planbuilder.errors import PlanbuilderError
from planbuilder.interview import entries
from planbuilder.interview.asking import Asker, Menu, Option, Prompt, Wish
from planbuilder.interview.fields import first_field
from planbuilder.interview.questions import Questions
from planbuilder.interview.rows import field_of
from planbuilder.interview.session import Session
from planbuilder.questionnaire.definition import Question
from planbuilder.questionnaire.needed import ACTIONS, MEETINGS
from planbuilder.record import replace
from planbuilder.usecases import agenda, agenda_words, measuring, meetings
from planbuilder.usecases.agenda import FIELDS, Agenda, Kind, Point
from planbuilder.usecases.meetings import Step
from planbuilder.yamltext.nodes import Data

Told = Callable[[Session, Agenda], Iterable[str]]
WISHES = frozenset({Wish.BACK, Wish.SKIP, Wish.HOME})


class Walk:
    """A meeting with a face; `meeting` is its id in the plan."""

    def __init__(self, held: Session, asker: Asker, on: date) -> None:
        self.held, self.asker, self.on = held, asker, on
        self.text = held.language.text
        self.questions = Questions(held, asker)
        self.goes_on = bool(agenda.under_way(held.opened.plan))
        self.meeting = meetings.begin(held, on)

    def run(self) -> bool:
        """Whether the meeting has ended, once every point is done or passed."""
        self._overview(agenda_words.outline)
        if self.goes_on:
            self.asker.say(self.text("meeting.goes_on", day=self.held.language.day(self._agenda().on)))
        seen: list[Point] = []
        point = self._agenda().next()
        while point:
            # Who is there is asked in the words of its heading.
            if point.kind != "who" and (not seen or seen[-1].kind != point.kind):
                self.asker.say(agenda_words.heading(self.held.language, point.kind), "title")
            wish = self._ask(point)
            if wish is Wish.BACK:
                point = seen.pop() if seen else point
            elif wish is Wish.HOME:
                self._overview()
            else:
                seen.append(point)
                point = self._agenda().next([one.key for one in seen])
        return self._end()

    def _agenda(self) -> Agenda:
        return agenda.agenda_of(self.held, self.on)

    def _overview(self, told: Told = agenda_words.overview) -> None:
        """Say what is on the agenda, and what of it is done."""
        found = self._agenda()
        self.asker.say(agenda_words.title(self.held.language, self.held.opened.plan, found), "title")
        for line in told(self.held, found):
            self.asker.say(line)

    def _ask(self, point: Point) -> Wish | None:
        """Ask about a point until what is said can be taken; the wish that was made instead, if any."""
        while True:
            try:
                return ASKED[point.kind](self, point)
            except PlanbuilderError as error:
                for found in error.problems:
                    self.asker.say(self.questions.told(found), "bad")

    def _shown(self, point: Point) -> None:
        for line in agenda_words.lines(self.held, point, self.on):
            self.asker.say(line, "quiet")

    def _line(self, title: str, hint: str = "", default: str = "", wishes: frozenset[Wish] = WISHES) -> str | Wish:
        """A typed line, or a wish; what is passed is the wish to skip."""
        typed = self.asker.line(Prompt(title, self.text(hint) if hint else "", default, wishes=wishes))
        return typed if isinstance(typed, Wish) or typed.strip() not in ("", default) else Wish.SKIP

    def _menu(self, title: str, options: list[Option], blank: str) -> str | Wish:
        """What is chosen, or a wish; what is passed is the wish to skip."""
        return self.asker.choose(Menu(title, options, blank=self.text(blank), wishes=WISHES)) or Wish.SKIP

    def _who(self, point: Point) -> Wish | None:
        answer = self._cell(MEETINGS, self.meeting, "taking_part", agenda_words.heading(self.held.language, point.kind))
        if isinstance(answer, Wish):
            return answer
        self.held.set_cell(MEETINGS, self.meeting, "taking_part", answer)
        return None

    def _cell(self, id: str, row: str, name: str, title: str = "") -> Data | Wish:
        """An answer to a column of a row, asked by a title or the column's own; or a wish."""
        column = next(one for one in self.held.question(id).columns if one.id == name)
        field = field_of(self.held, id, row, column)
        return self.questions.ask(replace(field, title=title or field.title))

    def _measure(self, point: Point) -> Wish | None:
        self.asker.say(agenda_words.name(self.held, point, self.on))
        self._shown(point)
        value = self._value(point, "")
        while not isinstance(value, Wish):
            day = self._measured_on()
            if not isinstance(day, Wish) and self._sure(partial(self._note_value, point, value, day)):
                return None
            value = self._value(point, value)
        return value

    def _note_value(self, point: Point, value: str, day: str, sure: bool) -> None:
        """Note a measurement, and say how its indicator goes with it."""
        now = meetings.measure(self.held, self.meeting, point.about, value, day, sure)
        for line in measuring.in_words(self.held.language, now):
            self.asker.say(line)

    def _sure(self, note: Callable[[bool], object]) -> bool:
        """Whether something is noted: what can hardly be meant only when the user says that it is right."""
        try:
            note(False)
        except meetings.Doubtful as error:
            if not self.questions.is_right(error.problems):
                return False
            note(True)
        return True

    def _value(self, point: Point, draft: str) -> str | Wish:
        """The value of an indicator as it is typed, with what was typed before in the field; or a wish."""
        held = self.held

        def check(line: str) -> str | None:
            found = measuring.why_not(held.opened.plan, point.about, line, held.language) if line.strip() else None
            return None if found is None else self.questions.told(found)

        title = agenda_words.value_asked(held, point.about)
        typed = self.asker.line(Prompt(title, self.text("cli.may_wait"), draft=draft, check=check, wishes=WISHES))
        return typed if isinstance(typed, Wish) or typed.strip() else Wish.SKIP

    def _measured_on(self) -> str | Wish:
        """The day of a measurement as it is typed, or the wish to go back to its value."""
        language, today = self.held.language, self.held.author().at.date()

        def check(line: str) -> str | None:
            try:
                measuring.day_of(line, language, today) if line.strip() else None
            except PlanbuilderError as error:
                return self.questions.told(error.problems[0])
            return None

        known = language.short_day(meetings.measured_on(self.held, self.meeting))
        return self.asker.line(
            Prompt(self.text("meeting.measured_on"), default=known, check=check, wishes=frozenset({Wish.BACK}))
        )

    def _cause(self, point: Point) -> Wish | None:
        self.asker.say(agenda_words.name(self.held, point, self.on))
        self._shown(point)
        found = agenda.minutes_of(self.held.opened.plan, self.meeting)
        said = next((one.text for one in found if (one.what, one.about) == ("cause", point.about)), "")
        typed = self._line(agenda_words.talk_asked(self.held, point.about, self.on), "meeting.may_pass", said)
        if isinstance(typed, Wish):
            return typed
        meetings.note_cause(self.held, self.meeting, point.about, typed)
        return None

    def _action(self, point: Point) -> Wish | None:
        options = [
            Option(step, self.text(f"meeting.step.{step}")) for step in meetings.steps_of(self.held, point.about)
        ]
        step = self._menu(agenda_words.name(self.held, point, self.on), options, "meeting.not_now")
        if isinstance(step, Wish):
            return step
        follow_up = partial(meetings.follow_up, self.held, self.meeting, point.about, cast("Step", step))
        while True:
            deadline = self._deadline(self.text("meeting.step.moved"), True) if step == "moved" else ""
            if isinstance(deadline, Wish):
                return deadline
            if self._sure(partial(follow_up, deadline)):
                return None

    def _deadline(self, title: str, is_needed: bool) -> str | Wish:
        """A deadline as it is typed, or a wish; one that is not needed may be passed."""
        column = self._column("deadline")
        hint = self.held.language.pick(column.help)
        blank = hint if is_needed else None
        return self.asker.line(
            Prompt(
                title,
                hint,
                check=lambda line: entries.refusal(self.held, column, line) if line.strip() else blank,
                wishes=WISHES,
            )
        )

    def _column(self, name: str) -> Question:
        return next(one for one in self.held.question(ACTIONS).columns if one.id == name)

    def _idea(self, point: Point) -> Wish | None:
        self._shown(point)
        while not isinstance(title := self._line(self.text("meeting.new_idea"), "meeting.no_more"), Wish):
            id = meetings.raise_idea(self.held, self.meeting, title)
            by = self._line(self.text("meeting.whose_idea"), "cli.may_wait", wishes=frozenset({Wish.SKIP}))
            if not isinstance(by, Wish):
                meetings.name_proposer(self.held, id, by)
        return title if title is not Wish.SKIP else None

    def _assess(self, point: Point) -> Wish | None:
        options = [Option(f"{effect}.{resources}", self._field(effect, resources)) for effect, resources in FIELDS]
        chosen = self._menu(agenda_words.name(self.held, point, self.on), options, "meeting.not_now")
        if isinstance(chosen, Wish):
            return chosen
        meetings.assess(self.held, self.meeting, point.about, *chosen.split("."))
        return None

    def _field(self, effect: str, resources: str) -> str:
        name = self.text(f"document.field.{effect}_effect_{resources}_resources")
        return self.text(f"meeting.field.{effect}_{resources}", name=name)

    def _choose(self, point: Point) -> Wish | None:
        while ids := agenda.ideas_to_choose(self.held.opened.plan):
            options = [Option(id, agenda_words.idea_line(self.held, id)) for id in ids]
            idea = self._menu(self.text("meeting.which_idea"), options, "meeting.none_more")
            if isinstance(idea, Wish):
                return idea if idea is not Wish.SKIP else None
            self._ended(idea)
        return None

    def _ended(self, idea: str) -> None:
        """Let an idea become an action, or put it away with the reason."""
        ends = [Option(end, self.text(f"meeting.end_of_idea.{end}")) for end in ("action", "nothing")]
        end = self._menu(agenda_words.idea_line(self.held, idea), ends, "meeting.not_now")
        if end == "action":
            while not self._put_into_action(idea):
                pass
        elif end == "nothing":
            why = self._line(self.text("meeting.why_away"), "meeting.why_away_hint")
            if not isinstance(why, Wish):
                meetings.put_away(self.held, self.meeting, idea, why)

    def _put_into_action(self, idea: str) -> bool:
        """Whether who does it and when has been asked to the end: an idea becomes an action only with both answers."""
        field = first_field(self.held, ACTIONS, self._column("responsible"))
        whose = self.questions.ask(field)
        due = Wish.BACK if whose is Wish.BACK else self._deadline(self._label("deadline"), False)
        if due is Wish.BACK:
            return whose is Wish.BACK
        who, when = ("" if isinstance(one, Wish) or one is None else str(one) for one in (whose, due))
        return self._sure(partial(meetings.put_into_action, self.held, self.meeting, idea, who, when))

    def _label(self, name: str) -> str:
        return self.held.language.pick(self._column(name).label)

    def _decision(self, point: Point) -> Wish | None:
        self._shown(point)
        while not isinstance(text := self._line(self.text("meeting.new_decision"), "meeting.no_more"), Wish):
            meetings.decide(self.held, self.meeting, text)
        return text if text is not Wish.SKIP else None

    def _end(self) -> bool:
        options = [Option("end", self.text("meeting.end")), Option("open", self.text("meeting.leave_open"))]
        if self.asker.choose(Menu(self.text("meeting.all_through"), options, default="end")) != "end":
            return False
        meetings.end(self.held, self.meeting)
        return True


Ask = Callable[[Walk, Point], Wish | None]
ASKED: Mapping[Kind, Ask] = {
    "who": Walk._who,
    "measure": Walk._measure,
    "cause": Walk._cause,
    "action": Walk._action,
    "idea": Walk._idea,
    "assess": Walk._assess,
    "choose": Walk._choose,
    "decision": Walk._decision,
}
