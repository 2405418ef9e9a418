"""The commands of a page of the handbook, typed one after the other in a folder, and what the program answers.

A block that begins with ```` ```console ```` holds commands (after `$`) and what is shown of their answers, where "…"
stands for whatever is left out. After `console` may stand what becomes of the commands: `until-interrupted` are ended
with Ctrl-C, `fails` end with an error, and `install` are run by CI alone, for they need a network.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pexpect

from planbuilder.record import record
from planbuilder.web.marked import KEY
from tests.conftest import HANG

BLOCK = re.compile(r"^```console ?([a-z-]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
DRAWN = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]|\r")
OPEN = re.compile(r"\S+…")
INTERRUPTED = 130


@record
class Command:
    """What is typed, what is shown of the answer, and what becomes of it."""

    typed: str
    shown: tuple[str, ...]
    kind: str


def commands(text: str, words: Callable[[str], str]) -> Iterator[Command]:
    """Every command of a page, in its order."""
    for kind, body in BLOCK.findall(text):
        for one in re.split(r"^\$ ", KEY.sub(lambda found: words(found[1]), body), flags=re.MULTILINE)[1:]:
            typed, *shown = one.rstrip("\n").split("\n")
            yield Command(typed, tuple(shown), kind)


def pattern(line: str) -> str:
    """What a line that is shown may be."""
    return "[^\n]*".join(map(re.escape, line.split("…")))


def is_shown(shown: tuple[str, ...], answer: str) -> bool:
    """Whether an answer is as it is shown; a line of "…" alone stands for any lines, or none."""
    parts = [r"(?:[^\n]*\n)*?" if line.strip() == "…" else pattern(line) + "\n" for line in shown]
    return re.fullmatch("".join(parts), f"{answer}\n" if answer else "") is not None


def _interruptible() -> None:
    """Ctrl-C ends what is started, also where the tests themselves run in the background, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """Somebody at a terminal in a folder, who has read what was printed so far."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self.folder, self.settings, self.read = folder, dict(settings), ""

    def run(self, command: Command) -> str:
        """The answer to a command, which must end as it is said to."""
        if command.kind == "until-interrupted":
            return self._interrupted(command)
        process = self._started(command)
        process.expect(pexpect.EOF)
        process.wait()
        answer = self._heard(process.before)
        assert (process.exitstatus != 0) == (command.kind == "fails"), f"{command.typed}\n{answer}"
        return answer

    def _interrupted(self, command: Command) -> str:
        """The answer up to the last line that is shown, and after Ctrl-C."""
        process, answer = self._started(command), ""
        wanted = [pattern(line.strip("… ")) for line in command.shown]
        while not all(re.search(one, answer) for one in wanted):
            answer += DRAWN.sub("", process.read_nonblocking(10_000, HANG))
        process.sendintr()
        process.expect(pexpect.EOF)
        process.wait()
        assert process.exitstatus in (0, INTERRUPTED), f"{command.typed}\n{answer}{process.before}"
        return "\n".join(command.shown)

    def _started(self, command: Command) -> pexpect.spawn:
        typed = OPEN.sub(lambda found: self._completed(found[0]), command.typed)
        return pexpect.spawn(
            "bash", ["-c", typed], cwd=self.folder, env=self.settings, dimensions=(60, 400), timeout=HANG,
            encoding="utf-8", preexec_fn=_interruptible,
        )  # fmt: skip

    def _completed(self, begun: str) -> str:
        """The word that begins so in what was printed: nobody types a long number that is there to be copied."""
        found = re.search(re.escape(begun.rstrip("…")) + r"[\w:+/=-]*\w", self.read)
        assert found, begun
        return found[0]

    def _heard(self, printed: str) -> str:
        answer = DRAWN.sub("", printed).replace("\xa0", " ").strip("\n")
        self.read += f"{answer}\n"
        return answer


def settings(home: Path, code: str) -> dict[str, str]:
    """The surroundings of a newcomer in a language, with the program that is tested first in the path."""
    bin = Path(sys.executable).parent
    where = {"PYTHONPATH": os.environ["PYTHONPATH"]} if "PYTHONPATH" in os.environ else {}
    given = {"HOME": str(home), "PLANBUILDER_LANG": code, "PLANBUILDER_CACHE": "", "BROWSER": "true", "TERM": "xterm"}
    return {"PATH": f"{bin}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "NO_COLOR": "1", **given, **where}
