"""What becomes of the forms of a meeting: a reason stands at its own field, and who is sure is believed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.web.conftest import Browser
from tests.web.test_board_routes import AT, minutes, under_way


@pytest.mark.parametrize(
    ("key", "sent", "field"),
    [
        ("measure.I1", {"said": "68 kr.", "day": "4. januar 2027"}, "said"),
        ("measure.I1", {"said": "68", "day": "4. januar 2028"}, "day"),
        ("measure.I1", {"said": "68", "day": "engang"}, "day"),
        ("action.H7", {"act": "moved", "deadline": "snart"}, "deadline"),
        ("action.H7", {"act": "moved", "deadline": "1.1.2020"}, "deadline"),
        ("choose", {"act": "action", "idea": ""}, "said"),
        ("choose", {"act": "nothing", "idea": "E1"}, "why"),
        ("choose", {"act": "action", "idea": "E1", "deadline": "snart"}, "deadline"),
        ("choose", {"act": "action", "idea": "E1", "deadline": "1. juni"}, "responsible"),
        ("choose", {"act": "action", "idea": "E1", "responsible": "P4"}, "deadline"),
        ("decision", {"said": " "}, "said"),
    ],
)
def test_an_error_stands_at_its_own_field(
    browser: Browser, folder: Path, key: str, sent: dict[str, str], field: str
) -> None:
    """The field says that it is wrong and what describes it, and the summary leads to it; no other field does."""
    page = under_way(browser).post(f"{AT}/{key}", data=sent).text

    assert re.findall(r'aria-describedby="([\w-]+)" aria-invalid="true"', page) == [f"{field}-error"]
    assert re.findall(r'id="([\w-]+)-error"', page) == [field]
    assert f'href="#{field}"' in page
    assert minutes(folder) == []


@pytest.mark.parametrize(
    ("key", "sent"),
    [
        ("measure.I1", {"said": "0,68", "day": "4. januar 2027"}),
        ("action.H7", {"act": "moved", "deadline": "1.1.2020"}),
        ("choose", {"act": "action", "idea": "E1"}),
    ],
)
def test_what_can_hardly_be_meant_is_noted_when_it_is_said_to_be_right(
    browser: Browser, folder: Path, key: str, sent: dict[str, str]
) -> None:
    """The box beside the reason is ticked, and the form sent again."""
    client = under_way(browser)
    asked = client.post(f"{AT}/{key}", data=sent)
    assert (asked.status_code, 'name="sure"' in asked.text, minutes(folder)) == (422, True, [])

    client.post(f"{AT}/{key}", data={**sent, "sure": "1"})

    assert len(minutes(folder)) == 1
