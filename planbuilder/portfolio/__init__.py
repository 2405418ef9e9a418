"""All plans of a municipality at once: what of each goes into an overview, and what they come to together."""
