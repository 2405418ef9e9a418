"""How many pages a PDF of ours has, told without what it takes to write one.

In: the bytes of a file by `writers/pdf`. Out: a number.
"""

from __future__ import annotations

import re
import zlib

PACK = re.compile(rb"<</Type/ObjStm[^>]*/Length (\d+)>>\nstream\n")
PAGES = re.compile(rb"<<(?=[^<>]*/Type /Pages)[^<>]*/Count (\d+)")


def page_count(file: bytes) -> int:
    """How many pages a file that was written here has: what the top of its page tree says."""
    packs = (file[one.end() : one.end() + int(one[1])] for one in PACK.finditer(file))
    return max(int(count) for pack in packs for count in PAGES.findall(zlib.decompress(pack)))
