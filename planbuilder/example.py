"""The bundled example: a whole plan of a fictional municipality, in any language.

In: a language, and the id that the plan is to have. Out: the text of its `plan.yaml`. The example is one file with its
texts side by side, so that numbers and structure cannot differ between languages.
"""

from __future__ import annotations

from functools import cache

from planbuilder import resources
from planbuilder.language import Language
from planbuilder.wholeness import is_texts
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.nodes import Data
from planbuilder.yamltext.reading import read_file

EXAMPLE = "plan.yaml"


@cache
def text(language: Language, plan_id: str = "") -> str:
    """The example plan as the text of a `plan.yaml`; without an id, it has the one that is bundled."""
    data = read_file(resources.folder("demo") / EXAMPLE).data()
    picked = _picked(data, language.code)
    assert isinstance(picked, dict)
    own: dict[str, Data] = {"plan_id": plan_id} if plan_id else {}
    return f"# {language.text('example.notice')}\n" + dump({**picked, **own, "language": language.code})


def _picked(data: Data, code: str) -> Data:
    """The data with every pair of texts reduced to one language."""
    if isinstance(data, list):
        return [_picked(item, code) for item in data]
    if not isinstance(data, dict):
        return data
    if is_texts(data):
        return data[code]
    return {key: _picked(value, code) for key, value in data.items()}
