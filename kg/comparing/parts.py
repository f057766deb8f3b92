"""The parts that plans are made of, told by headings that name nothing else: 发展基础, 指导思想, 保障措施."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from kg.comparing.aligning import Scores
from kg.errors import OntologyError
from kg.ontology import load_ontology

FILE = "plan_parts"


@dataclass(frozen=True)
class Parts:
    """The table of ontology/vocabularies/plan_parts.yaml; a part is told by its key there."""

    words: Mapping[str, str]  # the part of each
    over: Mapping[str, frozenset[str]]
    between: re.Pattern[str]
    other: str

    def named(self, heading: str) -> frozenset[str]:
        """The parts that a heading without its number names; none where it names anything else."""
        if heading in self.over:
            return self.over[heading]
        found = [word for word in self.words if word in heading]
        for word in sorted(found, key=len, reverse=True):
            heading = heading.replace(word, "")
        return frozenset() if self.between.sub("", heading) else frozenset(self.words[word] for word in found)

    def around(self, headings: Sequence[str]) -> frozenset[str]:
        """The parts that a section belongs to, by the nearest heading that names one, from its own up."""
        named = (self.named(heading) for heading in reversed(headings))
        return next((parts for parts in named if parts), frozenset({self.other}))


def shares(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> Scores:
    """Which share of the parts of either each has in common with each."""
    every = sorted({part for one in (*left, *right) for part in one})
    first, second = (np.array([[part in one for part in every] for one in side], float) for side in (left, right))
    both = first @ second.T
    return np.asarray(both / np.maximum(first.sum(axis=1)[:, None] + second.sum(axis=1) - both, 1))


@lru_cache(maxsize=1)
def load_parts() -> Parts:
    """The table; an OntologyError where it cannot be read."""
    node: Mapping[str, Any] = load_ontology().vocabulary(FILE)
    try:
        return Parts(
            {str(word): str(part) for part, words in node["parts"].items() for word in words},
            {str(heading): frozenset(parts) for heading, parts in node["over"].items()},
            re.compile("|".join(map(re.escape, node["between"]))),
            str(node["other"]),
        )
    except (KeyError, TypeError, AttributeError) as err:
        raise OntologyError(f"ontology/vocabularies/{FILE}.yaml：缺少或写错了 {err}；请对照文件中的说明") from err
