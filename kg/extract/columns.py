"""What the columns of a table mean, by the words of their headers; the words are data (vocabularies/columns.yaml)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.records import Cell, Table
from kg.text.tables import column_names, header_paths

BODIES = ("lead", "responsible", "support")
THINGS = ("park", "industry", "cluster", "enterprise", "platform", "region")  # what a table's rows may be about
# 规上企业数（家）, 园区产值: a quantity of such things.
QUANTITY = re.compile(
    r"(?:数|数量|个数|总数|产值|收入|营收|面积|规模|税收|增加值|投资额|密度|强度|占比)(?:$|[（(/／])|[（(][^（）()]*[元家亩户个%％][）)]"
)
WORKS = ("task", "goal", "indicator", "project")  # what rows are about that are no such things
WHOLE = "="  # before a header word that counts only as the whole header
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
