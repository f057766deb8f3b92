"""One quantity at two years, in two documents or of two things: the difference and the ratio, both sources, both bases."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.answer.asked.question import Question
from kg.answer.asked.reading import Ask, merge, with_citations
from kg.answer.figures.alike import bare_name, line_of
from kg.answer.figures.chosen import TARGET
from kg.answer.figures.differing import BOUND, CHANGED, YEARLY, basis_note, difference_sentence
from kg.answer.figures.figure import Figure, apart, figure_row, is_sum, said_year
from kg.answer.figures.indicators import COUNT_END, GIVER, SURE, figures_of
from kg.answer.figures.listed import answer_listed, answer_two_measures
from kg.answer.figures.table_lines import named_rows
from kg.answer.figures.versus import answer_versus, are_joined
from kg.answer.folding import fold, share
from kg.answer.model import Answer
from kg.answer.tasks.beside import named_documents
from kg.text.numbers import parse_number
from kg.text.periods import iter_periods

LATER = re.compile(r"(?:比|较|相比|是)\D{0,6}(20\d\d)年?")
ACTUAL = re.compile(r"实际|完成|现状|目前")
OFF_TARGET = re.compile("(?:与|和|(?<!合)同|比|较|距|离|低于|高于|超出|超过|不及).{0,16}目标|目标.{0,6}(?:差|差距)")
# What is asked of two figures, and of none: a figure in 倍, a share of a hundred.
ASKED = r"(?:为|是|达到?|有)?(?:多少|几|多大|多高)"
TIMES = re.compile(
    rf"(?:多少|几)倍|翻.{{0,2}}(?:几|多少|一)[番倍]|(?:百分之|百分比|百分率){ASKED}?"
    rf"|(?:增长|增加|提高|上升|下降|降低|减少|变化|变动|同比|年均)(?:的)?(?:率|幅度?|比例|百分比){ASKED}|[增涨降升]幅{ASKED}|增速{ASKED}"
)
RATE = re.compile("增速|增长率|增幅|同比|年均|每年|每一年|百分之|上一?年|去年|前一年")  # of which years cannot be told
ADDED = re.compile("新增|累计|净增加?值")  # is stated as such: no stock of one year less that of another
STOCK = re.compile("(?:保有量|拥有量|总数|总量|达到?|拥有|保有|共有)(?:为|是|了|至|突破|超过)?$")
# 五年里要增加几家
PLANNED = re.compile("(?:要|将|拟|计划|力争|争取)[^，。；？]{0,10}?(?:增|多|提[高升]|上升|翻|降|减|涨|达)")
SPAN = re.compile(
    r"(?<![一二三四五六七八九十\d第前])(?P<years>[二两三四五六七八九十]|\d{1,2})年(?!规划|计划|行动|级|度|前)"
)
PAST = re.compile(r"过去|近(?=[一二两三四五六七八九十\d])|年来|以来|已经?|了(?=多少|几)")
BOTH_PLANS = re.compile("(?:两|二|前后)(?:份|个|轮|版)?(?:规划|方案|计划|文件|五年规划)")
THINGS = ("Park", "Region", "Industry", "Enterprise")
SAME_NAME = 0.8  # of the pieces of two indicators' names that both have
SHARPEST = 0.05  # how far under the best fitting figure another may fit


def answer_ratio(ask: Ask) -> Answer | None:
    """Two figures of one quantity with how far apart they are; None where one of them is missing or they cannot be compared."""
    joined = are_joined(ask)
    if joined and (found := answer_versus(ask)):
        return found
    for sides in (_by_document,) if BOTH_PLANS.search(ask.question.text) else SIDES:
        pair = sides(ask)
        if pair and not (joined and pair[0].row.get("of_id") == pair[1].row.get("of_id")):
            return compared(ask, *pair)
    return answer_listed(ask) or answer_two_measures(ask)


def _by_kind(ask: Ask) -> tuple[Figure, Figure] | None:
    """What was aimed at for the named year, or the latest that has both, and what was reached in it."""
    text = ask.question.text
    is_asked = (ACTUAL.search(text) and TARGET.search(text)) or OFF_TARGET.search(text)
    if len(set(ask.question.years)) > 1 or not is_asked or of_two_plans(ask):
        return None
    return aimed_and_reached(ask)


def of_two_plans(ask: Ask) -> bool:
    """Whether what two plans aim at is asked for, and nothing that was reached."""
    text = ask.question.text
    periods = {one.end for one in ask.question.periods if one.kind == "plan"}
    both = BOTH_PLANS.search(text) or len(periods) > 1 or len(named_documents(ask)) > 1
    return bool(both) and not ACTUAL.search(text)


def aimed_and_reached(ask: Ask) -> tuple[Figure, Figure] | None:
    """The target of the asked quantity and what was reached of it in the target's year; None where one of them is missing."""
    figures = _sure(ask, replace(ask.question, documents=(), periods=()), key=_year_and_kind)
    years = set(ask.question.years) or {str(period.end) for period in ask.question.periods}
    for year in sorted({one.year for one in figures if one.year}, reverse=True):
        aimed, reached = (
            min((one for one in figures if one.kind == kind and one.year == year), key=_doubts, default=None)
            for kind in ("target", "actual")
        )
        if (not years or year in years) and (pair := _pair(ask, aimed, reached)):
            return pair
    return None


