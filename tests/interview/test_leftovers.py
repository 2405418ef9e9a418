"""What could not be saved and cannot be read is told, and stays."""

from __future__ import annotations

import pytest

from planbuilder.interview.session import Session
from planbuilder.plan.journal import UNSAVED
from tests.interview.scripted import talk

WHOLE = '{"by": "Ane", "role": "", "on": "2027-01-05", "places": [[["title"], "Fritidspas", "Ny"]]}'


@pytest.mark.parametrize(
    "line", ['{"by": "Ane", "pla', "[" * 500 + "]" * 500, '{"places": [[["nowhere"], null, "x"]]}', "\x00"]
)
def test_a_line_that_cannot_be_read_is_a_problem_and_stays(session: Session, line: str):
    """Torn, deep, or of no place: the others are saved, and it is there for whoever can read it."""
    file = session.opened.folder / UNSAVED
    file.write_text(f"{line}\n{WHOLE}\n", encoding="utf-8")

    asker = talk(session, "save", "Gem og slut")

    told = [text for text, tone in asker.said if tone == "bad"]
    assert told[0].startswith("Linje 1 i filen med svar, der ikke blev gemt, kan ikke læses.")
    assert (session.opened.plan.title, file.read_text(encoding="utf-8")) == ("Ny", f"{line}\n")


def test_where_every_line_can_be_read_nothing_is_left(session: Session):
    """The file goes with what was saved."""
    file = session.opened.folder / UNSAVED
    file.write_text(f"{WHOLE}\n", encoding="utf-8")

    talk(session, "save", "Gem og slut")

    assert not file.exists()
