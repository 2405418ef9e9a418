"""What people do in a real browser, from the first page to the last: each journey is one test."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from planbuilder import language as languages
from planbuilder.plan.store import open_plan
from planbuilder.usecases.interviewing import session as session_of
from tests.conftest import HANG
from tests.web.browsing import axe_findings, chromium, errors_of
from tests.web.conftest import NOW
from tests.web.serving import cookies, served

pytestmark = pytest.mark.slow

LEGAL = "workflows_rules.legal_basis"
BOX = "#workflows-rules-legal-basis"
PRICES = "/part/budget_political_goals/prices"
Open = Callable[..., Any]
WORDS = {"da": ("Gemt", "Gevinsttræ"), "en": ("Saved", "Benefits tree")}


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with served(folder) as url:
        yield url


@pytest.fixture
def opened(started: Any, address: str, folder: Path) -> Iterator[Open]:
    """Opens a window of somebody's browser."""
    contexts = []

    def made(name: str = "Ane Holm", code: str = "da", leads: bool = True, **kinds: Any) -> Any:
        contexts.append(context_of(started, address, cookies(folder, name, code, leads), **kinds))
        return contexts[-1].new_page()

    yield made
    for context in contexts:
        context.close()


def context_of(started: Any, address: str, kept: dict[str, str], **kinds: Any) -> Any:
    context = started.new_context(base_url=address, **kinds)
    context.add_cookies([{"name": name, "value": text, "url": address} for name, text in kept.items()])
    context.set_default_timeout(HANG * 1000)
    return context


def told(page: Any, words: str) -> None:
    """Wait until the one live region says something."""
    page.locator("#live", has_text=re.compile(re.escape(words))).wait_for(state="attached")


def value_of(folder: Path, id: str = LEGAL) -> object:
    return open_plan(folder).plan.answers[id].value


def typed(page: Any, text: str, box: str = BOX) -> None:
    """Type into a field and leave it, once the page is there with its script: before that, leaving saves nothing."""
    page.wait_for_load_state()
    page.fill(box, text)
    page.press(box, "Tab")


@pytest.mark.parametrize("code", ["da", "en"])
def test_an_answer_is_saved_as_its_field_is_left_and_the_preview_follows(opened: Open, folder: Path, code: str) -> None:
    """Told once in the live region; focus goes on to the next field and stays; the changed passage is marked."""
    page = opened(code=code)
    complaints = errors_of(page)
    page.goto("/part/workflows_rules")
    preview = page.frame_locator("#preview")
    preview.locator("main").wait_for()

    typed(page, "Efter serviceloven")
    focused = page.evaluate("document.activeElement.textContent")
    told(page, WORDS[code][0])

    preview.locator(".changed", has_text="Efter serviceloven").first.wait_for()
    assert value_of(folder) == "Efter serviceloven"
    assert page.evaluate("document.activeElement.textContent") == focused
    assert complaints == []


def test_the_answer_of_somebody_else_arrives_without_loading_the_page_anew(opened: Open, folder: Path) -> None:
    """What is being typed meanwhile stays, with the pointer where it was."""
    first, second = opened(), opened("Bo Dam")
    first.goto("/part/workflows_rules")
    second.goto("/part/workflows_rules")
    first.locator("#workflows-rules-best-solution").fill("Midt i en sætn")

    typed(second, "Bos hjemmel")

    first.locator(BOX, has_text="Bos hjemmel").wait_for()
    assert first.input_value("#workflows-rules-best-solution") == "Midt i en sætn"
    assert first.evaluate("document.activeElement.id") == "workflows-rules-best-solution"


