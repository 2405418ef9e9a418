"""Long texts on their way through somebody's own editor: each a file beside the plan until it has become an answer.

In: a folder, an editor's command, and where the answer would stand. Out: the text as the editor left it. Whatever ends
in between, the program or the machine, leaves the file, and the next interview has its text as a draft.
"""

from __future__ import annotations

import shlex
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from planbuilder import codes, files, looking
from planbuilder.errors import InputInvalid, Place, UsageWrong, problem
from planbuilder.plan.sayings import path_in, place_text
from planbuilder.yamltext.nodes import KeyPath

BEGIN, END = "unsaved-", ".txt"
Editor = Callable[[Path], None]


def editor(command: str) -> Editor:
    """What opens a file in an editor and waits until it is closed.

    Raises UsageWrong for an editor that there is not, or that ends with an error.
    """

    def opened(file: Path) -> None:
        try:
            words = shlex.split(command)
            # No shell: what the plan's folder is called must not be read as a command.
            running = subprocess.Popen([*words, str(file)])
        except (OSError, ValueError) as error:
            raise UsageWrong([problem(codes.NO_EDITOR, editor=command)]) from error
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the editor's as long as it is open
        try:
            ended = running.wait()
        finally:
            signal.signal(signal.SIGINT, before)
        if ended:
            raise UsageWrong([problem(codes.EDITOR_FAILED, editor=command, code=ended)])

    return opened


class Shelf:
    """The texts of one plan that are on their way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, key: KeyPath) -> Path:
        """Where the text of an answer lies."""
        return self.folder / f"{BEGIN}{place_text(key)}{END}"

    def put(self, key: KeyPath, text: str) -> Path:
        """The file that holds the text of an answer from now on; raises InputInvalid where it cannot be written."""
        file = self.file(key)
        # A text file ends with a break, and editors add one that is missing: `_read` takes it away again.
        files.write_atomically(file, f"{text}\n".encode(), within=self.folder)
        return file

    def text(self, key: KeyPath) -> str:
        """The text that lies there for an answer; raises InputInvalid for what is no text, or is gone."""
        return _read(self.file(key), self.folder)

    def left(self) -> Iterator[tuple[KeyPath, str]]:
        """The texts that lie there, by the place of the answer; what is no text, or no place, stays where it lies."""
        for file in looking.own_entries(self.folder, f"{BEGIN}*{END}"):
            # A folder of somebody else's plan may hold any name: only what reads as a place of a plan is one.
            key = path_in(file.name.removeprefix(BEGIN).removesuffix(END))
            with suppress(InputInvalid):
                if key and (text := _read(file, self.folder)).strip():
                    yield key, text

    def drop(self, key: KeyPath) -> None:
        """Take the text of an answer away: it has become one, or nobody wants it."""
        file = self.file(key)
        if looking.is_there(file):
            with files.telling(file):
                file.unlink()


def _read(file: Path, folder: Path) -> str:
    """A text with plain line ends and none at its end."""
    try:
        text = files.contents(file, within=folder).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputInvalid([problem(codes.EDITOR_TEXT, Place(str(file)))]) from error
    return text.replace("\r\n", "\n").rstrip()
