"""What signing may add to a PDF, as those who compare its revisions are told it.

In: nothing. Out: `GROWTH`, pyHanko's policy with what honest signers' programs do beside: one that shows nothing makes
the field it signs in vanish (PDFBox, and so EU DSS), and whoever signs first may certify, which the catalogue notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, Reference
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DocInfoRule,
    DSSCompareRule,
    FieldComparisonContext,
    FormUpdate,
    FormUpdatingRule,
    GenericFieldModificationRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    ReferenceUpdate,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
    WhitelistRule,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.constants import ROOT_EXEMPT_STRICT_COMPARISON, VALUE_UPDATE_KEYS
from pyhanko.sign.fields import enumerate_sig_fields

PERMISSIONS, CERTIFIES = "/Perms", "/DocMDP"
Cleared = Iterable[tuple[ModificationLevel, ReferenceUpdate]]
Changes = Iterable[tuple[ModificationLevel, FormUpdate]]


class SignedFields(SigFieldModificationRule):
    """Fields that are signed in; besides a value and an appearance one may lose its place on the page."""

    def compare_fields(self, spec: Any) -> bool:
        """Whether a field may change so although it is locked; raises SuspiciousModification for any other change."""
        old, new = spec.old_field, spec.new_field
        if "/V" in new and "/V" not in old and not any(new.get("/Rect", (1,))):
            return VANISHING.compare_fields(spec)
        return super().compare_fields(spec)

    def check_form_field(self, fq_name: str, spec: Any, context: FieldComparisonContext) -> Changes:
        """What is cleared of a field; what a signature says of its own purpose may be objects of their own."""
        yield from super().check_form_field(fq_name, spec, context)
        if spec.new_field and "/V" in spec.new_field and not (spec.old_field and "/V" in spec.old_field):
            for reference in _purposes(spec.new_field["/V"]):
                if context.old.is_ref_unassignable(reference):
                    yield ModificationLevel.FORM_FILLING, FormUpdate(reference, field_name=fq_name)


def _purposes(signature: DictionaryObject) -> Iterator[Reference]:
    """The objects in which a signature says what it is for, and with which parameters."""
    for one in signature.get("/Reference", ArrayObject()):
        parameters = one.get_object().raw_get("/TransformParams")
        yield from (part.reference for part in (one, parameters) if isinstance(part, IndirectObject))


VANISHING = SigFieldModificationRule(value_update_keys={*VALUE_UPDATE_KEYS, "/Rect"})


class Catalogue(CatalogModificationRule):
    """The catalogue; the first signature may be noted there as the one that certifies."""

    def __init__(self) -> None:
        self.ignored_keys = ROOT_EXEMPT_STRICT_COMPARISON | {PERMISSIONS}

    def apply_qualified(self, old: HistoricalResolver, new: HistoricalResolver) -> Cleared:
        """What of the catalogue is cleared; raises SuspiciousModification for any other change."""
        yield from super().apply_qualified(old, new)
        for reference in _certified(old, new):
            yield ModificationLevel.LTA_UPDATES, ReferenceUpdate(reference)


def _certified(old: HistoricalResolver, new: HistoricalResolver) -> Iterator[Any]:
    """The object in which a certification is noted, if it is one of its own."""
    before, after = (root.raw_get(PERMISSIONS) if PERMISSIONS in root else None for root in (old.root, new.root))
    if before == after:
        return
    noted = after.get_object() if after is not None else None
    signed = [value.reference for _, value, _ in enumerate_sig_fields(new, filled_status=True)]
    is_first = not any(True for _ in enumerate_sig_fields(old, filled_status=True))
    only = isinstance(noted, DictionaryObject) and set(noted) <= {CERTIFIES, "/Type"}
    named = noted.raw_get(CERTIFIES) if isinstance(noted, DictionaryObject) and CERTIFIES in noted else None
    names_it = only and isinstance(named, IndirectObject) and named.reference in signed
    if before is not None or not (is_first and names_it):
        raise SuspiciousModification(f"{PERMISSIONS} is no note of the first signature")
    if isinstance(after, IndirectObject) and old.is_ref_unassignable(after.reference):
        yield after.reference


class Unused(WhitelistRule):
    """Numbers that were set aside and never used, which some programs note as free (iText its own table)."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        """The numbers that no object of the file before could have."""
        return (ReferenceUpdate(one) for one in new.refs_freed_in_revision() if old.is_ref_unassignable(one))


GROWTH = StandardDiffPolicy(
    global_rules=[
        Catalogue(),
        *(
            rule().as_qualified(ModificationLevel.LTA_UPDATES)
            for rule in (DocInfoRule, XrefStreamRule, Unused, ObjectStreamRule, DSSCompareRule, MetadataUpdateRule)
        ),
    ],
    form_rule=FormUpdatingRule(field_rules=[SigFieldCreationRule(), SignedFields(), GenericFieldModificationRule()]),
    ignore_orphaned_objects=False,
    reject_object_freeing=False,  # each is a change like any other, and none is cleared but by `Unused`
)
