"""Administrative regions named in text: the known ones of the country, others by their suffix."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from kg.gazetteer import GazetteerEntry, load_gazetteer

SOURCE = "regions.csv"
MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
# A suffix that begins a word is none: 市场, 区域, 省级, 乡村.
SUFFIX = (
    r"(?:特别行政区|地区(?!生产)|新区|省(?![级内外际会直钱])|市(?![场民容值面占])|区(?![域块间别分位隔]|生产总值)|县(?![域级])"
    r"|旗(?![下舰帜])|镇(?!痛)|乡(?![村镇土愁]))"
)
# A name of a region begins where a line, another region or one of these words ends.
LEAD = "关于|印发|支持|推进|推动|促进|加强|深化|建设|服务|带动|落实|依托|围绕|位于|来自|其中|以及|中共|中国共产党"
BOUNDARY = rf"(?:^|(?<=[^\u4e00-\u9fff])|(?<=[省市州县区])|(?<=[是将把从由使让向在与和及对以为到于的])|{'|'.join(f'(?<={word})' for word in LEAD.split('|'))})"
NOT_FIRST = rf"(?!{LEAD}|[是将把从由使让向在与和及对以为到于的全各本该我])"
SIGN = "(?![的在与及或由将被把使让向从])[\u4e00-\u9fff]"
NAME = re.compile(
    rf"{BOUNDARY}{NOT_FIRST}(?P<name>[\u4e00-\u9fff]{{2,10}}?自治[区州县旗]|(?:{SIGN}){{1,6}}?{SUFFIX})",
    re.MULTILINE,
)
# Words that end like a region and are none.
NO_REGION = re.compile(
    r".*(?:开发|园|示范|功能|高新|郊|老|片|社|灾|库|景|校|街|产业|保税|合作|试验|涵养|承载|先行|集聚|聚集|自贸|商务|服务|生产|生活|核心|试点|"
    r"市辖|主城|中心城|老城|建成|规划|大湾|专|引领|重点|度假|风景|保护|控制|组团|实验|创新|科技|小|各|全|本|浅山|深山|城镇化地|一|两|三|四|五|六|多)区"
    r"|.*(?:城|上|入|超|夜|集|门|菜|全|各|本|外|跨|大都|国际都|新都)市|.*(?:全|各|本|跨|区|市)县|.*(?:城|乡|小|古|各|重|强|街)镇|.*(?:城|家|各|下|返|水|故|村)乡|.*红旗"
)
LEVELS = (
    ("省", "省"),
    ("自治区", "省"),
    ("特别行政区", "省"),
    ("自治州", "市"),
    ("地区", "市"),
    ("市", "市"),
    ("新区", "区县"),
)
# A text that says 我市, 全县 or 云溪市各部门 is a region's own; news of a place and a national law only name regions.
OWN = re.compile(
    r"[我本](?P<ours>[省市区县旗州镇乡])(?!场|域|民|级)"
    r"|全(?P<whole>[省市区县旗州镇])(?:各|上下|范围|经济|产业|企业|规模|科技|工业|重点)"
    r"|(?P<named>[省市区县旗州镇])各(?:有关)?(?:部门|单位|街|镇|乡)"
)
KNOWN_LEVELS = {"省级": "省", "市级": "市", "区县级": "区县"}
PREFERRED = ("区县", "市", "省", "乡镇")  # 北京市密云区 is about the district; a town is named only in passing


def region_level(name: str) -> str:
    """省 | 市 | 区县 | 乡镇, from the name alone; a municipality such as 北京市 counts as 市."""
    for suffix, level in LEVELS:
        if name.endswith(suffix):
            return level
    return "乡镇" if name.endswith(("镇", "乡", "街道")) else "区县" if name else ""


class Atlas:
    """The known regions by name: their level, what they belong to, and where a text names them."""

    def __init__(self, entries: Iterable[GazetteerEntry] = ()) -> None:
        self._by_name: dict[str, list[GazetteerEntry]] = {}
        self._by_alias: dict[str, list[GazetteerEntry]] = {}
        for entry in entries:
            self._by_name.setdefault(entry.name, []).append(entry)
            for alias in entry.aliases:
                self._by_alias.setdefault(alias, []).append(entry)
        self._name_heads = _by_head(self._by_name)
        self._alias_heads = _by_head(self._by_alias)

    def level(self, name: str) -> str:
        """省 | 市 | 区县 | 乡镇: as known (a city of a county's rank is 区县), else by the name."""
        levels = {KNOWN_LEVELS.get(entry.level, "") for entry in self._by_name.get(name, ())}
        known = levels.pop() if len(levels) == 1 else ""
        return known if known and name not in MUNICIPALITIES else region_level(name)

    def above(self, name: str) -> tuple[str, ...]:
        """What a known region may belong to: several where several bear its name."""
        return tuple(dict.fromkeys(entry.region for entry in self._by_name.get(name, ()) if entry.region))

    def is_known(self, name: str) -> bool:
        """Whether the country has a region of this full name."""
        return name in self._by_name

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Where full names of known regions stand, the longest at each place."""
        return _matches(text, self._name_heads)

    def find_short(self, text: str) -> Iterator[str]:
        """The full names of the regions that short names in `text` mean, as far as one alone bears the name."""
        for start, alias in _matches(text, self._alias_heads):
            entries = self._by_alias[alias]
            if len(entries) == 1 and entries[0].is_at(text, start, start + len(alias)):
                yield entries[0].name


def _by_head(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Names by their first two signs, the longest first; a name of one sign is none."""
    heads: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        heads.setdefault(name[:2], []).append(name)
    return {head: tuple(found) for head, found in heads.items() if len(head) == 2}


def _matches(text: str, heads: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, str]]:
    """Where names stand, left to right, the longest at each place."""
    place = 0
    while place < len(text) - 1:
        name = next((name for name in heads.get(text[place : place + 2], ()) if text.startswith(name, place)), "")
        if name:
            yield place, name
        place += len(name) or 1


