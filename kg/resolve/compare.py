"""Reasons for two entities of one class to be one thing: one pure function a reason, none looks at substrings of places."""

import re
from collections.abc import Mapping

from kg.records import Entity
from kg.text.normalize import fold

LEGAL = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|集团公司|公司)$")
BRACKET = re.compile(r"[（(][^（）()]{2,8}[）)]")
TRADE = re.compile(r"(?:科技|技术|智能|信息|生物|新材料|电气|环保|投资|控股|发展|集团|实业|医疗器械)+$")
REGION = re.compile(r"^(?:北京市?|上海市?|天津市?|重庆市?|广州市?|深圳市?|杭州市?|中国|[一-龥]{2,3}[省市])")


def names_of(entity: Entity) -> set[str]:
    """Folded names and aliases."""
    return {fold(name) for name in (entity.name, *entity.aliases) if name}


def core(name: str) -> str:
    """A company's distinctive part: without place in front, bracket, and legal form behind."""
    plain = LEGAL.sub("", BRACKET.sub("", name))
    shorter = REGION.sub("", plain)
    return fold(shorter if len(shorter) >= 3 else plain)


def shared_name(left: Entity, right: Entity) -> str | None:
    """One is called by a name or alias of the other."""
    common = names_of(left) & names_of(right)
    return next(iter(sorted(common, key=len, reverse=True)), None) if common else None


def same_core(left: Entity, right: Entity) -> str | None:
    """Two companies whose names differ only by place, bracket and legal form."""
    mine, other = core(left.name), core(right.name)
    return mine if len(mine) >= 3 and mine == other else None


def bare_core(left: Entity, right: Entity) -> str | None:
    """One company's name is the other's distinctive part without its trade words (康某药业 / 康某)."""
    mine, other = core(left.name), core(right.name)
    short, long = (mine, other) if len(mine) < len(other) else (other, mine)
    if len(short) >= 2 and long != short and (TRADE.sub("", long) == short):
        return short
    return None


def same_gazetteer(left: Entity, right: Entity, canonical: Mapping[tuple[str, str], str]) -> str | None:
    """Both are names of one row of the gazetteer."""
    mine = canonical.get((left.type, fold(left.name)))
    return mine if mine and mine == canonical.get((right.type, fold(right.name))) else None
