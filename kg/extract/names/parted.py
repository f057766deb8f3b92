"""Candidates that hold several names: 甲大学与乙能源, 甲智能联合乙大学, 甲药业建成乙实验室, 甲科技建设乙基地."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.words.candidates import Candidate

JOINED = re.compile(  # 甲大学与|乙能源, 丙股份与|丁时代
    r"(?P<left>[一-龥]{2,14}?(?:(?P<school>大学|学院|医院|研究院|研究所)|公司|集团|股份|药业|科技|电子))与(?P<right>[一-龥A-Za-z]{3,14})$"
)
ALLIED = re.compile(  # 甲智能联合|乙大学, 甲局会同|丙研究院; 联合创新研究院 is one
    r"(?P<left>[一-龥A-Za-z（）]{2,14}?(?P<school>大学|学院|医院|研究院|研究所)?)(?:联合|会同|携手|联手)"
    r"(?P<right>(?!大学|学院|研究|实验|创新|培养|办学|攻关|技术|产业|应用|工程|开发|育人|申报|申请|建设|共建|组建|成立|设立)"
    r"[一-龥]{2,14}(?:大学|学院|医院|研究院|研究所|科学院))$"
)
NO_ALLY = re.compile(r"(?:企业|单位|机构|高校|院所|园区|[局委厅办部])$|^[一-龥]{2}$")  # whoever they are, or no firm
# 支持|戊果业与|己大学: behind these words the first of two is no part of a school's name.
ASKED_JOINED = re.compile(
    r"(?P<left>[一-龥]{2,12}?(?:[一-龥]业|智能|智算|能源|生物|重工|动力|新材|航空)(?P<school>)?)与(?P<right>[一-龥A-Za-z]{3,14})$"
)
MADE = ("Platform", "Institution")
MAKES = re.compile(  # 甲药业建成|乙实验室, 甲大学合作建设|丙实验室: the lexer takes them for one
    r"(?P<maker>[一-龥（）()]{2,30}?(?:(?P<school>大学|学院|医院|研究院|研究所|科学院|设计院|工程院|总院|分院)|公司|集团|股份|药业|制药|科技|电子|生物|重工))"
    r"(?:牵头|合作|联合|共同|投资)?(?:建成|组建|获批|筹建|搭建|建设|共建|承建|打造|设立|成立|运营)了?"
    r"(?:(?:全[国省市区县州球]|国内|国际|世界|亚洲|行业|我[国省市区县])(?:首|第一|唯一)[个家条座台套]?的?|首[个家条座台套])?(?=.{5,})"
)
ASKED = re.compile(r"(?:支持|推动|鼓励|引导|推进|指导|帮助|助力|依托|由)$")
# 支持|某科技|建设|某生产基地: who is asked, and the work that it builds.
ASKED_TO_BUILD = re.compile(
    r"(?P<maker>[一-龥A-Za-z（）]{3,12}?(?<![省市区县州盟旗镇乡园府委局])(?<!基地))(?:投资|加快|牵头)?(?:建设|新建|扩建|实施|打造|开发)"
    r"(?:(?=.{5,})|(?<=公司..)(?=..)|(?<=集团..)(?=..))"
)
SHORTEST_WORK = 5  # characters of what is built: 甲集团建设|码头 names no work
MADE_THERE = re.compile(r"(?:生产|制造|加工|总装|研发|试验|中试|示范)基地$")  # what one firm builds is no park


def parts_of(text: str, candidate: Candidate) -> Iterator[Candidate]:
    """The candidate, or the names that it holds: two that a joint ties, a platform or works and who makes it."""
    asked = ASKED.search(text, max(0, candidate.start - 2), candidate.start)
    name = text[candidate.start : candidate.end] if candidate.type in ("Enterprise", "Institution") else ""
    pair = JOINED.match(name) or (ASKED_JOINED.match(name) if asked else None)
    if pair:
        left = "Institution" if pair["school"] else "Enterprise"
        yield replace(candidate, end=candidate.start + pair.end("left"), type=left)
        yield replace(candidate, start=candidate.start + pair.start("right"))
        return
    if allied := ALLIED.match(name):
        left = "Institution" if allied["school"] else "Enterprise"
        if not NO_ALLY.search(allied["left"]):
            yield replace(candidate, end=candidate.start + allied.end("left"), type=left)
        yield replace(candidate, start=candidate.start + allied.start("right"), type="Institution")
        return
    if (
        asked
        and candidate.type in ("Park", "Project")
        and (built := ASKED_TO_BUILD.match(text, candidate.start, candidate.end))
    ):
        work = "Project" if MADE_THERE.search(text, built.end(), candidate.end) else candidate.type
        yield replace(candidate, end=built.end("maker"), type="Enterprise", name="")
        if candidate.end - built.end() >= SHORTEST_WORK:
            yield replace(candidate, start=built.end(), type=work, name="")
        return
    made = MAKES.match(text, candidate.start, candidate.end) if candidate.type in MADE else None
    if made is None:
        yield candidate
        return
    yield replace(candidate, end=made.end("maker"), type="Institution" if made["school"] else "Enterprise")
    yield replace(candidate, start=made.end())
