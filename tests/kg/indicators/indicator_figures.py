"""Invented figures for the tests of indicators."""

from typing import Any

from kg.answer.figures.figure import Figure
from kg.answer.model import Citation
from kg.ontology import load_ontology
from kg.text.units import Units

UNITS = Units(load_ontology().vocabulary("units"))


def make_figure(kind: str, told: dict[str, Any], *, indicator: str = "海藻产量", of: str = "东礁区") -> Figure:
    """A figure as the graph would give it; `told`: year, value, unit, and at will number, basis, document, quote, nature."""
    digits = "".join(sign for sign in told["value"] if sign.isdigit() or sign == ".")
    number = told.get("number", float(digits) if digits else None)
    amount, base = UNITS.amount(number, told["unit"]) if number is not None else (None, "")
    row = {
        "indicator_id": indicator,
        "indicator": indicator,
        "observation_id": f"{kind} {told}",
        "value": told["value"],
        "number": number,
        "unit": told["unit"],
        "amount": amount,
        "amount_unit": base,
        "year": told["year"],
        "kind": kind,
        "of_id": of,
        "of_name": of,
        "of_kind": told.get("of_kind", "Region"),
        "nature": told.get("nature", ""),
        "observation_basis": told.get("basis", ""),
        "qualifier": told.get("qualifier", ""),
    }
    document = told.get("document", "规划")
    quote = told.get("quote", f"{indicator}{told['value']}")
    return Figure(row, Citation(f"{document}.txt", document, document, ("一、目标",), quote, 0, len(quote)))
