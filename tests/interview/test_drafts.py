"""What was typed or ticked and not saved is there again: in every field, for every key and every word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from planbuilder.errors import Conflict
from planbuilder.interview.asking import Menu, Prompt, Wish
from planbuilder.interview.dialogue import Dialogue
from planbuilder.interview.drafts import Drafts
from planbuilder.interview.plain import Plain
from planbuilder.interview.session import Session
from planbuilder.interview.terminal import Terminal
from planbuilder.language import Language
from planbuilder.plan.journal import UNSAVED
from tests.interview.conftest import MakeSession
from tests.interview.scripted import PASS, Left, Scripted, ask, on_disk, talk
from tests.interview.test_terminal import ALL, CTRL_C, DOWN, ENTER, ESCAPE, FRUIT, KEYS, SPACE, keyboard

WORDS = {
    Wish.HELP: ":hjælp", Wish.BACK: ":tilbage", Wish.SKIP: ":spring over", Wish.UNKNOWN: ":ved ikke",
    Wish.NOT_RELEVANT: ":ikke relevant", Wish.HOME: ":oversigt", Wish.CLEAR: ":slet svar",
    Wish.FURTHER: ":flere felter", Wish.NEXT: ":næste række", Wish.DONE: ":gem",
    Wish.SEARCH: ":søg", Wish.EDITOR: ":teksteditor",
}  # fmt: skip
PLACE = ("answers", "x")


def twice(face: Terminal, drafts: Drafts, prompt: Prompt) -> tuple[object, object]:
    """The same prompt asked twice."""
    return face.line(drafts.typing(PLACE, prompt)), face.line(drafts.typing(PLACE, prompt))


class TestTerminal:
    @pytest.mark.parametrize("wish", Wish)
    @pytest.mark.parametrize("many_lines", [False, True])
    def test_a_key_keeps_the_text(self, danish: Language, wish: Wish, many_lines: bool):
        """What was typed when a function key was pressed stands in the field when it comes back."""
        prompt = Prompt("Hvad?", default="Nu", many_lines=many_lines, wishes=ALL)

        with keyboard(" og her" + KEYS[wish] + "!" + ENTER):
            answers = twice(Terminal(danish), Drafts(), prompt)

        assert answers == (wish, "Nu og her!")

    @pytest.mark.parametrize("wish", Wish)
    def test_a_word_on_a_line_of_its_own_keeps_the_lines_before(self, danish: Language, wish: Wish):
        """In a long text a wish may be typed as its last line."""
        prompt = Prompt("Hvad?", many_lines=True, wishes=ALL)

        with keyboard(f"En{ESCAPE}{ENTER}To{ESCAPE}{ENTER}{WORDS[wish]}{ENTER}!{ENTER}"):
            answers = twice(Terminal(danish), Drafts(), prompt)

        assert answers == (wish, "En\nTo!")

    @pytest.mark.parametrize("wish", Wish)
    def test_a_word_behind_the_present_answer_is_a_wish(self, danish: Language, wish: Wish):
        """One need not delete the answer to say a word; the answer stays."""
        with keyboard(WORDS[wish] + ENTER + ENTER):
            answers = twice(Terminal(danish), Drafts(), Prompt("Hvad?", default="Kultur", wishes=ALL))

        assert answers == (wish, "Kultur")

    def test_a_word_keeps_an_earlier_draft(self, danish: Language):
        """A draft is not lost by a wish that is typed behind it."""
        prompt = Prompt("Hvad?", wishes=ALL)
        drafts = Drafts()

        with keyboard("halvt" + KEYS[Wish.HOME] + ":tilbage" + ENTER + ENTER):
            answers = (*twice(Terminal(danish), drafts, prompt), Terminal(danish).line(drafts.typing(PLACE, prompt)))

        assert answers == (Wish.HOME, Wish.BACK, "halvt")

    @pytest.mark.parametrize("say", [KEYS, {wish: word + ENTER for wish, word in WORDS.items()}], ids=["key", "word"])
    @pytest.mark.parametrize("wish", Wish)
    @pytest.mark.parametrize("ordered", [False, True])
    def test_ticks_are_kept(self, danish: Language, say: dict[Wish, str], wish: Wish, ordered: bool):
        """Several that were ticked are ticked again, in their order."""
        menu, drafts = Menu("Frugt?", FRUIT, many=True, ordered=ordered, wishes=ALL), Drafts()

        with keyboard(DOWN + SPACE + DOWN + DOWN + SPACE + say[wish] + ENTER):
            answers = [Terminal(danish).choose_many(drafts.ticking(PLACE, menu)) for _ in range(2)]

        assert answers == [wish, ("b", "a") if ordered else ("a", "b")]

    @pytest.mark.parametrize("say", [KEYS, {wish: word + ENTER for wish, word in WORDS.items()}], ids=["key", "word"])
    @pytest.mark.parametrize("wish", Wish)
    def test_the_pointer_of_a_choice_is_kept_for_help(self, danish: Language, say: dict[Wish, str], wish: Wish):
        """A wish may be a key or a word in a choice too; the pointer is told."""
        menu, drafts = Menu("Frugt?", FRUIT, blank="(ikke besvaret)", wishes=ALL), Drafts()

        with keyboard(DOWN + DOWN + say[wish] + ENTER):
            answers = [Terminal(danish).choose(drafts.pointing(PLACE, menu)) for _ in range(2)]

        assert answers == [wish, "b"]

    @pytest.mark.parametrize("many", [False, True])
    def test_a_word_nobody_knows_does_nothing_in_a_menu(self, danish: Language, many: bool):
        """It is taken away, and Enter chooses again; a letter by itself ticks nothing."""
        menu = Menu("Frugt?", FRUIT, many=many, default="b", chosen=("b",), wishes=ALL)

        with keyboard("ai:tilbagex" + ENTER + ENTER):
            answer = Terminal(danish).choose_many(menu) if many else Terminal(danish).choose(menu)

        assert answer == (("b",) if many else "b")

    def test_a_word_can_be_mended(self, danish: Language):
        """Backspace takes a letter back."""
        with keyboard(":tilbagr\x7fe" + ENTER):
            answer = Terminal(danish).choose(Menu("Frugt?", FRUIT, wishes=ALL))

        assert answer is Wish.BACK

    @pytest.mark.parametrize("id", ["cover.department", "cover.description"])
    def test_help_opens_over_the_field(self, danish: Language, session: Session, folder: Path, id: str):
        """After F1 the text is as it was typed, and Enter saves it."""
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
            pipe.send_text("Formålet er " + KEYS[Wish.HELP] + "at hjælpe" + ENTER)
            Dialogue(session, Terminal(danish)).question(id)

        assert session.answers.value(id) == "Formålet er at hjælpe"


class TestPlain:
    @pytest.mark.parametrize("wish", Wish)
    def test_a_word_keeps_the_lines_before(self, danish: Language, wish: Wish):
        """Lines typed before a wish are shown when the question comes back, and go on from there."""
        lines, written = iter(["En", "To", WORDS[wish], "Tre", "."]), list[str]()
        plain, drafts = Plain(danish, lambda: next(lines), written.append), Drafts()
        prompt = Prompt("Hvad?", many_lines=True, wishes=ALL)

        answers = [plain.line(drafts.typing(PLACE, prompt)) for _ in range(2)]

        assert (answers, "Skrevet indtil nu, men ikke gemt: En\nTo" in written) == ([wish, "En\nTo\nTre"], True)

    def test_a_full_stop_saves_the_draft(self, danish: Language):
        """Nothing need be added to it."""
        lines = iter(["En", ":oversigt", "."])
        plain, drafts = Plain(danish, lambda: next(lines), lambda line: None), Drafts()
        prompt = Prompt("Hvad?", many_lines=True, wishes=ALL)

        assert [plain.line(drafts.typing(PLACE, prompt)) for _ in range(2)] == [Wish.HOME, "En"]

    def test_an_unknown_word_is_refused_and_the_draft_stays(self, danish: Language):
        """A slip in a word does not become part of the text."""
        lines = iter(["En", ":oversigt", ":tilbag", "."])
        plain, drafts = Plain(danish, lambda: next(lines), lambda line: None), Drafts()
        prompt = Prompt("Hvad?", many_lines=True, wishes=ALL)

        assert [plain.line(drafts.typing(PLACE, prompt)) for _ in range(2)] == [Wish.HOME, "En"]


class TestDialogue:
    @pytest.mark.parametrize("wish", [Wish.BACK, Wish.SKIP, Wish.UNKNOWN, Wish.NOT_RELEVANT, Wish.HOME, Wish.CLEAR])
    def test_the_text_is_there_when_the_question_comes_back(self, session: Session, folder: Path, wish: Wish):
        """However one left the question, the text has waited, nothing of it was saved, and Enter saves it."""
        place = "organisation", "department"
        dialogue = Dialogue(session, Scripted(Left(wish, "Kultur og"), otherwise=lambda asked: Wish.BACK))
        dialogue.question("cover.department")
        before = on_disk(folder, *place)

        dialogue.asker = dialogue.questions.asker = asker = Scripted(PASS)
        dialogue.question("cover.department")

        assert isinstance(asker.asked[0], Prompt)
        assert (before, asker.asked[0].draft, on_disk(folder, *place)) == (None, "Kultur og", "Kultur og")

    def test_the_words_of_a_mark_are_kept(self, session: Session):
        """Back from whom to ask, and again: the name is still there."""
        id = "channel_strategy.strategy"
        asker = ask(session, id, Wish.UNKNOWN, Left(Wish.BACK, "Mia fra it"), Wish.UNKNOWN, PASS)

        assert (asker.titles.count("Hvem kan svare?"), session.answers.note(id).ask) == (2, "Mia fra it")

    def test_a_new_persons_name_is_kept(self, session: Session, folder: Path):
        """Back from the name of a new person, and again."""
        dialogue = Dialogue(session, Scripted("+", Left(Wish.BACK, "Åse, leder"), "+", PASS))

        dialogue.question("cover.sponsor")
        dialogue.question("cover.sponsor")

        assert on_disk(folder, "people") == {"P1": {"name": "Åse", "role": "leder"}}

    def test_a_form_that_is_stopped_keeps_its_drafts(self, make_session: MakeSession, folder: Path):
        """Ctrl-C in the middle of a row: what was entered is in the form when one comes back to it."""
        session = make_session(people={"P1": {"name": "Mia"}})
        asker = Scripted("P1", "Ret rækken", Wish.SKIP, "leder", KeyboardInterrupt)
        dialogue, done = Dialogue(session, asker), "Færdig med tabellen"
        with pytest.raises(KeyboardInterrupt):
            dialogue.question("cover.people")

        asker.left.extend(["P1", "Ret rækken", PASS, PASS, PASS, done])
        dialogue.question("cover.people")

        assert on_disk(folder, "people", "P1") == {"name": "Mia", "role": "leder"}

    def test_stopping_tells_what_is_not_saved(self, session: Session):
        """A draft is never dropped in silence: it is shown, and one may go back to it."""
        stop = "Gem og slut"
        left = Left(Wish.HOME, "Kultur og")

        asker = talk(session, "cover", left, stop, PASS, stop, "ja, slut uden at gemme det")

        told = "Skrevet, men ikke gemt – Hvilken digital løsning handler planen om?: Kultur og"
        assert [text for text, tone in asker.said if tone == "bad"] == [told, told]

    @pytest.mark.parametrize("stop", [KeyboardInterrupt, Conflict([])])
    def test_however_the_talk_ends_what_is_not_saved_is_told(self, session: Session, stop: BaseException):
        """Ctrl-C, or somebody else's change: the text is on the screen to be copied."""
        asker = Scripted("cover", Left(Wish.SKIP, "Kultur og"), otherwise=lambda asked: stop)

        with pytest.raises((KeyboardInterrupt, Conflict)):
            Dialogue(session, asker).run()

        told = "Skrevet, men ikke gemt – Hvilken digital løsning handler planen om?: Kultur og"
        assert asker.said[-1] == (told, "bad")

    def test_ctrl_c_keeps_what_stands_in_the_field(self, danish: Language, session: Session):
        """The text that was being typed is told too."""
        dialogue = Dialogue(session, Terminal(danish))

        with keyboard("halvt" + CTRL_C), pytest.raises(KeyboardInterrupt):
            dialogue.question("cover.department")

        assert dialogue.questions.drafts.kept[("organisation", "department")].text == "halvt"

    @pytest.mark.parametrize("depth", [200, 5_000, 200_000])
    def test_what_is_nested_without_end_is_passed_over(self, session: Session, depth: int):
        """A file that somebody has put in the folder stops no interview, and takes nothing along."""
        line = json.dumps({"by": "Bo", "role": "", "on": "2026-11-23", "places": [[["title"], "T", "Ny"]]})
        deep = f'{{"places": {"[" * depth}{"]" * depth}}}'
        (session.opened.folder / UNSAVED).write_text(f"{deep}\n{line}\n", encoding="utf-8")

        assert [one.places for one in session.unsaved()] == [((("title",), "T", "Ny"),)]

    @pytest.mark.parametrize("answer", ["Kultur", PASS])
    def test_an_answer_ends_the_draft(self, session: Session, answer: str):
        """What has been saved is not told to be unsaved."""
        dialogue = Dialogue(session, Scripted(Left(Wish.SKIP, "Kult"), answer))

        dialogue.question("cover.department")
        dialogue.question("cover.department")

        assert dialogue.questions.drafts.kept == {}

    def test_the_present_answer_is_no_draft(self, make_session: MakeSession):
        """Leaving a field untouched leaves nothing behind."""
        session = make_session(organisation={"name": "N", "department": "Kultur"})
        dialogue = Dialogue(session, Scripted(Left(Wish.SKIP, "Kultur"), Left(Wish.HOME, " ")))

        dialogue.question("cover.department")
        dialogue.question("cover.department")

        assert dialogue.questions.drafts.kept == {}
