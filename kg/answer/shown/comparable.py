"""What of an answer can be looked at side by side: documents on one theme, one quantity by year or by place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.answer.model import Answer, AnswerRow, titled

NUMBER = re.compile(r"[^\d.]*(\d+(?:\.\d+)?)[^\d.]*")  # ≥12, 约300; not 1-2
YEAR = re.compile(r"\d{4}")
MOST_LINES = 4  # more cannot be told apart
MOST_BARS = 16
CHANGE = "change"


@dataclass(frozen=True)
class Side:
    """What one document says; no rows: it is silent."""

    title: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True)
class Point:
    """One value of a series, with the row that it is taken from."""

    label: str  # what is measured
    year: str
    number: float
    said: str
    row: AnswerRow


@dataclass(frozen=True)
class Series:
    """Values of one unit: `by` year (a line a label) or by label (a bar each)."""

    unit: str
    by: str
    points: tuple[Point, ...]


def sides(answer: Answer, titles: Mapping[str, str]) -> tuple[Side, ...]:
    """The documents that a comparison looked at, those that speak first; () where the answer compares none.

    `titles`: document id → title.
    """
    if answer.intent != "beside" or answer.query is None:
        return ()
    asked = answer.query.params.get("documents")
    names = [titled(titles[key]) for key in asked if key in titles] if isinstance(asked, list) else []
    found = [Side(name, tuple(row for row in answer.answers if row.group == name)) for name in names]
    speaking = [one for one in found if one.rows]
    return (*speaking, *(one for one in found if not one.rows)) if len(found) > 1 and speaking else ()


def series(rows: Sequence[AnswerRow]) -> tuple[Series, ...]:
    """The values that can be compared, a series a unit; () where fewer than two can be."""
    points = list(_points(rows))
    units = dict.fromkeys(point.row.unit or "" for point in points)
    found = (_series(unit, [one for one in points if (one.row.unit or "") == unit]) for unit in units)
    return tuple(one for one in found if one)


def _points(rows: Sequence[AnswerRow]) -> Iterator[Point]:
    for row in rows:
        value = (row.value or "").replace(",", "")
        match = NUMBER.fullmatch(value)
        if match and row.kind != CHANGE:
            unit = row.unit or ""
            said = value if value.endswith(unit) else f"{value}{unit}"
            yield Point(_label(row), row.year or "", float(match[1]), said, row)


def _label(row: AnswerRow) -> str:
    of = row.group or ""
    return row.name if row.type != "Indicator" or not of or of in row.name else f"{of}{row.name}"


def _series(unit: str, points: list[Point]) -> Series | None:
    """By year where one thing has several; else by thing where all are of one year."""
    labels, years = {one.label for one in points}, {one.year for one in points}
    dated = [one for one in points if YEAR.fullmatch(one.year)]
    if len({one.year for one in dated}) > 1 and len({one.label for one in dated}) <= MOST_LINES:
        once = {(one.label, one.year, one.number, one.row.kind): one for one in reversed(dated)}.values()
        return Series(unit, "year", tuple(sorted(once, key=lambda one: (one.year, one.label, one.number))))
    if len(years) == 1 and 1 < len(labels) <= MOST_BARS and len(labels) == len(points) and _alike(points):
        return Series(unit, "label", tuple(points))
    return None


def _alike(points: Sequence[Point]) -> bool:
    """Whether one quantity is measured of several: one indicator's places, or counts of things that are no indicators."""
    kinds = {one.row.type for one in points}
    return len(kinds) == 1 and (kinds != {"Indicator"} or len({one.row.name for one in points}) == 1)
