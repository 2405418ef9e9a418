"""The entry point: which language, which exit code for what goes wrong, and click in our words."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.cli.main import chosen_language
from planbuilder.locks import locked
from tests.cli.conftest import Run
from tests.cli.test_commands import DANISH, ENGLISH, VALUES, words
from tests.conftest import PLAN

BROKEN = """
import planbuilder.cli.figures as figures
def broken(*_):
    raise RuntimeError("uventet")
figures.show_figures = broken
from planbuilder.cli.main import main
main({words})
"""
MISTAKES = [
    ["tegn"],
    ["chek"],
    ["in"],
    ["new"],
    ["new", "a", "b"],
    ["check", "a", "b", "c"],
    ["check", "--nej"],
    ["check", "--leve"],
    ["check", "--level"],
    ["check", "--level", "high"],
    ["check", "--json=1"],
    ["new", "a", "--horizon", "x"],
    ["new", "a", "--horizon", "61"],
    ["build", "--format", "odt"],
    ["--version=3"],
    ["-x"],
    ["interview", "--"],
    ["check", "--p"],
]


class TestLanguage:
    @pytest.mark.parametrize(
        ("words", "environment", "code"),
        [
            ([], {}, "da"),
            ([], {"LANG": "en_GB.UTF-8"}, "en"),
            ([], {"LANG": "da_DK.UTF-8"}, "da"),
            ([], {"LANG": "de_DE.UTF-8"}, "da"),
            ([], {"LC_ALL": "C"}, "da"),
            ([], {"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, "en"),
            ([], {"LC_ALL": "da_DK.UTF-8", "LANG": "en_GB.UTF-8"}, "da"),
            ([], {"LC_MESSAGES": "en_GB", "LANG": "da_DK"}, "en"),
            ([], {"PLANBUILDER_LANG": "en", "LC_ALL": "da_DK.UTF-8"}, "en"),
            ([], {"PLANBUILDER_LANG": "", "LC_ALL": "en_GB.UTF-8"}, "en"),
            ([], {"PLANBUILDER_LANG": "tlh", "LANG": "en_GB"}, "en"),
            (["--lang", "en", "check"], {"PLANBUILDER_LANG": "da"}, "en"),
            (["check", "--lang", "da"], {"PLANBUILDER_LANG": "en"}, "da"),
            (["check", "--lang=en"], {}, "en"),
            (["check", "--lang"], {}, "da"),
            (["demo", "--archive", "--lang", "en"], {}, "en"),
            (["--debug", "demo", "x", "--archive", "--lang=en"], {}, "en"),
            (["--lang", "xx"], {"LANG": "en_GB"}, "en"),
        ],
    )
    def test_option_before_variable_before_locale_before_danish(
        self, words: list[str], environment: dict[str, str], code: str
    ):
        """The first of these that names a language we have decides."""
        assert chosen_language(words, environment).code == code

    @pytest.mark.parametrize("words", [["--lang", "xx", "check"], ["check", "--lang=xx"], ["--lang", "xx", "--help"]])
    def test_an_unknown_language_is_refused(self, call: Run, words: list[str]):
        """The languages there are, are named."""
        done = call(*words)

        assert (done.code, done.out, done.err) == (
            2, "", "Fejl PB062\n  Sproget »xx« findes ikke.\n  → Vælg mellem: da, en.\n",
        )  # fmt: skip

    def test_an_empty_language_is_refused(self, call: Run):
        """`--lang=` names no language."""
        assert call("--lang=", "--version").code == 2

    @pytest.mark.parametrize(("code", "word"), [("da", "Fejl PB050"), ("en", "Error PB050")])
    def test_problems_are_told_in_the_language(self, call: Run, code: str, word: str):
        """What goes wrong is told in the language chosen."""
        assert call("check", "--lang", code).err.startswith(word)

    def test_a_value_that_looks_like_the_option_is_a_value(self, call: Run, here: Path):
        """A title may be any text."""
        done = call("new", "plan", "--title", "--lang=xx", "--organisation", "Nordlund", "--no-input")

        assert done.code == 0


class TestExitCodes:
    @pytest.mark.parametrize(
        ("words", "code"),
        [
            (["--version"], 0),
            (["--help"], 0),
            (["interview", "--help"], 0),
            ([], 2),
            (["tegn"], 2),
            (["check", "--nej"], 2),
            (["check", "--level", "høj"], 2),
            (["check", "findes/ikke"], 2),
            (["check"], 2),
            (["new"], 2),
            (["new", "plan", "--no-input"], 2),
            (["new", "plan", "--horizon", "61"], 2),
        ],
    )
    def test_of_the_call_itself(self, call: Run, words: list[str], code: int):
        """0 where all is done, 2 where the call cannot be carried out."""
        assert call(*words).code == code

    def test_0_is_a_plan_without_errors(self, call: Run, folder: Path):
        """A sound draft has nothing to tell."""
        done = call("check", folder, "--level", "draft")

        assert (done.code, done.out, done.err) == (0, "", "Ingen mangler på niveauet »udkast«.\n")

    def test_3_is_a_plan_with_errors(self, call: Run, folder: Path):
        """What keeps a plan from approval is an error."""
        assert call("check", folder, "--level", "approval").code == 3

    @pytest.mark.parametrize(
        ("text", "place", "said"),
        [
            (PLAN.replace("horizon: 4", "horizon: mange"), ":9:10 horizon", "Fejl PB025"),
            (PLAN + "people: [Mia]\n", ":10:9 people", "Fejl PB020"),
            pytest.param(PLAN + "title: igen\n", ":10:1", "Fejl PB007"),
            (PLAN + "sponsor: [\n", ":11:1", "Fejl PB001"),
            pytest.param(PLAN.replace("title: Fritidspas\n", ""), ":1:1 title", "Fejl PB021"),
        ],
    )
    @pytest.mark.parametrize("command", ["check", "figures", "build", "interview"])
    def test_4_is_a_file_that_is_no_plan(self, call: Run, folder: Path, text: str, place: str, said: str, command: str):
        """Every command tells file, line and column of what is wrong."""
        file = folder / "plan.yaml"
        file.write_text(text, encoding="utf-8")

        done = call(command, folder)

        assert (done.code, done.err.splitlines()[0]) == (4, f"{said} ved {file}{place}")

    @pytest.mark.parametrize("command", ["check", "figures"])
    def test_4_is_a_file_that_is_no_text(self, call: Run, folder: Path, command: str):
        """A file in another encoding is refused with the place of its first foreign byte."""
        (folder / "plan.yaml").write_bytes(PLAN.encode() + "sponsor: Åse\n".encode("latin-1"))

        done = call(command, folder)

        assert (done.code, done.err.splitlines()[0]) == (4, f"Fejl PB005 ved {folder / 'plan.yaml'}:10:10")

    def test_6_is_a_plan_that_is_locked(self, call: Run, folder: Path, here: Path, monkeypatch: pytest.MonkeyPatch):
        """While somebody else writes, answers are refused with the holder's name."""
        (here / "svar.yaml").write_text("cover.department: Kultur\n", encoding="utf-8")
        monkeypatch.setattr("planbuilder.locks.whoami", lambda: "mia@kultur")
        monkeypatch.setattr("planbuilder.plan.store.WAIT", 0)

        with locked(folder / ".plan.lock"):
            done = call("interview", folder, "--answers", "svar.yaml")

        assert (done.code, done.err.splitlines()[1]) == (6, "  Planen er låst af mia@kultur.")

    def test_a_locked_plan_is_unchanged(self, call: Run, folder: Path, here: Path, monkeypatch: pytest.MonkeyPatch):
        """What was refused is not written."""
        monkeypatch.setattr("planbuilder.plan.store.WAIT", 0)
        (here / "svar.yaml").write_text("cover.department: Kultur\n", encoding="utf-8")

        with locked(folder / ".plan.lock"):
            call("interview", folder, "--answers", "svar.yaml")

        assert (folder / "plan.yaml").read_text(encoding="utf-8") == PLAN


