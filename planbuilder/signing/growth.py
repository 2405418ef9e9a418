"""What signing may add to a PDF.

In: a PDF with its revisions. Out: what was added beside, if anything. `GROWTH` is pyHanko's policy with what honest
programs do: one that shows nothing makes the field it signs in vanish (PDFBox, and so EU DSS), and the first signer
may certify, which the catalogue notes. Nothing may be added that nothing leads to: it would wait to be shown later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, Reference, StreamObject
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
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

from planbuilder.hostile import in_one_line

PERMISSIONS, CERTIFIES = "/Perms", "/DocMDP"
# What a signer may say that its signature needs of a reader: by whom that is defined, and in which words.
EXTENSIONS, DEFINED_BY = "/Extensions", {"/ADBE", "/ESIC", "/ISO_"}
EXTENSION_KEYS = {"/Type", "/BaseVersion", "/ExtensionLevel", "/ExtensionRevision", "/URL"}
# The catalogue may name a later version than the header does; these are all that there are.
VERSION, VERSIONS = "/Version", {*(f"/1.{n}" for n in range(8)), "/2.0"}
# Losing it says that the file is no longer tagged, and so no longer PDF/UA.
TAGGED = "/MarkInfo"
# What a form says of itself that only matters if something is drawn in it.
FORM_KEYS = {"/Type", "/Subtype", "/Length", "/Filter", "/BBox", "/Resources", "/Matrix", "/FormType"}
Cleared = Iterable[tuple[ModificationLevel, ReferenceUpdate]]
Changes = Iterable[tuple[ModificationLevel, FormUpdate]]


class SignedFields(SigFieldModificationRule):
    """Fields that are signed in; besides a value and an appearance one may lose its place on the page."""

    def compare_fields(self, spec: Any) -> bool:
        """Whether a field may change so although it is locked; raises SuspiciousModification for any other change."""
        old, new = spec.old_field, spec.new_field
        # ISO 32000-2, 12.7.5.5: a signature that is not to be seen has a rectangle without height and width.
        # Only while it is being signed: a field that is taken off the page later would hide a signature that was seen.
        if "/V" in new and "/V" not in old and not any(new.get("/Rect", (1,))):
            return VANISHING.compare_fields(spec)
        return super().compare_fields(spec)

    def check_form_field(self, fq_name: str, spec: Any, context: FieldComparisonContext) -> Changes:
        """What is cleared of a field; what a signature says of its own purpose may be objects of their own."""
        yield from super().check_form_field(fq_name, spec, context)
        # Only a new signature brings objects along: those of an earlier one are in an earlier revision.
        is_new = spec.new_field and "/V" in spec.new_field and not (spec.old_field and "/V" in spec.old_field)
        if spec.field_type == "/Sig" and is_new:
            for reference in _purposes(spec.new_field["/V"]):
                if context.old.is_ref_unassignable(reference):
                    yield ModificationLevel.FORM_FILLING, FormUpdate(reference, field_name=fq_name)


# The lock of a field is carried out through these: /FieldMDP and /DocMDP stand in them with their parameters.
def _purposes(signature: DictionaryObject) -> Iterator[Reference]:
    """The objects in which a signature says what it is for, and with which parameters."""
    for one in signature.get("/Reference", ArrayObject()):
        parameters = one.get_object().raw_get("/TransformParams")
        yield from (part.reference for part in (one, parameters) if isinstance(part, IndirectObject))


VANISHING = SigFieldModificationRule(value_update_keys={*VALUE_UPDATE_KEYS, "/Rect"})


class Catalogue(CatalogModificationRule):
    """The catalogue; the first signature may be noted there as the one that certifies.

    Programs that write it anew (PDFBox) also give a number to what stood in it without one: it says the same.
    """

    def __init__(self, moved: frozenset[str] = frozenset()) -> None:
        # /Perms is ignored here because `_certified` looks at it more closely, and refuses what is no certification.
        self.ignored_keys = ROOT_EXEMPT_STRICT_COMPARISON | {PERMISSIONS} | moved

    def apply_qualified(self, old: HistoricalResolver, new: HistoricalResolver) -> Cleared:
        """What of the catalogue is cleared; raises SuspiciousModification for any other change."""
        moved = {
            key: _moved(old, old.root.raw_get(key), new.root.raw_get(key)) for key in set(old.root) & set(new.root)
        }
        # A key of which a part is another has None and stays with pyHanko's own rule, which objects to it.
        known = {key: references for key, references in moved.items() if references}
        _refuse_other_claims(old, new)
        yield from super(Catalogue, Catalogue(frozenset(known))).apply_qualified(old, new)
        for reference in (*_certified(old, new), *(one for found in known.values() for one in found)):
            # The lowest level of change: what is cleared here is allowed even after a signature that forbids filling
            # in.
            yield ModificationLevel.LTA_UPDATES, ReferenceUpdate(reference)


def _refuse_other_claims(old: HistoricalResolver, new: HistoricalResolver) -> None:
    """Raise SuspiciousModification if the file says something else of itself than which PDF it is written in."""
    keys = (TAGGED, VERSION, EXTENSIONS)
    before, after = ({key: root[key] for key in keys if key in root} for root in (old.root, new.root))
    if TAGGED in before and before[TAGGED] != after.get(TAGGED):
        raise SuspiciousModification(f"{TAGGED} is another")
    if after.get(VERSION, "/1.7") not in VERSIONS:
        raise SuspiciousModification(f"{VERSION} is none")
    # Extensions are plain data, but an entry of somebody else's may hold anything, and be read by a viewer of theirs.
    told = after.get(EXTENSIONS)
    if told == before.get(EXTENSIONS):
        return
    if not isinstance(told, DictionaryObject) or set(told) - {*DEFINED_BY, "/Type"}:
        raise SuspiciousModification(f"{EXTENSIONS} are of somebody unknown")
    for name in DEFINED_BY & set(told):
        entries = told[name] if isinstance(told[name], ArrayObject) else [told[name]]
        if not all(_is_plain(entry.get_object()) for entry in entries):
            raise SuspiciousModification(f"{EXTENSIONS} hold more than versions")


def _is_plain(entry: Any) -> bool:
    """Whether an extension says which it is, and nothing else."""
    is_known = type(entry) is DictionaryObject and set(entry) <= EXTENSION_KEYS
    return is_known and not any(isinstance(one, DictionaryObject | ArrayObject) for one in entry.values())


def _moved(old: HistoricalResolver, before: Any, after: Any) -> list[Reference] | None:
    """The new objects that parts of a value were moved to, none if it is where it was; None if it is another."""
    if isinstance(after, IndirectObject) and not isinstance(before, IndirectObject):
        # Only a number that no object of the earlier file had: an old object under a new meaning would be another
        # value.
        inner = _moved(old, before, after.get_object()) if old.is_ref_unassignable(after.reference) else None
        return None if inner is None else [after.reference, *inner]
    # Strictly the same type: `true`, `1` and `1.0` are equal in Python and three things in PDF.
    if type(before) is not type(after):
        return None
    if isinstance(before, DictionaryObject):
        pairs = [(before.raw_get(key), after.raw_get(key)) for key in before if key in after]
        is_whole = not isinstance(before, StreamObject) and set(before) == set(after)
    elif isinstance(before, ArrayObject):
        pairs, is_whole = list(zip(before, after, strict=False)), len(before) == len(after)
    else:
        return [] if before == after else None
    parts = [_moved(old, *pair) for pair in pairs]
    return [one for part in parts if part for one in part] if is_whole and None not in parts else None


def _certified(old: HistoricalResolver, new: HistoricalResolver) -> Iterator[Any]:
    """The object in which a certification is noted, if it is one of its own."""
    # ISO 32000-2, 12.8.2.2 and 12.8.6: only one signature certifies, the first; the catalogue's /DocMDP names it.
    before, after = (root.raw_get(PERMISSIONS) if PERMISSIONS in root else None for root in (old.root, new.root))
    if before == after:
        return
    noted = after.get_object() if after is not None else None
    # The note must name a signature that is there: it says what may still be changed, and in whose name.
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


class LeftOver(WhitelistRule):
    """What nothing refers to any more, and shows nothing whatever comes to refer to it: notes of proof, and forms in
    which nothing is drawn, as poppler leaves those that it has drawn anew.
    """

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        """The new objects that are such."""
        for one in new.explicit_refs_in_revision():
            # Objects that were there before are none of these: overwriting one changes what still refers to it.
            if old.is_ref_unassignable(one) and _shows_nothing(new(one)):
                yield ReferenceUpdate(one)


def _shows_nothing(found: object) -> bool:
    if isinstance(found, StreamObject):
        return found.get("/Subtype") == "/Form" and set(found) <= FORM_KEYS and not found.data.strip()
    # ISO 32000-2, 12.8.4.3: the document security store and its entries for a signature are data, shown nowhere.
    return type(found) is DictionaryObject and found.get("/Type") in ("/VRI", "/DSS")


def _policy(hidden_is_fine: bool) -> StandardDiffPolicy:
    """What may be added; each number that is freed is a change like any other, and cleared by `Unused` alone."""
    rules = (DocInfoRule, XrefStreamRule, Unused, LeftOver, ObjectStreamRule, DSSCompareRule, MetadataUpdateRule)
    # pyHanko asks each rule which changes it clears, and objects to what none has; so a rule that is left out is
    # stricter.
    cleared = [Catalogue(), *(rule().as_qualified(ModificationLevel.LTA_UPDATES) for rule in rules)]
    form = FormUpdatingRule(field_rules=[SigFieldCreationRule(), SignedFields(), GenericFieldModificationRule()])
    return StandardDiffPolicy(cleared, form, reject_object_freeing=False, ignore_orphaned_objects=hidden_is_fine)


GROWTH, FORGIVING = _policy(hidden_is_fine=False), _policy(hidden_is_fine=True)


class Objection(NamedTuple):
    """The code of a finding, and what pyHanko says of it."""

    code: str
    detail: str


def objection(reader: PdfFileReader, revision: int) -> Objection | None:
    """What was added since a revision that signing does not add, None for nothing."""
    found = GROWTH.review_file(reader, reader.get_historical_resolver(revision))
    if isinstance(found, SuspiciousModification):
        # Asked again without the rule about hidden objects: if nothing else objects, they are the reason.
        forgiven = FORGIVING.review_file(reader, reader.get_historical_resolver(revision))
        is_hidden = not isinstance(forgiven, SuspiciousModification)
        return Objection("hidden_object" if is_hidden else "changed_since_base", in_one_line(found))
    # The level above it is annotations: notes on a page, which nobody who signs has to make.
    if found.modification_level > ModificationLevel.FORM_FILLING:
        return Objection("changed_since_base", found.modification_level.name)
    return None
