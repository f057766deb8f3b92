"""The numbers of a sentence that may be values: with units, ranks (第3位), ratios (8:41:51) and bare ones (达到1.82)."""

import re

from kg.extract.indicators.behind import LEVELED
from kg.extract.indicators.counts import COUNTER, is_measure
from kg.text.numbers import Quantity, iter_quantities, parse_number
from kg.text.periods import iter_periods

RANK = re.compile(
    r"(?P<verb>(?:综合)?(?:排名|排位|位次)|排在?|位居|位列|名列|列|保持(?=[^，。；、\d]{0,8}(?:首位|榜首|第[一二三四五六七八九十\d]))|稳居|跃居|居|跃?升至?|跃升到|上升到|进入|跻身|迈入|前移至)"
    r"(?P<scope>[^，。；、\d]{0,12}?)(?P<value>(?:第|前)(?P<number>[一二三四五六七八九十百\d]{1,4})|首位|榜首)"
    r"(?P<unit>[位名])?(?=[，。；、）]|$|行列|方阵|以内)"
)
RATIO = re.compile(r"\d+(?:\.\d+)?(?:\s*[:：∶]\s*\d+(?:\.\d+)?){1,2}")
BARE = re.compile(
    r"(?:为|达|达到|到|至|于|在|突破|超过)(?P<value>(?!(?:19|20)\d{2}(?![\d.万亿]))\d+(?:\.\d+)?(?P<scale>[万亿])?)(?=[，。；、）以左]|$)"
)
YEARS = re.compile(r"(?P<value>(?<!\d)\d{1,2}(?:\.\d+)?)年(?=[，。；、）以左]|$)")
HEADS = re.compile(r"(?:人次|架次|[人户件次]数|[^质力]量)(?:[一-龥]{0,4})$")  # nouns that count what 8000万 are
# Nouns that are told in numbers without a unit, or in years.
NUMBERED = re.compile(
    r"(?:[入桩量出]比|系数|指数|PUE值?|能效值|得分|评分|结构|强度|年限)"
    r"(?=由|从|为|达|到|至|调整|优化|缩小|降|提高|控制|提升|稳定|保持|均|将|$)"
)
# Nouns whose parts are told beside each other: 三次产业比重为8:41:51.
DIVIDED = re.compile(r"(?:结构|比重|比例|构成|占比|比)(?:由|从|为|达|到|至|是|调整|优化|演变|\d{4}年|的|$)")
SHARED = re.compile(r"(?<![\d.])(?P<value>\d+(?:\.\d+)?)[、和与]$")  # 分别增长5.2和6.1个百分点
EACH = re.compile(r"分别[^，。；]*$")
FRACTION = re.compile(
    r"(?<=[一-龥])(?P<value>[1-9]/[1-9]\d?|[一二三四五六七八九十]分之[一二三四五六七八九十])(?=[，。；、）以左]|$)"
)
ROUND = re.compile(r"(?:突破|超过|超|达到|达|迈上)(?P<value>[百千万])(?P<unit>亿元)(?=[，。；、）以左大]|$)")
MOVING = re.compile(r"^(?:跃?升至?|跃居|跃升到|上升到|稳居|保持|进入|位居|位列|前移至|至|到|在|为)+|(?:中|里)$")
GRADE = re.compile(r"(?:国家)?(?:地表水)?(?:[ⅠⅡⅢⅣⅤ]|I{1,3}|IV|V)类(?:及?以上)?(?:水质)?(?:标准)?")
# 投资1000万元以上项目12个, 5亿元（3000万美元）以上项目60个: how large those are that are counted behind.
CONDITION = re.compile(
    r"(?:（[^（）]*）|）)?(?:以上|以下|以内)?的?(?P<noun>[^，。；、\d（）]{2,16}?)(?:共|达到?|不少于|超过?|突破|约)?\d+(?:[—-]\d+)?[余多]?(?:[家个项座条名户处所]|件(?!套))"
)
# 产值超10亿元企业, 营收过百亿元的龙头企业: which ones are meant, also where no number counts them.
PASSING = re.compile(r"(?:超过?|突破|过|达到?|不低于|不少于|高于)$")
PASSED = re.compile(r"的?[一-龥“”]{0,8}?(?:企业|公司|集群|园区|楼宇|商场|街区|乡镇|村)(?!总|的?(?:年|营|产|税|利))")
SOME = re.compile(r"(?<=[、和及])若干(?P<unit>[个家项条])")
SIZED = re.compile(
    r"(?:项目|企业|公司|机构|园区|基地|工程|商场|载体|大户|平台|单位|市场|集群|合作社|农场|集团|楼宇|景区)$"
)
RANK_UNIT = "位"
SCALES = ("万", "亿")


