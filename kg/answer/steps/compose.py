"""Questions of both halves, 「既…又…的企业」, and of several sentences."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.answer.folding import fold
from kg.answer.model import ANSWERED, Answer, AnswerRow

BOTH = re.compile(
    r"(?P<head>.*?)(?:既|不仅|不但)(?:是|又是|有)?(?P<first>.+?)[，,、]?(?:又|也|还|而且|同时)(?:是)?(?P<second>[^？?]+)"
)
HEAD_NOUN = re.compile(r"(?:哪|什么|几|多少)[些个家几]*(?P<noun>[\u4e00-\u9fff]{2,4}?)(?=$|是|有)")
Answering = Callable[[str], Answer]


def several(text: str, answers: Sequence[Answer]) -> Answer:
    """The answers to a question of several sentences as one: answered where any is, each refusal still said."""
    good = [one for one in answers if one.status == ANSWERED]
    rows = tuple(row for one in good for row in one.answers)
    return replace((good or answers)[0], question=text, text=" ".join(one.text for one in answers), answers=rows)


def in_both(text: str, answering: Answering) -> Answer | None:
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
