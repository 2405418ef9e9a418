"""A strict reader of calendar files, made from RFC 5545 and not from the writer: what that forbids is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from dateutil.rrule import rrulestr

LINE = re.compile(r"(?P<name>[A-Z-]+)(?P<params>(?:;[A-Z-]+=[^;:,\"]+)*):(?P<value>.*)", re.DOTALL)
ONCE = {"UID", "DTSTAMP", "DTSTART"}
Event = dict[str, str]


def unfolded(raw: bytes) -> list[str]:
    """The content lines of a file: every line ends in CRLF and has at most 75 octets before it (3.1)."""
    assert raw.endswith(b"\r\n")
    lines = raw[:-2].split(b"\r\n")
    assert all(b"\r" not in line and b"\n" not in line for line in lines)
    assert all(len(line) <= 75 for line in lines)
    found: list[bytes] = []
    for line in lines:
        if line.startswith(b" "):
            found[-1] += line[1:]
        else:
            found.append(line)
    return [line.decode("utf-8") for line in found]


def text(value: str) -> str:
    """A TEXT value (3.3.11): a comma, semicolon or backslash stands only behind a backslash."""
    assert re.fullmatch(r"(?:[^\\,;\x00-\x08\x0a-\x1f\x7f]|\\[\\,;nN])*", value), value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def events(raw: bytes) -> list[Event]:
    """The events of a calendar, each as its properties by name."""
    lines = unfolded(raw)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    head = {line.partition(":")[0] for line in lines[1 : lines.index("BEGIN:VEVENT")]}
    assert {"VERSION", "PRODID"} <= head
    found: list[Event] = []
    open_event: Event | None = None
    for line in lines[lines.index("BEGIN:VEVENT") : -1]:
        matched = LINE.fullmatch(line)
        assert matched, line
        name, value = matched["name"], matched["value"]
        if name in ("BEGIN", "END"):
            assert value == "VEVENT"
            assert (open_event is None) == (name == "BEGIN")
            if open_event is not None:
                found.append(open_event)
            open_event = {} if name == "BEGIN" else None
        else:
            assert open_event is not None
            assert name not in open_event, line
            open_event[name] = text(value) if name in ("SUMMARY", "DESCRIPTION", "UID") else value
            assert (matched["params"] == ";VALUE=DATE") == (name in ("DTSTART", "DTEND"))
    assert open_event is None
    assert all(ONCE <= one.keys() for one in found)
    assert all(re.fullmatch(r"\d{8}T\d{6}Z", one["DTSTAMP"]) for one in found)
    assert len({one["UID"] for one in found}) == len(found)
    return found


def day_of(event: Event) -> date:
    """The day of an event's first time."""
    return datetime.strptime(event["DTSTART"], "%Y%m%d").date()


def times(event: Event) -> Iterator[date]:
    """The days of an event, by another program's reading of its rule; without one, its own."""
    if "RRULE" not in event:
        yield day_of(event)
        return
    yield from (one.date() for one in rrulestr(event["RRULE"], dtstart=datetime.strptime(event["DTSTART"], "%Y%m%d")))
