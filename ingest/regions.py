"""Administrative regions named in text, by a list of known names or by their suffix."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
SUFFIX = r"(?:特别行政区|地区|新区|省|市|区|县|旗|镇|乡)"
# A name of a region begins where a line, another region or one of these words ends.
LEAD = "关于|印发|支持|推进|推动|促进|加强|深化|建设|服务|带动|落实|依托|围绕|位于|来自|其中|以及"
BOUNDARY = rf"(?:^|(?<=[^\u4e00-\u9fff])|(?<=[省市州县区])|(?<=[是将把从由使让向在与和及对以为到于的])|{'|'.join(f'(?<={word})' for word in LEAD.split('|'))})"
NOT_FIRST = rf"(?!{LEAD}|[是将把从由使让向在与和及对以为到于的全各本该我])"
NAME = re.compile(
    rf"{BOUNDARY}{NOT_FIRST}(?P<name>[\u4e00-\u9fff]{{2,10}}?自治[区州县旗]|[\u4e00-\u9fff]{{1,6}}?{SUFFIX})",
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

PREFERRED = ("区县", "市", "省", "乡镇")  # 北京市密云区 is about the district; a town is named only in passing


def region_level(name: str) -> str:
    """省 | 市 | 区县 | 乡镇, from the name alone; a municipality such as 北京市 counts as 市."""
    for suffix, level in LEVELS:
        if name.endswith(suffix):
            return level
    return "乡镇" if name.endswith(("镇", "乡", "街道")) else "区县" if name else ""


def iter_regions(text: str, known: frozenset[str] = frozenset()) -> list[str]:
    """The regions that `text` names, in order and with repeats: 「北京市密云区」 gives both. Known names come first."""
    found = list(_known(text, known)) if known else []
    taken = {place for start, name in found for place in range(start, start + len(name))}
    for match in NAME.finditer(text):
        name = match["name"]
        if len(name) >= 3 and not NO_REGION.fullmatch(name) and taken.isdisjoint(range(*match.span("name"))):
            found.append((match.start("name"), name))
    return [name for _, name in sorted(found)]


def _known(text: str, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Where known names stand, the longest at each place."""
    longest = max(map(len, known))
    place = 0
    while place < len(text):
        ends = range(min(place + longest, len(text)), place + 1, -1)
        name = next((text[place:end] for end in ends if text[place:end] in known), "")
        if name:
            yield place, name
        place += len(name) or 1


def home_region(named: Sequence[str], text: str, known: frozenset[str] = frozenset()) -> tuple[str, str]:
    """The region that a document is about and the one above it.

    The first of `named` (title, issuer, file name) that names a region decides; else the most frequent one in `text`.
    """
    counts = Counter(iter_regions(text, known))
    for part in named:
        if order := iter_regions(part, known):
            region = min(order, key=lambda name: PREFERRED.index(region_level(name)))
            return region, _upper(region, [*order, *counts], text)
    if not counts:
        return "", ""
    region = max(counts, key=lambda name: (counts[name], name))
    return region, _upper(region, list(counts), text)


def _upper(region: str, others: list[str], text: str) -> str:
    """The city over a district, the province over a city: the one printed right before it, else the most frequent."""
    level = region_level(region)
    if level in {"省", ""} or region in MUNICIPALITIES:
        return ""
    above = {"市": "省", "区县": "市", "乡镇": "区县"}[level]
    over = [name for name in others if region_level(name) == above and name != region]
    beside = next((name for name in over if f"{name}{region}" in text), "")
    if beside or over:
        return beside or max(over, key=text.count)
    return next((city for city in MUNICIPALITIES if level == "区县" and city in text), "")