@cache
def national_atlas() -> Atlas:
    """The regions of the country, from the gazetteer that ships."""
    return Atlas(entry for entry in load_gazetteer() if entry.file == SOURCE)


def iter_regions(text: str, atlas: Atlas) -> list[str]:
    """The regions that `text` names, in order and with repeats: 「北京市密云区」 gives both. Known names come first."""
    found = list(atlas.find(text))
    taken = {place for start, name in found for place in range(start, start + len(name))}
    for match in NAME.finditer(text):
        name = match["name"]
        if len(name) >= 3 and not NO_REGION.fullmatch(name) and taken.isdisjoint(range(*match.span("name"))):
            found.append((match.start("name"), name))
    return [name for _, name in sorted(found)]


def home_region(named: Sequence[str], text: str, atlas: Atlas) -> tuple[str, str]:
    """The region that a document is about and the one above it; '' where the document is no region's own.

    The first of `named` (title, issuer, file name) that names a region decides, else the first that names one by its
    short name while the text spells it out (合肥高新区), else the most frequent one of a text that says 我市 or 全市.
    """
    counts = Counter(iter_regions(text, atlas))
    for part in named:
        if order := iter_regions(part, atlas):
            region = min(order, key=lambda name: PREFERRED.index(atlas.level(name)))
            return region, _upper(region, [*order, *counts], "\n".join([*named, text]), atlas)
    said = [name for part in named for name in atlas.find_short(part) if counts[name]]
    said = said or _spoken_for(text, counts, atlas)
    if not said:
        return "", ""
    region = min(said, key=lambda name: PREFERRED.index(atlas.level(name)))
    return region, _upper(region, list(counts), text, atlas)


def _spoken_for(text: str, counts: Mapping[str, int], atlas: Atlas) -> list[str]:
    """The region that 我市 or 全县 means: the most frequent one of that suffix, one that is not known only if named twice."""
    meant = {match["ours"] or match["whole"] or match["named"] for match in OWN.finditer(text)}
    fitting = [name for name in counts if name[-1] in meant and (atlas.is_known(name) or counts[name] > 1)]
    return [max(fitting, key=lambda name: (counts[name], name))] if fitting else []


def _upper(region: str, others: Sequence[str], text: str, atlas: Atlas) -> str:
    """The city over a district, the province over a city: the known one, else the one printed right before it, else the most frequent."""
    if known := atlas.above(region):
        times = {name: text.count(name[:-1]) for name in known}  # 南京 or 南京市
        return known[0] if len(known) == 1 else max(known, key=times.__getitem__) if any(times.values()) else ""
    level = atlas.level(region)
    if level in {"省", ""} or region in MUNICIPALITIES:
        return ""
    above = {"市": "省", "区县": "市", "乡镇": "区县"}[level]
    levels = ("省", above) if region.endswith("新区") else (above,)  # a new area lies in a province or a city
    over = [name for name in others if atlas.level(name) in levels and name != region]
    beside = next((name for name in over if f"{name}{region}" in text), "")
    if beside or over:
        return beside or max(over, key=text.count)
    return next((city for city in MUNICIPALITIES if level == "区县" and city in text), "")
