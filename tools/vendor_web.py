"""Renew what the browser's pages take from others: Det Fælles Designsystem, IBM Plex Sans and htmx, from npm.

    python tools/vendor_web.py            fetch the versions named here, and write planbuilder/web/static/vendor

Of the design system the neutral theme is taken, with five files of the typeface and the icons that its rules show; what
asks for other files (older forms of fonts, icons by class) is left out of the style sheet, so that a browser asks for
nothing that is not there. VENDORED.json names each package, its version and licence, and the digest of each file.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGES = {"dkfds": ("11.2.0", "MIT AND OFL-1.1 AND Apache-2.0"), "htmx.org": ("4.0.1", "0BSD")}
FOLDER = Path(__file__).resolve().parent.parent / "planbuilder" / "web" / "static" / "vendor"
FACES = {"Regular": 400, "Italic": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
PLEX = "fonts/IBMPlexSans/complete/woff2/IBMPlexSans-{}.woff2"


def unpacked(name: str, version: str, folder: Path) -> Path:
    """Where a package of npm's lies, fetched and unpacked in a folder."""
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{name}@{version}"]
    file = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
    with tarfile.open(folder / file) as archive:
        archive.extractall(folder / name, filter="data")
    return folder / name / "package"


def style(css: str) -> str:
    """The style sheet without what asks for files that are not taken; the typeface in one form alone."""
    faces = "".join(
        f"@font-face{{font-display:swap;font-family:IBM Plex Sans;font-weight:{weight};"
        f"font-style:{'italic' if face == 'Italic' else 'normal'};"
        f'src:url(../{PLEX.format(face)}) format("woff2")}}'
        for face, weight in FACES.items()
    )
    bare = re.sub(r"@font-face\{[^}]*\}", "", css.partition("/*# sourceMappingURL")[0])
    bare = re.sub(r"\.icon-[a-z0-9-]+:not\(a\)\{background-image:url\([^)]*\)\}", "", bare)
    start = re.match(r'@charset "[^"]*";', bare)
    at = start.end() if start else 0
    return bare[:at].removeprefix("\ufeff") + faces + bare[at:].removeprefix("\ufeff")


def files(design: Path, htmx: Path) -> dict[str, bytes]:
    """What is taken, by its name in the folder."""
    css = style((design / "dist" / "css" / "dkfds.min.css").read_text(encoding="utf-8"))
    shown = sorted(set(re.findall(r"url\(\"?\.\./(img/[^)\"]+)", css)))
    taken = {name: (design / "dist" / name).read_bytes() for name in (*map(PLEX.format, FACES), *shown)}
    return {
        "css/dkfds.min.css": css.encode(),
        "dkfds-LICENSE.md": (design / "LICENSE.md").read_bytes(),
        "htmx.min.js": (htmx / "dist" / "htmx.min.js").read_text(encoding="utf-8").partition("//# source")[0].encode(),
        "htmx-LICENSE.txt": (htmx / "LICENSE").read_bytes(),
        **taken,
    }


def main() -> None:
    """Fetch, choose and write."""
    with tempfile.TemporaryDirectory() as name:
        found = [unpacked(package, version, Path(name)) for package, (version, _) in PACKAGES.items()]
        taken = files(*found)
    for path, data in taken.items():
        (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / path).write_bytes(data)
    said = {
        "packages": {name: {"version": version, "licence": licence} for name, (version, licence) in PACKAGES.items()},
        "sha256": {path: hashlib.sha256(data).hexdigest() for path, data in sorted(taken.items())},
    }
    (FOLDER / "VENDORED.json").write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
