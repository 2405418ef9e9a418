"""Where the bundled data lie."""

from __future__ import annotations

import pytest

from planbuilder import resources


@pytest.mark.parametrize("name", ["questionnaires", "templates", "languages", "demo", "rates"])
def test_every_folder_of_data_is_found(name: str) -> None:
    """In a checkout as in a wheel."""
    assert list(resources.folder(name).glob("*.yaml"))
