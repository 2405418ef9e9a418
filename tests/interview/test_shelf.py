"""A long text in one's own editor: nothing is lost, whatever becomes of editor, program or machine."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from planbuilder.errors import UsageWrong
from planbuilder.interview.asking import Wish
from planbuilder.interview.dialogue import Dialogue
from planbuilder.interview.leftovers import offer
from planbuilder.interview.session import Session
from planbuilder.interview.shelf import Shelf, editor
from tests.interview.conftest import MakeSession
from tests.interview.scripted import PASS, Left, Scripted

PURPOSE = "benefits_tree.purpose"
KEY = ("benefits_tree", "purpose")


def by_script(code: str) -> Callable[[Path], None]:
    """An editor that does what some Python says with the file's name in `file`."""
    program = f"import sys, pathlib; file = pathlib.Path(sys.argv[1]); {code}"
    return editor(shlex.join([sys.executable, "-c", program]))


def put(text: str, ends: str = "") -> Callable[[Path], None]:
    """An editor that writes a text."""
    return by_script(f"file.write_text({text!r}, encoding='utf-8'); {ends}")


def held(session: Session, opened: Callable[[Path], None] | None, *answers: object, id: str = PURPOSE) -> Scripted:
    """One question asked, with an editor."""
    asker = Scripted(*answers)  # type: ignore[arg-type]
    Dialogue(session, asker, opened).question(id)
    return asker


def files(session: Session) -> list[str]:
    """What lies in the plan's folder under the name of a text on its way."""
    return sorted(path.name for path in session.opened.folder.glob("unsaved-*"))


def test_what_the_editor_leaves_is_the_answer_once_it_is_given(session: Session):
    """Its lines, without those at the end; the file goes as the answer comes."""
    held(session, put("Ærlig\r\n\r\ntekst\n\n"), Wish.EDITOR, PASS)

    assert session.answers.value(PURPOSE) == "Ærlig\n\ntekst"
    assert files(session) == []


def test_the_editor_begins_with_what_is_typed(session: Session):
    """Not with the answer there is, where something has been typed on top of it."""
    session.record(PURPOSE, "Gammel")
    more = by_script("file.write_text(file.read_text(encoding='utf-8').rstrip() + '!', encoding='utf-8')")

    held(session, more, Left(Wish.EDITOR, "Ny"), PASS)

    assert session.answers.value(PURPOSE) == "Ny!"


@pytest.mark.parametrize(
    ("opened", "told"),
    [
        (editor("no-such-editor-at-all"), "Teksteditoren »no-such-editor-at-all« kan ikke startes."),
        (editor("'"), "Teksteditoren »'« kan ikke startes."),
        (put("Halv", "sys.exit(3)"), "sluttede med fejlen 3."),
        (by_script("file.write_bytes(b'\\xff')"), "kan ikke læses som tekst (UTF-8)."),
        (by_script("file.unlink()"), "Filen kan ikke læses"),
    ],
)
def test_an_editor_that_fails_is_told_with_a_way_out(session: Session, opened: Callable[[Path], None], told: str):
    """The interview goes on; what was typed before is still there, or what the editor has saved."""
    asker = held(session, opened, Left(Wish.EDITOR, "Skrevet"), PASS)

    assert any(told in text for text, tone in asker.said if tone == "bad")
    assert session.answers.value(PURPOSE) in ("Skrevet", "Halv")


def test_without_an_editor_none_is_offered(session: Session):
    """Nor for a short answer where there is one."""
    asker = held(session, None, Wish.SKIP)
    short = held(session, put("x"), Wish.SKIP, id="cover.solution")

    assert Wish.EDITOR not in asker.asked[0].wishes | short.asked[0].wishes


