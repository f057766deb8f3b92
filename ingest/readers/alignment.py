"""Puts the cells of short rows under the columns they belong to.

Exports and naive converters drop a horizontal merge: its row then has fewer cells, or is filled up with empty
ones on the right, and everything after the merged cell stands too far left. A row is moved only where its
cells fit the columns' values clearly better elsewhere; a row that fits as it stands is left alone.
"""

from collections.abc import Sequence

from ingest.readers.columns import Profile, cell_fit, kind_of, name_fit
from ingest.readers.grid import Grid, Spot, is_alone

CLEARLY_BETTER_ROW = 2.0  # one number moved out of a text column into a number column
CLEARLY_BETTER_HEADER = 1.0
LONGEST_NAME = 12
Spans = list[tuple[int, int]]  # (first column, columns covered) of each cell


def has_child_names(grid: Grid) -> bool:
    """Whether the second row names the columns under a merged name of the first: few short names, nothing in front."""
    if len(grid) < 3:
        return False
    first = grid[1][0]
    if first.text.strip() and first is not grid[0][0]:
        return False
    own = [spot.text.strip() for spot, above in zip(grid[1], grid[0], strict=True) if spot is not above]
    names = [text for text in own if text]
    empty = sum(not spot.text.strip() or spot is above for spot, above in zip(grid[1], grid[0], strict=True))
    short = all(len(name) <= LONGEST_NAME and kind_of(name) == "text" for name in names)
    return bool(names) and short and (empty >= 2 or grid[1][0] is grid[0][0])


def align_header(grid: Grid, profiles: Sequence[Profile], *, children: bool) -> bool:
    """Spreads the first row's names over the columns they name; True where the row was changed."""
    width = len(profiles)
    names = [spot.text for spot in grid[0]]
    while names and not names[-1].strip():
        names.pop()
    unmerged = all(grid[0][c] is not grid[0][c + 1] for c in range(width - 1))
    if len(names) in {0, 1, width} or 2 * len(names) < width or not unmerged or not all(name.strip() for name in names):
        return False
    below = [bool(spot.text.strip()) and spot is not above for spot, above in zip(grid[1], grid[0], strict=True)]
    scorer = _HeaderScorer(names, profiles, below if children else [False] * width)
    spans, score = scorer.best()
    if score < scorer.as_it_stands() + CLEARLY_BETTER_HEADER:
        return False
    old = grid[0][:]
    for spot, (start, count) in zip(old, spans, strict=False):
        grid[0][start : start + count] = [spot] * count
    return True


def align_row(row: list[Spot], profiles: Sequence[Profile]) -> list[Spot] | None:
    """The row with its right part moved to the right, or None where it fits as it stands."""
    width = len(profiles)
    count = width
    while count and not row[count - 1].text.strip():
        count -= 1
    if count in {0, width}:
        return None
    texts = [spot.text for spot in row[:count]]
    standing = sum(cell_fit(text, profiles[c]) for c, text in enumerate(texts))
    best, place = standing, (0, 0)
    for split in range(count):
        left = sum(cell_fit(text, profiles[c]) for c, text in enumerate(texts[:split]))
        for shift in range(1, width - count + 1):
            score = left + sum(cell_fit(text, profiles[c + split + shift]) for c, text in enumerate(texts[split:]))
            if score > best or (score == best and split > place[0] and best > standing):
                best, place = score, (split, shift)
    split, shift = place
    if best < standing + CLEARLY_BETTER_ROW or not _number_comes_home(texts, profiles, split, shift):
        return None
    filler = [row[split - 1]] * shift if split and row[split - 1].text.strip() else [Spot() for _ in range(shift)]
    return row[:split] + filler + row[split:count] + [Spot() for _ in range(width - count - shift)]


def _number_comes_home(texts: Sequence[str], profiles: Sequence[Profile], split: int, shift: int) -> bool:
    """Whether a number that stands among texts would stand among numbers; words alone prove no shift."""
    return any(
        kind_of(text) == "number" and cell_fit(text, profiles[c]) < 0 < cell_fit(text, profiles[c + shift])
        for c, text in enumerate(texts)
        if c >= split
    )


def align_body(grid: Grid, profiles: Sequence[Profile], first: int) -> None:
    """Aligns every row from `first` on whose cells are merged with no others."""
    width = len(profiles)
    for index in range(first, len(grid)):
        row = grid[index]
        if row[-1].text.strip() or not all(is_alone(grid, index, column) for column in range(width)):
            continue
        moved = align_row(row, profiles)
        if moved:
            grid[index] = moved


class _HeaderScorer:
    """The best way to lay n names over more columns, left to right, each over one or more."""

    def __init__(self, names: Sequence[str], profiles: Sequence[Profile], below: Sequence[bool]) -> None:
        self.names = names
        self.profiles = profiles
        self.below = below  # columns that have a name of their own in the second row

    def as_it_stands(self) -> float:
        """The score of one column a name, the rest of the columns without one."""
        covered = sum(self._score(n, n, 1) for n in range(len(self.names)))
        return covered - 0.5 * (len(self.profiles) - len(self.names))

    def best(self) -> tuple[Spans, float]:
        """The best spans that cover all columns, and their score."""
        width, longest = len(self.profiles), len(self.profiles) - len(self.names) + 1
        table: dict[int, tuple[float, Spans]] = {0: (0.0, [])}
        for n in range(len(self.names)):
            after: dict[int, tuple[float, Spans]] = {}
            for start, (score, spans) in table.items():
                for count in range(1, min(longest, width - start) + 1):
                    total = score + self._score(n, start, count)
                    if start + count not in after or total > after[start + count][0]:
                        after[start + count] = (total, [*spans, (start, count)])
            table = after
        score, spans = table[width]
        return spans, score

    def _score(self, n: int, start: int, count: int) -> float:
        columns = range(start, start + count)
        fit = sum(name_fit(self.names[n], self.profiles[c]) for c in columns) / count
        named = sum(self.below[c] for c in columns)
        if count == 1:
            return fit - 0.5 * named
        if named:
            return fit + (1.0 if named == count else -1.0)
        grouped = self.profiles[start].kind == "text" and self.profiles[start].filled < 0.9
        return fit + (0.5 if grouped and count == 2 else -0.5 * (count - 1))
