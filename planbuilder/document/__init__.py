"""The neutral document: its model, and the way from a plan to it."""
