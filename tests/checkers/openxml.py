"""Word and Excel files as Microsoft's own validator sees them, and a second one that sees what it misses."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path


def findings(data: bytes, folder: Path, tool: Callable[[str], str], suffix: str = "docx") -> list[str]:
    """Everything that the Open XML SDK and openxml-audit find in a file; empty for a sound one."""
    from openxml_audit import OpenXmlValidator

    file = folder / f"checked.{suffix}"
    file.write_bytes(data)
    command = [tool("ooxml-validator"), str(file), "Microsoft365"]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    return [*map(str, said["errors"]), *map(str, OpenXmlValidator().validate(str(file)).errors)]
