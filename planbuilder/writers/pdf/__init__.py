"""Document → PDF: one layout pass with ReportLab, vector figures, embedded fonts, links and bookmarks.

In: a `Document` and a `Look`. Out: the bytes of a PDF; the same document gives the same bytes.
"""

from planbuilder.writers.pdf.writer import laid_out as laid_out
from planbuilder.writers.pdf.writer import render as render
