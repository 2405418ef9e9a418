"""`new` and `interview` without a terminal: a plan begun from options, and answers from a file."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from planbuilder.cli.plans import _asked
from planbuilder.interview.plain import Plain
from planbuilder.language import Language
from planbuilder.plan.journal import journal
from planbuilder.plan.store import open_plan
from planbuilder.usecases.plans import ASKED, REQUIRED, help_with
from planbuilder.yamltext.reading import read_file
from tests.cli.conftest import Ended, Run
from tests.conftest import PLAN

NO_TERMINAL = (
    "Fejl PB056\n  Programmet kører ikke i en terminal og kan derfor ikke spørge.\n"
    "  → Kør kommandoen i en terminal, eller giv svarene i en fil med »--answers FIL«.\n"
)
BEGIN = ["--title", "Fritidspas", "--organisation", "Nordlund Kommune"]


def outcome(done: Ended) -> tuple[int, str]:
    return done.code, done.err


class TestNew:
    def test_begins_a_plan_from_options(self, call: Run, here: Path):
        """All facts given, nothing is asked, and the plan is sound."""
        done = call("new", "min plan", *BEGIN, "--solution", "Åben portal", "--price-base", "2025", "--first-year",
                    "2028", "--horizon", "7")  # fmt: skip

        plan = open_plan(here / "min plan").plan
        assert (done.code, plan.title, plan.organisation.name, plan.solution.name) == (
            0, "Fritidspas", "Nordlund Kommune", "Åben portal",
        )  # fmt: skip

    def test_numbers_are_those_given(self, call: Run, here: Path):
        """Price base, first year and horizon are taken from the options."""
        call("new", "p", *BEGIN, "--no-input", "--price-base", "2025", "--first-year", "2028", "--horizon", "7")

        plan = open_plan(here / "p").plan
        assert (plan.price_base, plan.first_year, plan.horizon) == (2025, 2028, 7)

    def test_numbers_follow_the_year_where_none_are_given(self, call: Run, here: Path):
        """Prices of today, from next year, for ten years."""
        call("new", "p", *BEGIN, "--no-input")

        plan = open_plan(here / "p").plan
        year = date.today().year
        assert (plan.price_base, plan.first_year, plan.horizon) == (year, year + 1, 10)

    @pytest.mark.parametrize("code", ["da", "en"])
    def test_the_plan_is_in_the_language_of_the_call(self, call: Run, here: Path, code: str):
        """What was begun in English is written in English."""
        call("new", "p", *BEGIN, "--no-input", "--lang", code)

        assert open_plan(here / "p").plan.language == code

    def test_a_pasted_line_break_is_a_blank(self, call: Run, here: Path):
        """A title and a name are one line, in the file too."""
        call("new", "p", "--title", "Fritids\n pas", "--organisation", "Nordlund\r\nKommune", "--no-input")

        data = read_file(here / "p" / "plan.yaml").data()
        assert isinstance(data, dict)
        assert (data["title"], data["organisation"]) == ("Fritids pas", {"name": "Nordlund Kommune"})

    def test_tells_how_to_go_on(self, call: Run):
        """The next command is named."""
        done = call("new", "p", *BEGIN, "--no-input")

        year = date.today().year
        assert outcome(done) == (
            0,
            "Planen er begyndt i p/plan.yaml. Fortsæt med: planbuilder interview p\n"
            f"Business casen dækker {year + 1}–{year + 10} i {year}-priser. Det kan rettes under »Planens stamdata«.\n",
        )

    def test_the_journal_tells_when_on_any_clock(self, call: Run, here: Path):
        """A server in UTC and a laptop in Copenhagen, and the hour that comes twice in October, can be put in order."""
        call("new", "p", *BEGIN, "--no-input")
        (here / "svar.yaml").write_text("cover.department: Borgerservice\n", encoding="utf-8")
        call("interview", "p", "--answers", "svar.yaml")
        times = [datetime.fromisoformat(str(line["at"])) for line in journal(here / "p")]

        assert len(times) > 1
        assert all(time.utcoffset() is not None for time in times)

    def test_begins_a_plan_from_another(self, call: Run, folder: Path, here: Path):
        """With its profile, under a title and an id of its own; that, and what is not taken over, is told."""
        (folder / "profile.yaml").write_text("format: planbuilder.profile/1\nname: Nordlund\n", encoding="utf-8")
        done = call("new", "ny", "--from", folder, "--title", "Nyt pas", "--horizon", "6")
        plan = open_plan(here / "ny").plan

        assert (done.code, plan.title, plan.organisation.name, plan.horizon) == (0, "Nyt pas", "Nordlund Kommune", 6)
        assert plan.plan_id != open_plan(folder).plan.plan_id
        assert "Overtaget fra »Fritidspas«: alt undtagen id, journal, versioner" in done.err
        assert sorted(path.name for path in (here / "ny").iterdir()) == ["journal.jsonl", "plan.yaml", "profile.yaml"]

    def test_a_plan_from_another_needs_a_title_of_its_own(self, call: Run, folder: Path, here: Path):
        """Two plans of one title would be taken for each other; nothing is written."""
        done = call("new", "ny", "--from", folder)

        assert (done.code, "--title" in done.err, (here / "ny").exists()) == (2, True, False)

    def test_begins_a_plan_from_a_pdf(self, call: Run, folder: Path, here: Path):
        """Which carries the plan that it was built from."""
        call("build", folder, "--format", "pdf", "--document", "summary", "--to", "ud")
        done = call("new", "ny", "--from", "ud/summary.pdf", "--title", "Nyt pas")

        assert (done.code, open_plan(here / "ny").plan.price_base) == (0, open_plan(folder).plan.price_base)

    def test_the_next_command_can_be_pasted(self, call: Run):
        """A folder with a space in its name is told as a shell takes it."""
        done = call("new", "min plan", *BEGIN, "--no-input")

        assert any(quoted in done.err for quoted in ("interview 'min plan'", 'interview "min plan"'))

    @pytest.mark.parametrize(
        ("options", "missing"),
        [([], "--title, --organisation"), (["--title", "A"], "--organisation"), (["--organisation", "B"], "--title")],
    )
    def test_says_what_is_missing(self, call: Run, here: Path, options: list[str], missing: str):
        """Without input, what a plan must have is named, and no plan is begun."""
        done = call("new", "p", "--no-input", *options)

        said = f"mangler oplysninger for at begynde planen: {missing}."
        assert (done.code, said in done.err, list(here.iterdir())) == (2, True, [])

    def test_asks_in_a_terminal_only(self, call: Run, here: Path):
        """Where nobody can be asked, nothing is begun."""
        done = call("new", "p")

        assert (done.code, done.err.startswith("Fejl PB063"), list(here.iterdir())) == (2, True, [])

    def test_tells_a_way_out_that_exists(self, call: Run):
        """Without a terminal, `new` is helped by its options."""
        assert "--answers" not in call("new", "p").err

    def test_never_overwrites_a_plan(self, call: Run, folder: Path):
        """A folder that holds a plan is refused, and the plan stays."""
        done = call("new", folder, *BEGIN, "--no-input")

        assert (done.code, done.err.splitlines()[1], (folder / "plan.yaml").read_text(encoding="utf-8")) == (
            2, "  Mappen indeholder allerede en plan.", PLAN,
        )  # fmt: skip

    def test_a_title_that_is_too_long_is_refused(self, call: Run, here: Path):
        """What the plan cannot hold is refused before anything is written."""
        done = call("new", "p", "--title", "x" * 401, "--organisation", "B", "--no-input")

        assert (done.code, "Teksten er på 401 tegn. Der er plads til 400." in done.err, list(here.iterdir())) == (
            4, True, [],
        )  # fmt: skip

    def test_a_folder_that_cannot_be_made(self, call: Run, here: Path):
        """A file in the way is told with the system's reason."""
        (here / "p").write_text("", encoding="utf-8")

        done = call("new", "p/q", *BEGIN, "--no-input")

        assert (done.code, done.err.splitlines()[0]) == (4, "Fejl PB012 ved p/q/plan.yaml")


