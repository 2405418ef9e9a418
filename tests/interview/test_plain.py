"""The plain face: one line a message, numbered choices, words for wishes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from planbuilder.interview.asking import Menu, Option, Prompt, Wish
from planbuilder.interview.dialogue import Dialogue
from planbuilder.interview.plain import Plain
from planbuilder.interview.session import Session
from planbuilder.language import Language
from tests.interview.scripted import on_disk

ALL = frozenset(Wish)
FRUIT = (Option("a", "æble"), Option("b", "blomme"), Option("c", "citron"))
Face = Callable[..., tuple[Plain, list[str]]]


@pytest.fixture
def face(danish: Language) -> Face:
    """A plain face that reads the given lines, and what it wrote; after the last line the input ends."""

    def made(*lines: str) -> tuple[Plain, list[str]]:
        written: list[str] = []
        left: Iterator[str] = iter(lines)

        def read() -> str:
            for line in left:
                return line
            raise EOFError

        return Plain(danish, read, written.append), written

    return made


class TestLine:
    def test_writes_title_hint_present_answer_and_wishes(self, face: Face):
        """What is asked is told in lines, each once."""
        plain, written = face("Nyt")

        answer = plain.line(Prompt("Hvad?", "Kort.", "Gammelt", wishes=frozenset({Wish.BACK, Wish.HELP})))

        assert (answer, written) == ("Nyt", ["Hvad?", "Kort.", "Nu: Gammelt", ":hjælp · :tilbage"])

    def test_writes_no_empty_line(self, face: Face):
        """Without hint, default and wishes only the title is written."""
        plain, written = face("x")

        plain.line(Prompt("Hvad?"))

        assert written == ["Hvad?"]

    def test_asks_until_the_line_can_be_taken(self, face: Face):
        """The reason is written, and the next line read."""
        plain, written = face("syv", "otte", "9")

        answer = plain.line(Prompt("Hvad?", check=lambda line: None if line.isdigit() else f"»{line}« duer ikke."))

        assert (answer, written) == ("9", ["Hvad?", "»syv« duer ikke.", "»otte« duer ikke."])

    @pytest.mark.parametrize("many_lines", [False, True])
    def test_a_wish_is_understood_before_the_check(self, face: Face, many_lines: bool):
        """A wish is never refused as a wrong answer."""
        plain, _ = face(":Ved ikke")

        answer = plain.line(Prompt("Hvad?", check=lambda line: "nej", wishes=ALL, many_lines=many_lines))

        assert answer is Wish.UNKNOWN

    def test_a_word_for_a_wish_that_is_not_offered_is_refused(self, face: Face):
        """A mistyped wish is never saved as an answer; the words there are, are told."""
        plain, written = face(":tilbge", "Svar")

        answer = plain.line(Prompt("Hvad?", wishes=frozenset({Wish.BACK})))

        assert (answer, ":tilbage" in written[-1]) == ("Svar", True)

    @pytest.mark.parametrize(
        ("lines", "text"),
        [
            (["En", "To", "."], "En\nTo"),
            (["En", "", "To", "."], "En\n\nTo"),
            (["En", "."], "En"),
            ([""], ""),
            (["."], ""),
        ],
    )
    def test_many_lines_end_with_a_full_stop(self, face: Face, lines: list[str], text: str):
        """Several lines are one text; an empty first line is none."""
        plain, written = face(*lines)

        answer = plain.line(Prompt("Hvad?", many_lines=True))

        assert (answer, written[1]) == (
            text, "Skriv en eller flere linjer. Slut med et punktum alene på en linje.",
        )  # fmt: skip

    def test_input_that_ends_is_told_to_the_caller(self, face: Face):
        """Ctrl-D is no answer."""
        plain, _ = face("En", "To")

        with pytest.raises(EOFError):
            plain.line(Prompt("Hvad?", many_lines=True))


class TestChoose:
    def test_options_are_numbered(self, face: Face):
        """Each option is a line with its number, the present one marked."""
        plain, written = face("3")

        answer = plain.choose(Menu("Frugt?", FRUIT, "Én.", "b", wishes=frozenset({Wish.BACK})))

        assert (answer, written) == (
            "c",
            ["Frugt?", "Én.", "1. æble", "2. blomme (valgt)", "3. citron", "Skriv nummeret.", ":tilbage"],
        )

    @pytest.mark.parametrize("line", ["0", "4", "-1", "papaja", "1 2", "1.", "", "½"])
    def test_anything_else_is_refused_with_the_range(self, face: Face, line: str):
        """What is no option's number is explained, and asked again."""
        plain, written = face(line, "1")

        answer = plain.choose(Menu("Frugt?", FRUIT))

        assert (answer, written[-1]) == ("a", "Skriv et nummer fra 1 til 3.")

    @pytest.mark.parametrize("line", ["²", "1 ²"])
    def test_a_superscript_is_no_number(self, face: Face, line: str):
        """A slip of the keyboard ends no interview."""
        plain, written = face(line, "1")

        answer = plain.choose(Menu("Frugt?", FRUIT))

        assert (answer, written[-1]) == ("a", "Skriv et nummer fra 1 til 3.")

    def test_enter_takes_the_present_one(self, face: Face):
        """An empty line is the default."""
        plain, _ = face("")

        assert plain.choose(Menu("Frugt?", FRUIT, default="b")) == "b"

    def test_a_wish(self, face: Face):
        """A wish is a word after a colon here too."""
        plain, _ = face(":oversigt")

        assert plain.choose(Menu("Frugt?", FRUIT, wishes=ALL)) is Wish.HOME


