"""What cells and headers of tables say: units, values, years; which rows are no rows of things."""

import re
from collections.abc import Sequence

from kg.extract.tables.columns import Columns
from kg.records import Cell, Table
from kg.text.numbers import UNIT as MEASURES
from kg.text.periods import iter_periods
from kg.text.tables import is_group_row, is_total, is_total_row

# A value and nothing else; kg.text.tables.is_numeric also takes a number with its unit.
NUMERIC = re.compile(
    r"^[<>≥≤＞＜﹥﹤约近超达]*\s*-?[\d,，.]+(?:\s*[-—–~～至]\s*[\d,.]+)?\s*[%‰％]?(?:以上|左右|以下|以内)?$"
)
BRACKET = re.compile(r"[（(\[〔]\s*(?:单位[:：])?\s*([^（()）\[\]〔〕]{1,14})\s*[）)\]〕]\s*$")
SLASH = re.compile(r"[/／,，]\s*([^/／,，（()）]{1,6})$")
BEHIND_MARK = re.compile(
    rf"[/／,，]((?:{MEASURES}|[%‰％])(?:/[^/／,，（()）]{{1,4}})?)$"
)  # 总投资/亿元, 亩均税收，万元/亩
IS_UNIT = re.compile(
    rf"(?:{MEASURES}|[%‰％]|[万亿]|分|级|名|位|位次|岁|年|天|倍|小时|次|类|组|套|[^/]{{1,5}}/[^/]{{1,6}})"
)
INLINE = re.compile(
    rf"(?P<value>[<>≥≤＞＜约近超达]*\s*-?[\d,，.]+(?:\s*[-—–~～至]\s*[\d,.]+)?)\s*(?P<unit>{MEASURES}|[%％])(?P<after>以上|左右|以下|以内)?"
)
CUMULATIVE = re.compile(r"[\[［〔【]\s*([^\[\]［］〔〕【】]+?)\s*[\]］〕】]|(?:累计|五年累计)\s*[:：]?\s*(.+)")
ROUND = re.compile(r"[（(]([^（）()]+)[)）]")
ROUND_SUMS = re.compile(r"(?:[（(][）)]|(?:小|圆)?括号)[内中]?[^。]{0,8}累计")
SUMMED, YEARLY = "累计", "年均"  # bases of values: a sum over a plan's years, the growth of one of them
MARKS = re.compile(r"[◆◇★☆▲△●○■□※*＊#＃①-⑳\s]+$|^[◆◇★☆▲△●○■□※*＊#＃]+")
YEAR = re.compile(r"(?:19|20)\d{2}")
WRITTEN = re.compile(r"[\d一二两三四五六七八九十百千]")
EMPTY = frozenset({"", "-", "—", "——", "–", "/", "／", "…", "……", "*", "无", "暂无", "待定", "\\", "--"})
SUMS = frozenset({"总数", "总和", "汇总"})  # totals where they stand as the row's name
NUMBERED = re.compile(r"^\s*[（(]?[一二三四五六七八九十]+[）)]?[、.．\s]\s*")
COUNTED = re.compile(r"\s*[（(]\s*(?:共|计)?\s*\d+\s*[个项]\s*[）)]\s*$")


def text_of(row: Sequence[Cell], column: int | None) -> str:
    """A cell's words on one line; '' for no column."""
    return "" if column is None else " ".join(row[column].text.split())


def is_empty(text: str) -> bool:
    """Whether a cell holds nothing, or a stroke for nothing."""
    return text.strip() in EMPTY


def unit_of(*names: str, fallback: str = "") -> str:
    """The unit in the innermost of header words that gives one in brackets or behind a mark: 总投资（万元） → 万元."""
    for name in reversed(names):
        plain = "".join(name.split())
        match = BRACKET.search(plain)
        if (match and IS_UNIT.fullmatch(match.group(1))) or (match := BEHIND_MARK.search(plain)):
            return match.group(1).replace("％", "%")
    return fallback


