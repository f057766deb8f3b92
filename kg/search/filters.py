"""What a search is limited to; applied before ranking, so that a filtered search still returns k passages."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from kg.errors import QueryError
from kg.index.dimensions import Dimension, Mask
from kg.index.store import Index

LISTED = 12  # values named to somebody who asked for one that does not exist


@dataclass(frozen=True)
class SearchFilters:
    """Values by dimension of the index, any of a dimension's will do; empty ones limit nothing, the filled must all hold."""

    documents: tuple[str, ...] = ()  # id, file name or title
    kinds: tuple[str, ...] = ()  # of document
    levels: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()  # 2026-2030
    sections: tuple[str, ...] = ()  # part of the heading path; a whole top heading is that alone
    entities: tuple[str, ...] = ()  # id or any name
    types: tuple[str, ...] = ()  # of the entities mentioned
    passages: tuple[str, ...] = ()  # text | table_row | task

    def chosen(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The dimensions that limit anything, with the values admitted."""
        for field in fields(self):
            values = getattr(self, field.name)
            if values:
                yield DIMENSIONS[field.name], values

    def masks(self, index: Index) -> dict[str, Mask]:
        """Of each dimension that limits anything the rows it admits."""
        count = len(index.entries)
        return {name: index.dimensions[name].holding(values, count) for name, values in self.chosen()}

    def rows(self, index: Index) -> NDArray[np.int64]:
        """The rows that may be found, in order."""
        keep = np.ones(len(index.entries), bool)
        for mask in self.masks(index).values():
            keep &= mask
        return np.flatnonzero(keep)

    def check(self, index: Index) -> None:
        """A QueryError for a value that nothing in the index has: no such document is not the same as nothing found."""
        for name, values in self.chosen():
            for value in values:
                if not index.dimensions[name].find(value):
                    raise QueryError(_unknown(name, value, index.dimensions[name]))


DIMENSIONS = {
    "documents": "document",
    "kinds": "kind",
    "levels": "level",
    "regions": "region",
    "periods": "period",
    "sections": "section",
    "entities": "entity",
    "types": "type",
    "passages": "passage",
}
# How a reader calls each dimension.
LABELS = {
    "document": "文件",
    "kind": "文件种类",
    "level": "层级",
    "region": "地区",
    "period": "规划期",
    "section": "章节",
    "entity": "实体",
    "type": "实体类型",
    "passage": "段落类别",
}


def _unknown(name: str, value: str, dimension: Dimension) -> str:
    known = [one for one in dict.fromkeys(dimension.shown) if one]
    near = get_close_matches(value, known, LISTED, cutoff=0.4) if len(known) > LISTED else known
    listed = near or known[:LISTED]
    more = "等" if len(listed) < len(known) else ""
    return f"{LABELS[name]}“{value}”：库中没有；可以是 {'、'.join(listed) or '（没有可选的值）'}{more}"
