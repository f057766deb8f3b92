"""What the sentences that name one thing say of it: by whom, where, when, how far, how much; nothing of the things beside it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.answer.columns import said_row
from kg.answer.context import AnswerContext
from kg.answer.folding import fold, share
from kg.answer.intents import Asking
from kg.answer.mentions import sentence_at
from kg.answer.model import ANSWERED, Answer, AnswerRow, Citation
from kg.answer.names import Link, NameIndex
from kg.answer.question import Question, content_words
from kg.answer.reading import with_citations
from kg.extract.lexer import lex
from kg.records import Document, Section
from kg.text.sentences import iter_sentences

THINGS = ("Enterprise", "Institution", "Platform", "Project", "Park", "Fund", "Cluster")
RIVALS = frozenset({"Platform", "Project", "Park", "Fund"})  # what a clause that names one is about
NOT_LINKED = re.compile(r"^[^，；。]{2,24}?(?:中心|平台|基地|实验室|项目|装置|研究院|工程)(?:由|依托|位于|落户|坐落|面向)")
GOES_ON = re.compile(
    "(?:该|其|本|项目|工程|平台|基地|中心|装置|园区|[一二三]期|建成后|建设期|目前|现已|截至|已|计划|预计|拟|总投资|投资|规划|占地|建筑面积"
    "|主要|重点|主体|设计|年产|可|将|面向|提供|服务|力争|到20)"
)
MOST_FURTHER = 2  # sentences that go on about a thing without naming it
LIKE = 0.75  # of a name's pieces that a sentence must have that writes it otherwise
SHORTEST, LONGEST = 4, 30  # characters of a name that the graph does not know
HEADING = re.compile(r"^\s*(?:[\d一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|第[一二三四五六七八九十]+[章节])\s*")
CLAUSE = re.compile(r"[^，,；;]+")
ASKS = re.compile(r"多少|几(?!乎)|什么|哪|谁|怎么样|如何|多大|多高")
OF = re.compile(r"(?:的|由|是|在|有|归|分别|一共)+$")
DATE = r"20\d\d年|\d{1,2}月"
SHAPES = (  # how one asks, and how a clause answers
    (
        r"(?:由|是|依托|靠)?(?:谁|哪[些几一两]?[家个所]?(?:单位|企业|公司|机构|高校)?)(?:和谁)?(?:来|在|负责|牵头|投资|一起|共同|联合)*(?:承|共|合|组)?(?:建设?|实施|开发|投资)(?:的|起来)?(?!什么)|(?:建设|承建|实施)(?:单位|主体)(?:是|为)?(?:谁|哪家)?",
        r"(?:由|依托|联合|会同)[^◇，]{2,}(?:建设|承建|共建|合建|组建|建成|打造|实施|开发|建)|[与和同][^◇，]{2,}(?:共建|合建|共同建设)"
        r"|(?:支持|引导|鼓励|推动)[^◇，、]{2,24}(?:建设|打造|实施|组建|建)[^，]*◇|^[^◇，、]{2,20}(?:承建|投资建设|实施|建设)的◇|(?:建设|承建|实施|项目)(?:单位|主体)",
    ),
    (
        r"(?:由|是)?(?:谁|哪[家个]?(?:单位|企业|公司|机构)?)(?:来|在|负责)*(?:运营|管理|运行)(?:的)?",
        "由.{2,}(?:运营|管理|运行)|(?:运营|管理)(?:单位|主体)|委托",
    ),
    (
        r"(?:建|放|落|位|坐落|设|选址|所在|布局)?(?:在|于|到)?(?:哪里|哪儿|哪个?(?:园区?|区|镇|街道|乡|基地|组团|片区|地方|位置)|什么(?:地方|位置)|何处)|地[点址]|位置",
        r"位于|坐落|落户|落地|选址|设在|建在|地处|入驻|依托[^，]*园|在[^，]{2,16}[园区镇乡谷港城地]|建设地点|地[点址]",
    ),
    (r"什么时候|何时|哪一?年(?:[底初])?|几月|时间|多久", DATE),
    (
        r"(?:目前|现在|眼下|如今)?(?:进展|进度|进行|推进|建设)?(?:到了?|处于)?(?:哪一?(?:步|个?阶段)|什么(?:程度|阶段|地步))了?|(?:目前|现在)?(?:进展|进度)(?:如何|怎么样|怎样)?|(?:建设|进展)情况",
        r"^(?:目前|现已?|截至|眼下)|正在|已经?(?!有)|封顶|开工|动工|竣工|投产|批复|核准|备案|在建|调试|试运[行营]|阶段|前期工作|完成.{0,10}(?:平整|招标|设计|审批|验收|主体)",
    ),
    (
        r"(?:举?办|召开|承办)(?:了|过)?(?:几[届次场])?(?:什么|哪些|哪个)(?:会议?|大会|论坛|活动|展会?|赛事)",
        "(?:举办|召开|承办|主办|办).*(?:会|论坛|活动|赛|展)",
    ),
    (
        r"(?:功能|发展|产业|战略)?定位",
        r"定位(?:为|是|于|：)|(?:锚定|围绕|按照|立足|明确).{6,}定位|(?:打造|建设成?|建成)(?:为|成为)?[^，]*(?:[区地极带核园谷港城]|中心|走廊|枢纽|门户|标杆|样板|集群|示范)$",
    ),
)
PROMOTING = re.compile("(?:(?:高标准|高质量|高水平|重点|着力|全力|大力|积极|统筹)?(?:支持|推动|推进|加快|引导|鼓励|建设|打造|完善|提升))?")
DEED = re.compile("建设|推进|推动|打造|加快|支持|实施|组建|设立|建成|新建|依托|位于|落户|承建|运营|发展|培育|引导|完善|提升|的")
DEEDS = re.compile(r"(?:^|[，；])[^，；]{0,8}?(?:推动|推进|建设|支持|开展|打造|实施|布局|设立|组建|发展|引进|培育|完善)")
NOT_TOLD = re.compile("为什么|为何|缘何|怎么(?!样)|如何|是否|是不是|有没有|吗[？?]?$|最[大小高低多少早晚快慢]|比(?!重|例)|相差|差距|第[一二三四五六七八九十]")
UNIT = re.compile(r"(?:几|多少)(?P<unit>[家个项届次名人座条支亩吨台套期批件种类户所公平万亿%])")
NUMERAL = r"[\d一二三四五六七八九十两百千万]"
GENERIC = frozenset("个家项")
NUMBER = re.compile(r"多少|几(?!乎)|多[大高长]")
WEAK = frozenset("拿做干搞给用建办有设放投来去叫开")  # verbs of asking that a plan writes otherwise
LOOSE = frozenset({"培育", "形成", "打造", "建成", "达到", "做到", "想要", "需要"})  # of reaching something, however it is written
ROLE = re.compile("^(?:功能|发展)?定位(?:是|为)?(?:什么|怎样|如何)")  # a plan's own words, before any list of industries
EVERYTHING = re.compile(  # all that is to be done of it
    r"^(?:还|另外|又|同时)?(?:要|将|计划|打算|准备|需要?)?(?:重点)?(?:做|干|推动|推进|实施|抓|搞)(?:些|点|好)?(?:什么|哪些)(?:事|工作|事情|事项)?[？?]?$"
)
MONEY = re.compile(r"\d+(?:\.\d+)?(?=[亿万%])")
NUMERALS, FIRST_YEAR = "一二三四五六七八九", 2021  # of 十四五
PERIOD = re.compile("十[一二三四五六七八九]五")
YEAR = re.compile(r"20\d\d(?=年)")


@dataclass(frozen=True)
class Subject:
    """What the asks of a question are about."""

    text: str  # as the question writes it
    forms: tuple[str, ...]  # by which sentences name it
    types: frozenset[str] = frozenset()  # none of a thing that the graph does not know


@dataclass(frozen=True)
class Attributes:
    """Looks up what is asked of a thing in the sentences that name it."""

    context: AnswerContext
    asking: Asking
    names: NameIndex

    def subject(self, question: Question) -> Subject | None:
        """The thing that the words before the first ask name; None where they name none.

        A longer name that a plan writes and the graph does not know stands before the short one within it.
        """
        asked = ASKS.search(question.text)
        before = OF.sub("", question.text[: asked.start()]) if asked else question.text
        links = [link for link in question.links if link.of_type(THINGS)]
        written = self._written(before, links)
        if written:
            return Subject(written, (written,))
        if not links:
            return None
        link = links[0]
        named = link.of_type(THINGS)
        forms = dict.fromkeys([*(name for one in named for name in (one.name, *one.aliases)), link.text])
        return Subject(link.text, tuple(forms), frozenset(one.type for one in named))

    def _written(self, before: str, links: Sequence[Link]) -> str:
        """The longest run of words that a plan writes as a name, longer than every name in it that the graph knows; ''."""
        texts = [one.text for one in self.context.documents.values()]
        starts = [token.start for token in lex(before)]
        runs = [before[start : start + size] for size in range(LONGEST, SHORTEST - 1, -1) for start in starts]
        for run in runs:
            if NAMED.fullmatch(run) and not DEED.match(run) and any(run in text for text in texts):
                inside = [link for link in links if link.text in fold(run)]
                is_known = any(link.whole and fold(run).endswith(link.text) for link in inside)  # 建设甲基地 is 甲基地
                return "" if is_known or (links and not inside) else run
        return ""

    def told(
        self, subject: Subject, part: str, cited: Sequence[Citation] = (), documents: Sequence[str] = ()
    ) -> Answer | None:
        """The clauses about the thing that hold what a part asks, with their citation; None where none does.

        `cited` keeps to the sentences of these citations.
        """
        wanted = self._wanted(subject, part)
        everything = bool(EVERYTHING.match(part.strip("，, ")))
        if wanted is None and not everything:
            return None
        for citation, start in self._stretches(subject, [one.document_id for one in cited] or documents):
            if cited and not any(_overlap(citation, one) for one in cited):
                continue
            if not _is_of_period(citation, part):
                continue
            found = self._all_of(citation, start) if everything else wanted and self._clauses(citation, start, wanted)
            if found:
                return self._said(part, found)
        return None

    def _said(self, part: str, citation: Citation) -> Answer:
        """A citation as the answer to a part; of a row of a table the cells under their columns' names."""
        said = said_row(citation, self.context.documents) or " ".join(citation.quote.split()).rstrip("，。；,;")
        row = AnswerRow(said, "Passage", evidence=(citation,))
        return Answer(part, ANSWERED, "passage", with_citations(f"{said}。", [row]), (row,))

    def told_beside(self, answer: Answer, part: str, known: Sequence[str] = ()) -> Answer | None:
        """The same in the very sentences that an answer cites, of the things that it tells.

        `known` are names of the part that those sentences are known to be about.
        """
        cited = [one for row in answer.answers for one in row.evidence] if answer.status == ANSWERED else []
        rows = [sentence_at(self.context.documents[one.document_id], one.start) for one in cited]
        wanted = self._wanted(Subject("", tuple(known)), part)
        for row in rows if wanted else ():
            if wanted and "\t" in row.quote and self._fits(said_row(row, self.context.documents), wanted):
                return self._said(part, row)
        forms = [name for row in answer.answers for name in (row.name, *row.aliases) if row.type != "Passage"]
        quotes = [row.name for row in answer.answers if row.type == "Passage"]
        subject = Subject("", tuple(dict.fromkeys([*forms, *quotes, *known])), frozenset(row.type for row in answer.answers))
        return self.told(subject, part, cited=cited) if cited else None

    def is_of(self, reply: Answer, subject: Subject | None) -> bool:
        """Whether an answer is about the thing: what the graph joins with it, a sentence that says it of the thing."""
        if subject is None or reply.intent != "passage":
            return True
        return any(self.is_about(subject, one) for row in reply.answers for one in row.evidence)

    def is_about(self, subject: Subject, citation: Citation) -> bool:
        """Whether a citation lies in what the plans say of the thing, under a heading that names it, or in its row."""
        around = (citation.title, *citation.section, *([citation.quote] if "\t" in citation.quote else []))
        if any(form in part for form in subject.forms for part in around):
            return True
        sentence = sentence_at(self.context.documents[citation.document_id], citation.start)
        if any(share(form, sentence.quote) >= LIKE for form in subject.forms):  # 甲中心建设项目 is 甲中心项目
            return True
        return any(_overlap(one, citation) for one, _ in self._stretches(subject, (citation.document_id,)))

    def said_of(self, subject: Subject, row: AnswerRow) -> Iterator[str]:
        """What the sentences that a row cites say of the thing."""
        for citation, _ in self._stretches(subject, [one.document_id for one in row.evidence]):
            if any(_overlap(citation, one) for one in row.evidence):
                yield citation.quote

    def _stretches(self, subject: Subject, scope: Sequence[str]) -> Iterator[tuple[Citation, int]]:
        """The stretches of text about the thing, each with the place where its naming clause begins."""
        pattern = re.compile("|".join(map(re.escape, _longest_first(subject))))
        seen: set[tuple[str, int]] = set()
        for key in dict.fromkeys(scope) or self.context.documents:
            document = self.context.documents[key]
            for match in pattern.finditer(document.text):
                sentence = sentence_at(document, match.start())
                if (key, sentence.start) in seen:
                    continue
                seen.add((key, sentence.start))
                if section := _headed(document, match):
                    yield from ((one, one.start) for one in _sentences(document, section))
                    continue
                if "\t" in sentence.quote:
                    yield sentence, sentence.start
                else:
                    yield self._stretch(subject, document, sentence, match.start())

    def _stretch(self, subject: Subject, document: Document, sentence: Citation, place: int) -> tuple[Citation, int]:
        """The clauses of a sentence about the thing, and the sentences behind that go on about it."""
        spans = [(sentence.start + one.start(), sentence.start + one.end()) for one in CLAUSE.finditer(sentence.quote)]
        own = next((at for at, (_, end) in enumerate(spans) if place < end), 0)
        first = last = own
        while first > 0 and not self._others(subject, document.text[slice(*spans[first - 1])]):
            first -= 1
        while last + 1 < len(spans) and not self._begins_other(subject, document.text[slice(*spans[last + 1])]):
            last += 1
        end = sentence.end if last + 1 == len(spans) else spans[last][1]
        if end == sentence.end:
            end = self._further(subject, document, end)
        return Citation.of(document, sentence.section, spans[first][0], end), spans[own][0]

    def _further(self, subject: Subject, document: Document, end: int) -> int:
        """The end of the sentences of the paragraph that go on about the thing: 项目总投资…, 目前…"""
        for _ in range(MOST_FURTHER):
            if document.text[end : end + 1] in {"\n", ""}:
                break
            following = sentence_at(document, end)
            if following.start < end or "\t" in following.quote or not GOES_ON.match(following.quote):
                break
            if self._others(subject, following.quote):
                break
            end = following.end
        return end

    def _others(self, subject: Subject, clause: str) -> bool:
        """Whether a clause names another thing of the kind, or one that it would be about."""
        kinds = RIVALS | subject.types
        return bool(NOT_LINKED.match(clause)) or any(
            link.of_type(kinds) and not any(link.text in fold(form) for form in subject.forms)
            for link in self.names.find(fold(clause))
        )

    def _begins_other(self, subject: Subject, clause: str) -> bool:
        """Whether a clause begins with another thing, which it is about then."""
        if NOT_LINKED.match(clause):
            return True
        kinds = RIVALS | subject.types
        links = self.names.find(fold(clause))
        start = len(PROMOTING.sub("", clause, count=1))
        start = len(clause) - start  # 支持甲 is about 甲, 落户甲 is not
        return any(
            link.start == start and link.of_type(kinds) and not any(link.text in fold(form) for form in subject.forms)
            for link in links
        )

    def _wanted(self, subject: Subject, part: str) -> "Wanted | None":
        """What a clause must hold to answer a part; None where the part asks for nothing that could be told so."""
        rest, shapes = part.replace(subject.text, "，") if subject.text else part, []
        for cue, shape in SHAPES:
            if match := re.search(cue, rest):
                rest = f"{rest[: match.start()]}，{rest[match.end() :]}"
                shapes.append(re.compile(shape))
        spelled = self.asking.spell("".join(subject.forms))
        rest = PERIOD.sub("", rest)
        words = [
            word
            for word in content_words(rest, self.asking)
            if word not in self.asking.kinds and word not in WEAK | LOOSE and word not in spelled and not YEAR.match(word)
        ]
        unit = UNIT.search(part)
        telling_unit = unit["unit"] if unit and unit["unit"] not in GENERIC else ""
        if NOT_TOLD.search(rest) or not (shapes or words or telling_unit):
            return None
        words += MONEY.findall(part)
        return Wanted(tuple(shapes), tuple(words), bool(NUMBER.search(part)), telling_unit, tuple(YEAR.findall(part)), _longest_first(subject))

    def _clauses(self, stretch: Citation, own: int, wanted: "Wanted") -> Citation | None:
        """The fewest clauses of a stretch that hold all that is wanted, from the clause that names the thing on."""
        document = self.context.documents[stretch.document_id]
        if "\t" in stretch.quote:
            said = said_row(stretch, self.context.documents)
            return stretch if self._fits(said, wanted) and all(year in said for year in wanted.years) else None
        spans = [(stretch.start + one.start(), stretch.start + one.end()) for one in CLAUSE.finditer(stretch.quote)]
        naming = next(at for at, (_, end) in enumerate(spans) if own < end)
        for size in (1, 2):  # what stands before the naming clause tells of it only together with it
            for at in range(max(0, naming + 1 - size), len(spans) - size + 1):
                first, last = spans[at][0], spans[at + size - 1][1]
                if self._fits(document.text[first:last], wanted) and _is_of_years(document, first, last, wanted.years):
                    first, last = min(first, own), max(last, next(end for _, end in spans if end > own))
                    return Citation.of(document, stretch.section, first, last)
        return None

    def _all_of(self, stretch: Citation, own: int) -> Citation | None:
        """A stretch from its naming clause on, where it tells several things to be done."""
        document = self.context.documents[stretch.document_id]
        sentence = sentence_at(document, own)
        end = max(stretch.end, sentence.end) if sentence.start == own else stretch.end  # what the sentence's own thing does
        deeds = len(DEEDS.findall(document.text[own:end]))
        return Citation.of(document, stretch.section, own, end) if deeds > 1 else None

    def _fits(self, text: str, wanted: "Wanted") -> bool:
        held = self.asking.spell(text)
        if not text or not all(word in held for word in wanted.words):
            return False
        if wanted.unit and not re.search(rf"{NUMERAL}[余多]?{wanted.unit}", text):
            return False
        plain = YEAR.sub("", text)
        marked = re.sub("|".join(map(re.escape, wanted.forms)), "◇", text) if wanted.forms else text
        return (not wanted.number or bool(re.search(NUMERAL, plain))) and all(one.search(marked) for one in wanted.shapes)


