"""Numbers and quantities in Chinese text: 一百二十, 12.5万, 百分之三十, 3成; 「不低于560家」 → Quantity."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    **{sign: value for value, sign in enumerate("壹贰叁肆伍陆柒捌玖", start=1)},
}
SMALL = {"十": 10, "拾": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:[.．]\d+)?"
NUMERALS = "零〇一二两三四五六七八九十百千"
CHINESE = rf"[{NUMERALS}]+"
# Units that plans count and measure in. A negative look-ahead keeps 人 out of 人才 and 项 out of 项目.
MEASURES = (
    r"(?:美|欧|港|日)?元(?!宇宙|素|件|器|月)", "平方公里", "平方千米", "平方米", "立方米", "公里", "千米", "公顷", "亩",
    "吨标准煤", "吨标煤", "吨", "千克", r"公?斤(?!两)", "毫克", "微克", "千瓦时", "千瓦", "兆瓦", "PFLOPS", "EFLOPS", "TOPS",
    "分贝", "小时", "分钟", "升", "毫米", "厘米", "纳米", "微米", r"米(?!兰)", "吉瓦时", "吉瓦", "兆瓦时", "瓦时",
    r"[KMGTP]W[Hh]?", "kWh", "kW", r"[MGTPE]B", "[PE]FLOPS", r"P(?![A-Za-z])", r"岁(?!末|入|出|月)", "个工作日", "工作日", "个月",
    r"天(?!津|然|气|空|使|宫|地|河|府|线|山|水|台|上|下|文|才|生)",
)  # fmt: skip
COUNTS = (
    r"人年(?![均初底末产度龄内])", "人次", "家次", "户次", "台次", "架次", "艘次", "车次", "批次", "场次", "班次", r"人(?!才|工|员|口|民|均|大|力|社|类|机|形|体|选|群|文|居)", r"家(?!级|具|电|园|庭)",
    r"个(?!人|性|体|别|多月|多小时)", r"项(?!目)", r"件(?!套)", r"条(?!件|例)", r"所(?!有|在|需|属|以|得)", "座", r"宗(?!旨|教|地|族|祠|庙|亲|师)", r"处(?!理|于|置)",
    r"名(?!称|义|录|单|牌)", r"位(?!于|居|置|列)", r"场(?!景|所|地|馆|镇)", r"次(?!级|于)", r"只(?!有|要|能)", r"支(?!持|撑|付|出)",
    r"批(?!发|准|复)", r"套(?!餐)", r"台(?!账|湾|阶)", r"辆", r"户(?!籍|外|型)", r"张(?!家)", "栋", r"间(?!隔|接)",
    r"种(?!业|子|植|源|苗)", r"类(?!似|别|型)", r"部(?!分|门|署|队|委|级)", "枚", "篇", "款", "张", "门", "棵", "株", "头", "艘", "架",
    "标准箱", "标箱", "TEU", "床", r"期(?!间|末|限|货)", "班", "轮", "对", "组", "片", "期", "倍", "章",
)  # fmt: skip
SHARES = ("个百分点", "百分点", "个基点", "基点", "%", "‰", "个位次", "位次")
BASE = "|".join((*SHARES, *MEASURES, *COUNTS))
UNIT = rf"(?:万亿|千万|百万|十万|千亿|百亿|亿|万)?(?:{BASE})(?:/(?:平方公里|平方米|立方米|公顷|人年|小时|分钟|人次|万元|元|人|亩|年|月|日|天|吨|家|户|辆|个|件|床|公里|千人|万人))?"
COMPARING = (
    "不低于", "不少于", "不小于", "至少", "≥", ">=", "≧", "不超过", "不高于", "不大于", "不多于", "≤", "<=", "≦", "控制在", "突破", "超过", "高于", "大于", "多于", "低于", "少于", "小于",
    "达到", "力争达到", "稳定在", "保持在", "接近", "大约", "约为", "约", "近", "将近", "超", ">", "＞", "<", "＜", "逾", "达",
)  # fmt: skip
BEFORE = rf"(?:{'|'.join(COMPARING)})"
AFTER = r"(?:左右|上下|以上|以内|以下|之内)"
ONE = rf"(?:{ARABIC}|{CHINESE})"
FIRST = "".join(sorted({word[0] for word in COMPARING}))
BEGINS = rf"(?=[\d{NUMERALS}−－{FIRST}-])"  # one sign tells that nothing begins here, which is so at most places
QUANTITY = re.compile(
    rf"{BEGINS}(?P<before>{BEFORE})?(?P<value>(?<![A-Za-z\d.第+])(?P<minus>(?<![\dA-Za-z）)])[-−－])?(?P<first>{ONE})(?P<more>[余多几])?"
    rf"(?:(?P<firstunit>(?:{UNIT})|[万亿])?(?:[-—–－~～至到]{{1,2}})(?P<last>{ONE}))?)"
    rf"(?P<unit>{UNIT})(?P<after>{AFTER})?"
)
FRACTION = re.compile(rf"(?P<before>{BEFORE})?(?P<value>(?P<base>百|千)分之(?P<first>{ONE}))(?P<after>{AFTER})?")
TENTHS = re.compile(
    rf"(?P<before>{BEFORE})?(?P<value>(?P<first>[1-9一二三四五六七八九](?:\.\d)?))(?P<unit>成)(?=[，。；、）以左的多]|$)(?P<after>{AFTER})?"
)
TURNS = re.compile(
    r"(?P<value>翻了?[一两二三四几\d]?番|翻了?[一两二三四\d]倍|倍增(?!计划|行动|工程|效应|方案|学)|零增长)"
)
SIGNS = {
    "≥": ("不低于", "不少于", "不小于", "至少", "≥", ">=", "≧", "以上"),
    ">": ("突破", "超过", "高于", "大于", "多于", "超", ">", "＞", "逾", "余", "多"),
    "≤": ("不超过", "不高于", "不大于", "不多于", "≤", "<=", "≦", "控制在", "以内", "以下", "之内"),
    "<": ("低于", "少于", "小于", "<", "＜"),
    "≈": ("接近", "大约", "约为", "约", "近", "将近", "左右", "上下", "几"),
}
SYMBOLS = frozenset({"≥", ">=", "≤", "<=", "≧", "≦", ">", "<", "＞", "＜"})  # part of the value: ≥560
SHARE_OF = {"百": "%", "千": "‰"}
COUNT_WORDS = frozenset(re.sub(r"\(.*\)", "", word) for word in COUNTS)
SIGN_OF = {word: sign for sign, words in SIGNS.items() for word in words}
PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")


@dataclass(frozen=True)
class Quantity:
    """A value with its unit at text[start:end]; `value` as written, `number` in that unit, None for a range."""

    start: int  # of the comparison word where there is one
    end: int
    value: str  # 300 | ≥560 | 1-2 | 1250余
    unit: str  # 亿元 | 万元/公顷 | 家 | % | 个百分点; '' only for 翻一番
    number: float | None
    comparison: str = ""  # ≥ > ≤ < ≈ or ''
    words: str = ""  # as written: 不低于, 以上
    low: float | None = None
    high: float | None = None

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage or a difference of percentages."""
        return self.unit in {"%", "‰", "个百分点", "百分点", "成"}


