"""Government and party bodies by their forms: prefix (country, region, level word) + function, as data says."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.candidates import Candidate
from kg.extract.vocabulary import Vocabulary

LEVEL_WORDS = (
    "国家",
    "省",
    "市",
    "区",
    "县",
    "州",
    "旗",
    "镇",
    "乡",
    "街道",
    "本市",
    "本区",
    "我区",
    "我市",
    "我县",
    "全市",
    "全区",
)
COLLECTIVE = re.compile(r"(?:省|市|区|县)?(?:政府|委|直)?(?:各|有关|相关|各有关)(?:职能)?(?:部门|单位|委办局)")
OFFICE = re.compile(r"[（(]([^（()）、，]{1,8}?(?:办|办公室|局|委|中心))[）)]")
PLACES = re.compile(r"[一-龥]{2,7}?(?:省|市|区|县|旗|州|镇|乡|街道)")


@dataclass(frozen=True)
class BodyName:
    """A body's name taken apart: the region's part, the level word and the full form of its function."""

    region: str
    level: str
    function: str


class Bodies:
    """Finds bodies in text, and says what a body's name consists of."""

    def __init__(self, vocabulary: Vocabulary, regions: Iterable[str]) -> None:
        self._forms = vocabulary.body_forms
        self._bare = vocabulary.bare_bodies
        self._regions = frozenset(regions)
        self._longest = max((len(region) for region in self._regions), default=0)
        forms = sorted(self._forms, key=len, reverse=True)
        self._pattern = re.compile("|".join(re.escape(form) for form in forms)) if forms else None

    def find(self, text: str) -> Iterator[Candidate]:
        """Every body that the text names; a form without prefix only where the data lets it stand bare."""
        for match in self._pattern.finditer(text) if self._pattern else ():
            start = self._prefix_start(text, match.start())
            form = match.group()
            if start < match.start() or form in self._bare:
                yield Candidate(start, match.end(), "Department", 2.2 if start < match.start() else 1.6, "bodies")
                office = OFFICE.match(text, match.end())
                if office:
                    yield Candidate(office.start(1), office.end(1), "Department", 1.8, "bodies")
        for match in COLLECTIVE.finditer(text):
            if match.group()[0] in "省市区县":
                yield Candidate(match.start(), match.end(), "Department", 2.3, "bodies")

    def _prefix_start(self, text: str, end: int) -> int:
        """Where the prefix before a form starts: a known region's name, then a level word, or both."""
        start = end
        for word in LEVEL_WORDS:
            if text.endswith(word, 0, start):
                start -= len(word)
                break
        region = self._region_before(text, start) or self._region_before(text, end)
        return min(start, region) if region is not None else start

    def _region_before(self, text: str, end: int) -> int | None:
        found = None
        for length in range(2, min(self._longest, end) + 1):
            if text[end - length : end] in self._regions:
                found = end - length
        if found is None:
            return None
        outer = self._region_before(text, found) if found >= 2 else None
        return found if outer is None else outer

    def take_apart(self, name: str) -> BodyName | None:
        """The parts of a body's name, or None where its form is not among the data."""
        for length in range(len(name), 0, -1):
            form = name[-length:]
            if form in self._forms:
                prefix = name[:-length]
                if prefix in LEVEL_WORDS:
                    return BodyName("", prefix, self._forms[form])
                return BodyName(innermost(prefix), "", self._forms[form])
        return None


def innermost(prefix: str) -> str:
    """The last region that a prefix names: 某市某区 and 某区 are one place."""
    parts = PLACES.findall(prefix)
    return parts[-1] if parts and prefix.endswith(parts[-1]) else prefix