class TestBug:
    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (
                ["figures"],
                "Der er en fejl i planbuilder: RuntimeError: uventet. "
                "Kør igen med --debug, og send det, der vises, til dem, der vedligeholder planbuilder.\n",
            ),
            (
                ["figures", "--lang", "en"],
                "There is a bug in planbuilder: RuntimeError: uventet. "
                "Run again with --debug, and send what is shown to those who maintain planbuilder.\n",
            ),
        ],
    )
    def test_ends_with_1_and_one_sentence(self, python: Run, words: list[str], said: str):
        """A bug of ours shows no traceback, but how to get one."""
        done = python(BROKEN.format(words=words), PYTHONIOENCODING="utf-8")

        assert (done.code, done.out, done.err) == (1, "", said)

    def test_shows_its_traceback_with_debug(self, python: Run):
        """With --debug, Python tells all it knows."""
        done = python(BROKEN.format(words=["figures", "--debug"]))

        assert (done.code, "Traceback (most recent call last)" in done.err, "uventet" in done.err) == (1, True, True)


class TestForeignSurroundings:
    @pytest.mark.parametrize("variables", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"LANG": ""}, {"LC_ALL": "C.UTF-8"}])
    @pytest.mark.parametrize("command", ["check", "figures"])
    def test_danish_letters_in_any_locale(self, start: Run, folder: Path, variables: dict[str, str], command: str):
        """Danish letters in paths and texts are read and written whatever the locale."""
        done = start(command, folder, **variables)

        assert ("Ærø plan" in done.out if command == "check" else "Nettonutidsværdi" in done.out) is True

    def test_a_terminal_that_knows_no_danish_letters(self, start: Run, folder: Path):
        """Where a letter cannot be shown, something else is shown, and the program goes on."""
        done = start("check", folder, PYTHONIOENCODING="ascii")

        assert done.code == 3

    def test_a_reader_that_goes_away(self, python: Run, folder: Path):
        """`planbuilder check | head -1` is no bug of ours."""
        code = (
            "import subprocess, sys\n"
            f"first = subprocess.Popen([sys.executable, '-m', 'planbuilder', 'check', {str(folder)!r}],"
            " stdout=subprocess.PIPE, stderr=subprocess.PIPE)\n"
            "first.stdout.close()\n"
            "print(first.stderr.read().decode())"
        )

        done = python(code, PYTHONIOENCODING="utf-8")

        assert "fejl i planbuilder" not in done.out


