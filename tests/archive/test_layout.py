"""Names lead nowhere but into the archive, and where others expect them."""

from __future__ import annotations

import pytest
from ocfl.layout_0003_hash_and_id_n_tuple import Layout_0003_Hash_And_Id_N_Tuple

from planbuilder.archive.layout import belongs, key_of, object_path, refuse_bad_names
from planbuilder.archive.store import Archive
from planbuilder.errors import InputInvalid
from tests.archive.conftest import FILES, NOTE

IDS = ["urn:uuid:7f0c", "https://kommune.example/plan/2026-001", "a..b", "x" * 150, "A~#b_-9"]
BAD_NAMES = [
    "", ".", "..", "../x", "a/../b", "/etc/passwd", "a//b", "a/", "a\\b", "C:x", "a\x00b", "a\nb", "a\tb", " a", "a ",
    "a.", ".hidden", "a/.b", "con", "NUL.txt", "a/com1.pdf", "x" * 101, "a*b", "a?b", "a:b", 'a"b', "a|b", "a<b",
    "æ" * 101, "e\u0301.txt", "a\u030a.txt", "a\u200bb", "a\u202eb", "\u0430.txt", "ﬁ.txt", "a\U0001f600", "\ud800",
    "/".join("abcdefg"), "archive.json", "tombstone.json", "inventory-before.json",
]  # fmt: skip
BAD_IDS = [
    "",
    "..",
    "../x",
    "/x",
    ".x",
    "a b",
    "a\\b",
    "a\x00",
    "a\n",
    "æ",
    "e\u0301",
    "x" * 201,
    "a%2e",
    "con",
    "LPT1",
    "\ud800",
]


@pytest.mark.parametrize("id", IDS)
def test_objects_stand_where_other_programs_look_for_them(id: str) -> None:
    """The same path as ocfl-py gives, for long ids too, and from its folder's name an object is known again."""
    path = object_path(id)

    assert path == Layout_0003_Hash_And_Id_N_Tuple().identifier_to_path(id)
    assert belongs(path.split("/")[3], key_of(id))


@pytest.mark.parametrize("name", BAD_NAMES, ids=ascii)
def test_a_name_that_leads_elsewhere_or_reads_differently_is_refused(name: str) -> None:
    """Traversal, control and look-alike characters, decomposed letters, device names, our own names."""
    with pytest.raises(InputInvalid):
        refuse_bad_names([name])


@pytest.mark.parametrize("names", [["a", "A"], ["a", "a/b"], ["a/b", "A"], ["æ.txt", "Æ.TXT"]])
def test_two_names_that_are_one_somewhere_are_refused(names: list[str]) -> None:
    """Names that differ by case alone, or a file where another needs a folder."""
    for order in (names, names[::-1]):
        with pytest.raises(InputInvalid):
            refuse_bad_names(order)


def test_ordinary_names_are_taken() -> None:
    """Danish letters, spaces, folders."""
    refuse_bad_names(["plan.yaml", "Årsplan 2027.pdf", "signeret/plan-v2.pdf", "journal.jsonl", "_x", "é.txt"])


@pytest.mark.parametrize("id", BAD_IDS, ids=ascii)
def test_a_bad_id_is_refused_and_nothing_is_written(archive: Archive, id: str) -> None:
    """In reading and writing alike."""
    for call in (lambda: archive.add(id, FILES, NOTE), lambda: archive.history(id)):
        with pytest.raises(InputInvalid):
            call()

    assert (archive.objects(), archive.head.size) == ([], 0)
