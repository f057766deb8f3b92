"""The value of an indicator that a person states: number, unit, year, actual or target, and of what."""

from collections.abc import Mapping
from functools import cache

from kg.extract.indicators.observations import Observed, label_of, tidy, told_of
from kg.ids import make_id
from kg.ontology import load_ontology
from kg.records import Entity, Value
from kg.text.units import Units


@cache
def known_units() -> Units:
    """The units of ontology/vocabularies/units.yaml."""
    return Units(load_ontology().vocabulary("units"))


def make_observation(told: Mapping[str, Value], indicator: Entity, holder: Entity | None, document_id: str) -> Entity:
    """The observation of what is told: `value`, and `unit`, `year`, `kind`, `nature`, `basis`, `qualifier` at will."""
    unit, year, kind, nature, basis, qualifier = (
        str(told.get(key) or "") for key in ("unit", "year", "kind", "nature", "basis", "qualifier")
    )
    value, unit = tidy(str(told.get("value") or ""), unit)
    observed = Observed(indicator.name, value, unit, year, kind, holder, nature, basis, qualifier)
    same = (document_id, indicator.id, value, unit, year, kind, holder.id if holder else "")
    key = make_id("obs", *same, *([basis] if basis else []))
    properties = told_of(observed, known_units(), document_id)
    return Entity(key, "Observation", label_of(value, unit, observed), properties=properties)
