"""Which figures say the same: of one year and basis, of one amount or only rounded differently; which measure by one measure."""

import re
from collections.abc import Iterable, Sequence

from kg.answer.figures.figure import Figure, figure_sentence, said_year
from kg.answer.folding import share
from kg.answer.quotes.counted import RATE

LEAST = re.compile("≥|以上|不低于|不少于|超过|不小于")
YEAR = re.compile(r"(?:19|20)\d\d")
SHORTEST_NAME = 2  # characters of an indicator
SAME_FIGURE = 1e-9  # relative: amounts are kept to twelve digits


def single_year(figure: Figure) -> int | None:
    """The one year of a figure; None for a period (“十四五”期间) and where the plan gives none."""
    return int(figure.year) if YEAR.fullmatch(figure.year) else None


def bare_name(figure: Figure) -> str:
    """The indicator without the thing it measures, which some sentences put before it: 东礁区渔业产值 of 东礁区 is 渔业产值."""
    name = figure.indicator.removeprefix(figure.of).removeprefix("的") if figure.of else figure.indicator
    return name if len(name) >= SHORTEST_NAME else figure.indicator


def named_alike(quantity: str, name: str) -> float:
    """How well a spelt quantity names an indicator, most of it the asked words; 0 where they are measured by different things."""
    if not same_rate(quantity, name):
        return 0.0
    asked, told = (RATE.sub("", one) or one for one in (quantity, name))
    return 0.65 * share(asked, told) + 0.35 * share(told, asked)


def same_rate(quantity: str, name: str) -> bool:
    """Whether two spelt quantities are measured by the same: by area, by head, as a share, or both as such."""
    return set(RATE.findall(quantity)) == set(RATE.findall(name))


def is_tabled(figure: Figure) -> bool:
    """Whether a figure stands in a table, where a plan sets its indicators."""
    return "\t" in figure.citation.quote


def line_of(figure: Figure) -> tuple[str, int]:
    """Where the line of a table, or the sentence, that tells a figure begins."""
    return figure.citation.document_id, figure.citation.start


def distinct(figures: Iterable[Figure]) -> list[Figure]:
    """One of each year, kind, basis and amount: a table's before a sentence's; what is stated twice counts once."""
    found: list[Figure] = []
    for one in sorted(figures, key=lambda one: (by_year(one), not is_tabled(one))):
        if not any(_says_the_same(old, one) for old in found):
            found.append(one)
    return found


def _says_the_same(one: Figure, other: Figure) -> bool:
    if (one.year, one.kind, one.basis) != (other.year, other.kind, other.basis):
        return False
    if one.amount is None or other.amount is None:
        return one.said == other.said
    return one.amount_unit == other.amount_unit and same_amount(one, other)


def by_year(figure: Figure) -> tuple[int, str]:
    """The order of figures in time; those of no year last."""
    year = re.search(r"\d{4}", figure.year)
    return (int(year[0]) if year else 9999, figure.kind)


def same_amount(one: Figure, other: Figure) -> bool:
    """Whether two figures of one base unit say the same: equal, or the one is the other rounded (271 and 271.3)."""
    if one.amount is None or other.amount is None:
        return False
    if abs(one.amount - other.amount) <= SAME_FIGURE * max(abs(one.amount), abs(other.amount)):
        return True
    rough, fine = sorted((one, other), key=_step, reverse=True)
    return abs((rough.amount or 0.0) - (fine.amount or 0.0)) <= _step(rough) / 2 and _step(rough) > _step(fine)


def _step(figure: Figure) -> float:
    """The size of the last digit that is written, in base units: 0.1亿元 of 271.3亿元."""
    digits = re.search(r"\d+(?:\.(\d+))?", str(figure.row["value"]).replace(",", "").replace("，", ""))
    decimals = len(digits[1] or "") if digits else 0
    scale = figure.amount / figure.number if figure.amount and figure.number else 1.0
    return float(scale * 10.0**-decimals)


def in_unit(figure: Figure, unit: str, others: Iterable[Figure]) -> float | None:
    """The figure's number in a unit that others are written in (0.12万亿元 is 1200 in 亿元); None where it cannot be told."""
    if figure.amount is None or figure.unit == unit:
        return figure.number
    scales = (one.number / one.amount for one in others if one.unit == unit and one.number and one.amount)
    scale = next(scales, None)
    return float(f"{figure.amount * scale:.12g}") if scale is not None else None


def sentences_of(figures: Sequence[Figure]) -> list[str]:
    """Each figure said once; one that only lacks the remark (预期性) or the bound (超过) of another is that other."""
    said = {figure_sentence(one): one for one in figures}
    told = []
    for sentence, figure in said.items():
        same = [one for one in said.values() if _of_one_number(one, figure)]
        bare = next((one.said for one in same if not LEAST.search(one.said)), "")
        if LEAST.search(figure.said):
            told.append(f"{sentence}（另一处写作{bare}）" if bare else sentence)
        elif not any(LEAST.search(one.said) for one in same):
            told.append(sentence)
    return [one for one in told if not any(other.startswith(f"{one}（") for other in told)]


def _of_one_number(one: Figure, other: Figure) -> bool:
    """Whether two figures are one, but for words beside the number: a target's 3.5% in a table, 超过3.5% in a sentence."""
    keys = ("indicator", "of_name", "year", "kind", "number", "unit")
    return one.number is not None and all(one.row.get(key) == other.row.get(key) for key in keys)


def dated_once(figures: Sequence[Figure]) -> list[Figure]:
    """Without figures whose quote does not vouch for a year where another states the same value with its year.

    680家以上 and ≥680家 of one year are one: that with its remark (预期性) stands.
    """
    dated = {_value_key(one) for one in figures if said_year(one)}
    kept = [one for one in figures if said_year(one) or _value_key(one) not in dated]
    noted = {(_value_key(one), one.year) for one in kept if one.nature and LEAST.search(one.said)}
    return [one for one in kept if one.nature or not LEAST.search(one.said) or (_value_key(one), one.year) not in noted]


def _value_key(figure: Figure) -> tuple[object, ...]:
    """What a figure says, however its bound is written."""
    said = figure.number if LEAST.search(figure.said) and figure.number is not None else figure.said
    return figure.row["indicator"], figure.of, figure.kind, bool(LEAST.search(figure.said)), said
