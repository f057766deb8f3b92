"""A PDF page's signs put into lines: order, columns, blanks; positions in points from the top left corner."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median

CJK_FROM = "\u2e80"
WIDE_GAP = 1.8  # of the sign size: two pieces of a line this far apart are no running text
GUTTER_LINES = 8
GUTTER_PARTED = 6  # lines with something on either side of the strip
GUTTER_FULL = 4  # lines of prose in either column
GUTTER_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Glyph:
    """One sign, or one piece of text where only its box is known (OCR)."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """Its height."""
        return self.bottom - self.top


@dataclass(frozen=True)
class TextLine:
    """Signs on one line of one column, left to right."""

    glyphs: tuple[Glyph, ...]
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", _text_of(self.glyphs))

    @cached_property
    def x0(self) -> float:
        """Left edge."""
        return self.glyphs[0].x0

    @cached_property
    def x1(self) -> float:
        """Right edge."""
        return max(glyph.x1 for glyph in self.glyphs)

    @cached_property
    def top(self) -> float:
        """Upper edge."""
        return min(glyph.top for glyph in self.glyphs)

    @cached_property
    def bottom(self) -> float:
        """Lower edge."""
        return max(glyph.bottom for glyph in self.glyphs)

    @cached_property
    def size(self) -> float:
        """The usual height of its signs."""
        return median(glyph.size for glyph in self.glyphs)

    def pieces(self) -> list["TextLine"]:
        """The parts of the line that wide gaps keep apart."""
        groups: list[list[Glyph]] = []
        for glyph in self.glyphs:
            if glyph.text.isspace():
                continue
            if groups and glyph.x0 - groups[-1][-1].x1 <= WIDE_GAP * self.size:
                groups[-1].append(glyph)
            else:
                groups.append([glyph])
        return [TextLine(tuple(group)) for group in groups]


def without_doubles(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The signs once each: some programs print bold by printing twice."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for glyph in glyphs:
        x, y = round(glyph.x0), round(glyph.top)
        if any((glyph.text, x + dx, y + dy) in seen for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            continue
        seen.add((glyph.text, x, y))
        kept.append(glyph)
    return kept


def lines_of(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """Signs to lines, top to bottom; small signs (notes' numbers) stay in the line they stand in."""
    rows: list[list[Glyph]] = []
    largest: Glyph | None = None  # of the last row: its middle is the row's
    for glyph in sorted(glyphs, key=lambda g: (g.top + g.bottom, g.x0)):
        if largest is None or _middle(glyph) - _middle(largest) > 0.5 * min(glyph.size, largest.size):
            rows.append([])
            largest = glyph
        rows[-1].append(glyph)
        largest = max(largest, glyph, key=lambda g: g.size)
    return [TextLine(line) for row in rows if (line := _trimmed(row))]


def in_reading_order(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Lines as runs to read one after the other: of a page in two columns the left one before the right."""
    gutter = _gutter(lines)
    if gutter is None:
        return [list(lines)]
    runs: list[list[TextLine]] = []
    left: list[TextLine] = []
    right: list[TextLine] = []
    for line in lines:
        sides = [[g for g in line.glyphs if g.x1 <= gutter + 1], [g for g in line.glyphs if g.x0 >= gutter - 1]]
        if sum(map(len, sides)) < len(line.glyphs) or _is_whole(sides, gutter, line):
            runs += [left, right, [line]]
            left, right = [], []
            continue
        for run, side in ((left, _trimmed(sides[0])), (right, _trimmed(sides[1]))):
            run += [TextLine(side)] if side else []
    return [run for run in [*runs, left, right] if run]


def _trimmed(row: Iterable[Glyph]) -> tuple[Glyph, ...]:
    """A row's signs left to right, without blanks at its ends."""
    ordered = sorted(row, key=lambda glyph: glyph.x0)
    inked = [place for place, glyph in enumerate(ordered) if glyph.text.strip()]
    return tuple(ordered[inked[0] : inked[-1] + 1]) if inked else ()


def _gutter(lines: Sequence[TextLine]) -> float | None:
    """The middle of the empty strip between two columns of prose, None on a page of one column."""
    if len(lines) < GUTTER_LINES:
        return None
    first, last = min(line.x0 for line in lines), max(line.x1 for line in lines)
    width, middle = last - first, (first + last) / 2
    sides: tuple[list[TextLine], list[TextLine]] = ([], [])
    parted = 0
    for line in lines:
        pieces = line.pieces()
        left, right = (
            [p for p in pieces if p.x1 < middle + 0.1 * width],
            [p for p in pieces if p.x0 > middle - 0.1 * width],
        )
        if len(pieces) > 2 or len(left) > 1 or len(right) > 1 or len(left) + len(right) < len(pieces):
            continue
        if len(pieces) == 1 and pieces[0].x1 - pieces[0].x0 < 0.3 * width:
            continue  # a date in the middle of the page stands in neither column
        parted += len(pieces) == 2
        sides[0].extend(left)
        sides[1].extend(right)
    if parted < GUTTER_PARTED or parted < GUTTER_SHARE * len(lines) - 2:
        return None
    low, high = max(p.x1 for p in sides[0]), min(p.x0 for p in sides[1])
    full = [sum(p.x1 - p.x0 >= 0.3 * width for p in side) for side in sides]
    return (low + high) / 2 if low < high and min(full) >= GUTTER_FULL else None


def _is_whole(sides: Sequence[Sequence[Glyph]], gutter: float, line: TextLine) -> bool:
    """Whether a line with nothing in the gutter is one line all the same: its parts nearly touch."""
    if not sides[0] or not sides[1]:
        return False
    return sides[1][0].x0 - sides[0][-1].x1 < WIDE_GAP * line.size / 2


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2


def _text_of(glyphs: Sequence[Glyph]) -> str:
    text, before, blank = "", None, False
    for glyph in glyphs:
        if glyph.text.isspace():
            blank = True
            continue
        if before is not None:
            gap, size = glyph.x0 - before.x1, max(before.size, glyph.size)
            wide = before.text[-1] >= CJK_FROM or glyph.text[0] >= CJK_FROM
            if blank or gap > (0.9 if wide else 0.18) * size:
                text += " "
        text += glyph.text
        before, blank = glyph, False
    return text.strip()
