"""What a plan spells out under a number and a name: only a list of as many things as the number says is one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.answer.asked.frames import read_frames
from kg.answer.model import Citation
from kg.answer.quotes.heading_lists import own_title
from kg.answer.quotes.lists import INNER_MARK, ITEM_HEAD, ITEM_TAIL, LONGEST_ITEM, items_in
from kg.answer.quotes.members import members_of
from kg.records import Document
from kg.text.sentences import sentence_from

NUMERALS, UNIT = "一二两双三四五六七八九十多", "大|个|项|类|条|种"
NUMBER = rf"(?:[{NUMERALS}]|\d{{1,2}})"
MARKS = "[“”\"'‘’「」]"
FORMULA = re.compile(rf"{NUMBER}(?:大|个)?[\u4e00-\u9fff]{{1,2}}")
SAID = r"{part}{marks}?(?:[\u4e00-\u9fff]{{0,6}}?)?(?:[，,]?(?:即|分别为|分别是|分别指|是指|指的是|就是|包括|具体为|具体包括|为|是|指)[：:]?|[：:]|——|[（(](?:即|：)?)(?P<body>[^。；;\n（）()]+)"
LISTED = r"(?P<list>[^，,。；;：:\n\t]*(?:、|和|与|及)[^，,。；;：:\n\t]*?){marks}?(?:的|等)?{marks}?{part}"
OTHERS = re.compile(  # 甲、乙两大主导产业和|丙、丁两大特色产业
    rf"(?<![第十百千\d.]){NUMBER}(?:{UNIT})[\u4e00-\u9fff]{{2,6}}?(?:以及|[、和与及])(?=[^，；。]*、)"
)
SEE = re.compile(r"(?:详?见|参见)(?P<where>(?:附[件表]|专栏|表)\s*[\d一二三四五六七八九十]+(?:-\d+)?)")
STOP = re.compile("[。\n]")
CLAUSE = re.compile("[^，,；;。\n]+")
DEED = re.compile(
    "(?P<who>[一-鿿]{1,10}?[省市区县州旗盟镇乡园城港谷岛湾湖带轴核极翼片团地])(?P<deed>(?:将|则|要|[重着][点力]|主要|突出|率先|加快)*"
    "(?:发展|布局|建设|打造|培育|承担|主攻|聚焦|做[强大优精]|壮大|推进|依托|突出|承接|开展|侧重)[^，,；;。\n\t]+)"
)  # 甲市重点发展某某: the member with what it does
DOING = "(?:将|要)?(?:重[点在]|着力|主要|突出|侧重|定位|作为|依托|围绕|以|打造|建设|建成|发展|布局|聚焦|承担|推[进动]|做[强大优精])"
EACH = re.compile("[\u4e00-\u9fff]{1,6}(?:为|是|即|指)(?P<thing>[^，,、；]+)")  # 东翼为甲，西翼为乙
PIECE = re.compile(
    "(?:[一二三四五六七八九十]是)?(?P<thing>[^，,：:；（(、“”]+)(?=[，,：:；（(]|$)"
)  # 甲项目，投资18亿元
HEAD = re.compile(f"(?:以|由|在|坚持|按照|采取)|{MARKS}")
VERB = re.compile(
    "(?:(?:巩固|提升|统筹|推进|加快|培育|发展|壮大|做[大强优精]|打造|建设|布局)(?=.{2}))+"
)  # 培育发展|甲、乙: of the whole list
JOINS = ("、", "、|和(?!平|谐)|以及", "、|和(?!平|谐)|与|以及|及(?!其|零)", "、|和(?!平|谐)|与|以及|及", "[，,、]")
JOINT = re.compile("[、和与及]")
ITEM_MARK = r"(?:—+|[-·•●]|[（(]?[一二三四五六七八九十\d]{1,2}[）).．、]|[一二三四五六七八九十]是)"
BRINGING = "(?:统筹|协同|加快)?(?:推进|推动|促进|支持|引导|带动|做[大强优精]|提升)"
COMMON = ("小区", "社区", "片区", "园区", "城区", "街区", "地区", "景区", "校区", "校园", "公园")  # are no names
BATCH = "一批"
MOST = 12  # of 多
TITLE_ENDS = 6  # characters before and behind the part in a sentence that is no more than its title

Told = list[tuple[str, Citation]]
Span = tuple[int, int]


@dataclass(frozen=True)
class Part:
    """One part of a formula as the question says it, how many things it stands for (None: 多), and how a plan may write it."""

    said: str
    count: int | None
    noun: str
    written: str

    def fits(self, members: Sequence[object]) -> bool:
        """Whether there are as many as the part says."""
        return len(members) == self.count if self.count else 2 <= len(members) <= MOST


def spelled_out(document: Document, part: Part) -> Iterator[Told]:
    """As many things as a part counts: under its heading, behind 即 and a colon, before its own words, with its noun at their end."""
    for ways in (_headed, _behind, _before, _after, _below, _ending):
        yield from (told for told in ways(document, part) if part.fits(told))


def _headed(document: Document, part: Part) -> Iterator[Told]:
    """The names behind the part in its own heading (两园：甲、乙), else the headings right under it."""
    for section in document.sections:
        head = section.heading if section.level else ""
        if not re.search(part.written, head) or (not part.count and not re.search(f"{part.said}(?:$|：)", head)):
            continue
        cited = Citation.of(document, section.path, section.start, section.start + len(head))
        yield [(one, cited) for one in re.split("[、，和与]", head.partition("：")[2]) if one]
        below = [one for one in document.sections if one.parent_id == section.id and one.kind not in {"box", "annex"}]
        spans = [own_title(document, one) for one in below]
        yield [(document.text[a:b].strip(), Citation.of(document, cited.section, a, b)) for a, b in spans]


def _behind(document: Document, part: Part) -> Iterator[Told]:
    """What a sentence names behind the part: “两带”即甲、乙; what each does; or the table that it points to (各园区见表2)."""
    text = document.text
    for match in re.finditer(SAID.format(marks=f"{MARKS}?", part=part.written), text):
        start, end = match.span("body")
        deeds = _deeds(text, start)
        yield [(deed["who"], Citation.at(document, a, b)) for deed, (a, b) in deeds]
        each = [one.span("thing") for one in EACH.finditer(text, start, end)]
        pieces = _pieces(text, start)
        for spans in (each, pieces) if part.count != 1 else ():
            yield from _told(document, [spans], (match.start(), max(end, spans[-1][1] if spans else end)))
        stops = [*(start + one.start() for one in re.finditer("[，,]", text[start:end])), end]
        is_apart = text.startswith("；", end) or deeds
        for stop in stops[:1] if is_apart or (part.count or 0) < 2 else stops:
            yield from _told(document, _splits(text, start, stop, part), (match.start(), stop))
        see = SEE.search(text, match.start(), sentence_from(text, match.start())[1])
        frames = read_frames(see["where"], [document]).frames if see else ()
        yield [
            (one.name, Citation.at(document, one.start, one.end))
            for own in frames
            for one in members_of(document, own, "")
        ]


def _deeds(text: str, start: int) -> list[tuple[re.Match[str], Span]]:
    """The clauses of a sentence that tell each thing and what it does; [] where one of them tells something else."""
    clauses = list(CLAUSE.finditer(text, start, _stop(text, start)))
    deeds = [(deed, clause.span()) for clause in clauses if (deed := DEED.fullmatch(clause[0]))]
    return deeds if len(deeds) == len(clauses) else []


def _stop(text: str, start: int) -> int:
    stop = STOP.search(text, start)
    return stop.start() if stop else len(text)


def _pieces(text: str, start: int) -> list[Span]:
    """What each piece of a sentence names first: 甲项目 of 「甲项目，投资18亿元；乙项目，4月开工」; [] where one names more."""
    pieces = list(re.finditer("[^；]+", text[start : _stop(text, start)]))
    named = [PIECE.match(text, start + one.start(), start + one.end()) for one in pieces]
    return [one.span("thing") for one in named if one] if all(named) else []


def _before(document: Document, part: Part) -> Iterator[Told]:
    """What stands right before the part as its list: 甲、乙和丙三大工程, “签约一批、开工一批”的“两个一批”."""
    for match in re.finditer(LISTED.format(marks=f"{MARKS}?", part=part.written), document.text):
        start, end = match.span("list")
        start = max((one.end() for one in OTHERS.finditer(document.text, start, end)), default=start)
        joint = JOINT.search(document.text, start, end)  # 甲区（以下简称乙）锚定|丙、丁
        start = max(start, document.text.rfind("）", start, joint.start() if joint else end) + 1)
        found = _splits(document.text, start, end, part) if part.count != 1 else ()
        yield from _told(document, found, match.span())


def _after(document: Document, part: Part) -> Iterator[Told]:
    """The things behind a formula in its own sentence that all end in the part's noun: “一园三区”布局，建设甲区、乙区、丙区."""
    text = document.text
    for match in re.finditer(part.written, text):
        start, end = sentence_from(text, match.start())
        if end - match.end() <= TITLE_ENDS and match.start() - start <= TITLE_ENDS:  # 三园支撑。建设甲园、乙园、丙园
            end = _stop(text, end)
        for run in CLAUSE.finditer(text, match.end(), max(end, match.end())):
            for told in _told(document, _splits(text, *run.span(), part), (start, end)):
                if part.count != 1 and all(name.endswith(part.noun) for name, _ in told):
                    yield told