def test_two_answer_the_same_and_who_leads_settles_it(opened: Open, folder: Path) -> None:
    """Both texts are shown as it happens, on both screens; nothing is lost."""
    first, second = opened(), opened("Bo Dam", leads=False)
    first.goto("/part/workflows_rules")
    second.goto("/part/workflows_rules")
    first.fill(BOX, "Anes svar")
    second.fill(BOX, "Bos svar")
    first.press(BOX, "Tab")
    told(first, "Gemt")
    second.press(BOX, "Tab")
    told(second, "Gemt ved siden af")

    box = first.locator(".pb-differing")
    box.wait_for()
    assert all(text in box.inner_text() for text in ("Anes svar", "Bos svar", "Ane Holm", "Bo Dam"))
    assert axe_findings(first) == []
    assert second.locator(".pb-differing a").count() == 0
    box.locator("a").click()
    first.get_by_label("Bos svar").check()
    first.fill("#why", "Det står i loven")
    assert axe_findings(first) == []
    first.get_by_role("button", name="Afgør").click()

    first.get_by_text("Det er afgjort").first.wait_for()
    second.locator(".pb-differing").wait_for(state="detached")
    assert value_of(folder) == "Bos svar"


def test_two_browsers_and_a_terminal_at_once_lose_nothing(opened: Open, folder: Path) -> None:
    """Rows that are added together, and other answers of a session in a terminal."""
    first, second = opened(), opened("Bo Dam")
    terminal = session_of(folder, languages.load("da"), lambda: NOW, "Kim Bo")
    for page in (first, second):
        page.goto("/table/benefits_tree.changes?row=%2B")
    first.fill("#new-title", "Anes forandring")
    second.fill("#new-title", "Bos forandring")

    terminal.record(LEGAL, "Fra terminalen")
    terminal.add_row("benefits_tree.changes", {"title": "Kims forandring"})
    first.get_by_role("button", name="Gem rækken").click()
    second.get_by_role("button", name="Gem rækken").click()
    first.get_by_text("Bos forandring").first.wait_for()

    titles = [one.title for one in open_plan(folder).plan.benefits_tree.changes.values()]
    assert {"Anes forandring", "Bos forandring", "Kims forandring"} <= set(titles)
    assert value_of(folder) == "Fra terminalen"


def test_without_javascript_all_of_it_works(opened: Open, folder: Path) -> None:
    """An answer, an error with its summary, a row that is added, and one that is deleted."""
    page = opened(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="Arbejdsgange og regler").first.click()
    page.fill(BOX, "Uden script")
    page.locator(f"{BOX}-card").get_by_role("button", name=re.compile("^Gem")).click()
    page.locator(f"{BOX}-status", has_text="Gemt").wait_for()  # a press does not wait for the page that it leads to
    assert value_of(folder) == "Uden script"

    page.goto(PRICES)
    page.fill("#budget-political-goals-fte-cost", "mange penge")
    page.press("#budget-political-goals-fte-cost", "Enter")
    page.locator("#errors").wait_for()
    assert page.title().startswith("Fejl:")
    assert page.input_value("#budget-political-goals-fte-cost") == "mange penge"
    page.locator("#errors a").click()
    assert page.url.endswith("#budget-political-goals-fte-cost")

    page.goto("/table/benefits_tree.changes")
    page.get_by_role("link", name="Tilføj en række").click()
    page.fill("#new-title", "Ny forandring")
    page.press("#new-title", "Enter")
    page.get_by_role("link", name="Slet rækken").click()
    page.get_by_role("button", name="Ja, slet rækken").click()
    page.get_by_role("link", name="Tilføj en række").wait_for()
    assert "Ny forandring" not in page.content()


def test_by_keyboard_alone(opened: Open, folder: Path) -> None:
    """The first stop leads past the head of the page; every control is reached, and its focus is seen."""
    page = opened()
    page.goto("/part/workflows_rules")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skipnav"
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == BOX[1:]:
            break
    page.keyboard.press("Control+a")
    page.keyboard.type("Kun med tastatur")
    page.keyboard.press("Tab")
    told(page, "Gemt")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")

    assert value_of(folder) == "Kun med tastatur"
    assert outline != "none"


KINDS = [
    "/",
    "/part/cover",
    PRICES,
    "/part/budget_political_goals/changes",
    "/table/benefits_tree.benefits?row=G1",
    "/table/action_plan.actions?row=%2B",
    "/row/benefits_tree.changes/F1/delete",
    "/check",
    "/tree",
    "/walk/F1",
    "/board",
    "/board/meeting",
    "/documents",
    "/history",
    "/disagreements",
    "/projector/workflows_rules.legal_basis",
    "/preview/budget_political_goals",
]


