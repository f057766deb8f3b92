"""Where the asker is: 我区, 本市 mean the loaded plans' region of that level; 全市 is not what a district's plan counts.

市里的哪些文件 asks for papers of that level alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.answer.model import Answer, AnswerRow
from kg.extract.words.lexer import NAME_TAGS, lex
from kg.records import Document

OWN = re.compile(r"(?:我们?|本|咱们?)(?P<level>[省市区县州旗镇乡])(?![域城])")
WHOLE = re.compile(r"(?<![占居列])(?P<word>全(?P<level>[省市]))(?![性面])")
LEVELS = {"省": "省", "市": "市", "区": "区县", "县": "区县", "州": "市", "旗": "区县", "镇": "乡镇", "乡": "乡镇"}
THIS_YEAR = re.compile(r"今年|本年度?|去年|上年度?|明年")
NEXT = {"去年": -1, "上年": -1, "上年度": -1, "明年": 1}
YEAR_PLAN = re.compile(r"(?<![—\-–～至到\d])(20\d\d)年(?![—\-–～至到])")  # a plan of one year, no period
COUNTED = frozenset({"indicator", "series", "difference", "compare"})
OF_PAPER = re.compile(  # 落实市里哪两个文件
    r"(?P<level>国家|中央|[省市区县州旗](?=里|级|上|一级|层面))(?:里|一?级|上)?(?:层面)?(?:上?的|(?:发布|印发|出台|制定|下发|出|发|定)的?)?(?:是|有)?"
    r"(?=(?:哪|什么)[^，。？]{0,6}(?:文件|规划|政策|办法|意见|计划|方案|法规|通知|纲要))"
)
OF_LEVEL = re.compile(
    "国家(?=[级立批])|国务院|中央|[省市区县](?=里|级|委|政府|科|发改|经信|工信|财政|农业|商务|教育|卫健|人社)"
)
NATIONAL = re.compile(  # a ministry's paper is the state's: 工业和信息化部关于…
    "国家|全国|中国|国务院|中共中央|中央|中华人民共和国|(?![^部]*(?:[省市区县州旗]|党委))[一-龥]{2,8}部(?:办公厅)?(?=等|关于|印发|[、，《])"
)
ISSUERS = {"国": NATIONAL, "省": re.compile("省"), "市": re.compile("市"), "区县": re.compile("[区县旗]")}


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


def paper_level(text: str) -> str:
    """The level whose papers alone a question asks for (市里的哪些文件): 国, 省, 市 or 区县; '' where it asks for any."""
    match = OF_PAPER.search(text)
    return LEVELS.get(match["level"], "国") if match else ""


def is_of_level(title: str, before: str, level: str) -> bool:
    """Whether a paper is of a level: by the place that its title begins with, else by who issued it in the words before."""
    if NATIONAL.match(title):
        return level == "国"
    name = re.match("中共", title)
    tokens = lex(title[name.end() if name else 0 :])
    first = tokens[0] if tokens else None
    if first and first.tag in NAME_TAGS and first.text[-1] in LEVELS:
        return LEVELS[first.text[-1]] == level
    return bool(ISSUERS[level].search(before)) if level in ISSUERS else False


def levels_in(text: str) -> set[str]:
    """The levels that a text speaks of: 国 by 国家级, 市 by 市级 and 市科委."""
    return {LEVELS.get(match[0][0], "国") for match in OF_LEVEL.finditer(text)}
