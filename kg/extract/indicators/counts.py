"""Which numbers of a text count or measure something, before anybody asks what."""

import re

from kg.text.numbers import COUNT_WORDS, Quantity

LATIN = re.compile(r"[A-Za-z0-9]")
COUNTER = re.compile(
    rf"(?:[万亿])?(?:{'|'.join(sorted(map(re.escape, COUNT_WORDS - {'倍', '期', '班', '章', '部'}), key=len, reverse=True))})(?:/[年月日天])?$"
)
THINGS = re.compile(r"[家户名座台辆]$")  # a single numeral counts these, where three 个 or 项 may be three aspects
REGIONS = re.compile(
    r"(?:省(?:份|区市|市|[（(、])|国家(?:和|、|与|[，。；]))"
)  # 31个省（区、市）: where, and no figure
# 范围涉及甲县6个镇, 征求了13个区县意见: where and from whom, and no figure.
AMONG = re.compile(r"(?:范围|涉及|涵盖|包括|包含|跨|征求了?|听取了?|赴|走访了?)[^，。；]*$")
DIVISIONS = re.compile(
    r"(?:乡镇|镇街|街镇|街道|区县|县区|县市|城市|社区|行政村|[省市州盟区县旗镇乡村])(?:[（(，。；、和与及]|意见|建议|学习|考察|开展|全域|部分|$)"
)
# 500米服务半径, 15分钟生活圈: how far something reaches, in its name.
REACH = r"(?:米|分钟|小时|公里)(?=服务|半径|生活|交通|通勤|可达|范围)"
FUND = re.compile(r"(?:的|规模的?)?(?P<noun>[^，。；：、（）()\d]{0,16}?(?:基金|专项资金|资金池))(?=[，。；、（(]|$)")
INVESTED = re.compile(r"(?P<sum>(?:总|计划|概算)投资(?:额|规模)?)(?:约为?|近|超过?|达|为)?$")  # 总投资5亿元的甲项目
# 总投资50亿元的重点项目12个, 总投资50亿元的12个重点项目: the total of all of them.
ALL_WORKS = re.compile(
    r"的(?:\d+[个项宗](?P<these>[一-龥A-Za-z“”]{1,10}?(?:项目|工程))|(?P<those>[一-龥A-Za-z“”]{1,10}?(?:项目|工程))(?=共|达|\d))"
)
# 总投资10亿元以上项目20个: the sum says which works are counted.
BOUND = re.compile(
    r"(?<=以[上下内])(?:的)?[^，。；、\d的]{0,6}?(?:项目|工程|企业|公司|单位|园区|楼宇|基地)(?![^，。；\d]{0,2}(?:投资|资金))"
)
OF_THOSE = re.compile(r"(?:不满[^，。；]{1,10})?的(?=[一-龥]{2})")  # 职工超过100人的企业 says which firms


def is_measure(text: str, quantity: Quantity) -> bool:
    """Whether a number counts or measures: not 三个方面, 零部件, 第二期, nor a number that describes (超10亿元的企业)."""
    if not re.search(r"\d", quantity.value) and COUNTER.search(quantity.unit) and not is_spelt_count(quantity):
        return False
    if not re.search(r"\d", quantity.value) and quantity.unit in ("期", "部", "次", "倍", "对", "组", "轮", "班", "章"):
        return False
    if REGIONS.match(text, quantity.end) or re.match(REACH, text[quantity.end - len(quantity.unit) :]):
        return False
    if DIVISIONS.match(text, quantity.end) and AMONG.search(text, 0, quantity.start):
        return False
    behind = text[quantity.end : quantity.end + 1]
    if not COUNTER.search(quantity.unit) and BOUND.match(text, quantity.end):
        return False
    described = behind == "的" and not COUNTER.search(quantity.unit) and not FUND.match(text, quantity.end)
    if described and not is_total(text, quantity):
        return False
    compared = quantity.words or text[: quantity.start].endswith("满")
    if compared and COUNTER.search(quantity.unit) and OF_THOSE.match(text, quantity.end):
        return False
    return not re.match(r"(?:级|型|式)", behind) and not LATIN.match(text[quantity.start - 1 : quantity.start] or "，")


def is_total(text: str, quantity: Quantity) -> bool:
    """Whether a sum is the total of a work named behind it: 总投资5亿元的甲项目."""
    return text[quantity.end : quantity.end + 1] == "的" and bool(INVESTED.search(text[: quantity.start]))


def works_behind(text: str, quantity: Quantity) -> str:
    """What a total stands for that is told before the number of its works: 重点项目总投资; '' else."""
    works = ALL_WORKS.match(text, quantity.end)
    said = INVESTED.search(text[: quantity.start])
    named = (works["these"] or works["those"]) if works else ""
    return f"{named}{said['sum']}" if said and named else ""


def is_spelt_count(quantity: Quantity) -> bool:
    """Whether a numeral counts like a number: 三十家, 十二项; not 三个方面, 千家万户."""
    if len(quantity.value) > 1:
        return bool(re.search(r"[十百千]", quantity.value)) or bool(THINGS.search(quantity.unit))
    return bool(THINGS.search(quantity.unit)) and (quantity.value not in "百千" or bool(quantity.words))
