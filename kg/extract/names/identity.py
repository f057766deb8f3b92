"""Which entity a name stands for: normalised name + class + region or level, never a substring of another."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.extract.names.bodies import Bodies
from kg.extract.names.places import DISTRICT, national_places
from kg.extract.words.wordlists import words_in
from kg.gazetteer import GazetteerEntry
from kg.ids import make_id
from kg.ontology import Ontology
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
DISTRICTS = ("区", "县", "旗")  # level words of what lies below a city
CITIES = ("市", "州", "盟")


@dataclass(frozen=True)
class Place:
    """Where a document speaks from: its region and the one above it (密云区, 北京市)."""

    region: str = ""
    upper: str = ""
    level: str = ""

    @property
    def around(self) -> tuple[str, ...]:
        """The region and the one above it, as far as they are known."""
        return tuple(one for one in (self.region, self.upper) if one)

    @property
    def here(self) -> str:
        """The document's own region as a key: 北京市朝阳区 where several regions are called so, else its name."""
        return national_places().keyed(self.region, self.around) if self.region else ""

    def of_level(self, word: str) -> str:
        """The region that a level word (区, 市 …) means here; '' where the document does not tell.

        A park's plan, or one without a level, speaks of its region as the region's name shows.
        """
        if len(word) > 1 and self.region.endswith(word):  # 新区工作委员会 in the plan of 澄湖新区
            return self.region
        known = {"区县": "区", "市": "市", "省": "省"}
        level = known.get(self.level) or (self.region[-1:] if self.region else "")
        level = "区" if level in DISTRICTS else level
        if word in DISTRICTS:
            return self.region if level == "区" else ""
        if word in CITIES:
            return self.region if level in CITIES else self._above("市")
        if word in ("省", "自治区"):
            return self.region if level in ("省", "自治区") else self._above("省")
        return ""

    def _above(self, level: str) -> str:
        """The region of a level above this one."""
        if self.upper.endswith(level) or (level == "省" and self.upper.endswith("自治区")):
            return self.upper
        chain = national_places().above(self.region) | national_places().above(self.upper)
        endings = ("省", "自治区") if level == "省" else ("市", "州", "盟")
        found = sorted(one for one in chain if one.endswith(endings))
        return found[0] if len(found) == 1 else self.upper if level == "市" and not found else ""


@dataclass(frozen=True)
class Identity:
    """An entity's key in the world, and what of it is shown."""

    id: str
    region: str = ""
    level: str = ""


@dataclass(frozen=True)
class Scope:
    """Which names mean one thing only within a region: classes, beginnings of policies, and the names all know."""

    kinds: frozenset[str]
    policies: tuple[str, ...]
    known: Collection[tuple[str, str]]  # (class, folded name) of the gazetteer

    @classmethod
    def of(cls, ontology: Ontology, entries: Iterable[GazetteerEntry]) -> "Scope":
        """The scope that vocabularies/identity.yaml says, with the gazetteer's names."""
        words = ontology.vocabulary("identity")
        kinds, policies = (tuple(words_in(words[key])) for key in ("scoped", "scoped_policies"))
        known = {(entry.type, fold(name)) for entry in entries for name in entry.names}
        return cls(frozenset(kinds), policies, known)

    def holds(self, kind: str, name: str) -> bool:
        """Whether a name needs the region of its document: nothing in it says which of several it is."""
        key = fold(name).lstrip('"《')
        if kind == "Policy":
            return key.startswith(self.policies)
        return kind in self.kinds and (kind, fold(name)) not in self.known and not national_places().front(key)[0]


NO_SCOPE = Scope(frozenset(), (), frozenset())


def identify(kind: str, name: str, place: Place, bodies: Bodies, *, scope: Scope = NO_SCOPE) -> Identity:
    """The identity of a name of a class, read at a place."""
    key = fold(name)
    if kind == "Department":
        plates = bodies.plates(name)
        parts = bodies.take_apart(plates[0] if plates else name)
        if parts:
            region = _region_of(parts.region, parts.level, place)
            return Identity(make_id("department", fold(region), fold(parts.function)), region, parts.level)
    if kind == "Indicator":
        key = indicator_key(key)
    if kind == "Region":
        return _of_region(name, place)
    if kind == "Industry":
        key = industry_key(key)
    if place.region and scope.holds(kind, name):
        return Identity(make_id(kind.lower(), key, "", fold(place.here)), place.here)
    return Identity(make_id(kind.lower(), key, ""))  # the empty part stands in every id that was given out


def industry_key(key: str) -> str:
    """智能传感产业 is 智能传感; 文化产业 keeps its tail, without which it is another word."""
    return INDUSTRY_TAIL.sub("", key) if len(key) > 4 else key


def indicator_key(key: str) -> str:
    """The form under which one indicator's ways of writing meet: 规上企业数 and 规模以上企业数量."""
    for pattern, form in INDICATOR_FORMS:
        key = pattern.sub(form, key)
    return key


def _of_region(name: str, place: Place) -> Identity:
    """A region by its own name and, where several bear that name, by the one it lies in."""
    places = national_places()
    keyed = places.keyed(places.own(name), (*places.front(fold(name))[0], *place.around))
    own = places.own(keyed)
    if own == fold(keyed):
        return Identity(make_id("region", own, ""))
    return Identity(make_id("region", own, "", fold(keyed)), places.front(fold(keyed))[0][-1])


def region_name(text: str, name: str, place: Place) -> str:
    """The region that a text means by a short name: a district far from here is not meant by its bare stem (白河)."""
    if fold(text) == fold(name):
        return name
    rows = national_places().rows(name)
    if rows and all(row.level == DISTRICT for row in rows) and place.around:
        near = [row for row in rows if any(national_places().nested(row.region, one) for one in place.around)]
        return name if near else text
    return name


def _region_of(region: str, level: str, place: Place) -> str:
    if region:
        return national_places().keyed(region, place.around)
    if level in ("国家", ""):
        return level or place.here
    found = place.of_level(level)
    return (
        national_places().keyed(found, place.around) if found else f"{place.region}{level}" if place.region else level
    )
