"""Tables of parks, industries, firms and platforms: what stands in a row with a name says where it is and what it does."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.extract.cluster_names import SAID, cluster_trade
from kg.extract.context import Facts, ids
from kg.extract.linking import Linker
from kg.extract.tables.cells import NUMERIC, is_empty, is_heading_row, text_of
from kg.extract.tables.columns import DIVISION, THINGS, Columns, named_apart, rows_of
from kg.records import Cell, Evidence, Section, Table, Value

EXTRACTOR = "table"
KINDS = {
    "park": "Park",
    "industry": "Industry",
    "sector": "Industry",
    "enterprise": "Enterprise",
    "platform": "Platform",
    "trade": "Industry",
    "cluster": "Cluster",
    "region": "Region",
    "honour": "Title",
}
LEVELLED = ("Park", "Platform")  # whose rank a column tells
LEVELS = {"区级": "区县级", "县级": "区县级", "自治区级": "省级", "州级": "市级", "镇级": "乡镇级"}
LEVEL = re.compile(r"(?:国家|省|市|区县|乡镇)级")
LEADERS = re.compile(r"龙头|链主|领军|头部")
# A firm a row.
FIRMS = re.compile(r"(?:重点|骨干|规上|入驻|上市|获评|获奖|主要|代表)?(?:企业|公司|单位)(?:名称|全称|名录|名单)?")
PARKS = re.compile(r"园区?|开发区|集聚区|基地")  # what a header says of a place
LAYOUT = re.compile(r"板块|片区|组团|布局|功能区|区块|空间")  # what a header calls the parts of a layout
AREA = re.compile(r"[一-龥A-Za-z]{3,14}(?:[带轴核极翼圈区园城谷港]|走廊|廊道|板块|片区|组团)")
STRIVEN = re.compile(r"申报|创建|培育|拟|争创|计划")
SHORTEST_HONOUR = 4
DIVISIONS = ("省", "市", "区", "县", "旗", "州", "盟", "镇", "乡", "街道", "苏木")
AHEAD = (
    "",
    "number",
    "group",
    "level",
    "trade",
    "place",
    "short",
)  # what may stand before the column that the rows are about
JOINED = re.compile(r"[及与和]")
SPLIT = re.compile(r"[、，,；;\n]")
TAIL = re.compile(r"(?:等(?:产业|领域|企业|行业)?)?[。.]?$")
NAME = re.compile(r"[一-龥A-Za-z0-9（）()+·“”\"-]{2,24}")


class Told(NamedTuple):
    """What a column says of the thing that a row is about: the relation, and whether the thing is its subject."""

    relation: str
    forward: bool


# (role of the row's thing, role of the other column) → the fact
TRADES = ("industry", "sector", "trade")
TELLS: Mapping[tuple[str, str], Told] = {
    **{(place, trade): Told("FOCUSES_ON", forward=True) for place in ("park", "region") for trade in TRADES},
    **{("enterprise", trade): Told("IN_INDUSTRY", forward=True) for trade in TRADES},
    **{("cluster", trade): Told("IN_INDUSTRY", forward=True) for trade in TRADES},
    **{(thing, "honour"): Told("HOLDS_TITLE", forward=True) for thing in ("park", "enterprise", "platform", "cluster")},
    **{
        (thing, where): Told("LOCATED_IN", forward=True)
        for thing in ("park", "enterprise", "platform")
        for where in ("region", "place")
    },
    **{("platform", maker): Told("BUILDS", forward=False) for maker in ("builder", "operator")},
    ("park", "operator"): Told("OPERATES", forward=False),
    **{
        (place, thing): Told("LOCATED_IN", forward=False)
        for place in ("park", "region")
        for thing in ("enterprise", "platform")
    },
    ("region", "park"): Told("LOCATED_IN", forward=False),
    ("enterprise", "park"): Told("LOCATED_IN", forward=True),
    ("platform", "park"): Told("LOCATED_IN", forward=True),
    ("enterprise", "platform"): Told("BUILDS", forward=True),
    ("industry", "sector"): Told("SUB_INDUSTRY", forward=False),
    ("industry", "industry"): Told("SUB_INDUSTRY", forward=False),
    ("industry", "enterprise"): Told("IN_INDUSTRY", forward=False),
    ("industry", "park"): Told("FOCUSES_ON", forward=False),
    ("industry", "region"): Told("FOCUSES_ON", forward=False),
}
# What the header of a column of builders says of them.
MAKERS = (
    (re.compile("运营|运维|平台公司"), "运营单位"),
    (re.compile("管理"), "管理单位"),
    (re.compile("依托"), "依托单位"),
    (re.compile("共建"), "共建单位"),
)


class ThingTables:
    """Reads tables whose rows are parks, regions, industries, clusters, firms or platforms."""

    def __init__(self, linker: Linker) -> None:
        self._linker = linker

    def applies(self, table: Table, columns: Columns) -> bool:
        """Whether a column is of such things, and another tells something of them."""
        key = _key(table, columns)
        return key is not None and (_tells(columns, key) or bool(columns.find("level")))

    def lists(self, table: Table, columns: Columns) -> bool:
        """Whether its rows are about such things, though all that it tells of them be figures."""
        return _key(table, columns) is not None

    def read(self, table: Table, section: Section, columns: Columns, facts: Facts) -> None:
        """The facts of every row, each with the row as its evidence."""
        key = _key(table, columns)
        if key is None:
            return
        for index, row in enumerate(rows_of(table)):
            cell = row[key]
            if is_heading_row(table, columns, index, key) or is_empty(cell.text):
                continue
            quote = facts.quote(min(c.start for c in row if c.text), max(c.end for c in row), section, EXTRACTOR)
            others = replace(columns, roles=(*columns.roles[:key], "", *columns.roles[key + 1 :]))
            for role, things in self._things(cell, columns.roles[key], quote, facts):
                self._row((role, things), row, others, quote, facts, columns.names[key])
            self._others_of_the_row(row, key, columns, quote, facts)
            if columns.roles[key] == "park":
                self._laid_out(row, key, columns, quote, facts)

    def _others_of_the_row(
        self, row: Sequence[Cell], key: int, columns: Columns, quote: Evidence, facts: Facts
    ) -> None:
        """链主企业｜骨干企业: the firms of further columns are of the row's trade and place as its first firms are."""
        for column in columns.find("enterprise") if columns.roles[key] == "enterprise" else ():
            if column == key or is_empty(row[column].text):
                continue
            firms = self._named(row[column], "enterprise", facts)
            roles = tuple("" if role == "enterprise" else role for role in columns.roles)
            self._row(("enterprise", firms), row, replace(columns, roles=roles), quote, facts, columns.names[column])

    def _laid_out(self, row: Sequence[Cell], key: int, columns: Columns, quote: Evidence, facts: Facts) -> None:
        """板块｜园区名称: the belt, core or area of the plan's layout that a park is a part of."""
        for column in columns.find("group"):
            name = "".join(row[column].text.split())
            if column >= key or not LAYOUT.search(columns.names[column]) or not AREA.fullmatch(name):
                continue
            area = facts.add_entity(self._linker.entity("Park", name))
            self._linker.mention(row[column].start, row[column].end, row[column].text, area)
            for park in self._named(row[key], "park", facts):
                facts.relate("PART_OF", park, area.id, quote)

    def _things(self, cell: Cell, role: str, quote: Evidence, facts: Facts) -> list[tuple[str, list[str]]]:
        """What a row is about; a cluster's row is about its trade too."""
        if role != "cluster":
            return [(role, found)] if (found := self._named(cell, role, facts, key=True)) else []
        trade = cluster_trade(cell.text, self._linker.place.region)
        cluster = self._linker.cluster(cell, facts)
        if not trade:
            return [(role, [cluster.id])]
        industry = facts.add_entity(self._linker.entity("Industry", trade))
        facts.relate("IN_INDUSTRY", cluster.id, industry.id, quote)
        return [(role, [cluster.id]), ("industry", [industry.id])]

    def _row(
        self,
        thing: tuple[str, list[str]],
        row: Sequence[Cell],
        columns: Columns,
        quote: Evidence,
        facts: Facts,
        called: str = "",
    ) -> None:
        """What the columns say of a row's things; `called`: the header that says who they are."""
        told: dict[str, list[str]] = {}
        for column, role in enumerate(columns.roles):
            tells = TELLS.get((thing[0], role))
            if tells is None or is_empty(row[column].text):
                continue
            header = called if tells.relation == "IN_INDUSTRY" and tells.forward else columns.names[column]
            others = self._others(row[column], role, columns.names[column], facts)
            if (
                thing[0] == "enterprise" and role == "park" and others[1:]
            ):  # of several parks none is said to be a firm's
                continue
            told.setdefault("Industry" if role in TRADES else role, []).extend(others)
            for other in others:
                for one in thing[1]:
                    subject, target = (one, other) if tells.forward else (other, one)
                    if tells.relation != "IN_INDUSTRY" or facts.entities[subject].type != "Institution":
                        facts.relate(tells.relation, subject, target, quote, **_more(tells.relation, header))
        if len(told.get("Industry", ())) == 1 and thing[0] == "park":  # of several trades none is said to be a firm's
            for column in columns.find("enterprise") if told.get("enterprise") else ():
                firms = self._others(row[column], "enterprise", columns.names[column], facts)
                for firm in (one for one in firms if facts.entities[one].type == "Enterprise"):
                    more = _more("IN_INDUSTRY", columns.names[column])
                    facts.relate("IN_INDUSTRY", firm, told["Industry"][0], quote, **more)
        if (level := text_of(row, columns.first("level"))) and LEVEL.fullmatch(LEVELS.get(level, level)):
            for one in thing[1]:
                if facts.entities[one].type in LEVELLED:
                    facts.entities[one] = replace(facts.entities[one], level=LEVELS.get(level, level))

    def _others(self, cell: Cell, role: str, header: str, facts: Facts) -> list[str]:
        """What a cell names beside the row's thing; a place under a header of parks is one, though not known by its name."""
        if role in ("builder", "operator"):
            return self._builders(cell, facts)
        text = cell.text.strip()
        found = self._named(cell, "region" if role == "place" and DIVISION.fullmatch(text) else role, facts)
        if found or role != "place" or not PARKS.search(header) or not NAME.fullmatch(text):
            return found
        park = facts.add_entity(self._linker.entity("Park", text))
        self._linker.mention(cell.start, cell.end, text, park)
        return [park.id]

    def _builders(self, cell: Cell, facts: Facts) -> list[str]:
        """The firms, institutions and bodies that a cell of builders names."""
        found = []
        for start, end, text in self._linker.organisations(cell.text):
            builder = facts.add_entity(self._linker.organisation(text))
            self._linker.mention(cell.start + start, cell.start + end, text, builder)
            found.append(builder.id)
        return found

    def _named(self, cell: Cell, role: str, facts: Facts, *, key: bool = False) -> list[str]:
        """The things that a cell lists; where only known names count, those. A `key` of two trades (甲及乙) is one name."""
        kind = KINDS.get(role)
        found = self._linker.mentions_in(cell.start, cell.end)
        if kind == "Region" and (places := [m for m in found if m.type in ("Park", "Region")]):
            return ids(places)
        if kind is None:
            return ids([m for m in found if m.type in ("Park", "Region")][:1])
        listed: list[str] = []
        for start, text in _items(cell):
            own = [m for m in found if m.type == kind and m.start >= start and m.end <= start + len(text)]
            joined = key and kind == "Industry" and JOINED.search(text) and not (own and own[0].text == text)
            if kind == "Enterprise":  # 入驻企业（机构）
                own = own or [m for m in found if m.type == "Institution" and (m.start, m.text) == (start, text)]
            if own and not joined:
                listed.extend(one.entity_id for one in own[: None if kind == "Industry" else 1])
                continue
            if kind == "Region" and not text.endswith(DIVISIONS):
                continue
            if (role == "honour" and len(text) < SHORTEST_HONOUR) or (kind == "Industry" and SAID.search(text)):
                continue
            if NAME.fullmatch(text) and not NUMERIC.match(text):
                entity = facts.add_entity(self._linker.entity(kind, text))
                self._linker.mention(start, start + len(text), text, entity)
                listed.append(entity.id)
        return list(dict.fromkeys(listed))


