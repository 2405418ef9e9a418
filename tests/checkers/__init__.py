"""Checkers that are no Python: each is run as a program of its own."""
