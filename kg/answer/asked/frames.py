"""The part of a plan that a question names: 专栏3, 附表1, 表2-1, 第五章, the 重点项目表."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.answer.folding import fold, longest_block, pairs
from kg.records import Document, Section
from kg.text.numbers import parse_number

SHORTEST_TITLE = 4
NUMERAL = r"(?:\d+(?:\s*[-—.]\s*\d+)?|[一二三四五六七八九十]+(?![共个项张栏些]))"
BOX = r"(?P<kind>专\s*栏|附\s*[件表录]|(?<![附列代图发])表)\s*[（(]?(?P<number>{})[）)]?"
NAMED = re.compile(BOX.format(NUMERAL))
LABEL = re.compile(rf"^[：:\s]*{BOX.format(NUMERAL)}[：:、.．\s]*")
ORDINAL = re.compile(
    r"第(?P<number>[一二三四五六七八九十\d]+)[个张份]?(?P<kind>专栏|附件|附表|表格?(?![示彰现达述态]))"
)
PART = re.compile(
    r"第(?P<number>[一二三四五六七八九十\d]+)(?:大)?(?P<kind>部分|章节?|篇|编)(?:的?第(?P<inner>[一二三四五六七八九十\d]+)节)?"
)
PART_HEAD = re.compile(
    r"^(?:第(?P<part>[一二三四五六七八九十\d]+)(?:部分|[章篇编])|(?P<plain>[一二三四五六七八九十]+)、)"
)
INNER_HEAD = re.compile(r"^(?:第|[（(])([一二三四五六七八九十\d]+)(?:节|[）)])")
ANY = re.compile(r"专\s*栏|附[件表录]")  # without a number
TITLED = re.compile(
    r"(?P<title>[\u4e00-\u9fffA-Za-z0-9“”\"]{2,24}?(?:(?:分[解工]|任务|项目|指标|目标|完成情况|一览|计划|汇总|统计|明细|规划|情况|布局|安排)表|清单|名录|名单|一览))"
)
BARE = re.compile(
    r"(?<![\u4e00-\u9fff])(?:在|按|按照|从)?(?P<title>分[工解]表)(?:里面?|中|上|内|[，,])"
)  # without its title
CHAPTER = re.compile(
    r"(?P<title>[\u4e00-\u9fff]{2,20})[”\"]?(?:(?:这|那)?一?(?:部分|章节|板块)|[这那]?一[章节])(?=$|[里中内的都分有，,提写讲列包涉共一主？?])"
)
OUTER = re.compile("^.*(?:规划|方案|计划|时期|期间|十[一二三四五六七八九]五)(?:里面?|中)?的?|^[在把将对从看]")
SITE = "[一-鿿]{2,6}?(?:园区|产业园|科技园|基地|片区|组团)"
SITES = re.compile(
    rf"(?:有|包括|包含|是)(?:哪些|哪几个|什么|几个|多少个)(?P<before>{SITE})(?=$|[？?，,])"
    rf"|(?:的|有)(?P<behind>{SITE})(?:都|一共|总共|共|分别)?(?:有|包括|是)(?:哪|什么|几|多少)"
)
LISTS = "(?:名单|名录|清单|一览表?|目录|基本|情况|布局|规划|发展|定位|表)+"
KINDS = {"专栏": "box", "附件": "annex", "附表": "annex", "附录": "annex", "表": "table", "表格": "table"}
ALL_TASKS = re.compile(
    r"^(?!.*(?:负责|承担|牵头|配合|参与|主责|认领))(?:[^，,]{0,30}?(?:规划|方案|计划|要点|意见|纲要|省|市|区|县|旗|州)(?:里|中)?的?)?(?:部署|安排|提出|明确|确定|列)?(?:了|的)?有?"
    r"(?:(?:哪些|什么)(?:重点|主要|工作)?任务|(?:重点|主要|工作)任务(?:都|分别|一共|共)?(?:有|是|包括)(?:哪些|什么))[？?]?$"
)
WORD = re.compile("专栏|附[件表录]|表格?|[章节]|部分|一览表?|清单|名[录单]")  # that names a part of a plan and no theme


@dataclass(frozen=True)
class Frame:
    """A part of one document: a box, an annex, a table or a chapter, `end` not included."""

    document_id: str
    name: str  # 专栏1 重点科技创新平台
    kind: str  # box | annex | table | chapter
    start: int
    end: int
    section: str = ""  # the id of its section; '' for a bare table

    def holds(self, document_id: str, place: int) -> bool:
        """Whether a place of a document stands in it."""
        return document_id == self.document_id and self.start <= place < self.end

    @property
    def label(self) -> str:
        """Its kind and number: 专栏1; '' where it has none."""
        match = LABEL.match(self.name)
        return _label(match["kind"], match["number"]) if match else ""

    @property
    def title(self) -> str:
        """Its name without kind and number."""
        return PART_HEAD.sub("", LABEL.sub("", self.name)).strip()


@dataclass(frozen=True)
class Framing:
    """What a question's words for a part mean: the parts, or the words (附表9) for which the documents have none."""

    frames: tuple[Frame, ...] = ()
    missing: str = ""
    there: tuple[Frame, ...] = ()  # those that there are, of the kind that is missing


