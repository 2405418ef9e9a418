"""Pages and forms as a browser without JavaScript has them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from planbuilder.plan.store import open_plan
from planbuilder.questionnaire.loading import load
from planbuilder.web.addresses import path_of
from planbuilder.web.views import dom
from planbuilder.yamltext.nodes import get
from tests.web.conftest import Browser, visit_to

LEGAL = "workflows_rules.legal_basis"
ECONOMY = "budget_political_goals"
MOST_FIELDS, MOST_QUESTIONS = 130, 15  # of a page


def was(page: str, action: str) -> str:
    """What the form with an action was made against."""
    form = page.split(f'action="{action}"', 1)[1].split("</form>", 1)[0]
    return unescape(re.search(r'name="was" value="([^"]*)"', form)[1])


def data(folder: Path) -> object:
    return open_plan(folder).data


@pytest.mark.parametrize("code", ["da", "en"])
def test_every_part_and_table_has_its_page(browser: Browser, code: str) -> None:
    """Each answers with a page in the language of who looks, and with no more than 130 fields."""
    client, questionnaire = browser(code=code), load()
    paths = [f"/{path_of(part, section)}" for part in questionnaire.parts for section in part.by_section]
    paths += [f"/table/{id}" for id, question in questionnaire.questions() if question.is_table]

    for path in ["/", *paths]:
        page = client.get(path)
        assert (page.status_code, path) == (200, path)
        assert len(re.findall(r"<(?:input|textarea|select)\b", page.text)) <= MOST_FIELDS
        assert f'lang="{"da-DK" if code == "da" else "en-GB"}"' in page.text


def test_no_page_asks_more_than_a_person_can_look_over() -> None:
    """Fifteen questions at most, whatever is answered: a part that has more is divided into sections."""
    pages = {(part.id, name): ids for part in load().parts for name, ids in part.by_section.items()}

    assert {name: len(ids) for name, ids in pages.items() if len(ids) > MOST_QUESTIONS} == {}


class TestSections:
    """A part that is divided has a page for each section, and whatever leads to a question leads to its section."""

    PART = load().part(ECONOMY)

    def test_each_section_shows_its_own_questions_alone(self, browser: Browser, folder: Path) -> None:
        """Together they show every question that is asked, each once."""
        client, shown = browser(), []
        for section, ids in self.PART.by_section.items():
            found = re.findall(r'<section class="pb-card[^"]*" id="([^"]*)-card"', client.get(at(section)).text)
            assert set(found) <= {dom(id) for id in ids}
            shown += found

        assert shown == [dom(id) for id in visit_to(folder).session.asked(self.PART)]

    def test_the_way_on_leads_through_the_sections(self, browser: Browser) -> None:
        """From the part before to the part after, and back."""
        client, path, way = browser(), "/part/goals_followup", []
        while path:
            way.append(path)
            onward = client.get(path).text.split('class="pb-onward"', 1)[1].split("</p>", 1)[0]
            path = next(iter(re.findall(r'button-primary" href="(/part/[^"]*)"', onward)), "")
            assert len(way) < 2 or f'button-secondary" href="{way[-2]}"' in onward

        sections = [at(section.id) for section in self.PART.sections]
        assert way == ["/part/goals_followup", *sections, "/part/action_plan", "/part/case_presentation"]

    def test_the_part_itself_leads_to_its_first_section(self, browser: Browser) -> None:
        assert browser().get(f"/part/{ECONOMY}").url.path == at("amounts")

    def test_who_is_asked_some_questions_sees_their_sections_alone(self, browser: Browser) -> None:
        """The part leads to the first of them, and what is not reached is not found."""
        client = browser(reaches=lambda id: id in (f"{ECONOMY}.funding", f"{ECONOMY}.risks"))

        page = client.get(f"/part/{ECONOMY}")

        assert page.url.path == at("funding")
        assert set(re.findall(rf'href="(/part/{ECONOMY}/\w+)"', page.text)) == {at("funding"), at("uncertainty")}
        assert client.get(at("prices")).status_code == 404
        assert client.get(f"{at('funding')}x").status_code == 404
        assert client.get("/part/cover/funding").status_code == 404

    def test_who_is_asked_for_what_few_need_finds_it(self, browser: Browser) -> None:
        """What stands aside does not count as missing, but its section is there for whoever is asked for it."""
        client = browser(reaches=lambda id: id == f"{ECONOMY}.simulate")

        assert at("uncertainty") in client.get("/").text
        assert f'id="{dom(f"{ECONOMY}.simulate")}-card"' in client.get(f"/part/{ECONOMY}").text

    def test_every_question_is_found_from_wherever_a_link_leads_to_it(self, browser: Browser, folder: Path) -> None:
        """From all answers, the big screen, a table, and after saving: the card is on the page that the link names."""
        client, cards = browser(), {}
        for section in self.PART.by_section:
            cards |= dict.fromkeys(re.findall(r'id="([^"]*-card)"', client.get(at(section)).text), at(section))
        led = [re.findall(rf'href="(/part/{ECONOMY}[^"#]*)#([^"]*)"', client.get("/check").text)]
        for id in visit_to(folder).session.asked(self.PART):
            path = f"/table/{id}" if load().by_id[id].is_table else f"/projector/{id}"
            led.append(re.findall(rf'href="(/part/{ECONOMY}[^"#]*)#([^"]*)"', client.get(path).text))

        assert all(led)
        assert {(cards[card], path) for links in led for path, card in links} == {
            (path, path) for path in cards.values()
        }

    def test_a_save_comes_back_to_the_section(self, browser: Browser) -> None:
        client, action = browser(), f"/answer/{ECONOMY}.discount_rates"
        seen = was(client.get(at("prices")).text, action)

        reply = client.post(action, data={"was": seen, "answer": "dk-2013"}, follow_redirects=False)

        assert reply.headers["location"].split("?")[0] == at("prices")
        assert reply.headers["location"].endswith(f"#{dom(f'{ECONOMY}.discount_rates')}-card")


def at(section: str) -> str:
    """The address of a section of the economy."""
    return f"/part/{ECONOMY}/{section}"


def test_a_part_whose_rows_lack_fields_is_not_called_done(browser: Browser, folder: Path) -> None:
    """Every question of it is answered, and an owner is missing."""
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    whole = browser().get("/").text
    (folder / "plan.yaml").write_text(re.sub(r"(?m)^( +G1:\n(?: {6}.*\n)*?) {6}owner: \w+\n", r"\1", text), "utf-8")

    lacking = browser().get("/").text

    assert ("ét felt i en tabel" in whole, "Mangler: ét felt i en tabel" in lacking) == (False, True)
    assert lacking.count("Færdig") == whole.count("Færdig") - 1


def test_an_answer_is_saved_with_who_gave_it(browser: Browser, folder: Path) -> None:
    client = browser()
    action = f"/answer/{LEGAL}"
    seen = was(client.get("/part/workflows_rules").text, action)

    reply = client.post(action, data={"was": seen, "answer": "Forvaltningslovens § 29.\r\nVurderet af Jura."})

    assert reply.url.path == "/part/workflows_rules"
    assert "Gemt" in reply.text
    note = get(data(folder), ("answers", LEGAL))
    assert (note["value"], note["by"]) == ("Forvaltningslovens § 29.\nVurderet af Jura.", "Ane Holm")


def test_a_field_that_was_not_touched_changes_nothing(browser: Browser, folder: Path) -> None:
    """Even when somebody has answered since the page was made."""
    first, second = browser(), browser("Bo Dam")
    action = f"/answer/{LEGAL}"
    page = first.get("/part/workflows_rules").text
    seen, shown = was(page, action), open_plan(folder).plan.answers[LEGAL].value
    second.post(action, data={"was": seen, "answer": "En anden hjemmel"})
    before = open_plan(folder).digest

    first.post(action, data={"was": seen, "answer": str(shown).replace("\n", "\r\n")})

    assert open_plan(folder).digest == before


def test_what_two_answer_at_once_stands_both_and_is_shown(browser: Browser, folder: Path) -> None:
    first, second = browser(), browser("Bo Dam")
    action = f"/answer/{LEGAL}"
    seen = was(first.get("/part/workflows_rules").text, action)

    first.post(action, data={"was": seen, "answer": "Anes svar"})
    reply = second.post(action, data={"was": seen, "answer": "Bos svar"})

    said = open_plan(folder).plan.said[f"answers.{LEGAL}.value"]
    assert [one.value for one in said.answers] == ["Anes svar", "Bos svar"]
    assert "Gemt ved siden af" in reply.text
    assert "Anes svar" in reply.text
    assert "Bos svar" in reply.text


def test_what_is_refused_stays_as_typed_with_why_and_what_to_do(browser: Browser, folder: Path) -> None:
    """An error summary leads to the field, and the title of the page says that there is an error."""
    client, before = browser(), open_plan(folder).digest
    action = "/answer/budget_political_goals.fte_cost"
    seen = was(client.get(at("prices")).text, action)

    reply = client.post(action, data={"was": seen, "answer": "mange penge"})

    assert reply.status_code == 422
    assert re.search(r"<title>\s*Fejl:", reply.text)
    assert 'value="mange penge"' in reply.text
    assert 'href="#budget-political-goals-fte-cost"' in reply.text
    assert 'id="budget-political-goals-discount-rates-card"' in reply.text  # the section, as it was
    assert 'id="budget-political-goals-funding-card"' not in reply.text
    assert 'aria-invalid="true"' in reply.text
    assert open_plan(folder).digest == before


def test_what_can_hardly_be_meant_is_asked_about_and_taken_when_it_is_right(browser: Browser, folder: Path) -> None:
    client = browser()
    action = "/answer/budget_political_goals.effective_hours"
    seen = was(client.get(at("prices")).text, action)

    asked = client.post(action, data={"was": seen, "answer": "37"})
    sure = client.post(action, data={"was": seen, "answer": "37", "sure.answer": "1"})

    assert (asked.status_code, "Ja, det er rigtigt" in asked.text) == (422, True)
    assert sure.status_code == 200
    assert get(data(folder), ("economy", "effective_hours")) == "37"


def test_who_does_not_know_says_whom_to_ask_and_what_is_not_relevant_says_why(browser: Browser, folder: Path) -> None:
    client, action = browser(), f"/answer/{LEGAL}"

    unknown = client.post(action, data={"act": "unknown", "ask": "Jura, Ida Bek"})
    assert "spørg Jura, Ida Bek" in unknown.text
    client.post(action, data={"act": "not_relevant", "why": "Ingen lov"})
    note = get(data(folder), ("answers", LEGAL))
    assert (note["state"], note["why"], "ask" in note) == ("not_applicable", "Ingen lov", False)
    client.post(action, data={"act": "open"})
    assert "state" not in get(data(folder), ("answers", LEGAL))


def test_the_first_button_of_each_form_with_fields_saves(browser: Browser) -> None:
    """Enter presses the first button: it must never delete or mark anything."""
    client = browser()
    for path in ("/part/cover", "/part/workflows_rules", "/table/benefits_tree.benefits?row=G1"):
        for form in re.findall(r"<form.*?</form>", client.get(path).text, re.DOTALL):
            buttons = re.findall(r'<button[^>]*name="act" value="(\w+)"', form)
            assert not (buttons and 'name="was"' in form) or buttons[0] == "save"


def test_a_row_is_one_form(browser: Browser, folder: Path) -> None:
    client, action = browser(), "/row/benefits_tree.changes/F1"
    seen = was(client.get("/table/benefits_tree.changes?row=F1").text, action)

    reply = client.post(action, data={"was": seen, "title": "En ny forandring", "act": "save"})

    assert get(data(folder), ("benefits_tree", "changes", "F1", "title")) == "En ny forandring"
    assert 'id="row-F1"' in reply.text


def test_rows_are_added_copied_moved_and_deleted(browser: Browser, folder: Path) -> None:
    client, rows = browser(), ("benefits_tree", "changes")
    before = list(get(data(folder), rows))

    added = client.post("/row/benefits_tree.changes/+", data={"title": "Ny"})
    new = next(key for key in get(data(folder), rows) if key not in before)
    assert f'id="row-{new}"' in added.text
    client.post(f"/row/benefits_tree.changes/{new}/act", data={"act": "up"})
    assert list(get(data(folder), rows)).index(new) == len(before) - 1
    client.post(f"/row/benefits_tree.changes/{new}/act", data={"act": "copy"})
    assert len(get(data(folder), rows)) == len(before) + 2
    client.post(f"/row/benefits_tree.changes/{new}/act", data={"act": "delete"})
    assert new not in get(data(folder), rows)


def test_a_row_that_is_empty_is_not_added(browser: Browser, folder: Path) -> None:
    before = open_plan(folder).digest

    reply = browser().post("/row/benefits_tree.changes/+", data={"title": ""})

    assert (reply.status_code, "Udfyld mindst ét felt" in reply.text) == (422, True)
    assert open_plan(folder).digest == before


def test_a_new_row_that_is_refused_keeps_all_that_was_typed(browser: Browser) -> None:
    reply = browser().post("/row/action_plan.actions/+", data={"title": "Hurtigere svar", "deadline": "engang"})

    assert reply.status_code == 422
    assert 'value="Hurtigere svar"' in reply.text
    assert 'value="engang"' in reply.text


def test_deleting_a_row_tells_first_what_refers_to_it(browser: Browser, folder: Path) -> None:
    before = open_plan(folder).digest

    page = browser().get("/row/benefits_tree.changes/F1/delete").text

    assert "F1 bruges i" in page
    assert open_plan(folder).digest == before


def test_what_is_typed_in_a_row_that_somebody_deletes_meanwhile_is_kept(browser: Browser, folder: Path) -> None:
    first, second = browser(), browser("Bo Dam")
    seen = was(first.get("/table/benefits_tree.changes?row=F1").text, "/row/benefits_tree.changes/F1")
    second.post("/row/benefits_tree.changes/F1/act", data={"act": "delete"})

    first.post("/row/benefits_tree.changes/F1", data={"was": seen, "title": "Skrevet imens"})

    assert "Skrevet imens" in (folder / "plan.yaml").read_text(encoding="utf-8")


def test_a_person_who_is_not_known_is_named_where_one_is_chosen(browser: Browser, folder: Path) -> None:
    client, action = browser(), "/answer/cover.sponsor"
    seen = was(client.get("/part/cover").text, action)

    refused = client.post(action, data={"was": seen, "answer": "+", "new.answer": " "})
    client.post(action, data={"was": seen, "answer": "+", "new.answer": "Ida Bek, jurist, Jura"})

    plan = open_plan(folder).plan
    assert refused.status_code == 422
    assert plan.people[plan.sponsor].name == "Ida Bek"


def test_several_ticks_keep_their_order_and_all_may_go(browser: Browser, folder: Path) -> None:
    client, action = browser(), "/answer/cover.authors"
    seen = was(client.get("/part/cover").text, action)
    authors = list(open_plan(folder).plan.authors)

    client.post(action, data={"was": seen, "several.answer": "1", "answer": [*reversed(authors), "P1"]})
    assert list(open_plan(folder).plan.authors)[: len(authors)] == authors
    seen = was(client.get("/part/cover").text, action)
    client.post(action, data={"was": seen, "several.answer": "1"})
    assert open_plan(folder).plan.authors == ()


def test_all_that_was_typed_is_escaped(browser: Browser, folder: Path) -> None:
    """Markup in an answer is text, on every page that shows it."""
    evil = '"><script>alert(1)</script>{{ 7*7 }}'
    client, action = browser(), f"/answer/{LEGAL}"
    client.post(action, data={"was": was(client.get("/part/workflows_rules").text, action), "answer": evil})
    client.post("/row/benefits_tree.changes/+", data={"title": evil})

    for path in ("/part/workflows_rules", "/part/benefits_tree", "/table/benefits_tree.changes", "/check", "/"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "{{ 7*7 }}" in page or path not in ("/part/workflows_rules", "/table/benefits_tree.changes")


def test_a_question_that_is_not_reached_is_neither_seen_nor_answered(browser: Browser, folder: Path) -> None:
    client, before = browser(reaches=lambda id: id == "workflows_rules.rules"), open_plan(folder).digest

    assert [
        client.post(f"/answer/{LEGAL}", data={"answer": "x"}).status_code,
        client.get("/table/cover.people").status_code,
    ] == [404, 404]
    assert "Gevinsttræ</a></h3>" not in client.get("/").text
    assert LEGAL not in client.get("/part/workflows_rules").text
    assert open_plan(folder).digest == before


def test_guidance_is_for_the_interviewer_alone(browser: Browser) -> None:
    path = "/part/workflows_rules"

    assert "Til intervieweren" in browser().get(path).text
    assert "Til intervieweren" not in browser(guides=False).get(path).text


@pytest.mark.parametrize("path", ["/part/nothing", "/table/nothing", "/table/cover.title", "/table/../x"])
def test_what_there_is_not_is_not_found(browser: Browser, path: str) -> None:
    assert browser().get(path).status_code == 404
