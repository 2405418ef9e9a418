"""The sender: logo and address on the first page, and on no other."""

from __future__ import annotations

import io
from dataclasses import replace

import pdfplumber
import pytest

from planbuilder.look import Brand
from planbuilder.writers.pdf import render
from tests.branding.test_profile import LOGO
from tests.writers import samples

BRAND = Brand("Nordlund Kommune", ("Rådhuspladsen 1",), LOGO, "Byvåben")


@pytest.mark.parametrize("cover", [samples.COVER, None])
def test_the_first_page_says_whose_it_is(standard_look, cover) -> None:
    """With a cover and without one."""
    document = replace(samples.EVERYTHING, cover=cover)
    with pdfplumber.open(io.BytesIO(render(document, replace(standard_look, brand=BRAND)))) as pdf:
        found = [("Nordlund Kommune · Rådhuspladsen 1" in page.extract_text(), len(page.images)) for page in pdf.pages]

    assert (True, 1) == found[0]
    assert {(False, 0)} == set(found[1:])
