"""LibreOffice as somebody who accepts, or rejects, all tracked changes of a Word file and saves it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.writers.docx.settled import Way

COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {0}:{1} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" '
)
MACRO = (
    HEAD.format("script", "module")
    + '"module.dtd">\n'
    + """<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settling"
  script:language="StarBasic">
Sub Settle(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName" : saved(0).Value = "MS Word 2007 XML"
  document.storeToURL(ConvertToURL(target), saved())
  document.close(True)
End Sub
</script:module>
"""
)
LIBRARY = (
    HEAD.format("library", "library")
    + '"library.dtd">\n<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false"><library:element library:name="Settling"/>'
    "</library:library>\n"
)
LIBRARIES = (
    HEAD.format("library", "libraries")
    + '"libraries.dtd">\n<library:libraries xmlns:library="http://openoffice.org/2000/library" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" '
    'xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/></library:libraries>\n'
)


def settled_by(soffice: str, folder: Path, data: bytes, way: Way) -> bytes:
    """The file once all its changes are accepted or rejected."""
    office = [soffice, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True, timeout=120)
    basic = folder / "profile/user/basic"
    standard, given, made = basic / "Standard", folder / "given.docx", folder / f"{way}.docx"
    standard.mkdir(parents=True, exist_ok=True)
    for file, content in (("Settling.xba", MACRO), ("script.xlb", LIBRARY), ("../script.xlc", LIBRARIES)):
        (standard / file).write_text(content, encoding="utf-8")
    given.write_bytes(data)
    call = f'macro:///Standard.Settling.Settle("{given}","{made}","{COMMANDS[way]}")'
    subprocess.run([*office, call], check=True, capture_output=True, timeout=120)
    return made.read_bytes()
