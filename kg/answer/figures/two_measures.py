"""Two different quantities of one year held against each other: 甲产业产值比乙产业高多少."""

import re
from dataclasses import replace
from itertools import product

from kg.answer.asked.reading import Ask, merge, with_citations
from kg.answer.figures.chosen import TARGET as AIMED
from kg.answer.figures.differing import COMPUTED
from kg.answer.figures.figure import CHANGE, PERCENT, TARGET, Figure, apart, figure_row, figure_sentence, is_sum
from kg.answer.figures.indicators import SURE, figures_of
from kg.answer.folding import fold
from kg.answer.model import Answer

SIDES = re.compile(
    r"(?P<left>[^，。？]{2,40}?)(?:比|较|和|与|跟|同)(?P<right>(?!\d|去年|上年|上一?年|前|同期|计划|目标|实际|规划|全[国省市区县])[^，。？]{2,24}?)"
    r"(?:的)?(?:还|要)?(?:相?差|高|低|多|少|大|小)(?:了|出)?(?:多少|几)"
)
THINGS = ("Indicator", "Industry", "Cluster", "Enterprise")


def sides_of(ask: Ask) -> tuple[str, str] | None:
    """The words for the two quantities that a question holds against each other; the second may leave out what is measured.

    None where it compares no two things: a year with another, a value with a target or a year before.
    """
    told = SIDES.search(ask.question.text)
    if not told:
        return None
    left, right = told["left"], told["right"]
    ends = [[link for link in ask.question.links if link.text in fold(side)] for side in (left, right)]
    things = [[one.id for link in own for one in link.of_type(THINGS)] for own in ends]
    if not things[0] or not things[1] or set(things[0]) & set(things[1]):
        return None
    quantities = [word for word in ask.asking.words["quantities"] if word in left]
    if not any(word in right for word in ask.asking.words["quantities"]):
        right += max(quantities, key=left.rfind, default="")
    return left, right


def answer_two_quantities(ask: Ask) -> Answer | None:
    """How far the two lie apart in the asked year, or the latest that both have; None where one of them has no figure."""
    sides = sides_of(ask)
    if sides is None:
        return None
    own = [_figures(ask, side) for side in sides]
    pairs = [(a, b) for a, b in product(*own) if (a.year, a.kind) == (b.year, b.kind) and _differ(a, b)]
    aimed = bool(AIMED.search(ask.question.text))
    best = max(
        pairs,
        key=lambda pair: ((pair[0].kind == TARGET) == aimed, pair[0].year, sum(p.fit for p in pair)),
        default=None,
    )
    between = apart(best[1], best[0]) if best else None
    if best is None or between is None:
        return None
    points = best[0].amount_unit == PERCENT
    more, less = ("高", "低") if points else ("多", "少")
    how = f"{more if between.difference > 0 else less}{round(abs(between.difference), 6):g}{between.unit}"
    names = [one.indicator if best[0].indicator != best[1].indicator else f"{one.of}{one.indicator}" for one in best]
    said = f"{names[0]}比{names[1]}{how if between.difference else '没有高低之分'}{COMPUTED}"
    rows = merge(map(figure_row, best))
    text = f"{said}：{figure_sentence(best[0])}，{figure_sentence(best[1])}。"
    params = {"ids": [str(one.row["indicator_id"]) for one in best], "years": [], "documents": []}
    return ask.answered(with_citations(text, rows), rows, params, query="indicator_values")


def _differ(one: Figure, other: Figure) -> bool:
    """Whether two figures are of two quantities, or of one quantity of two industries or firms."""
    kinds = {str(figure.row.get("of_kind")) for figure in (one, other)}
    return one.indicator != other.indicator or (one.of != other.of and kinds <= set(THINGS))


def _figures(ask: Ask, side: str) -> list[Figure]:
    """The levels of the quantity that one side names, of the question's years."""
    spelt = ask.asking.spell(side)
    question = replace(
        ask.question,
        text=f"{side}是多少",
        folded=fold(side),
        words=tuple(word for word in ask.question.words if word in spelt),
        links=tuple(link for link in ask.question.links if link.text in fold(side)),
    )
    found = figures_of(replace(ask, question=question), "indicator_values")
    return [
        one for one in found if one.kind != CHANGE and not is_sum(one) and one.amount is not None and one.fit >= SURE
    ]
