"""Where a name begins and ends in what a finder took for it: without numbering, the words before it, a count behind."""

import re
from collections.abc import Sequence

NUMBERED = re.compile(r"[（(][一二三四五六七八九十\d]{1,3}[）)](?=.{2})")  # （一）某某高新区
THERE = re.compile(  # 甲公司在|某市建设|乙基地
    r"[一-龥]{1,7}?[省市区县镇乡州盟旗](?:规划|投资|联合)?(?:建设|打造|设立|布局|建成)(?=[一-龥]{3})"
)
ALONG = re.compile(
    r"[一-龥]{2,6}(?:路|大道|街|河|江)(?:两岸|沿线)?(?:规划)?(?:布局|打造)(?=[一-龥]{2})"
)  # 沿某大道|布局科创走廊
SEVERAL = re.compile(  # 甲园、乙园|两个片区, 甲|三市
    r"(?:[两三四五六七八九十\d]+(?:个|大)主?(?:平台|载体|片区|组团|园区|板块|功能区|基地|新区|城市|区县|乡镇|镇街|街镇|街道|县区|县市|镇|乡|县)(?:（[市区县、]{1,5}）)?|(?<=..)[两三四五六七八九十\d]+[省市区县镇](?:（[市区县、]{1,5}）)?)+$"
)
SIZE = re.compile(r"[百千万]亿元?级?$")  # 甲湾千亿|钢铁产业基地
GLUED = ("做强", "做大", "做优", "做精", "做实", "是指")  # 做|强某某开发区
OF = re.compile(r"[一-龥]{2}之$")  # 黄河之|滨文化街
WORKS = re.compile(r"[^、]*?工程(?=[一-龥]{2,6}(?:路|街|大道|河|桥|隧道)(?:[东西南北]延)?$)")  # 重点道路工程|某路南延
TORN = re.compile(r"[一-龥](?:及|和|与|或)")  # 中小|试及商业化平台
PLACE_BEFORE = re.compile(
    r"(?:打造|建设|形成|构建|培育|[，。；、：])(?P<name>(?!打造|建设|形成|构建|培育)[一-龥]{2,5})$"
)
ROAD = re.compile(r"(?:路|街|大道|大街)$")
AT, BESIDE = (
    re.compile(r"(?:在|位于|沿|地处|坐落于?|毗邻|紧邻)$"),
    re.compile(r"\d+号|以?[东西南北]侧|以[东西南北]|两侧|沿线|附近|交叉|交汇|路口|[一-龥]{1,4}(?:市场|商圈|夜市|大厦)"),
)


def first_of(text: str, start: int, end: int, leads: Sequence[str], *, sized: bool = False) -> int:
    """Where the name begins in a span; `sized`: a place and a size before it belong to it."""
    if text[start - 1 : start + 1] in GLUED:
        start += 1
    if "’" in text[start:end] and text[start - 1 : start] == "‘":
        return start - 1
    numbered = NUMBERED.match(text, start, end)
    if numbered:
        start = numbered.end()
    if text[start - 1 : start] in ("在", "于") and (there := THERE.match(text, start, end)):
        return there.end()
    if along := ALONG.match(text, start, end):
        return along.end()
    if OF.search(text, max(0, start - 3), start):
        return start - 3
    works = WORKS.match(text[start:end])
    if works:
        return start + works.end()
    size = SIZE.search(text, max(0, start - 5), start) if sized else None
    if size and (place := PLACE_BEFORE.search(text, max(0, size.start() - 8), size.start())):
        return place.start("name")
    lead = next((word for word in leads if text.startswith(word, start) and end - start > len(word) + 1), "")
    return start + len(lead)


def last_of(text: str, start: int, end: int) -> int:
    """Where the name ends in a span: before a count of it and its like, and before a bracket that nothing closes."""
    name = text[start:end]
    several = SEVERAL.search(name)
    if several and several.start() >= 2:
        end = start + several.start()
    opened = max(name.rfind("（"), name.rfind("("))
    if opened > 1 and not re.search("[）)]", name[opened:]):
        end = min(end, start + opened)
    return end


def is_round(text: str, start: int, end: int) -> bool:
    """Whether what lies round a school is named, not the school: 环|某大学|创新生态圈."""
    return text.startswith("环", start) and text.startswith(("创新", "科创", "知识", "经济", "生态", "产业"), end)


def is_whereabouts(text: str, start: int, end: int) -> bool:
    """Whether a road only says where something is: 位于某路3号, 某大道以北."""
    there = text.startswith("沿", start) or AT.search(text, max(0, start - 3), start) or BESIDE.match(text, end)
    return bool(there and ROAD.search(text, start, end))
