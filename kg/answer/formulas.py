"""What a formula of a plan stands for: 两园 and 多点 of 「一核、两园、多点」, 四个一批, 三大工程; the members of the very part asked."""

import re
from collections.abc import Iterator, Sequence

from kg.answer.folding import fold
from kg.answer.frames import read_frames
from kg.answer.keeping import own_plans
from kg.answer.lists import items_in, own_title
from kg.answer.members import Member, members_of
from kg.answer.model import ANSWERED, NOT_FOUND, Answer, AnswerRow, Citation
from kg.answer.reading import Ask, with_citations
from kg.records import Document
from kg.text.normalize import quoted
from kg.text.numbers import parse_number
from kg.text.sentences import sentence_from

NUMERAL = "[一二两双三四五六七八九十多]"
PART = rf"{NUMERAL}(?:个|大|项|条|类)?[\u4e00-\u9fff]{{1,8}}?"
MARKS = "[“”\"'‘’「」]"
FORMULA = re.compile(rf"(?:{PART}[、，]?)+$")
PIECE = re.compile(rf"{PART}(?=[、，]|$|{NUMERAL}(?!批|体|流|级|定|起|致))")
MARKED = re.compile(r"[“\"「](?P<said>[^“”\"「」]{2,24})[”\"」](?:里|中|当中)?的?(?P<noun>[\u4e00-\u9fff]{0,8})$")
SPOKEN = re.compile(
    rf"(?P<said>(?:{NUMERAL}[\u4e00-\u9fff]{{1,2}}[、，]?){{2,5}}|(?<![第十百\d]){NUMERAL}(?:大[\u4e00-\u9fff]{{2,8}}|个一批))(?P<noun>)$"
)
ASKS = re.compile(
    r"(?:都|各|分别|具体|一共|主要)*(?:指的?是?|包括|包含|涵盖|是|为|有|对应|分布在|布局在)(?:了|着|的是)?(?:哪|什么(?!意思|含义|概念)|谁)|(?:各|都|分别)是(?:哪|什么)"
)
NOUN = re.compile(r"(?:(?:空间|产业|发展)?(?:格局|布局|体系|结构|工程|行动|战略|要求|工作法|模式|框架))?(?:里|中)?$")
SAID = r"{marks}?{part}{marks}?(?:[\u4e00-\u9fff]{{0,6}}?)?(?:[，,]?(?:即|分别为|分别是|分别指|是指|指的是|就是|包括|具体为|具体包括|为|是|指)[：:]?|[：:]|——|[（(](?:即|：)?)(?P<body>[^。；;\n（）()]+)"
SEE = re.compile(r"(?:详?见|参见)(?P<where>(?:附[件表]|专栏|表)\s*[\d一二三四五六七八九十]+(?:-\d+)?)")
STRIP = re.compile(
    rf"^(?:第?[一二三四五六七八九十\d]+[章节条、.．]|[（(][一二三四五六七八九十\d]+[）)]|[-—]+)\s*|{MARKS}"
)
MOST = 12
VERB = re.compile(
    "(?:(?:巩固|提升|统筹|推进|加快|培育|发展|壮大|做[大强优精]|打造|建设|布局)(?=.{2}))+"
)  # 培育发展|甲、乙: of the whole list
BATCH = "一批"
LONGEST = 24
STOP = re.compile("[。\n]")
CLAUSE = re.compile("[^，,；;。\n]+")
DEED = re.compile(
    "(?P<who>[一-鿿]{1,10}?[省市区县州旗盟镇乡园城港谷岛湾湖带轴核极翼片团地])(?P<deed>(?:将|则|要|[重着][点力]|主要|突出|率先|加快)*"
    "(?:发展|布局|建设|打造|培育|承担|主攻|聚焦|做[强大优精]|壮大|推进|依托|突出|承接|开展|侧重)[^，,；;。\n\t]+)"
)  # 甲市重点发展某某: the member with what it does
EACH = re.compile("[\u4e00-\u9fff]{1,6}(?:为|是|即|指)([^，,、；]+)")


