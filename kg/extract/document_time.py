"""What time a document speaks of as a whole: up to when its figures are reached, and for when its aims are."""

import re

from kg.extract.indicator_time import Clock
from kg.records import Document
from kg.text.periods import iter_periods

# Kinds of ontology/vocabularies/plan_kinds.yaml.
MEASURES = ("行动计划", "行动方案", "实施方案", "分工方案", "工作报告", "实施意见", "指导意见")
REPORTED = re.compile(r"(?:总结|回顾|汇报|公报|简报|情况)(?:的?(?:报告|通报))?$")


def clock_of(document: Document) -> Clock:
    """The clock of a document, before any sentence sets it.

    Figures up to its date, else up to the year before its period, count as reached; in a plan for one year those up to
    the year before. Aims without a year are for the year, or the last year of the period, that its title or text states.
    """
    meta = document.metadata
    title = meta.get("subject_policy") or document.title
    date, start, end = (meta.get(key, "") for key in ("date", "period_start", "period_end"))
    dated = int(date[:4]) if date[:4].isdigit() else 0
    year = dated or (int(start) - 1 if start.isdigit() else 0)
    periods = list(iter_periods(title))
    if len(periods) == 1 and periods[0].start == periods[0].end and REPORTED.search(title):
        return Clock(None, periods[0].end, 0, periods[0].end, reports=True)
    annual = periods[0].end if len(periods) == 1 and periods[0].start == periods[0].end and plans(document) else 0
    if annual:
        return Clock(None, min(year or annual, annual - 1), annual, annual, plans=True)
    stated = any(period.start < period.end for period in periods) or (start and start != date[:4])
    return Clock(None, year, int(end) if stated and end.isdigit() else 0, dated, plans=plans(document))


def plans(document: Document) -> bool:
    """Whether a document sets out measures for a time, so that what it counts is to be, unless it says otherwise."""
    return document.metadata.get("kind") in MEASURES
