"""The whole comparison of two sides."""

from dataclasses import dataclass, replace

from kg.comparing.duties import Duties, compare_duties
from kg.comparing.indicators import Indicators, compare_indicators
from kg.comparing.industries import Industry, compare_industries
from kg.comparing.outlines import Outlines, compare_outlines
from kg.comparing.sides import Side, choose_sides
from kg.comparing.wording import Wording, compare_theme
from kg.engine import Engine


@dataclass(frozen=True)
class Comparison:
    """Two sides with what they share and do not; `wording` is None where no theme was asked for."""

    first: Side
    second: Side
    outlines: Outlines
    indicators: Indicators
    duties: Duties
    industries: tuple[Industry, ...]
    theme: str = ""
    wording: Wording | None = None


def compare_keys(engine: Engine, first: str, second: str, theme: str = "") -> Comparison:
    """`compare` of the sides of these keys; a QueryError for an unknown one and for the same one twice."""
    sides = choose_sides(engine.loaded, first, second)
    if not theme:
        return compare(engine, *sides)
    whole = engine.once(compare_keys, first, second)  # another theme changes its wording alone
    return replace(whole, theme=theme, wording=compare_theme(engine, *sides, theme))


def compare(engine: Engine, first: Side, second: Side, *, theme: str = "") -> Comparison:
    """All of it; an IndexStateError where the encoder or the index cannot be had."""
    return Comparison(
        first,
        second,
        compare_outlines(engine, first, second),
        compare_indicators(engine, first, second),
        compare_duties(engine, first, second),
        compare_industries(engine, first, second),
        theme,
        compare_theme(engine, first, second, theme) if theme else None,
    )
