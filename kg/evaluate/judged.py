"""Reads a judged sheet back; every fault is named by sheet, row and column."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from kg.errors import EvaluationError
from kg.evaluate.precision import VERDICTS, Judgement
from kg.evaluate.sampling import Stratum
from kg.evaluate.sheet import (
    CODE,
    COLUMNS,
    DRAWN,
    ID,
    NOTE,
    OBJECT,
    RELATIONS,
    STRATA,
    STRATUM_COLUMNS,
    SUBJECT,
    TOTAL,
    TYPE,
    VERDICT,
)

Cells = Mapping[str, str]


def read_sheet(path: Path) -> tuple[list[Stratum], list[Judgement]]:
    """The strata and judgements of a workbook that `write_sheet` wrote and a person judged."""
    sheets = _load(path)
    for name in (RELATIONS, STRATA):
        if name not in sheets:
            raise EvaluationError(f"{path}：缺少工作表“{name}”；请用 --precision 生成的表，不要删改工作表")
    strata = dict(_strata(f"{path}，工作表“{STRATA}”", sheets[STRATA]))
    judgements = list(_judgements(f"{path}，工作表“{RELATIONS}”", sheets[RELATIONS], strata))
    if not any(one.verdict for one in judgements):
        raise EvaluationError(f"{path}：“{VERDICT}”一列全空；请先逐条判断（{'、'.join(VERDICTS)}）")
    return list(strata.values()), judgements


def _load(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The values of every sheet."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as err:
        raise EvaluationError(f"{path}：打不开，或不是 xlsx 工作簿（{err}）；请用 --precision 生成的表") from err
    try:
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    finally:
        book.close()


def _rows(where: str, rows: Sequence[tuple[Any, ...]], columns: Sequence[str]) -> Iterator[tuple[str, Cells]]:
    """(place, cells by column) of every row that holds anything; refuses a sheet that lacks a column."""
    header = [str(value or "").strip() for value in rows[0]] if rows else []
    lacking = [name for name in columns if name not in header]
    if lacking:
        raise EvaluationError(f"{where}：缺少列 {'、'.join(lacking)}；第一行须是列名：{'、'.join(columns)}")
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: "" if value is None else str(value).strip() for name, value in zip(header, row, strict=False)}
        if any(cells.values()):
            yield f"{where} 第 {number} 行", {name: cells.get(name, "") for name in columns}


def _strata(where: str, rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[str, Stratum]]:
    """(label, stratum) of every relation type."""
    for place, cells in _rows(where, rows, STRATUM_COLUMNS):
        try:
            yield cells[TYPE], Stratum(cells[CODE], int(cells[TOTAL]), int(cells[DRAWN]))
        except ValueError as err:
            raise EvaluationError(f"{place}：“{TOTAL}”和“{DRAWN}”须是整数") from err


def _judgements(where: str, rows: Sequence[tuple[Any, ...]], strata: Mapping[str, Stratum]) -> Iterator[Judgement]:
    """One judgement a row; refuses an unknown verdict or type, and a row that stands twice."""
    seen: dict[str, str] = {}
    for place, cells in _rows(where, rows, COLUMNS):
        key, kind, verdict = cells[ID], cells[TYPE], cells[VERDICT]
        if not key:
            raise EvaluationError(f"{place}：“{ID}”是空的；请不要增加或清空行")
        if key in seen:
            raise EvaluationError(f"{place}：编号 {key} 与 {seen[key]} 重复；删去其中一行")
        if kind not in strata:
            raise EvaluationError(f"{place}：类型“{kind}”不在工作表“{STRATA}”里；可用的有 {'、'.join(strata)}")
        if verdict and verdict not in VERDICTS:
            raise EvaluationError(f"{place}：“{VERDICT}”写的是“{verdict}”；只能是 {'、'.join(VERDICTS)}，或留空")
        seen[key] = place
        yield Judgement(key, strata[kind].type, verdict, f"{cells[SUBJECT]} → {cells[OBJECT]}", cells[NOTE])
