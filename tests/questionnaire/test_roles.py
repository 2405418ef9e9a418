"""Roles: whom a question is for, by which words a role is known, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.questionnaire.loading import load
from tests.questionnaire.test_loading import MANIFEST, ONE, PART, L, folder_with, part, problems

ROLES = (
    "roles:\n  - {id: lead, everything: true, name: {da: projektleder, en: project manager}}\n"
    "  - {id: finance, name: {da: økonomi, en: finance}, also: [controller]}\n"
)


def test_a_question_is_for_its_own_roles_else_those_of_its_part(tmp_path: Path) -> None:
    """A role that is asked everything is asked others' too, and a question for nobody in particular is everybody's."""
    mine = f"  - {{id: a, kind: text, {L}}}\n  - {{id: b, kind: text, asks: [finance], {L}}}\n"
    free = f"  - {{id: c, kind: text, {L}}}\n"
    folder_with(
        tmp_path,
        part(mine, head=f"{PART}asks: [lead]\n"),
        part(free, head=PART.replace("id: p", "id: o").replace("order: 1", "order: 2")),
        manifest=MANIFEST + ROLES,
    )

    whole = load(tmp_path, needed={})

    assert {role.id: whole.asked_of(role) for role in whole.roles} == {
        "lead": ("p.a", "p.b", "o.c"),
        "finance": ("p.b", "o.c"),
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("finance", "finance"),
        (" Økonomi ", "finance"),
        ("Controller", "finance"),
        ("project manager", "lead"),
        ("x", ""),
    ],
)
def test_a_role_is_known_by_any_of_its_words(tmp_path: Path, name: str, expected: str) -> None:
    """Whatever the case and the language."""
    folder_with(tmp_path, part(ONE), manifest=MANIFEST + ROLES)

    found = load(tmp_path, needed={}).role(name)

    assert (found.id if found else "") == expected


@pytest.mark.parametrize(
    ("questions", "roles", "expected"),
    [
        pytest.param(f"  - {{id: a, kind: text, asks: [finanse], {L}}}\n", ROLES, [("PB032", 6)], id="unknown role"),
        pytest.param(f"  - {{id: a, kind: text, asks: [lead], {L}}}\n", "", [("PB032", 6)], id="no roles at all"),
        pytest.param(
            f"  - {{id: a, kind: table, {L}, columns: [{{id: c, kind: text, asks: [lead], {L}}}]}}\n",
            ROLES,
            [("PB266", 6)],
            id="role on a column",
        ),
        pytest.param(ONE, ROLES.replace(", en: finance", ""), [("PB044", 8)], id="name in one language"),
        pytest.param(ONE, ROLES.replace("controller", "Projektleder"), [("PB046", 8)], id="one word for two roles"),
    ],
)
def test_roles_are_a_closed_list(
    tmp_path: Path, questions: str, roles: str, expected: list[tuple[str, int | None]]
) -> None:
    """What names a role that is not there, or two by one word, is refused at its place."""
    folder_with(tmp_path, part(questions), manifest=MANIFEST + roles)

    assert [(found.code, found.place.line) for found in problems(tmp_path)] == expected


def test_the_shipped_questions_all_say_whom_they_ask() -> None:
    """An invitation needs no list: each question has roles, and each role has questions."""
    whole = load()

    assert all(whole.asks(id) for id in whole.by_id)
    assert all(0 < len(whole.asked_of(role)) <= len(whole.by_id) for role in whole.roles)
