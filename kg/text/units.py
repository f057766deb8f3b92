"""Amounts in base units: 1.2万亿元 → 1200000000000 元, so that values in different units can be compared."""

import re
from collections.abc import Mapping
from fractions import Fraction

from kg.errors import OntologyError

FILE = "ontology/vocabularies/units.yaml"
DIGITS = 12  # significant ones kept: 500亩 is 333333.333333 平方米


class Units:
    """The units of ontology/vocabularies/units.yaml with the factors to their base units."""

    def __init__(self, words: Mapping[str, object]) -> None:
        multipliers = _table(words, "multipliers")
        self._multipliers = {name: _fraction(name, by) for name, by in multipliers.items()}
        self._units = {name: (name, Fraction(1)) for name in str(words.get("counts", "")).split()}
        for dimension, told in _table(words, "dimensions").items():
            units = _table(told, "units") if isinstance(told, Mapping) else {}
            base = str(told["base"]) if isinstance(told, Mapping) else ""
            if base not in units:
                raise OntologyError(f"{FILE}：dimensions.{dimension} 的 base 须列在它的 units 里；请补上")
            self._units |= {name: (base, _fraction(name, factor)) for name, factor in units.items()}
        self._multiplied = re.compile(f"(?P<by>[{''.join(multipliers)}]+)(?P<unit>.*)")

    def amount(self, number: float, unit: str) -> tuple[float, str]:
        """The number in base units, with that unit; both as they are where a part of the unit is not known."""
        whole = self._scale(unit)
        parts = [whole] if whole else [self._scale(part) for part in unit.split("/")]
        known = [part for part in parts if part]
        if len(known) < len(parts):
            return number, unit
        value = Fraction(str(number)) * known[0][1]
        for _, factor in known[1:]:
            value /= factor
        return float(f"{float(value):.{DIGITS}g}"), "/".join(base for base, _ in known)

    def _scale(self, unit: str) -> tuple[str, Fraction] | None:
        """The base of one unit and how many of it one is; a bare 万 multiplies a number that has no unit."""
        if unit in self._units:
            return self._units[unit]
        match = self._multiplied.fullmatch(unit)
        if match is None or (match["unit"] and match["unit"] not in self._units):
            return None
        base, factor = self._units.get(match["unit"], ("", Fraction(1)))
        for sign in match["by"]:
            factor *= self._multipliers[sign]
        return base, factor


def _table(words: Mapping[str, object], key: str) -> dict[str, object]:
    told = words.get(key)
    if not isinstance(told, Mapping) or not told:
        raise OntologyError(f"{FILE}：{key} 须是非空的对照表；请补上")
    return {str(name): value for name, value in told.items()}


def _fraction(name: str, value: object) -> Fraction:
    try:
        return Fraction(str(value))
    except ValueError as err:
        raise OntologyError(f"{FILE}：{name} 的系数 {value!r} 不是数；请写成 10000 或 2000/3") from err
