"""What a plan puts under a number and a name: 三大优势集群, “两带”, 双引擎, 多点; only a list of as many things counts."""

import re
from collections.abc import Iterator, Sequence

from kg.answer.lists import ITEM_HEAD, ITEM_TAIL, LONGEST_ITEM, Listed, own_title, span_rows
from kg.answer.model import ANSWERED, Answer
from kg.answer.passages import Found
from kg.answer.reading import Ask
from kg.records import Chunk, Document, Section
from kg.text.numbers import parse_number

NUMBER, UNIT = r"[一二两双三四五六七八九十多]|\d{1,2}", "大|个|项|类|条|种"
ASKED = re.compile(
    rf"(?<![第十百千\d.年])(?P<term>(?:{NUMBER})(?:{UNIT})?(?P<noun>[\u4e00-\u9fff、]{{1,20}}?))[”\"]?"
    r"(?:具体|主要|分别|都|各自?|里|中)*(?:是|指|有|包括|包含|涵盖|为|叫|即)(?:的)?(?:是)?(?:具体|分别|都)?"
    r"(?:什么|哪(?:些|[一二两三四五六七八九十几\d]+)?(?:个|大|家|项|类|条|种|方面|地方|领域|区域|部分|(?P=noun))*)[？?]?$"
)
PART = re.compile(  # 一核|两翼|三基地, but 四个一批 whole
    rf"(?P<n>{NUMBER})(?:{UNIT})?(?P<noun>(?!(?:{UNIT})(?:{NUMBER}))[^一二两双三四五六七八九十多\d、]{{1,8}})"
)
WHOLE = re.compile(rf"^(?P<n>{NUMBER})(?:{UNIT})?(?P<noun>.+)")
EACH = re.compile(r"[\u4e00-\u9fff]{1,3}(?:为|是|即)(?P<thing>[^，,；;]+)")  # 东翼为甲，西翼为乙
LONG, TELLING = 6, 4  # characters of a name that a plan may cut up, and those at its end that tell it then
VERB = re.compile(
    "(?:巩固|提升|统筹|推进|加快|培育|发展|壮大|做[大强优精]|打造|建设|布局)(?=.{2})"
)  # 培育|发展|软件信息服务业
TWO = frozenset("两二双")
JOINS = (
    "、",
    "、|和(?!平|谐)|以及",
    "、|和(?!平|谐)|与|以及|及(?!其|零)",
    "、|和(?!平|谐)|与|以及|及",
)  # the narrowest split that gives the number stands


def answer_named_set(ask: Ask) -> Answer | None:
    """The things that a plan names under the number and the name asked for; None where it lists another number of them."""
    asked = ASKED.search(ask.question.text)
    terms = list(PART.finditer(asked["term"])) if asked else []
    if asked and "".join(term[0] for term in terms) != asked["term"].replace("、", ""):  # 四个一批 is one
        terms = list(WHOLE.finditer(asked["term"]))
    found = {term[0]: one for term in terms if (one := _first(ask, term))}
    if not found:
        return None
    silent = "".join(ask.asking.message("untold_part", part=term[0]) for term in terms if term[0] not in found)
    text = "".join(f"{term}：{said}{'' if said.endswith(('。', '。”')) else '。'}" for term, (_, said) in found.items())
    rows = tuple(row for own, _ in found.values() for row in own)
    return Answer(ask.question.text, ANSWERED, ask.intent.name, f"{text}{silent}", rows)


def _first(ask: Ask, term: re.Match[str]) -> Listed | None:
    """The list that the first plan has under a term (三基地, also written 三大基地), with its sentence."""
    number = "[两二双]" if term["n"] in TWO else term["n"]
    wanted = None if term["n"] == "多" else 2 if term["n"] in TWO else int(parse_number(term["n"]) or 0)
    pattern = rf"{number}(?:{UNIT})?(?:{_qualities(ask)})?{term['noun']}"
    for document in (ask.context.documents[key] for key in ask.scope):
        ending = _ending(document, term["noun"], wanted)
        for found, spans in (*_under(document, pattern, wanted), *_beside(document, pattern, wanted), *ending):
            return _listed(found, spans)
    return None


def _qualities(ask: Ask) -> str:
    """What may stand between number and noun: 工业 of 「某市工业的六个支点」, which a plan writes 六个工业支点."""
    asked = ASKED.search(ask.question.text)
    words = re.split(r"[，。的]", ask.question.text[: asked.start()].removesuffix("的"))[-1] if asked else ""
    return "|".join(re.escape(words[at:]) for at in range(len(words) - 1))


def set_term(ask: Ask) -> str:
    """The number and name that the question asks the things of (两翼), of a long one its end; '' for another question."""
    asked = ASKED.search(ask.question.text)
    term = asked["term"] if asked else ""
    return term if len(term) <= LONG else term[-TELLING:]


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
        each = [one.span("thing") for one in EACH.finditer(text, start, end)] if match.re is behind else []
        spans = next((own for last in ends for own in _splits(text, start, last, wanted)), None)
        spans = each if len(each) > 1 and _is_right(len(each), wanted) else spans
        section = next((one for one in reversed(document.sections) if one.start <= start < one.end), None)
        if spans:
            yield _found(document, section, match.start(), max(match.end(), spans[-1][1])), spans


def _ending(document: Document, noun: str, wanted: int | None) -> Iterator[tuple[Found, list[tuple[int, int]]]]:
    """Runs of as many things that all end in the noun: 新建一批、改造一批、搬迁一批 are three 一批."""
    one = rf"[^，,。；;：:、\n\t“”]{{1,{LONGEST_ITEM}}}?{re.escape(noun)}"
    for match in re.finditer(rf"{one}(?:(?:、|和|及|以及|与){one})+", document.text) if len(noun) > 1 else ():
        spans = next(_splits(document.text, *match.span(), wanted), None)
        if wanted and spans and all(document.text[first:last].endswith(noun) for first, last in spans):
            section = next((one for one in reversed(document.sections) if one.start <= match.start() < one.end), None)
            yield _found(document, section, *match.span()), spans


def _splits(text: str, start: int, end: int, wanted: int | None) -> Iterator[list[tuple[int, int]]]:
    """The run parted in as many items as are wanted, the first without the verb that begins it."""
    if head := ITEM_HEAD.match(re.split("[、和与及]", text[start:end])[0]):
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
