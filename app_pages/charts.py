"""Charts of the desks, in Vega-Lite, which Streamlit draws by itself; shape and dashes tell apart what colours do."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

INK, SEAL = "#23406E", "#8C2F2B"
WORDS = "#4F545E"  # of axes and legends: Streamlit's own grey is too faint to be read (3.6 to 1)
CONFIG = {part: {"labelColor": WORDS, "titleColor": WORDS} for part in ("axis", "legend")}
LEGEND = {"title": None, "orient": "top", "offset": 4}
Row = Mapping[str, Any]


def line_chart(rows: Sequence[Row], kinds: Sequence[str], unit: str) -> None:
    """Rows of year, number, kind, path and said: a line for each path, solid of the first kind, dashed of the second."""
    years = sorted({row["year"] for row in rows})
    x_axis = {"values": years, "format": "d", "title": None, "grid": False}
    y_axis = {"title": unit or None, "titleAngle": 0, "titleAlign": "left", "titleY": -12}
    spec = {
        "encoding": {
            "x": {"field": "year", "type": "quantitative", "axis": x_axis, "scale": {"domain": [years[0], years[-1]], "padding": 24}},
            "y": {"field": "number", "type": "quantitative", "axis": y_axis},
            "color": _by_kind(kinds, [INK, SEAL], legend=LEGEND),
        },
        "layer": [
            {
                "mark": {"type": "line", "strokeWidth": 2},
                "encoding": {"detail": {"field": "path"}, "strokeDash": _by_kind(kinds, [[1, 0], [6, 4]])},
            },
            {
                "transform": [{"filter": "datum.own"}],
                "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
                "encoding": {
                    "shape": _by_kind(kinds, ["circle", "diamond"], legend=LEGEND),
                    "tooltip": {"field": "said", "type": "nominal", "title": " "},
                },
            },
            *(_figures(kind, below) for kind, below in zip(kinds, (-12, 14), strict=False)),
        ],
        "height": 300,
        "config": CONFIG,
    }  # fmt: skip
    st.vega_lite_chart([{**row, "own": own} for row, own in zip(rows, _own(rows), strict=True)], spec, width="stretch")


def _figures(kind: str, below: int) -> dict[str, Any]:
    """The figures of a kind beside their points, each kind on its own side: two of one year do not cover each other."""
    return {
        "transform": [{"filter": "datum.own"}, {"filter": {"field": "kind", "equal": kind}}],
        "mark": {"type": "text", "dy": below, "fontSize": 12},
        "encoding": {"text": {"field": "number"}},
    }


def _own(rows: Sequence[Row]) -> list[bool]:
    """Whether a row is a point of its own: all of the first path, of the others the last, which is where they lead."""
    last = {row["path"]: place for place, row in enumerate(rows)}
    return [row["path"] == 0 or last[row["path"]] == place for place, row in enumerate(rows)]


def _by_kind(kinds: Sequence[str], signs: Sequence[object], legend: object = None) -> dict[str, Any]:
    return {"field": "kind", "type": "nominal", "scale": {"domain": kinds, "range": signs}, "legend": legend}


def stacked_chart(rows: Sequence[Row], names: Sequence[str], colours: Mapping[str, str], title: str) -> None:
    """Rows of name, kind and number as a bar a name, in this order, the kinds one behind the other in their colours."""
    kinds = list(colours)
    spec = {
        "description": title,
        "transform": [{"calculate": f"indexof({kinds}, datum.kind)", "as": "place"}],
        "mark": "bar",
        "encoding": {
            "y": {"field": "name", "type": "nominal", "sort": list(names), "axis": {"title": None, "labelLimit": 190}},
            "x": {"field": "number", "type": "quantitative", "axis": {"title": None}},
            "color": {"field": "kind", "type": "nominal", "scale": {"domain": kinds, "range": list(colours.values())}, "legend": LEGEND},
            "order": {"field": "place", "type": "quantitative"},
            "tooltip": [{"field": key, "type": "nominal", "title": " "} for key in ("name", "kind", "number")],
        },
        "height": {"step": 24},
        "config": CONFIG,
    }  # fmt: skip
    st.vega_lite_chart([dict(row) for row in rows], spec, width="stretch")


def bar_chart(rows: Sequence[Row], title: str) -> None:
    """Rows of name and number as bars, the highest on top."""
    spec = {
        "title": {"text": title, "anchor": "start", "fontSize": 13},
        "encoding": {
            "y": {"field": "name", "type": "nominal", "sort": "-x", "axis": {"title": None, "labelLimit": 150}},
            "x": {"field": "number", "type": "quantitative", "axis": {"title": None}},
        },
        "layer": [
            {"mark": {"type": "bar", "color": INK}},
            {"mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 11}, "encoding": {"text": {"field": "number"}}},
        ],
        "height": {"step": 24},
        "config": CONFIG,
    }  # fmt: skip
    st.vega_lite_chart([dict(row) for row in rows], spec, width="stretch")
