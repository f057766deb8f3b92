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
WHO_DOES = re.compile(
    r"(?P<thing>[^，。？]{3,30}?)的(?P<who>建设单位|承建单位|实施主体|实施单位|建设主体|依托单位|运营单位|投资方|业主单位|业主)(?P<rest>(?!是(?:谁|哪|什么[？?]?$)|有(?:谁|哪)|为|由|分别|都)[^？?]{3,})"
)
DOES = re.compile(
    r"(?:建设|承建|运营|实施|投资|打造)(?P<thing>[^，。？]{3,30}?)的(?:那家|这家)?(?:企业|公司|单位|机构|集团)(?P<rest>[^？?]{3,})"
)
HEAD_NOUN = re.compile(r"(?:哪|什么|几|多少)[些个家几]*(?P<noun>[\u4e00-\u9fff]{2,4}?)(?=$|是|有)")
ASKS = re.compile(r"多少|几(?!乎)|什么|哪|谁|怎么样|如何|多大|多高")
PAUSE = re.compile(r"[，,；;、]")
BARE = re.compile(
    rf"(?:由|分别|一共|又|都|还|各|的|在|是|要|位于)*(?:{ASKS.pattern})"
)  # begins with what it asks: of the first's subject
HOLLOW = re.compile(
    rf"(?:其中|而|那|到)*(?:20\d\d年?)?的?(?:目标值?|实际|现状|基期值?|增速|增幅|规模)?(?:要|将|定|达|提高|增长)*(?:是|为|有|到)?(?:{ASKS.pattern})"
)  # names no quantity: of the first's, without its year
DATED = re.compile(r"20\d\d年?|(?:完成|达到|实现)了?$")
OF = re.compile(r"(?:的|由|是|在|有|归|分别|一共)+$")
FURTHER = re.compile("[还又也]|另外|同时")
UNTOLD = "问题中的“{}”没有找到答案。"
Answering = Callable[[str], Answer]


def in_two_steps(text: str, answering: Answering) -> Answer | None:
    """The answer to a question that needs another's answer first; None where it is of one step or the first step fails."""
    return _by_place(text, answering) or _by_builder(text, answering) or _by_both(text, answering)


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


def _by_builder(text: str, answering: Answering) -> Answer | None:
    """「甲的建设单位属于什么产业」, 「建设甲的企业还有哪些项目」: who builds it, then the question about that one."""
    match = WHO_DOES.search(text) or DOES.search(text)
    if not match or not ASKS.search(match["rest"]):
        return None
    first = answering(f"{match['thing']}的实施主体是谁？")
    builders = [row.value if row.type == "Project" else row.name for row in first.answers]  # a project's row tells it
    if first.status != ANSWERED or not builders:  # 「还」 asks beyond what nobody is told to build
        return replace(first, question=text) if FURTHER.match(match["rest"]) and first.status != ANSWERED else None
    second = answering(f"{builders[0]}{match['rest']}？")
    if second.status != ANSWERED:
        return replace(first, question=text, text=f"{first.text}{UNTOLD.format(match['rest'])}")
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


def in_parts(
    text: str, whole: Answer, answering: Answering, covers: Callable[[Answer, str], bool], name_in: Callable[[str], str]
) -> Answer:
    """「甲由谁牵头、什么时候完成」: the whole's answer with those to the parts that it leaves open, and which part has none.

    `covers`: whether an answer is of the kind that a part asks for; `name_in`: the first name in a text that the graph knows.
    """
    parts = _parts(text)
    if len(parts) < 2:
        return whole
    is_told = whole.status == ANSWERED and whole.query is not None
    open_parts = [part for part in parts if not (is_told and covers(whole, part))]
    found = {part: _one_part(part, parts[0], answering, name_in) for part in open_parts}
    answered = [one for one in found.values() if one]
    covering = is_told and (len(open_parts) < len(parts) or not answered)
    good = ([whole] if covering else []) + answered
    if not good or (whole.status == ANSWERED and not any(one.query for one in good)):
        return whole  # one sentence of the plan that holds the whole question stands before sentences for its parts
    silent = [part for part, one in found.items() if one is None]
    said = [UNTOLD.format(part) for part in silent]
    rows = tuple(dict.fromkeys(row for one in good for row in one.answers))
    return replace(
        good[0], question=text, text=" ".join(dict.fromkeys([*(one.text for one in good), *said])), answers=rows
    )


def _parts(text: str) -> list[str]:
    """The asks of a question, one where it asks once: what stands between two pauses, each with a word that asks."""
    parts = [part.strip() for part in PAUSE.split(text.rstrip("？? ")) if part.strip()]
    whole = len(parts) > 1 and all(ASKS.search(part) for part in parts)
    return parts if whole else [text]


def _one_part(part: str, first: str, answering: Answering, name_in: Callable[[str], str]) -> Answer | None:
    """The answer to one part, said of what the first part is about where it names nothing itself (什么时候完成)."""
    asked = ASKS.search(first)
    hollow = bool(HOLLOW.match(part)) and not BARE.match(part)
    bare = hollow or bool(BARE.match(part))
    before = OF.sub("", first[: asked.start()]) if asked and bare else ""
    before = DATED.sub("", before) if hollow else before
    subject = "" if part == first or name_in(part) else (before if hollow else name_in(first) or before)
    for one in dict.fromkeys([f"{subject}{part}？"] + ([] if bare and part != first else [f"{part}？"])):
        found = answering(one)
        if found.status == ANSWERED:
            return found
    return None
