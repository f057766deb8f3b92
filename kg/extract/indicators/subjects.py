"""Of what a quantity speaks: the name that opens its clause, else an earlier clause's, the heading's, or the plan's own."""

import re
from itertools import pairwise

from kg.extract.context import Facts, Sentence
from kg.extract.indicators.area_totals import MAKERS, OWN_ACT, WORKS, is_of_area
from kg.extract.indicators.spans import CLAUSE, Measured, past_aside, without_asides
from kg.extract.indicators.words import IndicatorWords
from kg.extract.sentences.owners import BECOMES, CARRIES, PART
from kg.extract.tasks.measures import DOING, NUMBERING
from kg.records import Entity, Mention
from kg.text.numbers import Quantity

OWNERS = ("Park", "Enterprise", "Region", "Platform", "Institution", "Project", "Cluster", "Industry", "Fund")
NAMED = ("Industry", "Cluster", "Fund")  # 产业产值: a part of the indicator's name rather than what it is of
OTHERS = ("Region", *MAKERS)  # who makes a thing, or where it stands
DOES = re.compile(
    r"(?:累计|共|共计|合计|全年|已|总计)?(?:实现|完成|达到|拥有|集聚|创造)|发展|保持|态势|势头|良好|向好|平稳|增长|持续|稳步|快速|不断|规模"
)
NUMBERED = re.compile(r"(?:数量|共|为|达到?|约|有|超过?)*\d[\d,]*[个家条座处所项艘架辆台套户名]")
TOGETHER = re.compile(r"(?:上述|以上|这)?(?:[两三四五六七八九十]|\d+)(?:大|个|类|条)")
PUSHED = re.compile(r"(?:推进|推动|加快|支持|建设|争取|深化|完善|提升)$")
OF_WORK = re.compile(  # what a work costs, covers or can do
    r"(?:^|[该本](?:项目|工程)|[一二三四]期|总|计划|概算|估算|预计)投资(?:额|规模)?$|^(?:规划|总|项目)*(?:占地|建筑)面积$|产能$|^年产|^(?:设计|处理|日处理|[一-龥]{2})(?:规模|能力)$"
)
PARK = re.compile(
    r"(?:全园|园区|示范区|开发区|高新区)(?:内|共|累计|已|实现|完成|总|规划|核心|占地|建成|入驻|现有|拥有)|规划园区"
)
OF_FUND = re.compile(r"，(?:由[^，。；]{2,24}，)*|（")  # 甲基金，由乙集团管理，首期规模5亿元
FUND_SIZE = re.compile(r"(?:总|首期|目标|募集|基金|认缴|初始)*规模")
SAID_PARK = re.compile(
    r"(?:力争|预计|，)*(?:到|至)?(?:20\d{2}年)?[底末]?，?(?:全部)?(?:建成|达产|投产)?后?，?(?:园区|全园|该园区?)(?!内?企业)(?=[一-龥])"
)
OF_WHICH = re.compile(r"其中")
AREA = re.compile(
    r"(?:其中)?[，,]?(?:(?:力争|预计)*(?:到|至|截至)?20\d{2}年[底末]?，?)?(?:全[区市县省州]|[我本][区市县省])"
)
SAYS = re.compile(r"(?:\d{1,2}[月日号]|今天|日前|最新|近日)*(?:公布|发布|表示|数据|统计|预计|显示|通报|介绍)")
NO_INDICATOR = re.compile(r"[、或与]|数量?$|等")
WHOLE_SAID = re.compile(r"[全我本][区市县省州]")
WHOLE = Mention(0, 1, "全", "Region", "")  # said outright: 全区, 全市
GOVERNED = re.compile(r"(?:[省市区县州盟旗镇乡村城]|街道|水库|流域|灌区)$")
OPENING = re.compile(r"[、和与或及等以/（(]")
WITH_OTHERS = re.compile(r"[与同和][^，。；、与和]{2,20}?(?:共建|合作|联合|共同|携手|对接|联动|结对|签)")
# 大学城策源核。面积5平方公里: a line's title that names a thing, though none that is known.
STRANGER = re.compile(
    r"(?:[“\"]?[一二两三四五六七八九][一-龥]{1,2}[”\"]?[：:])?(?P<title>[^，。；：:\n]{3,24}?(?:核|带|轴|[区园城谷馆院站港楼厦桥厂]|中心|实验室|基地|平台|广场|组团|走廊|综合体|小镇|集群|项目|工程))(?:[（(][^（()）]*[）)])?[。：:]"
)
OF_PLAN = re.compile(r"规划|范围|[全本]|规模|面积|概况|现状|目标")
PLAYS = re.compile(PART)
PART_OF = re.compile(r"(?:为|是|系|属于?|作为|隶属)$")
ITSELF = re.compile(r"(?:产业|行业|集群|领域|业)*(?:链)?[”：:。]*")  # a heading that is nothing but a trade's name


