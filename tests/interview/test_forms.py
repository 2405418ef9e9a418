"""One form for a whole row, through every face: the same answers give the same bytes, and passing changes none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from planbuilder.interview.asking import Asker, Wish
from planbuilder.interview.dialogue import Dialogue
from planbuilder.interview.fields import NEW
from planbuilder.interview.filling import fill
from planbuilder.interview.forms import Forms
from planbuilder.interview.plain import Plain
from planbuilder.interview.questions import Questions
from planbuilder.interview.session import Session
from planbuilder.interview.sheet import Sheet
from planbuilder.interview.terminal import Terminal
from planbuilder.language import Language
from planbuilder.plan.store import JOURNAL, PLAN
from planbuilder.questionnaire.definition import Questionnaire
from tests.interview.conftest import MakeSession
from tests.interview.scripted import PASS, Scripted, new_session, on_disk
from tests.interview.test_passing import example_session, kept

BENEFITS, EFFECTS = "benefits_tree.benefits", "budget_political_goals.effects"
TREE = {
    "changes": {"F1": {"title": "Digital ansøgning"}, "F2": {"title": "Selvbetjening"}},
    "benefits": {"G1": {"title": "Færre opkald"}},
}
ENTER, FURTHER, SAVE = "\r", "\x1b[18~", "\x1b[21~"


def rows(session: Session) -> Iterator[tuple[str, str]]:
    """Every row of the tables of a plan, and one that is to be in each."""
    for id, question in session.questionnaire.questions():
        if question.is_table:
            yield from ((id, row) for row in list(session.answers.rows(id))[:3])
            if question.kind != "matrix":
                yield id, NEW


def forms(session: Session, asker: Asker) -> Forms:
    return Forms(session, asker, Questions(session, asker))


@contextmanager
def typing(keys: str) -> Iterator[None]:
    """A terminal without a screen at which these keys are pressed."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        yield


class TestPassing:
    @pytest.fixture
    def example(self, folder: Path, questionnaire: Questionnaire, danish: Language) -> Session:
        return example_session(folder, questionnaire, danish)

    def test_in_a_script(self, example: Session):
        """Enter through every field of every row."""
        before, filled = kept(example), forms(example, Scripted(otherwise=lambda asked: PASS))

        assert {filled.fill(id, row) for id, row in rows(example)} == {Wish.DONE}
        assert kept(example) == before

    def test_in_the_plain_face(self, example: Session, danish: Language):
        """An empty line."""
        before, filled = kept(example), forms(example, Plain(danish, lambda: "", lambda line: None))

        assert {filled.fill(id, row) for id, row in rows(example)} == {Wish.DONE}
        assert kept(example) == before

    @pytest.mark.parametrize("key", [ENTER, "\t"])
    def test_in_the_terminal(self, example: Session, danish: Language, key: str):
        """Enter through every field, or Tab, and then to save."""
        before = kept(example)
        for id, row in rows(example):
            asker = Scripted(otherwise=lambda asked: PASS)
            forms(example, asker).fill(id, row)
            with typing(key * max(1, len(asker.asked)) + SAVE if key == "\t" else key * 40):
                forms(example, Terminal(danish)).fill(id, row)

        assert kept(example) == before


def by_script(session: Session) -> None:
    answers = [
        "?add",
        "Færre fejl",
        ("F1", "F2"),
        "quality",
        Wish.FURTHER,
        PASS,
        PASS,
        "Ser\nman",
        PASS,
        "1.500",
        Wish.DONE,
    ]
    Dialogue(session, Scripted(*answers, "?done")).question(BENEFITS)


def by_plain(session: Session) -> None:
    row = ["1: Færre fejl", "2: F1; selvbetj", "3: kvalitet", ":flere felter", "6: Ser", "6+ man", "8: 1500", ""]
    lines = iter(["2", *row, "4"])
    Dialogue(session, Plain(session.language, lambda: next(lines), lambda line: None)).question(BENEFITS)


