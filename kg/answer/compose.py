"""Questions in two steps: 「它所在的园区发展什么」, 「既…又…的企业」, and several asks in one sentence."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.answer.folding import fold
from kg.answer.limits import Limit, row_holds
from kg.answer.model import ANSWERED, Answer, AnswerRow

PLACE_NOUN = r"(?:[\u4e00-\u9fff]{0,6}?(?:园中园|产业园区|产业园|园区|分园|园|产业基地|基地|开发区|功能区|商务区|片区|小镇|组团|区|镇|地方|地))"
WHERE_IT_IS = re.compile(
    rf"(?P<thing>[^，。？]{{2,30}}?)(?:所在|落户|入驻|位于)的(?:那个|这个|那家)?{PLACE_NOUN}(?=[^的]|$)"
)
BOTH = re.compile(
    r"(?P<head>.*?)(?:既|不仅|不但)(?:是|又是|有)?(?P<first>.+?)[，,、]?(?:又|也|还|而且|同时)(?:是)?(?P<second>[^？?]+)"
)
BY_DEED = re.compile(
    r"(?P<deed>建设|承建|共建|运营|牵头建设|牵头|实施|投资|打造|开发|组建)(?:了|的)?(?P<thing>[^，。？、]{2,30}?)的(?:那家|这家|那些)?"
    r"(?P<noun>企业|公司|单位|机构|高校|院校|院所|主体)(?!(?:都|一共|共|分别)?(?:有|是|包括)(?:哪|谁|什么|多少|几))(?P<rest>[^，。？]{3,})"
)
BY_ROLE = re.compile(
    r"(?P<thing>[^，。？、]{2,40}?)的(?P<role>(?:建设|实施|承建|投资|运营|牵头|依托|业主)(?:单位|主体|方|企业|公司)|投资方|业主)"
    r"(?P<rest>(?:属于|位于|从事|主营|主要做|是做|在哪|还|又|也|获|得过|拥有|同时)[^，。？]+)"
)
DOERS = {
    **dict.fromkeys(("企业", "公司"), frozenset({"Enterprise"})),
    **dict.fromkeys(("高校", "院校", "院所"), frozenset({"Institution"})),
}
MOST_DOERS = 4
HEAD_NOUN = re.compile(r"(?:哪|什么|几|多少)[些个家几]*(?P<noun>[\u4e00-\u9fff]{2,4}?)(?=$|是|有)")
ASKS = re.compile(r"多少|几(?!乎)|什么|哪|谁|怎么样|如何|多大|多高")
PAUSE = re.compile(r"[，,；;、]")
BARE = re.compile(
    rf"(?:由|分别|一共|又|都|还|各|的|在|是|要|位于)*(?:{ASKS.pattern})"
)  # begins with what it asks: of the first's subject
DATED = re.compile(r"20\d\d|[今去明前]年|目标|实际|增长|增幅|增速")  # a figure of another year is another figure
WHICH = re.compile(r"(?:分别|各|都|又|具体)*(?:是|有|为|叫)?(?:哪|什么)[几些]?[项个家条种座]?")
OF_THEM = re.compile(r"其中(?:的|有)?")
COUNT = re.compile(r"多少|几(?!乎)")
COUNTED = re.compile(
    rf"(?:{COUNT.pattern})[个家项户座套件条名人支所只处批]?[\u4e00-\u9fff]*?(?P<noun>[\u4e00-\u9fff]{{2}})(?=$|[？?])"
)
HOLLOW = re.compile(
    rf"(?:其中|而|那|到)*(?:20\d\d年?)?的?(?:目标值?|实际|现状|基期值?|增速|增幅|规模)?(?:要|将|定|达|提高|增长)*(?:是|为|有|到)?(?:{ASKS.pattern})"
)  # names no quantity: of the first's, without its year
OWN_YEAR = re.compile(r"20\d\d年?|(?:完成|达到|实现)了?$")
OF = re.compile(r"(?:的|由|是|在|有|归|分别|一共)+$")
UNTOLD = "问题中的“{}”没有找到答案。"
Answering = Callable[[str], Answer]


def in_two_steps(text: str, answering: Answering) -> Answer | None:
    """The answer to a question that needs another's answer first; None where it is of one step or the first step fails."""
    return _by_place(text, answering) or _by_both(text, answering) or _by_deed(text, answering)


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


