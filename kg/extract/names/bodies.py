"""Government and party bodies by their forms: prefix (country, region, level word) + function, as data says."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.names.dictionary import inside
from kg.extract.words.candidates import Candidate
from kg.extract.words.vocabulary import Vocabulary
from kg.extract.words.wordlists import any_of

GAP = r"[一-龥]{0,14}?"  # what a group of a body is for: 科技体制改革+专项小组
PARTICLES = frozenset("的由在为将了等各有")
ALONGSIDE = re.compile(r"[^\W省市州]会同县$")  # 某局会同县某局: two bodies, and not the county of that name
PARTY = re.compile(r"(?:中共|中国共产党)[一-龥]{2,6}$")  # 中共澄湖|新区工作委员会, of a region that is not known
EACH = re.compile(r"各[省市州县区旗盟镇乡街道自治直辖、（）()]{0,12}$|[省市州县区旗盟]和$")
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
        self._words = vocabulary.bodies
        self._boundaries = vocabulary.boundaries
        self._regions = frozenset(regions)
        self._longest = max((len(region) for region in self._regions), default=0)
        self._pattern = re.compile(any_of(self._words.forms))
        self._collective = re.compile(any_of(self._words.collective))
        self._part = re.compile(rf"{GAP}(?:{any_of(self._words.groups)}|(?:{any_of(self._words.offices)})(?![一-龥]))")
        self._plated = re.compile(
            rf"(?P<first>[^（()）]+)[（(](?P<second>[^（()）]*?(?:{any_of(self._words.second_names)}|部))[）)]"
        )
        levels, groups = any_of(self._words.level_words), any_of(self._words.groups)
        self._group = re.compile(
            rf"(?P<before>^|[、，。；：（\s的]|[一-龥]{{2}})(?P<name>(?:{levels})(?P<field>(?!级)(?:(?!的)[一-龥]){{4,16}}?)(?:{groups}))"
        )
        self._office = re.compile(
            rf"(?P<before>^|[、，。；：（\s]|[一-龥]{{2}})(?P<name>(?:{levels})(?P<field>(?!级|场|际)[一-龥]{{2,8}}?)"
            rf"(?:{any_of(self._words.local_ends)}))(?=$|[、，。；：）)\s]|牵头|负责|配合|等|和|会同)"
        )
        self._second = re.compile(rf"[（(]([^（()）、，]{{1,8}}?(?:{any_of(self._words.second_names)}))[）)]")

    def find(self, text: str) -> Iterator[Candidate]:
        """Every body that the text names; a form without prefix only where the data lets it stand bare."""
        for match in self._pattern.finditer(text):
            start = self._prefix_start(text, match.start())
            prefixed = start < match.start()
            if not prefixed and match.group() not in self._words.bare:
                continue
            if any_government(text[:start], match.group()) or (not prefixed and text[start - 1 : start] == "”"):
                continue
            if any(inside(text, match.end() - 1, match.end(), longer) for longer in self._words.not_in):
                continue
            end = self._full_end(text, match.end()) if prefixed else match.end()
            yield Candidate(start, end, "Department", 2.2 if prefixed else 1.6, "bodies")
            second = self._second.match(text, end)
            if second:
                yield Candidate(second.start(1), second.end(1), "Department", 1.8, "bodies")

        yield from self._groups(text)

    def _groups(self, text: str) -> Iterator[Candidate]:
        """Groups and offices that a level of government has for one matter: 成立|市文化旅游产业发展领导小组, 市港航管理中心."""
        for match in (*self._group.finditer(text), *self._office.finditer(text)):
            before = match["before"]
            after_verb = len(before) < 2 or before in self._boundaries or before.endswith("的")
            if after_verb and not PARTICLES & set(match["name"]) and not self._pattern.search(match["field"]):
                yield Candidate(*match.span("name"), "Department", 2.2, "bodies")

    def _full_end(self, text: str, end: int) -> int:
        """Where a body's name ends when a part of it is meant: 市委…专项小组, 市科委…处, 区政府各部门."""
        collective = self._collective.match(text, end)
        if collective:
            return collective.end()
        part = self._part.match(text, end)
        if part is None or PARTICLES & set(part.group()):
            return end
        joined = part.group().startswith(("与", "同"))
        return end if joined or any(part.group()[:n] in self._boundaries for n in (1, 2, 3)) else part.end()

    def _prefix_start(self, text: str, end: int) -> int:
        """Where the prefix before a form starts: a known region's name, then a level word, or both."""
        start = end - next((len(word) for word in self._words.level_words if text.endswith(word, 0, end)), 0)
        region = self._region_before(text, start)
        if region is None:
            region = self._region_before(text, end)
        start = min(start, region) if region is not None else start
        party = PARTY.search(text, max(0, start - 11), start) if start < end else None
        return party.start() if party else start

    def _region_before(self, text: str, end: int) -> int | None:
        found = None
        for length in range(2, min(self._longest, end) + 1):
            if text[end - length : end] in self._regions and not ALONGSIDE.search(text[:end]):
                found = end - length
        if found is None:
            return None
        outer = self._region_before(text, found) if found >= 2 else None
        return found if outer is None else outer

    def take_apart(self, name: str) -> BodyName | None:
        """The parts of a body's name, or None where its form is not among the data."""
        for length in range(len(name), 0, -1):
            form = name[-length:]
            if form in self._words.forms:
                prefix = name[:-length].removeprefix("中共") or name[:-length]
                if EACH.fullmatch(prefix):
                    return None  # 各省、自治区、直辖市+人民政府: all of them, and none of the last kind
                own = prefix[1:] if prefix.startswith(self._words.own_words) else prefix
                if own in self._words.level_words:
                    return BodyName("", own, self._words.forms[form])
                return BodyName(innermost(prefix), "", self._words.forms[form])
        return None

    def spoken(self, name: str) -> tuple[str, ...]:
        """What people call a body as well: its other forms with its region or level, and bare; () for no body's name."""
        parts = self.take_apart(name)
        if not parts:
            return ()
        forms = [form for form, full in self._words.forms.items() if full == parts.function]
        return (
            *(f"{parts.region or parts.level}{form}" for form in forms),
            *filter(self._words.bare.__contains__, forms),
        )

    def plates(self, name: str) -> tuple[str, ...]:
        """The names of a body with several name plates, 区委宣传部（区新闻出版局）; () for every other name.

        A bracket that names a branch, 市规自委（澄湖分局）, makes another body of it.
        """
        found = self._plated.fullmatch(name)
        if not found or found["second"].endswith(("分局", "分中心")) or not self.take_apart(found["first"]):
            return ()
        return (found["first"], *re.split("[、，,/]", found["second"]))


def any_government(before: str, name: str) -> bool:
    """Whether all governments or committees are meant and none by name: 各县|市人民政府, 各|开发区管委会."""
    return name.endswith(("政府", "管委会", "管理委员会")) and bool(EACH.search(before))


def innermost(prefix: str) -> str:
    """The last region that a prefix names: 某市某区 and 某区 are one place."""
    parts = PLACES.findall(prefix)
    return parts[-1] if parts and prefix.endswith(parts[-1]) else prefix
