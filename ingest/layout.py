"""Blocks → the document's text: cleaned lines and table rows, each with its place in it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.blocks import Paragraph, RawTable, Reading
from kg.records import Cell
from kg.text.normalize import clean_paragraph

LEADER = re.compile(r"(?:[.…·．・_][.…·．・_\s]{2,}|\t)\s*(?:[-—]?\s?\d{1,3}\s?[-—]?|[ⅠⅡⅢⅣⅤIVXivx]{1,4})$")
CONTENTS = re.compile(r"目\s*[录次]")
TRAILING_PAGE = re.compile(r"[\s.…]*\d{1,3}$")
PAIRS = ("《》", "“”", "（）")
NUMBERED = re.compile(
    r"第[一二三四五六七八九十百\d]+[编篇章节条]|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[壹贰叁肆伍陆柒捌玖拾]{1,3}[、.．\s]|附件|附表|专栏|表\d|图\d"
)
LONGEST_TITLE = 90
GAP = re.compile(r"[ \xa0]*[\u3000\t][\s\xa0]*|[ \xa0]{2,}")  # what parts the fields of a line, in the place of a table
BARE_NUMBER = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]?|[①-⑳●•·▪◆■]")
FIGURE = re.compile(
    r"(?:[一-龥]{2,6}[：:]?)?\d[\d.,]*\s?[万亿千百]?(?:元|亩|吨|平方|公里|千瓦|兆瓦|[台套个家头只人座处])|\d{4}年(?!\d{1,2}月\d{1,2}日)"
)
PROSE = re.compile(r"[，。；]")
FEWEST_FIELDS = 3


@dataclass(frozen=True)
class Line:
    """One paragraph at text[start:end]; `box` numbers the frame that it stands in, 0 = none."""

    text: str
    start: int
    end: int
    level: int = 0
    page: int = 0
    note: bool = False
    box: int = 0


@dataclass(frozen=True)
class PlacedTable:
    """A table with its spans resolved and its rows placed in the text."""

    raw: RawTable
    cells: tuple[Cell, ...]
    grid: tuple[tuple[int, ...], ...]
    start: int
    end: int


@dataclass(frozen=True)
class Layout:
    """The document's text and what stands where in it."""

    text: str
    blocks: tuple[Line | PlacedTable, ...]

    def lines(self) -> list[Line]:
        """The lines alone, in order."""
        return [block for block in self.blocks if isinstance(block, Line)]


@dataclass(frozen=True)
class _Piece:
    """A cleaned paragraph before it has a place."""

    text: str
    level: int
    page: int
    note: bool
    box: int


def lay_out(reading: Reading) -> Layout:
    """The reading's text, cleaned: table of contents and empty lines dropped, titles broken over lines joined."""
    pieces = _joined(_without_contents(list(_pieces(reading.blocks))))
    placed: list[Line | PlacedTable] = []
    parts: list[str] = []
    place = 0
    for piece in pieces:
        if isinstance(piece, RawTable):
            table, text = place_table(piece, place)
            placed.append(table)
        else:
            text = piece.text
            placed.append(Line(text, place, place + len(text), piece.level, piece.page, piece.note, piece.box))
        parts.append(text)
        place += len(text) + 1
    return Layout("\n".join(parts), tuple(placed))


def place_table(raw: RawTable, start: int) -> tuple[PlacedTable, str]:
    """The table with every place of its grid filled, and its text: a line a row, the row's own cells parted by tabs."""
    rows = max((cell.row + cell.row_span for cell in raw.cells), default=0)
    columns = max((cell.column + cell.column_span for cell in raw.cells), default=0)
    owner = [[-1] * columns for _ in range(rows)]
    given = sorted(raw.cells, key=lambda cell: (cell.row, cell.column))
    for index, cell in enumerate(given):
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                if owner[row][column] < 0:
                    owner[row][column] = index
    cells: list[Cell] = []
    index_of: dict[int, int] = {}
    grid = [[0] * columns for _ in range(rows)]
    lines: list[str] = []
    place = start
    for row in range(rows):
        own: list[str] = []
        for column in range(columns):
            index = owner[row][column]
            if index not in index_of or index < 0:
                source = given[index] if index >= 0 else None
                text = clean_paragraph(source.text) if source else ""
                at = place + sum(len(word) + 1 for word in own)
                spans = (source.row_span, source.column_span) if source else (1, 1)
                index_of[index] = len(cells)
                cells.append(Cell(row, column, text, at, at + len(text), *spans))
                own.append(text)
            grid[row][column] = index_of[index]
        lines.append("\t".join(own))
        place += len(lines[-1]) + 1
    text = "\n".join(lines)
    return PlacedTable(raw, tuple(cells), tuple(map(tuple, grid)), start, start + len(text)), text


