"""What the columns of a table say of their values: year, aimed at or reached, and of which quantity where rows are things."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.tables.cells import (
    IS_UNIT,
    NUMERIC,
    is_empty,
    text_of,
    unit_in_name,
    unit_of,
    value_in,
    without_unit,
    year_and_kind,
)
from kg.extract.tables.columns import Columns, rows_of
from kg.records import Cell, Table

# Roles of columns that hold no values however many digits stand in them.
TOLD = (
    "number",
    "period",
    "deadline",
    "lead",
    "support",
    "responsible",
    "person",
    "nature",
    "outcome",
    "place",
    "score",
)
NAMES = ("", "task", "goal", "group", "project", "content")  # roles that a column of indicators' names may seem to have
PROJECT = ("builder", "content", "investment", "progress", "period", "place")
YEARS = re.compile(
    r"(?:到|至|截至)?(?:19|20)\d{2}\s*(?:[-—–~～―至]\s*(?:19|20)?\d{2,4})?\s*(?:年度?)?(?:[底末初]|上半年|下半年)?"
    r"|“[^”]{0,3}[一二三四五六七八九十]五”(?:时期|期间|期末|末)?|第[一二三四]季度|本年度?|全年"
)
MARKS = r"[\s（）()、，:：·\-—–―/]*"
# Of which year a value is aimed at or reached is said at the ends of a heading: 产值目标, 2027年目标值, 2025年实际.
SAID = (
    r"目标任务|规划目标|目标值|规划值|预期值|预期目标|计划目标|计划数|计划值|现状值|基期值|基准值|基数值|完成值|完成数|实际值|实际数|实绩值|"
    r"目标|预期|计划|预计|现状|基期|基准|基数|实际完成|完成情况|完成|实现|实际|实绩|达到|数值|情况"
)
ENDS = re.compile(rf"(?<=[一-龥])(?:{SAID})$|^(?:{SAID})$")
OPENS = re.compile(r"^(?:目标|预计|预期|计划|实际|现状)(?!利用|到位|使用|投资|总投资)(?=[一-龥]{2})")
GROWN = re.compile(r"^(?:年均|平均|同比|比上年|较上年|累计)*(?:增速|增长率?|增幅|增减|变化|提高|下降)$")
EVERY = re.compile(
    r"^.*?(?:各|分|主要|重点|全市|全区|全县|全省|一览|[两三四五六七八九十]大)(?:专业|特色|省级|国家级)?(?:园区?|产业园区?|产业链?|集群|区县|县区|县市区?|镇街|乡镇|镇|街道|企业|行业|地区|区域|开发区|片区)(?:及?[一-龥]{0,2}园区)?的?"
)
BARE = (
    "规模",
    "数量",
    "面积",
    "总量",
    "水平",
    "个数",
    "指数",
    "能力",
    "总数",
    "总面积",
    "用地",
    "人数",
)  # say nothing alone
TABLED = re.compile(r"(?<=[一-龥])(?:一览|统计|明细|对比|分解|分配|计划|情况|任务|规划|预测|发展|主要|表|清单)$")
LONGEST_QUANTITY = 12
KIND_WORDS = {
    "park": ("园区", "产业园", "开发区", "基地"),
    "industry": ("产业链", "产业", "行业"),
    "trade": ("产业链", "产业", "行业"),
    "sector": ("产业", "行业", "领域"),
    "cluster": ("集群", "产业集群", "产业"),
    "region": ("地区", "区域"),
    "enterprise": ("企业",),
}


@dataclass(frozen=True)
class Figures:
    """One column of values: its year, what kind they are, and the quantity and unit that its heading or one beside it names."""

    column: int
    year: str
    kind: str
    quantity: str
    unit: str = ""


def figure_columns(
    table: Table, columns: Columns, year: int = 0, *, head: re.Pattern[str] | None = None
) -> list[Figures]:
    """The columns most of whose cells are values, with the quantity of each; one that says only a year has its neighbour's.

    `head`: the ends of indicators' names, by which the caption tells the quantity where no heading does.
    """
    rows = rows_of(table)
    found = [column for column in range(len(columns.names)) if _holds_values(rows, columns, column)]
    told = {column: quantity_of(columns, column) for column in found}
    titled = _of_caption(table.caption, head) if head else ""
    figures = []
    for place, column in enumerate(found):
        near = [*reversed(found[:place]), *found[place + 1 :]]
        like = column if told[column] else next((other for other in near if told[other]), column)
        when, kind = year_and_kind(columns.names[column], year)
        unit = unit_of(*columns.paths[column]) or ("%" if kind == "change" else unit_of(*columns.paths[like]))
        figures.append(Figures(column, when, kind, told[like] or titled, unit))
    return figures


def one_column(columns: Columns, column: int, year: int = 0) -> Figures:
    """The same of a column by its own heading alone."""
    path = columns.paths[column]
    return Figures(column, *year_and_kind(columns.names[column], year), quantity_of(columns, column), unit_of(*path))


def _holds_values(rows: Sequence[Sequence[Cell]], columns: Columns, column: int) -> bool:
    """Whether a column's heading can head values, and most of its cells that say anything are some."""
    if columns.roles[column] in TOLD or not columns.names[column]:
        return False
    texts = [row[column].text for row in rows if not is_empty(row[column].text)]
    return bool(texts) and 2 * sum(is_value(text) for text in texts) >= len(texts)


