"""A column of a plan's table as figures of the things in its rows, whether or not the graph knows them by name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.answer.asked.reading import Ask
from kg.answer.figures.alike import same_rate
from kg.answer.figures.figure import ACTUAL, TARGET, Figure
from kg.answer.folding import fold, share
from kg.answer.model import Citation
from kg.answer.quotes.counted import RATE
from kg.records import Document, Table
from kg.text.numbers import parse_number
from kg.text.tables import (
    body_rows,
    column_names,
    header_paths,
    is_group_row,
    is_numeric,
    is_total_row,
    row_cells,
    row_span,
)

YEAR = re.compile(r"20\d\d")
UNIT = re.compile(r"[（(][^（）()]*?(?P<unit>[^（）()：:，,]+)[）)]")
AIMED = re.compile("目标|规划值|计划|预期|预计")
WORDS = re.compile(
    r"20\d\d年?|[“”\"]?十[二三四五六]五[”\"]?(?:期间|时期|末)?|目标值?|规划值|计划数?|预期值?|预计|实际|完成值?|实现|现状|年底|末|数值|/|的|将|力争|达到?"
)
NUMBERING = re.compile(r"序号|编号|类别|备注|单位$|年[限份度]|时间|期限|属性")
INDICATORS = re.compile(r"指标")
DIGITS = re.compile(r"\d[\d,.]*")
SAME = 0.6
FEWEST = 2
ALIKE_KINDS = {
    "Cluster": ("Cluster", "Industry"),
    "Industry": ("Industry", "Cluster"),
    "Region": ("Region",),
    "Park": ("Park",),
}


@dataclass(frozen=True)
class Column:
    """The figures of one column, and the rows of its table that have none."""

    figures: tuple[Figure, ...]
    lacking: tuple[str, ...]
    fit: float  # of what the question asks
    number: int  # rows, those without a figure too


def column_asked(ask: Ask, quantity: str, kind: str) -> Column | None:
    """The column of the asked quantity, year and kind of things that fits best; None where no table has one.

    `kind`: the type of things that the question compares, '' where it does not say.
    """
    found = [column for document, table in tables_of(ask) for column in _columns(ask, document, table, quantity, kind)]
    target, wanted = bool(AIMED.search(ask.question.text)), ask.question.number_of
    return max(
        found,
        key=lambda one: (
            one.fit,
            one.number == wanted,
            (one.figures[0].kind == TARGET) == target,
            one.figures[0].year,
            len(one.figures),
        ),
        default=None,
    )


def plain_rows(table: Table) -> list[int]:
    """The rows of a table that are neither sums nor titles over others."""
    return [row for row in body_rows(table) if not is_total_row(table, row) and not is_group_row(table, row)]


def is_of_place(ask: Ask, document: Document, above: str) -> bool:
    """Whether a table is of the places that the question names: of their plans, or titled by them."""
    return all(limit.holds((above, document.title), (), (document.id,)) for limit in ask.place)


def tables_of(ask: Ask) -> Iterator[tuple[Document, Table]]:
    """The tables of the documents that are looked through, of the annex or box that the question names, of its places."""
    for key in ask.scope:
        document = ask.context.documents[key]
        for table in document.tables:
            above = "".join((*document.path_at(table.start), table.caption))
            annex = ask.question.annex
            if table.header_rows and (not annex or annex in "".join(above.split())):
                yield document, table


def _columns(ask: Ask, document: Document, table: Table, quantity: str, kind: str) -> Iterator[Column]:
    names = column_names(table)
    rows = plain_rows(table)
    named = name_column(table, rows, names)
    above = "".join((*document.path_at(table.start), table.caption))
    if named is None or not (
        _is_of_kind(ask, kind, names[named])
        or (not ask.asking.kinds_in(names[named]) and _is_of_kind(ask, kind, above))
    ):
        return
    if not is_of_place(ask, document, above):
        return
    cores = {place: core_of(ask, name) for place, name in enumerate(names) if not NUMBERING.search(name)}
    wanted = core_of(ask, quantity)
    for place, name in enumerate(names):
        if place == named or place not in cores or not _year_fits(ask, name, above):
            continue
        fit = max((_fit(wanted, core) for core in meant_by(cores, names, place)), default=0.0)
        column = (named, place), (_measured(table, place), name, dated_by(name, above))
        figures, lacking = _read(ask, document, table, rows, *column) if fit >= SAME else ([], [])
        if len(figures) >= FEWEST:
            yield Column(tuple(figures), tuple(lacking), round(fit, 1), len(rows))


def meant_by(cores: dict[int, str], names: Sequence[str], place: int) -> list[str]:
    """What a column measures: its name without year and 目标; of a bare 2028年目标 what the columns of its unit do."""
    if cores[place]:
        return [cores[place]]
    unit = unit_of(names[place])
    return [core for other, core in cores.items() if core and unit and unit_of(names[other]) == unit]


def _fit(wanted: str, core: str) -> float:
    """How well a column's name fits the asked quantity, which may leave out what it begins with: 产值 for 规上产值."""
    if not wanted or not core or not same_rate(wanted, core):
        return 0.0
    if wanted == core:
        return 1.0
    wanted, core = (RATE.sub("", one) or one for one in (wanted, core))
    return 0.8 if core.endswith(wanted) or wanted.endswith(core) else min(share(wanted, core), share(core, wanted))