def answer_formula(ask: Ask, *, last: bool = False) -> Answer | None:
    """The members of each asked part of a formula; None for other questions, and where a part is not spelled.

    `last`, when no fact answers either: those that are spelled, and not found where a plan writes a formula and spells none.
    """
    keys = ask.question.documents or own_plans(ask) or ask.question.timely or tuple(ask.context.documents)
    documents = [ask.context.documents[key] for key in keys]
    parts, is_sure = asked_parts(ask.question.text, documents)
    documents = [one for one in documents if all(part in _plain(one.text) for part in parts)]
    rows: list[AnswerRow] = []
    said = []
    for part in parts:
        found = next((found for one in documents if (found := list(_spelled(one, part)))), [])
        rows += [_row(ask, part, *one) for one in found]
        names = "、".join(_with_deed(*one) for one in found)
        said.append(
            f"{quoted(part)}指{len(found)}个：{names}" if found else f"没有找到写明{quoted(part)}各指什么的文字"
        )
    whole = all(any(row.group == part for row in rows) for part in parts)
    if rows and (whole or last):
        return Answer(ask.question.text, ANSWERED, "formula", with_citations(f"{'；'.join(said)}。", rows), tuple(rows))
    is_refused = last and not rows and parts and is_sure and (not documents or ask.question.form == "list")
    return _unspelled(ask, parts, documents) if is_refused else None


def asked_parts(text: str, documents: Sequence[Document]) -> tuple[list[str], bool]:
    """The parts of the formula whose members a question asks for, and whether it can be nothing else than a formula.

    多点 of 「一核、两园、多点」里的“多点”; ([], False) for other questions: 「“两园”产业是什么」 asks of their industries.
    """
    asks = ASKS.search(text)
    before = text[: asks.start()].rstrip("，, ") if asks else ""
    marked = MARKED.search(before)
    match = marked or SPOKEN.search(before.removesuffix("里").removesuffix("中"))
    said = match["said"].strip("、，") if match else ""
    if not match or not FORMULA.fullmatch(said):
        return [], False
    if not NOUN.fullmatch(match["noun"]) and not any(said + match["noun"] in _plain(one.text) for one in documents):
        return [], False
    parts = [one[0] for one in PIECE.finditer(said)]
    whole = "".join(parts) == re.sub("[、，]", "", said)
    return (parts, bool(marked) or len(parts) > 1) if whole else ([], False)


def _count(part: str) -> int | None:
    """How many members a part has by its numeral; None for 多."""
    sign = {"双": "二", "两": "二"}.get(part[0], part[0])
    return None if sign == "多" else int(parse_number(sign) or 0)


def _fits(part: str, members: Sequence[object]) -> bool:
    count = _count(part)
    return len(members) == count if count else 2 <= len(members) <= MOST


def _plain(text: str) -> str:
    return re.sub(MARKS, "", text)


def _spelled(document: Document, part: str) -> Iterator[tuple[str, Citation]]:
    """The members of a part with their places: under its heading, behind 即 and a colon, before its own words."""
    for ways in (_headed, _doing, _told, _before):
        found = list(ways(document, part))
        if _fits(part, found):
            yield from found
            return


def _headed(document: Document, part: str) -> Iterator[tuple[str, Citation]]:
    """The names behind the part in its own heading (两园：甲、乙), else the headings right under it."""
    for section in document.sections:
        heading = STRIP.sub("", STRIP.sub("", section.heading)).strip()
        head, colon, names = heading.partition("：")
        if not section.level or not (head.endswith(part) or head.startswith(part)):
            continue
        told = [one for one in re.split("[、，和与]", names) if one] if colon else []
        if _fits(part, told):
            end = section.start + len(section.heading)
            yield from ((one, Citation.of(document, section.path, section.start, end)) for one in told)
            return
        below = [one for one in document.sections if one.parent_id == section.id and one.kind not in {"box", "annex"}]
        if _fits(part, below):
            for one in below:
                start, end = own_title(document, one)
                yield document.text[start:end].strip(), Citation.of(document, one.path, start, end)
            return


def _doing(document: Document, part: str) -> Iterator[tuple[str, Citation]]:
    """Whom the clauses behind the part tell to do what: “多点”即甲市重点发展…，乙市重点发展…."""
    for match in re.finditer(SAID.format(marks=MARKS, part=re.escape(part)), document.text):
        start = match.start("body")
        stop = STOP.search(document.text, start)
        last = stop.start() if stop else len(document.text)
        clauses = [
            (deed, start + clause.start())
            for clause in CLAUSE.finditer(document.text[start:last])
            if (deed := DEED.fullmatch(clause[0]))
        ]
        found = {deed["who"]: Citation.at(document, at, at + len(deed[0])) for deed, at in clauses}
        if len(found) == len(clauses) and _fits(part, clauses):
            yield from found.items()
            return


def _with_deed(name: str, citation: Citation) -> str:
    """The member and, where a clause of its own tells it, what it does: 甲市（重点发展某某）."""
    deed = DEED.fullmatch(citation.quote)
    return f"{name}（{deed['deed']}）" if deed and deed["who"] == name else name


