"""Tables of parks, industries, firms and platforms: what stands in a row with a name says where it is and what it does."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.extract.cells import NUMERIC, is_empty, is_heading_row
from kg.extract.columns import Columns, rows_of
from kg.extract.context import Facts, ids
from kg.extract.linking import Linker
from kg.records import Cell, Section, Table, Value

EXTRACTOR = "table"
KINDS = {
    "park": "Park",
    "industry": "Industry",
    "sector": "Industry",
    "enterprise": "Enterprise",
    "platform": "Platform",
    "trade": "Industry",
    "honour": "Title",
}
KEYS = ("park", "industry", "enterprise", "platform")  # what a table's rows may be about
LEADERS = re.compile(r"龙头|链主|领军|头部")
FIRMS = re.compile(
    r"(?:重点|骨干|规上|入驻|上市|获评|获奖|主要|代表)?(?:企业|公司|单位)(?:名称|全称|名录|名单)?"
)  # a firm a row
PARKS = re.compile(r"园区?|开发区|集聚区|基地")  # what a header says of a place
STRIVEN = re.compile(r"申报|创建|培育|拟|争创|计划")
SHORTEST_HONOUR = 4
SPLIT = re.compile(r"[、，,；;\n]")
TAIL = re.compile(r"(?:等(?:产业|领域|企业|行业)?)?[。.]?$")
NAME = re.compile(r"[一-龥A-Za-z0-9（）()+·“”\"-]{2,24}")


class Told(NamedTuple):
    """What a column says of the thing that a row is about: the relation, and whether the thing is its subject."""

    relation: str
    forward: bool


# (role of the row's thing, role of the other column) → the fact
TELLS: Mapping[tuple[str, str], Told] = {
    ("park", "industry"): Told("FOCUSES_ON", forward=True),
    ("park", "sector"): Told("FOCUSES_ON", forward=True),
    ("park", "enterprise"): Told("LOCATED_IN", forward=False),
    ("park", "region"): Told("LOCATED_IN", forward=True),
    ("park", "place"): Told("LOCATED_IN", forward=True),
    ("industry", "sector"): Told("SUB_INDUSTRY", forward=False),
    ("industry", "enterprise"): Told("IN_INDUSTRY", forward=False),
    ("industry", "park"): Told("FOCUSES_ON", forward=False),
    ("industry", "region"): Told("FOCUSES_ON", forward=False),
    ("enterprise", "industry"): Told("IN_INDUSTRY", forward=True),
    ("enterprise", "sector"): Told("IN_INDUSTRY", forward=True),
    ("enterprise", "trade"): Told("IN_INDUSTRY", forward=True),
    ("enterprise", "park"): Told("LOCATED_IN", forward=True),
    ("enterprise", "place"): Told("LOCATED_IN", forward=True),
    ("park", "honour"): Told("HOLDS_TITLE", forward=True),
    ("enterprise", "honour"): Told("HOLDS_TITLE", forward=True),
    ("platform", "honour"): Told("HOLDS_TITLE", forward=True),
    ("platform", "builder"): Told("BUILDS", forward=False),
    ("platform", "park"): Told("LOCATED_IN", forward=True),
    ("platform", "place"): Told("LOCATED_IN", forward=True),
}


class ThingTables:
    """Reads tables whose first column names parks, industries, firms or platforms, or of which a column names a firm a row."""

    def __init__(self, linker: Linker) -> None:
        self._linker = linker

    def applies(self, columns: Columns) -> bool:
        """Whether a column is of such things, and another tells something of them."""
        key = self._key(columns)
        return key is not None and _tells(columns, key)

    def read(self, table: Table, section: Section, columns: Columns, facts: Facts) -> None:
        """The facts of every row, each with the row as its evidence."""
        key = self._key(columns)
        if key is None:
            return
        for index, row in enumerate(rows_of(table)):
            cell = row[key]
            if is_heading_row(table, columns, index, key) or is_empty(cell.text):
                continue
            things = self._named(cell, columns.roles[key], facts)
            if things:
                self._row((columns.roles[key], things), row, columns, section, facts)

    def _row(
        self, thing: tuple[str, list[str]], row: Sequence[Cell], columns: Columns, section: Section, facts: Facts
    ) -> None:
        quote = facts.quote(min(c.start for c in row if c.text), max(c.end for c in row), section, EXTRACTOR)
        for column, role in enumerate(columns.roles):
            told = TELLS.get((thing[0], role))
            if told is None or is_empty(row[column].text):
                continue
            leads = told.relation == "IN_INDUSTRY" and LEADERS.search(columns.names[column])
            more: dict[str, Value] = {"role": "龙头"} if leads else {}
            if told.relation == "HOLDS_TITLE":
                more = {"status": "申报中" if STRIVEN.search(columns.names[column]) else "已获得"}
            others = self._others(row[column], role, columns.names[column], facts)
            for other in others:
                for one in thing[1]:
                    subject, target = (one, other) if told.forward else (other, one)
                    facts.relate(told.relation, subject, target, quote, **more)

    def _others(self, cell: Cell, role: str, header: str, facts: Facts) -> list[str]:
        """What a cell names beside the row's thing; a place under a header of parks is one, though not known by its name."""
        if role == "builder":
            return self._builders(cell, facts)
        found = self._named(cell, role, facts)
        text = cell.text.strip()
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

    def _key(self, columns: Columns) -> int | None:
        """The column of a firm a row, else the first column but for numbers, where it is of such things."""
        firms = [i for i in columns.find("enterprise") if FIRMS.fullmatch(columns.names[i]) and _tells(columns, i)]
        first_key = next((role for role in columns.roles if role in KEYS), "")
        if (
            firms
            and first_key in ("enterprise", "industry")
            and not (first_key == "industry" and columns.find("sector"))
        ):
            return firms[0]
        first = next((i for i, role in enumerate(columns.roles) if role != "number"), None)
        return first if first is not None and columns.roles[first] in KEYS else None

    def _named(self, cell: Cell, role: str, facts: Facts) -> list[str]:
        """The things that a cell lists; where only known names count, those."""
        kind = KINDS.get(role)
        found = self._linker.mentions_in(cell.start, cell.end)
        if kind is None:
            return ids([m for m in found if m.type in ("Park", "Region")][:1])
        listed = []
        for start, text in _items(cell):
            own = next((m for m in found if m.type == kind and m.start >= start and m.end <= start + len(text)), None)
            if own is None and role == "honour" and len(text) < SHORTEST_HONOUR:
                continue
            if own is None and NAME.fullmatch(text) and not NUMERIC.match(text):
                entity = facts.add_entity(self._linker.entity(kind, text))
                self._linker.mention(start, start + len(text), text, entity)
                listed.append(entity.id)
            elif own:
                listed.append(own.entity_id)
        return list(dict.fromkeys(listed))


def _tells(columns: Columns, key: int) -> bool:
    """Whether another column tells something of the things of this one."""
    return any((columns.roles[key], role) in TELLS for role in columns.roles)


def _items(cell: Cell) -> list[tuple[int, str]]:
    """The members of a cell's list with their places in the document."""
    items, place = [], 0
    for part in SPLIT.split(cell.text):
        text = TAIL.sub("", part.strip())
        items.append((cell.start + place + len(part) - len(part.lstrip()), text))
        place += len(part) + 1
    return [(start, text) for start, text in items if text]
