"""LibreOffice as somebody who prints Word files, or settles all tracked changes of them and saves them.

What is done to many files is done at once: it begins slowly.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.conftest import HANG
from tests.macros import run
from tests.writers.docx.settled import Way

WAYS: tuple[Way, ...] = ("accept", "reject")
MACRO = """
Sub Settle(folder As String, names As String)
  files = Split(names, "|")
  For n = 0 To UBound(files)
    SaveSettled(folder & "/" & files(n), "accept", ".uno:AcceptAllTrackedChanges")
    SaveSettled(folder & "/" & files(n), "reject", ".uno:RejectAllTrackedChanges")
  Next n
End Sub
Sub SaveSettled(source As String, way As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source & ".docx"), "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName" : saved(0).Value = "MS Word 2007 XML"
  document.storeToURL(ConvertToURL(source & "-" & way & ".docx"), saved())
  document.close(True)
End Sub
"""


def settled_by(soffice: str, folder: Path, files: Mapping[str, bytes]) -> dict[tuple[str, Way], bytes]:
    """Each file once all its changes are accepted, and once they are rejected."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    run(soffice, folder / "profile", MACRO, f'Settle("{folder}","{"|".join(files)}")')
    return {(name, way): (folder / f"{name}-{way}.docx").read_bytes() for name in files for way in WAYS}


def printed(tool: Callable[[str], str], folder: Path, files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The text of each page of some Word files by name, as LibreOffice lays them out."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [tool("soffice"), "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    given = [str(folder / f"{name}.docx") for name in files]
    subprocess.run([*command, *given], check=True, capture_output=True, timeout=HANG)
    return {name: _pages(tool, folder / f"{name}.pdf") for name in files}


def _pages(tool: Callable[[str], str], file: Path) -> list[str]:
    reading = [tool("pdftotext"), "-layout", str(file), "-"]
    said = subprocess.run(reading, capture_output=True, text=True, check=True).stdout
    return said.split("\f")[:-1]
