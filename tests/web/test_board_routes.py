"""The board in the browser and a meeting held there: who may, what is shown, and what each form leaves in the plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from planbuilder.plan.store import PLAN, open_plan
from planbuilder.questionnaire.needed import ACTIONS, IDEAS, INDICATORS, MEASUREMENTS, MEETINGS, MINUTES
from tests.web.conftest import Browser

AT = "/board/meeting"


def only(*ids: str) -> Callable[[str], bool]:
    return lambda id: id in ids


def minutes(folder: Path) -> list[tuple[str, str, str]]:
    """What the minutes of the meeting under way say on disk."""
    found = open_plan(folder).plan.minutes.values()
    return [(one.about, one.what, one.text) for one in found if one.meeting == "TM2"]


def under_way(browser: Browser, **may: object) -> TestClient:
    """A browser in which a meeting has begun."""
    client = browser(**may)
    client.post(AT)
    return client


def said(client: TestClient, key: str, **sent: str) -> str:
    """The address that a form of a point leads to."""
    reply = client.post(f"{AT}/{key}", data=sent, follow_redirects=False)
    assert reply.status_code == 303
    return reply.headers["location"].removeprefix(f"{AT}/").partition("?")[0]


class TestWall:
    @pytest.mark.parametrize(
        ("code", "words"),
        [("da", ("Måltavlen den 5. januar 2027", "Grønt felt – gør det", "overskredet", "og 1 til", "målet er 90")),
         ("en", ("The measurement board on 5 January 2027", "Green field", "late", "and 1 more", "the target is 90"))],
    )  # fmt: skip
    def test_it_shows_the_four_fields(self, browser: Browser, code: str, words: tuple[str, ...]) -> None:
        page = unescape(browser(code=code).get("/board").text)

        assert all(one in page for one in words)
        assert page.count('class="pb-goal pb-goal-good"') == 3
        assert page.count('role="img" aria-label="') == 3

    @pytest.mark.parametrize(
        ("code", "told"),
        [
            ("da", ("Grøn streg: som planlagt eller bedre.", "Den mørke linje er det målte", "Rød streg: fristen er")),
            ("en", ("Green bar: as planned or better.", "Red bar: the deadline has passed.")),
        ],
    )
    def test_its_colours_and_lines_are_explained(self, browser: Browser, code: str, told: tuple[str, ...]) -> None:
        """Once for all goals, and once for the actions; not where there are none."""
        page = unescape(browser(code=code).get("/board").text)

        assert all(one in page for one in told)
        assert unescape(browser(leads=False, reaches=only(IDEAS)).get("/board").text).count("pb-legend") == 0

    @pytest.mark.parametrize(
        ("reached", "seen"),
        [
            ((INDICATORS,), ("wall-goals",)),
            ((IDEAS,), ("wall-ideas", "wall-assessment")),
            ((ACTIONS,), ("wall-actions",)),
        ],
    )
    def test_who_is_asked_a_part_of_it_sees_that_part(
        self, browser: Browser, reached: tuple[str, ...], seen: tuple[str, ...]
    ) -> None:
        page = browser(leads=False, reaches=only(*reached)).get("/board").text

        assert set(re.findall(r'id="(wall-\w+)"', page)) == set(seen)

    def test_it_is_in_the_menu_of_who_sees_it_alone(self, browser: Browser) -> None:
        may, may_not = browser(), browser(leads=False, reaches=only("cover.title"))

        assert 'href="/board"' in may.get("/").text
        assert 'href="/board"' not in may_not.get("/").text
        assert may_not.get("/board").status_code == 403

    def test_what_is_internal_does_not_hang_on_a_wall(self, browser: Browser, folder: Path) -> None:
        """Whoever passes by reads it: not even who leads sees it there."""
        file = folder / PLAN
        text = file.read_text(encoding="utf-8")
        note = "answers:\n  action_plan.ideas:\n    by_row: {E9: {internal: true}}\n"
        file.write_text(
            text.replace("answers:\n", note, 1).replace("  action_plan.ideas:\n    by:", "  x.y:\n    by:"), "utf-8"
        )
        assert open_plan(folder).plan.answers["action_plan.ideas"].who("E9").internal

        assert "Ring til de familier" not in browser().get("/board").text
        assert "Ring til de familier" in browser().get("/table/action_plan.ideas").text

    def test_words_of_the_plan_are_text_alone(self, browser: Browser, folder: Path) -> None:
        file = folder / PLAN
        file.write_text(file.read_text("utf-8").replace("Ring til de familier", "<script>x</script>"), "utf-8")

        assert "<script>x" not in browser().get("/board").text


class TestMeeting:
    def test_it_begins_with_a_button_and_goes_on_where_it_was_left(self, browser: Browser, folder: Path) -> None:
        """To look at the agenda begins nothing."""
        client = browser()
        assert "Begynd mødet" in client.get(AT).text
        assert list(open_plan(folder).plan.meetings) == ["TM1"]

        assert client.post(AT, follow_redirects=False).headers["location"] == f"{AT}/who"
        assert client.post(AT, follow_redirects=False).headers["location"] == f"{AT}/who"
        assert "Gå videre med mødet" in client.get("/board").text
        assert list(open_plan(folder).plan.meetings) == ["TM1", "TM2"]

    @pytest.mark.parametrize("path", ["", "/who", "/end"])
    def test_who_does_not_reach_all_of_it_holds_none(self, browser: Browser, folder: Path, path: str) -> None:
        """Neither sees it nor changes it; who reaches what it changes may, without leading."""
        some = browser(leads=False, reaches=only(MEETINGS, MINUTES, INDICATORS, IDEAS, ACTIONS))
        all_of_it = browser(leads=False, reaches=only(MEETINGS, MINUTES, INDICATORS, MEASUREMENTS, IDEAS, ACTIONS))

        assert {some.get(AT + path).status_code, some.post(AT + path).status_code} == {403}
        assert list(open_plan(folder).plan.meetings) == ["TM1"]
        assert all_of_it.get(AT).status_code == 200

    def test_who_was_there(self, browser: Browser, folder: Path) -> None:
        """Somebody new is named at once."""
        client = under_way(browser)

        page = client.get(f"{AT}/who").text
        was = unescape(re.search(r'name="was" value="([^"]*)"', page)[1])
        sent = {
            "was": was,
            "several.taking_part": "1",
            "taking_part": ["P4", "+"],
            "new.taking_part": "Nanna Berg, elev",
        }
        client.post(f"{AT}/who", data=sent)

        plan = open_plan(folder).plan
        first, newcomer = plan.meetings["TM2"].taking_part
        assert (first, plan.people[newcomer].name) == ("P4", "Nanna Berg")

    def test_every_kind_of_point(self, browser: Browser, folder: Path) -> None:
        """Saved by the use case of the terminal, with the next point that is not done after each."""
        client = under_way(browser)
        led = [
            said(client, "measure.I1", said="68 %", day="4. januar 2027"),
            said(client, "cause.I2", said="Ferie"),
            said(client, "action.H23", act="finished"),
            said(client, "action.H7", act="moved", deadline="1. maj"),
            said(client, "idea", said="Ring op", by="skranken"),
            said(client, "assess.E11", field="high.low"),
            said(client, "choose", act="action", idea="E11", responsible="P4", deadline="1. juni"),
            said(client, "choose", act="nothing", idea="E8", why="For dyrt"),
            said(client, "decision", said="Vi måler igen"),
        ]

        assert led == [
            "measure.I3",
            "action.H23",
            "action.H7",
            "action.H17",
            "idea",
            "choose",
            "choose",
            "choose",
            "decision",
        ]
        assert minutes(folder) == [
            ("I1", "measured", "68\N{NO-BREAK SPACE}% den 04.01.2027 (skrevet af Ane Holm)"),
            ("I2", "cause", "Ferie"), ("H23", "finished", ""), ("H7", "moved", "01.05.2027 (tidligere 26.02.2027)"),
            ("E11", "raised", ""), ("E11", "assessed", "grønt felt – gør det"), ("E11", "became", ""),
            ("E8", "dropped", "For dyrt"), ("", "decision", "Vi måler igen"),
        ]  # fmt: skip
        action = open_plan(folder).plan.actions["H27"]
        assert (action.title, action.responsible, str(action.deadline)) == ("Ring op", "P4", "2027-06-01")

    @pytest.mark.parametrize(
        ("key", "sent", "told"),
        [
            ("measure.I1", {"said": "68 kr.", "day": "4. januar 2027"}, "68 kr."),
            ("measure.I1", {"said": "68", "day": "4. januar 2028"}, "Der kan ikke være målt den 04.01.2028"),
            ("measure.I1", {"said": " ", "day": "4. januar 2027"}, "Der er ikke skrevet noget."),
            ("cause.I2", {"said": " "}, "Der er ikke skrevet noget."),
            ("action.H7", {"act": "moved", "deadline": ""}, "Der mangler en ny frist for H7."),
            ("action.H7", {"act": "moved", "deadline": "snart"}, "snart"),
            ("choose", {"act": "action", "idea": ""}, "Der er ikke valgt nogen idé."),
            ("choose", {"act": "nothing", "idea": "E1", "why": " "}, "Der mangler en begrundelse"),
            ("choose", {"act": "action", "idea": "E1", "why": "For dyrt"}, "Der er skrevet, hvorfor"),
            ("choose", {"act": "action", "idea": "E1", "deadline": "snart"}, "snart"),
        ],
    )
    def test_what_cannot_be_taken_is_told_and_stays(
        self, browser: Browser, folder: Path, key: str, sent: dict[str, str], told: str
    ) -> None:
        """As it was typed; nothing is noted."""
        client = under_way(browser)

        reply = client.post(f"{AT}/{key}", data=sent)

        page = unescape(reply.text)
        assert (reply.status_code, told in page, 'id="errors"' in page) == (422, True, True)
        assert all(f'value="{text}"' in page for text in sent.values() if text.strip() and text != "moved")
        assert minutes(folder) == []

    @pytest.mark.parametrize(
        ("key", "sent"),
        [
            ("cause.I99", {"said": "x"}),
            ("measure.I99", {"said": "1"}),
            ("action.H7", {"act": "decided"}),
            ("assess.E9", {"field": "x.y"}),
            ("x", {}),
        ],
    )
    def test_what_there_is_not_is_not_found(
        self, browser: Browser, folder: Path, key: str, sent: dict[str, str]
    ) -> None:
        """A point, a step or a field that no form offers."""
        assert under_way(browser).post(f"{AT}/{key}", data=sent).status_code == 404
        assert minutes(folder) == []

    def test_it_ends_with_what_was_not_spoken_of(self, browser: Browser, folder: Path) -> None:
        """That comes again; afterwards no point is left to say anything to, and the minutes can be got."""
        client = under_way(browser)
        assert "H23 Hold samtaler" in unescape(client.get(f"{AT}/end").text)

        page = client.post(f"{AT}/end").text

        assert "Mødet er afsluttet" in page
        assert open_plan(folder).plan.meetings["TM2"].state == "closed"
        assert client.post(f"{AT}/decision", data={"said": "For sent"}).url.path == AT
        assert minutes(folder) == []
        assert "documents/minutes.pdf" in client.get("/documents").text

    def test_two_hold_it_together(self, browser: Browser, folder: Path) -> None:
        """On two screens it is the same meeting."""
        first, second = under_way(browser), under_way(browser, name="Bo Dam")
        said(first, "decision", said="Anes")
        said(second, "decision", said="Bos")

        assert [text for _, _, text in minutes(folder)] == ["Anes", "Bos"]