def test_a_long_field_of_a_form_is_written_in_it_too(make_session: MakeSession):
    """The form comes back at the field, with all that was entered in it."""
    session = make_session(benefits_tree={"changes": {"F1": {"title": "Digitalt"}}})
    asker = Scripted("F1", "change", "?done")
    asked = []

    def form(form):  # type: ignore[no-untyped-def]
        from planbuilder.interview.asking import Entered

        asked.append(form)
        if len(asked) == 1:
            return Entered({}, Wish.EDITOR, _key(form, "Beskriv"))
        return Entered({_key(form, "Beskriv"): asked[-1].at and _field(form, "Beskriv").draft}, Wish.DONE)

    asker.form = form  # type: ignore[method-assign]
    Dialogue(session, asker, put("Alt foregår digitalt")).question("benefits_tree.changes")

    assert asked[1].at == _key(asked[1], "Beskriv")
    assert session.rows("benefits_tree.changes")["F1"]["description"] == "Alt foregår digitalt"


def _field(form, label):  # type: ignore[no-untyped-def]
    return next(one for one in form.fields if one.label.startswith(label))


def _key(form, label):  # type: ignore[no-untyped-def]
    return _field(form, label).key


def test_a_text_that_was_left_is_a_draft_the_next_time(session: Session):
    """It is told at the beginning and stands in the field of its question."""
    Shelf(session.opened.folder).put(KEY, "Halvt skrevet")
    asker = Scripted("benefits_tree", PASS, Wish.HOME, "Gem og slut")

    Dialogue(session, asker).run()

    assert "»" not in asker.messages[0]
    assert asker.messages[0].startswith("Sidst blev en tekst fra teksteditoren ikke gemt. ")
    assert (session.answers.value(PURPOSE), files(session)) == ("Halvt skrevet", [])


def test_a_text_that_became_the_answer_is_not_told_again(session: Session):
    """The program may have been killed between the save and the file's end."""
    session.record(PURPOSE, "Gemt")
    Shelf(session.opened.folder).put(KEY, "Gemt")

    asker = Scripted("Gem og slut")
    Dialogue(session, asker).run()

    assert (asker.messages, files(session)) == (["Alle svar er gemt."], [])


@pytest.mark.parametrize("name", ["unsaved-no.place.txt", "unsaved-.txt"])
def test_what_is_no_text_of_ours_stays_where_it_lies(session: Session, name: str):
    """A file of somebody else's is neither told nor taken away."""
    (session.opened.folder / name).write_text("Andet", encoding="utf-8")

    asker = Scripted("Gem og slut")
    Dialogue(session, asker).run()

    assert (asker.messages, files(session)) == (["Alle svar er gemt."], [name])


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
def test_a_kill_while_the_editor_is_open_leaves_the_text(session: Session):
    """Both end at once; the next interview has it."""
    writes = shlex.join(
        [sys.executable, "-c", "import sys, time; open(sys.argv[1], 'w').write('Reddet'); time.sleep(60)"]
    )
    program = (
        "import sys; from pathlib import Path; from planbuilder.interview.shelf import Shelf, editor\n"
        "editor(sys.argv[1])(Shelf(Path(sys.argv[2])).put(('benefits_tree', 'purpose'), 'Før'))"
    )
    args = [sys.executable, "-c", program, writes, str(session.opened.folder)]
    running = subprocess.Popen(args, start_new_session=True)
    shelf, end = Shelf(session.opened.folder), time.monotonic() + 30
    while (not files(session) or shelf.text(KEY) != "Reddet") and time.monotonic() < end:
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()

    assert list(shelf.left()) == [(KEY, "Reddet")]


def test_an_editor_with_options_is_called_with_them(tmp_path: Path):
    """As `code --wait` is."""
    file = tmp_path / "a.txt"
    file.write_text("x", encoding="utf-8")

    editor(shlex.join([sys.executable, "-c", "import sys; assert sys.argv[1] == '--wait'", "--wait"]))(file)

    with pytest.raises(UsageWrong):
        editor(shlex.join([sys.executable, "-c", "import sys; sys.exit(1)"]))(file)


def test_a_text_of_a_row_to_be_is_found_again(session: Session):
    """The form of a new row has it in its field."""
    Shelf(session.opened.folder).put(("benefits_tree", "changes", "+", "description"), "Halvt skrevet")
    dialogue = Dialogue(session, Scripted())

    offer(session, dialogue.questions)
    form = dialogue.tables.forms.form(dialogue.tables.forms._row("benefits_tree.changes", "+"))

    assert [one.draft for one in form.fields if one.draft] == ["Halvt skrevet"]