def core_of(ask: Ask, name: str) -> str:
    return ask.asking.spell(WORDS.sub("", UNIT.sub("", name)))


def unit_of(name: str) -> str:
    units = [match["unit"] for match in UNIT.finditer(name)]
    return units[-1] if units else ""


def _year_fits(ask: Ask, name: str, above: str) -> bool:
    """Whether the column is of an asked year: its own, or that of its table; of any where no year is asked for."""
    own = YEAR.findall(name) or YEAR.findall(above)
    return not ask.question.years or any(year in ask.question.years for year in own)


def _is_of_kind(ask: Ask, kind: str, said: str) -> bool:
    """Whether the words over a table's names speak of the asked kind: 集群名称 for clusters."""
    kinds = ALIKE_KINDS.get(kind, (kind,))
    return not kind or any(word in said for word, label in ask.asking.kinds.items() if label in kinds)


def name_column(table: Table, rows: Sequence[int], names: Sequence[str], *, indicators: bool = False) -> int | None:
    """The column that names the rows: the first of words, each of its own; None in a table of indicators that is not asked for."""
    for place, name in enumerate(names):
        cells = [table.cell(row, place).text.strip() for row in rows]
        if NUMBERING.search(name) or sum(map(is_numeric, cells)) * 2 > len(cells):
            continue
        if len(set(cells)) < len(cells) or (INDICATORS.search(name) and not indicators):
            return None
        return place
    return None


def _measured(table: Table, place: int) -> str:
    """What a column measures, as its heading says it: the innermost of its words that is more than a year or a unit."""
    parts = [UNIT.sub("", part) for part in header_paths(table)[place]]
    return next((part for part in reversed(parts) if WORDS.sub("", part)), "/".join(parts))


def dated_by(name: str, above: str) -> str:
    """The words that tell a column's year and whether it is aimed at: its own, else those over a table of one year."""
    return name if YEAR.search(name) or len(set(YEAR.findall(above))) != 1 else f"{above}/{name}"


def _read(
    ask: Ask,
    document: Document,
    table: Table,
    rows: Sequence[int],
    places: tuple[int, int],
    column: tuple[str, str, str],
) -> tuple[list[Figure], list[str]]:
    """A figure a row with a number in the column, and the names of the rows without one.

    `column`: what it measures, its whole name, the words that tell its year.
    """
    measured, name, dated = column
    figures, lacking = [], []
    for row in rows:
        cells = row_cells(table, row)
        of, value = (cells[place].text.strip() for place in places)
        figure = figure_of(ask, document, row_span(table, row), (of, value), (measured, dated, unit_of(name)))
        if figure:
            figures.append(figure)
        elif of:
            lacking.append(of)
    return figures, lacking


def is_to_come(document: Document, years: Sequence[str]) -> bool:
    """Whether a column's year lies behind that of its plan."""
    return bool(years) and "" < document.metadata.get("date", "")[:4] < years[-1]


def figure_of(
    ask: Ask, document: Document, span: tuple[int, int], cell: tuple[str, str], column: tuple[str, str, str]
) -> Figure | None:
    """The figure of a cell, of which `cell` gives whose it is and what stands in it; None where that is no one number.

    `column`: what it measures, the whole name of its column, which tells year and kind, and its unit.
    """
    (of, value), (measured, name, unit) = cell, column
    numbers, years = DIGITS.findall(value), YEAR.findall(name)
    amount = parse_number(numbers[0]) if len(numbers) == 1 else None
    if not of or amount is None:
        return None
    links = [link for link in ask.names.find(fold(of)) if link.whole and link.text == fold(of)]
    named = next((one for link in links for one in link.entities), None)
    row = {
        "indicator_id": "",
        "indicator": measured,
        "observation_id": f"{document.id} {span[0]} {name}",
        "value": value,
        "number": amount,
        "unit": unit,
        "amount": amount,
        "amount_unit": unit,
        "year": years[-1] if years else "",
        "kind": TARGET if AIMED.search(name) or is_to_come(document, years) else ACTUAL,
        "of_id": named.id if named else of,
        "of_name": of,
        "of_kind": named.type if named else "Item",
    }
    return Figure(row, Citation.at(document, *span))