def _by_year(ask: Ask) -> tuple[Figure, Figure] | None:
    """The values of the two years that are named; of one year after 比, it and the latest that is no target."""
    years = asked_years(ask.question)
    if not years or len(years) > 2:
        return None
    for scope in dict.fromkeys((ask.question.documents, ())):  # what the named plans do not say another may
        figures = _sure(ask, replace(ask.question, years=(), periods=(), documents=scope), key=_year_and_kind)
        ends = years
        if len(years) == 1:
            known = sorted({one.year for one in figures if one.row["kind"] == "actual" and one.year.isdigit()})
            ends = _with_other(ask, figures, years[0], known)
            if not ends:
                continue
        first = _of_year(ask, figures, ends[0], wants_target=False)
        last = _of_year(ask, figures, ends[-1], wants_target=True)
        beside = [one for one in figures if first and last and one.kind == first.kind and line_of(one) == line_of(last)]
        if pair := _pair(ask, _of_year(ask, beside, ends[0], wants_target=False) or first, last):
            return pair
    return None


def _by_span(ask: Ask) -> tuple[Figure, Figure] | None:
    """The earliest and the latest value, where the question names no year at all."""
    if ask.question.years or ask.question.periods or RATE.search(ask.question.text):
        return None
    span, is_past = SPAN.search(ask.question.text), PAST.search(ask.question.text)
    figures = [one for one in _sure(ask, ask.question) if _end_of(one) and not BOUND.search(one.said)]
    figures = [one for one in figures if one.kind == "actual" or not (span and is_past)]
    ordered = sorted(figures, key=lambda one: (_end_of(one), one.kind == "target"))
    ends = [_end_of(ordered[place]) for place in (0, -1)] if ordered else []
    if ends and span:  # 五年要增加多少: from as many years before the last
        ends[0] = str(int(ends[1]) - int(parse_number(span["years"]) or 0))
    if not ends or int(ends[1]) - int(ends[0]) <= bool(YEARLY.search(ask.question.text)):
        return None
    return _of_years(ask, *([one for one in ordered if _end_of(one) == end] for end in ends))


