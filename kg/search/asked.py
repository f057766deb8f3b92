"""What a question asks for, and which passages hold such a thing: 「由谁」 wants a department, 「多少」 an amount."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import yaml
from numpy.typing import NDArray

from kg.errors import OntologyError
from kg.settings import ROOT

FILE = ROOT / "ontology" / "vocabularies" / "asked_for.yaml"
Scores = NDArray[np.float32]


@dataclass(frozen=True)
class AskedFor:
    """The table of asked_for.yaml."""

    asked: tuple[tuple[re.Pattern[str], frozenset[str]], ...]  # cues → entity types and shapes
    shapes: Mapping[str, re.Pattern[str]]

    def of(self, query: str) -> tuple[frozenset[str], ...]:
        """What the query asks for; each is a choice of types and shapes, one of which must be held."""
        return tuple(holds for cues, holds in self.asked if cues.search(query))

    def held(self, text: str, types: Sequence[str], wanted: Sequence[frozenset[str]]) -> float:
        """The share of what is wanted that a text with entities of these types holds."""
        return sum(self._holds(text, types, choice) for choice in wanted) / len(wanted) if wanted else 0.0

    def _holds(self, text: str, types: Sequence[str], choice: frozenset[str]) -> bool:
        return not choice.isdisjoint(types) or any(
            name in self.shapes and self.shapes[name].search(text) is not None for name in choice
        )


@lru_cache(maxsize=1)
def load_asked_for() -> AskedFor:
    """The table of ontology/vocabularies/asked_for.yaml; an OntologyError where a row cannot be read."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    try:
        asked = tuple(
            (re.compile("|".join(row["cues"]), re.IGNORECASE), frozenset(row["holds"])) for row in told["asked"]
        )
        return AskedFor(asked, {name: re.compile(pattern) for name, pattern in told["shapes"].items()})
    except (KeyError, TypeError, re.error) as err:
        raise OntologyError(f"{FILE.name}：无法读取（{err}）；每行须有 cues（正则表达式）和 holds") from err
