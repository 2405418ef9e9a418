"""What differs and is settled, what has changed and is taken back, pictures, documents and the preview."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from planbuilder import pipeline
from planbuilder.plan.store import open_plan
from tests.web.conftest import Browser
from tests.web.test_routes import LEGAL, was

PLACE = f"answers.{LEGAL}.value"


@pytest.fixture
def differing(browser: Browser) -> Browser:
    """Browsers of a plan in which two have answered the same."""
    first, second = browser(), browser("Bo Dam")
    seen = was(first.get("/part/workflows_rules").text, f"/answer/{LEGAL}")
    first.post(f"/answer/{LEGAL}", data={"was": seen, "answer": "Anes svar"})
    second.post(f"/answer/{LEGAL}", data={"was": seen, "answer": "Bos svar"})
    return browser


def seen_of(page: str) -> str:
    return unescape(re.search(r'name="seen" value="([^"]*)"', page)[1])


class TestSettling:
    def test_every_answer_is_shown_with_whose_it_is_wherever_the_question_is(self, differing: Browser):
        for path in ("/disagreements", "/part/workflows_rules", "/check", f"/disagreement/{PLACE}"):
            page = differing().get(path).text
            assert all(text in page for text in ("Anes svar", "Bos svar", "Ane Holm", "Bo Dam")), path

    def test_the_answer_that_is_taken_holds(self, differing: Browser, folder: Path):
        client = differing()
        seen = seen_of(client.get(f"/disagreement/{PLACE}").text)

        reply = client.post(f"/disagreement/{PLACE}", data={"seen": seen, "take": "2", "why": "Loven"})

        plan = open_plan(folder).plan
        assert "Det er afgjort" in reply.text
        assert (plan.answers[LEGAL].value, plan.said[PLACE].settled.why) == ("Bos svar", "Loven")

    def test_another_wording_may_hold(self, differing: Browser, folder: Path):
        differing().post(f"/disagreement/{PLACE}", data={"take": "0", "text": "Et tredje svar"})

        assert open_plan(folder).plan.answers[LEGAL].value == "Et tredje svar"

    @pytest.mark.parametrize("sent", [{}, {"take": "0", "text": " "}, {"take": "9"}, {"take": "1", "seen": "andet"}])
    def test_what_cannot_be_settled_is_told_and_nothing_changes(self, differing: Browser, folder: Path, sent: dict):
        """No choice, no wording, an answer that there is not, and answers that have changed since they were seen."""
        before = open_plan(folder).digest

        reply = differing().post(f"/disagreement/{PLACE}", data=sent)

        assert (reply.status_code, open_plan(folder).digest) == (422, before)
        assert 'id="errors"' in reply.text

    def test_only_who_leads_may(self, differing: Browser, folder: Path):
        client, before = differing(leads=False), open_plan(folder).digest

        assert client.get(f"/disagreement/{PLACE}").status_code == 403
        assert client.post(f"/disagreement/{PLACE}", data={"take": "1"}).status_code == 403
        assert "afgør, hvilket svar der gælder" in client.get("/disagreements").text
        assert open_plan(folder).digest == before

    def test_of_questions_that_are_not_reached_nothing_is_told(self, differing: Browser):
        client = differing(reaches=lambda id: id != LEGAL)

        assert "Anes svar" not in client.get("/disagreements").text
        assert "Anes svar" not in client.get(f"/disagreement/{PLACE}").text


class TestHistory:
    def test_a_change_is_taken_back(self, browser: Browser, folder: Path):
        client, before = browser(), open_plan(folder).plan.answers[LEGAL].value
        seen = was(client.get("/part/workflows_rules").text, f"/answer/{LEGAL}")
        client.post(f"/answer/{LEGAL}", data={"was": seen, "answer": "Forkert"})
        number = re.search(r'name="number" value="(\d+)"', client.get("/history").text)[1]

        reply = client.post("/undo", data={"number": number})

        assert "Ændringen er fortrudt" in reply.text
        assert open_plan(folder).plan.answers[LEGAL].value == before

    def test_what_somebody_has_changed_since_is_refused_with_who(self, differing: Browser):
        client = differing()
        numbers = re.findall(r'name="number" value="(\d+)"', client.get("/history").text)
        client.post(f"/disagreement/{PLACE}", data={"take": "2"})

        reply = client.post("/undo", data={"number": numbers[-1]})

        assert reply.status_code == 422

    def test_who_does_not_lead_sees_and_takes_back_own_changes_alone(self, differing: Browser):
        client = differing("Bo Dam", leads=False)
        page = client.get("/history").text
        others = re.findall(r'name="number" value="(\d+)"', differing().get("/history").text)

        assert ("Bo Dam" in page, "Ane Holm, leder <span" in page) == (True, False)
        assert client.post("/undo", data={"number": others[-1]}).status_code == 404


def test_the_preview_is_the_chapter_as_the_product_writes_it(browser: Browser):
    """With a policy of its own that runs and fetches nothing, and the answer that was just given in it."""
    client = browser()
    client.post(f"/answer/{LEGAL}", data={"act": "unknown", "ask": "Jura"})

    reply = client.get("/preview/workflows_rules")

    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert "Jura" in reply.text
    assert ' style="' not in reply.text


def test_an_internal_answer_is_in_no_preview(browser: Browser, folder: Path):
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    marked = text.replace(f"  {LEGAL}:\n", f"  {LEGAL}:\n    internal: true\n")
    assert marked != text
    secret = str(open_plan(folder).plan.answers[LEGAL].value)[:40]
    (folder / "plan.yaml").write_text(marked, encoding="utf-8")

    assert secret not in browser().get("/preview/workflows_rules").text


def test_the_key_figures_and_the_chart_are_beside_the_economy(browser: Browser):
    page = browser().get("/preview/budget_political_goals").text

    assert ('class="tiles"' in page, "<svg" in page) == (True, True)


def test_the_tree_is_the_products_own_drawing_with_what_it_is_drawn_from(browser: Browser):
    page = browser().get("/tree").text

    assert page.count("<svg") == 1
    assert "/table/benefits_tree.changes?row=F1#row-F1" in page
    assert "/walk/F1" in page
    assert " style=" not in page


def test_the_walk_shows_a_change_with_each_theme_and_its_benefits(browser: Browser, folder: Path):
    client = browser()
    page = client.get("/walk/F1").text
    themes = re.findall(r'action="/row/action_plan.matrix/(F1\.\w+)"', page)
    seen = was(page, f"/row/action_plan.matrix/{themes[0]}")

    sent = {"was": seen, "several.relevant": "1", "relevant": "false", "to": "walk/F1"}
    reply = client.post(f"/row/action_plan.matrix/{themes[0]}", data=sent)

    assert len(set(themes)) == 6
    assert reply.url.path == "/walk/F1"
    assert open_plan(folder).plan.matrix["F1"][themes[0].partition(".")[2]].relevant is False


def test_who_is_asked_at_the_start_meeting_alone_walks_without_the_actions(browser: Browser):
    page = browser(reaches=lambda id: id == "start_meeting.matrix").get("/walk/F1").text

    assert 'action="/row/start_meeting.matrix/F1.' in page
    assert 'name="action"' not in page


def test_who_is_asked_one_question_gets_neither_documents_nor_the_tree(browser: Browser):
    """Not by an address that is typed either; and the menu names neither."""
    client = browser(leads=False, reaches=lambda id: id == LEGAL)
    statuses = [client.get(path).status_code for path in ("/documents", "/documents/plan.docx", "/tree", "/walk/F1")]
    menu = client.get("/").text

    assert statuses == [403, 404, 403, 404]
    assert ('href="/documents"' in menu, 'href="/tree"' in menu) == (False, False)


def test_a_form_leads_back_to_pages_of_ours_alone(browser: Browser):
    """What an address says to come back to is one of two kinds of page."""
    reply = browser().post(
        f"/answer/{LEGAL}", data={"act": "open", "to": "//evil.example/walk/"}, follow_redirects=False
    )

    assert reply.headers["location"].startswith("/part/workflows_rules")


@pytest.mark.parametrize("name", ["summary.docx", "economy.xlsx"])
def test_a_document_is_made_from_the_answers_as_they_are_now(browser: Browser, name: str):
    reply = browser().get(f"/documents/{name}")

    assert "attachment" in reply.headers["content-disposition"]
    assert ZipFile(BytesIO(reply.content)).testzip() is None


def test_a_document_is_in_the_plans_language_whoever_gets_it(browser: Browser):
    """As `build` writes it: it is the plan's, and not the page's."""
    parts = [ZipFile(BytesIO(browser(code=code).get("/documents/summary.docx").content)) for code in ("da", "en")]

    assert len({one.read("word/document.xml") for one in parts}) == 1


def test_every_document_there_is_can_be_got_from_the_page(browser: Browser) -> None:
    """A document that is added to the program has its name and its link here too."""
    page = browser().get("/documents").text

    assert [name for name in pipeline.DOCUMENTS if f'/documents/{name}.pdf"' not in page] == []


@pytest.mark.parametrize("path", ["/documents/plan.html", "/documents/nothing.pdf", "/walk/F99", "/preview/no"])
def test_what_there_is_not_is_not_found(browser: Browser, path: str):
    assert browser().get(path).status_code == 404


def test_a_projector_shows_one_question_and_comes_back_to_it(browser: Browser):
    client = browser()
    page = client.get(f"/projector/{LEGAL}").text

    reply = client.post(
        f"/answer/{LEGAL}", data={"was": was(page, f"/answer/{LEGAL}"), "answer": "x", "to": f"projector/{LEGAL}"}
    )

    assert page.count("<textarea") == 1
    assert reply.url.path == f"/projector/{LEGAL}"
