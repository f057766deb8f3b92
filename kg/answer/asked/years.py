"""The years that a question means: those it writes, and 今年 as its plans have it."""

import re
from collections.abc import Collection, Sequence

from kg.records import Document
from kg.text.periods import Period, iter_periods

THIS_YEAR = re.compile("今年|本年|当年|全年")
PERIOD = re.compile(r"20\d\d\s*[—－–~～至-]+\s*20\d\d")
WHOLE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
BESIDE_YEAR = re.compile(  # 到2028年，较2025年增加, 以2025年为基数: the figure is not of 2025
    r"(?:比|较|相比|对比)(?:于)?20\d\d年?|[以在]20\d\d年(?=[^，。；]{0,8}(?:为?基[础数期准年]|为起点))"
)
CLAUSE = re.compile("[^，,；;：:。]+")
DATED = re.compile(r"20\d\d|\d+月|\d+日")


def years_asked(text: str, periods: Sequence[Period]) -> tuple[str, ...]:
    """The single years that a question names, a plan's end year among them.

    Where it names one alone, and that only to compare with, the end of the plan's period that it speaks of:
    “十五五”期间要比2025年净增多少 is of 2030.
    """
    single = [str(period.end) for period in periods if period.start == period.end]
    years = list(dict.fromkeys([*single, *WHOLE_YEAR.findall(text)]))
    spans = [one for one in periods if one.kind == "plan" and one.start < one.end]
    if len(years) == len(spans) == 1 and spans[0].start - 1 <= int(years[0]) < spans[0].end:
        years += [str(spans[0].end)] if BESIDE_YEAR.search(text) else []
    return tuple(years)


def this_year(documents: Sequence[Document]) -> tuple[str, ...]:
    """今年 as the plans mean it: the one year that the titles of those asked about name; () where it cannot be told."""
    years = {year for one in documents for year in WHOLE_YEAR.findall(PERIOD.sub("", one.title))}
    return tuple(years) if len(years) == 1 else ()


def tells_of(sentence: str, years: Collection[int]) -> bool:
    """Whether a clause of a sentence holds a figure of one of the years: of its own years, else of those told last before it."""
    told: list[Period] = []
    for clause in CLAUSE.findall(BESIDE_YEAR.sub("", sentence)):
        told = list(iter_periods(clause)) or told
        is_of = not told or any(period.start <= year <= period.end for period in told for year in years)
        if is_of and re.search(r"\d|[一二两三四五六七八九十百千万]+[余多]?[个家项座所名条]", DATED.sub("", clause)):
            return True
    return False