def measured_quantities(text: str) -> list[Quantity]:
    """The numbers that count, measure or rank something, in order, outside titles and years."""
    closed = [period.span for period in iter_periods(text)] + [m.span() for m in re.finditer(r"《[^》]*》", text)]
    found = [one for one in iter_quantities(text) if is_measure(text, one) and not _is_condition(text, one)]
    found += _sharing(text, found) if "分别" in text else []
    spans = [(quantity.start, quantity.end) for quantity in found]
    plain = (
        one
        for one in [*_ranks(text), *_plain(text), *_told(text, bool(found))]
        if not any(one.start < b and a < one.end for a, b in spans)
    )
    return sorted(
        (one for one in [*found, *plain] if not any(a <= one.start < b for a, b in closed)), key=lambda one: one.start
    )


def _is_condition(text: str, quantity: Quantity) -> bool:
    """Whether a sum or size says which things a number behind it counts."""
    if COUNTER.search(quantity.unit) or quantity.unit == "%":
        return False
    match = CONDITION.match(text, quantity.end)
    passing = bool(quantity.words) or PASSING.search(text[: quantity.start])
    if passing and PASSED.match(text, quantity.end):
        return True
    sized = passing or (match and re.search("以[上下内]", match.group()[:20]))
    return bool(match and sized and SIZED.search(match["noun"]))


def rank_scope(text: str, quantity: Quantity) -> str:
    """Among what a rank is held: 全省 in 居全省第3位; '' where it is not said."""
    match = RANK.match(text, quantity.start)
    return MOVING.sub("", match["scope"]).strip("的") if match else ""


def _ranks(text: str) -> list[Quantity]:
    return [
        Quantity(match.start(), match.end(), match["value"], RANK_UNIT, parse_number(match["number"] or "一"))
        for match in RANK.finditer(text)
    ]


def _told(text: str, counted: bool) -> list[Quantity]:
    """Values told in words: a grade of water, and 若干个 beside a number."""
    before, water, _ = text.partition("水质")
    graded = GRADE.finditer(text, len(before + water)) if water else ()
    grades = [Quantity(m.start(), m.end(), m.group(), "", None) for m in graded]
    some = [Quantity(m.start(), m.end(), "若干", m["unit"], None) for m in SOME.finditer(text) if counted]
    leveled = [
        Quantity(m.start(), m.end("unit") + 1, m["value"], f"{m['unit']}元", parse_number(m["value"]))
        for m in LEVELED.finditer(text)
    ]
    rounds = [
        Quantity(m.start(), m.end(), m["value"], m["unit"], parse_number(m["value"])) for m in ROUND.finditer(text)
    ]
    parts = [Quantity(m.start(), m.end(), m["value"], "", None) for m in FRACTION.finditer(text)]
    return [*grades, *some, *leveled, *rounds, *parts]


def _sharing(text: str, counted: list[Quantity]) -> list[Quantity]:
    """Numbers that leave their unit to the next of their list: 分别增长5.2和6.1个百分点."""
    found: list[Quantity] = []
    for quantity in counted:
        start, told = quantity.start, SHARED.search(text, 0, quantity.start)
        while told and EACH.search(text, 0, told.start()):
            start = told.start()
            found.append(Quantity(start, told.end("value"), told["value"], quantity.unit, parse_number(told["value"])))
            told = SHARED.search(text, 0, start)
    return found


def _plain(text: str) -> list[Quantity]:
    """Ratios and bare numbers, where their clause holds a noun that is told so."""
    ratios = [(match.start(), match.end(), match.group(), "") for match in RATIO.finditer(text)]
    bare = [
        (match.start("value"), match.end("value"), match["value"].rstrip("万亿"), match["scale"] or "")
        for match in BARE.finditer(text)
    ]
    years = [(match.start("value"), match.end(), match["value"], "年") for match in YEARS.finditer(text)]
    found: list[Quantity] = []
    for start, end, value, unit in sorted({*ratios, *bare, *years}):
        clause = re.split(r"[，。；、]", text[:start])[-1]
        nouns = HEADS if unit in SCALES else NUMBERED
        told = nouns.search(clause) or (RATIO.fullmatch(value) and DIVIDED.search(clause))
        if told and not (found and start < found[-1].end):
            found.append(Quantity(start, end, value, unit, parse_number(value)))
    return found
