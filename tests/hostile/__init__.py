"""Hostile files of our own making and how to run commands on them, for tests and for `benchmarks/hostile.py`."""
