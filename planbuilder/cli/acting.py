"""The commands `idea` and `action`: the board's work between meetings.

In: the words of a language. Out: click commands, which show what the use case gives.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planbuilder.cli.options import FILE, HERE, Words, group, moment
from planbuilder.cli.output import message, result, result_json, show_problems
from planbuilder.language import Language

if TYPE_CHECKING:
    from planbuilder.plan.registers import Idea
    from planbuilder.usecases.acting import End, Status, ToDo, Who

STEPS: dict[str, Status] = {"start": "started", "finish": "finished", "evaluate": "evaluated"}
ENDS = ("action", "benefit", "nothing")


def action_command(words: Words, name: str) -> click.Group:
    """The group `action`."""
    made = group(words, name, words.language.text("cli.action.about"), click.Group)
    texts = [words.option(f"--{column}", f"action_{column}", default="") for column in ("responsible", "deadline")]
    texts += [words.option(f"--{column}", f"action_{column}", default="") for column in ("theme", "change", "benefit")]
    plan, title = _plan(words), click.Argument(["title"], metavar=words.metavar("text"))
    made.add_command(words.command("add", _add_action, title, *texts, plan, *words.author(), group="action."))
    for step in STEPS:
        named = click.Argument(["action"], metavar=words.metavar("action"))
        run = {"start": _start, "finish": _finish, "evaluate": _evaluate}[step]
        made.add_command(words.command(step, run, named, plan, *words.author(), group="action."))
    made.add_command(words.command("list", _list_actions, plan, words.json(), group="action."))
    return made


def idea_command(words: Words, name: str) -> click.Group:
    """The group `idea`."""
    made = group(words, name, words.language.text("cli.idea.about"), click.Group)
    plan, title = _plan(words), click.Argument(["title"], metavar=words.metavar("text"))
    named = click.Argument(["idea"], metavar=words.metavar("idea"))
    proposed = words.option("--from", "idea_from", "proposed_by", default="")
    made.add_command(words.command("add", _add_idea, title, proposed, plan, *words.author(), group="idea."))
    rated = [words.option(f"--{what}", f"idea_{what}", required=True) for what in ("effect", "resources")]
    made.add_command(words.command("assess", _assess, named, *rated, plan, *words.author(), group="idea."))
    end = words.option("--to", "idea_to", "end", type=click.Choice(ENDS), required=True, metavar="|".join(ENDS))
    why = words.option("--why", "idea_why", default="")
    more = [words.option(f"--{column}", f"action_{column}", default="") for column in ("responsible", "deadline")]
    made.add_command(words.command("promote", _promote, named, end, why, *more, plan, *words.author(), group="idea."))
    made.add_command(words.command("list", _list_ideas, plan, words.json(), group="idea."))
    return made


def _plan(words: Words) -> click.Option:
    return words.option("--plan", "measured_plan", type=FILE, default=HERE, metavar=words.metavar("plan"))


def _who(by: str, role: str) -> Who:
    from planbuilder.usecases.acting import Who

    return Who(moment(), by, role)


def _add_action(
    language: Language,
    title: str,
    responsible: str,
    deadline: str,
    theme: str,
    change: str,
    benefit: str,
    plan: Path,
    by: str,
    role: str,
) -> None:
    """Note a new action, and tell it with its number."""
    from planbuilder.usecases.acting import add_action, doubts

    given = {"title": title, "responsible": responsible, "deadline": deadline}
    who = _who(by, role)
    new = add_action(plan, {**given, "theme": theme, "change": change, "benefit": benefit}, language, who)
    result(_action_noted(language, plan, new, who))
    show_problems(doubts(plan, new, who.now.date()), language)


def _action_noted(language: Language, plan: Path, id: str, who: Who) -> str:
    """An action as it is noted, on one line that begins with its number."""
    from planbuilder.usecases.acting import as_noted

    title, *stands = as_noted(plan, id, language, who)
    return f"{id} {title} – {', '.join(stands)}"


def _start(language: Language, action: str, plan: Path, by: str, role: str) -> None:
    _move(language, action, "start", plan, by, role)


def _finish(language: Language, action: str, plan: Path, by: str, role: str) -> None:
    _move(language, action, "finish", plan, by, role)


def _evaluate(language: Language, action: str, plan: Path, by: str, role: str) -> None:
    _move(language, action, "evaluate", plan, by, role)


def _move(language: Language, action: str, step: str, plan: Path, by: str, role: str) -> None:
    """Note that an action is so far, and tell it with its number."""
    from planbuilder.usecases.acting import move_action

    who = _who(by, role)
    result(_action_noted(language, plan, move_action(plan, action, STEPS[step], language, who), who))


def _list_actions(language: Language, plan: Path, as_json: bool) -> None:
    """Show what is to be done, what is late first."""
    from planbuilder.usecases.acting import actions

    found = actions(plan, moment().date())
    if as_json:
        result_json({"schema": "planbuilder.actions/1", "actions": [action_data(one) for one in found]})
        return
    for one in found:
        result(action_line(language, one))
    if not found:
        message(language.text("action.none"))


def action_line(language: Language, one: ToDo, tells_late: bool = True) -> str:
    """An action on one line: its number, title and day, and whether that has passed, unless a heading tells it."""
    day = language.short_day(one.due) if one.due else language.text("action.no_day")
    return f"{one.id} {one.action.title} – {day}" + (
        f" ({language.text('action.late')})" if one.is_late and tells_late else ""
    )


def action_data(one: ToDo) -> dict[str, Any]:
    """An action for programs."""
    due = one.due.isoformat() if one.due else None
    known = {"id": one.id, "title": one.action.title, "responsible": one.action.responsible}
    return {**known, "status": one.action.status, "due": due, "late": one.is_late}


def _add_idea(language: Language, title: str, proposed_by: str, plan: Path, by: str, role: str) -> None:
    """Note a new idea, and tell it with its number."""
    from planbuilder.usecases.acting import add_idea, ideas

    new = add_idea(plan, {"title": title, "by": proposed_by}, language, _who(by, role))
    result(_idea_line(language, new, ideas(plan)[new]))


def _assess(language: Language, idea: str, effect: str, resources: str, plan: Path, by: str, role: str) -> None:
    """Note how an idea is assessed, and tell it with its number and the field that it is in."""
    from planbuilder.usecases.acting import assess, ideas

    id = assess(plan, idea, effect, resources, language, _who(by, role))
    result(_idea_line(language, id, ideas(plan)[id]))


def _promote(
    language: Language,
    idea: str,
    end: End,
    why: str,
    responsible: str,
    deadline: str,
    plan: Path,
    by: str,
    role: str,
) -> None:
    """Let an idea become something, and tell that with its number."""
    from planbuilder.usecases.acting import doubts, promote

    more = {"responsible": responsible, "deadline": deadline} if end == "action" else {}
    who = _who(by, role)
    became = promote(plan, idea, end, why, more, language, who)
    if end == "action":
        result(_action_noted(language, plan, became, who))
        show_problems(doubts(plan, became, who.now.date()), language)
    else:
        result(language.text("idea.benefit", id=became) if became else language.text("idea.dropped"))


def _list_ideas(language: Language, plan: Path, as_json: bool) -> None:
    """Show the ideas that are still on the board, with their assessment."""
    from planbuilder.usecases.acting import ideas

    found = ideas(plan)
    if as_json:
        data = [{"id": id, "title": x.title, "effect": x.effect, "resources": x.resources} for id, x in found.items()]
        result_json({"schema": "planbuilder.ideas/1", "ideas": data})
        return
    for id, one in found.items():
        result(_idea_line(language, id, one))
    if not found:
        message(language.text("idea.none"))


def _idea_line(language: Language, id: str, one: Idea) -> str:
    """An idea on one line: its number, title and field."""
    return f"{id} {one.title} – {_field(language, one.effect, one.resources)}"


def _field(language: Language, effect: str, resources: str) -> str:
    """What the field of an assessment is called; that one or both are missing."""
    if effect and resources:
        return language.text(f"document.field.{effect}_effect_{resources}_resources")
    return language.text("document.field.half" if effect or resources else "document.field.none")
