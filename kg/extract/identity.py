"""Which entity a name stands for: normalised name + class + region or level, never a substring of another."""

import re
from dataclasses import dataclass

from kg.extract.bodies import Bodies
from kg.ids import make_id
from kg.text.normalize import fold

INDUSTRY_TAIL = re.compile(r"(?:产业|行业)$")
INDICATOR_FORMS = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        ("规上", "规模以上"),
        ("gdp", "地区生产总值"),
        ("(?:总数|家数|户数|个数|数)$", "数量"),
        ("(?<=.)(?:实现|完成)(?![率度])", ""),
    )
)
OWN_REGION = {
    "区": "区县",
    "县": "区县",
    "市": "市",
    "省": "省",
}


@dataclass(frozen=True)
class Place:
    """Where a document speaks from: its region and the one above it (密云区, 北京市)."""

    region: str = ""
    upper: str = ""
    level: str = ""

    def of_level(self, word: str) -> str:
        """The region that a level word (区, 市 …) means here; '' where the document does not tell."""
        wanted = OWN_REGION.get(word, "")
        if not wanted:
            return ""
        if self.level and self.level != wanted and wanted in ("市", "省"):
            return self.upper
        if self.level and self.level != wanted and wanted == "区县":
            return ""
        return self.region


@dataclass(frozen=True)
class Identity:
    """An entity's key in the world, and what of it is shown."""

    id: str
    region: str = ""
    level: str = ""


def identify(kind: str, name: str, place: Place, bodies: Bodies, *, owner: str = "") -> Identity:
    """The identity of a name of a class, read at a place. `owner`: a document's id, for what lives in it alone."""
    key = fold(name)
    if kind == "Department":
        parts = bodies.take_apart(name)
        if parts:
            region = _region_of(parts.region, parts.level, place)
            return Identity(make_id("department", fold(region), fold(parts.function)), region, parts.level)
    if kind == "Indicator":
        key = indicator_key(key)
    if kind == "Industry":
        key = INDUSTRY_TAIL.sub("", key) if len(key) > 4 else key
    return Identity(make_id(kind.lower(), key, owner))


def indicator_key(key: str) -> str:
    """The form under which one indicator's ways of writing meet: 规上企业数 and 规模以上企业数量."""
    for pattern, form in INDICATOR_FORMS:
        key = pattern.sub(form, key)
    return key


def _region_of(region: str, level: str, place: Place) -> str:
    if region:
        return region
    if level in ("国家", ""):
        return level or place.region
    return place.of_level(level) or level
