"""What a place or part is meant to be: 某板块的定位是什么, answered by 某板块重点打造某某区, 定位为某某, 建设成为某某; in the plan's words."""

import re
from collections.abc import Iterator

from kg.answer.asked.reading import Ask, merge, with_citations
from kg.answer.folding import fold
from kg.answer.model import ANSWERED, Answer, AnswerRow, Citation
from kg.records import Document
from kg.text.normalize import quoted
from kg.text.sentences import sentence_from

POSITION = re.compile(
    r"^(?P<of>.+?)的?(?:(?:功能|发展|战略|总体|主导|区域|空间)*定位(?:分别|主要|具体)?(?:是|为|有|成)?(?:什么|哪些|哪几个|如何|怎样|怎么样|啥)"
    r"|(?:是)?(?:怎么|如何|怎样)定位|(?:定位|打造|建设|建|发展)成为?(?:了)?(?:什么|怎样|啥|一个什么))"
)
FORWARD = "(?:(?:将|要|拟|力争|努力|着力|重点|全力|聚力|加快|率先|主动|逐步|共同)*)"
ROLE = "[^，。；、：\\n]{1,40}?(?:[区城谷港极带核]|高地|中心|枢纽|基地|引擎|样板|标杆|门户|窗口|名片|家园|新城|示范|阵地|走廊|支点|承载地|策源地|目的地|集聚地|首选地|功能)"
SET = f"(?:功能|发展|总体|战略)*定位(?:为|是|于|：|:)?|{FORWARD}(?:打造|创建|建设|建|发展|培育|提升|形成|塑造)?成为?|{FORWARD}(?:打造|创建|塑造|形成)|作为|是"
WISH = "(?:(?:将|要|拟|力争|努力|着力|重点|全力|聚力)+建设(?=[^，。；、]{0,36}(?:[区城谷极]|高地|枢纽|样板|标杆)[，。；、]))"
SAID = rf"(?:(?P<told>{SET}|{WISH})(?P<role>{ROLE}(?:[、和与]{ROLE})*)(?=[，。；\n]|$))"
AHEAD = re.compile("(?:要|将|拟|打算|计划|准备|未来|今后|最终|到20\\d\\d年)+$")
EACH = re.compile("(?:都|各自?)?(?:分别|各自)")
CLAUSE = re.compile("[^，。；\n]+[，。；\n]?")
PLACED = re.compile(SAID)
LED = re.compile(
    "(?:^|[\n。；]|建设|[为是即]|做[强优大]|培育)$"
)  # 规划建设某谷，面积…，打造某某; 东翼为某片区，聚焦…，打造某某
COUNTED = re.compile(r"\d|[一二两三四五六七八九十]+[个座家处条]")  # 打造3个中心 is a task


def answer_position(ask: Ask) -> Answer | None:
    """What each plan sets the named part to be, a clause each; None where none says it."""
    asked = POSITION.search(ask.question.text)
    parts = {part: _rows(ask, part) for part in _parts(asked["of"], ask.question.text)} if asked else {}
    kept = merge(row for rows in parts.values() for row in rows)
    if not kept:
        return None
    said = [
        f"{quoted(rows[0].group or part)}的定位：{'；'.join(row.name for row in rows)}"
        for part, rows in parts.items()
        if rows
    ]
    silent = "".join(ask.asking.message("untold_part", part=part) for part, rows in parts.items() if not rows)
    whole = dict.fromkeys(quoted(one.quote.replace("\n", " ")) for row in kept for one in row.evidence)
    told = with_citations(f"{'；'.join(said)}。", kept)
    text = f"{told}原文：{'；'.join(whole)}。{silent}"
    return Answer(ask.question.text, ANSWERED, ask.intent.name, text, kept)


def _parts(said: str, text: str) -> list[str]:
    """The several things of which a question asks each (甲和乙分别); else the one."""
    each, bare = EACH.search(text), EACH.split(said)[0].rpartition("的")[2]
    names = re.split("以及|[和与及、]", AHEAD.sub("", bare)) if each else []
    return names if len(names) > 1 and all(len(one) > 2 for one in names) else [said]


def _rows(ask: Ask, said: str) -> tuple[AnswerRow, ...]:
    documents = (ask.context.documents[key] for key in ask.scope)
    return merge(row for one in documents for name in _names(ask, said, one) for row in _told(one, name))


def asks_position(ask: Ask) -> bool:
    """Whether a question asks what something is meant to be, or to become."""
    return bool(POSITION.search(ask.question.text))


def _names(ask: Ask, said: str, document: Document) -> list[str]:
    """The names by which a document may call what is asked about, the longest first: its own, and without the place before it."""
    said = AHEAD.sub("", said)
    last = [link for link in ask.question.links if fold(said).endswith(link.text)]
    known = [name for link in last for one in link.entities for name in (one.name, *one.aliases)]
    bare = said.rpartition("的")[2] or said
    places = sorted((word for limit in ask.place for word in limit.said), key=len, reverse=True)
    cut = [bare.removeprefix(word).lstrip("的") for word in places if bare.startswith(word) and bare != word]
    names = dict.fromkeys(one.strip('“”"') for one in (said, bare, *known, *cut))
    return [one for one in sorted(names, key=len, reverse=True) if len(one) > 2 and one in document.text][:1]


def _told(document: Document, name: str) -> Iterator[AnswerRow]:
    """The clauses that begin with the name, or stand right under it as a heading, and say what it is meant to be."""
    text = document.text
    for match in re.finditer(rf"{re.escape(name)}[”\"]?(?:（[^（）\n]{{1,20}}）)?(?P<head>[：:。]?[ 　]*\n?|——)", text):
        start = match.end()
        before = text[max(0, match.start() - 1) : match.start()]
        is_head = bool(match["head"]) and text.rfind("\n", 0, match.start()) >= match.start() - 6
        if match["head"] and not is_head:
            continue
        is_told_of = text[start : start + 1] == "，" and bool(
            LED.search(text[max(0, match.start() - 4) : match.start()])
        )
        if before and not is_head and not is_told_of and re.match("[\u4e00-\u9fff]", before):
            continue  # 支持某板块打造: somebody else is told
        start += is_told_of
        clauses = list(CLAUSE.finditer(text, start, max(start, sentence_from(text, start)[1])))
        first, last = (clauses[0], clauses[-1]) if clauses else (None, None)
        for clause in clauses:
            placed = PLACED.match(text, clause.start())
            if is_told_of and clause is first and placed:
                break  # 建设某园，打造某某: what comes of building it
            if placed and not COUNTED.search(placed["role"]):
                cited = Citation.at(document, match.start(), last.end() if last else start)
                yield AnswerRow(placed["role"], "Item", group=name, evidence=(cited,))
            elif clause is first and not is_told_of:
                break
