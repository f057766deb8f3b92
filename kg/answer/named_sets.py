"""What a plan puts under a number and a name: 三大优势集群, “两带”, 双引擎, 多点; only a list of as many things counts."""

import re
from collections.abc import Iterator, Sequence

from kg.answer.lists import ITEM_HEAD, ITEM_TAIL, LONGEST_ITEM, Listed, own_title, span_rows
from kg.answer.model import ANSWERED, Answer
from kg.answer.passages import Found
from kg.answer.reading import Ask
from kg.records import Chunk, Document, Section
from kg.text.numbers import parse_number

ASKED = re.compile(
    r"(?<![第十百千\d.年])(?P<term>(?P<n>[一二两双三四五六七八九十多]|\d{1,2})(?:大|个|项|类|条|种)?(?P<noun>[\u4e00-\u9fff]{1,8}?))[”\"]?"
    r"(?:具体|主要|分别|都|各自?|里|中)*(?:是|指|有|包括|包含|涵盖|为|叫|即)(?:的)?(?:是)?(?:具体|分别|都)?"
    r"(?:什么|哪(?:些|[一二两三四五六七八九十几\d]+)?(?:个|大|家|项|类|条|种|方面|地方|领域|区域|部分|(?P=noun))*)[？?]?$"
)
VERB = re.compile("(?:培育|发展|壮大|做[大强优精]|打造|建设|布局)(?=.{2})")  # 培育|发展|软件信息服务业
TWO = {"两", "二", "双"}
JOINS = (
    "、",
    "、|和(?!平|谐)|与|以及|及(?!其|零)",
    "、|和(?!平|谐)|与|以及|及",
)  # the narrowest split that gives the number stands


def answer_named_set(ask: Ask) -> Answer | None:
    """The things that a plan names under the number and the name asked for; None where it lists another number of them."""
    asked = ASKED.search(ask.question.text)
    if not asked:
        return None
    wanted = None if asked["n"] == "多" else 2 if asked["n"] in TWO else int(parse_number(asked["n"]) or 0)
    term = _pattern(asked)
    for document in (ask.context.documents[key] for key in ask.scope):
        for found, spans in (*_under(document, term, wanted), *_beside(document, term, wanted)):
            rows, text = _listed(found, spans)
            ended = text if text.endswith(("。", "。”")) else f"{text}。"
            return Answer(ask.question.text, ANSWERED, ask.intent.name, f"{asked['term']}：{ended}", rows)
    return None


def is_named_set(ask: Ask) -> bool:
    """Whether the question is what a number and a name stand for: a list that some sentence has beside them is another."""
    return bool(ASKED.search(ask.question.text))


def _pattern(asked: re.Match[str]) -> str:
    number = f"[{''.join(sorted(TWO))}]" if asked["n"] in TWO else asked["n"]
    return rf"{number}(?:大|个|项|类|条|种)?{asked['noun']}"


def _listed(found: Found, spans: Sequence[tuple[int, int]]) -> Listed:
    first, last = min(found.start, spans[0][0]), max(found.end, spans[-1][1])
    return span_rows(found, spans, "Item", (first, last))


def _under(document: Document, term: str, wanted: int | None) -> Iterator[tuple[Found, list[tuple[int, int]]]]:
    """The sections right under a heading that has the term, where they are as many."""
    for section in document.sections:
        children = [one for one in document.sections if one.parent_id == section.id]
        if re.search(term, section.heading) and _is_right(len(children), wanted):
            end = section.start + len(section.heading)
            yield _found(document, section, section.start, end), [own_title(document, one) for one in children]


def _beside(document: Document, term: str, wanted: int | None) -> Iterator[tuple[Found, list[tuple[int, int]]]]:
    """The items of a list right behind the term (“两带”即甲、乙) or right before it (甲、乙、丙三大集群)."""
    text = document.text
    behind = re.compile(
        rf"[“\"]?{term}[”\"]?(?:[，,]?(?:即|是指|指|为|是|包括|分别是|分别为)|[:：])[“\"]?(?P<list>[^。；\n]+)"
    )
    before = re.compile(rf"(?P<list>[^，,。；：:\n]+?)(?:等)?[“\"]?{term}")
    ahead = before.finditer(text) if wanted != 1 else ()
    for match in (*behind.finditer(text), *ahead):
        start, end = match.span("list")
        pauses = [place.start() for place in re.finditer("[，,]", text[start:end])] if match.re is behind else []
        ends = [*(start + pause for pause in pauses), end]
        spans = next((own for last in ends for own in _splits(text, start, last, wanted)), None)
        section = next((one for one in reversed(document.sections) if one.start <= start < one.end), None)
        if spans:
            yield _found(document, section, match.start(), max(match.end(), spans[-1][1])), spans


def _splits(text: str, start: int, end: int, wanted: int | None) -> Iterator[list[tuple[int, int]]]:
    """The run parted in as many items as are wanted, the first without the verb that begins it."""
    if head := ITEM_HEAD.match(text[start:end]):
        start += head.end()
    while verb := VERB.match(text[start:end]):
        start += verb.end()
    if tail := ITEM_TAIL.search(text[start:end]):
        end = start + tail.start()
    for join in JOINS:
        spans, place = [], start
        for cut in re.finditer(join, text[start:end]):
            spans.append((place, start + cut.start()))
            place = start + cut.end()
        spans.append((place, end))
        if _is_right(len(spans), wanted) and all(1 < last - first <= LONGEST_ITEM for first, last in spans):
            yield spans


def _is_right(number: int, wanted: int | None) -> bool:
    return number == wanted if wanted else number > 1


def _found(document: Document, section: Section | None, start: int, end: int) -> Found:
    path, heading = (section.path, section.heading) if section else ((), "")
    chunk = Chunk("", document.id, section.id if section else "", path, heading, start, end)
    return Found(document, chunk, start, end, 1.0)
