"""What can be compared: documents in two columns, values of several years or things as a small chart beside its table."""

import altair as alt
import streamlit as st

from app_pages.answer_table import make_row
from app_pages.charts import CONFIG
from app_pages.language import t
from app_pages.markup import esc, lines
from app_pages.proof import make_badge, make_role
from app_pages.strings import TEXT
from app_pages.theme import height_for
from kg.answer.model import AnswerRow
from kg.answer.shown.comparable import Point, Series, Side
from kg.engine import Engine

COLOURS = ["#23406e", "#1d6b58", "#b0862b", "#8c2f2b"]  # of .streamlit/config.toml and style.css
COLUMNS = 2
PAPER = "#ffffff"
HEIGHT = 240  # pixels
BAR = 26


def show_sides(engine: Engine, sides: tuple[Side, ...]) -> None:
    """The documents that speak, two beside each other; a silent one too where they are two, else the silent ones by name."""
    speaking = [side for side in sides if side.rows]
    shown = sides if len(sides) == COLUMNS else speaking
    st.html(f'<div class="pg-sides">{"".join(_side(engine, side) for side in shown)}</div>')
    silent = [side.title for side in sides if side not in shown]
    if silent:
        st.caption(t("answer.silent.others", titles="、".join(silent)))


def _side(engine: Engine, side: Side) -> str:
    rows = "".join(make_row(engine, row, _said(row)) for row in side.rows)
    silent = "" if rows else t("answer.silent")
    head = f"<h4>{esc(side.title)}<b>{len(side.rows) or ''}</b></h4>"
    return f'<section class="pg-side">{head}{rows or f"<p>{esc(silent)}</p>"}</section>'


def _said(row: AnswerRow) -> str:
    """The words, and below them the place."""
    badges = "".join(make_role(role) for role in row.roles) + "".join(make_badge(one) for one in row.evidence[:1])
    place = " › ".join(row.evidence[0].section) if row.evidence else ""
    return f'{lines(row.name)}<br>{badges} <span class="pg-source">{esc(place)}</span>'


def show_series(series: Series) -> None:
    """The chart, and its values as a table with their sources."""
    left, right = st.columns([5, 6], vertical_alignment="center")
    left.altair_chart(_lines(series) if series.by == "year" else _bars(series), width="stretch")
    many = len({point.label for point in series.points}) > 1
    rows = [_row(point, many=many) for point in series.points]
    used = [name for name in rows[0] if any(row[name] for row in rows)]
    right.dataframe(
        [{name: row[name] for name in used} for row in rows],
        hide_index=True,
        height=height_for(len(rows), most=HEIGHT + 30),
        column_config={t("column.source"): st.column_config.TextColumn(width="large")},
    )


def _row(point: Point, *, many: bool) -> dict[str, str]:
    return {
        t("column.name"): point.label if many else "",
        t("column.year"): point.year,
        t("column.value"): point.said,
        t("column.kind.figure"): _kind(point),
        t("column.source"): "；".join(dict.fromkeys(one.official for one in point.row.evidence)),
    }


def _kind(point: Point) -> str:
    key = f"answer.kind.{point.row.kind}"
    return t(key) if key in TEXT else ""


def _data(series: Series) -> alt.Data:
    return alt.Data(
        values=[
            {"label": point.label, "year": point.year, "number": point.number, "said": point.said, "kind": _kind(point)}
            for point in series.points
        ]
    )


def _years(series: Series) -> list[str]:
    """Every year from the first to the last, so that a gap of two years is as wide as two years."""
    years = sorted({point.year for point in series.points})
    if not all(year.isdigit() for year in years):
        return years
    return [str(year) for year in range(int(years[0]), int(years[-1]) + 1)]


def _lines(series: Series) -> alt.LayerChart:
    """A line a thing; what is reached is filled and told above, what is aimed at hollow and told below."""
    labels = list(dict.fromkeys(point.label for point in series.points))
    legend = alt.Legend(title=None, orient="top", labelLimit=260) if len(labels) > 1 else None
    base = alt.Chart(_data(series)).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0), scale=alt.Scale(domain=_years(series))),
        y=alt.Y("number:Q", title=series.unit, scale=alt.Scale(zero=True)),
        color=alt.Color("label:N", scale=alt.Scale(domain=labels, range=COLOURS), legend=legend),
        tooltip=[alt.Tooltip(f"{name}:N", title=" ") for name in ("label", "year", "said", "kind")],
    )
    layers = [base.mark_line(strokeWidth=2, opacity=0.4)]
    for aimed, place in ((False, -13), (True, 15)):
        part = base.transform_filter((alt.datum.kind == t("answer.kind.target")) == aimed)
        shape = {"filled": False, "fill": PAPER} if aimed else {"filled": True}
        layers.append(part.mark_point(size=75, strokeWidth=2, opacity=1, **shape))
        layers.append(part.mark_text(dy=place, fontSize=12).encode(text="said:N"))
    return alt.layer(*layers).properties(height=HEIGHT).configure(**CONFIG)


def _bars(series: Series) -> alt.LayerChart:
    """A bar a thing, in the answer's order."""
    labels = list(dict.fromkeys(point.label for point in series.points))
    base = alt.Chart(_data(series)).encode(
        y=alt.Y("label:N", sort=labels, title=None, axis=alt.Axis(labelLimit=230)),
        x=alt.X("number:Q", title=series.unit, scale=alt.Scale(zero=True)),
        tooltip=[alt.Tooltip("label:N", title=" "), alt.Tooltip("said:N", title=" ")],
    )
    text = base.mark_text(dx=4, align="left", fontSize=12).encode(text="said:N")
    return (
        (base.mark_bar(color=COLOURS[0], height=14) + text)
        .properties(height=max(90, BAR * len(labels) + 40))
        .configure(**CONFIG)
    )
