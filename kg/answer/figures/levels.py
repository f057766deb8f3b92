"""The class of size that a plan aims at for a cluster or park (五百亿级以上某产业集群), and which of two classes is the larger."""

import re
from dataclasses import dataclass

from kg.answer.asked.reading import Ask, with_citations
from kg.answer.mentions import sentence_at
from kg.answer.model import ANSWERED, Answer, AnswerRow, Citation
from kg.text.normalize import quoted
from kg.text.numbers import parse_number

HEAD = "集群|特色园|产业园|园区|基地"
LEVELED = re.compile(
    rf"(?P<level>(?P<size>[\d一二三四五六七八九十百千万]*[亿])元?级(?:以上)?)(?:规模)?的?(?P<noun>[\u4e00-\u9fffA-Za-z]{{2,20}}?(?P<head>{HEAD}))"
)
SIZE = "(?<!用地)(?<!占地)(?<!投资)(?<!建设)(?<!建筑)(?<!人口)(?<!招生)(?:规模|能级|量级|级别|体量)"
ASKED = re.compile(
    f"(?:什么|多大)的?{SIZE}(?!的)|{SIZE}(?:要|会|能|将|会|有|是|达到?|做到)*(?:什么|多大|几)|几[十百千]?亿级$"
)
TOLD = re.compile(rf"{SIZE}[^，。；]{{0,10}}[\d一二三四五六七八九十百千万]|[十百千万\d]亿?元?级")
LARGER = re.compile(f"哪一?[个家][^，。]{{0,8}}{SIZE}(?:目标)?(?P<more>[更最][大高小低])")


@dataclass(frozen=True)
class Level:
    """A class of size with what it is aimed at for and its sentence."""

    noun: str
    said: str
    size: float
    citation: Citation


def tells_size(ask: Ask, text: str) -> bool:
    """Whether a text tells a size where the class of size is asked for; True where another thing is."""
    return not ASKED.search(ask.question.text.rstrip("？?")) or bool(TOLD.search(text))


def is_of_asked_head(ask: Ask, told: str) -> bool:
    """Whether a figure of this is one of the cluster or park whose size is asked for: 产值 of an industry is none of its 集群."""
    heads = re.findall(HEAD, ask.question.text) if ASKED.search(ask.question.text.rstrip("？?")) else []
    return not heads or any(head in told for head in heads)


def answer_level(ask: Ask) -> Answer | None:
    """The classes of size of what the question names, or the larger of two; None where one has none or two, or both the same."""
    text = ask.question.text.rstrip("？?")
    larger = LARGER.search(text)
    if not larger and not ASKED.search(text):
        return None
    names = dict.fromkeys(link.text for link in ask.question.links if link.of_type(["Industry", "Cluster", "Park"]))
    told = [_levels(ask, name) for name in names]
    if (
        not told
        or any(len({(one.noun, one.said) for one in own}) != 1 for own in told)
        or len(told) != 1 + bool(larger)
    ):
        return None
    levels = [own[0] for own in told]
    said = "，".join(f"{one.noun}的规模为{quoted(one.said)}" for one in levels)
    if larger:
        least = larger["more"][1] in "小低"
        levels.sort(key=lambda one: one.size, reverse=not least)
        if levels[0].size == levels[1].size:
            return None
        said = f"{levels[0].noun}的规模更{larger['more'][1]}：{said}"
    cited = tuple(dict.fromkeys(one.citation for one in levels))
    name = levels[0].noun if larger else levels[0].said
    rows = (AnswerRow(name, "Item", value=levels[0].said if larger else None, group=levels[0].noun, evidence=cited),)
    return Answer(ask.question.text, ANSWERED, "passage", with_citations(f"{said}。", rows), rows)


def _levels(ask: Ask, name: str) -> list[Level]:
    """What the plans asked about say of the thing with this name and of the asked kind (集群 is no 产业园)."""
    found = []
    for key in ask.scope:
        document = ask.context.documents[key]
        for match in LEVELED.finditer(document.text):
            is_it = ask.asking.spell(match["noun"]).startswith(ask.asking.spell(name))
            if is_it and match["head"] in ask.question.text:
                citation = sentence_at(document, match.start())
                found.append(Level(match["noun"], match["level"], parse_number(match["size"]) or 0.0, citation))
    return found
