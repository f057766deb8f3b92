"""Terms × documents: each cell says whether a document speaks of a term, how often, where best, and how sure that is."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from kg.coverage.speaking import NEAR, Passage, Speaking, by_sureness
from kg.coverage.terms import Note, Term, TermList
from kg.engine import Engine
from kg.errors import KGError

SAID, ALIKE, SILENT, FAILED = "said", "near", "silent", "failed"
# What a cell says, in Chinese, in the order of being sure that there is something.
STATUSES = {SAID: "明确提到", ALIKE: "意思相近", SILENT: "未提到", FAILED: "无法检索"}
Step = Callable[[int, int], None]  # terms done, of how many


@dataclass(frozen=True)
class Paper:
    """A column of the sheet; `failure`: why nothing of it can be searched, `doubt`: what of it cannot."""

    id: str
    name: str
    title: str
    failure: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class Cell:
    """What one document says of one term: its passages, the surest and best first; `why` there are none to trust."""

    status: str  # one of STATUSES
    passages: tuple[Passage, ...] = ()
    why: str = ""

    @property
    def said(self) -> int:
        """How many passages say it, under one name or another."""
        return sum(one.way != NEAR for one in self.passages)

    @property
    def near(self) -> int:
        """How many more are only near in meaning."""
        return len(self.passages) - self.said


@dataclass(frozen=True)
class Row:
    """One term with a cell for every document, in the order of the columns."""

    term: Term
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Coverage:
    """The whole: columns, rows by group in the list's order, and what of the list was left out."""

    papers: tuple[Paper, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...]

    @property
    def failed(self) -> bool:
        """Whether any cell could not be filled."""
        return any(cell.status == FAILED for row in self.rows for cell in row.cells)

    def counts(self, column: int) -> Counter[str]:
        """How many terms of each status one document has."""
        return Counter(row.cells[column].status for row in self.rows)


def cover(engine: Engine, terms: TermList, *, on_step: Step | None = None) -> Coverage:
    """Searches every term in every document; what fails is told in its cells, never as silence."""
    papers = papers_of(engine)
    speaking = Speaking(engine)
    groups = list(dict.fromkeys(term.group for term in terms.terms))
    notes: tuple[Note, ...] = ()
    with suppress(KGError):  # a failing index is told in each cell
        speaking.prepare(name for term in terms.terms for name in term.names)
        notes = tuple(_notes(speaking, terms.terms))
    rows = []
    for done, term in enumerate(sorted(terms.terms, key=lambda term: groups.index(term.group)), start=1):
        rows.append(_row(speaking, term, papers))
        if on_step:
            on_step(done, len(terms.terms))
    return Coverage(papers, tuple(rows), tuple(sorted((*terms.notes, *notes), key=lambda note: note.line)))


def _notes(speaking: Speaking, terms: Sequence[Term]) -> Iterator[Note]:
    """The names that no document holds and that look misspelt: what is near in meaning to them was guessed."""
    for term in terms:
        for name in term.names:
            if read := speaking.read_as(name):
                yield Note(term.line, name, f"库中没有，疑为同音或笔误；意思相近的段落按“{read}”查找")


def papers_of(engine: Engine) -> tuple[Paper, ...]:
    """The documents that are in and, behind them, those that were offered and could not be read."""
    ledger = {str(row["document_id"]): row for row in engine.documents()}
    inside = [
        Paper(
            key, document.name, document.title, doubt=_doubt(engine, key, str(ledger.get(key, {}).get("error") or ""))
        )
        for key, document in engine.loaded.items()
    ]
    outside = [
        Paper(key, str(row["document"]), str(row["title"] or row["document"]), failure=str(row["error"] or "没有读入"))
        for key, row in ledger.items()
        if key not in engine.loaded and row["status"] == "failed"
    ]
    return (*sorted(inside, key=lambda paper: paper.name), *outside)


def _doubt(engine: Engine, document_id: str, error: str) -> str:
    pages = sum(gap.kind == "page" for gap in engine.gaps(document_id))
    return "；".join(filter(None, [f"有 {pages} 页没有读出" if pages else "", error]))


def _row(speaking: Speaking, term: Term, papers: Sequence[Paper]) -> Row:
    said = speaking.said(term.names)
    try:
        near, failure = speaking.near(term.names, surely=True), ""
    except KGError as err:
        near, failure = [], str(err)
    ordered = by_sureness(said, near)
    return Row(term, tuple(_cell(paper, ordered, failure) for paper in papers))


def _cell(paper: Paper, passages: Sequence[Passage], failure: str) -> Cell:
    own = tuple(one for one in passages if one.citation.document_id == paper.id)
    if paper.failure:
        return Cell(FAILED, why=paper.failure)
    if any(one.way != NEAR for one in own):
        return Cell(SAID, own, f"意思相近的没有检索：{failure}" if failure else "")
    if failure:
        return Cell(FAILED, why=failure)
    return Cell(ALIKE, own) if own else Cell(SILENT, why=paper.doubt)
