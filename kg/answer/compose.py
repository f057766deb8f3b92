"""Questions in two steps: 「它所在的园区发展什么」, 「既…又…的企业」, and several asks in one sentence."""

import re
from collections.abc import Callable
from dataclasses import replace

from kg.answer.folding import fold
from kg.answer.model import ANSWERED, Answer, AnswerRow

PLACE_NOUN = r"(?:[\u4e00-\u9fff]{0,6}?(?:园中园|产业园区|产业园|园区|分园|园|产业基地|基地|开发区|功能区|商务区|片区|小镇|组团|区|镇|地方|地))"
WHERE_IT_IS = re.compile(
    rf"(?P<thing>[^，。？]{{2,30}}?)(?:所在|落户|入驻|位于)的(?:那个|这个|那家)?{PLACE_NOUN}(?=[^的]|$)"
)
BOTH = re.compile(
    r"(?P<head>.*?)(?:既|不仅|不但)(?:是|又是|有)?(?P<first>.+?)[，,、]?(?:又|也|还|而且|同时)(?:是)?(?P<second>[^？?]+)"
)
HEAD_NOUN = re.compile(r"(?:哪|什么|几|多少)[些个家几]*(?P<noun>[\u4e00-\u9fff]{2,4}?)(?=$|是|有)")
ASKS = re.compile(r"多少|几[个家项章届次种条]|什么|哪|谁|怎么样|如何|多大|多高")
Answering = Callable[[str], Answer]


def in_two_steps(text: str, answering: Answering) -> Answer | None:
    """The answer to a question that needs another's answer first; None where it is of one step or the first step fails."""
    return _by_place(text, answering) or _by_both(text, answering)


def _by_place(text: str, answering: Answering) -> Answer | None:
    """「甲所在的园区发展什么产业」: where 甲 is, then the question about that place."""
    match = WHERE_IT_IS.search(text)
    if not match or not text[match.end() :].strip("？? ，"):
        return None
    first = answering(f"{match['thing']}在哪个园区？")
    places = [row for row in first.answers if row.type in {"Park", "Region"}]
    if first.status != ANSWERED or first.intent != "place_of" or not places:
        return None
    second = answering(f"{places[0].name}{text[match.end() :]}")
    if second.status != ANSWERED:
        return None
    return replace(second, question=text, text=f"{second.text}{first.text}")


def _by_both(text: str, answering: Answering) -> Answer | None:
    """「哪家企业既是甲，又获评乙」: the rows that answer both halves."""
    match = BOTH.search(text)
    if not match:
        return None
    noun = HEAD_NOUN.search(match["head"])
    what = noun["noun"] if noun else "企业"
    halves = [answering(f"{half.strip('，, 的')}的{what}有哪些？") for half in (match["first"], match["second"])]
    if any(half.status != ANSWERED for half in halves):
        return None
    shared = [(left, right) for left in halves[0].answers for right in halves[1].answers if _same(left, right)]
    if not shared:
        return None
    rows = tuple(
        replace(left, evidence=tuple(dict.fromkeys((*left.evidence, *right.evidence)))) for left, right in shared
    )
    names = "、".join(dict.fromkeys(row.name for row in rows))
    return replace(halves[0], question=text, text=f"{names}。{halves[0].text}{halves[1].text}", answers=rows)


def _same(left: AnswerRow, right: AnswerRow) -> bool:
    if left.entity_id and left.entity_id == right.entity_id:
        return True
    forms = {fold(name) for name in (left.name, *left.aliases)}
    return bool(forms & {fold(name) for name in (right.name, *right.aliases)})


def in_parts(text: str, answering: Answering) -> Answer | None:
    """「甲是多少，乙是多少」: each part answered on its own; None where there is one part or one stays unanswered."""
    parts = [part for part in re.split(r"[，,；;]", text.rstrip("？? ")) if part.strip()]
    if len(parts) < 2 or not all(ASKS.search(part) for part in parts[1:]) or not ASKS.search(parts[0]):
        return None
    answers = [answering(f"{part}？") for part in parts]
    if any(one.status != ANSWERED for one in answers):
        return None
    rows = tuple(row for one in answers for row in one.answers)
    return replace(answers[0], question=text, text=" ".join(one.text for one in answers), answers=rows)
