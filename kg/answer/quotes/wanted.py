"""What a clause must hold to answer one ask of a thing: how it tells by whom, where, when, how far; its words, number and years."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.answer.asked.intents import Asking
from kg.answer.asked.question import content_words
from kg.answer.asked.years import tells_of
from kg.answer.model import Citation
from kg.answer.quotes.counted import counted_noun
from kg.answer.quotes.holding import PHASE
from kg.records import Document
from kg.text.numbers import parse_number
from kg.text.periods import plan_years

ASKS = re.compile(r"多少|几(?!乎)|什么|哪|谁|怎么样|如何|多[大高长宽远深]")
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
        r"定位(?:为|是|于|：)|(?:锚定|围绕|按照|立足|明确).{6,}定位|(?:打造|建设成|建成|(?:将|要|拟|力争|努力|重点|着力|聚力|全力)建设)(?:为|成为)?[^，]*(?:[区地极带核园谷港城]|中心|走廊|枢纽|门户|标杆|样板|集群|示范)$",
    ),
)
NOT_TOLD = re.compile(
    "为什么|为何|缘何|怎么(?!样)|如何|是否|是不是|有没有|吗[？?]?$|最[大小高低多少早晚快慢]|比(?!重|例)|相差|差距|第[一二三四五六七八九十]"
)
UNIT = re.compile(r"(?:几|多少)(?P<unit>[家个项届次名人座条支亩吨台套期批件种类户所公平万亿%])")
NUMERAL = r"[\d一二三四五六七八九十两百千万]"
GENERIC = frozenset("个家项")
HOW_MANY = re.compile(r"(?:几|多少)(?P<unit>[个家座处所条套])[？?]?$")  # of the thing itself: 建设2个新一代◇
OF_OTHERS = "企业|公司|单位|机构|项目|入驻|落户|进入|位于|在|到|从|由|的"  # 2家企业入驻◇ counts no ◇
NUMBER = re.compile(r"多少|几(?!乎)|多[大高长]")
WEAK = frozenset("拿做干搞给用建办有设放投来去叫开")  # verbs of asking that a plan writes otherwise
LOOSE = frozenset(
    {"培育", "形成", "打造", "建成", "达到", "做到", "想要", "需要"}
)  # of reaching something, however it is written
ROLE = re.compile(
    "^(?:功能|发展)?定位(?:是|为)?(?:什么|怎样|如何)"
)  # a plan's own words, before any list of industries
EVERYTHING = re.compile(  # all that is to be done of it
    r"^(?:还|另外|又|同时)?(?:要|将|计划|打算|准备|需要?)?(?:重点)?(?:做|干|推动|推进|实施|抓|搞)(?:些|点|好)?(?:什么|哪些)(?:事|工作|事情|事项)?[？?]?$"
)
MONEY = re.compile(r"\d+(?:\.\d+)?(?=[亿万%])")
NAMED = re.compile(  # how a name ends that a plan writes and the graph may not know
    r"[\u4e00-\u9fffA-Za-z0-9“”（）()·-]+(?:中心|平台|基地|实验室|项目|装置|研究院|工程|园区?|基金|计划|行动|试验场|中试线|生产线|工厂|公司|集团"
    r"|联盟|集群|设施|医院|学院|大学|谷|港|城|站|库|[一二三]期)"
)
PERIOD = re.compile("十[一二三四五六七八九]五")
YEAR = re.compile(r"20\d\d(?=年)")


@dataclass(frozen=True)
class Subject:
    """What the asks of a question are about."""

    text: str  # as the question writes it
    forms: tuple[str, ...]  # by which sentences name it
    types: frozenset[str] = frozenset()  # none of a thing that the graph does not know


@dataclass(frozen=True)
class Wanted:
    """What a clause must hold: its shapes, words, a number of this unit, years."""

    shapes: tuple[re.Pattern[str], ...]
    words: tuple[str, ...]
    number: bool
    unit: str
    years: tuple[str, ...]
    forms: tuple[str, ...]  # the names of the thing, longest first


def idle_words(asking: Asking) -> set[str]:
    """The words that say how one asks, or an act however it is written, not what is asked for."""
    keys = ("light", "measuring", "comparing", "tasking", "telling", "fits_any_project", "charge", "routine")
    return {asking.spell(word) for key in keys for word in asking.words[key]} | {*asking.kinds, *LOOSE}


def wanted_of(asking: Asking, subject: Subject, part: str) -> Wanted | None:
    """What a clause must hold to answer a part; None where the part asks for nothing that could be told so."""
    rest, shapes = part.replace(subject.text, "，") if subject.text else part, []
    for cue, shape in SHAPES:
        if match := re.search(cue, rest):
            rest = f"{rest[: match.start()]}，{rest[match.end() :]}"
            shapes.append(re.compile(shape))
    if (many := HOW_MANY.search(part)) and subject.forms:
        before = rf"{NUMERAL}[余多]?{many['unit']}(?:(?!{OF_OTHERS})[\u4e00-\u9fff]){{0,6}}◇"
        shapes.append(re.compile(rf"{before}|◇[^，；、\d]{{0,4}}{NUMERAL}[余多]?{many['unit']}(?!{OF_OTHERS})"))
    spelled = asking.spell("".join(subject.forms))
    rest = PERIOD.sub("", rest)
    words = [
        word
        for word in content_words(rest, asking)
        if word not in asking.kinds and word not in WEAK | LOOSE and word not in spelled and not YEAR.match(word)
    ]
    unit = UNIT.search(part)
    telling_unit = unit["unit"] if unit and unit["unit"] not in GENERIC else ""
    if NOT_TOLD.search(rest) or not (shapes or words or telling_unit):
        return None
    noun = counted_noun(asking, part)
    words += [noun] if len(noun) == 1 else []  # 税 of 几个亿的税, which is no word of its own
    words += [*MONEY.findall(part), *map(asking.spell, PHASE.findall(rest))]
    return Wanted(
        tuple(shapes),
        tuple(words),
        bool(NUMBER.search(part)),
        telling_unit,
        tuple(YEAR.findall(part)),
        longest_first(subject),
    )


def fits(asking: Asking, text: str, wanted: Wanted) -> bool:
    """Whether a text holds all that is wanted, years aside."""
    held = asking.spell(text)
    if not text or not all(word in held for word in wanted.words):
        return False
    if wanted.unit and not re.search(rf"{NUMERAL}[余多]?{wanted.unit}", text):
        return False
    plain = YEAR.sub("", text)
    marked = re.sub("|".join(map(re.escape, wanted.forms)), "◇", text) if wanted.forms else text
    return (not wanted.number or bool(re.search(NUMERAL, plain))) and all(one.search(marked) for one in wanted.shapes)


def is_of_years(document: Document, start: int, end: int, years: Sequence[str]) -> bool:
    """Whether a clause is of the asked years: by its own, else the last before it in its paragraph, else the plan's end."""
    if not years:
        return True
    above = document.text.rfind("\n", 0, start) + 1
    own, before = YEAR.findall(document.text[start:end]), YEAR.findall(document.text[above:start])
    told = own or before[-1:] or [str(document.metadata.get("period_end", ""))]
    own_figure = len(set(own)) < 2 or tells_of(document.text[start:end], [int(year) for year in years])
    return own_figure and all(year in told for year in years)


def is_of_period(stretch: Citation, part: str) -> bool:
    """Whether a stretch may tell of the five years that a part names: it or its plan names them, and no year of it lies before."""
    for period in PERIOD.findall(part):
        since, _ = plan_years(int(parse_number(period[:2]) or 0))
        years = [int(year) for year in YEAR.findall(stretch.quote)]
        if period not in f"{stretch.title}{stretch.quote}" or (years and max(years) < since):
            return False
    return True


def longest_first(subject: Subject) -> tuple[str, ...]:
    """The names of a thing, the longest first."""
    return tuple(sorted(subject.forms, key=len, reverse=True))
