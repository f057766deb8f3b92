"""A coverage as tables: the sheet of terms and documents, every passage with its citation, the documents, the list's notes."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.coverage.cover import SAID, STATUSES, Cell, Coverage, Paper
from kg.coverage.speaking import NAMED, NEAR, WORDS, Passage
from kg.errors import QueryError
from kg.store import write_atomically

Row = dict[str, Any]
SHEET, PASSAGES, PAPERS, NOTES = "覆盖表", "段落", "文件", "词表说明"
# Grounds of the cells, light enough for black print.
TINTS = dict(zip(STATUSES.values(), ("DCEFE1", "FFF1CC", "EDEFF2", "F7D4D0"), strict=True))
WAYS = {WORDS: "原文有此词", NAMED: "提到时用别的名称", NEAR: "意思相近"}
ROOM = 60  # characters of a quote in a cell; the sheet of passages has it whole
BEFORE = 20  # of them before the word


def write_sheets(path: Path, coverage: Coverage) -> list[Path]:
    """Writes a workbook (.xlsx), or a .csv a table beside each other; gives the files, refuses other endings."""
    from kg.workbook import to_csv

    if path.suffix.lower() == ".xlsx":
        write_atomically(path, make_workbook(coverage))
        return [path]
    if path.suffix.lower() != ".csv":
        raise QueryError(f"--out {path}：文件名须以 .xlsx 或 .csv 结尾")
    tables = make_tables(coverage)
    paths = {name: path if name == SHEET else path.with_name(f"{path.stem}-{name}.csv") for name in tables}
    for name, rows in tables.items():
        write_atomically(paths[name], to_csv(rows))
    return list(paths.values())


def make_workbook(coverage: Coverage) -> bytes:
    """The four tables as a workbook; the cells of the sheet have the ground of their status."""
    from kg.workbook import to_xlsx

    return to_xlsx(make_tables(coverage), tints=TINTS, pinned=2)


def make_tables(coverage: Coverage) -> dict[str, list[Row]]:
    """The four tables, by name."""
    return {
        SHEET: _sheet_rows(coverage),
        PASSAGES: _passage_rows(coverage) or [{"词": "没有找到任何段落"}],
        PAPERS: _paper_rows(coverage),
        NOTES: [{"行": one.line, "内容": one.text, "说明": one.why} for one in coverage.notes]
        or [{"行": "", "内容": "", "说明": "词表各行都已检索，没有略过的"}],
    }


def headings(papers: tuple[Paper, ...]) -> dict[str, str]:
    """Document id → its column's heading: the title, the file's name beside it where two bear one title."""
    shared = Counter(paper.title for paper in papers)
    return {one.id: one.title if shared[one.title] == 1 else f"{one.title}（{one.name}）" for one in papers}


def cell_text(cell: Cell) -> str:
    """A cell in words: the status and how many, where best, what else."""
    if not cell.passages:
        return STATUSES[cell.status] + (f"（{cell.why}）" if cell.why else "")
    best = cell.passages[0]
    lines = [f"{STATUSES[cell.status]} {cell.said or cell.near} 段", place_text(best)]
    if cell.said and cell.near:
        lines.append(f"另有 {cell.near} 段意思相近")
    return "\n".join([*lines, *([cell.why] if cell.why else [])])


def place_text(passage: Passage) -> str:
    """Where a passage stands and what it says, short; a name of its own is told."""
    section = " › ".join(passage.citation.section)
    called = f"（文中作“{passage.name}”）" if passage.way == NAMED else ""
    return f"{section}：“{excerpt(passage)}”{called}".removeprefix("：")


def excerpt(passage: Passage) -> str:
    """The quote on one line, so much of it around the word as a cell has room for."""
    quote = passage.citation.quote
    start = max(quote.find(passage.name) - BEFORE, 0) if len(quote) > ROOM else 0
    cut = " ".join(quote[start : start + ROOM].split())
    return ("…" if start else "") + cut + ("…" if start + ROOM < len(quote) else "")


def _sheet_rows(coverage: Coverage) -> list[Row]:
    heads = headings(coverage.papers)
    return [
        {
            "分组": row.term.group,
            "词": row.term.name,
            "同义词": "、".join(row.term.aliases),
            "明确提到的文件数": sum(cell.status == SAID for cell in row.cells),
            **{heads[paper.id]: cell_text(cell) for paper, cell in zip(coverage.papers, row.cells, strict=True)},
        }
        for row in coverage.rows
    ]


def _passage_rows(coverage: Coverage) -> list[Row]:
    return [
        {
            "分组": row.term.group,
            "词": row.term.name,
            "如何提到": WAYS[one.way],
            "文中写作": one.name,
            "出处": one.citation.official,
            "引文": one.citation.quote,
            "文件": one.citation.document,
            "章节": " > ".join(one.citation.section),
            "起": one.citation.start,
            "止": one.citation.end,
        }
        for row in coverage.rows
        for cell in row.cells
        for one in cell.passages
    ]


def _paper_rows(coverage: Coverage) -> list[Row]:
    rows = []
    for column, paper in enumerate(coverage.papers):
        counts: Mapping[str, int] = coverage.counts(column)
        told = {text: counts[status] for status, text in STATUSES.items()}
        rows.append({"文件": paper.name, "标题": paper.title, **told, "须注意": paper.failure or paper.doubt})
    return rows
