"""All figures of the plans, and those among them that a reader wants to see."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kg.answer.figures.figure import Figure, make_figures
from kg.engine import Engine
from kg.ontology import load_ontology

# Cue groups of HAS_VALUE → what the value as written is to the amount aimed at.
BOUNDS = {"at_least": "至少", "more_than": "至少", "at_most": "至多", "less_than": "至多", "about": "约"}
SIGNS = {"≥": "至少", "≧": "至少", "＞": "至少", ">": "至少", "≤": "至多", "≦": "至多", "＜": "至多", "<": "至多"}


@dataclass(frozen=True)
class FigureFilter:
    """Empty fields limit nothing. `regions`: of the document."""

    documents: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()

    def admits(self, figure: Figure, region: str) -> bool:
        """Whether a figure of a document of this region is wanted."""
        return (
            (not self.documents or figure.citation.document_id in self.documents)
            and (not self.regions or region in self.regions)
            and (not self.holders or figure.of in self.holders)
        )


def speaks_of(figure: Figure, theme: str) -> bool:
    """Whether all words of a theme stand in the figure's indicator, holder, quote or headings; no words, any figure."""
    citation = figure.citation
    said = "\n".join([figure.indicator, figure.of, citation.quote, *citation.section]).lower()
    return all(word in said for word in theme.lower().split())


def read_figures(engine: Engine) -> tuple[Figure, ...]:
    """Every figure of every loaded document, in the documents' order; one whose quote does not stand there is left out."""
    return make_figures(engine.query("indicators_of"), engine.loaded)


def choose(engine: Engine, figures: Iterable[Figure], wanted: FigureFilter) -> tuple[Figure, ...]:
    """The figures that the filter admits."""
    regions = {key: document.metadata.get("region", "") for key, document in engine.loaded.items()}
    return tuple(one for one in figures if wanted.admits(one, regions[one.citation.document_id]))


def bound_of(figure: Figure) -> str:
    """至少, 至多 or 约 where the plan gives a limit (≥12, 突破2000, 20左右) and not the value itself, else ''."""
    value = str(figure.row["value"])
    sign = next((SIGNS[one] for one in value if one in SIGNS), "")
    words = re.sub(r"[\d.,，]+", "", value) + figure.qualifier
    return sign or next((bound for cue, bound in _cues() if cue in words), "")


@lru_cache(maxsize=1)
def _cues() -> tuple[tuple[str, str], ...]:
    """The words of limits, the longest first: 不超过 is no 超过."""
    groups = load_ontology().relations["HAS_VALUE"].cues
    words = [(word, bound) for group, bound in BOUNDS.items() for word in groups.get(group, ())]
    return tuple(sorted(words, key=lambda pair: -len(pair[0])))
