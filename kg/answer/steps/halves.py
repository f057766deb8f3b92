"""Two plans in one question: each is asked on its own, both are told, and two figures of one unit are set against each other."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.answer.asked.intents import Asking
from kg.answer.asked.question import Question
from kg.answer.asked.reading import Ask
from kg.answer.asked.scope import CUT, of_periods, read_scope
from kg.answer.figures.differing import COMPUTED
from kg.answer.model import ANSWERED, Answer, titled
from kg.answer.quotes.wanted import ASKS
from kg.answer.steps.keeping import own_plans
from kg.records import Document
from kg.text.periods import iter_periods

JOINT = re.compile(r"(?:里|中)?(?:[和与跟同、及]|以及)")
AGAINST = re.compile(r"(?:里|中)?(?:的.{0,12})?[比较]")
EACH = re.compile(r"(?:分别|各自|各)(?=[\u4e00-\u9fff])")
MORE = re.compile(r"(?:更|要|还)?(?:多|少|高|低|大|小|增加|增长|提高|减少|下降)(?:了|出)?(?=多少|几)")
SET = re.compile("(?:定|设|确定|提出|规定|要求)(?:为|成|的|了|的是)?(?=多少|几)")
SAID = re.compile("的?(?:说法|表述|提法|写法|讲法)(?:上)?")
AGAIN = re.compile(r"(?<=[\u4e00-\u9fff])[又还]|^[又还而那到，,]+")
OPENING = "比较到按和与跟"
PAUSE = re.compile(r"[，,；;]")
FIGURES = re.compile("多少|几(?!乎)|多[大高长]|目标值|增[速幅长]")  # of two times both are told by one reading
PARTNER = re.compile("^[与和同跟][^，。？]{2,12}(?:共建|合建|合作|协作|联合|共同)")  # whose plan need not be meant
TOLD_BY = re.compile("^[^，的]{2,16}(?:共建|合建|合作|建设|打造|设立|成立|运营)的(?=[^，的]{3,16}，)")
TAKEN_UP = re.compile("^[它其该这那此]")
PIECES = 2
Answering = Callable[[Question], Answer]
UNTOLD = "没有找到答案。"


@dataclass(frozen=True)
class Mention:
    """Where a question names a plan, and which documents that is."""

    start: int
    end: int
    documents: tuple[str, ...]


def halves(
    text: str, own: Sequence[str], asking: Asking, documents: Mapping[str, Document]
) -> list[tuple[str, tuple[str, ...]]]:
    """The question once for each of the two plans that it names, with the plan's documents; [] where it names no two.

    `own` are the plans of the place that the question names: the second plan is mostly named without it.
    """
    every = list(_mentions(text, own, asking, documents))
    found = [one for one in every if not any(set(one.documents) > set(other.documents) for other in every)]
    found = found or _periods(text, own, documents)
    if len(found) != PIECES or set(found[0].documents) & set(found[1].documents):
        return []
    first, last = found
    before, between, after = text[: first.start], text[first.end : last.start], text[last.end :]
    names = (text[first.start : first.end], text[last.start : last.end])
    if JOINT.fullmatch(between):
        after = SET.sub("是", EACH.sub("", after))
        said = (
            SAID.match(after) if before.endswith("，") else None
        )  # of a theme named ahead: 甲区的定位，两份规划的说法是什么
        plain = f"{before.rstrip('，')}{after[said.end() :]}" if said else ""
        asked = [plain or f"{before}{name}{after}" for name in names]
    elif AGAINST.fullmatch(between) and MORE.search(after):
        asked = [f"{before}{between[1:-1] if '的' in between else ''}{MORE.sub('是', after)}"] * PIECES
    elif pieces := _clauses(text, first, last):
        asked = pieces
    else:
        return []
    return [(one, mention.documents) for one, mention in zip(asked, found, strict=True)]


def answer_halves(
    ask: Ask, read: Callable[[str], Question], one: Answering, is_held: Callable[[], bool]
) -> Answer | None:
    """Both plans' answers, that which has none said; None where neither is answered, or `is_held`: one reading holds both."""
    question, documents = ask.question, ask.context.documents
    own = () if PARTNER.search(question.text) else own_plans(ask)
    asked = halves(question.text, own, ask.asking, documents)
    if not asked or is_held():
        return None
    replies = [_in_plan(text, keys, read, one) for text, keys in asked]
    if len({reply.status for reply in replies}) == PIECES:  # what the one plan tells of it the other may leave out
        plain = [TOLD_BY.sub("", text).replace("哪些", "什么") for text, _ in asked]
        replies = [
            reply if reply.status == ANSWERED else _in_plan(text, keys, read, one)
            for reply, text, (_, keys) in zip(replies, plain, asked, strict=True)
        ]
    good = [reply for reply in replies if reply.status == ANSWERED]
    if not good or (len(good) < PIECES and not good[0].query):  # a sentence on one half alone tells too little
        return None
    told = [
        f"{_source(reply, keys, documents)}：{reply.text if reply.status == ANSWERED else UNTOLD}"
        for (_, keys), reply in zip(asked, replies, strict=True)
    ]
    rows = tuple(dict.fromkeys(row for reply in good for row in reply.answers))
    gap = _gap(replies)
    return replace(good[0], question=question.text, text=" ".join([*told, *([gap] if gap else [])]), answers=rows)


