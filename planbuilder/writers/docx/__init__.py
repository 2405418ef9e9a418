"""Document → DOCX: styles, real headings, fields for captions and page numbers, repeated heads, alternative texts.

In: a `Document` and a `Look`. Out: the bytes of a Word file; the same document gives the same bytes.
"""

from planbuilder.writers.docx.writer import render as render
