"""A version made again from its own plan, and what came of it in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planbuilder.approval.model import Manifest
from planbuilder.approval.sealing import recompute
from planbuilder.approval.store import MANIFEST, read_manifest
from planbuilder.cli.branding import kept_look
from planbuilder.language import Language
from planbuilder.questionnaire.loading import load


def recomputed(language: Language, manifest: Manifest, contents: Mapping[str, bytes]) -> tuple[bool, str]:
    """Whether a version is the same when made again, and that in words."""
    again = recompute(manifest, contents, load(), kept_look(contents))
    if not again.holds:
        return False, language.text("approval.differs", names=", ".join((*again.figures, *again.documents)))
    if not again.documents:
        return True, language.text("approval.recomputed_bytes")
    if not manifest.tools:
        return True, language.text("approval.recomputed_unnoted")
    return True, language.text("approval.recomputed_tools", tools=language.sentence_list(again.other_tools))


def recomputed_archived(language: Language, read: Callable[[str], bytes]) -> tuple[bool, str]:
    """The same of an archived version; `read` gives its files by name."""
    manifest = read_manifest(read(MANIFEST), MANIFEST)
    return recomputed(language, manifest, {name: read(name) for name in manifest.files})
