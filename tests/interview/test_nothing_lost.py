"""The promise of the interview: whatever was answered is on disk, however one moves about and whenever one stops."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from planbuilder.interview.asking import Menu, Prompt, Wish
from planbuilder.interview.dialogue import Dialogue
from planbuilder.interview.fields import NEW
from planbuilder.interview.session import Session
from planbuilder.plan.store import PLAN, problems_of
from planbuilder.questionnaire.definition import Question, Questionnaire
from planbuilder.questionnaire.loading import load
from planbuilder.yamltext.nodes import Data, KeyPath
from tests.interview.scripted import Answer, Respondent, Scripted, new_session, on_disk, reopened

FURNISHED: dict[str, Data] = {
    "people": {"P1": {"name": "Mia Holm"}, "P2": {"name": "Bo Øst"}},
    "benefits_tree": {
        "changes": {"F1": {"title": "Digital ansøgning"}, "F2": {"title": "Færre møder"}},
        "benefits": {"G1": {"title": "Færre opkald", "from": ["F1"], "kind": "cashable"}},
    },
    "actions": {"H1": {"title": "Kursus"}},
    "indicators": {"I1": {"title": "Opkald"}},
}
PARTS = [
    "cover", "benefits_tree", "start_meeting", "channel_strategy", "workflows_rules", "behaviour_culture",
    "organisation_competences", "goals_followup", "budget_political_goals", "action_plan",
]  # fmt: skip

UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)  # a walk is hardly shorter shrunk, and slow to shrink


@pytest.mark.parametrize("part", PARTS)
def test_ctrl_c_at_any_prompt_loses_nothing(tmp_path: Path, questionnaire: Questionnaire, part: str):
    """Stopped at a prompt or in a form, the plan is the one that stood on disk when it appeared, and it is sound."""
    session = new_session(tmp_path, questionnaire, **FURNISHED)
    respondent, file = Respondent(session, most=2), tmp_path / PLAN

    wrong = []
    for id in asked_one_by_one(session, part):
        before, at_prompt = file.read_bytes(), list[bytes]()
        asker = Scripted(otherwise=lambda asked, seen=at_prompt: seen.append(file.read_bytes()) or respondent(asked))
        Dialogue(session, asker).question(id)
        after = file.read_bytes()
        for stop, expected in enumerate(at_prompt):
            file.write_bytes(before)
            with pytest.raises(KeyboardInterrupt):
                Dialogue(
                    reopened(tmp_path, questionnaire), Scripted(*asker.answers[:stop], KeyboardInterrupt)
                ).question(id)
            if file.read_bytes() != expected or problems_of(tmp_path):
                wrong.append((id, stop, asker.titles[stop]))
        file.write_bytes(after)

    assert wrong == []


def asked_one_by_one(session: Session, part: str) -> Iterator[str]:
    """The questions of a part, each found when the one before it is answered."""
    done: list[str] = []
    while left := [id for id in session.asked(session.questionnaire.part(part)) if id not in done]:
        done.append(left[0])
        yield left[0]


@pytest.mark.parametrize("stop", range(11))
def test_ctrl_c_anywhere_between_home_and_review(tmp_path: Path, questionnaire: Questionnaire, stop: int):
    """At home, in a part, in the words of a mark and in the review: the interview ends, and the plan is sound."""
    session = new_session(tmp_path, questionnaire, **FURNISHED)
    way = [
        "goals_followup", Wish.UNKNOWN, "Mia", "weekly", Wish.NOT_RELEVANT, "nej",
        "?review", "goals_followup.meeting", "Hver mandag\nkl. 9", "?stop", "?stop",
    ]  # fmt: skip

    with pytest.raises(KeyboardInterrupt):
        Dialogue(session, Scripted(*way[:stop], KeyboardInterrupt)).run()

    held = [
        on_disk(tmp_path, "answers", "goals_followup.board_use", "ask"),
        on_disk(tmp_path, "answers", "goals_followup.frequency", "value"),
        on_disk(tmp_path, "answers", "goals_followup.meeting", "why"),
        on_disk(tmp_path, "answers", "goals_followup.meeting", "value"),
    ]
    assert (held, problems_of(tmp_path)) == (
        ["Mia" if stop > 2 else None, "weekly" if stop > 3 else None, "nej" if 5 < stop < 9 else None,
         "Hver mandag\nkl. 9" if stop > 8 else None],
        (),
    )  # fmt: skip


def is_doubt(asked: Prompt | Menu) -> bool:
    """Whether it is asked if an answer was meant."""
    return asked.title == "Er det rigtigt?"


class Walker:
    """Wanders through an interview at random: answers, goes back, skips, jumps home, reviews, marks.

    `given` is what each answer must be on disk, by its place, the last answer to a place counting.
    """

    def __init__(self, session: Session, random: Random) -> None:
        self.session, self.random = session, random
        pick = session.language.pick
        self.labels = {pick(question.label): id for id, question in session.questionnaire.questions()}
        self.themes = {pick(part.title): part.id for part in session.questionnaire.themes}
        self.favourites = set(random.sample(sorted(session.questionnaire.by_id), 4))
        self.table = ""
        self.given: dict[KeyPath, Data] = {}
        self.new: dict[KeyPath, Data] = {}
        self.asker = Scripted()
        self.kept: Container[KeyPath] = ()
        self.count = 0

    def __call__(self, asked: Prompt | Menu) -> Answer:
        self.made()
        if is_doubt(asked):
            return "yes"
        values = {option.value for option in asked.options} if isinstance(asked, Menu) else set[str]()
        if values & {"?review", "?stop", "?done", "delete", "yes"}:
            return self.move(asked, values)
        moves = [Wish.BACK, Wish.SKIP, Wish.HOME, Wish.HELP, Wish.UNKNOWN, Wish.NOT_RELEVANT]
        if self.random.random() < 0.3 and (offered := [wish for wish in moves if wish in asked.wishes]):
            return self.random.choice(offered)
        return self.answer(asked)

    def made(self) -> None:
        """What was entered in a new row is on disk in the last row, once its form is left."""
        rows = self.session.rows_path(self.table) if self.table else ()
        if any((*rows, NEW, ".".join(column)) in self.kept for column in self.new):  # left, and not saved: a draft
            self.new.clear()
        if self.new and not self.asker.is_in_form:
            row = (*self.session.rows_path(self.table), list(self.session.rows(self.table))[-1])
            self.given |= {(*row, *column): value for column, value in self.new.items()}
            self.new.clear()

    def move(self, asked: Prompt | Menu, values: set[str]) -> Answer:
        """Somewhere else: a part, a question, a row, a thing to do with it; nothing is deleted or ended.

        The review leads back to a few questions again and again, so that answers meet what comes after them.
        """
        if "?done" in values:
            self.table = self.labels[asked.title]
        if "?review" in values and self.random.random() < 0.5:
            return "?review"
        if "?review" not in values and (known := sorted(values & self.favourites)):
            return self.random.choice(known)
        return self.random.choice(sorted(values - {"delete"} - ({"?stop"} if "?review" in values else set())))

    def place_of_row(self, title: str) -> KeyPath:
        row, name = title.split(" · ")[:2]
        # Rows that readers know by no id are titled by their number.
        numbered = {
            self.session.language.text("words.row", number=n): key
            for n, key in enumerate(self.session.answers.rows(self.table), 1)
        }
        row = numbered.get(row, row)
        field = [self.themes[name]] if self.session.question(self.table).kind == "matrix" else []
        return (*self.session.rows_path(self.table), row, *field)

    def answer(self, asked: Prompt | Menu) -> Answer:
        id = self.labels.get(asked.title.split(" (")[0])
        question = self.session.question(id) if id else self.column(asked.title)
        if question is None:  # the words that go with a mark
            return "Spørg Åse"
        line, held = self.fit(question, asked)
        if held is None:
            return line
        if id:
            self.given[tuple(question.path.split(".")) if question.path else ("answers", id, "value")] = held
        elif " · " in asked.title:
            self.given[(*self.place_of_row(asked.title), *question.id.split("."))] = held
        else:
            self.new[tuple(question.id.split("."))] = held
        return line

    def column(self, title: str) -> Question | None:
        name = title.rpartition(" · ")[2].split(" (")[0]
        columns = self.session.question(self.table).columns if self.table else ()
        return next((one for one in columns if self.session.language.pick(one.label) == name), None)

    def fit(self, question: Question, asked: Prompt | Menu) -> tuple[Answer, Data]:
        """An answer that fits, and what it is on disk."""
        self.count += 1
        if isinstance(asked, Menu):
            values = [option.value for option in asked.options if option.value != "+"]
            if not asked.many:
                one = self.random.choice(values)
                return one, one
            some = self.random.sample(values, self.random.randint(1, len(values)))
            return tuple(some), list(some) if asked.ordered else [value for value in values if value in some]
        forms: dict[str, tuple[str, Data]] = {
            "money": (f"{self.count}.234.567,25", f"{self.count}234567.25"),
            "percent": ("25; 75", ["25", "75"]) if question.many else ("25", "25"),
            "by_year": (f"2028: {self.count}", {"2028": str(self.count)}),
            "by_name": (f"Nord: {self.count}", {"Nord": str(self.count)}),
            "year": (str(2028 + self.count % 70), str(2028 + self.count % 70)),
            "date": (f"{1 + self.count % 28}.3.2027", f"2027-03-{1 + self.count % 28:02}"),
            "number": (number := str(int(question.least or 0) + 1 + self.count % 20), number),
            "text": (f"Ærligt svar {self.count}", f"Ærligt svar {self.count}"),
            "longtext": (f"Linje {self.count}\n# to: ja", f"Linje {self.count}\n# to: ja"),
        }
        forms["deadline"] = forms["date"]
        return forms[question.kind] if question.id != "fte_cost" else ("612.500,5", "612500.5")


@settings(max_examples=15, phases=UNSHRUNK)
@given(st.randoms(use_true_random=False), st.integers(20, 70))
def test_no_walk_loses_an_answer(random: Random, steps: int):
    """Answers, back, skip, home, review and marks in any order: the last answer to each question is on disk."""
    with TemporaryDirectory() as name:
        session = new_session(Path(name), load(), **FURNISHED)
        walker = Walker(session, random)
        asker = Scripted(*[walker] * steps, otherwise=lambda asked: "yes" if is_doubt(asked) else KeyboardInterrupt)

        walker.asker, dialogue = asker, Dialogue(session, asker)
        walker.kept = dialogue.questions.drafts.kept

        with pytest.raises(KeyboardInterrupt):
            dialogue.run()

        kept = dialogue.questions.drafts.kept  # a form that was not ended
        saved = {path: value for path, value in walker.given.items() if path not in kept}
        assert {path: on_disk(Path(name), *path) for path in saved} == saved


@settings(max_examples=15, phases=UNSHRUNK)
@given(st.randoms(use_true_random=False))
def test_a_walk_that_only_moves_changes_nothing(random: Random):
    """Back, skip, home, help and looking around leave every byte of the plan as it was."""
    moves = [Wish.BACK, Wish.SKIP, Wish.HOME, Wish.HELP]

    def move(asked: Prompt | Menu) -> Answer:
        if offered := [wish for wish in moves if wish in asked.wishes]:
            return random.choice(offered)
        assert isinstance(asked, Menu)
        return random.choice([option.value for option in asked.options if option.value != "?stop"])

    with TemporaryDirectory() as name:
        session = new_session(Path(name), load(), **FURNISHED)
        before = (Path(name) / PLAN).read_bytes()

        with pytest.raises(KeyboardInterrupt):
            Dialogue(session, Scripted(*[move] * 60, KeyboardInterrupt)).run()

        assert (Path(name) / PLAN).read_bytes() == before
