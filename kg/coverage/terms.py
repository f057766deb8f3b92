"""A list of terms as people keep it (csv, xlsx, one a line, pasted) → terms to search, and a note for every line left out."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import QueryError
from kg.text.normalize import fold

MOST = 5000  # terms in one list; more is a corpus, not a list
SHORTEST, LONGEST = 2, 100  # characters of a term in compare form
TERM, GROUP, ALIAS = "term", "group", "alias"
# Headings of the columns in compare form; a first row that names one of the terms' column is no term itself.
HEADINGS = {
    TERM: ("term", "terms", "词", "词语", "词条", "术语", "名称", "主题", "主题词", "关键词", "检索词", "事项"),
    GROUP: ("group", "category", "组", "组别", "分组", "类别", "分类", "类型", "板块", "领域"),
    ALIAS: ("alias", "aliases", "synonym", "synonyms", "别名", "同义词", "近义词", "又称", "简称", "其他说法"),
}
TERMS_APART = re.compile(r"[、，,；;]")  # of one line: nobody means 低空经济、无人机 as one term
ALIASES_APART = re.compile(r"[、;；|\n]")


@dataclass(frozen=True)
class Term:
    """One thing to look for, under any of its names; `line` is where it stands in the list, from 1."""

    name: str
    aliases: tuple[str, ...] = ()
    group: str = ""
    line: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The term and its aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class Note:
    """A line of the list, or part of one, that is not searched as it stands, and why."""

    line: int
    text: str
    why: str


@dataclass(frozen=True)
class TermList:
    """The terms in the list's order, and a note for everything that was left out or joined."""

    terms: tuple[Term, ...]
    notes: tuple[Note, ...] = ()


def read_terms(path: Path) -> TermList:
    """The terms of a .csv, .xlsx or text file; a QueryError where it cannot be read or holds no term."""
    try:
        return parse_terms(path.name, path.read_bytes())
    except OSError as err:
        raise QueryError(f"{path}：无法读取（{err.strerror}）；请检查路径和权限") from err


def parse_terms(name: str, content: bytes) -> TermList:
    """The terms of a file's content; `name` says by its ending how to read it, anything but .xlsx and .csv line by line."""
    suffix = Path(name).suffix.lower()
    if suffix in (".xlsx", ".xlsm"):
        return make_terms(_sheet_rows(name, content), name)
    text = _decoded(name, content)
    if suffix == ".csv":
        return make_terms(csv.reader(io.StringIO(text, newline="")), name)
    return parse_lines(text, name)


def parse_lines(text: str, name: str = "词表") -> TermList:
    """A term a line, or several with commas between; with tabs, as pasted from a spreadsheet, the columns of a table."""
    rows, lines = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        apart = [] if "\t" in line else [[one] for one in TERMS_APART.split(line) if one.strip()]
        parts = apart or [line.split("\t")]
        rows += parts
        lines += [number] * len(parts)
    return make_terms(rows, name, lines)


def make_terms(rows: Iterable[Sequence[str]], name: str, lines: Sequence[int] = ()) -> TermList:
    """The terms of a table's rows, which stand in these lines, else one a line; refuses none, and more than MOST."""
    cells = [[_plain(cell) for cell in row] for row in rows]
    places = _columns(cells[0]) if cells else {}
    terms: dict[str, Term] = {}
    notes: list[Note] = []
    for place, (line, row) in enumerate(zip(lines or range(1, len(cells) + 1), cells, strict=True)):
        if places and place == 0:
            if len(list(filter(None, row))) == 1:  # who meant it as a term must see it
                notes.append(Note(line, row[places[TERM]], "看作列标题，没有检索"))
            continue
        term, told = _term(row, places or {TERM: 0}, line)
        notes.extend(told)
        if term is None:
            continue
        first = terms.setdefault(fold(term.name), term)
        if first is not term:
            terms[fold(term.name)], note = _joined(first, term)
            notes.append(note)
    if not terms:
        raise QueryError(f"{name}：没有可以检索的词；请每行写一个词，或在表格第一列写词")
    if len(terms) > MOST:
        raise QueryError(f"{name}：有 {len(terms)} 个词，超过了 {MOST} 个的上限；请分成几份")
    return TermList(tuple(terms.values()), tuple(notes))


def _plain(cell: object) -> str:
    return " ".join(str(cell).replace("\ufeff", "").split()) if cell is not None else ""


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Where which column stands, if the row is a heading; empty where it is a term like the others."""
    told = [fold(cell) for cell in row]
    places = {name: next((at for at, cell in enumerate(told) if cell in known), -1) for name, known in HEADINGS.items()}
    others = {name: at for name, at in places.items() if at >= 0 and name != TERM}
    if places[TERM] < 0 and max(others.values(), default=0) < 1:
        return {}
    first = next((at for at in range(len(row)) if at not in others.values()), 0)
    return {**others, TERM: places[TERM] if places[TERM] >= 0 else first}


def _term(row: Sequence[str], places: dict[str, int], line: int) -> tuple[Term | None, list[Note]]:
    """The term of a row, None where it has none to search; and what of the row is left out."""
    cells = {name: row[place] if place < len(row) else "" for name, place in places.items()}
    name = cells[TERM]
    if why := _unfit(name):
        return None, [Note(line, name or "、".join(filter(None, row)), why)]
    aliases: list[str] = []
    notes: list[Note] = []
    for alias in filter(None, map(str.strip, ALIASES_APART.split(cells.get(ALIAS, "")))):
        if why := _unfit(alias):
            notes.append(Note(line, f"{name}：{alias}", f"同义词{why}"))
        elif fold(alias) not in {fold(name), *map(fold, aliases)}:
            aliases.append(alias)
    return Term(name, tuple(aliases), cells.get(GROUP, ""), line), notes


def _unfit(name: str) -> str:
    """Why a name cannot be searched; '' where it can."""
    length = len(fold(name))
    if not length:
        return "是空的，没有检索"
    if not any(sign.isalnum() for sign in name):
        return "只有符号，没有检索"
    if length < SHORTEST:
        return f"少于 {SHORTEST} 个字，没有检索：单字到处都有，查不出主题"
    if length > LONGEST:
        return f"有 {length} 个字，超过 {LONGEST} 个字的上限，没有检索"
    return ""


def _joined(first: Term, again: Term) -> tuple[Term, Note]:
    """The term with the aliases of both lines; the first line's group stays."""
    extra = [alias for alias in again.aliases if fold(alias) not in set(map(fold, first.names))]
    kept = f"，同义词 {'、'.join(extra)} 并入" if extra else ""
    lost = f"，分组“{again.group}”未采用" if again.group and again.group != first.group else ""
    note = Note(again.line, again.name, f"与第 {first.line} 行重复，只检索一次{kept}{lost}")
    return replace(first, aliases=(*first.aliases, *extra)), note


def _decoded(name: str, content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise QueryError(f"{name}：不是 UTF-8 或 GB18030 编码的文本；请另存为 UTF-8 的 csv 或 txt")


def _sheet_rows(name: str, content: bytes) -> Iterator[list[str]]:
    """The rows of a workbook's first sheet."""
    import zipfile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as err:
        raise QueryError(f"{name}：不是可以读取的 Excel 工作簿（{err}）；请另存为 xlsx 或 csv") from err
    for row in book.worksheets[0].iter_rows(values_only=True):
        yield ["" if cell is None else str(cell) for cell in row]
