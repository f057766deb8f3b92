"""The set of pictures: one a page, language and size, and docs/ holds just those once they are made."""

import io

from PIL import Image

from app_pages.language import LANGUAGES
from app_pages.pages import NAMES
from scripts.screenshots import OUT, README_PICTURE, SHOWN, SIZES, address_of, file_names, quantise

MOST = 4_000_000  # bytes of the whole set in the repository


def test_every_page_is_taken_in_both_languages_and_sizes() -> None:
    names = file_names()
    assert len(set(names)) == len(names) == len(NAMES) * len(LANGUAGES) * len(SIZES)
    assert {name.split("-")[0] for name in names} == set(NAMES)
    assert set(SHOWN) <= set(NAMES)


def test_pictures_in_docs_are_those_of_the_pages() -> None:
    kept = list(OUT.glob("*.png"))
    assert {path.name for path in kept} in (set(), set(file_names()))
    assert sum(path.stat().st_size for path in kept) < MOST
    assert Image.open(README_PICTURE).size == SIZES[0]


def test_address_of_a_page_keeps_its_language_and_what_it_shows() -> None:
    assert address_of("home") == ""
    assert address_of("home", "en") == "?lang=en"
    assert address_of("entity", "en") == "entity?type=Park&lang=en"


def test_quantised_picture_keeps_its_size_and_has_a_palette() -> None:
    out = io.BytesIO()
    picture = Image.radial_gradient("L").convert("RGB").resize((400, 300))
    picture.save(out, "PNG")
    small = quantise(out.getvalue())
    assert Image.open(io.BytesIO(small)).size == picture.size
    assert Image.open(io.BytesIO(small)).mode == "P"