def _headed(document: Document, match: re.Match[str]) -> Section | None:
    """The section that a name heads: 1.医药健康产业, （一）青屿医谷; None for a heading that says more, and for a text."""
    section = next((one for one in document.sections if one.start <= match.start() < one.start + len(one.heading)), None)
    rest = HEADING.sub("", section.heading).replace(match[0], "", 1) if section else ""
    return section if section and not re.sub("产业|行业|集群|园区|[：:\\s]", "", rest) else None


def _sentences(document: Document, section: Section) -> Iterator[Citation]:
    """The sentences right under a heading."""
    for chunk in document.chunks:
        if section.start <= chunk.start < section.end and chunk.kind != "table_row" and chunk.path[-1:] == section.path[-1:]:
            for first, last in iter_sentences(chunk.text):
                yield Citation.of(document, chunk.path, chunk.start + first, chunk.start + last)


def _is_of_years(document: Document, start: int, end: int, years: Sequence[str]) -> bool:
    """Whether a clause is of the asked years: by its own, else the last before it in its paragraph, else the plan's end."""
    if not years:
        return True
    above = document.text.rfind("\n", 0, start) + 1
    own, before = YEAR.findall(document.text[start:end]), YEAR.findall(document.text[above:start])
    told = own or before[-1:] or [str(document.metadata.get("period_end", ""))]
    return all(year in told for year in years)


