"""A picture made over: a PNG in 8-bit sRGB, upright, of the size in which it is shown.

In: the bytes of a PNG, JPEG or WebP file. Out: the PNG, with nothing else that was in the file.
"""

from __future__ import annotations

import io
from contextlib import suppress
from typing import Any

from PIL import Image, ImageCms, ImageMath, ImageOps

from planbuilder.confined import Refused

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = 25_000_000
# What a logo is shown in, 160 × 42 points, at more than 600 dots an inch.
WIDEST, HIGHEST = 1_600, 800
# A picture that is nowhere darker cannot be distinguished from paper.
PAPER = 245
LARGE, UNSEEN = "LARGE", b"unseen"


def made_over(data: bytes) -> bytes:
    """The picture as PNG, after the word `unseen` if it is as white as paper; raises whatever the library does."""
    Image.MAX_IMAGE_PIXELS = None  # counted here, so that a large picture is not called broken
    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise Refused(LARGE)
        opened.load()
        # Asked before anything is done to the picture, which may lose it.
        profile, upright = opened.info.get("icc_profile"), None
        with suppress(Exception):  # what a camera noted may be broken, and the picture whole
            upright = ImageOps.exif_transpose(opened)
        shown = _evened(upright or opened)
        shown.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
        shown = _opaque(_in_srgb(shown, profile))
    return (b"" if _is_seen(shown) else UNSEEN) + _png(shown)


def _evened(shown: Any) -> Any:
    """With a byte for each channel and no table of colours."""
    if shown.mode.startswith("I"):
        return _of_eight_bits(shown.convert("I"), shown.info.get("transparency"))
    if shown.mode in ("1", "P", "PA") or "transparency" in shown.info:
        return shown.convert("RGBA")
    return shown


def _of_eight_bits(levels: Any, clear: int | None) -> Any:
    """Grey of 16 bits in eight, scaled and not cut off; where it has the level that is clear, it stays so."""
    # 65535 / 255 is 257: so black stays black and white becomes white, where cutting off a byte would darken.
    grey = levels.point(lambda level: level * (1 / 257) + 0.5).convert("L")
    if clear is not None:
        grey.putalpha(ImageMath.lambda_eval(lambda known: (known["at"] != clear) * 255, at=levels).convert("L"))
    return grey


def _in_srgb(shown: Any, profile: bytes | None) -> Any:
    """In the colours that the file means: by its colour profile if it has a sound one, else as screens show it."""
    # Apart, since colour profiles know nothing of transparency.
    alpha = shown.getchannel("A") if "A" in shown.getbands() else None
    colours = shown.convert(shown.mode.removesuffix("A")) if alpha else shown
    converted = _by_profile(colours, profile) if profile else None
    plain = converted or colours.convert("RGB")
    if alpha:
        plain.putalpha(alpha)
    return plain


def _by_profile(colours: Any, profile: bytes) -> Any:
    """The colours by a profile; None if it fits them not, or is broken."""
    with suppress(ImageCms.PyCMSError, OSError, ValueError):
        return ImageCms.profileToProfile(
            colours, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    return None


def _opaque(shown: Any) -> Any:
    """Without transparency where there is none."""
    return shown.convert("RGB") if shown.mode == "RGBA" and shown.getchannel("A").getextrema() == (255, 255) else shown


def _is_seen(shown: Any) -> bool:
    paper = Image.new("RGBA", shown.size, "white")
    paper.alpha_composite(shown.convert("RGBA"))
    extremes: Any = paper.convert("RGB").getextrema()
    return any(darkest < PAPER for darkest, _ in extremes)


def _png(shown: Any) -> bytes:
    # Whatever else the file said, such as where a photograph was taken, stays behind.
    shown.info = {}
    file = io.BytesIO()
    shown.save(file, "PNG")
    return file.getvalue()