@pytest.mark.parametrize("code", ["da", "en"])
def test_axe_finds_nothing_on_any_kind_of_page(opened: Open, code: str) -> None:
    page = opened(code=code)
    found = []
    for path in KINDS:
        page.goto(path)
        found += axe_findings(page)
    page.goto(PRICES)
    page.fill("#budget-political-goals-fte-cost", "x")
    page.press("#budget-political-goals-fte-cost", "Tab")
    page.locator("#errors").wait_for()
    found += axe_findings(page)

    assert found == []


# Links, buttons and fields that are smaller than 24 px each way, other than links within a sentence (2.5.8); a tick is
# as large as its words, which can be clicked too.
SMALL = """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
  .filter(one => one.getClientRects().length && !one.matches(".skipnav"))
  .filter(one => getComputedStyle(one).display !== "inline"
    || one.parentElement.textContent.trim() === one.textContent.trim())
  .map(one => [one, (one.matches("[type=radio], [type=checkbox]") ? one.labels[0] : one).getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([one]) => `${location.pathname}: ${one.outerHTML.slice(0, 120)}`)"""


@pytest.mark.parametrize("width", [1280, 320])
def test_whatever_can_be_pressed_is_large_enough(opened: Open, width: int) -> None:
    page = opened(viewport={"width": width, "height": 800})
    small = []
    for path in KINDS:
        page.goto(path)
        small += page.evaluate(SMALL)

    assert small == []


SPACED = """() => { const sheet = new CSSStyleSheet();
  sheet.replaceSync("p { margin-bottom: 2em !important } * { line-height: 1.5 !important; "
    + "letter-spacing: .12em !important; word-spacing: .16em !important }");
  document.adoptedStyleSheets = [sheet];
  return [getComputedStyle(document.body).wordSpacing !== "0px", document.documentElement.scrollWidth > innerWidth,
    [...document.querySelectorAll("body *")].some(one => !one.children.length && one.textContent.trim()
      && !one.closest(".sr-only, textarea, select, iframe") && getComputedStyle(one).overflow !== "visible"
      && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1))]; }"""


def test_text_set_wider_hides_nothing(opened: Open) -> None:
    """With the spacing of WCAG's 1.4.12, on the narrowest screen too."""
    page = opened(viewport={"width": 320, "height": 640})
    found = {}
    for path in KINDS[:-1]:  # the preview is a document, shown in a frame
        page.goto(path)
        found[path] = page.evaluate(SPACED)

    assert {path: seen for path, seen in found.items() if seen != [True, False, False]} == {}


@pytest.mark.parametrize("size", [(320, 640), (640, 480)], ids=["320 px", "200 %"])
def test_nothing_has_to_be_scrolled_sideways(opened: Open, size: tuple[int, int]) -> None:
    """On the narrowest screen, and on a window of 1280 px that is enlarged twice."""
    scale = 2 if size[0] == 640 else 1
    page = opened(viewport={"width": size[0], "height": size[1]}, device_scale_factor=scale)
    wide = []
    for path in KINDS:
        page.goto(path)
        wide += [path] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else []

    assert wide == []


def test_what_can_hardly_be_meant_is_asked_about_where_it_stands(opened: Open, folder: Path) -> None:
    page = opened()
    page.goto(PRICES)
    box = "#budget-political-goals-effective-hours"
    typed(page, "37", box)
    page.locator(f"{box}-sure").check()
    told(page, "Gemt")

    assert str(open_plan(folder).plan.economy.effective_hours) == "37"


def test_the_key_figures_follow_as_numbers_are_typed(opened: Open, folder: Path) -> None:
    page = opened()
    row = next(id for id, one in open_plan(folder).plan.costs.items() if one.amount)
    page.goto(f"/table/budget_political_goals.costs?row={row}")
    tiles = page.frame_locator("#preview").locator(".tiles").first
    before = tiles.inner_text()
    typed(page, "700.000", f"#{row}-amount")
    page.frame_locator("#preview").locator("body .changed").first.wait_for()

    assert tiles.inner_text() != before