def without_unit(name: str) -> str:
    """A header's or indicator's words without unit and footnote marks; other brackets stay."""
    plain = MARKS.sub("", "".join(name.split()) if re.search(r"[一-龥]", name) else " ".join(name.split()))
    for pattern in (BRACKET, BEHIND_MARK, SLASH):
        match = pattern.search(plain)
        if match and match.start() > 1 and IS_UNIT.fullmatch(match.group(1)):
            plain = MARKS.sub("", plain[: match.start()])
    return plain


def unit_in_name(name: str) -> str:
    """The unit that an indicator's own words end with: 总产值（亿元）, 研发强度，%."""
    plain = MARKS.sub("", "".join(name.split()))
    found = [
        match.group(1)
        for p in (BRACKET, BEHIND_MARK, SLASH)
        if (match := p.search(plain)) and IS_UNIT.fullmatch(match.group(1))
    ]
    return found[0].replace("％", "%") if found else ""


def single_unit(table: Table) -> str:
    """The unit said over a table, where it is one: 单位：亿元, not 单位：亿元、%."""
    parts = [part for part in re.split(r"[、，,；;\s]+", table.unit.strip()) if part]
    return parts[0] if len(parts) == 1 else ""


def money_unit(table: Table) -> str:
    """The unit of money said over a table."""
    return next((part for part in re.split(r"[、，,；;\s]+", table.unit) if part.endswith("元")), "")


def value_in(text: str, unit: str) -> tuple[str, str, str]:
    """Value, unit and basis of a cell: ≥3.5% gives its own unit; [150] is a sum over the years (累计)."""
    plain = "".join(text.split())
    basis = ""
    cumulative = CUMULATIVE.fullmatch(plain)
    if cumulative:
        plain, basis = (cumulative.group(1) or cumulative.group(2)), SUMMED
    inline = INLINE.fullmatch(plain)
    if inline:
        return inline["value"] + (inline["after"] or ""), inline["unit"].replace("％", "%"), basis
    return plain, unit if WRITTEN.search(plain) else "", basis  # 达到市级要求 has no unit


def year_and_kind(header: str, year_of_document: int = 0) -> tuple[str, str]:
    """The year a column's header names, and whether its values are targets, actual or changes; '' unknown."""
    years = YEAR.findall(header)
    periods = [] if years else list(iter_periods(header))
    year = years[-1] if years else (str(periods[-1].end) if periods else "")
    if re.search(r"年均|增速|增长|增幅|同比|变化", header):
        return year, "change"
    if re.search(r"目标|规划值|预期|计划|预计", header):
        return year, "target"
    if re.search(r"基期|基数|现状|完成|实际|达到|年值|实绩", header):
        return year, "actual"
    if year and year_of_document and int(year) > year_of_document:
        return year, "target"
    return year, "actual" if year else ""


def as_sum(text: str, header: str, notes: Sequence[str]) -> str:
    """A cell with the brackets of a sum (〔269〕) where it has round ones and its heading or a note says so: （ ）内为累计数."""
    inner = ROUND.fullmatch("".join(text.split()))
    told = "累计" in header or any(ROUND_SUMS.search("".join(note.split())) for note in notes)
    return f"〔{inner[1]}〕" if inner and told else text


def basis_in(words: str) -> str:
    """What a heading or cell says a growth or a sum is of; of 年均增速〔累计〕, where brackets mark the sums, 年均."""
    return YEARLY if re.search(r"年均|年平均|每年", words) else SUMMED if "累计" in words else ""


def is_heading_row(table: Table, columns: Columns, index: int, name_column: int) -> bool:
    """Whether body row `index` is a title over rows, a total, or the header once more on the next page."""
    row = table.header_rows + index
    if is_group_row(table, row) or is_total_row(table, row):
        return True
    cells = [table.cell(row, column) for column in range(len(table.grid[row]))]
    name = cells[name_column]
    plain = "".join(name.text.split())
    return (
        is_total(plain)
        or plain in SUMS
        or (len(cells) > 2 and name.column_span * 2 > len(cells))
        or any("".join(part.split()) == plain for part in columns.names[name_column].split("/"))
    )


def group_name(text: str) -> str:
    """The words of a group's title: 一、在建项目（6项） → 在建项目."""
    return COUNTED.sub("", NUMBERED.sub("", " ".join(text.split()))).strip()
