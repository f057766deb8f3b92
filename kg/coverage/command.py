"""`python -m kg coverage`: a list of terms in, a line a term and a sheet out."""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.coverage.cover import STATUSES, Cell, Coverage, Row, Step, cover
from kg.coverage.sheet import write_sheets
from kg.coverage.speaking import passage_row
from kg.coverage.terms import read_terms
from kg.engine import Engine
from kg.errors import QueryError

SOME_FAILED = 3  # as an ingest of which some documents failed


def run(engine: Engine, args: argparse.Namespace, *, on_step: Step | None = None) -> tuple[int, Iterator[str]]:
    """The exit code and the lines to print; the sheet is written before either comes back."""
    if args.by:
        from kg.coverage import matrix_command

        return 0, matrix_command.run(engine, args)
    if not args.terms or args.of or args.uppers:
        raise QueryError(
            "请给出词表，或用 --by 指明矩阵的列（plan、department、place、park）；--of、--uppers 须与 --by 同用"
        )
    coverage = cover(engine, read_terms(args.terms), on_step=on_step)
    paths = write_sheets(args.out, coverage) if args.out else []
    lines = _json_lines(coverage) if args.json else _text_lines(coverage, paths)
    return (SOME_FAILED if coverage.failed else 0), lines


def _text_lines(coverage: Coverage, paths: list[Path]) -> Iterator[str]:
    for column, paper in enumerate(coverage.papers):
        counts = coverage.counts(column)
        told = "，".join(f"{text} {counts[status]}" for status, text in STATUSES.items() if counts[status])
        yield f"{paper.title}：{told}" + (f"（{paper.doubt}）" if paper.doubt else "")
    silent = [row.term.name for row in coverage.rows if all(cell.status == "silent" for cell in row.cells)]
    if silent:
        yield f"各文件都未提到：{'、'.join(silent)}"
    yield from (f"第 {note.line} 行 {note.text}：{note.why}" for note in coverage.notes)
    yield from (f"已写入 {path}" for path in paths)


def _json_lines(coverage: Coverage) -> Iterator[str]:
    for row in coverage.rows:
        yield json.dumps(_row(coverage, row), ensure_ascii=False)
    for note in coverage.notes:
        yield json.dumps({"line": note.line, "text": note.text, "why": note.why}, ensure_ascii=False)


def _row(coverage: Coverage, row: Row) -> Mapping[str, object]:
    cells = zip(coverage.papers, row.cells, strict=True)
    return {
        "term": row.term.name,
        "group": row.term.group,
        "aliases": list(row.term.aliases),
        "line": row.term.line,
        "cells": [{"document": paper.name, "document_id": paper.id, **_cell(cell)} for paper, cell in cells],
    }


def _cell(cell: Cell) -> Mapping[str, object]:
    return {
        "status": cell.status,
        "said": cell.said,
        "near": cell.near,
        "why": cell.why or None,
        "passages": [passage_row(one) for one in cell.passages],
    }
