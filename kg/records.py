"""The nouns: Document, Section, Cell, Table, Chunk, Mention, Entity, Evidence, Relation, Gap, Extraction, Hit.

All offsets are half-open character ranges [start, end) into the document's normalised text.
Records are the source of truth; the graph and the indexes are projections of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.errors import RecordError

Value = str | int | float | bool | None


def check_span(start: int, end: int, owner: str) -> None:
    """Refuses a range that is empty or reversed."""
    if not 0 <= start < end:
        raise RecordError(f"{owner}：位置 [{start}, {end}) 为空或首尾颠倒；请重新加入该文件")


@dataclass(frozen=True)
class Section:
    """A titled part of a document; `path` holds the headings from the top down to this one, its own last."""

    id: str
    document_id: str
    heading: str  # as written, its number kept: 「（一）发展回顾」
    path: tuple[str, ...]
    level: int  # 0 = the document itself, 1 = highest heading
    start: int  # of the heading line
    end: int  # where the next section of the same or a higher level starts
    parent_id: str | None = None
    kind: str = "section"  # section | box (专栏) | annex (附件/附表) | item (numbered or run-in heading)


@dataclass(frozen=True)
class Cell:
    """One cell of a table's grid; a spanned cell is listed once, at its top left corner."""

    row: int
    column: int
    text: str
    start: int  # start == end for an empty cell
    end: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class Table:
    """A table with its spans resolved; `grid[r][c]` is an index into `cells`."""

    id: str
    document_id: str
    section_id: str
    cells: tuple[Cell, ...]
    grid: tuple[tuple[int, ...], ...]
    header_rows: int
    start: int
    end: int
    caption: str = ""
    unit: str = ""
    notes: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """The cell that covers this place of the grid, merged or not."""
        return self.cells[self.grid[row][column]]


@dataclass(frozen=True)
class Chunk:
    """The indexed piece of one section; `text` equals the document's text[start:end]."""

    id: str
    document_id: str
    section_id: str
    path: tuple[str, ...]
    text: str
    start: int
    end: int
    kind: str = "text"  # text | table_row
    header: str = ""  # of a table row: caption and column names, for the index only


@dataclass(frozen=True)
class Mention:
    """A span that names an entity. `entity_id` is the id before resolution, '' while unlinked."""

    start: int
    end: int
    text: str
    type: str
    extractor: str = ""
    name: str = ""  # the entity's own name where the text gives a short one or lacks a shared suffix
    entity_id: str = ""

    def __post_init__(self) -> None:
        check_span(self.start, self.end, f"mention {self.text!r}")


@dataclass(frozen=True)
class Entity:
    """One thing in the world as one document names it; `region` is the key of short names (区科委)."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    region: str = ""
    level: str = ""
    properties: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Evidence:
    """The span that states a fact. `basis`: direct, or heading where one end comes from the section's heading."""

    document_id: str
    section: tuple[str, ...]
    quote: str
    start: int
    end: int
    extractor: str
    basis: str = "direct"

    def __post_init__(self) -> None:
        check_span(self.start, self.end, f"evidence {self.quote[:20]!r}")


@dataclass(frozen=True)
class Relation:
    """A directed fact between two entities (ids before resolution). An Observation is an entity of its own type."""

    id: str
    type: str
    subject_id: str
    object_id: str
    evidence: tuple[Evidence, ...]
    properties: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.evidence:
            raise RecordError(f"关系 {self.type} {self.id}：没有依据，不能成立；请补上依据或去掉这条关系")


@dataclass(frozen=True)
class Gap:
    """A place that was not understood. `start` == `end` where nothing could be read: a scanned page."""

    kind: str  # one of GAP_KINDS
    why: str  # said to the user
    start: int
    end: int
    quote: str = ""
    section: tuple[str, ...] = ()
    page: int = 0  # 1-based; 0 where the format has no pages


# What can be left not understood → how it is called, in the order in which it is told.
GAP_KINDS: Mapping[str, str] = {
    "page": "没有读出的页",
    "table": "没有读懂的表",
    "row": "没有读懂的表行",
    "column": "没有读懂的表列",
    "empty": "空白的表列",
    "unit": "没有读出单位的格",
    "duty": "有责任字样而没有任务的段落",
    "heading": "没有正文的标题",
}


@dataclass(frozen=True)
class Extraction:
    """All that was read out of one document, and what of its knowledge was not."""

    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True)
class Document:
    """One source parsed: normalised text, metadata, outline, tables, chunks and what was extracted."""

    id: str
    name: str  # the file's base name
    title: str
    sha256: str
    text: str
    metadata: Mapping[str, str] = field(
        default_factory=dict
    )  # number, issuer, date, region, level, period_start, period_end, kind
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    chunks: tuple[Chunk, ...] = ()
    notes: tuple[tuple[int, int], ...] = ()  # spans of foot- and endnotes
    pages: tuple[int, ...] = ()  # offset at which each page starts; empty where the format has no pages
    warnings: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()  # what of the file could not be read: pages, headings
    extraction: Extraction = field(default_factory=Extraction)

    def path_at(self, place: int) -> tuple[str, ...]:
        """The headings over a place of the text, from the top down; none above the first."""
        over = [one for one in self.sections if one.start <= place < one.end]
        return max(over, key=lambda one: (one.level, one.start)).path if over else ()

    @property
    def explains(self) -> bool:
        """Whether it tells of another document, as a 起草说明 or 解读 does: what is set stands there."""
        return self.metadata.get("subject_policy", "") not in ("", self.title)

    @property
    def all_gaps(self) -> tuple[Gap, ...]:
        """What was not understood of the file and of its knowledge, by kind and place."""
        order = list(GAP_KINDS)
        return tuple(sorted((*self.gaps, *self.extraction.gaps), key=lambda gap: (order.index(gap.kind), gap.start)))


@dataclass(frozen=True)
class Hit:
    """A passage found, with its rank (1 = best) and score in each list that found it.

    `row`: in the index; `also`: the passages that say the same, found as well.
    """

    chunk: Chunk
    document: str
    title: str
    score: float
    ranks: Mapping[str, int] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)
    row: int = -1
    also: tuple["Hit", ...] = ()
