"""What a proposed query may name: labels and relations of the ontology, properties that our own stores write."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.graph.writing import MENTIONS, NODE_QUERIES
from kg.ontology import STRUCTURE, load_ontology
from kg.queries import load_queries

WRITTEN = re.compile(r"\b[nr]\.(\w+) = ")
STRUCTURE_QUERIES = {"Document": "write_document", "Chunk": "write_chunk"}
IN_DOCUMENT = "IN_DOCUMENT"


@dataclass(frozen=True)
class Known:
    """Label → its properties, relation type → its properties."""

    labels: Mapping[str, tuple[str, ...]]
    relations: Mapping[str, tuple[str, ...]]

    @property
    def properties(self) -> frozenset[str]:
        """All properties there are."""
        return frozenset(name for names in (*self.labels.values(), *self.relations.values()) for name in names)


@lru_cache(maxsize=1)
def load_known() -> Known:
    """The names of ontology/ and of queries/write/, read once."""
    ontology = load_ontology()
    queries = {**NODE_QUERIES, **STRUCTURE_QUERIES}
    labels = {label: ("id", *_written(queries.get(label, "write_entity"))) for label in (*STRUCTURE, *ontology.classes)}
    own = {MENTIONS: _written("write_mention"), IN_DOCUMENT: ()}
    facts = _written("write_fact")
    return Known(labels, {name: own.get(name, facts) for name in ontology.relations})


def _written(query: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(WRITTEN.findall(load_queries()[query].text)))
