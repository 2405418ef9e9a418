"""Whether the roles of a questionnaire, and what names them, are sound.

In: the roles, and the source they or their names stand in. Out: what is wrong, each with its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planbuilder import codes
from planbuilder.errors import Problem, closest, problem
from planbuilder.questionnaire.definition import Role
from planbuilder.yamltext.nodes import Source


def role_problems(source: Source, roles: Sequence[Role], languages: Sequence[str]) -> Iterator[Problem]:
    """Roles without a name in each language, and words that stand for two of them."""
    known: set[str] = set()
    for n, role in enumerate(roles):
        missing = (code for code in languages if not role.name.get(code))
        yield from (problem(codes.TEXT_WITHOUT_LANGUAGE, source.place(f"roles.{n}.name"), language=c) for c in missing)
        # Over all languages at once: `--role` takes a word in any of them.
        words = {word.casefold() for word in role.words if word}
        yield from (problem(codes.DUPLICATE_ID, source.place(f"roles.{n}"), id=word) for word in sorted(words & known))
        known |= words


def unknown_roles(source: Source, path: str, asks: Sequence[str], roles: Sequence[Role]) -> Iterator[Problem]:
    """Names of roles under `asks` that the questionnaire does not have."""
    known = [role.id for role in roles]
    for n, name in enumerate(asks):
        if name not in known:
            place, near = source.place(f"{path}.{n}"), closest(name, known)
            yield problem(codes.NOT_A_CHOICE, place, found=name, allowed=", ".join(known) or "–", near=near)