class TestInterviewWithoutATerminal:
    @pytest.mark.parametrize("options", [[], ["--plain"], ["--no-input"], ["--theme", "channel_strategy"]])
    def test_says_so_in_danish(self, call: Run, folder: Path, options: list[str]):
        """Where nobody can be asked, the way by a file is named."""
        assert outcome(call("interview", folder, *options)) == (2, NO_TERMINAL)

    def test_of_the_installed_program(self, start: Run, folder: Path):
        """The same in a process of its own, whose input is closed."""
        assert outcome(start("interview", folder)) == (2, NO_TERMINAL)

    @pytest.mark.parametrize(
        "name", ["adfærd", "5", "Adfærd, kultur og værdier", "ADFÆRD", "behaviour_culture", "stamdata"]
    )
    def test_a_theme_is_known_by_its_title_number_or_id(self, call: Run, folder: Path, name: str):
        """However it is named, the theme is found: what is missing then is the terminal."""
        assert outcome(call("interview", folder, "--theme", name, "--no-input")) == (2, NO_TERMINAL)

    @pytest.mark.parametrize("name", ["", " "])
    def test_no_theme_is_every_theme(self, call: Run, folder: Path, name: str):
        """An empty name names none."""
        assert outcome(call("interview", folder, "--theme", name, "--no-input")) == (2, NO_TERMINAL)

    def test_an_unknown_theme_is_refused_with_those_there_are(self, call: Run, folder: Path):
        """The themes are named."""
        done = call("interview", folder, "--theme", "kanaler")

        assert (done.code, done.err.splitlines()[1:]) == (
            2,
            [
                "  Temaet »kanaler« findes ikke.",
                "  → Vælg mellem: Planens stamdata · Gevinsttræ · Startmøde · Kanalstrategi og påvirkning · "
                "Arbejdsgange og regler · Adfærd, kultur og værdier · Organisering og kompetencer · "
                "Mål og opfølgning · Budgettilpasning og nye politiske mål · Temaer, handlinger og beslutninger · "
                "Sagen til politikerne.",
            ],
        )

    def test_no_plan_here(self, call: Run, here: Path):
        """Without a plan, the way to begin one is named."""
        done = call("interview")

        assert (done.code, done.err) == (
            2,
            "Fejl PB050 ved .\n  Her er ingen plan (plan.yaml findes ikke).\n"
            "  → Begynd en plan med »planbuilder new MAPPE«, eller angiv planens mappe.\n",
        )

    def test_the_plan_may_be_named_by_its_file(self, call: Run, folder: Path):
        """A plan is its folder or its file."""
        assert call("interview", folder / "plan.yaml", "--no-input").err == NO_TERMINAL