def _by_deed(text: str, answering: Answering) -> Answer | None:
    """「建设甲平台的企业还承担哪些项目」: who builds 甲, then the question about each of them, without 甲 itself."""
    if match := BY_ROLE.search(text):
        return _by_role(text, match, answering)
    match = BY_DEED.search(text)
    if not match:
        return None
    noun, thing = match["noun"], match["thing"]
    doers = DOERS.get(noun, frozenset({"Enterprise", "Institution", "Department"}))
    asked = [f"{thing}由哪家{noun}{match['deed']}？", f"哪些{noun}{match['deed']}{thing}？"]
    replies = [reply for one in asked if (reply := answering(one)).status == ANSWERED and reply.query]
    first = next((one for one in replies if {row.type for row in one.answers} <= doers), None)
    if first is None or len(first.answers) > MOST_DOERS:
        return None
    said = match["rest"].lstrip("还又都也另外同时")
    second = [reply for row in first.answers if (reply := answering(f"{row.name}{said}")).status == ANSWERED]
    known = {fold(thing), *(fold(row.group or "") for row in first.answers)}
    rows = tuple(row for reply in second for row in reply.answers if fold(row.name) not in known)
    if not rows:
        return None
    names = "、".join(dict.fromkeys(row.name for row in rows))
    said = "".join([f"{names}。", *(one.text for one in second), first.text])
    return replace(second[0], question=text, text=said, answers=rows)


def _by_role(text: str, match: re.Match[str], answering: Answering) -> Answer | None:
    """「甲项目的建设单位属于哪个产业」: who it is, then the question about it; the first alone where the second has no answer."""
    first = answering(f"{match['thing']}的{match['role']}是谁？")
    if first.status != ANSWERED or not 0 < len(first.answers) <= MOST_DOERS or not first.query:
        return None
    who = dict.fromkeys(
        str(row.value) if row.type == "Project" else row.name for row in first.answers
    )  # its row tells it
    second = [reply for name in who if (reply := answering(f"{name}{match['rest']}？")).status == ANSWERED]
    if not second:
        return replace(first, question=text, text=f"{first.text} {UNTOLD.format(match['rest'])}")
    rows = tuple(row for reply in (*second, first) for row in reply.answers)
    return replace(second[0], question=text, text="".join(one.text for one in (*second, first)), answers=rows)


def several(text: str, answers: Sequence[Answer]) -> Answer:
    """The answers to a question of several sentences as one: answered where any is, each refusal still said."""
    good = [one for one in answers if one.status == ANSWERED]
    rows = tuple(row for one in good for row in one.answers)
    return replace((good or answers)[0], question=text, text=" ".join(one.text for one in answers), answers=rows)


def tells_of(text: str, rows: Sequence[AnswerRow]) -> bool:
    """Whether rows have to do with what the question tells somebody by: 甲平台 in 「建设甲平台的企业」."""
    match = BY_DEED.search(text)
    limit = Limit((match["thing"],), frozenset({fold(match["thing"])})) if match else None
    return limit is None or any(row_holds(row, limit) for row in rows)


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

    `covers`: whether an answer is of the kind that a part asks for; `name_in`: the names in a text that the graph knows, in a row.
    """
    parts = _parts(text)
    if len(parts) < 2:
        return whole
    is_told = whole.status == ANSWERED
    if is_told and whole.query is None:  # one sentence for all: it gives way where the graph answers every part
        each = [_one_part(part, parts[0], answering, name_in) for part in parts]
        if not all(one and one.query for one in each):
            return whole
        is_told = False
    dated = set(DATED.findall(parts[0]))
    same = {part for part in parts if part == parts[0] or set(DATED.findall(part)) <= dated}
    told = is_told and all(row.name in whole.text for row in whole.answers)
    same_list = {
        part for part in parts[1:] if told and WHICH.fullmatch(part)
    }  # 有几项，分别是哪几项: the list says both
    kept = {part for part in parts if is_told and part in same and covers(whole, part)} | same_list
    open_parts = [part for part in parts if part not in kept]
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
    asked, counted = ASKS.search(first), COUNTED.search(first)
    if counted and OF_THEM.search(part) and counted["noun"] not in part:  # 多少个项目，其中新开工几个: 新开工项目几个
        part = COUNT.sub(lambda match: f"{counted['noun']}{match[0]}", OF_THEM.sub("", part), count=1)
    hollow = bool(HOLLOW.match(part)) and not BARE.match(part)
    bare = hollow or bool(BARE.match(part))
    before = OF.sub("", first[: asked.start()]) if asked and bare else ""
    before = OWN_YEAR.sub("", before) if hollow else before
    subject = "" if part == first or name_in(part) else (before if hollow else name_in(first) or before)
    for one in dict.fromkeys([f"{subject}{part}？"] + ([] if bare and part != first else [f"{part}？"])):
        found = answering(one)
        if found.status == ANSWERED:
            return found
    return None
