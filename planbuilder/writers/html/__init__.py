"""Document → HTML: one file that holds all it needs, for a screen of any width, a screen reader and a printer.

In: a `Document` and a `Look`. Out: UTF-8 bytes; the same document gives the same bytes. Nothing is fetched or
run.
"""

from planbuilder.writers.html.writer import render as render
