"""Everything computed from a plan: exact, without input or output, and without a clock."""