def _below(document: Document, part: Part) -> Iterator[Told]:
    """The things that the sentences behind the part begin with, each with what it does: 做优四大板块。甲板块重点打造….

    Then with those that a sentence is to bring on: 推进丁区与某园联动发展.
    """
    text, noun = document.text, re.escape(part.noun)
    begins = rf"(?:^|[。；\n])\s*{ITEM_MARK}?(?:"
    within = rf"(?:^|[。；，\n])\s*{ITEM_MARK}?(?:"  # 做特“三岛”。甲岛重点发展…，乙岛重点发展…
    does = rf"(?P<thing>[\u4e00-\u9fff]{{1,12}}?{noun})(?=[”\"]?[，：:—]{{0,2}}{DOING})"
    brought = rf"(?:{BRINGING})(?P<brought>[\u4e00-\u9fff]{{1,8}}?{noun})(?<!{'|'.join(COMMON)})(?=[与和同])"
    ways = [re.compile(one, re.M) for one in (f"{begins}{does})", f"{begins}{does}|{brought})", f"{within}{does})")]
    for match in re.finditer(part.written, text) if part.count != 1 else ():
        section = next((one for one in reversed(document.sections) if one.start <= match.start() < one.end), None)
        for way in ways:
            found = way.finditer(text, match.end(), section.end if section else match.end())
            spans = [one.span(one.lastgroup or 0) for one in found]
            yield list({text[a:b]: Citation.at(document, *sentence_from(text, a)) for a, b in spans}.items())


