"""Signing a PDF of ours, taking in what was signed elsewhere, and judging both.

In: bytes and what is trusted. Out: bytes, and verdicts as values. Nothing here prints, asks or knows the time; the
moment is an argument. Only this folder knows pyHanko.
"""