def parse_number(text: str) -> float | None:
    """The number that `text` writes: 1,234.5 → 1234.5, 12.5万 → 125000, 一百二十 → 120; None where it writes none."""
    text = text.strip().replace(",", "").replace("，", "").replace("．", ".").rstrip("余多几")
    scale = 1.0
    while len(text) > 1 and text[-1] in LARGE:
        scale *= LARGE[text[-1]]
        text = text[:-1]
    if re.fullmatch(r"[-−－]?\d+(?:\.\d+)?", text):
        return float(text.replace("−", "-").replace("－", "-")) * scale
    if parts := re.fullmatch(rf"({ARABIC})([十百千]+)", text):
        return float(parts[1]) * _plain(parts[2]) * scale
    if re.fullmatch(r"[零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾]+", text):
        return _chinese(text) * scale
    return None


def as_number(text: str | None) -> int | float | str | None:
    """A text that is a plain number (28.9, 2025) as that number, so that a sheet sorts and adds it; any other as it is."""
    if not text or not PLAIN.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)


def iter_quantities(text: str) -> Iterator[Quantity]:
    """The quantities of `text` in order, without overlap. 一个 and 第3批 count nothing and are left out."""
    free = 0
    found = sorted(_all_matches(text), key=lambda match: (match.start("value"), -match.end()))
    for match in found:
        if match.start("value") >= free and (quantity := _read(match)):
            free = match.end()
            yield quantity


def _all_matches(text: str) -> Iterator[re.Match[str]]:
    for pattern, needed in ((FRACTION, "分之"), (TURNS, ""), (TENTHS, "成"), (QUANTITY, "")):
        if needed in text:  # cheaper than the pattern, and most texts hold none of them
            yield from pattern.finditer(text)


def _read(match: re.Match[str]) -> Quantity | None:
    groups: dict[str, str] = {name: text or "" for name, text in match.groupdict().items()}
    if "first" not in groups:  # 翻一番
        return Quantity(match.start(), match.end(), groups["value"], "", None)
    if groups["first"] == "一" and groups.get("unit") in COUNT_WORDS and not groups.get("last"):
        return None
    low = parse_number(groups["first"])
    high = parse_number(groups["last"]) if groups.get("last") else low
    if low is None or high is None:
        return None
    if groups.get("minus"):
        low = high = -low
    before, after, more = groups.get("before", ""), groups.get("after", ""), groups.get("more", "")
    return Quantity(
        start=match.start(),
        end=match.end(),
        value=(before if before in SYMBOLS else "") + groups["value"],
        unit=groups.get("unit") or SHARE_OF[groups["base"]],
        number=low if low == high else None,
        comparison=next((SIGN_OF[word] for word in (before, after, more) if word in SIGN_OF), ""),
        words=before + after,
        low=low,
        high=high,
    )


def _chinese(text: str) -> float:
    """A Chinese numeral with 万 and 亿 inside: 一万二千 → 12000."""
    for sign in ("亿", "万"):
        if sign in text:
            left, _, right = text.partition(sign)
            return _chinese(left or "一") * LARGE[sign] + (_chinese(right) if right else 0)
    return _plain(text)


def _plain(text: str) -> float:
    """A Chinese numeral below ten thousand; a run of digits (二〇二五) reads as written."""
    if len(text) > 1 and all(sign in DIGITS for sign in text):
        return float("".join(str(DIGITS[sign]) for sign in text))
    total, digit = 0, 0
    for sign in text:
        if sign in SMALL:
            total += (digit or 1) * SMALL[sign]
            digit = 0
        else:
            digit = DIGITS[sign]
    return float(total + digit)