def _ending(document: Document, part: Part) -> Iterator[Told]:
    """Runs of things that all end in the noun where that has a number itself: 新建一批、改造一批、搬迁一批 are three 一批."""
    one = rf"[^，,。；;：:、\n\t“”]{{1,{LONGEST_ITEM}}}?{re.escape(part.noun)}"
    runs = re.finditer(rf"{one}(?:(?:、|和|及|以及|与){one})+", document.text) if part.noun == BATCH else ()
    for match in runs:
        yield from _told(document, _splits(document.text, *match.span(), part), match.span())


def _told(document: Document, ways: Iterable[Sequence[Span]], cited: Span) -> Iterator[Told]:
    for spans in ways:
        names = [document.text[a:b].strip() for a, b in spans]
        names = [one if INNER_MARK.search(one) else re.sub(MARKS, "", one) for one in names]
        if all(1 < len(one) <= LONGEST_ITEM and not FORMULA.fullmatch(one) for one in names):
            yield [(one, Citation.at(document, *cited)) for one in dict.fromkeys(names)]


def _splits(text: str, start: int, end: int, part: Part) -> Iterator[Sequence[Span]]:
    """The ways to part a run in things, the first without what leads to all of them (培育甲、乙), with it where each has its own."""
    if part.noun == BATCH:  # 引进一批龙头、培育一批骨干: each is told by its verb
        start = text.rfind("“", start, end) + 1 or start
        head = HEAD.match(text[start:end])
        spans = _cut(text, start + head.end() if head else start, end, JOINS[-1])
        yield _led(text, spans) if all(BATCH in text[a:b] for a, b in spans) else ()
        return
    if head := HEAD.match(text[start:end]):
        start += head.end()
    if tail := ITEM_TAIL.search(text[start:end]):
        end = start + tail.start()
    if part.count == 1:
        yield [(start, end)]
        return
    for join in ("", *JOINS):
        yield _led(text, _cut(text, start, end, join) if join else items_in(text, start, end))


def _led(text: str, spans: Sequence[Span]) -> Sequence[Span]:
    """The things, the first without the verb that leads to all of them: 培育|甲、乙, but 培育甲、发展乙."""
    if not spans or any(VERB.match(text[a:b]) for a, b in spans[1:]):
        return spans
    verb = VERB.match(text[slice(*spans[0])])
    return [(spans[0][0] + verb.end(), spans[0][1]), *spans[1:]] if verb else spans


def _cut(text: str, start: int, end: int, join: str) -> list[Span]:
    """The run cut at every joint, the first piece without the verb that leads to the list."""
    joints = [one.span() for one in re.finditer(join, text[start:end])]
    edges = [0, *(place for joint in joints for place in joint), end - start]
    spans = [(start + a, start + b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    head = ITEM_HEAD.match(text[slice(*spans[0])])
    return [(spans[0][0] + head.end(), spans[0][1]), *spans[1:]] if head and join != JOINS[-1] else spans
