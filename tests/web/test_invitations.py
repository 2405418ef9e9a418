"""Invitations as they are kept beside a plan."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="needs planbuilder[web]")

from planbuilder.errors import InputInvalid, UsageWrong
from planbuilder.language import Language
from planbuilder.plan.journal import INVITED
from planbuilder.plan.store import open_plan
from planbuilder.record import replace
from planbuilder.usecases.erasing import Erasure, erase
from planbuilder.web.invitations import Invitation, digest, invitations, invite, revoke

NOW = datetime(2027, 1, 5, 10, 0)
WANTED = Invitation("", "Ane Holm", "leder", "", "")


def known(folder: Path) -> list[tuple[str, bool]]:
    return [(one.id, one.revoked) for one in invitations(folder, open_plan(folder).plan.plan_id)]


def test_ids_are_given_once(folder: Path) -> None:
    """Also when an earlier one has been taken back."""
    opened = open_plan(folder)
    invite(opened, WANTED, NOW)
    revoke(opened, "I1", NOW)
    invite(opened, WANTED, NOW)

    assert known(folder) == [("I1", True), ("I2", False)]


def test_a_line_that_was_torn_hides_no_other(folder: Path) -> None:
    """A program that ended while it wrote leaves half a line, and the next one begins anew."""
    opened = open_plan(folder)
    invite(opened, WANTED, NOW)
    with (folder / INVITED).open("ab") as file:
        file.write(b'{"event": "invited", "id": "I')
    invite(opened, WANTED, NOW)

    assert known(folder) == [("I1", False), ("I2", False)]


def test_the_key_stands_nowhere_and_the_file_is_the_owners(folder: Path) -> None:
    """Its digest alone is kept, and not in the plan."""
    opened = open_plan(folder)
    before = opened.path.read_bytes()
    made, key = invite(opened, WANTED, NOW)

    assert made.digest == digest(key)
    assert all(key.encode() not in one.read_bytes() for one in folder.iterdir() if one.is_file())
    assert opened.path.read_bytes() == before
    assert os.name != "posix" or (folder / INVITED).stat().st_mode & 0o077 == 0


def test_who_is_erased_is_no_longer_invited(folder: Path, danish: Language) -> None:
    """The name is gone from the file, the link lets nobody in, and numbers go on as before."""
    opened = open_plan(folder)
    name = next(iter(opened.plan.people.values())).name
    invite(opened, replace(WANTED, name=name), NOW)
    invite(opened, WANTED, NOW)

    erase(folder, Erasure(person=name, is_confirmed=True), danish, NOW)

    assert name not in (folder / INVITED).read_text(encoding="utf-8")
    assert known(folder) == [("I1", True), ("I2", False)]
    assert os.name != "posix" or (folder / INVITED).stat().st_mode & 0o077 == 0
    assert invite(open_plan(folder), WANTED, NOW)[0].id == "I3"


def test_an_unknown_invitation_cannot_be_taken_back(folder: Path) -> None:
    """The known ones are named."""
    invite(open_plan(folder), WANTED, NOW)
    with pytest.raises(UsageWrong) as refused:
        revoke(open_plan(folder), "I7", NOW)

    assert (refused.value.problems[0].code, refused.value.problems[0].values["known"]) == ("PB371", "I1")


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_a_link_laid_in_its_place_is_not_followed(folder: Path) -> None:
    """Nothing is written to where it leads."""
    other = folder.parent / "other.txt"
    other.write_text("", encoding="utf-8")
    (folder / INVITED).symlink_to(other)
    with pytest.raises(InputInvalid):
        invite(open_plan(folder), WANTED, NOW)

    assert other.read_text(encoding="utf-8") == ""