def _of_years(ask: Ask, earlier: Sequence[Figure], later: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The first two of one quantity; those that stand side by side in one line of a table before others."""
    pairs = [pair for first in earlier for last in later if (pair := _pair(ask, first, last))]
    return min(pairs, key=lambda pair: line_of(pair[0]) != line_of(pair[1]), default=None)


def asked_years(question: Question) -> list[str]:
    """The years between which a change is asked for; of a plan's period (“十四五”期间) the year before it and its last."""
    if question.years or ADDED.search(question.text):
        return sorted(question.years)
    plans = [one for one in question.periods if one.kind == "plan"]
    return [str(plans[0].start - 1), str(plans[0].end)] if len(plans) == 1 else []


def _of_year(ask: Ask, figures: Sequence[Figure], year: str, *, wants_target: bool) -> Figure | None:
    """What was reached where that is known, else what is aimed at; a target where the question speaks of one for this year."""
    own = [one for one in figures if one.year == year] or [one for one in figures if _stands_at(one, year)]
    if not own:
        return None
    text = ask.question.text
    aimed = bool(re.search(rf"{year}年?[^，。；\d]{{0,12}}目标", text))
    aimed |= wants_target and bool(re.search(rf"目标.{{0,6}}{year}", text) or PLANNED.search(text))
    return min(own, key=lambda one: ((one.kind == "target") != aimed, -round(one.fit, 1), *_doubts(one)))


def _end_of(figure: Figure) -> str:
    """The year of a figure, the last one of a period at whose end it stands; '' of others."""
    if re.fullmatch(r"\d{4}", figure.year):
        return figure.year
    return next((str(one.end) for one in iter_periods(figure.year) if _stands_at(figure, str(one.end))), "")


def _stands_at(figure: Figure, year: str) -> bool:
    """Whether a count that a plan tells of a period (“十四五”期间…保有量为645家) is what there was at its end, no sum of its years."""
    ends = [period.end for period in iter_periods(figure.year) if period.start < period.end]
    before = figure.citation.quote.partition(str(figure.row["value"]))[0].rpartition("，")[2]
    is_stock = (
        COUNT_END.search(figure.indicator) and STOCK.search(before) and not CHANGED.search(figure.indicator + before)
    )
    return figure.kind == "actual" and bool(is_stock) and [str(end) for end in ends] == [year]


def _with_other(ask: Ask, figures: Sequence[Figure], year: str, known: Sequence[str]) -> list[str]:
    """The one year that is named and the latest known one: after it where it follows 比, before it where it has a target alone."""
    if LATER.search(ask.question.text):
        return [year, known[-1]] if known and known[-1] > year else []
    earlier = [one for one in known if one < year]
    is_aimed = year not in known and any(one.year == year and one.kind == "target" for one in figures)
    return [earlier[-1], year] if earlier and is_aimed else []


def _by_document(ask: Ask) -> tuple[Figure, Figure] | None:
    """What two plans say, each of the end of its own period or of the asked year: those named, or the two that speak (两份规划)."""
    documents = named_documents(ask)
    if not documents and BOTH_PLANS.search(ask.question.text):
        figures = _sure(ask, replace(ask.question, years=(), periods=(), documents=()))
        documents = [(key,) for key in dict.fromkeys(one.citation.document_id for one in figures)]
    if len(documents) != 2:
        return None
    pair = [_of_plan(ask, keys) for keys in documents]
    return _pair(ask, *sorted(pair, key=lambda one: one.year if one else ""))


def _of_plan(ask: Ask, keys: tuple[str, ...]) -> Figure | None:
    """The plan's own figure of the asked quantity, a target where one is asked for: that of its last year, or of the asked one."""
    question = replace(ask.question, documents=keys, periods=())
    own = [one for one in _sure(ask, question) if one.citation.document_id in keys]
    own = [one for one in own if not TARGET.search(ask.question.text) or one.kind == "target"] or own
    ends = {ask.context.documents[key].metadata.get("period_end", "") for key in keys}
    return min(
        own, key=lambda one: (one.year not in ends, [-ord(sign) for sign in one.year], *_doubts(one)), default=None
    )


def _by_thing(ask: Ask) -> tuple[Figure, Figure] | None:
    """The latest values of two named parks, regions, industries or firms in one year."""
    named, figures = ask.question.entities(THINGS), _sure(ask, ask.question, least=SURE - 0.2)
    if len(named) != 2:
        return None
    years = sorted(
        {one.year for one in figures if _is_of(one, named[0].id)}
        & {one.year for one in figures if _is_of(one, named[1].id)}
    )
    if not years:
        return None
    first, last = (
        next((one for one in figures if _is_of(one, thing.id) and one.year == years[-1]), None)
        for thing in reversed(named)
    )
    return _pair(ask, first, last)


def _year_and_kind(figure: Figure) -> tuple[str, str]:
    """Two plans may name one quantity differently: each year has its best target and its best actual value."""
    return figure.year, figure.kind


def _is_of(figure: Figure, thing_id: str) -> bool:
    return figure.row.get("of_id") == thing_id


def _doubts(figure: Figure) -> tuple[bool, bool, bool, float, int]:
    """Of figures of one year the level before a sum is taken, the exact and dated one, the best fitting, the last one told."""
    return is_sum(figure), bool(BOUND.search(figure.said)), not said_year(figure), -figure.fit, -figure.citation.start


def _sure(
    ask: Ask, question: Question, least: float = SURE - 0.1, key: Callable[[Figure], object] = lambda _: ""
) -> list[Figure]:
    """The figures of the asked quantity that are no changes, of those alike by `key` the best fitting ones alone."""
    comparing = ask.asking.words["comparing"]
    words = tuple(word for word in question.words if word not in comparing)
    question = replace(question, text=TIMES.sub("多少", question.text), words=words)
    found = [
        one
        for one in figures_of(replace(ask, question=question), "indicator_values")
        if one.amount is not None and one.row.get("kind") != "change" and one.fit >= least
    ]
    best: dict[object, float] = {}
    for one in found:
        best[key(one)] = max(one.fit, best.get(key(one), 0.0))
    return [one for one in found if one.fit >= best[key(one)] - SHARPEST]


def _pair(ask: Ask, first: Figure | None, last: Figure | None) -> tuple[Figure, Figure] | None:
    if first is None or last is None or apart(first, last) is None or not _same_quantity(ask, first, last):
        return None
    return (first, last) if first.row["observation_id"] != last.row["observation_id"] else None


def _same_quantity(ask: Ask, first: Figure, last: Figure) -> bool:
    """Whether the two measure one thing by one indicator, which may be named after it: 甲园总收入 is 总收入 of 甲园."""
    left, right = (COUNT_END.sub("", ask.asking.spell(GIVER.sub("", bare_name(one)))) for one in (first, last))
    if left == right:
        return True
    whole = [fold(f"{one.of if one.of_kind != 'Region' else ''}{one.indicator}") for one in (first, last)]
    return whole[0] == whole[1] or min(share(whole[0], whole[1]), share(whole[1], whole[0])) >= SAME_NAME


def compared(ask: Ask, first: Figure, last: Figure) -> Answer | None:
    """The later against the earlier one: difference, ratio, both figures, and what makes them hard to compare."""
    between = apart(first, last)
    if between is None:
        return None
    rows = merge([figure_row(first), figure_row(last)])
    text = f"{difference_sentence(ask, first, last, between)}。{basis_note(first, last)}"
    params = {
        "ids": list(dict.fromkeys(str(one.row["indicator_id"]) for one in (first, last))),
        "years": [],
        "documents": [],
    }
    return ask.answered(with_citations(text, rows), rows, params, query="indicator_values")


def _by_row(ask: Ask) -> tuple[Figure, Figure] | None:
    """The values of the two years in the row of a table that the question names; None where several tables have one."""
    years = asked_years(ask.question)
    rows = [row for row in named_rows(ask) if len({one.year for one in row} & set(years)) == 2]
    if len(years) != 2 or len(rows) != 1:
        return None
    pair = [_of_year(ask, rows[0], year, wants_target=place > 0) for place, year in enumerate(years)]
    if pair[0] is None or pair[1] is None or pair[0].amount_unit != pair[1].amount_unit:
        return None
    return pair[0], pair[1]


SIDES: tuple[Callable[[Ask], tuple[Figure, Figure] | None], ...] = (
    _by_kind,
    _by_year,
    _by_document,
    _by_thing,
    _by_row,
    _by_span,
)
