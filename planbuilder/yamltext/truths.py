"""Words that YAML takes for truth values, and keys that other programs have made truth values of.

In: the keys of a mapping, and those that are known. Out: which was meant by which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# Words that YAML 1.1 takes for truth values: a program that does so writes a key `on` back as `true`.
TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def turned_keys(entries: Iterable[str], known: Iterable[str]) -> Mapping[str, str]:
    """The key that was meant by each that another program has made a truth value of, such as `on`."""
    found = list(entries)
    lacking = [key for key in TRUTHS if key in known and key not in found]
    pairs = (
        (next((one for one in found if one.casefold() == str(TRUTHS[key]).casefold()), None), key) for key in lacking
    )
    return {written: key for written, key in pairs if written is not None}
