"""What the parts of a template refer to, made whole.

In: the parts of an admitted template. Out: the same, where every reference leads to a part that is there: what no
document needs is left out, and so is what we have put into a document before. Names of parts that were missing and
showed something come back, so that somebody can be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planbuilder.branding.allowed import LEFT_OUT
from planbuilder.branding.wordparts import OFFICE, Parts, R, Relation, W
from planbuilder.writers.docx.carried import NAMESPACE

# Parts that a document, or the package, has one of.
SINGLE = frozenset(
    (
        *(
            f"{OFFICE}/{kind}"
            for kind in ("officeDocument", "styles", "numbering", "settings", "comments", "theme", "fontTable")
        ),
        *(f"{OFFICE}/{kind}" for kind in ("webSettings", "footnotes", "endnotes", "extended-properties")),
        f"{OFFICE}/custom-properties",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    )
)
# What shows nothing without the part it names, and goes with the reference to it.
SHOWN = tuple(f"{W}{name}" for name in ("drawing", "pict", "object"))
ONLY_A_REFERENCE = tuple(
    f"{W}{name}"
    for name in (
        *("headerReference", "footerReference", "printerSettings"),
        *("embedRegular", "embedBold", "embedItalic", "embedBoldItalic"),
    )
)


def make_whole(parts: Parts) -> list[str]:
    """The names of missing parts that something showed, which is taken out; every other reference leads somewhere."""
    missing: dict[str, None] = {}
    for source in ("", *parts.reached()):
        seen = set[str]()
        for relation in parts.relations(source):
            is_unwanted = relation.type in LEFT_OUT or _is_ours(parts, relation) or relation.type in seen & SINGLE
            if not is_unwanted and (relation.is_external or relation.part):
                seen.add(relation.type)
                continue
            relation.drop()
            if _forget(parts.trees.get(source), relation) and not is_unwanted:
                missing[relation.target] = None
    return list(missing)


def _is_ours(parts: Parts, relation: Relation) -> bool:
    """Whether a part holds the answers of a document that we made, which is now used as a template."""
    tree = parts.trees.get(relation.part)
    return relation.type == f"{OFFICE}/customXml" and tree is not None and tree.tag == f"{{{NAMESPACE}}}answers"


def _forget(tree: Any, relation: Relation) -> bool:
    """Take out what a part shows of a missing one; False if it names it nowhere."""
    named = [] if tree is None else list(_naming(tree, relation.id))
    for element, attribute in named:
        shown = next((one for one in (element, *element.iterancestors()) if one.tag in SHOWN), None)
        gone = element if shown is None and element.tag in ONLY_A_REFERENCE else shown
        if gone is None:
            del element.attrib[attribute]
        elif gone.getparent() is not None:
            gone.getparent().remove(gone)
    return bool(named)


def _naming(tree: Any, id: str) -> Iterator[tuple[Any, str]]:
    """Every element that names a relationship, with the attribute it does it in."""
    for element in tree.iter():
        for name, value in element.attrib.items():
            if value == id and name.startswith(R):
                yield element, name
