"""From draft to approved: sealed versions of a plan, and what becomes of each."""