def _told(document: Document, part: str) -> Iterator[tuple[str, Citation]]:
    """What a sentence names behind the part: “两带”即甲、乙; or the table that it points to (多园：各园区见表2)."""
    for match in re.finditer(SAID.format(marks=MARKS, part=re.escape(part)), document.text):
        names, end = _behind(document.text, part, *match.span("body"))
        last = sentence_from(document.text, match.start())[1]
        if names:
            cited = Citation.at(document, match.start(), end)
            yield from ((one, cited) for one in names)
            return
        see = SEE.search(document.text[match.start() : last])
        if see and (members := _in_table(document, see["where"])) and _fits(part, members):
            yield from ((one.name, Citation.at(document, one.start, one.end)) for one in members)
            return


def _behind(text: str, part: str, start: int, end: int) -> tuple[list[str], int]:
    """The names behind a part up to their end: one up to the first comma, a list with 、, 「东翼为甲，西翼为乙」, or between commas."""
    body = text[start:end]
    if _count(part) != 1 and DEED.match(body):  # what the first of them does is no member
        return [], start
    until = start + len(body if part.endswith(BATCH) else re.split("[，,]", body)[0])
    first = [text[start:until].strip()] if _count(part) == 1 else _items(text, start, until)
    ways = [(first, until), (EACH.findall(body), end), ([one for one in re.split("[，,、]", body) if one], end)]
    for names, to in ways[: 3 if (_count(part) or 0) > 1 else 1]:
        names = [re.sub(rf"^(?:以|由|在)|{MARKS}", "", one).strip() for one in names]
        if _fits(part, names) and all(1 < len(fold(one)) <= LONGEST for one in names):
            return names, to
    return [], until


def _in_table(document: Document, where: str) -> list[Member]:
    return [one for frame in read_frames(where, [document]).frames for one in members_of(document, frame, "")]


def _before(document: Document, part: str) -> Iterator[tuple[str, Citation]]:
    """What stands right before the part as its list: 甲、乙和丙三大工程, “签约一批、开工一批”的“两个一批”."""
    if _count(part) == 1:
        return
    for match in re.finditer(
        rf"(?P<list>[^，,。；;：:\n\t]*(?:、|和|与|及)[^，,。；;：:\n\t]*?){MARKS}?(?:的|等)?{MARKS}?{re.escape(part)}",
        document.text,
    ):
        names = [re.sub(MARKS, "", one).strip() for one in _items(document.text, *match.span("list"))]
        if _fits(part, names) and not any(
            re.match(rf"{NUMERAL}(?:大|个)?[\u4e00-\u9fff]{{1,2}}$", one) for one in names
        ):
            yield from ((one, Citation.at(document, match.start(), match.end())) for one in names)
            return


def _items(text: str, start: int, end: int) -> list[str]:
    """What a run lists; of 「引进一批龙头、培育一批骨干」 each with its verb, which tells it apart."""
    if BATCH in text[start:end]:
        start = text.rfind("“", start, end) + 1 or start
        return [one for one in re.split("[、，,]", text[start:end]) if BATCH in one]
    first, *others = [text[left:right] for left, right in items_in(text, start, end)] or [""]
    first = first if any(VERB.match(one) for one in others) else VERB.sub("", first, count=1)
    return [first, *others] if first else others


def _row(ask: Ask, part: str, name: str, citation: Citation) -> AnswerRow:
    named = [one for link in ask.names.find(fold(name)) if link.text == fold(name) for one in link.entities]
    first = named[0] if named else None
    return AnswerRow(name, first.type if first else "Item", first.id if first else "", group=part, evidence=(citation,))


def _unspelled(ask: Ask, parts: Sequence[str], documents: Sequence[Document]) -> Answer:
    """Not found, with the place that writes the formula without spelling it where there is one."""
    what = "、".join(map(quoted, parts))
    if not documents:
        told = ask.asking.message("unmentioned", what=what, documents=ask.scope_names())
        return Answer(ask.question.text, NOT_FOUND, "formula", told)
    document = documents[0]
    place = re.search(f"{MARKS}?".join(map(re.escape, parts[0])), document.text)
    where = Citation.at(document, *sentence_from(document.text, place.start())).official if place else ""
    nearest = ask.asking.message("nearest", where=where) if where else ""
    text = ask.asking.message("unspelled", what=what, documents=ask.scope_names(), nearest=nearest)
    return Answer(ask.question.text, NOT_FOUND, "formula", text)
