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
}
KEYS = ("park", "industry", "enterprise", "platform")  # what a table's rows may be about
LEADERS = re.compile(r"龙头|链主|领军|头部")
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
    ("enterprise", "park"): Told("LOCATED_IN", forward=True),
    ("enterprise", "place"): Told("LOCATED_IN", forward=True),
    ("platform", "builder"): Told("BUILDS", forward=False),
    ("platform", "park"): Told("LOCATED_IN", forward=True),
    ("platform", "place"): Told("LOCATED_IN", forward=True),
}


class ThingTables:
    """Reads tables whose first column names parks, industries, firms or platforms."""

    def __init__(self, linker: Linker) -> None:
        self._linker = linker

    def applies(self, columns: Columns) -> bool:
        """Whether the first column that means anything is of such things, and another tells something of them."""
        key = self._key(columns)
        return key is not None and any((columns.roles[key], role) in TELLS for role in columns.roles)

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
            others = self._builders(row[column], facts) if role == "builder" else self._named(row[column], role, facts)
            for other in others:
                for one in thing[1]:
                    subject, target = (one, other) if told.forward else (other, one)
                    facts.relate(told.relation, subject, target, quote, **more)

    def _builders(self, cell: Cell, facts: Facts) -> list[str]:
        """The firms, institutions and bodies that a cell of builders names."""
        found = []
        for start, end, text in self._linker.organisations(cell.text):
            builder = facts.add_entity(self._linker.organisation(text))
            self._linker.mention(cell.start + start, cell.start + end, text, builder)
            found.append(builder.id)
        return found

    def _key(self, columns: Columns) -> int | None:
        """The first column but for numbers, where it is of such things."""
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
            if own is None and NAME.fullmatch(text) and not NUMERIC.match(text):
                entity = facts.add_entity(self._linker.entity(kind, text))
                self._linker.mention(start, start + len(text), text, entity)
                listed.append(entity.id)
            elif own:
                listed.append(own.entity_id)
        return list(dict.fromkeys(listed))


def _items(cell: Cell) -> list[tuple[int, str]]:
    """The members of a cell's list with their places in the document."""
    items, place = [], 0
    for part in SPLIT.split(cell.text):
        text = TAIL.sub("", part.strip())
        items.append((cell.start + place + len(part) - len(part.lstrip()), text))
        place += len(part) + 1
    return [(start, text) for start, text in items if text]
