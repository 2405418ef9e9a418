"""LibreOffice as somebody who prints Word files, or settles all tracked changes of them and saves them.

What is done to many files is done at once: it begins slowly.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.writers.docx.settled import Way

LONG = 600  # seconds on a busy machine
WAYS: tuple[Way, ...] = ("accept", "reject")
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {0}:{1} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" '
)
MACRO = (
    HEAD.format("script", "module")
    + '"module.dtd">\n'
    + """<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settling"
  script:language="StarBasic">
Sub Settle(folder As String, names As String)
  files = Split(names, "|")
  For n = 0 To UBound(files)
    SaveSettled(folder &amp; "/" &amp; files(n), "accept", ".uno:AcceptAllTrackedChanges")
    SaveSettled(folder &amp; "/" &amp; files(n), "reject", ".uno:RejectAllTrackedChanges")
  Next n
End Sub
Sub SaveSettled(source As String, way As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source &amp; ".docx"), "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName" : saved(0).Value = "MS Word 2007 XML"
  document.storeToURL(ConvertToURL(source &amp; "-" &amp; way &amp; ".docx"), saved())
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


def settled_by(soffice: str, folder: Path, files: Mapping[str, bytes]) -> dict[tuple[str, Way], bytes]:
    """Each file once all its changes are accepted, and once they are rejected."""
    office = [soffice, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True, timeout=LONG)
    basic = folder / "profile/user/basic"
    standard = basic / "Standard"
    standard.mkdir(parents=True, exist_ok=True)
    for file, content in (("Settling.xba", MACRO), ("script.xlb", LIBRARY), ("../script.xlc", LIBRARIES)):
        (standard / file).write_text(content, encoding="utf-8")
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    call = f'macro:///Standard.Settling.Settle("{folder}","{"|".join(files)}")'
    subprocess.run([*office, call], check=True, capture_output=True, timeout=LONG)
    return {(name, way): (folder / f"{name}-{way}.docx").read_bytes() for name in files for way in WAYS}


def printed(tool: Callable[[str], str], folder: Path, files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The text of each page of some Word files by name, as LibreOffice lays them out."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [tool("soffice"), "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    given = [str(folder / f"{name}.docx") for name in files]
    subprocess.run([*command, *given], check=True, capture_output=True, timeout=LONG)
    return {name: _pages(tool, folder / f"{name}.pdf") for name in files}


def _pages(tool: Callable[[str], str], file: Path) -> list[str]:
    reading = [tool("pdftotext"), "-layout", str(file), "-"]
    said = subprocess.run(reading, capture_output=True, text=True, check=True).stdout
    return said.split("\f")[:-1]