def by_terminal(session: Session) -> None:
    row = f"Færre fejl{ENTER}F1{ENTER}selvbetj{ENTER}{ENTER}kval{ENTER}{ENTER}{ENTER}Ser\x1b{ENTER}man"
    with typing(f"\x1b[A{ENTER}{row}{FURTHER}\t1500{SAVE}\x1b[F{ENTER}"):
        Dialogue(session, Terminal(session.language)).question(BENEFITS)


def by_file(session: Session) -> None:
    answers = session.opened.folder / "svar.yaml"
    answers.write_text(
        f"{BENEFITS}:\n  - title: Færre fejl\n    from: [F1, F2]\n    kind: kvalitet\n    description: |-\n"
        f"      Ser\n      man\n{EFFECTS}:\n  G2:\n    full_effect:\n      amount: 1500\n",
        encoding="utf-8",
    )
    fill(session, answers)


@pytest.mark.parametrize("face", [by_plain, by_terminal, by_file])
def test_the_same_answers_are_the_same_bytes(
    tmp_path: Path, questionnaire: Questionnaire, face: Callable[[Session], None]
):
    """One engine: the plan does not tell which face it was answered through."""
    tree = {"benefits_tree": {**TREE, "benefits": {"G1": {"title": "Færre opkald"}}}}
    sessions = [new_session(tmp_path / name, questionnaire, **tree, plan_id="urn:uuid:1") for name in ("one", "other")]

    by_script(sessions[0])
    face(sessions[1])

    texts = [(tmp_path / name / PLAN).read_text(encoding="utf-8") for name in ("one", "other")]
    assert "Selvbetjening" in texts[0]
    assert "quality" in texts[0]
    assert texts[0] == texts[1]


def test_a_row_is_saved_at_once_and_cell_by_cell(make_session: MakeSession, folder: Path):
    """Each cell that was changed is a change of its own in the journal, and all of them lead to one plan."""
    session = make_session(benefits_tree=TREE)
    lines = (folder / JOURNAL).read_text(encoding="utf-8").count("\n")

    forms(session, Scripted("Færre klager", Wish.SKIP, "quality", *[Wish.SKIP] * 9)).fill(BENEFITS, "G1")

    added = [json.loads(line) for line in (folder / JOURNAL).read_text(encoding="utf-8").splitlines()[lines:]]
    assert [one["key"][-1] for one in added if one["key"][0] == "benefits_tree"] == ["title", "kind"]
    assert len({one["plan"] for one in added}) == 1
    assert on_disk(folder, "benefits_tree", "benefits", "G1") == {"title": "Færre klager", "kind": "quality"}


def test_further_columns_are_filled_in_with_the_row(make_session: MakeSession, folder: Path):
    """What later tables ask of a benefit can be said where the benefit is made, and belongs to them."""
    session = make_session(benefits_tree=TREE)
    asker = Scripted("Færre fejl", Wish.FURTHER, *[Wish.SKIP] * 6, "250000", otherwise=lambda asked: PASS)

    forms(session, asker).fill(BENEFITS)

    assert on_disk(folder, "benefits_tree", "benefits", "G2") == {
        "title": "Færre fejl", "full_effect": {"amount": "250000"}
    }  # fmt: skip
    assert session.answers.state(EFFECTS) == "answered"


def test_a_column_that_another_one_calls_up_comes_at_once(make_session: MakeSession):
    """Within the form: the reason is asked for when the theme is said not to matter."""
    session = make_session(benefits_tree=TREE)
    asker = Scripted("false", "Kanalen er der ikke")

    forms(session, asker).fill("action_plan.matrix", "F1.channel_strategy")

    assert [title.rpartition(" · ")[2] for title in asker.titles] == ["Er temaet relevant?", "Ikke relevant, fordi"]


