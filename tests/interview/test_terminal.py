"""The terminal face: arrow keys, function keys and typed text, driven through a pipe instead of a keyboard."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output

from planbuilder.interview.asking import Menu, Option, Prompt, Wish
from planbuilder.interview.dialogue import Dialogue
from planbuilder.interview.session import Session
from planbuilder.interview.terminal import Terminal
from planbuilder.language import Language
from tests.interview.scripted import on_disk

ENTER, DOWN, UP, SPACE, ESCAPE, CTRL_C, CTRL_U = "\r", "\x1b[B", "\x1b[A", " ", "\x1b", "\x03", "\x15"
KEYS = {
    Wish.HELP: "\x1bOP", Wish.BACK: "\x1bOQ", Wish.SKIP: "\x1bOR", Wish.UNKNOWN: "\x1bOS",
    Wish.NOT_RELEVANT: "\x1b[15~", Wish.HOME: "\x1b[17~", Wish.CLEAR: "\x1b[19~", Wish.FURTHER: "\x1b[18~",
    Wish.NEXT: "\x1b[20~", Wish.DONE: "\x1b[21~", Wish.SEARCH: "\x06", Wish.EDITOR: "\x05",
}  # fmt: skip
ALL = frozenset(Wish)
FRUIT = (Option("a", "æble"), Option("b", "blomme"), Option("c", "citron"))
Do = Callable[[Terminal], object]


@contextmanager
def keyboard(keys: str) -> Iterator[None]:
    """A terminal without a screen at which these keys are pressed."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        yield


@pytest.fixture
def press(danish: Language) -> Callable[[str, Do], object]:
    """What comes of doing something with a terminal face while keys are pressed."""

    def pressed(keys: str, do: Do) -> object:
        with keyboard(keys):
            return do(Terminal(danish))

    return pressed


@pytest.fixture
def seen(danish: Language) -> Callable[[str, Do], str]:
    """What a terminal shows while keys are pressed."""

    def shown(keys: str, do: Do, colour: bool = True) -> str:
        screen = io.StringIO()
        output = Vt100_Output(screen, lambda: Size(rows=40, columns=120), term="xterm", enable_cpr=False)
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=output):
            pipe.send_text(keys)
            do(Terminal(danish, colour))
        return screen.getvalue()

    return shown


Press = Callable[[str, Do], object]
Seen = Callable[..., str]


class TestLine:
    @pytest.mark.parametrize(
        ("keys", "answer"),
        [("Bedre service" + ENTER, "Bedre service"), ("æøå 😀" + ENTER, "æøå 😀"), (ENTER, "")],
    )
    def test_a_typed_text(self, press: Press, keys: str, answer: str):
        """What is typed before Enter is the answer."""
        assert press(keys, lambda face: face.line(Prompt("Hvad?"))) == answer

    def test_the_present_answer_can_be_edited(self, press: Press):
        """The prompt begins with the present answer."""
        answer = press("\x7f\x7fe!" + ENTER, lambda face: face.line(Prompt("Hvad?", default="Gammel")))

        assert answer == "Gamme!"

    def test_enter_ends_a_long_text_and_escape_enter_is_a_new_line(self, press: Press):
        """Enter means the same in every field: the answer is done."""
        answer = press(f"En{ESCAPE}{ENTER}To{ENTER}", lambda face: face.line(Prompt("Hvad?", many_lines=True)))

        assert answer == "En\nTo"

    def test_lines_that_are_pasted_stay_together(self, press: Press):
        """A text of several lines from elsewhere is one answer."""
        pasted = f"\x1b[200~En\rTo\x1b[201~{ENTER}"

        assert press(pasted, lambda face: face.line(Prompt("Hvad?", many_lines=True))) == "En\nTo"

    def test_lines_that_are_pasted_in_a_short_field_become_one(self, press: Press):
        """A line break from elsewhere is a blank, and is seen to be before the answer is given."""
        pasted = f"\x1b[200~Teknik og\r\nMiljø\x1b[201~{CTRL_U}Kultur\x1b[200~ og\nFritid\x1b[201~{ENTER}"

        assert press(pasted, lambda face: face.line(Prompt("Hvad?"))) == "Kultur og Fritid"

    def test_a_line_that_is_refused_can_be_mended(self, press: Press):
        """Enter on a wrong line does nothing but say why; the line stays to be mended."""
        prompt = Prompt("Hvor mange?", check=lambda line: None if line.isdigit() else "Ikke et tal.")

        assert press(f"syv{ENTER}{CTRL_U}7{ENTER}", lambda face: face.line(prompt)) == "7"

    def test_a_typed_wish_is_understood_before_the_check(self, press: Press):
        """The words of the plain face work here too, even where the line would be refused."""
        prompt = Prompt("Hvor mange?", check=lambda line: "nej", wishes=ALL)

        assert press(":ved ikke" + ENTER, lambda face: face.line(prompt)) is Wish.UNKNOWN