def _source(reply: Answer, keys: Sequence[str], documents: Mapping[str, Document]) -> str:
    """The plan that an answer is from; of none the first that was asked."""
    cited = (one.document_id for row in reply.answers for one in row.evidence)
    return titled(documents[next((key for key in cited if key in keys), keys[0])].title)


def _in_plan(text: str, keys: tuple[str, ...], read: Callable[[str], Question], one: Answering) -> Answer:
    """The answer to one half from its plan; without the place where that alone reaches a figure, the plan being the place's."""
    question = read(text)
    reply = one(replace(question, documents=keys))
    if reply.query is not None:
        return reply
    bare = text
    for link in question.links:
        bare = bare.replace(link.text, "") if link.of_type(["Region"]) else bare
    other = one(replace(read(bare), documents=keys)) if bare != text else reply
    return other if other.status == ANSWERED and (other.query or reply.status != ANSWERED) else reply


def _mentions(text: str, own: Sequence[str], asking: Asking, documents: Mapping[str, Document]) -> Iterator[Mention]:
    """The plans that a question names, in order, each back to the last pause."""
    kinds = "|".join(map(re.escape, sorted(asking.words["document"], key=len, reverse=True)))
    ages = (*asking.words["earlier"], *asking.words["later"])
    last = 0
    for match in re.finditer(kinds, text):
        start = max((cut.end() for cut in CUT.finditer(text, last, match.start())), default=last)
        before = text[: match.end()]  # 创新规划 is no 新规划
        start = max([start, *(match.end() - len(age) for age in ages if re.search(f"(?<!创){age}$", before))])
        start += len(text[start : match.end()]) - len(text[start : match.end()].lstrip(OPENING))
        name = text[start : match.end()]
        keys = read_scope(name, tuple(iter_periods(name)), asking, documents).documents
        keys = tuple(key for key in keys if key in own) or keys
        if keys and len(keys) < len(documents):
            yield Mention(start, match.end(), keys)
        last = match.end()


def _periods(text: str, own: Sequence[str], documents: Mapping[str, Document]) -> list[Mention]:
    """The plans of two five-year periods of which a question asks in turn what they want of a thing; [] where it asks for figures."""
    told = [one for one in iter_periods(text) if one.kind == "plan"]
    made = []
    for one in told if not FIGURES.search(text) else ():
        keys = of_periods([one], documents)
        made.append(Mention(*one.span, tuple(key for key in keys if key in own) or keys))
    is_each = len(made) == PIECES and all(one.documents for one in made)
    return made if is_each and _clauses(text, *made) else []


def _clauses(text: str, first: Mention, last: Mention) -> list[str]:
    """The asks before and behind the pause between two plans, each with what stands ahead of both; [] where one asks nothing."""
    cut = max((one.start() for one in PAUSE.finditer(text, first.end, last.start)), default=-1)
    if cut < 0:
        return []
    ahead = max((one.end() for one in PAUSE.finditer(text, 0, first.start)), default=0)
    topic, left, right = text[:ahead], text[ahead:cut], text[cut + 1 :]
    if ASKS.search(topic) or not (ASKS.search(left) and ASKS.search(right)):
        return []
    subject = text[ahead : first.start]  # 甲中心上一轮规划要…，新规划又要…
    own = text[cut + 1 : last.start].strip("而那到又还")
    carried = subject if not (topic or own or TAKEN_UP.match(right)) else ""
    return [f"{topic}{AGAIN.sub('', side.strip('，,；; ？?'))}？" for side in (left, f"{carried}{right}")]


def _gap(replies: Sequence[Answer]) -> str:
    """How far the two figures lie apart; '' where the answers are not one number each, of one unit."""
    figures = [{(row.value, row.unit) for row in reply.answers if row.value} for reply in replies]
    if any(len(one) != 1 for one in figures) or any(reply.status != ANSWERED for reply in replies):
        return ""
    (first, unit), (last, other) = (next(iter(one)) for one in figures)
    try:
        apart = float(str(last).replace(",", "")) - float(str(first).replace(",", ""))
    except ValueError:
        return ""
    said = "个百分点" if unit == "%" else unit or ""
    told = f"后者比前者{'多' if apart > 0 else '少'}{round(abs(apart), 6):g}{said}" if apart else "两者相同"
    return f"{told}{COMPUTED}。" if unit == other else ""