def test_one_goes_on_to_the_next_row(make_session: MakeSession):
    """With the wish for it; after the last there is none."""
    session = make_session(benefits_tree={**TREE, "benefits": {"G1": {"title": "A"}, "G2": {"title": "B"}}})
    asker = Scripted("G1", "change", Wish.NEXT, Wish.NEXT, "?done")

    Dialogue(session, asker).question(BENEFITS)

    assert [form.title for form in asker.forms] == ["G1  A", "G2  B"]


def test_what_a_new_row_did_not_take_stays_with_that_row(make_session: MakeSession):
    """The next new row begins empty; the row that was made still has it, as a draft."""
    session = make_session(benefits_tree=TREE)
    lines = iter(["1: Færre fejl", ":flere felter", "8: halvanden", ":tilbage"])
    asked = forms(session, Plain(session.language, lambda: next(lines), lambda text: None))

    asked.fill(BENEFITS)

    drafts = {
        row: [one.draft for one in asked.form(asked._row(BENEFITS, row)).fields if one.draft] for row in (NEW, "G2")
    }
    assert drafts == {NEW: [], "G2": ["halvanden"]}


def test_a_new_person_is_named_after_the_form(session: Session, folder: Path):
    """And stands in the row; whoever names nobody is led back to the form, in which the rest still stands."""
    asker = Scripted("Selvbetjening", "+", Wish.SKIP, Wish.BACK, PASS, PASS, PASS, "Mia Holm, leder")

    forms(session, asker).fill("benefits_tree.changes")

    assert on_disk(folder, "benefits_tree", "changes", "F1") == {"title": "Selvbetjening", "owner": "P1"}


class TestUnits:
    """An estimate is in the unit of the number it stands around, also while that is being entered."""

    def test_the_label_and_the_echo_follow_what_is_entered(self, make_session: MakeSession):
        """From amounts to full-time equivalents; between them there is no unit."""
        session = make_session(benefits_tree={"benefits": {"G1": {"title": "Færre opkald", "type": "cashable"}}})
        forms = Dialogue(session, Scripted()).tables.forms
        sheet = Sheet(forms.form(forms._row(EFFECTS, "G1")), session.language)
        fields = {one.key: one for one in sheet.form.fields}
        low, units = fields["range.low"], []

        for key, text in (("full_effect.amount", "300.000"), ("full_effect.amount", ""), ("full_effect.fte", "2")):
            assert sheet.put(fields[key], text) is None
            assert sheet.shown
            units.append((sheet.label(low), low.told("1,5")))

        assert units == [
            ("Lavt skøn (kr. pr. år)", "Læst som 1,5 kr. pr. år"),
            ("Lavt skøn", "Læst som 1,5"),
            ("Lavt skøn (årsværk)", "Læst som 1,5 årsværk"),
        ]

    def test_what_is_typed_in_that_unit_is_saved(self, make_session: MakeSession, folder: Path):
        """The effect and its estimates in one form, from nothing: each with its unit."""
        session = make_session(benefits_tree={"benefits": {"G1": {"title": "Færre opkald", "type": "cashable"}}})
        lines: list[str] = []
        written: list[str] = []
        plain = Plain(session.language, lambda: lines.pop(0), written.append)
        forms = Dialogue(session, plain).tables.forms
        numbers = {one.key: n for n, one in enumerate(forms.form(forms._row(EFFECTS, "G1")).fields, 1)}
        typed = {"full_effect.amount": "300 t.kr.", "range.low": "250 t.kr.", "range.high": "400 t.kr."}
        lines += [*(f"{numbers[key]}: {text}" for key, text in typed.items()), ""]

        forms.fill(EFFECTS, "G1")

        held = on_disk(folder, "benefits_tree", "benefits", "G1")
        assert (held["full_effect"], held["range"]) == ({"amount": "300000"}, {"low": "250000", "high": "400000"})
        assert f"{numbers['range.low']}. Lavt skøn (kr. pr. år): 250 t.kr." in written
