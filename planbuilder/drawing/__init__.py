"""Figures: data of the document in, drawings out, and those as PNG or SVG; start at `draw.draw`."""
