"""Others' changes as events, whoever makes them and however."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from planbuilder.plan.store import open_plan
from planbuilder.web import live


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "PAUSE", 0.001)


def heard(folder: Path, acts: list) -> list[str]:
    """What a stream tells while acts are done one after the other, each once the stream has looked."""
    left = [lambda: None, *acts, lambda: None]

    async def is_gone() -> bool:
        if not left:
            return True
        left.pop(0)()
        return False

    async def all_of_it() -> list[str]:
        return [one async for one in live.events(folder / "plan.yaml", is_gone)]

    return asyncio.run(all_of_it())


def test_each_change_is_told_once_with_the_digest_that_pages_carry(folder: Path):
    file = folder / "plan.yaml"
    before = open_plan(folder).digest[:16]

    told = heard(folder, [lambda: file.write_text(file.read_text("utf-8") + "# rettet i hånden\n", "utf-8")])

    after = open_plan(folder).digest[:16]
    assert told == ["retry: 2000\n\n", f"event: plan\ndata: {before}\n\n", f"event: plan\ndata: {after}\n\n"]


def test_a_file_that_is_away_for_a_moment_ends_nothing(folder: Path):
    file, aside = folder / "plan.yaml", folder / "aside"

    told = heard(folder, [lambda: file.rename(aside), lambda: aside.rename(file)])

    assert len(told) == 2


def test_a_silent_stream_says_that_it_is_still_there(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(live, "BEATS", 2)

    assert ": \n\n" in heard(folder, [lambda: None] * 3)
