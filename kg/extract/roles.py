"""Bodies in a responsibility cell or note, with the role that the text gives each."""

import re
from dataclasses import dataclass

ROLES = {"lead": "牵头", "support": "配合", "responsible": "责任"}
SEPARATORS = re.compile(
    r"[、，,；;\n\t]|(?<=[局委办府会心园部院])\s+|(?<=[局委办府会园部院])(?:和|及|会同|与)(?=[市区县省各])"
)
LABEL = re.compile(
    r"(牵头责任单位|牵头单位|牵头部门|责任单位|责任部门|主责单位|主责部门|配合单位|配合部门|协办单位|协同单位|参与单位|支持单位|牵头|配合|主责|协办|责任|负责)\s*[:：]"
)
GENERIC = re.compile(r"^(?:各|相关|有关|其他|所有|全体)|(?:相关|有关)(?:部门|单位|镇街?|乡镇|街道|企业)$|^等$|^单位$")
TRAILING = re.compile(
    r"(?:等(?:单位|部门|相关部门|有关部门)?|按照?(?:职责|职能)分工(?:负责|落实)?|分别负责|负责|牵头|配合|参与|协办|组织实施|具体实施)+$"
)
BRACKET = re.compile(r"[（(](牵头|主责|配合|协办|责任)[）)]")


@dataclass(frozen=True)
class BodyItem:
    """One body with its place in the given text; `role` is '' where the text gives none of its own."""

    text: str
    start: int
    end: int
    role: str = ""


def role_of(word: str) -> str:
    """牵头, 配合 or 责任 for a label's words."""
    if re.search(r"牵头|主责|主办", word):
        return "牵头"
    if re.search(r"配合|协办|协同|参与|支持|协助", word):
        return "配合"
    return "责任"


def split_bodies(text: str, *, role: str = "") -> list[BodyItem]:
    """The bodies of a list such as 「牵头单位：甲、乙；配合单位：丙」; generic collectives (各部门) are left out."""
    items: list[BodyItem] = []
    labels = list(LABEL.finditer(text))
    spans = [(0, labels[0].start() if labels else len(text), role)]
    for index, label in enumerate(labels):
        stop = labels[index + 1].start() if index + 1 < len(labels) else len(text)
        spans.append((label.end(), stop, role_of(label.group(1))))
    for start, end, own in spans:
        items.extend(_split(text, start, end, own))
    return items


def _split(text: str, start: int, end: int, role: str) -> list[BodyItem]:
    items = []
    for left, right in _pieces(text, start, end):
        piece = text[left:right]
        own = role
        bracket = BRACKET.search(piece)
        if bracket:
            own = role_of(bracket.group(1))
            piece = piece[: bracket.start()]
        trailing = TRAILING.search(piece)
        if trailing and trailing.start() > 1:
            own = own if not re.search("牵头|配合|参与|协办", trailing.group()) else role_of(trailing.group())
            piece = piece[: trailing.start()]
        lead = len(piece) - len(piece.lstrip(" 由。：:"))
        piece = piece.strip(" 由。：:（(")
        if 2 <= len(piece) <= 30 and not GENERIC.search(piece) and re.search(r"[一-龥]", piece):
            items.append(BodyItem(piece, left + lead, left + lead + len(piece), own))
    return items


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans between separators that stand outside brackets: 市委组织部（市人才办、…） stays whole."""
    pieces, place, depth = [], start, 0
    for index in range(start, end):
        depth += (text[index] in "（(") - (text[index] in "）)")
        match = SEPARATORS.match(text, index) if depth <= 0 else None
        if match:
            pieces.append((place, index))
            place = max(place, match.end())
    pieces.append((place, end))
    return [(left, right) for left, right in pieces if right > left and text[left:right].strip()]
