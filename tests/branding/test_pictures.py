"""However a logo is stored, documents get one kind of picture of it, or a reason why not."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from planbuilder.branding.pictures import picture
from planbuilder.confined import DAMAGED, Refused
from planbuilder.foreign.pictures import HIGHEST, MOST_PIXELS, UNSEEN, WIDEST, made_over
from tests.branding.pictures import (
    BLUE,
    RED,
    deep,
    deep_and_clear,
    deep_halves,
    drawn_png,
    halves,
    interlaced,
    linear,
    plain,
    png_of,
    stored,
    turned,
    without_marker,
)  # fmt: skip

PNG = stored(halves(), "PNG")
JPEG = stored(halves(), "JPEG", quality=95)
MOVING = {"save_all": True, "append_images": [plain(colour=BLUE)], "duration": 100}


def shown(data: bytes) -> Image.Image:
    """What documents show of a file."""
    return Image.open(io.BytesIO(made_over(data).removeprefix(UNSEEN)))


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 3 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(stored(plain(), "PNG"), RED, id="PNG"),
        pytest.param(stored(plain(), "JPEG", quality=95), RED, id="JPEG"),
        pytest.param(stored(plain(), "WEBP", lossless=True), RED, id="WebP"),
        pytest.param(stored(plain("CMYK", colour=(53, 225, 225, 0)), "JPEG", quality=95), RED, id="CMYK"),
        pytest.param(stored(plain("YCbCr", colour=(85, 97, 211)), "JPEG", quality=95), (201, 36, 30), id="YCbCr"),
        pytest.param(stored(plain("P", colour=0), "PNG"), (0, 0, 0), id="table of colours"),
        pytest.param(stored(plain("1", colour=0), "PNG"), (0, 0, 0), id="black and white"),
        pytest.param(stored(plain("L", colour=117), "PNG"), (117, 117, 117), id="grey"),
        pytest.param(deep(30_000), (117, 117, 117), id="16 bits"),
        pytest.param(interlaced(), RED, id="interlaced"),
        pytest.param(drawn_png((30, 12, 2, 0, 0), b"\0\x55\x55\x55\x55\x55\x55\x55\x55" * 12), (85,) * 3, id="2 bits"),
        pytest.param(stored(plain(), "WEBP", lossless=True, **MOVING), RED, id="a WebP that moves"),
        pytest.param(stored(plain(), "PNG", **MOVING), RED, id="a PNG that moves"),
        pytest.param(without_marker(stored(plain(), "JPEG", quality=95), 0xE0), RED, id="no JFIF"),
        pytest.param(stored(plain(), "PNG", icc_profile=b"no profile"), RED, id="a broken profile"),
        pytest.param(stored(plain(), "JPEG", quality=95, exif=b"Exif\0\0broken"), RED, id="broken notes"),
        pytest.param(stored(plain(), "PNG") + b"more", RED, id="something behind it"),
    ],
)
def test_its_colours_are_those_of_the_file(data: bytes, expected: tuple[int, int, int]) -> None:
    """In red, green and blue of eight bits, as PDF/A wants them."""
    made = shown(data)

    assert made.mode == "RGB"
    assert near(made.getpixel((5, 5)), expected)


def test_a_colour_profile_is_followed() -> None:
    """The numbers of a file mean what its profile says: half the light of white is lighter than half a screen's."""
    grey = plain(colour=(128, 128, 128))
    thin = plain("RGBA", colour=(128, 128, 128, 90))

    assert near(shown(stored(grey, "PNG", icc_profile=linear())).getpixel((5, 5)), (188, 188, 188))
    assert near(shown(stored(thin, "PNG", icc_profile=linear())).getpixel((5, 5)), (188, 188, 188, 90))


@pytest.mark.parametrize(
    ("orientation", "size", "first"),
    [(1, (30, 12), RED), (2, (30, 12), BLUE), (3, (30, 12), BLUE), (6, (12, 30), RED), (8, (12, 30), BLUE)],
)
def test_it_stands_upright(orientation: int, size: tuple[int, int], first: tuple[int, int, int]) -> None:
    """As the camera was held, or mirrored."""
    made = shown(turned(orientation))

    assert made.size == size
    assert near(made.getpixel((2, 2)), first)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "RGB"])
