"""The form without attachment is PDF/A-2a, says and shows the same, and can be made again."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from planbuilder.errors import InputInvalid
from planbuilder.signing.pages import compare
from planbuilder.signing.rendition import without_attachment
from tests.checkers.verapdf import broken_rules
from tests.signing.world import base, judge, people, sign_all


def test_nothing_is_attached() -> None:
    """Neither by name nor as a source of the document."""
    with pikepdf.open(io.BytesIO(without_attachment(base()))) as pdf:
        assert ([], False) == (list(pdf.attachments), "/AF" in pdf.Root)
        assert b"plan.yaml" not in b"".join(
            one.read_raw_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)
        )


def test_it_is_made_again_to_the_last_byte() -> None:
    """So what comes back can be held against it without keeping it."""
    assert without_attachment(base()) == without_attachment(base())


def test_every_page_is_the_same() -> None:
    """And so is who signs where."""
    assert compare(base(), without_attachment(base())).is_same


@pytest.mark.slow
def test_it_complies(tmp_path: Path) -> None:
    """PDF/UA-1 and PDF/A-2a, unsigned and signed."""
    plain = without_attachment(base())
    files = {"plain.pdf": plain, "signed.pdf": sign_all(plain, people())}

    assert [] == broken_rules(files, tmp_path, ("ua1", "2a"))


@pytest.mark.parametrize(
    ("other", "code"), [(b"hej", "PB148"), (b"", "PB148"), (without_attachment(base()), "PB205")], ids=lambda x: x[:6]
)
def test_what_is_not_ours_is_refused(other: bytes, code: str) -> None:
    """Nor is it made twice."""
    with pytest.raises(InputInvalid) as refused:
        without_attachment(other)

    assert [code] == [one.code for one in refused.value.problems]


def test_signed_it_is_verified_against_itself() -> None:
    """Its own base, and the signers of the plan."""
    from planbuilder.record import replace
    from tests.signing.world import expected

    plain = without_attachment(base())

    assert "verified" == judge(sign_all(plain, people()), replace(expected(), base=plain)).state
