"""Reads a sample text: one light notation from which every format of the sample plans is made.

%file NAME, %title TEXT, %head TEXT     the file to make, its title, the running head
= title line    >> right-aligned line    # ## heading    --- new page
##+ heading that Word numbers itself    #- list item that Word numbers itself
! caption    ~ unit    | a | b |        a table; ^ is merged with the cell above, < with the one on the left
{{ box title … }}                       a 专栏, a paragraph a line
text[^1]  …  [^1]: note                 a footnote
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from ingest.blocks import RawCell

LINE = re.compile(r"(?P<mark>=|>>|##\+|#-|##?|!|~) (?P<text>.+)")
KINDS = {"=": "title", ">>": "right", "#-": "item", "!": "caption", "~": "unit"}
NOTE = re.compile(r"\[\^(\d+)\]: (.+)")
NOTE_MARK = re.compile(r"\[\^(\d+)\]")


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, table, box or page break; `number` is what Word would count, as text."""

    kind: str  # title | right | heading | item | caption | unit | text | box | table | page
    text: str = ""
    level: int = 0
    number: str = ""
    lines: tuple[str, ...] = ()
    grid: tuple[tuple[str, ...], ...] = ()


@dataclass
class Source:
    """A sample text: what it is called, its blocks in order, its footnotes by number."""

    facts: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)


def load_source(path: Path) -> Source:
    """The text in a file; a table whose rows differ in length is refused."""
    source = Source()
    rows: list[tuple[str, ...]] = []
    box: list[str] | None = None
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
            continue
        if rows:
            if len({len(row) for row in rows}) != 1:
                raise ValueError(f"{path.name}: rows of {sorted({len(row) for row in rows})} cells at {rows[0]}")
            source.blocks.append(Block("table", grid=tuple(rows)))
            rows = []
        if line.startswith("{{ "):
            box = [line[3:]]
        elif line == "}}" and box:
            source.blocks.append(Block("box", text=box[0], lines=tuple(box[1:])))
            box = None
        elif box is not None:
            box.append(line)
        elif line:
            add_line(source, line)
    return source


def add_line(source: Source, line: str) -> None:
    """Adds what one line outside tables and boxes says."""
    if line.startswith("%"):
        key, _, value = line[1:].partition(" ")
        source.facts[key] = value
    elif note := NOTE.fullmatch(line):
        source.notes[note[1]] = note[2]
    elif line == "---":
        source.blocks.append(Block("page"))
    elif match := LINE.fullmatch(line):
        mark, text = match["mark"], match["text"]
        if mark in KINDS:
            number = f"{count_since(source, 'item', 9)}." if mark == "#-" else ""
            source.blocks.append(Block(KINDS[mark], text, number=number))
        else:
            level = mark.count("#")
            number = f"（{'一二三四五六七八九'[count_since(source, 'heading', level) - 1]}）" if mark == "##+" else ""
            source.blocks.append(Block("heading", text, level=level, number=number))
    else:
        source.blocks.append(Block("text", line))


def count_since(source: Source, kind: str, level: int) -> int:
    """1 for the first of its kind under a heading higher than `level`, then 2, 3 …"""
    count = 1
    for block in reversed(source.blocks):
        if block.kind == "heading" and block.level < level:
            break
        count += block.kind == kind
    return count


def cells_of(grid: tuple[tuple[str, ...], ...]) -> list[RawCell]:
    """The cells that begin somewhere in a grid, with what the marks ^ and < merge into them."""
    found = []
    for row, texts in enumerate(grid):
        for column, text in enumerate(texts):
            if text in ("^", "<"):
                continue
            columns = rows = 1
            while column + columns < len(texts) and texts[column + columns] == "<":
                columns += 1
            while row + rows < len(grid) and grid[row + rows][column] == "^":
                rows += 1
            found.append(RawCell(row, column, text, rows, columns))
    return found


def without_notes(text: str) -> str:
    """The text without its footnote marks."""
    return NOTE_MARK.sub("", text)
