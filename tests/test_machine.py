"""A user may have no name and no home: a container or a service runs under a number."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import NoReturn

import pytest

from planbuilder import configuration
from planbuilder.machine import from_home, home, user, whoami


@pytest.mark.parametrize("error", [KeyError, OSError, ImportError])
def test_a_user_without_a_name_is_a_number(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    """Versions of Python and systems tell it in different ways."""

    def nobody() -> NoReturn:
        raise error

    monkeypatch.setattr(getpass, "getuser", nobody)

    assert (user(), whoami().partition("@")[0]) == (str(os.getuid()), str(os.getuid()))


@pytest.mark.parametrize("environment", [{"HOME": "/h"}, {"HOME": "", "USERPROFILE": "/h"}])
def test_a_home_is_where_the_environment_says(environment: dict[str, str]) -> None:
    """An empty variable says nothing."""
    assert home(environment) == "/h"


@pytest.fixture
def _homeless(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(_: Path) -> NoReturn:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "expanduser", nowhere)


@pytest.mark.usefixtures("_homeless")
def test_whoever_has_no_home_has_no_settings_of_their_own() -> None:
    """The machine's still count; no place is looked in that is nobody's."""
    assert home({}) == ""
    assert configuration.places({}, "linux") == (Path("/etc/planbuilder/config.yaml"),)
    assert from_home("~/root.pem") == Path("~/root.pem")