def test_transparency_stays_where_there_is_any(mode: str) -> None:
    """Of whatever kind; what is opaque all over has none."""
    see_through = plain("RGBA", colour=(*RED, 0)) if mode == "RGBA" else plain(mode, colour={"LA": (9, 0)}.get(mode, 0))
    options = {} if mode in ("RGBA", "LA") else {"transparency": (0, 0, 0) if mode == "RGB" else 0}
    opaque = plain("RGBA", colour=(*RED, 255))

    assert shown(stored(see_through, "PNG", **options)).getpixel((5, 5))[3] == 0
    assert shown(stored(opaque, "PNG")).mode == "RGB"


@pytest.mark.parametrize(
    ("data", "left", "right"),
    [
        pytest.param(deep_halves(30_000, (65_535, 32_768)), (117, 117, 117, 255), (117, 117, 117, 128), id="alpha"),
        pytest.param(deep_and_clear(30_000, 65_535), (117, 117, 117, 255), (255, 255, 255, 0), id="a clear level"),
        pytest.param(deep_and_clear(30_000, 30_001), (117, 117, 117, 255), (117, 117, 117, 0), id="a level beside it"),
    ],
)
def test_transparency_of_16_bits_stays(data: bytes, left: tuple[int, ...], right: tuple[int, ...]) -> None:
    """Of eight bits afterwards, like the grey; two levels that come to look alike are still two."""
    made = shown(data)

    assert (made.getpixel((3, 3)), made.getpixel((26, 9))) == (left, right)


def test_it_is_as_large_as_documents_show_it() -> None:
    """A photograph of twelve million pixels goes into no document; a small logo stays as it is."""
    made = shown(stored(plain(size=(4_000, 3_000)), "JPEG"))

    assert (made.size, shown(PNG).size) == ((1_067, HIGHEST), (30, 12))
    assert made.width <= WIDEST


def test_nothing_else_of_the_file_is_left() -> None:
    """Where a picture was taken, by whom and with what is nobody's business."""
    notes = Image.Exif()
    notes[0x010F] = "Kamera 3000"
    made = made_over(stored(halves(), "JPEG", exif=notes, comment=b"privat", dpi=(300, 300)))

    assert {made[at : at + 4] for at in (12, 37)} == {b"IHDR", b"IDAT"}
    assert made == made_over(stored(halves(), "JPEG"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", DAMAGED),
        (b"GIF89a", DAMAGED),
        (PNG[: len(PNG) // 2], DAMAGED),
        (PNG[:33], DAMAGED),
        (b"\xff\xd8\xff" + bytes(100), DAMAGED),
        (JPEG[:200], DAMAGED),
        (png_of(60_000, 60_000), "LARGE"),
        (png_of(MOST_PIXELS, 1), DAMAGED),
        (png_of(0, 5), DAMAGED),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "VECTOR"),
        (b"%PDF-1.7", "VECTOR"),
        (stored(plain("CMYK", colour=(53, 225, 225, 0)), "TIFF"), DAMAGED),
        (stored(plain(), "BMP"), DAMAGED),
    ],
    ids=[
        "nothing",
        "GIF",
        "half",
        "a head",
        "no JPEG",
        "half a JPEG",
        "a bomb",
        "empty rows",
        "no width",
        "SVG",
        "PDF",
        "TIFF",
        "BMP",
    ],
)
def test_what_cannot_be_shown_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    """A picture that would fill the memory before it is unpacked."""
    with pytest.raises(Refused) as refused:
        picture(data)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("data", "is_seen"),
    [
        (PNG, True),
        (stored(plain(colour=(255, 255, 255)), "PNG"), False),
        (stored(plain("RGBA", colour=(255, 255, 255, 90)), "PNG"), False),
        (stored(plain("RGBA", colour=(0, 0, 0, 0)), "PNG"), False),
    ],
    ids=["seen", "white", "white and thin", "transparent"],
)
def test_a_logo_that_cannot_be_seen_on_paper_is_noticed(data: bytes, is_seen: bool) -> None:
    """White on white is no mistake of the file, but hardly meant."""
    made = picture(data)

    assert (made.is_seen, made.png[:4]) == (is_seen, b"\x89PNG")
