"""A matrix as a table of buttons: headers that stay in sight, shaded cells; a click tells which cell it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

FOLDER = Path(__file__).parent
MOUNT = st.components.v2.component(
    "plangraph_grid",
    html='<div class="pg-grid"></div>',
    css=(FOLDER / "grid.css").read_text(encoding="utf-8"),
    js=(FOLDER / "grid.js").read_text(encoding="utf-8"),
)
DARKEST = 4


@dataclass(frozen=True)
class Head:
    """A row's or column's heading; `note` is shown when the pointer rests on it, `dim` marks one without documents."""

    key: str
    name: str
    note: str = ""
    dim: bool = False


@dataclass(frozen=True)
class Square:
    """A cell: its kind (said, silent, absent), what it shows in two lines, and what a screen reader is told."""

    kind: str
    text: str
    small: str
    amount: int
    label: str


def shade(amount: int) -> int:
    """0 to DARKEST: twice as much is one step darker."""
    return min(max(amount, 1).bit_length() - 1, DARKEST)


def show_grid(
    rows: Sequence[Head],
    columns: Sequence[Head],
    squares: Sequence[Sequence[Square]],
    chosen: tuple[str, str],
    key: str,
) -> tuple[str, str] | None:
    """The table; the row's and column's key of the cell that was clicked just now."""
    data = {
        "rows": [vars(one) for one in rows],
        "columns": [vars(one) for one in columns],
        "cells": [[[one.kind, one.text, one.small, shade(one.amount), one.label] for one in line] for line in squares],
        "chosen": list(chosen),
    }
    clicked = MOUNT(data=data, key=key, on_cell_change=lambda: None).cell
    return (str(clicked[0]), str(clicked[1])) if clicked else None
