"""Quantities as terms of the index, one for every way to write the same: 1.2万亿元, 12000亿元 and 一万二千亿元 are equal."""

import re
import unicodedata
from functools import lru_cache

import yaml

from kg.settings import ROOT
from kg.text.numbers import iter_quantities
from kg.text.units import FILE, Units

SIGN = "="  # no word and no pair of characters begins with it
GAP = re.compile(r"(?<=\d) +(?=[\u4e00-\u9fff%])")  # 100 家
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")


def amount_terms(text: str) -> list[str]:
    """A term for every quantity with a unit in a text, both ends of a range; 2025年 is none."""
    found = []
    plain = GAP.sub("", unicodedata.normalize("NFKC", text))
    for quantity in iter_quantities(plain):
        for number in dict.fromkeys((quantity.low, quantity.high)):
            if number is not None and quantity.unit:
                amount, unit = _units().amount(number, quantity.unit)
                found.append(f"{SIGN}{amount:.10g}{unit}")
    return found


def year_terms(text: str) -> list[str]:
    """A term for every year that a text names with 年."""
    return [f"{SIGN}{year}年" for year in YEAR.findall(unicodedata.normalize("NFKC", text))]


@lru_cache(maxsize=1)
def _units() -> Units:
    return Units(yaml.safe_load((ROOT / FILE).read_text(encoding="utf-8")))
