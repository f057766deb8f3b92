"""What the columns of a table mean, by the words of their headers; the words are data (vocabularies/columns.yaml)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.records import Cell, Table
from kg.text.tables import column_names, header_paths, is_total

BODIES = ("lead", "responsible", "support")
THINGS = ("park", "industry", "cluster", "enterprise", "platform", "region")  # what a table's rows may be about
# 规上企业数（家）, 园区产值: a quantity of such things.
QUANTITY = re.compile(
    r"(?:数|数量|个数|总数|产值|收入|营收|面积|规模|税收|增加值|投资额|密度|强度|占比)(?:$|[（(/／])|[（(][^（）()]*[元家亩户个%％][）)]"
)
WORKS = ("task", "goal", "indicator", "project")  # what rows are about that are no such things
DETAILS = ("builder", "place", "content", "progress", "period", "investment")  # what columns tell of projects alone
WHOLE = "="  # before a header word that counts only as the whole header
# 市州, 牵头地市: whatever such a column is called, its cells are divisions of the country.
DIVISION = re.compile(
    r"(?!全|本|各)[一-龥]{1,10}?(?:省|市|州|盟|(?<![园发新范验聚能开税景片校小心])区|(?<=新)区(?<!高新区)|县|旗|镇|乡|街道|苏木)"
)
LEADING = re.compile(r"单位|部门|主体|机构")
# 重点园区, 承载平台: what a place has, no column of names.
BESIDE = re.compile(r"重点|主要|承载|依托|载体|代表|骨干|龙头|链主|领军|支撑|核心|典型|拥有|现有|入驻")
SITED = re.compile(r"^(?:所[在属]|落户|注册)")  # 所在市: where the thing beside it is
LONGEST_NAME = 12
DITTO = re.compile(r"[（(]?同(?:上|前)[）)]?|[〃″”]")


@dataclass(frozen=True)
class Columns:
    """Roles of columns: `find` gives the columns of a role, in order."""

    names: tuple[str, ...]
    roles: tuple[str, ...]
    paths: tuple[tuple[str, ...], ...] = ()  # the header's words of each column from the top down

    def find(self, *roles: str) -> list[int]:
        """Indexes of the columns that have one of these roles."""
        return [index for index, role in enumerate(self.roles) if role in roles]

    def first(self, *roles: str) -> int | None:
        """The first of them, or None."""
        found = self.find(*roles)
        return found[0] if found else None


class ColumnReader:
    """Gives a role to each column; the longest header word that a column's name holds decides, of equals the first."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        told = [(word, role) for role, several in words.items() for word in several]
        self._whole = {word[1:]: role for word, role in told if word[0] == WHOLE}
        self._words = sorted((item for item in told if item[0][0] != WHOLE), key=lambda item: -len(item[0]))

    def read(self, table: Table) -> Columns:
        """The columns of a table, by its header rows."""
        names = column_names(table)
        paths = header_paths(table)
        roles = [self._role_of(path) for path in paths]
        if "task" in roles and not {"lead", "responsible", "indicator"} & set(roles):
            roles = ["responsible" if role == "unit" else role for role in roles]  # 任务｜单位
        if "project" not in roles or not set(roles) & set(DETAILS):
            roles = ["" if role == "year_goal" else role for role in roles]
        if not set(roles) & set(WORKS):
            roles = _with_divisions(roles, names, rows_of(table))
        return Columns(names, tuple(_with_fields(roles)), paths)

    def _role_of(self, path: Sequence[str]) -> str:
        """A column's role by its whole header; where that is of bodies, by its innermost words: 责任分工 over 配合单位."""
        whole = self._role("/".join(path))
        if whole in (*THINGS, "unit") and any(QUANTITY.search("".join(part.split())) for part in path):
            return ""
        return (self._role(path[-1]) or whole) if whole in BODIES else whole

    def _role(self, name: str) -> str:
        plain = "".join(name.split()).split("（")[0].split("(")[0]
        exact = self._whole.get(plain) or next((role for word, role in self._words if plain == word), None)
        found = [(-len(word), plain.find(word), role) for word, role in self._words if word in plain]
        return exact or (min(found)[2] if found else "")


def _with_divisions(roles: Sequence[str], names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The roles, regions where an unknown header (设区市) or one in front of all that leads (牵头市) heads divisions alone."""
    first = next((column for column, role in enumerate(roles) if role != "number"), -1)
    found = list(roles)
    for column, role in enumerate(roles):
        leads = role in BODIES and column == first and not LEADING.search(names[column])
        if names[column] and (not role or leads) and _are_divisions(rows, column):
            found[column] = "region"
    return found


def _are_divisions(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    texts = ["".join(row[column].text.split()) for row in rows]
    told = [text for text in texts if text and not is_total(text)]
    return bool(told) and all(DIVISION.fullmatch(text) for text in told)


def named_apart(columns: Columns, rows: Sequence[Sequence[Cell]], things: Sequence[int]) -> int | None:
    """Of columns of things the one that the rows are about: the first that tells them apart; None where none does.

    A region in front tells only where the park or firm of a column of names is: 区域｜园区名称, but not 市州｜重点园区.
    """
    telling = [column for column in things if len({row[column].text for row in rows}) == len(rows)]
    if not telling or columns.roles[telling[0]] != "region":
        return next(iter(telling), None)
    sited = bool(SITED.search(columns.names[telling[0]]))
    inner = (c for c in telling if columns.roles[c] in ("park", "platform", "enterprise"))
    named = (c for c in inner if sited or not BESIDE.search(columns.names[c]))
    return next((c for c in named if not any("、" in row[c].text for row in rows)), telling[0])


def stranger_before(columns: Columns, rows: Sequence[Sequence[Cell]], key: int) -> int | None:
    """A column of names in front of that of things whose header means nothing: what the rows are of is not known."""
    for column in range(key):
        texts = ["".join(row[column].text.split()) for row in rows]
        named = all(re.fullmatch(rf"[一-龥]{{2,{LONGEST_NAME}}}", text) for text in texts)
        if not columns.roles[column] and columns.names[column] and named and len(set(texts)) == len(rows) > 1:
            return column
    return None


def _with_fields(roles: Sequence[str]) -> list[str]:
    """The roles, those of fields by what stands beside them: a park's 重点领域 are its trades, a task's its group."""
    plain = ["group" if role == "field" else role for role in roles]
    if set(plain) & set(WORKS) or not set(plain) & set(THINGS):
        return plain
    first = next(column for column, role in enumerate(plain) if role in (*THINGS, "group"))
    return [
        role if role != "field" else "industry" if column == first else "sector" for column, role in enumerate(roles)
    ]


def rows_of(table: Table) -> list[list[Cell]]:
    """The body rows, merged cells filled; a cell that says 同上 is the one above it."""
    rows: list[list[Cell]] = []
    for line in table.grid[table.header_rows :]:
        row = [table.cells[index] for index in line]
        above = rows[-1] if rows else row
        rows.append([over if DITTO.fullmatch(own.text.strip()) else own for own, over in zip(row, above, strict=True)])
    return rows