class TestAnswersFromAFile:
    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("svar.yaml", "channel_strategy.strategy: Først og sidst\ncover.department: Kultur og Ø\n"),
            (
                "svar.json",
                json.dumps({"channel_strategy.strategy": "Først og sidst", "cover.department": "Kultur og Ø"}),
            ),
        ],
    )
    def test_are_saved(self, call: Run, folder: Path, here: Path, name: str, text: str):
        """YAML and JSON are saved alike, and counted."""
        (here / name).write_text(text, encoding="utf-8")

        done = call("interview", folder, "--answers", name, "--as", "Mia Holm", "--role", "Leder")

        plan = open_plan(folder).plan
        note = plan.answers["channel_strategy.strategy"]
        assert (outcome(done), note.value, note.by, note.role, plan.organisation.department) == (
            (0, "2 svar er gemt.\n"), "Først og sidst", "Mia Holm", "Leder", "Kultur og Ø",
        )  # fmt: skip

    def test_are_journalled_with_who_gave_them(self, call: Run, folder: Path, here: Path):
        """`--as` and `--role` are in the journal."""
        (here / "svar.yaml").write_text("cover.department: Kultur\n", encoding="utf-8")

        call("interview", folder, "--answers", "svar.yaml", "--as", "Mia Holm", "--role", "Leder")

        assert {(line["by"], line["role"]) for line in journal(folder)} == {("Mia Holm", "Leder")}

    def test_what_was_read_is_told(self, call: Run, folder: Path, here: Path):
        """A number or a date in everyday words is saved as it was understood, and said so."""
        (here / "svar.yaml").write_text("budget_political_goals.fte_cost: 545.000,- kr.\n", encoding="utf-8")

        done = call("interview", folder, "--answers", "svar.yaml")

        assert done.err.replace("\u00a0", " ") == (
            "Pris pr. årsværk: »545.000,- kr.« er læst som 545.000 kr. pr. årsværk\n1 svar er gemt.\n"
        )

    def test_who_answers_may_be_named_by_id(self, call: Run, folder: Path, here: Path):
        """An id stands for the plan's own name and role."""
        person = "people: {P1: {name: Mia Holm, role: leder}}\n"
        (folder / "plan.yaml").write_text(PLAN + person, encoding="utf-8")
        (here / "svar.yaml").write_text("channel_strategy.strategy: Digitalt\n", encoding="utf-8")

        call("interview", folder, "--answers", "svar.yaml", "--as", "P1")

        note = open_plan(folder).plan.answers["channel_strategy.strategy"]
        assert (note.by, note.role) == ("Mia Holm", "leder")

    def test_what_stood_in_the_plan_stays(self, call: Run, folder: Path, here: Path):
        """Comments and order of the plan survive."""
        (folder / "plan.yaml").write_text("# vores plan\n" + PLAN, encoding="utf-8")
        (here / "svar.yaml").write_text("cover.title: Ny titel\n", encoding="utf-8")

        call("interview", folder, "--answers", "svar.yaml")

        text = (folder / "plan.yaml").read_text(encoding="utf-8")
        assert text.startswith("# vores plan\n" + PLAN.replace("Fritidspas", "Ny titel"))

    @pytest.mark.parametrize(
        ("text", "place", "said"),
        [
            ("cover.depatment: A\n", "svar.yaml:1:18 cover.depatment", "Mente du »cover.department«?"),
            (
                "cover.department: A\ngoals_followup.frequency: daily\n",
                "svar.yaml:2:27 ",
                "»daily« kan ikke vælges her.",
            ),
            ("cover.department: [A\n", "svar.yaml:1:19", "Linjen kan ikke læses: parentesen her bliver ikke lukket"),
        ],
    )
    def test_a_mistake_saves_none_and_tells_the_place(
        self, call: Run, folder: Path, here: Path, text: str, place: str, said: str
    ):
        """File, line and column of the answer are told, and no answer is saved."""
        (here / "svar.yaml").write_text(text, encoding="utf-8")

        done = call("interview", folder, "--answers", "svar.yaml")

        assert (done.code, f"ved {place}" in done.err, said in done.err, read(folder)) == (4, True, True, PLAN)

    def test_a_file_that_is_not_there(self, call: Run, folder: Path):
        """The missing file is named."""
        done = call("interview", folder, "--answers", "svar.yaml")

        assert (done.code, done.err.splitlines()[0]) == (4, "Fejl PB004 ved svar.yaml")

    def test_a_file_that_is_not_there_is_told_in_danish(self, call: Run, folder: Path):
        """A missing file is an everyday mistake, told in Danish words alone."""
        assert "No such file" not in call("interview", folder, "--answers", "svar.yaml").err

    def test_a_number_is_written_as_a_number(self, call: Run, folder: Path, here: Path):
        """What a person may edit by hand looks as if written by hand."""
        (here / "svar.yaml").write_text("cover.horizon: 9\n", encoding="utf-8")

        call("interview", folder, "--answers", "svar.yaml")

        assert "horizon: 9\n" in read(folder)

    def test_no_terminal_is_needed(self, start: Run, folder: Path, here: Path):
        """The installed program takes answers from a file where there is nobody to ask."""
        (here / "svar.yaml").write_text("cover.department: Kultur\n", encoding="utf-8")

        done = start("interview", folder, "--answers", "svar.yaml", LC_ALL="C")

        assert outcome(done) == (0, "1 svar er gemt.\n")


def read(folder: Path) -> str:
    return read_file(folder / "plan.yaml").text


@pytest.mark.parametrize("name", ASKED)
def test_a_question_mark_in_new_gives_help_and_is_never_the_answer(danish: Language, name: str) -> None:
    """Every fact that is asked for: the help of the interview is shown, and the fact asked for again."""
    lines, written = iter(["?", " ? ", "Nordlund"]), list[str]()

    answer = _asked(Plain(danish, lambda: next(lines), written.append), danish, name, name in REQUIRED)

    assert (answer, written.count(help_with(name, danish))) == ("Nordlund", 2)


def test_check_of_a_new_plan_tells_how_far_each_part_has_come(call: Run, here: Path) -> None:
    """In the words of the screen, with what comes next and the command that leads there."""
    call("new", "ny plan", "--title", "T", "--organisation", "N", "--no-input")

    done = call("check", "ny plan")

    told = done.err.splitlines()
    assert "  Planens stamdata: 5 af 14 besvaret" in told
    assert sum(" af " in line and line.endswith(" besvaret") for line in told) == 11
    assert told[-2] == ("Det næste er »Løsning« under »Planens stamdata«: planbuilder interview 'ny plan' --theme 1")
