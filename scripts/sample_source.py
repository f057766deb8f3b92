"""Reads a sample's source: `# heading`, plain paragraphs, `@kind text`, and `@table caption` with rows of cells.

A cell `^` continues the cell above, `<` the cell to its left; both make merged cells.
"""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Cell:
    """A cell with its spans."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


@dataclass
class Block:
    """A piece of a sample: kind is p, h1–h3, title, notice, number, to, right, note or table."""

    kind: str
    text: str
    rows: list[list[str]] = field(default_factory=list)

    def cells(self) -> list[Cell]:
        """The cells of a table, merged ones once."""
        owners: dict[tuple[int, int], Cell] = {}
        for r, row in enumerate(self.rows):
            for c, text in enumerate(row):
                if text == "^" and (r - 1, c) in owners:
                    owner = owners[r - 1, c]
                    owner.rows = r - owner.row + 1
                elif text == "<" and (r, c - 1) in owners:
                    owner = owners[r, c - 1]
                    owner.columns = c - owner.column + 1
                else:
                    owner = Cell(r, c, text)
                owners[r, c] = owner
        return list({id(cell): cell for cell in owners.values()}.values())

    def header_rows(self) -> int:
        """How many rows the header takes: more than one where its cells reach down."""
        return max((cell.rows for cell in self.cells() if cell.row == 0), default=1)


def read_source(path: Path) -> list[Block]:
    """The blocks of a source file, in order."""
    blocks: list[Block] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        if line.startswith("#"):
            marks, text = line.split(" ", 1)
            blocks.append(Block(f"h{len(marks)}", text))
        elif line.startswith("@"):
            kind, text = line[1:].split(" ", 1)
            blocks.append(Block(kind, text))
        elif "|" in line and blocks and blocks[-1].kind == "table":
            blocks[-1].rows.append(line.split("|"))
        else:
            blocks.append(Block("p", line))
    return blocks
