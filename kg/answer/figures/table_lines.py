"""The rows of tables that a question names, whether or not the graph knows them: their figures year by year."""

from collections.abc import Mapping

from kg.answer.asked.reading import Ask
from kg.answer.figures.figure import Figure
from kg.answer.figures.table_figures import (
    NUMBERING,
    UNIT,
    WORDS,
    YEAR,
    core_of,
    figure_of,
    is_of_place,
    meant_by,
    name_column,
    plain_rows,
    tables_of,
    unit_of,
)
from kg.records import Document, Table
from kg.text.tables import column_names, row_cells, row_span

SHORTEST = 2  # characters of a row's name


def named_rows(ask: Ask) -> list[list[Figure]]:
    """For each row of a table that the question names (a park, a trade, an indicator) its figures of the asked quantity."""
    found = []
    text = ask.asking.spell(ask.question.text)
    for document, table in tables_of(ask):
        rows = plain_rows(table)
        named = name_column(table, rows, column_names(table), indicators=True)
        above = "".join((*document.path_at(table.start), table.caption))
        if named is None:
            continue
        for row in rows:
            said = table.cell(row, named).text
            of = ask.asking.spell(said).removesuffix("数量")
            if len(of) < SHORTEST or of not in text or _is_part_of_name(ask, of):
                continue
            if is_of_place(ask, document, f"{above}{said}"):
                found.append(_figures(ask, document, table, row, named))
    return [figures for figures in found if figures]


def _is_part_of_name(ask: Ask, of: str) -> bool:
    """Whether a row's name stands in the question only within the name of something else: 新材料 in 新材料产业园."""
    kinds = tuple(ask.asking.kinds)
    longer = [spelt for link in ask.question.links if of in (spelt := ask.asking.spell(link.text))]
    return bool(longer) and not any(name == of or name.removeprefix(of) in kinds for name in longer)


def _figures(ask: Ask, document: Document, table: Table, row: int, named: int) -> list[Figure]:
    """The figures of one row in the columns of the asked quantity that bear a year; their unit is the column's, else the row's."""
    names, cells = column_names(table), row_cells(table, row)
    of = cells[named].text.strip()
    own = next((cells[place].text.strip() for place, name in enumerate(names) if name.strip() == "单位"), "")
    figures = []
    for place, measured in _measured(ask, names, of).items():
        what = (measured or of, names[place], unit_of(names[place]) or own)
        figure = figure_of(ask, document, row_span(table, row), (of, cells[place].text.strip()), what)
        if figure:
            figures.append(figure)
    return figures


def _measured(ask: Ask, names: tuple[str, ...], of: str) -> Mapping[int, str]:
    """The columns that the question may mean, each with what it measures ('' where the row's name says so).

    What the question says beside the row's name must stand in the column's; where it says no more, one quantity must be all
    that the columns measure.
    """
    dated = {place: name for place, name in enumerate(names) if not NUMBERING.search(name) and YEAR.search(name)}
    cores = {place: core_of(ask, name) for place, name in dated.items()}
    idle = {*ask.asking.words["measuring"], *ask.asking.words["comparing"]}
    held = [ask.asking.spell(of), *(said for limit in ask.place for said in limit.said)]
    kinds = {ask.asking.spell(kind) for kind in ask.asking.kinds}
    rest = [
        word
        for word in ask.question.words
        if word not in idle and not any(word in name or name in word for name in held) and word not in kinds
    ]
    meant = {place: meant_by(cores, names, place) for place in dated}
    fitting = {place: said for place, said in meant.items() if all(any(word in one for one in said) for word in rest)}
    if len({one for said in fitting.values() for one in said}) > 1:
        return {}
    shown = {place: WORDS.sub("", UNIT.sub("", name)) for place, name in dated.items()}
    known = next((shown[place] for place in fitting if shown[place]), "")
    return {place: shown[place] or known for place in fitting}
