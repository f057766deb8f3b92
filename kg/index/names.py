"""Which rows mention the thing that a name means: what the graph adds to words and meaning, kept beside them."""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.records import Document
from kg.text.normalize import fold

LONGEST_NAME = 60
UNTELLING = frozenset({"Region", "Indicator"})  # named in most passages, or found by its words as well
Scores = NDArray[np.float32]


@dataclass(frozen=True)
class NamedRows:
    """Folded name → the rows that mention its thing by any of its names."""

    rows: Mapping[str, Sequence[int]]

    @classmethod
    def build(cls, documents: Iterable[Document], names: Mapping[str, Sequence[str]]) -> "NamedRows":
        """From documents in the order of the rows; `names`: entity id → its thing's names in all documents."""
        found: dict[str, set[int]] = defaultdict(set)
        first = 0
        for document in documents:
            spans = [(chunk.start, chunk.end) for chunk in document.chunks]
            for mention in document.extraction.mentions:
                if mention.type in UNTELLING:
                    continue
                holding = [first + i for i, (a, b) in enumerate(spans) if a <= mention.start and mention.end <= b]
                for name in names.get(mention.entity_id) or (mention.name or mention.text,):
                    found[fold(name)].update(holding)
            first += len(spans)
        return cls({name: sorted(rows) for name, rows in found.items() if len(name) > 1 and rows})

    def scores(self, query: str, count: int) -> Scores:
        """For every row the summed rarity of the query's names whose thing it mentions."""
        total = np.zeros(count, np.float32)
        for name in dict.fromkeys(self._names_in(fold(query))):
            rows = np.array(self.rows[name], np.int64)
            total[rows] += math.log(1 + count / len(rows))
        return total

    def _names_in(self, folded: str) -> Iterator[str]:
        """The longest names from left to right, none inside another."""
        place = 0
        while place < len(folded):
            ends = range(min(len(folded), place + LONGEST_NAME), place + 1, -1)
            end = next((end for end in ends if folded[place:end] in self.rows), 0)
            if end:
                yield folded[place:end]
            place = end or place + 1

    def write(self, path: Path) -> None:
        """Writes the names as JSON."""
        path.write_text(json.dumps(self.rows, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "NamedRows":
        """The names that `write` wrote."""
        return cls(json.loads(path.read_text(encoding="utf-8")))
