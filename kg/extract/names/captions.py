"""Captions of tables that survey the parks of a place: 「表2 甲区产业园区基本情况」 names none of them."""

import re

CAPTIONED = re.compile(r"\s*(?:附?[表图件]|专栏)\s*[\d一二三四五六七八九十]+(?:[-—.]\d+)?[：:、.\s]*")
PARKS = re.compile(r"(?:产业|工业|特色|重点|省级|主要)*园区?$|开发区$")
SURVEYED = re.compile(
    r"(?:主要|基本|发展|布局|建设|分布|总体|产业)*"
    r"(?:情况|一览|名单|名录|名称|汇总|清单|统计|明细|分布|布局|概况|主导产业|发展方向|产业定位|功能定位)"
)
DIVISIONS = ("省", "市", "区", "县", "州", "旗", "盟")


def is_of_caption(text: str, start: int, end: int) -> bool:
    """Whether what begins a caption is a place and 产业园区 of which the table then lists several."""
    caption, parks = CAPTIONED.match(text), PARKS.search(text, start, end)
    if caption is None or parks is None or caption.end() < start or not SURVEYED.match(text, end):
        return False
    return text[start : parks.start()].endswith(DIVISIONS)
