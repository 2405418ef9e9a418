"""The commands of the browser: `web` serves pages, `web invite` and `web invites` say who may answer.

In: the words of a language. Out: click commands. What serves is loaded when it is asked for: it comes with an extra.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder import codes
from planbuilder.cli import OF_DAYS
from planbuilder.cli.options import Words, group, kept_figures, moment, parsed_day
from planbuilder.cli.output import message, result, result_json
from planbuilder.errors import UsageWrong, problem
from planbuilder.language import Language

if TYPE_CHECKING:
    from planbuilder.web.access import Login
    from planbuilder.web.invitations import Invitation
    from planbuilder.web.serving import Address

SERVE = "serve"
NEEDED = ("starlette", "uvicorn", "jinja2", "python_multipart")  # what the extra `web` brings


class Usual(click.Group):
    """A group whose command `serve` is meant where none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The words, with the command that is meant."""
        at = 2 if args[:1] == ["--lang"] else 0
        is_named = args[at : at + 1] and args[at] in (*self.commands, "--help")
        return super().parse_args(ctx, args if is_named else [SERVE, *args])


def web_command(words: Words, name: str) -> click.Group:
    """The group `web`."""
    made = group(words, name, words.language.text("cli.web.about"), Usual)
    for one, make in WEB_COMMANDS.items():
        made.add_command(make(words, one))
    return made


def _serve_command(words: Words, name: str) -> click.Command:
    options = [
        words.number("--port", 1, 65535),
        words.option("--listen", default="127.0.0.1", metavar=words.metavar("address")),
        words.option("--host", multiple=True, to="hosts", metavar=words.metavar("address")),
        words.file("--certificate"),
        words.file("--key", "web_key"),
        words.option("--behind", default="", metavar=words.metavar("address")),
        words.option("--name-header", default=""),
        words.option("--lead", multiple=True, to="leads"),
        words.flag("--no-open"),
        *words.author(),
    ]
    return words.command(name, _serve, words.plan(), *options, group="web.")


def _serve(
    language: Language,
    plan: Path,
    port: int | None,
    listen: str,
    hosts: tuple[str, ...],
    certificate: Path | None,
    key: Path | None,
    behind: str,
    name_header: str,
    leads: tuple[str, ...],
    no_open: bool,
    by: str,
    role: str,
) -> None:
    """Serve a plan, or all beneath a folder, until somebody stops it."""
    _need_the_extra()
    from planbuilder.web.access import Login, OneTimeKey
    from planbuilder.web.app import Site
    from planbuilder.web.opening import places
    from planbuilder.web.serving import Address, serve

    if bool(behind) != bool(name_header):
        raise UsageWrong([problem(codes.LOGIN_HALF_NAMED)])
    login = Login(behind, name_header.lower(), leads) if behind else None
    address = Address(listen, port or 0, hosts, certificate, key)
    _refuse_open_doors(address, login)
    found = places(plan, moment, by, role, login)
    (only, only_key), *more = found
    own = OneTimeKey() if more or only.root else None
    site = Site([place for place, _ in found], language, moment, address.is_secure, _kept(), own)

    def ready(base: str) -> None:
        link = f"{base}/" if login else f"{base}/enter?key={(own or only_key).text}"
        result(link)
        if not no_open and address.is_home and not login:
            click.launch(link)
        message(language.text("web.serving"))

    gc.set_threshold(OF_DAYS)
    serve(site, address, ready)


def _kept() -> Path | None:
    import os

    return kept_figures(os.environ)


def _need_the_extra() -> None:
    """Raise UsageWrong (PB370) where the libraries for the browser are not installed."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise UsageWrong([problem(codes.NO_WEB_EXTRA, missing=", ".join(missing))])


