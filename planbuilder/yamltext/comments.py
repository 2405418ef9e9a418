"""Words of a text that YAML takes for a comment.

In: a node and the text it was read from. Out: what is dropped behind ` #`, if it may have been meant as text. People
who comment a line set the comment off; whoever writes `Pris # 3 er vigtig` loses half a sentence.
"""

from __future__ import annotations

import re

from planbuilder.yamltext.nodes import Node, Scalar

BEHIND_TEXT = re.compile(r" (#.*)")
BEHIND_NOTHING = re.compile(r"[ \t]*(#\S.*)")
QUOTED = tuple("\"'|>")
NO_PROSE = re.compile(r"[-+.,:\d]*\Z|(?i:true|false)\Z")


def swallowed(node: Node, text: str) -> str:
    """The comment that may have been meant as text; empty if it stands apart, or behind quotes or a number.

    Behind a text it is one that a single blank parts from it, behind nothing one that begins at once (`#1`).
    """
    if not isinstance(node, Scalar) or (node.text and text[node.start.index] in QUOTED):
        return ""
    form = BEHIND_TEXT if node.text else BEHIND_NOTHING
    end = text.find("\n", node.end.index)
    found = form.match(text[node.end.index : end if end >= 0 else len(text)])
    return found[1].rstrip() if found and not (node.text and NO_PROSE.match(node.text)) else ""