def is_value(text: str) -> bool:
    """Whether a cell is a number, with a sign or a unit: ≥3.5, [13.5], 150亿元以上."""
    return bool(NUMERIC.match(value_in(text, "")[0]))


def indicator_columns(table: Table, columns: Columns, figures: Sequence[Figures]) -> list[int]:
    """The columns that name indicators: those headed so, else the one of names beside a column of units; [] without values."""
    dated = [one for one in figures if one.year or one.kind]
    if named := columns.find("indicator"):
        return named if dated or figures else []
    if not dated or (columns.find("project") and columns.find(*PROJECT)):
        return []
    rows, values = rows_of(table), {one.column for one in figures}
    words = [
        column
        for column, role in enumerate(columns.roles)
        if role in NAMES and column not in values and all(re.search(r"[一-龥]", row[column].text) for row in rows[:1])
    ]
    units = [c for c in columns.find("unit", "") if c not in values and _says_units(rows, c)]
    if units:
        words = [column for column in words if column < units[0] and column not in units]
        return words[-1:]
    return [c for c in words if 2 * sum(bool(unit_in_name(row[c].text)) for row in rows) > len(rows)][:1]


def _says_units(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    texts = [text_of(row, column) for row in rows if not is_empty(row[column].text)]
    return bool(texts) and all(IS_UNIT.fullmatch("".join(text.split())) for text in texts)


def quantity_of(columns: Columns, column: int) -> str:
    """What a heading measures, its year and unit and the words of the rows' own kind left out: 2027年园区产值目标（亿元） → 产值."""
    roles = [role for role in columns.roles if role in KIND_WORDS]
    role = next((role for role in roles if role != "region"), next(iter(roles), ""))  # 市州｜领域: 产业营业收入
    for part in reversed(columns.paths[column]):
        plain = _plain(part)
        for word in KIND_WORDS.get(role, ()):
            if plain.startswith(word) and len(plain) > len(word) + 1 and plain.removeprefix(word) not in BARE:
                plain = plain.removeprefix(word)
                break
        if len(plain) > 1 and not IS_UNIT.fullmatch(plain):
            return plain
    return ""


def _plain(heading: str) -> str:
    plain = without_unit(heading)
    dated = YEARS.sub("", plain)
    dated = re.sub(rf"^{MARKS}|{MARKS}$", "", re.sub(r"[（(]\s*[）)]", "", dated)) if dated != plain else plain
    while (cut := ENDS.sub("", dated)) != dated:
        dated = re.sub(rf"{MARKS}$", "", cut)
    dated = OPENS.sub("", dated) if plain != dated else dated
    return "" if GROWN.fullmatch(dated) else dated.removeprefix("的")


def _of_caption(caption: str, head: re.Pattern[str]) -> str:
    """The quantity that a caption ends with: 表2 各园区工业总产值目标 → 工业总产值; '' where it names none."""
    plain = re.sub(r"^\s*(?:附?[表件]|专栏)\s*[\d一二三四五六七八九十\-—.]*\s*[:：]?", "", without_unit(caption))
    while (cut := TABLED.sub("", _plain(plain))) != plain:
        plain = cut
    plain = EVERY.sub("", plain)
    return plain if 2 <= len(plain) <= LONGEST_QUANTITY and head.search(plain) else ""
