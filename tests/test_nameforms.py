"""A file name is the same name whether its letters are composed or taken apart, wherever one is looked for."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder import files
from planbuilder.errors import InputInvalid
from planbuilder.nameforms import as_it_lies, composed, composed_names

NAMES = st.text(st.characters(categories=["L", "M"]), min_size=1, max_size=8)
FORMS = ("NFC", "NFD")


@pytest.fixture(params=FORMS)
def lying(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A file in a folder, both with names in one form."""
    path = tmp_path / normalize(request.param, "På vej") / normalize(request.param, "blå-é.txt")
    path.parent.mkdir()
    path.write_bytes(b"her")
    return path


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_found_by_either_form_of_its_name(lying: Path, tmp_path: Path, form: str) -> None:
    """And of the names of the folders above it."""
    asked = tmp_path / normalize(form, "På vej") / normalize(form, "blå-é.txt")

    assert lying == as_it_lies(asked)
    assert b"her" == files.contents(asked)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_written_where_it_lies(lying: Path, tmp_path: Path, form: str) -> None:
    """There are not two of a name afterwards."""
    files.write_atomically(tmp_path / normalize(form, "På vej") / normalize(form, "blå-é.txt"), b"nyt", tmp_path)

    assert [lying] == [path for path in tmp_path.rglob("*") if path.is_file()]
    assert b"nyt" == lying.read_bytes()


def test_a_link_under_the_other_form_leads_out_too(tmp_path: Path) -> None:
    """No way past the look at links by the form of a name."""
    inside = tmp_path / "plan"
    inside.mkdir()
    (tmp_path / "hemmelig").write_bytes(b"x")
    (inside / normalize("NFD", "blå")).symlink_to(tmp_path / "hemmelig")

    assert files.leads_out(inside / "blå", inside)
    with pytest.raises(InputInvalid):
        files.write_atomically(inside / "blå", b"y", inside)


def test_what_is_not_there_is_asked_for_as_it_was(tmp_path: Path) -> None:
    """In a folder that is not there either."""
    path = tmp_path / "ikke" / "på"

    assert path == as_it_lies(path)


def test_a_second_file_of_the_same_name_is_not_hidden() -> None:
    """It keeps its own form, and so is none that anybody listed."""
    two = {"å", normalize("NFD", "å")}

    assert two == set(composed_names(two))
    assert {"å": normalize("NFD", "å")} == composed_names([normalize("NFD", "å")])


@given(NAMES)
def test_both_forms_are_one_name(name: str) -> None:
    """Whatever letters it has."""
    assert composed(normalize("NFD", name)) == composed(normalize("NFC", name)) == composed(composed(name))


@pytest.mark.parametrize("name", ["x" * 300 + "/æ", "æ/" * 5_000 + "x", "a\0b/æ", "x" * 5_000 + "æ"])
def test_a_name_that_no_file_can_have_is_none_that_is_there(tmp_path: Path, name: str) -> None:
    """It stays as it is, and nothing is raised."""
    assert tmp_path / name == as_it_lies(tmp_path / name)