def read_frames(text: str, documents: Sequence[Document], *, tasks: bool = True) -> Framing:
    """The parts of these documents that a question names by number, else by title; none where it names no part.

    `tasks`: whether 规划有哪些任务 means the chapters of tasks; of a body that it names it means the body's.
    """
    every = [one for document in documents for one in iter_frames(document)]
    asked = [(_label(one["kind"], one["number"]), one) for one in (*NAMED.finditer(text), *ORDINAL.finditer(text))]
    if asked:
        return _numbered(asked, every, documents)
    if part := PART.search(text):
        return _part(part, documents)
    parts = [one for one in every if one.kind != "chapter"]
    found = _titled(text, parts) or _chapters(text, documents) or _of_sites(text, parts)
    if found:
        return Framing(tuple(found))
    if word := ANY.search(text):
        return Framing(tuple(_of_kind(re.sub(r"\s", "", word[0]), text, every)))
    if tasks and ALL_TASKS.search(text):
        return Framing(tuple(one for document in documents for one in _task_chapters(document)))
    return Framing()


def _of_sites(text: str, every: Sequence[Frame]) -> list[Frame]:
    """The one list whose title is of the very sites asked for: 专业园区一览表 where 专业园区 are asked for."""
    asked = SITES.search(text)
    sites = fold(asked["before"] or asked["behind"]) if asked else ""
    found = [one for one in every if sites and re.search(rf"{re.escape(sites)}{LISTS}$", fold(one.title))]
    return found if len(found) == 1 else []


def _task_chapters(document: Document) -> list[Frame]:
    """The chapters that a plan calls its tasks."""
    tops = [one for one in document.sections if PART_HEAD.match(one.heading) and _is_top(one, document)]
    return [_frame(document, one, "chapter") for one in tops if "任务" in one.heading]


def iter_frames(document: Document) -> Iterator[Frame]:
    """The boxes, annexes and captioned tables of a document; of two of one name that which holds a table or the longer."""
    found: dict[str, Frame] = {}
    for section in document.sections:
        if section.kind in {"box", "annex"} and section.level:
            _keep(found, _frame(document, section, section.kind), document)
    for table in document.tables:
        if table.caption and not any(
            one.start <= table.start < one.end for one in found.values() if one.title in table.caption
        ):
            _keep(found, Frame(document.id, table.caption, "table", table.start, table.end), document)
    titles = [one.title for one in found.values() if one.label]
    yield from (one for one in found.values() if one.label or not any(title in one.name for title in titles))


def is_called(frame: Frame, kind: str) -> bool:
    """Whether a part is what a word (专栏, 附件, 附表, 表格) calls such parts."""
    return frame.kind == KINDS[kind] and (frame.label.startswith(kind.removesuffix("格")) or not frame.label)


def _keep(found: dict[str, Frame], frame: Frame, document: Document) -> None:
    key = frame.label or frame.name
    old = found.get(key)
    if old is None or _weight(frame, document) > _weight(old, document):
        found[key] = frame


def _weight(frame: Frame, document: Document) -> tuple[bool, int]:
    return any(frame.start <= one.start < frame.end for one in document.tables), frame.end - frame.start


def _frame(document: Document, section: Section, kind: str) -> Frame:
    return Frame(document.id, " ".join(section.heading.split()), kind, section.start, section.end, section.id)


def _label(kind: str, number: str) -> str:
    """专栏1 for 专 栏 一."""
    kind = re.sub(r"\s", "", kind).removesuffix("格") if "表格" in kind else re.sub(r"\s", "", kind)
    parts = [str(int(parse_number(one) or 0)) for one in re.split(r"[-—.]", re.sub(r"\s", "", number))]
    return kind + "-".join(parts)


def _numbered(
    asked: Sequence[tuple[str, re.Match[str]]], every: Sequence[Frame], documents: Sequence[Document]
) -> Framing:
    """The parts of these numbers; an ordinal (第二个专栏) counts where none is numbered so."""
    labels = [label for label, _ in asked]
    found = [one for one in every if one.label in labels]
    for label, match in asked:
        if not any(one.label == label for one in found):
            found += _nth(match, every)
    if found:
        return Framing(tuple(dict.fromkeys(found)))
    label, match = asked[0]
    kind = KINDS[re.sub(r"\s", "", match["kind"])]
    word, number = re.sub(r"[-\d]+$", "", label), label.lstrip("专栏附件表录")
    written = re.compile(rf"(?m)^\W*{word}\s*{number}(?![-\d])")
    if any(written.search(one.text) for one in documents):
        return Framing()  # it is there, though not read as a part
    same = tuple(one for one in every if one.kind == kind)
    return Framing(missing=label, there=same or tuple(every))


