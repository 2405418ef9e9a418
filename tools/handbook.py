"""Write the handbook as files, for an intranet or to be read without a server.

    python tools/handbook.py FOLDER       every page of every language, with its pictures and style sheets

The pages are the same as those that `planbuilder web` shows under "Hjælp"; begin at FOLDER/help/da/index.html.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from planbuilder.web import handbook
from planbuilder.web.app import STATIC
from planbuilder.web.handbook_routes import markup


def write(folder: Path) -> list[Path]:
    """The pages, written into a folder."""
    shutil.copytree(STATIC, folder / "static", dirs_exist_ok=True)
    shutil.copytree(handbook.pictures(), folder / "help" / handbook.PICTURES, dirs_exist_ok=True)
    return [
        _page(folder / "help" / code, entry.name) for code in handbook.languages() for entry in handbook.entries(code)
    ]


def _page(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.html"
    path.write_text(markup(folder.name, name), encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.stdout.writelines(f"{path}\n" for path in write(Path(sys.argv[1])))