class TestFunctionKeys:
    @pytest.mark.parametrize("wish", Wish)
    @pytest.mark.parametrize("many_lines", [False, True])
    def test_in_a_text(self, press: Press, wish: Wish, many_lines: bool):
        """A key is its wish at once, whatever has been typed."""
        prompt = Prompt("Hvad?", many_lines=many_lines, wishes=ALL)

        assert press("halvt" + KEYS[wish], lambda face: face.line(prompt)) is wish

    @pytest.mark.parametrize("wish", Wish)
    @pytest.mark.parametrize("many", [False, True])
    def test_in_a_menu(self, press: Press, wish: Wish, many: bool):
        """Menus know the same keys."""
        menu = Menu("Frugt?", FRUIT, many=many, wishes=ALL)

        assert press(KEYS[wish], lambda face: face.choose_many(menu) if many else face.choose(menu)) is wish

    def test_a_key_that_is_not_offered_does_nothing(self, press: Press):
        """Where there is nothing to go back to, F2 is no wish."""
        answer = press(KEYS[Wish.BACK] + "ja" + ENTER, lambda face: face.line(Prompt("Hvad?", wishes={Wish.SKIP})))

        assert answer == "ja"

    def test_the_keys_of_one_prompt_are_gone_at_the_next(self, press: Press):
        """A wish offered once is not offered for ever."""

        def two(face: Terminal) -> object:
            return face.line(Prompt("Først?", wishes=ALL)), face.line(Prompt("Så?"))

        assert press(KEYS[Wish.HOME] + KEYS[Wish.HOME] + "ja" + ENTER, two) == (Wish.HOME, "ja")


class TestChoose:
    @pytest.mark.parametrize(
        ("keys", "default", "value"),
        [
            (ENTER, "", "a"),
            (DOWN + ENTER, "", "b"),
            (ENTER, "c", "c"),
            (UP + ENTER, "c", "b"),
            (UP + ENTER, "", "c"),
            (DOWN + ENTER, "findes ikke", "b"),
        ],
    )
    def test_arrows_and_enter(self, press: Press, keys: str, default: str, value: str):
        """The pointer begins at the present answer and goes round."""
        assert press(keys, lambda face: face.choose(Menu("Frugt?", FRUIT, default=default))) == value

    @pytest.mark.parametrize("letters", ["j", "k"])
    def test_letters_do_not_move_the_pointer(self, press: Press, letters: str):
        """J and k are letters of Danish words, no arrows."""
        assert press(letters + ENTER, lambda face: face.choose(Menu("Frugt?", FRUIT, default="b"))) == "b"

    @pytest.mark.parametrize("count", [1, 60])
    def test_menus_of_any_length(self, press: Press, count: int):
        """One option, or more than a screen holds: the last one can be reached."""
        options = [Option(str(n), f"valg {n}") for n in range(count)]

        assert press(UP + ENTER, lambda face: face.choose(Menu("Hvilken?", options))) == str(count - 1)

    def test_options_of_the_same_name(self, press: Press):
        """Two options may be called the same; the one pointed at is chosen."""
        options = [Option("P1", "Mia Holm"), Option("P2", "Mia Holm")]

        assert press(DOWN + ENTER, lambda face: face.choose(Menu("Hvem?", options))) == "P2"


class TestChooseMany:
    @pytest.mark.parametrize(
        ("keys", "values"),
        [
            (ENTER, ("b",)),
            (SPACE + ENTER, ("a", "b")),
            (DOWN + DOWN + SPACE + ENTER, ("b", "c")),
            (DOWN + SPACE + ENTER, ()),
        ],
    )
    def test_space_ticks_and_enter_ends(self, press: Press, keys: str, values: tuple[str, ...]):
        """The ticks begin with those there are, and come in the order of the menu."""
        menu = Menu("Frugt?", FRUIT, many=True, chosen=("b",))

        assert press(keys, lambda face: face.choose_many(menu)) == values


class TestEnds:
    @pytest.mark.parametrize(("keys", "value"), [("\x1b[F", "c"), ("\x1b[F\x1b[H", "a")])
    def test_home_and_end_lead_to_the_ends_of_a_menu(self, press: Press, keys: str, value: str):
        """A long list is not walked line by line."""
        menu = Menu("Frugt?", FRUIT)

        assert press(keys + ENTER, lambda face: face.choose(menu)) == value


