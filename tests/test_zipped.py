"""An archive of somebody else's unpacks to what it says, or is refused."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from planbuilder.zipped import BROKEN, entries


def archive(method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as made:
        made.writestr("a.xml", b"<a/>" * 500)
    return file.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_usual_archives_are_listed(method: int) -> None:
    """Stored or deflated, as every program writes them."""
    with zipfile.ZipFile(io.BytesIO(archive(method))) as opened:
        assert [one.filename for one in entries(opened)] == ["a.xml"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_asks_for_memory_of_its_own_is_refused(method: int) -> None:
    """LZMA takes as much as its head asks for."""
    with zipfile.ZipFile(io.BytesIO(archive(method))) as opened, pytest.raises(ValueError, match=r"a\.xml"):
        entries(opened)


def test_whatever_is_broken_is_among_what_is_expected() -> None:
    """Cut off or changed anywhere."""
    chance, sound = random.Random(7), archive()
    for _ in range(400):
        data = bytearray(sound[: chance.choice([len(sound), chance.randrange(len(sound))])])
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            with zipfile.ZipFile(io.BytesIO(bytes(data))) as opened:
                for one in entries(opened):
                    opened.read(one)
        except BROKEN:
            continue
