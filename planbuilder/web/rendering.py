"""A page as HTML: the templates, with the words of a language and every text of the plan escaped.

In: a visit and a `Page`. Out: markup as text.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2

from planbuilder import language as languages
from planbuilder.language import Language
from planbuilder.web import handbook
from planbuilder.web.board import sees
from planbuilder.web.pages import Page
from planbuilder.web.visit import Visit

TEMPLATES = Path(__file__).parent / "templates"
# Beside the questions: the name of a page, the key of its words, and its address.
MENU = (
    ("start", "web.overview", "start"),
    ("check", "web.check", "check"),
    ("tree", "web.tree", "tree"),
    ("board", "web.board", "board"),
    ("documents", "web.documents", "documents"),
    ("history", "web.history", "history"),
)
# The page of the handbook that tells of a page, for who leads; everybody else is asked, and finds how to answer.
HELP = {
    "start.html": "start",
    "check.html": "finish",
    "documents.html": "finish",
    "history.html": "changes",
    "disagreements.html": "settle",
    "settle.html": "settle",
    "tree.html": "meeting",
    "walk.html": "meeting",
    "projector.html": "meeting",
    **dict.fromkeys(("board.html", "meeting_begin.html", "meeting.html", "meeting_end.html"), "follow"),
}
ANSWERING = "answer"


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def _is_shown(visit: Visit, name: str) -> bool:
    """Whether a page is in the menu: documents say all of the plan, tree and board what not everybody is asked."""
    return {"documents": visit.leads, "tree": visit.sees_tree, "board": sees(visit)}.get(name, True)


def help_on(visit: Visit, template: str) -> str:
    """The name of the handbook's page that helps this visitor with a page."""
    return HELP.get(template, ANSWERING) if visit.leads else ANSWERING


def html(visit: Visit, page: Page, back: str = "/") -> str:
    """A page in the language of who visits; `back` is its own address."""
    language, plan = visit.session.language, visit.session.opened.plan
    known = {
        "t": visit.text,
        "url": visit.url,
        "static": lambda name: visit.url(f"static/{name}"),
        "lang": language.tag,
        "language": language.code,
        "languages": [
            (one.code, one.text("language.name"), one.tag) for one in map(languages.load, languages.available())
        ],
        "plan_title": plan.title,
        "organisation": plan.organisation.name,
        "who": ", ".join(filter(None, (visit.name, visit.role))),
        "digest": visit.session.opened.digest[:16],
        "menu": [(name, visit.text(key), visit.url(path)) for name, key, path in MENU if _is_shown(visit, name)],
        "back": back,
        "help": visit.url(f"help/{handbook.code_of(language)}/{help_on(visit, page.template)}.html"),
        "here": "",
        "told": "",
        "errors": [],
        "undo": None,
        "preview": None,
        "failed": page.status >= 400,
    }
    return _environment().get_template(page.template).render({**known, **page.values})


def simple(template: str, language: Language, root: str, **values: object) -> str:
    """A page that shows nothing of a plan: the entrance, or why there is no other."""
    known = {"t": language.text, "lang": language.tag, "root": root, "code": handbook.code_of(language)}
    return _environment().get_template(template).render({**known, **values})
