"""Whose a request is."""

from __future__ import annotations

import pytest

pytest.importorskip("starlette", reason="needs planbuilder[web]")

from starlette.datastructures import Headers

from planbuilder.web.access import Login, OneTimeKey, same_address

LOGIN = Login("10.0.0.5", "x-user")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ([b"ane"], "ane"),
        ([b" ane "], "ane"),
        (["Åse Ørum".encode()], "Åse Ørum"),
        (["Åse".encode("latin-1")], "Åse"),
        ([b"ane", b"kim"], ""),
        ([], ""),
    ],
)
def test_a_name_is_read_as_it_was_written(said: list[bytes], name: str) -> None:
    """In either encoding; a name that comes twice is nobody's: one of the two may be a visitor's own."""
    headers = Headers(raw=[(b"x-user", one) for one in said])

    assert LOGIN.name("10.0.0.5", headers) == name
    assert LOGIN.name("10.0.0.6", headers) == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("::1", "0:0:0:0:0:0:0:1", True), ("127.0.0.1", "127.0.0.2", False), ("", "127.0.0.1", False), ("x", "x", False)],
)
def test_an_address_is_known_in_every_spelling(one: str, other: str, same: bool) -> None:
    """And what is none is nobody's."""
    assert same_address(one, other) is same


def test_a_key_is_used_up_by_its_use_alone() -> None:
    """To ask whether it is the one takes nothing; an empty one is never the one."""
    key = OneTimeKey()
    text = key.text

    assert (key.is_(text), key.is_used_by("x"), key.is_used_by(text)) == (True, False, True)
    assert [key.is_(one) for one in (text, "", "æ")] == [False] * 3
