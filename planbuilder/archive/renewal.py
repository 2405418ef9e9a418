"""Timestamps that outlive the certificates behind them.

In: an archive, and a source of timestamps. Out: all tokens so far archived as contents of the archive, so that the log
covers them like everything else, and a new token for the head after that. While the certificate of the new one holds,
it vouches that the old ones were there when theirs still did (the way of RFC 4998, with what the archive has anyway).
"""

from __future__ import annotations

from planbuilder import files as disk
from planbuilder.archive.auditor import Head
from planbuilder.archive.store import Archive, Stamp
from planbuilder.archive.versions import Note

TIMESTAMPS = "urn:planbuilder:timestamps"


def renew(archive: Archive, note: Note, stamp: Stamp) -> tuple[Head, int]:
    """The head that the new token is for, and how many tokens it covers; raises what adding and stamping raise.

    If the service does not answer, the tokens are archived, and the next call does what is left.
    """
    tokens = {path.name: disk.contents(path, within=archive.root) for path in archive.tokens()}
    if tokens:
        archive.add(TIMESTAMPS, tokens, note)
    return archive.stamp(stamp), len(tokens)
