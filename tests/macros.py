"""LibreOffice run by a macro of ours: started once, in a profile of its own, for all that there is to do.

It begins slowly, and slower still by the file: what is done to many files, or many times to one, is done in one start.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

from tests.conftest import HANG

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {0}:{1} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" '
)
MODULE = (
    HEAD.format("script", "module")
    + '"module.dtd">\n<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Ours" '
    'script:language="StarBasic">\n{source}</script:module>\n'
)
LIBRARY = (
    HEAD.format("library", "library")
    + '"library.dtd">\n<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false"><library:element library:name="Ours"/>'
    "</library:library>\n"
)
LIBRARIES = (
    HEAD.format("library", "libraries")
    + '"libraries.dtd">\n<library:libraries xmlns:library="http://openoffice.org/2000/library" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" '
    'xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/></library:libraries>\n'
)


def run(soffice: str, profile: Path, source: str, call: str) -> None:
    """Run a call of a macro, whose whole module is given; settings that lie in the profile hold."""
    office = [soffice, "--headless", f"-env:UserInstallation={profile.as_uri()}"]
    # The program writes its own libraries into a new profile: ours come after them.
    subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True, timeout=HANG)
    standard = profile / "user/basic/Standard"
    standard.mkdir(parents=True, exist_ok=True)
    module = MODULE.replace("{source}", escape(source))
    for file, content in (("Ours.xba", module), ("script.xlb", LIBRARY), ("../script.xlc", LIBRARIES)):
        (standard / file).write_text(content, encoding="utf-8")
    subprocess.run([*office, f"macro:///Standard.Ours.{call}"], check=True, capture_output=True, timeout=HANG)
