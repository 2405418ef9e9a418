"""Zip archives of others: what is in them, and what may be raised while they are read.

In: an archive as Python's library opens it. Out: its entries, if each is packed in a way that never unpacks to more
than the entry says. How many entries, and how large, is for whoever knows what the archive is.
"""

from __future__ import annotations

import zipfile
import zlib

# Other ways of packing take as much memory as their own head asks for.
KNOWN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    ArithmeticError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def entries(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Everything in an archive, in its order; raises ValueError for an entry that is packed otherwise."""
    found = archive.infolist()
    if strange := [one.filename for one in found if one.compress_type not in KNOWN]:
        raise ValueError(f"packed in an unusual way: {strange[0]}")
    return found
