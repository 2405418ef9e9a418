"""`web` at the command line: invitations, what is refused at once, and what it costs whoever does not use it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from planbuilder.cli import web
from tests.cli.conftest import Run

LIBRARIES = {"starlette", "uvicorn", "jinja2", "python_multipart", "anyio", "h11", "planbuilder.web"}


def test_who_uses_the_terminal_loads_nothing_of_it() -> None:
    """Not for the tree of commands either."""
    code = (
        "import sys; from planbuilder.cli.main import tree, chosen_language; tree(chosen_language([], {})); "
        f"print({LIBRARIES} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("words", [(), ("invite", "--for", "Ane", "--role", "leder"), ("invites",)])
def test_without_the_extra_it_says_what_to_install(
    call: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """Whichever of its commands is called."""
    monkeypatch.setattr(web, "NEEDED", ("no_such_library",))
    named, more = words[:1], words[1:]
    ended = call("web", *named, folder, *more)

    assert (ended.code, "pip install" in ended.err, "PB370" in ended.err) == (2, True, True)


def test_an_invitation_is_made_listed_and_taken_back(call: Run, folder: Path) -> None:
    """The link is the result alone; the list has its number, not its key."""
    pytest.importorskip("starlette", reason="needs planbuilder[web]")
    made = call("web", "invite", folder, "--for", "Ane Holm", "--role", "leder", "--until", "2099-02-01")
    key = re.fullmatch(r"http://127\.0\.0\.1:8420/enter\?key=(\S+)\n", made.out)
    listed = json.loads(call("web", "invites", folder, "--json").out)
    gone = call("web", "invites", folder, "--revoke", "I1")
    after = json.loads(call("web", "invites", folder, "--json").out)

    assert key
    assert key[1] not in json.dumps(listed)
    assert [(one["id"], one["name"], one["until"]) for one in listed["invitations"]] == [
        ("I1", "Ane Holm", "2099-02-01")
    ]
    assert (gone.code, [one["revoked"] for one in after["invitations"]]) == (0, [True])


def test_the_list_names_what_is_reached(call: Run, folder: Path) -> None:
    """By the titles of parts and the headings of questions, not by their ids."""
    pytest.importorskip("starlette", reason="needs planbuilder[web]")
    named = ("--theme", "channel_strategy", "--question", "budget_political_goals.vat")
    call("web", "invite", folder, "--for", "Ane", *named, "--lang", "da")

    assert "I1 · Ane · Kanalstrategi og påvirkning, Moms" in call("web", "invites", folder, "--lang", "da").out


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--listen", "0.0.0.0"), "PB377"),
        (("--listen", "192.0.2.7"), "PB377"),
        (("--listen", "::"), "PB377"),
        (("--certificate", "a.pem"), "PB378"),
        (("--key", "a.pem"), "PB378"),
        (("--behind", "10.0.0.5"), "PB379"),
        (("--name-header", "X-User"), "PB379"),
    ],
)
def test_what_would_open_the_door_to_everybody_is_refused(
    call: Run, folder: Path, options: tuple[str, ...], code: str
) -> None:
    """Elsewhere than on this machine: encrypted, or behind a login that is named in full."""
    pytest.importorskip("starlette", reason="needs planbuilder[web]")
    ended = call("web", folder, "--no-open", *options)

    assert (ended.code, code in ended.err) == (2, True)