def _refuse_open_doors(address: Address, login: Login | None) -> None:
    """Raise UsageWrong (PB377) where answers would travel through a network for everybody to read."""
    if not address.is_home and not address.is_secure and login is None:
        raise UsageWrong([problem(codes.LISTENING_OPENLY, address=address.host)])
    if (address.certificate is None) != (address.key is None):
        raise UsageWrong([problem(codes.CERTIFICATE_WITHOUT_KEY)])


def _invite_command(words: Words, name: str) -> click.Command:
    options = [
        words.option("--for", "invite_for", "name", required=True, metavar=words.metavar("name")),
        words.option("--role", "invite_role", default=""),
        words.option("--theme", "invite_theme", "themes", multiple=True, metavar=words.metavar("theme")),
        words.option("--question", "invite_question", "questions", multiple=True, metavar=words.metavar("question")),
        words.day("--until"),
        words.option("--address", "invite_address", default="http://127.0.0.1:8420", metavar=words.metavar("address")),
    ]
    return words.command(name, _invite, words.plan(), *options, group="web.")


def _invite(
    language: Language,
    plan: Path,
    name: str,
    role: str,
    themes: tuple[str, ...],
    questions: tuple[str, ...],
    until: str | None,
    address: str,
) -> None:
    """Make a personal link to some questions of a plan."""
    _need_the_extra()
    from planbuilder.web.opening import Wanted, invited

    now = moment()
    day = parsed_day(until, language, now.date())
    made, key = invited(plan, Wanted(name, role, themes, questions, day), language, now)
    result(f"{address.rstrip('/')}/enter?key={key}")
    message(language.text("web.invited", id=made.id, name=made.name))


def _invites_command(words: Words, name: str) -> click.Command:
    gone = words.option("--revoke", default="", metavar=words.metavar("invitation"))
    return words.command(name, _invites, words.plan(), gone, words.json(), group="web.")


def _invites(language: Language, plan: Path, revoke: str, as_json: bool) -> None:
    """Show who is invited, or take an invitation back."""
    _need_the_extra()
    from planbuilder.plan.store import open_plan
    from planbuilder.web import invitations
    from planbuilder.web.opening import kept

    if revoke:
        gone = invitations.revoke(open_plan(plan), revoke, moment())
        message(language.text("web.revoked", id=gone.id, name=gone.name))
        return
    found = kept(plan)
    if as_json:
        result_json({"schema": "planbuilder.invitations/1", "invitations": [_data(one) for one in found]})
        return
    names = _names(language) if found else {}
    for one in found:
        result(_line(language, one, names))
    if not found:
        message(language.text("web.nobody_invited"))


def _data(one: Invitation) -> dict[str, object]:
    names = ("id", "name", "role", "at", "until", "revoked")
    return {**{name: getattr(one, name) for name in names}, "parts": one.parts, "questions": one.questions}


def _names(language: Language) -> dict[str, str]:
    """What people know themes and questions by, by their ids."""
    from planbuilder.questionnaire.loading import load

    questionnaire = load()
    parts = {part.id: part.title for part in questionnaire.parts}
    asked = {id: question.heading or question.label for id, question in questionnaire.questions()}
    return {id: language.pick(name) for id, name in {**parts, **asked}.items()}


def _line(language: Language, one: Invitation, names: Mapping[str, str]) -> str:
    """An invitation on one line: who, to what (what is gone by its id), until when, and whether it still lets in."""
    from datetime import date

    reach = ", ".join(names.get(id, id) for id in (*one.parts, *one.questions)) or language.text("web.by_role")
    until = language.text("web.until", day=language.short_day(date.fromisoformat(one.until))) if one.until else ""
    state = language.text("web.is_revoked") if one.revoked else ""
    who = ", ".join(filter(None, (one.name, one.role)))
    return " · ".join(filter(None, (one.id, who, reach, until, state)))


WEB_COMMANDS: dict[str, Callable[[Words, str], click.Command]] = {
    SERVE: _serve_command,
    "invite": _invite_command,
    "invites": _invites_command,
}