def test_rows_open_are_copied_moved_and_deleted(opened: Open, folder: Path) -> None:
    page = opened()
    page.goto("/table/benefits_tree.changes")
    page.get_by_role("link", name=re.compile("^F1 ")).click()
    typed(page, "Et nyt navn", "#F1-title")
    told(page, "Gemt")
    page.get_by_role("button", name=re.compile("Kopiér rækken")).click()
    page.get_by_text("Rækken er kopieret").first.wait_for(state="attached")
    page.get_by_role("button", name=re.compile("Flyt op")).click()
    page.get_by_role("link", name=re.compile("Slet rækken")).click()
    page.get_by_role("button", name="Ja, slet rækken").click()

    titles = [one.title for one in open_plan(folder).plan.benefits_tree.changes.values()]
    assert titles.count("Et nyt navn") == 1


def test_who_does_not_know_says_whom_to_ask_and_takes_it_back(opened: Open, folder: Path) -> None:
    page = opened()
    page.goto("/part/workflows_rules")
    page.locator(f"{BOX}-cannot summary").click()
    page.fill(f"{BOX}-ask", "Jura, Ida Bek")
    page.locator(f"{BOX}-cannot").get_by_role("button", name=re.compile("ved det ikke")).click()
    page.get_by_text("spørg Jura, Ida Bek").first.wait_for()
    page.goto("/history")
    page.get_by_role("button", name=re.compile("^Fortryd")).first.click()
    page.get_by_text("Ændringen er fortrudt").first.wait_for()

    assert open_plan(folder).plan.answers[LEGAL].state == "answered"


def test_the_language_is_each_visitors_own(opened: Open) -> None:
    first, second = opened(), opened("Bo Dam")
    for page in (first, second):
        page.goto("/tree")
    first.get_by_role("button", name="English").click()

    assert first.locator("h1").inner_text() == WORDS["en"][1]
    assert first.locator("html").get_attribute("lang") == "en-GB"
    second.reload()
    assert second.locator("h1").inner_text() == WORDS["da"][1]


def test_a_document_is_made_and_told(opened: Open) -> None:
    page = opened()
    page.goto("/documents")
    with page.expect_download() as download:
        page.get_by_role("link", name="XLSX – Business case i Excel").click()
    told(page, "er hentet som XLSX")

    assert download.value.suggested_filename.endswith(".xlsx")


def test_the_themes_are_walked_through_change_by_change(opened: Open, folder: Path) -> None:
    page = opened()
    page.goto("/tree")
    page.locator("ol.pb-list a").first.click()
    page.get_by_role("heading", name="Forandringens gevinster").wait_for()
    box = page.locator("textarea").first
    name = box.get_attribute("id")
    typed(page, "En ny udfordring", f"#{name}")
    told(page, "Gemt")
    page.get_by_role("link", name="Næste forandring").click()

    page.wait_for_url("**/walk/F2")
    assert "En ny udfordring" in (folder / "plan.yaml").read_text(encoding="utf-8")


def test_on_a_projector_one_question_is_answered_at_a_time(opened: Open, folder: Path) -> None:
    page = opened(viewport={"width": 1920, "height": 1080})
    page.goto(f"/projector/{LEGAL}")
    typed(page, "Fra mødet")
    told(page, "Gemt")
    page.frame_locator("#preview").locator(".changed", has_text="Fra mødet").first.wait_for()
    size = page.evaluate(f"parseFloat(getComputedStyle(document.querySelector('{BOX}')).fontSize)")

    assert (value_of(folder), size >= 24) == ("Fra mødet", True)


def test_while_the_server_is_away_the_page_says_so_and_keeps_what_is_typed(started: Any, folder: Path) -> None:
    """When it is back on the same port, what was typed is saved without a word of the user."""
    with served(folder) as url:
        port = int(url.rpartition(":")[2])
        page = context_of(started, url, cookies(folder, "Ane Holm", "da")).new_page()
        page.goto("/part/workflows_rules")
    page.locator("#lost:not([hidden])").wait_for()
    typed(page, "Skrevet uden forbindelse")
    assert page.input_value(BOX) == "Skrevet uden forbindelse"
    with served(folder, port):
        page.locator("#lost[hidden]").wait_for(state="attached")
        told(page, "Gemt")
        page.context.close()

    assert value_of(folder) == "Skrevet uden forbindelse"
