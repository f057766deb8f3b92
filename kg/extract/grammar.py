"""What the facts of any document are read with: readers of columns, duties, indicators, cues; made once."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.extract.indicators.words import IndicatorWords
from kg.extract.manner import Manner
from kg.extract.tables.columns import ColumnReader
from kg.extract.tasks.roles import RoleReader
from kg.extract.words.cues import Cues, load_cues
from kg.extract.words.wordlists import words_by_key
from kg.ontology import Node, Ontology, RelationDef
from kg.text.units import Units


@dataclass(frozen=True)
class Grammar:
    """Readers that hold the words of an ontology, and nothing of a document."""

    columns: ColumnReader
    roles: RoleReader
    indicators: IndicatorWords
    cues: Mapping[str, Cues]
    manner: Manner
    units: Units
    concerns: RelationDef
    plan_kinds: Node

    @classmethod
    def of(cls, ontology: Ontology) -> "Grammar":
        """The readers over the words of an ontology."""
        columns = ontology.vocabulary("columns")
        return cls(
            ColumnReader(words_by_key(columns)),
            RoleReader(columns, ontology.vocabulary("responsibility"), ontology.vocabulary("bodies")),
            IndicatorWords.of(ontology),
            load_cues(ontology.relations),
            Manner(ontology.vocabulary("modality")),
            Units(ontology.vocabulary("units")),
            ontology.relations["CONCERNS"],
            ontology.vocabulary("plan_kinds"),
        )
