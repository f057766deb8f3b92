"""What an answer is made of: rows with citations, the query that gave them, and the prose."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.records import Document, Evidence, Hit

NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十\d]+[）)、.．]|第[一二三四五六七八九十\d]+[章节条]"
)  # follows without a comma
ONE_LINE = str.maketrans("\t\n", "  ")
ANSWERED, NOT_FOUND, AMBIGUOUS = "answered", "not_found", "ambiguous"


def label_of(labels: object) -> str:
    """The entity type of a row's `labels`."""
    return str(labels[0]) if isinstance(labels, list) and labels else str(labels or "")


def titled(title: str) -> str:
    """The title in its marks, those within it made single as print does: 《关于〈甲规划〉的说明》."""
    return f"《{title.replace('《', '〈').replace('》', '〉')}》"


def official(title: str, section: Iterable[str]) -> str:
    """A place in a plan as officials write it; a heading that only repeats the title is left out."""
    parts = [part for part in section if part != title]
    marks = ["" if place and NUMBERED.match(part) else "，" for place, part in enumerate(parts)]
    return titled(title) + "".join(mark + part for mark, part in zip(marks, parts, strict=True))


@dataclass(frozen=True)
class Citation:
    """One verbatim quote; `document.text[start:end] == quote` was checked when the answer was made."""

    document: str  # the file's base name
    document_id: str
    title: str
    section: tuple[str, ...]
    quote: str
    start: int
    end: int
    basis: str = "direct"  # direct | heading (one end of the fact comes from the section's heading)
    page: int = 0  # counted from 1; 0 where the format has no pages

    @classmethod
    def of(cls, document: Document, section: Iterable[str], start: int, end: int, basis: str = "direct") -> "Citation":
        """The citation of a span of a document; the quote is a slice of the text as it is."""
        page = bisect_right(document.pages, start)
        quote = document.text[start:end]
        return cls(document.name, document.id, document.title, tuple(section), quote, start, end, basis, page)

    @classmethod
    def at(cls, document: Document, start: int, end: int) -> "Citation":
        """The citation of a span of a document in the innermost section that holds it."""
        return cls.of(document, document.path_at(start), start, end)

    @classmethod
    def of_hit(cls, hit: Hit) -> "Citation":
        """The citation of a passage as a whole; its page is not known."""
        chunk = hit.chunk
        return cls(hit.document, chunk.document_id, hit.title, chunk.path, chunk.text, chunk.start, chunk.end)

    @property
    def copied(self) -> str:
        """What an official pastes into a paper: “quote”（《标题》，一、…）."""
        return f"“{self.quote.translate(ONE_LINE)}”（{self.official}）"

    @classmethod
    def of_evidence(cls, document: Document, evidence: Evidence) -> "Citation":
        """The citation of a fact's evidence, which tells whether an end of the fact comes from a heading."""
        return cls.of(document, evidence.section, evidence.start, evidence.end, evidence.basis)

    @property
    def official(self) -> str:
        """The citation as officials write it: 《标题》，一、…（一）…，专栏1 …，第3页."""
        return official(self.title, self.section) + (f"，第{self.page}页" if self.page else "")

    def to_json(self) -> dict[str, object]:
        """The citation as CONTRACT's `evidence` row."""
        return {
            "document": self.document,
            "section": list(self.section),
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "basis": self.basis,
            "page": self.page or None,
        }


@dataclass(frozen=True)
class AnswerRow:
    """One thing that answers; what does not apply is None. `note` says how a row was found or is limited."""

    name: str
    type: str
    entity_id: str = ""
    aliases: tuple[str, ...] = ()
    number: str | None = None
    value: str | None = None
    unit: str | None = None
    amount: str | None = None  # the same in base units, where that differs: 300万平方米 → 3,000,000平方米
    year: str | None = None
    role: str | None = None
    note: str | None = None
    group: str | None = None
    evidence: tuple[Citation, ...] = ()
    kind: str | None = None  # of a figure: actual, target or change
    parts: tuple["AnswerRow", ...] = ()  # what the row was put together from: a department's tasks

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles one by one."""
        return tuple(part for part in (self.role or "").split("、") if part)

    def to_json(self) -> dict[str, object]:
        """The row as CONTRACT's `answers` row."""
        return {
            "name": self.name,
            "type": self.type,
            "aliases": list(self.aliases),
            "number": self.number,
            "value": self.value,
            "unit": self.unit,
            "year": self.year,
            "evidence": [citation.to_json() for citation in self.evidence],
        }


@dataclass(frozen=True)
class QueryUsed:
    """The named query that ran, with its text and parameters, so that the answer can be checked by hand."""

    name: str
    cypher: str
    params: Mapping[str, object] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """The query as CONTRACT's `query` object."""
        return {"name": self.name, "cypher": self.cypher, "params": dict(self.params)}


@dataclass(frozen=True)
class Answer:
    """The reply to one question; `status` is answered, not_found or ambiguous."""

    question: str
    status: str
    intent: str
    text: str
    answers: tuple[AnswerRow, ...] = ()
    query: QueryUsed | None = None
    passages: tuple[Hit, ...] = ()
    suggestions: tuple[str, ...] = ()
    read_as: str = ""  # the question as it was completed or put in other words, '' where it was read as it stands

    def to_json(self) -> dict[str, object]:
        """The reply as the line that `kg ask --json` prints."""
        return {
            "question": self.question,
            "status": self.status,
            "intent": self.intent,
            "text": self.text,
            "answers": [row.to_json() for row in self.answers],
            "query": self.query.to_json() if self.query else None,
            "read_as": self.read_as,
            "suggestions": list(self.suggestions),
        }
