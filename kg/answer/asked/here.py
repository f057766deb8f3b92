"""Where the asker is: 我区, 本市 mean the loaded plans' region of that level; 全市 is not what a district's plan counts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.answer.model import Answer, AnswerRow
from kg.records import Document

OWN = re.compile(r"(?:我们?|本|咱们?)(?P<level>[省市区县州旗镇乡])(?![域城])")
WHOLE = re.compile(r"(?<![占居列])(?P<word>全(?P<level>[省市]))(?![性面])")
LEVELS = {"省": "省", "市": "市", "区": "区县", "县": "区县", "州": "市", "旗": "区县", "镇": "乡镇", "乡": "乡镇"}
THIS_YEAR = re.compile(r"今年|本年度?|去年|上年度?|明年")
NEXT = {"去年": -1, "上年": -1, "上年度": -1, "明年": 1}
YEAR_PLAN = re.compile(r"(?<![—\-–～至到\d])(20\d\d)年(?![—\-–～至到])")  # a plan of one year, no period
COUNTED = frozenset({"indicator", "series", "difference", "compare"})


@dataclass(frozen=True)
class Here:
    """A question with 我区 put in words: `regions` are what it may mean, none where no plan of that level is loaded."""

    text: str
    said: str = ""  # 我区
    level: str = ""
    regions: tuple[str, ...] = ()


def localise(text: str, documents: Mapping[str, Document]) -> Here:
    """The question with its own region's name where just one is loaded; else as it is, with the regions it may mean."""
    match = OWN.search(text)
    if not match:
        return Here(text)
    loaded = dict.fromkeys(document.metadata.get("region", "") for document in documents.values())
    regions = tuple(region for region in loaded if region.endswith(match["level"]))
    if len(regions) != 1:
        return Here(text, match[0], match["level"], regions)
    return Here(f"{text[: match.start()]}{regions[0]}{text[match.end() :]}", match[0], match["level"], regions)


def dated(text: str, documents: Mapping[str, Document]) -> str:
    """The question with 今年 as the year of the plan that is meant, where one year is in the titles of those in question."""
    if not THIS_YEAR.search(text):
        return text
    named = [one for one in documents.values() if (region := one.metadata.get("region", "")) and region in text]
    years = {int(year) for one in named or documents.values() for year in YEAR_PLAN.findall(one.title)}
    if len(years) != 1:
        return text
    year = years.pop()
    return THIS_YEAR.sub(lambda match: f"{year + NEXT.get(match[0], 0)}年", text)


def said_level(text: str) -> str:
    """全市 or 全省 where the question says so, else ''."""
    match = WHOLE.search(text)
    return match["word"] if match else ""


def within_level(text: str, found: Answer, documents: Mapping[str, Document]) -> tuple[AnswerRow, ...]:
    """The rows that may answer a question about 全市 or 全省: of a plan of that level, or with the word in their quote."""
    match = WHOLE.search(text)
    if not match:
        return found.answers
    word, level = match["word"], LEVELS[match["level"]]
    kept = []
    for row in found.answers:
        evidence = tuple(
            one
            for one in row.evidence
            if word in one.quote or documents[one.document_id].metadata.get("level", "") in (level, "")
        )
        if evidence:
            kept.append(replace(row, evidence=evidence))
    return tuple(kept)
