"""A paper while it is written: what is added in order, numbered as it comes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.wordfile.labels import label
from kg.wordfile.parts import (
    Block,
    Cell,
    Cited,
    Entry,
    Heading,
    Paragraph,
    Run,
    SourceList,
    Table,
    Text,
    runs_of,
)


@dataclass
class Paper:
    """Add parts from top to bottom, then take it `to_docx` or `to_markdown`.

    A place that is cited again keeps its number; a paper that cites always ends with its list of sources.
    """

    landscape: bool = False  # the sheet lies on its side, for wide tables
    blocks: list[Block] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    _quotes: dict[str, dict[str, None]] = field(default_factory=dict)
    _counts: list[int] = field(default_factory=lambda: [0, 0, 0, 0])

    def add_title(self, text: str, *, subtitle: str = "") -> None:
        """The title (22pt 小标宋, centred), and a line below it, such as who wrote it and when."""
        self.blocks.append(Heading(0, text))
        if subtitle:
            self.blocks.append(Paragraph((Run(subtitle),), "subtitle"))

    def add_heading(self, text: str, level: int = 1, *, numbered: bool = True) -> None:
        """A heading of level 1 to 4, numbered 一、 （一） 1. （1） where not told otherwise."""
        if not 1 <= level <= 4:
            raise ValueError(f"level {level}: headings have levels 1 to 4")
        mark = ""
        if numbered:
            self._counts[level - 1] += 1
            self._counts[level:] = [0] * (4 - level)
            mark = label(level, self._counts[level - 1])
        self.blocks.append(Heading(level, text, mark))

    def add_paragraph(self, *texts: Text, kind: str = "body") -> None:
        """A paragraph of texts and runs; kind: body, quote (a document's words), note (small)."""
        self.blocks.append(Paragraph(self._cite(texts), kind))

    def add_table(self, header: Sequence[str], rows: Sequence[Sequence[Cell]], *, caption: str = "") -> None:
        """A table whose header is repeated on every page; a cell is text, a number, a Run or several; refuses a row of other length."""
        if bad := next((row for row in rows if len(row) != len(header)), None):
            raise ValueError(f"row {bad}: {len(bad)} cells, the header has {len(header)}")
        cells = tuple(tuple(self._cite((cell,)) for cell in row) for row in rows)
        self.blocks.append(Table(tuple(header), cells, caption))

    def add_sources(self, heading: str = "来源", *, quotes: bool = False, numbered: bool = False) -> None:
        """The list [1] 《标题》，章节，第N页 of all that is cited in the paper, with the quotes where asked for."""
        if heading:
            self.add_heading(heading, numbered=numbered)
        self.blocks.append(SourceList(quotes))

    def number(self, citation: Cited) -> int:
        """The citation's number, counted from 1 in order of first use; it is listed from now on."""
        place = citation.official
        if citation.quote:
            self._quotes.setdefault(place, {})[citation.quote] = None
        return self._numbers.setdefault(place, len(self._numbers) + 1)

    def numbers(self, run: Run) -> list[int]:
        """The numbers of a run's citations, each once."""
        return list(dict.fromkeys(self.number(citation) for citation in run.citations))

    @property
    def sources(self) -> list[Entry]:
        """All that is cited, by number."""
        return [Entry(number, place, _widest(self._quotes.get(place, ()))) for place, number in self._numbers.items()]

    def finish(self) -> None:
        """Adds the list of sources, should nobody have done so."""
        if self._numbers and not any(isinstance(block, SourceList) for block in self.blocks):
            self.add_sources()

    def _cite(self, cells: Sequence[Cell]) -> tuple[Run, ...]:
        runs = tuple(run for cell in cells for run in runs_of(cell))
        for run in runs:
            self.numbers(run)
        return runs


def _widest(quotes: Iterable[str]) -> tuple[str, ...]:
    """The quotes of one place, each on one line, without those that another holds.

    Cells and lines are parted by a wide blank: a tab or a break in an even paragraph would draw its words apart.
    """
    own = tuple("　".join(filter(None, map(str.strip, re.split(r"[\t\n]", quote)))) for quote in quotes)
    return tuple(one for one in own if not any(one != other and one in other for other in own))