@pytest.mark.parametrize("typed", MISTAKES, ids=" ".join)
def test_a_mistake_is_told_in_danish(call: Run, typed: list[str]):
    """No word of English but what was typed, and the names of options and values."""
    done = call(*typed)

    assert (done.code, done.out, words(done.err) & (ENGLISH - VALUES - set(typed))) == (2, "", set())


@pytest.mark.parametrize("typed", MISTAKES, ids=" ".join)
def test_a_mistake_is_told_in_english(call: Run, typed: list[str]):
    """After Danish, English is English again."""
    call(*typed)

    done = call("--lang", "en", *typed)

    assert (done.code, words(done.err) & DANISH) == (2, set())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["chek"], "Fejl: Kommandoen chek findes ikke. Mente du 'check'?\n"),
        (["new"], "Fejl: Der mangler et argument 'MAPPE'.\n"),
        (["check", "--nej"], "Fejl: Valget --nej findes ikke.\n"),
        (["new", "a", "--horizon", "x"], "Fejl: Ugyldig værdi for '--horizon': »x« er ikke et helt tal.\n"),
    ],
)
def test_a_mistake_names_what_is_wrong(call: Run, typed: list[str], said: str):
    """The last line names what cannot be understood."""
    assert call(*typed).err.endswith(said)


def test_a_mistake_tells_how_to_get_help(call: Run):
    """Usage and the way to help stand before the mistake."""
    assert call("check", "--nej").err.splitlines()[:2] == [
        "Brug: planbuilder check [VALG] [PLAN]", "Få hjælp med »planbuilder check --help«.",
    ]  # fmt: skip