class TestBlank:
    MENU = Menu("Frugt?", FRUIT, blank="(ikke besvaret)")

    def test_no_answer_is_number_zero_and_the_default(self, face: Face):
        """The options keep their numbers; Enter, and 0, answer nothing."""
        plain, written = face("", "0")

        answers = [plain.choose(self.MENU) for _ in range(2)]

        assert (answers, written[1:4]) == (["", ""], ["0. (ikke besvaret) (valgt)", "1. æble", "2. blomme"])

    def test_enter_leaves_the_present_answer(self, face: Face):
        """What is answered is marked, and 0 takes it away."""
        plain, written = face("", "0")
        menu = Menu("Frugt?", FRUIT, default="b", blank="(ikke besvaret)")

        answers = [plain.choose(menu) for _ in range(2)]

        assert (answers, written[1:4]) == (["b", ""], ["0. (ikke besvaret)", "1. æble", "2. blomme (valgt)"])

    @pytest.mark.parametrize("line", ["4", "-1", "0 1"])
    def test_the_range_begins_at_zero(self, face: Face, line: str):
        """The refusal names the numbers there are."""
        plain, written = face(line, "2")

        assert (plain.choose(self.MENU), written[-1]) == ("b", "Skriv et nummer fra 0 til 3.")


class TestOrder:
    MENU = Menu("Hvem?", FRUIT, many=True, chosen=("c", "a"), ordered=True)

    def test_the_order_typed_is_the_order_kept(self, face: Face):
        """Who is named first signs first; a number typed twice counts once."""
        plain, written = face("2 1, 3 2")

        answer = plain.choose_many(self.MENU)

        assert (answer, written[1:5]) == (
            ("b", "a", "c"),
            ["1. æble (valgt som nr. 2)", "2. blomme", "3. citron (valgt som nr. 1)",
             "Skriv et eller flere numre. De kommer til at stå i den rækkefølge, du skriver dem."],
        )  # fmt: skip

    def test_enter_keeps_the_order_there_is(self, face: Face):
        """Passing does not sort anybody."""
        plain, _ = face("")

        assert plain.choose_many(self.MENU) == ("c", "a")


class TestChooseMany:
    @pytest.mark.parametrize("line", ["1 3", "3,1", "3, 1", "1 1 3"])
    def test_several_numbers(self, face: Face, line: str):
        """Numbers may come in any order; the answer keeps the menu's."""
        plain, _ = face(line)

        assert plain.choose_many(Menu("Frugt?", FRUIT, many=True)) == ("a", "c")

    def test_enter_takes_those_ticked(self, face: Face):
        """An empty line keeps what was chosen, which the list marks."""
        plain, written = face("")

        answer = plain.choose_many(Menu("Frugt?", FRUIT, many=True, chosen=("c", "b")))

        assert (answer, written[1:]) == (
            ("b", "c"), ["1. æble", "2. blomme (valgt)", "3. citron (valgt)", "Skriv et eller flere numre."],
        )  # fmt: skip

    @pytest.mark.parametrize("line", ["0", "1 4", "alle", ", ,"])
    def test_one_wrong_number_is_refused(self, face: Face, line: str):
        """A line is taken whole or not at all."""
        plain, written = face(line, "2")

        answer = plain.choose_many(Menu("Frugt?", FRUIT, many=True))

        assert (answer, written[-1]) == (("b",), "Skriv et nummer fra 1 til 3.")

    def test_a_wish(self, face: Face):
        """A wish is a word after a colon here too."""
        plain, _ = face(":slet svar")

        assert plain.choose_many(Menu("Frugt?", FRUIT, many=True, wishes=ALL)) is Wish.CLEAR


def test_a_message_is_one_line(face: Face):
    """Whatever its tone, a message is written as it is."""
    plain, written = face()

    plain.say("Alle svar er gemt.", "good")

    assert written == ["Alle svar er gemt."]


def test_a_whole_part(face: Face, session: Session):
    """The dialogue runs through the plain face, and the answers are on disk."""
    plain, _ = face(
        "2", "Bedre service", "Færre fejl", ".", "1",
        "1: Digital ansøgning", "2: anden", "3: Alt", "3+ digitalt", "", "Mia Holm, leder", "3", ":oversigt", "14",
    )  # fmt: skip

    Dialogue(session, plain).run()

    assert (on_disk(session.opened.folder, "benefits_tree"), on_disk(session.opened.folder, "people")) == (
        {
            "purpose": "Bedre service\nFærre fejl",
            "changes": {"F1": {"title": "Digital ansøgning", "owner": "P1", "description": "Alt\ndigitalt"}},
        },
        {"P1": {"name": "Mia Holm", "role": "leder"}},
    )


def test_an_option_can_be_named_by_any_of_its_words(face: Face):
    """Whoever types the paper's word need not look for the number."""
    menu = Menu("Status?", [Option("decided", "besluttet"), Option("finished", "afsluttet", words=("gennemført",))])
    plain, _ = face("Gennemført")

    assert plain.choose(menu) == "finished"