class TestBlank:
    @pytest.mark.parametrize(
        ("keys", "default", "value"),
        [(ENTER, "", ""), (DOWN + ENTER, "", "a"), (ENTER, "b", "b"), (UP + UP + ENTER, "b", ""), (ENTER, "gone", "")],
    )
    def test_stands_first_and_is_what_enter_gives(self, press: Press, keys: str, default: str, value: str):
        """Where nothing is answered, Enter answers nothing; where something is, it stays."""
        menu = Menu("Frugt?", FRUIT, default=default, blank="(ikke besvaret)")

        assert press(keys, lambda face: face.choose(menu)) == value

    def test_what_is_passed_is_told_to_be_unanswered(self, seen: Seen):
        """The line that stays on the screen does not look like an answer."""
        shown = [
            plain(seen(ENTER, do, colour=False))
            for do in (
                lambda face: face.line(Prompt("Hvad?")),
                lambda face: face.choose(Menu("Hvad?", FRUIT, blank="(ikke besvaret)")),
                lambda face: face.choose_many(Menu("Hvad?", FRUIT, many=True)),
            )
        ]

        assert all("✓ Hvad?  (ikke besvaret)" in screen for screen in shown)

    def test_an_emptied_line_leaves_the_answer_and_says_so(self, seen: Seen):
        """Emptying a line deletes nothing: the screen says what still holds, and how it is deleted."""
        screen = plain(seen(CTRL_U + ENTER, lambda face: face.line(Prompt("Hvad?", default="Gammel")), colour=False))

        assert "Svaret står stadig: Gammel." in screen


class TestOrder:
    @pytest.mark.parametrize(
        ("keys", "values"),
        [
            (ENTER, ("c", "a")),
            (DOWN + SPACE + ENTER, ("c", "a", "b")),
            (SPACE + SPACE + ENTER, ("c", "a")),
            (DOWN + DOWN + SPACE + SPACE + ENTER, ("a", "c")),
            (SPACE + DOWN + DOWN + SPACE + UP + SPACE + UP + SPACE + ENTER, ("b", "a")),
        ],
    )
    def test_the_order_of_ticking_is_kept(self, press: Press, keys: str, values: tuple[str, ...]):
        """Whoever is ticked first comes first; a tick taken away and set again comes last."""
        menu = Menu("Hvem?", FRUIT, many=True, chosen=("c", "a"), ordered=True)

        assert press(keys, lambda face: face.choose_many(menu)) == values

    def test_the_place_is_shown_in_front(self, seen: Seen):
        """One sees who comes first before one presses Enter, and afterwards."""
        menu = Menu("Hvem?", FRUIT, many=True, chosen=("c", "a"), ordered=True)

        screen = plain(seen(ENTER, lambda face: face.choose_many(menu), colour=False))

        assert all(text in screen for text in ("1. citron", "2. æble", "✓ Hvem?  citron, æble"))


class TestCtrlC:
    @pytest.mark.parametrize(
        "do",
        [
            lambda face: face.line(Prompt("Hvad?", wishes=ALL)),
            lambda face: face.line(Prompt("Hvad?", many_lines=True)),
            lambda face: face.choose(Menu("Frugt?", FRUIT)),
            lambda face: face.choose_many(Menu("Frugt?", FRUIT)),
        ],
        ids=["text", "long text", "one", "several"],
    )
    def test_is_told_to_the_caller(self, press: Press, do: Do):
        """Ctrl-C is never swallowed, and never an answer."""
        with pytest.raises(KeyboardInterrupt):
            press("noget" + CTRL_C, do)