class SubjectFinder:
    """Finds what quantities are of, sentence after sentence; remembers the park that a text speaks of."""

    def __init__(self, words: IndicatorWords, whole: Entity | None) -> None:
        self._words = words
        self._whole = whole.id if whole else ""
        self._names: dict[str, Entity] = {}
        self._known = 0
        self._sentence = -1
        self._named: Entity | None = None  # of the sentence's earlier quantity: 云溪园规划面积…，工业用地面积…
        self._park: Mention | None = None
        self._path: tuple[str, ...] = ()
        self._last: tuple[int, Entity | None] = (-1, None)  # where the sentence before ended, and whom it was about

    def subject(self, sentence: Sentence, quantity: Quantity, measured: Measured | None, facts: Facts) -> Entity | None:
        """The thing the quantity is of; None = what the whole document is about."""
        if sentence.section.path != self._path:
            self._park, self._path = None, sentence.section.path
        if self._sentence != sentence.start:
            self._sentence, self._named = sentence.start, None
        found = self._found(sentence, quantity, measured, facts)
        end, before = self._last
        if found is None and OF_WHICH.match(sentence.text) and end == sentence.start:
            return before  # 其中 speaks of whom the sentence before spoke of
        self._last = (sentence.end, found)
        return found

    def is_strangers(self, sentence: Sentence, measured: Measured, found: Entity | None, facts: Facts) -> bool:
        """Whether a cost or size is of what the line has for its title, which is nobody known."""
        if found is not None and found.type not in OTHERS:
            return False
        if not (OF_WORK.search(measured.name) or measured.name.endswith("面积")) or WHOLE_SAID.search(sentence.text):
            return False
        line = facts.document.text.rfind("\n", 0, sentence.start) + 1
        number = NUMBERING.match(facts.document.text, line)
        told = STRANGER.match(facts.document.text, number.end() if number else line)
        if told is None or OF_PLAN.search(told["title"]) or DOING.match(told["title"]):
            return False
        ends = (told.end("title"), told.end() - 1)
        known = (*sentence.heading_mentions, *sentence.mentions)
        return not any(m.type in OWNERS and told.start() <= m.start and m.end in ends for m in known)

    def _found(self, sentence: Sentence, quantity: Quantity, measured: Measured | None, facts: Facts) -> Entity | None:
        mention = self._beside(sentence, measured)
        told = self._in_name(measured.name, facts) if mention is None and measured else None
        if told is not None and told.type in MAKERS:
            return told  # 到2027年基地产值达到160亿元，其中甲公司产值……: the clause's own firm
        mention = mention or self._opening(sentence, quantity, measured)
        if (
            mention not in (None, WHOLE)
            and sentence.before(mention, 1) == "以"
            and CARRIES.match(sentence.after(mention))
        ):
            mention = self._of_heading(sentence, facts) or mention  # 甲核。以乙校区为中心，面积5平方公里
        if mention is WHOLE:
            return None
        if mention is None and measured and measured.start < quantity.start:
            self._named = self._in_name(measured.name, facts) or self._named
            if self._named is not None:
                return self._named
        mention = mention or self._work_before(sentence, quantity, measured) or self._of_heading(sentence, facts)
        return facts.entities.get(mention.entity_id) if mention else None

    def _opening(self, sentence: Sentence, quantity: Quantity, measured: Measured | None) -> Mention | None:
        """The name that opens the quantity's clause or an earlier one; WHOLE where that is the plan's own area."""
        text = without_asides(sentence.text)
        clauses = _clauses(text, quantity.start)
        if (
            measured
            and measured.start > quantity.start
            and self._stands_alone(text, clauses[-1][0], quantity, measured)
        ):
            return None
        for start, end in reversed(clauses):
            if AREA.match(text, start):
                return WHOLE
            if SAID_PARK.match(text, start) and (park := self._park_before(sentence, start)):
                return park
            opening = self._opens(sentence, text, start, last=end == quantity.start)
            if (
                opening
                and measured
                and measured.start < opening.end - sentence.start
                and (opening.end - sentence.start >= measured.end and opening.start < sentence.start + measured.end)
            ):
                opening = None  # 4A级景区11个: what is counted is no owner of its number
            if opening is not None and opening.entity_id == self._whole:
                return None
            last = text[clauses[-1][0] :]
            if opening is not None and end < quantity.start:
                if self._is_over(sentence, opening, last) or self._has_none(opening, measured, quantity):
                    continue
                if measured and is_of_area(sentence, opening, measured, (text[start:end], last)):
                    continue
            if opening is not None and (opening.type not in NAMED or DOES.match(text, opening.end - sentence.start)):
                return self._kept(opening)
            if self._park is not None and PARK.search(text[start:end]):
                return self._park
        return None

    def _park_before(self, sentence: Sentence, start: int) -> Mention | None:
        """The park that 园区 means: the last one that the sentence has named, else the one that the text speaks of."""
        return next((m for m in reversed(sentence.of("Park")) if m.end <= sentence.start + start), self._park)

    def _has_none(self, opening: Mention, measured: Measured | None, quantity: Quantity) -> bool:
        """Whether such a name has no figures of its own in a later clause.

        云湖湾养殖模式推广，渔船占全国1/6: no place that is governed; 甲路建成通车，乙路等4条道路开工: what was built counts no roads.
        """
        counted = measured is not None and measured.start > quantity.start
        return (opening.type == "Region" and not GOVERNED.search(opening.text)) or (counted and opening.type in WORKS)

    def _is_over(self, sentence: Sentence, opening: Mention, last: str) -> bool:
        """Whether an earlier clause's name owns nothing that the last one counts.

        It is itself counted (甲场14个，乙航线37条), or an industry before what several come to (两大产业…), or a work whose
        doing is one thing of two (推进甲实验室…，建成丙基地2个).
        """
        counts = opening.type in (*WORKS, *MAKERS) and NUMBERED.match(sentence.after(opening, 12))
        joint = opening.type in NAMED and TOGETHER.match(last)
        apart = opening.type in WORKS and PUSHED.search(sentence.before(opening, 6)) and OWN_ACT.match(last)
        return bool(counts or joint or apart)

    def _stands_alone(self, text: str, start: int, quantity: Quantity, measured: Measured) -> bool:
        """Whether what is counted is its clause's own subject: 7条支路[取得支持]."""
        return bool(self._words.bare.fullmatch(text[start : quantity.start])) and not CLAUSE.match(
            text[measured.end : measured.end + 1] or "。"
        )

    def _in_name(self, name: str, facts: Facts) -> Entity | None:
        """The park or place whose name opens the indicator's: 云溪园规划面积."""
        if len(facts.entities) != self._known:
            owners = (e for e in facts.entities.values() if e.type in OWNERS and e.type not in NAMED)
            self._names = {n: e for e in owners for n in (e.name, *e.aliases)}
            self._known = len(facts.entities)
        cuts = (n for n in range(len(name) - 2, 1, -1) if name[:n] in self._names and not NO_INDICATOR.match(name[n:]))
        return next((self._names[name[:n]] for n in cuts), None)

    def _kept(self, mention: Mention) -> Mention:
        self._park = mention if mention.type == "Park" else self._park
        return mention

    def _beside(self, sentence: Sentence, measured: Measured | None) -> Mention | None:
        """The name right before the measured words (云溪园总收入), or before the verb (云溪园完成总收入)."""
        if measured is None:
            return None
        places = {measured.start, measured.holder[1]} if measured.holder[1] > measured.holder[0] else {measured.start}
        if sentence.text[measured.start - 1 : measured.start] == "的":
            places.add(measured.start - 1)  # 云溪园的总收入
        for mention in reversed(sentence.of(*OWNERS)):
            if _is_maker(sentence, mention):
                continue
            end = mention.end - sentence.start
            if mention.type not in NAMED and (aside := past_aside(sentence.text, end)) > end and aside in places:
                return self._kept(mention)  # 甲公司（以下简称“甲”）的产值
            if mention.type not in NAMED and end in places:
                return self._kept(mention) if not _is_listed(sentence, mention) else None
        return None

    def _opens(self, sentence: Sentence, text: str, start: int, *, last: bool) -> Mention | None:
        """The name that opens a clause, behind words of time; in an earlier clause also one with words before (…的甲产业)."""
        lead = self._words.leads.match(text, start)
        place = sentence.start + (lead.end() if lead else start)
        played = PLAYS.match(text, start)
        places = (place, sentence.start + start, sentence.start + (played.end() if played else start))
        found = [m for m in sentence.of(*OWNERS) if m.start in places]
        found = [m for m in found if not SAYS.match(sentence.after(m)) and not _is_listed(sentence, m)]
        found = [m for m in found if not _is_maker(sentence, m) and not _is_whole(sentence, m)]
        if not found and not last:
            found = [
                m
                for m in sentence.of("Industry", "Park")
                if m.start > place and sentence.before(m, 1) == "的" and DOES.match(sentence.after(m))
            ][-1:]
            found = [m for m in found if not CLAUSE.search(text, start, m.start - sentence.start)]
        return next((m for m in found if not _is_listed(sentence, m)), None)

    def _work_before(self, sentence: Sentence, quantity: Quantity, measured: Measured | None) -> Mention | None:
        """The one work that a sentence has spoken of, where its cost or size is told: 加快甲项目建设，一期投资5亿元."""
        if measured is None or measured.start > quantity.start:
            return None
        place = sentence.start + measured.start
        fund = next((m for m in reversed(sentence.of("Fund")) if m.end < place), None)
        if (
            fund
            and FUND_SIZE.fullmatch(measured.name)
            and OF_FUND.fullmatch(sentence.text, fund.end - sentence.start, measured.start)
        ):
            return fund
        if not OF_WORK.search(measured.name):
            return None
        works = {m.entity_id: m for m in sentence.of(*WORKS) if m.end <= place}
        return next(iter(works.values())) if len(works) == 1 else None

    def _of_heading(self, sentence: Sentence, facts: Facts) -> Mention | None:
        """The name that the heading is about: it opens the heading, or the heading says little else."""
        text = facts.document.text
        line = text.rfind("\n", 0, sentence.start) + 1
        for mention in sentence.heading_mentions:
            before = NUMBERING.sub("", text[line : mention.start]).strip()
            titled = mention.start >= line and bool(PLAYS.fullmatch(before))
            if titled and mention.type in (*WORKS, "Park", "Region") and BECOMES.match(text, mention.end):
                return mention  # the title of the sentence's own paragraph: 1.甲项目。总投资5亿元
            if mention.type not in ("Park", "Industry", "Cluster", "Region", "Platform"):
                continue
            heading = next((h for h in reversed(sentence.section.path) if mention.text in h), "")
            plain = DOING.sub("", NUMBERING.sub("", heading)).lstrip("“”")
            part = PLAYS.match(plain)
            plain = plain[part.end() :] if part and plain.endswith(mention.text) else plain
            if "+" in mention.text:
                continue  # 人工智能+制造: what is done, and no trade that has figures
            if plain.startswith(mention.text) and (
                mention.type not in NAMED or ITSELF.fullmatch(plain, len(mention.text))
            ):
                return mention
        return None


def _is_maker(sentence: Sentence, mention: Mention) -> bool:
    """Whether a firm only does what is measured: 由甲公司投资5亿元建设."""
    return mention.type in ("Enterprise", "Institution") and sentence.before(mention, 1) == "由"


def _is_whole(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name only says what the thing spoken of is a part of: 为甲开发区的园中园，占地1200亩."""
    return bool(PART_OF.search(sentence.before(mention, 4))) and sentence.after(mention, 1) in ("的", "之")


def _is_listed(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name stands in a list; 推动甲园与乙中心共建…… is about 甲园."""
    return bool(OPENING.match(sentence.after(mention, 1))) and not WITH_OTHERS.match(sentence.after(mention, 40))


def _clauses(text: str, place: int) -> list[tuple[int, int]]:
    """The clauses up to the one that holds a place, in order."""
    bounds = [0, *(match.end() for match in CLAUSE.finditer(text, 0, place)), place]
    return [(a, b) for a, b in pairwise(bounds) if a < b or b == place]
