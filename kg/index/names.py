"""Which rows mention the thing that a name means: what the graph adds to words and meaning, kept beside them."""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.records import Document
from kg.text.normalize import fold

LONGEST_NAME = 60
UNTELLING = frozenset({"Region", "Indicator"})  # named in most passages, or found by its words as well
Scores = NDArray[np.float32]


class Thing(NamedTuple):
    """Something that passages mention, by whatever name."""

    id: str  # canonical
    names: Sequence[str]  # its own first
    type: str
    rows: Sequence[int]


@dataclass(frozen=True)
class NamedRows:
    """Folded name → the rows that mention its thing by any of its names; and the things."""

    rows: Mapping[str, Sequence[int]]
    things: Sequence[Thing] = ()

    @classmethod
    def build(
        cls,
        documents: Iterable[Document],
        names: Mapping[str, Sequence[str]],
        canonical: Mapping[str, str] | None = None,
    ) -> "NamedRows":
        """From documents in the order of the rows.

        `names`: entity id → its thing's names in all documents; `canonical`: entity id → its thing's id.
        """
        found: dict[str, set[int]] = defaultdict(set)
        things: dict[tuple[str, tuple[str, ...], str], set[int]] = defaultdict(set)
        first = 0
        for document in documents:
            spans = [(chunk.start, chunk.end) for chunk in document.chunks]
            for mention in document.extraction.mentions:
                if mention.type in UNTELLING:
                    continue
                holding = [first + i for i, (a, b) in enumerate(spans) if a <= mention.start and mention.end <= b]
                known = names.get(mention.entity_id) or (mention.name or mention.text,)
                for name in known:
                    found[fold(name)].update(holding)
                thing = (canonical or {}).get(mention.entity_id, mention.entity_id)
                things[thing, tuple(known), mention.type].update(holding)
            first += len(spans)
        return cls(
            {name: sorted(rows) for name, rows in found.items() if len(name) > 1 and rows},
            [Thing(*key, sorted(rows)) for key, rows in sorted(things.items()) if rows],
        )

    def scores(self, query: str, count: int) -> Scores:
        """For every row the summed rarity of the query's names whose thing it mentions."""
        total = np.zeros(count, np.float32)
        for name in self.named_in(query):
            rows = np.array(self.rows[name], np.int64)
            total[rows] += math.log(1 + count / len(rows))
        return total

    def named_in(self, query: str) -> tuple[str, ...]:
        """The folded names of things that a query names, each once."""
        return tuple(dict.fromkeys(self._names_in(fold(query))))

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
        told = {"rows": self.rows, "things": self.things}
        path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "NamedRows":
        """The names that `write` wrote."""
        told = json.loads(path.read_text(encoding="utf-8"))
        return cls(told["rows"], [Thing(*row) for row in told["things"]])