def _more(relation: str, header: str) -> dict[str, Value]:
    """What a column's header says of its facts beside the two ends."""
    if relation == "IN_INDUSTRY" and LEADERS.search(header):
        return {"role": "龙头"}
    if relation == "HOLDS_TITLE":
        return {"status": "申报中" if STRIVEN.search(header) else "已获得"}
    if relation == "FOCUSES_ON" and "主导" in header:
        return {"role": "主导"}
    makes = relation in ("BUILDS", "OPERATES")
    role = next((role for words, role in MAKERS if words.search(header)), "") if makes else ""
    return {"role": role} if role else {}


def _key(table: Table, columns: Columns) -> int | None:
    """The column of what the rows are about: of a firm a row, else the first of things that tells the rows apart."""
    things = columns.find(*THINGS)
    rows = rows_of(table)
    firms = [i for i in columns.find("enterprise") if FIRMS.fullmatch(columns.names[i]) and _tells(columns, i)]
    first = columns.roles[things[0]] if things else ""
    leads = first == "enterprise" or (first == "industry" and not columns.find("sector"))
    if firms and leads and all(len(_items(row[firms[0]])) < 2 for row in rows):
        return firms[0]  # a firm a row
    if not things or any(role not in AHEAD for role in columns.roles[: things[0]]):
        return None
    key = named_apart(columns, rows, things)
    return things[0] if key is None else key


def _tells(columns: Columns, key: int) -> bool:
    """Whether another column tells something of the things of this one."""
    own = ("cluster", "industry") if columns.roles[key] == "cluster" else (columns.roles[key],)
    others = [role for column, role in enumerate(columns.roles) if column != key]
    return any((thing, role) in TELLS for thing in own for role in others)


def _items(cell: Cell) -> list[tuple[int, str]]:
    """The members of a cell's list with their places in the document."""
    items, place = [], 0
    for part in SPLIT.split(cell.text):
        text = TAIL.sub("", part.strip())
        items.append((cell.start + place + len(part) - len(part.lstrip()), text))
        place += len(part) + 1
    return [(start, text) for start, text in items if text]