def _pieces(blocks: Sequence[Paragraph | RawTable]) -> Iterator[_Piece | RawTable]:
    """Cleaned paragraphs and tables; a table of one column is a frame around text, not a table."""
    boxes = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            if text := _clean(block.text):
                yield _Piece(text, block.level, block.page, block.note, 0)
        elif any(cell.column > 0 for cell in block.cells):
            yield block
        else:
            boxes += 1
            for cell in sorted(block.cells, key=lambda cell: cell.row):
                for part in cell.text.split("\n"):
                    if text := _clean(part):
                        yield _Piece(text, 0, block.page, False, boxes)


def _clean(text: str) -> str:
    """A paragraph's normal form; the dots and tabs that lead to a page number are kept for the contents to be seen.

    Between the fields of a line (项目　1.2亿元　云溪园　在建) a tab stays, as between the cells of a row.
    """
    plain = text.strip()
    return plain if LEADER.search(plain) else "\t".join(map(clean_paragraph, _fields(plain)))


def _fields(text: str) -> list[str]:
    """The fields that wide blanks part a line into; the whole line where it is prose or its blanks only spread it out."""
    fields = [part for part in GAP.split(text.rstrip("。；;")) if part]
    if len(fields) > 1 and BARE_NUMBER.fullmatch(fields[0]):
        fields[:2] = [fields[0] + fields[1]]
    told = len(fields) >= FEWEST_FIELDS and all(len(field) > 1 and not PROSE.search(field) for field in fields)
    if not told or not any(FIGURE.match(field) for field in fields[1:]):
        return [text]
    return [*fields[:-1], fields[-1] + text[len(text.rstrip("。；;")) :]]


def _without_contents(pieces: list[_Piece | RawTable]) -> list[_Piece | RawTable]:
    """The pieces less the table of contents: its heading, lines with a page number, and headings that come again."""
    again = Counter(_bare(piece.text) for piece in pieces if isinstance(piece, _Piece))
    kept: list[_Piece | RawTable] = []
    inside = False
    for piece in pieces:
        if isinstance(piece, RawTable):
            inside = False
        elif CONTENTS.fullmatch(piece.text):
            inside = True
            continue
        elif LEADER.search(piece.text):
            again[_bare(piece.text)] -= 1
            continue
        elif inside:
            bare = _bare(piece.text)
            inside = len(bare) <= 60 and again[bare] > 1
            again[bare] -= 1
            if inside:
                continue
        kept.append(piece)
    return kept


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", TRAILING_PAGE.sub("", text))


def _joined(pieces: list[_Piece | RawTable]) -> Iterator[_Piece | RawTable]:
    """Joins a line that breaks inside 《》, “” or （） or after 关于 with the next one."""
    held: _Piece | None = None
    for piece in pieces:
        if held and isinstance(piece, _Piece) and _goes_on(held, piece):
            held = replace(held, text=clean_paragraph(f"{held.text}\n{piece.text}"))
            continue
        if held:
            yield held
        held = piece if isinstance(piece, _Piece) else None
        if isinstance(piece, RawTable):
            yield piece
    if held:
        yield held


def _goes_on(left: _Piece, right: _Piece) -> bool:
    if left.note or right.note or left.box != right.box or NUMBERED.match(right.text):
        return False
    if left.text.endswith(
        ("人民政府关于", "委员会关于", "办公室关于", "管委会关于", "局关于", "厅关于")
    ) and right.text[:2] in {"印发", "发布", "公布"}:
        return True
    if left.text.endswith(("。", "；", "：")):
        return False
    open_pairs = [pair for pair in PAIRS if left.text.count(pair[0]) > left.text.count(pair[1])]
    if "《》" in open_pairs and len(left.text) + len(right.text) <= LONGEST_TITLE:
        return True
    return any(right.text.count(pair[1]) > right.text.count(pair[0]) for pair in open_pairs)
