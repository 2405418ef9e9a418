"""Pictures for tests, in the forms in which logos come."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

RED, BLUE = (202, 30, 30), (20, 60, 160)


def stored(picture: Image.Image, kind: str, **options: object) -> bytes:
    """The picture as a file."""
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def plain(mode: str = "RGB", size: tuple[int, int] = (30, 12), colour: object = RED) -> Image.Image:
    return Image.new(mode, size, colour)


def halves() -> Image.Image:
    """Red at the left, blue at the right."""
    made = plain()
    made.paste(BLUE, (15, 0, 30, 12))
    return made


def turned(orientation: int) -> bytes:
    """The halves, with the camera's note of how it was held."""
    notes = Image.Exif()
    notes[0x0112] = orientation
    return stored(halves(), "JPEG", exif=notes, quality=95)


def deep(level: int) -> bytes:
    """A grey PNG of 16 bits."""
    return stored(Image.new("I;16", (30, 12), level), "PNG")


def linear() -> bytes:
    """A colour profile (ICC) of sRGB's colours with light in proportion to the numbers, as no screen has it."""

    def numbers(*values: float) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65_536)) for value in values)

    tags = {
        b"wtpt": b"XYZ " + bytes(4) + numbers(0.9642, 1, 0.8249),
        b"rXYZ": b"XYZ " + bytes(4) + numbers(0.4360, 0.2225, 0.0139),
        b"gXYZ": b"XYZ " + bytes(4) + numbers(0.3851, 0.7169, 0.0971),
        b"bXYZ": b"XYZ " + bytes(4) + numbers(0.1431, 0.0606, 0.7141),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), b"curv" + bytes(8)),
    }
    table, body, start = b"", b"", 128 + 4 + 12 * len(tags)
    for name, tag in tags.items():
        table += name + struct.pack(">II", start + len(body), len(tag))
        body += tag
    head = struct.pack(">I4xI4s4s4s12x4s", start + len(body), 0x02400000, b"mntr", b"RGB ", b"XYZ ", b"acsp")
    return head.ljust(68, b"\0") + numbers(0.9642, 1, 0.8249) + bytes(48) + struct.pack(">I", len(tags)) + table + body


def without_marker(data: bytes, marker: int) -> bytes:
    """A JPEG without its segments of a kind."""
    at, kept = 2, data[:2]
    while data[at + 1] != 0xDA:
        size = 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        kept += b"" if data[at + 1] == marker else data[at : at + size]
        at += size
    return kept + data[at:]


def png_of(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG that says to be of a size."""
    return drawn_png((width, height, 8, 2, 0), data)


def drawn_png(head: tuple[int, int, int, int, int], data: bytes, *more: tuple[bytes, bytes]) -> bytes:
    """A PNG of its rows; the head: width, height, bits, kind of colours (0 grey, 2 RGB, 4 with alpha), interlaced."""
    width, height, bits, kind, interlaced = head
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, interlaced)),
        *more,
        (b"IDAT", zlib.compress(data)),
        (b"IEND", b""),
    ]
    whole = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(whole)


def interlaced() -> bytes:
    """The halves as a PNG that comes sharper by and by (Adam7)."""
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
    rows = b"".join(
        b"\0" + b"".join(bytes(RED if x < 15 else BLUE) for x in range(left, 30, across))
        for left, top, across, down in passes
        for _ in range(top, 12, down)
    )
    return drawn_png((30, 12, 8, 2, 1), rows)


def deep_halves(level: int, alphas: tuple[int, int]) -> bytes:
    """A grey PNG of 16 bits whose halves are of different transparency."""
    row = b"\0" + b"".join(struct.pack(">HH", level, alpha) * 15 for alpha in alphas)
    return drawn_png((30, 12, 16, 4, 0), row * 12)


def deep_and_clear(level: int, clear: int) -> bytes:
    """A grey PNG of 16 bits, of a level at the left and at the right of the one that is said to be clear."""
    row = b"\0" + struct.pack(">H", level) * 15 + struct.pack(">H", clear) * 15
    return drawn_png((30, 12, 16, 0, 0), row * 12, (b"tRNS", struct.pack(">H", clear)))
