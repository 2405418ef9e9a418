"""Break the files that a command reads, led by what of our program each break reaches; needs `pip install atheris`.

    python benchmarks/guided.py NAME [-max_total_time=600] [-seed=1] …

The name is one of those in `tests/fuzzing.py`; what follows is libFuzzer's. It begins with a sound file and a hundred
rearranged ones, and with those in a folder that is named too, where it keeps what reached something new. Every second
break is libFuzzer's own, the others rearrange parts, also inside what is packed. Stops at the first escape, with what
made it in a file `crash-…`.
"""

from __future__ import annotations

import logging
import os
import pkgutil
import random
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["planbuilder"]):
    import planbuilder
    from planbuilder import confined
    from tests.fuzzing import ODD, READERS, SECRET, Reader, read, rearranged

    # Many modules are first loaded where they are needed, which would be too late to look into them.
    for module in pkgutil.walk_packages(planbuilder.__path__, "planbuilder."):
        if not module.name.endswith("__main__"):
            import_module(module.name)

BEGUN = 100
TIMEOUT = "-timeout=10"


def main() -> None:
    reader = next(one for one in READERS if one.name == sys.argv[1])
    os.environ |= {SECRET: "x", "PLANBUILDER_CACHE": ""}
    confined.child = confined.answer  # what a child runs has to be seen
    logging.disable()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        begin = str(begun(reader, folder))
        words = [sys.argv[0], dictionary(folder), TIMEOUT, *sys.argv[2:], begin]
        atheris.Setup(words, tried(reader), custom_mutator=broken)
        atheris.Fuzz()


def begun(reader: Reader, folder: Path) -> Path:
    """The folder of what it starts with."""
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "sound").write_bytes(reader.sound())
    for number in range(BEGUN):
        (corpus / str(number)).write_bytes(rearranged(reader.sound(), random.Random(number)))
    return corpus


def dictionary(folder: Path) -> str:
    """The option that names a file with the words to put in."""
    words = ("".join(f"\\x{byte:02x}" for byte in word) for word in ODD if 0 < len(word) < 60)
    (folder / "words").write_text("".join(f'"{word}"\n' for word in words), encoding="ascii")
    return f"-dict={folder / 'words'}"


def tried(reader: Reader) -> Callable[[bytes], None]:
    def one(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            read(reader, data, Path(folder))

    return one


def broken(data: bytes, most: int, seed: int) -> bytes:
    """A file of at most so many bytes, made of another."""
    with suppress(Exception):  # what is no longer a PDF or an archive cannot be taken apart
        if seed % 2:
            return rearranged(data, random.Random(seed))[:most]
    return bytes(atheris.Mutate(data, most))


if __name__ == "__main__":
    main()
