"""Whether a figure behind a clause on what a firm is asked to do is the area's: 支持甲公司……，到2028年装备产业规模达到80亿元."""

import re

from kg.extract.context import Sentence
from kg.extract.indicators.spans import Measured
from kg.records import Mention

WORKS = ("Project", "Platform")
MAKERS = ("Enterprise", "Institution")
ASKED = re.compile(r"(?:支持|鼓励|引导|推动|推进|加快|指导|依托|发挥|联合)$")
OWN_ACT = re.compile(r"(?:到?20\d{2}年(?:底|末)?(?:前|，)?)?(?:新?建成|建设|引进|新增|培育|打造|集聚|开通|布局)")
OF_TRADE = re.compile(r"(?:产业|行业|经济|工业|集群)[一-龥]{0,6}(?:规模|产值|增加值|收入|营收|产出)$")
# 推进甲公司养殖工船投产，建设牧场4个: the first clause has said all that it says of the firm.
PUSHED_ON = re.compile(r"(?:投产|建成|落地|开工|达产|投用|投运|竣工|并网|下线|上市|投入(?:运营|使用|运行))$")
# 支持甲公司扩产，推动县内3家粉磨站整合: others are asked.
ASKED_ANEW = re.compile(r"(?:支持|鼓励|引导|推动|推进|促进)(?:[市县区省州域]内|全[市县区省州]|\d+[家个户])")
ITS_TIME = re.compile(
    r"(?:力争|预计|确保)?(?:到|至)?(?:20\d{2}年|“十[一二三四五六七]五”末)[底末]?，?(?:力争|预计|全[市县区省州]|，)*"
)
# What a firm has itself, whoever else has it: behind 支持甲公司……，2027年 any other measured thing is the plan's area's.
OF_FIRM = re.compile(
    r"产能|能力|出货|交付|营业|营收|销售|利润|税|投资|服务|专利|研发|员工|职工|就业|用工|订单|用地|面积|建筑|装机|市值|门店|年产|产线|生产线|吞吐|发电|供热|供水"
)
SHORT_NAME = 4  # characters of a name that anybody's figure may have: 产值, 年产值


def is_of_area(sentence: Sentence, opening: Mention, measured: Measured, clauses: tuple[str, str]) -> bool:
    """Whether the last clause, behind one on what a firm is asked to do, tells of the plan's area and not of the firm.

    支持甲公司研发设备，到2028年装备产业规模达到80亿元: no firm has a trade's size.
    """
    if opening.type not in (*MAKERS, *WORKS) or not ASKED.search(sentence.before(opening, 4)):
        return False
    first, last = clauses
    ended = OWN_ACT.match(last) and PUSHED_ON.search(first.rstrip("，；、"))
    anew = ASKED_ANEW.match(last)
    return bool(ended or anew or OF_TRADE.search(measured.name)) or _is_area_total(measured.name, last)


def _is_area_total(name: str, clause: str) -> bool:
    """Whether a clause with a time of its own, behind one on a firm, tells what no firm has by itself: 水产品总产量."""
    return bool(ITS_TIME.match(clause)) and len(name) > SHORT_NAME and not OF_FIRM.search(name)
