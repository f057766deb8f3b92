"""What a paper is made of: runs of text with their citations, headings, paragraphs, tables, the list of sources."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Cited(Protocol):
    """A place that is cited; kg.answer.model.Citation is one."""

    @property
    def official(self) -> str:
        """The place as officials write it: 《标题》，章节，第N页."""

    @property
    def quote(self) -> str:
        """The words that stand there; '' where the place alone is named."""


@dataclass(frozen=True)
class Source:
    """A cited place where there is no Citation at hand."""

    official: str
    quote: str = ""


@dataclass(frozen=True)
class Run:
    """A stretch of text in one dress; its citations follow it as raised numbers."""

    text: str
    citations: Sequence[Cited] = ()
    bold: bool = False
    underline: bool = False
    strike: bool = False


Text = str | Run
Cell = str | int | float | Run | Sequence[Text] | None


def runs_of(cell: Cell) -> tuple[Run, ...]:
    """Any content of a cell or paragraph as runs."""
    if cell is None or cell == "":
        return ()
    if isinstance(cell, Run):
        return (cell,)
    if isinstance(cell, str | int | float):
        return (Run(str(cell)),)
    return tuple(run for part in cell for run in runs_of(part))


def text_of(runs: Iterable[Run]) -> str:
    """The bare text of runs."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4, or the paper's title: level 0. `label` is its number: 一、 （一） 1. （1）."""

    level: int
    text: str
    label: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a kind: body, quote (words of a document), note (small), subtitle (centred below the title)."""

    runs: tuple[Run, ...]
    kind: str = "body"


@dataclass(frozen=True)
class Table:
    """A table with its header row; all rows have the header's length."""

    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    caption: str = ""


@dataclass(frozen=True)
class Entry:
    """A line of the list of sources: the number, the place, the words quoted from there."""

    number: int
    place: str
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SourceList:
    """Where the list of sources stands; with the quotes under each place, or the places alone."""

    quotes: bool = False


Block = Heading | Paragraph | Table | SourceList
