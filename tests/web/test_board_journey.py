"""A meeting held at the wall in a real browser, with what is said there shown on the wall as it is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planbuilder import language as languages
from planbuilder.plan.store import open_plan
from planbuilder.usecases.interviewing import session
from planbuilder.usecases.meetings import begin
from tests.web.browsing import axe_findings, chromium, errors_of
from tests.web.conftest import NOW
from tests.web.serving import cookies, served
from tests.web.test_journeys import SMALL, SPACED, context_of

pytestmark = pytest.mark.slow

AT = "/board/meeting"
POINTS = ("who", "measure.I1", "cause.I2", "action.H23", "idea", "assess.E9", "choose", "decision", "end")
# A capital of 20 px is 13 mm on a screen of 55 inches (1,920 px on 121 cm): 15 minutes of arc from three metres,
# which is three times what normal sight needs.
CAPITAL, LEAST = 0.7, 20
SIZES = """() => [...document.querySelectorAll("main h3, main li, main .pb-goal-verdict")]
  .map(one => parseFloat(getComputedStyle(one).fontSize))"""


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


def window(started: Any, url: str, folder: Path, code: str = "da", **kinds: Any) -> Any:
    return context_of(started, url, cookies(folder, "Ane Holm", code), **kinds).new_page()


def minutes(folder: Path) -> list[tuple[str, str]]:
    found = open_plan(folder).plan.minutes.values()
    return [(one.about, one.what) for one in found if one.meeting == "TM2"]


def test_a_meeting_by_keyboard_with_the_wall_beside(started: Any, folder: Path) -> None:
    """From the wall through the agenda to its end; an idea hangs on the other screen without loading it anew."""
    with served(folder) as url:
        wall = window(started, url, folder, viewport={"width": 1920, "height": 1080})
        page = window(started, url, folder)
        complaints = errors_of(page)
        wall.goto("/board")
        page.goto("/board")
        page.get_by_role("link", name="Hold møde ved tavlen").press("Enter")
        page.get_by_role("button", name="Begynd mødet").press("Enter")
        page.get_by_label("Hanne Vestergaard").press("Space")
        page.get_by_role("button", name="Gem, og gå videre").press("Enter")
        page.wait_for_url("**/measure.*")
        page.goto(f"{AT}/measure.I7")
        page.get_by_label("Værdi (timer)").fill("170")
        page.get_by_role("button", name="Gem, og gå videre").press("Enter")
        page.wait_for_url(lambda to: "I7" not in to)
        page.get_by_role("link", name="I2 Behandlingstid").last.press("Enter")
        page.get_by_label("Er der noget at bemærke?").fill("Mange var på ferie")
        page.get_by_role("button", name="Gem, og gå videre").press("Enter")
        page.wait_for_url(lambda to: "cause.I2" not in to)
        page.goto(f"{AT}/action.H23")
        page.get_by_role("button", name="Er afsluttet").press("Enter")
        page.wait_for_url(lambda to: "H23" not in to)
        page.goto(f"{AT}/idea")
        page.get_by_label("Ny idé").fill("Ring til foreningerne")
        page.get_by_role("button", name="Gem").press("Enter")
        wall.get_by_text("Ring til foreningerne").wait_for()
        page.goto(f"{AT}/assess.E9")
        page.get_by_role("button", name="Høj effekt, få ressourcer").press("Enter")
        page.wait_for_url(lambda to: "E9" not in to)
        page.goto(f"{AT}/end")
        page.locator("main").get_by_role("button", name="Afslut mødet").press("Enter")
        page.get_by_text("Mødet er afsluttet").first.wait_for()
        wall.context.close()
        page.context.close()

    assert minutes(folder) == [
        ("I7", "measured"),
        ("I2", "cause"),
        ("H23", "finished"),
        ("E11", "raised"),
        ("E9", "assessed"),
    ]
    assert open_plan(folder).plan.meetings["TM2"].taking_part == ("P4",)
    assert complaints == []


def test_without_javascript_a_meeting_is_held(started: Any, folder: Path) -> None:
    """Each step is a form; what is refused stays as it was typed."""
    with served(folder) as url:
        page = window(started, url, folder, java_script_enabled=False)
        page.goto(AT)
        page.get_by_role("button", name="Begynd mødet").click()
        page.goto(f"{AT}/action.H23")
        page.fill("#deadline", "engang")
        page.get_by_role("button", name="Får en ny frist").click()
        page.locator("#errors").wait_for()
        assert page.input_value("#deadline") == "engang"
        page.fill("#deadline", "1. maj")
        page.get_by_role("button", name="Får en ny frist").click()
        page.wait_for_url(lambda to: "H23" not in to)
        page.context.close()

    assert minutes(folder) == [("H23", "moved")]


@pytest.mark.parametrize(("code", "points"), [("da", POINTS), ("en", ("action.H23", "choose"))])
def test_every_point_is_for_everybody(started: Any, folder: Path, code: str, points: tuple[str, ...]) -> None:
    """Axe finds nothing, an error included; on the narrowest screen nothing is cut off, too small or to the side."""
    begin(session(folder, languages.load("da"), lambda: NOW), NOW.date())
    found: list[str] = []
    with served(folder) as url:
        page = window(started, url, folder, code, viewport={"width": 320, "height": 640})
        for point in points:
            page.goto(f"{AT}/{point}")
            found += axe_findings(page)
            found += page.evaluate(SMALL)
            found += [] if page.evaluate(SPACED) == [True, False, False] else [f"spacing of {point}"]
        for point in ("measure.I1", "cause.I2"):
            page.goto(f"{AT}/{point}")
            page.locator("main form button").first.click()
            page.locator("#errors").wait_for()
            found += axe_findings(page)
        page.context.close()

    assert found == []


def test_the_wall_is_read_from_three_metres(started: Any, folder: Path) -> None:
    """Every word of goals, ideas and actions on a screen of 55 inches, and all four fields begin on that screen."""
    with served(folder) as url:
        page = window(started, url, folder, viewport={"width": 1920, "height": 1080})
        page.goto("/board")
        sizes = page.evaluate(SIZES)
        tops = page.evaluate(
            "() => [...document.querySelectorAll('main h2')].map(one => one.getBoundingClientRect().bottom)"
        )
        page.context.close()

    assert min(sizes) * CAPITAL >= LEAST
    assert (len(tops), max(tops) < 1080) == (4, True)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_buttons_of_a_choice_are_in_sight(started: Any, folder: Path, width: int, height: int) -> None:
    """However many ideas stand above them, on a screen and on a telephone; a field that one comes to is not hidden."""
    begin(session(folder, languages.load("da"), lambda: NOW), NOW.date())
    with served(folder) as url:
        page = window(started, url, folder, viewport={"width": width, "height": height})
        page.goto(f"{AT}/choose")
        for name in ("Sæt den i værk", "Læg den væk"):
            box = page.get_by_role("button", name=name).bounding_box()
            assert box
            assert (box["y"] >= 0, box["y"] + box["height"] <= height) == (True, True), name
        page.get_by_label("Hvis I lægger den væk").focus()
        field, bar = page.locator("#why").bounding_box(), page.locator(".pb-stays").bounding_box()
        assert field["y"] + field["height"] <= bar["y"] + 1
        page.context.close()
