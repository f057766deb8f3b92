"""Which of the figures that fit a question it means: of the amount named, of the latest plan, a target, a change or a level."""

import re
from collections.abc import Sequence

from kg.answer.asked.reading import Ask
from kg.answer.figures.differing import YEARLY
from kg.answer.figures.figure import Figure, is_sum
from kg.answer.quotes.counted import AMOUNT
from kg.text.periods import Period, iter_periods

TARGET = re.compile(
    "目标|要达到|力争|要求|计划|预计|将达|要(?:做|实现|突破|超过)|任务|不(?:低|少|小|高|多|大)于|不超过|至少|控制在"
)
SUMS = re.compile("累计|净增|(?<!十)[三四五]年(?!规划|计划|行动)")  # by how much in all the years of a plan
CHANGE = re.compile("增长(?!极|点)|净增|增速|增幅|同比|涨|提高|提升|下降|降低|增加(?!值|额)|减少")
RATE = re.compile("增速|增长率|增幅|涨幅|降幅|同比")
PER_YEAR = ("年均", "每年")
CLAUSE = re.compile("[^，,；;]+")
NOW = re.compile("现有|目前|现在|如今|当前|最新|眼下|迄今|至今|现阶段|已经?有")


def of_amount(ask: Ask, figures: Sequence[Figure]) -> list[Figure]:
    """Those of the amount that the question names with its unit, whose year it asks for: 「哪一年达到280家」."""
    named = {(float(number.replace(",", "")), unit) for number, unit in AMOUNT.findall(ask.question.text)}
    return [
        one
        for one in figures
        if one.year and any(one.number == number and unit.startswith(one.unit or "\0") for number, unit in named)
    ]


def asks_now(ask: Ask) -> bool:
    """Whether a question asks how much there is by now, in no year that it names."""
    return bool(NOW.search(ask.question.text)) and not (ask.question.years or ask.question.periods)


def latest(ask: Ask, figures: list[Figure]) -> list[Figure]:
    """Of what is asked as it is now (现有, 目前) what was reached last, as the plan with the latest period tells it; no aim."""
    if not asks_now(ask):
        return figures
    figures = [one for one in figures if one.kind != "target"]
    starts = [ask.context.documents[one.citation.document_id].metadata.get("period_start", "") for one in figures]
    figures = [one for one, start in zip(figures, starts, strict=True) if start == max(starts)]
    last = max((one.year for one in figures if one.year.isdigit()), default="")
    return [one for one in figures if one.year in ("", last) or not one.year.isdigit()]


def own_periods(ask: Ask) -> list[tuple[Period, bool]]:
    """The two periods that two clauses ask about, one of them for a target: “十四五”达到多少，2030年的目标是多少; else []."""
    clauses = ((list(iter_periods(one)), bool(TARGET.search(one))) for one in CLAUSE.findall(ask.question.text))
    told = [(periods[0], aimed) for periods, aimed in clauses if len(periods) == 1]
    is_one_of_each = sorted(aimed for _, aimed in told) == [False, True] and told[0][0].end != told[1][0].end
    return told if is_one_of_each and len(ask.question.periods) == len(told) else []


def is_of_period(year: str, period: Period) -> bool:
    """Whether a figure's year is that of a period: its last one, or the whole (“十四五”期间)."""
    told = next(iter_periods(year), None)
    return year == str(period.end) or (told is not None and (told.start, told.end) == (period.start, period.end))


def of_kind(ask: Ask, figures: list[Figure]) -> list[Figure]:
    """Targets where a target is asked for, changes where a change is; else what the plan gives as a level."""
    text = ask.question.text
    apart = [
        [one for one in figures if is_of_period(one.year, period) and (one.kind == "target") == aimed]
        for period, aimed in own_periods(ask)
    ]
    if apart and all(apart):
        return [one for own in apart for one in own]
    wanted = "change" if CHANGE.search(text) else "target" if TARGET.search(text) else "actual"
    if len(ask.question.years) > 1 and wanted != "change":  # 2020年是多少，2025年目标是多少: each year's own
        told = {(one.year, one.kind) for one in figures}
        last = max(ask.question.years)
        kinds = {
            year: ("target", "actual")[:: 1 if wanted == "target" and year == last else -1]
            for year in ask.question.years
        }
        first = {year: next((kind for kind in order if (year, kind) in told), "") for year, order in kinds.items()}
        return [one for one in figures if one.kind == first.get(one.year)]
    if wanted == "change" and YEARLY.search(text):  # what grew in all is no growth a year
        return [one for one in figures if one.kind == "change" and one.basis in PER_YEAR]
    if (
        wanted == "change"
        and SUMS.search(text)
        and (sums := [one for one in figures if one.kind == wanted and is_sum(one)])
    ):
        return sums
    aimed = [one for one in figures if one.kind == "target" and RATE.search(one.indicator)]
    if aimed and RATE.search(text) and TARGET.search(text):  # 增速不低于多少
        return aimed
    own = [one for one in figures if one.row.get("kind") == wanted]
    if RATE.search(text) and not own:  # a level is no rate
        return [one for one in figures if RATE.search(one.indicator)]
    aims = (
        ("change", "target") if wanted == "actual" and "实际" in text else ("change",)
    )  # no aim was reached by itself
    levels = [one for one in figures if one.row.get("kind") not in aims]
    return own or (levels if wanted != "change" else figures)
