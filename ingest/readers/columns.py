"""What kind of values a table's columns hold, and how well a cell or a column name fits one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

SERIAL = re.compile(r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）).、．]?")
NUMBER = re.compile(
    r"(?:[≥≤＞＜><=±+~约-]|不低于|不少于|超过|达到?)*\d[\d,，]*(?:\.\d+)?(?:[-—–~～至/:：]\d[\d,]*(?:\.\d+)?)*"
    r"(?:%|％|‰|左右|以上|以内|倍|亿元?|万元?|元|个|家|项|件|人)?"
)
UNIT = re.compile(
    r"[%％‰]|(?:[十百千万亿]{0,2})(?:元|美元|人|人次|户|家|个|件|项|种|次|天|年|倍|亩|公顷|吨|吨标煤|吨标准煤|千瓦时?|"
    r"立方米|平方米|平方公里|公里|米|张|辆|座|处|篇|所|名|岁|分|床|部|套|条|台)(?:[/／]\S{1,8})?"
)
SERIAL_NAME = re.compile(r"序\s*号|编\s*号|No\.?|项次", re.IGNORECASE)
UNIT_NAME = re.compile(r"(?:计量|指标|数量)?单位")
NUMBER_NAME = re.compile(r"\d{4}年?|目标值?|现状值?|基期|数值|金额|[（(][^（）()]*元[)）]|总?投资|增速")
REMARK_NAME = re.compile(r"备\s*注|说\s*明")


@dataclass(frozen=True)
class Profile:
    """What most filled cells of one column are: serial | number | unit | text; and the share of cells that are filled."""

    kind: str
    filled: float


def kind_of(text: str) -> str:
    """number | text | '' of one cell (blanks left out); a serial number counts as a number."""
    compact = re.sub(r"\s+", "", text)
    if not compact:
        return ""
    return "number" if NUMBER.fullmatch(compact) else "text"


def is_serial(text: str) -> bool:
    """Whether a cell may be a row's running number: 3, 三, （三）."""
    return bool(SERIAL.fullmatch(re.sub(r"\s+", "", text)))


def profile_of(name: str, values: Sequence[str], certain: Sequence[bool]) -> Profile:
    """The profile of one column by its name and body cells; `certain` tells the rows that surely stand in their place.

    What the column holds is judged by the certain rows alone, where there are any, and by their majority.
    """
    share = sum(bool(value.strip()) for value in values) / max(1, len(values))
    filled = [value for value, sure in zip(values, certain, strict=True) if value.strip() and sure]
    filled = filled or [value for value in values if value.strip()]
    return Profile(_majority(name, filled), share)


def _majority(name: str, filled: Sequence[str]) -> str:
    if not filled:
        return "text"
    named = bool(SERIAL_NAME.fullmatch(re.sub(r"\s+", "", name)))
    if sum(map(is_serial, filled)) >= 0.8 * len(filled) and (named or _counts_up(filled)):
        return "serial"
    if sum(bool(UNIT.fullmatch(re.sub(r"\s+", "", value))) for value in filled) >= 0.6 * len(filled):
        return "unit"
    numbers = sum(kind_of(value) == "number" for value in filled)
    return "number" if numbers >= 0.6 * len(filled) else "text"


def cell_fit(text: str, profile: Profile) -> float:
    """How well a cell's text fits a column: 1 at home, -1 out of place."""
    kind = kind_of(text)
    if not kind:
        return 0.0
    if profile.kind == "serial":
        return 1.0 if is_serial(text) else -1.0
    if profile.kind == "number":
        return 1.0 if kind == "number" else -1.0
    if kind == "number":
        return -1.0
    return 0.25


def name_fit(name: str, profile: Profile) -> float:
    """How well a column's name fits what the column holds."""
    compact = re.sub(r"\s+", "", name)
    if SERIAL_NAME.fullmatch(compact):
        return 1.0 if profile.kind == "serial" else -1.0
    if UNIT_NAME.fullmatch(compact):
        return 1.0 if profile.kind == "unit" else -1.0
    if NUMBER_NAME.search(compact):
        return 1.0 if profile.kind == "number" else -0.5
    if REMARK_NAME.search(compact):
        return 0.25 if profile.kind == "text" else -0.5
    return 0.0 if profile.kind == "text" else -0.5


def _counts_up(values: Sequence[str]) -> bool:
    """Whether the arabic numbers among the values mostly follow each other by one (they may begin anew)."""
    numbers = [int(digits[0]) for value in values if (digits := re.findall(r"\d+", value))]
    if len(numbers) < 2:
        return True
    steps = sum(after - before == 1 or after == 1 for before, after in pairwise(numbers))
    return steps >= 0.7 * (len(numbers) - 1)
