"""The strings: both languages say the same, every key that the pages use is there, none is left over."""

import re
from string import Formatter

import pytest

from app_pages.pages import NAMES, PAGES, SECTIONS
from app_pages.strings import TEXT
from kg.settings import ROOT

SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [*(ROOT / "app_pages").glob("*.py"), ROOT / "app.py"]
    if not path.name.startswith("strings")
)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TEXT)
def test_both_languages_have_the_same_places(key: str) -> None:
    zh, en = TEXT[key]
    assert zh.strip()
    assert en.strip()
    assert places(zh) == places(en)


def test_every_key_that_is_used_exists() -> None:
    used = set(re.findall(r"""\bt\(\s*"([^"{]+)"\s*[,)]""", SOURCE))
    assert len(used) > 80
    assert used <= set(TEXT)


def test_no_string_is_left_over() -> None:
    built = tuple(re.findall(r"""f"([a-z.]+\.)\{""", SOURCE))  # t(f"role.{role}")
    suffixes = tuple(re.findall(r"""f"\{\w+\}(\.[a-z]+)\"""", SOURCE))  # t(f"{name}.title")
    unused = [
        key for key in TEXT if f'"{key}"' not in SOURCE and not key.startswith(built) and not key.endswith(suffixes)
    ]
    assert unused == []


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_its_words_and_a_section(name: str) -> None:
    assert {f"nav.{name}", f"{name}.title", f"{name}.lead"} <= set(TEXT)
    assert {section for _, _, section in PAGES} == set(SECTIONS)
    assert len(NAMES) == len(set(NAMES))
