"""The blocks of documents, and two parts of others that are tested by themselves."""

from __future__ import annotations

from planbuilder.document import blocks
from planbuilder.document.blocks.economy_charts import cumulative_chart
from planbuilder.document.blocks.summary import headline

BLOCKS = {**blocks.BLOCKS, "headline": headline, "cumulative_chart": cumulative_chart}