def _is_of_period(stretch: Citation, part: str) -> bool:
    """Whether a stretch may tell of the five years that a part names: it or its plan names them, and no year of it lies before."""
    for period in PERIOD.findall(part):
        since = FIRST_YEAR + 5 * (NUMERALS.index(period[1]) - NUMERALS.index("四"))
        years = [int(year) for year in YEAR.findall(stretch.quote)]
        if period not in f"{stretch.title}{stretch.quote}" or (years and max(years) < since):
            return False
    return True


def _longest_first(subject: Subject) -> tuple[str, ...]:
    return tuple(sorted(subject.forms, key=len, reverse=True))


def _overlap(left: Citation, right: Citation) -> bool:
    return left.document_id == right.document_id and left.start < right.end and right.start < left.end


@dataclass(frozen=True)
class Wanted:
    """What a clause must hold: its shapes, words, a number of this unit, years."""

    shapes: tuple[re.Pattern[str], ...]
    words: tuple[str, ...]
    number: bool
    unit: str
    years: tuple[str, ...]
    forms: tuple[str, ...]  # the names of the thing, longest first


NAMED = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9“”（）()·-]+(?:中心|平台|基地|实验室|项目|装置|研究院|工程|园区?|基金|计划|行动|试验场|中试线|生产线|工厂|公司|集团|联盟|集群|设施|医院|学院|大学|医谷|谷|港|城|站|库|二期|一期|三期)"
)
