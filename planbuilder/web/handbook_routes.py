"""Where the handbook is: a page for each of its pages, for everybody who reaches the server.

In: a request. Out: the page in the language of its address, which needs no plan and knows of none.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from planbuilder.language import Language
from planbuilder.language import load as language_of
from planbuilder.web import handbook
from planbuilder.web.guarding import KEPT
from planbuilder.web.rendering import simple

UP = "../.."  # from a page to what it lies beneath


def routes(root: str, language: Callable[[Request], Language]) -> list[BaseRoute]:
    """The routes of the handbook beneath an address; `language` is that of who asks."""

    def begin(request: Request) -> Response:
        return RedirectResponse(f"{root}/help/{handbook.code_of(language(request))}/{handbook.INDEX}.html", 303)

    pictures = StaticFiles(directory=handbook.pictures(), check_dir=False)
    return [
        Route("/help", begin),
        Mount(f"/help/{handbook.PICTURES}", pictures),
        Route("/help/{code}/{name}.html", _page),
    ]


def _page(request: Request) -> Response:
    text = markup(request.path_params["code"], request.path_params["name"], f"{UP}/")
    if not text:
        raise HTTPException(404)
    return HTMLResponse(text, headers={"cache-control": KEPT})


def markup(code: str, name: str, back: str = "") -> str:
    """A page of the handbook as HTML, empty if there is none; `back` is the address of the plan it is read beside."""
    found = handbook.leaf(code, name)
    return simple("handbook.html", language_of(code), UP, leaf=found, back=back) if found else ""
