"""What a PDF's page geometry says about its lines: full or short, indented or not, a gap before or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.readers.lines import Habit, Line
from ingest.readers.pdf_layout import TextLine

LONG_SHARE = 0.6  # of the widest line: such a line shows where the margins are
INDENT_MIN, INDENT_MAX = 1.0, 3.5  # signs
SLACK = 2.2  # signs that may be missing at the right margin, where the next word did not fit
DISPLAY = 1.2  # of the body's size: a title
HABIT_SHARE = 0.1
GAP = 1.5
FEWEST_LONG = 3
Placed = tuple[int, TextLine]


@dataclass(frozen=True)
class Measure:
    """The body text of one document: sign size, line distance, margins by page and column, habits."""

    size: float
    distance: float
    margins: dict[tuple[int, int], tuple[float, float]]
    default: tuple[float, float]
    split: float  # x of the middle of the page: columns are told apart by it
    habit: Habit

    @classmethod
    def of(cls, placed: Sequence[Placed]) -> "Measure":
        """Measures all lines of a document."""
        if not placed:
            return cls(10, 15, {}, (0, 0), 0, Habit())
        size = median(line.size for _, line in placed)
        split = (min(line.x0 for _, line in placed) + max(line.x1 for _, line in placed)) / 2
        widest = max(line.x1 - line.x0 for _, line in placed)
        columns: dict[tuple[int, int], list[TextLine]] = {}
        for page, line in placed:
            columns.setdefault((page, _column(line, split)), []).append(line)
        margins = {}
        for key, lines in columns.items():
            reach = max(line.x1 - line.x0 for line in lines) if key[1] else widest
            long = [line for line in lines if line.x1 - line.x0 >= LONG_SHARE * reach]
            if len(long) >= FEWEST_LONG:
                margins[key] = (min(line.x0 for line in long), max(line.x1 for line in long))
        default = (
            median(left for left, _ in margins.values()) if margins else min(line.x0 for _, line in placed),
            median(right for _, right in margins.values()) if margins else max(line.x1 for _, line in placed),
        )
        steps = [
            after.top - before.top
            for (page, before), (next_page, after) in _pairs(placed)
            if page == next_page and 0 < after.top - before.top < 4 * size
        ]
        distance = median(steps) if steps else 1.5 * size
        bare = cls(size, distance, margins, default, split, Habit())
        return cls(size, distance, margins, default, split, bare._habit(placed))

    def indent(self, page: int, line: TextLine) -> float:
        """How many signs a line begins right of its column's left margin."""
        return (line.x0 - self._margin(page, line)[0]) / self.size

    def is_full(self, page: int, line: TextLine) -> bool:
        """Whether a line reaches its column's right margin."""
        return line.x1 >= self._margin(page, line)[1] - SLACK * self.size

    def is_display(self, line: TextLine) -> bool:
        """Whether a line is set larger than the body."""
        return line.size >= DISPLAY * self.size

    def has_gap(self, before: TextLine, line: TextLine) -> bool:
        """Whether more than the usual distance stands before a line."""
        return line.top - before.top > GAP * max(self.distance, line.size)

    def _margin(self, page: int, line: TextLine) -> tuple[float, float]:
        return self.margins.get((page, _column(line, self.split)), self.default)

    def _habit(self, placed: Sequence[Placed]) -> Habit:
        full = [(page, line) for page, line in placed if self.is_full(page, line)]
        indented = sum(INDENT_MIN <= self.indent(page, line) <= INDENT_MAX for page, line in full)
        gaps = sum(
            self.has_gap(before, line) for (page, before), (next_page, line) in _pairs(placed) if page == next_page
        )
        return Habit(indents=indented > HABIT_SHARE * len(full), gaps=gaps > HABIT_SHARE * len(placed))


def lines_with_proof(placed: Sequence[Placed], measure: Measure) -> list[Line]:
    """The lines with what their places prove; two lines of one large title count as running text."""
    lines: list[Line] = []
    for index, (page, line) in enumerate(placed):
        full = measure.is_full(page, line)
        indented = measure.indent(page, line) >= INDENT_MIN
        before = placed[index - 1] if index else None
        following = placed[index + 1] if index + 1 < len(placed) else None
        gap = bool(before and before[0] == page and measure.has_gap(before[1], line))
        if before and _same_title(before, (page, line), measure):
            indented, gap = False, False
        if following and _same_title((page, line), following, measure):
            full = True
        lines.append(Line(line.text, full, indented, gap, page))
    return lines


def _same_title(before: Placed, line: Placed, measure: Measure) -> bool:
    """Whether two lines are parts of one title: both large, of one size, close together."""
    if before[0] != line[0] or not (measure.is_display(before[1]) and measure.is_display(line[1])):
        return False
    alike = abs(before[1].size - line[1].size) < 0.5
    return alike and line[1].top - before[1].bottom < 1.2 * line[1].size


def _column(line: TextLine, split: float) -> int:
    """0 for a line over the middle, 1 for one in the right half; the left column counts as 0 with its own full lines."""
    if line.x0 >= split:
        return 2
    return 1 if line.x1 <= split else 0


def _pairs(placed: Sequence[Placed]) -> list[tuple[Placed, Placed]]:
    return list(pairwise(placed))