def _nth(match: re.Match[str], every: Sequence[Frame]) -> list[Frame]:
    if not match[0].startswith("第"):
        return []
    same = [one for one in every if one.kind == KINDS[match["kind"]]]
    place = int(parse_number(match["number"]) or 0) - 1
    of_one = {one.document_id for one in same}
    return [same[place]] if len(of_one) == 1 and 0 <= place < len(same) else []


def _part(match: re.Match[str], documents: Sequence[Document]) -> Framing:
    """The chapters of this number at the top of each document's outline."""
    number = parse_number(match["number"])
    tops = [
        (document, section, head)
        for document in documents
        for section in document.sections
        if (head := PART_HEAD.match(section.heading)) and _is_top(section, document)
    ]
    same = [one for one in tops if parse_number(one[2]["part"] or one[2]["plain"]) == number]
    exact = [one for one in same if match["kind"][0] in one[2][0]]  # 第五章 is no 五、 where a plan has chapters
    found = tuple(_frame(document, section, "chapter") for document, section, _ in exact or same)
    if match["inner"] and found:
        return _inner(match, [one[:2] for one in exact or same])
    if found or not tops:
        return Framing(found)
    alike = [one for one in tops if match["kind"][0] in one[2][0]] or tops
    return Framing(
        missing=match[0], there=tuple(_frame(document, section, "chapter") for document, section, _ in alike)
    )


def _inner(match: re.Match[str], chapters: Sequence[tuple[Document, Section]]) -> Framing:
    """The section of a number right under a chapter: 第三章第二节."""
    below = [
        (document, section, INNER_HEAD.match(section.heading))
        for document, chapter in chapters
        for section in document.sections
        if section.parent_id == chapter.id
    ]
    number = parse_number(match["inner"])
    found = [
        _frame(one, section, "chapter") for one, section, head in below if head and parse_number(head[1]) == number
    ]
    there = [_frame(one, section, "chapter") for one, section, head in below if head]
    return Framing(tuple(found)) if found else Framing(missing=match[0], there=tuple(there))


def _is_top(section: Section, document: Document) -> bool:
    """Whether no numbered chapter stands over a section."""
    above = section.path[:-1]
    return not any(PART_HEAD.match(heading) for heading in above if heading != document.title)


def _titled(text: str, every: Sequence[Frame]) -> list[Frame]:
    """The parts whose title the question gives in whole, or the most of it behind a word for a list (任务分解表)."""
    folded = fold(text)
    whole = [one for one in every if len(fold(one.title)) >= SHORTEST_TITLE and fold(one.title) in folded]
    if whole:
        most = max(len(fold(one.title)) for one in whole)
        return [one for one in whole if len(fold(one.title)) == most]
    match = TITLED.search(text)
    if not match:
        bare = BARE.search(text)
        return [one for one in every if bare and one.title.endswith(bare["title"])]
    title = fold(match["title"])
    blocks = {one: longest_block(fold(one.title), title) for one in every}
    ending = {one: block for one, block in blocks.items() if len(block) >= SHORTEST_TITLE and title.endswith(block)}
    best = max(map(len, ending.values()), default=0)
    return [one for one, block in ending.items() if len(block) == best] or _like(title, every)


def _like(title: str, every: Sequence[Frame]) -> list[Frame]:
    """The parts that are tables or lists and hold most of a title's words: 任务清单 for 重点任务分解表."""
    end = re.search("(?:分[解工]|一览|汇总|统计|明细|情况)?(?:表|清单|名录|名单|一览)$", title)
    core = OUTER.sub("", title[: end.start()] if end else title)
    for size in range(len(core), 1, -1):
        found = [one for one in every if core[-size:] in fold(one.title)]
        if found:
            return found if size == len(core) or size >= SHORTEST_TITLE else []
    return []


def _chapters(text: str, documents: Sequence[Document]) -> list[Frame]:
    """The sections whose own title stands before 部分, 一章: 「保障措施部分」."""
    match = CHAPTER.search(text)
    if not match:
        return []
    asked = fold(match["title"]).rstrip("这那的")
    found = [
        _frame(document, section, "chapter")
        for document in documents
        for section in document.sections
        if section.level
        and len(own := fold(re.sub(r"^[第（(]?[一二三四五六七八九十\d]+[）)章节、.．]\s*", "", section.heading))) > 2
        and asked.endswith(own)
    ]
    return found


def _of_kind(word: str, text: str, every: Sequence[Frame]) -> list[Frame]:
    """The parts of a kind named without number (专栏里的重点项目): those whose title the question shares most of, else all."""
    kinds = [one for one in every if is_called(one, word)]
    rated = {one: len(set(pairs(one.title)) & set(pairs(text))) for one in kinds}
    best = max(rated.values(), default=0)
    return [one for one in kinds if rated[one] == best]
