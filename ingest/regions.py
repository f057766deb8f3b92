"""Administrative regions named in text, by a list of known names or by their suffix."""

import re
from collections import Counter

MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
SUFFIX = r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|省|市|区|县|旗|镇|乡)"
# A name of a region begins where a line, another region or one of these words ends.
BOUNDARY = r"(?:^|(?<=[^\u4e00-\u9fff])|(?<=[省市州县区])|(?<=关于)|(?<=印发)|(?<=支持)|(?<=推进)|(?<=推动)|(?<=促进)|(?<=[是将把从由使让向在与和及对以为到于的]))"
NAME = re.compile(
    rf"{BOUNDARY}(?![是将把从由使让向在与和及对以为到于的全各本该我])(?P<name>[\u4e00-\u9fff]{{1,6}}?{SUFFIX})"
)
NO_REGION = re.compile(
    r"(?:城|都|超|夜|菜|开发|园|示范|功能|高新|城|郊|老|片|社|灾|矿|库|景|校|街|产业|保税|合作|试验|涵养|承载|先行|集聚|聚集|自贸|港|山|林|牧|商务|"
    r"服务|生产|生活|核心|试点|一|各|全|本|该|我|两|三|四|五|六|多|跨|外|市辖|辖|主城|中心城|新城|海|湾|特|禁|限|分|专|引领|重|度假|风景|保护|控制|组团|实验|创新|科技)(?:区|市|县|镇|乡|新区)$"
)
LEVELS = (
    ("省", "省"),
    ("自治区", "省"),
    ("特别行政区", "省"),
    ("州", "市"),
    ("地区", "市"),
    ("市", "市"),
    ("新区", "区县"),
)


def region_level(name: str) -> str:
    """国家 | 省 | 市 | 区县 | 乡镇, from the name alone; a municipality such as 北京市 counts as 市."""
    for suffix, level in LEVELS:
        if name.endswith(suffix):
            return level
    return "乡镇" if name.endswith(("镇", "乡", "街道")) else "区县" if name else ""


def iter_regions(text: str, known: frozenset[str] = frozenset()) -> list[str]:
    """The regions that `text` names, in order and with repeats: 「北京市密云区」 gives both."""
    if known:
        longest = max(map(len, known))
        return list(_known(text, known, longest))
    found = []
    for match in NAME.finditer(text):
        name = match["name"]
        if len(name) >= 3 and not NO_REGION.search(name):
            found.append(name)
    return found


def _known(text: str, known: frozenset[str], longest: int) -> list[str]:
    found: list[str] = []
    place = 0
    while place < len(text):
        name = next(
            (text[place : place + size] for size in range(longest, 1, -1) if text[place : place + size] in known), ""
        )
        if name:
            found.append(name)
        place += len(name) or 1
    return found


def home_region(named: str, text: str, known: frozenset[str] = frozenset()) -> tuple[str, str]:
    """The region that a document is about and the one above it: from what its title and issuer name, else the most frequent."""
    order = [name for name in iter_regions(named, known) if region_level(name) != "乡镇"] or iter_regions(named, known)
    counts = Counter(iter_regions(text, known))
    if order:
        lowest = min(range(len(order)), key=lambda index: (_depth(order[index]), index))
        region = order[lowest]
    elif counts:
        region = max(counts, key=lambda name: (counts[name], len(name)))
    else:
        return "", ""
    return region, _upper(region, [*order, *counts], text)


def _depth(name: str) -> int:
    return -["国家", "省", "市", "区县", "乡镇"].index(region_level(name)) if region_level(name) != "乡镇" else 1


def _upper(region: str, others: list[str], text: str) -> str:
    """The city over a district, the province over a city: the one printed right before it, else the first one named."""
    level = region_level(region)
    if level in {"省", ""} or region in MUNICIPALITIES:
        return ""
    above = {"市": {"省"}, "区县": {"市"}, "乡镇": {"区县"}}[level]
    for name in others:
        if region_level(name) in above and name != region and f"{name}{region}" in text:
            return name
    cities = Counter(name for name in others if region_level(name) in above and name != region)
    if level == "区县" and not cities:
        return next((city for city in MUNICIPALITIES if city in text), "")
    return max(cities, key=lambda name: text.count(name)) if cities else ""