class TestShown:
    def test_hint_and_keys_stand_above_the_question(self, seen: Seen):
        """How to answer is told in Danish before the question."""
        prompt = Prompt("Hvad?", "Kort.", many_lines=True, wishes=frozenset({Wish.BACK, Wish.HELP}))

        screen = " ".join(seen(f"x{ENTER}", lambda face: face.line(prompt)).split())

        keys = "Færdig: Enter · Ny linje: Esc og derefter Enter · tast F1: hjælp · tast F2: tilbage"
        first = screen.index("Kort."), screen.index(keys)
        assert (first[0] < first[1] < screen.index("Hvad?")) is True

    def test_the_keys_are_told_once_in_a_part_and_again_with_help(self, seen: Seen):
        """What is asked is not hidden among keys; beside each question stands where help is."""
        prompt = Prompt("Hvad?", wishes=ALL)

        def talk(face: Terminal) -> None:
            for _ in range(4):
                face.line(prompt)
            face.say("Ny del", "title")
            face.line(prompt)

        screen = plain(seen(f"a{ENTER}b{ENTER}{KEYS[Wish.HELP]}c{ENTER}d{ENTER}", talk, colour=False))

        asked, helped = (screen.count(f"? Hvad?{help}") for help in ("", "  tast F1: hjælp"))
        assert screen.count("tast F2: tilbage") == 3
        assert asked == helped >= 5  # a slow machine may draw one again

    def test_a_long_answer_is_broken_between_words(self, seen: Seen):
        """The line that stays on the screen never ends within a word."""
        answer = "gevinstrealiseringsplan " * 12

        screen = plain(seen(answer + ENTER, lambda face: face.line(Prompt("Hvad?")), colour=False))

        shown = screen[screen.rindex("✓ Hvad?") :].split()
        assert set(shown[2:]) == {"gevinstrealiseringsplan"}

    def test_a_line_that_is_too_long_for_the_screen_is_cut_with_a_mark(self, seen: Seen):
        """One sees that there is more."""
        menu = Menu("Hvad?", [Option("a", "x" * 300)])  # 80 columns, the pointer takes four

        assert "x" * 75 + "…" in plain(seen(ENTER, lambda face: face.choose(menu), colour=False))

    @pytest.mark.parametrize(
        ("keys", "do", "echo"),
        [
            ("Ja" + ENTER, lambda face: face.line(Prompt("Hvad?")), "Ja"),
            (DOWN + ENTER, lambda face: face.choose(Menu("Hvad?", FRUIT)), "blomme"),
            (SPACE + DOWN + SPACE + ENTER, lambda face: face.choose_many(Menu("Hvad?", FRUIT)), "æble, blomme"),
            (KEYS[Wish.UNKNOWN], lambda face: face.line(Prompt("Hvad?", wishes=ALL)), "‹ved ikke›"),
            (KEYS[Wish.BACK], lambda face: face.choose(Menu("Hvad?", FRUIT, wishes=ALL)), "‹tilbage›"),
        ],
    )
    def test_what_was_answered_is_told_in_our_words(self, seen: Seen, keys: str, do: Do, echo: str):
        """After the answer, one line holds question and answer; wishes are named in Danish."""
        screen = seen(keys, do, colour=False)

        assert f"✓ Hvad?  {echo}" in plain(screen)

    @pytest.mark.parametrize(
        ("keys", "do"),
        [
            ("x" + ENTER, lambda face: face.line(Prompt("Hvad?"))),
            (ENTER, lambda face: face.choose(Menu("Hvad?", FRUIT))),
            (SPACE + ENTER, lambda face: face.choose_many(Menu("Hvad?", FRUIT))),
            (ENTER, lambda face: face.choose_many(Menu("Hvad?", FRUIT))),
        ],
        ids=["text", "one", "several", "none"],
    )
    def test_no_english_of_the_library_shows(self, seen: Seen, keys: str, do: Do):
        """Questionary's own words never reach the screen."""
        screen = plain(seen(keys, do)).casefold()

        english = ["use arrow", "arrow keys", "done", "selection", "invalid", "<space>", "toggle", "finish", "multiple"]
        assert [word for word in english if word in screen] == []

    @pytest.mark.parametrize("tone", ["", "title", "good", "quiet", "bad"])
    @pytest.mark.parametrize("colour", [True, False])
    def test_a_message_of_each_tone(self, seen: Seen, tone: str, colour: bool):
        """The text is the same whatever its tone; without colour no colour is sent."""
        screen = seen("", lambda face: face.say("Alle svar er gemt.", tone), colour=colour)

        coloured = any(code in screen for code in ("\x1b[0;3", "\x1b[0;9", "\x1b[0;1;3"))
        assert ("Alle svar er gemt." in screen, coloured) == (True, colour and tone != "")


def plain(screen: str) -> str:
    """What a screen shows, without its codes."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", screen)


def test_a_whole_part(danish: Language, session: Session):
    """The dialogue runs through the terminal face with keys alone, and the answers are on disk."""
    keys = "".join([
        DOWN, ENTER,  # the benefits tree
        "Bedre service", ESCAPE, ENTER, "Færre fejl", ENTER,
        ENTER, "Digital ansøgning", ENTER,  # a change
        DOWN, ENTER, ENTER, "Mia Holm, leder", ENTER, ENTER,  # somebody new, who is named after the form; one more row
        KEYS[Wish.HOME], UP, UP, ENTER,  # from the part where one was, round to the last line: save and finish
    ])  # fmt: skip

    with keyboard(keys):
        Dialogue(session, Terminal(danish)).run()

    assert on_disk(session.opened.folder, "benefits_tree") == {
        "purpose": "Bedre service\nFærre fejl", "changes": {"F1": {"title": "Digital ansøgning", "owner": "P1"}},
    }  # fmt: skip
