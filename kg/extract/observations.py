"""Values of indicators as facts: number as written, unit, year or period, actual/target/change, and of what."""

import re
from dataclasses import dataclass

from kg.extract.context import Facts
from kg.extract.linking import Linker
from kg.ids import make_id
from kg.records import Entity, Evidence
from kg.text.normalize import fold

NUMBER = re.compile(r"-?\d[\d,，]*(?:\.\d+)?")
BASIS = re.compile(r"[（(]([^（()）]{2,14}口径[^（()）]{0,6})[）)]")


@dataclass(frozen=True)
class Observed:
    """One value read somewhere; `of` None = what the document as a whole is about."""

    indicator: str
    value: str
    unit: str
    year: str
    kind: str  # actual | target | change
    of: Entity | None
    nature: str = ""  # 约束性 | 预期性
    basis: str = ""


class ValueWriter:
    """Turns observed values into HAS_VALUE facts of one document."""

    def __init__(self, linker: Linker, whole: Entity | None) -> None:
        self._linker = linker
        self.whole = whole

    def write(self, observed: Observed, quote: Evidence, facts: Facts) -> None:
        """States that the indicator has the value; the same value of the same thing is stated once."""
        value, unit = tidy(observed.value, observed.unit)
        name = "".join(observed.indicator.split())
        if len(name) < 2 or not value:
            return
        of = observed.of or self.whole
        indicator = facts.add_entity(self._linker.entity("Indicator", name))
        of_id = of.id if of else ""
        key = make_id("obs", quote.document_id, fold(name), value, unit, observed.year, observed.kind, of_id)
        label = f"{value}{unit}" + (
            f"（{observed.year}年）" if observed.year.isdigit() else f"（{observed.year}）" if observed.year else ""
        )
        facts.add_entity(
            Entity(
                key,
                "Observation",
                label,
                properties={
                    "value": value,
                    "number": single_number(value),
                    "unit": unit,
                    "year": observed.year,
                    "kind": observed.kind,
                    "of_id": of_id,
                    "of_name": of.name if of else "",
                    "of_kind": of.type if of else "",
                    "nature": observed.nature if observed.nature in ("约束性", "预期性") else "",
                    "basis": observed.basis,
                    "document_id": quote.document_id,
                },
            )
        )
        facts.relate("HAS_VALUE", indicator.id, key, quote)


def tidy(value: str, unit: str) -> tuple[str, str]:
    """The value without a unit that is written behind its number; 28.9% gives 28.9 and %."""
    value = "".join(value.split())
    match = re.fullmatch(r"([^\d]*-?[\d.,，]+)(%|％|‰)", value)
    if match:
        return match.group(1), match.group(2).replace("％", "%")
    return value.replace("％", "%"), unit.replace("％", "%")


def single_number(value: str) -> float | None:
    """The number in a value that holds exactly one, else None."""
    numbers = NUMBER.findall(value)
    if len(numbers) != 1:
        return None
    return float(numbers[0].replace(",", "").replace("，", ""))
