"""`python -m kg coverage --by …`: a matrix, a line a row, and a workbook."""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.coverage.axes import INDUSTRY, PARK, THEME, Line, Scope
from kg.coverage.lacks import find_lacks
from kg.coverage.lists import common_themes
from kg.coverage.matrix import ABSENT, SAID, SILENT, STATES, Matrix, make_matrix, titles
from kg.coverage.matrix_sheet import SHEET, cell_text, make_tables, make_workbook
from kg.coverage.speaking import passage_row
from kg.coverage.survey import Survey
from kg.coverage.terms import read_terms
from kg.engine import Engine
from kg.errors import QueryError
from kg.store import write_atomically


def run(engine: Engine, args: argparse.Namespace) -> Iterator[str]:
    """The lines to print; the file is written before the first comes back."""
    of = args.of or (INDUSTRY if args.by == PARK and not args.terms else THEME)
    if args.terms and of != THEME:
        raise QueryError(f"--of {of}：行不是主题，不用词表；请去掉词表或 --of")
    if of == args.by:
        raise QueryError(f"--of {of} --by {args.by}：行和列相同；请换一个")
    terms = read_terms(args.terms).terms if args.terms else common_themes() if of == THEME else ()
    matrix = make_matrix(Scope(Survey(engine), uppers=args.uppers), of, args.by, terms)
    paths = write_matrix(args.out, matrix) if args.out else []
    return _json_lines(matrix) if args.json else _text_lines(matrix, paths)


def write_matrix(path: Path, matrix: Matrix) -> list[Path]:
    """Writes a workbook (.xlsx), or a .csv a table beside each other; gives the files, refuses other endings."""
    from kg.workbook import to_csv

    lacks = find_lacks(matrix.scope, matrix.rows) if matrix.rows and matrix.rows[0].axis == THEME else []
    if path.suffix.lower() == ".xlsx":
        write_atomically(path, make_workbook(matrix, lacks))
        return [path]
    if path.suffix.lower() != ".csv":
        raise QueryError(f"--out {path}：文件名须以 .xlsx 或 .csv 结尾")
    tables = make_tables(matrix, lacks)
    paths = {name: path if name == SHEET else path.with_name(f"{path.stem}-{name}.csv") for name in tables}
    for name, rows in tables.items():
        write_atomically(paths[name], to_csv(rows))
    return list(paths.values())


def _text_lines(matrix: Matrix, paths: list[Path]) -> Iterator[str]:
    yield f"{matrix.title}：{len(matrix.rows)} 行，{len(matrix.columns)} 列"
    for row in matrix.rows:
        counted = [(column.name, matrix.counts(row, column)) for column in matrix.columns]
        told = [f"{name} {cell_text(*counts)}" for name, counts in counted if counts[0] == SAID]
        for state in (SILENT, ABSENT):
            blank = [name for name, counts in counted if counts[0] == state]
            told += [f"{STATES[state]}：{'、'.join(blank)}"] if blank else []
        yield f"{row.name}：{'；'.join(told)}"
    yield from (f"已写入 {path}" for path in paths)


def _json_lines(matrix: Matrix) -> Iterator[str]:
    for row in matrix.rows:
        cells = [_cell(matrix, row, column) for column in matrix.columns]
        told = {"row": row.name, "row_id": row.key, "group": row.group, "axis": row.axis, "cells": cells}
        yield json.dumps(told, ensure_ascii=False)


def _cell(matrix: Matrix, row: Line, column: Line) -> Mapping[str, object]:
    state, passages, tasks = matrix.counts(row, column)
    told: dict[str, object] = {"column": column.name, "column_id": column.key, "state": state}
    cell = matrix.cell(row, column)
    told |= {"passages": passages, "tasks": tasks, "why": cell.why or None}
    if state != SAID:
        return {**told, "looked": titles(matrix, cell.looked)}
    found = {"passage_rows": [passage_row(one) for one in cell.passages]}
    return {**told, **found, "task_rows": [{"id": one.id, "name": one.name} for one in cell.tasks]}
