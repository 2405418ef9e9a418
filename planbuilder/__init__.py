"""planbuilder: benefits realisation plans for municipalities, from guided interview to Word and PDF."""

__version__ = "0.1.0"
