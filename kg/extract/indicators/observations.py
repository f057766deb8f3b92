"""Values of indicators as facts: number as written, unit, year or period, actual/target/change, and of what."""

import re
from dataclasses import dataclass, replace

from kg.extract.context import Facts
from kg.extract.linking import Linker
from kg.ids import make_id
from kg.records import Entity, Evidence, Value
from kg.text.numbers import parse_number
from kg.text.units import Units

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
    qualifier: str = ""  # 左右, 以上, 约
    outcome: str = ""  # 完成 | 未完成, as a table says of its aim


class ValueWriter:
    """Turns observed values into HAS_VALUE facts of one document."""

    def __init__(self, linker: Linker, whole: Entity | None, units: Units) -> None:
        self._linker = linker
        self.whole = whole
        self._units = units

    def write(self, observed: Observed, quote: Evidence, facts: Facts) -> None:
        """States that the indicator has the value; the same value of the same thing is stated once."""
        value, unit = tidy(observed.value, observed.unit)
        name = "".join(observed.indicator.split())
        if len(name) < 2 or not value:
            return
        of = observed.of or self.whole
        indicator = facts.add_entity(self._linker.entity("Indicator", name))
        properties = told_of(replace(observed, value=value, unit=unit, of=of), self._units, quote.document_id)
        same = (quote.document_id, indicator.id, value, unit, observed.year, observed.kind, properties["of_id"])
        key = make_id("obs", *map(str, same))
        old = facts.entities.get(key)
        if old and observed.basis and old.properties["basis"] not in ("", observed.basis):
            key = make_id("obs", *map(str, same), observed.basis)  # on another basis it is another value
            old = facts.entities.get(key)
        if old:
            properties = {
                name: told if told not in ("", None) else properties[name] for name, told in old.properties.items()
            }
        facts.entities[key] = Entity(key, "Observation", label_of(value, unit, observed), properties=properties)
        facts.relate("HAS_VALUE", indicator.id, key, quote)


def told_of(observed: Observed, units: Units, document_id: str) -> dict[str, Value]:
    """The properties of an observation, its amount in base units beside the tidy value as written."""
    number, of = single_number(observed.value), observed.of
    amount, base = units.amount(number, observed.unit) if number is not None else (None, "")
    return {
        "value": observed.value,
        "number": number,
        "unit": observed.unit,
        "amount": amount,
        "amount_unit": base,
        "year": observed.year,
        "kind": observed.kind,
        "of_id": of.id if of else "",
        "of_name": of.name if of else "",
        "of_kind": of.type if of else "",
        "nature": observed.nature if observed.nature in ("约束性", "预期性") else "",
        "basis": observed.basis,
        "qualifier": observed.qualifier,
        "outcome": observed.outcome,
        "document_id": document_id,
    }


def label_of(value: str, unit: str, observed: Observed) -> str:
    """A value as it is shown: 300亿元以上（2030年）; the unit of 百分之三十 is said already."""
    shown, year = value if "分之" in value else f"{value}{unit}", observed.year
    about = observed.qualifier
    shown = f"{about}{shown}" if about.endswith(("约", "近")) else f"{shown}{about}"
    return shown + (f"（{year}年）" if year.isdigit() else f"（{year}）" if year else "")


def tidy(value: str, unit: str) -> tuple[str, str]:
    """The value without a unit that is written behind its number; 28.9% gives 28.9 and %."""
    value = "".join(value.split())
    match = re.fullmatch(r"([^\d]*-?[\d.,，]+)(%|％|‰)", value)
    if match:
        return match.group(1), match.group(2).replace("％", "%")
    return value.replace("％", "%"), unit.replace("％", "%")


def single_number(value: str) -> float | None:
    """The number in a value that holds exactly one, in figures or spelt out (百余, 百分之三十五); else None."""
    numbers = NUMBER.findall(value)
    spelt = re.fullmatch(r"[^\d]*?(?:[百千]分之)?([零〇一二两三四五六七八九十百千]+)[余多]?", value)
    if spelt and not value.startswith(("翻", "第", "前")):
        return parse_number(spelt.group(1))
    if len(numbers) != 1:
        return None
    return float(numbers[0].replace(",", "").replace("，", ""))
